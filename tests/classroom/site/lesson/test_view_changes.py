import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sim.classroom.room import NOBODY, TEACHER, Lesson, act, key_of, prepare, student_view
from sim.classroom.room.actions import Answer, Begin, Enter, TakeSeat
from sim.classroom.site.lesson.view_changes import ViewChanges, plain, sections
from sim.scenario.loading import load

PARTS = st.dictionaries(
    st.sampled_from(["a", "b", "room.c"]),
    st.one_of(st.integers(), st.none(), st.lists(st.integers(0, 3), max_size=6).map(tuple)),
)


def heard(known: dict[str, Any], news: dict[str, Any]) -> None:
    """Take news in, as the pages do."""
    for name, value in news.items():
        if name.endswith("#"):
            for place, item in value.items():
                known[name[:-1]][int(place)] = item
        else:
            known[name] = value


@given(st.lists(PARTS, min_size=1, max_size=6))
def test_who_hears_all_news_knows_all_there_is(states: list[dict[str, Any]]) -> None:
    news, known, kept = ViewChanges(), {}, {}
    for state in states:
        kept |= state  # a part never goes away
        heard(known, json.loads(json.dumps(news.of(dict(kept)))))
        assert known == {name: plain(part) for name, part in kept.items()}
        assert news.of(dict(kept)) == {}


def test_an_answer_is_told_as_one_paragraph_and_one_seat() -> None:
    lesson = Lesson.gathering(prepare(load("gge-2016-2017")), key_of("teacher"))
    lesson = act(lesson, NOBODY, Enter("Ana", key_of("ana")))
    lesson = act(act(lesson, 0, TakeSeat("CUB")), TEACHER, Begin())
    news = ViewChanges()
    known: dict[str, Any] = {}
    heard(known, news.of(sections(student_view(lesson, 0))))
    assert known["seat"] == "CUB"
    lesson = act(lesson, 0, Answer("CBM", "brackets"))
    told = news.of(sections(student_view(lesson, 0)))
    heard(known, json.loads(json.dumps(told)))
    assert known == json.loads(json.dumps(plain(sections(student_view(lesson, 0)))))
    assert len(told["room.paragraphs#"]) == 1
    assert len(json.dumps(told)) < 2000
