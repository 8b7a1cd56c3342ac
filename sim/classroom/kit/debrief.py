"""The debrief sheet: questions for a class, what to look for in this room, and what theory says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sim.classroom.kit import sources
from sim.classroom.kit.patterns import Patterns
from sim.classroom.kit.short_lists import named
from sim.scenario.schema import Scenario

#: Most trades on the sheet.
_TRADES = 2


@dataclass(frozen=True)
class Question:
    """A question of the debrief.

    Parameters
    ----------
    asks : the question to the class
    look : what to look for in this room; for teachers only
    theory : what theory says, in our own words
    source : the study
    """

    asks: str
    look: str
    theory: str
    source: str


def debrief(scenario: Scenario, found: Patterns) -> tuple[Question, ...]:
    """Return the questions of a debrief, in order."""
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
        f" In the scenario, the chair belongs to the camp {camp}: to whom did the class's chair listen more?"
        if camp != "neutral"
        else ""
    )
    yield Question(
        "Who wrote the text, and who only spoke about it?",
        "Count the changes that the chair made unasked, and those that came from a proposal. Did anybody "
        f"put forward a rival text?{partial}",
        "When one person holds the only text, delegations stop defending their own drafts; they criticise, "
        "and the text improves. Whoever holds the pen decides which criticism counts.",
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
            f"Under their instructions, {front.camps} It has no indirect wording: did anybody link it to "
            "another subject?",
            "Where no words suit both sides, one side gives way, or somebody links the subject to another.",
            sources.SEBENIUS,
        )
        return
    yield Question(
        asks,
        f"Under their instructions, {front.camps} Both could sign its indirect wording "
        f"(“{front.indirect}”). Did anybody table it, and did each side read it in its own way?",
        "Words that each side can read in its own way let both sides sign and face their own public. That "
        "postpones the dispute without settling it, and it may return when somebody acts on the words.",
        sources.FISCHHENDLER,
    )


def _alone(scenario: Scenario, found: Patterns) -> Iterator[Question]:
    if scenario.decision != "consensus":
        return
    lonely = (
        f"On {found.alone[0].title}, {named(found.alone[0].resisted)} stands alone against "
        f"{len(found.alone[0].wanted)}."
        if found.alone
        else "Was anybody left alone with a complaint towards the end?"
    )
    yield Question(
        "One objection is enough. Why are there not more of them?",
        f"{lonely} Did anybody look for allies before objecting? Did anybody threaten to object, and then "
        "dissociate?",
        "Stopping what everybody else wants has a price: anger, isolation, less help next time. The price is "
        "higher for the weak than for the powerful, and lower for those who do not stand alone. Consensus "
        "depends on this price.",
        sources.BUZAN,
    )


def _packages(found: Patterns) -> Iterator[Question]:
    yield Question(
        "Was there a deal in which each side gave up what mattered less for what mattered more? Who saw it?",
        " ".join(trade.sentence for trade in found.trades[:_TRADES])
        or "Under these instructions, no two paragraphs can simply be traded; look for offers of support on "
        "subjects that did not matter to a delegation.",
        "Where parties weigh issues differently, two bad bargains can make a good one. Adding a paragraph "
        "can make agreement possible; negotiating paragraph by paragraph can make it impossible.",
        sources.SEBENIUS,
    )


def _deadline(scenario: Scenario) -> Iterator[Question]:
    yield Question(
        "When did concessions come? Would they have come earlier in a longer lesson?",
        "Count the brackets on the reaction cards, column by column. Most disappear in the last column.",
        "In experiments, too, agreement comes at the last moment, however much time there is. A concession "
        "keeps its value until then; sometimes the parties hold it back too long.",
        f"{sources.ROTH}; {sources.FARATIN}",
    )


def _capital() -> Iterator[Question]:
    yield Question(
        "Did anybody want to agree without permission to do so? Did anybody hide behind that?",
        "Delegates who found their own instructions unwise. Delegates who said “my capital will never accept "
        "that” about something that is not on their sheet.",
        "A negotiator sits at two tables: one in the room, one at home. Narrow instructions make agreement "
        "harder, and they strengthen whoever is bound by them.",
        sources.PUTNAM,
    )


def _losses() -> Iterator[Question]:
    yield Question(
        "What hurt more: losing something from the text, or not getting something that you wanted in it?",
        "Compare the reactions to a weakened paragraph and to one that was not strengthened.",
        "Losses weigh more than gains of the same size. What counts as a loss depends on expectations: a "
        "promise in the mandate, or words agreed before.",
        sources.KAHNEMAN,
    )
