"""Turning: the setting that a study plays once some of its levers are turned."""

from __future__ import annotations

from collections.abc import Mapping

from sim.scenario.fault import BadInput, Fault
from sim.study.lever import EVERY, Lever, Value
from sim.study.setting import Setting


def turned(setting: Setting, values: Mapping[Lever, Value], asked_by: str = "levers") -> Setting:
    """Return a setting with some of its levers turned, in whatever order they are given.

    As in a scenario file, the narrower counts: ``stake.USA`` after ``stake.*``. Points are added to positions
    after these have been set.

    Raises BadInput if a lever is turned twice or cannot be turned to its value, or two set the same cell and
    none is narrower.
    """
    names = [one.name for one in values]
    if twice := [name for name in names if names.count(name) > 1]:
        raise BadInput([Fault(asked_by, "is turned twice", value=twice[0])])
    across = [one.name for one in values if one.kind == "position" and one.name.count(EVERY) == 1]
    crossing = {name.split(".").index(EVERY) for name in across}
    if len(crossing) > 1:
        problem, allowed = (
            f"set the same cells: {', '.join(across)}",
            "levers of states or of issues, not both",
        )
        raise BadInput([Fault(asked_by, problem, allowed=allowed)])
    for one in sorted(values, key=lambda one: (one.kind == "shift", -one.name.count(EVERY))):
        setting = one.turn(setting, one.fitting(values[one], asked_by))
    return setting
