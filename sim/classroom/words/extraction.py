"""Extraction: every sentence that students, teachers and projectors read, collected for the catalogues."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from sim.classroom.words.scenario_texts import texts
from sim.classroom.words.vue_strings import calls

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

#: The program's own folder, with its classroom.
_SIM = Path(__file__).parents[2]
_ROOM = _SIM / "classroom"
#: Scripts that belong to no page of a class: the explorer's and the draft desk's are for researchers.
_NO_PAGE = ("vue.", "explorer", "draft", "words.js")
#: Functions with sentences in Python; `Refused`, and `ValueError` in one file, carry the room's own answers.
_PYTHON = ("say", "counted", "Refused")
_ANSWERS = "plain_text.py"
#: Functions with sentences in the pages that are printed.
_PAPER = {"t": None, "counted": (2, 3), "rich": None}
#: Scenarios that are translated: all for teaching, and those that a class is taught with from the record.
_FROM_THE_RECORD = ("gge-2016-2017",)


class Found(NamedTuple):
    """A sentence that was found."""

    sentence: str | tuple[str, ...]
    """The sentence, or one for one thing and one for several."""
    place: str
    """Where it stands."""
    told: str = ""
    """A word for translators."""
    context: str | None = None
    """What it means here, where it means something else elsewhere."""


def pages_template() -> Catalog:
    """Return the template of pages, rules and paper."""
    return _template(_python(), _paper(), _pages(), _data())


def scenarios_template() -> Catalog:
    """Return the template of the scenarios that ship for classes."""
    return _template(_scenarios())


def scenario_template(path: Path) -> Catalog:
    """Return the template of one scenario file."""
    from sim.scenario.loading import load_with_record

    return _template(Found(text, path.name, where) for where, text in texts(*load_with_record(path)))


def _template(*sources: Iterator[Found]) -> Catalog:
    from babel.messages.catalog import Catalog

    found = Catalog(project="gge-sim", charset="utf-8", fuzzy=False)
    for source in sources:
        for sentence, place, told, context in source:
            comments = [told] if told else []
            found.add(sentence, locations=[(place, 0)], auto_comments=comments, context=context)
    return found


def _python() -> Iterator[Found]:
    for file in sorted(_ROOM.rglob("*.py")):
        for call in python_calls(file):
            for sentence in call.sentences or ():
                yield Found(sentence, _place(file))


@dataclass(frozen=True)
class PythonCall:
    """A call with a sentence in Python.

    Parameters
    ----------
    line : from 1
    function : its name
    sentences : what it may say: sentences, or pairs for one and for several; None if not written out
    """

    line: int
    function: str
    sentences: tuple[str | tuple[str, ...], ...] | None


def python_calls(file: Path) -> Iterator[PythonCall]:
    """Yield the calls with sentences in a Python file."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        if not isinstance(node, ast.Call) or not (
            name in _PYTHON or (name == "ValueError" and file.name == _ANSWERS)
        ):
            continue
        if name == "counted":
            told = [_written(arg) for arg in node.args[1:3]]
            pair = tuple(one[0] for one in told if one)
            yield PythonCall(node.lineno, name, (pair,) if len(pair) == 2 else None)
        elif node.args:
            yield PythonCall(node.lineno, name, _written(node.args[0]))


def _written(node: ast.expr) -> tuple[str, ...] | None:
    """Return the sentences that an argument may be, where all are written out."""
    match node:
        case ast.Constant(value=str(sentence)):
            return (sentence,)
        case ast.IfExp(body=one, orelse=other):
            first, second = _written(one), _written(other)
            return first + second if first and second else None
    return None


def _paper() -> Iterator[Found]:
    from babel.messages.extract import extract_from_file

    for file in sorted((_ROOM / "kit" / "pages").glob("*.html")):
        options = {"trimmed": "true", "silent": "false", "extensions": ""}
        for _, sentence, _, _ in extract_from_file("jinja2", file, _PAPER, options=options):
            yield Found(sentence, _place(file))


def scripts() -> list[Path]:
    """Return the scripts of the pages of a class."""
    folder = _ROOM / "site" / "assets"
    return [file for file in sorted(folder.glob("*.js")) if not file.name.startswith(_NO_PAGE)]


def _pages() -> Iterator[Found]:
    for file in scripts():
        for call in calls(file.read_text(encoding="utf-8")):
            if call.sentences is not None:
                one, *more = call.sentences
                yield Found((one, more[0]) if more else one, _place(file), context=call.context or None)


def _data() -> Iterator[Found]:
    """Yield the sentences of data files, and those of rules below the classroom that students read."""
    from sim.negotiation.decisions import DECISIONS

    data = _ROOM / "room" / "data"
    for key, term in yaml.safe_load((data / "glossary.yaml").read_text(encoding="utf-8")).items():
        for sentence in (term["title"], *term["forms"], *term["means"]):
            yield Found(sentence, "glossary.yaml", key)
    practice = yaml.safe_load((data / "practice.yaml").read_text(encoding="utf-8"))
    for key in ("title", "silent", "indirect", "explicit"):
        yield Found(practice[key], "practice.yaml", key)
    quiz = _ROOM / "quiz" / "data" / "before_after.yaml"
    for where, sentence in _asked(yaml.safe_load(quiz.read_text(encoding="utf-8"))):
        yield Found(sentence, quiz.name, where)
    for decision in DECISIONS:
        for sentence in (decision.name, decision.story, decision.source):
            yield Found(sentence, "decisions", decision.name)


def _asked(quiz: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the sentences of the quiz before and after, each with its place."""
    for key, concept in quiz["concepts"].items():
        yield key, concept["title"]
        yield key, concept["source"]
        for form in "AB":
            item = concept[form]
            for sentence in (item["asks"], *item["choices"], item["why"]):
                yield item["id"], sentence
    for statement in quiz["attitudes"]:
        yield statement["id"], statement["asks"]
    for sentence in quiz["consent"]:
        yield "consent", sentence


def translated_scenarios() -> dict[str, Path]:
    """Return the scenarios that are translated, by name: those for teaching, and some of the record."""
    from sim.scenario.shipped import shipped

    every = shipped()
    teaching = {name: path for name, path in every.items() if path.parent.name == "teaching"}
    return teaching | {name: every[name] for name in _FROM_THE_RECORD}


def _scenarios() -> Iterator[Found]:
    from sim.scenario.loading import load_with_record

    for name, path in translated_scenarios().items():
        for where, text in texts(*load_with_record(path)):
            yield Found(text, name, where)


def _place(file: Path) -> str:
    return file.relative_to(_SIM.parent).as_posix()
