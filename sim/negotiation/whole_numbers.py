"""Whole numbers that a caller gives: counts and seeds, refused in words where they are anything else."""

from __future__ import annotations

from numbers import Integral, Real
from typing import TypeGuard


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


def is_number(value: object) -> TypeGuard[float]:
    """Return whether something is a real number, of Python or of NumPy; text and true or false are none."""
    return isinstance(value, Real) and not isinstance(value, bool)
