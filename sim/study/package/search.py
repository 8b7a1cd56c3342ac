"""The search for texts that pass: all of them where they are few, else from neighbour to neighbour.

The search first climbs from the best texts it begins with, each time to the neighbour that passes most
often. Then it keeps, for each level of worth, the texts that pass most often, and looks level by level at
every text that differs from the best of them in one paragraph; where that finds nothing new, at those that
differ in two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from sim.negotiation.arrays import RUNGS, Bools, Floats, Ints, Rungs
from sim.study.package.sample import Sample, every_text, texts_allowed
from sim.study.package.worth import Worth

#: Up to this number of texts, each is looked at; of more, at most `MOST_LOOKED` are.
FEW, MOST_LOOKED = 3**10, 5000
#: Levels of worth, and texts kept at each.
LEVELS, KEPT = 24, 6
#: Texts of which the neighbours in two paragraphs are looked at, in a round.
_WIDE = 3
#: Texts from which the search climbs.
_CLIMBS = 3


@dataclass(frozen=True, eq=False)
class Found:
    """What a search has found.

    Parameters
    ----------
    texts : (C, K) the texts kept, each once
    shares : (C,) share of the plays of the search in which each is adopted
    looked : number of texts looked at
    exact : whether these were all that are allowed
    """

    texts: Rungs
    shares: Floats
    looked: int
    exact: bool


def search(
    sample: Sample, worth: Worth, allowed: Bools, starts: Rungs, few: int = FEW, most: int = MOST_LOOKED
) -> Found:
    """Search for the texts that pass most often, at each level of worth.

    Parameters
    ----------
    worth : what a text is worth
    allowed : (K, M) which formulations a text may have
    starts : (T, K) texts to begin with; those that are not allowed are left out
    few : up to this number of texts, each is looked at
    most : of more, about this number at most
    """
    if texts_allowed(allowed) <= few:
        texts = every_text(allowed)
        shares = sample.shares(texts)
        kept = _kept(worth.of(texts), shares, worth.ends(allowed))
        return Found(texts[kept], shares[kept], len(texts), exact=True)
    known = _Known(sample, most)
    known.look(start for start in starts if allowed[np.arange(len(start)), start].all())
    known.look([np.array([rungs.nonzero()[0][0] for rungs in allowed], dtype=np.int8)])
    for place in np.argsort(-known.shares, kind="stable")[:_CLIMBS].tolist():
        known.climb(known.texts[place], allowed)
    expanded: set[bytes] = set()
    widened: set[bytes] = set()
    ends = worth.ends(allowed)
    while not known.full:
        texts, shares = known.texts, known.shares
        worths = worth.of(texts)
        kept = _kept(worths, shares, ends)
        if new := _best_of_each_level([n for n in kept if texts[n].tobytes() not in expanded], worths, ends):
            expanded |= {texts[n].tobytes() for n in new}
            known.look(other for n in new for other in neighbours(texts[n], allowed))
            continue
        best = sorted(kept, key=lambda n: -shares[n])
        wide = [texts[n] for n in best if texts[n].tobytes() not in widened][:_WIDE]
        if not wide:
            break
        widened |= {text.tobytes() for text in wide}
        near = (one for text in wide for one in neighbours(text, allowed))
        known.look(other for one in near for other in neighbours(one, allowed))
    kept = _kept(worth.of(known.texts), known.shares, ends)
    return Found(known.texts[kept], known.shares[kept], len(known.texts), exact=False)


def neighbours(text: Rungs, allowed: Bools) -> Iterator[Rungs]:
    """Yield the texts that differ from one in the formulation of a single paragraph."""
    for paragraph in range(len(text)):
        for rung in range(RUNGS):
            if allowed[paragraph, rung] and rung != text[paragraph]:
                other = text.copy()
                other[paragraph] = rung
                yield other


@dataclass(eq=False)
class _Known:
    """The texts looked at so far, in their order."""

    sample: Sample
    most: int
    found: dict[bytes, tuple[Rungs, float]] = field(default_factory=dict)

    @property
    def full(self) -> bool:
        return len(self.found) >= self.most

    @property
    def texts(self) -> Rungs:
        return np.array([text for text, _ in self.found.values()], dtype=np.int8)

    @property
    def shares(self) -> Floats:
        return np.array([share for _, share in self.found.values()])

    def look(self, texts: Iterable[Rungs]) -> None:
        """Look at texts that are not known yet."""
        new = {text.tobytes(): text for text in texts if text.tobytes() not in self.found}
        some = list(new.items())[: max(0, self.most - len(self.found))]
        if some:
            shares = self.sample.shares(np.array([text for _, text in some], dtype=np.int8))
            self.found |= {key: (text, float(s)) for (key, text), s in zip(some, shares, strict=True)}

    def climb(self, text: Rungs, allowed: Bools) -> None:
        """Go from a text that is known to the neighbour that passes most often, until none is better."""
        better = True
        while better and not self.full:
            near = [*neighbours(text, allowed)]
            self.look(near)
            shares = [self.found[one.tobytes()][1] if one.tobytes() in self.found else -1.0 for one in near]
            best = int(np.argmax(shares)) if shares else 0
            better = bool(shares) and shares[best] > self.found[text.tobytes()][1]
            text = near[best] if better else text


def _levels(worth: Floats, ends: tuple[float, float]) -> Ints:
    """Return the level of worth of each text, 0 to `LEVELS` - 1."""
    low, high = ends
    levels = ((worth - low) / max(high - low, 1e-12) * LEVELS).astype(np.int64)
    return np.asarray(levels.clip(0, LEVELS - 1))


def _best_of_each_level(kept: list[int], worth: Floats, ends: tuple[float, float]) -> list[int]:
    """Return the first of some texts at each level of worth, in their order."""
    levels = _levels(worth, ends)
    return list({int(levels[n]): n for n in reversed(kept)}.values())[::-1]


def _kept(worth: Floats, shares: Floats, ends: tuple[float, float]) -> list[int]:
    """Return the places of the texts that pass most often at each level of worth, and of the frontier."""
    levels = _levels(worth, ends)
    order = np.lexsort((-worth, -shares))
    seen: dict[int, int] = {}
    kept = []
    for place in order.tolist():
        level = int(levels[place])
        if seen.get(level, 0) < KEPT:
            seen[level] = seen.get(level, 0) + 1
            kept.append(place)
    return [*kept, *(n for n in frontier(worth, shares) if n not in set(kept))]


def frontier(worth: Floats, shares: Floats) -> list[int]:
    """Return the places of texts than which none is worth as much and passes more often, most worth first."""
    order = np.lexsort((-shares, -worth))
    best, found = -1.0, []
    for place in order.tolist():
        if shares[place] > best:
            best = float(shares[place])
            found.append(place)
    return found
