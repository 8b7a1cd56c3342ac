"""Ways to forecast decided processes: with all rules or without some, fitted to the record or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from sim.negotiation.rules import ADDED, RULES, without
from sim.scenario.did_you_mean import hint
from sim.scenario.fault import BadInput, Fault
from sim.study.history import Process
from sim.study.play_counts import PlayCounts
from sim.study.plays import Plays, counted_plays
from sim.study.setting import Setting, setting
from sim.study.source import BehaviourSource

#: What stands for every rule, and what joins rules that are off together, on the command line.
ALL, JOINED = "all", "+"
#: The name of the rules as they were before the last were added.
AS_BUILT = "rules as built"


@dataclass(frozen=True)
class Way:
    """A way to forecast a process.

    Parameters
    ----------
    name : on pages and in tables
    behaviour : whether behaviour comes from the ensemble, without the process's own body, or from the priors
    off : names of the rules that are off
    """

    name: str
    behaviour: BehaviourSource
    off: tuple[str, ...] = ()

    def of(self, plain: Setting) -> Setting:
        """Return a setting in this way, from the one with all rules that are switched on."""
        return replace(plain, given={**plain.given, **without(self.off)})


def ablations(asked: Iterable[str], behaviour: BehaviourSource) -> list[Way]:
    """Return the rules as built, and a way without each rule, or rules joined by +, that is asked for.

    Raises BadInput if there is no rule of a name.
    """
    named = [one for word in asked for one in (RULES if word == ALL else [word])]
    combinations = dict.fromkeys(tuple(word.split(JOINED)) for word in named)
    strange = [name for names in combinations for name in names if name not in RULES]
    if strange:
        allowed = f"{ALL}; {', '.join(RULES)}; several joined by {JOINED}"
        raise BadInput(
            [Fault("--without", f"is not a rule{hint(n, RULES)}", value=n, allowed=allowed) for n in strange]
        )
    built = Way(AS_BUILT, behaviour, ADDED)
    return [built, *(Way(f"no {JOINED.join(c)}", behaviour, c) for c in combinations)]


def played(
    processes: Sequence[Process],
    ways: Sequence[Way],
    runs: int,
    seed: int,
    folder: Path | None = None,
    executor: Executor | None = None,
    progress: Callable[[int], None] | None = None,
) -> list[list[PlayCounts]]:
    """Play every process in every way with the same luck: its counts in each way; a task for each of them.

    Parameters
    ----------
    folder, executor, progress : see `sim.study.tasks.as_completed`
    """
    tasks = []
    for scenario in (process.scenario for process in processes):
        plain = {
            behaviour: setting(scenario, behaviour=behaviour) for behaviour in {w.behaviour for w in ways}
        }
        tasks += [Plays(way.of(plain[way.behaviour]), seed, 0, runs) for way in ways]
    counts = counted_plays(tasks, folder, executor, progress)
    return [counts[first : first + len(ways)] for first in range(0, len(counts), len(ways))]
