"""Values that nobody would send: of any type, size and script."""

from __future__ import annotations

import random
from typing import Any

#: Every text that a lesson is given begins with it, so that it can be found where it should not be.
CANARY = "canary-"
_SCRIPTS = (
    "a word", "Ünal", "مرحبا", "שלום", "汉字", "हिन्दी", "👩‍👩‍👧‍👦", "ﷺ", "İı", "ß", "\u0301" * 4,
    "e\u0301\u0302", "=1+1", "@SUM(A1)", "<script>alert(1)</script>", "</script>", "{{7*7}}", "${x}",
    "%s%n", "'; DROP TABLE", "$& $` \\1", "`${1}`", "../../etc/passwd", "javascript:x", "[a](b)", "|a|b|",
    "\\", '"', "—", "NaN", "null",
)  # fmt: skip
_REFUSED = (
    "\x00", "\x1b[2J", "\r\n", "\n", "\x7f", "\u202e", "\u2066", "\ufeff", "\u2028", "\ud800",
    "\udfff\ud800", "\ue000", "\U000e0001", "\u00ad", "a" + "\u0301" * 400, "x" * 281, "x" * 5000, " ",
    "\u3000", "\u200b", "", "\u2060", "\u3164",
)  # fmt: skip
_NUMBERS = (
    0, -1, 1, 2**31, 2**63, 2**64, -(2**63), 10**30, 10**5000, 0.0, -0.0, 1.5, 1e308, 5e-324, float("nan"),
    float("inf"), True, False, None, 1 + 0.0, 7200, 7201, 10**6, 10**6 + 1,
)  # fmt: skip


def awkward_text(luck: random.Random) -> str:
    """Return text that people may write, in any script."""
    return " ".join(luck.choice(_SCRIPTS) for _ in range(luck.randrange(4)))


def anything(luck: random.Random, plain: bool = False) -> Any:
    """Return a value that is most likely no value for a field.

    Parameters
    ----------
    plain : whether JSON must be able to say it
    """
    way = luck.randrange(9)
    if way < 2:
        return luck.choice(_REFUSED)
    if way < 4:
        return luck.choice(_NUMBERS[:8] if plain and luck.random() < 0.5 else _NUMBERS)
    if way == 4:
        return luck.choice(_SCRIPTS) * luck.choice((1, 1, 1, 50, 20_000))
    if way == 5:
        return deep(luck.choice((2, 50, 500)), luck)
    if way == 6:
        return luck.choice(([], {}, [1] * 5000, {str(n): "silent" for n in range(3000)}, {"": None}, [[]]))
    if plain:
        return luck.choice(("silent", "FRA", "USA", "fra", "FR", "IHL", "teacher", "computer", "A" * 17))
    return luck.choice(
        (object(), b"bytes", {1, 2}, 1j, range(3), circular(), Ellipsis, type, deep(100_000, luck))
    )


def deep(levels: int, luck: random.Random) -> Any:
    """Return lists or mappings within each other."""
    told: Any = "silent"
    mapping = luck.random() < 0.5
    for _ in range(levels):
        told = {"a": told} if mapping else [told]
    return told


def circular() -> Any:
    """Return a mapping that holds itself."""
    told: dict[str, Any] = {}
    told["TRUST"] = told
    return told


def garbled(text: str | bytes, luck: random.Random) -> bytes:
    """Return a text as bytes of which some are others, gone, doubled, or cut short."""
    raw = bytearray(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    for _ in range(luck.choice((1, 1, 2, 8))):
        place = luck.randrange(len(raw) + 1)
        match luck.randrange(5):
            case 0:
                raw[place : place + 1] = bytes([luck.randrange(256)])
            case 1:
                del raw[place : place + luck.randrange(1, 9)]
            case 2:
                raw[place:place] = raw[place : place + luck.randrange(1, 9)]
            case 3:
                del raw[place:]
            case _:
                raw[place:place] = luck.choice(
                    (b"\xff\xfe", b"\xc0\x80", b"\x00", b"[" * 900, b"9" * 900, b"\\u")
                )
    return bytes(raw)
