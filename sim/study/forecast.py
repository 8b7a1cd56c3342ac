"""Forecast: many plays of one scenario, counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.negotiation.arrays import RUNGS, Floats, Rungs
from sim.negotiation.chairs import chair_named
from sim.negotiation.convene import convene
from sim.negotiation.draw import draw
from sim.negotiation.outcome import Outcomes
from sim.negotiation.parameters import PARAMETERS, Prior
from sim.negotiation.play import play
from sim.negotiation.table import Table
from sim.scenario.ladder import Issue, Rung
from sim.scenario.roster import roster
from sim.scenario.schema import Scenario
from sim.study.interval import wilson

#: No probability above this is shown: five successes of five do not support more (docs/model.md).
CEILING = 0.97
#: Plays drawn and played at a time, so that memory does not grow with the number of plays.
BATCH = 2048
#: Pseudo-count for each formulation, so that no wording is called impossible.
PSEUDO = 0.5


@dataclass(frozen=True)
class Complaint:
    """What a delegation that does not join complains of most, and in what share of those plays."""

    issue: str
    kind: str
    share: float


@dataclass(frozen=True)
class DelegationForecast:
    """How often a delegation stands apart, as shares of all plays, and over what."""

    code: str
    name: str
    objects: float
    dissociates: float
    complaints: tuple[Complaint, ...]


@dataclass(frozen=True)
class ParagraphForecast:
    """How strongly the report speaks on an issue: probability of each formulation if it is adopted."""

    issue: Issue
    silent: float
    indirect: float
    explicit: float

    @property
    def probabilities(self) -> tuple[float, float, float]:
        """Silent, indirect, explicit."""
        return self.silent, self.indirect, self.explicit

    @property
    def likely(self) -> Rung:
        """The most likely formulation."""
        return Rung(int(np.argmax(self.probabilities)))


@dataclass(frozen=True, eq=False)
class Forecast:
    """Many plays of one scenario.

    Parameters
    ----------
    scenario : what was played
    table : the same as arrays
    seed : seed of all chance
    priors : the prior of every behavioural parameter
    outcomes : what came of every play
    """

    scenario: Scenario
    table: Table
    seed: int
    priors: Mapping[str, Prior]
    outcomes: Outcomes

    @property
    def runs(self) -> int:
        """Number of plays."""
        return len(self.outcomes)

    @property
    def supported(self) -> bool:
        """Whether the model claims a probability for this kind of body (docs/model.md, scope)."""
        return self.scenario.body != "other"

    @cached_property
    def adoptions(self) -> int:
        """Number of plays that end with an adopted report."""
        return int(self.outcomes.adopted.sum())

    @property
    def share(self) -> float:
        """Share of plays that end with an adopted report."""
        return self.adoptions / self.runs

    @property
    def probability(self) -> float:
        """Probability of consensus: the share of plays, but never above 0.97."""
        return min(self.share, CEILING)

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval of the probability, for the number of plays alone; never above 0.97."""
        low, high = wilson(self.adoptions, self.runs)
        return min(low, CEILING), min(high, CEILING)

    @cached_property
    def language(self) -> tuple[ParagraphForecast, ...]:
        """The likely wording of every paragraph, if a report is adopted.

        Where no play adopts one, the wording of the last draft.
        """
        adopted = self.outcomes.adopted
        texts = self.outcomes.text[adopted] if adopted.any() else self.outcomes.text
        shares = rung_shares(texts, self.table.available)
        return tuple(
            ParagraphForecast(issue, *(float(share) for share in row))
            for issue, row in zip(self.scenario.issues, shares, strict=True)
        )

    @cached_property
    def delegations(self) -> tuple[DelegationForecast, ...]:
        """Every delegation, those that most often object first, then those that most often dissociate."""
        each = [self._delegation(seat) for seat in range(len(self.table.codes))]
        return tuple(sorted(each, key=lambda d: (-d.objects, -d.dissociates, d.code)))

    def _delegation(self, seat: int) -> DelegationForecast:
        code = self.table.codes[seat]
        objects = self.outcomes.objects[:, seat]
        dissociates = self.outcomes.dissociates[:, seat] & self.outcomes.adopted
        return DelegationForecast(
            code=code,
            name=roster()[code].name,
            objects=float(objects.mean()),
            dissociates=float(dissociates.mean()),
            complaints=self._complaints(seat, objects | dissociates),
        )

    def _complaints(self, seat: int, apart: np.ndarray) -> tuple[Complaint, ...]:
        kinds, counts = np.unique(self.outcomes.complaints[apart, seat], return_counts=True)
        order = np.argsort(-counts, kind="stable")
        return tuple(
            Complaint(*self.describe(int(kinds[k])), share=float(counts[k] / counts.sum())) for k in order
        )

    def describe(self, complaint: int) -> tuple[str, str]:
        """Return the issue and the kind (harm, disappointment or none) of a complaint's number."""
        if complaint < 0:
            return "", "none"
        return self.table.issues[complaint // 2], ("harm", "disappointment")[complaint % 2]

    @cached_property
    def typical(self) -> int:
        """The most typical play, as a row of the outcomes: of the likelier outcome, nearest to the rest.

        Nearest means: fewest steps between its text, and the objections to it,
        and what is likely for each paragraph and delegation among such plays.
        """
        adopted = self.outcomes.adopted
        alike = np.flatnonzero(adopted == (self.share >= 0.5))
        plays = self.outcomes[alike]
        text = plays.text / 2.0
        stances = plays.stances / 2.0
        path = plays.path / 2.0
        distance = (
            np.abs(text - text.mean(axis=0)).sum(axis=1)
            + np.abs(stances - stances.mean(axis=0)).sum(axis=1)
            + np.abs(path - path.mean(axis=0)).sum(axis=(1, 2)) / path.shape[1]
        )
        return int(alike[distance.argmin()])

    @cached_property
    def mean_path(self) -> Floats:
        """Mean strength of each paragraph by reading (T + 1, K), 0 to 1, over all plays."""
        return np.asarray(self.outcomes.path.mean(axis=0, dtype=np.float64) / 2)


def rung_shares(texts: Rungs, available: np.ndarray) -> Floats:
    """Return the probability of each formulation of each paragraph (K, M), with pseudo-counts."""
    counts = (texts[:, :, None] == np.arange(RUNGS)).sum(axis=0) + PSEUDO
    counts = np.where(available, counts, 0.0)
    return np.asarray(counts / counts.sum(axis=1, keepdims=True))


def forecast(
    scenario: Scenario,
    runs: int = 2000,
    seed: int = 1,
    priors: Mapping[str, Prior] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Forecast:
    """Play a scenario many times and count.

    Every play draws its own set of behavioural parameters from their priors,
    so that the probability is a mixture over what is not known about behaviour.

    Parameters
    ----------
    scenario : what to play
    runs : number of plays, at least 1
    seed : seed of all chance, a non-negative integer
    priors : priors that differ from the model's, by parameter name
    progress : called with the number of plays done since the last call

    Returns
    -------
    the forecast, with every play
    """
    if runs < 1 or seed < 0:
        raise ValueError("runs must be at least 1 and seed at least 0")
    table = convene(scenario)
    chair = chair_named(scenario.chair.strategy)
    all_priors = {p.name: (priors or {}).get(p.name, p.prior) for p in PARAMETERS}
    parts = [
        play(
            table, draw(table, seed, np.arange(start, min(start + BATCH, runs)), all_priors), chair, progress
        )
        for start in range(0, runs, BATCH)
    ]
    return Forecast(scenario, table, seed, all_priors, Outcomes.join(parts))
