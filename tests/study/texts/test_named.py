"""Texts by a word."""

from __future__ import annotations

import pytest

from sim.scenario.fault import BadInput
from sim.scenario.ladder import Rung
from sim.study.forecast import forecast
from sim.study.texts.named import named_texts
from tests.scenario.files import shipped_scenario

SCENARIO, PLAYS, SEED = "gge-2009-2010", 30, 5


def test_texts_of_plays_are_those_of_the_forecast() -> None:
    scenario = shipped_scenario(SCENARIO)
    plays = forecast(scenario, PLAYS, SEED)
    words = ["likeliest", "play:7", "play:7:2", "play:7:0", "own-text"]
    likeliest, last, second, zero, own = named_texts(words, scenario, PLAYS, SEED)
    assert [text.name for text in (likeliest, last, second, zero, own)] == words
    assert likeliest.rungs == tuple(Rung(int(rung)) for rung in plays.wordings.argmax(axis=1))
    assert last.rungs == tuple(plays.outcomes.text[7])
    assert second.rungs == tuple(plays.outcomes.path[7, 2])
    assert zero.rungs == own.rungs


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("likelest", "names no text; did you mean likeliest?"),
        ("play:x", "names no text"),
        ("play:1:99", "there are not that many readings"),
    ],
)
def test_other_words_are_refused(word: str, said: str) -> None:
    with pytest.raises(BadInput, match="--also") as refused:
        named_texts([word], shipped_scenario(SCENARIO), 2)
    assert said in str(refused.value)
