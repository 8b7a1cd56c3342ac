"""Derived doubt: rooms with nothing at stake but moods, whose chance of consensus has a formula."""

from collections.abc import Sequence

import numpy as np
from scipy import integrate, stats

from checks.verify.finding import Part
from checks.verify.likelihood import judged, of_share
from sim.negotiation.draw import draw
from sim.negotiation.outcome import Outcomes
from sim.negotiation.play import play
from sim.testing.rooms import table_of
from tests.negotiation.tables import fixed

#: Probability that a delegation would rather have no report.
DOUBTS = (0.0002, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5)
#: Delegations in the room.
SIZES = (1, 2, 5, 10, 15, 25, 60, 100, 193)
#: Share of the noise that the caucus has in common, and each delegation's doubt.
SHARED = ((0.1, 0.02), (0.3, 0.02), (0.5, 0.05), (0.7, 0.1), (0.9, 0.02))


def doubting(members: int, caucuses: int, runs: int, seed: int, doubt: float, share: float) -> Outcomes:
    """Play a room with nothing at stake but moods, in which each has a net below 0 with probability doubt."""
    names = tuple(f"G{g:03d}" for g in range(caucuses))
    table = table_of(
        [[0.0] * members], stakes=[1.0] * members, readings=1,
        caucuses=np.arange(members) % caucuses, caucus_names=names,
    )  # fmt: skip
    # b + sigma z < 0 with probability p, where b = -sigma times the quantile of p.
    stake = max(0.0, -float(stats.norm.ppf(doubt)))
    given = fixed(stake_scale=stake, decision_noise=1, caucus_share=share)
    return play(table, draw(table, seed, runs, given))


def independent_doubt(runs: int, sizes: Sequence[int], doubts: Sequence[float]) -> Part:
    """No issues at stake, independent luck: adopted with probability (1 - p)^N."""
    tested, farthest = [], 0.0
    for i, doubt in enumerate(doubts):
        for j, members in enumerate(sizes):
            adopted = int(doubting(members, 1, runs, 1000 + 100 * i + j, doubt, 0.0).adopted.sum())
            expected = (1 - doubt) ** members
            farthest = max(farthest, abs(adopted / runs - expected))
            tested.append((f"p={doubt}, N={members}", of_share(adopted, runs, expected)))
    return judged(
        "(1 - p)^N", tested, 3 * len(tested), f"largest deviation {farthest:.4f} in {runs:,} plays each"
    )


def caucuses_of_one_mind(runs: int, sizes: Sequence[int], doubts: Sequence[float]) -> Part:
    """All luck in common within each of G caucuses: adopted with probability (1 - p)^G, whatever N."""
    tested, farthest = [], 0.0
    for i, doubt in enumerate(doubts):
        for j, members in enumerate(sizes):
            caucuses = 1 + (i + j) % min(members, 5)
            adopted = int(doubting(members, caucuses, runs, 5000 + 100 * i + j, doubt, 1.0).adopted.sum())
            expected = (1 - doubt) ** caucuses
            farthest = max(farthest, abs(adopted / runs - expected))
            where = f"p={doubt}, N={members}, G={caucuses}"
            tested.append((where, of_share(adopted, runs, expected)))
    return judged("caucuses of one mind", tested, 3 * len(tested), f"largest deviation {farthest:.4f}")


def doubt_partly_shared(runs: int, sizes: Sequence[int]) -> Part:
    """One caucus that shares c of the noise: the mean over x of Phi((-q + sqrt(c) x) / sqrt(1 - c))^N."""
    tested = []
    for i, (share, doubt) in enumerate(SHARED):
        for j, members in enumerate(sizes):
            quantile = float(stats.norm.ppf(doubt))

            def joined(x: float, q: float = quantile, c: float = share, n: int = members) -> float:
                return float(stats.norm.cdf((-q + np.sqrt(c) * x) / np.sqrt(1 - c)) ** n * stats.norm.pdf(x))

            expected = integrate.quad(joined, -9, 9, limit=200)[0]
            adopted = int(doubting(members, 1, runs, 9000 + 100 * i + j, doubt, share).adopted.sum())
            tested.append((f"c={share}, p={doubt}, N={members}", of_share(adopted, runs, expected)))
    return judged("doubt partly shared", tested, 3 * len(tested))
