"""The story of a replay, its tables and its figures say what its arrays say."""

import re
from collections.abc import Callable
from functools import cache
from itertools import islice
from typing import Any

import numpy as np
import pytest

from sim.negotiation.arrays import DISSOCIATES, JOINS, OBJECTS, Bools
from sim.negotiation.decisions import DECISIONS
from sim.negotiation.outcome import Outcomes
from sim.negotiation.parameters import PARAMETERS
from sim.report import replay_words as say
from sim.report.document import Bullets, Document, Draft, Facts, Grid, Picture, Steps, Words
from sim.report.figures.replay import replay_drawings
from sim.report.render.markdown import as_markdown
from sim.report.render.terminal import as_text
from sim.report.replay import APART, alone, distance, replay_report, shares
from sim.report.words.names import called, capital
from sim.report.words.numbers import number_of, to_give_up
from sim.report.words.stances import reworded
from sim.scenario.ladder import Rung
from sim.scenario.loading import load, load_with_record
from sim.scenario.roster import roster
from sim.study.reasons.findings import Grievance
from sim.study.reasons.reasons import find_reasons
from sim.study.replay import Replay, Unusual, replay, sound
from tests.report.reading import rows_of, text_of
from tests.study.telling import SETTLED, failed, hurried, plays, saved

SCENARIOS = {name: load(name) for name in ("gge-2016-2017", "plastics-council", "oewg-2021-2025-final")}
GGE, PLASTICS, FINAL = SCENARIOS
SCENARIOS[HURRIED := "hurried"] = hurried(GGE)
#: In play 8 three dissociate from a report that is worth more to all; in play 15 it is worth little.
APART_FROM_IT = SETTLED | {"stake_scale": 1.1}
LITTLE_AT_STAKE = SETTLED | {"stake_scale": 0.05, "blocking_cost": 3.0}
STANCE = {"joining": JOINS, "dissociating": DISSOCIATES, "objecting": OBJECTS}
#: Failures by the number of reworded paragraphs that would have cured them, or none, and which is meant.
BY_ONE = ((GGE, 1, 0), (GGE, 1, 1), (PLASTICS, 1, 0))
BY_TWO = ((GGE, 2, 0), (GGE, 2, 1), (PLASTICS, 2, 0))
BY_NONE = ((GGE, 0, 0), (PLASTICS, 0, 0))
ENDS = pytest.mark.parametrize(("name", "by", "which"), [*BY_ONE, *BY_TWO, *BY_NONE])


@cache
def play(name: str, number: int, seed: int = 1, rule: str = "", **priors: float) -> Replay:
    scenario = SCENARIOS[name]
    return replay(scenario.model_copy(update={"decision": rule}) if rule else scenario, seed, number, priors)


@cache
def document(played: Replay) -> Document:
    return replay_report(played).document


def repaired() -> Replay:
    return play(HURRIED, first(HURRIED, saved))


@cache
def first(name: str, found: Callable[[Outcomes], Bools]) -> int:
    return next(plays(SCENARIOS[name], found))


@cache
def cured(name: str, by: int, which: int) -> Replay:
    """The failure that this number of reworded paragraphs would have cured: the first, or a later one."""
    failures = (play(name, number) for number in plays(SCENARIOS[name], lambda outcomes: ~outcomes.adopted))
    return next(islice((played for played in failures if needed(played) == by), which, None))


def needed(played: Replay) -> int:
    return max((len(cure.amendments) for cure in alone(played).reasons.reasons[0].cures), default=0)


def blocks(played: Replay, kind: type, title: str = "") -> list[Any]:
    sections = [s for s in document(played).sections if s.title == title or not title]
    return [block for section in sections for block in section.blocks if isinstance(block, kind)]


def steps(played: Replay) -> list[Any]:
    (found,) = blocks(played, Steps)
    return list(found.steps)


def instead(played: Replay) -> list[str]:
    """Every paragraph and bullet of what would have carried."""
    (section,) = (s for s in document(played).sections if s.title == "What would have carried")
    lines: list[str] = []
    for block in section.blocks:
        assert isinstance(block, Words | Bullets)
        lines += block.items if isinstance(block, Bullets) else [block.text]
    return lines


def table(played: Replay) -> list[tuple[str, ...]]:
    return [row for grid in blocks(played, Grid) for row in grid.rows]


@pytest.mark.parametrize(
    ("played", "sentence"),
    [
        (play(PLASTICS, 26, **SETTLED), "No report. Three delegations object: the United States, the United "
                                        "Kingdom and Japan, for whom it says too much on A fund of its own."),
        (play(PLASTICS, 8, **APART_FROM_IT),
         "A report is adopted. Indonesia, Kuwait and Saudi Arabia dissociate."),
        (play(PLASTICS, 15, rule="two-thirds", **SETTLED),
         "A report is adopted. Iran, Japan, the Republic of Korea, Kuwait and the United States vote no."),
        (play(FINAL, 0, stake_scale=50.0, red_line=100.0), "A report is adopted. All join."),
        (play(PLASTICS, 15, rule="permanent-members", **LITTLE_AT_STAKE),
         "No report. Too few are in favour."),
    ],
)  # fmt: skip
def test_the_answer_names_exactly_those_who_stand_apart(played: Replay, sentence: str) -> None:
    assert document(played).answer.sentence == sentence
    apart = OBJECTS if played.end.taking(OBJECTS).any() or not played.adopted else DISSOCIATES
    names = {called(played.table.codes[seat]) for seat in np.flatnonzero(played.end.taking(apart))}
    assert names == {n for n in map(called, played.table.codes) if n in sentence.replace("The ", "the ")}


def test_what_really_happened_and_a_note_stand_beside_the_answer() -> None:
    note = "This play is not one of the result mine: seed 6 instead of 5."
    report = replay_report(play(GGE, 25), load_with_record(GGE)[1], note, "gge-sim replay x")
    assert report.document.answer.question == SCENARIOS[GGE].question
    assert report.document.answer.asides[0] == note
    assert any("no report found consensus" in aside for aside in report.document.answer.asides)
    (facts,) = (block for block in report.document.sections[-1].blocks if isinstance(block, Facts))
    assert dict(facts.rows)["command"] == "gge-sim replay x"


@pytest.mark.parametrize("rule", [rule.name for rule in DECISIONS])
@pytest.mark.parametrize("number", range(4))
def test_every_rule_has_a_story_to_its_end(rule: str, number: int) -> None:
    played = play(PLASTICS, number, rule=rule, stake_scale=0.1)
    sentence = document(played).answer.sentence
    assert sentence.startswith("A report is adopted" if played.adopted else "No report")
    vote = rule not in ("consensus", "consensus-minus-one")
    titles = [section.title for section in document(played).sections]
    assert titles == [
        "Who sits there", "The zero draft", "Reading by reading",
        "The vote" if vote else "The silence procedure",
        "The report" if played.adopted else "What would have carried", "Words used here", "How it was made",
    ]  # fmt: skip
    story = as_text(document(played)).partition("Reading by reading")[2].partition("Words used here")[0]
    assert not (vote and re.search("silence procedure|dissociat|object(?!s or)", sentence + story))


def test_the_drafts_are_the_first_and_the_last_text_with_who_came_closest_to_objecting() -> None:
    zero, report = blocks(repaired(), Draft)
    for draft, stage in ((zero, repaired().zero_draft), (report, repaired().end)):
        assert [p.rung for p in draft.paragraphs] == stage.draft.tolist()
    *_, last = blocks(play(PLASTICS, 8, **APART_FROM_IT), Words, "The report")
    assert last.text == "Closest to objecting was Kuwait, which resists Limit on production."


def test_a_large_room_is_not_listed_by_name() -> None:
    played = play(FINAL, 10)
    (listed,) = blocks(played, Bullets, "Who sits there")
    assert sum(int(re.findall(r"\((\d+)\)", line)[0]) for line in listed.items) == 193
    assert max(map(len, as_markdown(document(played)).splitlines())) < 1500


def test_every_parameter_that_is_drawn_has_words_for_both_ends() -> None:
    for parameter in PARAMETERS:
        ends = {say.unusual(Unusual(parameter, 0.3, high)) for high in (False, True)}
        assert len(ends) == 2
        assert any("(0.3)" in end for end in ends) == (parameter.prior.kind == "fixed")


@pytest.mark.parametrize("number", range(8))
def test_whoever_stands_apart_is_in_the_table_with_stance_and_complaint(number: int) -> None:
    played = play(PLASTICS, number, seed=3)
    end, codes = played.end, {capital(called(c)): n for n, c in enumerate(played.table.codes)}
    titles = {issue.code: issue.title for issue in SCENARIOS[PLASTICS].issues}
    seats = [codes[row[0]] for row in table(played)]
    assert set(seats) == set(np.flatnonzero(~end.taking(JOINS))) or len(seats) == APART
    for seat, (_, stance, over, _) in zip(seats, table(played), strict=True):
        assert STANCE[stance] == end.stances[seat]
        issue, kind = (found := Grievance.of(played.table, int(end.complaints[seat]))).issue, found.kind
        verb = {"harm": "resists", "disappointment": "wants more on"}.get(kind)
        assert over == (f"{verb} {titles[issue]}" if verb else "a report as such")
    objecting = [end.stances[seat] == OBJECTS for seat in seats]
    assert objecting == sorted(objecting, reverse=True)
    far = np.nan_to_num(shares(played)[seats][objecting], nan=np.inf)
    assert (far[1:] <= far[:-1]).all()


@pytest.mark.parametrize(
    ("name", "found"), [(name, found) for name in (GGE, PLASTICS) for found in map(failed, (1, 2, 3))]
)
def test_how_far_is_what_the_reasons_of_a_forecast_say(name: str, found: Callable[[Outcomes], Bools]) -> None:
    played = play(name, first(name, found))
    far_from = {one.code: one.far for one in find_reasons(played.setting, 1, played.outcome).opponents}
    assert set(far_from) == {played.table.codes[s] for s in np.flatnonzero(played.end.taking(OBJECTS))}
    told = {row[0]: row[3] for row in table(played)}
    for code, share in zip(played.table.codes, shares(played), strict=True):
        words = told.get(capital(called(code)))
        if (far := far_from.get(code)) is None:
            assert np.isnan(share)
            assert words in (None, "It lets the text pass.", "It has no complaint to give up.")
        else:
            assert share == pytest.approx(far)
            assert words in (None, to_give_up(far, "that complaint").strip())


def test_how_far_has_words_for_every_stance() -> None:
    assert distance(DISSOCIATES, 0.4) == "It lets the text pass."
    assert distance(OBJECTS, float("nan")) == "It has no complaint to give up."
    assert distance(OBJECTS, 0.5).startswith("It would have had to give up")


@ENDS
def test_what_would_have_been_enough_is_what_the_reasons_of_the_play_say(
    name: str, by: int, which: int
) -> None:
    played = cured(name, by, which)
    told, cures = instead(played), alone(played).reasons.reasons[0].cures
    assert bool(played.rewordings.adopted.any()) == (by == 1)
    head = ("No rewording of one or two paragraphs would have been enough.",
            "With one paragraph worded otherwise, the same text would have been adopted:",
            "Two at once would have been enough:")[by]  # fmt: skip
    assert by == 1 or told[0].startswith("No change to a single paragraph would have saved the report")
    lines = told[told.index(head) + 1 :]
    assert bool(lines) == bool(by)
    for cure, line in zip(cures, lines[:4], strict=False):
        draft = played.end.draft.copy()
        for amendment in cure.amendments:
            draft[played.table.issues.index(amendment.issue)] = amendment.end
            assert reworded(alone(played), amendment).lower() in line.lower()
        assert sound(played.last, draft).carried
        assert say.stood_apart(played, sound(played.last, draft).stances) in line


@pytest.mark.parametrize(("name", "by", "which"), [*BY_TWO, *BY_NONE])
def test_what_comes_nearest_names_exactly_those_who_then_object(name: str, by: int, which: int) -> None:
    played = cured(name, by, which)
    found, titles = played.rewordings, [issue.title for issue in SCENARIOS[name].issues]
    begins = ("Silence", "An indirect", "An explicit")
    lines = [line for line in instead(played) if " no longer object" in line and " but " in line]
    for line in lines:
        (e,) = (
            e
            for e in range(len(found.adopted))
            if titles[found.paragraphs[e]] in line.partition(":")[0]
            and line.startswith(begins[found.ends[e]])
        )
        refusal = line.rpartition(" but ")[2].partition(";")[0]
        against = [called(played.table.codes[s]) for s in np.flatnonzero(found.stances[e] == OBJECTS)]
        assert all(who in refusal for who in against[: say.MOST_NAMES])


def test_the_play_alone_is_a_forecast_of_one_play() -> None:
    number = first(GGE, failed(3))
    found = alone(play(GGE, number))
    assert (found.runs, found.outcomes.replicates.tolist()) == (1, [number])
    assert found.reasons.reasons[0].typical == number


@pytest.mark.parametrize(("name", "rule"), [(HURRIED, ""), (PLASTICS, "two-thirds")])
def test_the_figures_mark_every_move_and_every_stance(name: str, rule: str) -> None:
    played = play(name, 15, rule=rule, **SETTLED) if rule else repaired()
    drawings = replay_drawings(played)
    moves = np.diff(np.array([stage.draft for stage in played.stages]).astype(int), axis=0)
    stances = np.array([stage.stances for stage in played.stages])
    path, room = (text_of(drawings[name].draw()).splitlines() for name in ("path", "room"))
    assert (path.count("▲"), path.count("▼")) == ((moves > 0).sum(), (moves < 0).sum())
    assert f"with {number_of(len(np.argwhere(moves)), 'change')}." in drawings["path"].describe()
    vote = played.table.decision.by_vote
    letters, words = ("AN", ("votes yes", "A abstains", "N votes no")) if vote else (
        "DO", ("joins", "D dissociates", "O objects"))  # fmt: skip
    assert [room.count(letter) for letter in letters] == [(stances == n).sum() for n in (1, 2)]
    assert set(words) <= set(room)
    told = drawings["room"].describe()
    assert not (vote and re.search("join|dissociat|object", " ".join(room) + told))
    counts = ", ".join(str(int((stances[-1] == n).sum())) for n in (0, 1, 2))
    assert told.endswith(f": {counts}.")


def test_a_large_room_is_drawn_without_those_who_always_join() -> None:
    played = play(FINAL, 10)
    drawn = text_of(replay_drawings(played)["room"].draw())
    ever = np.any([~stage.taking(JOINS) for stage in played.stages], axis=0)
    for seat, code in enumerate(played.table.codes):
        assert (f"{roster()[code].name}  " in drawn) == bool(ever[seat])
    assert f"{int((~ever).sum())} more would join every draft." in " ".join(drawn.split())
    calm = play(FINAL, 0, stake_scale=50.0, red_line=100.0)
    assert all(stage.taking(JOINS).all() for stage in calm.stages)
    assert "All 193 delegations would join every draft." in text_of(replay_drawings(calm)["room"].draw())


def test_tables_and_summary_hold_the_arrays() -> None:
    played, report, last = repaired(), replay_report(repaired()), len(repaired().readings)
    files, told, codes = report.files(), report.summary, played.table.codes
    stances, readings = (rows_of(files, f"{name}.csv") for name in ("stances", "readings"))
    assert len(stances) == len(played.stages) * len(codes)
    assert len(readings) == len(played.stages) * len(played.table.issues)
    for n, stage in enumerate(played.stages):
        rows = stances[n * len(codes) :][: len(codes)]
        assert [row["stance"] for row in rows] == [
            ("joins", "dissociates", "objects")[s] for s in stage.stances
        ]
        assert [float(row["worth"]) for row in rows] == pytest.approx(stage.worth, rel=1e-5)
        assert {(row["reading"], row["repair"]) for row in rows} == {
            (str(min(n, last)), str(max(0, n - last)))
        }
    drafts = np.array([stage.draft for stage in played.stages])
    assert [row["moved"] != "0" for row in readings[len(played.table.issues) :]] == [
        bool(moved) for moved in (np.diff(drafts, axis=0) != 0).flat
    ]
    assert told["adopted"] is True
    for seat, code in enumerate(codes):
        assert (
            told["delegations"][code]["stance"]
            == ("joins", "dissociates", "objects")[played.end.stances[seat]]
        )
    assert told["text"] == dict(
        zip(played.table.issues, (Rung(rung).word for rung in drafts[-1]), strict=True)
    )
    assert [repair["kept"] for repair in told["repairs"]] == [repair.kept for repair in played.repairs]
    objecting = np.flatnonzero(played.readings[-1].closing.taking(OBJECTS))
    assert told["readings"][-1]["objects"] == [codes[seat] for seat in objecting]
    assert len(objecting) > 0
    assert told["story"] == [f"{step.title}: {' '.join(step.lines)}" for step in steps(played)]
    for picture in blocks(played, Picture):
        assert f"{picture.name}.svg" in files
        assert picture.text in files["story.md"].decode()
