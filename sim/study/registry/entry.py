"""An entry of the registry: what was said of an open process on a day, in full."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from sim.negotiation.parameters import PARAMETERS
from sim.scenario.schema import Scenario
from sim.study.calibration.result import as_files, calibrated
from sim.study.chain import Sealed
from sim.study.code import code_digest
from sim.study.forecast import Forecast
from sim.study.setting import scenario_digest
from sim.study.source import BehaviourSource
from sim.version import __version__

#: What counts as adopted, for every process: the codebook's rule on outcomes.
COUNTS = (
    "Counts as adopted: the substantive product that the mandate asks for, without a vote, at the latest at "
    "the session in which the process or the coded round ends. Not adopted: no text, a procedural report, a "
    "summary by the chair, a suspension, or a vote."
)
#: States that are named as in the way, by each of the two measures.
NAMED = 5
_DIGITS = 6


@dataclass(frozen=True)
class Named:
    """A state that is expected in the way, and the issue that it minds most.

    Parameters
    ----------
    state : its code
    over : code of the issue; empty if it is nothing in the text
    """

    state: str
    over: str


@dataclass(frozen=True)
class Paragraph:
    """The likeliest formulation of a paragraph, and how likely it is, should a report be adopted.

    Parameters
    ----------
    issue : its code
    formulation : silent, indirect or explicit
    share : of the reports that have it, 0 to 1
    """

    issue: str
    formulation: str
    share: float


@dataclass(frozen=True)
class ReferenceClass:
    """How often such bodies agreed: a reference class.

    Parameters
    ----------
    name : what the processes are
    agreed, ended, mandates : how many agreed, of how many, under how many mandates
    """

    name: str
    agreed: int
    ended: int
    mandates: int

    @property
    def base_rate(self) -> float:
        """Their share, with one success and one failure added (Laplace)."""
        return (self.agreed + 1) / (self.ended + 2)


@dataclass(frozen=True, kw_only=True)
class Entry(Sealed):
    """A dated forecast.

    Parameters
    ----------
    date : when it was entered, as YYYY-MM-DD
    scenario, title, scenario_hash : id and title of the scenario, and digest of it as it stood then
    resolution, starts, ends : mandate, first and last meeting, which tell the process, whatever its file is
    own_issues : whether its issues are those of another field than ICT security
    question, counts : what is asked, and what counts as adopted; by `ends`
    version, code, parameters : of the program, digest of its code, source and digest of the parameters
    runs, seed, behaviour : how it was made
    probability, low, high : what is claimed, with its band; None where nothing is claimed
    reference : the reference class most alike; None if nothing is alike
    further : the other reference classes; a line without any, as earlier entries are, leaves the key out
    plays_adopted : how many of the plays adopt a report; no forecast where no probability is claimed
    fights, blocks : who is expected in the way: along the way, and at the end
    text : the likeliest text
    """

    date: str
    scenario: str
    title: str
    scenario_hash: str
    resolution: str
    starts: str
    ends: str
    own_issues: bool
    question: str
    counts: str
    version: str
    code: str
    parameters: str
    runs: int
    seed: int
    behaviour: str
    probability: float | None
    low: float | None
    high: float | None
    reference: ReferenceClass | None
    plays_adopted: int
    fights: tuple[Named, ...]
    blocks: tuple[Named, ...]
    text: tuple[Paragraph, ...]
    further: tuple[ReferenceClass, ...] = ()

    @property
    def references(self) -> tuple[ReferenceClass, ...]:
        """All reference classes, the one most alike first."""
        return () if self.reference is None else (self.reference, *self.further)

    def content(self) -> dict[str, Any]:
        """Return what its line says, by key, without `further` if there is none."""
        said = super().content()
        if not self.further:
            del said["further"]
        return said

    @property
    def label(self) -> str:
        """What it is called in messages."""
        return f"entry {self.number}, {self.scenario} of {self.date}"

    @property
    def share(self) -> float:
        """Share of the plays that adopt a report."""
        return self.plays_adopted / self.runs

    def is_of(self, name: str, resolution: str, starts: str) -> bool:
        """Return whether it is of a process, by its id, or else its mandate and first meeting."""
        return self.scenario == name or (self.resolution, self.starts) == (resolution, starts)


def entry_of(forecast: Forecast, date: str) -> Entry:
    """Return what a forecast says, as an entry of a date; its place in the chain is still to come."""
    scenario: Scenario = forecast.scenario
    alike = [
        ReferenceClass(r.name, r.agreed.successes, r.agreed.trials, r.mandates) for r in forecast.references
    ]
    fights = [one for one in forecast.fighters if one.resistance > 0][:NAMED]
    blocks = [one for one in forecast.delegations if one.objects > 0][:NAMED]
    band = forecast.band
    return Entry(
        number=0,
        previous="",
        hash="",
        date=date,
        scenario=scenario.id,
        title=scenario.title,
        scenario_hash=scenario_digest(scenario),
        resolution=scenario.mandate.resolution,
        starts=scenario.starts,
        ends=scenario.ends,
        own_issues=scenario.own_issues,
        question=scenario.question,
        counts=COUNTS,
        version=__version__,
        code=code_digest(),
        parameters=parameters_digest(forecast.behaviour),
        runs=forecast.runs,
        seed=forecast.seed,
        behaviour=str(forecast.behaviour),
        probability=None if forecast.probability is None else round(forecast.probability, _DIGITS),
        low=None if band is None else round(band.low, _DIGITS),
        high=None if band is None else round(band.high, _DIGITS),
        reference=alike[0] if alike else None,
        further=tuple(alike[1:]),
        plays_adopted=forecast.outcomes.adoptions,
        fights=tuple(Named(one.code, one.complaints[0].issue if one.complaints else "") for one in fights),
        blocks=tuple(Named(one.code, one.complaints[0].issue if one.complaints else "") for one in blocks),
        text=tuple(
            Paragraph(one.issue.code, one.likely.word, round(one.probabilities[one.likely], 2))
            for one in forecast.language
        ),
    )


@cache
def parameters_digest(behaviour: BehaviourSource) -> str:
    """Return which parameters are drawn from, with a digest: the priors, or the calibration of a date."""
    name, content = str(behaviour), json.dumps([asdict(one) for one in PARAMETERS], sort_keys=True)
    if behaviour is BehaviourSource.CALIBRATED:
        name += f" {calibrated().about['date']}"
        content += json.dumps(as_files(calibrated()), sort_keys=True)
    return f"{name} {hashlib.sha256(content.encode()).hexdigest()[:12]}"
