"""Messages: English text that remembers how it was made."""

import copy
import json

from hypothesis import given
from hypothesis import strategies as st

from sim.classroom.room import Refused
from sim.classroom.site.lesson.view_changes import plain
from sim.classroom.words.message import Message, counted, filled, gaps_of, joined, listed, say


def test_a_message_is_its_english_text() -> None:
    told = say("You speak for {name}.", name="Fiji")
    assert told == "You speak for Fiji."
    assert json.dumps(told) == '"You speak for Fiji."'
    assert f"{told}" == "You speak for Fiji."


def test_a_page_gets_the_sentence_and_what_fills_its_gaps_to_any_depth() -> None:
    names = listed([say("the United States"), "Fiji"])
    told = say("{names} object: {n}", names=names, n=2)
    assert plain({"now": (told,)}) == {
        "now": [
            {
                "say": "{names} object: {n}",
                "gaps": {"names": {"list": [{"say": "the United States"}, "Fiji"]}, "n": 2},
            }
        ]
    }


def test_a_number_chooses_the_sentence() -> None:
    assert [str(counted(n, "{n} seat", "{n} seats")) for n in (0, 1, 2)] == ["0 seats", "1 seat", "2 seats"]
    assert counted(3, "{n} seat", "{n} seats").data() == {
        "say": "{n} seat", "gaps": {"n": 3}, "many": "{n} seats", "n": 3,
    }  # fmt: skip


def test_a_sentence_that_begins_with_a_gap_begins_with_a_capital() -> None:
    assert say("{name} can give.", name="the Congo") == "The Congo can give."
    assert say("{name} (4)", name="the Congo") == "the Congo (4)"


def test_braces_that_people_write_stay_braces() -> None:
    assert say("{name} said: {text}", name="Ana {text}", text="{name}") == "Ana {text} said: {name}"


def test_sentences_follow_each_other_and_nothing_adds_nothing() -> None:
    assert joined(say("One."), "", say("Two."), say("Three.")) == "One. Two. Three."
    assert joined() == ""


def test_a_copy_is_the_same_message() -> None:
    told = say("{names} object.", names=listed([say("Fiji"), say("Chad")]))
    again = copy.deepcopy(told)
    assert (again, again.data()) == (told, told.data())


def test_whoever_is_refused_gets_a_message() -> None:
    assert plain(Refused("The room is full.").sentence) == {"say": "The room is full."}
    told = say("You already speak for {name}.", name=say("Fiji"))
    assert Refused(told).sentence is told


@given(st.text(), st.dictionaries(st.sampled_from(["a", "b"]), st.text()))
def test_only_gaps_are_filled(sentence: str, gaps: dict[str, str]) -> None:
    if gaps_of(sentence).isdisjoint(gaps):
        assert filled(sentence, gaps).casefold() == sentence.casefold()
        assert isinstance(Message(sentence, gaps), str)
