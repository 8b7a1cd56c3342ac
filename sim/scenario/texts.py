"""Texts: drafts that somebody might put to the room, as a user writes them down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BeforeValidator, Field, ValidationError
from pydantic_core import PydanticCustomError

from sim.scenario.acquis import own_text
from sim.scenario.did_you_mean import hint
from sim.scenario.fault import BadInput, Contradiction, Fault
from sim.scenario.fields import TITLE, NameInTables, PartialDate, Strict, first_day, last_day
from sim.scenario.ladder import Rung
from sim.scenario.schema import Scenario
from sim.scenario.schema_faults import schema_faults
from sim.scenario.text_table import is_table, read_text_table
from sim.scenario.yaml_file import read_yaml

#: Texts that can be put to the room at once, and texts in a file, alternatives in square brackets included.
MOST, MOST_IN_FILE = 12, 100
#: Texts that need no file: the body's own last text, and nothing at all.
OWN_TEXT, SILENT = "own-text", "silent"
#: The base of a draft on the table that leaves its other paragraphs as they are.
AS_IT_STANDS = "as-it-stands"
#: What a text that options describe is called.
THIS = "this text"
_LADDER = "silent, indirect or explicit; several in a list are alternatives in square brackets"


def _rungs(value: Any) -> Any:
    words = value if isinstance(value, list | tuple) else [value]
    known = {word for word in words if isinstance(word, str) and word in Rung.words()}
    if not words or len(known) < len(words):
        named = f"{words} " if isinstance(value, list) else ""
        raise PydanticCustomError("rung", f"{named}is not a formulation of the ladder", {"allowed": _LADDER})
    return tuple(sorted(map(Rung.named, known)))


class TextEntry(Strict):
    """One text of a file."""

    title: str | None = Field(default=None, min_length=1, max_length=TITLE)
    """What people call it."""
    date: PartialDate | None = None
    """When it was tabled, or is to be."""
    source: str | None = Field(default=None, min_length=1)
    """Where it can be read."""
    base: str | None = Field(default=None, min_length=1)
    """What it says on the issues that it leaves out: `own-text`, `silent`, or a text named above."""
    paragraphs: dict[
        str, Annotated[tuple[Rung, ...], BeforeValidator(_rungs, json_schema_input_type=str | list[str])]
    ] = {}
    """Formulation by issue: silent, indirect or explicit; several are alternatives in square brackets."""


class TextsFile(Strict):
    """A file of texts."""

    texts: dict[
        Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._ -]{0,39}$"), NameInTables], TextEntry
    ] = Field(min_length=1, max_length=MOST_IN_FILE)
    """Each text under a short name."""


@dataclass(frozen=True)
class Text:
    """A whole text: a formulation of the paragraph on every issue.

    Parameters
    ----------
    name : short name
    rungs : (K,) formulations, in the order of the scenario's issues
    title, date, source : as the user gave them; empty if not
    base : where the formulations of the issues left out come from
    left_out : codes of these issues
    """

    name: str
    rungs: tuple[Rung, ...]
    title: str = ""
    date: str = ""
    source: str = ""
    base: str = SILENT
    left_out: tuple[str, ...] = field(default=())


def load_texts(path: Path, scenario: Scenario) -> tuple[Text, ...]:
    """Load the texts of a YAML file or a table; a text with square brackets becomes one for each alternative.

    Raises BadInput if the file cannot be used: every fault with file, line, key, value and what is allowed.
    """
    parsed = read_text_table(path) if is_table(path) else read_yaml(path)
    try:
        file = TextsFile.model_validate(parsed.content)
    except ValidationError as error:
        raise BadInput(schema_faults(parsed, error, TextsFile)) from None
    if found := [*_contradictions(file, scenario)]:
        raise BadInput(sorted(map(parsed.fault, found), key=lambda fault: fault.line or 0))
    whole = _standing(scenario)
    texts: list[Text] = []
    for name, entry in file.texts.items():
        whole[name], base, left_out = _completed(entry.paragraphs, entry.base, scenario, whole)
        about = (entry.title or "", entry.date or "", entry.source or "", base, left_out)
        texts += _resolved(name, whole[name], scenario, *about)
    return tuple(texts)


def set_text(settings: Sequence[str], base: str | None, scenario: Scenario, above: Sequence[Text]) -> Text:
    """Return the text that options describe, such as ``IHL=explicit``, each beyond a base.

    Raises BadInput if an option cannot be used, or it is not clear what the text says elsewhere.

    Parameters
    ----------
    above : texts that the base may name
    """
    paragraphs: dict[str, tuple[Rung, ...]] = {}
    for setting in settings:
        code, _, word = (part.strip() for part in setting.partition("="))
        paragraphs[code] = (checked_rung(code, word, scenario, "--set", setting),)
    whole = _standing(scenario) | {text.name: {**_by_issue(text, scenario)} for text in above}
    entry = TextEntry.model_construct(base=base, paragraphs=paragraphs)
    if found := [*_unclear((), entry, scenario, whole)]:
        raise BadInput(
            [Fault("--set", f.problem, key="--base", value=f.value, allowed=f.allowed) for f in found]
        )
    rungs, base, left_out = _completed(paragraphs, base, scenario, whole)
    (text,) = _resolved(THIS, rungs, scenario, ", ".join(settings), "", "", base, left_out)
    return text


def checked_rung(code: str, word: str, scenario: Scenario, option: str, value: str) -> Rung:
    """Return the formulation that an option names; raise BadInput if the issue has none such."""
    found = [*_wrong((), code, word, scenario)]
    if found:
        raise BadInput([Fault(option, found[0].problem, value=value, allowed=found[0].allowed)])
    return Rung.named(word)


def standing_texts(scenario: Scenario) -> dict[str, Text]:
    """Return the texts that every scenario has, by name."""
    ladders = {issue.code: [rung for rung in Rung if issue.formulation(rung)] for issue in scenario.issues}
    own = _standing(scenario)[OWN_TEXT]
    indirect = {code: (Rung.INDIRECT if Rung.INDIRECT in ladders[code] else Rung.SILENT) for code in ladders}
    found = {
        OWN_TEXT: (tuple(own[code][0] for code in ladders), "The body's own last text"),
        SILENT: ((Rung.SILENT,) * len(ladders), "Nothing on any issue"),
        "indirect": (tuple(indirect.values()), "Indirect on every issue that has such text"),
        "explicit": ((Rung.EXPLICIT,) * len(ladders), "Explicit on every issue"),
    }
    return {name: Text(name, rungs, title) for name, (rungs, title) in found.items()}


def texts_file(texts: Sequence[Text], scenario: Scenario) -> bytes:
    """Return texts as a file that `load_texts` reads, every paragraph written out."""
    entries = {}
    for text in texts:
        about = {"title": text.title, "date": text.date, "source": text.source}
        paragraphs = {code: rungs[0].word for code, rungs in _by_issue(text, scenario).items()}
        entries[_plain(text.name)] = {**{k: v for k, v in about.items() if v}, "paragraphs": paragraphs}
    return yaml.safe_dump({"texts": entries}, sort_keys=False, allow_unicode=True, width=110).encode()


def _plain(name: str) -> str:
    """Return a name as a file may have it: that of an alternative has brackets."""
    return "".join(letter if letter.isalnum() or letter in "._ -" else "-" for letter in name)[:40].strip("-")


_Whole = dict[str, tuple[Rung, ...]]


def _standing(scenario: Scenario) -> dict[str, _Whole]:
    """Return the texts that a base may name without a file, by issue."""
    silent: _Whole = {issue.code: (Rung.SILENT,) for issue in scenario.issues}
    return {OWN_TEXT: {code: (rung,) for code, rung in own_text(scenario).items()}, SILENT: silent}


def _by_issue(text: Text, scenario: Scenario) -> _Whole:
    return {issue.code: (rung,) for issue, rung in zip(scenario.issues, text.rungs, strict=True)}


def _completed(
    paragraphs: Mapping[str, tuple[Rung, ...]],
    base: str | None,
    scenario: Scenario,
    whole: Mapping[str, _Whole],
) -> tuple[_Whole, str, tuple[str, ...]]:
    """Return a whole text with its alternatives, what fills it up, and which issues it leaves out."""
    left_out = tuple(issue.code for issue in scenario.issues if issue.code not in paragraphs)
    base = base or SILENT
    return {**{code: whole[base][code] for code in left_out}, **paragraphs}, base, left_out


def _resolved(name: str, whole: _Whole, scenario: Scenario, *about: Any) -> Iterator[Text]:
    """Yield a text for each way to resolve the square brackets."""
    codes = [issue.code for issue in scenario.issues]
    open_ = [code for code in codes if len(whole[code]) > 1]
    for rungs in product(*(whole[code] for code in codes)):
        chosen = ", ".join(f"{code} {rungs[codes.index(code)].word}" for code in open_)
        yield Text(f"{name} [{chosen}]" if chosen else name, tuple(rungs), *about)


def _contradictions(file: TextsFile, scenario: Scenario) -> Iterator[Contradiction]:
    """Find what a scenario does not have: issues, formulations, days, bases."""
    known: dict[str, Any] = dict(_standing(scenario))
    many = 0
    for name, entry in file.texts.items():
        path: tuple[str, ...] = ("texts", name)
        ways = 1
        for code, rungs in entry.paragraphs.items():
            ways *= len(rungs)
            for rung in rungs:
                yield from _wrong((*path, "paragraphs", code), code, rung.word, scenario)
        if name in (OWN_TEXT, SILENT):
            yield Contradiction(path, "is the name of a text that needs no file", allowed="another name")
        if entry.date and not within(entry.date, scenario):
            days = f"{scenario.starts} to {scenario.ends}, the days of {scenario.id}"
            yield Contradiction((*path, "date"), "is outside the process", entry.date, days)
        yield from _unclear(path, entry, scenario, known)
        known[name] = None
        many += ways
    if many > MOST_IN_FILE:
        problem = f"has {many} texts, counting the alternatives in square brackets"
        yield Contradiction(("texts",), problem, allowed=f"up to {MOST_IN_FILE}")


def _wrong(path: tuple[str | int, ...], code: str, word: str, scenario: Scenario) -> Iterator[Contradiction]:
    """Find out whether an issue has a formulation."""
    issues = {issue.code: issue for issue in scenario.issues}
    if code not in issues:
        problem = f"is not an issue of {scenario.id}{hint(code, issues)}"
        yield Contradiction(path, problem, allowed=", ".join(issues))
        return
    ladder = [rung.word for rung in Rung if issues[code].formulation(rung)]
    if word not in ladder:
        yield Contradiction(path, "is not a formulation of this issue", word, ", ".join(ladder))


def _unclear(
    path: tuple[str | int, ...], entry: TextEntry, scenario: Scenario, known: Mapping[str, Any]
) -> Iterator[Contradiction]:
    """Find a base that is not known, and one that is missing where it makes a difference."""
    if entry.base is not None:
        if entry.base not in known:
            yield Contradiction(
                (*path, "base"), f"is no text{hint(entry.base, known)}", entry.base, ", ".join(known)
            )
        return
    spoken = [
        code
        for code, (rung,) in _standing(scenario)[OWN_TEXT].items()
        if rung is not Rung.SILENT and code not in entry.paragraphs
    ]
    if spoken:
        problem = (
            f"leaves out {', '.join(spoken)}, on which the body's own last text speaks, and names no base"
        )
        yield Contradiction(path, problem, allowed=f"base: {', '.join(known)}")


def draft_faults(
    path: tuple[str | int, ...], entry: TextEntry, scenario: Scenario
) -> Iterator[Contradiction]:
    """Find what is wrong with the one text on the table; its base may be `AS_IT_STANDS`."""
    for code, rungs in entry.paragraphs.items():
        here = (*path, "paragraphs", code)
        for rung in rungs:
            yield from _wrong(here, code, rung.word, scenario)
        if len(rungs) > 1:
            words = ", ".join(rung.word for rung in rungs)
            yield Contradiction(here, "has alternatives", words, "the one formulation on the table")
    if entry.base != AS_IT_STANDS:
        yield from _unclear(path, entry, scenario, {AS_IT_STANDS: None, **_standing(scenario)})


def within(date: str, scenario: Scenario) -> bool:
    """Return whether a date may lie in a process."""
    return last_day(date) >= first_day(scenario.starts) and first_day(date) <= last_day(scenario.ends)


def renamed(texts: Sequence[Text]) -> tuple[Text, ...]:
    """Return texts with names of their own: a second of the same name gets a number."""
    found: list[Text] = []
    for text in texts:
        same = sum(other.name == text.name or other.name.startswith(f"{text.name} (") for other in found)
        found.append(replace(text, name=f"{text.name} ({same + 1})") if same else text)
    return tuple(found)
