"""Exports and the file of the quiz: codes and answers, and nothing that leads to a person."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from sim.classroom.quiz.answers import AnswerSheet, ClassAnswers
from sim.classroom.quiz.export import ANSWERS, CODEBOOK, CODEBOOK_JSON, GAINS, codebook, quiz_files
from sim.classroom.quiz.file import open_quiz, quiz_path
from sim.classroom.quiz.items import Occasion, questionnaire
from sim.scenario.fault import BadInput
from tests.classroom.quiz.sheets import class_of, pair, sheets


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@for_all(st.lists(sheets(), max_size=6, unique_by=lambda sheet: sheet.code))
def test_a_row_for_each_answer_and_the_order_says_nothing(drawn: list[AnswerSheet]) -> None:
    files = quiz_files(class_of(*drawn))
    assert files == quiz_files(class_of(*reversed(drawn))), "whoever came first, the files are the same"
    found = rows(files[ANSWERS])
    assert [row["code"] for row in found] == sorted(row["code"] for row in found)
    by_code = {sheet.code: sheet for sheet in drawn}
    for row in found:
        assert set(row) == {"code", "form", "item", "concept", "occasion", "answer", "right"}
        sheet, occasion = by_code[row["code"]], Occasion(row["occasion"])
        assert sheet.answers(occasion)[row["item"]] == row["answer"]
        item = questionnaire().items.get(row["item"])
        assert row["right"] == ("" if item is None else str(int(item.right == row["answer"])))
        assert row["form"] == sheet.form(occasion)
    assert len(found) == sum(len(sheet.before) + len(sheet.after) for sheet in drawn)


def test_the_codebook_explains_every_column_and_every_answer() -> None:
    files = quiz_files(class_of(*(pair(n, False, True) for n in range(10))))
    told = json.loads(files[CODEBOOK_JSON])
    for name in (ANSWERS, GAINS):
        assert list(told["columns"][name]) == list(rows(files[name])[0])
    texts = {item["id"]: item for item in told["items"]} | {one["id"]: one for one in told["statements"]}
    page = files[CODEBOOK].decode()
    for row in rows(files[ANSWERS]):
        assert row["answer"] in (texts[row["item"]].get("choices") or texts[row["item"]]["answers"])
        assert f"`{row['item']}`" in page
    assert json.loads(json.dumps(codebook())) == told


def test_too_few_pairs_show_no_gain() -> None:
    assert rows(quiz_files(class_of(*(pair(n, False, True) for n in range(4))))[GAINS]) == []
    assert len(rows(quiz_files(class_of(*(pair(n, False, True) for n in range(5))))[GAINS])) == 13


@for_all(st.lists(sheets(), max_size=4, unique_by=lambda sheet: sheet.code), st.data())
def test_the_file_keeps_everything_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[AnswerSheet], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("quiz") / "class-quiz.json"
    file, empty = open_quiz(path)
    assert empty == ClassAnswers()
    answers = class_of(*data.draw(st.permutations(drawn)))
    file.write(answers)
    assert open_quiz(path) == (file, answers)
    told = json.loads(path.read_text(encoding="utf-8"))
    assert set(told) == {"layout", "ticket", "stage", "sheets"}
    assert all(set(sheet) == {"code", "first", "before", "after"} for sheet in told["sheets"])
    assert path.stat().st_mode & 0o077 == 0, "for its owner alone"
    assert [one.name for one in path.parent.iterdir()] == [path.name]


_WHOLE = '{"layout": 1, "ticket": "x", "stage": "over", "sheets": []}'
_SHEET = '[{"code": "0", "first": "A", "before": {"a": "b"}, "after": {}}]'


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        "[" * 9000,
        _WHOLE.replace("1", "2"),
        _WHOLE.replace("over", "never"),
        _WHOLE.replace("[]", _SHEET),
    ],
)
def test_another_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "class-quiz.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadInput, match="class-quiz"):
        open_quiz(path)


def test_the_file_lies_beside_the_class(tmp_path: Path) -> None:
    assert quiz_path(tmp_path / "class.sqlite") == tmp_path / "class-quiz.json"
    assert quiz_path(tmp_path) == tmp_path / "quiz.json"
