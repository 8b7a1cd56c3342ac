"""Carried over: what people said in a reading, and what of it still holds for the next draft."""

from __future__ import annotations

from collections.abc import Mapping

from sim.classroom.room.case import DraftText
from sim.classroom.room.lesson import Lesson
from sim.scenario.ladder import Rung

#: By seat, by issue: an answer for each formulation, or the proposed formulation.
Answers = Mapping[str, Mapping[str, Mapping[str, str]]]
Proposals = Mapping[str, Mapping[str, str]]


def carried(lesson: Lesson, draft: DraftText) -> tuple[Answers, Proposals]:
    """Return people's answers and proposals as they hold for the next draft.

    A bracket stays, unless the text moved to what was asked. A proposal stays until the draft says it; then
    it has become support. Support and acceptance hold for their words alone. Whoever was done has accepted
    the paragraphs without an answer.

    Parameters
    ----------
    lesson : the class in the reading that is closed
    draft : the next draft
    """
    play, case = lesson.play, lesson.case
    answers = {seat: {issue: dict(said) for issue, said in row.items()} for seat, row in play.answers.items()}
    proposals = {seat: dict(row) for seat, row in play.proposals.items()}
    for k, issue in enumerate(case.issues):
        code, before, now = issue.code, Rung(play.draft[k]), Rung(draft[k])
        for seat in sorted({*answers, *proposals, *play.ready}):
            said = answers.setdefault(seat, {}).setdefault(code, {})
            wish = proposals.get(seat, {}).get(code)
            if seat in play.ready:
                said.setdefault(before.word, "accepts")
            if wish == now.word:
                del proposals[seat][code]
                said[now.word] = "supports" if said.get(now.word) != "accepts" else "accepts"
            elif said.get(before.word) == "brackets" and not _asked(case.ladder(code), before, now, wish):
                said.setdefault(now.word, "brackets")
    return _without_empty(answers), {seat: row for seat, row in proposals.items() if row}


def _asked(ladder: tuple[str, ...], before: Rung, now: Rung, wish: str | None) -> bool:
    """Return whether a text moved to what a bracket asked for.

    A bracket alone asks for less, and a bracket on the least explicit words for more.
    """
    if wish is not None:
        return False
    return now > before if before.word == ladder[0] else now < before


def _without_empty(answers: dict[str, dict[str, dict[str, str]]]) -> Answers:
    kept = {seat: {code: said for code, said in row.items() if said} for seat, row in answers.items()}
    return {seat: row for seat, row in kept.items() if row}
