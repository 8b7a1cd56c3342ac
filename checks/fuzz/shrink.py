"""Shrinking: the first file of a case with fewer lines, as long as the same is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from checks.fuzz.attempt import Case, Tried, attempt

#: A step that takes longer is not worth it; nor are more attempts.
CHEAP = 0.6
MOST = 60


def shrunk(case: Case, tried: list[Tried], folder: Path) -> Case:
    """Return a case with the same defects and fewer lines in its first file, if it is cheap to find."""
    if not case.files or sum(one.outcome.cpu for one in tried) > CHEAP:
        return case
    name = next(iter(case.files))
    wanted = {defect for one in tried for defect in one.defects}
    lines, size, left = case.files[name].split(b"\n"), 0, MOST
    size = max(1, len(lines) // 2)
    while size >= 1 and left > 0:
        start = 0
        while start < len(lines) and left > 0:
            fewer = lines[:start] + lines[start + size :]
            smaller = replace(case, files={**case.files, name: b"\n".join(fewer)})
            left -= 1
            if wanted == {defect for one in attempt(smaller, folder) for defect in one.defects}:
                lines, case = fewer, smaller
            else:
                start += size
        size //= 2
    return case
