"""Faults: what is wrong with an input, where, and what is allowed instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

#: A key or a value longer than this is cut in a message.
LONGEST = 60
#: A longer name of a file is cut in its middle.
LONGEST_NAME = 200
#: A longer list of what is allowed is cut in its middle.
LONGEST_LIST = 480
#: Faults of one file that are shown at once; with the number of the others they fit on eight lines.
SHOWN = 7
#: Other places with the same fault that are named.
PLACES = 3


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong.

    Parameters
    ----------
    file : the file as the user named it
    problem : what is wrong, in words
    line : line of the file, from 1, where known
    key : the key at fault, as a path such as ``delegations.FRA.positions.IHL``
    value : what stands there, as text
    allowed : what may stand there
    hint : what to put behind the problem; worked out only if the fault is shown
    """

    file: str
    problem: str
    line: int | None = None
    key: str = ""
    value: str = ""
    allowed: str = ""
    hint: Callable[[], str] = field(default=str, compare=False, kw_only=True)

    def __str__(self) -> str:
        return _line(self)


def _line(fault: Fault, others: Sequence[Fault] = ()) -> str:
    """Return a fault on one line, with other places of the same fault."""
    name = without_middle(fault.file)
    place = name if fault.line is None else f"{name}:{fault.line}"
    subject = " = ".join(_cut(part) for part in (fault.key, fault.value) if part)
    problem = f"{fault.problem}{fault.hint()}{_elsewhere(fault, others)}"
    line = f"{place}: {subject}: {problem}" if subject else f"{place}: {problem}"
    allowed = without_middle(fault.allowed, LONGEST_LIST)
    return on_one_line(f"{line}; allowed: {allowed}" if allowed else line)


def _slip(fault: Fault) -> tuple[str, ...]:
    """Return what faults from the same slip have in common: all but the place."""
    last = fault.key.rpartition(".")[2]
    return fault.file, fault.problem, "" if last.isdecimal() else last, fault.value, fault.allowed


def _elsewhere(first: Fault, others: Sequence[Fault]) -> str:
    """Say where else the same is wrong: in which lines, or at which keys of the same line."""
    beside = all(fault.line == first.line for fault in others)
    places = dict.fromkeys(_cut(fault.key) if beside else str(fault.line) for fault in others)
    if not any(places):
        return ""
    some, more = ", ".join([*places][:PLACES]), len(places) - PLACES
    return f" (also {'' if beside else 'in line '}{some}{f' and {more} more' if more > 0 else ''})"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def without_middle(text: str, most: int = LONGEST_NAME) -> str:
    """Return text that is not much longer than the most letters; of a longer one, its two ends."""
    half = most // 2
    return text if len(text) <= 2 * half else f"{text[:half]}…{text[-half:]}"


def on_one_line(text: str) -> str:
    """Return text without line breaks and control characters."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


@dataclass(frozen=True)
class Contradiction:
    """Something wrong at a path of a file, before its line is known."""

    path: tuple[str | int, ...]
    problem: str
    value: str = ""
    allowed: str = ""
    hint: Callable[[], str] = field(default=str, compare=False, kw_only=True)


class BadInput(Exception):
    """Input that cannot be used; its text is meant for the user.

    Parameters
    ----------
    faults : what is wrong, in the order of the file
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(str(self))

    def __reduce__(self) -> tuple[type[BadInput], tuple[tuple[Fault, ...]]]:
        """Return what a copy is made from, so that a worker can hand it over whole."""
        return type(self), (self.faults,)

    def __str__(self) -> str:
        return on_lines(self.faults)


def on_lines(faults: Sequence[Fault]) -> str:
    """Return each fault on a line, those of one slip together, on eight lines at most."""
    slips: dict[tuple[str, ...], list[Fault]] = {}
    for fault in faults:
        slips.setdefault(_slip(fault), []).append(fault)
    lines = [_line(first, others) for first, *others in list(slips.values())[:SHOWN]]
    more = len(slips) - SHOWN
    return "\n".join(lines + ([f"… and {more} more"] if more > 0 else []))
