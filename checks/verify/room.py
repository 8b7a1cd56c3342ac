"""Room: the Mesa model, reading by reading, against the same replicate of the batch, to the bit."""

import tempfile
from collections import Counter
from dataclasses import fields
from pathlib import Path

import numpy as np

from checks.verify.finding import Ask, Effort, Finding, Part
from checks.verify.rooms import random_behaviour
from sim.negotiation.chairs import STRATEGIES, ChairStrategy
from sim.negotiation.convene import convene, own_priors
from sim.negotiation.draw import draw
from sim.negotiation.outcome import Outcomes
from sim.negotiation.parameters import Prior
from sim.negotiation.play import play
from sim.negotiation.vocabulary import Stance
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.scenario.shipped import shipped
from sim.study.calibration.result import calibrated

SEED = 2**40 + 1
#: Last play of a block of luck, first of the next, and one far out.
REPLICATES = np.array([0, 1, 255, 256, 70_001])


def room(ask: Ask) -> Finding:
    """Compare on random scenarios and on what ships."""
    parts = [random_scenarios(ask)]
    if ask.case is None:
        parts.append(shipped_scenarios(ask.effort))
    return Finding("room", tuple(parts))


def random_scenarios(ask: Ask) -> Part:
    """Compare on random files, which go through every chair and every rule of decision."""
    from checks.verify.scenarios import random_scenario

    seen = Compared()
    with tempfile.TemporaryDirectory() as folder:
        for case in ask.cases(20, 200, 1000):
            scenario = random_scenario(case, Path(folder))
            sets = random_behaviour(case, 1)
            given = {f.name: Prior.fixed(float(getattr(sets, f.name)[0])) for f in fields(sets)}
            seen.compare(scenario, f"--only room --case {case}", given if case % 2 else {}, REPLICATES[:3])
    return seen.part("random scenarios")


def shipped_scenarios(effort: Effort) -> Part:
    """Compare on every shipped scenario under every chair, with the calibrated ensemble and without."""
    seen = Compared()
    replicates = REPLICATES[: effort.of(1, 2, 4)]
    for name in list(shipped())[:: effort.of(9, 1, 1)]:
        scenario = load(name)
        for strategy in STRATEGIES:
            seen.compare(scenario, f"{name}, {strategy.name}", {}, replicates, strategy())
        seen.compare(scenario, f"{name}, calibrated", {}, replicates, ensemble=True)
    return seen.part("shipped scenarios")


class Compared:
    """What came of comparing."""

    def __init__(self) -> None:
        self.plays = 0
        self.readings = 0
        self.events: Counter[str] = Counter()
        self.faults: list[str] = []

    def compare(
        self,
        scenario: Scenario,
        where: str,
        priors: dict[str, Prior],
        replicates: np.ndarray,
        chair: ChairStrategy | None = None,
        ensemble: bool = False,
    ) -> None:
        """Play a scenario both ways."""
        from sim.negotiation.chairs import chair_named
        from sim.negotiation.room import Room

        table = convene(scenario)
        sets = calibrated().ensemble(calibrated().known_for(scenario)) if ensemble else None
        draws = draw(table, SEED, replicates, own_priors(scenario) | priors, sets)
        batch = play(table, draws, chair or chair_named(scenario.chair.strategy))
        for row, replicate in enumerate(replicates):
            held = Room(scenario, SEED, int(replicate), priors, sets, chair)
            outcome = held.play()
            expected = batch[np.array([row])]
            apart = [
                f.name
                for f in fields(Outcomes)
                if getattr(outcome, f.name).tobytes() != getattr(expected, f.name).tobytes()
            ]
            apart += [] if held.adopted == bool(expected.adopted[0]) else ["Room.adopted"]
            stances = [Stance(s).word for s in expected.stances[0]]
            apart += [] if [d.stance for d in held.delegations] == stances else ["Delegation.stance"]
            worth = np.array([d.worth for d in held.delegations], dtype=np.float32)
            apart += [] if worth.tobytes() == expected.worth[0].tobytes() else ["Delegation.worth"]
            if apart:
                self.faults.append(f"{where}, replicate {replicate}: {', '.join(apart)} differ")
            held.release()
            self.plays += 1
            self.readings += table.readings
            self.events["adopted" if expected.adopted[0] else "failed"] += 1
            self.events["repaired"] += int((expected.text[0] != expected.path[0, -1]).any())
        self.events[f"{(chair or chair_named(scenario.chair.strategy)).name}, {scenario.decision}"] += 1

    def part(self, name: str) -> Part:
        """Return what was found."""
        ways = sum(", " in event for event in self.events)
        told = ", ".join(f"{what} {self.events[what]:,}" for what in ("adopted", "failed", "repaired"))
        seen = f"every byte of {self.readings:,} readings; {ways} pairs of chair and decision; {told}"
        return Part(name, self.plays, seen, tuple(self.faults))
