"""Cures, squeezes and distances hold against a search by hand, wording by wording and one by one."""

from collections.abc import Callable
from itertools import combinations, product
from typing import Any

import hypothesis
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.negotiation.arrays import OBJECTS
from sim.negotiation.decisions import DECISIONS
from sim.negotiation.stance import on_package
from sim.study.reasons import cures as cures_module
from sim.study.reasons.failures import failures, grievances, look
from sim.study.tasks import Arrays
from tests.study.reasons.rooms import COVERED, Failed, failed, forecast_of, lone_blocker, reasons_of, room


def adopted_texts(failed: Failed, play: int) -> dict[int, set[tuple[tuple[int, int], ...]]]:
    """All changes of one and of two paragraphs with which one text is adopted, tried one after the other."""
    table, (_, reading) = failed.forecast.table, failed.reading(play)
    text, found = failed.outcomes.text[play], {1: set(), 2: set()}
    for size, told in found.items():
        for where in combinations(range(len(text)), size):
            others = [[int(m) for m in np.flatnonzero(table.available[k]) if m != text[k]] for k in where]
            for rungs in product(*others):
                draft = text.copy()
                draft[list(where)] = rungs
                stances = on_package(reading, draft[None], np.array([0]))
                if table.decision.carries(stances, table.permanent)[0]:
                    told.add(tuple(zip(where, rungs, strict=True)))
    return found


def told(found: Arrays, play: int) -> list[tuple[tuple[int, int], ...]]:
    """The cures that were found for one failure, in the order in which they are told."""
    return [
        tuple(
            (int(k), int(m))
            for k, m in zip(found["cure_paragraphs"][n], found["cure_ends"][n], strict=True)
            if k >= 0
        )
        for n in np.flatnonzero(found["cure_play"] == play)
    ]


def searched(examples: int, *given: Any, **named: Any) -> Callable[[Any], Any]:
    """A law of any failures; most of the rooms that are drawn may not fail."""
    few = settings(
        max_examples=examples, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
    )
    return lambda test: few(hypothesis.given(failed(*given, **named))(test))


@searched(40, len(DECISIONS), [COVERED, {}])
def test_the_smallest_cures_are_those_of_a_search_by_hand(failed: Failed) -> None:
    for play in range(len(failed.outcomes)):
        by_hand = adopted_texts(failed, play)
        expected, cures = by_hand[1] or by_hand[2], told(failed.found, play)
        assert set(cures) == expected
        assert len(cures) == len(expected)
        first = failed.found["cure_first"][failed.found["cure_play"] == play]
        assert first.tolist() == [True] * bool(cures) + [False] * (len(cures) - 1)


@searched(25)
def test_cures_are_told_in_the_stated_order(failed: Failed) -> None:
    table, outcomes = failed.forecast.table, failed.outcomes
    held = grievances(outcomes.objects, outcomes.complaints.astype(np.int64), table)
    for play in range(len(outcomes)):
        keys, (_, reading) = [], failed.reading(play)
        for cure in told(failed.found, play):
            worth = reading.interests.base[0].copy()
            for k, rung in enumerate(outcomes.text[play]):
                worth += reading.worth[0, k, dict(cure).get(k, rung)]
            outside = sum(not held[play, [2 * k, 2 * k + 1]].any() for k, _ in cure)
            ladder = np.cumsum(table.available, axis=1)
            rungs = sum(abs(int(ladder[k, m] - ladder[k, outcomes.text[play, k]])) for k, m in cure)
            keys.append((outside, rungs, -round(float(worth @ table.weights), 6)))
        assert keys == sorted(keys)


@searched(25)
def test_a_squeezed_paragraph_is_refused_in_every_wording_and_by_nobody_in_all(failed: Failed) -> None:
    found, outcomes, table = failed.found, failed.outcomes, failed.forecast.table
    names = ("squeeze_play", "squeeze_paragraph", "squeeze_refused")
    squeezes = {(int(p), int(k)): by for p, k, by in zip(*(found[name] for name in names), strict=True)}
    single = set(found["cure_play"][found["cure_paragraphs"][:, 1] < 0].tolist())
    for play in range(len(outcomes)):
        _, reading = failed.reading(play)
        before = outcomes.objects[play]
        over = np.where(before, outcomes.complaints[play] // 2, -1)
        for k in range(len(table.issues)):
            refusing = {}
            for rung in np.flatnonzero(table.available[k]):
                draft = outcomes.text[play].copy()
                draft[k] = rung
                now = on_package(reading, draft[None], np.array([0]))[0] == OBJECTS
                refusing[int(rung)] = set(np.flatnonzero(now & ((over == k) | ~before)).tolist())
            refused = all(refusing.values()) and not set.intersection(*refusing.values())
            expected = bool((over == k).any()) and play not in single and refused
            assert ((play, k) in squeezes) == expected
            if expected:
                told = {m: set(np.flatnonzero(squeezes[play, k][m]).tolist()) for m in refusing}
                assert told == refusing


@searched(25)
def test_giving_up_that_share_of_the_main_complaint_is_just_enough(failed: Failed) -> None:
    weights, outcomes, far = failed.forecast.table.weights, failed.outcomes, failed.found["far"]
    for play in range(len(outcomes)):
        draws, reading = failed.reading(play)
        left, interests, text = 1 - reading.flexibility[0], reading.interests, outcomes.text[play]
        complaints, everybody = outcomes.complaints[play], range(len(weights))
        suffered = [[interests.complaint[0, k, m, n] for k, m in enumerate(text)] for n in everybody]
        gained = [sum(interests.gain[0, k, m, n] for k, m in enumerate(text)) for n in everybody]
        line = float(reading.behaviour.red_line[0])

        bare = [interests.base[0, n] + gained[n] for n in everybody]

        def net(n: int, felt: list[float], bare: Any = bare, left: Any = left, line: Any = line) -> float:
            return float(min(bare[n] - left[n] * sum(felt), line - left[n] * max(felt)))

        worth = [net(n, suffered[n]) for n in everybody]
        for n, complaint in enumerate(complaints):
            if not outcomes.objects[play, n] or complaint < 0:
                assert np.isnan(far[play, n])
                continue
            alike = [m for m in everybody if m != n and complaints[m] == complaint and worth[m] < 0]
            weight = sum(float(weights[m]) for m in alike)
            exponent = float(draws.behaviour.cover_exponent[0])
            price = 1.5 * (1 - weights[n]) * (1 - weight / (weight + 1)) ** exponent
            main = complaint // 2
            assert suffered[n][main] == pytest.approx(max(suffered[n]))
            given = [(1 - far[play, n] * (k == main)) * suffer for k, suffer in enumerate(suffered[n])]
            if far[play, n] <= 1:
                assert net(n, given) == pytest.approx(-price)
            else:
                without = [suffer * (k != main) for k, suffer in enumerate(suffered[n])]
                assert net(n, without) < -price


def test_the_price_of_blocking_counts() -> None:
    # Worse off by .5; a delegation of weight .2 pays four fifths of .25 for blocking; the harm is 1.
    found = reasons_of(lone_blocker(), blocking_cost=0.25)
    assert found.opponents[0].far == pytest.approx(0.3)
    assert found.reasons[0].aggrieved[0].far == pytest.approx(0.3)


def test_the_screen_is_needed_and_is_not_the_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """It throws out most pairs, and lets some through that only cover spoils."""
    tried, kept = 0, 0
    screen = cures_module.screen

    def counting(*args: object) -> np.ndarray:
        nonlocal tried, kept
        flags = screen(*args)  # type: ignore[arg-type]
        tried, kept = tried + flags.size, kept + int(flags.sum())
        return flags

    monkeypatch.setattr(cures_module, "screen", counting)
    carried = 0
    for seed in range(40):
        rng = np.random.default_rng(seed)
        positions = rng.uniform(-1, 1, (4, 6)).tolist()
        table = room(positions, rng.integers(0, 3, 4).tolist(), ambition=[1.0] * 4, weights=[0.5] * 6)
        forecast = forecast_of(table, runs=3, seed=seed, given=COVERED)
        if len(rows := failures(forecast.outcomes)):
            found = look(forecast.setting, forecast.seed, forecast.outcomes[rows])
            carried += int((found["cure_paragraphs"][:, 1] >= 0).sum())
    assert 0 < carried < kept < tried


@pytest.mark.parametrize("rule", DECISIONS, ids=lambda rule: rule.name)
@settings(max_examples=40)
@given(seed=st.integers(0, 10_000))
def test_no_rule_is_worse_disposed_to_a_text_with_fewer_objections(rule: type, seed: int) -> None:
    """What the screen rests on."""
    rng = np.random.default_rng(seed)
    worse = rng.integers(0, 3, (30, int(rng.integers(1, 8)))).astype(np.int8)
    better = np.maximum(worse - rng.integers(0, 2, worse.shape), 0).astype(np.int8)
    permanent = rng.random(worse.shape[1]) < 0.4
    decision = rule()
    assert not (decision.carries(worse, permanent) & ~decision.carries(better, permanent)).any()
