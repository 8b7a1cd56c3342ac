"""Stances: what every delegation says, people's words first and the computer's for what they leave open."""

from __future__ import annotations

from sim.classroom.room.lesson import Lesson
from sim.scenario.ladder import Rung


def answer_of(lesson: Lesson, seat: str, issue: str) -> str | None:
    """Return what the people of a seat said of a paragraph as drafted; None if nothing.

    Who proposed the wording that is now drafted supports it.
    """
    rung = Rung(lesson.play.draft[lesson.case.paragraph[issue]]).word
    said = lesson.play.answers.get(seat, {}).get(issue, {}).get(rung)
    if said is None and lesson.play.proposals.get(seat, {}).get(issue) == rung:
        return "supports"
    return said


def on_the_draft(lesson: Lesson) -> dict[str, dict[str, str]]:
    """Return what every delegation does with every paragraph now: stance by issue and seat.

    A present person who has said nothing accepts; where nobody plays the seat now, the computer fills in.
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
    """Return the formulations that are proposed for each paragraph, by issue and seat.

    A delegation that the computer plays proposes what it likes best for whatever it brackets.
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


def answered(lesson: Lesson, seat: str) -> bool:
    """Return whether a present person has said all that they mean to say of the draft."""
    return seat in lesson.play.ready or all(
        answer_of(lesson, seat, issue.code) is not None for issue in lesson.case.issues
    )


def waiting(lesson: Lesson) -> list[str]:
    """Return the seats of present people for whom the class still waits, by code."""
    match lesson.phase:
        case "reading":
            return sorted(seat for seat in lesson.present if not answered(lesson, seat))
        case "silence":
            return sorted(seat for seat in lesson.present if seat not in lesson.play.decisions)
    return []
