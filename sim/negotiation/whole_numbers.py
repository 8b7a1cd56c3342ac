"""Whole numbers that a caller gives: counts and seeds, refused in words where they are anything else."""

from __future__ import annotations

from numbers import Integral


def whole(least: int = 0, **given: object) -> None:
    """Refuse what is not a whole number, or less than it may be.

    Parameters
    ----------
    least : the smallest number that is allowed
    given : the numbers by name, as the caller knows them

    Raises
    ------
    ValueError
        with the name, the value and what is allowed
    """
    for name, value in given.items():
        if not isinstance(value, Integral) or isinstance(value, bool):
            raise ValueError(f"{name} must be a whole number, not {value!r}")
        if value < least:
            raise ValueError(f"{name} must be at least {least}, not {value}")
