"""Negotiation tips: three for each seat, derived from its instructions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.classroom.kit.allies_and_opponents import Company
from sim.classroom.kit.instructions import Instructions, Wish
from sim.classroom.kit.short_lists import named, some
from sim.classroom.room.attitude import AGAINST, FOR, Attitude
from sim.report.words.names import capital
from sim.scenario.ladder import Rung

#: Tips on a role sheet.
TIPS = 3
#: Most names or titles in a tip.
_FEW = 3


def tips(own: Instructions, company: Company) -> tuple[str, ...]:
    """Return the first three tips that suit a delegation, the most specific first."""
    found = [
        *_on_red_lines(own, company),
        *_on_reluctance(own),
        *_on_claims(own),
        *_on_bargaining(own),
        *_on_agreed_words(own),
        *_always(own, company),
    ]
    return tuple(found[:TIPS])


def _on_red_lines(own: Instructions, company: Company) -> Iterator[str]:
    if not own.red_lines:
        return
    first, beside = own.red_lines[0], company.on_red_lines
    way_out = (
        f"Have the indirect words ready: “{first.indirect}”"
        if first.indirect
        else f"There are no indirect words for it, so know your price{_price(own)}."
    )
    yield f"Say early that you cannot join explicit words on {first.title}. {way_out}"
    if beside:
        yield (
            f"{_named(beside)} {'has' if len(beside) == 1 else 'have'} said the same about one of your red "
            "lines. Talk to them before you speak: refusing together costs less."
        )
    else:
        yield (
            "Nobody else has said in public what you say about your red line. Find allies in the corridor, "
            "or prepare to dissociate: explain your position and let the report pass."
        )


def _price(own: Instructions) -> str:
    wanted = own.of(Attitude.INSISTS) or own.of(Attitude.WANTS)
    return f": {_titles(wanted)}" if wanted else ""


def _on_reluctance(own: Instructions) -> Iterator[str]:
    if reluctant := own.of(Attitude.RELUCTANT):
        yield (
            f"You would rather not have explicit words on {_titles(reluctant)}. On its own, that is hardly "
            "worth an objection. Support those who mind more and offer softer words; if the words stay, "
            "explain your position and dissociate, or object together."
        )


def _on_claims(own: Instructions) -> Iterator[str]:
    promised = [wish for wish in own.of(*FOR) if wish.asked >= 1]
    claimed = own.of(Attitude.INSISTS)
    if promised:
        yield f"Quote the mandate: it promises {_titles(promised)}. Whoever wants less has to explain why."
    elif claimed:
        yield (
            f"You insist on {_titles(claimed)}, but the mandate does not promise that much. Ask for it at "
            "the first reading, while the text is still open."
        )


def _on_bargaining(own: Instructions) -> Iterator[str]:
    free = own.of(Attitude.INDIFFERENT, Attitude.WELCOMES)
    wanted = own.of(*FOR)
    resisted = own.of(Attitude.RESISTS)
    if wanted and resisted:
        yield (
            f"You have something to trade: you could accept {_titles(resisted[:1])} for "
            f"{_titles(wanted[:1])}. Offer both in one sentence, never the first alone."
        )
    if wanted and free:
        yield (
            f"You do not care much about {_titles(free)}. Do not give your support away: ask for help on "
            f"{_titles(wanted[:1])} in return."
        )
    elif free:
        yield "You want little, so everybody needs you. Offer to build bridges, and see what you are offered."


def _on_agreed_words(own: Instructions) -> Iterator[str]:
    agreed = [wish for wish in own.of(*AGAINST) if wish.agreed is not Rung.SILENT]
    if agreed:
        yield f"If you must give way on {agreed[0].title}, offer the words agreed before; they cost least."


def _always(own: Instructions, company: Company) -> Iterator[str]:
    if company.fellows:
        yield (
            f"Ask your caucus first: {_named(company.fellows)}. A delegation that speaks for several is "
            "heard sooner."
        )
    yield "Do not show how much you need a report. If others know, they ask for more."
    yield "Keep one concession for the last reading; early concessions are soon forgotten."
    yield "Bracket only what matters to you. Each bracket tells the chair what to change first."


def _titles(wishes: Sequence[Wish]) -> str:
    return some([wish.title for wish in wishes], _FEW)


def _named(codes: Sequence[str]) -> str:
    return capital(named(codes, _FEW))
