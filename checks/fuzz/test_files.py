"""Files that a user gives: scenarios, tables of positions, campaigns, parameters, points of a sweep."""

from pathlib import Path
from typing import Any

from hypothesis import event, given
from hypothesis import strategies as st

from checks.fuzz.attempt import attempt, lay, looking
from checks.fuzz.promised import folder_of, one_object, said_something, sound
from checks.fuzz.scenario_files import (
    altered,
    bases,
    lay_strange_files,
    scenario_files,
    tricked,
    with_table,
    written,
)
from checks.fuzz.values import anything, around, broken, numbers, paths, texts
from sim.negotiation.parameters import PARAMETERS
from sim.scenario.shipped import shipped

FILE = "s.yaml"
SMALL = ("--runs", "5", "--quiet", "--out", "out")
ALONE = (*SMALL, "--workers", "1")
#: What a sound file is used for.
USES: dict[str, tuple[str, ...]] = {
    "run": ("run", FILE, *SMALL),
    "kit": ("kit", FILE, *SMALL),
    "replay": ("replay", FILE, "--replicate", "7", "--quiet", "--out", "out"),
    "what-if": ("what-if", FILE, "--top", "2", *ALONE),
    "text": ("text", FILE, "--also", "indirect", *ALONE),
    "sweep": ("sweep", FILE, "--over", "outlets=0,1", "--rooms", "2", *ALONE),
    "compare": ("compare", FILE, "--with", "outlets=1", *ALONE),
    "sensitivity": ("sensitivity", FILE, "--samples", "4", *ALONE),
}


def checked(folder: Path, raw: bytes, **beside: bytes) -> bool:
    """Check a scenario file, and return whether it is sound."""
    lay(folder, {FILE: raw, **{name.replace("_", "."): content for name, content in beside.items()}})
    outcome = attempt(("check", FILE), folder, promise=sound)
    event("accepted" if outcome.status == 0 else "refused")
    return outcome.status == 0


@looking(150)
@given(scenario_files)
def test_a_scenario_is_sound_or_refused_in_clear_words(tmp_path_factory: Any, raw: bytes) -> None:
    checked(tmp_path_factory.getbasetemp() / "scenario", raw)


@looking(40)
@given(with_table(), st.booleans())
def test_a_table_beside_a_scenario(tmp_path_factory: Any, made: tuple[bytes, bytes], strange: bool) -> None:
    folder = tmp_path_factory.getbasetemp() / "table"
    lay(folder, {FILE: made[0], "positions.csv": made[1]})
    if strange:
        lay_strange_files(folder)
    attempt(("check", FILE), folder, promise=sound)


@looking(20)
@given(bases, st.lists(paths | st.sampled_from(["s.yaml", "other.yaml", "gge-2016-2017"]), max_size=4))
def test_a_scenario_that_speaks_of_others(tmp_path_factory: Any, content: Any, earlier: list[str]) -> None:
    folder = tmp_path_factory.getbasetemp() / "elsewhere"
    raw = written({**content, "defaults": {"earlier": earlier}})
    lay(folder, {FILE: raw, "other.yaml": shipped()["gge-2012-2013"].read_bytes()})
    lay_strange_files(folder)
    attempt(("check", FILE), folder, promise=sound)


@looking(25)
@given(altered(sound_only=True), st.sampled_from(sorted(USES)))
def test_a_sound_file_is_used_to_its_end(tmp_path_factory: Any, raw: bytes, use: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "used"
    if checked(folder, raw):
        attempt(USES[use], folder, promise=folder_of(use))
        attempt(("show", FILE), folder, promise=said_something, statuses=(0,))
        attempt(("run", FILE, "--runs", "5", "--json", "--out", "again"), folder, promise=one_object)


steps = st.sampled_from(
    [*shipped(), "one.yaml", "sub/two.yaml", "bad.yaml", "./one.yaml", "../one.yaml", "given"]
)
campaigns = st.builds(
    lambda processes, more: written({"id": "c", "title": "C", "source": "x", "processes": processes, **more}),
    st.just(["lone-blocker"]) | st.lists(steps | paths, max_size=3) | st.lists(st.fixed_dictionaries(
        {"scenario": steps, "order": texts}), max_size=2) | anything,
    st.just({}) | st.dictionaries(st.sampled_from(["id", "title", "x"]) | texts, anything, max_size=1),
)  # fmt: skip


@looking(20)
@given(campaigns | campaigns.flatmap(tricked) | campaigns.flatmap(broken), altered(), st.booleans())
def test_a_campaign(tmp_path_factory: Any, raw: bytes, other: bytes, strange: bool) -> None:
    folder = tmp_path_factory.getbasetemp() / "campaign"
    two = written({"id": "two"})
    lay(folder, {"given": raw, "one.yaml": other, "sub/two.yaml": two, "bad.yaml": b"id: ["})
    if strange:
        lay_strange_files(folder)
    attempt(("campaign", "given", *ALONE), folder, promise=folder_of("campaign"))


@st.composite
def parameter_lines(draw: st.DrawFn) -> tuple[Any, Any]:
    """Return a line of a parameter file, mostly a sound one."""
    parameter = draw(st.sampled_from(PARAMETERS))
    low, high = parameter.allowed
    ends = st.floats(low, high) | around(low, high)
    pair = st.lists(ends, min_size=2, max_size=2).map(sorted) | st.lists(ends | numbers, max_size=3)
    kinds = st.sampled_from(["uniform", "loguniform", "normal"])
    value = draw(ends | st.builds(lambda kind, two: {kind: two}, kinds, pair) | anything)
    return draw(st.sampled_from([parameter.name] * 4 + [parameter.symbol, parameter.name.upper()])), value


parameter_files = st.lists(parameter_lines(), max_size=4).map(dict).map(written)


@looking(30)
@given(parameter_files | parameter_files.flatmap(tricked) | parameter_files.flatmap(broken))
def test_a_file_of_parameters(tmp_path_factory: Any, raw: bytes) -> None:
    folder = tmp_path_factory.getbasetemp() / "parameters"
    lay(folder, {FILE: shipped()["lone-blocker"].read_bytes(), "given": raw})
    words = ("replay", FILE, "--quiet", "--out", "out", "--parameters", "given")
    attempt(words, folder, promise=folder_of("replay"))


#: Levers as columns of a table of points, with values of which the first is sound.
LEVERS = {
    "outlets": ("0", "2", "-1", "1.5", "1e9", "nan", ""),
    "inertia": ("0.01", "0", "-1", "inf", "x"),
    "decision": ("consensus", "two-thirds", "unanimity", "Consensus", ""),
    "chair.strategy": ("mediator", "dropper", "autocrat"),
    "readings": ("1", "800", "0", "1.0", "10000000"),
    "stake.PAN": ("0", "0.5", "2", "nan"),
    "position.PAN.LIMIT": ("-3", "3", "4"),
    "seats": ("1", "9", "193", "194", "0", "x", "٣", "1_0", "+5"),
    "rule": ("random", "equitable", "nested", "real", "", "odd"),
}


@st.composite
def points(draw: st.DrawFn) -> bytes:
    """Return a table of points with sound and other cells, and rows of other lengths."""
    columns = draw(st.lists(st.sampled_from(sorted(LEVERS)) | texts, min_size=1, max_size=3))
    rows = [columns]
    for _ in range(draw(st.integers(0, 2))):
        cells = [draw(st.sampled_from(LEVERS.get(name, ("x",)))) for name in columns]
        rows += draw(
            st.sampled_from(
                [[cells], [[LEVERS.get(n, ("x",))[0] for n in columns]], [cells, cells], [cells[1:]]]
            )
        )
    return draw(st.sampled_from(["\n", "\r\n"])).join(map(",".join, rows)).encode("utf-8", "surrogatepass")


@looking(25)
@given(points() | points().flatmap(broken))
def test_points_of_a_sweep(tmp_path_factory: Any, raw: bytes) -> None:
    folder = tmp_path_factory.getbasetemp() / "points"
    lay(folder, {FILE: shipped()["lone-blocker"].read_bytes(), "given": raw})
    words = ("sweep", FILE, "--points", "given", "--rooms", "2", *ALONE)
    attempt(words, folder, promise=folder_of("sweep"))
