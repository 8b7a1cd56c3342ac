"""Reference classes: how often bodies of a kind agreed, counted in the decided processes that ship."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sim.scenario.fields import first_day, last_day
from sim.scenario.kind_of_body import fitting_kind
from sim.scenario.names import DECISIONS, ONE_OFF
from sim.scenario.schema import Scenario
from sim.scenario.shipped import shipped, shipped_wider
from sim.scenario.yaml_file import read_yaml
from sim.study.calibration.foreseen import foreseen
from sim.study.claims import Counted
from sim.study.source import BehaviourSource

#: What the bodies of each kind are called.
KINDS = {
    "GGE": "groups of governmental experts",
    "OEWG": "open-ended working groups",
    "CCW group": "groups of the Convention on Certain Conventional Weapons",
    "treaty conference": "conferences that negotiate a treaty",
    "review conference": "review conferences",
    "standing body": "standing bodies",
}
#: Kinds that do not meet for one task: shown beside a body whose kind has no name.
GOES_ON = tuple(kind for kind in KINDS if kind not in ONE_OFF)
#: What the share of a class of many subjects leaves out.
SOUGHT = "The wide record looked for failures, so that the share is no rate of the world."
#: The subject of the model.
ICT = "ICT security"


@dataclass(frozen=True)
class Ended:
    """A process that has ended, as far as a reference class asks: no positions, nothing of what was said.

    Parameters
    ----------
    id, title : name of the scenario, and of the process
    body : kind of body
    decision : rule by which it decided
    resolution : symbol of the resolution that established it
    starts, date : when it began, and when its outcome was known
    adopted : whether it adopted a report
    """

    id: str
    title: str
    body: str
    decision: str
    resolution: str
    starts: str
    date: str
    adopted: bool
    ict: bool
    """Whether it negotiated the issues of ICT security."""

    def before(self, starts: str) -> bool:
        """Return whether it had ended when another began."""
        return last_day(self.date) < first_day(starts)

    def is_(self, scenario: Scenario) -> bool:
        """Return whether a scenario describes this process, whatever its name."""
        key = (scenario.mandate.resolution, scenario.starts)
        return self.id == scenario.id or key == (self.resolution, self.starts)


@dataclass(frozen=True)
class Reference:
    """A reference class of a scenario.

    Parameters
    ----------
    name : what the processes are, in the plural
    reason : why they are alike, and how they differ, in a sentence
    processes : those that have ended, in the order in which they did; at least one
    """

    name: str
    reason: str
    processes: tuple[Ended, ...]

    @property
    def agreed(self) -> Counted:
        """How many of them ended in a consensus report."""
        return _agreed(self.processes)

    @property
    def mandates(self) -> int:
        """Number of mandates: processes under one of them are reports of one body, and not independent."""
        return len({one.resolution for one in self.processes})


@cache
def ended() -> tuple[Ended, ...]:
    """Return the shipped processes whose outcome is on record, in the order in which they ended."""
    paths = [*shipped().values(), *shipped_wider().values()]
    found = (_ended(read_yaml(path).content) for path in paths)
    return tuple(sorted(filter(None, found), key=lambda one: (one.date, one.id)))


def ended_of(path: Path) -> Ended | None:
    """Return a process whose file has been loaded without a fault, if its outcome is on record."""
    return _ended(read_yaml(path).content)


def _ended(file: dict[str, Any]) -> Ended | None:
    record, mandate = file.get("record"), file["mandate"]
    if not record:
        return None
    own = any(not isinstance(issue, str) for issue in file.get("issues", ()))
    return Ended(
        id=file["id"],
        title=file["title"],
        body=file["body"],
        decision=file.get("decision", DECISIONS.own[0]),
        resolution=mandate["resolution"],
        starts=str(file["starts"]),
        date=str(record["date"]),
        adopted=record["adopted"],
        ict=not own,
    )


def references(scenario: Scenario) -> tuple[Reference, ...]:
    """Return the reference classes of a scenario, the one most alike first; none if nothing is alike.

    Never the process itself. A process that has ended is compared with all others, on ICT security with those
    of other bodies, as the parameters of its forecast know all of these; one that is open, with those that
    had ended before it began. A class that holds the same processes as one before it is left out.
    """
    decided = any(one.is_(scenario) for one in ended())
    others = [
        one
        for one in ended()
        if not one.is_(scenario)
        and one.decision == scenario.decision
        and (not _same_ict_body(one, scenario) if decided else one.before(scenario.starts))
    ]
    found: list[Reference] = []
    for name, reason, belongs in _wanted(scenario):
        those = tuple(filter(belongs, others))
        if those and those not in [other.processes for other in found]:
            found.append(Reference(name, reason, those))
    return tuple(found)


def _wanted(scenario: Scenario) -> Iterator[tuple[str, str, Callable[[Ended], bool]]]:
    """Yield the name of each class, its reason, and what belongs to it."""
    body = fitting_kind(scenario)
    kind = scenario.continues or body
    if not scenario.own_issues:
        if kind in KINDS:
            alike = (
                "The kind of body that this one continues" if scenario.continues else "The same kind of body"
            )
            yield f"{KINDS[kind]} on {ICT}", f"{alike}, on the same subject.", lambda one: _ict(one, kind)
        reason = "The same subject and the same disputes, whatever kind of body met."
        yield f"processes of any kind on {ICT}", reason, lambda one: one.ict
    if body in KINDS:
        reason = f"The same kind of body, whatever its subject. {SOUGHT}"
        yield f"{KINDS[body]} on any subject", reason, lambda one: one.body == body
        return
    for other in GOES_ON:
        reason = f"Outside the scope of the model, like this body; the subjects are others. {SOUGHT}"
        yield f"{KINDS[other]} on any subject", reason, lambda one, other=other: one.body == other  # type: ignore[misc]


def _same_ict_body(one: Ended, scenario: Scenario) -> bool:
    return one.ict and one.resolution == scenario.mandate.resolution


def _ict(one: Ended, kind: str) -> bool:
    return one.ict and one.body == kind


@dataclass(frozen=True)
class Before:
    """What could be said of a decided process before it began, and how it ended.

    Parameters
    ----------
    process : the process
    same_kind, same_subject : how many of those on ICT security that had ended agreed, of its kind and in all
    plays : the forecast of the model, which does not know how it ended; None if none
    """

    process: Ended
    same_kind: Counted
    same_subject: Counted
    plays: float | None


def back_test(scenario: Scenario, behaviour: BehaviourSource) -> tuple[Before, ...]:
    """Return what could be said of each ICT process of the kind that a scenario is or continues."""
    if scenario.own_issues or scenario.decision != DECISIONS.own[0]:
        return ()
    kind, given = scenario.continues or fitting_kind(scenario), foreseen(behaviour)
    ict = [one for one in ended() if one.ict]
    rows = []
    for process in (one for one in ict if one.body == kind):
        known = [one for one in ict if one.before(process.starts)]
        counts = (_agreed(one for one in known if one.body == kind), _agreed(known))
        rows.append(Before(process, *counts, given.get(process.id)))
    return tuple(rows)


def _agreed(processes: Iterable[Ended]) -> Counted:
    those = [one.adopted for one in processes]
    return Counted(sum(those), len(those))
