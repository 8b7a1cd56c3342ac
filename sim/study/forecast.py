"""Forecast: many plays of one scenario, counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from sim.negotiation.arrays import EXPLICIT, RUNGS, Floats, Ints
from sim.negotiation.chairs import ChairStrategy
from sim.negotiation.decisions import decision_named
from sim.negotiation.degree import Degree
from sim.negotiation.ensemble import Ensemble
from sim.negotiation.outcome import Outcomes
from sim.negotiation.parameters import Prior
from sim.negotiation.table import Table
from sim.negotiation.whole_numbers import whole
from sim.scenario.fields import Evidence
from sim.scenario.ladder import Issue, Rung
from sim.scenario.schema import Scenario
from sim.study.band import Band, band_of
from sim.study.claims import Claim, Counted, claim
from sim.study.fights import Fighter, fighters, find_fights
from sim.study.forecast_parts import Complaint, Deciding, DelegationForecast, ParagraphForecast, rung_shares
from sim.study.plays import RUNS, SEED, play_many
from sim.study.reasons.findings import Grievance, Reasons
from sim.study.reasons.reasons import find_reasons
from sim.study.references import Before, Reference, back_test, references
from sim.study.setting import Setting, setting
from sim.study.source import BehaviourSource
from sim.study.typical import typical_play

#: A formulation counts as common if it is put under silence in this share of plays.
COMMON = 0.05


@dataclass(frozen=True, eq=False)
class Forecast:
    """Many plays of one scenario.

    Parameters
    ----------
    scenario : what was played
    setting : the same as arrays, with the chair's strategy and the parameters given
    seed : seed of all chance
    behaviour : where parameters that are not given come from: the priors, or the fitted ensemble
    outcomes : the outcome of every play
    """

    scenario: Scenario
    setting: Setting
    seed: int
    behaviour: BehaviourSource
    outcomes: Outcomes

    @property
    def table(self) -> Table:
        """The scenario as arrays."""
        return self.setting.table

    @property
    def given(self) -> Mapping[str, Prior]:
        """Priors that differ from the model's, by the user or the scenario."""
        return self.setting.given

    @property
    def ensemble(self) -> Ensemble | None:
        """The weighted parameter sets that were drawn from, if any."""
        return self.setting.ensemble

    @property
    def chair(self) -> ChairStrategy:
        """The chair's strategy."""
        return self.setting.chair

    @property
    def runs(self) -> int:
        """Number of plays."""
        return len(self.outcomes)

    @property
    def supported(self) -> bool:
        """Whether the model claims a probability for this kind of body (docs/model.md, scope)."""
        return self.scenario.supported

    @cached_property
    def claim(self) -> Claim:
        """What is claimed of the probability of consensus; the raw plays are in `outcomes`."""
        return claim(self.scenario, self.outcomes.adoptions, self.runs)

    @property
    def probability(self) -> float | None:
        """Probability of consensus, never above 0.97; None if none is claimed: see `sim.study.claims`."""
        return self.claim.probability

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % interval of the probability, for the number of plays alone; None if none is claimed."""
        return self.claim.interval

    @cached_property
    def band(self) -> Band | None:
        """What the probability plausibly is, all known doubts counted; None if none is claimed."""
        if self.probability is None:
            return None
        played = self.outcomes
        return band_of(
            self.probability, self.scenario, self.setting, self.seed, played.replicates, played.adopted
        )

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """How often bodies of this kind agreed, the class most alike first; see `sim.study.references`."""
        return references(self.scenario)

    @cached_property
    def back_test(self) -> tuple[Before, ...]:
        """What could be said of earlier processes of the kind that this one is or continues."""
        return back_test(self.scenario, self.behaviour)

    @property
    def failures(self) -> int:
        """Number of plays that end without a report."""
        return self.runs - self.outcomes.adoptions

    @property
    def contested(self) -> list[Issue]:
        """The issues that are contested, by the coded positions."""
        return [issue for issue, one in zip(self.scenario.issues, self.table.contested, strict=True) if one]

    @cached_property
    def degrees(self) -> Mapping[Degree, Counted]:
        """How often the plays end with each degree of outcome."""
        return {degree: Counted.among(self.outcomes.degrees == degree) for degree in Degree}

    @property
    def adds(self) -> Counted:
        """How often a report is adopted that adds something on a contested issue."""
        return Counted.among(self.outcomes.adds)

    @cached_property
    def language(self) -> tuple[ParagraphForecast, ...]:
        """The likely wording of every paragraph, if a report is adopted.

        Where no play adopts one, the wording of the last draft.
        """
        shares = rung_shares(self.outcomes.reports, self.table.available)
        return tuple(
            ParagraphForecast(issue, *(float(share) for share in row))
            for issue, row in zip(self.scenario.issues, shares, strict=True)
        )

    @cached_property
    def wordings(self) -> Ints:
        """How many reports have each formulation of each paragraph (K, M); last drafts, if no play adopts."""
        return np.asarray((self.outcomes.reports[:, :, None] == np.arange(RUNGS)).sum(axis=0))

    @cached_property
    def carried_by_vote(self) -> Counted | None:
        """How many of the failures the fallback rule would have carried on their last text; None without one.

        A reading of the same plays: nobody behaves otherwise because a vote may come.
        """
        if not self.scenario.fallback or not self.failures:
            return None
        voting = replace(self.table, decision=decision_named(self.scenario.fallback))
        return Counted.among(voting.carries(self.outcomes.stances[~self.outcomes.adopted]))

    @cached_property
    def delegations(self) -> tuple[DelegationForecast, ...]:
        """Every delegation, those that most often object first, then those that most often dissociate."""
        objects, dissociated = self.outcomes.objects, self.outcomes.dissociated
        blocked = objects & ~self.outcomes.adopted[:, None]
        alone = blocked & (objects.sum(axis=1) == 1)[:, None]
        apart = objects | dissociated
        each = [
            DelegationForecast(
                code=code,
                name=self.scenario.state(code).name,
                objects=Counted.among(objects[:, seat]),
                dissociates=Counted.among(dissociated[:, seat]),
                of_failures=Counted(int(blocked[:, seat].sum()), self.failures),
                alone=Counted(int(alone[:, seat].sum()), self.failures),
                inferred=code in self.inferred,
                complaints=self._complaints(seat, apart[:, seat]),
            )
            for seat, code in enumerate(self.table.codes)
        ]
        return tuple(sorted(each, key=lambda d: (-d.objects, -d.dissociates, d.code)))

    def _complaints(self, seat: int, apart: np.ndarray) -> tuple[Complaint, ...]:
        numbers, counts = np.unique(self.outcomes.complaints[apart, seat], return_counts=True)
        order = np.argsort(-counts, kind="stable")
        grievances = (Grievance.of(self.table, int(numbers[k])) for k in order)
        return tuple(
            Complaint(grievance.issue, grievance.kind, Counted(int(counts[k]), int(counts.sum())))
            for grievance, k in zip(grievances, order, strict=True)
        )

    @cached_property
    def inferred(self) -> frozenset[str]:
        """Delegations whose coded positions are all inferred from bloc or votes."""
        return frozenset(
            code
            for code, given in self.scenario.delegations.items()
            if {cell.evidence or given.evidence for cell in given.positions.values()} == {Evidence.PROXY}
        )

    @cached_property
    def fighters(self) -> tuple[Fighter, ...]:
        """Every delegation, those that resist most along the way first."""
        return fighters(find_fights(self.setting, self.seed, self.outcomes), self.table, self.inferred)

    @cached_property
    def deciding(self) -> tuple[Deciding, ...]:
        """How often a text is adopted by the formulation of each paragraph, the widest apart first.

        An association in the plays, not a cause: delegations that want strong text also bring it about.
        """
        adopted, texts = self.outcomes.adopted, self.outcomes.text
        deciding = []
        for k, issue in enumerate(self.scenario.issues):
            common = [r for r in Rung if (texts[:, k] == r).mean() >= COMMON]
            if len(common) > 1:
                counts = {rung: Counted.among(adopted[texts[:, k] == rung]) for rung in common}
                deciding.append(Deciding(issue, counts))
        return tuple(sorted(deciding, key=lambda d: (-d.spread, d.issue.code)))

    @cached_property
    def reasons(self) -> Reasons:
        """Why plays fail, and what would have cured them: see `sim.study.reasons.reasons`."""
        return find_reasons(self.setting, self.seed, self.outcomes)

    @cached_property
    def typical(self) -> int:
        """The most typical play, as a row of the outcomes: one of the likelier outcome."""
        row = self.typical_of(self.outcomes.share >= 0.5)
        assert row is not None
        return row

    def typical_of(self, adopted: bool) -> int | None:
        """Return the row of a typical success or failure; None if there is none: see `sim.study.typical`."""
        return typical_play(self.outcomes, adopted)

    @cached_property
    def mean_path(self) -> Floats:
        """Mean strength of each paragraph by reading (T + 1, K), 0 to 1, over all plays."""
        return np.asarray(self.outcomes.path.mean(axis=0, dtype=np.float64) / EXPLICIT)


def forecast(
    scenario: Scenario,
    runs: int = RUNS,
    seed: int = SEED,
    priors: Mapping[str, Prior | float] | None = None,
    chair: ChairStrategy | type[ChairStrategy] | str | None = None,
    behaviour: BehaviourSource | str = BehaviourSource.PRIORS,
    progress: Callable[[int], None] | None = None,
    folder: Path | None = None,
    executor: Executor | None = None,
) -> Forecast:
    """Play a scenario many times and count.

    Every play draws its own set of behavioural parameters, so that the probability is a mixture over what is
    not known about behaviour. They come from the priors; if asked for, from the ensemble fitted to the
    record, without the body that is forecast.

    Parameters
    ----------
    scenario : what to play
    runs : number of plays, at least 1
    seed : seed of all chance, a non-negative integer
    priors : parameters that differ from the model's priors, by name: a `Prior`, or a number that fixes it
    chair : a strategy, its class, or its name; the scenario's if not given
    behaviour : ``calibrated``, or ``priors`` for the model without any fitting
    progress : called with the number of plays done since the last call
    folder : where finished tasks are kept, if there are several, so that a forecast that was stopped goes on
    executor : any of `concurrent.futures`, where tasks run; here and now if not given

    Returns
    -------
    the forecast, with every play

    Raises
    ------
    ValueError
        if a number is out of range, or there is no parameter or chair of that name
    """
    whole(1, runs=runs)
    whole(seed=seed)
    played = setting(scenario, priors, chair, behaviour)
    outcomes = play_many(played, runs, seed, progress, folder, executor)
    return Forecast(scenario, played, seed, BehaviourSource(behaviour), outcomes)
