"""How far somebody is, and what would have been enough, is what the reasons of a forecast say of the play."""

from __future__ import annotations

import re

import numpy as np
import pytest

from sim.negotiation.arrays import DISSOCIATES, JOINS, OBJECTS
from sim.negotiation.decisions import DECISIONS
from sim.report import telling
from sim.report.document import Bullets, Grid, Words
from sim.report.replay.document import replay_document
from sim.report.replay.ending import APART, _distance, alone, decided, instead, shares
from sim.report.wording import called, capital
from sim.report.words.complaints import reworded
from sim.report.words.shares import how_far
from sim.scenario.ladder import Rung
from sim.scenario.loading import load
from sim.study.forecast import Forecast
from sim.study.reasons.reasons import find_reasons
from sim.study.replay import Replay, replay, sound

GGE, PLASTICS = load("gge-2016-2017"), load("plastics-council")
STANCE = {"joining": JOINS, "dissociating": DISSOCIATES, "objecting": OBJECTS}
#: Failures of seed 1 that one paragraph would have cured, that two would, and that neither would.
BY_ONE = ((GGE, 2), (GGE, 53), (PLASTICS, 3))
BY_TWO = ((GGE, 55), (GGE, 58), (PLASTICS, 7))
BY_NONE = ((GGE, 25), (PLASTICS, 1))


def told_of(played: Replay) -> list[str]:
    """Every paragraph and bullet of what would have carried."""
    return [
        line
        for block in instead(played)
        for line in (block.items if isinstance(block, Bullets) else [block.text])  # type: ignore[union-attr]
    ]


@pytest.mark.parametrize("play", range(8))
def test_whoever_stands_apart_is_in_the_table_with_stance_complaint_and_distance(play: int) -> None:
    played = replay(PLASTICS, 3, play)
    end, codes = played.end, {capital(called(c)): n for n, c in enumerate(played.table.codes)}
    rows = [row for block in decided(played) if isinstance(block, Grid) for row in block.rows]
    seats = [codes[str(row[0])] for row in rows]
    assert set(seats) == set(np.flatnonzero(~end.taking(JOINS))) or len(seats) == APART
    for seat, row in zip(seats, rows, strict=True):
        assert STANCE[str(row[1])] == end.stances[seat]
        complaint = int(end.complaints[seat])
        title = PLASTICS.issues[complaint // 2].title
        verb = "wants more on" if complaint % 2 else "resists"
        assert row[2] == ("a report as such" if complaint < 0 else f"{verb} {title}")
    objecting = [end.stances[seat] == OBJECTS for seat in seats]
    assert objecting == sorted(objecting, reverse=True)
    far = np.nan_to_num(shares(played)[seats][objecting], nan=np.inf)
    assert (far[1:] <= far[:-1]).all()


@pytest.mark.parametrize(("scenario", "play"), [(GGE, 25), (GGE, 55), (GGE, 9), (PLASTICS, 1), (PLASTICS, 9)])
def test_how_far_is_what_the_reasons_of_a_forecast_say(scenario, play: int) -> None:  # type: ignore[no-untyped-def]
    played = replay(scenario, 1, play)
    batch = find_reasons(played.setting, 1, played.outcome)
    found = {one.code: one.far for one in batch.opponents}
    assert set(found) == {played.table.codes[s] for s in np.flatnonzero(played.end.taking(OBJECTS))}
    share = shares(played)
    rows = [row for block in decided(played) if isinstance(block, Grid) for row in block.rows]
    told = {str(row[0]): str(row[3]) for row in rows}
    for seat, code in enumerate(played.table.codes):
        if code not in found:
            assert np.isnan(share[seat])
            assert told.get(capital(called(code)), "It lets the text pass.") == "It lets the text pass."
        elif found[code] is None:
            assert np.isnan(share[seat])
        else:
            assert share[seat] == pytest.approx(found[code])
            if capital(called(code)) in told:
                assert told[capital(called(code))] == how_far(found[code], "that complaint").strip()


@pytest.mark.parametrize(("scenario", "play"), [*BY_ONE, *BY_TWO])
def test_what_is_said_to_be_enough_is(scenario, play: int) -> None:  # type: ignore[no-untyped-def]
    played = replay(scenario, 1, play)
    (reason,) = alone(played).reasons.reasons
    pairs = len(reason.cures[0].amendments) == 2
    told = told_of(played)
    start = told.index(
        "Two at once would have been enough:"
        if pairs
        else "With one paragraph worded otherwise, the same text would have been adopted:"
    )
    lines = told[start + 1 :][: len(reason.cures)]
    assert lines
    for cure, line in zip(reason.cures, lines[:4], strict=False):
        draft = played.end.draft.copy()
        for amendment in cure.amendments:
            draft[played.table.issues.index(amendment.issue)] = amendment.end
            words = reworded(alone(played), amendment)
            assert words in line or capital(words) in line
        assert sound(played.last, draft).carried
        assert telling.stood_apart(played, sound(played.last, draft).stances) in line
    assert bool(played.rewordings.adopted.any()) == (not pairs)
    if pairs:
        assert told[0].startswith("No change to a single paragraph would have saved the report")


@pytest.mark.parametrize(("scenario", "play"), BY_NONE)
def test_where_nothing_so_small_is_enough_that_is_said(scenario, play: int) -> None:  # type: ignore[no-untyped-def]
    played = replay(scenario, 1, play)
    told = told_of(played)
    assert told[0].startswith("No change to a single paragraph would have saved the report")
    assert told[-1] == "No rewording of one or two paragraphs would have been enough."
    assert not played.rewordings.adopted.any()
    assert alone(played).reasons.by_none == 1.0


@pytest.mark.parametrize(("scenario", "play"), [*BY_TWO, *BY_NONE])
def test_what_comes_nearest_names_exactly_those_who_then_object(scenario, play: int) -> None:  # type: ignore[no-untyped-def]
    played = replay(scenario, 1, play)
    found = played.rewordings
    titles = {issue.code: issue.title for issue in scenario.issues}
    lines = [line for line in told_of(played) if " no longer object" in line and " but " in line]
    for line in lines:
        (e,) = (
            e
            for e in range(len(found.adopted))
            if titles[played.table.issues[found.paragraphs[e]]] in line.partition(":")[0]
            and line.startswith(_begins(Rung(int(found.ends[e]))))
        )
        refusal = line.rpartition(" but ")[2].partition(";")[0]
        loses = [called(played.table.codes[s]) for s in np.flatnonzero(found.stances[e] == OBJECTS)]
        assert all(name in refusal for name in loses[: telling.MOST_NAMES])


def _begins(rung: Rung) -> str:
    return {Rung.SILENT: "Silence", Rung.INDIRECT: "An indirect", Rung.EXPLICIT: "An explicit"}[rung]


def test_who_came_closest_to_objecting_is_told_with_the_complaint() -> None:
    played = replay(GGE, 1, 968)
    document = replay_document(played)
    (section,) = (section for section in document.sections if section.title == "The report")
    last = section.blocks[-1]
    assert isinstance(last, Words)
    assert last.text == "Closest to objecting was Russia, which resists Humanitarian law (IHL)."


def test_the_play_alone_is_a_forecast_of_one_play() -> None:
    played = replay(GGE, 1, 25)
    found = alone(played)
    assert isinstance(found, Forecast)
    assert found.runs == 1
    assert found.outcomes.replicates.tolist() == [25]
    assert found.reasons.reasons[0].typical == 25


@pytest.mark.parametrize("rule", [rule.name for rule in DECISIONS])
def test_every_rule_can_be_told_to_its_end(rule: str) -> None:
    scenario = PLASTICS.model_copy(update={"decision": rule})
    for play in range(6):
        played = replay(scenario, 1, play, {"stake_scale": 0.1})
        told = replay_document(played).answer.sentence
        assert told.startswith("A report is adopted" if played.adopted else "No report")
        by_vote = rule not in ("consensus", "consensus-minus-one")
        assert not (by_vote and re.search("dissociat|object", told))


def test_where_nobody_votes_against_and_too_few_are_in_favour_that_is_said() -> None:
    scenario = PLASTICS.model_copy(update={"decision": "permanent-members"})
    played = replay(scenario, 1, 15, {"stake_scale": 0.05, "blocking_cost": 3.0})
    assert not played.adopted
    assert not played.end.taking(OBJECTS).any()
    assert replay_document(played).answer.sentence == "No report. Too few are in favour."


def test_who_dissociates_lets_the_text_pass_and_who_has_no_complaint_has_none_to_give_up() -> None:
    assert _distance(DISSOCIATES, 0.4) == "It lets the text pass."
    assert _distance(OBJECTS, float("nan")) == "It has no complaint to give up."
    assert _distance(OBJECTS, 0.5).startswith("It would have had to give up")
