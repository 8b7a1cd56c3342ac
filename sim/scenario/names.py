"""Names: the chairs, conducts and decision rules that a scenario may ask for, ours and those of plug-ins.

To add one, write its file in the family's folder and put its name here. A package of
its own brings one by an entry point of the family's group that leads to its class.
In Python, a class or an object may stand for a name.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from operator import attrgetter
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, ValidatorFunctionWrapHandler, WrapValidator
from pydantic_core import PydanticCustomError

from sim.scenario.given import Given, made, state, written


@dataclass(frozen=True)
class Family:
    """Ways to do one thing, each known by a name.

    Parameters
    ----------
    kind : what one of them is called
    group : of the entry points of plug-ins
    own : names of those that ship; the first is the one that the model was tested with
    """

    kind: str
    group: str
    own: tuple[str, ...]

    @cached_property
    def plugins(self) -> Mapping[str, EntryPoint]:
        """Entry points of installed packages by name; a name of ours stays ours."""
        found = sorted(entry_points(group=self.group), key=lambda point: point.name)
        return {point.name: point for point in found if point.name not in self.own}

    def brought_by(self, name: str) -> str:
        """Return the package of a plug-in with its version, or what stands for it."""
        point = self.plugins[name]
        return f"{point.dist.name} {point.dist.version}" if point.dist else point.group

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that a scenario may use."""
        return (*self.own, *self.plugins)

    def read(self, value: Any, read_as: ValidatorFunctionWrapHandler) -> str:
        """Return a name that is known, or what stands for an object, for the schema."""
        if _is_object(value):
            try:
                return self.given(value)
            except ValueError as error:
                raise PydanticCustomError("name", "{problem}", {"problem": str(error)}) from None
        name: str = read_as(value)
        if name not in self.names:
            raise PydanticCustomError(
                "name", f"is not a known {self.kind}", {"allowed": ", ".join(self.names)}
            )
        return name

    def given(self, value: Any) -> str:
        """Return what stands for a class or an object: its name if an installed package has it, else `Given`.

        Raises ValueError if it is not of this family, or a class that makes no object by itself.
        """
        thing = value.thing if isinstance(value, Given) else value
        kind = thing if isinstance(thing, type) else type(thing)
        if getattr(kind, "family", None) is not self:
            raise ValueError(f"{kind.__module__}.{kind.__qualname__} is no {self.kind}")
        thing = made(thing, self.kind)
        return thing.called if self.is_installed(thing) else Given(thing.called, thing)

    def called(self, thing: Any) -> str:
        """Return what results call one of this family: its name; see `written` if nobody installed it."""
        return str(type(thing).name) if self.is_installed(thing) else written(thing)

    def is_installed(self, thing: Any) -> bool:
        """Return whether its name alone stands for it: it ships or is of a plug-in, and has no state."""
        kind = type(thing)
        if state(thing):
            return False
        if kind.name in self.own:
            return kind.__module__.startswith("sim.")
        if (point := self.plugins.get(kind.name)) is None or point.module not in sys.modules:
            return False
        try:
            return attrgetter(point.attr)(sys.modules[point.module]) is kind
        except AttributeError:
            return False


def _is_object(value: Any) -> bool:
    """Return whether a value is a class or an object, and nothing that a file can hold."""
    if isinstance(value, str | type):
        return not isinstance(value, str) or isinstance(value, Given)
    return type(value).__module__ not in ("builtins", "datetime")


CHAIRS = Family("chair strategy", "gge_sim.chairs", ("mediator", "median-seeker", "dropper"))
CONDUCTS = Family("conduct", "gge_sim.conducts", ("instructed", "hard-line", "never-alone", "stands-aside"))
DECISIONS = Family(
    "decision rule",
    "gge_sim.decisions",
    ("consensus", "consensus-minus-one", "two-thirds", "simple-majority", "permanent-members"),
)

#: Studies, which no scenario asks for: each is a command. Those that ship are in `sim.commands`.
STUDIES = Family("study", "gge_sim.studies", ())
FAMILIES = (CHAIRS, CONDUCTS, DECISIONS, STUDIES)

#: Kinds of bodies; "other" is whatever none of the rest fits.
BodyName = Literal[
    "GGE",
    "OEWG",
    "CCW group",
    "treaty conference",
    "review conference",
    "standing body",
    "council",
    "assembly",
    "committee",
    "other",
]
BODIES: tuple[BodyName, ...] = get_args(BodyName)
#: Bodies that meet for one task; the others are conferences and machinery that go on.
ONE_OFF: tuple[BodyName, ...] = ("GGE", "OEWG", "CCW group")
#: Bodies of which a probability is claimed.
CLAIMED: tuple[BodyName, ...] = ("GGE", "OEWG")

#: Name of a chair strategy.
ChairName = Annotated[str, WrapValidator(CHAIRS.read), Field(json_schema_extra={"enum": [*CHAIRS.own]})]
#: Name of a conduct.
ConductName = Annotated[str, WrapValidator(CONDUCTS.read), Field(json_schema_extra={"enum": [*CONDUCTS.own]})]
#: Name of a decision rule.
DecisionName = Annotated[
    str, WrapValidator(DECISIONS.read), Field(json_schema_extra={"enum": [*DECISIONS.own]})
]
