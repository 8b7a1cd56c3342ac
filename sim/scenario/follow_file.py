"""A follow file: what happens in a process, dated and with its source, as a user writes it down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic import BeforeValidator, Field, ValidatorFunctionWrapHandler, WrapValidator

from sim.scenario.fields import TITLE, Evidence, PartialDate, StateCode, Strict
from sim.scenario.names import ChairName
from sim.scenario.schema import Scale
from sim.scenario.texts import TextEntry

#: Entries of a file.
MOST_ENTRIES = 500
#: How often a stance seen in the room is not the one taken, if the file does not say. A convention, not an
#: estimate: one sighting then counts eight times as much for a play that has the stance as for one that has
#: another, and three sightings of one delegation decide between two stories.
ERROR_RATE = 0.2


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


#: Names, one or a list.
_Names = Annotated[
    tuple[str, ...], Field(max_length=193), BeforeValidator(_listed, json_schema_input_type=str | list[str])
]
#: Delegations or groups, at least one.
Names = Annotated[_Names, Field(min_length=1)]


def _named_or_whole(value: Any, read_as: ValidatorFunctionWrapHandler) -> Any:
    return value if isinstance(value, str) else read_as(value)


if TYPE_CHECKING:
    Draft: TypeAlias = str | TextEntry
else:  # so that what is wrong with a text is told by its own keys
    Draft = Annotated[TextEntry, WrapValidator(_named_or_whole, json_schema_input_type=str | TextEntry)]


class Stated(Strict):
    """What delegations or groups have said."""

    by: Names
    """Who: codes of delegations, or names of groups as in memberships.csv."""
    positions: dict[str, Scale] = Field(min_length=1)
    """Position by issue code, -3 to 3, which replaces what was coded."""
    evidence: Evidence = Evidence.DOCUMENT
    """Grade: document, literature, recalled or proxy."""


class GivenUp(Strict):
    """Positions that are held no longer."""

    by: Names
    """Who: codes of delegations, or names of groups."""
    issues: tuple[str, ...] = Field(min_length=1)
    """Issue codes; the position becomes 0, indifferent."""


class Seen(Strict):
    """Who did what with a paragraph."""

    supports: _Names = ()
    """Codes of those who supported it."""
    accepts: _Names = ()
    """Codes of those who let it stand."""
    brackets: _Names = ()
    """Codes of those who bracketed it."""


class ChairChange(Strict):
    """What changes about the chair; what is left out stays."""

    name: str | None = Field(default=None, min_length=1, max_length=TITLE)
    """The person."""
    state: StateCode | None = None
    """Nationality."""
    camp: str | None = Field(default=None, min_length=1)
    """Caucus that the chair belongs to, or neutral."""
    strategy: ChairName | None = None
    """How the text is revised: a chair strategy by its name."""


class Deadline(Strict):
    """What changes about the time that is left; what is left out stays."""

    sessions: int | None = Field(default=None, ge=1, le=40)
    """Formal sessions in all."""
    readings_per_session: int | None = Field(default=None, ge=1, le=20)
    """Readings of the draft in a session."""
    ends: PartialDate | None = None
    """Last meeting."""


class Entry(Strict):
    """One thing that happened: a statement, withdrawal, draft, sighting, or change of chair or deadline."""

    date: PartialDate
    """When it could be known; without its day, the last day that it may mean."""
    source: str = Field(min_length=1)
    """Where it can be read."""
    what: str | None = Field(default=None, min_length=1, max_length=TITLE)
    """What happened, in a few words."""
    statement: Stated | None = None
    """Positions that were stated."""
    withdrawal: GivenUp | None = None
    """Positions that were given up."""
    reading: int | None = Field(default=None, ge=1)
    """Number of the reading, from 1, at which a draft is on the table or stances are seen."""
    draft: Draft | None = None
    """The text on the table: its name in `texts_file`, or written out; base `as-it-stands` keeps the rest."""
    stances: dict[str, Seen] | None = Field(default=None, min_length=1)
    """Stances seen, by issue code."""
    chair: ChairChange | None = None
    """Change of chair."""
    deadline: Deadline | None = None
    """Change of sessions or end."""


class FollowFile(Strict):
    """A file that follows a process."""

    scenario: str = Field(min_length=1)
    """Name of a shipped scenario, or of a file beside this one."""
    error_rate: float = Field(default=ERROR_RATE, ge=0.01, le=0.5)
    """How often a stance seen is not the one taken, 0.01 to 0.5."""
    texts_file: str | None = Field(default=None, min_length=1)
    """File of texts beside this one, for drafts by name."""
    entries: tuple[Entry, ...] = Field(max_length=MOST_ENTRIES)
    """What happened, in the order of the dates."""


#: Kinds of entries, by their keys.
KINDS = ("statement", "withdrawal", "draft", "stances", "chair", "deadline")


def kind_of(entry: Entry) -> str:
    """Return what kind of entry it is: the one key of `KINDS` that it has."""
    return next(kind for kind in KINDS if getattr(entry, kind) is not None)
