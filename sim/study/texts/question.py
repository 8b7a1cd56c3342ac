"""The study of texts: which would pass as it stands, where each leads, and how they compare."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from numbers import Integral
from pathlib import Path

import numpy as np

from sim.negotiation.arrays import DISSOCIATES, JOINS, OBJECTS, RUNGS, Bools, Ints, strength
from sim.negotiation.parameters import Prior
from sim.negotiation.vocabulary import Complaints
from sim.negotiation.whole_numbers import whole
from sim.scenario.fault import BadInput, Fault
from sim.scenario.schema import Scenario
from sim.scenario.texts import MOST, Text
from sim.study.claims import Counted
from sim.study.paired import Difference, paired_share
from sim.study.setting import Setting, setting
from sim.study.source import BehaviourSource
from sim.study.tasks import Arrays, carry_out, spans
from sim.study.texts.putting import Moment, Putting, plays_of_a_task

#: Default number of plays.
RUNS = 1000


@dataclass(frozen=True)
class Stand:
    """Where one delegation stands on one text at one moment.

    Parameters
    ----------
    code : of the member state
    objects, dissociates : plays in which it objects; in which it would let the text pass, and dissociate
    over : what it complains of most when it objects, numbered as in `Complaints`, with the number of plays,
        the most frequent first
    to_join, to_pass : by how much the share of its complaints that it gives up falls short of what it takes
        to join, in the median play in which it does not join; not to object, in the median objection.
        Infinite beyond what anybody gives up; None where there is no such play, or from here on
    """

    code: str
    objects: Counted
    dissociates: Counted
    over: tuple[tuple[int, int], ...]
    to_join: float | None
    to_pass: float | None


@dataclass(frozen=True)
class Apart:
    """How two texts differ at one moment, in the same plays: the second minus the first.

    Parameters
    ----------
    moment : when
    first, second : places of the texts
    of : ``adopted``; the code of a delegation, for the share in which it objects; the code of an issue, for
        the share in which somebody objects most over its paragraph
    difference : with its 95 % interval
    """

    moment: Moment
    first: int
    second: int
    of: str
    difference: Difference


@dataclass(frozen=True, eq=False)
class TextStudy:
    """Texts put to the room.

    Parameters
    ----------
    scenario, setting : what is played
    seed, runs : seed of all chance, and number of plays
    texts : the texts, in the order given
    held : readings held before they are put, 0 to T
    found : every play, text by text: see `sim.study.texts.putting.Putting`
    """

    scenario: Scenario
    setting: Setting
    seed: int
    runs: int
    texts: tuple[Text, ...]
    held: int
    found: Arrays

    @property
    def left(self) -> int:
        """Number of readings that are left."""
        return self.setting.table.readings - self.held

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The moments that differ: after the last reading, now is the deadline."""
        return tuple(Moment) if self.left else (Moment.DEADLINE, Moment.FROM_HERE)

    def adopted(self, text: int, moment: Moment) -> Counted:
        """Return in how many plays a text is adopted."""
        return Counted.among(self.found["adopted"][text, moment])

    def best(self, moment: Moment) -> int:
        """Return the place of the text that is adopted most often at a moment."""
        return max(range(len(self.texts)), key=lambda n: self.adopted(n, moment))

    def tied(self, moment: Moment) -> tuple[int, ...]:
        """Return the places of all texts that are adopted as often as the best at a moment."""
        shares = [self.adopted(n, moment) for n in range(len(self.texts))]
        return tuple(n for n, share in enumerate(shares) if share == max(shares))

    def alike(self) -> tuple[tuple[int, ...], ...]:
        """Return the places of texts that say the same under several names, group by group."""
        same: dict[tuple[int, ...], list[int]] = {}
        for n, text in enumerate(self.texts):
            same.setdefault(tuple(map(int, text.rungs)), []).append(n)
        return tuple(tuple(places) for places in same.values() if len(places) > 1)

    def stands(self, text: int, moment: Moment) -> tuple[Stand, ...]:
        """Return where every delegation stands, those that most often object first."""
        if (known := self._stands.get((text, moment))) is not None:
            return known
        stances, complaints = (self.found[name][text, moment] for name in ("stances", "complaints"))
        found = [
            self._stand(text, moment, n, stances[:, n], complaints[:, n]) for n in range(stances.shape[1])
        ]
        ordered = tuple(sorted(found, key=lambda s: (-s.objects, -s.dissociates, s.code)))
        return self._stands.setdefault((text, moment), ordered)

    @cached_property
    def _stands(self) -> dict[tuple[int, Moment], tuple[Stand, ...]]:
        """What is known of where delegations stand: tables, figures and pages all ask."""
        return {}

    def _stand(self, text: int, moment: Moment, seat: int, stances: Ints, complaints: Ints) -> Stand:
        objects = stances == OBJECTS
        numbers, counts = np.unique(complaints[objects], return_counts=True)
        order = np.argsort(-counts, kind="stable")
        return Stand(
            self.setting.table.codes[seat],
            Counted.among(objects),
            Counted.among(stances == DISSOCIATES),
            tuple((int(numbers[n]), int(counts[n])) for n in order),
            self._median("to_join", text, moment, seat, stances != JOINS),
            self._median("to_pass", text, moment, seat, objects),
        )

    def _median(self, name: str, text: int, moment: Moment, seat: int, among: Bools) -> float | None:
        if moment is Moment.FROM_HERE or not among.any():
            return None
        short = self.found[name][text, moment, among, seat]
        return float(np.quantile(short, 0.5, method="inverted_cdf"))

    def contested(self, text: int, moment: Moment) -> dict[str, Counted]:
        """Return by issue in how many plays somebody objects most over its paragraph."""
        flags = self._over[text, moment]
        return {issue: Counted.among(flags[:, k]) for k, issue in enumerate(self.setting.table.issues)}

    @cached_property
    def _over(self) -> Bools:
        """Whether somebody objects most over a paragraph (T, 3, R, K)."""
        objects = self.found["stances"] == OBJECTS
        issue = np.where(objects, Complaints(self.found["complaints"]).issue, -1)
        return np.stack([(issue == k).any(axis=-1) for k in range(len(self.setting.table.issues))], axis=-1)

    def ends(self, text: int) -> Ints:
        """Return in how many plays each paragraph ends at each formulation, from here on (K, M)."""
        return np.asarray((self.found["text"][text][:, :, None] == np.arange(RUNGS)).sum(axis=0))

    def becomes(self, text: int) -> tuple[tuple[int, ...], Counted]:
        """Return the text that it most often becomes, from here on, and in how many plays."""
        ways, counts = np.unique(self.found["text"][text], axis=0, return_counts=True)
        best = int(counts.argmax())
        return tuple(int(rung) for rung in ways[best]), Counted(int(counts[best]), self.runs)

    def unchanged(self, text: int) -> Counted:
        """Return in how many plays the chair leaves it as it is."""
        same = self.found["text"][text] == np.array(self.texts[text].rungs)
        return Counted.among(same.all(axis=1))

    def strength(self, text: int) -> float:
        """Return how strongly a text speaks over all paragraphs, 0 to 1."""
        return float(strength(np.array(self.texts[text].rungs)))

    @cached_property
    def apart(self) -> tuple[Apart, ...]:
        """How every two texts differ; what differs in no play is left out, but for the share adopted."""
        return tuple(self._apart())

    def _apart(self) -> Iterator[Apart]:
        table = self.setting.table
        objects = self.found["stances"] == OBJECTS
        for moment in self.moments:
            for a, b in combinations(range(len(self.texts)), 2):
                adopted = self.found["adopted"]
                yield Apart(moment, a, b, "adopted", paired_share(adopted[a, moment], adopted[b, moment]))
                for names, flags in ((table.codes, objects), (table.issues, self._over)):
                    differ = (flags[a, moment] != flags[b, moment]).any(axis=0)
                    for n in np.flatnonzero(differ):
                        difference = paired_share(flags[a, moment, :, n], flags[b, moment, :, n])
                        yield Apart(moment, a, b, names[n], difference)


def put_texts(
    scenario: Scenario,
    texts: Sequence[Text],
    held: int = 0,
    runs: int = RUNS,
    seed: int = 1,
    priors: Mapping[str, Prior | float] | None = None,
    behaviour: BehaviourSource | str = BehaviourSource.PRIORS,
    folder: Path | None = None,
    executor: Executor | None = None,
    progress: Callable[[int], None] | None = None,
) -> TextStudy:
    """Put texts to the room: as they stand now and at the deadline, and with the readings that are left.

    Every text meets the same luck and the same parameters. A text is only a draft: what has been agreed
    before stays what it is.

    Parameters
    ----------
    texts : 1 to 12 texts, each under a name of its own
    held : readings held before, 0 to as many as there are
    runs : number of plays, at least 1

    Raises
    ------
    ValueError
        if a number is out of range, or there is no parameter of that name
    """
    played = setting(scenario, priors, None, behaviour)
    whole(1, runs=runs)
    whole(seed=seed)
    if not 1 <= len(texts) <= MOST:
        raise ValueError(f"there are 1 to {MOST} texts")
    check_held(held, scenario.readings)
    if len({text.name for text in texts}) < len(texts):
        raise ValueError("each text needs a name of its own")
    parts = carry_out(tasks(played, texts, held, runs, seed), folder, executor, progress)
    found = {
        name: np.concatenate([part[name] for part in parts], axis=1 if name == "text" else 2)
        for name in parts[0]
    }
    return TextStudy(scenario, played, seed, runs, tuple(texts), held, found)


def tasks(played: Setting, texts: Sequence[Text], held: int, runs: int, seed: int) -> list[Putting]:
    """Return the tasks of a study."""
    rungs = tuple(tuple(int(rung) for rung in text.rungs) for text in texts)
    pieces = task_spans(len(texts), len(played.table.codes), runs)
    return [Putting(played, seed, first, last, rungs, held) for first, last in pieces]


def task_spans(texts: int, members: int, runs: int) -> list[tuple[int, int]]:
    """Return the first play of each task, and the one after its last."""
    return spans(runs, plays_of_a_task(texts, members))


def check_held(held: int, readings: int) -> None:
    """Refuse more readings held than there are; raises BadInput, or ValueError if that is no number."""
    if not isinstance(held, Integral):
        raise ValueError(f"after must be a whole number, not {held!r}")
    if not 0 <= held <= readings:
        allowed = f"0 to {readings}"
        raise BadInput(
            [Fault("--after", "there are not that many readings", value=str(held), allowed=allowed)]
        )
