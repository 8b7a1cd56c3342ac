"""gge-sim: how the United Nations negotiates the security of ICTs, simulated.

`load` a scenario, `forecast` it, `follow` it while it lasts, keep a `registry` of forecasts, put a `text`
to its room, search for a `package` that passes, or sit in a `Room` and hold its readings one by one. Any
result has `frames`, and a forecast is a `dataset`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sim.version import __version__

if TYPE_CHECKING:
    from sim.negotiation.convene import convene as convene
    from sim.negotiation.draw import draw as draw
    from sim.negotiation.play import play as play
    from sim.negotiation.room import Room as Room
    from sim.report.figures import figure as figure
    from sim.report.frames import dataset as dataset
    from sim.report.frames import frames as frames
    from sim.scenario.fault import BadInput as BadInput
    from sim.scenario.loading import load as load
    from sim.study.desk import package as package
    from sim.study.desk import text as text
    from sim.study.follow.question import follow as follow
    from sim.study.forecast import forecast as forecast
    from sim.study.registry.registry import registry as registry
    from sim.study.sweep import sweep as sweep

_HOME = {
    "BadInput": "sim.scenario.fault",
    "Room": "sim.negotiation.room",
    "convene": "sim.negotiation.convene",
    "dataset": "sim.report.frames",
    "draw": "sim.negotiation.draw",
    "figure": "sim.report.figures",
    "follow": "sim.study.follow.question",
    "forecast": "sim.study.forecast",
    "frames": "sim.report.frames",
    "load": "sim.scenario.loading",
    "package": "sim.study.desk",
    "play": "sim.negotiation.play",
    "registry": "sim.study.registry.registry",
    "sweep": "sim.study.sweep",
    "text": "sim.study.desk",
}

__all__ = [
    "BadInput",
    "Room",
    "__version__",
    "convene",
    "dataset",
    "draw",
    "figure",
    "follow",
    "forecast",
    "frames",
    "load",
    "package",
    "play",
    "registry",
    "sweep",
    "text",
]


# Hidden from type checkers, which would take any name for one that exists.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """Import a public name when it is first used: Mesa and matplotlib take their time."""
        if name in _HOME:
            value = getattr(import_module(_HOME[name]), name)
            globals()[name] = value
            return value
        raise AttributeError(f"module 'sim' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
