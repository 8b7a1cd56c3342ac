"""Another coder's tables and another implementation's plays, where they lie beside the checkout."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.negotiation.arrays import Floats
from sim.negotiation.decisions.consensus import Consensus
from sim.negotiation.parameters import SYMBOLS, Prior
from sim.negotiation.table import Table
from sim.scenario.ict_issues import Tier, issues_named
from sim.scenario.roster import roster

#: The issues that the other coder had.
CORE = issues_named([Tier.CORE])
FACTS = Path(__file__).resolve().parents[2] / "shared" / "facts"


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FACTS / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def coded_table(process: str) -> Table:
    """Return the negotiating table that the other coder got for a process, such as ``gge2016``."""
    rules = next(row for row in _rows("reference_coding_processes.csv") if row["process"] == process)
    seats = [row for row in _rows("reference_coding_seats.csv") if row["process"] == process]
    seats.sort(key=lambda row: row["iso3"])
    issues = [issue.code for issue in CORE]
    salience = np.array([issue.salience for issue in CORE])
    names = tuple(sorted({row["caucus"] for row in seats}))

    def by_issue(prefix: str) -> Floats:
        return np.array([float(rules[prefix + issue]) for issue in issues])

    def by_seat(column: str) -> Floats:
        return np.array([float(row[column]) for row in seats])

    return Table(
        codes=tuple(row["iso3"] for row in seats),
        issues=tuple(issues),
        positions=np.stack([by_seat(f"v_{issue}") for issue in issues]),
        spreads=np.stack([by_seat(f"sigma_{issue}") for issue in issues]),
        stakes=by_seat("stake"),
        weights=by_seat("weight"),
        caucuses=np.array([names.index(row["caucus"]) for row in seats]),
        caucus_names=names,
        in_camp=by_seat("in_chairs_camp") > 0,
        salience=salience / salience.mean(),
        ambition=by_issue("mandate_a_"),
        acquis=(2 * by_issue("acquis_q_")).astype(np.int8),
        own_text=(2 * by_issue("own_r_")).astype(np.int8),
        outlets=int(float(rules["outlets"])),
        readings=int(rules["readings_T"]),
        available=np.ones((len(issues), 3), dtype=bool),
        permanent=np.array([roster()[row["iso3"]].permanent for row in seats]),
        decision=Consensus(),
    )


@dataclass(frozen=True)
class OtherPlays:
    """What the other implementation got for one parameter set.

    Parameters
    ----------
    theta : number of the parameter set
    priors : its parameters
    plays : how many it played
    adopted : share of plays adopted
    rungs : (K,) mean rung (0 to 2) by issue: of adopted reports, or of all texts if none was adopted
    """

    theta: int
    priors: dict[str, Prior]
    plays: int
    adopted: float
    rungs: Floats


def other_plays(process: str) -> Iterator[OtherPlays]:
    """Return what the other implementation got for a process, one parameter set after the other."""
    for row in _rows("reference_plays.csv"):
        if row["process"] == process:
            yield OtherPlays(
                theta=int(row["theta"]),
                priors={SYMBOLS[s].name: Prior.fixed(float(row[s])) for s in SYMBOLS if row.get(s)},
                plays=int(row["replicates"]),
                adopted=float(row["p_adopted"]),
                rungs=np.array([float(row[f"mean_rung_{issue.code}"]) for issue in CORE]),
            )
