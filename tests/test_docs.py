"""Whatever the documents tell a reader to type works as they say."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from sim.negotiation.parameters import PARAMETERS

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(document: Path, *languages: str) -> list[str]:
    text = document.read_text(encoding="utf-8")
    return [body for language, body in FENCE.findall(text) if language in languages]


def commands() -> list[tuple[str, str]]:
    found = []
    for document in DOCUMENTS:
        for body in blocks(document, "console", "bash"):
            for line in body.splitlines():
                # Completion asks which shell it runs in, and a test may run in none.
                if line.startswith("$ gge-sim ") and "-completion" not in line:
                    found.append((document.name, line[2:]))
    return found


def workplace(folder: Path) -> Path:
    """A folder that looks like the checkout: scenarios and the example files of the documents."""
    (folder / "scenarios").symlink_to(ROOT / "scenarios")
    for document in DOCUMENTS:
        for body in blocks(document, "yaml"):
            if match := re.match(r"# file: (\S+)\n", body):
                path = folder / match[1]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(body, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workplace(tmp_path_factory.mktemp("reader"))


def test_there_are_commands_to_try() -> None:
    assert len(commands()) >= 10
    assert {name for name, _ in commands()} >= {"command-line.md", "scenario-files.md"}


@pytest.mark.parametrize(("document", "command"), commands(), ids=lambda c: c[:60])
def test_a_documented_command_works(place: Path, document: str, command: str) -> None:
    words = shlex.split(command.removeprefix("gge-sim "), comments=True)
    told = subprocess.run(
        [sys.executable, "-m", "sim", *words], cwd=place, capture_output=True, text=True, timeout=300
    )
    assert told.returncode == 0, f"{document}: {command}\n{told.stderr}"


def test_the_first_command_is_that_of_the_readme(place: Path) -> None:
    first = blocks(ROOT / "README.md", "console")[0].strip()
    assert first == "$ pip install -e . && gge-sim run scenarios/record/gge-2016-2017.yaml"
    command = [sys.executable, "-m", "sim", *shlex.split(first.split("&& gge-sim ")[1])]
    told = subprocess.run(command, cwd=place, capture_output=True, text=True, timeout=300)
    assert told.returncode == 0, told.stderr
    shown = blocks(ROOT / "README.md", "text")[0].splitlines()
    printed = iter(line.rstrip() for line in told.stdout.splitlines())
    for line in shown:
        if line.strip() != "⋮":
            assert line.rstrip() in printed, f"README shows, and the program does not print: {line}"
    assert (place / "results" / "gge-2016-2017" / "story.md").is_file()


def test_the_python_of_the_readme_runs(place: Path) -> None:
    for document in DOCUMENTS:
        for body in blocks(document, "python"):
            if document.name == "README.md":
                assert len([x for x in body.splitlines() if x.strip()]) <= 12
            told = subprocess.run(
                [sys.executable, "-c", body], cwd=ROOT, capture_output=True, text=True, timeout=300
            )
            assert told.returncode == 0, f"{document.name}\n{body}\n{told.stderr}"


def test_ci_runs_the_test_command_of_the_readme() -> None:
    command = blocks(ROOT / "README.md", "console")[1].strip().removeprefix("$ ")
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert command == 'pip install -e ".[test]" && pytest'
    assert command.replace("pip install", "pip install --quiet") in script


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_the_parameters_of_the_model_document_are_those_of_the_code() -> None:
    text = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    for parameter in PARAMETERS:
        row = [r for r in rows if f"`{parameter.name}`" in r]
        assert row, parameter.name
        assert any(parameter.prior.describe() in r for r in row), (parameter.name, row)
