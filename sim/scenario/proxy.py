"""Proxies: where a state stands by its votes, if nothing is known of its instructions.

The rule was fixed before any outcome was looked at: docs/reference/codebook.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from sim.scenario.text import shipped_table
from sim.scenario.votes import cyber_vote_score

#: Share of the leaning that the votes on ICT security make up; the votes on disarmament make up the rest.
ICT_SHARE = 0.8
#: Weight of the votes on disarmament where there is none on ICT security.
ALONE = 0.5
#: First principal component at which a state counts as wholly Western.
FULL = 2.2


def affinity(code: str, before: dt.date) -> float | None:
    """Return how a state votes on disarmament compared with all others, about -0.8 to 2.6 (West).

    The first principal component of all roll calls on disarmament in a window of two to three years; the
    latest of nine windows that ends before the day. From the records of the UN Digital Library. Returns the
    component, or None if it had voted too seldom or no window had ended.

    Parameters
    ----------
    before : windows that reach this day are not seen
    """
    ended = [component for until, component in _windows()[code] if until < before]
    return ended[-1] if ended else None


def vote_leaning(code: str, before: dt.date) -> float:
    """Return where a state stands between the camps by its votes before a day, -1 (East) to 1 (West).

    0.8 of the score of its votes on ICT security, and 0.2 of its votes on disarmament; of the latter alone
    0.5 where there is no score, and nothing where neither is known.
    """
    component = affinity(code, before)
    side = 0.0 if component is None else min(1.0, max(-1.0, component / FULL))
    score = cyber_vote_score(code, before)
    return ALONE * side if score is None else ICT_SHARE * score + (1 - ICT_SHARE) * side


def proxies(leaning: float) -> dict[str, float]:
    """Return the six coded positions, -1 to 1, that a leaning stands for.

    Hardly anybody denies that international law applies; the East minds less that humanitarian law be named
    than the West wants it; nearly all but the West would have a treaty.

    Parameters
    ----------
    leaning : -1 (East) to 1 (West)
    """
    return {
        "IL": min(1.0, 0.5 + 0.5 * leaning),
        "IHL": leaning if leaning > 0 else 0.7 * leaning,
        "ART51": 0.9 * leaning,
        "FLOW": leaning,
        "CM": 0.9 * leaning,
        "TREATY": 0.1 - 0.8 * leaning,
    }


@cache
def _windows() -> Mapping[str, tuple[tuple[dt.date, float | None], ...]]:
    by_state: dict[str, list[tuple[dt.date, float | None]]] = {}  # the table runs from old to new
    for row in shipped_table("affinity.csv"):
        component = float(row["pc1_west"]) if row["pc1_west"] else None
        by_state.setdefault(row["iso3"], []).append((dt.date.fromisoformat(row["until"]), component))
    return MappingProxyType({code: tuple(windows) for code, windows in by_state.items()})
