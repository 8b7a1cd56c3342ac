"""Stances: what every delegation says; the computer fills in where people say nothing."""

from __future__ import annotations

from sim.classroom.room.lesson import Lesson
from sim.scenario.ladder import Rung


def answer_of(lesson: Lesson, seat: str, issue: str) -> str | None:
    """Return the answer of a seat's people on a paragraph as drafted; None without an answer.

    A proposal is an answer: whoever proposed other words can live with the drafted ones, unless they say so.
    """
    rung = Rung(lesson.play.draft[lesson.case.paragraph[issue]]).word
    said = lesson.play.answers.get(seat, {}).get(issue, {}).get(rung)
    if said is None and issue in lesson.play.proposals.get(seat, {}):
        return "accepts"
    return said


def on_the_draft(lesson: Lesson) -> dict[str, dict[str, str]]:
    """Return every delegation's stance on every paragraph, by issue and seat.

    A present person without an answer accepts; where nobody plays the seat now, the computer fills in.
    """
    present = lesson.present
    spoken = {*present, *lesson.play.answers, *lesson.play.proposals}
    stances: dict[str, dict[str, str]] = {}
    for k, issue in enumerate(lesson.case.issues):
        row = {seat: stated[k] for seat, stated in lesson.play.computed.items()}
        for seat in spoken:
            fallback = "accepts" if seat in present else row.get(seat, "accepts")
            row[seat] = answer_of(lesson, seat, issue.code) or fallback
        stances[issue.code] = row
    return stances


def proposed(lesson: Lesson) -> dict[str, dict[str, str]]:
    """Return the proposed formulations of each paragraph, by issue and seat.

    A computer delegation proposes its favourite for every paragraph that it brackets.
    """
    play, said, present = lesson.play, on_the_draft(lesson), lesson.present
    found: dict[str, dict[str, str]] = {}
    for k, issue in enumerate(lesson.case.issues):
        drafted = Rung(play.draft[k]).word
        row = {
            seat: best[k]
            for seat, best in play.favourites.items()
            if seat not in present and said[issue.code][seat] == "brackets" and best[k] != drafted
        }
        row |= {seat: wishes[issue.code] for seat, wishes in play.proposals.items() if issue.code in wishes}
        found[issue.code] = dict(sorted(row.items()))
    return found


def agreed(lesson: Lesson) -> dict[str, dict[str, str]]:
    """Return the stances on an adopted text: whoever bracketed a paragraph has accepted it."""
    stances = on_the_draft(lesson)
    return {
        issue: {seat: "accepts" if said == "brackets" else said for seat, said in row.items()}
        for issue, row in stances.items()
    }


def open_paragraphs(lesson: Lesson, seat: str) -> tuple[str, ...]:
    """Return the paragraphs without an answer of a seat's people: new ones, and those whose words changed."""
    return tuple(i.code for i in lesson.case.issues if answer_of(lesson, seat, i.code) is None)


def answered(lesson: Lesson, seat: str) -> bool:
    """Return whether a present person is done with the draft."""
    return seat in lesson.play.ready or not open_paragraphs(lesson, seat)


def waiting(lesson: Lesson) -> list[str]:
    """Return the seats of present people who are not done, by code."""
    match lesson.phase:
        case "reading":
            return sorted(seat for seat in lesson.present if not answered(lesson, seat))
        case "silence":
            return sorted(seat for seat in lesson.present if seat not in lesson.play.decisions)
    return []
