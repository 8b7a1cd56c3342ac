"""Issues and their ladders: how strongly a report may speak on each subject, in our own words."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from sim.scenario.fields import TITLE, NameInTables, Strict
from sim.scenario.standing_lines import LineName
from sim.scenario.worded import Worded


class Rung(Worded):
    """How strongly a paragraph speaks: the step of its ladder."""

    SILENT = 0
    INDIRECT = 1
    EXPLICIT = 2


#: The same as a word, where a message or a file holds it.
RungWord = Literal["silent", "indirect", "explicit"]


def _rung(value: Any) -> Any:
    if isinstance(value, str) and value in Rung.words():
        return Rung.named(value)
    if isinstance(value, Rung):
        return value
    raise PydanticCustomError(
        "rung", "is not a formulation of the ladder", {"allowed": "silent, indirect or explicit"}
    )


#: A formulation named in a file: silent, indirect or explicit.
NamedRung = Annotated[Rung, BeforeValidator(_rung, json_schema_input_type=RungWord)]


_SILENT: Rung = Field(default=Rung.SILENT, json_schema_extra={"default": "silent"})


class Formulation(Strict):
    """One wording of a paragraph."""

    text: str = Field(min_length=1)
    """What the paragraph says, paraphrased in our own words."""
    documents: tuple[str, ...] = ()
    """Documents that speak so, with their paragraphs."""


IssueCode = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]{0,15}$"), NameInTables]


class Issue(Strict):
    """A subject of the negotiation and its ladder of formulations."""

    code: IssueCode
    """Short code, in capitals."""
    title: str = Field(min_length=1, max_length=TITLE)
    """Name of the subject, as it stands in tables and figures."""
    salience: float = Field(gt=0, le=10)
    """Importance against the other issues; scaled to mean 1, unless `salience_scale` is absolute."""
    explicit: Formulation
    """The paragraph at its strongest."""
    indirect: Formulation | None = None
    """Indirect wording: what both sides can read their own way. Left out, there is none."""
    silent: Formulation = Formulation(text="The report says nothing about it.")
    """No paragraph."""
    line: LineName | None = None
    """Standing line that gives the positions of members for whom the file has none."""
    vote: bool = False
    """Whether those positions follow the vote on the mandate, as the stakes have it."""
    acquis: NamedRung = _SILENT
    """Strongest language that any body had agreed, besides the reports that are written out."""
    own_text: NamedRung = _SILENT
    """Language of the body's own last text, if that is not written out."""

    def formulation(self, rung: Rung) -> Formulation | None:
        """Return the wording at a rung."""
        return (self.silent, self.indirect, self.explicit)[rung]
