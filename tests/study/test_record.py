from collections.abc import Callable
from dataclasses import replace
from math import log
from typing import Any

import numpy as np
import pytest

from sim.negotiation.behaviour import draw_behaviour
from sim.negotiation.draw import draw
from sim.negotiation.play import play
from sim.scenario.ict_issues import ict_issues, unscored
from sim.scenario.ladder import Rung
from sim.scenario.shipped import shipped
from sim.study import baselines
from sim.study.calibration.likelihood import effective_sets
from sim.study.calibration.result import Calibrated, calibrated, calibrated_from
from sim.study.calibration.simulation import Simulated, simulate
from sim.study.calibration.tasks import Effort
from sim.study.fights import Fights
from sim.study.forecast import forecast
from sim.study.history import Process, decided, decided_among
from sim.study.interval import CEILING
from sim.study.judged import SHIPPED, Judged, Mode, degree_shares, judge, known_to
from sim.study.record import MODEL, Verdict, judge_record, judge_without, ways_of_record
from sim.study.record_scores import Cells, degree_scores, language_scores, outcome_scores
from sim.study.source import BehaviourSource

EFFORT = Effort(sets=20, small=4, large=2, seed=1)
RUNS = 60
#: A failure, a report, and another report.
NAMES = ("gge-2004-2005", "gge-2012-2013", "gge-2014-2015")
PREDICTORS = ["model", "base rate", "always 0.75", "number of members", "win-set without readings"]
WRITERS = ["model", "the last text again", "usual language of the issue", "compromise model"]


@pytest.fixture(scope="module")
def processes() -> list[Process]:
    return decided_among([shipped()[name] for name in NAMES])


@pytest.fixture(scope="module")
def found(processes: list[Process]) -> list[Simulated]:
    sets = draw_behaviour({}, EFFORT.seed, np.arange(EFFORT.sets))
    return [simulate(p.table, "mediator", sets, EFFORT.small, EFFORT.seed) for p in processes]


@pytest.fixture(scope="module")
def verdict(processes: list[Process], found: list[Simulated]) -> Verdict:
    return judge_record(processes, weighed(processes, found), runs=RUNS)


def weighed(some: list[Process], found: list[Simulated]) -> Calibrated:
    return calibrated_from(some, found, EFFORT, "2030-01-02")


def forecasts(mode: Mode, some: list[Process], found: list[Simulated]) -> list[Judged]:
    return judge(mode, some, weighed(some, found), RUNS, 1)


def otherwise(process: Process) -> Process:
    """The same process with another ending: a failure in place of a report, and the other way round."""
    language = {} if process.record.adopted else {"IHL": Rung.EXPLICIT}
    changed = {"adopted": not process.record.adopted, "language": language}
    return replace(process, record=process.record.model_copy(update=changed))


def same(one: Judged, other: Judged) -> bool:
    return (
        (one.probability, one.effective) == (other.probability, other.effective)
        and one.language.tobytes() == other.language.tobytes()
        and one.apart.tobytes() == other.apart.tobytes()
    )


def test_what_may_be_known(processes: list[Process]) -> None:
    known = {mode: [known_to(mode, processes, p) for p in processes] for mode in Mode}
    others = [[1, 2], [0, 2], [0, 1]]
    assert known[Mode.LEAVE_ONE_OUT] == known[Mode.PRIORS] == others
    assert known[Mode.CHRONOLOGICAL] == [[], [0], [0, 1]]


def test_the_chronology_goes_by_dates_not_by_order(processes: list[Process]) -> None:
    backwards = processes[::-1]
    assert known_to(Mode.CHRONOLOGICAL, backwards, processes[1]) == [2]
    late = replace(
        processes[0], record=processes[0].record.model_copy(update={"date": processes[1].scenario.starts})
    )
    assert known_to(Mode.CHRONOLOGICAL, [late, *processes[1:]], processes[1]) == []


def test_the_reports_of_one_body_are_left_out_together() -> None:
    processes = decided()
    targets = [p for p in processes if p.mandate == "A/RES/75/240"]
    others = [n for n, p in enumerate(processes) if p not in targets]
    assert len(targets) == 4
    for target in targets:
        assert known_to(Mode.LEAVE_ONE_OUT, processes, target) == others
        assert calibrated().known_for(target.scenario) == tuple(processes[n].id for n in others)
    earlier = [n for n, p in enumerate(processes) if p.known_before(targets[-1])]
    assert known_to(Mode.CHRONOLOGICAL, processes, targets[-1]) == earlier
    assert {processes.index(p) for p in targets[:-1]} <= set(earlier)


def test_forecasts_are_those_of_an_ensemble_that_knows_what_may_be_known(
    processes: list[Process], found: list[Simulated]
) -> None:
    told = weighed(processes, found)
    for mode in Mode:
        for n, judged in enumerate(forecasts(mode, processes, found)):
            known = [processes[m].id for m in known_to(mode, processes, processes[n])]
            ensemble = None if mode is Mode.PRIORS else told.ensemble(known)
            table, effective = processes[n].table, effective_sets(ensemble.weights) if ensemble else RUNS
            outcomes = play(table, draw(table, 1, RUNS, {}, ensemble))
            assert judged.process is processes[n]
            assert judged.probability == min(outcomes.adopted.mean(), CEILING)
            assert judged.effective == pytest.approx(effective)
            apart = outcomes.objects | (outcomes.dissociates & outcomes.adopted[:, None])
            assert judged.apart.tolist() == apart.mean(axis=0).tolist()


@pytest.mark.slow
def test_what_users_are_told_is_what_is_scored() -> None:
    process = decided_among([shipped()["gge-2014-2015"]])[0]
    modes = {BehaviourSource.PRIORS: SHIPPED, BehaviourSource.CALIBRATED: Mode.LEAVE_ONE_OUT}
    for source, mode in modes.items():
        judged = judge(mode, decided(), calibrated(), 50, 1)
        mine = next(j for j in judged if j.process.id == process.id)
        assert mine.probability == forecast(process.scenario, 50, 1, behaviour=source).probability


@pytest.mark.parametrize("target", range(3))
def test_its_own_ending_changes_nothing_in_a_forecast_that_may_not_know_it(
    processes: list[Process], found: list[Simulated], target: int
) -> None:
    changed = [otherwise(p) if n == target else p for n, p in enumerate(processes)]
    for mode in Mode:
        before, after = forecasts(mode, processes, found), forecasts(mode, changed, found)
        assert same(before[target], after[target]), mode
    loo = [forecasts(Mode.LEAVE_ONE_OUT, some, found) for some in (processes, changed)]
    assert not any(same(loo[0][n], loo[1][n]) for n in range(3) if n != target)
    priors = [forecasts(Mode.PRIORS, some, found) for some in (processes, changed)]
    assert all(same(*pair) for pair in zip(*priors, strict=True)), "nothing is fitted"


def test_every_mode_judges_every_process(verdict: Verdict) -> None:
    assert list(verdict.judged) == list(verdict.outcomes) == list(verdict.language) == list(Mode)
    for mode in Mode:
        assert [j.process.id for j in verdict.judged[mode]] == list(NAMES)
        for j in verdict.judged[mode]:
            assert j.language.sum(axis=1) == pytest.approx(np.ones(len(ict_issues())))
            assert j.language.min() > 0
            assert 1 <= j.effective <= (RUNS if mode is Mode.PRIORS else EFFORT.sets) + 1e-9
        assert [s.predictor for s in verdict.outcomes[mode]] == PREDICTORS
        written = [(s.among, s.predictor) for s in verdict.language[mode]]
        assert written == [(cells, writer) for cells in Cells for writer in WRITERS]
        assert [s.predictor for s in verdict.degrees[mode]] == ["model", "climatology"]
        for d in verdict.degrees[mode]:
            assert 0 <= d.rps_interval[0] <= d.rps <= d.rps_interval[1] <= 1
        for s in verdict.outcomes[mode]:
            assert 0 <= s.brier_interval[0] <= s.brier <= s.brier_interval[1] <= 1
            assert 0 <= s.log_interval[0] <= s.log <= s.log_interval[1]
        for w in verdict.language[mode]:
            assert 0 <= w.exact_interval[0] <= w.exact <= w.exact_interval[1] <= 1
            assert np.isnan(w.log) == (w.predictor != "model")


@pytest.fixture
def by_hand(processes: list[Process]) -> Callable[..., list[Judged]]:
    """Forecasts with these probabilities, everything explicit, and these shares of standing apart."""

    def told(*probabilities: float, apart: Any = 0.0) -> list[Judged]:
        return [
            Judged(
                p,
                x,
                np.tile([0.1, 0.2, 0.7], (len(ict_issues()), 1)),
                apart + np.zeros(len(p.table.codes)),
                np.zeros(p.table.shape),
                Fights(np.zeros((1, len(p.table.codes))), np.zeros((2, len(p.table.codes)))),
                1.0,
                np.array([1 - x, 0.0, 0.0, x]),
            )
            for p, x in zip(processes, probabilities, strict=True)
        ]

    return told


def test_outcomes_are_scored_by_hand(processes: list[Process], by_hand: Callable[..., list[Judged]]) -> None:
    judged = by_hand(0.4, 0.9, 0.3)
    model, base, always, size, win = outcome_scores(Mode.LEAVE_ONE_OUT, processes, judged, [0.2, 0.6, 0.6])
    assert model.brier == pytest.approx((0.16 + 0.01 + 0.49) / 3)
    assert model.log == pytest.approx(-(log(0.6) + log(0.9) + log(0.3)) / 3)
    assert model.ranking == 0.5
    gains = np.array([0.5625 - 0.16, 0.0625 - 0.01, 0.0625 - 0.49])
    assert model.gain == pytest.approx(gains.mean())
    assert model.gain_error == pytest.approx(gains.std(ddof=1) / np.sqrt(3))
    # Two successes known for the failure; a success and a failure for each report.
    assert base.brier == pytest.approx((0.75**2 + 0.5**2 + 0.5**2) / 3)
    assert base.ranking == 0
    assert (always.gain, always.gain_error, always.ranking) == (0, 0, 0.5)
    assert win.brier == pytest.approx((0.04 + 0.16 + 0.16) / 3)
    assert win.ranking == 1
    sizes = [baselines.by_size([q for q in processes if q is not p], p) - p.record.adopted for p in processes]
    assert size.brier == pytest.approx(np.mean(np.square(sizes)))


def test_baselines_know_no_more_than_the_model(
    processes: list[Process], by_hand: Callable[..., list[Judged]]
) -> None:
    base = outcome_scores(Mode.CHRONOLOGICAL, processes, by_hand(0.5, 0.5, 0.5), [0.5] * 3)[1]
    assert base.brier == pytest.approx((0.5**2 + (1 - 1 / 3) ** 2 + 0.5**2) / 3)
    usual = language_scores(Mode.CHRONOLOGICAL, processes, by_hand(0.5, 0.5, 0.5))[2]
    first, second = processes[1].language, processes[2].language
    # Nothing is known of the first report's language, so silence is said; the second repeats the first.
    right = [rung == 0 for rung in first.values()] + [first[k] == rung for k, rung in second.items()]
    away = [int(rung) for rung in first.values()] + [abs(first[k] - rung) for k, rung in second.items()]
    assert usual.exact == pytest.approx(np.mean(right))
    assert usual.distance == pytest.approx(np.mean(away))


def test_language_is_scored_by_hand(processes: list[Process], by_hand: Callable[..., list[Judged]]) -> None:
    model = language_scores(Mode.PRIORS, processes, by_hand(0.5, 0.5, 0.5))[0]
    cells = [int(rung) for p in processes for rung in p.language.values()]
    assert model.cells == len(cells) == 2 * (len(ict_issues()) - len(unscored()))
    assert model.exact == pytest.approx(np.mean([rung == 2 for rung in cells]))
    assert model.distance == pytest.approx(np.mean([2 - rung for rung in cells]))
    assert model.log == pytest.approx(np.mean([-log((0.1, 0.2, 0.7)[rung]) for rung in cells]))


def test_the_wording_is_scored_where_it_is_contested_and_where_it_changes(
    processes: list[Process], by_hand: Callable[..., list[Judged]]
) -> None:
    scores = language_scores(Mode.LEAVE_ONE_OUT, processes, by_hand(0.5, 0.5, 0.5))
    found = {(s.among, s.predictor): s for s in scores}
    for cells in Cells:
        wanted = [
            (process, k, rung)
            for process in processes
            for k, rung in process.language.items()
            if {
                Cells.ALL: True,
                Cells.CONTESTED: process.table.contested[k],
                Cells.CHANGING: baselines.last_text(process)[k] != rung,
            }[cells]
        ]
        model, last = found[cells, "model"], found[cells, "the last text again"]
        assert model.cells == len(wanted) > 0
        assert model.exact == pytest.approx(np.mean([rung == 2 for _, _, rung in wanted]))
        again = np.mean([baselines.last_text(p)[k] == rung for p, k, rung in wanted])
        assert last.exact == pytest.approx(again)
        assert model.gain == pytest.approx(model.exact - again)
    assert found[Cells.CHANGING, "the last text again"].exact == 0


def test_degrees_are_scored_by_hand_beside_those_of_other_bodies(
    processes: list[Process], by_hand: Callable[..., list[Judged]]
) -> None:
    model, usual = degree_scores(Mode.LEAVE_ONE_OUT, processes, by_hand(0.4, 0.9, 0.3))
    assert [p.degree.word for p in processes] == ["none", "thin", "rich"]
    # Cumulated: 0.6 against 1 three times; 0.1 against 0, 0 and 1; 0.7 against 0 three times.
    rps = [0.4**2, (0.1**2 + 0.1**2 + 0.9**2) / 3, 0.7**2]
    assert model.rps == pytest.approx(np.mean(rps))
    assert model.right == pytest.approx(1 / 3)
    known = [baselines.climatology([q for q in processes if q is not p]) for p in processes]
    assert known[0].tolist() == pytest.approx([0.5 / 4, 0.5 / 4, 1.5 / 4, 1.5 / 4])
    assert model.gain == pytest.approx(usual.rps - model.rps)
    assert (usual.gain, usual.gain_error) == (0, 0)


def test_of_degrees_a_report_has_no_more_than_the_ceiling() -> None:
    shares = degree_shares(np.array([3] * 60 + [1] * 40, dtype=np.int8))
    assert shares.tolist() == pytest.approx([1 - CEILING, 0.4 * CEILING, 0, 0.6 * CEILING])
    assert degree_shares(np.array([0, 0, 2, 2], dtype=np.int8)).tolist() == [0.5, 0, 0.5, 0]
    assert degree_shares(np.zeros(5, dtype=np.int8)).tolist() == [1, 0, 0, 0]


def test_the_record_is_judged_without_rules_as_it_is_with_them(
    verdict: Verdict,
) -> None:
    ways = ways_of_record(["disappointment"])
    scored = {s.forecast: s for s in judge_without(verdict, ways).ablations}
    assert list(scored) == ["base rate", MODEL, "rules as built", "no disappointment"]
    model = verdict.outcomes[SHIPPED][0]
    assert (scored[MODEL].brier, scored[MODEL].ranking) == pytest.approx((model.brier, model.ranking))
    assert scored[MODEL].exact == pytest.approx(verdict.language[SHIPPED][0].exact)
    assert scored["no disappointment"].brier != scored[MODEL].brier
