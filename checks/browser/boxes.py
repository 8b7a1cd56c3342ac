"""Words that do not fit: out of the window, out of their box, cut off, or over other words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: Every line of text has its place. A box has edges, or a ground of its own, or cuts off what is too much.
_SPILLED = """() => {
    const found = new Set();
    const lines = [];
    const words = (node, most) => node.textContent.trim().slice(0, most);
    const styles = new Map();
    const style = (e) => styles.get(e) ?? (styles.set(e, getComputedStyle(e)), styles.get(e));
    const edged = (s) => parseFloat(s.borderInlineStartWidth) > 0 && parseFloat(s.borderInlineEndWidth) > 0;
    const box = (s) => edged(s) || !/, 0\\)$/.test(s.backgroundColor) || s.backgroundImage !== 'none';
    const cuts = (overflow) => /hidden|clip/.test(overflow);
    const scrolled = (overflow) => /auto|scroll/.test(overflow);
    const top = document.querySelector('dialog[open]') ?? document.body;
    const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
    const width = document.documentElement.clientWidth;
    const left_out = '.unseen, option, script, noscript, svg, [popover]:not(:popover-open)';
    const seen = { visibilityProperty: true, opacityProperty: true };
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentElement;
        if (!node.textContent.trim() || !parent.checkVisibility(seen) || parent.closest(left_out)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        // Fonts of some scripts claim far more height than their letters need.
        const size = parseFloat(style(parent).fontSize);
        const rects = [...range.getClientRects()].filter((r) => r.width > 1).map((r) => {
            const middle = (r.top + r.bottom) / 2;
            return { left: r.left, right: r.right, top: middle - size / 2, bottom: middle + size / 2 };
        });
        let layer = null, scrolls = false, moved = false, unseen = false;
        const told = [];
        for (let e = parent; e && !layer; e = e.parentElement) {
            const s = style(e);
            const b = e.getBoundingClientRect();
            // What only a reader hears has a box of a pixel.
            unseen ||= b.width < 3 && b.height < 3 && s.overflowX !== 'visible';
            const ends = s.textOverflow === 'ellipsis' && s.overflowX !== 'visible';
            for (const r of s.display === 'inline' || s.display === 'contents' || moved ? [] : rects) {
                const aside = !scrolls && (r.left < b.left - 1 || r.right > b.right + 1);
                const above = r.top < b.top - size / 8 || r.bottom > b.bottom + size / 8;
                const kept = box(s) || cuts(s.overflowX);
                if (aside && kept && !ends && !scrolled(s.overflowX)) told.push('out of its box');
                const high = (box(s) || cuts(s.overflowY)) && e !== document.body;
                if (above && high && !scrolled(s.overflowY)) told.push('higher than its box');
            }
            if (scrolled(s.overflowX) || ends) scrolls = true;
            if (s.position === 'absolute') moved = true;
            if (/fixed|sticky/.test(s.position) || e.tagName === 'DIALOG') layer = e;
        }
        if (unseen) continue;
        for (const what of told) found.add(`${what}: ${words(node, 60)}`);
        for (const r of scrolls ? [] : rects) {
            if (r.left < -1 || r.right > width + 1) found.add(`out of the window: ${words(node, 60)}`);
            lines.push({ node, layer, r, size });
        }
    }
    lines.sort((a, b) => a.r.top - b.r.top);
    lines.forEach((one, k) => {
        for (let n = k + 1; n < lines.length && lines[n].r.top < one.r.bottom; n += 1) {
            const other = lines[n];
            if (other.layer !== one.layer || other.node === one.node) continue;
            const across = Math.min(one.r.right, other.r.right) - Math.max(one.r.left, other.r.left);
            const down = Math.min(one.r.bottom, other.r.bottom) - Math.max(one.r.top, other.r.top);
            if (across < 2 || down < 0.25 * Math.min(one.size, other.size)) continue;
            found.add(`over each other: ${words(one.node, 40)} | ${words(other.node, 40)}`);
        }
    });
    return [...found];
}"""


def spilled(page: Page) -> list[str]:
    """Return the words that do not fit where they stand, each with what is wrong."""
    return list(page.evaluate(_SPILLED))
