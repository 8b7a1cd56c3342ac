"""Every command of every page does what the page says, and prints what it shows."""

import re
import shlex
import sys
import tomllib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.command import gge
from tests.docs.pages import DOCUMENTS, GUIDES, ROOT, Block, blocks, reader_s_place
from tests.docs.shown import Command, commands, missing

pytestmark = pytest.mark.slow

README = ROOT / "README.md"
PAGES = [page for page in DOCUMENTS if page not in GUIDES]
#: Asks which shell it runs in, and a test may run in none.
OF_A_SHELL = "-completion"

#: Commands that no test runs, by page, each with the reason. What is not here is run.
NOT_RUN = {
    "README.md": {
        "gge-sim start": "never ends: checks/browser/test_start.py opens it",
        "gge-sim classroom lone-blocker --lan --readings 3": "never ends: tests/classroom/site serves it",
        "make docs": "builds the site: checks/site does",
    },
    "docs/explanation/reasons.md": {
        "python -m benchmarks.reasons": "needs a table that lies beside the checkout",
        "python -m benchmarks.reasons gge2016": "needs a table that lies beside the checkout",
    },
    "docs/how-to/extend-the-rest.md": {
        "gge-sim calibrate --out sim/study/data": "takes hours: done with few sets in add-a-process.md",
        "gge-sim record": "takes a minute: done with few plays in add-a-process.md",
        "make ablations": "takes long: tests/test_record_commands.py leaves out a rule with few plays",
    },
    "docs/how-to/keep-a-registry.md": {
        "gge-sim registry show --noted c0903ba5b375": (
            "every registry has digests of its own: tests/test_registry_command.py"
        ),
    },
    "docs/how-to/put-a-text.md": {
        "gge-sim classroom": "never ends: tests/classroom/site serves it",
    },
    "docs/how-to/run-a-study.md": {
        "dask scheduler": "never ends",
        "dask worker tcp://SCHEDULER:8786 --nthreads 1 --no-nanny": "never ends",
        "gge-sim sweep membership-2019 --sizes 5:193:4 --cluster tcp://SCHEDULER:8786 --raw-shares": (
            "needs a cluster"
        ),
    },
    "docs/how-to/teach-a-class.md": {
        "gge-sim classroom lone-blocker --rooms 3 --lan --readings 3": (
            "never ends: checks/browser/test_rooms.py plays in it"
        ),
        "gge-sim classroom lone-blocker package-deal --rooms 2,1 --lan": (
            "never ends: checks/browser/test_rooms.py plays in it"
        ),
        "gge-sim compare-classes results/lone-blocker-rooms results/class-of-last-year": (
            "needs two classes: tests/classroom/comparison makes some"
        ),
        "gge-sim classroom lone-blocker --lan --readings 3": "never ends: tests/classroom/site serves it",
        "gge-sim classroom": "never ends: tests/classroom/site serves it",
    },
    "docs/reference/dependencies.md": {
        "python -m sim run gge-2016-2017": "the same as gge-sim run, on other pages",
    },
    "docs/reference/command-line.md": {
        "gge-sim alone package-deal --readings 3": "never ends: checks/browser/test_alone.py plays in it",
        "gge-sim cite results/mine-record --author Doe, Jane": (
            "needs a result: tests/report/test_citation.py cites one"
        ),
        "gge-sim collect handed-in --assignment lone-blocker-assignment.json": (
            "needs files of students: tests/classroom/alone makes some"
        ),
        "gge-sim compare-classes results/lone-blocker-rooms results/class-of-last-year": (
            "needs two classes: tests/classroom/comparison makes some"
        ),
        "gge-sim import deu deu3.csv --out mine": (
            "needs the table of DEU III: tests/test_import_command.py reads one"
        ),
        ("gge-sim import votes UNVotes.csv --issue TREATY=R/73/27,-R/73/266 --mandate R/73/27 --out mine"): (
            "needs a table of votes: tests/test_import_command.py reads one"
        ),
        "gge-sim record FOLDER": "needs a folder of scenarios: tests/study/test_own_record.py scores one",
        "gge-sim shortcut": "changes the desktop: tests/test_start_command.py",
        "gge-sim start": "never ends: checks/browser/test_start.py opens it",
        "gge-sim classroom lone-blocker --lan": "never ends: tests/classroom/site serves it",
        "gge-sim calibrate --workers 4": "takes hours: done with few sets in add-a-process.md",
        "gge-sim record": "takes a minute: done with few plays in add-a-process.md",
        "gge-sim record --wider": "takes minutes: tests/test_record_commands.py does it with few processes",
    },
    "docs/how-to/give-homework.md": {
        (
            "gge-sim assignment package-deal --serve --readings 3 --until 2027-03-31 18:00 "
            "--roster students.csv --lan"
        ): "never ends: checks/browser/test_assignment.py plays in it",
        (
            "gge-sim assignment package-deal --serve --until 2027-03-31 18:00 --roster students.csv "
            "--address https://gge.school.example"
        ): "never ends: checks/browser/test_assignment.py plays in it",
        (
            "gge-sim collect results/package-deal-assignment/handed-in "
            "--assignment results/package-deal-assignment/assignment.json"
        ): "needs files of students: tests/classroom/site/assignment makes some",
    },
    "docs/how-to/play-alone.md": {
        "gge-sim alone package-deal --readings 3": "never ends: checks/browser/test_alone.py plays in it",
        "gge-sim alone package-deal-assignment.json": "never ends: checks/browser/test_alone.py plays in it",
        "gge-sim collect handed-in --assignment package-deal-assignment.json": (
            "needs files of students: tests/classroom/alone makes some"
        ),
    },
    "docs/how-to/score-your-own-record.md": {
        "gge-sim cite results/mine-record --author Doe, Jane --license CC-BY-4.0": (
            "needs a result: tests/report/test_citation.py cites one"
        ),
        (
            "gge-sim import votes UNVotes.csv --issue TREATY=R/73/27,-R/73/266 --issue FORUM=5001 "
            "--mandate R/73/27 --out mine"
        ): ("needs a table of votes: tests/test_import_command.py reads one"),
        "gge-sim record mine/": "needs a folder of scenarios: tests/study/test_own_record.py scores one",
    },
    "docs/how-to/translate.md": {
        "gge-sim classroom lone-blocker --language fr": (
            "never ends: checks/browser/test_languages.py serves it"
        ),
        "gge-sim kit lone-blocker --language fr": "tests/classroom/kit prints it",
        "gge-sim kit my-conference.yaml --language fr": (
            "needs a translation: tests/classroom/words begins one"
        ),
        "make words": "changes the tree: tests/classroom/words holds the catalogues complete",
        "python -m sim.classroom.words my-conference.yaml fr": "tests/classroom/words begins such a file",
    },
}
#: Words that a command may begin with; a line of a text block that begins with one is a command.
PROGRAMS = ("gge-sim", "pip", "python", "dask", "make", "pytest")


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def console(page: Path) -> list[tuple[Block, Command]]:
    return [(block, command) for block in blocks(page, "console") for command in commands(block)]


def written_as_text(page: Path) -> list[str]:
    """Return the commands that stand in text blocks, without their comments."""
    found = []
    for block in blocks(page, "text"):
        for line in block.body.splitlines():
            if line.split(" ")[0] in PROGRAMS:
                found.append(" ".join(shlex.split(line, comments=True)))
    return found


def run_somewhere() -> set[str]:
    return {" ".join(shlex.split(c.line, comments=True)) for page in DOCUMENTS for _, c in console(page)}


@pytest.mark.parametrize("page", [p for p in PAGES if console(p)], ids=name)
def test_the_commands_of_a_page_print_what_it_shows(tmp_path: Path, page: Path) -> None:
    place = reader_s_place(tmp_path)
    for block, command in console(page):
        program, *words = shlex.split(command.line, comments=True)
        if program != "gge-sim" or OF_A_SHELL in command.line:
            continue
        told = gge(place, *words)
        assert told.returncode == 0, f"{block}: {command.line}\n{told.stderr}"
        lost = missing(command.shown, told.stdout) if command.shown else ""
        assert not lost, f"{block}: {command.line}\ndoes not print: {lost}\nbut:\n{told.stdout}"


def test_there_is_something_to_try_and_completion_alone_is_passed_over(tmp_path: Path) -> None:
    found = [command for page in PAGES for _, command in console(page)]
    assert len(found) >= 50
    assert sum(bool(command.shown) for command in found) >= 12
    passed = [c.line for p in PAGES for _, c in console(p) if OF_A_SHELL in c.line]
    assert passed == ["gge-sim --show-completion"]
    told = gge(tmp_path, "--version")
    assert told.stdout.startswith("gge-sim ")
    assert sys.executable


@cache
def extras() -> set[str]:
    return set(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"])


def test_commands_of_other_programs_have_a_target() -> None:
    """``make``, ``pytest``, ``pip install -e`` and ``python -m`` name things that are there."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    lines = [command.line for page in PAGES for _, command in console(page)]
    lines += [line for page in DOCUMENTS for line in written_as_text(page)]
    tried = 0
    for line in lines:
        for part in re.split(r"\s*(?:&&|\|)\s*", line):
            program, *words = shlex.split(part, comments=True)
            if program == "make":
                found = {word for word in words if "=" not in word} <= targets
            elif program == "pytest":
                found = all((ROOT / word).exists() for word in words if not word.startswith("-"))
            elif program == "python":
                found = words[0] == "-m" and find_spec(words[1]) is not None
            elif words[:2] == ["install", "--require-hashes"]:
                found = words[2] == "-r" and all((ROOT / word).is_file() for word in words[3:])
            elif program == "pip":
                named = re.fullmatch(r"install -e \.(?:\[([a-z,]+)\])?", " ".join(words))
                found = named is not None and {*(named[1] or "").split(","), ""} <= {*extras(), ""}
            else:
                assert program in ("gge-sim", "dask"), f"nobody knows whether this works: {line}"
                continue
            assert found, line
            tried += 1
    assert tried >= 8


def test_what_make_runs_with_python_is_a_program() -> None:
    """A module that only defines its ``main`` ends well and does nothing."""
    recipes = (ROOT / "Makefile").read_text(encoding="utf-8")
    files = re.findall(r"\$\(PYTHON\) (\S+\.py)", recipes)
    assert files
    for file in files:
        assert 'if __name__ == "__main__":' in (ROOT / file).read_text(encoding="utf-8"), file
    modules = [name.rstrip(".") for name in re.findall(r"\$\(PYTHON\) -m ([\w.]+)", recipes)]
    ours = [name for name in modules if (ROOT / name.split(".")[0]).is_dir()]
    assert "sim" in ours
    assert [name for name in ours if find_spec(name) is None] == []


def test_what_is_not_run_is_listed_with_its_reason() -> None:
    """A command in a text block is run as such elsewhere, or stands in the list; and the list is exact."""
    elsewhere, found = run_somewhere(), {}
    for page in DOCUMENTS:
        lines = written_as_text(page)
        if skipped := {x for x in lines if x not in elsewhere and not x.startswith("pip ")}:
            found[name(page)] = skipped
    assert found == {page: set(lines) for page, lines in NOT_RUN.items()}
    assert all(reason for lines in NOT_RUN.values() for reason in lines.values())


@pytest.mark.parametrize(
    ("shown", "printed", "lost"),
    [
        (["a", "b"], "a\nb\n", ""), (["a", "c"], "a\nb\nc\n", "c"), (["a", "⋮", "c"], "a\nb\nc  \n", ""),
        (["⋮", "c", "a"], "a\nb\nc\n", "a"), (["a"], "a\nb\n", "the end; and there is more: b"),
        (["a", "⋮"], "a\nb\n", ""), (["a", "b"], "a\n", "b"),
    ],
)  # fmt: skip
def test_what_a_page_shows_and_nobody_prints_is_found_out(shown: list[str], printed: str, lost: str) -> None:
    assert missing(shown, printed) == lost
