"""Classes of people who do anything at any time: what must hold all the same."""

import copy
from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from sim.classroom.room import (
    COMPUTER,
    NOBODY,
    TEACHER,
    Lesson,
    Phase,
    Refused,
    act,
    key_of,
    projector_view,
    read_action,
    replayed,
    student_view,
    teacher_view,
    write_action,
)
from sim.classroom.room import actions as do
from sim.classroom.room.opening import open_seats
from sim.classroom.room.player import MOST_IN_A_SEAT
from tests.classroom.room.rooms import TEACHERS_KEY, case
from tests.classroom.room.test_views import other_secrets

SEATS, ISSUES, RUNGS = (
    ("FRA", "CHN", "KEN", "PER", "TON"), ("CABLES", "FUND"), ("silent", "indirect", "explicit"),
)  # fmt: skip
#: Where the phases may lead, but for going back.
ONWARD = {
    Phase.GATHERING: {Phase.READING, Phase.OVER},
    Phase.READING: {Phase.READING, Phase.REVISION, Phase.SILENCE, Phase.OVER},
    Phase.REVISION: {Phase.READING, Phase.SILENCE, Phase.OVER},
    Phase.SILENCE: {Phase.OPENING, Phase.OVER},
    Phase.OPENING: {Phase.OVER},
    Phase.OVER: set(),
}
seats = st.sampled_from((*SEATS, "USA"))
issues = st.sampled_from((*ISSUES, "IHL"))
texts = st.sampled_from(("", "a word", "=1+1", "<b>", "bad\x00", "x" * 281))
players = st.integers(0, 4)
whoever = st.one_of(players, st.just(TEACHER), st.just(NOBODY), st.just(99))
known, good = st.sampled_from(ISSUES), st.sampled_from(("", "a word", "=1+1"))
stances = st.sampled_from(("joins", "dissociates", "objects"))
of_players = st.one_of(
    st.builds(do.TakeSeat, st.none() | seats), st.builds(do.StandUp), st.builds(do.Away),
    st.builds(do.Answer, known, st.sampled_from(("supports", "accepts", "brackets"))),
    st.builds(do.Propose, known, st.sampled_from(RUNGS)), st.builds(do.Withdraw, known),
    st.builds(do.Ready, st.booleans()), st.builds(do.SendNote, st.sampled_from(SEATS), st.just("hello")),
    st.builds(do.AskFloor, good), st.builds(do.Decide, stances, st.just("a reason")),
    st.builds(do.Decide, st.just("dissociates"), st.just("a reason"), st.lists(known, max_size=2).map(tuple)),
)  # fmt: skip
package = st.dictionaries(known, st.sampled_from(("silent", "explicit")), min_size=1)
packages = st.one_of(
    st.builds(do.OfferPackage, package, package, st.sampled_from(((), ("CHN",), ("FRA",)))),
    st.builds(do.AcceptPackage, st.integers(1, 3)), st.builds(do.DeclinePackage, st.integers(1, 3)),
    st.builds(do.CoSponsor, st.integers(1, 3)), st.builds(do.WithdrawPackage, st.integers(1, 3)),
    st.builds(do.OpenRoom, st.lists(st.sampled_from(SEATS), max_size=3).map(tuple)),
    st.builds(do.SayInRoom, st.integers(1, 2), st.just("among us")),
    st.builds(do.LeaveRoom, st.integers(1, 2)),
)  # fmt: skip
of_a_reading = st.one_of(
    packages,
    st.builds(do.Answer, known, st.sampled_from(("supports", "accepts", "brackets"))),
    st.builds(do.Propose, known, st.sampled_from(RUNGS)), st.builds(do.Withdraw, known),
    st.builds(do.Ready), st.builds(do.SendNote, st.sampled_from(SEATS), st.just("hello")),
    st.builds(do.AskFloor, good),
)  # fmt: skip
of_the_teacher = st.one_of(
    st.builds(do.Advance), st.builds(do.Back), st.builds(do.GiveFloor, st.sampled_from(SEATS)),
    st.builds(do.AppointChair, st.one_of(st.just("teacher"), st.just("computer"), players)),
    st.builds(do.Table, st.dictionaries(known, st.sampled_from(("silent", "explicit")))),
    st.builds(do.Place, players, st.none() | seats), st.builds(do.Pause), st.builds(do.SetTimer, st.just(60)),
    st.builds(do.AllowAdvice, st.booleans()), st.builds(do.Reveal, st.booleans()),
    st.builds(do.Remove, players), st.builds(do.PutUnderSilence), st.builds(do.OpenSeats, st.booleans()),
    st.builds(do.Share, st.booleans()), st.builds(do.Discuss, st.none() | known),
)  # fmt: skip
anything = st.one_of(
    packages, st.builds(do.Practise, st.booleans()), st.builds(do.TryOut, st.just("accepts")),
    of_players, of_the_teacher, st.builds(do.Returned), st.builds(do.LowerHand), st.builds(do.Begin),
    st.builds(do.Enter, st.sampled_from("ABCDEFG"), st.sampled_from("abcdefg").map(key_of)),
    st.builds(do.Answer, issues, st.just("brackets")), st.builds(do.SendNote, seats, texts),
    st.builds(do.Decide, stances, texts), st.builds(do.Discuss, issues),
    st.builds(do.Decide, stances, st.just("a reason"), st.lists(issues, max_size=2).map(tuple)),
    st.builds(do.Table, st.dictionaries(issues, st.sampled_from(RUNGS)), st.just(()),
              st.dictionaries(st.integers(1, 3), texts, max_size=1)),
    st.builds(do.SetTimer, st.integers(-1, 8000)), st.builds(do.AskFloor, texts), st.builds(do.Resume),
    st.builds(do.NewKey, players, st.sampled_from("hijk").map(key_of)), st.builds(do.End),
    st.builds(do.UseLink, st.sampled_from("lmno").map(key_of)),
)  # fmt: skip


def contents(lesson: Lesson) -> dict[str, Any]:
    """Everything that is in a class, to be compared with what is in another."""
    return copy.deepcopy({name: told for name, told in vars(lesson).items() if name != "case"})


class Class(RuleBasedStateMachine):
    @initialize(replicate=st.integers(0, 30), people=st.integers(0, 5), begun=st.booleans())
    def gather(self, replicate: int, people: int, begun: bool) -> None:
        self.case = case(2, replicate)
        self.lesson = Lesson.gathering(self.case, TEACHERS_KEY)
        self.deeds: list[tuple[Any, do.Action, float]] = []
        for number in range(people):
            self.does(NOBODY, do.Enter(f"P{number}", key_of(f"p{number}")))
            self.does(number, do.TakeSeat())
        if begun:
            self.does(TEACHER, do.Begin())

    def does(self, who: Any, action: do.Action) -> bool:
        """Let somebody do something; return whether it was done."""
        before, at = contents(self.lesson), float(len(self.deeds))
        try:
            after = act(self.lesson, who, action, at)
        except Refused as refused:
            self.told = str(refused)
            after = None
        assert contents(self.lesson) == before, (
            "a refused action changes nothing, and one that is done not the class before it"
        )
        if after is None:
            assert self.told.endswith(".")
            return False
        self.follows(action, self.lesson.play, after.play)
        self.deeds.append((who, action, at))
        self.lesson = after
        return True

    def follows(self, action: do.Action, before: Any, after: Any) -> None:
        here, there = (before.phase, before.number), (after.phase, after.number)
        if isinstance(action, do.Back):
            assert after == before.before
        elif here != there:
            assert after.phase in ONWARD[before.phase]
            assert after.number - before.number == (
                after.phase is Phase.READING and before.phase is not Phase.OVER
            )
            assert after.number <= self.case.last

    @rule(who=whoever, action=anything)
    def anybody_does_anything(self, who: Any, action: do.Action) -> None:
        self.does(who, action)

    @rule(who=players, action=of_players)
    def somebody_plays(self, who: int, action: do.Action) -> None:
        if self.does(who, action) and isinstance(action, do.Answer):
            assert student_view(self.lesson, who).answers[action.issue] == action.stance

    @rule(action=of_the_teacher)
    def the_teacher_steers(self, action: do.Action) -> None:
        self.does(TEACHER, action)

    @precondition(lambda self: self.lesson.phase is Phase.READING and self.lesson.seated)
    @rule(pick=players, action=of_a_reading)
    def somebody_speaks(self, pick: int, action: do.Action) -> None:
        seated = sorted(player.number for player in self.lesson.seated.values())
        self.does(seated[pick % len(seated)], action)

    @precondition(lambda self: self.lesson.hands)
    @rule()
    def the_floor_is_given(self) -> None:
        assert self.does(TEACHER, do.GiveFloor(self.lesson.hands[0].seat))

    @precondition(lambda self: self.lesson.phase is Phase.READING)
    @rule(chair=st.one_of(st.just("teacher"), players))
    def a_person_chairs(self, chair: Any) -> None:
        self.does(TEACHER, do.AppointChair(chair))
        self.does(TEACHER, do.Advance())

    @precondition(lambda self: self.lesson.phase is Phase.REVISION and self.lesson.chair != COMPUTER)
    @rule(text=st.dictionaries(known, st.sampled_from(("silent", "explicit"))))
    def the_chair_tables(self, text: dict[str, Any]) -> None:
        if self.does(self.lesson.chair, do.Table(text)):
            words = self.lesson.case.words(self.lesson.play.draft)
            assert text.items() <= dict(zip(ISSUES, words, strict=True)).items()

    @precondition(lambda self: self.lesson.phase is Phase.SILENCE)
    @rule(who=players, stance=stances)
    def somebody_decides(self, who: int, stance: Any) -> None:
        self.does(who, do.Decide(stance, "a reason"))

    @precondition(lambda self: self.lesson.phase is Phase.OPENING)
    @rule()
    def the_next_seat_opens(self) -> None:
        before = open_seats(self.lesson)
        assert self.does(TEACHER, do.OpenSeats())
        now = open_seats(self.lesson)
        assert now[: len(before)] == before
        assert len(now) == len(before) + 1, "one by one in a small room"

    @precondition(lambda self: self.lesson.phase is Phase.OPENING)
    @rule()
    def nobody_learns_a_stance_before_its_seat_is_open(self) -> None:
        closed = set(SEATS) - set(open_seats(self.lesson))
        present = [p.number for p in self.lesson.players if not p.removed]
        rooms = [student_view(self.lesson, number).room for number in present]
        for room in (projector_view(self.lesson), teacher_view(self.lesson).room, *rooms):
            assert room.adopted is None
            assert closed == {seat.seat for seat in room.seats if not seat.stance}
            assert not any(s.reason or s.apart_from for s in room.seats if s.seat in closed)
        untold = replace(self.lesson, revealed=False)  # or everybody sees all instructions
        hidden = other_secrets(untold, None)
        assert projector_view(hidden) == projector_view(untold)
        mine = replace(self.lesson, play=replace(self.lesson.play, outcome=hidden.play.outcome))
        assert teacher_view(mine) == teacher_view(self.lesson), "who has decided, and not how"

    @precondition(lambda self: self.lesson.phase is Phase.OPENING)
    @rule()
    def all_at_once_is_as_one_by_one(self) -> None:
        silence = self.lesson.play.before
        back = act(self.lesson, TEACHER, do.Back())
        assert back.play == silence, "going back returns to the silence, with its decisions"
        ends = [act(self.lesson, TEACHER, action) for action in (do.OpenSeats(True), do.Advance(), do.End())]
        one = self.lesson
        while one.phase is Phase.OPENING:
            one = act(one, TEACHER, do.OpenSeats())
        for end in ends:
            assert end.play == one.play
            assert projector_view(end) == projector_view(one)

    @precondition(
        lambda self: self.lesson.phase in (Phase.READING, Phase.REVISION, Phase.SILENCE, Phase.OPENING)
    )
    @rule()
    def the_teacher_advances(self) -> None:
        assert self.does(TEACHER, do.Advance())

    @precondition(lambda self: self.lesson.paused is not None)
    @rule()
    def the_pause_is_over(self) -> None:
        assert self.does(TEACHER, do.Resume())

    @invariant()
    def an_adopted_report_has_no_brackets(self) -> None:
        outcome = self.lesson.play.outcome
        if outcome and outcome.adopted and self.lesson.phase is Phase.OVER:
            assert not any(p.brackets for p in projector_view(self.lesson).paragraphs)

    @invariant()
    def no_package_lives_on_after_the_readings(self) -> None:
        if self.lesson.phase in (Phase.SILENCE, Phase.OPENING):
            assert not any(package.live for package in self.lesson.play.packages)

    @precondition(lambda self: self.lesson.phase in (Phase.GATHERING, Phase.OVER))
    @rule()
    def the_class_goes_on(self) -> None:
        self.does(TEACHER, do.Begin() if self.lesson.phase is Phase.GATHERING else do.Back())

    @precondition(lambda self: self.lesson.phase in (Phase.READING, Phase.SILENCE))
    @rule()
    def the_teacher_advances_and_thinks_better_of_it(self) -> None:
        before = self.lesson
        assert self.does(TEACHER, do.Advance())
        assert self.does(TEACHER, do.Back())
        assert self.lesson.play == before.play, "going back restores exactly"

    @rule()
    def the_server_is_started_again(self) -> None:
        told = [(who, read_action(write_action(action)), at) for who, action, at in self.deeds]
        again = replayed(self.case, TEACHERS_KEY, told)
        assert contents(again) == contents(self.lesson)
        self.lesson = again

    @invariant()
    def nobody_sits_on_anybodys_lap(self) -> None:
        taken = Counter(p.seat for p in self.lesson.players if p.seat is not None and not p.removed)
        shared = any(isinstance(action, do.Share) and action.allowed for _, action, _ in self.deeds)
        assert max(taken.values(), default=0) <= (MOST_IN_A_SEAT if shared else 1)
        assert set(taken) <= set(SEATS)

    @invariant()
    def everybody_is_counted_once(self) -> None:
        play = self.lesson.play
        if play.outcome is None:
            return
        assert sorted(play.outcome.stances) == sorted(SEATS)
        for seat, stance in play.outcome.stances.items():
            decision = play.before.decisions.get(seat)
            assert stance == (decision.stance if decision else play.outcome.instructed[seat])
        assert play.outcome.adopted == ("objects" not in play.outcome.stances.values())
        apart = {seat for seat, stance in play.outcome.stances.items() if stance == "dissociates"}
        assert set(play.outcome.apart_from) == apart
        order = [seat for step in play.outcome.order for seat in step]
        assert sorted(order) == sorted(SEATS)
        rank = ["joins", "dissociates", "objects"].index
        assert [rank(play.outcome.stances[seat]) for seat in order] == sorted(
            rank(stance) for stance in play.outcome.stances.values()
        )

    @invariant()
    def the_draft_is_of_the_ladders(self) -> None:
        play = self.lesson.play
        for draft in (play.draft, *play.path):
            assert all(self.case.table.available[k, rung] for k, rung in enumerate(draft))
        assert len(play.held) == len(play.path) - 1
        assert [held.draft for held in play.held] == list(play.path[: len(play.held)])

    @precondition(lambda self: not self.lesson.revealed)
    @rule()
    def views_hold_no_secrets(self) -> None:
        teacher_view(self.lesson)
        assert projector_view(other_secrets(self.lesson, None)) == projector_view(self.lesson)
        for player in self.lesson.players[:2]:
            if not player.removed:
                hidden = other_secrets(self.lesson, player.seat)
                assert student_view(hidden, player.number) == student_view(self.lesson, player.number)


Class.TestCase.settings = settings(max_examples=60, stateful_step_count=30)
TestClass = Class.TestCase
