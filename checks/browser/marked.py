"""Words that come from no catalogue: what stands outside of the marks of the pseudo-language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sim.classroom.words.pseudo import MARKS

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: Everything that a page says, in order: texts, and what attributes say to those who hear it.
_SAID = """() => {
    const said = [];
    const attributes = ['aria-label', 'title', 'placeholder', 'alt', 'label', 'data-of'];
    const walk = (node) => {
        if (node.nodeType === Node.TEXT_NODE) said.push(node.textContent);
        if (node.nodeType !== Node.ELEMENT_NODE || /^(SCRIPT|STYLE|NOSCRIPT)$/.test(node.tagName)) return;
        if (node.closest('.language')) return;
        for (const name of attributes) {
            if (node.hasAttribute(name)) said.push(`\\n${node.getAttribute(name)}\\n`);
        }
        const apart = getComputedStyle(node).display !== 'inline';
        if (apart) said.push('\\n');
        node.childNodes.forEach(walk);
        if (apart) said.push('\\n');
    };
    walk(document.body);
    return document.title + '\\n' + said.join('');
}"""
_LETTERS = re.compile(r"[^\W\d_]{2,}")
#: The word of a list, which the browser puts in, and codes of states.
_KNOWN = re.compile(r"\band\b|\b[A-Z]{3}\b")


def outside(said: str, written: Iterable[str] = ()) -> list[str]:
    """Return what stands outside of the marks and has words.

    Parameters
    ----------
    said : what a page says
    written : what people wrote, and names that no catalogue has
    """
    begins, ends = MARKS
    depth, kept = 0, []
    for letter in said:
        depth += letter == begins
        if not depth:
            kept.append(letter)
        depth = max(0, depth - (letter == ends))
    told = "".join(kept)
    for text in sorted(written, key=len, reverse=True):
        told = told.replace(text, "")
    lines = (line.strip() for line in told.splitlines())
    return list(dict.fromkeys(line for line in lines if _LETTERS.search(_KNOWN.sub("", line))))


def unmarked(page: Page, written: Iterable[str] = ()) -> list[str]:
    """Return what a page in the pseudo-language says outside of the marks."""
    return outside(str(page.evaluate(_SAID)), written)
