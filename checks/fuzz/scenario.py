"""Scenario files: generated, altered, tricked, mangled; each is checked, some of the sound ones played."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from checks.fuzz.alter import altered, base
from checks.fuzz.attempt import Case, Step
from checks.fuzz.beside import elsewhere, strange_files, with_table
from checks.fuzz.bytewise import mangled
from checks.fuzz.generate import generated
from checks.fuzz.promised import folder_of, one_object, said_something, sound
from checks.fuzz.tricks import tricked
from checks.fuzz.writing import written
from sim.scenario.shipped import shipped

#: Mutators, each as often as it stands here.
MUTATORS = (
    *["schema, sound"] * 4, *["schema, wrong"] * 4, *["altered"] * 5, *["tricks"] * 2, *["table"] * 2,
    "elsewhere", *["bytes"] * 4,
)  # fmt: skip
FILE = "s.yaml"
_QUICK = ("--runs", "20", "--quiet", "--out", "out")
#: What a sound file is used for, each in one of so many cases; the first that falls due.
SHARES = {
    "run": 14,
    "show": 5,
    "run --json": 60,
    "kit": 14,
    "replay": 20,
    "what-if": 60,
    "sweep": 60,
    "compare": 100,
    "sensitivity": 100,
}


def case(seed: int, number: int) -> Case:
    """Return the case of that number: `checks.fuzz.attempt`."""
    chance = Random(f"scenario {seed} {number}")
    mutator = MUTATORS[number % len(MUTATORS)]
    files: dict[str, bytes] = {}
    lay = None
    if mutator == "elsewhere":
        lay, content = strange_files, elsewhere(chance)
        files["other.yaml"] = shipped_bytes("gge-2012-2013")
    elif mutator == "table":
        content, files["positions.csv"] = with_table(chance)
    else:
        content = _content(mutator, chance)
    files = {FILE: written(content, chance), **files}
    if b"seabed-seats.csv" in files[FILE]:
        files["seabed-seats.csv"] = (shipped()["seabed-assembly"].parent / "seabed-seats.csv").read_bytes()
    return Case(mutator, files, steps(chance), lay)


def _content(mutator: str, chance: Random) -> Any:
    if mutator == "schema, sound":
        return generated(chance, 0)
    if mutator == "schema, wrong":
        return generated(chance, chance.choice((0.003, 0.01, 0.05, 0.3)))
    if mutator == "altered":
        return altered(chance)
    text = written(base(chance)) if chance.random() < 0.8 else small_shipped(chance)
    if mutator == "tricks":
        return tricked(chance, text.decode("utf-8"))
    return mangled(chance, text, small_shipped(chance))


def steps(chance: Random) -> tuple[Step, ...]:
    """Return what a file is used for: it is checked, and by chance played."""
    check = Step(("check", FILE), promised=sound)
    due = [name for name, share in SHARES.items() if chance.randrange(share) == 0]
    return (check, *(use(name) for name in due[:1]))


def use(name: str) -> Step:
    """Return one use of a sound file."""
    if name == "show":
        return Step(("show", FILE), promised=said_something, statuses=(0,))
    if name == "run --json":
        return Step(("run", FILE, "--runs", "20", "--json", "--out", "out"), promised=one_object)
    words: dict[str, tuple[str, ...]] = {
        "run": ("run", FILE, *_QUICK),
        "kit": ("kit", FILE, *_QUICK),
        "replay": ("replay", FILE, "--replicate", "7", "--quiet", "--out", "out"),
        "what-if": ("what-if", FILE, "--top", "2", "--workers", "1", *_QUICK),
        "sweep": ("sweep", FILE, "--over", "outlets=0,1", "--rooms", "2", "--workers", "1", *_QUICK),
        "compare": ("compare", FILE, "--with", "outlets=1", "--workers", "1", *_QUICK),
        "sensitivity": ("sensitivity", FILE, "--samples", "4", "--workers", "1", *_QUICK),
    }
    return Step(words[name], promised=folder_of(name))


@cache
def shipped_bytes(name: str) -> bytes:
    """Return a shipped scenario as it lies on the disk."""
    return Path(shipped()[name]).read_bytes()


def small_shipped(chance: Random) -> bytes:
    """Return a shipped scenario of a few kilobytes as it lies on the disk."""
    names = [name for name in sorted(shipped()) if len(shipped_bytes(name)) < 9000]
    return shipped_bytes(chance.choice(names))
