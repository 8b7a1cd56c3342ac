"""The debrief: questions for a class, what to look for in this room, and what theory says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sim.classroom.kit import sources
from sim.classroom.kit.patterns import Front, Patterns
from sim.classroom.kit.short_lists import named
from sim.report.wording import capital
from sim.scenario.schema import Scenario

#: So many trades are told.
_TRADES = 2


@dataclass(frozen=True)
class Question:
    """A question of the debrief.

    Parameters
    ----------
    asks : the question, as it is put to the class
    look : what to look for in this room; teachers only
    theory : what theory says, in our own words
    source : the study
    """

    asks: str
    look: str
    theory: str
    source: str


def debrief(scenario: Scenario, found: Patterns) -> tuple[Question, ...]:
    """Return the questions of a debrief, in the order in which to ask them."""
    return (
        *_text(scenario),
        *_split(found),
        *_alone(scenario, found),
        *_packages(found),
        *_deadline(scenario),
        *_capital(),
        *_losses(),
    )


def _text(scenario: Scenario) -> Iterator[Question]:
    camp = scenario.chair.camp
    partial = (
        f" In the file the chair belongs to the camp {camp}: whom did the class's chair hear better?"
        if camp != "neutral"
        else ""
    )
    yield Question(
        "Who wrote the text, and who only spoke about it?",
        "How many changes came from the chair unasked, and how many from a proposal. Whether anybody ever "
        f"put forward a rival text.{partial}",
        "With one text in the hands of one person, delegations no longer defend their own drafts; they "
        "criticise, and the text improves. Whoever holds the pen decides which criticism counts.",
        f"{sources.FISHER}; {sources.TALLBERG}",
    )


def _split(found: Patterns) -> Iterator[Question]:
    if not found.dividing:
        return
    front = next((front for front in found.dividing if front.indirect), found.dividing[0])
    asks = f"“{front.title}” divided the room. What became of it, and what does the text mean now?"
    if not front.indirect:
        yield Question(
            asks,
            f"{_sides(front)} It has no indirect wording: did anybody put something else beside it?",
            "Where there are no words that both sides could share, one of them gives way, or the subject is "
            "tied to another.",
            sources.SEBENIUS,
        )
        return
    yield Question(
        asks,
        f"{_sides(front)} Its indirect wording (“{front.indirect}”) is what both could sign. Was it tabled, "
        "by whom, and did each side read it in its own way?",
        "Words that each side can read in its own way let both sign, each before its own public. The "
        "quarrel is put off and not settled, and may come back when somebody acts upon the words.",
        sources.FISCHHENDLER,
    )


def _sides(front: Front) -> str:
    return (
        f"By their instructions {len(front.wanted)} want it ({named(front.wanted)}), and "
        f"{len(front.resisted)} resist it ({named(front.resisted)})."
    )


def _alone(scenario: Scenario, found: Patterns) -> Iterator[Question]:
    if scenario.decision != "consensus":
        return
    lonely = (
        f"On {found.alone[0].title} {named(found.alone[0].resisted)} stands alone against "
        f"{len(found.alone[0].wanted)}."
        if found.alone
        else "Whether anybody was left alone with a complaint towards the end."
    )
    yield Question(
        "One objection is enough. Why are there not more of them?",
        f"{lonely} Did anybody look for company before objecting? Did anybody dissociate who had threatened "
        "to object?",
        "To stop what all others want has a price: anger, isolation, less help next time. It is higher for "
        "the small than for the mighty, and lower for each who does not stand alone. Consensus lives on that "
        "price.",
        sources.BUZAN,
    )


def _packages(found: Patterns) -> Iterator[Question]:
    possible = [
        f"{capital(named(trade.givers_of_first))} could give on {trade.first} and get {trade.second}; "
        f"{named(trade.givers_of_second)} the other way round."
        for trade in found.trades[:_TRADES]
    ]
    yield Question(
        "Was there a deal in which each gave what it minded less for what it wanted more? Who saw it?",
        " ".join(possible)
        or "By the instructions no two paragraphs can simply be exchanged here; look for offers of support "
        "on what a delegation did not mind about.",
        "Where parties weigh issues differently, two bad bargains can make one good one. To add a paragraph "
        "can make agreement possible, and to negotiate paragraph by paragraph can make it impossible.",
        sources.SEBENIUS,
    )


def _deadline(scenario: Scenario) -> Iterator[Question]:
    yield Question(
        "When were the concessions made? Would they have been made earlier in a longer lesson?",
        "The reaction cards: count the brackets column by column. Most disappear in the last.",
        "In experiments, too, agreement comes in the last moments, whatever the time allowed. What is held "
        "back keeps its price until then; sometimes it is held back too long.",
        f"{sources.ROTH}; {sources.FARATIN}",
    )


def _capital() -> Iterator[Question]:
    yield Question(
        "Did anybody want to agree and was not allowed to? Did anybody hide behind that?",
        "Delegates who found their own instructions unwise. Those who said “my capital will never accept "
        "that” of something that is not on their sheet.",
        "A negotiator sits at two tables: that of the room, and that at home. Narrow instructions make "
        "agreement harder, and they make the one who is bound by them stronger.",
        sources.PUTNAM,
    )


def _losses() -> Iterator[Question]:
    yield Question(
        "What hurt more: to lose something you had in the text, or not to get something you wanted in it?",
        "Reactions when a paragraph was weakened, against reactions when one was not strengthened.",
        "Losses weigh more than gains of the same size, and whether something is a loss depends on what one "
        "had counted on: a promise in the mandate, or words agreed before.",
        sources.KAHNEMAN,
    )
