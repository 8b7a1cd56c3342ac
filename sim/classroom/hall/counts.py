"""Room counts: how many rooms of each scenario a class has, as the teacher writes it."""

from __future__ import annotations

from sim.classroom.hall.settings import MOST_ROOMS
from sim.scenario.fault import BadInput, Fault


def room_counts(written: str, scenarios: int) -> tuple[int, ...]:
    """Return the number of rooms of each scenario, from one number for all or one for each.

    Raises
    ------
    BadInput
        if it is something else, or the rooms are too many
    """
    allowed = f"a number, or {scenarios} numbers with commas between, at least 1 each and {MOST_ROOMS} in all"
    parts = written.split(",")
    numbers = [int(part) for part in parts if part.strip().isascii() and part.strip().isdecimal()]
    counts = numbers * scenarios if len(numbers) == 1 else numbers
    whole = len(numbers) == len(parts) and len(counts) == scenarios
    if not whole or min(counts) < 1 or sum(counts) > MOST_ROOMS:
        raise BadInput([Fault("--rooms", "is not a number of rooms", value=written, allowed=allowed)])
    return tuple(counts)
