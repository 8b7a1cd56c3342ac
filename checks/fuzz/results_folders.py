"""Results folders of every kind, as the program writes them: small, made once, to be spoiled."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from checks.fuzz.attempt import Cage, caged
from checks.fuzz.results_watch import alone
from tests.scenario.files import OWN

#: What a scenario keeps beside itself, and what it says of it.
TABLE = b"iso3,issue,value,source,date,evidence\nTON,CABLES,1,invented,2020,proxy\n"
SCENARIO = f"{OWN}positions_file: cells.csv\n".encode()
CAMPAIGN = b"id: history\ntitle: History\nsource: invented\nprocesses: [own.yaml]\n"
PARAMETERS = b"inertia: {uniform: [0.01, 0.02]}\n"
INPUTS: Mapping[str, bytes] = {
    "own.yaml": SCENARIO,
    "cells.csv": TABLE,
    "history.yaml": CAMPAIGN,
    "some.yaml": PARAMETERS,
    "points.csv": b"readings\n1\n2\n",
}
_SMALL = ("--runs", "4", "--quiet")
#: How each is made; a study leaves its tasks behind.
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "run": ("run", "own.yaml", "--parameters", "some.yaml", *_SMALL),
    "replay": ("replay", "own.yaml", "--replicate", "1", "--quiet"),
    "compare": ("compare", "own.yaml", "--with", "readings=2", *_SMALL),
    "compare-results": ("compare", "run", "own.yaml", "--parameters", "some.yaml", *_SMALL),
    "sweep": ("sweep", "own.yaml", "--over", "readings=1,2", "--rooms", "2", *_SMALL),
    "points": ("sweep", "own.yaml", "--points", "points.csv", "--rooms", "2", *_SMALL),
    "what-if": ("what-if", "own.yaml", "--top", "2", *_SMALL),
    "sensitivity": ("sensitivity", "own.yaml", "--factor", "readings=1:3", "--samples", "4", *_SMALL),
    "campaign": ("campaign", "history.yaml", *_SMALL),
}


@cache
def folders(drawn: bool = True) -> dict[str, dict[str, bytes]]:
    """Return the files of each folder, by kind and by name within it.

    Parameters
    ----------
    drawn : whether its figures are drawn

    Raises
    ------
    RuntimeError
        if the program cannot make one
    """
    made: dict[str, dict[str, bytes]] = {}
    with tempfile.TemporaryDirectory(prefix="fuzz-") as home:
        place = Path(home) / "place"
        place.mkdir()
        for name, content in INPUTS.items():
            (place / name).write_bytes(content)
        for kind, words in COMMANDS.items():
            done = caged(lambda words=(*words, "--out", kind): alone(words, drawn), place, Cage(60, 300))
            if done.status != 0:
                raise RuntimeError(f"{kind}: {done.err}")
            made[kind] = files_of(place / kind)
        made["record"] = files_of(Path(__file__).parents[2] / "results" / "reference" / "record")
        shutil.rmtree(place)
    return made


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by name; the manifest without what differs from day to day."""
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    if "manifest.json" in found:
        told = {**json.loads(found["manifest.json"]), "created": "2026-01-01T00:00:00+00:00"}
        found["manifest.json"] = json.dumps(told, indent=2).encode()
    return found
