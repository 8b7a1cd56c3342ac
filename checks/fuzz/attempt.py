"""One attempt: files in a fresh folder, the real entry point in a cage, and what is wrong then."""

import gc
import importlib
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings

from checks.fuzz.cage import MB, Cage, Call, Outcome, caged

Promise = Callable[[Path, Outcome], Iterable[str]]
#: What a refusal may take.
MOST_LINES, LONGEST_LINE = 10, 800
PREFIX = "gge-sim: "
_NEVER = {
    "Traceback (most recent call last)": "a traceback",
    "a program error": "a fault of the program",
    "Warning:": "a warning of a library",
    "not enough memory": "asks for more memory than there is",
    "Exception ignored": "an exception in passing",
}
#: Marks of direction that hold beyond their own text (Unicode TR36, 2.4: "bidirectional text spoofing").
_TURNING = frozenset("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2028\u2029")


def looking(examples: int) -> settings:
    """Return settings for a test of so many examples, or of as many as ``python -m checks.fuzz`` asks for."""
    return settings(
        max_examples=int(os.environ.get("FUZZ_EXAMPLES", examples)), deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip


@cache
def prepare() -> Any:
    """Import once whatever a command may import, read what ships, and return the table of commands.

    All of it is out of the collector's reach, so that a fork shares it.
    """
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    home = Path(__file__).resolve().parents[2]
    names = [".".join(path.relative_to(home).with_suffix("").parts) for path in (home / "sim").rglob("*.py")]
    light = [name for name in sorted(names) if "classroom.site" not in name and not name.endswith("__")]
    for name in ("matplotlib.backends.backend_agg", "matplotlib.backends.backend_svg", "mesa", *light):
        importlib.import_module(name)
    from typer.main import get_command

    from sim import forecast, load
    from sim.cli import app

    forecast(load("gge-2019-2021"), 10, 1)
    built = get_command(app)
    gc.collect()
    gc.freeze()
    return built


def command(words: Iterable[str]) -> int | None:
    """Run the real entry point: in a forked process, whose terminal is 100 columns wide."""
    import typer.main

    from sim.cli import app, main

    built, build = prepare(), typer.main.get_command
    typer.main.get_command = lambda instance: built if instance is app else build(instance)
    os.environ["COLUMNS"] = "100"
    sys.argv = ["gge-sim", *words]
    main()
    return 0


def lay(folder: Path, files: Mapping[str, bytes]) -> None:
    """Lay files into a folder that is made afresh."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def attempt(
    words: tuple[str, ...],
    folder: Path,
    *,
    call: Call | None = None,
    promise: Promise | None = None,
    statuses: tuple[int, ...] = (0, 2),
    cage: Cage | None = None,
) -> Outcome:
    """Run a command, or a call, in a folder.

    Raises
    ------
    AssertionError
        if anything is wrong with what came of it
    """
    prepare()
    cage = cage or Cage()
    outcome = caged(call or partial(command, words), folder, cage)
    wrong = list(_wrong(outcome, statuses, cage))
    if outcome.status == 0 and promise:
        wrong += promise(folder, outcome)
    assert not wrong, (
        f"gge-sim {' '.join(map(ascii, words))}\n{wrong}\n{outcome.out[-800:]}\n{outcome.err[-1500:]}"
    )
    return outcome


def _wrong(outcome: Outcome, statuses: tuple[int, ...], cage: Cage) -> Iterator[str]:
    """Yield what is wrong with how a call ended, and with what a user was shown."""
    if outcome.signal:
        yield f"ended by {signal.Signals(outcome.signal).name} after {outcome.cpu:.1f} s of processor"
    elif outcome.status not in statuses:
        yield f"exit status {outcome.status}"
    if outcome.cpu > cage.cpu:
        yield f"takes longer than {cage.cpu:g} s of processor"
    if outcome.resident > cage.resident:
        yield f"takes more than {cage.resident // MB} MB"
    shown = outcome.out + outcome.err
    yield from (wrong for words, wrong in _NEVER.items() if words in shown)
    if bad := {letter for letter in shown if _disturbs(letter)}:
        yield f"prints U+{min(map(ord, bad)):04X}, which disturbs a terminal"
    if outcome.status == 2:
        yield from _refusal(outcome)
    elif outcome.status == 0 and outcome.err:
        yield f"writes to standard error: {outcome.err.splitlines()[0][:100]}"


def _refusal(outcome: Outcome) -> Iterator[str]:
    """Yield what is wrong with the message of a refusal; usage errors of the library have no prefix."""
    lines = outcome.err.splitlines()
    if not lines:
        yield "refuses without a word"
        return
    if outcome.out:
        yield "prints a result and refuses"
    if len(lines) > MOST_LINES:
        yield f"refuses in {len(lines)} lines"
    if max(map(len, lines)) >= LONGEST_LINE:
        yield f"refuses in a line of {max(map(len, lines))} letters"
    usage = lines[0].startswith("Usage: ") and any(line.startswith("╭─ Error") for line in lines)
    if not usage and not all(line.startswith(PREFIX) and line.removeprefix(PREFIX).strip() for line in lines):
        yield "refuses in lines that do not begin with its name, or are empty"


def _disturbs(letter: str) -> bool:
    """Return whether a letter moves the cursor or turns the direction of the text around it."""
    return (letter < " " and letter not in "\n\t") or "\x7f" <= letter < "\xa0" or letter in _TURNING
