"""A draft on the desk, and what is asked about it, as a browser sends them."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import Field, ValidationError

from sim.classroom.site.explorer.changed_scenario import shipped_scenario
from sim.classroom.site.explorer.choices import IssueCode
from sim.scenario.fault import BadInput, Fault
from sim.scenario.fields import Strict
from sim.scenario.ladder import Rung, RungWord
from sim.scenario.schema import Scenario
from sim.scenario.texts import Text, checked_rung
from sim.study.texts.putting import Moment

#: Plays and seed of every verdict at the desk: as with `gge-sim text`, all texts meet the same luck.
PLAYS, SEED = 400, 1

_Words = Annotated[dict[IssueCode, RungWord], Field(max_length=64)]
_Asked = TypeVar("_Asked", bound=Strict)


class Draft(Strict):
    """A draft, the text that it started from, and when it is put to the room."""

    scenario: str = Field(min_length=1, max_length=80)
    """Name of a shipped scenario."""
    text: _Words
    """Its formulation of every paragraph, by issue."""
    start: _Words
    """The same of the text that it started from."""
    held: int = Field(default=0, ge=0, le=800)
    """Readings held before."""
    now: bool = False
    """Whether it is put under silence now, and not at the deadline."""
    play: int = Field(default=0, ge=0, lt=PLAYS)
    """The play that is shown where shares are not claimed."""

    @property
    def moment(self) -> Moment:
        """When it is put under silence as it stands."""
        return Moment.NOW if self.now else Moment.DEADLINE

    def texts(self) -> tuple[Scenario, Text, Text]:
        """Return the scenario, the text that the draft started from, and the draft.

        Raises
        ------
        BadInput
            if there is no such scenario, or a text does not fit it
        """
        scenario = shipped_scenario(self.scenario)
        if self.held > scenario.readings:
            raise BadInput([Fault("draft", f"there are only {scenario.readings} readings")])
        return scenario, _text("start", self.start, scenario), _text("draft", self.text, scenario)


class Wanted(Strict):
    """A package that is looked for."""

    draft: Draft
    """The text to be amended."""
    above: float = Field(default=0.5, ge=0.05, le=0.95)
    """Share of plays in which it is to be adopted."""
    locked: Annotated[tuple[IssueCode, ...], Field(max_length=64)] = ()
    """Paragraphs that stay as the draft has them."""


class Pasted(Strict):
    """A file of texts that somebody pasted or dropped."""

    scenario: str = Field(min_length=1, max_length=80)
    """Name of a shipped scenario."""
    name: str = Field(default="", max_length=120)
    """Name of the file; empty if it was pasted."""
    content: str = Field(max_length=60_000)
    """What it says."""


def read(kind: type[_Asked], message: object) -> _Asked | None:
    """Return what a browser asks for, or None if it is not valid."""
    try:
        return kind.model_validate(message)
    except (ValidationError, ValueError, RecursionError):
        return None


def _text(name: str, words: dict[str, RungWord], scenario: Scenario) -> Text:
    codes = [issue.code for issue in scenario.issues]
    if missing := [code for code in codes if code not in words]:
        raise BadInput([Fault(name, f"says nothing on {', '.join(missing)}")])
    rungs: dict[str, Rung] = {
        code: checked_rung(code, word, scenario, name, word) for code, word in words.items()
    }
    return Text(name, tuple(rungs[code] for code in codes))
