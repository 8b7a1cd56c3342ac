"""Outcome: what somebody achieved who played alone, in figures, computed from the class alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sim.classroom.room.capital_page import capital_page
from sim.classroom.room.lesson import Held, Lesson
from sim.classroom.room.package import PackageState


@dataclass(frozen=True)
class SeatOutcome:
    """What a seat achieved.

    Parameters
    ----------
    adopted : whether there is a report; None without a decision
    decided, instructed : the seat's decision, and that of its instructions; empty without one
    musts, reached : paragraphs to bring home, and how many of these the last text has
    red_lines, crossed : red lines, and how many of these the last text crosses
    brackets : paragraphs that it bracketed at the end of each reading
    packages, carried : packages that it offered, and how many of these were carried out
    accepted : packages of others that it accepted or co-sponsored
    hints : hints that it asked for
    text : the last text: formulations in the order of the paragraphs
    """

    adopted: bool | None
    decided: str
    instructed: str
    musts: int
    reached: int
    red_lines: int
    crossed: int
    brackets: tuple[int, ...]
    packages: int
    carried: int
    accepted: int
    hints: int
    text: tuple[str, ...]

    def plain(self) -> dict[str, Any]:
        """Return it as data for JSON."""
        return {
            name: list(value) if isinstance(value, tuple) else value for name, value in vars(self).items()
        }


def outcome_of(lesson: Lesson, seat: str) -> SeatOutcome:
    """Return what a seat has achieved so far."""
    play, done = lesson.play, lesson.play.outcome
    page = capital_page(lesson.case, seat, play.draft, lesson.case.last, {})
    own = [package for package in play.packages if package.sender == seat]
    return SeatOutcome(
        adopted=done.adopted if done else None,
        decided=done.stances[seat] if done else "",
        instructed=done.instructed[seat] if done else "",
        musts=len(page.musts),
        reached=sum(must.reached for must in page.musts),
        red_lines=len(page.red_lines),
        crossed=sum(line.steps == 0 for line in page.red_lines),
        brackets=tuple(_brackets(play.held, seat)),
        packages=len(own),
        carried=sum(package.state is PackageState.CARRIED for package in own),
        accepted=sum(seat in (*p.accepted, *p.sponsors) for p in play.packages),
        hints=sum(hint.seat == seat for hint in lesson.solo.hints),
        text=lesson.case.words(play.draft),
    )


def _brackets(held: Iterable[Held], seat: str) -> Iterable[int]:
    return (sum(row[seat] == "brackets" for row in one.stances.values()) for one in held)
