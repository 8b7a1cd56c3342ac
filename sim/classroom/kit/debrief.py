"""The debrief sheet: questions for a class, what to look for in this room, and what theory says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sim.classroom.kit import sources
from sim.classroom.kit.patterns import Patterns
from sim.classroom.kit.short_lists import named, some
from sim.classroom.words.message import joined, listed, say
from sim.classroom.words.names import group
from sim.scenario.acquis import agreed, promised
from sim.scenario.ladder import Rung
from sim.scenario.schema import Scenario

#: Most trades, other places and titles in a sentence of the sheet.
_TRADES, _PLACES, _TITLES = 2, 2, 3
#: Fewest members of a group that is asked about.
_GROUP = 3


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
        *_groups(scenario),
        *_packages(found),
        *_elsewhere(scenario),
        *_deadline(scenario),
        *_capital(),
        *_losses(scenario),
    )


def _text(scenario: Scenario) -> Iterator[Question]:
    camp = scenario.chair.camp
    look = say(
        "Count the changes that the chair made unasked, and those that came from a proposal. Did anybody put "
        "forward a rival text?"
    )
    partial = say(
        "In the scenario, the chair belongs to the camp {camp}: to whom did the class's chair listen more?",
        camp=group(camp),
    )
    yield Question(
        say("Who wrote the text, and who only spoke about it?"),
        joined(look, partial) if camp != "neutral" else look,
        say(
            "When one person holds the only text, delegations stop defending their own drafts; they "
            "criticise, and the text improves. Whoever holds the pen decides which criticism counts."
        ),
        f"{sources.FISHER}; {sources.TALLBERG}",
    )


def _split(found: Patterns) -> Iterator[Question]:
    if not found.dividing:
        return
    front = next((front for front in found.dividing if front.indirect), found.dividing[0])
    asks = say(
        "“{title}” divided the room. What became of it, and what does the text mean now?", title=front.title
    )
    if not front.indirect:
        yield Question(
            asks,
            joined(front.camps, say("It has no indirect wording: did anybody link it to another subject?")),
            say(
                "Where no words suit both sides, one side gives way, or somebody links the subject to "
                "another."
            ),
            sources.SEBENIUS,
        )
        return
    yield Question(
        asks,
        joined(
            front.camps,
            say(
                "Both could sign its indirect wording (“{words}”). Did anybody table it, and did each side "
                "read it in its own way?",
                words=front.indirect,
            ),
        ),
        say(
            "Words that each side can read in its own way let both sides sign and face their own public. "
            "That postpones the dispute without settling it, and it may return when somebody acts on the "
            "words."
        ),
        sources.FISCHHENDLER,
    )


def _alone(scenario: Scenario, found: Patterns) -> Iterator[Question]:
    if scenario.decision != "consensus":
        return
    lonely = (
        say(
            "On {title}, {name} stands alone against {n}.",
            title=found.alone[0].title,
            name=named(found.alone[0].resisted),
            n=len(found.alone[0].wanted),
        )
        if found.alone
        else say("Was anybody left alone with a complaint towards the end?")
    )
    yield Question(
        say("One objection is enough. Why are there not more of them?"),
        joined(
            lonely,
            say(
                "Did anybody look for allies before objecting? Did anybody threaten to object, and then "
                "dissociate?"
            ),
        ),
        say(
            "Stopping what everybody else wants has a price: anger, isolation, less help next time. The "
            "price is higher for the weak than for the powerful, and lower for those who do not stand "
            "alone. Consensus depends on this price."
        ),
        sources.BUZAN,
    )


def _groups(scenario: Scenario) -> Iterator[Question]:
    given = scenario.delegations
    names = dict.fromkeys(given[code].caucus for code in sorted(scenario.members))
    for name in filter(None, names):
        members = [code for code in sorted(scenario.members) if given[code].caucus == name]
        if len(members) < _GROUP:
            continue
        yield Question(
            say(
                "Did the group “{name}” speak with one voice? What did that cost its members?",
                name=group(name),
            ),
            say(
                "{names} belong to it. Compare what each of them insists on with what each would win alone. "
                "Did one of them ask for something else?",
                names=named(members),
            ),
            say(
                "A group that insists on one thing is harder to leave out than each of its members. In "
                "return, each member supports a wish that is not its own."
            ),
            sources.HAMPSON,
        )


def _packages(found: Patterns) -> Iterator[Question]:
    yield Question(
        say(
            "Was there a deal in which each side gave up what mattered less for what mattered more? Who "
            "saw it?"
        ),
        joined(*(trade.sentence for trade in found.trades[:_TRADES]))
        or say(
            "Under these instructions, no two paragraphs can simply be traded; look for offers of support on "
            "subjects that did not matter to a delegation."
        ),
        say(
            "Where parties weigh issues differently, two bad bargains can make a good one. Adding a "
            "paragraph can make agreement possible; negotiating paragraph by paragraph can make it "
            "impossible."
        ),
        sources.SEBENIUS,
    )


def _elsewhere(scenario: Scenario) -> Iterator[Question]:
    if not scenario.outlets:
        return
    places = listed(say(outlet.what) for outlet in scenario.outlets[:_PLACES])
    yield Question(
        say("What became of the wishes that the report leaves out?"),
        say(
            "They have another place: {places}. Who let a paragraph go because of it? Would the same people "
            "have let it go without that place?",
            places=places,
        ),
        say(
            "A wish that can go elsewhere is no reason to stop this text. But the better the other place is, "
            "the less anybody needs this one."
        ),
        sources.ODELL,
    )


def _deadline(scenario: Scenario) -> Iterator[Question]:
    yield Question(
        say("When did concessions come? Would they have come earlier in a longer lesson?"),
        say("Count the brackets on the reaction cards, column by column. Most disappear in the last column."),
        say(
            "In experiments, too, agreement comes at the last moment, however much time there is. A "
            "concession keeps its value until then; sometimes the parties hold it back too long."
        ),
        f"{sources.ROTH}; {sources.FARATIN}",
    )


def _capital() -> Iterator[Question]:
    yield Question(
        say("Did anybody want to agree without permission to do so? Did anybody hide behind that?"),
        say(
            "Delegates who found their own instructions unwise. Delegates who said “my capital will never "
            "accept that” about something that is not on their sheet."
        ),
        say(
            "A negotiator sits at two tables: one in the room, one at home. Narrow instructions make "
            "agreement harder, and they strengthen whoever is bound by them."
        ),
        sources.PUTNAM,
    )


def _losses(scenario: Scenario) -> Iterator[Question]:
    titles = {issue.code: say(issue.title) for issue in scenario.issues}
    promises = [titles[code] for code, asked in promised(scenario).items() if asked >= 1]
    old = [titles[code] for code, rung in agreed(scenario).items() if rung is Rung.EXPLICIT]
    promise = before = ""
    if promises:
        promise = say("The mandate promises explicit words on {titles}.", titles=some(promises, _TITLES))
    if old:
        before = say(
            "Explicit words were agreed before on {titles}: did anybody fight to win them again?",
            titles=some(old, _TITLES),
        )
    yield Question(
        say(
            "What hurt more: losing something from the text, or not getting something that you wanted in it?"
        ),
        joined(
            say("Compare the reactions to a weakened paragraph and to one that was not strengthened."),
            promise,
            before,
        ),
        say(
            "Losses weigh more than gains of the same size. What counts as a loss depends on expectations: a "
            "promise in the mandate, or words agreed before."
        ),
        sources.KAHNEMAN,
    )
