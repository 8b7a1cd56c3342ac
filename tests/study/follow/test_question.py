"""A followed process: what each entry does to the plays."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import sim
from sim.negotiation.vocabulary import ParagraphStance
from sim.scenario.fault import BadInput
from sim.study.follow.question import FollowStudy, follow
from sim.study.forecast import forecast
from sim.study.workers import workers
from tests.scenario.files import OWN
from tests.scenario.follows import FOLLOW, laid

BRACKETS = int(ParagraphStance.BRACKETS)


def _study(folder: Path, text: str = FOLLOW, **given: object) -> FollowStudy:
    return follow(laid(folder, text), runs=300, seed=3, **given)  # type: ignore[arg-type]


def test_before_anything_happens_it_is_the_forecast(tmp_path: Path) -> None:
    study = _study(tmp_path)
    first = study.steps[0]
    assert np.array_equal(first.found["adopted"], forecast(study.scenario, 300, 3).outcomes.adopted)
    assert first.adopted.value == pytest.approx(first.found["adopted"].mean())
    assert first.effective == pytest.approx(300)


def test_each_entry_does_what_it_says(tmp_path: Path) -> None:
    study = _study(tmp_path)
    start, statement, draft, stances, withdrawal, chair, deadline = study.steps
    assert statement.setting.table.positions[0, 2] == -1
    assert statement.setting.table.positions[0, 2] != start.setting.table.positions[0, 2]
    assert draft.drafts == ((2, (2, -1)),)
    assert draft.effective == pytest.approx(300)
    assert stances.effective < 300
    seat = study.setting.table.codes.index("KEN")
    seen = next(n for n, one in enumerate(stances.sightings) if one.place == (2, 0, seat))
    before, then = draft.expected(seen, BRACKETS), stances.expected(seen, BRACKETS)
    assert before is not None
    assert then is not None
    assert then >= before
    assert withdrawal.setting.table.positions[0, 0] == 0
    assert type(chair.setting.chair) is not type(withdrawal.setting.chair)
    assert deadline.setting.table.readings == 9


def test_a_draft_is_on_the_table_in_every_play(tmp_path: Path) -> None:
    entry = "{date: 2020-05, source: x, reading: 6, draft: {base: silent, paragraphs: {FUND: explicit}}}"
    study = _study(
        tmp_path, f"scenario: scenario.yaml\nentries: [{entry}]\n", priors={"moves": 0, "repairs": 0}
    )
    assert (study.steps[1].found["text"] == [0, 2]).all(), "a chair who moves nothing leaves the last draft"


def test_entries_after_the_date_do_not_count(tmp_path: Path) -> None:
    whole, part = _study(tmp_path), _study(tmp_path, until="2020-06-01")
    assert len(part.steps) == 4
    for one, same in zip(part.steps, whole.steps, strict=False):
        assert one.adopted == same.adopted, "what comes later changes nothing before"


def test_moves_come_largest_first_and_add_up(tmp_path: Path) -> None:
    study = _study(tmp_path)
    moves = study.moves(1)
    sizes = [abs(move.change) for move in moves]
    assert sizes == sorted(sizes, reverse=True)
    assert len(moves) == 2 + 5
    assert moves[0].change != 0


def test_workers_find_the_same_as_one_process(tmp_path: Path) -> None:
    with workers(2, None) as executor:
        parallel = _study(tmp_path, executor=executor)
    for one, other in zip(parallel.steps, _study(tmp_path).steps, strict=True):
        assert one.adopted == other.adopted


def test_it_is_part_of_the_interface(tmp_path: Path) -> None:
    study = sim.follow(laid(tmp_path), "2020-04-01", runs=20)
    assert len(study.steps) == 2
    with pytest.raises(ValueError, match="runs must be at least 1"):
        sim.follow(laid(tmp_path), runs=0)


def test_a_body_out_of_scope_is_followed_only_if_asked_for(tmp_path: Path) -> None:
    path = laid(tmp_path, FOLLOW, OWN.replace("body: GGE\nmandate", "body: other\nmandate"))
    with pytest.raises(BadInput, match="--raw-shares"):
        follow(path, runs=20)
    study = follow(path, runs=60, raw_shares=True)
    assert study.claimed(study.steps[0]) is None
