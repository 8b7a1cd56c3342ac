"""Deadlines: moments that a teacher writes and everybody reads, in this machine's time, with its zone."""

from __future__ import annotations

from datetime import UTC, datetime

from sim.scenario.fault import BadInput, Fault

_A_DAY = len("2027-03-31")


def seconds_of(written: str, place: str = "--until") -> float:
    """Return a deadline in seconds since the epoch; a day alone ends at midnight.

    Parameters
    ----------
    written : in ISO 8601, with a space or a T before the time; without an offset, in this machine's time
    place : where it was written, for the error

    Raises
    ------
    BadInput
        if it is no date
    """
    try:
        told = datetime.fromisoformat(written)
        if len(written) <= _A_DAY:
            told = told.replace(hour=23, minute=59, second=59)
        return told.timestamp()
    except (ValueError, OverflowError, OSError):
        allowed = "a date such as 2027-03-31, or 2027-03-31 18:00"
        raise BadInput([Fault(place, "is not a date", value=written, allowed=allowed)]) from None


def offset_of(at: float) -> int:
    """Return the minutes by which this machine's time is ahead of UTC at a moment."""
    ahead = datetime.fromtimestamp(at, UTC).astimezone().utcoffset()
    return 0 if ahead is None else int(ahead.total_seconds() // 60)


def zone_of(at: float) -> str:
    """Return the zone of this machine at a moment, such as UTC+1 or UTC-3:30."""
    if not (offset := offset_of(at)):
        return "UTC"
    hours, minutes = divmod(abs(offset), 60)
    return f"UTC{'+' if offset > 0 else '-'}{hours}{f':{minutes:02}' if minutes else ''}"


def written_out(at: float) -> str:
    """Return a moment to the minute, such as ``2027-03-31 18:00 (UTC+2)``."""
    return f"{datetime.fromtimestamp(at, UTC).astimezone():%Y-%m-%d %H:%M} ({zone_of(at)})"


def moment(at: float) -> dict[str, int | float]:
    """Return a moment as pages are sent it: in seconds, with the zone of this machine in minutes."""
    return {"at": at, "offset": offset_of(at)}
