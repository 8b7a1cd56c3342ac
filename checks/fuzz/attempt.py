"""One attempt: a call in a process of its own, in a cage of time and memory, and what came of it.

A kind of fuzzing is a module ``checks/fuzz/KIND.py`` with one function, and a line in `checks.fuzz.kinds`::

    def case(seed: int, number: int) -> Case

It must depend on nothing but its arguments, so that a case can be made again by its numbers. A
`Case` holds files to be laid into a fresh folder, and steps, done one after the other in that folder:

- `Step(("check", "s.yaml"))` runs the real ``sim.cli.main`` with these words;
- `Step(("feed",), call=function)` calls a Python function instead, in the same cage; what it returns is
  the exit status (None is 0), and what it raises is a traceback;
- ``promised`` is a function of folder and outcome that yields what is wrong after status 0;
- ``statuses`` are the exit statuses that are right: 0 and 2, unless said otherwise.

A refusal (status 2) must follow the rules of `checks.fuzz.judge`, and ends the case. Then::

    prepare()                                   # once, before the first: imports what is heavy
    tried = attempt(case, folder)               # [Tried(step, outcome, defects), ...]
    python -m checks.fuzz KIND --cases 500 --seed 3
    python -m checks.fuzz KIND --case 17 --seed 3 --keep FOLDER

What a call may take, and how it is measured, is told in `checks.fuzz.cage`.
"""

from __future__ import annotations

import gc
import importlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from checks.fuzz.cage import MB, Cage, Outcome, caged

__all__ = ["MB", "Cage", "Case", "Outcome", "Step", "Tried", "attempt", "caged", "command", "prepare"]

Promised = Callable[[Path, Outcome], Iterable[str]]
Runner = Callable[[Callable[[], int | None], Path, Cage], Outcome]


@dataclass(frozen=True)
class Step:
    """One command or call: see the module."""

    words: tuple[str, ...]
    call: Callable[[], int | None] | None = None
    promised: Promised | None = None
    statuses: tuple[int, ...] = (0, 2)
    cage: Cage = field(default_factory=Cage)


@dataclass(frozen=True)
class Case:
    """What is tried: how it was made, the files, the steps; `lay` makes what is no plain file."""

    mutator: str
    files: Mapping[str, bytes]
    steps: tuple[Step, ...]
    lay: Callable[[Path], None] | None = None


@dataclass(frozen=True)
class Tried:
    """A step, what came of it, and what is wrong with that."""

    step: Step
    outcome: Outcome
    defects: tuple[str, ...] = field(default=())


#: Imported once, in the parent; every module below sim is taken along.
_HEAVY = ("matplotlib.backends.backend_agg", "matplotlib.backends.backend_svg", "mesa", "rich.traceback")

#: The table of commands, once it is built.
_BUILT: list[Any] = []


def prepare(more: Iterable[str] = ()) -> None:
    """Import once whatever a command may import, read once what ships, build once the table of commands.

    What is kept in memory between two loads is so kept in all attempts; it is out of the
    collector's reach, so that a fork shares it.
    """
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    home = Path(__file__).resolve().parents[2]
    found = sorted((home / "sim").rglob("*.py"))
    names = [".".join(path.relative_to(home).with_suffix("").parts) for path in found]
    light = [name for name in names if "classroom.site" not in name and not name.endswith("__")]
    for name in (*_HEAVY, *light, *more):
        importlib.import_module(name)
    _read_what_ships()
    _build_once()
    gc.collect()
    gc.freeze()


def _read_what_ships() -> None:
    from sim.negotiation.convene import convene
    from sim.scenario.loading import load
    from sim.scenario.pool import pool
    from sim.study.forecast import forecast

    scenario = load("gge-2019-2021")
    convene(pool(scenario))
    forecast(scenario, 10, 1)


def _build_once() -> None:
    """Keep the table of commands, which the library of options builds anew at every call."""
    import typer.main

    from sim.cli import app

    _BUILT.append(typer.main.get_command(app))


def attempt(case: Case, folder: Path, first: Runner | None = None) -> list[Tried]:
    """Lay the files of a case into a folder that is made afresh, and take its steps until one fails.

    Parameters
    ----------
    first : what makes the call of the first step, if not `caged`: a `checks.fuzz.cell.Cell`
    """
    from checks.fuzz.judge import judged

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in case.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if case.lay:
        case.lay(folder)
    tried: list[Tried] = []
    for step in case.steps:
        within = first if first and not tried and not step.call else caged
        outcome = within(step.call or partial(command, step.words), folder, step.cage)
        tried.append(Tried(step, outcome, tuple(judged(step, outcome, folder))))
        if outcome.status != 0:
            break
    return tried


def command(words: Iterable[str]) -> int | None:
    """Run the real entry point with these words: in a forked process, whose terminal is 100 columns wide."""
    import typer.main

    from sim.cli import main

    if _BUILT:
        typer.main.get_command = lambda typer_instance: _BUILT[0]  # type: ignore[assignment]
    os.environ["COLUMNS"] = "100"
    sys.argv = ["gge-sim", *words]
    main()
    return 0
