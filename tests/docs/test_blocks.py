"""Every example in the pages is what it says: Python that runs, YAML that is sound, JSON that parses."""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from sim.scenario.campaign import CampaignFile
from sim.scenario.schema import ScenarioFile
from tests.command import ENVIRONMENT, gge
from tests.docs.pages import DOCUMENTS, GUIDES, ROOT, Block, blocks, reader_s_place

LANGUAGES = {"console", "text", "python", "yaml", "csv", "json", "diff", "pseudo", "r"}


def all_of(*languages: str) -> list[Block]:
    return [block for page in DOCUMENTS for block in blocks(page, *languages)]


def example(*languages: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("block", all_of(*languages), ids=str)


def test_every_block_says_its_language() -> None:
    assert {block.language for block in all_of()} <= LANGUAGES, [
        str(block) for block in all_of() if block.language not in LANGUAGES
    ]


def test_what_only_guides_can_do_stands_in_guides() -> None:
    """Edits, and files of the program, are tried in a copy of the checkout: checks/guides/test_guides.py."""
    for block in all_of():
        if block.language == "diff" or (block.language == "python" and block.file):
            assert block.page in GUIDES, block


@pytest.mark.slow
@pytest.mark.parametrize("block", [b for b in all_of("python") if b.page not in GUIDES], ids=str)
def test_python_runs(tmp_path: Path, block: Block) -> None:
    told = subprocess.run(
        [sys.executable, "-W", "error", "-c", block.body], cwd=reader_s_place(tmp_path), env=ENVIRONMENT,
        capture_output=True, text=True, timeout=900,
    )  # fmt: skip
    assert told.returncode == 0, f"{block}\n{block.body}\n{told.stderr}"


def content(block: Block) -> dict[str, Any]:
    found = yaml.safe_load(block.body)
    assert isinstance(found, dict), block
    return found


@pytest.mark.slow
@example("yaml")
def test_yaml_is_sound(tmp_path: Path, block: Block) -> None:
    """A scenario, a campaign or a parameter file is one that the program takes; else its keys are known."""
    keys = set(content(block))
    if block.page in GUIDES:
        assert block.file, f"{block}: done by the guide, which makes a file of it"
        return
    place = reader_s_place(tmp_path)
    if "members" in keys:
        told = gge(place, "check", block.file)
    elif "texts" in keys:
        told = gge(place, "text", "gge-2016-2017", block.file, "--runs", "2", "--workers", "1", "--quiet")
    elif "entries" in keys:
        told = gge(place, "follow", block.file, "--runs", "2", "--workers", "1", "--quiet")
    elif "processes" in keys:
        told = gge(place, "campaign", block.file, "--runs", "1", "--workers", "1", "--quiet")
    elif block.file:
        told = gge(place, "run", "lone-blocker", "--parameters", block.file, "--runs", "1", "--quiet")
    else:
        assert keys <= {*ScenarioFile.model_fields, *CampaignFile.model_fields}, block
        return
    assert told.returncode == 0, f"{block}\n{told.stderr}"


@example("csv")
def test_a_table_is_regular(block: Block) -> None:
    head, *rows = csv.reader(line for line in block.body.splitlines() if not line.startswith("# file:"))
    assert rows
    assert all(len(row) == len(head) for row in rows), block


@example("json")
def test_json_parses(block: Block) -> None:
    json.loads(block.body)


def part_of(told: Any, whole: Any) -> bool:
    """Whether all that an example tells is in what is printed."""
    if isinstance(told, dict):
        return isinstance(whole, dict) and all(k in whole and part_of(v, whole[k]) for k, v in told.items())
    return bool(told == whole)


@pytest.mark.slow
def test_the_json_that_is_shown_is_what_is_printed(tmp_path: Path) -> None:
    page = ROOT / "docs" / "reference" / "json.md"
    (command,) = (line for line in blocks(page, "console")[0].body.splitlines() if line.startswith("$ "))
    told = gge(reader_s_place(tmp_path), *command.removeprefix("$ gge-sim ").split())
    printed = json.loads(told.stdout)
    examples = blocks(page, "json")
    assert examples
    for block in examples:
        assert part_of(json.loads(block.body), printed), block


#: Slips in the files that the pages show, told by what stands there and what is written instead; the message
#: that the program gives is the one that the page shows.
SLIPS = {
    "moon-panel.yaml": [("evidence: recalled", "evidence: remembered")],
    "cable-panel.yaml": [
        ("{PROTECT: 3, NOTIFY: 1}", "{PROTECT: 4, NOTIFY: 1}"),
        ("stakes:", "stake:"),
        ("members: [BRA, IND, KEN, NOR]", "members: [BRA, IND, KEN, NO]"),
        ("members: [BRA, IND, KEN, NOR]", "members: [BRA, IND, KEN, NOR, SWE]"),
        ("{PROTECT: 2, NOTIFY: 3}", "{PROTEKT: 2, NOTIFY: 3}"),
        ("date: 2030-02-11", "date: 2031-02"),
        ("  name: the chair\n", "  name: the chair\n  camp: West\n"),
        ("title: Panel on submarine cables (invented)", "title: Panel: submarine cables (invented)"),
    ],
    "future-group.yaml": [
        ("  EU:\n", "  European Union:\n"),
        ("earlier: [gge-2019-2021,", "earlier: [global-mechanism-2027,"),
    ],
    "seats.csv": [('NATO,IHL,2,"Invented, page 4",2026-02,document', "NATO,IHL,2,Invented,2026-02,Documant")],
    "parameters-deaf-chair.yaml": [("chair_partiality: 0.8 ", "chair_partiality: 1.8 ")],
}


def refused(place: Path, file: str, right: str, wrong: str) -> str:
    """Make a slip in a file of the pages, and return what the program says."""
    text = (place / file).read_text(encoding="utf-8")
    assert right in text, (file, right)
    (place / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    if file == "seats.csv":
        scenario = (place / "future-group.yaml").read_text(encoding="utf-8")
        (place / "future-group.yaml").write_text(scenario + "positions_file: seats.csv\n", encoding="utf-8")
        words = ["check", "future-group.yaml"]
    elif file.startswith("parameters"):
        words = ["run", "gge-2016-2017", "--parameters", file]
    else:
        words = ["check", file]
    told = gge(place, *words)
    assert told.returncode == 2, told.stderr
    assert not told.stdout
    return told.stderr


def messages() -> dict[str, Block]:
    """Return the messages of the program that the pages show."""
    return {block.body: block for block in all_of("text") if block.body.startswith("gge-sim: ")}


@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [(file, *slip) for file, slips in SLIPS.items() for slip in slips],
    ids=lambda x: re.sub(r"\W+", " ", x)[:30],
)
def test_a_slip_gets_the_message_that_is_shown(tmp_path: Path, file: str, right: str, wrong: str) -> None:
    assert refused(reader_s_place(tmp_path), file, right, wrong) in messages()
