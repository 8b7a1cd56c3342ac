import numpy as np
import pytest

from sim.negotiation.behaviour import draw_behaviour
from sim.negotiation.parameters import NAMES, Prior, checked
from sim.negotiation.rules import ADDED, RULES, without


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_switched_off_by_values_that_its_parameters_may_have(name: str) -> None:
    rule = RULES[name]
    assert rule.name == name
    assert rule.off
    assert checked(rule.off) == rule.off
    assert rule.meaning.endswith(".")
    drawn = draw_behaviour(without([name]), 1, np.arange(50))
    for parameter, prior in rule.off.items():
        values = getattr(drawn, parameter)
        assert ((prior.low <= values) & (values <= prior.high)).all()


def test_every_switch_of_a_behavioural_parameter_belongs_to_one_rule() -> None:
    fixed = [p for rule in RULES.values() for p, prior in rule.off.items() if prior.kind == "fixed"]
    assert len(fixed) == len(set(fixed))
    assert set(fixed) <= set(NAMES)


def test_the_rules_added_last_are_off_together() -> None:
    off = without(ADDED)
    assert {"outlet_stake", "red_line", "realism", "promise_kept"} < set(off)
    assert off["red_line"] == Prior.fixed(100)
    assert off["blocking_cost"] == Prior("loguniform", 0.05, 1.2)


def test_of_rules_that_share_a_parameter_the_first_decides() -> None:
    assert without(["blocking-cost", "red-line"])["blocking_cost"] == Prior.fixed(0)
    assert without(["red-line", "blocking-cost"])["blocking_cost"].kind == "loguniform"
