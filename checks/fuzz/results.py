"""Results folders that somebody sends: a case is one with something wrong, and a command that reads it."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from checks.fuzz.attempt import MB, Cage, Case, Step
from checks.fuzz.results_folders import COMMANDS, INPUTS, folders
from checks.fuzz.results_laid import laid
from checks.fuzz.results_manifest import spoiled
from checks.fuzz.results_tasks import tampered
from checks.fuzz.results_watch import watched

#: Commands that read each kind of folder; MAILED stands for it, ``again`` for where they write.
MAILED, AGAIN = "mailed", "again"
_RERUN = ("rerun", MAILED)
_OF_A_RUN = (
    ("compare", MAILED, "own.yaml", "--runs", "4", "--quiet", "--out", AGAIN),
    ("compare", MAILED, "--with", "readings=2", "--runs", "4", "--quiet", "--out", AGAIN),
    ("replay", MAILED, "--replicate", "1", "--quiet", "--out", AGAIN),
    ("run", "own.yaml", "--runs", "4", "--quiet", "--out", MAILED),
)
#: Outside the folder: what nothing in it may read, change or tell.
OUTSIDE = {"secret/secret.csv": INPUTS["cells.csv"].replace(b"invented", b"topsecret")}
OUTSIDE |= {"secret/secret.yaml": INPUTS["own.yaml"].replace(b"Cable Panel", b"topsecret")}
#: Share of the cases in which figures are drawn: half the time of a study, and nothing a folder decides.
DRAWN = 0.1
_CAGE = Cage(cpu=10, wall=40, resident=500 * MB)

Spoiler = Callable[[dict[str, bytes], random.Random], "Spoilt"]
Spoilt = tuple[str, dict[str, bytes], Callable[[Path], None] | None]


def case(seed: int, number: int) -> Case:
    """Return a folder with something wrong with it, and a command."""
    luck = random.Random(f"results {seed} {number}")
    drawn = luck.random() < DRAWN
    kind = luck.choice(("run", "replay", "replay", "compare", *folders(drawn)))
    files = dict(folders(drawn)[kind])
    way = luck.choice((spoiled,) * 6 + (laid,) * 3 + (tampered,))
    words = _RERUN
    if way is tampered:
        kind = kind if any(name.startswith("tasks/") for name in files) else "sweep"
        files, words = dict(folders(drawn)[kind]), (*COMMANDS[kind], "--out", MAILED)
    elif kind == "run" and luck.random() < 0.9:
        words = luck.choice(_OF_A_RUN)
    what, files, lay = way(files, luck)
    return command_on(f"{way.__name__} {kind}", what, files, lay, words, drawn)


def of_a_folder(kind: str) -> dict[str, bytes]:
    """Return the files of a sound folder, without figures."""
    return dict(folders(False)[kind])


def command_on(
    mutator: str,
    what: str,
    files: dict[str, bytes],
    lay: Callable[[Path], None] | None,
    words: tuple[str, ...],
    drawn: bool,
) -> Case:
    """Return a case: a command on a folder of these files, watched.

    Parameters
    ----------
    what : what is wrong with the folder, told behind the command
    lay : makes in the folder what is no plain file
    words : the command, which reads ``mailed`` and may write to ``again``
    drawn : whether figures are drawn
    """
    beside = {**INPUTS, **OUTSIDE, **{f"run/{name}": c for name, c in folders(drawn)["run"].items()}}
    inside = {f"{MAILED}/{name}": content for name, content in files.items() if _can_be_laid(name)}
    writes = [AGAIN] if AGAIN in words else [MAILED] if "--out" in words else []
    reads = [MAILED, AGAIN, *INPUTS, "run"]

    def there(folder: Path) -> None:
        (folder / MAILED).mkdir(exist_ok=True)
        if lay:
            lay(folder / MAILED)

    step = Step(
        (*words, f"# {what}"), lambda: watched(words, reads, writes, drawn), _no_secret, (0, 1, 2), _CAGE
    )
    return Case(mutator, {**beside, **inside}, (step,), there)


def _can_be_laid(name: str) -> bool:
    """Return whether a disk takes such a name."""
    parts = name.split("/")
    short = all(0 < len(part.encode("utf-8", "surrogatepass")) < 250 for part in parts)
    plain = not {".", ".."} & {*parts} and "\x00" not in name and "\ud800" not in name
    return short and plain


def _no_secret(folder: Path, outcome: object) -> list[str]:
    """Say where what lies outside the folder has come into what was written."""
    again = folder / AGAIN
    found = [path for path in again.rglob("*") if path.is_file() and b"topsecret" in path.read_bytes()]
    return [f"{path.relative_to(folder)} tells what lies outside" for path in found]
