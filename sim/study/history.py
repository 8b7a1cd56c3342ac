"""History: the decided processes, in the order in which they ended, each with what was known before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from sim.negotiation.convene import convene
from sim.negotiation.degree import Degree, degrees, steps_added
from sim.negotiation.table import Table
from sim.scenario.fields import first_day, last_day
from sim.scenario.ict_issues import IctIssue, unscored
from sim.scenario.ladder import Rung
from sim.scenario.loading import load_with_record
from sim.scenario.names import ONE_OFF
from sim.scenario.record import Record
from sim.scenario.schema import Scenario
from sim.scenario.shipped import shipped, shipped_wider


@dataclass(frozen=True, eq=False)
class Process:
    """A decided process: the scenario, which the model sees, and the record, which only the scores see."""

    scenario: Scenario
    record: Record

    @property
    def id(self) -> str:
        """Name of the scenario."""
        return self.scenario.id

    @property
    def mandate(self) -> str:
        """Resolution that established the body: processes under one mandate are reports of one body."""
        return self.scenario.mandate.resolution

    @cached_property
    def table(self) -> Table:
        """The negotiating table."""
        return convene(self.scenario)

    @cached_property
    def language(self) -> dict[int, Rung]:
        """The language of the report by number of the issue; empty if there was none."""
        if not self.record.adopted:
            return {}
        return {
            k: self.record.language.get(code, Rung.SILENT)
            for k, code in enumerate(self.table.issues)
            if code not in unscored()
        }

    @cached_property
    def degree(self) -> Degree:
        """How much the process achieved, by its report; an issue without coded language adds nothing."""
        text = self.table.acquis.copy()
        text[list(self.language)] = [int(rung) for rung in self.language.values()]
        added = steps_added(text[None], self.table.acquis[None], self.table.contested)
        return Degree(int(degrees(np.array([self.record.adopted]), added)[0]))

    def known_before(self, other: Process) -> bool:
        """Whether this process had ended when the other began."""
        return last_day(self.record.date) < first_day(other.scenario.starts)


def decided(issues: Sequence[IctIssue] = ()) -> list[Process]:
    """Return the processes of the shipped record, in the order in which they ended.

    Parameters
    ----------
    issues : those that are negotiated, in the order of the draft; all that ship if none is named
    """
    found = decided_among(_record())
    named = {"issues": tuple(issues)} if issues else {}
    return [replace(process, scenario=process.scenario.model_copy(update=named)) for process in found]


def decided_wider() -> list[Process]:
    """Return the processes of the record and those of the wide record, in the order in which they ended."""
    return decided_among([*_record(), *shipped_wider().values()])


def decided_elsewhere() -> list[Process]:
    """Return the processes of the wide record whose bodies met for one task, as those on ICT security did."""
    return [p for p in decided_among(list(shipped_wider().values())) if p.scenario.body in ONE_OFF]


def _record() -> list[Path]:
    return [path for path in shipped().values() if path.parent.name == "record"]


def decided_among(paths: list[Path]) -> list[Process]:
    """Return the decided processes among some scenario files, in the order in which they ended."""
    processes = []
    for path in paths:
        scenario, record = load_with_record(path)
        if record is not None:
            processes.append(Process(scenario, record))
    return sorted(processes, key=lambda process: (process.record.date, process.id))
