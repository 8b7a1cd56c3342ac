"""The study of packages: which texts would pass, how ambitious they are, and which amendments carry one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from sim.negotiation.arrays import Bools, Ints, Rungs
from sim.negotiation.parameters import Prior
from sim.negotiation.whole_numbers import is_number, whole
from sim.scenario.fault import BadInput, Fault
from sim.scenario.ladder import Rung
from sim.scenario.schema import Scenario
from sim.scenario.texts import Text
from sim.study.claims import Counted
from sim.study.package.search import frontier
from sim.study.package.tasks import BEYOND, SEARCHED, Judging, Searching
from sim.study.package.wish import Wish
from sim.study.paired import Difference, paired_share
from sim.study.setting import BATCH, Setting, setting
from sim.study.source import BehaviourSource
from sim.study.tasks import Arrays, carry_out, spans
from sim.study.texts.question import check_held

#: Default number of plays of the verdict.
RUNS = 2000
#: Amendments of each size that are judged.
JUDGED = 3


@dataclass(frozen=True, eq=False)
class Package:
    """A text that was found, and how it does in plays that the search has not seen.

    Parameters
    ----------
    rungs : (K,) its formulations
    worth : what it is worth: its strength, 0 to 1, or the mean worth to one delegation
    searched, picked : share in which it is adopted of the plays of the search, and of those in which the
        search chooses among what it has found
    adopted : (R,) whether it is adopted in the plays of the verdict
    objects : (R, N) who objects there
    changed : number of paragraphs that differ from the given text; 0 if it is no amendment
    """

    rungs: tuple[int, ...]
    worth: float
    searched: float
    picked: float
    adopted: Bools
    objects: Bools
    changed: int = 0

    @property
    def share(self) -> Counted:
        """Plays of the verdict in which it is adopted."""
        return Counted.among(self.adopted)


@dataclass(frozen=True, eq=False)
class PackageStudy:
    """Texts that pass, from the most to the least ambitious, and amendments that carry a text.

    Parameters
    ----------
    scenario, setting : what is played
    seed, runs : seed of all chance, and plays of the verdict
    held : readings held before a text is put as it stands
    wish : what a package is to be
    frontier : the texts than which none found is worth as much and adopted more often, most worth first
    given : the text to be amended, and how it does as it stands; None if there is none
    text : its name
    amended : the best amendments of each size, smallest first
    chosen : place in the frontier of the most ambitious text above the wished share, by the plays in which
        the search chooses; None if none is
    carries : place among the amendments of the smallest that is; None if none is
    looked, exact : texts that the search looked at, and whether these were all
    amendments_looked : amendments of one to four paragraphs that were looked at
    """

    scenario: Scenario
    setting: Setting
    seed: int
    runs: int
    held: int
    wish: Wish
    frontier: tuple[Package, ...]
    given: Package | None
    text: str
    amended: tuple[Package, ...]
    chosen: int | None
    carries: int | None
    looked: int
    exact: bool
    amendments_looked: tuple[int, ...]

    @cached_property
    def curse(self) -> tuple[float, float, float]:
        """Mean share in which the texts of the frontier pass: in the search, in the choice, in the verdict.

        The winner's curse: the search finds what does well in its own plays, partly by their luck.
        """
        shares = [(one.searched, one.picked, one.share.share) for one in self.frontier]
        searched, picked, judged = np.mean(shares, axis=0).tolist()
        return searched, picked, judged

    def consents(self, one: Package) -> tuple[tuple[str, Difference], ...]:
        """Return how much more often each delegation objects to a package than to the given text.

        Only where the interval leaves out 0; those whose consent it wins first.
        """
        assert self.given is not None
        found = []
        for seat, code in enumerate(self.setting.table.codes):
            before, after = self.given.objects[:, seat], one.objects[:, seat]
            if (before != after).any() and (difference := paired_share(before, after)).clear:
                found.append((code, difference))
        return tuple(sorted(found, key=lambda pair: pair[1].value))

    def gain(self, one: Package) -> Difference:
        """Return how much more often a package is adopted than the given text, in the same plays."""
        assert self.given is not None
        return paired_share(self.given.adopted, one.adopted)

    def texts(self) -> tuple[Text, ...]:
        """Return the frontier and the amendments as texts with names."""
        named = [(f"frontier-{n + 1}", one) for n, one in enumerate(self.frontier)]
        named += [(f"amended-{n + 1}", one) for n, one in enumerate(self.amended)]
        return tuple(
            Text(name, tuple(Rung(rung) for rung in one.rungs), f"adopted in {one.share.share:.3f} of plays")
            for name, one in named
        )


def package(
    scenario: Scenario,
    text: Text | None = None,
    wish: Wish | None = None,
    held: int | None = None,
    runs: int = RUNS,
    seed: int = 1,
    priors: Mapping[str, Prior | float] | None = None,
    behaviour: BehaviourSource | str = BehaviourSource.PRIORS,
    folder: Path | None = None,
    executor: Executor | None = None,
    progress: Callable[[int], None] | None = None,
    looking: Callable[[int], None] | None = None,
) -> PackageStudy:
    """Search for the texts that would pass as they stand, and for amendments that carry a text.

    What is found is judged in plays 0 to `runs` - 1, the same as of `gge-sim text`; the search sees others.

    Parameters
    ----------
    text : the text to be amended, if any
    wish : what a package is to be
    held : readings held before it is put; all if not given, so that it is put at the deadline
    runs : plays of the verdict, at least 1
    looking : called in a search here and now with the number of texts that are looked at next

    Raises
    ------
    ValueError
        if a number is out of range, or there is no parameter of that name
    """
    played, wish = setting(scenario, priors, None, behaviour), wish or Wish({})
    whole(1, runs=runs)
    whole(seed=seed)
    if runs > BEYOND or not is_number(wish.above) or not 0 < wish.above < 1:
        raise ValueError(f"runs may be {BEYOND} at most, and the share is above 0 and below 1")
    held = played.table.readings if held is None else held
    check_held(held, scenario.readings)
    task = searching(played, text, wish, held, seed)
    found = task.carry_out(looking) if looking else carry_out([task], folder, executor, progress)[0]
    texts, parts = _shortlist(found, task.given)
    judged = carry_out(judging(played, texts, held, runs, seed), folder, executor, progress)
    together = {name: np.concatenate([part[name] for part in judged], axis=1) for name in judged[0]}
    return _study(scenario, played, seed, runs, held, wish, text, found, texts, parts, together)


def searching(played: Setting, text: Text | None, wish: Wish, held: int, seed: int) -> Searching:
    """Return the task of the search; raises BadInput if the text has what is excluded, or a weight is bad."""
    table, allowed = played.table, wish.allowed(played)
    for code, rungs, rung in zip(table.issues, allowed, text.rungs if text else (), strict=False):
        if not rungs[rung]:
            raise BadInput([Fault("--never", "excludes what the text has", value=f"{code}={rung.word}")])
    weights = wish.weighing(table.issues) if wish.state is None else None
    seat = None if wish.state is None else table.codes.index(wish.state)
    ways = tuple(tuple(bool(one) for one in rungs) for rungs in allowed)
    given = tuple(int(rung) for rung in text.rungs) if text else None
    last = BEYOND + SEARCHED
    return Searching(played, seed, BEYOND, last, held, weights, seat, ways, given)


def judging(played: Setting, texts: Rungs, held: int, runs: int, seed: int) -> list[Judging]:
    """Return the tasks of the verdict."""
    rungs = tuple(tuple(text) for text in texts.tolist())
    return [Judging(played, seed, first, last, held, rungs) for first, last in verdict_spans(runs)]


def verdict_spans(runs: int) -> list[tuple[int, int]]:
    """Return the first play of each task of the verdict, and the one after its last."""
    return spans(runs, BATCH)


def _shortlist(found: Arrays, given: tuple[int, ...] | None) -> tuple[Rungs, tuple[Ints, Ints]]:
    """Return the texts to be judged: the frontier, the best amendments of each size, and the given text.

    Also which of the texts and of the amendments found these are.
    """
    best = np.array(frontier(found["worth"], found["chosen"]), dtype=np.int64)
    sizes = (found["amended"] != np.array(given)).sum(axis=1) if given else np.zeros(0)
    order = np.lexsort((-found["amended_chosen"], sizes))
    some = [n for size in np.unique(sizes) for n in order[sizes[order] == size][:JUDGED]]
    places = np.array(some, dtype=np.int64)
    texts = [found["texts"][best], found["amended"][places]]
    return np.concatenate([*texts, np.array([given], np.int8)] if given else texts), (best, places)


def _study(
    scenario: Scenario,
    played: Setting,
    seed: int,
    runs: int,
    held: int,
    wish: Wish,
    text: Text | None,
    found: Arrays,
    texts: Rungs,
    places: tuple[Ints, Ints],
    judged: Arrays,
) -> PackageStudy:
    best, some = places
    unseen = np.full(len(found["given_worth"]), np.nan)
    worth, searched, picked = (
        np.concatenate(
            [found[name][best], found[f"amended_{name}"][some], found.get(f"given_{name}", unseen)]
        )
        for name in ("worth", "searched", "chosen")
    )
    changed = (texts != texts[-1]).sum(axis=1) if text else np.zeros(len(texts), dtype=np.int64)
    packages = [
        Package(
            tuple(int(rung) for rung in texts[n]),
            float(worth[n]),
            float(searched[n]),
            float(picked[n]),
            judged["adopted"][n],
            judged["objects"][n],
            int(changed[n]) if n >= len(best) else 0,
        )
        for n in range(len(texts))
    ]
    return PackageStudy(
        scenario=scenario,
        setting=played,
        seed=seed,
        runs=runs,
        held=held,
        wish=wish,
        frontier=tuple(packages[: len(best)]),
        given=packages[-1] if text else None,
        text=text.name if text else "",
        amended=tuple(packages[len(best) : len(best) + len(some)]),
        chosen=_first(found["chosen"][best] >= wish.above),
        carries=_first(found["amended_chosen"][some] >= wish.above),
        looked=int(found["looked"]),
        exact=bool(found["exact"]),
        amendments_looked=tuple(found["amendments_looked"].tolist()),
    )


def _first(flags: Bools) -> int | None:
    """Return the first place that is so, if any."""
    return int(np.argmax(flags)) if flags.any() else None
