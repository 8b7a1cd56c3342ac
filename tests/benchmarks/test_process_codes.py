"""Codes of the process: which are allowed, and what the term of each changes."""

import numpy as np
import pytest

from benchmarks.process_code_scores import nested_choice
from benchmarks.process_codes import MOST, changed, coded, furthest, rows
from sim.negotiation.payoff import weigh
from sim.negotiation.random_streams import share
from sim.study.history import Process, decided_wider
from sim.study.setting import setting

ALLOWED = {
    "need": {"0", "1", "2"},
    "procedure": {"0", "1", "2"},
    "vote_behind": {"0", "1"},
    "trust": {"-1", "0", "1"},
    "streak": {"-2", "-1", "0", "1", "2"},
    "evidence": {"document", "literature", "recalled"},
}
NEUTRAL = {"need": "1", "procedure": "0", "vote_behind": "0", "trust": "0", "streak": "0", "named": ""}


@pytest.fixture(scope="module")
def processes() -> dict[str, Process]:
    return {process.id: process for process in decided_wider()}


def test_every_decided_process_is_coded_within_the_rules(processes: dict[str, Process]) -> None:
    given = rows()
    assert set(given) == set(processes)
    for id_, row in given.items():
        assert all(row[code] in allowed for code, allowed in ALLOWED.items()), id_
        assert {state for state in row["named"].split(";") if state} <= set(
            processes[id_].scenario.members
        ), id_


def test_the_two_furthest_apart_are_permanent_members_where_two_are_in_the_room(
    processes: dict[str, Process],
) -> None:
    table = processes["gge-2016-2017"].table
    assert [table.codes[seat] for seat in furthest(table)] == ["RUS", "USA"]


@pytest.mark.parametrize(
    ("code", "value", "expected", "seats"),
    [
        ("need", "0", -1, None),
        ("need", "2", 1, None),
        ("trust", "-1", -1, ["RUS", "USA"]),
        ("named", "CUB;IND", -1, ["CUB", "IND"]),
    ],
)
def test_a_code_on_stakes_moves_those_of_the_seats_it_is_about(
    processes: dict[str, Process], code: str, value: str, expected: float, seats: list[str] | None
) -> None:
    at = setting(processes["gge-2016-2017"].scenario, behaviour="priors")
    draws = at.draws(1, np.arange(8))
    terms = coded(NEUTRAL | {code: value}, at.table)
    moved = weigh(at.table, changed(draws, terms)).base - weigh(at.table, draws).base
    theta = MOST[code] * share(1, draws.replicates, "parameter", code)
    worth = draws.behaviour.stake_scale * draws.behaviour.outlet_stake**at.table.outlets
    concerned = np.array([seats is None or state in seats for state in at.table.codes])
    np.testing.assert_allclose(moved, np.outer(worth * theta * expected, concerned), atol=1e-12)


@pytest.mark.parametrize(
    ("code", "value", "name", "expected"),
    [
        ("procedure", "2", "deadline_concession", -1),
        ("streak", "1", "deadline_concession", 0.5),
        ("vote_behind", "1", "stake_scale", -1),
    ],
)
def test_a_code_on_all_scales_one_parameter_of_the_play(
    processes: dict[str, Process], code: str, value: str, name: str, expected: float
) -> None:
    at = setting(processes["gge-2016-2017"].scenario, behaviour="priors")
    draws = at.draws(1, np.arange(8))
    after = changed(draws, coded(NEUTRAL | {code: value}, at.table)).behaviour
    theta = MOST[code] * share(1, draws.replicates, "parameter", code)
    before = getattr(draws.behaviour, name)
    np.testing.assert_allclose(getattr(after, name), before * (1 + expected * theta))


def test_the_nested_choice_never_looks_at_the_family_that_it_is_for() -> None:
    losses = {"none": np.array([0.0, 0.4, 0.4]), "need": np.array([1.0, 0.1, 0.5])}
    found = nested_choice(losses, np.ones(3, dtype=bool), np.array(["a", "b", "c"]))
    # For a the others prefer need (.3 against .4), for b and c they prefer none.
    np.testing.assert_array_equal(found, [1.0, 0.4, 0.4])
