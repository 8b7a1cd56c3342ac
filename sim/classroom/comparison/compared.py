"""Compared classes: what each class made of its room, in short, and what the model and history say of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sim.classroom.room.debrief_data import Debrief, ForecastView, HistoryView, Standing
from sim.classroom.room.package import PackageState


@dataclass(frozen=True)
class ComparedClass:
    """A class in short.

    Parameters
    ----------
    label : how the comparison calls it, such as Room 2
    number : identifies the class
    scenario, title : what it negotiated
    question : what was asked
    adopted : whether it adopted a report; None if it never decided
    people : delegations for which people decided or negotiated
    issues : code and title of each paragraph, in order
    text : rung of each paragraph in the last text, by issue
    brackets : paragraphs in brackets at the end of each reading
    apart : delegations that dissociated or objected, those that objected first
    offered, carried : packages offered, and packages that came into the text
    forecast, history : of the same room, if known
    """

    label: str
    number: str
    scenario: str
    title: str
    question: str
    adopted: bool | None
    people: int
    issues: tuple[tuple[str, str], ...]
    text: Mapping[str, str]
    brackets: tuple[int, ...]
    apart: tuple[Standing, ...]
    offered: int
    carried: int
    forecast: ForecastView | None
    history: HistoryView | None

    @property
    def outcome(self) -> str:
        """How it ended, in a word or two."""
        if self.adopted is None:
            return "no decision"
        return "adopted" if self.adopted else "no report"

    def count(self, stance: str) -> int:
        """Return how many delegations dissociated or objected."""
        return sum(standing.decided == stance for standing in self.apart)


def compared(label: str, number: str, scenario: str, told: Debrief) -> ComparedClass:
    """Return a class in short, from its debrief."""
    return ComparedClass(
        label=label,
        number=number,
        scenario=scenario,
        title=told.title,
        question=told.question,
        adopted=told.adopted,
        people=len({seat for held in told.readings for seat in held.people}),
        issues=told.issues,
        text={issue: rung for issue, (rung, _) in told.text.items()},
        brackets=tuple(
            sum("brackets" in stances.values() for stances in held.stances.values()) for held in told.readings
        ),
        apart=tuple(standing for standing in told.standings if standing.decided != "joins"),
        offered=len(told.packages),
        carried=sum(package.state is PackageState.CARRIED for package in told.packages),
        forecast=told.forecast,
        history=told.history,
    )


@dataclass(frozen=True)
class Comparison:
    """Several classes, in order."""

    classes: tuple[ComparedClass, ...]

    @property
    def scenarios(self) -> tuple[tuple[ComparedClass, ...], ...]:
        """The classes by what they negotiated: only these can be compared paragraph by paragraph.

        Two files of one name with other paragraphs are two scenarios.
        """
        found: dict[tuple[str, Sequence[tuple[str, str]]], list[ComparedClass]] = {}
        for one in self.classes:
            found.setdefault((one.scenario, one.issues), []).append(one)
        return tuple(tuple(classes) for classes in found.values())
