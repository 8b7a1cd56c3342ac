"""Compare the shipped codings with another coder's, cell by cell.

    python -m benchmarks.coding_differences [process ...]

Prints, for each process, how many cells and codes agree, and the delegations
whose positions differ. Known reasons are in docs/reference/codebook.md.
"""

from __future__ import annotations

import sys

import numpy as np

from benchmarks.reference_coding import CORE, coded_table
from sim.negotiation.convene import convene
from sim.negotiation.table import Table
from sim.scenario.loading import load
from sim.scenario.schema import Scenario

#: The other coder's names of the shipped scenarios.
NAMES = {
    "gge2004": "gge-2004-2005",
    "gge2009": "gge-2009-2010",
    "gge2012": "gge-2012-2013",
    "gge2014": "gge-2014-2015",
    "gge2016": "gge-2016-2017",
    "gge2019": "gge-2019-2021",
    "oewg2019": "oewg-2019-2021",
    "oewg2021_apr1": "oewg-2021-2025-apr1",
    "oewg2021_apr2": "oewg-2021-2025-apr2",
    "oewg2021_apr3": "oewg-2021-2025-apr3",
    "oewg2021_final": "oewg-2021-2025-final",
}
#: The other table is rounded to three digits.
ROUNDED = 0.002


def of_core(name: str) -> Scenario:
    """Return a shipped scenario with the issues that the other coder had."""
    return load(name).model_copy(update={"issues": CORE})


def differing(ours: Table, theirs: Table) -> dict[str, np.ndarray]:
    """Return where each part of two tables differs."""
    parts = ("positions", "spreads", "stakes", "weights", "in_camp", "ambition", "acquis", "own_text")
    return {
        name: np.abs(getattr(ours, name).astype(float) - getattr(theirs, name).astype(float)) > ROUNDED
        for name in parts
    }


def main() -> None:
    """Print the comparison."""
    for process in sys.argv[1:] or NAMES:
        ours, theirs = convene(of_core(NAMES[process])), coded_table(process)
        assert ours.codes == theirs.codes
        found = differing(ours, theirs)
        away = np.abs(ours.positions - theirs.positions)
        told = ", ".join(f"{name} {int(where.sum())}" for name, where in found.items() if where.any())
        same = (ours.outlets, ours.readings) == (theirs.outlets, theirs.readings)
        print(
            f"{NAMES[process]}: {1 - found['positions'].mean():.2%} of {away.size} positions equal, "
            f"largest difference {away.max():.3f}; outlets and readings {'equal' if same else 'DIFFER'}; "
            f"differing: {told or 'nothing'}"
        )


if __name__ == "__main__":
    main()
