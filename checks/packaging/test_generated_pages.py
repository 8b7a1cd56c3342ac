"""The page of dependencies says what pyproject.toml, the pins and the licences say now."""

import subprocess
import sys
from dataclasses import replace
from types import ModuleType

import pytest
from packaging.utils import canonicalize_name

from checks.packaging.test_versions import PINNED, PROJECT, closure_of_a_pinned_environment
from checks.packaging.versions import ROOT, asked_for, lower_bounds

GENERATORS = ROOT / "docs" / "generate"
PAGES = ROOT / "docs" / "reference"


@pytest.fixture
def dependencies(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The program that writes dependencies.md."""
    return generator("dependencies", monkeypatch)


def generator(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(GENERATORS))
    return __import__(name)


def check(name: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(GENERATORS / f"{name}.py"), "--check"]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=900)


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
    ("expression", "words", "classifiers", "expected"),
    [
        ("MIT", "UNKNOWN", "UNKNOWN", "MIT"),
        ("UNKNOWN", "Apache 2.0", "Apache Software License", "Apache-2.0"),
        ("UNKNOWN", "BSD 3-Clause License\n\nCopyright", "UNKNOWN", "BSD-3-Clause"),
        ("UNKNOWN", "see the file", "BSD License; MIT License", "BSD AND MIT"),
        (
            "UNKNOWN",
            "GPLv3",
            "GNU General Public License v3 (GPLv3)",
            "GNU General Public License v3 (GPLv3)",
        ),
        ("UNKNOWN", "UNKNOWN", "UNKNOWN", "UNKNOWN"),
    ],
)  # fmt: skip
def test_a_licence_is_read_from_what_a_package_says(
    dependencies: ModuleType, expression: str, words: str, classifiers: str, expected: str
) -> None:
    from licences import licence

    row = {"License-Expression": expression, "License-Metadata": words, "License-Classifier": classifiers}
    assert licence(row) == expected
