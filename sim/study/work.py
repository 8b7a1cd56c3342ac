"""Work: how a study of one's own plays, with the luck, the effort and the workers that a user asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path

from sim.negotiation.outcome import Outcomes
from sim.negotiation.parameters import Prior
from sim.negotiation.whole_numbers import whole
from sim.scenario.schema import Scenario
from sim.study.forecast import Forecast
from sim.study.plays import SEED, negotiations
from sim.study.setting import setting
from sim.study.source import BehaviourSource
from sim.study.tasks import carry_out


@dataclass(frozen=True, eq=False)
class Work:
    """How much is played, with which luck and parameters, and where.

    Parameters
    ----------
    runs : number of plays of each forecast, at least 1
    seed : seed of all chance, a non-negative integer
    behaviour : ``calibrated``, or ``priors`` for the model without any fitting
    priors : parameters that differ from the model's priors, by name
    folder : where finished tasks are kept, so that a study that was stopped goes on; none if not given
    executor : any of `concurrent.futures`, where tasks run; here and now if not given
    progress : called with the number of tasks done since the last call
    """

    runs: int = 1000
    seed: int = SEED
    behaviour: BehaviourSource = BehaviourSource.PRIORS
    priors: Mapping[str, Prior] = field(default_factory=dict)
    folder: Path | None = None
    executor: Executor | None = None
    progress: Callable[[int], None] | None = None

    def __post_init__(self) -> None:
        """Refuse numbers that cannot be played."""
        whole(1, runs=self.runs)
        whole(seed=self.seed)

    def forecasts(self, scenarios: Iterable[Scenario]) -> list[Forecast]:
        """Play some scenarios, all with the same luck, and return a forecast of each, in order.

        Parameters
        ----------
        scenarios : what to play; give them all at once, so that workers can play them side by side
        """
        played = [(one, setting(one, self.priors, None, self.behaviour)) for one in scenarios]
        each = [negotiations(ways, self.runs, self.seed) for _, ways in played]
        tasks = [task for tasks in each for task in tasks]
        executor = self.executor if len(tasks) > 1 else None
        found = iter(carry_out(tasks, self.folder, executor, self.progress))
        return [
            Forecast(
                scenario, ways, self.seed, self.behaviour,
                Outcomes.gather((Outcomes(**next(found)) for _ in tasks), self.runs),
            )
            for (scenario, ways), tasks in zip(played, each, strict=True)
        ]  # fmt: skip
