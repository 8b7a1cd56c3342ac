"""Conduct: how somebody negotiated, from what they did, and what they brought home."""

from __future__ import annotations

from dataclasses import dataclass

from sim.classroom.room.capital_page import capital_page
from sim.classroom.room.lesson import Lesson, Phase, Player
from sim.classroom.room.package import PackageState
from sim.classroom.room.stances import answer_of
from sim.classroom.room.tally import Tally
from sim.scenario.ladder import Rung


@dataclass(frozen=True)
class Conduct:
    """How somebody negotiated.

    Parameters
    ----------
    brackets : paragraphs that they ever put in brackets
    kept, given_up : how many of these they kept to the end, and how many they gave up
    proposals, in_the_text : wordings that they proposed, and how many of these the last text has
    packages, co_sponsored : packages that they offered, and that they co-sponsored
    carried : how many of all these the chair carried out
    notes : notes written, in rooms too
    floor : times that they asked for the floor
    musts, brought_home : paragraphs that the capital wanted, and how many of these the report has; a report
        that is not adopted brings home nothing
    """

    brackets: int
    kept: int
    given_up: int
    proposals: int
    in_the_text: int
    packages: int
    co_sponsored: int
    carried: int
    notes: int
    floor: int
    musts: int
    brought_home: int


def conduct(lesson: Lesson, player: Player) -> Conduct | None:
    """Return how a player negotiated; None before the class is over, and for somebody without a seat."""
    seat, play, case = player.seat, lesson.play, lesson.case
    if lesson.phase is not Phase.OVER or seat is None:
        return None
    done = lesson.tallies.get(player.number, Tally())
    text = {issue.code: Rung(rung).word for issue, rung in zip(case.issues, play.draft, strict=True)}
    kept = sum(answer_of(lesson, seat, issue) == "brackets" for issue in done.brackets)
    carried = {p.number for p in play.packages if p.state is PackageState.CARRIED}
    musts = capital_page(case, seat, play.draft, case.last, {}).musts
    adopted = play.outcome is not None and play.outcome.adopted
    return Conduct(
        brackets=len(done.brackets),
        kept=kept,
        given_up=len(done.brackets) - kept,
        proposals=len(done.proposals),
        in_the_text=sum(text[issue] == rung for issue, rung in done.proposals),
        packages=len(done.packages),
        co_sponsored=len(done.sponsored),
        carried=len((done.packages | done.sponsored) & carried),
        notes=done.notes,
        floor=done.floor,
        musts=len(musts),
        brought_home=sum(must.reached for must in musts) if adopted else 0,
    )
