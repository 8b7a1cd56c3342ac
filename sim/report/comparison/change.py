"""What differs between two sides before their first reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from sim.negotiation.parameters import NAMES
from sim.scenario.checks import NEUTRAL
from sim.scenario.ladder import Rung
from sim.scenario.schema import SCALE
from sim.study.comparison import Comparison
from sim.study.setting import Setting


class Change(NamedTuple):
    """Something in which B differs from A before the first reading.

    Parameters
    ----------
    a, b : what it is on either side; of many cells, in the one that differs most
    cells, of, most : how many cells differ of how many, and the one that differs most
    """

    what: str
    a: str
    b: str
    cells: int = 0
    of: int = 0
    most: str = ""

    @property
    def many(self) -> str:
        """How many cells differ, if there are many."""
        return f"{self.cells} of {self.of} differ, most {self.most}" if self.of else ""


def changes(comparison: Comparison) -> list[Change]:
    """Return everything in which B differs from A before the first reading."""
    return [*_plain(comparison.a.setting, comparison.b.setting), *_cells(comparison)]


def _plain(a: Setting, b: Setting) -> Iterator[Change]:
    """Find what differs that has one value on each side."""
    told: dict[str, Callable[[Setting, Setting], str]] = {
        "decision rule": lambda s, _: s.table.decision.name,
        "outlets": lambda s, _: str(s.table.outlets),
        "readings": lambda s, _: str(s.table.readings),
        "chair": lambda s, _: s.chair.name,
        "chair's camp": lambda s, _: _camp(s),
        "members of one only": lambda s, o: " ".join(c for c in s.table.codes if c not in o.table.codes),
        "issues of one only": lambda s, o: " ".join(i for i in s.table.issues if i not in o.table.issues),
        "parameters drawn from": lambda s, _: "priors" if s.known is None else "calibrated ensemble",
    }
    for name in NAMES:
        told[name] = lambda s, _, name=name: s.given[name].describe() if name in s.given else "drawn"  # type: ignore[misc]
    for what, tell in told.items():
        if (one := tell(a, b)) != (other := tell(b, a)):
            yield Change(what, one, other)


def _camp(setting: Setting) -> str:
    table = setting.table
    return ", ".join(table.caucus_names[n] for n in np.unique(table.caucuses[table.in_camp])) or NEUTRAL


def _cells(comparison: Comparison) -> Iterator[Change]:
    """Find what differs by issue, by delegation, or by both, among those that both sides have."""
    a, b = comparison.a.setting.table, comparison.b.setting.table
    (ka, kb), codes = comparison.shared, [code for code in a.codes if code in b.codes]
    na, nb = (np.array([side.codes.index(code) for code in codes], int) for side in (a, b))
    issues = [a.issues[k] for k in ka]
    both = [f"{code} on {issue}" for issue in issues for code in codes]
    here, there = np.ix_(ka, na), np.ix_(kb, nb)
    caucus_a, caucus_b = (np.array(t.caucus_names)[t.caucuses[n]] for t, n in ((a, na), (b, nb)))

    def word(rung: Any) -> str:
        return Rung(int(rung)).word

    yield from _counted("mandate", a.ambition[ka], b.ambition[kb], issues)
    yield from _counted("language agreed before", a.acquis[ka], b.acquis[kb], issues, word)
    yield from _counted("own last text", a.own_text[ka], b.own_text[kb], issues, word)
    yield from _counted("salience", a.salience[ka], b.salience[kb], issues)
    yield from _counted("indirect text to be had", a.available[ka, 1], b.available[kb, 1], issues, str)
    yield from _counted("stake", a.stakes[na], b.stakes[nb], codes)
    yield from _counted("weight", a.weights[na], b.weights[nb], codes)
    yield from _counted("caucus", caucus_a, caucus_b, codes, str)
    conduct_a, conduct_b = (np.array([t.conduct[i].name for i in n]) for t, n in ((a, na), (b, nb)))
    yield from _counted("conduct", conduct_a, conduct_b, codes, str)
    yield from _counted("position", a.positions[here] * SCALE, b.positions[there] * SCALE, both)
    yield from _counted("spread of position", a.spreads[here] * SCALE, b.spreads[there] * SCALE, both)


def _number(value: Any) -> str:
    return f"{round(float(value), 2) + 0.0:g}"


def _counted(
    what: str, a: Any, b: Any, places: Sequence[str], write: Callable[[Any], str] = _number
) -> Iterator[Change]:
    numbers = np.issubdtype(a.dtype, np.number)
    apart = (np.abs(b.astype(float) - a.astype(float)) if numbers else a != b).ravel()
    if (differ := apart > 1e-9).any():
        most = int(apart.argmax())
        ends = write(a.ravel()[most]), write(b.ravel()[most])
        yield Change(what, *ends, int(differ.sum()), len(apart), places[most])
