"""Compare the engine with an independent implementation, parameter set by parameter set.

    python -m benchmarks.independent_plays [--runs 2000] [process ...]

Both are fed the same coded tables, and play by the rules that were there
before others were added. A share or a mean that differs by more than sampling
allows is marked.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass

import numpy as np

from benchmarks.floor import AS_BUILT
from benchmarks.reference_coding import OtherPlays, coded_table, other_plays
from sim.negotiation.arrays import Floats
from sim.negotiation.draw import draw
from sim.negotiation.play import play
from sim.negotiation.table import Table


@dataclass(frozen=True)
class Difference:
    """Ours against theirs for one parameter set, in standard errors."""

    theirs: OtherPlays
    adopted: float
    z_adopted: float
    rungs: Floats
    z_rungs: Floats


def compare(table: Table, theirs: OtherPlays, runs: int, seed: int = 1) -> Difference:
    """Play a parameter set and measure how far we are from the other implementation."""
    outcomes = play(table, draw(table, seed, runs, AS_BUILT | theirs.priors))
    adopted = outcomes.adopted
    share = float(adopted.mean())
    pooled = (adopted.sum() + theirs.adopted * theirs.plays) / (runs + theirs.plays)
    # Rounding of the published share (0.0005) and at least one play's worth of doubt.
    variance = max(pooled * (1 - pooled), 1 / theirs.plays) * (1 / runs + 1 / theirs.plays) + 0.0005**2
    texts = outcomes.text[adopted] if theirs.adopted > 0 and adopted.any() else outcomes.text
    there = max(1.0, theirs.plays * theirs.adopted) if theirs.adopted > 0 else theirs.plays
    spread = np.maximum(texts.var(axis=0), 1 / there)
    error = np.sqrt(spread * (1 / len(texts) + 1 / there) + 0.005**2)
    rungs = texts.mean(axis=0)
    return Difference(
        theirs, share, (share - theirs.adopted) / variance**0.5, rungs, (rungs - theirs.rungs) / error
    )


def main() -> None:
    """Print the comparison as a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("process", nargs="*", default=["gge2014", "gge2016"])
    parser.add_argument("--runs", type=int, default=2000)
    options = parser.parse_args()
    print(
        f"{'process':<16}{'set':>4}{'theirs':>8}{'ours':>8}{'z':>6}   largest difference of a mean rung (0-2)"
    )
    total, count = 0.0, 0
    for process in options.process:
        table = coded_table(process)
        for theirs in other_plays(process):
            d = compare(table, theirs, options.runs)
            k = int(np.abs(d.z_rungs).argmax())
            total, count = total + d.z_adopted**2, count + 1
            mark = "  <-- differs" if abs(d.z_adopted) > 4 or abs(d.z_rungs[k]) > 4.5 else ""
            rung = f"{table.issues[k]} {theirs.rungs[k]:.2f} / {d.rungs[k]:.2f} (z {d.z_rungs[k]:+.1f})"
            print(
                f"{process:<16}{theirs.theta:>4}{theirs.adopted:>8.3f}{d.adopted:>8.3f}{d.z_adopted:>+6.1f}"
                f"   {rung}{mark}"
            )
    print(f"sum of squared z of the shares: {total:.1f} over {count} comparisons")


if __name__ == "__main__":
    main()
