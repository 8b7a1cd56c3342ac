"""The README keeps its word, and links lead somewhere; what other pages tell a reader to type: tests/docs."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import DOCUMENTS, ROOT, blocks, headings, reader_s_place

README = ROOT / "README.md"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reader_s_place(tmp_path_factory.mktemp("reader"))


@pytest.mark.slow
def test_the_first_command_is_that_of_the_readme(place: Path) -> None:
    first = blocks(README, "console")[0].body.strip()
    assert first == "$ pip install -e . && gge-sim run scenarios/record/gge-2016-2017.yaml"
    command = [sys.executable, "-m", "sim", *shlex.split(first.split("&& gge-sim ")[1])]
    told = subprocess.run(command, cwd=place, capture_output=True, text=True, timeout=900)
    assert told.returncode == 0, told.stderr
    shown = blocks(README, "text")[0].body.splitlines()
    printed = iter(line.rstrip() for line in told.stdout.splitlines())
    for line in shown:
        if line.strip() != "⋮":
            assert line.rstrip() in printed, f"README shows, and the program does not print: {line}"
    assert (place / "results" / "gge-2016-2017" / "story.md").is_file()


def test_the_readme_is_short_and_ci_runs_its_test_command() -> None:
    for block in blocks(README, "python"):
        assert len([line for line in block.body.splitlines() if line.strip()]) <= 12
    command = blocks(README, "console")[1].body.strip().removeprefix("$ ")
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert command == 'pip install -e ".[test]" && pytest'
    assert f"readme() {{ {command.replace('pip install', 'pip install --quiet')}; }}" in script
    assert '\nrung "tests" readme\n' in script


def anchors(text: str) -> set[str]:
    """Return the anchors that GitHub gives to the headings of a page."""
    found: set[str] = set()
    for _, heading in headings(text):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        slug = re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")
        again = (slug, *(f"{slug}-{n}" for n in range(1, 100)))
        found.add(next(s for s in again if s not in found))
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_links_lead_to_a_page_and_its_heading(document: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]*)(?:#([^)\s]+))?\)", document.read_text(encoding="utf-8"))
    for target, anchor in links:
        page, link = document.parent / target if target else document, f"{document.name}: {target}#{anchor}"
        if not re.match(r"[a-z]+:", target):
            assert page.exists(), link
            if anchor and page.suffix == ".md":
                assert anchor in anchors(page.read_text(encoding="utf-8")), link


def test_every_page_is_in_the_index() -> None:
    index = ROOT / "docs" / "README.md"
    linked = {
        (index.parent / target).resolve()
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", index.read_text(encoding="utf-8"))
    }
    pages = {*(ROOT / "docs").rglob("*.md"), *(ROOT / "docs").rglob("*.ipynb")} - {index}
    assert pages <= linked, [page.name for page in pages - linked]


def test_the_page_on_the_architecture_names_what_is_there() -> None:
    text = (ROOT / "docs" / "explanation" / "architecture.md").read_text(encoding="utf-8")
    for path in re.findall(r"`((?:sim|tests|checks|scenarios)/[\w/.-]*)`", text):
        assert (ROOT / path).exists(), path
    source = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "sim").rglob("*.py"))
    defined = set(re.findall(r"^ *(?:def|class) (\w+)", source, re.MULTILINE))
    for name in re.findall(r"`([A-Za-z_.]+)(?:\([^`]*\))?`", text):
        assert set(name.split(".")) <= defined, name
