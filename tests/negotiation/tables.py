"""Small negotiating tables for tests, and the same negotiation told to the reference twin."""

from dataclasses import fields

import numpy as np

from sim.negotiation.along import along_the_way
from sim.negotiation.behaviour import Behaviour
from sim.negotiation.degree import Degree
from sim.negotiation.draw import Draws, draw
from sim.negotiation.outcome import Outcomes
from sim.negotiation.parameters import PARAMETERS, Prior
from sim.negotiation.table import Table
from sim.negotiation.vocabulary import Stance
from tests.reference.twin import Case, Luck
from tests.reference.twin import play as twin_play

#: Parameters without noise, friction or favour: the analytic cases start from here.
PLAIN: dict[str, float] = {
    "indirect_value": 0.6, "indirect_harm": 0.25, "harm_weight": 1, "disappointment_weight": 1,
    "own_claim": 0, "scope_cost": 0, "inertia": 0, "outlet_factor": 1, "chair_partiality": 0,
    "stake_scale": 1, "blocking_cost": 0, "deadline_concession": 0, "chair_ambition": 0.3,
    "decision_noise": 0, "acquis_discount": 0, "foreign_acquis": 0, "outlet_stake": 1, "red_line": 100,
    "realism": 0, "promise_kept": 1, "convexity": 1, "caucus_share": 0,
    "cover_exponent": 1, "deadline_shape": 0.6, "stake_noise": 0, "weather_effect": 0, "moves": 2,
    "log_rolling": 1, "repairs": 3,
}  # fmt: skip


def fixed(**values: float) -> dict[str, Prior]:
    """Priors that fix the plain parameters, with some of them changed."""
    return {name: Prior.fixed(float(value)) for name, value in (PLAIN | values).items()}


def twin_case(table: Table) -> Case:
    """The same table for the twin."""
    plain = {f.name: getattr(table, f.name) for f in fields(Case)}
    plain["conduct"] = [conduct.name for conduct in table.conduct]
    plain["events"] = [
        (table.codes.index(event.one), table.codes.index(event.other), event.sign)
        for event in table.events
        if {event.one, event.other} <= set(table.codes)
    ]
    return Case(**{n: v.tolist() if isinstance(v, np.ndarray) else v for n, v in plain.items()})


def twin_theta(behaviour: Behaviour, row: int) -> dict[str, float]:
    """The parameters of one replicate for the twin."""
    return {p.name: float(getattr(behaviour, p.name)[row]) for p in PARAMETERS}


def twin_luck(draws: Draws, row: int) -> Luck:
    """The luck of one replicate for the twin."""
    names = ("position", "stake", "flexibility", "mood", "caucus_mood")
    return Luck(**{name: getattr(draws, name)[row].tolist() for name in names})


def assert_twin_agrees(table: Table, draws: Draws, outcomes: Outcomes) -> None:
    """The twin plays the same negotiations and comes to the same end by the same path."""
    along = along_the_way(table, draws, outcomes.path[: len(draws)])
    for row in range(len(draws)):
        expected = twin_play(twin_case(table), twin_theta(draws.behaviour, row), twin_luck(draws, row))
        assert outcomes.path[row].tolist() == expected.path
        assert outcomes.text[row].tolist() == expected.text
        assert [Stance(stance).word for stance in outcomes.stances[row]] == expected.stances
        assert outcomes.complaints[row].tolist() == expected.complaints
        assert outcomes.adopted[row] == expected.adopted
        assert Degree(outcomes.degrees[row]).word == expected.degree
        np.testing.assert_allclose(outcomes.worth[row], expected.net, atol=1e-9)
        np.testing.assert_allclose(along.resistance[row], expected.resistance, atol=1e-9)
        both = along.complaints[row, 0::2] + along.complaints[row, 1::2]
        np.testing.assert_allclose(both, expected.burdens, atol=1e-9)


def draws_for(table: Table, seed: int, runs: int = 4, **values: float) -> Draws:
    """Draws from the model's priors, with some parameters fixed."""
    return draw(table, seed, runs, {name: Prior.fixed(value) for name, value in values.items()})
