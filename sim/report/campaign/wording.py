"""How a campaign's page and figures count in words."""

from __future__ import annotations


def many(number: int, one: str, more: str = "") -> str:
    """Return a number and the word for so many things: 1 play, 2 plays.

    Parameters
    ----------
    one, more : the word for one, and for any other number; the first and an s if not given
    """
    return f"{number:,} {one if number == 1 else more or one + 's'}"
