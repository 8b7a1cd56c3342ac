"""The issues of the UN's ICT negotiations: each one entry of data/issues.yaml, with its rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, TypeAdapter, model_validator

from sim.scenario.did_you_mean import hint
from sim.scenario.fields import PartialDate, Strict, last_day
from sim.scenario.ladder import Issue, Rung
from sim.scenario.yaml_file import shipped_yaml

#: What a coder reads from documents; all other positions follow. FLOW is no paragraph but the
#: axis from free flow of information (3) to control of content (-3), which two paragraphs share.
CODED = ("IL", "IHL", "ART51", "FLOW", "CM", "TREATY")
#: The coded positions of which the leaning is the mean; see `leaning`.
_LEANING = ("FLOW", "TREATY", "IHL")
#: A promise of one step beyond what is agreed, on a subject that has been opened.
NEXT_STEP = "next-step"


def leaning(coded: Mapping[str, float]) -> float:
    """Return where a delegation stands between the camps, -1 (East) to 1 (West).

    Parameters
    ----------
    coded : coded positions, -1 to 1
    """
    return (coded["FLOW"] - coded["TREATY"] + coded["IHL"]) / 3


class Request(StrEnum):
    """What an establishing resolution asks for, by its words."""

    THREATS = "threats"
    NORMS = "norms"
    CONFIDENCE_BUILDING = "confidence-building"
    CAPACITY_BUILDING = "capacity-building"
    REGULAR_DIALOGUE = "regular-dialogue"
    INTERNATIONAL_LAW = "international-law"
    USE_IN_CONFLICTS = "use-in-conflicts"
    NEW_NORMS = "new-norms"


class Rule(Strict):
    """A position that follows from coded ones: a constant, and so much for each coded position.

    All positions are on the scale from -1 to 1. The words that name a rule in
    tables and in docs/reference/codebook.md are made from it.
    """

    since: PartialDate | None = None
    """Date of the act from which it holds; left out, it has always held."""
    constant: float = 0
    """The position of a delegation that holds 0 on everything that the rule rests on."""
    terms: dict[
        Literal["IL", "IHL", "ART51", "FLOW", "CM", "TREATY", "leaning", "leaning-west", "leaning-east"],
        float,
    ] = {}
    """Weight of each coded position, of the leaning, and of the leaning of those nearer to one camp."""
    source: str = ""
    """What the act was, where the rule has a date."""

    @property
    def basis(self) -> tuple[str, ...]:
        """The coded positions that it rests on; all of them if it is the same for everybody."""
        named = dict.fromkeys(name for term in self.terms for name in ([term] if term in CODED else _LEANING))
        return tuple(named) or CODED

    @property
    def words(self) -> str:
        """The rule in words."""
        if not self.terms:
            return f"{self.constant:g} for all"
        if not self.constant and [*self.terms.values()] == [-1]:
            return f"minus {next(iter(self.terms))}"
        shares = (
            f"{'-' if weight < 0 else '+'} {abs(weight):g} {term.partition('-')[0]}"
            for term, weight in self.terms.items()
        )
        camps = [f", for the {camp.title()}" for camp in ("west", "east") if f"leaning-{camp}" in self.terms]
        return " ".join((f"{self.constant:g}", *shares)) + "".join(camps)

    def position(self, coded: Mapping[str, float], side: float) -> float:
        """Return the position of a delegation.

        Parameters
        ----------
        coded : its coded positions, -1 to 1
        side : where it stands between the camps, -1 (East) to 1 (West)
        """
        values = {**coded, "leaning": side, "leaning-west": max(side, 0.0), "leaning-east": min(side, 0.0)}
        # Terms of one weight are added up first, as a coder would write them: 0.25 (IL + CM).
        shares = (
            weight * sum(values[term] for term, its in self.terms.items() if its == weight)
            for weight in dict.fromkeys(self.terms.values())
        )
        return self.constant + sum(shares)


def _rules(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


class Tier(StrEnum):
    """Which set of ICT issues an issue belongs to."""

    CORE = "core"
    ADDED = "added"
    ASIDE = "aside"


class IctIssue(Issue):
    """An issue of the ICT negotiations."""

    tier: Tier = Tier.CORE
    """`core`, the sixteen that came first; `added` to them; `aside`, negotiated only where it is named."""
    follows: Annotated[tuple[Rule, ...], BeforeValidator(_rules)] = ()
    """How positions on it follow from coded ones, the oldest rule first; empty where it is coded itself."""
    asked_by: dict[Request, Annotated[float, Field(ge=0, le=1)] | Literal["next-step"]] = {}
    """What a resolution that asks for something promises on it, 0 to 1, or one step beyond what is agreed."""
    scored: bool = True
    """Whether coders of outcomes have looked for it in the reports; its language is scored only then."""

    @model_validator(mode="after")
    def _coded_or_followed(self) -> Self:
        if (self.code in CODED) == bool(self.follows):
            raise ValueError(f"{self.code} is either coded or follows by a rule")
        return self

    def rule(self, starts: dt.date) -> Rule | None:
        """Return the rule for a process by its first day: the last one that had been dated before it."""
        held = [rule for rule in self.follows if rule.since is None or last_day(rule.since) < starts]
        return held[-1] if held else None

    @property
    def agreed(self) -> dict[str, Rung]:
        """The formulation in each consensus report that speaks of it, by the report's document symbol."""
        return {
            document.partition(",")[0]: rung
            for rung in (Rung.EXPLICIT, Rung.INDIRECT)
            if (formulation := self.formulation(rung))
            for document in formulation.documents
        }


@cache
def written_issues() -> tuple[IctIssue, ...]:
    """Return all issues that are written out, those set aside included, in the order of the draft."""
    return TypeAdapter(tuple[IctIssue, ...]).validate_python(shipped_yaml("issues.yaml"))


@cache
def ict_issues() -> tuple[IctIssue, ...]:
    """Return the issues of the UN's ICT negotiations, in the order of the draft, without those set aside."""
    return tuple(issue for issue in written_issues() if issue.tier is not Tier.ASIDE)


def names_of_issues() -> list[str]:
    """Return by what ICT issues can be named: a tier, which stands for all in it, or a code."""
    return [*Tier, *(issue.code for issue in written_issues())]


def unknown_names(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each of some names that no ICT issue or tier has, and what is wrong with it."""
    known = names_of_issues()
    for name in names:
        if name not in known:
            yield name, f"is neither an ICT issue nor a set of them{hint(name, known)}"


def no_ladder(code: str, known: Collection[str]) -> str:
    """Return what is wrong with an issue that a scenario does not have.

    Parameters
    ----------
    known : codes of the issues that it has
    """
    ict = {issue.code for issue in written_issues()}
    if code in ict and not ict.isdisjoint(known):
        return "is an ICT issue that this scenario does not negotiate; to add it, name it under its issues"
    return "is an issue without a ladder"


def issues_named(names: Collection[str]) -> tuple[IctIssue, ...]:
    """Return the ICT issues of some tiers or codes, in the order of the draft."""
    return tuple(issue for issue in written_issues() if issue.tier in names or issue.code in names)


@cache
def beyond_core() -> frozenset[str]:
    """Return the codes of the issues outside the core: on these, statements count in every process."""
    return frozenset(issue.code for issue in written_issues() if issue.tier is not Tier.CORE)


@cache
def unscored() -> frozenset[str]:
    """Return the codes of issues that no coder of outcomes has looked for."""
    return frozenset(issue.code for issue in written_issues() if not issue.scored)
