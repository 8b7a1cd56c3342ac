"""A study of one's own: what a package brings to have a study as a command beside those that ship."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from sim.negotiation.by_name import Named, named
from sim.report.column import Column
from sim.report.file_names import RESERVED
from sim.scenario.family import STUDIES
from sim.scenario.fault import BadInput, Fault
from sim.scenario.schema import Scenario
from sim.study.work import Work


class OwnStudy(Named, ABC):
    """A question to a process: the columns of a table, and how its rows are played.

    A study is a pure function of a scenario and of the work: it adds no chance, so that the same seed gives
    the same table. It plays through `Work.forecasts` or any study of this program. The command, the results
    folder and the page are the program's.
    """

    family = STUDIES
    #: Columns of its table, in order, each with its meaning and unit.
    columns: ClassVar[tuple[Column[Any], ...]]

    @abstractmethod
    def rows(self, scenario: Scenario, work: Work) -> Iterable[Any]:
        """Return the rows of the table: dictionaries or objects with a value for each column.

        Parameters
        ----------
        scenario : the process, as the user gives it
        work : how much is played, and where
        """

    @abstractmethod
    def answer(self, rows: Sequence[Any]) -> str:
        """Return what the rows show, in a sentence: the page begins with it.

        Parameters
        ----------
        rows : of the table, at least one
        """


@dataclass(frozen=True, eq=False)
class OwnResult:
    """What a study of one's own has found.

    Parameters
    ----------
    study : which study
    scenario : what was played
    work : how it was played
    rows : of the table
    answer : what they show, in a sentence
    """

    study: OwnStudy
    scenario: Scenario
    work: Work
    rows: tuple[Any, ...]
    answer: str


def study_named(name: str) -> OwnStudy:
    """Return the study that a plug-in brings by that name.

    Raises ValueError if there is none; BadInput if it cannot be loaded, is no study, or no file may have its
    name.
    """
    study = named(STUDIES, OwnStudy, name)
    if name in RESERVED or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        problem = "is no name that a study can have: results have it, or it is not lower case with hyphens"
        raise BadInput([Fault(f"plug-in {STUDIES.brought_by(name)}", problem, value=name)])
    return study


def play(study: OwnStudy, scenario: Scenario, work: Work | None = None) -> OwnResult:
    """Play a study of one's own.

    Raises ValueError if it has no rows, or a row lacks a column.

    Parameters
    ----------
    work : how much is played, and where; 1000 plays with seed 1 if not given
    """
    work = work or Work()
    rows = tuple(study.rows(scenario, work))
    if not rows:
        raise ValueError(f"the study {study.called} has found no rows")
    for row in rows:
        for column in study.columns:
            try:
                column.cell(row)
            except (KeyError, AttributeError):
                problem = f"a row of the study {study.called} has no {column.name}"
                raise ValueError(problem) from None
    return OwnResult(study, scenario, work, rows, study.answer(rows))
