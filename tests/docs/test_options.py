"""What the pages say of commands, options, levers and keys is what the program has, and all of it."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
import typer
from pydantic import BaseModel

from sim.cli import app
from sim.negotiation.chairs import STRATEGIES
from sim.negotiation.conduct import CONDUCTS
from sim.negotiation.decisions import DECISIONS
from sim.negotiation.parameters import NAMES
from sim.scenario.campaign import CampaignFile
from sim.scenario.loading import load
from sim.scenario.schema import ScenarioFile
from sim.study.lever import levers
from sim.study.membership import Rule
from sim.study.setting import setting
from tests.docs.pages import DOCUMENTS, ROOT, rows, section

COMMAND_LINE = ROOT / "docs" / "reference" / "command-line.md"
SCENARIO_FILES = ROOT / "docs" / "reference" / "scenario-files.md"
#: Options of other programs that the pages name.
FOREIGN = {"--bin", "--nthreads", "--no-nanny"}
#: What a page says that is on a program with options of its own: a tool of the tests, or a writer of pages.
OTHER_TOOLS = re.compile(r"python -m checks\.|This page is written by")
#: Every command has it.
HELP = {"--help", "-h"}
OPTION = re.compile(r"(?<![\w`-])--[a-z][a-z-]*|(?<=`)--[a-z][a-z-]*")


@cache
def program() -> dict[str, dict[str, Any]]:
    """Return every command with its options by each of their names; "" for the program itself."""
    group: Any = typer.main.get_command(app)
    found = {"": group, **group.commands}
    for name, one in group.commands.items():
        within = getattr(one, "commands", {})
        found |= {f"{name} {part}": command for part, command in within.items()}
        if within:  # what is named alone is its first command
            found[name] = next(iter(within.values()))
    return {
        name: {opt: p for p in command.params if p.param_type_name == "option" for opt in p.opts}
        for name, command in found.items()
    }


def typed(text: str) -> Iterator[tuple[str, str]]:
    """Give every command of the program that a text writes out, with the rest of its line."""
    names = "|".join(sorted((name for name in program() if name), key=len, reverse=True))
    for match in re.finditer(rf"gge-sim ({names})\b([^\n`#]*)", text):
        yield match[1], match[2]


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda d: d.name)
def test_options_that_a_page_names_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for command, rest in typed(text):
        for option in OPTION.findall(rest):
            assert option in {*program()[command], *HELP}, f"gge-sim {command} has no {option}"
    known = {option for options in program().values() for option in options} | HELP | FOREIGN
    if not OTHER_TOOLS.search(text):
        assert set(OPTION.findall(text)) <= known, set(OPTION.findall(text)) - known


def test_every_command_is_in_the_table_and_has_its_section() -> None:
    text = COMMAND_LINE.read_text(encoding="utf-8")
    listed = re.findall(r"^\| \[`([a-z-]+)`\]\(#\1\) \|", text, re.MULTILINE)
    assert sorted(listed) == sorted(name for name in program() if name and " " not in name)
    for name in listed:
        assert section(text, name)
    assert f"`gge-sim` has {len(listed)} commands" in text


def test_options_of_the_program_itself_are_described() -> None:
    text = COMMAND_LINE.read_text(encoding="utf-8")
    for option in set(program()[""]) - HELP:
        assert f"gge-sim {option}" in text, option
    text = section(COMMAND_LINE.read_text(encoding="utf-8"), "Levers")
    told = {name for row in rows(text) for name in re.findall(r"`([A-Za-z_.]+)`", row[0])}
    assert told == set(levers(setting(load("gge-2016-2017")))) - set(NAMES)
    text = section(COMMAND_LINE.read_text(encoding="utf-8"), "Who is in a room")
    assert {row[0].strip("`") for row in rows(text)} == {*Rule}


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("decision", [rule.name for rule in DECISIONS]),
        ("chair.strategy", [chair.name for chair in STRATEGIES]),
        ("conduct.STATE", [conduct.name for conduct in CONDUCTS]),
    ],
)
def test_every_rule_chair_and_conduct_is_named(kind: str, names: list[str]) -> None:
    lever = next(row for row in rows(section(COMMAND_LINE.read_text(encoding="utf-8"), "Levers"))
                 if f"`{kind}`" in row[0])  # fmt: skip
    key = {"decision": "The file", "chair.strategy": "Chair", "conduct.STATE": "Delegations"}[kind]
    files = section(SCENARIO_FILES.read_text(encoding="utf-8"), key)
    for name in names:
        assert f"`{name}`" in lever[1], f"the levers do not name {name}"
        assert f"`{name}`" in files, f"scenario-files.md does not name {name}"


def models(kind: type[BaseModel]) -> set[type[BaseModel]]:
    """Return a model and all that it is made of."""
    found, open_ = set(), [kind]
    while open_:
        one = open_.pop()
        if one not in found:
            found.add(one)
            open_ += [m for field in one.model_fields.values() for m in within(field.annotation)]
    return found


def within(annotation: Any) -> list[type[BaseModel]]:
    if get_origin(annotation) is not None:
        return [model for part in get_args(annotation) for model in within(part)]
    return [annotation] if isinstance(annotation, type) and issubclass(annotation, BaseModel) else []


def test_every_key_of_a_file_is_described_and_those_in_bold_must_be_there() -> None:
    text = SCENARIO_FILES.read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_]+)`", text))
    for model in models(ScenarioFile) | models(CampaignFile):
        missing = set(model.model_fields) - named
        assert not missing, f"{model.__name__}: {missing}"
    text = section(SCENARIO_FILES.read_text(encoding="utf-8"), "The file")
    bold = set(re.findall(r"^\| \*\*`([a-z_]+)`\*\*", text, re.MULTILINE))
    plain = set(re.findall(r"^\| `([a-z_]+)`", text, re.MULTILINE))
    needed = {name for name, field in ScenarioFile.model_fields.items() if field.is_required()}
    assert (bold, plain) == (needed, set(ScenarioFile.model_fields) - needed)
