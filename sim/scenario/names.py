"""Names: the chairs, conducts and decision rules that a scenario may ask for, ours and those of plug-ins.

To add one, write its file in the family's folder and put its name here. A package of
its own brings one by an entry point of the family's group that leads to its class.
In Python, a class or an object may stand for a name.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, WrapValidator

from sim.scenario.family import STUDIES, Family

CHAIRS = Family("chair strategy", "gge_sim.chairs", ("mediator", "median-seeker", "dropper"))
CONDUCTS = Family("conduct", "gge_sim.conducts", ("instructed", "hard-line", "never-alone", "stands-aside"))
DECISIONS = Family(
    "decision rule",
    "gge_sim.decisions",
    ("consensus", "consensus-minus-one", "two-thirds", "simple-majority", "permanent-members"),
)

#: All that plug-ins may bring.
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
