"""Letters: how wide a text is, and which fonts of this machine have what the house font lacks."""

from __future__ import annotations

import logging
import re
import sys
import textwrap
import unicodedata
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cache

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font
from matplotlib.text import Text

#: The font of all figures; it comes with matplotlib.
HOUSE = "DejaVu Sans"
#: Stands in a picture for a letter that no font of this machine has.
STAND_IN = "\u2022"
#: Stands under a picture in which it does.
NOTE = f"{STAND_IN}: a letter that no font of this machine has. The SVG file and the page keep it."
#: Fonts that are asked first for letters that the house font lacks; then all others, by name.
_FIRST = (
    "Noto Sans CJK SC", "Noto Sans CJK", "Source Han Sans", "WenQuanYi", "Microsoft YaHei", "PingFang",
    "Hiragino Sans", "Yu Gothic", "Malgun Gothic", "Noto Sans", "Nirmala UI", "Kohinoor", "Segoe UI",
    "Arial Unicode",
)  # fmt: skip
#: Dots of an inch at which widths are taken.
_DPI = 100
#: It has a picture of a box for every letter, and is no font to read.
_NONE = "Last Resort"
#: Weights of a font that is neither thin nor heavy, as matplotlib reads them from its file.
_PLAIN = ("380", "400", "500", "normal", "regular", "book", "medium")
#: Fills the second column of an East Asian letter while a text is broken into lines; no text holds it.
_SECOND = "\uffff"


def broken(text: str, letters: int, inches: float, size: float, bold: bool = False) -> list[str]:
    """Break a text into lines of at most `letters` letters, or fewer where the letters are wide.

    Parameters
    ----------
    letters : columns of a line; an East Asian letter takes two
    inches : the room that a line has
    size : of the letters, in points
    """
    wide = "".join(a + _SECOND * (unicodedata.east_asian_width(a) in "WF") for a in text)
    while True:
        lines = [line.replace(_SECOND, "") for line in textwrap.wrap(wide, letters)]
        longest = max((width(line, size, bold) for line in lines), default=0.0)
        if longest <= inches or letters == 1:
            return lines
        letters = max(1, min(letters - 1, int(letters * inches / longest)))


def fitted(
    text: str, inches: float, size: float, lines: int = 1, letters: int = 400, bold: bool = False
) -> str:
    """Return a text on at most `lines` lines; a mark replaces what has no room on the last.

    Parameters
    ----------
    inches, size, letters, bold : as for `broken`
    """
    found = broken(" ".join(text.split()), letters, inches, size, bold)
    if len(found) <= lines:
        return "\n".join(found)
    last = found[lines - 1]
    while last and width(f"{last} …", size, bold) > inches:
        last = last[:-1].rstrip()
    return "\n".join([*found[: lines - 1], f"{last} …"])


def width(text: str, size: float, bold: bool = False) -> float:
    """Return how wide a line is in inches."""
    house = findfont(FontProperties(family=HOUSE, weight="bold" if bold else "normal"))
    font = get_font([house, *(_fonts()[name] for name in others(text))])
    font.set_size(size, _DPI)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        font.set_text(text)
    return float(font.get_width_height()[0]) / 64 / _DPI


@cache
def others(text: str) -> tuple[str, ...]:
    """Return the fewest other fonts of this machine that have the letters of a text which ours lacks."""
    found: list[str] = []
    missing = set() if text.isascii() else set(filter(_shown, text)) - _letters(HOUSE)
    while name := next((name for name in _fonts() if missing & _letters(name)), None) if missing else None:
        found.append(name)
        missing -= _letters(name)
    return tuple(found)


def _shown(letter: str) -> bool:
    """Return whether a letter leaves a mark: joiners, and what chooses the look of another, leave none."""
    unseen = letter.isspace() or "\ufe00" <= letter <= "\ufe0f"
    return not unseen and unicodedata.category(letter) not in ("Cc", "Cf")


@cache
def _fonts() -> Mapping[str, str]:
    """Return the plain fonts of this machine, those that are asked first before the others: files by name."""

    def place(name: str) -> tuple[int, str]:
        return next((n for n, start in enumerate(_FIRST) if name.startswith(start)), len(_FIRST)), name

    plain = {
        entry.name: entry.fname
        for entry in fontManager.ttflist
        if entry.style == "normal" and str(entry.weight) in _PLAIN and not entry.name.startswith(_NONE)
    }
    return {name: plain[name] for name in sorted(plain, key=place)}


@cache
def _letters(family: str) -> frozenset[str]:
    """Return the letters that a font has; none if it cannot be drawn with at any size."""
    try:
        font = get_font(_fonts()[family])
    except (OSError, RuntimeError, ValueError):
        return frozenset()
    return frozenset(map(chr, font.get_charmap())) if font.scalable else frozenset()


@contextmanager
def spelt(figure: Figure, kind: str) -> Iterator[None]:
    """Let every text of a figure find its letters while it is saved as svg, png or pdf.

    A text with letters that the house font lacks asks other fonts too. An SVG keeps its text, for whoever
    opens it may have the font; in a picture a mark stands for each letter without a font, and a note says so.
    """
    texts = [text for text in figure.findobj(Text) if not text.get_text().isascii()]
    for text in texts:
        if more := others(text.get_text()):
            text.set_fontfamily([HOUSE, *more])
    gone = set[str]()
    for words in (text.get_text() for text in texts if kind != "svg"):
        gone |= set(filter(_shown, words)).difference(*map(_letters, (HOUSE, *others(words))))
    with ExitStack() as undo:
        # The library warns of fonts that have no bold letters.
        log = logging.getLogger("matplotlib.font_manager")
        undo.callback(log.setLevel, log.level)
        log.setLevel(logging.ERROR)
        if gone:
            _warn()
        for axis in [axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)]:
            names = [label.get_text() for label in axis.get_ticklabels()]
            if gone & set("".join(names)):
                axis.set_ticklabels([_marked(name, gone) for name in names])
                undo.callback(axis.set_ticklabels, names)
        for text in texts:
            undo.callback(text.set_text, text.get_text())
            text.set_text(_marked(text.get_text(), gone))
        if gone and (below := figure._supxlabel) is not None:  # type: ignore[attr-defined]
            undo.callback(below.set_text, below.get_text())
            below.set_text(f"{below.get_text()}\n{NOTE}")
        yield


@cache
def _warn() -> None:
    """Say once on the terminal what the note in the pictures says."""
    print(f"gge-sim: note on the pictures (PNG, PDF): {NOTE}", file=sys.stderr)


def _marked(text: str, gone: set[str]) -> str:
    """Return a text with a mark for each letter that is gone; a joiner beside one goes with it."""
    kept = "".join(STAND_IN if a in gone else a for a in text)
    return re.sub(rf"(?<={STAND_IN})[\u200d\ufe00-\ufe0f]+", "", kept)
