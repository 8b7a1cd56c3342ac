"""Misread: names that a spreadsheet, pandas or R reads as something other than a name."""

from __future__ import annotations

import re

#: What each word is taken for, whatever its case.
_WORDS = {
    **dict.fromkeys(("na", "nan", "null", "none"), "a missing value"),
    **dict.fromkeys(("inf", "infinity"), "a number without end"),
    **dict.fromkeys(("true", "false", "t", "f"), "true or false"),
}
#: A number that does not come back as it was written: with an exponent, or with zeros before it.
_NUMBER = re.compile(r"[0-9]+e[0-9]+|0[0-9]+")
#: A month with a number.
_DATE = re.compile(
    r"(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?"
    r"|dec(ember)?)[0-9]{1,4}"
)


def taken_for(name: str) -> str:
    """Return what table readers take a name for; empty if they read it as a name."""
    word = name.strip().lower()
    if word in _WORDS:
        return _WORDS[word]
    if _NUMBER.fullmatch(word):
        return "a number"
    return "a date" if _DATE.fullmatch(word) else ""
