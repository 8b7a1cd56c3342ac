"""Whole scenario files, generated from the JSON Schema: every key, every enum, the ends of every range.

The schema says what may stand where; `Room` says which names fit together, so that most of what is
made with ``wrong=0`` is accepted. With a larger ``wrong``, that share of all values is something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

from checks.fuzz.values import TEXTS, anything, around, some_number, some_text
from sim.scenario import codebook
from sim.scenario.ladder import ict_issues
from sim.scenario.memberships import spans
from sim.scenario.reports import known_reports
from sim.scenario.roster import roster
from sim.scenario.schema import ScenarioFile
from sim.scenario.shipped import shipped
from sim.scenario.votes import resolutions


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of scenario files."""
    return ScenarioFile.model_json_schema()


def resolved(part: Mapping[str, Any]) -> dict[str, Any]:
    """Return a part of the schema with its reference followed."""
    while "$ref" in part:
        part = schema()["$defs"][part["$ref"].rsplit("/", 1)[-1]]
    return dict(part)


@dataclass
class Room:
    """What a generated file speaks of.

    Parameters
    ----------
    wrong : share of values that are something else than what may stand there
    full : share of optional keys that are given
    strange : share of texts that nobody would write
    """

    chance: Random
    wrong: float = 0.0
    full: float = 0.3
    strange: float = 0.3
    members: list[str] = field(default_factory=list)
    rungs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    own: bool = False

    @classmethod
    def drawn(cls, chance: Random, wrong: float) -> Room:
        """Draw who sits in the room, and over what they negotiate."""
        room = cls(chance, wrong, chance.choice((0.05, 0.3, 0.9)), chance.choice((0, 0.2, 0.8)))
        seats = chance.choice((1, 1, 2, 2, 3, 3, 4, 6, 9))
        room.members = sorted(chance.sample(sorted(roster()), seats))
        room.own = chance.random() < 0.5
        if room.own:
            codes = chance.sample(
                ("A", "B0", "C_1", "IL", "NO", "ON", "Y", "N", "E1", "X" * 16, "Z9_"),
                chance.choice((1, 1, 2, 3, 5)),
            )
            room.rungs = dict.fromkeys(codes, ())
        else:
            room.rungs = {
                issue.code: tuple(r for r in ("silent", "indirect", "explicit") if getattr(issue, r))
                for issue in ict_issues()
            }
        return room

    @property
    def coded(self) -> list[str]:
        """Issues on which every delegation needs a position."""
        return list(self.rungs) if self.own else list(codebook.CODED)


def generated(chance: Random, wrong: float) -> dict[str, Any]:
    """Return the content of a scenario file."""
    room = Room.drawn(chance, wrong)
    content: dict[str, Any] = {}
    properties = schema()["properties"]
    needed = {*schema()["required"], "delegations", *(["issues"] if room.own else [])}
    # Issues first: the rungs that they have are the ones that reports can speak by.
    for name in sorted(properties, key=lambda name: name != "issues"):
        if name in ("positions_file", "defaults") or (name == "issues" and not room.own):
            continue
        if name not in needed and chance.random() > room.full:
            continue
        content[name] = value(properties[name], room, name)
    if not room.own and chance.random() < 0.1:
        content["defaults"] = {"votes_before": "2016"} if chance.random() < 0.5 else {}
        content["delegations"] = {}
    order = list(content)
    chance.shuffle(order)
    return {name: content[name] for name in order}


def value(part: Mapping[str, Any], room: Room, name: str) -> Any:
    """Return a value for a part of the schema, wrong by chance."""
    chance = room.chance
    if chance.random() < room.wrong:
        return wrong_value(part, chance)
    part = resolved(part)
    if name in _BY_NAME and part.get("type") != "boolean":
        return _BY_NAME[name](room)
    if "anyOf" in part:
        return value(chance.choice(part["anyOf"]), room, name)
    if "const" in part or "enum" in part:
        return chance.choice(part.get("enum", [part.get("const")]))
    return _BY_TYPE[part.get("type", "null")](part, room, name)


def wrong_value(part: Mapping[str, Any], chance: Random) -> Any:
    """Return something else than what may stand there, or what may only just."""
    part = resolved(part)
    ways = [resolved(way) for way in part.get("anyOf", [part])]
    bounded = [way for way in ways if way.get("type") in ("number", "integer")]
    if bounded and chance.random() < 0.6:
        way = chance.choice(bounded)
        low, high = _ends(way)
        return (
            around(chance, low, high, way["type"] == "integer")
            if chance.random() < 0.7
            else some_number(chance)
        )
    if any(way.get("type") == "string" for way in ways) and chance.random() < 0.7:
        return some_text(chance)
    return anything(chance)


def _ends(part: Mapping[str, Any]) -> tuple[float, float]:
    low = part.get("minimum", part.get("exclusiveMinimum", -1e6))
    return low, part.get("maximum", part.get("exclusiveMaximum", 1e6))


def _number(part: Mapping[str, Any], room: Room, name: str) -> float:
    low, high = _ends(part)
    middle = room.chance.uniform(low, high)
    least = low if "minimum" in part else room.chance.choice((5e-324, 1e-300, 1e-9, 0.01))
    return room.chance.choice((least, high, round(middle, 2), middle, min(max(1, least), high)))


def _integer(part: Mapping[str, Any], room: Room, name: str) -> int:
    low, high = (int(end) for end in _ends(part))
    return room.chance.choice((low, low + 1, high, room.chance.randint(low, min(high, low + 5))))


def _text(part: Mapping[str, Any], room: Room, name: str) -> str:
    if "pattern" in part:
        return room.chance.choice(("a", "0", "x-1", "a" * 64, "no", "1e3", "con"))
    if room.chance.random() < room.strange:
        text = "".join(c for c in room.chance.choice(TEXTS) if c.isprintable() or c == "\n")
        return text[: part.get("maxLength")] or "x"
    return f"Some {name.replace('_', ' ')}"


def _list(part: Mapping[str, Any], room: Room, name: str) -> list[Any]:
    least = part.get("minItems", 0)
    many = max(least, room.chance.choice((0, 1, 1, 2, 3)))
    return [value(part.get("items", {}), room, name) for _ in range(many)]


def _object(part: Mapping[str, Any], room: Room, name: str) -> dict[str, Any]:
    if "properties" not in part:
        inner = part.get("additionalProperties") or {}
        return {str(key): value(inner, room, name) for key in range(room.chance.randint(0, 2))}
    needed = part.get("required", [])
    wanted = [key for key in part["properties"] if key in needed or room.chance.random() < room.full]
    return {key: value(part["properties"][key], room, key) for key in wanted}


_BY_TYPE: Mapping[str, Any] = {
    "number": _number,
    "integer": _integer,
    "string": _text,
    "array": _list,
    "object": _object,
    "boolean": lambda part, room, name: room.chance.random() < 0.5,
    "null": lambda part, room, name: None,
}


def _issues(room: Room) -> list[dict[str, Any]]:
    found = []
    part = resolved({"$ref": "#/$defs/Issue"})
    for code in room.rungs:
        issue = _object(part, room, "issue") | {"code": code}
        for rung in ("silent", "indirect"):
            if issue.get(rung) is None:
                issue.pop(rung, None)
        room.rungs[code] = ("silent", *(r for r in ("indirect", "explicit") if issue.get(r)))
        found.append(issue)
    return found


def _members(room: Room) -> Any:
    if room.chance.random() < 0.03:
        return room.chance.choice(("all", ["EU"], ["P5", *room.members], list(spans())))
    return room.chance.sample(room.members, len(room.members))


def _delegations(room: Room) -> dict[str, Any]:
    part = resolved({"$ref": "#/$defs/Instructions"})
    names = room.members if room.chance.random() < 0.7 else ["*", *room.members[:1]]
    return {name: value(part, room, "instructions") for name in names}


def _positions(room: Room) -> dict[str, Any]:
    part = resolved({"$ref": "#/$defs/Instructions"})["properties"]["positions"]["additionalProperties"]
    names = room.coded if room.own or room.chance.random() < 0.8 else [*room.rungs, "FLOW"]
    return {name: value(part, room, "position") for name in names}


def _language(room: Room) -> dict[str, Any]:
    named = [code for code in room.rungs if room.chance.random() < 0.5]
    return {code: room.chance.choice(room.rungs[code] or ("explicit",)) for code in named}


def _acquis(room: Room) -> list[Any]:
    part = resolved({"$ref": "#/$defs/Report"})
    if room.own:
        return [value(part, room, "report") for _ in range(room.chance.randint(0, 2))]
    symbols = list(known_reports())
    return room.chance.sample(symbols, room.chance.randint(0, len(symbols)))


def _some_states(room: Room) -> list[str]:
    return room.chance.sample(sorted(roster()), room.chance.choice((0, 0, 1, 3)))


def _no_side(room: Room) -> list[str]:
    return []


def _starts(room: Room) -> Any:
    return room.chance.choice(("2030-01-01", 2030, "2030", "2030-01"))


#: Values that fit together, by the key that they stand under.
_BY_NAME: Mapping[str, Any] = {
    "issues": lambda room: _issues(room) if not any(room.rungs.values()) else list(room.rungs)[:1],
    "members": _members,
    "delegations": _delegations,
    "positions": _positions,
    "ambition": lambda room: {code: 0.5 for code in room.rungs if room.chance.random() < 0.5},
    "language": _language,
    "acquis": _acquis,
    "starts": _starts,
    "ends": lambda room: room.chance.choice(("2030-12", 2031, "9999-12-31", "2031-02-28")),
    "adopted": lambda room: room.chance.choice(("2029-12-31", 2020, "0001", "2029")),
    "date": lambda room: room.chance.choice(("2029-12-31", 2020, "2029-01")),
    "state": lambda room: room.chance.choice(room.members),
    "states": _some_states,
    "sponsors": _some_states,
    "against": _no_side,
    "abstained": _no_side,
    "absent": _no_side,
    "groups": lambda room: {"Friends": room.members[:2]} if room.chance.random() < 0.5 else {},
    # Forty sessions of five readings are as many as a process may have.
    "readings_per_session": lambda room: room.chance.choice((1, 3, 5)),
    "camp": lambda room: "neutral",
    "caucus": lambda room: room.chance.choice((None, "West", "1", "a b", "[/b]", "$x$", "=A1")),
    "roll_call": lambda room: room.chance.choice(
        (None, *(r.symbol for r in resolutions().values() if r.totals))
    ),
    "earlier": lambda room: room.chance.sample(sorted(shipped()), 1),
}
