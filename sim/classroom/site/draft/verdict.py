"""The verdict: what the room would do with a draft, as plain data.

Where no probability is claimed (`sim.study.claims`), one play is shown in place of shares: the same fields,
of that play alone.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from typing import Any

import numpy as np

from sim.classroom.site.draft.draft import PLAYS, SEED, Draft
from sim.classroom.site.explorer.changed_scenario import shipped_scenario
from sim.negotiation.arrays import JOINS, OBJECTS, RUNGS, Bools, Ints, Rungs
from sim.negotiation.outcome import Outcomes
from sim.negotiation.vocabulary import Complaint
from sim.report.horseshoe import seating
from sim.report.words.numbers import difference_written, percent
from sim.report.words.stances import complaint
from sim.scenario.schema import Scenario
from sim.scenario.texts import Text, texts_file
from sim.study.claims import Counted, in_scope
from sim.study.paired import Difference, paired_difference, paired_share
from sim.study.setting import Setting, setting
from sim.study.tasks import Arrays
from sim.study.texts.prepared import Prepared, prepare
from sim.study.texts.question import Stand, TextStudy

#: Plays of a piece: while the chair goes on with a text, a moved control waits for no more than one.
_PIECE = 50
#: Texts with which the chair's progress is kept.
_MOST = 48

_Key = tuple[str, int, tuple[int, ...]]
_going: OrderedDict[_Key, list[Outcomes]] = OrderedDict()


def stand(draft: Draft) -> dict[str, Any]:
    """Return what the room would do with a draft as it stands, beside the text that it started from.

    Raises
    ------
    BadInput
        if the draft does not fit the scenario
    """
    scenario, start, text = draft.texts()
    study, moment = _study(draft, scenario, start, text), draft.moment
    stands = {one.code: one for one in study.stands(1, moment)}
    before, after = (study.found["stances"][n, moment] for n in (0, 1))
    complaints = study.found["complaints"][1, moment]
    table = study.setting.table
    seats = [
        {
            **_seat(study, stands[table.codes[n]], after[:, n], complaints[:, n]),
            **_change(before[:, n] == OBJECTS, after[:, n] == OBJECTS),
        }
        for n in seating(table)
    ]
    contested = study.contested(1, moment)
    return {
        "adopted": _adopted(scenario, *study.found["adopted"][:, moment]),
        "seats": seats,
        "contested": [round(contested[code].share, 4) for code in table.issues],
        "file": texts_file([Text("draft", text.rungs, "Written at the draft desk")], scenario).decode(),
    }


def advance(draft: Draft) -> dict[str, Any]:
    """Let the chair go on with a draft and its start in some more plays; return where it leads, at last.

    Returns nothing while plays are left, so that whoever moves a control meanwhile need not wait.

    Raises
    ------
    BadInput
        if the draft does not fit the scenario
    """
    scenario, start, text = draft.texts()
    pieces = _plays(draft.scenario, draft.held)
    whole = []
    for one in (start, text):
        key = (draft.scenario, draft.held, tuple(int(rung) for rung in one.rungs))
        done = _going.setdefault(key, [])
        _going.move_to_end(key)
        if len(done) < len(pieces):
            done.append(pieces[len(done)].from_here(np.array(key[2], dtype=np.int8)))
            if len(_going) > _MOST:
                _going.popitem(last=False)
            return {}
        whole.append(_scope(draft, scenario, Outcomes.join(done)))
    before, after = whole
    ends = (after.text[:, :, None] == np.arange(RUNGS)).mean(axis=0)
    tabled = np.array([int(rung) for rung in text.rungs])
    return {
        "adopted": _adopted(scenario, before.adopted, after.adopted),
        "ends": np.round(ends, 4).tolist(),
        "unchanged": round(float((after.text == tabled).all(axis=1).mean()), 4),
        "left": scenario.readings - draft.held,
    }


def _study(draft: Draft, scenario: Scenario, start: Text, text: Text) -> TextStudy:
    """Return the start and the draft as a study of two texts as they stand."""
    parts = [
        _standing(draft.scenario, draft.held, tuple(int(rung) for rung in one.rungs)) for one in (start, text)
    ]
    plays = slice(None) if in_scope(scenario) else slice(draft.play, draft.play + 1)
    found = {name: np.stack([part[name][:, plays] for part in parts]) for name in parts[0]}
    runs = found["adopted"].shape[2]
    return TextStudy(scenario, _setting(draft.scenario), SEED, runs, (start, text), draft.held, found)


def _scope(draft: Draft, scenario: Scenario, outcomes: Outcomes) -> Outcomes:
    return outcomes if in_scope(scenario) else outcomes[draft.play : draft.play + 1]


@lru_cache(maxsize=8)
def _setting(name: str) -> Setting:
    return setting(shipped_scenario(name))


@lru_cache(maxsize=2)
def _plays(name: str, held: int) -> tuple[Prepared, ...]:
    """Return the plays of a scenario with all their chance drawn, which takes the most time."""
    return tuple(prepare(_setting(name), SEED, 0, PLAYS, held, _PIECE))


@lru_cache(maxsize=24)
def _standing(name: str, held: int, rungs: tuple[int, ...]) -> Arrays:
    """Return what the room does with a text as it stands: see `Prepared.as_it_stands`."""
    text: Rungs = np.array(rungs, dtype=np.int8)
    parts = [plays.as_it_stands(text) for plays in _plays(name, held)]
    return {key: np.concatenate([part[key] for part in parts], axis=1) for key in parts[0]}


def _adopted(scenario: Scenario, before: Bools, after: Bools) -> dict[str, Any]:
    """Return how often a text is adopted and how much more often than the start, or whether in one play."""
    if not in_scope(scenario):
        return {"play": bool(after[0]), "before": bool(before[0])}
    share, difference = Counted.among(after), paired_share(before, after)
    low, high = share.interval
    points, ends = difference_written(difference, digits=0)
    return {
        "percent": percent(share.share),
        "share": share.share,
        "low": low,
        "high": high,
        "number": share.successes,
        "of": share.trials,
        "before": percent(float(before.mean())),
        "points": points,
        "ends": ends,
        "clear": difference.clear,
    }


def _seat(study: TextStudy, one: Stand, stances: Rungs, complaints: Ints) -> dict[str, Any]:
    """Return where a delegation stands, over which paragraph, and how far it is from joining."""
    numbers, counts = np.unique(complaints[stances != JOINS], return_counts=True)
    over = Complaint.of(int(numbers[counts.argmax()]) if len(numbers) else -1)
    title = study.scenario.issues[over.issue].title if over.issue >= 0 else ""
    return {
        "objects": round(one.objects.share, 4),
        "dissociates": round(one.dissociates.share, 4),
        "over": complaint(over.kind, title),
        "issue": over.issue,
        "join": _points(one.to_join),
        "pass": _points(one.to_pass),
    }


@lru_cache(maxsize=4096)
def _paired(only_before: int, only_after: int, plays: int) -> Difference:
    """Return a paired difference; of many delegations, many have the same."""
    return paired_difference(only_before, only_after, plays)


def _points(short: float | None) -> int | None:
    """Return a share in points; -1 for more than anybody gives up."""
    if short is None:
        return None
    return -1 if short == float("inf") else max(1, round(100 * short))


def _change(before: Bools, after: Bools) -> dict[str, Any]:
    """Return how much more often a delegation objects than to the start, and whether that is clear."""
    difference = _paired(int((before & ~after).sum()), int((after & ~before).sum()), len(before))
    return {"change": round(difference.value, 4), "clear": difference.clear or len(before) == 1}
