"""Views: what everybody, a student and the teacher see of a class, as pure functions of it.

A student sees what everybody sees, and what concerns the student's own delegation. The view contains
another delegation's instructions only as far as that delegation has spoken (or the computer for it). It
contains no notes between others, and no decisions before they are closed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from functools import lru_cache

from sim.classroom.room.capital_page import capital_page
from sim.classroom.room.conduct import conduct
from sim.classroom.room.glossary import glossary
from sim.classroom.room.hints import hints_of
from sim.classroom.room.instructions import CapitalView, capital_view, instructions
from sim.classroom.room.lesson import COMPUTER, TEACHER, Lesson, Phase, Player, Refused
from sim.classroom.room.opening import open_seats, opening_view
from sim.classroom.room.procedure import chair_name, chairs_itself
from sim.classroom.room.stances import agreed, answer_of, on_the_draft, open_paragraphs, proposed, waiting
from sim.classroom.room.talk_views import notes_of, package_views, practice_view, threads
from sim.classroom.room.view_data import (
    DeskView,
    FormulationView,
    ParagraphView,
    PlayerView,
    RoomView,
    SeatView,
    StudentView,
    TeacherView,
)
from sim.classroom.words.message import Message, say
from sim.classroom.words.names import group
from sim.negotiation.decisions.consensus import Consensus
from sim.scenario.ladder import Rung


@lru_cache(maxsize=4)
def projector_view(lesson: Lesson) -> RoomView:
    """Return what everybody sees, computed once for all screens; a seat's decision only once it is open."""
    case, play = lesson.case, lesson.play
    stances, wishes = on_the_draft(lesson), proposed(lesson)
    outcome = play.outcome if play.phase is Phase.OVER else None
    if outcome and outcome.adopted:
        # An adopted report has no brackets, whatever was said before.
        stances, wishes = agreed(lesson), {issue.code: {} for issue in case.issues}
    brackets = Counter(seat for row in stances.values() for seat, said in row.items() if said == "brackets")
    late, seated, open_to_all = waiting(lesson), lesson.seated, frozenset(open_seats(lesson))
    return RoomView(
        title=say(case.scenario.title),
        question=say(case.scenario.question),
        phase=play.phase,
        number=play.number,
        readings=case.last,
        now=_now(lesson),
        paused=lesson.paused is not None,
        timer=lesson.timer,
        paused_at=lesson.paused,
        chair=chair_name(lesson),
        decision=say(case.table.decision.story),
        paragraphs=tuple(
            _paragraph(lesson, k, stances[issue.code], wishes[issue.code])
            for k, issue in enumerate(case.issues)
        ),
        path=tuple(case.words(draft) for draft in play.path),
        seats=tuple(
            _seat(lesson, seat, seated.get(seat), late, brackets[seat], seat in open_to_all)
            for seat in case.seats
        ),
        free=tuple(lesson.places),
        statements=lesson.statements,
        hands=tuple(hand.seat for hand in lesson.hands),
        waiting=len(late),
        adopted=outcome.adopted if outcome else None,
        opening=opening_view(lesson),
        discussed=lesson.discussed,
        revealed=tuple(instructions(case, seat) for seat in case.seats) if lesson.revealed else (),
        packages=package_views(lesson, None),
        practice=practice_view(lesson),
        glossary=glossary(),
        talkative=lesson.solo.talkative,
        alone=lesson.solo.alone,
    )


def student_view(lesson: Lesson, player: int) -> StudentView:
    """Return what one player sees.

    Raises
    ------
    Refused
        if there is no such player in the class
    """
    known = lesson.player(player)
    if known is None:
        raise Refused("You are no longer in the class.")
    seat, play = known.seat, lesson.play
    room, number = projector_view(lesson), _counting(lesson)
    mine: dict[str, str] = {}
    page = None
    if seat is not None:
        said = ((issue.code, answer_of(lesson, seat, issue.code)) for issue in lesson.case.issues)
        mine = {issue: stance for issue, stance in said if stance is not None}
        brackets = {p.issue: p.brackets for p in room.paragraphs}
        page = capital_page(lesson.case, seat, play.draft, number, brackets)
    return StudentView(
        room=room,
        player=player,
        name=known.name,
        seat=seat,
        instructions=instructions(lesson.case, seat) if seat else None,
        capital=capital_view(lesson.case, seat, play.draft, number) if seat else None,
        page=page,
        answers=mine,
        open=open_paragraphs(lesson, seat) if seat else (),
        proposals=dict(play.proposals.get(seat, {})) if seat else {},
        ready=seat in play.ready,
        decision=play.decisions.get(seat) if seat else None,
        notes=notes_of(lesson, seat),
        threads=threads(lesson, seat),
        packages=package_views(lesson, seat) if seat else (),
        tried=lesson.practice.tries.get(seat) if lesson.practice and seat else None,
        hand=next((hand.text for hand in lesson.hands if hand.seat == seat), None),
        desk=_desk(lesson, lesson.advice) if lesson.chair == player else None,
        conduct=conduct(lesson, known),
        hints=hints_of(lesson, seat),
    )


def teacher_view(lesson: Lesson) -> TeacherView:
    """Return what the teacher sees."""
    late, seats, number = set(waiting(lesson)), lesson.case.seats, _counting(lesson)
    capitals: Mapping[str, CapitalView] = {
        seat: capital_view(lesson.case, seat, lesson.play.draft, number) for seat in seats
    }
    return TeacherView(
        room=projector_view(lesson),
        decided=tuple(sorted(lesson.play.decisions)),
        players=tuple(
            PlayerView(
                p.number, p.name, p.seat, p.away, p.seat in late and not p.away, _unanswered(lesson, p)
            )
            for p in lesson.players
            if not p.removed
        ),
        capitals=capitals,
        instructions=tuple(instructions(lesson.case, seat) for seat in seats),
        notes=lesson.notes,
        rooms=lesson.rooms,
        packages=package_views(lesson, None, everything=True),
        hands={hand.seat: hand.text for hand in lesson.hands},
        desk=_desk(lesson, True),
        chair=lesson.chair,
        advice=lesson.advice,
        sharing=lesson.sharing,
        revealed=lesson.revealed,
        can_go_back=lesson.play.before is not None,
    )


def _unanswered(lesson: Lesson, player: Player) -> int:
    if lesson.phase is not Phase.READING or player.seat is None:
        return 0
    return len(open_paragraphs(lesson, player.seat))


def _counting(lesson: Lesson) -> int:
    """Return the number of the reading whose concessions count: the last, from the decision on."""
    if lesson.phase in (Phase.SILENCE, Phase.OPENING, Phase.OVER):
        return lesson.case.last
    return max(1, lesson.play.number)


def _now(lesson: Lesson) -> Message:
    """Say what happens now, in a sentence for everybody."""
    play = lesson.play
    if lesson.paused is not None:
        return say("The class is paused.")
    match play.phase:
        case Phase.GATHERING:
            if lesson.practice is not None:
                return say("Practice: say what you think of this paragraph. Nothing of it counts.")
            return say("Take a seat and read your instructions.")
        case Phase.READING:
            return say("Say what you think of each paragraph. If you say nothing, you accept it.")
        case Phase.REVISION:
            if lesson.chair == TEACHER or not chairs_itself(lesson):
                return say(
                    "The reading is closed. Now {chair} writes the next draft.", chair=chair_name(lesson)
                )
            return say("The reading is closed. The chair is away: the computer writes the next draft.")
        case Phase.SILENCE:
            if isinstance(lesson.case.table.decision, Consensus):
                return say("Does anybody object to this text? One objection, and there is no report.")
            return say("Decide now on the whole text: join, dissociate or object.")
        case Phase.OPENING:
            return say("The decisions are closed. The teacher opens the seats.")
    if play.outcome is None:
        return say("The class ended without a decision.")
    return say("The report is adopted.") if play.outcome.adopted else say("There is no report.")


def _paragraph(
    lesson: Lesson, k: int, stances: Mapping[str, str], proposals: Mapping[str, str]
) -> ParagraphView:
    case, play = lesson.case, lesson.play
    issue, rung = case.issues[k], play.draft[k]
    earlier = play.before.draft[k] if play.before else case.zero_draft[k]

    def who(stance: str) -> tuple[str, ...]:
        return tuple(sorted(seat for seat, said in stances.items() if said == stance))

    return ParagraphView(
        issue=issue.code,
        title=case.title(k),
        number=k + 1,
        rung=Rung(rung).word,
        text=case.text(issue.code, rung),
        before=Rung(earlier).word if earlier != rung else "",
        ladder=tuple(
            FormulationView(word, case.text(issue.code, Rung.named(word))) for word in case.ladder(issue.code)
        ),
        brackets=who("brackets"),
        supports=who("supports"),
        accepts=who("accepts"),
        proposals=proposals,
        public=case.public[issue.code],
    )


def _seat(
    lesson: Lesson,
    seat: str,
    player: Player | None,
    late: Collection[str],
    brackets: int,
    public: bool,
) -> SeatView:
    table, place = lesson.case.table, lesson.case.place[seat]
    outcome = lesson.play.outcome if public else None
    return SeatView(
        seat=seat,
        name=lesson.case.name(seat),
        caucus=group(table.caucus_names[int(table.caucuses[place])]),
        player=player.name if player else "",
        played="computer" if player is None else "away" if player.away else "person",
        answered=seat not in late,
        brackets=brackets,
        stance=outcome.stances[seat] if outcome else "",
        reason=outcome.reasons.get(seat, "") if outcome else "",
        apart_from=outcome.apart_from.get(seat, ()) if outcome else (),
    )


def _desk(lesson: Lesson, shown: bool) -> DeskView:
    """Return what the chair sees; the advice depends on the instructions of computer delegations."""
    case, play = lesson.case, lesson.play
    revising = lesson.phase is Phase.REVISION
    advice = None
    if revising and shown and play.advice is not None:
        pairs = zip(case.issues, play.draft, play.advice, strict=True)
        advice = {issue.code: Rung(new).word for issue, old, new in pairs if new != old}
    said, proposals = on_the_draft(lesson), proposed(lesson)
    objections = []
    for issue in case.issues:
        seats = tuple(sorted(seat for seat, stance in said[issue.code].items() if stance == "brackets"))
        wishes = proposals[issue.code]
        if seats or wishes:
            objections.append((issue.code, seats, wishes))
    return DeskView(
        open=revising and lesson.chair != COMPUTER,
        advice=advice,
        objections=tuple(objections),
        packages=package_views(lesson, None),
    )
