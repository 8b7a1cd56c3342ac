"""Levers: everything that a study can change by name, with the values allowed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.negotiation.by_name import Named
from sim.negotiation.chairs import chair_named
from sim.negotiation.conduct import conduct_named
from sim.negotiation.decisions import decision_named
from sim.negotiation.parameters import NAMES, SYMBOLS, WHOLE, Parameter, Prior
from sim.negotiation.table import Table
from sim.negotiation.whole_numbers import is_number
from sim.scenario.checks import NEUTRAL
from sim.scenario.did_you_mean import hint
from sim.scenario.family import Family
from sim.scenario.fault import BadInput, Fault
from sim.scenario.given import Given
from sim.scenario.ladder import Rung
from sim.scenario.names import CHAIRS, CONDUCTS, DECISIONS
from sim.scenario.schema import SCALE
from sim.study.setting import Setting

Value = float | str


def worded(value: Value | None) -> str:
    """Return a lever's value as text; empty if it was not set."""
    return "" if value is None else value if isinstance(value, str) else f"{value:g}"


def valued(name: str, value: Value | Named | type[Named]) -> Value:
    """Return what a lever is turned to, where a class or an object may stand for a name.

    Raises ValueError if it is not of the lever's kind.
    """
    if isinstance(value, float | int | str):
        return value
    if (family := _FAMILIES.get("conduct" if name.startswith("conduct.") else name)) is None:
        raise ValueError(f"the lever {name} takes no object")
    return family.given(value)


def _name(value: Value) -> str:
    assert isinstance(value, str), "a name, or what stands for an object"
    return value


#: Families whose objects a lever may be turned to.
_FAMILIES: Mapping[str, Family] = {"decision": DECISIONS, "chair.strategy": CHAIRS, "conduct": CONDUCTS}
#: Stands for every delegation, or every issue, in the name of a lever.
EVERY = "*"
#: Largest number of outlets and of readings that a lever allows.
_MANY = 200


@dataclass(frozen=True)
class Lever:
    """One thing that can be changed about a setting.

    Parameters
    ----------
    name : as it is written, e.g. ``inertia``, ``outlets``, ``position.CHN.IHL``
    meaning : what it changes, for people
    turn : returns the setting with another value
    low, high : range of the value, if it is a number
    words : the values allowed, if they are words
    whole : whether only whole numbers are allowed
    """

    name: str
    meaning: str
    turn: Callable[[Setting, Value], Setting]
    low: float = 0.0
    high: float = 1.0
    words: tuple[str, ...] = ()
    whole: bool = False

    @property
    def kind(self) -> str:
        """What comes before the codes in its name."""
        return self.name.partition(".")[0]

    @property
    def allowed(self) -> str:
        """What it may be turned to."""
        if self.words:
            return ", ".join(self.words)
        return f"{'a whole number' if self.whole else 'a number'} from {self.low:g} to {self.high:g}"

    def value(self, text: str, asked_by: str) -> Value:
        """Read a value.

        Raises BadInput if the lever cannot be turned to it.
        """
        try:
            return self.fitting(text if self.words else float(text), asked_by, text)
        except ValueError:
            raise self._refused("is not a number", text, asked_by) from None

    def fitting(self, value: object, asked_by: str, written: str | None = None) -> Value:
        """Return a value that the lever can be turned to.

        Raises BadInput if it cannot: words where it takes numbers, what is not finite, or out of range.

        Parameters
        ----------
        written : the value as the user wrote it, for messages
        """
        written = str(value) if written is None else written
        if self.words:
            if isinstance(value, Given) or (isinstance(value, str) and value in self.words):
                return value
            problem = f"is not one of the values allowed{hint(written, self.words)}"
            raise self._refused(problem, written, asked_by)
        if not is_number(value) or not np.isfinite(value):
            raise self._refused("is not a number", written, asked_by)
        if not self.low <= value <= self.high or (self.whole and value != int(value)):
            raise self._refused("is out of range", written, asked_by)
        return float(value)

    def _refused(self, problem: str, written: str, asked_by: str) -> BadInput:
        return BadInput([Fault(asked_by, problem, key=self.name, value=written, allowed=self.allowed)])


def levers(setting: Setting) -> dict[str, str]:
    """Return every kind of lever with its meaning, for people; STATE, ISSUE, EVENT stand for codes, or *."""
    plain = {name: lever.meaning for name, lever in _plain(setting.table).items()}
    coded = {f"{kind}.{part}": meaning for kind, (part, meaning) in _CODED.items()}
    return {**plain, **coded, **{p.name: p.meaning for p in NAMES.values()}}


def may_be_lever(name: str, setting: Setting) -> bool:
    """Return whether a name has the form of a lever; the codes in it may still be unknown."""
    kind = name.partition(".")[0]
    return (
        name in NAMES or name in SYMBOLS or name in _plain(setting.table) or ("." in name and kind in _CODED)
    )


def lever(name: str, setting: Setting, asked_by: str) -> Lever:
    """Return the lever of that name; raise BadInput if the setting has none."""
    if parameter := NAMES.get(name) or SYMBOLS.get(name):
        return _of_parameter(parameter)
    plain = _plain(setting.table)
    if name in plain:
        return plain[name]
    kind, *codes = name.split(".")
    if kind in _CODED and len(codes) == _CODED[kind][0].count(".") + 1:
        return _coded(name, kind, codes, setting.table, asked_by)
    known = list(levers(setting))
    problem = f"is not a lever{hint(name, known)}"
    raise BadInput([Fault(asked_by, problem, value=name, allowed=", ".join(known))])


def _of_parameter(parameter: Parameter) -> Lever:
    def turn(setting: Setting, value: Value) -> Setting:
        return replace(setting, given={**setting.given, parameter.name: Prior.fixed(float(value))})

    low, high = parameter.allowed
    return Lever(parameter.name, parameter.meaning, turn, low, high, whole=parameter.name in WHOLE)


def _on_table(change: Callable[[Table, Value], Table]) -> Callable[[Setting, Value], Setting]:
    return lambda setting, value: replace(setting, table=change(setting.table, value))


def _plain(table: Table) -> dict[str, Lever]:
    """Return the levers that every setting has."""

    def whole(name: str, meaning: str, low: float) -> Lever:
        def change(table: Table, value: Value) -> Table:
            changed: dict[str, Any] = {name: int(value)}
            return replace(table, **changed)

        return Lever(name, meaning, _on_table(change), low, _MANY, whole=True)

    def decide(table: Table, value: Value) -> Table:
        return replace(table, decision=decision_named(_name(value)))

    def chair(setting: Setting, value: Value) -> Setting:
        return replace(setting, chair=chair_named(_name(value)))

    def camp(table: Table, value: Value) -> Table:
        number = table.caucus_names.index(str(value)) if value != NEUTRAL else -1
        return replace(table, in_camp=table.caucuses == number)

    camps = (NEUTRAL, *table.caucus_names)
    levers = (
        whole("outlets", "number of other places where disappointed claims can go", 0),
        whole("readings", "number of readings before the silence procedure", 1),
        Lever("decision", "what it takes to adopt", _on_table(decide), words=DECISIONS.names),
        Lever("chair.strategy", "how the chair revises the text", chair, words=CHAIRS.names),
        Lever("chair.camp", "caucus that the chair belongs to", _on_table(camp), words=camps),
    )
    return {one.name: one for one in levers}


#: Levers that name delegations and issues: the form of the rest of the name, and the meaning.
_CODED: Mapping[str, tuple[str, str]] = {
    "position": ("STATE.ISSUE", "instructed position, as a scenario file writes it"),
    "shift": ("STATE.ISSUE", "points added to instructed positions, as a scenario file writes them"),
    "stake": ("STATE", "worth of having a report at all"),
    "weight": ("STATE", "standing of a delegation"),
    "conduct": ("STATE", "how a delegation behaves"),
    "ambition": ("ISSUE", "what the mandate asks for"),
    "acquis": ("ISSUE", "strongest language that any body has agreed"),
    "own_text": ("ISSUE", "language of the body's own last report"),
    "event": ("EVENT", "whether an event between two states counts; see `weather_effect`"),
}
#: What the lever of an event may be turned to.
IN, OUT = "in", "out"


def _coded(name: str, kind: str, codes: Sequence[str], table: Table, asked_by: str) -> Lever:
    form, meaning = _CODED[kind]
    named = dict(zip(form.split("."), codes, strict=True))
    seats = _places(named["STATE"], table.codes, name, asked_by) if "STATE" in named else []
    issues = _places(named["ISSUE"], table.issues, name, asked_by) if "ISSUE" in named else []
    if kind == "event":
        names = tuple(event.id for event in table.events)
        gone = {names[place] for place in _places(named["EVENT"], names, name, asked_by)}
        return Lever(name, meaning, _on_table(_happening(gone)), words=(IN, OUT))
    if kind in ("acquis", "own_text"):
        words = tuple(rung.word for rung in Rung if all(table.available[k, rung] for k in issues))
        return Lever(name, meaning, _on_table(_language(kind, issues)), words=words)
    if kind == "conduct":
        return Lever(name, meaning, _on_table(_behaving(seats)), words=CONDUCTS.names)
    if kind in ("position", "shift"):
        kept, reach = (0.0, SCALE) if kind == "position" else (1.0, 2 * SCALE)
        change = _cells(
            "positions",
            np.ix_(issues, seats),
            lambda old, value: np.clip(kept * old + value / SCALE, -1, 1),
        )
        return Lever(name, meaning, _on_table(change), -reach, reach)
    field = {"stake": "stakes", "weight": "weights", "ambition": "ambition"}[kind]
    return Lever(name, meaning, _on_table(_cells(field, seats or issues, lambda old, value: value)))


def _cells(field: str, place: Any, new: Callable[[Any, float], Any]) -> Callable[[Table, Value], Table]:
    """Write some cells of an array of the table, from what they hold and the value."""

    def write(table: Table, value: Value) -> Table:
        array = getattr(table, field).copy()
        array[place] = new(array[place], float(value))
        changed: dict[str, Any] = {field: array}
        return replace(table, **changed)

    return write


def _behaving(seats: list[int]) -> Callable[[Table, Value], Table]:
    def write(table: Table, value: Value) -> Table:
        conduct = list(table.conduct)
        for seat in seats:
            conduct[seat] = conduct_named(_name(value))
        return replace(table, conduct=tuple(conduct))

    return write


def _happening(names: set[str]) -> Callable[[Table, Value], Table]:
    def write(table: Table, value: Value) -> Table:
        left = tuple(event for event in table.events if value == IN or event.id not in names)
        return replace(table, events=left)

    return write


def _language(kind: str, issues: list[int]) -> Callable[[Table, Value], Table]:
    """Write agreed language; a body's own text is never stronger than the acquis."""

    def write(table: Table, value: Value) -> Table:
        rung = next(int(r) for r in Rung if r.word == value)
        acquis, own = table.acquis.copy(), table.own_text.copy()
        if kind == "acquis":
            acquis[issues], own[issues] = rung, np.minimum(own[issues], rung)
        else:
            acquis[issues], own[issues] = np.maximum(acquis[issues], rung), rung
        return replace(table, acquis=acquis, own_text=own)

    return write


def _places(code: str, names: Sequence[str], lever: str, asked_by: str) -> list[int]:
    if code == EVERY:
        return list(range(len(names)))
    if code in names:
        return [names.index(code)]
    problem = f"names {code}, which the scenario does not have{hint(code, names)}"
    raise BadInput([Fault(asked_by, problem, value=lever, allowed=", ".join((EVERY, *names)))])
