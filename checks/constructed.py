"""Does the search for packages find what it should? Rooms with a known best package, with and without decoys.

``python -m checks.constructed [ROOMS]`` builds 200 rooms of each kind, or ROOMS, and searches each. It counts
how often the search finds the package that the room is built around, and how often a climb from neighbour to
better neighbour does; compares the search with one that looks at every text, in rooms of six to ten
paragraphs; and measures the winner's curse. It fails if the search misses a package.
"""

from __future__ import annotations

import sys

import numpy as np

from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.study.package.question import package
from sim.study.package.search import frontier
from tests.study.package.constructed import constructed

ROOMS = 200
#: Kinds of rooms: paragraphs, groups of decoys, and paragraphs of each.
KINDS = {
    "no decoys": (12, 0, 2),
    "three decoys of two paragraphs": (12, 3, 2),
    "two decoys of three paragraphs": (12, 2, 3),
}
#: The rooms that are searched in both ways, and the seeds of which the winner's curse is the mean.
EXACT, SEEDS = 40, 12


def main(arguments: list[str]) -> int:
    """Print how the searches did, and return the exit status."""
    rooms = int(arguments[0]) if arguments else ROOMS
    missed = 0
    for kind, (paragraphs, decoys, size) in KINDS.items():
        hits = climbs = 0
        for seed in range(rooms):
            room = constructed(seed, paragraphs, decoys, size)
            found = room.found()
            hits += bool((found.texts == room.best).all(axis=1).any())
            climbs += bool((room.greedy() == room.best).all())
        missed += rooms - hits
        print(f"{kind}: found in {hits} of {rooms} rooms, by climbing in {climbs}", flush=True)
    _against_every_text(min(rooms, EXACT))
    _curse(load("gge-2016-2017"), min(rooms, SEEDS))
    return int(missed > 0)


def _against_every_text(rooms: int) -> None:
    """Compare the frontier of the search with that of all texts, seen by the same plays."""
    points = same = 0
    short = 0.0
    for seed in range(rooms):
        paragraphs = 6 + seed % 5
        room = constructed(seed, paragraphs, 1 + seed % 2, 2 + seed % 2)
        every, some = room.found(few=3**10), room.found(most=max(200, 3**paragraphs // 10))
        worth = room.worth.of(some.texts)
        exact = room.worth.of(every.texts)
        for place in frontier(exact, every.shares):
            best = some.shares[worth >= exact[place] - 1e-9].max(initial=0.0)
            points, same = points + 1, same + int(best >= every.shares[place])
            short = max(short, float(every.shares[place] - best))
    print(
        f"against every text: {rooms} rooms of 6 to 10 paragraphs, a tenth of the texts looked at; "
        f"as good at {same} of {points} points of the frontiers, at most "
        f"{100 * short:.0f} points of share short"
    )


def _curse(scenario: Scenario, seeds: int) -> None:
    """Compare the shares of the texts found: in the search, where it chooses, and in the verdict."""
    luck = np.array([package(scenario, seed=seed).curse for seed in range(1, seeds + 1)])
    for name, place in (("search", 0), ("choice", 1)):
        more = luck[:, place] - luck[:, 2]
        error = more.std(ddof=min(1, seeds - 1)) / seeds**0.5
        print(
            f"{scenario.id}, frontiers of {seeds} seeds: {luck[:, place].mean():.3f} in the plays of the "
            f"{name}, {luck[:, 2].mean():.3f} in those of the verdict ({more.mean():+.3f}, s.e. {error:.3f})"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
