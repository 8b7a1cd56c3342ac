"""The quiz: questions on this scenario and on how such rooms work, with computed answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sim.classroom.kit.instructions import Instructions, concession
from sim.classroom.kit.ladders import PROMISED, RUNGS, Ladder
from sim.classroom.kit.patterns import Patterns
from sim.classroom.words.message import counted, listed, say
from sim.classroom.words.names import called
from sim.negotiation.decisions import DECISIONS, decision_named
from sim.scenario.ladder import Rung
from sim.scenario.positions import seats
from sim.scenario.schema import Scenario

#: Most questions, and most answers to each.
MOST, CHOICES = 8, 4
_SPOKEN = {
    "insists": say("Which of these has said in public that it insists on an explicit paragraph on {title}?"),
    "rejects": say("Which of these has said in public that it rejects an explicit paragraph on {title}?"),
}


@dataclass(frozen=True)
class Item:
    """A multiple-choice question.

    Parameters
    ----------
    asks : the question
    choices : the answers; A is the first
    right : number of the right answer, from 0
    why : the reason why it is right
    """

    asks: str
    choices: tuple[str, ...]
    right: int
    why: str

    @property
    def letter(self) -> str:
        """Letter of the right answer."""
        return "ABCDEF"[self.right]


def quiz(
    scenario: Scenario, everybody: Mapping[str, Instructions], menu: Sequence[Ladder], found: Patterns
) -> tuple[Item, ...]:
    """Return the questions that suit this scenario, at most eight."""
    asked = [
        *_decision(scenario),
        *_dividing(found),
        *_public(everybody),
        *_trade(found),
        *_wording(menu, found),
        *_price(scenario),
        *_deadline(scenario),
        *_mandate(menu),
        *_dissociation(),
        *_zero_draft(menu),
        *_outlets(scenario),
    ]
    return tuple(asked[:MOST])


def _item(asks: str, right: str, wrong: Sequence[str], why: str, order: Sequence[str] = ()) -> Iterator[Item]:
    """Yield a question if it has wrong answers; choices follow an order, or the alphabet."""
    others = [w for w in dict.fromkeys(wrong) if w != right][: CHOICES - 1]
    if not others:
        return
    choices = sorted([right, *others], key=(order.index if order else str.casefold))
    yield Item(asks, tuple(choices), choices.index(right), why)


def _decision(scenario: Scenario) -> Iterator[Item]:
    rule = decision_named(scenario.decision)
    asks = counted(
        len(scenario.members),
        "There is {n} delegation in this room. What does it take to adopt a text?",
        "There are {n} delegations in this room. What does it take to adopt a text?",
    )
    stories = [say(other.story) for other in DECISIONS if other.name != rule.name]
    why = say("The rule here is {name}: {source}.", name=say(rule.name), source=say(rule.source))
    yield from _item(asks, say(rule.story), stories, why)


def _dividing(found: Patterns) -> Iterator[Item]:
    first, *others = found.fronts
    if first.split < 2 or (others and others[0].split == first.split):
        return
    yield from _item(
        say("Which paragraph has the largest camps on both sides?"),
        first.title,
        [front.title for front in reversed(others)],
        say("{title}: {camps}", title=first.title, camps=first.camps),
    )


def _public(everybody: Mapping[str, Instructions]) -> Iterator[Item]:
    """Ask who has insisted or rejected in public, on the paragraph where fewest have."""
    spoken: dict[int, list[str]] = {}
    for code, own in everybody.items():
        for k, wish in enumerate(own.wishes):
            if wish.public and wish.attitude in ("insists", "rejects"):
                spoken.setdefault(k, []).append(code)
    if not spoken:
        return
    k = min(spoken, key=lambda k: (len(spoken[k]), k))
    code = spoken[k][0]
    wish = everybody[code].wishes[k]
    quiet = [
        c for c, own in everybody.items() if not (own.wishes[k].public and own.wishes[k].attitude.strong)
    ]
    yield from _item(
        _SPOKEN[wish.attitude].with_gaps(title=wish.title),
        called(code),
        [called(c) for c in quiet],
        say("{name}: {source} ({date}).", name=called(code), source=wish.source, date=wish.date),
    )


def _trade(found: Patterns) -> Iterator[Item]:
    """Ask for the widest trade, among pairs without a trade."""
    if not found.trades:
        return
    best = found.trades[0]
    possible = {frozenset((t.first, t.second)) for t in found.trades}
    titles = [front.title for front in found.fronts]
    idle = [
        _pair(a, b)
        for n, a in enumerate(titles)
        for b in titles[n + 1 :]
        if frozenset((a, b)) not in possible and {a, b} != {best.first, best.second}
    ]
    yield from _item(
        say("Which two paragraphs can two sides trade, so that each gets what it wants more?"),
        _pair(best.first, best.second),
        idle,
        best.sentence,
    )


def _pair(a: str, b: str) -> str:
    return listed(sorted((a, b), key=str.casefold))


def _wording(menu: Sequence[Ladder], found: Patterns) -> Iterator[Item]:
    ladder = next(
        (one for f in found.fronts for one in menu if one.code == f.code and len(one.steps) == 3), None
    )
    if ladder is None:
        return
    step = ladder.steps[1]
    yield from _item(
        say("“{text}” How strong is this wording on {title}?", text=step.text, title=ladder.title),
        RUNGS[step.word],
        [RUNGS[word] for word in Rung.words() if word != step.word],
        say("It is the indirect wording. The explicit one is: “{text}”", text=ladder.steps[2].text),
        [RUNGS[word] for word in Rung.words()],
    )


def _price(scenario: Scenario) -> Iterator[Item]:
    seat = seats(scenario)
    order = sorted(seat, key=lambda code: (-seat[code].weight, code))
    heaviest = order[0]
    lighter = [code for code in reversed(order) if seat[code].weight < seat[heaviest].weight]
    yield from _item(
        say("Which delegation would pay least for objecting alone?"),
        called(heaviest),
        [called(code) for code in lighter],
        say(
            "{name} has a weight of {weight} on a scale from 0 to 1, and the price of standing alone "
            "falls with weight. Others with the same complaint lower it for everybody.",
            name=called(heaviest),
            weight=f"{seat[heaviest].weight:g}",
        ),
    )


def _deadline(scenario: Scenario) -> Iterator[Item]:
    half = concession(scenario, 0.5) / concession(scenario, 1.0)
    right = 10 * round(10 * half)
    wrong = [share for share in (50, 70, 90, 10) if share != right]
    every = [say("about {share} %", share=share) for share in sorted((right, *wrong[: CHOICES - 1]))]
    yield from _item(
        say("Half of the readings are over. How much of their final concessions have capitals made by now?"),
        say("about {share} %", share=right),
        every,
        say(
            "{share} %: concessions come late, and then fast. Experiments show the same (Roth, Murnighan and "
            "Schoumaker 1988).",
            share=round(100 * half),
        ),
        every,
    )


def _mandate(menu: Sequence[Ladder]) -> Iterator[Item]:
    full = [one.title for one in menu if one.asked == PROMISED]
    if full:
        yield from _item(
            say("Which of these does the mandate promise in explicit words?"),
            full[0],
            [one.title for one in menu if one.title not in full],
            say(
                "The mandate promises in explicit words: {titles}. Breaking a promise disappoints more than "
                "leaving out what nobody was promised.",
                titles=listed(full),
            ),
        )


def _dissociation() -> Iterator[Item]:
    yield from _item(
        say("What does a delegation do when it dissociates?"),
        say("It explains its position and lets the report pass"),
        [say("It leaves the room"), say("It stops the report"), say("It asks for another reading")],
        say("The report leaves it worse off, but stopping everybody else would cost it more."),
    )


def _zero_draft(menu: Sequence[Ladder]) -> Iterator[Item]:
    counts = {word: sum(one.drafted.word == word for one in menu) for word in Rung.words()}
    right = str(counts["explicit"])
    wrong = [str(n) for n in (len(menu), counts["silent"], len(menu) // 2, 0, 1) if str(n) != right]
    order = sorted({right, *wrong}, key=int)
    yield from _item(
        say("How many of the {n} paragraphs are explicit in the zero draft?", n=len(menu)),
        right,
        wrong,
        say("Explicit {explicit}, indirect {indirect}, silent {silent}.", **counts),
        order,
    )


def _outlets(scenario: Scenario) -> Iterator[Item]:
    number = len(scenario.outlets)
    order = [str(n) for n in range(max(CHOICES, number + 1))]
    yield from _item(
        say("How many other places could take up what this report leaves out?"),
        str(number),
        [n for n in order if n != str(number)],
        listed(say(outlet.what) for outlet in scenario.outlets)
        or say("None: disappointed claims have nowhere else to go."),
        order,
    )
