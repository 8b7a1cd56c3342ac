"""Whatever is done to a scenario file, it loads and convenes, or the message says why in a few lines."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.fuzz.scenario_files import altered, bases, scenario_files, tricked, written
from sim.negotiation.convene import convene
from sim.scenario.fault import BadInput
from sim.scenario.loading import load
from tests.scenario import files

SIGNS = st.text(alphabet=" \n\t-:?,[]{}#&*!|>'\"%@`abc01.~<=\\é\x85\ufeff", max_size=40)
modest = settings(
    derandomize=True, max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


@settings(modest, max_examples=200)
@given(
    altered() | bases.map(written).flatmap(tricked) | scenario_files
    | SIGNS.map(lambda text: text.encode()) | st.binary(max_size=200)
)  # fmt: skip
def test_any_file_loads_or_says_why(tmp_path: Path, content: bytes) -> None:
    path = files.written(tmp_path, content)
    try:
        scenario = load(path)
    except BadInput as refused:
        told = str(refused).splitlines()
        assert 1 <= len(told) <= 8
        assert all(line.startswith((str(path), "… and ")) for line in told)
        assert all(len(line) < 800 and line.isprintable() for line in told)
    else:
        assert convene(scenario).shape == (len(scenario.issues), len(scenario.members))


@modest
@given(content=st.binary(max_size=200) | SIGNS.map(lambda text: text.encode()))
def test_what_is_no_yaml_of_a_scenario_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(BadInput):
        load(files.written(tmp_path, content))
