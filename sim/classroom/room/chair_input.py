"""Chair input: how the computer's chair takes account of what people say.

The chair strategies look at the worth of every formulation to every delegation. If a person plays
a delegation, the chair sees what that person said and nothing of the instructions:

1. The person's last answer on a formulation counts. A supported one is worth as much as the
   explicit text to a delegation that insists on it on a fresh subject (the salience of the
   issue). A bracketed one costs as much. An accepted one counts nothing. Without an answer, the
   draft counts as accepted.
2. A proposed formulation counts as supported, and the drafted one as accepted unless it is bracketed.
3. A bracket without a proposal, or with a weaker one, means "too much": stronger formulations
   count as bracketed too, unless the person spoke of them. A bracket with a stronger proposal
   means "too little": weaker formulations count as bracketed. So does a bracket on silence.

The worth of having any report stays as in the play. If a person has dropped out, their words
stand, and the instructions fill in the rest. Without people, the chair sees exactly what the
simulation shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from sim.classroom.room.case import Case
from sim.classroom.room.lesson import Lesson
from sim.negotiation.arrays import INDIFFERENCE, RUNGS, Floats
from sim.negotiation.payoff import Interests
from sim.negotiation.reading import Reading
from sim.scenario.ladder import Rung

#: An accepted wording counts slightly more than one that nobody mentioned. This breaks ties for a chair that
#: counts favourites, and is within indifference everywhere else.
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
    return replace(reading, said=worth, interests=Interests(position, told.base, gain, complaint))


def _values(
    case: Case, k: int, drafted: int, said: Mapping[str, str], wish: str | None, full: bool
) -> dict[int, float]:
    """Return the worth of one paragraph's formulations to one delegation, by rung.

    Parameters
    ----------
    full : whether the person is present, so that the instructions do not count
    """
    unit = max(float(case.table.salience[k]), 2 * INDIFFERENCE)
    counts = {"supports": unit, "accepts": _ACCEPTED, "brackets": -unit}
    values = {int(Rung.named(word)): counts[stance] for word, stance in said.items()}
    ladder = np.flatnonzero(case.table.available[k]).tolist()
    if full:
        values.setdefault(drafted, _ACCEPTED)
        if values[drafted] < 0:
            wanted = None if wish is None else Rung.named(wish)
            more = drafted == ladder[0] or (wanted is not None and wanted > drafted)
            for rung in ladder:
                if (rung < drafted) if more else (rung > drafted):
                    values.setdefault(rung, -unit)
        for rung in range(RUNGS):
            values.setdefault(rung, 0.0)
    if wish is not None:
        values.setdefault(drafted, _ACCEPTED)
        values[Rung.named(wish)] = unit
    return values


def _leaning(worth: Floats, available: np.ndarray) -> float:
    """Return which way a person's words lean: 1 to stronger text, -1 to weaker, 0 to neither."""
    rungs = np.flatnonzero(available)
    return float(np.sign(round(float(worth[rungs[-1]] - worth[rungs[0]]), 9)))
