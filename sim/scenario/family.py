"""A family: ways to do one thing, each known by a name: ours, those of plug-ins, and objects instead."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from operator import attrgetter
from typing import Any

from sim.scenario.given import Given, content, made, state, written


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
    def points(self) -> tuple[EntryPoint, ...]:
        """Entry points of installed packages, in the order of their names."""
        return tuple(sorted(entry_points(group=self.group), key=lambda point: point.name))

    @cached_property
    def plugins(self) -> Mapping[str, EntryPoint]:
        """Those by name; a name of ours stays ours."""
        return {point.name: point for point in self.points if point.name not in self.own}

    def brought_by(self, name: str) -> str:
        """Return the package of a plug-in with its version, or all that bring one of that name."""
        points = [point for point in self.points if point.name == name] or [self.plugins[name]]
        packages = {f"{one.dist.name} {one.dist.version}" if one.dist else one.group for one in points}
        return " and ".join(sorted(packages))

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that a scenario may use."""
        return (*self.own, *self.plugins)

    def read(self, value: Any, read_as: Callable[[Any], str]) -> str:
        """Return a name that is known, or what stands for an object, for the schema."""
        from pydantic_core import PydanticCustomError  # which the command line does without

        if _is_object(value):
            try:
                return self.given(value)
            except ValueError as error:
                raise PydanticCustomError("name", "{problem}", {"problem": str(error)}) from None
        name = read_as(value)
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
        return str(type(thing).name) if self.is_installed(thing) else Given(written(thing), thing)

    def called(self, thing: Any) -> str:
        """Return what results call one of this family: its name; see `written` if nobody installed it."""
        return str(type(thing).name) if self.is_installed(thing) else written(thing)

    def is_installed(self, thing: Any) -> bool:
        """Return whether its name alone stands for it: its class has the name, and makes it as it is."""
        kind = type(thing)
        if not self.has(kind) or not state(thing):
            return self.has(kind)
        try:
            return content(thing) == content(kind())
        except TypeError:  # it makes none by itself
            return False

    def has(self, kind: Any) -> bool:
        """Return whether a class ships, or is that of a plug-in, under its name."""
        if kind.name in self.own:
            return bool(kind.__module__.startswith("sim."))
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


#: Studies, which no scenario asks for: each is a command. Those that ship are in `sim.commands`.
STUDIES = Family("study", "gge_sim.studies", ())
