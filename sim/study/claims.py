"""Claims: what is reported about the outcomes of plays, and what is withheld, on every page and table.

1. A probability of consensus is the share of plays that adopt a report, never above `CEILING`.
   With it goes the band of what it plausibly is (`sim.study.band`). Words for it are no stronger than the
   band allows: it is open if a half lies within. The interval for the number of plays is a detail.
2. It is claimed for a group of experts or an open-ended group that decides by consensus, and from `ENOUGH`
   plays on. The file says which kind of body it is, and has to bear that out: by a mandate of the General
   Assembly, at most 30 seats of experts, or nearly all member states (`sim.scenario.kind_of_body`). A process
   that ships is of the kind it ships as. For any other body or rule it is withheld, and so is whatever gives
   it away: how many plays adopt or fail, and how often anybody objects or dissociates. What remains are the
   plays themselves, who objects over what, and what a report would say if there is one; and the reference
   classes (`sim.study.references`), which stand beside every forecast and are never mixed with it.
3. Shares of fewer than `ENOUGH` plays are given as counts.
4. A study compares shares of plays, and calls none of them a probability; but a followed process is forecast,
   from as many effective plays. Of a body or rule out of scope it gives them only if asked to by name
   (`check_raw`); a campaign leaves out such a process.
5. Parameters fitted to the outcome of a process do not forecast it: `knowledge`.
6. The wide record is no forecast: it scores shares of plays of bodies of every kind, beside what happened.
   So does the registry: it keeps the plays of every entry for that day, and shows a probability only where
   one is claimed.
7. A claim on issues of another field says that the rules were written for ICT security.

The raw plays are available from `Outcomes` and `PlayCounts` in Python, and from a study with `RAW`.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from sim.negotiation.arrays import Bools
from sim.scenario.fault import BadInput, Fault
from sim.scenario.kind_of_body import misfit
from sim.scenario.schema import Scenario
from sim.study.calibration.result import calibrated
from sim.study.interval import CEILING, wilson

#: Of fewer plays than this, shares are given as counts. At fifty, the 95 % interval of a half (Wilson) is 27
#: points wide, which separates a third from two thirds; what happens in none of fifty may happen in 7 of 100.
ENOUGH = 50
#: The option that asks for shares of plays of a body or rule out of scope.
RAW = "--raw-shares"


class Counted(float):
    """A share of plays that knows its counts; 0 of no plays."""

    successes: int
    """Plays in which something happens."""
    trials: int
    """Plays in all."""

    def __new__(cls, successes: int, trials: int) -> Counted:
        """Divide the one by the other."""
        self = super().__new__(cls, successes / trials if trials else 0.0)
        self.successes, self.trials = successes, trials
        return self

    def __getnewargs__(self) -> tuple[int, int]:  # type: ignore[override]
        """Return what a copy is made from."""
        return self.successes, self.trials

    @classmethod
    def among(cls, flags: Bools) -> Counted:
        """Count the plays in which a flag (R,) is set."""
        return cls(int(flags.sum()), len(flags))

    @classmethod
    def of(cls, share: float, trials: int) -> Counted:
        """Return the count that a share of that many plays stands for."""
        return cls(round(share * trials), trials)

    @property
    def share(self) -> float:
        """The share as a plain number; not a number where there are no plays."""
        return float(self) if self.trials else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval of the share for the number of plays alone (Wilson 1927)."""
        return wilson(self.successes, self.trials)

    @property
    def enough(self) -> bool:
        """Whether there are enough plays to give the share."""
        return self.trials >= ENOUGH


@dataclass(frozen=True)
class Claim:
    """What is claimed of the probability of consensus.

    Parameters
    ----------
    counted : plays that adopt a report; None where that is withheld, for a body or rule out of scope
    """

    counted: Counted | None

    @property
    def probability(self) -> float | None:
        """Probability of consensus, never above `CEILING`; None if none is claimed."""
        if self.counted is None or not self.counted.enough:
            return None
        return min(self.counted.share, CEILING)

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % interval of the probability, for the number of plays alone; None if none is claimed."""
        if self.counted is None or not self.counted.enough:
            return None
        low, high = self.counted.interval
        return min(low, CEILING), min(high, CEILING)

    @property
    def capped(self) -> bool:
        """Whether more plays adopt a report than is claimed."""
        return self.probability is not None and self.counted is not None and self.counted.share > CEILING


def claim(scenario: Scenario, adopted: int, plays: int, rule: str | None = None) -> Claim:
    """Return what is claimed from some plays of a scenario.

    Parameters
    ----------
    adopted, plays : how many of how many plays adopt a report
    rule : decision rule that was played; the scenario's if not given
    """
    return Claim(Counted(adopted, plays) if in_scope(scenario, rule) else None)


def in_scope(scenario: Scenario, rule: str | None = None) -> bool:
    """Return whether a probability is claimed for this kind of body and this rule (docs/model.md, scope)."""
    return scenario.supported and rule in (None, scenario.decision)


def check_raw(asked: bool, scenario: Scenario, *rules: str) -> None:
    """Refuse a study of a body or rule out of scope, unless its raw shares are asked for.

    Raises BadInput if no probability is claimed of what is to be played, and they are not.

    Parameters
    ----------
    rules : decision rules that are played, besides the scenario's own if none is named
    """
    if asked or all(in_scope(scenario, rule) for rule in rules or (None,)):
        return
    problem = "is of a kind of body, or played by a rule, for which no probability is claimed"
    if reason := misfit(scenario):
        problem = f"{reason}; no probability is claimed for it"
    allowed = f"{RAW}, to see shares of plays: a study of the model, not a forecast"
    raise BadInput([Fault(scenario.id, problem, allowed=allowed)])


class Knowledge(StrEnum):
    """What behavioural parameters have seen of the outcome of a process."""

    NONE = "priors"
    OTHERS = "others"
    ITSELF = "itself"


def knowledge(known: Collection[str] | None, scenario: Scenario) -> Knowledge:
    """Return whether parameters are fitted to a process's own outcome, to those of others, or to none.

    Parameters
    ----------
    known : processes whose outcomes the parameter sets have seen; None for the priors alone
    """
    if known is None:
        return Knowledge.NONE
    return Knowledge.ITSELF if calibrated().same_process(scenario) in known else Knowledge.OTHERS
