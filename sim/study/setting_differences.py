"""What differs between two settings before the first reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from sim.negotiation.arrays import INDIRECT, Ints
from sim.negotiation.parameters import NAMES
from sim.scenario.checks import NEUTRAL
from sim.scenario.ladder import Rung
from sim.scenario.schema import SCALE
from sim.study.setting import Setting


class SettingDifference(NamedTuple):
    """Something in which B differs from A before the first reading.

    Parameters
    ----------
    what : its name
    a, b : its value on either side; of many cells, the value in the cell that differs most
    cells, of : how many cells differ, and how many there are; 0 where there is only one value
    most : the cell that differs most
    """

    what: str
    a: str
    b: str
    cells: int = 0
    of: int = 0
    most: str = ""


def setting_differences(a: Setting, b: Setting) -> list[SettingDifference]:
    """Return everything in which B differs from A before the first reading."""
    return [*_single(a, b), *_cells(a, b)]


def shared_places(a: Sequence[str], b: Sequence[str]) -> tuple[Ints, Ints]:
    """Return the places of the codes that both have, in A and in B, in the order of A."""
    both = [code for code in a if code in b]
    return np.array([a.index(code) for code in both], int), np.array([b.index(code) for code in both], int)


def _single(a: Setting, b: Setting) -> Iterator[SettingDifference]:
    """Compare what has one value on each side."""
    read: dict[str, Callable[[Setting, Setting], str]] = {
        "decision rule": lambda s, _: s.table.decision.called,
        "outlets": lambda s, _: str(s.table.outlets),
        "readings": lambda s, _: str(s.table.readings),
        "chair": lambda s, _: s.chair.called,
        "chair's camp": lambda s, _: _camp(s),
        "members of one only": lambda s, o: " ".join(c for c in s.table.codes if c not in o.table.codes),
        "issues of one only": lambda s, o: " ".join(i for i in s.table.issues if i not in o.table.issues),
        "events of one only": lambda s, o: " ".join(e.id for e in s.table.events if e not in o.table.events),
        "parameters drawn from": lambda s, _: "priors" if s.known is None else "calibrated ensemble",
    }
    for name in NAMES:
        read[name] = lambda s, _, name=name: s.given[name].describe() if name in s.given else "drawn"  # type: ignore[misc]
    for what, value in read.items():
        if (one := value(a, b)) != (other := value(b, a)):
            yield SettingDifference(what, one, other)


def _camp(setting: Setting) -> str:
    table = setting.table
    return ", ".join(table.caucus_names[n] for n in np.unique(table.caucuses[table.in_camp])) or NEUTRAL


def _cells(one: Setting, other: Setting) -> Iterator[SettingDifference]:
    """Compare what has a value by issue, by delegation, or by both, among those that both sides have."""
    a, b = one.table, other.table
    (ka, kb), (na, nb) = shared_places(a.issues, b.issues), shared_places(a.codes, b.codes)
    issues, codes = [a.issues[k] for k in ka], [a.codes[n] for n in na]
    both = [f"{code} on {issue}" for issue in issues for code in codes]
    here, there = np.ix_(ka, na), np.ix_(kb, nb)
    caucus_a, caucus_b = (np.array(t.caucus_names)[t.caucuses[n]] for t, n in ((a, na), (b, nb)))
    conduct_a, conduct_b = (np.array([t.conduct[i].called for i in n]) for t, n in ((a, na), (b, nb)))

    def word(rung: Any) -> str:
        return Rung(int(rung)).word

    yield from _compared("mandate", a.ambition[ka], b.ambition[kb], issues)
    yield from _compared("language agreed before", a.acquis[ka], b.acquis[kb], issues, word)
    yield from _compared("own last text", a.own_text[ka], b.own_text[kb], issues, word)
    yield from _compared("salience", a.salience[ka], b.salience[kb], issues)
    indirect_a, indirect_b = a.available[ka, INDIRECT], b.available[kb, INDIRECT]
    yield from _compared("indirect text available", indirect_a, indirect_b, issues, str)
    yield from _compared("stake", a.stakes[na], b.stakes[nb], codes)
    yield from _compared("weight", a.weights[na], b.weights[nb], codes)
    yield from _compared("caucus", caucus_a, caucus_b, codes, str)
    yield from _compared("conduct", conduct_a, conduct_b, codes, str)
    yield from _compared("position", a.positions[here] * SCALE, b.positions[there] * SCALE, both)
    yield from _compared("spread of position", a.spreads[here] * SCALE, b.spreads[there] * SCALE, both)


def _number(value: Any) -> str:
    return f"{round(float(value), 2) + 0.0:g}"


def _compared(
    what: str, a: Any, b: Any, places: Sequence[str], write: Callable[[Any], str] = _number
) -> Iterator[SettingDifference]:
    numbers = np.issubdtype(a.dtype, np.number)
    apart = (np.abs(b.astype(float) - a.astype(float)) if numbers else a != b).ravel()
    if (differ := apart > 1e-9).any():
        most = int(apart.argmax())
        ends = write(a.ravel()[most]), write(b.ravel()[most])
        yield SettingDifference(what, *ends, int(differ.sum()), len(apart), places[most])
