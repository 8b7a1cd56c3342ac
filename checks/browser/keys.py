"""A page with the keyboard alone: where Tab leads, and whether the focus can be seen there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: Whether it can be seen where the focus is: a ring around the element, or around the label that holds it.
RING = """() => [document.activeElement, document.activeElement.closest('label')]
    .filter(e => e?.matches(':focus-visible, :has(:focus-visible)'))
    .some(e => getComputedStyle(e).outlineStyle !== 'none')"""
#: More steps than any page has between two controls.
FAR = 90


def goes_to(page: Page, selector: str) -> None:
    """Let somebody press Tab until the focus is there, and see it."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate(RING), f"the focus cannot be seen on {selector}"
            return
    raise AssertionError(
        f"Tab does not reach {selector}: {page.evaluate('document.activeElement.outerHTML')}"
    )


def presses(page: Page, words: str) -> None:
    """Let somebody go to the button with these words, and press Enter."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        told = page.evaluate("document.activeElement.matches('button') && document.activeElement.innerText")
        if told and re.search(words, told):
            assert page.evaluate(RING), f"the focus cannot be seen on {words}"
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"Tab does not reach {words}")
