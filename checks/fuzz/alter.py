"""Shipped scenarios, altered at several places at once, each in a way that fits the place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from random import Random
from typing import Any

from ruamel.yaml import YAML

from checks.fuzz.generate import resolved, schema, wrong_value
from checks.fuzz.values import DATES, anything, some_number, some_text
from checks.fuzz.writing import Pairs
from sim.scenario.shipped import shipped

#: A place: what holds it, its key there, and what the schema says of it.
Place = tuple[Any, Any, dict[str, Any]]


@cache
def content_of(name: str) -> dict[str, Any]:
    """Return the content of a shipped scenario; dates as text."""
    yaml = YAML(typ="safe", pure=True)
    yaml.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    content: dict[str, Any] = yaml.load(shipped()[name].read_text(encoding="utf-8"))
    return content


def base(chance: Random) -> dict[str, Any]:
    """Return a shipped scenario, mostly with a few of its members only: a large room is read slowly."""
    content = dict(content_of(chance.choice(sorted(shipped()))))
    members = content["members"]
    if isinstance(members, list) and chance.random() < 0.95:
        kept = set(chance.sample(members, min(len(members), chance.randint(1, 3))))
        content["members"] = [code for code in members if code in kept]
        seated = {*kept, "*"} | {n for n, codes in content.get("groups", {}).items() if kept & set(codes)}
        content["delegations"] = {c: v for c, v in content.get("delegations", {}).items() if c in seated}
        if chance.random() < 0.9:
            content.pop("record", None)
            content["chair"] = {k: v for k, v in content["chair"].items() if k != "camp"}
    return deepcopy(content)


def altered(chance: Random) -> dict[str, Any]:
    """Return a shipped scenario with one to six alterations."""
    content = base(chance)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        found = list(places(content, schema()))
        if found:
            chance.choice(_ALTERATIONS)(*chance.choice(found), chance)
    return content


def places(content: Any, part: dict[str, Any]) -> Iterator[Place]:
    """Yield every place of a content, with the part of the schema that it falls under."""
    part = resolved(part)
    if isinstance(content, dict):
        for key in content:
            inner = _within(part, key)
            yield content, key, inner
            yield from places(content[key], inner)
    elif isinstance(content, list):
        for number, item in enumerate(content):
            inner = _within(part, number)
            yield content, number, inner
            yield from places(item, inner)


def _within(part: dict[str, Any], key: Any) -> dict[str, Any]:
    for way in map(resolved, part.get("anyOf", [part])):
        inner = way.get("items") if isinstance(key, int) else way.get("properties", {}).get(key)
        if inner := inner or way.get("additionalProperties"):
            return dict(inner) if isinstance(inner, dict) else {}
    return {}


def _other_value(holder: Any, key: Any, part: dict[str, Any], chance: Random) -> None:
    holder[key] = wrong_value(part, chance)


def _other_number(holder: Any, key: Any, part: dict[str, Any], chance: Random) -> None:
    holder[key] = some_number(chance)


def _other_text(holder: Any, key: Any, part: dict[str, Any], chance: Random) -> None:
    holder[key] = some_text(chance)


def _other_date(holder: Any, key: Any, part: dict[str, Any], chance: Random) -> None:
    holder[key] = chance.choice(DATES)


def _anything(holder: Any, key: Any, part: dict[str, Any], chance: Random) -> None:
    holder[key] = anything(chance)


def _gone(holder: Any, key: Any, part: dict[str, Any], chance: Random) -> None:
    del holder[key]


def _twice(holder: Any, key: Any, part: dict[str, Any], chance: Random) -> None:
    """Name a key or an item twice, or very many times."""
    many = chance.choice((2, 2, 2, 50))
    if isinstance(holder, list):
        holder.extend([holder[key]] * (many - 1))
    elif isinstance(holder[key], dict) and holder[key]:
        items = tuple(holder[key].items())
        holder[key] = Pairs(items + (chance.choice(items),) * (many - 1))


def _renamed(holder: Any, key: Any, part: dict[str, Any], chance: Random) -> None:
    if isinstance(holder, dict):
        name = chance.choice((str(key)[:-1], str(key).upper(), f"{key} ", some_text(chance), 3, True, None))
        holder[name] = holder.pop(key)


def _added(holder: Any, key: Any, part: dict[str, Any], chance: Random) -> None:
    if isinstance(holder, dict):
        holder[some_text(chance)] = anything(chance)
    else:
        holder.insert(key, anything(chance))


def _swapped(holder: Any, key: Any, part: dict[str, Any], chance: Random) -> None:
    other = chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
    holder[key], holder[other] = holder[other], holder[key]


def _emptied(holder: Any, key: Any, part: dict[str, Any], chance: Random) -> None:
    empty: dict[type, Any] = {list: [], dict: {}, str: ""}
    holder[key] = empty.get(type(holder[key]))


def _within_itself(holder: Any, key: Any, part: dict[str, Any], chance: Random) -> None:
    depth = chance.choice((1, 2, 5, 39, 41))
    value = holder[key]
    for _ in range(depth):
        value = [value] if chance.random() < 0.5 else {str(key): value}
    holder[key] = value


_ALTERATIONS: tuple[Callable[[Any, Any, dict[str, Any], Random], None], ...] = (
    _other_value, _other_value, _other_value, _other_value, _other_number, _other_text,
    _other_text, _other_date,
    _anything, _gone, _twice, _renamed, _added, _swapped, _swapped, _emptied, _within_itself,
)  # fmt: skip
