"""A story: one play of the chosen scenario, reading by reading, as plain data."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.classroom.site.explorer.changed_scenario import changed
from sim.classroom.site.explorer.choices import Choices
from sim.classroom.site.explorer.page_data import SEED, room
from sim.negotiation.arrays import JOINS
from sim.negotiation.vocabulary import Complaint, Stance
from sim.report.horseshoe import seating
from sim.study.replay import Replay, Sounding, replay


def story(choices: Choices, play: int) -> dict[str, Any]:
    """Return one play: every draft, and each delegation's stance on it.

    Parameters
    ----------
    play : its number in the forecast

    Raises
    ------
    BadInput
        if the choices do not fit the scenario
    """
    scenario, given = changed(choices)
    told = replay(scenario, SEED, play, given)
    stages = [_stage(told, "Zero draft", told.zero_draft, None)]
    for reading in told.readings:
        before = stages[-1]["draft"]
        stages.append(_stage(told, f"Reading {reading.number}", reading.closing, before))
    for number, change in enumerate(told.made, 1):
        stages.append(_stage(told, f"Last repair {number}", change.after, stages[-1]["draft"]))
    return {
        "play": play,
        "adopted": told.adopted,
        "room": room(scenario, told.table),
        "stages": stages,
    }


def _stage(told: Replay, title: str, sounding: Sounding, before: list[int] | None) -> dict[str, Any]:
    order = seating(told.table)
    titles = [issue.title for issue in told.scenario.issues]
    draft = [int(rung) for rung in sounding.draft]
    stances = sounding.stances[order]
    return {
        "title": title,
        "draft": draft,
        "changed": [] if before is None else [k for k, r in enumerate(draft) if r != before[k]],
        "before": before,
        "stances": [int(stance) for stance in stances],
        "counts": [int((stances == stance).sum()) for stance in Stance],
        "over": {
            told.table.codes[n]: f"{kind.verb} {titles[issue]}"
            for n in np.flatnonzero(sounding.stances != JOINS)
            for issue, kind in [Complaint.of(int(sounding.complaints[n]))]
            if kind.verb
        },
        "carried": sounding.carried,
    }
