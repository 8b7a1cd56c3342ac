"""Histories: many plays of a campaign, and how each process in it ends."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from sim.negotiation.arrays import Bools, Ints, Rungs
from sim.negotiation.whole_numbers import whole
from sim.scenario.campaign import Campaign
from sim.scenario.ict_issues import unscored
from sim.scenario.ladder import Rung
from sim.scenario.record import Record
from sim.study.calibration.result import calibrated
from sim.study.campaign.play_history import play_history, stage_setting
from sim.study.claims import Counted, Knowledge, in_scope, knowledge
from sim.study.paired import Difference, paired_share
from sim.study.setting import scenario_digest
from sim.study.source import BehaviourSource
from sim.study.tasks import Arrays, carry_out, spans, task_key

#: Replicates of a campaign in one task. Any other number gives the same plays.
BATCH = 256
#: Why a campaign is refused in which no process has a claimed probability.
UNCLAIMED = "has no process for which a probability is claimed: no GGE or OEWG that decides by consensus"


@dataclass(frozen=True)
class Chapter:
    """What the histories say of one process.

    Parameters
    ----------
    fitted : whether the parameters are fitted to its own outcome
    real : whether it really adopted a report; None if that is not known
    adopted : in how many histories it does
    coded : in how many it would with the same luck, had the past been as coded: the real one
    worth : the second share minus the first, what the real past is worth; None where the process builds on
        nothing of this campaign, so that both are the same plays
    before : name of the last process that had ended before it, of this campaign; empty for the first
    after_adopted, after_failed : its adoptions where that one adopted its report, and where it did not
    language, coded_language : share of its real report's paragraphs that an adopted text words as strongly,
        in the histories and on the coded past; None if there is no real report
    """

    process: str
    fitted: bool
    real: bool | None
    adopted: Counted
    coded: Counted
    worth: Difference | None
    before: str
    after_adopted: Counted
    after_failed: Counted
    language: float | None
    coded_language: float | None


@dataclass(frozen=True, eq=False)
class Histories:
    """Many plays of a campaign: the arrays of `play_history`, and what really happened beside them.

    Parameters
    ----------
    records : record of each process, for comparison only
    played : the campaign as it was played, if these are only some of its processes: see `claimed`
    """

    campaign: Campaign
    records: tuple[Record | None, ...]
    seed: int
    behaviour: BehaviourSource
    replicates: Ints
    adopted: Bools
    texts: Rungs
    acquis: Rungs
    coded_adopted: Bools
    coded_texts: Rungs
    turned_adopted: Bools
    turned_texts: Rungs
    played: Campaign | None = None

    @cached_property
    def claimed(self) -> Histories:
        """The histories without the processes for which no probability is claimed: see `sim.study.claims`.

        Raises ValueError if none is left.
        """
        kept = [n for n, stage in enumerate(self.campaign.stages) if in_scope(stage.scenario)]
        if not kept:
            raise ValueError(UNCLAIMED)
        whole = len(kept) == len(self.campaign.stages)
        return self if whole else replace(self.only(kept), played=self.campaign)

    def only(self, kept: Sequence[int]) -> Histories:
        """Return the histories of some processes, by their numbers."""
        by_process = ("adopted", "texts", "acquis", "coded_adopted", "coded_texts")
        arrays = {name: getattr(self, name)[:, kept] for name in by_process}
        turned = {n: getattr(self, n)[:, kept][:, :, kept] for n in ("turned_adopted", "turned_texts")}
        records = tuple(self.records[n] for n in kept)
        return replace(self, campaign=_some(self.campaign, kept), records=records, **arrays, **turned)

    @property
    def withheld(self) -> tuple[str, ...]:
        """Names of the processes that were played and are left out here."""
        return tuple(name for name in (self.played or self.campaign).ids if name not in self.campaign.ids)

    @property
    def known(self) -> tuple[str, ...] | None:
        """Processes whose outcomes the parameter sets have seen; None for the priors."""
        return tuple(calibrated().supports) if self.behaviour is BehaviourSource.CALIBRATED else None

    @property
    def fitted(self) -> tuple[str, ...]:
        """Names of the processes to whose own outcomes the parameters are fitted."""
        stages = [stage.scenario for stage in self.campaign.stages]
        return tuple(one.id for one in stages if knowledge(self.known, one) is Knowledge.ITSELF)

    @property
    def runs(self) -> int:
        """Number of plays."""
        return len(self.replicates)

    @property
    def real(self) -> tuple[bool | None, ...]:
        """Whether each process really adopted a report; None where that is not known."""
        return tuple(record.adopted if record else None for record in self.records)

    @property
    def decided(self) -> list[int]:
        """Numbers of the processes whose end is known."""
        return [number for number, record in enumerate(self.records) if record]

    @cached_property
    def real_texts(self) -> dict[int, Rungs]:
        """The real reports (K,) by number of the process, for those that adopted one."""
        codes = [issue.code for issue in self.campaign.issues]
        return {
            number: np.array([record.language.get(code, Rung.SILENT) for code in codes], dtype=np.int8)
            for number, record in enumerate(self.records)
            if record and record.adopted
        }

    @property
    def sought(self) -> Bools:
        """Which subjects the coder of the real reports has looked for (K,)."""
        return np.array([issue.code not in unscored() for issue in self.campaign.issues])

    @cached_property
    def on_real_path(self) -> Bools:
        """Which histories end every decided process as it really ended (R,); none if none is decided."""
        if not self.decided:
            return np.zeros(self.runs, dtype=bool)
        ended = np.array([self.real[number] for number in self.decided], dtype=bool)
        return np.asarray((self.adopted[:, self.decided] == ended).all(axis=1))

    @cached_property
    def digest(self) -> str:
        """Short digest of the campaign and its scenarios."""
        return campaign_digest(self.played or self.campaign)

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """What the histories say of each process, in order."""
        return tuple(self._chapter(number) for number in range(len(self.campaign.stages)))

    def _chapter(self, number: int) -> Chapter:
        stage, adopted = self.campaign.stages[number], self.adopted[:, number]
        coded, builds = self.coded_adopted[:, number], bool(stage.builds_on)
        earlier = stage.builds_on[-1] if builds else 0
        after = self.adopted[:, earlier]
        return Chapter(
            process=stage.scenario.id,
            fitted=stage.scenario.id in self.fitted,
            real=self.real[number],
            adopted=Counted.among(adopted),
            coded=Counted.among(coded),
            worth=paired_share(adopted, coded) if builds else None,
            before=self.campaign.ids[earlier] if builds else "",
            after_adopted=Counted.among(adopted[after & builds]),
            after_failed=Counted.among(adopted[~after & builds]),
            language=self._as_real(number, self.texts[adopted, number]),
            coded_language=self._as_real(number, self.coded_texts[coded, number]),
        )

    def _as_real(self, number: int, texts: Rungs) -> float | None:
        if number not in self.real_texts or not len(texts):
            return None
        return float((texts == self.real_texts[number])[:, self.sought].mean())


def _some(campaign: Campaign, kept: Sequence[int]) -> Campaign:
    """Return a campaign of some of its processes, by their numbers."""
    stages = (
        replace(stage, builds_on=tuple(kept.index(n) for n in stage.builds_on if n in kept))
        for stage in (campaign.stages[number] for number in kept)
    )
    return replace(campaign, stages=tuple(stages))


@dataclass(frozen=True, eq=False)
class PlayHistory:
    """The task of playing replicates `first` to `last` - 1 of a campaign."""

    campaign: Campaign
    seed: int
    first: int
    last: int
    behaviour: BehaviourSource

    @property
    def key(self) -> str:
        """Digest of campaign, tables, parameters, luck and code."""
        return task_key(
            "campaign",
            campaign=campaign_digest(self.campaign),
            settings=[stage_setting(stage, self.behaviour).digest for stage in self.campaign.stages],
            seed=self.seed,
            first=self.first,
            last=self.last,
        )

    def carry_out(self) -> Arrays:
        """Play."""
        return play_history(self.campaign, self.seed, self.first, self.last, self.behaviour)


def histories(
    campaign: Campaign,
    records: Sequence[Record | None],
    runs: int = 2000,
    seed: int = 1,
    behaviour: BehaviourSource | str = BehaviourSource.PRIORS,
    folder: Path | None = None,
    executor: Executor | None = None,
    progress: Callable[[int], None] | None = None,
) -> Histories:
    """Play a campaign many times.

    Raises ValueError if a number is out of range.

    Parameters
    ----------
    records : how each process really ended, for comparison only: the model does not see it
    """
    whole(1, runs=runs)
    whole(seed=seed)
    source = BehaviourSource(behaviour)
    tasks = [PlayHistory(campaign, seed, first, last, source) for first, last in spans(runs, BATCH)]
    played = carry_out(tasks, folder, executor, progress)
    arrays = {name: np.concatenate([part[name] for part in played]) for name in played[0]}
    return Histories(campaign, tuple(records), seed, source, **arrays)  # type: ignore[arg-type]


def parts(runs: int) -> int:
    """Return the number of parts into which the plays are cut."""
    return len(spans(runs, BATCH))


def campaign_digest(campaign: Campaign) -> str:
    """Return a short digest of a campaign and its scenarios, for rows of tables."""
    parts = [campaign.id, *(scenario_digest(stage.scenario) for stage in campaign.stages)]
    parts += [repr((stage.builds_on, [r.document for r in stage.constant])) for stage in campaign.stages]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
