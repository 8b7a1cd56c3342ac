"""Every check passes at the least effort, and reports a defect that is planted for it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from checks.verify import laws, versions
from checks.verify.__main__ import CHECKS, main, run, table
from checks.verify.analytic import analytic
from checks.verify.digest import items
from checks.verify.finding import Ask, Effort, Finding, Part
from checks.verify.invariances import LAWS, held, neighbours_keep_their_luck, other_seeds
from checks.verify.room import random_scenarios
from checks.verify.samplers import luck_of_plays, normal_numbers, one_stream, parameter_sets, priors, purposes
from checks.verify.samplers_of_studies import designs, members
from checks.verify.twin import random_negotiations
from checks.verify.workers import commands, forecast_in_pieces, studied
from sim.negotiation import caucus, ensemble, payoff, random_streams, room, stance
from sim.negotiation.chairs import mediator
from sim.negotiation.outcome import Outcomes
from sim.study import membership
from sim.study import workers as working

TINY = Ask(Effort.TINY)
Plant = Callable[[pytest.MonkeyPatch], None]


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_passes(name: str) -> None:
    finding = CHECKS[name](TINY)
    assert not finding.failed, table([finding])
    assert finding.verdict == "passed"
    assert finding.cases > 40
    assert finding.check == name


def failed(parts: tuple[Part, ...]) -> set[str]:
    return {part.name for part in parts if part.faults}


# Analytic cases ---------------------------------------------------------------------------------------------


def no_cover(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stance, "cover", lambda reading, worth, complaint: np.zeros_like(worth))


def cover_by_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = stance.cover
    monkeypatch.setattr(stance, "cover", lambda r, w, c: whole(r, w, np.zeros_like(c)))


def no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = payoff.weigh

    def weigh(table: Any, draws: Any) -> Any:
        found = whole(table, draws)
        return replace(found, complaint=0.8 * found.complaint)

    monkeypatch.setattr("sim.negotiation.play.weigh", weigh)


def moods_too_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = caucus.mood
    monkeypatch.setattr(payoff, "mood", lambda table, draws: 1.3 * whole(table, draws))


def no_trades(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = np.array([], dtype=np.int64)
    monkeypatch.setattr(mediator, "best_trade", lambda options, stalled: (nothing, nothing, nothing))


@pytest.mark.parametrize(
    ("plant", "noticed"),
    [
        (no_cover, "complaint alone and in company"),
        (cover_by_anybody, "complaint alone and in company"),
        (no_harm, "two opponents, with indirect text"),
        (moods_too_wide, "(1 - p)^N"),
        (no_trades, "package deal"),
    ],
)
def test_a_rule_that_is_changed_fails_the_analytic_cases(
    monkeypatch: pytest.MonkeyPatch, plant: Plant, noticed: str
) -> None:
    plant(monkeypatch)
    assert noticed in failed(analytic(TINY).parts)


# Twin, room -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("plant", [no_cover, no_trades, moods_too_wide])
def test_a_rule_that_is_changed_fails_the_twin(monkeypatch: pytest.MonkeyPatch, plant: Plant) -> None:
    plant(monkeypatch)
    found = random_negotiations(TINY)
    assert found.faults
    case = int(found.faults[0].split("--case ")[1].split(",")[0])
    assert random_negotiations(Ask(Effort.TINY, case)).faults[0] == found.faults[0]


def test_a_difference_in_the_ninth_digit_fails_the_twin(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = payoff.weigh

    def weigh(table: Any, draws: Any) -> Any:
        found = whole(table, draws)
        return replace(found, base=found.base + 1e-8 * np.abs(found.base))

    monkeypatch.setattr("checks.verify.twin.weigh", weigh)
    assert any("worth" in fault for fault in random_negotiations(TINY).faults)


def test_a_room_that_forgets_the_deadline_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = room.open_reading
    monkeypatch.setattr(
        room, "open_reading", lambda table, draws, interests, _: whole(table, draws, interests, 1)
    )
    assert random_scenarios(TINY).faults


def test_a_room_that_skips_repairs_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "put_under_silence", lambda chair, reading, draft, observer: draft)
    assert random_scenarios(TINY).faults


# Samplers ---------------------------------------------------------------------------------------------------


def least(tested: list[tuple[str, float]]) -> float:
    return min(p for _, p in tested)


#: What a check at full effort would still call chance: a millionth among about two thousand tests.
LEVEL = 1e-6 / 2000


def test_normal_numbers_that_are_too_wide_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = random_streams.normals
    monkeypatch.setattr("checks.verify.samplers.normals", lambda *given: 1.1 * whole(*given))
    assert least(normal_numbers(Effort.TINY)[0]) < LEVEL


def test_streams_that_share_luck_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two purposes told apart by their first letters only."""
    whole = random_streams._key.__wrapped__
    monkeypatch.setattr(
        random_streams, "_key", lambda seed, purpose: whole(seed, (*purpose[:-1], purpose[-1][:2]))
    )
    assert least(purposes(Effort.TINY)[0]) < LEVEL
    assert least(luck_of_plays(Effort.TINY)[0]) < LEVEL


def test_blocks_that_repeat_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = random_streams.normals
    again = lambda seed, plays, names: whole(seed, plays % random_streams.BLOCK, names)  # noqa: E731
    monkeypatch.setattr("checks.verify.samplers.normals", again)
    assert least(one_stream(Effort.TINY)[0]) < LEVEL


def test_a_prior_on_the_wrong_scale_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    from sim.negotiation.parameters import Prior

    monkeypatch.setattr(Prior, "quantile", lambda prior, u: prior.low + (prior.high - prior.low) * u)
    assert least(priors(Effort.TINY)[0]) < LEVEL


def test_sets_that_are_not_picked_by_weight_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ensemble.Ensemble.pick
    spoiled = lambda kept, seed, plays: np.maximum(0, whole(kept, seed, plays) - 1)  # noqa: E731
    monkeypatch.setattr(ensemble.Ensemble, "pick", spoiled)
    assert least(parameter_sets(Effort.TINY)[0]) < LEVEL


def test_rooms_that_prefer_the_alphabet_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = membership._lots

    def lots(rule: Any, codes: Any, *more: Any) -> Any:
        return whole(rule, codes, *more) * np.linspace(0.2, 1.0, len(codes))

    monkeypatch.setattr(membership, "_lots", lots)
    assert least(members(Effort.TINY)[0]) < LEVEL


def test_a_group_without_its_share_of_seats_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = membership.group_turns
    monkeypatch.setattr(membership, "group_turns", lambda available: whole(available)[::-1])
    assert least(members(Effort.TINY)[0]) == 0


def test_a_design_off_its_levels_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    from checks.verify.samplers_of_studies import Design

    whole = Design.points
    monkeypatch.setattr(Design, "points", lambda design: np.round(whole(design), 1))
    assert designs(Effort.TINY).faults


# Invariances ------------------------------------------------------------------------------------------------


def law(name: str) -> Any:
    return next(one for one in LAWS if one.name == name)


def test_luck_by_place_in_the_batch_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = random_streams.normals
    by_place = lambda seed, plays, names: whole(seed, np.arange(len(plays)), names)  # noqa: E731
    monkeypatch.setattr("sim.negotiation.draw.normals", by_place)
    assert held(law("luck drawn alone, in any order, or at once"), range(4)).faults


def test_a_chair_who_listens_to_the_first_seat_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = mediator.hearing
    monkeypatch.setattr(
        mediator, "hearing", lambda reading: whole(reading) * (np.arange(len(reading.table.codes)) == 0)
    )
    assert held(law("who sits where"), range(12)).faults


def test_weights_that_are_not_shares_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        mediator,
        "resistance",
        lambda table, interests: 0.02 * ((interests.position < -0.05) * table.weights).sum(axis=-1),
    )
    assert held(law("weights halved, where blocking costs nothing"), range(40)).faults


def test_a_play_that_depends_on_its_batch_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = payoff.weigh

    def weigh(table: Any, draws: Any) -> Any:
        found = whole(table, draws)
        return replace(found, base=found.base - found.base.mean(axis=0))

    monkeypatch.setattr("sim.negotiation.play.weigh", weigh)
    assert held(law("plays in batches of any kind"), range(4)).faults
    assert held(law("size of the chunks of a batch"), range(4)).faults


def test_luck_by_place_in_the_list_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = random_streams.normals

    def numbered(seed: int, plays: Any, names: Any) -> Any:
        return whole(seed, plays, [(*name[:-1], str(n)) for n, name in enumerate(names)])

    monkeypatch.setattr("sim.negotiation.draw.normals", numbered)
    assert neighbours_keep_their_luck(range(4)).faults


def test_one_luck_for_all_seeds_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = random_streams.normals
    monkeypatch.setattr("sim.negotiation.draw.normals", lambda seed, plays, names: whole(1, plays, names))
    assert other_seeds(range(4)).faults


# Versions, workers ------------------------------------------------------------------------------------------


def test_an_interpreter_that_plays_by_other_rules_is_noticed(tmp_path: Path) -> None:
    other = tmp_path / "python"
    spoil = (
        "import sys, runpy; from sim.negotiation import concession; concession.SPREAD = 0.51; "
        "runpy.run_path(sys.argv[1], run_name='__main__')"
    )
    other.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{spoil}" "$@"\n', encoding="utf-8")
    other.chmod(0o755)
    told = versions.told_by([str(other)], versions.ROOT, "--brief")
    _, faults = versions.differences(versions.Told({}, items(brief=True)), told, "")
    assert any(fault.startswith("plays: ") for fault in faults)
    assert any(fault.startswith("room: ") for fault in faults)


def test_an_absent_interpreter_is_not_checked_and_not_passed() -> None:
    found, missing = versions.interpreters(["no-such-python"])
    assert {f"Python {minor}" for minor in versions.PYTHONS} == {f"Python {m}" for m in found} | {
        part.name for part in missing
    }
    assert all(part.verdict == "not checked" for part in missing)


def test_a_pair_that_does_not_exist_is_told_with_its_reason() -> None:
    complaint = (
        "ERROR: Ignored the following versions that require a different python version: "
        "3.5.0 Requires-Python >=3.12; 3.5.1 Requires-Python >=3.12\n"
        "ERROR: No matching distribution found for mesa==3.5.*"
    )
    assert versions.reason(complaint) == "no such pair: mesa==3.5.* Requires-Python >=3.12"
    assert versions.reason("ERROR: no route to host") == "cannot be installed: ERROR: no route to host"


class Spoiled(Executor):
    """An executor that does the work here, and loses a report on the way."""

    def __init__(self, *_: Any) -> None:
        self.given = 0

    def submit(self, work: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        found = dict(work(*given, **named))
        if self.given == 0 and "adopted" in found:
            found["adopted"] = ~found["adopted"].astype(bool)
        self.given += 1
        future.set_result(found)
        return future


def test_a_worker_that_loses_reports_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "ProcessPoolExecutor", Spoiled)
    assert forecast_in_pieces(Effort.TINY).faults
    assert studied("sweep", commands(Effort.TINY)["sweep by size"]).faults


# The command ------------------------------------------------------------------------------------------------


def test_the_command_says_what_it_did_and_fails_if_anything_failed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bad = Part("worse", 3, "seen", faults=("case 7",))
    left = Part("left", 0, "", skipped="no such interpreter")
    monkeypatch.setitem(CHECKS, "twin", lambda ask: Finding("twin", (Part("good", 2, "nothing"), bad, left)))
    monkeypatch.setitem(CHECKS, "room", lambda ask: Finding("room", (left,)))
    file = tmp_path / "found.json"
    assert main(["--only", "twin", "--json", str(file)]) == 1
    told = capsys.readouterr().out
    for said in ("twin: FAILED, 5 cases", "! case 7", "not checked", "failed: twin"):
        assert said in told
    assert json.loads(file.read_text())[0]["verdict"] == "FAILED"
    assert main(["--only", "room"]) == 0
    assert "room: not checked" in capsys.readouterr().out
    assert [finding.verdict for finding in run(["room"], TINY)] == ["not checked"]


def test_outcomes_are_compared_by_every_field() -> None:
    """A new field of outcomes has to be looked at by the invariances too."""
    from dataclasses import fields

    from checks.verify.invariances import SAID

    assert {*SAID, "worth", "replicates"} == {field.name for field in fields(Outcomes)}
    assert laws.LUCK
