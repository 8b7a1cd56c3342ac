"""Hearing: how the computer's chair takes account of what people say.

The strategies of the simulation look at what every formulation is worth to every delegation.
For a delegation that a person plays they are shown what the person said, and nothing of its
instructions:

1. A formulation counts as the person last spoke of it: one that is supported is worth as much
   as the explicit text to a delegation that insists on it on a fresh subject (the salience of
   the issue), one that is bracketed costs as much, one that is accepted counts nothing. Who says
   nothing of the draft accepts it.
2. A formulation that is proposed counts as supported.
3. What is bracketed without a proposal, or with a weaker one, is too much: stronger formulations
   count as bracketed too, unless the person spoke of them. What is bracketed with a stronger one
   proposed is too little: weaker formulations count as bracketed. Where silence is bracketed it
   is too little by itself.

What a report as such is worth to the delegation stays as the play has it. For a delegation whose
person has dropped out, what the person said stands, and the instructions speak for the rest. With
no people in the room the chair is shown exactly what the simulation shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from sim.classroom.room.case import RUNG_OF, Case
from sim.classroom.room.lesson import Lesson
from sim.negotiation.arrays import RUNGS, Floats
from sim.negotiation.payoff import Interests
from sim.negotiation.reading import Reading
from sim.negotiation.stance import INDIFFERENCE

#: An accepted wording counts so little more than one nobody spoke of: it decides between equals, for a chair
#: who counts favourites, and is indifference everywhere else.
_ACCEPTED = INDIFFERENCE / 2


def heard(lesson: Lesson, number: int) -> Reading:
    """Return a reading as the computer's chair hears the class.

    Parameters
    ----------
    number : of the reading, from 1
    """
    case, reading = lesson.case, lesson.case.reading(number)
    present, spoken = lesson.present, lesson.play.answers
    proposed = lesson.play.proposals
    people = sorted({*present, *spoken, *proposed})
    if not people:
        return reading
    worth, told = reading.worth.copy(), reading.interests
    position, gain, complaint = told.position.copy(), told.gain.copy(), told.complaint.copy()
    for seat in people:
        place = case.place[seat]
        for k, issue in enumerate(case.issues):
            said = spoken.get(seat, {}).get(issue.code, {})
            wish = proposed.get(seat, {}).get(issue.code)
            values = _values(case, k, lesson.play.draft[k], said, wish, full=seat in present)
            for rung, value in values.items():
                worth[0, k, rung, place] = value
                gain[0, k, rung, place] = max(value, 0.0)
                complaint[0, k, rung, place] = max(-value, 0.0)
            if values:
                position[0, k, place] = _leaning(worth[0, k, :, place], case.table.available[k])
    return replace(reading, worth=worth, interests=Interests(position, told.base, gain, complaint))


def _values(
    case: Case, k: int, drafted: int, said: Mapping[str, str], wish: str | None, full: bool
) -> dict[int, float]:
    """Return what the formulations of one paragraph count as to one delegation, by rung.

    Parameters
    ----------
    full : whether the person is present, so that nothing of the instructions counts
    """
    unit = max(float(case.table.salience[k]), 2 * INDIFFERENCE)
    counts = {"supports": unit, "accepts": _ACCEPTED, "brackets": -unit}
    values = {RUNG_OF[word]: counts[stance] for word, stance in said.items()}
    ladder = np.flatnonzero(case.table.available[k]).tolist()
    if full:
        values.setdefault(drafted, _ACCEPTED)
        if values[drafted] < 0:
            wanted = RUNG_OF[wish] if wish is not None else None
            more = drafted == ladder[0] or (wanted is not None and wanted > drafted)
            for rung in ladder:
                if (rung < drafted) if more else (rung > drafted):
                    values.setdefault(rung, -unit)
        for rung in range(RUNGS):
            values.setdefault(rung, 0.0)
    if wish is not None and (RUNG_OF[wish] != drafted or wish not in said):
        values[RUNG_OF[wish]] = unit
    return values


def _leaning(worth: Floats, available: np.ndarray) -> float:
    """Return which way what was said leans: 1 to stronger text, -1 to weaker, 0 to neither."""
    rungs = np.flatnonzero(available)
    return float(np.sign(round(float(worth[rungs[-1]] - worth[rungs[0]]), 9)))
