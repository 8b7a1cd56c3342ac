"""Why plays fail: failures grouped by their grievances, with what would have cured them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import EXPLICIT, Bools, Ints
from sim.negotiation.outcome import Outcomes
from sim.negotiation.table import Table
from sim.negotiation.vocabulary import Complaints
from sim.scenario.ladder import Rung
from sim.scenario.roster import name_of
from sim.study.claims import Counted
from sim.study.reasons.failures import MOST, failures, grievances, look
from sim.study.reasons.findings import (
    Aggrieved,
    Amendment,
    Cure,
    Grievance,
    Reason,
    Reasons,
    Remedy,
    Squeeze,
    Way,
)
from sim.study.reasons.opponents import middle, opponents, ranked
from sim.study.setting import Setting
from sim.study.tasks import Arrays


def find_reasons(setting: Setting, seed: int, outcomes: Outcomes, most: int = MOST) -> Reasons:
    """Find why some plays fail.

    Uses the plays alone: who objects, over which paragraph, and whether the last text would have been adopted
    with one or two paragraphs reworded. Deterministic, and the same however it is cut into batches.

    Parameters
    ----------
    most : failures that are examined, at most; the first by number
    """
    rows = failures(outcomes, most)
    whole = int((~outcomes.adopted).sum())
    if not len(rows):
        none = Counted(0, 0)
        return Reasons(whole, 0, (), none, none, none, none, (), ())
    outcomes, table = outcomes[rows], setting.table
    found = look(setting, seed, outcomes)
    signatures = grievances(outcomes.objects, outcomes.complaints.astype(np.int64), table)
    kinds, of = np.unique(signatures, axis=0, return_inverse=True)
    studied = Studied(table, outcomes, found, of.ravel())
    reasons = [studied.reason(kinds[number], number) for number in range(len(kinds))]
    size = studied.sizes
    return Reasons(
        failures=whole,
        studied=len(rows),
        # Kinds come in the order of the paragraphs, which decides between equals.
        reasons=tuple(sorted(reasons, key=lambda r: (-r.failures, len(r.grievances)))),
        by_one=Counted.among(size == 1),
        by_two=Counted.among(size == 2),
        by_none=Counted.among(size == 0),
        squeezed=Counted(len(np.unique(found["squeeze_play"])), len(rows)),
        remedies=studied.remedies(),
        opponents=opponents(table, outcomes, found),
    )


@dataclass(frozen=True, eq=False)
class Studied:
    """Failures that were examined, with what was found.

    Parameters
    ----------
    table : the negotiation
    outcomes : of F failures
    found : see `sim.study.reasons.failures.found_in`
    of : (F,) number of the reason of each
    """

    table: Table
    outcomes: Outcomes
    found: Arrays
    of: Ints

    @property
    def sizes(self) -> Ints:
        """How many paragraphs the smallest cure of each failure rewords (F,); 0 if there is none."""
        out = np.zeros(len(self.of), np.int64)
        out[self.found["cure_play"]] = 1 + (self.found["cure_paragraphs"][:, 1] >= 0)
        return out

    def reason(self, signature: Bools, number: int) -> Reason:
        """Return the reason of the failures with one set of grievances (2K + 1,)."""
        mine = np.flatnonzero(self.of == number)
        size, numbers = self.sizes[mine], np.flatnonzero(signature)
        numbers = np.where(numbers < Complaints.possible(len(self.table.issues)), numbers, -1)
        squeezed = np.isin(self.found["squeeze_play"], mine)
        return Reason(
            grievances=tuple(Grievance.of(self.table, int(number)) for number in numbers),
            failures=len(mine),
            share=Counted(len(mine), len(self.of)),
            aggrieved=self.aggrieved(mine, numbers),
            by_one=Counted.among(size == 1),
            by_two=Counted.among(size == 2),
            by_none=Counted.among(size == 0),
            cures=self.cures(mine),
            squeezed=Counted(len(np.unique(self.found["squeeze_play"][squeezed])), len(mine)),
            squeezes=self.squeezes(squeezed, len(mine)),
            typical=self.typical(mine),
        )

    def aggrieved(self, mine: Ints, numbers: Ints) -> tuple[Aggrieved, ...]:
        """Return who objects over what in some failures (F',)."""
        objects, complaints = self.outcomes.objects[mine], self.outcomes.complaints[mine]
        lone = objects.sum(axis=1) == 1
        entries = []
        for number in numbers:
            over = objects & (complaints == number)
            for seat in np.flatnonzero(over.any(axis=0)):
                code, here = self.table.codes[seat], over[:, seat]
                entries.append(
                    Aggrieved(
                        code=code,
                        name=name_of(code),
                        grievance=Grievance.of(self.table, int(number)),
                        share=Counted.among(here),
                        alone=Counted.among(here & lone),
                        far=middle(self.found["far"][mine[here], seat]),
                    )
                )
        return tuple(sorted(entries, key=lambda a: -a.share))

    def cures(self, mine: Ints) -> tuple[Cure, ...]:
        """Return the smallest cures of some failures, those that most often come first at the head."""
        entries = {name: self.found[f"cure_{name}"] for name in ("paragraphs", "starts", "ends")}
        here = np.isin(self.found["cure_play"], mine)
        which = np.stack([entries[name][here, place] for place in (0, 1) for name in entries], axis=1)
        kinds, example, of = np.unique(which, axis=0, return_index=True, return_inverse=True)
        often = np.bincount(of.ravel(), minlength=len(kinds))
        first = np.bincount(of.ravel(), self.found["cure_first"][here], len(kinds)) / len(mine)
        outside = self.found["cure_outside"][here][example]
        cures = []
        for number in np.lexsort((outside, -often, -first)):
            amendments = tuple(self.amendment(*kinds[number, at : at + 3]) for at in (0, 3))
            changed = tuple(a for a in amendments if a)
            way = (Way.REMOVAL, Way.BOTH, Way.COMPENSATION)[int(outside[number]) * 2 // len(changed)]
            cures.append(Cure(changed, way, Counted(int(often[number]), len(mine)), float(first[number])))
        return tuple(cures)

    def amendment(self, paragraph: int, start: int, end: int) -> Amendment | None:
        """Return a change of one paragraph; None for the second of a cure of one."""
        if paragraph < 0:
            return None
        return Amendment(self.table.issues[paragraph], Rung(int(start)), Rung(int(end)))

    def squeezes(self, here: Bools, failures: int) -> tuple[Squeeze, ...]:
        """Return which paragraphs are squeezed, and between whom."""
        paragraphs, refused = self.found["squeeze_paragraph"][here], self.found["squeeze_refused"][here]
        entries = []
        for paragraph in np.unique(paragraphs):
            by = refused[paragraphs == paragraph]
            often = by.sum(axis=0)
            rungs = tuple(
                (rung, ranked(self.table, often[rung], len(by))) for rung in Rung if often[rung].any()
            )
            entries.append(Squeeze(self.table.issues[paragraph], Counted(len(by), failures), rungs))
        return tuple(sorted(entries, key=lambda s: -s.share))

    def typical(self, mine: Ints) -> int:
        """Return the number of the failure that is nearest to the mean of some in text and objections."""
        text, objects = self.outcomes.text[mine] / EXPLICIT, self.outcomes.objects[mine].astype(float)
        distance = sum(np.abs(values - values.mean(axis=0)).sum(axis=1) for values in (text, objects))
        return int(self.outcomes.replicates[mine[int(np.argmin(np.round(distance, 9)))]])

    def remedies(self) -> tuple[Remedy, ...]:
        """Return every rewording of one paragraph over all failures; those that cure most first."""
        plays = self.found["offer_plays"].reshape(len(self.table.issues), len(Rung), len(Rung))
        alone = self.found["cure_paragraphs"][:, 1] < 0
        at = tuple(self.found[f"cure_{name}"][alone, 0] for name in ("paragraphs", "starts", "ends"))
        cured, removed = np.zeros(plays.shape, np.int64), np.zeros(plays.shape, np.int64)
        np.add.at(cured, at, 1)
        np.add.at(removed, at, self.found["cure_outside"][alone] == 0)
        entries = []
        for place in np.argwhere(plays):
            amendment = self.amendment(*place)
            assert amendment is not None
            shares = (Counted(int(count[tuple(place)]), len(self.of)) for count in (plays, cured, removed))
            entries.append(Remedy(amendment, *shares))
        return tuple(sorted(entries, key=lambda r: -r.share))
