"""The journal: every action of a class in order, and what followed from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sim.classroom.export.package_words import package_words
from sim.classroom.room import actions as do
from sim.classroom.room.action_rules import act
from sim.classroom.room.case import Case
from sim.classroom.room.lesson import TEACHER, Lesson
from sim.classroom.room.messages import name_of
from sim.classroom.room.opening import open_seats
from sim.classroom.room.stances import answer_of
from sim.classroom.store import StoredAction
from sim.scenario.ladder import Rung


@dataclass(frozen=True)
class Row:
    """A row, without number, time and reading; `before` and `after` depend on `kind`."""

    seat: str
    player: str
    kind: str
    issue: str = ""
    before: str = ""
    after: str = ""
    text: str = ""


def journal(case: Case, teacher: str, deeds: Iterable[StoredAction]) -> Iterator[dict[str, Any]]:
    """Yield a row for every action of a class, every change of the draft, and every last stance.

    What people tried on the practice paragraph is left out.
    """
    lesson = Lesson.gathering(case, teacher)
    for deed in deeds:
        after = act(lesson, deed.who, deed.action, deed.at)
        if not isinstance(deed.action, do.Practise | do.TryOut):
            for row in (*_done(lesson, after, deed), *_followed(lesson, after)):
                yield {
                    "number": deed.number,
                    "time": _time(deed.at),
                    "reading": lesson.play.number,
                    "seat": row.seat,
                    "seat_name": case.name(row.seat) if row.seat else "",
                    "player": row.player,
                    "kind": row.kind,
                    "paragraph": case.paragraph[row.issue] + 1 if row.issue else None,
                    "issue": row.issue,
                    "from": row.before,
                    "to": row.after,
                    "text": row.text,
                }
        lesson = after


def _time(at: float) -> str:
    """Return seconds since the epoch as a time in UTC; unchanged if outside the calendar."""
    try:
        return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")
    except (OverflowError, ValueError, OSError):
        return f"{at:.3f}"


def _done(lesson: Lesson, after: Lesson, deed: StoredAction) -> Iterator[Row]:
    """Yield the rows of an action."""
    action, play = deed.action, lesson.play
    seat, name = "", "the teacher" if deed.who == TEACHER else ""
    if isinstance(deed.who, int):
        player = lesson.players[deed.who]
        seat, name = player.seat or "", player.name
    kind = name_of(action)
    match action:
        case do.Enter():
            yield Row(seat, after.players[-1].name, kind)
        case do.TakeSeat() | do.StandUp():
            player = after.players[int(deed.who)]
            yield Row(player.seat or seat, name, kind, "", seat, player.seat or "")
        case do.Answer():
            said = answer_of(lesson, seat, action.issue) or ""
            rung = Rung(play.draft[lesson.case.paragraph[action.issue]]).word
            yield Row(seat, name, kind, action.issue, said, action.stance, rung)
        case do.Propose():
            drafted = Rung(play.draft[lesson.case.paragraph[action.issue]]).word
            wish = play.proposals.get(seat, {}).get(action.issue, drafted)
            yield Row(seat, name, kind, action.issue, wish, action.rung)
        case do.Withdraw():
            yield Row(seat, name, kind, action.issue, play.proposals[seat][action.issue], "")
        case do.Decide():
            earlier = play.decisions.get(seat)
            yield Row(seat, name, kind, "", earlier.stance if earlier else "", action.stance, action.reason)
        case do.SendNote():
            yield Row(seat, name, kind, "", seat, action.to, action.text)
        case do.OfferPackage():
            offer = after.play.packages[-1]
            yield Row(seat, name, kind, "", str(offer.number), " ".join(offer.to), package_words(offer))
        case do.CoSponsor() | do.AcceptPackage() | do.DeclinePackage() | do.WithdrawPackage():
            state = next(p.state for p in after.play.packages if p.number == action.package)
            yield Row(seat, name, kind, "", str(action.package), state.value)
        case do.OpenRoom():
            room = after.rooms[-1]
            yield Row(seat, name, kind, "", str(room.number), " ".join(room.seats))
        case do.SayInRoom():
            yield Row(seat, name, kind, "", seat, f"room {action.room}", action.text)
        case do.LeaveRoom():
            yield Row(seat, name, kind, "", str(action.room), "")
        case do.AskFloor():
            yield Row(seat, name, kind, text=action.text)
        case do.GiveFloor():
            yield Row(seat, name, kind, "", "", action.seat, after.statements[-1].text)
        case do.Place() | do.Remove() | do.NewKey():
            yield Row(seat, name, kind, *_moved(lesson, after, action.player))
        case do.AppointChair() | do.SetTimer() | do.AllowAdvice() | do.Share() | do.Reveal() | do.Ready():
            value = next(iter(vars(action).values()))
            yield Row(seat, name, kind, "", "", str(value).lower())
        case do.Discuss():
            yield Row(seat, name, kind, action.issue or "")
        case do.OpenSeats():
            latest = open_seats(after)[len(open_seats(lesson)) :]
            yield Row(seat, name, kind, "", _stage(lesson), " ".join(latest))
        case do.Advance() | do.PutUnderSilence() | do.Back() | do.Begin() | do.End() | do.Table():
            yield Row(seat, name, kind, "", _stage(lesson), _stage(after))
        case _:
            yield Row(seat, name, kind)


def _moved(lesson: Lesson, after: Lesson, number: int) -> tuple[str, str, str, str]:
    """Return issue, from, to and text of the teacher's action on a player."""
    before = lesson.players[number]
    return "", before.seat or "", after.players[number].seat or "", before.name


def _stage(lesson: Lesson) -> str:
    number = f" {lesson.play.number}" if lesson.play.number else ""
    return f"{lesson.phase}{number}"


def _followed(lesson: Lesson, after: Lesson) -> Iterator[Row]:
    """Yield the consequences of an action: changes of the draft, and the last stances."""
    held = after.play.held[len(lesson.play.held) :]
    pairs = zip(lesson.case.issues, lesson.play.draft, after.play.draft, strict=True)
    for issue, before, now in pairs:
        if before != now:
            player = held[-1].chair if held else "the teacher"
            yield Row("", player, "draft", issue.code, Rung(before).word, Rung(now).word)
    outcome = after.play.outcome
    if outcome and not lesson.play.outcome:
        for seat, stance in outcome.stances.items():
            by = outcome.people.get(seat, "the computer")
            reason = outcome.reasons.get(seat, "")
            yield Row(seat, by, "stance", "", outcome.instructed[seat], stance, reason)
        yield Row("", "", "outcome", after="adopted" if outcome.adopted else "no report")
