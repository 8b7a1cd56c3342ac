"""Negotiation tips: three for each seat, derived from its instructions, and none against them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sim.classroom.kit.allies_and_opponents import Company
from sim.classroom.kit.instructions import Instructions, Wish
from sim.classroom.kit.short_lists import named
from sim.classroom.room.attitude import FOR, Attitude
from sim.classroom.room.numbered import some_numbered
from sim.classroom.words.message import counted, joined, say
from sim.scenario.ladder import Rung

#: Tips on a role sheet.
TIPS = 3
#: Most names or titles in a tip.
_FEW = 3


class Do(StrEnum):
    """What a tip asks for: on one paragraph, or of the seat as a whole."""

    REFUSE = "refuse the explicit words"
    SOFTEN = "offer weaker words"
    GIVE = "take the explicit words for something in return"
    LET_PASS = "let the explicit words pass"
    GET = "get the explicit words"
    TRADE = "trade one's support"
    CONCEDE = "concede at the end"
    OBJECT = "object together with others"
    HIDE = "hide that one needs a report"
    WAIT = "let others pay for a report"


#: What the orders of the capital allow on a paragraph.
ALLOWED: Mapping[Attitude, frozenset[Do]] = {
    Attitude.REJECTS: frozenset({Do.REFUSE, Do.SOFTEN}),
    Attitude.RESISTS: frozenset({Do.REFUSE, Do.SOFTEN, Do.GIVE}),
    Attitude.RELUCTANT: frozenset({Do.LET_PASS, Do.GIVE, Do.SOFTEN}),
    Attitude.INDIFFERENT: frozenset({Do.TRADE}),
    Attitude.WELCOMES: frozenset({Do.TRADE}),
    Attitude.WANTS: frozenset({Do.GET}),
    Attitude.INSISTS: frozenset({Do.GET}),
}


@dataclass(frozen=True)
class Tip:
    """A tip: its text, what it asks for on which paragraphs, and what it asks of the seat."""

    text: str
    paragraphs: Mapping[str, Do] = field(default_factory=dict)
    seat: frozenset[Do] = frozenset()


def tips(own: Instructions, company: Company) -> tuple[Tip, ...]:
    """Return the first three tips that suit a delegation, the most specific first."""
    found = [
        *_on_red_lines(own, company),
        *_on_bargaining(own),
        *_on_claims(own),
        *_on_reluctance(own),
        *_on_agreed_words(own),
        *_always(own, company),
    ]
    return tuple(found[:TIPS])


def contradictions(own: Instructions, told: Sequence[Tip]) -> list[str]:
    """Return what tips ask for against the instructions or against each other, as sentences."""
    attitudes = {wish.code: wish.attitude for wish in own.wishes}
    found = [
        f"{own.code}: {attitudes[code]} {code}, but a tip says: {do}"
        for tip in told
        for code, do in tip.paragraphs.items()
        if do not in ALLOWED[attitudes[code]]
    ]
    asked = {do for tip in told for do in tip.seat}
    against = {
        Do.CONCEDE: not own.moves,
        Do.HIDE: not own.needs_report,
        Do.WAIT: own.needs_report,
        Do.OBJECT: not own.objects,
    }
    found += [f"{own.code}: a tip says: {do}" for do, wrong in against.items() if wrong and do in asked]
    if not own.moves:
        given = [tip for tip in told if Do.GIVE in tip.paragraphs.values()]
        found += [f"{own.code}: its capital never moves, but a tip says: {Do.GIVE}" for _ in given]
    return found


def _on_red_lines(own: Instructions, company: Company) -> Iterator[Tip]:
    if not own.red_lines:
        return
    first, beside = own.red_lines[0], company.on_red_lines
    way_out = (
        say("Have the indirect words ready.") if first.indirect else say("It has no indirect words to offer.")
    )
    yield Tip(
        joined(
            say("Say early that you cannot join explicit words on {titles}.", titles=_titles([first])),
            way_out,
        ),
        {first.code: Do.SOFTEN if first.indirect else Do.REFUSE},
    )
    if beside and own.objects:
        yield Tip(
            counted(
                len(beside),
                "{names} has the same red line. Talk to them first: together, objecting costs less.",
                "{names} have the same red line. Talk to them first: together, objecting costs less.",
                names=named(beside, _FEW),
            ),
            seat=frozenset({Do.OBJECT}),
        )
    elif beside:
        yield Tip(
            counted(
                len(beside),
                "{names} has the same red line. Talk to them before you speak.",
                "{names} have the same red line. Talk to them before you speak.",
                names=named(beside, _FEW),
            )
        )
    else:
        yield Tip(say("Nobody else has this red line in public. Look for friends in the corridor, early."))


def _on_bargaining(own: Instructions) -> Iterator[Tip]:
    free = own.of(Attitude.INDIFFERENT, Attitude.WELCOMES)
    wanted = own.of(Attitude.INSISTS) or own.of(Attitude.WANTS)
    given = own.of(Attitude.RESISTS) or own.of(Attitude.RELUCTANT)
    if wanted and given and own.moves:
        yield Tip(
            say(
                "Offer a package: “I take {given} if I get {wanted}.” Never give the first alone.",
                given=_titles(given[:1]),
                wanted=_titles(wanted[:1]),
            ),
            {given[0].code: Do.GIVE, wanted[0].code: Do.GET},
        )
    if wanted and free:
        yield Tip(
            say(
                "{free}: do not support this for nothing. Ask for help on {wanted}.",
                free=_titles(free[:2]),
                wanted=_titles(wanted[:1]),
            ),
            {**{wish.code: Do.TRADE for wish in free[:2]}, wanted[0].code: Do.GET},
        )
    elif free and not own.red_lines:
        yield Tip(
            say("You are free on most paragraphs. Build bridges, and ask what others give for your support."),
            {wish.code: Do.TRADE for wish in free},
        )


def _on_claims(own: Instructions) -> Iterator[Tip]:
    promised = [wish for wish in own.of(*FOR) if wish.asked >= 1]
    claimed = own.of(Attitude.INSISTS)
    if promised:
        yield Tip(
            say(
                "The mandate promises {titles}. Say so: who wants less must explain why.",
                titles=_titles(promised),
            ),
            {wish.code: Do.GET for wish in promised},
        )
    elif claimed:
        yield Tip(
            say(
                "Ask for {titles} in the first reading. The text is still open then.",
                titles=_titles(claimed),
            ),
            {wish.code: Do.GET for wish in claimed},
        )


def _on_reluctance(own: Instructions) -> Iterator[Tip]:
    if reluctant := own.of(Attitude.RELUCTANT):
        yield Tip(
            say(
                "You do not like {titles}. Let others fight, or get something for it.",
                titles=_titles(reluctant),
            ),
            {wish.code: Do.LET_PASS for wish in reluctant},
        )


def _on_agreed_words(own: Instructions) -> Iterator[Tip]:
    agreed = [wish for wish in own.of(Attitude.RESISTS) if wish.agreed is Rung.INDIRECT]
    if agreed:
        yield Tip(
            say(
                "{titles}: indirect words were agreed before. If you must give way, offer these.",
                titles=_titles(agreed[:1]),
            ),
            {agreed[0].code: Do.SOFTEN},
        )


def _always(own: Instructions, company: Company) -> Iterator[Tip]:
    if company.fellows:
        yield Tip(
            say(
                "Talk to your caucus first: {names}. Together you are heard sooner.",
                names=named(company.fellows, _FEW),
            )
        )
    if own.needs_report:
        yield Tip(
            say("Do not show how much you need a report. Others would ask for more."),
            seat=frozenset({Do.HIDE}),
        )
    else:
        yield Tip(
            say("Others need this report more than you. Ask what they give for it."),
            seat=frozenset({Do.WAIT}),
        )
    if own.moves:
        yield Tip(
            say("Keep one concession for the last reading. Early ones are soon forgotten."),
            seat=frozenset({Do.CONCEDE}),
        )
    yield Tip(say("Bracket only what matters to you. A bracket tells the chair what to change."))
    yield Tip(say("Ask others what they want before you say what you want."))


def _titles(wishes: Sequence[Wish]) -> str:
    return some_numbered([(wish.title, wish.number) for wish in wishes], _FEW)
