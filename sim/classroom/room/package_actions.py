"""Package actions: to offer, co-sponsor, accept, decline and withdraw a package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sim.classroom.room import actions as do
from sim.classroom.room.computer_answers import answered_by_computers
from sim.classroom.room.lesson import Lesson, Phase, Player, Refused
from sim.classroom.room.package import Package, PackageState
from sim.classroom.words.message import say

_ENDED = {
    PackageState.AGREED: say("This package is agreed."),
    PackageState.DECLINED: say("This package is declined."),
    PackageState.WITHDRAWN: say("This package is withdrawn."),
    PackageState.EXPIRED: say("This package is expired."),
    PackageState.CARRIED: say("This package is carried out."),
}
#: Most packages of one delegation that wait for an answer.
MOST_OPEN = 5
#: Fewest co-sponsors that oblige the chair; where more could sponsor, a quarter of them does.
FEWEST_SPONSORS = 3


def needed(lesson: Lesson) -> int:
    """Return the number of co-sponsors that oblige the chair: a quarter of the seats that people play.

    Where computers speak, they may co-sponsor, and all seats count.
    """
    seats = lesson.case.seats if lesson.solo.talkative else lesson.seated
    return max(FEWEST_SPONSORS, -(-len(seats) // 4))


def offer_package(lesson: Lesson, player: Player, action: do.OfferPackage) -> Lesson:
    """Offer a package; computers that are asked answer at once."""
    seat = _in_a_reading(lesson, player)
    case, play = lesson.case, lesson.play
    others = tuple(other for other in case.seats if other != seat)
    to = tuple(sorted(set(action.to))) or others
    if seat in to:
        raise Refused("You cannot offer a package to yourself.")
    if not set(to) <= set(others):
        raise Refused("There is no such delegation in this room.")
    drafted = dict(zip(case.paragraph, case.words(play.draft), strict=True))
    _check_words(lesson, action, drafted)
    if sum(p.live and p.sender == seat for p in play.packages) >= MOST_OPEN:
        raise Refused("You have many packages open. Withdraw one first.")
    offer = Package(
        number=lesson.offered + 1,
        reading=play.number,
        sender=seat,
        by=player.name,
        to=to,
        everybody=len(to) == len(others),
        takes=dict(action.takes),
        asks=dict(action.asks),
        drafted={issue: drafted[issue] for issue in (*action.takes, *action.asks)},
        needed=needed(lesson),
    )
    if any(p.live and _same(p, offer) for p in play.packages):
        raise Refused("This package is already on the table.")
    offer = answered_by_computers(lesson, offer)
    play = replace(play, packages=(*play.packages, offer))
    return replace(lesson, play=play, offered=offer.number)


def co_sponsor(lesson: Lesson, player: Player, action: do.CoSponsor) -> Lesson:
    """Stand by somebody else's package."""
    seat, package = _live(lesson, player, action.package)
    if seat == package.sender:
        raise Refused("This is your own package.")
    if seat in package.sponsors:
        raise Refused("You already co-sponsor this package.")
    if not package.everybody and seat in package.to:
        raise Refused("You are asked: accept or decline.")
    if package.answers.get(seat) is not None:
        raise Refused("You have already answered this package.")
    to = tuple(other for other in package.to if other != seat)
    return _with(lesson, replace(package, sponsors=(*package.sponsors, seat), to=to))


def accept_package(lesson: Lesson, player: Player, action: do.AcceptPackage) -> Lesson:
    """Accept a package."""
    return _answered(lesson, player, action.package, True)


def decline_package(lesson: Lesson, player: Player, action: do.DeclinePackage) -> Lesson:
    """Decline a package."""
    return _answered(lesson, player, action.package, False)


def withdraw_package(lesson: Lesson, player: Player, action: do.WithdrawPackage) -> Lesson:
    """Withdraw one's package, or one's name as a co-sponsor."""
    seat, package = _live(lesson, player, action.package)
    if package.state is PackageState.AGREED:
        raise Refused("This package is agreed. You cannot withdraw it.")
    if seat == package.sender:
        return _with(lesson, replace(package, ended=PackageState.WITHDRAWN))
    if seat in package.sponsors:
        left = tuple(other for other in package.sponsors if other != seat)
        to = tuple(sorted((*package.to, seat))) if package.everybody else package.to
        return _with(lesson, replace(package, sponsors=left, to=to))
    raise Refused("This is not your package.")


def _answered(lesson: Lesson, player: Player, number: int, yes: bool) -> Lesson:
    seat, package = _live(lesson, player, number)
    if seat not in package.to:
        raise Refused("This package is not for you.")
    if seat in package.answers:
        raise Refused("You have already answered this package.")
    answers, people = {**package.answers, seat: yes}, {**package.people, seat: player.name}
    return _with(lesson, replace(package, answers=answers, people=people))


def _check_words(lesson: Lesson, action: do.OfferPackage, drafted: Mapping[str, str]) -> None:
    if not action.takes or not action.asks:
        raise Refused("A package needs two sides: what you take, and what they take.")
    if set(action.takes) & set(action.asks):
        raise Refused("A paragraph can be on one side only.")
    for issue, rung in (*action.takes.items(), *action.asks.items()):
        if issue not in lesson.case.paragraph:
            raise Refused("There is no such paragraph.")
        if rung not in lesson.case.ladder(issue):
            raise Refused("This paragraph has no such words. Choose from its ladder.")
    if all(drafted[issue] == rung for issue, rung in (*action.takes.items(), *action.asks.items())):
        raise Refused("The draft already says all of this.")


def _live(lesson: Lesson, player: Player, number: int) -> tuple[str, Package]:
    """Return the seat of a player and a package that it may see, if that can still be carried out."""
    seat = _in_a_reading(lesson, player)
    package = next((p for p in lesson.play.packages if p.number == number), None)
    if package is None or not seen(package, seat):
        raise Refused("There is no such package.")
    if not package.live:
        raise Refused(_ENDED[package.state])
    return seat, package


def seen(package: Package, seat: str | None) -> bool:
    """Return whether a delegation sees a package."""
    return package.public or seat in (package.sender, *package.sponsors, *package.to)


def _in_a_reading(lesson: Lesson, player: Player) -> str:
    if player.seat is None:
        raise Refused("You have no seat.")
    if lesson.phase is not Phase.READING:
        raise Refused("No reading is open now.")
    return player.seat


def _same(one: Package, other: Package) -> bool:
    return (one.sender, one.to, one.takes, one.asks) == (other.sender, other.to, other.takes, other.asks)


def _with(lesson: Lesson, package: Package) -> Lesson:
    packages = tuple(package if p.number == package.number else p for p in lesson.play.packages)
    return replace(lesson, play=replace(lesson.play, packages=packages))
