"""Classes by name: chair strategies, conducts and decision rules, shipped, of plug-ins or given in Python."""

from __future__ import annotations

from importlib import import_module
from typing import ClassVar, TypeVar

from sim.scenario.family import Family
from sim.scenario.fault import BadInput, Fault
from sim.scenario.given import Given, made, state


class Named:
    """Base of what a scenario asks for by name."""

    #: Those of its kind.
    family: ClassVar[Family]
    #: Name in scenario files, in lower case with hyphens.
    name: ClassVar[str]
    #: What it does, for people, in a sentence or two.
    story: ClassVar[str]
    #: Where the idea comes from.
    source: ClassVar[str]

    @property
    def called(self) -> str:
        """What results call it: its name; with its class and state if it was given in Python."""
        return self.family.called(self)


class ByValue(Named):
    """Base of classes whose objects are equal if they are of one class and have the same state."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{key}={value!r}' for key, value in state(self))})"

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and repr(self) == repr(other)

    def __hash__(self) -> int:
        return hash(repr(self))


C = TypeVar("C", bound=Named)


def own(family: Family, base: type[C]) -> tuple[type[C], ...]:
    """Return the shipped classes of a family, in the order of their names, each from the file of its name."""
    package = base.__module__.rpartition(".")[0]
    return tuple(_own(package, base, name) for name in family.own)


def _own(package: str, base: type[C], name: str) -> type[C]:
    module = import_module(f"{package}.{name.replace('-', '_')}")
    for thing in vars(module).values():
        if isinstance(thing, type) and issubclass(thing, base) and getattr(thing, "name", None) == name:
            return thing
    raise LookupError(f"{module.__name__} has no {base.__name__} named {name!r}")


def named(family: Family, base: type[C], name: str | C | type[C]) -> C:
    """Return the one of a family that has a name, ours or that of a plug-in, or that was given in Python.

    Raises ValueError if there is none; BadInput if it is a plug-in's that cannot be loaded, or is not of this
    family.
    """
    if isinstance(name, Given) or not isinstance(name, str):
        name = family.given(name)
    if isinstance(name, Given):
        thing: C = name.thing
        return thing
    if name in family.own:
        return _own(base.__module__.rpartition(".")[0], base, name)()
    if (point := family.plugins.get(name)) is None:
        raise ValueError(f"no {family.kind} {name!r}; there are {', '.join(family.names)}")
    if len({other.value for other in family.points if other.name == name}) > 1:
        raise BadInput(
            [_fault(family, name, f"several packages bring a {family.kind} of this name; keep one")]
        )
    try:
        found = point.load()
    except (Exception, SystemExit) as error:  # whatever goes wrong in somebody else's package
        problem = f"cannot be loaded ({type(error).__name__}: {error})"
        raise BadInput([_fault(family, name, problem)]) from error
    if not (isinstance(found, type) and issubclass(found, base) and getattr(found, "name", "") == name):
        raise BadInput([_fault(family, name, f"is not a {family.kind} ({base.__name__}) named {name}")])
    try:
        one: C = made(found, family.kind)
    except ValueError as error:
        raise BadInput([_fault(family, name, f"cannot be used: {error}")]) from error
    return one


def _fault(family: Family, name: str, problem: str) -> Fault:
    return Fault(f"plug-in {family.brought_by(name)}", problem, value=family.plugins[name].value)
