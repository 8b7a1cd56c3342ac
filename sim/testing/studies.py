"""What any study of a package's own must do, on two small scenarios that ship."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from numbers import Real
from typing import Any

from sim.report.column import Column
from sim.report.own_study import OwnStudy, play
from sim.report.own_study_report import own_study_report
from sim.report.stamp import stamps
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.study.work import Work

Kind = type[OwnStudy]
#: Plays of each forecast: enough to tell luck from a rule.
PLAYS = 20


def declares_its_columns(study: Kind) -> None:
    """Every column has a name of its own, a meaning and a unit."""
    columns = getattr(study, "columns", ())
    assert columns, f"{study.__name__}.columns is empty"
    assert all(isinstance(one, Column) for one in columns), f"{study.__name__}.columns holds something else"
    for one in columns:
        assert one.meaning, f"the column {one.name} has no meaning"
        assert one.unit, f"the column {one.name} has no unit"
    names = Counter([*(one.name for one in columns), *(one.name for one in stamps(lambda _: 0))])
    assert max(names.values()) == 1, f"several columns are called {names.most_common(1)[0][0]}"


def gives_the_same_table_for_the_same_seed(study: Kind) -> None:
    """It adds no chance, and leaves the scenario as it is: what it gives twice is one table, and one page."""
    for scenario in _rooms():
        before = scenario.model_copy(deep=True)
        first, second = (own_study_report(play(study(), scenario, Work(PLAYS, 3))).files() for _ in range(2))
        assert first == second, "it adds no chance"
        assert scenario == before, "it changes nothing that it is given"


def fills_its_columns_with_plain_values(study: Kind) -> None:
    """A cell is a number, a word, a list of these or nothing; a column does not mix them."""
    for scenario in _rooms():
        rows = play(study(), scenario, Work(PLAYS, 3)).rows
        for column in study.columns:
            kinds = {_kind(column.cell(row)) for row in rows} - {"nothing"}
            assert len(kinds) < 2, f"the column {column.name} holds {' and '.join(sorted(kinds))}"


def answers_in_a_sentence(study: Kind) -> None:
    """What the rows show is a sentence."""
    for scenario in _rooms():
        answer = play(study(), scenario, Work(PLAYS, 3)).answer
        assert isinstance(answer, str), "its answer is text"
        assert answer.endswith("."), f"its answer is no sentence: {answer!r}"
        assert len(answer.split()) > 2, f"its answer is no sentence: {answer!r}"


def _kind(value: Any) -> str:
    """Return what a cell holds."""
    if value is None:
        return "nothing"
    kinds = {bool: "truth values", str: "words", Real: "numbers", list | tuple: "lists"}
    found = next((name for kind, name in kinds.items() if isinstance(value, kind)), "")
    assert found, f"a cell holds {type(value).__name__}, which is no number, word or list"
    return found


@cache
def _rooms() -> tuple[Scenario, ...]:
    return load("lone-blocker"), load("package-deal")


#: Everything that a study must do.
MUST: tuple[Callable[[Kind], None], ...] = (
    declares_its_columns,
    gives_the_same_table_for_the_same_seed,
    fills_its_columns_with_plain_values,
    answers_in_a_sentence,
)
