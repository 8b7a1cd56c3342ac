"""Chain: the lines of a file that only grows, each with the digest of the line before.

Whoever changes a line afterwards has to change all lines behind it, and the last digest, which others may
have noted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sim.scenario.fault import BadInput, Fault
from sim.scenario.text import read_text

if TYPE_CHECKING:
    from pydantic import TypeAdapter

#: What stands for the digest before the first line.
START = "0" * 64
#: Largest file in bytes: tens of thousands of lines.
LARGEST = 2**26


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """A line of a chain.

    Parameters
    ----------
    number : of the line, from 0
    previous : digest of the line before
    hash : digest of all that the line says
    """

    number: int
    previous: str
    hash: str

    @property
    def label(self) -> str:
        """What it is called in messages, beside the number of its line."""
        return ""

    def content(self) -> dict[str, Any]:
        """Return what its line says, by key."""
        return asdict(self)

    def digest(self) -> str:
        """Return the digest that it should have."""
        said = {key: value for key, value in self.content().items() if key != "hash"}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


Kind = TypeVar("Kind", bound=Sealed)


def read_chain(path: Path, kind: type[Kind], name: str) -> tuple[Kind, ...]:
    """Read the lines of a chain.

    Raises BadInput if a line is not of this kind, or is not what was written: the first of them is named.

    Parameters
    ----------
    kind : of its lines
    name : what the file is called: a history, a registry
    """
    file, adapter = str(path), _adapter(kind)
    links: list[Kind] = []
    for line, text in enumerate(read_text(path, file, LARGEST).splitlines(), 1):
        links.append(_read(file, line, text, adapter, name))
        if problem := _broken(links):
            allowed = f"the {name} as it was written; a forecast is never changed afterwards"
            raise BadInput(
                [Fault(file, f"breaks the chain: {problem}", line, links[-1].label, allowed=allowed)]
            )
    return tuple(links)


def linked(links: Sequence[Sealed], link: Kind) -> Kind:
    """Return a line as it follows others, with its number and digests."""
    placed = replace(link, number=len(links), previous=links[-1].hash if links else START)
    return replace(placed, hash=placed.digest())


def written(links: Sequence[Sealed]) -> bytes:
    """Return a chain as a file."""
    return "".join(json.dumps(link.content(), sort_keys=True) + "\n" for link in links).encode()


def _read(file: str, line: int, text: str, adapter: TypeAdapter[Kind], name: str) -> Kind:
    try:
        given = json.loads(text)
        link = adapter.validate_json(text)
        # What is left out, or written in another way, is not what was written.
        if json.dumps(link.content(), sort_keys=True) != json.dumps(given, sort_keys=True):
            raise ValueError
    except (ValueError, RecursionError):
        problem = f"is not a line of a {name} of this program"
        raise BadInput([Fault(file, problem, line, value=text[:60])]) from None
    return link


def _adapter(kind: type[Kind]) -> TypeAdapter[Kind]:
    from pydantic import ConfigDict, TypeAdapter

    strict = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)
    kind.__pydantic_config__ = strict  # type: ignore[attr-defined]
    return TypeAdapter(kind)


def _broken(links: Sequence[Sealed]) -> str:
    """Return what is wrong with the last of some lines, or nothing."""
    last, before = links[-1], links[-2] if len(links) > 1 else None
    if last.number != len(links) - 1:
        return f"its number is {last.number}, not {len(links) - 1}; a line is missing or doubled"
    if last.previous != (before.hash if before else START):
        return "it does not follow the line above"
    return "" if last.hash == last.digest() else "its digest is another than that of what it says"
