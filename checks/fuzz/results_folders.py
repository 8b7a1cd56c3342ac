"""Strategies for results folders that somebody sends: real ones, small, with something wrong in them."""

import io
import json
import os
import pickle
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import strategies as st

from checks.fuzz.attempt import lay
from checks.fuzz.cage import Cage, caged
from checks.fuzz.values import anything, broken
from checks.fuzz.watch import alone
from tests.scenario.files import OWN

INPUTS: Mapping[str, bytes] = {
    "own.yaml": f"{OWN}positions_file: cells.csv\n".encode(),
    "cells.csv": b"iso3,issue,value,source,date,evidence\nTON,CABLES,1,invented,2020,proxy\n",
    "follow.yaml": b"scenario: own.yaml\nentries: []\n",
    "history.yaml": b"id: history\ntitle: History\nsource: invented\nprocesses: [own.yaml]\n",
    "some.yaml": b"inertia: {uniform: [0.01, 0.02]}\n",
    "points.csv": b"readings\n1\n2\n",
}
_SMALL = ("--runs", "4", "--quiet")
#: How each kind of folder is made; a study leaves its tasks behind.
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
#: What an attacker would ask for.
TOKENS = (
    "--out", "--out=../victim", "../victim", "-o../victim", "--", "--help", "--version", "-q", "--json",
    "--quiet", "--cluster", "tcp://127.0.0.1:9", "--cluster=tcp://127.0.0.1:9", "--workers=64",
    "--runs=1000000000", "--force", "--seed=-1", "9" * 20, "--parameters", "../secret/secret.csv",
    "--parameters=/etc/passwd", "--points=/dev/zero", "../secret/secret.yaml", "{folder}",
    "{folder}/../secret/secret.yaml", "{folder}//dev/zero", "{folder}/manifest.json", "{other}", "own.yaml",
    "oewg-2019-2021", "--with", "readings=3", "--over", "inertia=0.000001:1:0.000001", "--method", "sobol",
    "", "\x1b[2J\x1b]0;x\x07", "a\nb", "\u202egnp", "\x00", "\ud800", "x" * 5000, "classroom", "kit", "rerun",
    "run", "record", "@file", "$(id)", "`id`", "; id", "--install-completion", "--lan", "--port=1",
    "--unknown",
)  # fmt: skip
#: Names of files that a manifest might speak of, and to which a link might lead.
NAMES = (
    "../secret/secret.csv", "../secret/secret.yaml", "/etc/passwd", "/dev/zero", "/dev/tty", "..", ".", "/",
    "nothing", "manifest.json", "../run/manifest.json", "page.html/", "sub/../page.html", "con",
)  # fmt: skip
_ODD = (
    "\x1b]0;x\x07\x1b[2J", "a\nb", "\u202egnp.egap", "\x00", "\ud800", "x" * 100_000,
    "../" * 40 + "etc/shadow", "",
)  # fmt: skip
#: What a scenario in a folder might lead to.
_LEADS = (
    (b"positions_file: cells.csv", b"positions_file: ../secret/secret.csv"), (b"cells.csv", b"/dev/zero"),
    (b"cells.csv", b"manifest.json"), (b"[own.yaml]", b"[../secret/secret.yaml]"),
    (b"[own.yaml]", b"[campaign.yaml]"), (b"[own.yaml]", b"[gge-2016-2017]"), (b"Cable Panel", b'"\\e[2J"'),
    (b"Cable Panel", b'"\\u202e"'), (b"own", b"../../x"), (b"0.02", b"1e999"), (b"inertia", b"\x1b[2J"),
)  # fmt: skip
Lay = Callable[[Path], object]


@cache
def folders() -> dict[str, dict[str, bytes]]:
    """Return the files of each kind of folder by name, with empty figures; and those of the record."""
    made: dict[str, dict[str, bytes]] = {}
    with tempfile.TemporaryDirectory(prefix="fuzz-") as home:
        place = Path(home) / "place"
        lay(place, INPUTS)
        for kind, words in COMMANDS.items():
            done = caged(lambda words=(*words, "--out", kind): alone(words), place, Cage(60, 300))
            if done.status != 0:
                raise RuntimeError(f"{kind}: {done.err}")
            made[kind] = files_of(place / kind)
    made["record"] = files_of(Path(__file__).parents[2] / "results" / "reference" / "record")
    return made


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by name."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


class Trap:
    """Something that runs a command if it is ever unpickled."""

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("touch ../victim",)


def of_arrays(**arrays: Any) -> bytes:
    """Return arrays as the file of a task."""
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    return buffer.getvalue()


@cache
def bomb(elements: int) -> bytes:
    """Return a small file of a task of hundreds of megabytes that says it holds so many elements."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as parts, parts.open("adopted.npy", "w") as part:
        header = {"descr": "|u1", "fortran_order": False, "shape": (elements,)}
        np.lib.format.write_array_header_1_0(part, header)
        for _ in range(600):
            part.write(bytes(10**6))
    return buffer.getvalue()


@st.composite
def manifests(draw: st.DrawFn, raw: bytes) -> bytes:
    """Return a manifest with something wrong: a field at any depth, what it asks for, its files."""
    manifest = json.loads(raw)
    for _ in range(draw(st.integers(1, 3))):
        arguments, digests = manifest.get("arguments"), manifest.get("sha256")
        way = draw(st.integers(0, 7))
        if way < 4 and isinstance(arguments, list) and arguments:
            at = draw(st.integers(0, len(arguments) - 1))
            token = draw(st.sampled_from(TOKENS))
            arguments[at : at + draw(st.integers(0, 1))] = draw(st.sampled_from([[token], [token] * 2, []]))
        elif way == 4 and isinstance(digests, dict) and digests:
            name = draw(st.sampled_from(sorted(digests)))
            digests[draw(st.sampled_from([name, *NAMES, *_ODD]))] = draw(
                st.sampled_from(["0" * 64, "", "\x1b[2J"])
            )
            if draw(st.booleans()):
                del digests[name]
        elif way == 5:
            other = json.loads(folders()[draw(st.sampled_from(sorted(COMMANDS)))]["manifest.json"])
            manifest.update(
                {draw(st.sampled_from(sorted(other))): draw(st.sampled_from(list(other.values())))}
            )
        elif manifest:
            holder, key = manifest, draw(st.sampled_from(sorted(manifest)))
            while isinstance(holder[key], dict | list) and holder[key] and draw(st.booleans()):
                holder = holder[key]
                key = draw(
                    st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder)))
                )
            if draw(st.booleans()):
                holder[key] = draw(anything | st.sampled_from(TOKENS))
            else:
                del holder[key]
    return json.dumps(manifest, indent=2).encode("utf-8", "surrogatepass")


@st.composite
def laid(draw: st.DrawFn, files: dict[str, bytes]) -> tuple[dict[str, bytes], Lay | None]:
    """Return a folder in which a file, or what stands in its place, is something else."""
    inputs = [name for name in files if name.endswith(".yaml") or name in ("manifest.json", "cells.csv")]
    name = draw(st.sampled_from(inputs * 3 + sorted(files)))
    without = {other: content for other, content in files.items() if other != name}
    way = draw(st.integers(0, 7))
    if way < 2:
        return {**files, name: draw(broken(files[name]) | st.just(b""))}, None
    if way == 2:
        return without, None
    if way == 3:
        old, new = draw(st.sampled_from(_LEADS))
        return {name: content.replace(old, new) for name, content in files.items()}, None
    target = draw(st.sampled_from([*NAMES, Path(name).name]))
    puts: list[Lay] = [
        lambda folder: made(folder / name).symlink_to(target),
        lambda folder: os.mkfifo(made(folder / name)),
        lambda folder: made(folder / name).mkdir(),
        lambda folder: endless(made(folder / name)),
    ]
    return without, puts[way - 4]


def made(path: Path) -> Path:
    """Return a path whose folder is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def endless(path: Path) -> None:
    """Make a file that takes no room on the disk and has no end in memory."""
    with path.open("wb") as file:
        file.write(b"id: x\n")
        file.truncate(2 * 10**9)


@st.composite
def tampered(draw: st.DrawFn, files: dict[str, bytes]) -> tuple[dict[str, bytes], Lay | None]:
    """Return an unfinished study whose tasks are not what they were, or which leads elsewhere."""
    tasks = sorted(name for name in files if name.startswith("tasks/"))
    name = draw(st.sampled_from(tasks))
    if draw(st.booleans()):
        files = {other: content for other, content in files.items() if other != "manifest.json"}
    with np.load(io.BytesIO(files[name])) as kept:
        arrays = {key: kept[key] for key in kept.files}
    key = draw(st.sampled_from(sorted(arrays)))
    odd = draw(
        st.sampled_from(
            [arrays[key].reshape(-1)[:1], np.full(arrays[key].shape, np.nan), arrays[key].astype("U8")]
        )
    )
    contents = [
        draw(broken(files[name])), files[draw(st.sampled_from(tasks))], pickle.dumps(Trap()),
        bomb(6 * 10**8), bomb(10**15),
        of_arrays(adopted=np.array([Trap()], dtype=object)), of_arrays(**{**arrays, key: odd}),
        of_arrays(**{other: value for other, value in arrays.items() if other != key}),
    ]  # fmt: skip
    if draw(st.integers(0, 3)):
        return {**files, name: draw(st.sampled_from(contents))}, None
    without = {other: content for other, content in files.items() if other not in tasks}
    target = draw(st.sampled_from(["../secret", *NAMES]))
    elsewhere: list[Lay] = [
        lambda folder: (folder / "tasks").symlink_to(target),
        lambda folder: os.mkfifo(made(folder / name)),
        lambda folder: made(folder / name).symlink_to(target),
    ]
    return without, draw(st.sampled_from(elsewhere))
