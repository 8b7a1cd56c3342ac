"""Instructions: what a capital wants from its delegation, in words, computed from the arrays of the play."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sim.classroom.room.amounts_in_words import giving_words, stake_words, weight_words, worth_words
from sim.classroom.room.attitude import Attitude, attitude
from sim.classroom.room.case import ROW, Case, DraftText, as_array
from sim.classroom.room.goal_card import GoalCard, goal_card
from sim.classroom.room.numbered import numbered
from sim.classroom.words.message import joined, say
from sim.negotiation.arrays import Floats
from sim.negotiation.concession import conceded
from sim.negotiation.reading import Reading, burdens, margin, net
from sim.negotiation.stance import largest_complaint, price_of_blocking
from sim.negotiation.vocabulary import Complaint, Kind, Stance
from sim.scenario.ladder import Rung


@dataclass(frozen=True)
class FormulationInstruction:
    """What the capital thinks of one wording.

    Parameters
    ----------
    rung, text : the formulation
    worth : in words, such as "worth much" or "costs a little"
    red : whether it is a red line: explicit words that the capital rejects
    """

    rung: str
    text: str
    worth: str
    red: bool


@dataclass(frozen=True)
class ParagraphInstruction:
    """What the capital wants from one paragraph.

    Parameters
    ----------
    issue, title : its subject
    number : in the draft, from 1
    position : the word for the capital's attitude, from insists to rejects
    sentence : the attitude and the capital's order, as sentences
    formulations : what the capital thinks of each wording
    """

    issue: str
    title: str
    number: int
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
    seat, name : of the delegation
    report : what having any report is worth, as a sentence
    paragraphs : what the capital wants, in the order of the draft
    gives : how much the capital would concede by the end, as a sentence
    standing : how much weight the delegation carries, and what objecting costs it, as sentences
    goal : the goal card
    """

    seat: str
    name: str
    report: str
    paragraphs: tuple[ParagraphInstruction, ...]
    gives: str
    standing: str
    goal: GoalCard


@dataclass(frozen=True)
class CapitalView:
    """What a capital thinks of the draft on the table, given its concessions so far.

    Parameters
    ----------
    stance : joins, dissociates or objects: the decision under the instructions if nobody else objected
    sentence : the same as a sentence, with the largest complaint
    worth : of this text against no report; below 0, worse than none
    price : what objecting alone costs the delegation
    over : issue of the largest complaint; empty without one
    minds : what that is: misses, dislikes, or a red line; empty without one
    """

    stance: str
    sentence: str
    worth: float
    price: float
    over: str
    minds: str


_SAID = {
    Attitude.REJECTS: say("Your capital rejects it. Red line."),
    Attitude.INSISTS: say("Your capital insists on it."),
    Attitude.WANTS: say("Your capital wants it."),
    Attitude.RESISTS: say("Your capital resists it."),
    Attitude.WELCOMES: say("Your capital likes it."),
    Attitude.RELUCTANT: say("Your capital does not like it."),
    Attitude.INDIFFERENT: say("Your capital does not mind it."),
}
_WOULD = {
    Stance.JOINS: say("Your capital would join."),
    Stance.DISSOCIATES: say(
        "Your capital would dissociate. It does not like this text, but objecting would cost more."
    ),
    Stance.OBJECTS: say("Your capital would object. This text is worse for you than no report."),
}


@lru_cache(maxsize=1024)
def instructions(case: Case, seat: str) -> Instructions:
    """Return the instructions of a delegation in this play, in the words of the printed role sheets.

    The worth of wordings does not include concessions.
    """
    place = case.place[seat]
    fresh = case.interests.gain[0, :, :, place] - case.interests.complaint[0, :, :, place]
    scale = float(case.draws.behaviour.stake_scale[0])
    stake = float(case.interests.base[0, place]) / (scale if scale > 0 else 1.0)
    paragraphs = tuple(
        _paragraph(case, issue.code, float(case.interests.position[0, k, place]), fresh[k])
        for k, issue in enumerate(case.issues)
    )
    name, report = case.name(seat), stake_words(stake)
    standing = weight_words(float(case.table.weights[place]), case.table.conduct[place])
    minded = [(Attitude(p.position), p.title, p.number) for p in paragraphs]
    return Instructions(
        seat=seat,
        name=name,
        report=report,
        paragraphs=paragraphs,
        gives=giving_words(*(float(conceded(case.table, case.draws, gone, 2)[0, place]) for gone in (2, 1))),
        standing=standing,
        goal=goal_card(name, standing, report, minded),
    )


def _paragraph(case: Case, issue: str, position: float, fresh: Floats) -> ParagraphInstruction:
    said = attitude(position)
    formulations = tuple(
        FormulationInstruction(
            word,
            case.text(issue, rung),
            worth_words(fresh[rung]),
            said is Attitude.REJECTS and rung is Rung.EXPLICIT,
        )
        for word in case.ladder(issue)
        for rung in [Rung.named(word)]
    )
    place = case.paragraph[issue]
    sentence = joined(_SAID[said], said.order)
    return ParagraphInstruction(issue, case.title(place), place + 1, said.value, sentence, formulations)


def _price_alone(reading: Reading, place: int) -> float:
    """Return what objecting costs one delegation if nobody shares its complaint."""
    return float(price_of_blocking(reading, np.zeros((1, len(reading.table.codes))), ROW)[0, place])


@lru_cache(maxsize=1024)
def capital_view(case: Case, seat: str, draft: DraftText, number: int) -> CapitalView:
    """Return what a capital thinks of a draft at a reading, as if nobody else objected.

    It uses nobody else's instructions. The computer knows them all, and objects sooner alongside others
    with the same complaint (docs/model.md, cover).
    """
    reading, place = case.reading(number), case.place[seat]
    worth = float(net(reading, as_array(draft), ROW)[0, place])
    price = _price_alone(reading, place)
    stance = Stance.JOINS if worth >= 0 else Stance.OBJECTS if worth < -price else Stance.DISSOCIATES
    complaint = Complaint.of(int(largest_complaint(reading, as_array(draft), ROW)[0, place]))
    return CapitalView(
        stance=stance.word,
        sentence=_sentence(case, complaint, stance),
        worth=worth,
        price=price,
        over="" if complaint.kind is Kind.NONE else case.issues[complaint.issue].code,
        minds=_minds(case, reading, place, draft, complaint),
    )


def _minds(case: Case, reading: Reading, place: int, draft: DraftText, complaint: Complaint) -> str:
    issue, kind = complaint
    if kind is Kind.NONE:
        return ""
    rejects = attitude(float(case.interests.position[0, issue, place])) is Attitude.REJECTS
    felt = burdens(reading, as_array(draft), ROW)[0, issue, place]
    if (rejects and Rung(draft[issue]) is Rung.EXPLICIT) or felt > margin(reading, ROW)[0]:
        return "red line"
    return "misses" if kind is Kind.DISAPPOINTMENT else "dislikes"


def _sentence(case: Case, complaint: Complaint, stance: Stance) -> str:
    told = _WOULD[stance]
    issue, kind = complaint
    if kind is Kind.NONE:
        return told
    paragraph = numbered(case.title(issue), issue + 1)
    if kind is Kind.DISAPPOINTMENT:
        return joined(told, say("What it misses most: {paragraph}.", paragraph=paragraph))
    return joined(told, say("What it likes least: {paragraph}.", paragraph=paragraph))
