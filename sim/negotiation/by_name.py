"""Classes by name: chair strategies, conducts and decision rules, shipped or from plug-ins."""

from __future__ import annotations

from importlib import import_module
from typing import Any, TypeVar

from sim.scenario.fault import BadInput, Fault
from sim.scenario.names import Family

C = TypeVar("C")


class Stateless:
    """Base of classes without state, whose instances are all equal."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))


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


def named(family: Family, base: type[C], name: str) -> C:
    """Return the one of a family that has a name, ours or that of a plug-in.

    Raises ValueError if there is none; BadInput if it is a plug-in's that cannot be loaded, or is not of this
    family.
    """
    if name in family.own:
        return _own(base.__module__.rpartition(".")[0], base, name)()
    if (point := family.plugins.get(name)) is None:
        raise ValueError(f"no {family.kind} {name!r}; there are {', '.join(family.names)}")
    try:
        found = point.load()
    except Exception as error:  # whatever goes wrong in somebody else's package
        problem = f"cannot be loaded ({type(error).__name__}: {error})"
        raise BadInput([_fault(point, problem)]) from error
    if not (isinstance(found, type) and issubclass(found, base) and getattr(found, "name", "") == name):
        raise BadInput([_fault(point, f"is not a {base.__name__} named {name}")])
    return found()


def _fault(point: Any, problem: str) -> Fault:
    return Fault(f"plug-in {point.dist.name if point.dist else point.group}", problem, value=point.value)
