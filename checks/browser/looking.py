"""What is to be seen of a page in a browser: its width, its words, its barriers, its print."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: Rules of WCAG 2.0, 2.1 and 2.2, levels A and AA, and what axe-core calls best practice.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")

_WIDE = """() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = [...document.body.querySelectorAll('*')]
        .filter(e => e.getBoundingClientRect().right > root.clientWidth + 1)
        .map(e => [e.tagName.toLowerCase(), e.id && '#' + e.id, ...e.classList].join(' '));
    return [`${root.scrollWidth} pixels in ${root.clientWidth}`, ...wide.slice(0, 8)];
}"""

#: Rules that axe-core has retired, or only tries out, say nothing; those that are off at first are on here.
_RULES = """tags => axe.getRules(tags)
    .filter(rule => !rule.tags.includes('experimental') && !rule.tags.includes('deprecated'))
    .map(rule => rule.ruleId)"""


def widths() -> dict[str, int]:
    """Return the widths of a phone, a tablet and a desk, in pixels."""
    return {"phone": 360, "tablet": 768, "desk": 1280}


def overflows(page: Page) -> list[str]:
    """Return by how much a page must be scrolled sideways and what sticks out; nothing if it need not be."""
    return list(page.evaluate(_WIDE))


def words(page: Page) -> str:
    """Return the words of a page as they are shown."""
    return page.inner_text("body")


@cache
def _axe() -> Any:
    from axe_playwright_python.sync_playwright import Axe

    return Axe()


def rules(page: Page) -> list[str]:
    """Return the rules of axe-core that pages are held to."""
    page.evaluate(_axe().axe_script)
    return list(page.evaluate(_RULES, list(TAGS)))


def violations(page: Page) -> list[str]:
    """Return what keeps people from reading a page, by axe-core: the rule, and where it is broken.

    It takes a page without a background of its own for a white one, in the dark too.
    """
    options = {"runOnly": {"type": "rule", "values": rules(page)}, "resultTypes": ["violations"]}
    found = _axe().run(page, options=options).response["violations"]
    return [
        f"{rule['id']}: {rule['help']}: " + "; ".join(str(node["target"][0]) for node in rule["nodes"][:5])
        for rule in found
    ]


def sound(page: Page, name: str = "") -> None:
    """Look at a state of a page: as wide as its window in both directions, for everybody by day and night."""
    for direction in ("rtl", "ltr"):
        page.evaluate("direction => document.documentElement.dir = direction", direction)
        assert overflows(page) == [], f"{name}, {direction}"
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert violations(page) == [], f"{name}, {scheme}"


def printed(page: Page) -> bytes:
    """Print a page on A4, as a PDF."""
    return page.pdf(format="A4")


def leaves(pdf: bytes) -> list[str]:
    """Return the words on each page of a PDF."""
    from pypdf import PdfReader

    return [leaf.extract_text() for leaf in PdfReader(io.BytesIO(pdf)).pages]
