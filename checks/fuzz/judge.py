"""Judging an outcome: what a user may be shown, and what not."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

from checks.fuzz.attempt import MB, Outcome, Step

#: What a refusal may take.
MOST_LINES = 10
LONGEST_LINE = 800
PREFIX = "gge-sim: "
#: How the library of options begins and ends a usage error; its lines carry no prefix.
_USAGE = ("Usage: ", "╭─ Error")
_NEVER = {
    "Traceback (most recent call last)": "a traceback",
    "a fault of the program": "a fault of the program",
    "Warning:": "a warning of a library",
    "not enough memory": "asks for more memory than there is",
    "Exception ignored": "an exception in passing",
}


def judged(step: Step, outcome: Outcome, folder: Path) -> Iterator[str]:
    """Yield what is wrong with an outcome."""
    if outcome.signal:
        name = signal.Signals(outcome.signal).name
        yield f"ended by {name} after {outcome.cpu:.1f} s of processor, {outcome.wall:.1f} s of wall"
    elif outcome.status not in step.statuses:
        yield f"exit status {outcome.status}"
    if outcome.cpu > step.cage.cpu:
        yield f"takes longer than {step.cage.cpu:g} s of processor"
    if outcome.resident > step.cage.resident:
        yield f"takes more than {step.cage.resident // MB} MB"
    for words, told in _NEVER.items():
        if words in outcome.err or words in outcome.out:
            yield told
    if bad := {letter for letter in outcome.out + outcome.err if _disturbs(letter)}:
        yield f"prints U+{min(map(ord, bad)):04X}, which disturbs a terminal"
    if outcome.status == 2:
        yield from refusal(step, outcome)
    elif outcome.status == 0:
        if outcome.err:
            yield f"writes to standard error: {outcome.err.splitlines()[0][:100]}"
        if step.promised:
            yield from step.promised(folder, outcome)


def refusal(step: Step, outcome: Outcome) -> Iterator[str]:
    """Yield what is wrong with the message of a refusal."""
    lines = outcome.err.splitlines()
    if not lines:
        yield "refuses without a word"
        return
    if outcome.out:
        yield "prints a result and refuses"
    if len(lines) > MOST_LINES:
        yield f"refuses in {len(lines)} lines"
    if max(map(len, lines)) >= LONGEST_LINE:
        yield f"refuses in a line of {max(map(len, lines))} letters"
    if lines[0].startswith(_USAGE[0]) and any(line.startswith(_USAGE[1]) for line in lines):
        return
    if not all(line.startswith(PREFIX) for line in lines):
        yield "refuses in lines that do not begin with its name"
    if any(not line.removeprefix(PREFIX).strip() for line in lines):
        yield "refuses in an empty line"


def _disturbs(letter: str) -> bool:
    """Return whether a letter moves the cursor or turns the direction of the text around it."""
    return (letter < " " and letter not in "\n\t") or "\x7f" <= letter < "\xa0" or letter in _TURNING


#: Marks of direction that hold beyond their own text (Unicode TR36, 2.4: "bidirectional text spoofing").
_TURNING = frozenset("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2028\u2029")
