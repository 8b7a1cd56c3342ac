"""Differences in words: how tables and figures write a difference and its interval."""

from __future__ import annotations

from sim.study.paired import Difference


def difference_written(difference: Difference, scale: float = 100, digits: int = 1) -> tuple[str, str]:
    """Return a difference with its sign, and its interval: in percentage points unless scaled otherwise."""
    value, low, high = (signed(end, scale, digits) for end in difference)
    return value, f"{low} to {high}"


def signed(value: float, scale: float = 100, digits: int = 1) -> str:
    """Write a number with its sign, none for 0: a share in percentage points unless scaled otherwise."""
    rounded = round(scale * value, digits)
    return f"{rounded:+.{digits}f}" if rounded else f"{0:.{digits}f}"
