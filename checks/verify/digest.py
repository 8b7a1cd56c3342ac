"""Play a little of everything, and print a digest of each item as JSON.

    python digest.py [--brief]

Needs nothing of the tests, so that an environment with the program alone can
run it. What is random is keyed by seeds, so every digest has to be the same
wherever it is run. The kinds of items:

- ``plays``: what was drafted, said and decided: whole numbers
- ``bits``: luck, parameters and payoffs, to the last bit
- ``room``: the same play as a Mesa model, and what Mesa collected of it
- ``forecast``, ``replay``, ``sweep``: files as a user gets them
"""

import hashlib
import json
import platform
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import Any

import numpy as np

from sim import Room, forecast, load, sweep
from sim.negotiation.arrays import Rungs
from sim.negotiation.chairs import STRATEGIES
from sim.negotiation.draw import draw
from sim.negotiation.outcome import Outcomes
from sim.negotiation.payoff import weigh
from sim.negotiation.play import play
from sim.report.forecast import forecast_report
from sim.report.replay import replay_report
from sim.report.sweep import sweep_report
from sim.scenario.loading import load_with_record
from sim.scenario.shipped import shipped
from sim.study.membership import Rule
from sim.study.replay import replay
from sim.study.setting import setting
from sim.study.sweep import Effort, grid

#: A process of the record, and one with issues of its own.
NAMES = ("gge-2016-2017", "plastics-council")
#: Whole numbers; the worth is what is left.
DISCRETE = ("replicates", "path", "text", "complaints", "stances", "adopted")


def sha(*parts: Any) -> str:
    """Return the digest of arrays, bytes or text."""
    told = hashlib.sha256()
    for part in parts:
        if isinstance(part, np.ndarray):
            part = f"{part.dtype.str} {part.shape} ".encode() + part.tobytes()
        told.update(part if isinstance(part, bytes) else str(part).encode())
    return told.hexdigest()


def of_outcomes(outcomes: Outcomes) -> str:
    """Return the digest of what was drafted, said and decided."""
    return sha(*(getattr(outcomes, name) for name in DISCRETE))


def plays(names: Iterable[str], runs: int) -> Iterator[tuple[str, str]]:
    """Play some shipped scenarios, and two of them under every chair."""
    for name in names:
        played = setting(load(name))
        outcomes = next(played.play(7, np.arange(runs)))
        yield f"plays/{name}", of_outcomes(outcomes)
        yield f"bits/{name}/worth", sha(outcomes.worth)
    for name in NAMES:
        table = setting(load(name)).table
        draws = draw(table, 2**70 + 1, runs)
        interests = weigh(table, draws)
        luck = [getattr(draws, f) for f in ("position", "stake", "flexibility", "mood", "caucus_mood")]
        yield f"bits/{name}/luck", sha(*luck)
        yield f"bits/{name}/parameters", sha(*(a for _, a in sorted(vars(draws.behaviour).items())))
        yield f"bits/{name}/payoffs", sha(interests.base, interests.gain, interests.complaint)
        for strategy in STRATEGIES:
            yield f"plays/{name}/{strategy.name}", of_outcomes(play(table, draws, strategy()))


def rooms() -> Iterator[tuple[str, str]]:
    """Hold a few rooms, and read what Mesa collected."""
    for name in NAMES:
        room = Room(load(name), seed=5, replicate=3)
        outcome = room.play()
        yield f"room/{name}/outcome", of_outcomes(outcome)
        yield f"room/{name}/worth", sha(outcome.worth)
        texts: list[Rungs] = room.path
        yield f"room/{name}/path", sha(*texts)
        frame = room.table_of_the_play()
        told = frame[sorted(frame.columns)].reset_index().to_dict("list")
        yield f"room/{name}/collected", sha(json.dumps(told, default=str))
        room.release()


def files(runs: int) -> Iterator[tuple[str, str]]:
    """Write a forecast, a replay and a sweep."""
    name = NAMES[0]
    scenario, record = load_with_record(name)
    made = forecast_report(forecast(scenario, runs, 3), record).files()
    told = {"forecast": made, "replay": replay_report(replay(scenario, 3, 1), record).files()}
    points = grid({}, [Rule.EQUITABLE, Rule.RANDOM], [9, 15])
    swept = sweep(load("membership-2019"), points, Effort(2, max(2, runs // 10), 4))
    told["sweep"] = sweep_report(swept).files()
    for kind, found in told.items():
        for file, content in sorted(found.items()):
            yield f"{kind}/{file}", sha(content)


def items(brief: bool) -> dict[str, str]:
    """Return the digest of every item by its name; in brief, without the files and most scenarios."""
    if brief:
        return dict([*plays(NAMES, 40), *rooms()])
    return dict([*plays(shipped(), 200), *rooms(), *files(200)])


def about() -> dict[str, str]:
    """Return with what it was played."""
    libraries = {
        name: version(name) for name in ("gge-sim", "mesa", "numpy", "pandas", "scipy", "matplotlib")
    }
    return {"python": platform.python_version(), "machine": platform.machine(), **libraries}


if __name__ == "__main__":
    print(json.dumps({"about": about(), "items": items("--brief" in sys.argv)}))
