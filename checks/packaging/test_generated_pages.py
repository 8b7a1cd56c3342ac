"""Pages that are written by a program say what the docstrings, the pins and the licences say now."""

import re
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import PathDistribution
from pathlib import Path
from types import ModuleType

import pytest
from packaging.utils import canonicalize_name

import sim
from checks.packaging.test_versions import PINNED, PROJECT, closure_of_a_pinned_environment
from checks.packaging.versions import ROOT, asked_for, lower_bounds

GENERATORS = ROOT / "docs" / "generate"
PAGES = ROOT / "docs" / "reference"


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The program that writes api.md."""
    pytest.importorskip("griffe", reason="griffelib of the extra test is not installed")
    return generator("api", monkeypatch)


@pytest.fixture
def dependencies(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The program that writes dependencies.md."""
    return generator("dependencies", monkeypatch)


def generator(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(GENERATORS))
    return __import__(name)


def check(name: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(GENERATORS / f"{name}.py"), "--check"]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120)


def test_the_interface_page_is_as_the_docstrings_have_it(api: ModuleType) -> None:
    text = api.page()
    assert (PAGES / "api.md").read_text(encoding="utf-8") == text, "write it anew: make api"
    assert set(api.ORDER) == set(sim.__all__) - {"__version__"}
    assert api.untold(api.read()) == []
    anchors = [api.slug(heading) for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE)]
    assert len(set(anchors)) == len(anchors), "two headings of one anchor"
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(anchors)


def test_a_parameter_that_no_docstring_tells_is_found(api: ModuleType, tmp_path: Path) -> None:
    for file in sorted((ROOT / "sim").rglob("*.py")):
        copy = tmp_path / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    changed = tmp_path / "sim" / "study" / "forecast.py"
    text = changed.read_text(encoding="utf-8")
    changed.write_text(
        text.replace("    runs : number of plays, at least 1\n", "    plays : how many\n"), encoding="utf-8"
    )
    assert api.untold(api.read(tmp_path)) == [
        "sim.study.forecast.forecast(runs)",
        "sim.study.forecast.forecast(plays), which it lacks",
    ]


def test_the_page_of_dependencies_is_as_things_are(dependencies: ModuleType) -> None:
    closure_of_a_pinned_environment()
    if sys.version_info[:2] != (3, 11) or sys.platform != "linux":
        pytest.skip(
            "the page is written on Linux with Python 3.11, as results are; others ask for other packages"
        )
    told = check("dependencies")
    assert told.returncode == 0, f"write it anew: make dependencies\n{told.stdout}{told.stderr}"


def test_the_page_of_dependencies_has_every_bound_and_pin(dependencies: ModuleType) -> None:
    text = (PAGES / "dependencies.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line[:2] == "| "
    ]
    direct = {
        canonicalize_name(row[0]): (row[2], row[3]) for row in rows if len(row) == 6 and row[0] != "package"
    }
    others = {canonicalize_name(row[0]): row[1] for row in rows if len(row) == 5 and row[0] != "package"}
    assert direct == {name: (bound, PINNED[name]) for name, bound in lower_bounds(PROJECT).items()}
    assert {**others, **{name: pin for name, (_, pin) in direct.items()}} == PINNED
    assert set(dependencies.WHY) == {canonicalize_name(one.name) for one in asked_for(PROJECT)}


def test_a_licence_that_is_not_allowed_is_found(dependencies: ModuleType) -> None:
    closure_of_a_pinned_environment()
    found = dependencies.needs(ROOT)
    assert dependencies.not_allowed(found) == []
    forbidden = [replace(found[0], licence="MIT AND GPL-3.0-only"), replace(found[1], licence="Proprietary")]
    assert [line.split(":")[0] for line in dependencies.not_allowed(forbidden)] == [
        found[0].name,
        found[1].name,
    ]


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ("License-Expression: MIT", "MIT"),
        ("License: Apache 2.0\nClassifier: License :: OSI Approved :: Apache Software License", "Apache-2.0"),
        ("License: BSD 3-Clause License\n        \n        Copyright", "BSD-3-Clause"),
        ("License: see the file\nClassifier: License :: OSI Approved :: BSD License", "BSD"),
        ("Classifier: License :: OSI Approved :: GNU General Public License v3 (GPLv3)",
         "GNU General Public License v3 (GPLv3)"),
        ("", None),
    ],
)  # fmt: skip
def test_a_licence_is_read_from_what_a_package_says(
    dependencies: ModuleType, tmp_path: Path, metadata: str, expected: str | None
) -> None:
    from licences import licence

    folder = tmp_path / "thing-1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: thing\nVersion: 1\n{metadata}\n")
    if expected is None:
        with pytest.raises(LookupError, match="does not say its licence"):
            licence(PathDistribution(folder))
    else:
        assert licence(PathDistribution(folder)) == expected
