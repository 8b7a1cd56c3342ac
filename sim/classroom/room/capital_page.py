"""The capital's page: red lines, what to bring home, what to trade, and how much may still be given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.classroom.room.amounts_in_words import share_words
from sim.classroom.room.attitude import AGAINST, FOR, Attitude, attitude
from sim.classroom.room.case import ROW, Case, DraftText, as_array
from sim.negotiation.arrays import INDIFFERENCE, wording
from sim.negotiation.reading import Reading, burdens, margin, net
from sim.scenario.ladder import Rung

#: A paragraph is for trading if no wording of it gives or costs the capital as much as this.
_SMALL = 0.4


@dataclass(frozen=True)
class RedLine:
    """Words that the capital does not allow.

    Parameters
    ----------
    number, issue, title : of the paragraph
    rung, text : the words
    steps : steps on the ladder from the draft to them; 0 if the draft says them
    """

    number: int
    issue: str
    title: str
    rung: str
    text: str
    steps: int


@dataclass(frozen=True)
class Must:
    """A paragraph to bring home.

    Parameters
    ----------
    number, issue, title : of the paragraph
    position : insists or wants
    rung : the words that are worth most
    reached : whether the draft is worth as much
    """

    number: int
    issue: str
    title: str
    position: str
    rung: str
    reached: bool


@dataclass(frozen=True)
class ToTrade:
    """A paragraph that the capital does not mind much: its number and title, and who brackets it now."""

    number: int
    issue: str
    title: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Gauge:
    """How much may be given by a reading, and what the draft takes of it.

    Parameters
    ----------
    reading : its number
    words : the share of its complaints that the capital gives up by then, in words
    given : the same as a number, 0 to 1
    complaints : what is left of its complaints about the draft, at least 0
    worth : what speaks for the draft: a report at all, and the gains from it; may be negative
    taken : the share of that worth that the complaints take, 0 to 1
    left : the worth of the draft against no report, red lines counted: below 0, nothing may be given
    largest : the largest complaint over one paragraph
    limit : how large that may be before it is a red line; None if there is no such limit
    """

    reading: int
    words: str
    given: float
    complaints: float
    worth: float
    taken: float
    left: float
    largest: float
    limit: float | None


@dataclass(frozen=True)
class CapitalPage:
    """What a capital tells its delegation about a draft.

    Parameters
    ----------
    red_lines : in the order of the draft
    musts : what to bring home, what the capital insists on first
    to_trade : what to offer others
    gauges : of the first reading, of the one that counts now, and of the last
    """

    red_lines: tuple[RedLine, ...]
    musts: tuple[Must, ...]
    to_trade: tuple[ToTrade, ...]
    gauges: tuple[Gauge, ...]


def capital_page(
    case: Case, seat: str, draft: DraftText, number: int, brackets: Mapping[str, tuple[str, ...]]
) -> CapitalPage:
    """Return the capital's page, from its own instructions and what the room has said.

    Parameters
    ----------
    number : of the reading that counts now, from 1
    brackets : by issue, who brackets it
    """
    reading, last, place = case.reading(number), case.reading(case.last), case.place[seat]
    lines = tuple(_red_lines(case, last, place, draft))
    barred = {line.issue for line in lines}
    musts: list[Must] = []
    trade: list[ToTrade] = []
    for k, issue in enumerate(case.issues):
        said = attitude(float(case.interests.position[0, k, place]))
        worth = {
            Rung.named(word): reading.worth[0, k, Rung.named(word), place] for word in case.ladder(issue.code)
        }
        if said in FOR:
            best = max(worth, key=lambda rung: (worth[rung], -rung))
            reached = bool(worth[Rung(draft[k])] >= worth[best] - INDIFFERENCE)
            musts.append(Must(k + 1, issue.code, case.title(k), said.value, best.word, reached))
        elif issue.code not in barred and said not in AGAINST and max(map(abs, worth.values())) < _SMALL:
            others = tuple(other for other in brackets.get(issue.code, ()) if other != seat)
            trade.append(ToTrade(k + 1, issue.code, case.title(k), others))
    musts.sort(key=lambda must: (must.position != Attitude.INSISTS.value, must.number))
    numbers = sorted({1, number, case.last})
    gauges = tuple(_gauge(case, case.reading(n), place, draft) for n in numbers)
    return CapitalPage(lines, tuple(musts), tuple(trade), gauges)


def _red_lines(case: Case, last: Reading, place: int, draft: DraftText) -> list[RedLine]:
    """Return explicit words that the capital rejects, and all whose complaint the engine's red line bars."""
    felt = (1 - last.flexibility[0, place]) * last.interests.complaint[0, :, :, place]
    most = float(margin(last, ROW)[0])
    found = []
    for k, issue in enumerate(case.issues):
        rejects = attitude(float(case.interests.position[0, k, place])) is Attitude.REJECTS
        ladder = case.ladder(issue.code)
        for word in ladder:
            rung = Rung.named(word)
            if (rejects and rung is Rung.EXPLICIT) or felt[k, rung] > most:
                steps = abs(ladder.index(word) - ladder.index(Rung(draft[k]).word))
                text = case.text(issue.code, rung)
                found.append(RedLine(k + 1, issue.code, case.title(k), word, text, steps))
    return found


def _gauge(case: Case, reading: Reading, place: int, draft: DraftText) -> Gauge:
    text = as_array(draft)
    left = burdens(reading, text, ROW)[0, :, place]
    complaints = float(left.sum())
    gained = wording(reading.interests.gain, text, ROW)[0, :, place]
    worth = float(reading.interests.base[0, place] + gained.sum())
    given = float(reading.flexibility[0, place])
    limit = float(margin(reading, ROW)[0])
    return Gauge(
        reading=reading.number,
        words=share_words(given),
        given=given,
        complaints=complaints,
        worth=worth,
        taken=min(1.0, complaints / worth) if worth > 0 else float(complaints > 0),
        left=float(net(reading, text, ROW)[0, place]),
        largest=float(left.max(initial=0.0)),
        limit=limit if np.isfinite(limit) else None,
    )
