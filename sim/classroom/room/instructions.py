"""Instructions: what the capital wants of its delegation, in words, from the arrays of the play."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sim.classroom.room.case import ROW, RUNG_OF, Case, DraftText, as_array
from sim.classroom.room.degrees import amount, position_word, worth_words
from sim.negotiation.arrays import Bools, Floats
from sim.negotiation.reading import Reading, net
from sim.negotiation.stance import largest_complaint, price_of_blocking


@dataclass(frozen=True)
class FormulationInstruction:
    """What the capital makes of one wording.

    Parameters
    ----------
    rung, text : the formulation
    worth : in words, such as "worth much" or "costs a little"
    red : whether it is a red line: by itself it would make the delegation object
    """

    rung: str
    text: str
    worth: str
    red: bool


@dataclass(frozen=True)
class ParagraphInstruction:
    """What the capital wants of one paragraph.

    Parameters
    ----------
    issue, title : its subject
    position : insists, wants, indifferent, resists, or rejects
    sentence : the same as a sentence
    formulations : what the capital makes of each wording
    """

    issue: str
    title: str
    position: str
    sentence: str
    formulations: tuple[FormulationInstruction, ...]

    @property
    def red_lines(self) -> tuple[str, ...]:
        """The formulations that are red lines."""
        return tuple(f.rung for f in self.formulations if f.red)


@dataclass(frozen=True)
class Instructions:
    """The confidential instructions of a delegation.

    Parameters
    ----------
    seat, name : whose
    report : what having a report at all is worth, as a sentence
    paragraphs : what is wanted, in the order of the draft
    gives : how much the capital would give by the end, as a sentence
    blocking : what it costs to object, as a sentence
    """

    seat: str
    name: str
    report: str
    paragraphs: tuple[ParagraphInstruction, ...]
    gives: str
    blocking: str


@dataclass(frozen=True)
class CapitalView:
    """What a capital makes of the draft on the table, with what it concedes by now.

    Parameters
    ----------
    stance : joins, dissociates or objects: what the instructions would decide now, if nobody else objected
    sentence : the same as a sentence, with what weighs most
    worth : of this text against no report; below 0, worse than none
    price : what it costs the delegation to object alone
    """

    stance: str
    sentence: str
    worth: float
    price: float


@lru_cache(maxsize=1024)
def instructions(case: Case, seat: str) -> Instructions:
    """Return the instructions of a delegation in this play.

    Wordings are weighed before anybody concedes; what is a red line is one even after all that the
    capital would give by the end.
    """
    place, last = case.place[seat], case.reading(case.last)
    fresh = case.interests.gain[0, :, :, place] - case.interests.complaint[0, :, :, place]
    base = float(case.interests.base[0, place])
    price = _price_alone(last, place)
    red = base + last.worth[0, :, :, place] < -price
    paragraphs = tuple(
        _paragraph(case, issue.code, float(case.interests.position[0, k, place]), fresh[k], red[k])
        for k, issue in enumerate(case.issues)
    )
    return Instructions(
        seat=seat,
        name=case.name(seat),
        report=_report(base),
        paragraphs=paragraphs,
        gives=_gives(float(last.flexibility[0, place])),
        blocking=f"To object alone costs {amount(price)}.",
    )


def _paragraph(case: Case, issue: str, position: float, fresh: Floats, red: Bools) -> ParagraphInstruction:
    formulations = tuple(
        FormulationInstruction(
            word, case.text(issue, RUNG_OF[word]), worth_words(fresh[RUNG_OF[word]]), bool(red[RUNG_OF[word]])
        )
        for word in case.ladder(issue)
    )
    said = position_word(position)
    lines = [f.rung for f in formulations if f.red]
    told = _WANTS[said] + (f" Red line: {' and '.join(lines)} text." if lines else "")
    title = case.issues[case.paragraph[issue]].title
    return ParagraphInstruction(issue, title, said, told, formulations)


#: What a position amounts to, as a sentence of the instructions.
_WANTS = {
    "insists": "Insist on explicit text.",
    "wants": "Seek explicit text.",
    "indifferent": "No view of your own; use it to bargain.",
    "resists": "Resist explicit text.",
    "rejects": "Reject explicit text.",
}


def _report(base: float) -> str:
    if base < 0:
        return f"A report as such is not wanted: it costs {amount(-base)}, before a word is written."
    return f"A report as such is worth {amount(base)}, whatever it says."


def _gives(share: float) -> str:
    if share < 0.05:
        return "By the end the capital would give hardly anything."
    return f"By the end the capital would swallow about {round(20 * share) * 5} % of what it minds."


def _price_alone(reading: Reading, place: int) -> float:
    """Return what it costs one delegation to object if nobody shares its complaint."""
    return float(price_of_blocking(reading, np.zeros((1, len(reading.table.codes))), ROW)[0, place])


def capital_view(case: Case, seat: str, draft: DraftText, number: int) -> CapitalView:
    """Return what a capital makes of a draft at a reading, as if nobody else objected.

    Nothing of anybody else's instructions goes into it; the computer, which knows all of them,
    objects sooner beside others of the same complaint (docs/model.md, cover).
    """
    reading, place = case.reading(number), case.place[seat]
    worth = float(net(reading, as_array(draft), ROW)[0, place])
    price = _price_alone(reading, place)
    stance = "joins" if worth >= 0 else "objects" if worth < -price else "dissociates"
    return CapitalView(stance, _sentence(case, reading, place, draft, stance), worth, price)


def _sentence(case: Case, reading: Reading, place: int, draft: DraftText, stance: str) -> str:
    told = {
        "joins": "This text is better than no report: your capital would join.",
        "dissociates": "This text is worse than no report, but not worth an objection: your capital would "
        "dissociate and let it pass.",
        "objects": "This text costs more than objecting does: your capital would object.",
    }[stance]
    number = int(largest_complaint(reading, as_array(draft), ROW)[0, place])
    if number < 0:
        return told
    about = f"too {'little' if number % 2 else 'much'} on {case.issues[number // 2].title}"
    return f"{told} It minds most that it says {about}."
