"""Names: the chairs, conducts and decision rules that a scenario may ask for, ours and those of plug-ins.

To add one, write its file in the family's folder and put its name here. A package of
its own brings one by an entry point of the family's group that leads to its class.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError


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

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that a scenario may use."""
        return (*self.own, *self.plugins)

    def check(self, name: str) -> str:
        """Return a name that is known, for the schema."""
        if name not in self.names:
            raise PydanticCustomError(
                "name", f"is not a known {self.kind}", {"allowed": ", ".join(self.names)}
            )
        return name


CHAIRS = Family("chair strategy", "gge_sim.chairs", ("mediator", "median-seeker", "dropper"))
CONDUCTS = Family("conduct", "gge_sim.conducts", ("instructed", "hard-line", "never-alone", "stands-aside"))
DECISIONS = Family(
    "decision rule",
    "gge_sim.decisions",
    ("consensus", "consensus-minus-one", "two-thirds", "simple-majority", "permanent-members"),
)

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
ChairName = Annotated[str, AfterValidator(CHAIRS.check), Field(json_schema_extra={"enum": [*CHAIRS.own]})]
#: Name of a conduct.
ConductName = Annotated[
    str, AfterValidator(CONDUCTS.check), Field(json_schema_extra={"enum": [*CONDUCTS.own]})
]
#: Name of a decision rule.
DecisionName = Annotated[
    str, AfterValidator(DECISIONS.check), Field(json_schema_extra={"enum": [*DECISIONS.own]})
]
