"""Codes of the whole process: what each adds, by one term, to the forecasts of the decided processes.

Research log, idea 17. The engine stays as it is: a term changes what is drawn, so that all variants have the
same luck.

    python -m benchmarks.process_codes FOLDER [WORKERS]
"""

from __future__ import annotations

import csv
import itertools
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.process_code_scores import print_scores
from sim.negotiation.arrays import Floats
from sim.negotiation.draw import Draws
from sim.negotiation.outcome import Outcomes
from sim.negotiation.play import play
from sim.negotiation.random_streams import share
from sim.negotiation.table import Table
from sim.study.history import Process, decided_wider
from sim.study.setting import setting

Row = Mapping[str, str]
#: Terms by code: what multiplies its free parameter.
Terms = dict[str, Floats]
SEED = 1
#: Plays of a room of up to 60 seats, and of a larger one.
RUNS = (1200, 600)
#: Highest value of the free parameter of each term; the lowest is 0.
MOST = {"need": 0.3, "procedure": 1.0, "vote_behind": 0.7, "trust": 0.4, "streak": 0.5, "named": 0.8}
#: The first is the model without any code.
VARIANTS = ("none", *MOST, "all")


def rows() -> dict[str, Row]:
    """Return the codes of every process by its id."""
    with Path(__file__).with_name("process_codes.csv").open(newline="", encoding="utf-8") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def furthest(table: Table) -> tuple[int, int]:
    """Return the seats of the two powers whose coded positions are furthest apart, by salience."""
    powers = np.flatnonzero(table.permanent)
    if len(powers) < 2:
        powers = np.flatnonzero(table.weights >= 0.5)

    def apart(pair: tuple[int, int]) -> float:
        one, other = table.positions[:, pair].T
        return float((table.salience * np.abs(one - other)).sum())

    return max(itertools.combinations(powers.tolist(), 2), key=apart)


def coded(row: Row, table: Table) -> Terms:
    """Return the terms of a process: (N,) for those that add to stakes, a number for the rest."""
    trust, named = np.zeros(len(table.codes)), np.zeros(len(table.codes))
    trust[list(furthest(table))] = float(row["trust"])
    named[[table.codes.index(state) for state in row["named"].split(";") if state]] = -1
    return {
        "need": np.full(len(table.codes), float(row["need"]) - 1),
        "procedure": np.array(-float(row["procedure"]) / 2),
        "vote_behind": np.array(-float(row["vote_behind"])),
        "trust": trust,
        "streak": np.array(float(row["streak"]) / 2),
        "named": named,
    }


def changed(draws: Draws, terms: Terms) -> Draws:
    """Return the draws after some terms."""
    behaviour, stake = draws.behaviour, draws.stake
    for code, value in terms.items():
        theta = MOST[code] * share(draws.seed, draws.replicates, "parameter", code)
        if value.ndim:  # luck is in units of its spread
            stake = stake + theta[:, None] * value / behaviour.stake_noise[:, None]
        elif code == "vote_behind":
            behaviour = replace(behaviour, stake_scale=behaviour.stake_scale * (1 + theta * value))
        else:
            conceded = behaviour.deadline_concession * (1 + theta * value)
            behaviour = replace(behaviour, deadline_concession=conceded)
    return replace(draws, behaviour=behaviour, stake=stake)


def variants(process: Process, row: Row) -> dict[str, Outcomes]:
    """Play a process in every variant; where a variant has no term that counts, it is played as none."""
    at = setting(process.scenario, behaviour="priors")
    own = {code: value for code, value in coded(row, at.table).items() if value.any()}
    draws = at.draws(SEED, np.arange(RUNS[len(at.table.codes) > 60]))
    none = play(at.table, draws, at.chair)

    def played(variant: str) -> Outcomes:
        terms = {code: value for code, value in own.items() if variant in (code, "all")}
        return play(at.table, changed(draws, terms), at.chair) if terms else none

    return {variant: played(variant) for variant in VARIANTS}


def keep(process: Process, row: Row, folder: Path) -> str:
    """Play a process that the folder does not have yet, and keep adoption and texts."""
    path = folder / f"{process.id}.npz"
    if not path.exists():
        found = variants(process, row)
        adopted = {f"{name} adopted": outcomes.adopted for name, outcomes in found.items()}
        np.savez_compressed(path, **adopted, **{f"{name} text": o.text for name, o in found.items()})
    return process.id


def main(arguments: Sequence[str]) -> None:
    """Play what the folder does not have yet, and print the scores."""
    folder, workers = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1
    folder.mkdir(parents=True, exist_ok=True)
    processes, given = decided_wider(), rows()
    with ProcessPoolExecutor(workers) as executor:
        each = (processes, [given[p.id] for p in processes], [folder] * len(processes))
        for name in executor.map(keep, *each):
            print(name, flush=True)
    print_scores(processes, given, folder, VARIANTS)


if __name__ == "__main__":
    main(sys.argv[1:])
