"""Other files that a user gives: campaigns, behavioural parameters, tables of points of a sweep."""

from __future__ import annotations

from random import Random
from typing import Any

from checks.fuzz.alter import base
from checks.fuzz.attempt import Case, Step
from checks.fuzz.beside import elsewhere, strange_files
from checks.fuzz.bytewise import mangled
from checks.fuzz.promised import folder_of
from checks.fuzz.scenario import small_shipped
from checks.fuzz.tricks import tricked
from checks.fuzz.values import PATHS, anything, around, some_number, some_text
from checks.fuzz.writing import Pairs, written
from sim.negotiation.parameters import PARAMETERS, Parameter
from sim.scenario.shipped import shipped, shipped_campaigns

_HOW = ("made", "made", "made", "tricks", "bytes")
_QUICK = ("--workers", "1", "--quiet", "--out", "out")
_SMALL = ("lone-blocker", "package-deal", "constructive-ambiguity")


def case(seed: int, number: int) -> Case:
    """Return the case of that number: `checks.fuzz.attempt`."""
    chance = Random(f"files {seed} {number}")
    kind, how = ("campaign", "parameters", "points")[number % 3], chance.choice(_HOW)
    made, files, step = {"campaign": _campaign, "parameters": _parameters, "points": _points}[kind](chance)
    raw = made if isinstance(made, bytes) else written(made, chance)
    if how == "tricks":
        raw = tricked(chance, raw.decode("utf-8", "replace"))
    elif how == "bytes":
        raw = mangled(chance, raw, small_shipped(chance))
    lay = strange_files if chance.random() < 0.1 else None
    return Case(f"{kind}, {how}", {"given": raw, **files}, (step,), lay)


def _campaign(chance: Random) -> tuple[Any, dict[str, bytes], Step]:
    step = Step(("campaign", "given", "--runs", "5", *_QUICK), promised=folder_of("campaign"))
    files = {"one.yaml": written(base(chance)), "sub/two.yaml": written(base(chance)), "bad.yaml": b"id: [",
             "odd.yaml": written(elsewhere(chance))}  # fmt: skip
    if chance.random() < 0.2:
        return shipped_campaigns()["2004-2026"].read_bytes()[: chance.randint(300, 1500)], files, step
    names = (*shipped(), *files, "one", "./one.yaml", "../one.yaml", "given", *PATHS[:20])
    sound = chance.choice((("gge-2012-2013", "gge-2014-2015"), ("gge-2016-2017",), ("lone-blocker",)))
    many = chance.choice((0, 1, 1, 2, 3, 99, 101))
    steps: list[Any] = list(sound) if chance.random() < 0.4 else [chance.choice(names) for _ in range(many)]
    if chance.random() < 0.3:
        steps = [{"scenario": name, "order": some_text(chance)} for name in steps]
    content: dict[Any, Any] = {"id": "c", "title": "A campaign", "source": "x", "processes": steps}
    if chance.random() < 0.6:
        content[chance.choice((*content, some_text(chance)))] = anything(chance)
    if steps and chance.random() < 0.2:
        steps[0] = anything(chance)
    return content, files, step


def _parameters(chance: Random) -> tuple[Any, dict[str, bytes], Step]:
    files = {"s.yaml": shipped()[chance.choice(_SMALL)].read_bytes()}
    commands: tuple[tuple[str, ...], ...] = (
        ("replay", "s.yaml", "--quiet", "--out", "out"),
        ("what-if", "s.yaml", "--top", "1", "--runs", "5", *_QUICK),
        ("compare", "s.yaml", "--with", "outlets=1", "--runs", "5", *_QUICK),
    )
    words = chance.choice(commands)
    step = Step((*words, "--parameters", "given"), promised=folder_of(words[0]))
    items = tuple(_one(chance.choice(PARAMETERS), chance) for _ in range(chance.choice((0, 1, 1, 2, 3, 8))))
    return (Pairs(items) if chance.random() < 0.5 else dict(items)), files, step


def _one(parameter: Parameter, chance: Random) -> tuple[Any, Any]:
    """Return a line of a file of parameters, mostly a sound one."""
    low, high = parameter.allowed
    draws = sorted(chance.uniform(low, high) for _ in range(2))
    value: Any = chance.choice(
        (
            low,
            high,
            draws[0],
            round(draws[0]),
            {"uniform": draws},
            {"loguniform": draws},
            {"uniform": [low, high]},
        )
    )
    if chance.random() < 0.25:
        numbers = [
            chance.choice((around(chance, low, high), some_number(chance)))
            for _ in range(chance.choice((1, 2, 2, 3)))
        ]
        value = chance.choice(
            (
                anything(chance),
                numbers[0],
                {"uniform": numbers},
                {"loguniform": numbers},
                {"normal": numbers},
                numbers,
            )
        )
    name: Any = chance.choice((parameter.name, parameter.symbol))
    return (
        name if chance.random() < 0.92 else chance.choice((some_text(chance), name.upper(), 3, None))
    ), value


#: Levers as columns of a table of points, with values of which most are sound.
_LEVERS = {
    "outlets": ("0", "1", "2", "-1", "1.5", "1e9", "nan", ""),
    "inertia": ("0.01", "0.2", "0", "-1", "inf", "x"),
    "decision": ("consensus", "two-thirds", "simple-majority", "unanimity", "Consensus", ""),
    "chair.strategy": ("mediator", "dropper", "median-seeker", "autocrat"),
    "readings": ("1", "2", "800", "0", "1.0", "10000000"),
    "stake.PAN": ("0", "1", "0.5", "2", "nan"),
    "position.PAN.LIMIT": ("-3", "3", "0", "4", "-1"),
    "harm_weight": ("0.5", "1", "-5", "1e300"),
    "seats": ("1", "5", "9", "193", "194", "0", "x", "٣", "1_0", "+5"),
    "rule": ("random", "equitable", "like-minded", "nested", "real", "", "odd"),
}


def _points(chance: Random) -> tuple[Any, dict[str, bytes], Step]:
    files = {"s.yaml": shipped()["lone-blocker"].read_bytes()}
    words = ("sweep", "s.yaml", "--points", "given", "--rooms", "2", "--runs", "2", *_QUICK)
    step = Step(words, promised=folder_of("sweep"))
    columns = chance.sample(sorted(_LEVERS), chance.choice((1, 1, 2, 2, 3, 6)))
    rows = [list(columns)]
    for _ in range(chance.choice((0, 1, 1, 2, 3))):
        good = chance.random() < 0.6
        rows.append([_LEVERS[name][0 if good else chance.randrange(len(_LEVERS[name]))] for name in columns])
    for _ in range(chance.choice((0, 0, 0, 1, 2))):
        row = chance.choice(rows)
        way = chance.randrange(4)
        if way == 0:
            row[chance.randrange(len(row))] = chance.choice((some_text(chance), str(some_number(chance))))
        elif way == 1:
            row.append(chance.choice(("", "1", row[0])))
        elif way == 2:
            rows.append(list(row))
        elif len(row) > 1:
            del row[-1]
    text = chance.choice(("\n", "\n", "\r\n")).join(",".join(row) for row in rows)
    return text.encode("utf-8", "surrogatepass"), files, step
