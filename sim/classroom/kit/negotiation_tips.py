"""Tips: how to negotiate a seat, three of them, from what its instructions are like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.classroom.kit.allies_and_opponents import Company
from sim.classroom.kit.instructions import Instructions, Wish
from sim.classroom.kit.short_lists import named, some
from sim.classroom.room.attitude import Attitude
from sim.report.wording import capital
from sim.scenario.ladder import Rung

#: So many tips stand on a role sheet.
TIPS = 3
#: So many names, and so many titles, stand in a tip.
_FEW = 3


def tips(own: Instructions, company: Company) -> tuple[str, ...]:
    """Return the first three tips that fit a delegation, the most particular first."""
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
            f"{_named(beside)} {'has' if len(beside) == 1 else 'have'} said the same of a red line of yours. "
            "Speak with them before you speak: together it costs less to refuse."
        )
    else:
        yield (
            "Nobody else has said in public what you say of your red line. Find company in the corridor, or "
            "prepare to dissociate: to explain your position and let the report pass."
        )


def _price(own: Instructions) -> str:
    wanted = own.of(Attitude.INSISTS) or own.of(Attitude.WANTS)
    return f": {_titles(wanted)}" if wanted else ""


def _on_reluctance(own: Instructions) -> Iterator[str]:
    if reluctant := own.of(Attitude.RELUCTANT):
        yield (
            f"You would rather not have explicit words on {_titles(reluctant)}. By itself that is hardly "
            "worth an objection. Stand beside those who mind more and offer softer words; if the words stay, "
            "explain your position and dissociate, or object together."
        )


def _on_claims(own: Instructions) -> Iterator[str]:
    promised = [wish for wish in own.of(Attitude.INSISTS, Attitude.WANTS) if wish.asked >= 1]
    claimed = own.of(Attitude.INSISTS)
    if promised:
        yield f"Quote the mandate: it promises {_titles(promised)}. Whoever wants less has to explain why."
    elif claimed:
        yield (
            f"You insist on {_titles(claimed)}, and the mandate does not promise as much. Ask for it at the "
            "first reading, while the text is still open."
        )


def _on_bargaining(own: Instructions) -> Iterator[str]:
    free = own.of(Attitude.INDIFFERENT, Attitude.WELCOMES)
    wanted = own.of(Attitude.INSISTS, Attitude.WANTS)
    resisted = own.of(Attitude.RESISTS)
    if wanted and resisted:
        yield (
            f"You have something to sell: you could bear {_titles(resisted[:1])} for {_titles(wanted[:1])}. "
            "Offer both in one sentence, never the first alone."
        )
    if wanted and free:
        yield (
            f"You do not mind much about {_titles(free)}. Do not give your support away: ask for help on "
            f"{_titles(wanted[:1])} in return."
        )
    elif free:
        yield "You want little, so everybody needs you. Offer to build bridges, and see what you are offered."


def _on_agreed_words(own: Instructions) -> Iterator[str]:
    agreed = [wish for wish in own.of(Attitude.RESISTS, Attitude.REJECTS) if wish.agreed is not Rung.SILENT]
    if agreed:
        yield f"If you must give way on {agreed[0].title}, offer the words agreed before: they cost least."


def _always(own: Instructions, company: Company) -> Iterator[str]:
    if company.fellows:
        yield f"Ask your caucus first: {_named(company.fellows)}. Who speaks for several is heard sooner."
    yield "Do not show how much you need a report. Those who know ask for more."
    yield "Keep one concession for the last reading; what is given early is soon forgotten."
    yield "Bracket only what you mind. Each bracket tells the chair what to change first."


def _titles(wishes: Sequence[Wish]) -> str:
    return some([wish.title for wish in wishes], _FEW)


def _named(codes: Sequence[str]) -> str:
    return capital(named(codes, _FEW))
