"""A package in one line."""

from __future__ import annotations

from collections.abc import Mapping

from sim.classroom.room.package import Package


def package_words(package: Package) -> str:
    """Return a package as codes: ``takes CABLES explicit; asks FUND explicit``."""
    return f"takes {side(package.takes)}; asks {side(package.asks)}"


def side(words: Mapping[str, str]) -> str:
    """Return one side of a package: issues and formulations."""
    return ", ".join(f"{issue} {rung}" for issue, rung in words.items())
