"""Counts in words: a number and what it counts."""


def number_of(number: int, one: str, more: str = "") -> str:
    """Return a number and what it counts: 1 play, 2 plays.

    Parameters
    ----------
    one, more : the word for one, and for any other number; the first and an s if not given
    """
    return f"{number:,} {one if number == 1 else more or one + 's'}"
