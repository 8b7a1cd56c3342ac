"""The setting of a study: a table, a way to chair, and where behaviour comes from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sim.negotiation.arrays import Ints
from sim.negotiation.by_name import Named
from sim.negotiation.chairs import ChairStrategy, chair_named
from sim.negotiation.convene import convene, own_priors
from sim.negotiation.draw import Draws, draw
from sim.negotiation.ensemble import Ensemble
from sim.negotiation.outcome import Outcomes
from sim.negotiation.parameters import NAMES, PARAMETERS, Prior, checked
from sim.negotiation.play import play
from sim.negotiation.table import Table
from sim.scenario.given import content
from sim.scenario.schema import Scenario
from sim.study.calibration.result import Calibrated, calibrated
from sim.study.code import own_code
from sim.study.source import BehaviourSource

#: Plays drawn and played at a time, so that memory does not grow with the number of plays.
BATCH = 2048


@dataclass(frozen=True, eq=False)
class Setting:
    """One way to play a process.

    Small and free of chance, so that it can be sent to a worker; the same setting, seed and replicate give
    the same play everywhere.

    Parameters
    ----------
    table : the negotiation
    chair : the chair's strategy
    given : parameters that differ from the model's priors
    known : ids of the processes whose outcomes the calibrated ensemble has seen; None for the priors alone
    calibration : where the ensemble comes from; the one that ships if not given
    """

    table: Table
    chair: ChairStrategy
    given: Mapping[str, Prior]
    known: tuple[str, ...] | None
    calibration: Calibrated | None = None

    @property
    def ensemble(self) -> Ensemble | None:
        """The weighted parameter sets that behaviour is drawn from; None for the priors alone."""
        if self.known is None:
            return None
        return self.calibration.ensemble(self.known) if self.calibration else _ensemble(self.known)

    @property
    def weathered(self) -> bool:
        """Whether events between members can have an effect."""
        return self.given.get("weather_effect", NAMES["weather_effect"].prior).high > 0

    @property
    def ways(self) -> tuple[Named, ...]:
        """The chair's strategy, the decision rule, and every conduct but the common one."""
        return self.chair, self.table.decision, *(conduct for conduct, _ in self.table.conducted)

    @property
    def brought(self) -> list[str]:
        """What those are called that were given in Python: no installed package has them by name."""
        return [way.called for way in self.ways if not way.family.is_installed(way)]

    def draws(self, seed: int, replicates: Ints) -> Draws:
        """Return all chance of some replicates."""
        return draw(self.table, seed, replicates, self.given, self.ensemble)

    def play(
        self, seed: int, replicates: Ints, progress: Callable[[int], None] | None = None
    ) -> Iterator[Outcomes]:
        """Play some replicates, a batch at a time."""
        for start in range(0, len(replicates), BATCH):
            draws = self.draws(seed, replicates[start : start + BATCH])
            yield play(self.table, draws, self.chair, progress)

    @property
    def digest(self) -> str:
        """Digest of everything that determines a play of this setting, except seed and replicate."""
        digest = hashlib.sha256(self.table.digest.encode())
        for way in self.ways:
            kind = type(way)
            digest.update(f"{kind.__module__}.{kind.__qualname__}".encode())
            if own := own_code(kind):
                digest.update(own)
                digest.update(content(way))
        for parameter in PARAMETERS:
            prior = self.given.get(parameter.name, parameter.prior)
            digest.update(f"{parameter.name} {prior.kind} {prior.low!r} {prior.high!r}".encode())
            digest.update(b"given" if parameter.name in self.given else b"drawn")
        if (ensemble := self.ensemble) is not None:
            digest.update(ensemble.digest.encode())
        return digest.hexdigest()


def setting(
    scenario: Scenario,
    priors: Mapping[str, Prior | float] | None = None,
    chair: ChairStrategy | type[ChairStrategy] | str | None = None,
    behaviour: BehaviourSource | str = BehaviourSource.PRIORS,
) -> Setting:
    """Return the setting of a scenario, as a forecast plays it.

    Raises ValueError if there is no parameter or chair of that name, what is given is no chair strategy, or a
    number is out of range.

    Parameters
    ----------
    priors : parameters that differ from the model's priors, by name: a `Prior`, or a number that fixes it
    chair : a strategy, its class, or its name; the scenario's if not given
    behaviour : ``calibrated``, for a process of the record without having seen it, or ``priors``
    """
    calibrated_for = BehaviourSource(behaviour) is BehaviourSource.CALIBRATED
    return Setting(
        convene(scenario),
        chair_named(scenario.chair.strategy if chair is None else chair),
        own_priors(scenario) | checked(priors or {}),
        calibrated().known_for(scenario) if calibrated_for else None,
    )


def scenario_digest(scenario: Scenario) -> str:
    """Return a short digest of a scenario's content, for rows of tables."""
    return hashlib.sha256(scenario.model_dump_json().encode()).hexdigest()[:12]


@cache
def _ensemble(known: tuple[str, ...]) -> Ensemble:
    return calibrated().ensemble(known)
