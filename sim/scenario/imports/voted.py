"""Voted: positions on issues by what states voted, as the codebook derives one from the vote on a mandate."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from pydantic import TypeAdapter, ValidationError

from sim.scenario.checks import repeated
from sim.scenario.codebook import VOTED
from sim.scenario.fault import BadInput, Fault
from sim.scenario.fields import Evidence
from sim.scenario.imports.roll_calls import RollCall, key
from sim.scenario.ladder import IssueCode
from sim.scenario.position_table import COLUMNS, WHOSE
from sim.scenario.schema import SCALE
from sim.scenario.votes import Vote

_CODE: TypeAdapter[str] = TypeAdapter(IssueCode)
#: What the codebook calls each vote, and what each tells of the other side of a matter.
_CAST = {Vote.YES: "yes", Vote.ABSTAINED: "abstained", Vote.NO: "against"}
_REVERSED = {Vote.YES: Vote.NO, Vote.NO: Vote.YES, Vote.ABSTAINED: Vote.ABSTAINED}


@dataclass(frozen=True)
class Asked:
    """An issue with the resolutions that tell of it: those for it, and those against it."""

    issue: str
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]

    @property
    def resolutions(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.speaks_for, *self.speaks_against)


def asked(words: Sequence[str], option: str) -> list[Asked]:
    """Read what a user asks for, such as ``TREATY=R/73/27,-R/73/266``: a minus before one that is against it.

    Raises BadInput if that is no such text, no code of an issue, or an issue or one of its resolutions is
    named twice.
    """
    found: list[Asked] = []
    for text in words:
        issue, equals, names = text.partition("=")
        parts = [part.strip() for part in names.split(",")]
        if not equals or not issue.strip() or not all(part.lstrip("-") for part in parts):
            allowed = "ISSUE=RESOLUTION,RESOLUTION; a minus before one that is against the issue"
            raise BadInput([Fault(option, "names no resolutions", value=text, allowed=allowed)])
        if issue.strip() in [one.issue for one in found]:
            raise BadInput([Fault(option, "names an issue twice", value=issue.strip())])
        try:
            code = _CODE.validate_python(issue.strip())
        except ValidationError:
            allowed = "capital letters, digits and _, up to 16, and no word that tables lose"
            raise BadInput(
                [Fault(option, "is not the code of an issue", value=issue, allowed=allowed)]
            ) from None
        for_it = tuple(part for part in parts if part[0] != "-")
        one = Asked(code, for_it, tuple(p[1:].strip() for p in parts if p[0] == "-"))
        if twice := [name for _, name in repeated([*map(key, one.resolutions)])]:
            raise BadInput([Fault(option, "names a resolution twice", key=code, value=twice[0])])
        found.append(one)
    return found


def positions_table(wanted: Sequence[Asked], calls: Mapping[str, RollCall], source: str, date: str) -> bytes:
    """Return the table of positions of all states that voted, to stand beside a scenario file.

    A position is the mean over the resolutions on the issue: yes 1.2, abstained -0.6, no -1.8; on a
    resolution against the issue yes and no change places. A state that was absent has no position by that
    vote. Every cell is a proxy.

    Parameters
    ----------
    source : of the data
    date : for resolutions whose date the data do not have

    Raises BadInput if a resolution has no date, and none is given, or two of an issue are one roll call.
    """
    for one in wanted:
        for name, other in combinations(one.resolutions, 2):
            if calls[name].names & calls[other].names:
                raise BadInput([Fault(name, f"is the same roll call as {other}", key=one.issue)])
    if undated := [name for one in wanted for name in one.resolutions if not (calls[name].date or date)]:
        allowed = "--date YYYY-MM-DD, the day by which all were adopted"
        raise BadInput([Fault(name, "has no date in the data", allowed=allowed) for name in undated])
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((WHOSE, *COLUMNS))
    for one in wanted:
        for code in sorted({code for name in one.resolutions for code in calls[name].votes}):
            cast = [(n, v) for n in one.resolutions if (v := calls[n].votes.get(code)) in _CAST]
            if cast:
                told = [VOTED[_CAST[_REVERSED[v] if n in one.speaks_against else v]] for n, v in cast]
                value = round(SCALE * sum(told) / len(told), 3)
                said = "; ".join(_said(n, v, n in one.speaks_against) for n, v in cast)
                day = max(calls[n].date or date for n, _ in cast)
                writer.writerow(
                    (code, one.issue, value, f"By vote: {said} ({source})", day, Evidence.PROXY.value)
                )
    return out.getvalue().encode()


def _said(name: str, vote: Vote, reversed_: bool) -> str:
    """Say how a state voted, and if the resolution is against the issue."""
    cast = "no" if vote is Vote.NO else _CAST[vote]
    return f"{cast} on {name}{', which is against it' * reversed_}"
