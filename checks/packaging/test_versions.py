"""Oldest, newest and pinned versions: what pyproject.toml allows and constraints.txt holds go together."""

import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from checks.packaging.versions import ROOT, asked_for, interpreter, lower_bounds, pythons, told

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINS = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").split())
PINNED = {canonicalize_name(name): version for name, version in PINS.items()}


def installed_closure() -> dict[str, str]:
    """Name and installed version of all that the extra `dev` brings on this machine, gge-sim left out."""
    found: dict[str, str] = {}
    waiting = [(canonicalize_name(one.name), frozenset(one.extras)) for one in asked_for(PROJECT)]
    done: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in done:
            continue
        done.add((name, extras))
        package = distribution(name)
        found[name] = package.version
        for one in map(Requirement, package.requires or []):
            if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
                waiting.append((canonicalize_name(one.name), frozenset(one.extras)))
    return found


def closure_of_a_pinned_environment() -> dict[str, str]:
    """The same, or skip where the versions are others on purpose."""
    try:
        found = installed_closure()
    except PackageNotFoundError as missing:
        pytest.skip(f"{missing.name} of the extra dev is not installed")
    direct = {canonicalize_name(one.name) for one in asked_for(PROJECT)}
    other = sorted(
        name for name in direct if name in PINNED and Version(found[name]) != Version(PINNED[name])
    )
    if other:
        pytest.skip(f"not the versions of constraints.txt: {', '.join(other)}")
    return found


def test_what_is_installed_is_what_is_pinned() -> None:
    found = closure_of_a_pinned_environment()
    assert {name for name in found if name not in PINNED} == set()
    wrong = {n: (v, PINNED[n]) for n, v in found.items() if Version(v) != Version(PINNED[n])}
    assert wrong == {}


def test_every_requirement_has_one_lower_bound_and_allows_its_pin() -> None:
    bounds, seen = lower_bounds(PROJECT), {}
    for one in asked_for(PROJECT):
        name = canonicalize_name(one.name)
        assert one.specifier.contains(PINNED[name]), one
        assert seen.setdefault(name, str(one.specifier)) == str(one.specifier), one
    assert set(bounds) == set(seen)
    assert {"numpy", "starlette", "hatchling", "pytest", "mypy"} <= set(bounds)
    assert "negmas" not in bounds


def test_pythons_are_those_of_the_classifiers_in_order() -> None:
    assert pythons(PROJECT)[0] == "3.11"
    assert PROJECT["project"]["requires-python"] == f">={pythons(PROJECT)[0]}"
    classifiers = [f"Programming Language :: Python :: {version}" for version in ("3.9", "3.12", "3.10", "3")]
    assert pythons({"project": {"classifiers": classifiers}}) == ["3.9", "3.10", "3.12"]


def test_an_interpreter_and_what_is_installed_are_told() -> None:
    assert interpreter(f"{sys.version_info.major}.{sys.version_info.minor}", None) == sys.executable
    with pytest.raises(SystemExit, match=r"no Python 3\.1 found; say where one is with --python"):
        interpreter("3.1", None)
    freeze = "numpy==1.26.0\nMarkupSafe==3.0\n-e /somewhere"
    assert told(freeze, {"numpy": "1.26"}) == "  MarkupSafe 3.0\n* numpy 1.26.0"
