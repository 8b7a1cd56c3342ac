"""Debriefing: the class, the forecast, what really happened, and what would have changed the outcome."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from sim.classroom.room.case import ROW, Case, as_array
from sim.classroom.room.debrief_data import (
    Debrief,
    ForecastView,
    HistoryView,
    PlayView,
    RewordingView,
    Standing,
)
from sim.classroom.room.lesson import Lesson, Outcome
from sim.classroom.room.numbered import numbered
from sim.classroom.room.odds import answer_words
from sim.classroom.words.message import Message, joined, listed, say
from sim.classroom.words.names import state
from sim.negotiation.arrays import OBJECTS, Ints
from sim.negotiation.play import play
from sim.negotiation.reading import net
from sim.negotiation.stance import cover, largest_complaint, price_of_blocking
from sim.negotiation.vocabulary import Complaint, Kind, Stance
from sim.scenario.ladder import Rung
from sim.study.rewording import reword

if TYPE_CHECKING:
    from sim.scenario.record import Record
    from sim.study.forecast import Forecast

__all__ = ["Debrief", "debrief"]

#: Most objectors and most rewordings in a debrief.
OBJECTORS, REWORDINGS = 8, 6


_OVER = {
    Kind.DISAPPOINTMENT: say("wants more on {paragraph}"),
    Kind.HARM: say("resists {paragraph}"),
}
_ROLES = {
    "resisted": say("{names} resisted: {paragraphs}"),
    "insisted": say("{names} insisted: {paragraphs}"),
    "objected": say("{names} objected: {paragraphs}"),
    "dissociated": say("{names} dissociated: {paragraphs}"),
}


def debrief(lesson: Lesson, forecast: Forecast | None = None, record: Record | None = None) -> Debrief:
    """Return the debrief of a class.

    Parameters
    ----------
    forecast : of the same scenario; a few hundred plays are enough
    record : what really happened, if known
    """
    case, done = lesson.case, lesson.play
    outcome = done.outcome
    path = [*done.path] + ([done.draft] if done.draft != done.path[-1] else [])
    texts = zip(case.issues, done.draft, strict=True)
    return Debrief(
        title=say(case.scenario.title),
        question=say(case.scenario.question),
        adopted=outcome.adopted if outcome else None,
        verdict=_verdict(case, outcome),
        issues=tuple((issue.code, case.title(k)) for k, issue in enumerate(case.issues)),
        path=tuple(case.words(draft) for draft in path),
        readings=done.held,
        packages=done.packages,
        text={issue.code: (Rung(rung).word, case.text(issue.code, rung)) for issue, rung in texts},
        standings=_standings(case, outcome) if outcome else (),
        rewordings=tuple(_rewordings(case, outcome))[:REWORDINGS] if outcome else (),
        computers=_computers(case),
        forecast=_forecast(forecast) if forecast else None,
        history=_history(case, record) if record else None,
    )


def _verdict(case: Case, outcome: Outcome | None) -> str:
    if outcome is None:
        return say("The class ended without a decision.")
    objecting = [case.name(seat) for seat in case.seats if outcome.stances[seat] == "objects"]
    apart = [case.name(seat) for seat in case.seats if outcome.stances[seat] == "dissociates"]
    told = say("The class adopted a report.") if outcome.adopted else say("The class adopted no report.")
    who = say("Objecting: {names}.", names=listed(objecting)) if objecting else say("Nobody objected.")
    return joined(told, who, say("Dissociating: {names}.", names=listed(apart)) if apart else "")


def _standings(case: Case, outcome: Outcome) -> tuple[Standing, ...]:
    last, text = case.reading(case.last), as_array(outcome.text)
    worth, complaints = net(last, text, ROW), largest_complaint(last, text, ROW)
    price = price_of_blocking(last, cover(last, worth, complaints), ROW)[0]
    standings = [
        _standing(case, outcome, seat, float(worth[0, n]), float(price[n]), int(complaints[0, n]))
        for n, seat in enumerate(case.seats)
    ]
    return tuple(sorted(standings, key=lambda s: (-Stance.named(s.decided), s.seat)))


def _standing(
    case: Case, outcome: Outcome, seat: str, worth: float, price: float, complaint: int
) -> Standing:
    issue, kind = Complaint.of(complaint)
    over = ""
    if kind is not Kind.NONE:
        over = _OVER[kind].with_gaps(paragraph=numbered(case.title(issue), issue + 1))
    return Standing(
        seat=seat,
        name=case.name(seat),
        player=outcome.people.get(seat, ""),
        decided=outcome.stances[seat],
        reason=outcome.reasons.get(seat, ""),
        apart_from=tuple(
            numbered(case.issues[case.paragraph[code]].title, case.paragraph[code] + 1)
            for code in outcome.apart_from.get(seat, ())
        ),
        instructed=outcome.instructed[seat],
        over=over,
        worth=worth,
        price=price,
        sentence=_distance(case.name(seat), worth, price),
    )


def _distance(name: str, worth: float, price: float) -> Message:
    """Say how far instructions are from objecting, by the cost of the text and of an objection."""
    if worth >= 0:
        return say("For {name} this text was better than no report.", name=name)
    if price <= 0:
        return say("For {name} this text was worse than no report, and objecting cost it nothing.", name=name)
    share = -worth / price
    if share <= 1:
        return say("{name} did not like this text. But objecting would have cost it more.", name=name)
    if share < 2:
        return say(
            "For {name} this text was worse than the price of objecting. So it had reason to object.",
            name=name,
        )
    return say(
        "For {name} this text was much worse than the price of objecting. So it had reason to object.",
        name=name,
    )


def _rewordings(case: Case, outcome: Outcome) -> Iterator[RewordingView]:
    """Yield the single rewordings that help: first those that lead to adoption, then the smallest."""
    found = reword(case.reading(case.last), as_array(outcome.text))
    own = _of_their_own(case, outcome)
    before, stances = np.where(own < 0, found.before, own), np.where(own < 0, found.stances, own)
    adopted = case.table.carries(stances)
    carried = case.table.carries(before)[0]
    before, after = before[0] == OBJECTS, stances == OBJECTS
    won, lost = before & ~after, after & ~before
    order = np.lexsort((np.abs(found.rungs), lost.sum(axis=1), -won.sum(axis=1), ~adopted))
    for e in order.tolist():
        if not won[e].any() and (carried or not adopted[e]):
            continue
        issue, end = case.issues[int(found.paragraphs[e])], int(found.ends[e])
        yield RewordingView(
            issue=issue.code,
            title=case.title(int(found.paragraphs[e])),
            number=int(found.paragraphs[e]) + 1,
            before=Rung(int(found.starts[e])).word,
            after=Rung(end).word,
            text=case.text(issue.code, end),
            adopted=bool(adopted[e]),
            won=tuple(case.name(case.seats[n]) for n in np.flatnonzero(won[e])),
            lost=tuple(case.name(case.seats[n]) for n in np.flatnonzero(lost[e])),
        )


def _of_their_own(case: Case, outcome: Outcome) -> Ints:
    """Return the stances of those who decided against their instructions, assumed to stand by them.

    Returns
    -------
    stances : (N,), -1 for all others
    """
    own = [
        Stance.named(outcome.stances[seat]) if outcome.stances[seat] != outcome.instructed[seat] else -1
        for seat in case.seats
    ]
    return np.array(own)


def _computers(case: Case) -> PlayView:
    played = play(case.table, case.draws, case.chair)
    stances = [Stance(s).word for s in played.stances[0].tolist()]
    pairs = list(zip(case.seats, stances, strict=True))
    taking = {word: tuple(seat for seat, stance in pairs if stance == word) for word in stances}
    return PlayView(
        adopted=bool(played.adopted[0]),
        text=case.words(tuple(played.text[0].tolist())),
        objecting=taking.get("objects", ()),
        dissociating=taking.get("dissociates", ()),
    )


def _forecast(forecast: Forecast) -> ForecastView:
    from sim.report.forecast_language import odds, paragraphs
    from sim.report.forecast_objectors import objecting

    claim = forecast.claim
    bars = {told.issue.code: odds(forecast, told) for told in forecast.language}
    return ForecastView(
        runs=forecast.runs,
        answer=answer_words(forecast),
        adopted=claim.counted.successes if claim.counted is not None else None,
        probability=claim.probability,
        band=forecast.band.ends if forecast.band else None,
        language={code: tuple(share for share in row if share is not None) for code, row in bars.items()},
        odds={row.code: row.written for row in paragraphs(forecast)},
        objectors=tuple((d.code, state(d.code), often) for d, often in objecting(forecast)[:OBJECTORS]),
    )


def _history(case: Case, record: Record) -> HistoryView:
    titles = {issue.code: case.title(k) for k, issue in enumerate(case.issues)}
    apart = [
        _ROLES[told.role].with_gaps(
            names=listed([state(code) for code in told.states]),
            paragraphs=listed([titles.get(issue, issue) for issue in told.issues]),
        )
        for told in record.resistance
    ]
    language = {code: record.language.get(code, Rung.SILENT).word for code in titles}
    return HistoryView(
        adopted=record.adopted,
        document=say(record.document),
        date=record.date,
        source=say(record.source),
        language=language if record.adopted else {},
        stood_apart=tuple(apart),
    )
