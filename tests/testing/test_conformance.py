"""The conformance kit finds what is wrong with a class of somebody else's package."""

import re
from typing import Any

import numpy as np
import pytest

from sim.negotiation.arrays import Bools, Floats, Ints, Rungs
from sim.negotiation.chairs import STRATEGIES
from sim.negotiation.chairs.mediator import Mediator
from sim.negotiation.conduct import CONDUCTS, Conduct
from sim.negotiation.decisions import DECISIONS, DecisionRule
from sim.negotiation.reading import Reading
from sim.testing import conforms
from tests import own_studies

STORY = "Says in more than ten words what this class does, and why it does so."


class Rule(DecisionRule):
    name, story, source = "a-rule", STORY, "Somebody 1999, page 7"

    def carries(self, stances: Rungs, permanent: Bools) -> Bools:
        return np.asarray((stances == 0).sum(axis=-1) * 2 > stances.shape[-1])


class Contrary(Rule):
    def carries(self, stances: Rungs, permanent: Bools) -> Bools:
        return ~super().carries(stances, permanent)


class Nameless(Rule):
    name = "A Rule"


class Silent(Rule):
    story = "Decides."


class ByChance(Rule):
    def carries(self, stances: Rungs, permanent: Bools) -> Bools:
        return np.random.default_rng().random(len(stances)) < 0.5


class Generous(Conduct):
    name, story, source = "generous", STORY, "Somebody 1999"

    def concede(self, share: Floats) -> Floats:
        return np.minimum(2 * share, 0.9)


class TooGenerous(Generous):
    def concede(self, share: Floats) -> Floats:
        return 2 * share + 0.9


class Sociable(Generous):
    def price(self, price: Floats, covered: Floats) -> Floats:
        return price + covered * 10


class Meddler(Mediator):
    name, story, source = "meddler", STORY, "Somebody 1999"

    def change(self, reading: Reading, draft: Rungs, rows: Ints, *, trade: bool = True) -> Rungs:
        draft[:] = 2
        return draft


class Partisan(Mediator):
    name, story, source = "partisan", STORY, "Somebody 1999"

    def change(self, reading: Reading, draft: Rungs, rows: Ints, *, trade: bool = True) -> Rungs:
        changed = draft.copy()
        changed[:, 0] = np.where(reading.interests.position[rows][:, 0, 0] > 0, 2, 0)
        return changed


@pytest.mark.parametrize(
    "kind", [Rule, Generous, DECISIONS[0], CONDUCTS[1], STRATEGIES[2], own_studies.ByDeadline]
)
def test_what_keeps_to_the_rules_conforms(kind: type) -> None:
    conforms(kind)


@pytest.mark.parametrize(
    "kind",
    [
        Contrary,
        Nameless,
        Silent,
        ByChance,
        TooGenerous,
        Sociable,
        Meddler,
        Partisan,
        own_studies.ByChance,
        own_studies.Undeclared,
        own_studies.Twice,
        own_studies.Mixed,
        own_studies.Mute,
        own_studies.Storyless,
    ],
)
def test_what_does_not_is_found(kind: type) -> None:
    with pytest.raises(AssertionError):
        conforms(kind)


def test_a_class_of_no_family_is_refused() -> None:
    with pytest.raises(TypeError, match="dict is no chair strategy, conduct, decision rule or study"):
        conforms(dict)


def test_the_documented_test_of_a_plug_in_is_one() -> None:
    import sim.testing

    example = re.search(r"::\n\n(.*)\Z", str(sim.testing.__doc__), re.DOTALL)
    assert example
    code = re.sub(r"^    ", "", example[1], flags=re.MULTILINE).replace(
        "from treaty_rules import ThreeFourths", ""
    )
    names: dict[str, Any] = {"ThreeFourths": Rule}
    exec(compile(code, "example", "exec"), names)
    names["test_it_does_what_any_decision_rule_must"]()
