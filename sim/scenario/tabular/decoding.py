"""Decoding: from the bytes of a text file to its text, where only one encoding can be meant."""

from __future__ import annotations

import codecs
import re

from sim.scenario.fault import BadInput, Fault

#: The letters and signs of Windows-1252 that stand in a text in a western European language.
_WESTERN = re.compile(
    r"[\x00-\x7f\u00a0\u00a7-\u00ae\u00b0\u00b4-\u00d6\u00d8-\u00f6\u00f8-\u00ff"
    r"ŒœŠšŽžŸ–—‘’‚“”„†‡•…‰‹›€™]*"
)
#: Signs that stand in no word.
_SIGN = r"[\u00a2-\u00a6\u00a8\u00ac\u00ae\u00af\u00b1-\u00b3\u00b5\u00b6\u00b8\u00b9\u00bc-\u00be]"
#: What such a text never has, but another alphabet has: three accented letters in a row, an accented capital
#: behind a small letter, a sign within a word or beside an accented letter.
_ELSEWHERE = re.compile(
    rf"[\u00c0-\u00ff]{{3}}|[a-z\u00df-\u00ff][\u00c0-\u00de]"
    rf"|[A-Za-z]{_SIGN}[A-Za-z]|[\u00c0-\u00ff]{_SIGN}|{_SIGN}[\u00c0-\u00ff]"
)


def decoded(raw: bytes, file: str) -> str:
    """Return the text of a file: UTF-8 or UTF-16 with its mark, UTF-8 without, or Windows-1252.

    Raises BadInput for other encodings, and for bytes that another encoding may explain.
    """
    if raw.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise _refusal(file, "is UTF-32 text")
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError:
            raise _refusal(file, "begins as UTF-16 text but is not UTF-16") from None
    if b"\0" in raw:
        raise _refusal(file, "is not a table, or is UTF-16 text without a byte-order mark")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = _western(raw)
        if text is None:
            line = len(error.object[: error.start + 1].splitlines())
            raise _refusal(file, "is not UTF-8 text, and its encoding is unclear", line) from None
        return text


def _refusal(file: str, problem: str, line: int | None = None) -> BadInput:
    return BadInput([Fault(file, f"{problem}; save it as UTF-8 (in a spreadsheet: CSV UTF-8)", line)])


def _western(raw: bytes) -> str | None:
    """Return a text in Windows-1252; none if something speaks for another encoding of the same bytes."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
    # Lines that end in CR alone come from a Macintosh, whose letters were others.
    old_macintosh = b"\r" in raw and b"\n" not in raw
    marked = raw.startswith(codecs.BOM_UTF8)
    if marked or old_macintosh or not _WESTERN.fullmatch(text) or _ELSEWHERE.search(text):
        return None
    return text
