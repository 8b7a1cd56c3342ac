"""Translations: plural forms, lists, numbers and directions of each language."""

from pathlib import Path

import pytest

pytest.importorskip("babel", reason="the extra classroom is not installed")

from sim.classroom.words.catalogue import catalogue, read_catalogue, states
from sim.classroom.words.languages import LANGUAGES, TRANSLATED, offered
from sim.classroom.words.message import counted, listed, say
from sim.classroom.words.pseudo import pseudo
from sim.classroom.words.translation import Translation, columns
from sim.scenario.roster import roster

RUSSIAN = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\\n"

msgid "{n} seat"
msgid_plural "{n} seats"
msgstr[0] "{n} место"
msgstr[1] "{n} места"
msgstr[2] "{n} мест"

msgid "You speak for {name}."
msgstr "Вы представляете: {name}."

#, fuzzy
msgid "The room is asleep."
msgstr "Комната."

msgid "Not yet."
msgstr ""
"""  # noqa: E501


@pytest.fixture
def russian(tmp_path: Path) -> Translation:
    (tmp_path / "ru.po").write_text(RUSSIAN.strip(), encoding="utf-8")
    return Translation.into("ru", read_catalogue(tmp_path / "ru.po", "ru"))


def test_every_number_gets_its_plural_form(russian: Translation) -> None:
    told = [russian.text(counted(n, "{n} seat", "{n} seats")) for n in (1, 2, 5, 11, 21, 22)]
    assert told == ["1 место", "2 места", "5 мест", "11 мест", "21 место", "22 места"]


def test_the_word_for_one_thing_is_also_a_heading(russian: Translation) -> None:
    assert russian.text(say("{n} seat", n=1)) == "1 место"


def test_names_of_states_are_said_inside_sentences(russian: Translation) -> None:
    told = say("You speak for {name}.", name=say("the United States"))
    assert russian.text(told) == "Вы представляете: Соединенные Штаты."


def test_what_is_not_finished_stays_english(russian: Translation) -> None:
    assert russian.text(say("The room is asleep.")) == "The room is asleep."
    assert russian.text(say("Not yet.")) == "Not yet."


def test_lists_and_numbers_are_those_of_the_language() -> None:
    names, number = listed([say("France"), say("Chad"), say("Japan")]), say("{n}", n=12345)
    told = {code: Translation.into(code) for code in LANGUAGES}
    assert told["en"].text(names) == "France, Chad and Japan"
    assert told["fr"].text(names) == "France, Tchad et Japon"
    assert told["zh"].text(names) == "法国、乍得和日本"
    assert told["ar"].text(names) == "فرنسا وتشاد واليابان"
    assert (told["en"].text(number), told["es"].text(number)) == ("12,345", "12.345")
    assert "12,345" in told["ar"].text(number), "the digits are those of the draft"


def test_a_gap_does_not_turn_an_arabic_sentence_around() -> None:
    assert Translation.into("ar").text(say("{name}: yes", name="Ana")) == "\u2068Ana\u2069: yes"


def test_markup_is_that_of_the_sentence_and_never_of_a_name() -> None:
    told = Translation.into("en").markup(say("<b>Alone</b>: {name}", name="<i>Ana</i>"))
    assert told == "<b>Alone</b>: &lt;i&gt;Ana&lt;/i&gt;"


def test_long_texts_are_cut_between_words_or_characters() -> None:
    english, chinese = Translation.into("en"), Translation.into("zh")
    assert english.short("Confidence-building measures", 28) == "Confidence-building measures"
    assert english.short("Confidence-building measures", 24) == "Confidence-building …"
    assert chinese.short("建立信任措施", 8) == "建立信 …"
    assert columns("建立信 …") == 8


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_member_state_has_a_name_of_its_own(code: str) -> None:
    names = {state.code: states(code)[state.name] for state in roster().values()}
    assert len(set(names.values())) == 193
    assert all(name and name == name.strip() for name in names.values())


def test_the_pseudo_language_is_longer_and_keeps_gaps_and_tags() -> None:
    told = pseudo("<b>Reading {n}</b> of the whole draft")
    assert told.startswith("<b>⟦Ŕéádíñğ ⟧{n}</b>⟦ öf ţĥé")
    assert len(told) > 1.2 * len("<b>Reading {n}</b> of the whole draft")
    assert catalogue("pseudo")["The room is full."] != "The room is full."


def test_readers_are_offered_what_is_complete_and_what_they_have() -> None:
    assert "pseudo" not in {one.code for one in offered()}
    assert {one.code for one in offered("ar")} >= {"en", "ar"}
