"""Inline: a figure's SVG made fit to stand inside a page among others."""

from __future__ import annotations

import re

#: Verdana is drawn after the same outlines as DejaVu Sans, and is there where that is not.
_FONTS = "'DejaVu Sans', Verdana, sans-serif"
_REFERENCE = re.compile(r"(?:url\(|href=\")#([^)\"]+)")


def inline(svg: bytes, name: str) -> str:
    """Return a figure as part of a page: without a prologue, with ids of its own, as wide as there is room.

    Its text stays text. The element around it describes it for readers who cannot see it.

    Parameters
    ----------
    svg : a figure as this program writes it
    name : what its ids begin with
    """
    text = svg.decode()
    text = text[text.index("<svg") :]
    text = re.sub(r"\s*<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = re.sub(r"\s*<defs>\s*<style.*?</style>\s*</defs>", "", text, flags=re.DOTALL)
    text = re.sub(r"<!--.*?-->\s*", "", text, flags=re.DOTALL)
    text = text.replace("xlink:href=", "href=").replace("'DejaVu Sans'", _FONTS)
    text = re.sub(r"<svg [^>]*?viewBox=\"([^\"]+)\"[^>]*>", _opened, text, count=1)
    wanted = set(_REFERENCE.findall(text))
    text = re.sub(r" id=\"([^\"]+)\"", lambda m: f' id="{name}-{m[1]}"' if m[1] in wanted else "", text)
    text = re.sub(r"url\(#", f"url(#{name}-", text)
    text = re.sub(r"href=\"#", f'href="#{name}-', text)
    return re.sub(r"\n\s*", "\n", text).strip()


def _opened(match: re.Match[str]) -> str:
    """Return the opening tag, its width in points as a custom property that the style sheet may use."""
    width = round(float(match[1].split()[2]))
    return f'<svg viewBox="{match[1]}" style="--drawn: {width}pt" aria-hidden="true" focusable="false">'
