"""The schema of a scenario file: what a coder may write, and what each key means."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from sim.scenario.events import Events
from sim.scenario.fields import TITLE, Evidence, NameInTables, PartialDate, Share, Sourced, StateCode, Strict
from sim.scenario.ict_issues import (
    Request,
    ict_issues,
    issues_named,
    names_of_issues,
    unknown_names,
    written_issues,
)
from sim.scenario.kind_of_body import misfit
from sim.scenario.ladder import Issue
from sim.scenario.level import Level
from sim.scenario.names import CHAIRS, CLAIMED, DECISIONS, BodyName, ChairName, ConductName, DecisionName
from sim.scenario.other_seats import OtherCode, OtherSeat
from sim.scenario.record import Record
from sim.scenario.reports import Report, known_reports
from sim.scenario.roster import MemberState, roster, with_everybody
from sim.scenario.stakes import Stakes

#: A position is written on a scale from -3 to 3 and used on one from -1 to 1.
SCALE = 3
#: Most seats in a room: all member states, and some that are none.
MOST_SEATS = 300
Scale = Annotated[float, Field(ge=-SCALE, le=SCALE)]


class Position(Strict):
    """One delegation's instructed position on one issue, as known before the end."""

    value: Scale
    """-3 resists the explicit paragraph with all strength, 0 indifferent, 3 insists on it."""
    source: str | None = Field(default=None, min_length=1)
    """Source of this cell, where it differs from the delegation's."""
    date: PartialDate | None = None
    """Date of this cell, where it differs."""
    evidence: Evidence | None = None
    """Grade of this cell, where it differs."""


def _number(value: Any) -> Any:
    return {"value": value} if isinstance(value, int | float | str) else value


#: A position as a coder writes it: a number, or the number with a source of its own.
CodedPosition = Annotated[Position, BeforeValidator(_number, json_schema_input_type=Scale | Position)]


def _left_out(value: Any) -> bool:
    """Return whether a key is not given, so that a content without it keeps its digest."""
    return not value and value is not False


class Instructions(Strict):
    """What is known of one delegation; source, date and evidence hold for its cells that name no other."""

    source: str = Field(min_length=1)
    """Document or publication that shows the positions."""
    date: PartialDate
    """When they could be known."""
    evidence: Evidence
    """Grade: document, literature, recalled or proxy."""
    positions: dict[str, CodedPosition]
    """Position by issue code."""
    stake: Share | None = None
    """Worth of having a report at all, 0 to 1; left out, by the rule on sponsors and votes."""
    weight: Share | None = None
    """Standing, 0 to 1; left out, by rule: P5 0.8, other G20 0.5, rest 0.2."""
    caucus: Annotated[str, Field(min_length=1, max_length=60), NameInTables] | None = None
    """Name of its caucus, or `alone`; left out, West, East or the UN regional group, by rule."""
    leaning: float | None = Field(default=None, ge=-1, le=1)
    """Where it stands between the camps, -1 East to 1 West; left out, by its coded positions."""
    conduct: ConductName | None = None
    """How it behaves, by name; left out, as instructed: the rules of the model as they stand."""
    decides: bool | None = Field(default=None, exclude_if=_left_out)
    """Whether it may object and vote; left out, it may."""


class Mandate(Strict):
    """What the establishing resolution asks to be settled."""

    resolution: str = Field(min_length=1)
    """Symbol of the resolution."""
    adopted: PartialDate
    """When it was adopted."""
    source: str = Field(min_length=1)
    """Where its contents are read."""
    asks: tuple[Request, ...] = ()
    """Word families of the establishing text, from which the codebook derives the ambition by issue."""
    ambition: dict[str, Share] = {}
    """Ambition by issue, 0 to 1, where it is not derived from `asks`."""


class Chair(Strict):
    """Who chairs, and how."""

    name: str = Field(min_length=1, max_length=TITLE)
    """The person."""
    state: StateCode | None = None
    """Nationality."""
    camp: str = Field(default="neutral", min_length=1)
    """Caucus whose rival another is and that the chair's country belongs to; neutral if none."""
    strategy: ChairName = CHAIRS.own[0]
    """How the text is revised: a chair strategy by its name."""
    source: str = Field(min_length=1)
    """Where this is read."""


class Outlet(Sourced):
    """Another place where a claim that this report disappoints can go."""

    what: str = Field(min_length=1)
    """The annex, parallel forum, or successor."""


def _report(value: Any) -> Any:
    if isinstance(value, str):
        if value not in known_reports():
            allowed = {"allowed": "; ".join([*known_reports(), "or the report written out"])}
            raise PydanticCustomError(
                "unknown_report", "is not a report that ships with the program", allowed
            )
        return known_reports()[value]
    return value


_Few = Field(min_length=1, max_length=40)


def named_issues(value: Any) -> Any:
    """Return the ICT issues that a list of names stands for; issues written out as they are."""
    names = [one for one in value if isinstance(one, str)] if isinstance(value, list | tuple) else []
    if not names:
        return value
    allowed = {"allowed": f"{', '.join(names_of_issues())}; or all issues written out"}
    if len(names) < len(value):
        problem = f"has names of ICT issues ({', '.join(names)}) among issues that are written out"
        raise PydanticCustomError("mixed_issues", "{problem}", {"problem": problem, **allowed})
    if strange := "; ".join(f"{name} {problem}" for name, problem in unknown_names(names)):
        raise PydanticCustomError("unknown_issue", "{problem}", {"problem": strange, **allowed})
    return issues_named(names)


class _Process(Strict):
    """What a scenario file and a scenario have in common."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$"), NameInTables]
    """Short name, lower case with hyphens."""
    title: str = Field(min_length=1, max_length=TITLE)
    """Name of the process."""
    question: str = Field(min_length=1, max_length=500)
    """The question that the forecast answers."""
    body: BodyName
    """Kind of body. The probability is supported for GGE and OEWG only."""
    continues: str | None = Field(default=None, min_length=1)
    """Kind of body whose last report this one starts from, where it is not its own kind."""
    mandate: Mandate
    """What is to be settled."""
    starts: PartialDate
    """First meeting."""
    ends: PartialDate
    """Last meeting."""
    sessions: int = Field(ge=1, le=40)
    """Formal sessions."""
    readings_per_session: int = Field(default=3, ge=1, le=20)
    """Readings of the draft in a session (model convention: 3)."""
    chair: Chair
    """The chair."""
    decision: DecisionName = DECISIONS.own[0]
    """What it takes to adopt: a decision rule by its name."""
    fallback: DecisionName | None = None
    """Rule by which the body may vote where it finds no consensus; the plays end before such a vote."""
    outlets: tuple[Outlet, ...] = Field(default=(), max_length=200)
    """Other places where disappointed claims can go."""
    issues: Annotated[
        tuple[Issue, ...],
        _Few,
        BeforeValidator(named_issues, json_schema_input_type=Annotated[tuple[Issue | str, ...], _Few]),
    ] = Field(default_factory=ict_issues)
    """Own issues with their ladders, or names of ICT issues; left out, those of the ICT negotiations."""
    salience_scale: Literal["relative", "absolute"] = "relative"
    """Whether salience is scaled to mean 1, or counts as it stands against that of the ICT issues."""
    acquis: tuple[Annotated[Report, BeforeValidator(_report, json_schema_input_type=str | Report)], ...] = ()
    """Consensus reports adopted before the first meeting: symbols of shipped ones, or written out."""
    stakes: Stakes
    """How delegations stood to the establishing resolution."""
    events: Events = Events()
    """Events between states that are added to those that ship with the program, or left out."""
    level: Level = Level()
    """Level parameters of this field; what is left out is drawn from the model's priors."""
    members_source: str = Field(min_length=1)
    """Where the membership is read."""
    other_seats: dict[OtherCode, OtherSeat] = Field(default={}, exclude_if=_left_out)
    """Seats that are no member state, by codes of their own; each is named under `members`, too."""
    caucuses: Literal["alliances"] | None = None
    """`alliances` for West, East or the region by membership in alliances; left out, by the usual rule."""

    @property
    def readings(self) -> int:
        """Readings of the draft before the silence procedure."""
        return self.sessions * self.readings_per_session

    @property
    def coded_issues(self) -> list[str]:
        """Codes of the issues that a position may be about: those with a ladder, and the axis FLOW."""
        ladders = [issue.code for issue in self.issues]
        return ladders if self.own_issues else [*ladders, "FLOW"]

    @property
    def own_issues(self) -> bool:
        """Whether the scenario brings issues of its own, so that the codebook's rules do not apply."""
        written = {issue.code: issue for issue in written_issues()}
        known = ((issue, written.get(issue.code)) for issue in self.issues)
        return any(issue is not other and issue != other for issue, other in known)


class Scenario(_Process):
    """Everything known about a process before its end."""

    members: tuple[StateCode, ...] = Field(min_length=1, max_length=MOST_SEATS)
    """Who sits in the room."""
    delegations: dict[StateCode, Instructions]
    """Instructions of each member."""
    #: A scenario is one thing: Mesa's `batch_run` would vary over the keys of what can be iterated.
    __iter__ = None  # type: ignore[assignment]

    def __hash__(self) -> int:
        """Return a number that equal scenarios share, so that rows of a table can be grouped by scenario."""
        return hash(self.id)

    def change(self, **changes: Any) -> Scenario:
        """Return another scenario with some keys changed, checked as a file is.

        What is a mapping is changed in its own keys: ``change(chair={"strategy": "dropper"})`` keeps the
        chair's name. Lists are replaced. With fewer members, the instructions of the others go too.

        Raises BadInput with every fault: key, value, what is wrong and what is allowed.

        Parameters
        ----------
        changes : new values by key of the scenario, as a file would have them
        """
        from sim.scenario.changing import changed  # which needs this class

        return changed(self, changes)

    def state(self, code: str) -> MemberState:
        """Return who sits in a seat: a member state, or another one, which has neither group nor standing."""
        other = self.other_seats.get(code)
        return other.seated(code) if other else roster()[code]

    @property
    def supported(self) -> bool:
        """Whether the model claims a probability: of a GGE or OEWG, by consensus (docs/model.md, scope).

        The kind that the file declares has to fit what else it says (`sim.scenario.kind_of_body`).
        """
        return self.body in CLAIMED and self.decision == "consensus" and not misfit(self)


class Defaults(Strict):
    """How members are coded that the file does not name, by the one rule of the codebook."""

    votes_before: PartialDate | None = None
    """Votes before this day count; left out, before the first meeting."""
    earlier: tuple[str, ...] = ()
    """Shipped scenarios whose coding of a delegation comes before its votes, the latest first."""


_Names = Annotated[tuple[str, ...], Field(min_length=1)]


class ScenarioFile(_Process):
    """A scenario file: the scenario, with shorthand for many members, and apart from it the record."""

    members: Annotated[
        _Names, BeforeValidator(with_everybody, json_schema_input_type=Literal["all"] | _Names)
    ]
    """Who sits in the room: codes, groups, or all 193."""
    delegations: dict[str, Instructions] = {}
    """Instructions by state, by group, or * for everybody; the narrower comes first."""
    groups: dict[str, tuple[StateCode, ...]] = {}
    """Groups of this scenario's own, by name."""
    without: tuple[str, ...] = ()
    """Codes and groups that have no seat, although a group under `members` names them."""
    positions_file: str | None = Field(default=None, min_length=1)
    """Table beside this file (CSV or .xlsx): iso3 (or group, or *), issue, value, source, date, evidence."""
    defaults: Defaults | None = None
    """How members without instructions are coded; left out, every member needs instructions."""
    record: Record | None = None
    """What really happened, if it has."""
