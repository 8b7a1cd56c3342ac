"""Names of chairs, conducts and rules: ours, and those that an installed package brings."""

from importlib.metadata import EntryPoint
from typing import Any

import pytest
from pydantic import ValidationError

from sim.negotiation import by_name
from sim.negotiation.chairs import chair_named
from sim.negotiation.chairs.chair import ChairStrategy
from sim.negotiation.chairs.dropper import Dropper
from sim.scenario.family import Family
from sim.scenario.fault import BadInput
from sim.scenario.names import CHAIRS, CONDUCTS, DECISIONS
from sim.scenario.schema import Chair


class Sleeper(Dropper):
    """A chair of somebody else's package."""

    name = "sleeper"


def brought(monkeypatch: pytest.MonkeyPatch, **points: str) -> None:
    """Have a package installed that brings chairs, by name and place."""
    found = {name: EntryPoint(name, place, CHAIRS.group) for name, place in points.items()}
    monkeypatch.setitem(CHAIRS.__dict__, "plugins", found)


@pytest.mark.parametrize("family", [CHAIRS, CONDUCTS, DECISIONS], ids=lambda family: family.kind)
def test_every_name_of_ours_has_its_file(family: Family) -> None:
    assert len(set(family.names)) == len(family.names) > 1


def test_a_plug_in_is_known_and_a_name_that_nobody_brings_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValidationError, match="is not a known chair strategy"):
        Chair(name="C", source="S", strategy="sleeper")
    with pytest.raises(ValueError, match="there are mediator, median-seeker, dropper"):
        chair_named("sleeper")
    brought(monkeypatch, sleeper=f"{__name__}:Sleeper")
    assert Chair(name="C", source="S", strategy="sleeper").strategy == "sleeper"
    assert type(chair_named("sleeper")) is Sleeper


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("no_such_module:Sleeper", "cannot be loaded (ModuleNotFoundError"),
        (f"{__name__}:brought", "is not a chair strategy (ChairStrategy) named sleeper"),
        ("sim.negotiation.chairs.dropper:Dropper", "is not a chair strategy (ChairStrategy) named sleeper"),
    ],
)
def test_a_plug_in_of_another_kind_is_refused(place: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    brought(monkeypatch, sleeper=place)
    with pytest.raises(BadInput) as refused:
        chair_named("sleeper")
    assert said in str(refused.value)


def test_of_two_plug_ins_with_one_name_neither_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [EntryPoint("sleeper", f"{module}:Sleeper", CHAIRS.group) for module in ("one", "two")]
    monkeypatch.setitem(CHAIRS.__dict__, "points", tuple(points))
    monkeypatch.setitem(CHAIRS.__dict__, "plugins", {"sleeper": points[1]})
    with pytest.raises(BadInput, match="several packages bring a chair strategy of this name; keep one"):
        chair_named("sleeper")


def test_a_name_without_its_class_is_noticed() -> None:
    class Other(ChairStrategy):
        def change(self, *_: Any, **__: Any) -> Any:
            raise NotImplementedError

    Other.__module__ = ChairStrategy.__module__
    with pytest.raises(LookupError, match="has no Other named 'mediator'"):
        by_name.own(CHAIRS, Other)
