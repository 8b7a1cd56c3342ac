"""Truth drawn from the model itself: are forecasts calibrated after stances of that play were seen?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import Bools, Floats
from sim.scenario.schema import Scenario
from sim.study.claims import ENOUGH
from sim.study.follow.plays import FollowedPlays
from sim.study.follow.weighing import effective, weigh_plays
from sim.study.scores import brier
from sim.study.setting import setting


@dataclass(frozen=True)
class Checked:
    """Forecasts of J plays, each before and after some of its stances were seen.

    Parameters
    ----------
    before : share of the other plays that adopt a report
    after : (J,) the same, weighed
    happened : (J,) whether the play itself adopts one
    plays : (J,) effective plays
    """

    before: float
    after: Floats
    happened: Bools
    plays: Floats

    @property
    def claimed(self) -> Checked:
        """Those forecasts alone for which a probability is claimed: of enough effective plays."""
        enough = self.plays >= ENOUGH
        return Checked(self.before, self.after[enough], self.happened[enough], self.plays[enough])

    @property
    def scores(self) -> tuple[float, float]:
        """Mean Brier scores before and after."""
        same = np.full(len(self.after), self.before)
        return float(brier(same, self.happened).mean()), float(brier(self.after, self.happened).mean())

    @property
    def sharpness(self) -> float:
        """Standard deviation of the forecasts; before, it is 0."""
        return float(self.after.std())

    @property
    def departure(self) -> float:
        """How far the Brier score is from what calibrated forecasts would have, in standard errors.

        Spiegelhalter 1986; beyond 2 in one of twenty calibrated samples.
        """
        p, o = self.after, self.happened
        spread = np.sqrt(((1 - 2 * p) ** 2 * p * (1 - p)).sum())
        return float(((o - p) * (1 - 2 * p)).sum() / spread)

    @property
    def bias(self) -> float:
        """How far the frequency is above the mean forecast, in standard errors."""
        p = self.after
        return float((self.happened - p).sum() / np.sqrt((p * (1 - p)).sum()))

    def reliability(self, bins: int = 10) -> list[tuple[float, float, int]]:
        """Return mean forecast, frequency and number of forecasts, bin by bin."""
        at = np.minimum((self.after * bins).astype(int), bins - 1)
        return [
            (float(self.after[at == n].mean()), float(self.happened[at == n].mean()), int((at == n).sum()))
            for n in range(bins)
            if (at == n).any()
        ]


def checked(
    scenario: Scenario,
    plays: int,
    truths: int,
    sightings: int,
    error_rate: float,
    reading: int,
    seed: int = 1,
    assumed: float | None = None,
    issues: Sequence[str] = (),
    behaviour: str = "calibrated",
) -> Checked:
    """Draw truths from the model, see some stances of each with errors, and weigh other plays by them.

    Parameters
    ----------
    sightings : stances seen of each truth, of any delegations whose stance differs between plays
    error_rate : with which they are seen
    assumed : error rate that the weights assume; the true one if not given
    issues : paragraphs that are looked at; all if not given
    behaviour : where parameters come from
    """
    played = setting(scenario, behaviour=behaviour)
    paragraphs, members = played.table.shape
    looked = [played.table.issues.index(code) for code in issues] or range(paragraphs)
    places = tuple((reading, k, seat) for k in looked for seat in range(members))
    found = FollowedPlays(played, seed, 0, plays + truths, (), places).carry_out()
    shown, adopted = found["shown"], found["adopted"]
    telling = np.flatnonzero((shown != shown[0]).any(axis=0))
    luck = np.random.default_rng(seed)
    after, effect = np.empty(truths), np.empty(truths)
    for n in range(truths):
        at = luck.choice(telling, min(sightings, len(telling)), replace=False)
        wrong = luck.random(len(at)) < error_rate
        seen = (shown[plays + n, at] + wrong * luck.integers(1, 3, len(at))) % 3
        weights = weigh_plays(shown[:plays, at], seen, assumed or error_rate)
        after[n], effect[n] = weights[adopted[:plays]].sum(), effective(weights)
    return Checked(float(adopted[:plays].mean()), after, adopted[plays:], effect)
