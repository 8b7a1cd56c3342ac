"""A command does the same wherever it starts: closed streams, a notebook's settings, the user's files."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.command import COMMAND, ENVIRONMENT, found_in
from tests.scenario.files import OWN

#: The script that an installation makes, as it is laid into the folder.
SCRIPT = [sys.executable, "bin/gge-sim"]
HOME = ENVIRONMENT["PYTHONPATH"]
RUN = ("run", "own.yaml", "--runs", "3", "--out", "result")


def slow(what: object) -> Any:
    """A process of its own that only `pytest -m slow` starts: one of its kind is tried each time."""
    return pytest.param(what, marks=pytest.mark.slow)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "bin").mkdir()
    script = "import sys\nfrom gge_sim import main\n\nif __name__ == '__main__':\n    sys.exit(main())\n"
    (tmp_path / "bin" / "gge-sim").write_text(script)
    return tmp_path


def started(
    place: Path, *words: str, by: list[str] = COMMAND, streams: str = "", **settings: str | None
) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, its streams as a shell lays them; a setting of None is taken away."""
    told = {name: value for name, value in {**ENVIRONMENT, **settings}.items() if value is not None}
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {streams}', "sh", *by, *words],
        cwd=place, env=told, capture_output=True, text=True, timeout=900,
    )  # fmt: skip


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A result as it comes out of a plain terminal."""
    place = tmp_path_factory.mktemp("usual")
    (place / "own.yaml").write_text(OWN, encoding="utf-8")
    assert started(place, *RUN, "--quiet").returncode == 0
    return result(place)


def result(place: Path) -> dict[str, bytes]:
    files = found_in(place / "result")
    del files["manifest.json"]
    return files


@pytest.mark.parametrize("streams", [*map(slow, (">&-", "2>&-", "<&-", ">&- 2>&-")), "<&- >&- 2>&-"])
def test_closed_streams_make_no_difference(place: Path, usual: dict[str, bytes], streams: str) -> None:
    told = started(place, *RUN, streams=streams)
    assert (told.returncode, told.stderr) == (0, "")
    assert result(place) == usual
    refused = started(place, "check", "nowhere.yaml", streams=streams)
    assert (refused.returncode, refused.stdout) == (2, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to write on")
@pytest.mark.parametrize(
    "typed",
    [
        "check own.yaml",
        "--help",
        *map(slow, ("schema", "show own.yaml", "--version", "run --help", "scenarios --json")),
    ],
)
def test_an_answer_that_cannot_be_written_is_told(place: Path, typed: str) -> None:
    told = started(place, *typed.split(), streams=">/dev/full")
    assert (told.returncode, told.stderr) == (2, "gge-sim: standard output: No space left on device\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to write on")
@pytest.mark.parametrize(
    "typed", ["check nowhere.yaml", *map(slow, ("nonsense", "run", "run own.yaml --runs none"))]
)
def test_a_refusal_that_cannot_be_written_is_one(place: Path, typed: str) -> None:
    assert started(place, *typed.split(), streams="2>/dev/full").returncode == 2


@pytest.mark.parametrize(
    "setting",
    [
        slow({"MPLBACKEND": "module://matplotlib_inline.backend_inline"}),
        {"MPLBACKEND": "nonsense"},
        slow({"MPLBACKEND": "TkAgg"}),
        {"HOME": "own.yaml", "MPLCONFIGDIR": None, "XDG_CONFIG_HOME": None, "XDG_CACHE_HOME": None},
        slow({"HOME": None, "MPLCONFIGDIR": None}),
        slow({"MPLCONFIGDIR": "own.yaml/below"}),
    ],
    ids=["notebook", "nonsense", "window", "no home", "no name of a home", "settings in a file"],
)
def test_others_settings_change_nothing(
    place: Path, usual: dict[str, bytes], setting: dict[str, str | None]
) -> None:
    told = started(place, *RUN, "--quiet", **setting)
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")
    assert result(place) == usual


def test_the_users_own_figure_settings_make_no_difference(place: Path, usual: dict[str, bytes]) -> None:
    (place / "matplotlibrc").write_text("savefig.dpi: 30\nbad key: [\nbackend: nonsense2\n")
    told = started(place, *RUN, "--quiet")
    assert (told.returncode, told.stderr) == (0, "")
    assert result(place) == usual


TRAP = "raise SystemExit('a file of the user is run')\n"
FILES = ("sim.py", "numpy.py", "mesa.py", "random.py", "typer.py", "statistics.py", "matplotlib.py")


@pytest.mark.parametrize("by", [COMMAND, SCRIPT], ids=["module", "script"])
def test_nothing_is_imported_from_the_folder_one_works_in(place: Path, by: list[str]) -> None:
    for name in FILES:
        if by is SCRIPT or name != "sim.py":  # which Python itself runs when it is asked for a module sim
            (place / name).write_text(TRAP)
    words = ("sweep", "own.yaml", "--over", "readings=1,2", "--rooms", "2", "--runs", "2", "--workers", "2")
    told = started(place, *words, "--quiet", by=by)
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.parametrize("kind", ["file", slow("folder"), slow("package")])
def test_a_sim_of_the_users_on_the_path_makes_no_difference(place: Path, kind: str) -> None:
    file = {"file": "sim.py", "folder": "sim/own.py", "package": "sim/__init__.py"}[kind]
    (place / "theirs" / file).parent.mkdir(parents=True)
    (place / "theirs" / file).write_text(TRAP)
    path = os.pathsep.join((str(place / "theirs"), HOME))
    words = ("sweep", "own.yaml", "--over", "readings=1,2", "--rooms", "2", "--runs", "2", "--workers", "2")
    told = started(place, *words, "--quiet", by=SCRIPT, PYTHONPATH=path)
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.parametrize("by", [slow(COMMAND), SCRIPT], ids=["module", "script"])
@pytest.mark.parametrize("name", ["numpy", slow("typer"), slow("matplotlib"), "mesa", slow("pydantic")])
def test_a_file_that_is_taken_for_a_library_is_told(place: Path, by: list[str], name: str) -> None:
    (place / "theirs").mkdir()
    (place / "theirs" / f"{name}.py").write_text("mine = 1\n")
    told = started(place, *RUN, by=by, PYTHONPATH=os.pathsep.join((str(place / "theirs"), HOME)))
    if name == "mesa":  # which a forecast does without
        assert told.returncode == 0
    else:
        assert (told.returncode, told.stdout) == (2, "")
        file = f"{name}.py: is imported in place of the library {name}"
        assert told.stderr == (
            f"gge-sim: {place / 'theirs'}/{file}; rename it, or remove its folder from PYTHONPATH\n"
        )
