"""Plain English: what students read is in short sentences, without numbers to work out."""

import ast
import re
from pathlib import Path

import pytest

import sim.classroom.room
from sim.classroom.room import TEACHER, act, prepare, projector_view, student_view
from sim.classroom.room import actions as do
from sim.classroom.room.glossary import glossary
from sim.scenario.loading import load
from sim.scenario.shipped import shipped
from tests.classroom.room.rooms import advanced_to, gathered

#: Most words in a sentence.
MOST = 15
TEACHING = [name for name in shipped() if not name.startswith(("gge-", "oewg-"))]


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?:])[”\"]?\s+", text) if part]


def plain(text: str) -> None:
    for sentence in sentences(text):
        assert len(sentence.split()) <= MOST, sentence
    assert ";" not in text, text
    assert "%" not in text, text


def refusals() -> list[str]:
    found = []
    for file in sorted(Path(sim.classroom.room.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Refused", "ValueError"):
                found += [one.value for arg in node.args for one in ast.walk(arg)
                          if isinstance(one, ast.Constant) and isinstance(one.value, str)]  # fmt: skip
    return found


def test_every_refusal_is_plain() -> None:
    told = refusals()
    assert len(told) > 60
    for sentence in told:
        plain(sentence)


@pytest.mark.parametrize("name", TEACHING)
def test_what_a_capital_says_is_plain(name: str) -> None:
    here = prepare(load(name), readings=3, coded=True)
    titles = [issue.title for issue in here.issues]
    for seat in here.seats[:40]:
        lesson = gathered(seat, of=here)
        view = student_view(lesson, 0)
        assert view.instructions is not None
        assert view.capital is not None
        told = view.instructions
        lines = [
            told.report,
            told.gives,
            told.goal.why,
            told.goal.who,
            view.capital.sentence,
            *told.goal.goals,
        ]
        lines += [p.sentence for p in told.paragraphs]
        for line in lines:
            for title in (*titles, here.name(seat)):
                line = line.replace(title, "X")
            plain(line)


def test_what_happens_now_is_plain_at_every_stage() -> None:
    lesson = gathered("FRA")
    stages = [lesson, act(lesson, TEACHER, do.Practise()), act(lesson, TEACHER, do.Begin())]
    stages += [advanced_to(stages[-1], "silence"), advanced_to(stages[-1], "over")]
    chaired = act(stages[2], TEACHER, do.AppointChair("teacher"))
    stages.append(act(chaired, TEACHER, do.Advance()))
    for stage in stages:
        plain(projector_view(stage).now)


def test_the_glossary_is_plain_and_has_the_words_of_the_pages() -> None:
    terms = glossary()
    assert {"bracket", "dissociate", "mandate", "silence", "package", "redline"} <= {t.key for t in terms}
    for term in terms:
        assert term.title
        for line in term.means:
            plain(line)
