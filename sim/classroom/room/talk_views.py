"""Talk as data: threads by counterpart, rooms, packages, and the practice paragraph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.classroom.room.amounts_in_words import verdict_words
from sim.classroom.room.lesson import Lesson, Note, Phase
from sim.classroom.room.package import Package, Reason
from sim.classroom.room.package_actions import seen
from sim.classroom.room.package_worth import gains
from sim.classroom.room.practice import PRACTICE


@dataclass(frozen=True)
class PackageView:
    """A package offer as one screen sees it.

    Parameters
    ----------
    number, reading, sender, by : see `sim.classroom.room.package.Package`
    everybody : whether all others are asked
    takes, asks : formulation by issue
    changes : the formulations that the draft does not have now
    sponsors, accepted, declined, asked : seats: who co-sponsors, has accepted, has declined, has not answered
    state : open, agreed, declined, withdrawn, expired, carried out
    ripe : whether the chair may carry it out
    needed : number of co-sponsors from which it is pressing
    pressing : whether the chair must carry it out or say why not
    answer : why the chair has not carried it out; empty without an answer
    mine : sender, sponsor, asked, accepted or declined; empty for all others
    verdict : what it means for the own capital, as a sentence; empty where there is none
    reasons : why computers answered as they did, by seat
    """

    number: int
    reading: int
    sender: str
    by: str
    everybody: bool
    takes: Mapping[str, str]
    asks: Mapping[str, str]
    changes: Mapping[str, str]
    sponsors: tuple[str, ...]
    accepted: tuple[str, ...]
    declined: tuple[str, ...]
    asked: tuple[str, ...]
    state: str
    ripe: bool
    needed: int
    pressing: bool
    answer: str
    mine: str
    verdict: str
    reasons: Mapping[str, Reason]


@dataclass(frozen=True)
class ThreadView:
    """Everything that a delegation and one counterpart, or a room, wrote to each other.

    Parameters
    ----------
    room : number of the room; 0 for a thread with one delegation
    seats : the others in it
    notes : in order
    packages : numbers of the packages between the two, in order; none in a room
    """

    room: int
    seats: tuple[str, ...]
    notes: tuple[Note, ...]
    packages: tuple[int, ...]


@dataclass(frozen=True)
class PracticeView:
    """The practice paragraph as everybody sees it.

    Parameters
    ----------
    title, rung : its subject, and the drafted formulation
    ladder : text by formulation
    said : how many support, accept and bracket it
    proposals : proposed formulation by seat
    """

    title: str
    rung: str
    ladder: Mapping[str, str]
    said: Mapping[str, int]
    proposals: Mapping[str, str]


def package_views(lesson: Lesson, seat: str | None, everything: bool = False) -> tuple[PackageView, ...]:
    """Return the packages that a delegation sees; those that all see, for the projector (None).

    Parameters
    ----------
    everything : whether to show all of them: to the teacher, and to the chair
    """
    return tuple(
        _package(lesson, package, seat)
        for package in lesson.play.packages
        if everything or seen(package, seat)
    )


def _package(lesson: Lesson, package: Package, seat: str | None) -> PackageView:
    case, play = lesson.case, lesson.play
    drafted = dict(zip(case.paragraph, case.words(play.draft), strict=True))
    verdict = ""
    if seat is not None and package.live and lesson.phase is Phase.READING:
        verdict = verdict_words(gains(case, play.draft, package, play.number)[seat])
    return PackageView(
        number=package.number,
        reading=package.reading,
        sender=package.sender,
        by=package.by,
        everybody=package.everybody,
        takes=package.takes,
        asks=package.asks,
        changes={issue: word for issue, word in package.words.items() if drafted[issue] != word},
        sponsors=package.sponsors,
        accepted=package.accepted,
        declined=package.declined,
        asked=tuple(other for other in package.to if other not in package.answers),
        state=package.state.value,
        ripe=package.ripe,
        needed=package.needed,
        pressing=package.pressing,
        answer=package.answer,
        mine=_mine(package, seat),
        verdict=verdict,
        reasons=package.reasons,
    )


def _mine(package: Package, seat: str | None) -> str:
    roles = {"sender": (package.sender,), "sponsor": package.sponsors, "accepted": package.accepted}
    roles |= {"declined": package.declined, "asked": package.to}
    return next((role for role, seats in roles.items() if seat in seats), "")


def notes_of(lesson: Lesson, seat: str | None) -> tuple[Note, ...]:
    """Return the notes that a delegation may read: to it, from it, and in its rooms."""
    rooms = {room.number for room in lesson.rooms if seat in room.seats}
    return tuple(
        note
        for note in lesson.notes
        if seat is not None and (note.room in rooms if note.room else seat in (note.sender, note.to))
    )


def threads(lesson: Lesson, seat: str | None) -> tuple[ThreadView, ...]:
    """Return the threads of a delegation, by counterpart, and then its rooms."""
    if seat is None:
        return ()
    mine = notes_of(lesson, seat)
    found: dict[str, list[Note]] = {}
    offers: dict[str, list[int]] = {}
    for note in mine:
        if not note.room:
            found.setdefault(note.to if note.sender == seat else note.sender, []).append(note)
    for package in lesson.play.packages:
        if package.everybody:
            continue
        for other in package.to if package.sender == seat else (package.sender,) * (seat in package.to):
            offers.setdefault(other, []).append(package.number)
    pairs = tuple(
        ThreadView(0, (other,), tuple(found.get(other, ())), tuple(offers.get(other, ())))
        for other in sorted({*found, *offers})
    )
    rooms = tuple(
        ThreadView(
            room.number,
            tuple(other for other in room.seats if other != seat),
            tuple(note for note in mine if note.room == room.number),
            (),
        )
        for room in lesson.rooms
        if seat in room.seats
    )
    return pairs + rooms


def practice_view(lesson: Lesson) -> PracticeView | None:
    """Return the practice paragraph, while it is open."""
    if lesson.practice is None:
        return None
    tries = lesson.practice.tries
    said = {
        stance: sum(t[0] == stance for t in tries.values()) for stance in ("supports", "accepts", "brackets")
    }
    wishes = {seat: rung for seat, (_, rung) in sorted(tries.items()) if rung is not None}
    return PracticeView(PRACTICE.title, PRACTICE.drafted, PRACTICE.ladder, said, wishes)
