from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.negotiation.convene import convene
from sim.scenario.fault import BadInput
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from tests.scenario.files import OWN, TEXT, written

SHIPPED = yaml.safe_load(TEXT)
SMALL = yaml.safe_load(OWN)
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["West", "FRA", "IL", "2017", "9999-12-31", "explicit", "x" * 5000, 10**400, [], {}]),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=3),
)
modest = settings(
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def places(part: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place of a file, as a path of keys and numbers."""
    steps = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    return [p for step, below in steps for p in [(*path, step), *places(below, (*path, step))]]


def mutated(content: Any, path: tuple[Any, ...], how: str, junk: Any) -> str:
    """The file with one place deleted, replaced, renamed or doubled, as JSON, which is YAML too."""
    content = copy.deepcopy(content)
    part, last = content, path[-1]
    for step in path[:-1]:
        part = part[step]
    if how == "delete":
        del part[last]
    elif how == "rename" and isinstance(part, dict):
        part[str(junk)] = part.pop(last)
    elif how == "double" and isinstance(part, list):
        part.append(part[last])
    elif how == "double":
        part[f"{last}2"] = part[last]
    else:
        part[last] = junk
    return json.dumps(content, ensure_ascii=False, indent=1, default=str)


def loads_or_says_why(path: Path) -> None:
    """A scenario, which convenes, or a short account of what is wrong."""
    try:
        scenario = load(path)
    except BadInput as refused:
        told = str(refused).splitlines()
        assert 1 <= len(told) <= 8
        assert all(line.startswith((str(path), "… and ")) for line in told)
        assert all(len(line) < 800 and line.isprintable() for line in told)
    else:
        assert isinstance(scenario, Scenario)
        assert convene(scenario).shape == (len(scenario.issues), len(scenario.members))


WAYS = st.sampled_from(["delete", "replace", "rename", "double"])


@settings(modest, max_examples=30)
@given(place=st.sampled_from(places(SHIPPED)), how=WAYS, junk=JUNK)
def test_a_shipped_file_changed_in_one_place_loads_or_says_why(
    tmp_path: Path, place: tuple[Any, ...], how: str, junk: Any
) -> None:
    loads_or_says_why(written(tmp_path, mutated(SHIPPED, place, how, junk)))


@modest
@given(place=st.sampled_from(places(SMALL)), how=WAYS, junk=JUNK)
def test_a_small_file_changed_in_one_place_loads_or_says_why(
    tmp_path: Path, place: tuple[Any, ...], how: str, junk: Any
) -> None:
    loads_or_says_why(written(tmp_path, mutated(SMALL, place, how, junk)))


@modest
@given(cut=st.integers(0, len(OWN)), taken=st.integers(0, 40), put=st.text(max_size=12))
def test_a_file_with_any_text_in_it_loads_or_says_why(tmp_path: Path, cut: int, taken: int, put: str) -> None:
    text = OWN[:cut] + put + OWN[cut + taken :]
    loads_or_says_why(written(tmp_path, text.encode("utf-8", "surrogatepass")))


@modest
@given(content=st.binary(max_size=200))
def test_any_bytes_are_refused_with_a_reason(tmp_path: Path, content: bytes) -> None:
    path = written(tmp_path, content)
    with pytest.raises(BadInput):
        load(path)
    loads_or_says_why(path)


@modest
@given(content=st.text(alphabet=" \n\t-:?,[]{}#&*!|>'\"%@`abc01.~<=\\é\x85\ufeff", max_size=40))
def test_any_play_with_the_signs_of_yaml_is_refused_with_a_reason(tmp_path: Path, content: str) -> None:
    loads_or_says_why(written(tmp_path, content))
