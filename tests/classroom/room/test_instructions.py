from __future__ import annotations

import numpy as np
import pytest

from sim.classroom.room import Lesson, prepare
from sim.classroom.room.case import ROW, RUNG_OF, as_array
from sim.classroom.room.degrees import position_word, worth_words
from sim.classroom.room.instructions import capital_view, instructions
from sim.negotiation.reading import net
from sim.negotiation.stance import blocking_cost
from sim.scenario.loading import load
from tests.classroom.room.rooms import TEACHERS_KEY, case


@pytest.mark.parametrize(
    ("position", "word"),
    [(1, "insists"), (0.85, "insists"), (0.5, "wants"), (0.04, "indifferent"), (0, "indifferent"),
     (-0.3, "resists"), (-1, "rejects")],
)  # fmt: skip
def test_positions_have_words(position: float, word: str) -> None:
    assert position_word(position) == word


@pytest.mark.parametrize(
    ("worth", "words"),
    [(3, "worth very much"), (1, "worth much"), (0.5, "worth something"), (0.1, "worth a little"),
     (0.01, "worth nothing, costs nothing"), (-0.1, "costs a little"), (-9, "costs very much")],
)  # fmt: skip
def test_amounts_have_words(worth: float, words: str) -> None:
    assert worth_words(worth) == words


def test_a_red_line_alone_makes_the_capital_object() -> None:
    """Where every other paragraph counts nothing, the red wordings object and the others do not."""
    found = {True: 0, False: 0}
    here = prepare(load("gge-2016-2017"), seed=1)
    last = here.reading(here.last)
    for seat in here.seats:
        place = here.place[seat]
        told = instructions(here, seat)
        price = capital_view(here, seat, here.zero_draft, here.last).price
        for k, paragraph in enumerate(told.paragraphs):
            for formulation in paragraph.formulations:
                worth = last.worth[0, k, RUNG_OF[formulation.rung], place]
                alone = here.interests.base[0, place] + worth
                assert formulation.red == (alone < -price)
                found[formulation.red] += 1
    assert min(found.values()) > 0, "both kinds are seen"


def test_instructions_name_every_paragraph_of_the_ladder() -> None:
    here = prepare(load("plastics-council"), seed=2)
    for seat in here.seats:
        told = instructions(here, seat)
        assert [p.issue for p in told.paragraphs] == [issue.code for issue in here.issues]
        assert all(tuple(f.rung for f in p.formulations) == here.ladder(p.issue) for p in told.paragraphs)
        assert all(line.endswith(".") for line in (told.report, told.gives, told.blocking))


def test_what_the_capital_makes_of_the_draft() -> None:
    seen = set()
    for replicate in range(40):
        here = case(3, replicate)
        for seat in here.seats:
            for draft in ((0, 0), (2, 2), here.zero_draft):
                view = capital_view(here, seat, draft, 3)
                worth = net(here.reading(3), as_array(draft), ROW)[0, here.place[seat]]
                assert np.isclose(view.worth, worth)
                assert view.price == blocking_cost(here.reading(3))[0, here.place[seat]], "as if alone"
                assert (view.stance == "joins") == (worth >= 0)
                assert (view.stance == "objects") == (worth < -view.price)
                seen.add(view.stance)
    assert seen == {"joins", "dissociates", "objects"}


def test_seats_are_given_from_both_sides() -> None:
    here = prepare(load("gge-2016-2017"))
    assert sorted(here.giving_order) == sorted(here.seats)
    assert {"CHN", "RUS", "CUB"} & set(here.giving_order[:6])
    assert {"FRA", "DEU", "FIN"} & set(here.giving_order[:6])


def test_only_what_is_published_is_public() -> None:
    here = prepare(load("gge-2016-2017"))
    shown = {p.seat for told in here.public.values() for p in told}
    assert "CHN" in shown, "a document"
    assert "CAN" in shown, "literature"
    assert "BWA" not in shown, "inferred from votes"
    assert "EST" not in shown, "from memory"
    assert all(p.source for told in here.public.values() for p in told)
    assert Lesson.gathering(here, TEACHERS_KEY).case is here
