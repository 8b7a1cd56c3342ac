"""The story of a replay says what its arrays say."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.negotiation.arrays import DISSOCIATES, JOINS, OBJECTS
from sim.negotiation.parameters import PARAMETERS
from sim.report import telling, wording
from sim.report.document import Bullets, Document, Draft, Facts, Picture, Section, Steps
from sim.report.figures.replay import (
    describe_replay_path,
    describe_replay_room,
    replay_path,
    replay_room,
)
from sim.report.render.markdown import as_markdown
from sim.report.replay.document import replay_document
from sim.report.replay.folder import replay_files, replay_summary
from sim.report.wording import called
from sim.scenario.ladder import Rung
from sim.scenario.loading import load, load_record
from sim.scenario.roster import roster
from sim.study.replay import Replay, Unusual, replay
from tests.report.reading import rows_of, text_of

GGE, PLASTICS, FINAL = load("gge-2016-2017"), load("plastics-council"), load("oewg-2021-2025-final")
NUMBERS = {word: n for n, word in enumerate(wording._SPELT)}


@pytest.fixture(scope="module")
def repaired() -> Replay:
    return replay(GGE, 1, 968)


@pytest.fixture(scope="module")
def failing() -> Replay:
    return replay(GGE, 1, 25)


@pytest.fixture(scope="module")
def voted(tmp_path_factory: pytest.TempPathFactory) -> Replay:
    file = Path(__file__).parents[3] / "scenarios" / "teaching" / "plastics-council.yaml"
    changed = file.read_text(encoding="utf-8").replace("sessions: 3", "sessions: 3\ndecision: two-thirds")
    path = tmp_path_factory.mktemp("vote") / "vote.yaml"
    path.write_text(changed, encoding="utf-8")
    return replay(load(path), 1, 11)


def blocks(document: Document, title: str) -> tuple[object, ...]:
    (section,) = (s for s in document.sections if s.title == title)
    return section.blocks


def only(document: Document, kind: type) -> list[object]:
    return [block for section in document.sections for block in section.blocks if isinstance(block, kind)]


def named(replay: Replay, stance: int) -> set[str]:
    return {called(replay.table.codes[s]) for s in np.flatnonzero(replay.end.taking(stance))}


def number(word: str) -> int:
    return NUMBERS[word] if word in NUMBERS else int(word)


def test_the_answer_names_exactly_those_who_object(failing: Replay) -> None:
    told = replay_document(failing, load_record("gge-2016-2017")).answer
    assert told.question == GGE.question
    assert told.sentence == (
        "No report. Three delegations object: China, Russia and Egypt, for whom it says too much on "
        "Humanitarian law (IHL)."
    )
    assert named(failing, OBJECTS) == {"China", "Russia", "Egypt"}
    assert set(failing.end.complaints[failing.end.taking(OBJECTS)]) == {2 * failing.table.issues.index("IHL")}
    assert any("no report found consensus" in aside for aside in told.asides)


def test_the_answer_names_exactly_those_who_dissociate(repaired: Replay) -> None:
    assert replay_document(repaired).answer.sentence == "A report is adopted. China and Russia dissociate."
    assert named(repaired, DISSOCIATES) == {"China", "Russia"}
    assert named(repaired, OBJECTS) == set()


@given(play=st.integers(0, 10**5))
@settings(max_examples=25, deadline=None)
def test_every_reading_is_told_once_and_every_sounding_counts_the_room(play: int) -> None:
    told = replay(PLASTICS, 1, play)
    (steps,) = only(replay_document(told), Steps)
    held: list[int] = []
    for step in steps.steps:  # type: ignore[attr-defined]
        numbers = re.match(r"Readings? (\d+)(?: to (\d+))?: ", step.title)
        if not numbers:
            assert "repair" in step.title
            continue
        first, last = int(numbers[1]), int(numbers[2] or numbers[1])
        held += range(first, last + 1)
        readings = told.readings[first - 1 : last]
        assert step.quiet == (not any(reading.changes for reading in readings))
        if step.quiet:
            assert "nothing moves" in step.title
            continue
        (reading,) = readings
        for change in reading.changes:
            for k in change.paragraphs:
                start, rung = Rung(int(change.before.draft[k])), Rung(int(change.after.draft[k]))
                way = f"{PLASTICS.issues[k].title} goes from {start.word} to {rung.word}"
                (line,) = (line for line in step.lines if line.startswith(way))
                assert telling.text_of(PLASTICS.issues[k], rung) in line
        (told_so,) = (line for line in step.lines if line.startswith("If it were put"))
        counts = [int(reading.closing.taking(stance).sum()) for stance in (JOINS, DISSOCIATES, OBJECTS)]
        if counts[JOINS] == len(told.table.codes):
            assert f"all {counts[JOINS]} would join" in told_so
        else:
            words = ("join", "dissociate", "object")
            found = [re.search(rf"(\w+) would {word}", told_so) for word in words]
            assert [number(match[1]) for match in found if match] == counts
    assert held == list(range(1, len(told.readings) + 1))


def test_a_trade_is_told_as_one(repaired: Replay) -> None:
    (steps,) = only(replay_document(repaired), Steps)
    (last,) = (step for step in steps.steps if step.title.startswith("Reading 12"))  # type: ignore[attr-defined]
    assert last.lines[0].startswith("No single change finds the chair's favour, so the chair trades.")
    assert last.lines[1].startswith("Humanitarian law (IHL) goes from indirect to explicit")
    assert last.lines[2].startswith("Countermeasures goes from indirect to silent")


def test_changes_of_stance_without_a_change_of_text_are_told(repaired: Replay) -> None:
    seat = repaired.table.codes.index("RUS")
    before, after = repaired.readings[0].closing, repaired.readings[1].opening
    assert (before.stances[seat], after.stances[seat]) == (OBJECTS, DISSOCIATES)
    (line,) = telling.turns(repaired, before, repaired.readings[1:2])
    assert line == "As capitals give ground, stances change: Russia, from objecting to dissociating."


def test_the_report_is_the_last_text_and_the_zero_draft_the_first(repaired: Replay) -> None:
    zero, report = only(replay_document(repaired), Draft)
    for draft, stage in ((zero, repaired.zero_draft), (report, repaired.end)):
        assert [p.rung for p in draft.paragraphs] == stage.draft.tolist()  # type: ignore[attr-defined]


def test_a_vote_is_told_as_a_vote(voted: Replay) -> None:
    told = as_markdown(replay_document(voted))
    assert voted.adopted
    assert "A report is adopted. The United States votes no." in told
    assert "## The vote" in told
    assert "put to the vote (two-thirds): 29 voting yes, nobody abstaining and one voting no" in told
    assert not re.search(
        "silence|dissociat|object(?!s or)", told.partition("## Reading")[2].partition("![")[0]
    )


def test_every_parameter_that_is_drawn_has_words_for_both_ends() -> None:
    for parameter in PARAMETERS:
        ends = {telling.unusual(Unusual(parameter, 0.3, high)) for high in (False, True)}
        assert len(ends) == 2
        assert any("(0.3)" in end for end in ends) == (parameter.prior.kind == "fixed")


def test_a_large_room_is_told_without_a_list_of_everybody() -> None:
    told = replay(FINAL, 1, 10)
    (listed,) = (b for b in blocks(replay_document(told), "Who sits there") if isinstance(b, Bullets))
    counts = [int(re.search(r"\((\d+)\)", line)[1]) for line in listed.items]  # type: ignore[index]
    assert sum(counts) == 193
    assert max(map(len, as_markdown(replay_document(told)).splitlines())) < 1500
    drawn = text_of(replay_room(told))
    ever = np.any([~stage.taking(JOINS) for stage in told.stages], axis=0)
    for seat, code in enumerate(told.table.codes):
        assert (f"{roster()[code].name}  " in drawn) == bool(ever[seat])
    assert f"{int((~ever).sum())} more would join every draft." in " ".join(drawn.split())


def test_in_a_vote_the_figure_says_what_is_done_in_a_vote(voted: Replay) -> None:
    drawn = text_of(replay_room(voted)).splitlines()
    assert {"votes yes", "A abstains", "N votes no"} <= set(drawn)
    stances = np.array([stage.stances for stage in voted.stages])
    assert (drawn.count("A"), drawn.count("N")) == ((stances == 1).sum(), (stances == 2).sum())
    assert not re.search("join|dissociat|object", " ".join(drawn) + describe_replay_room(voted))


def test_a_note_stands_before_all_else(failing: Replay) -> None:
    note = "This play is not one of the result mine: seed 6 instead of 5."
    assert replay_document(failing, note=note).answer.asides[0] == note
    assert note in replay_files(failing, note=note)["page.html"].decode()
    assert note not in as_markdown(replay_document(failing))


def test_the_figures_mark_every_move_and_every_stance(repaired: Replay) -> None:
    moves = np.diff(np.array([stage.draft for stage in repaired.stages]).astype(int), axis=0)
    drawn = text_of(replay_path(repaired)).splitlines()
    assert (drawn.count("▲"), drawn.count("▼")) == ((moves > 0).sum(), (moves < 0).sum())
    drawn = text_of(replay_room(repaired)).splitlines()
    stances = np.array([stage.stances for stage in repaired.stages])
    assert (drawn.count("D"), drawn.count("O")) == ((stances == 1).sum(), (stances == 2).sum())
    assert describe_replay_path(repaired).count(" after ") == len(np.argwhere(moves))
    assert describe_replay_room(repaired).endswith("repair 1: 23, 2, 0.")


def test_a_room_in_which_all_join_throughout_can_be_drawn() -> None:
    told = replay(FINAL, 1, 0, {"stake_scale": 50.0})
    assert all(stage.taking(JOINS).all() for stage in told.stages)
    assert "All 193 delegations would join every draft." in text_of(replay_room(told))
    assert replay_document(told).answer.sentence == "A report is adopted. All join."


def test_tables_and_summary_hold_the_arrays(repaired: Replay) -> None:
    files, told = replay_files(repaired), replay_summary(repaired)
    stances, readings = rows_of(files, "stances.csv"), rows_of(files, "readings.csv")
    table = repaired.table
    assert len(stances) == len(repaired.stages) * len(table.codes)
    assert len(readings) == len(repaired.stages) * len(table.issues)
    words = ("joins", "dissociates", "objects")
    for n, stage in enumerate(repaired.stages):
        rows = stances[n * len(table.codes) :][: len(table.codes)]
        assert [row["stance"] for row in rows] == [words[s] for s in stage.stances]
        assert [float(row["worth"]) for row in rows] == pytest.approx(stage.worth, rel=1e-5)
        assert {(row["reading"], row["repair"]) for row in rows} == {(str(min(n, 12)), str(max(0, n - 12)))}
    assert sum(row["moved"] != "0" for row in readings) == 9
    assert told["adopted"] is True
    assert {c for c, d in told["delegations"].items() if d["stance"] == "dissociates"} == {"CHN", "RUS"}
    assert told["text"]["ART51"] == "silent"
    assert [repair["kept"] for repair in told["repairs"]] == [True]
    assert told["readings"][11]["objects"] == ["CHN", "RUS"]


@pytest.mark.slow
def test_the_same_play_gives_the_same_bytes() -> None:
    first, again = (replay_files(replay(PLASTICS, 1, 11), None) for _ in range(2))
    assert first == again
    assert {
        "replay.md",
        "page.html",
        "replay.json",
        "readings.csv",
        "stances.csv",
        "path.svg",
        "room.png",
    } <= set(first)


def test_every_picture_lies_beside_the_document(failing: Replay) -> None:
    files = replay_files(failing)
    for picture in only(replay_document(failing), Picture):
        assert f"{picture.name}.svg" in files  # type: ignore[attr-defined]
        assert picture.text in files["replay.md"].decode()  # type: ignore[attr-defined]


def test_facts_say_how_to_get_it_again(voted: Replay) -> None:
    def command(of: Replay) -> str:
        *_, facts = only(replay_document(of), Facts)
        return dict(facts.rows)["command"]  # type: ignore[attr-defined]

    assert command(replay(GGE, 7, 3)) == "gge-sim replay gge-2016-2017 --seed 7 --replicate 3"
    assert command(voted) == "gge-sim replay SCENARIO.yaml --seed 1 --replicate 11"
    given = replay(GGE, 7, 3, {"inertia": 0.1}, behaviour="priors")
    assert command(given).endswith("--replicate 3 --behaviour priors --parameters FILE")


def test_sections_come_in_order(failing: Replay) -> None:
    sections: tuple[Section, ...] = replay_document(failing).sections
    assert [section.title for section in sections] == [
        "Who sits there",
        "The zero draft",
        "Reading by reading",
        "The silence procedure",
        "What would have carried",
        "Words used here",
        "How it was made",
    ]


def test_a_repair_that_fails_is_told_and_taken_back() -> None:
    plays = (replay(load("plastics-council"), 1, play, {"moves": 0}) for play in range(14))
    vain = next(p for p in plays if p.repairs and not p.repairs[-1].kept and not p.adopted)
    steps = [step for block in only(replay_document(vain), Steps) for step in block.steps]  # type: ignore[attr-defined]
    (told,) = (step for step in steps if step.title.startswith("A repair that fails: "))
    assert told.lines[-1] == "It would not leave fewer objections, and the chair takes it back."
    assert (vain.end.draft == vain.repairs[-1].before.draft).all()
