"""What the project needs: pyproject.toml names some packages, and what is installed names the rest."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

from licences import licences
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

#: Installed by nobody who uses or tests the program: a peer to measure against.
APART = ("bench",)


@dataclass(frozen=True)
class Need:
    """One package that is installed.

    Parameters
    ----------
    name, version : as constraints.txt has them
    installed : the version that is installed here
    asked_by : core, or the extra that asks for it; empty if only other packages do
    bound : the oldest version that pyproject.toml allows; empty likewise
    extras : core and extras with which it comes; core alone if it comes with that
    parents : packages that ask for it
    """

    name: str
    version: str
    installed: str
    licence: str
    asked_by: str
    bound: str
    extras: tuple[str, ...]
    parents: tuple[str, ...]

    @property
    def key(self) -> str:
        """Its name as registries compare names."""
        return str(canonicalize_name(self.name))


def pins(root: Path) -> dict[str, tuple[str, str]]:
    """Return name and version of every line of constraints.txt, by the name that registries compare."""
    lines = (root / "constraints.txt").read_text(encoding="utf-8").split()
    return {str(canonicalize_name(name)): (name, version) for name, version in (x.split("==") for x in lines)}


def asked(root: Path) -> dict[str, list[Requirement]]:
    """Return what pyproject.toml asks for itself, by extra."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = {"core": project["dependencies"], **project["optional-dependencies"]}
    return {
        extra: [r for r in map(Requirement, lines) if canonicalize_name(r.name) != "gge-sim"]
        for extra, lines in lists.items()
        if extra not in APART
    }


def needs(root: Path) -> list[Need]:
    """Return every package that the core or an extra brings, by name."""
    lists = asked(root)
    parents: dict[str, set[str]] = {}
    reached = {extra: _closure(lines, parents) for extra, lines in lists.items()}
    direct = {canonicalize_name(r.name): (extra, r) for extra, lines in lists.items() for r in lines}
    pinned, under = pins(root), licences()
    missing = sorted(set().union(*reached.values()) - set(pinned))
    assert not missing, f"constraints.txt does not name {', '.join(missing)}"
    found = []
    for key in sorted(set().union(*reached.values())):
        package = distribution(key)
        extra, requirement = direct.get(canonicalize_name(key), ("", None))
        found.append(
            Need(
                *pinned[key],
                package.version,
                under[key],
                extra,
                lower_bound(requirement) if requirement else "",
                _shortest([extra for extra, keys in reached.items() if key in keys]),
                tuple(sorted(pinned[parent][0] for parent in parents.get(key, ()))),
            )
        )
    return found


def lower_bound(requirement: Requirement) -> str:
    """Return the version behind `>=`."""
    return next(part.version for part in requirement.specifier if part.operator == ">=")


def not_as_pinned(found: list[Need]) -> list[str]:
    """Return a line for each package that is installed in another version than constraints.txt says."""
    return [
        f"{n.name}: {n.installed} is installed, {n.version} is pinned"
        for n in found
        if n.installed != n.version
    ]


def _closure(lines: list[Requirement], parents: dict[str, set[str]]) -> set[str]:
    """Return the names of what some requirements bring on this machine, as it is installed."""
    found: set[str] = set()
    waiting = [(str(canonicalize_name(r.name)), frozenset(r.extras)) for r in lines]
    done: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        key, extras = waiting.pop()
        if (key, extras) in done:
            continue
        done.add((key, extras))
        found.add(key)
        for line in distribution(key).requires or []:
            one = Requirement(line)
            if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
                parents.setdefault(str(canonicalize_name(one.name)), set()).add(key)
                waiting.append((str(canonicalize_name(one.name)), frozenset(one.extras)))
    return found


def _shortest(extras: list[str]) -> tuple[str, ...]:
    return ("core",) if "core" in extras else tuple(extras)
