"""What a page shows below a command, held against what the command prints."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.docs.pages import Block

#: A line that stands for any number of lines that are left out.
OMITTED = ("⋮", "…")


@dataclass(frozen=True)
class Command:
    """A line that a reader types, and what the page shows below it."""

    line: str
    shown: tuple[str, ...]


def commands(block: Block) -> list[Command]:
    """Return the commands of a console block: lines that begin with a dollar sign."""
    found: list[tuple[str, list[str]]] = []
    for line in block.body.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            assert found, f"{block}: output without a command"
            found[-1][1].append(line.rstrip())
    return [Command(line, tuple(shown)) for line, shown in found]


def missing(shown: Sequence[str], printed: str) -> str:
    """Return the first line that is shown and not printed there, or nothing.

    Lines that stand below each other must be printed below each other, from
    the first line to the last, but for what a line of its own says is left out.
    """
    lines = [line.rstrip() for line in printed.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    at, free = 0, False
    for text in shown:
        if text.strip() in OMITTED:
            free = True
            continue
        places = range(at, len(lines)) if free else range(at, min(at + 1, len(lines)))
        place = next((n for n in places if lines[n] == text), None)
        if place is None:
            return text
        at, free = place + 1, False
    return "" if free or at == len(lines) else f"the end; and there is more: {lines[at]}"
