import re

import pytest

from sim.classroom.kit.quiz import MOST, Item
from sim.report.words.names import called
from sim.scenario.acquis import own_text, promised
from sim.scenario.fields import Evidence
from sim.scenario.ladder import Rung
from sim.scenario.positions import cells, seats
from sim.scenario.roster import roster
from sim.scenario.shipped import shipped
from tests.classroom.kit.rooms import shipped_material

NAMES = list(shipped())


def item(name: str, begins: str) -> Item | None:
    return next((one for one in shipped_material(name).quiz if one.asks.startswith(begins)), None)


def answer(one: Item) -> str:
    return one.choices[one.right]


@pytest.mark.parametrize("name", NAMES)
def test_there_are_eight_questions_with_one_right_answer_each(name: str) -> None:
    asked = shipped_material(name).quiz
    assert len(asked) == MOST
    assert len({one.asks for one in asked}) == MOST
    for one in asked:
        assert 2 <= len(one.choices) <= 4
        assert len(set(one.choices)) == len(one.choices)
        assert one.letter == "ABCD"[one.right]
        assert one.why


@pytest.mark.parametrize("name", NAMES)
def test_the_answers_are_those_of_the_file(name: str) -> None:
    made = shipped_material(name)
    titles = {issue.title: issue.code for issue in made.scenario.issues}
    if one := item(name, "Which of these does the mandate promise"):
        asked = promised(made.scenario)
        assert [asked[titles[choice]] == 1 for choice in one.choices].count(True) == 1
        assert asked[titles[answer(one)]] == 1
    if one := item(name, "Whom would it cost least"):
        weight = {called(c): s.weight for c, s in seats(made.scenario).items()}
        weights = [weight[choice] for choice in one.choices]
        assert weights.index(max(weights)) == one.right
        assert weights.count(max(weights)) == 1
    if one := item(name, "How many of the"):
        zero = own_text(made.scenario).values()
        assert answer(one) == str(sum(rung is Rung.EXPLICIT for rung in zero))


@pytest.mark.parametrize("name", NAMES)
def test_who_has_spoken_has_and_the_others_have_not(name: str) -> None:
    one = item(name, "Which of these has said in public")
    if one is None:
        return
    made = shipped_material(name)
    match = re.search(r"that it (insists|rejects) .* paragraph on (.*)\?$", one.asks)
    assert match
    code = next(issue.code for issue in made.scenario.issues if issue.title == match[2])
    grid, states = cells(made.scenario), {called(c): c for c in roster()}
    for choice in one.choices:
        cell = grid[states[choice]][code]
        public = cell.evidence in (Evidence.DOCUMENT, Evidence.LITERATURE) and not cell.rule
        strong = cell.value >= 0.83 if match[1] == "insists" else cell.value <= -0.83
        assert (public and strong) == (choice == answer(one))


def test_the_teaching_cases_ask_about_their_own_mechanism() -> None:
    trade = item("package-deal", "Which two paragraphs")
    assert trade
    assert answer(trade) == "Open measurements and Paying for gauges"
    divides = item("constructive-ambiguity", "Which paragraph has the largest camps")
    assert divides
    assert answer(divides) == "Consent of neighbours"
    one = item("lone-blocker", "Half of the readings")
    assert one
    assert answer(one) == "about 30 %"
    assert one.why.startswith(f"{100 * 0.5 ** (1 / 0.6):.0f} %")
