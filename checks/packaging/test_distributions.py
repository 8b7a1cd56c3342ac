"""The wheel and the source distribution hold what they should, and the wheel works where no checkout is."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest

import sim
from checks.packaging.versions import ROOT, pythons
from sim.scenario.json_schema import json_schema
from sim.scenario.shipped import shipped
from tests.command import found_in, gge
from tests.docs.pages import FILE, blocks

pytest.importorskip("hatchling", reason="the build backend is not installed; the extra test has it")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BUILT = ("--target", "sdist", "--target", "wheel")
#: What tests and tools leave behind, anywhere in the checkout.
CACHES = {
    ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", "__pycache__", ".git", "dist", "build",
}  # fmt: skip


def build(tree: Path, folder: Path, *targets: str) -> dict[str, Path]:
    """Build distributions of a tree; the files by their ending."""
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(folder), *targets]
    subprocess.run(command, cwd=tree, check=True, capture_output=True, text=True)
    return {"".join(path.suffixes[-1:]): path for path in folder.iterdir()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return build(ROOT, tmp_path_factory.mktemp("built"), *BUILT)


@pytest.fixture(scope="module")
def wheel(built: dict[str, Path]) -> dict[str, bytes]:
    """What the wheel holds."""
    with zipfile.ZipFile(built[".whl"]) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def unpacked(built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution, unpacked."""
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(built[".gz"]) as archive:
        archive.extractall(folder, filter="data")
    return folder / f"gge_sim-{sim.__version__}"


def sources(*folders: str) -> dict[str, bytes]:
    """Every file of some folders of the checkout but what tools leave there, by its path."""
    found = [file for folder in folders for file in sorted((ROOT / folder).rglob("*")) if file.is_file()]
    inside = [(file, file.relative_to(ROOT)) for file in found]
    return {path.as_posix(): file.read_bytes() for file, path in inside if not CACHES & set(path.parts)}


def test_the_wheel_holds_the_program_its_data_and_the_scenarios_and_no_more(wheel: dict[str, bytes]) -> None:
    expected = {**sources("sim"), "gge_sim.py": (ROOT / "gge_sim.py").read_bytes()}
    expected |= {f"sim/{name}": content for name, content in sources("scenarios").items()}
    held = {name: content for name, content in wheel.items() if ".dist-info/" not in name}
    assert set(held) == set(expected)
    assert held == expected
    assert {"sim/py.typed", "sim/scenario/data/states.csv", "sim/scenarios/record/gge-2016-2017.yaml"} <= set(
        held
    )


def test_what_the_wheel_says_of_itself(wheel: dict[str, bytes]) -> None:
    folder = f"gge_sim-{sim.__version__}.dist-info"
    about: Message = message_from_bytes(wheel[f"{folder}/METADATA"])
    assert (about["Name"], about["Version"]) == ("gge-sim", sim.__version__)
    assert about["License-Expression"] == "Apache-2.0"
    assert wheel[f"{folder}/licenses/LICENSE"] == (ROOT / "LICENSE").read_bytes()
    assert about["Summary"] == PROJECT["description"]
    assert about["Description-Content-Type"] == "text/markdown"
    assert about["Requires-Python"] == f">={pythons({'project': PROJECT})[0]}"
    assert set(about.get_all("Provides-Extra") or []) == set(PROJECT["optional-dependencies"])
    assert b"gge-sim = gge_sim:main" in wheel[f"{folder}/entry_points.txt"]
    assert b"Root-Is-Purelib: true" in wheel[f"{folder}/WHEEL"]


def test_the_source_distribution_holds_what_its_tests_need(unpacked: Path) -> None:
    held = found_in(unpacked)
    expected = sources(
        "sim",
        "scenarios",
        "tests",
        "checks",
        "docs",
        "benchmarks",
        "results/reference",
        "results/registry",
        "hashes",
        ".ci",
    )
    expected |= {"gge_sim.py": b""}
    assert {name for name in expected if name not in held} == set()
    assert {"LICENSE", "README.md", "CHANGELOG.md", "constraints.txt", "pyproject.toml", "PKG-INFO"} <= set(
        held
    )
    assert not [name for name in held if CACHES & set(Path(name).parts)]
    assert {path.name for path in (unpacked / "results").iterdir()} == {"reference", "registry"}


def test_the_same_files_give_the_same_bytes(built: dict[str, Path], unpacked: Path, tmp_path: Path) -> None:
    again = build(ROOT, tmp_path / "again", *BUILT)
    from_sources = build(unpacked, tmp_path / "from-sources", "--target", "wheel")
    digests = {
        kind: hashlib.sha256(path.read_bytes()).hexdigest()
        for kind, path in {**built, "sdist again": again[".gz"]}.items()
    }
    assert digests["sdist again"] == digests[".gz"]
    for other in (again[".whl"], from_sources[".whl"]):
        assert hashlib.sha256(other.read_bytes()).hexdigest() == digests[".whl"]


@pytest.fixture(scope="module")
def installed(built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, and beneath it the packages of the tests, but not the checkout."""
    place = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(place, with_pip=False)
    python = program(place, "python")
    own = Path(sysconfig.get_path("purelib", vars={"base": str(place), "platbase": str(place)}))
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python), "install"]
    unaided = {name: value for name, value in os.environ.items() if name != "PIP_CONSTRAINT"}
    command = [*pip, "--no-deps", "--no-index", str(built[".whl"])]
    subprocess.run(command, check=True, capture_output=True, text=True, env=unaided)
    # A path file adds a folder and reads none of the path files in it, such as that of an editable install.
    beneath = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (own / "beneath.pth").write_text("\n".join(sorted(beneath)) + "\n", encoding="utf-8")
    # Somebody else's, and of the name that ours has in a checkout.
    (own / "scenarios" / "record").mkdir(parents=True)
    shutil.copy(
        ROOT / "scenarios" / "record" / "gge-2016-2017.yaml", own / "scenarios" / "record" / "theirs.yaml"
    )
    return place


def program(place: Path, name: str) -> Path:
    return place / ("Scripts" if os.name == "nt" else "bin") / name


def told(place: Path, folder: Path, name: str, *words: str) -> str:
    """What a program of the environment prints, in a folder far from the checkout."""
    away = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"PYTHONUTF8": "1"}
    command = [str(program(place, name)), *words]
    done = subprocess.run(command, cwd=folder, env=away, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_installed_program_is_its_own_and_knows_its_scenarios(installed: Path, tmp_path: Path) -> None:
    home = told(installed, tmp_path, "python", "-c", "import sim; print(sim.__file__)")
    assert installed in Path(home).parents
    assert told(installed, tmp_path, "gge-sim", "--version") == f"gge-sim {sim.__version__}\n"
    listed = json.loads(told(installed, tmp_path, "gge-sim", "scenarios", "--json"))
    assert [one["name"] for one in listed] == list(shipped()), "and nobody else's"
    assert told(installed, tmp_path, "gge-sim", "schema") == json_schema()


def test_the_installed_program_writes_the_bytes_of_the_checkout(installed: Path, tmp_path: Path) -> None:
    for words in (["run", "gge-2016-2017", "--runs", "100", "--quiet"], ["kit", "lone-blocker"]):
        told(installed, tmp_path, "gge-sim", *words, "--out", f"installed/{words[0]}")
        assert gge(tmp_path, *words, "--out", f"checkout/{words[0]}").returncode == 0
    kept, expected = found_in(tmp_path / "installed"), found_in(tmp_path / "checkout")
    manifests = kept.pop("run/manifest.json"), expected.pop("run/manifest.json")
    assert kept == expected
    digests = [json.loads(text)["sha256"] for text in manifests]
    assert digests[0] == digests[1] != {}


@pytest.fixture(scope="module")
def plugged_in(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same environment, with the package of the guide on plug-ins in it."""
    home = tmp_path_factory.mktemp("plug-in")
    for block in blocks(ROOT / "docs" / "how-to" / "add-a-plug-in.md"):
        if block.file:
            (home / block.file).parent.mkdir(parents=True, exist_ok=True)
            (home / block.file).write_text(FILE.sub("", block.body, count=1), encoding="utf-8")
    install = ["-m", "pip", "install", "--no-deps", "--no-index", "--no-build-isolation"]
    told(installed, home, "python", *install, str(home / "treaty-rules"))
    return installed


def test_the_plug_in_of_the_guide_is_run_from_the_command_line(plugged_in: Path, tmp_path: Path) -> None:
    def share(name: str, *words: str) -> float:
        """The share adopted with a lever turned."""
        told(plugged_in, tmp_path, "gge-sim", "compare", "lone-blocker", *words, "--out", name, *few)
        compared = json.loads((tmp_path / name / "compare.json").read_text(encoding="utf-8"))
        return float(compared["share_adopted"]["b"])

    few = ("--runs", "100", "--raw-shares", "--quiet", "--workers", "1")
    assert share("rule", "--with", "decision=three-fourths") == 1, "one blocker is outvoted"
    assert 0 < share("conduct", "--with", "conduct.PAN=patient") < 1
    told(plugged_in, tmp_path, "gge-sim", "one-hard-line", "lone-blocker", "--out", "study", *few)
    made = found_in(tmp_path / "study")
    assert json.loads(made["manifest.json"])["libraries"]["treaty-rules"] == "1.0"
    assert made["one-hard-line.csv"].startswith(b"delegation,adopted,change,seed,")
    assert "Reproduced" in told(plugged_in, tmp_path, "gge-sim", "rerun", "study")


USER = """
from sim import Room, forecast, load, misspelt

result = forecast(load("x.yaml"), runs=10, chair="dropper", priors={"chair_partiality": 0.8})
reveal_type(result.delegations[0].complaints[0].share)
room = Room(result.scenario, ensemble=result.ensemble)
reveal_type(room.adopted)
reveal_type(room.play().adopted)
forecast(result.scenario, rnus=3)
"""


def test_a_users_program_is_checked_against_the_installed_types(installed: Path, tmp_path: Path) -> None:
    pytest.importorskip("mypy", reason="mypy of the extra dev is not installed")
    (tmp_path / "user.py").write_text(USER, encoding="utf-8")
    command = [str(program(installed, "python")), "-m", "mypy", "--strict", "--hide-error-context", "user.py"]
    away = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    said = subprocess.run(command, cwd=tmp_path, env=away, capture_output=True, text=True, check=False).stdout
    notes = [line.split(": ", 2)[2] for line in said.splitlines() if line.startswith("user.py")]
    assert notes[0].startswith('Module "sim" has no attribute "misspelt"')
    assert 'Revealed type is "sim.study.claims.Counted"' in notes[1]
    assert 'Revealed type is "bool | None"' in notes[2]
    assert "numpy.bool" in notes[3]
    assert notes[4].startswith('Unexpected keyword argument "rnus" for "forecast"')
