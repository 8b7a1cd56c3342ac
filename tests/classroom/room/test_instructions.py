import numpy as np
import pytest

from sim.classroom.kit.instructions import all_instructions
from sim.classroom.room import Lesson, prepare
from sim.classroom.room.amounts_in_words import giving_words, stake_words, worth_words
from sim.classroom.room.case import ROW, as_array
from sim.classroom.room.instructions import capital_view, instructions
from sim.negotiation.reading import net
from sim.negotiation.stance import blocking_cost
from sim.scenario.loading import load
from tests.classroom.room.rooms import TEACHERS_KEY, case


@pytest.mark.parametrize(
    ("worth", "words"),
    [(3, "worth very much"), (1, "worth much"), (0.5, "worth something"), (0.1, "worth a little"),
     (0.01, "makes no difference to you"), (-0.1, "costs a little"), (-9, "costs very much")],
)  # fmt: skip
def test_amounts_have_words(worth: float, words: str) -> None:
    assert worth_words(worth) == words


@pytest.mark.parametrize("name", ["lone-blocker", "package-deal", "gge-2016-2017", "seabed-assembly"])
def test_a_class_as_coded_is_told_what_the_role_sheets_say(name: str) -> None:
    scenario = load(name)
    here, sheets = prepare(scenario, coded=True), all_instructions(scenario)
    for seat in here.seats:
        told, sheet = instructions(here, seat), sheets[seat]
        assert (told.report, told.gives, told.standing) == (sheet.worth, sheet.giving, sheet.standing)
        assert [p.position for p in told.paragraphs] == [wish.attitude for wish in sheet.wishes]
        red = {p.issue for p in told.paragraphs if p.red_lines}
        assert red == {wish.code for wish in sheet.red_lines}
        assert {p.red_lines for p in told.paragraphs} <= {(), ("explicit",)}


def test_as_coded_nothing_is_drawn() -> None:
    scenario = load("gge-2016-2017")
    one, other = (prepare(scenario, seed, replicate, coded=True) for seed, replicate in ((1, 0), (7, 3)))
    assert np.array_equal(one.interests.position[0], one.table.positions)
    assert np.array_equal(one.interests.base, other.interests.base)
    assert np.array_equal(one.reading(one.last).worth, other.reading(other.last).worth)
    drawn = prepare(scenario, 7, 3)
    assert not np.array_equal(drawn.interests.position, one.interests.position)
    middle = one.draws.behaviour
    assert middle.moves[0] == 2, "whole numbers stay whole"
    assert middle.stake_scale[0] > 0


def test_who_minds_a_report_or_would_swallow_nothing_is_told_so() -> None:
    assert "does not want a report" in stake_words(-0.3)
    assert stake_words(-0.001) == stake_words(0.0)
    assert "Without a report you have lost" in stake_words(1.4)
    assert giving_words(0.004, 0.0) == "Your capital does not move. Not even at the end."
    assert (
        giving_words(0.4, 0.126)
        == "Half way, your capital lets you give up a little. At the end: about a third."
    )


def test_instructions_name_every_paragraph_of_the_ladder() -> None:
    here = prepare(load("plastics-council"), seed=2)
    for seat in here.seats:
        told = instructions(here, seat)
        assert [p.issue for p in told.paragraphs] == [issue.code for issue in here.issues]
        assert all(tuple(f.rung for f in p.formulations) == here.ladder(p.issue) for p in told.paragraphs)
        assert all(line.endswith(".") for line in (told.report, told.gives, told.standing))


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


def test_seats_are_given_from_both_sides_and_only_what_is_published_is_public() -> None:
    here = prepare(load("gge-2016-2017"))
    assert sorted(here.giving_order) == sorted(here.seats)
    assert {"CHN", "RUS", "CUB"} & set(here.giving_order[:6])
    assert {"FRA", "DEU", "FIN"} & set(here.giving_order[:6])
    here = prepare(load("gge-2016-2017"))
    shown = {p.seat for told in here.public.values() for p in told}
    assert "CHN" in shown, "a document"
    assert "CAN" in shown, "literature"
    assert "BWA" not in shown, "inferred from votes"
    assert "EST" not in shown, "from memory"
    assert all(p.source for told in here.public.values() for p in told)
    assert Lesson.gathering(here, TEACHERS_KEY).case is here
