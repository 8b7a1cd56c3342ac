"""Manifests with something wrong: of another structure, asking for what they must not, or of other bytes."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

from checks.fuzz.classroom_values import anything, awkward_text, garbled
from checks.fuzz.results_folders import folders

#: What an attacker would ask for.
TOKENS = (
    "--out", "--out=../victim", "../victim", "-o../victim", "/tmp", "--", "--help", "-h", "--version", "-q",
    "-qh", "--json", "--quiet", "--cluster", "tcp://127.0.0.1:9", "--cluster=tcp://127.0.0.1:9", "-w",
    "--workers", "--workers=64", "0", "1000000000", "--runs", "--runs=1000000000", "-n1000000", "--samples",
    "--force", "--rooms", "10000", "--seed", "--seed=-1", "99999999999999999999", "--parameters",
    "../secret/secret.csv", "--parameters=/etc/passwd", "/etc/passwd", "/dev/zero", "--points=/dev/zero",
    "../secret/secret.yaml", "{folder}", "{folder}/", "{folder}/..", "{folder}/../secret/secret.yaml",
    "{folder}/../own.yaml", "{folder}/./scenario.yaml", "{folder}//dev/zero", "{folder}{folder}",
    "{folder}/manifest.json", "{other}", "own.yaml", "run", "oewg-2019-2021", "2004-2026", "--with",
    "readings=3", "decision=two-thirds", "--over", "readings=1:40:1", "inertia=0.000001:1:0.000001",
    "--sizes", "5:193:1", "--factor", "--of", "--method", "sobol", "--behaviour", "prior", "--replicate",
    "-5", "", " ", "\x1b[2J\x1b]0;x\x07", "a\nb", "\u202egnp", "\x00", "\ud800", "x" * 5000, "é",
    "classroom", "kit", "rerun", "run", "calibrate", "record", "check", "scenarios", "schema", "show",
    "coding", "--figure", "@file", "$(id)", "`id`", "; id", "--install-completion", "--show-completion",
    "--new", "--lan", "--port=1", "--store=../victim", "--unknown", "---", "-",
)  # fmt: skip
#: Names of files that a manifest might tell of.
NAMES = (
    "../secret/secret.csv", "/etc/passwd", "/dev/zero", "/dev/stdin", "..", ".", "", "tasks",
    "manifest.json", "\x1b]0;x\x07\x1b[2J", "a\nb", "\u202egnp.egap", "\x00", "\ud800", "x" * 300,
    "x" * 100_000, "nothing.csv", "../" * 40 + "etc/shadow", "page.html/", "./page.html",
    "sub/../page.html", "C:\\x", "con", "\u2028",
)  # fmt: skip


def spoiled(files: dict[str, bytes], luck: random.Random) -> tuple[str, dict[str, bytes], None]:
    """Return a folder whose manifest has something wrong."""
    raw = files.get("manifest.json", b"{}")
    told = json.loads(raw)
    changes: list[Callable[[dict[str, Any], random.Random], str]] = [_field, _field, _other]
    changes += [_arguments] * 9 + [_digests] * 2 if "arguments" in told else [_field, _field, _digests]
    if luck.random() < 0.12:
        return "bytes of the manifest", {**files, "manifest.json": garbled(raw.decode(), luck)}, None
    what = [luck.choice(changes)(told, luck) for _ in range(luck.choice((1, 2, 3, 3, 4)))]
    return ", ".join(what), {**files, "manifest.json": written(told)}, None


def written(told: Any) -> bytes:
    """Return a manifest as bytes; numbers without end, half surrogates and all."""
    try:
        return json.dumps(told, indent=2).encode("utf-8", "surrogatepass")
    except (ValueError, RecursionError, TypeError):
        return b'{"kind": "forecast", "runs": ' + b"9" * 6000 + b"}"


def _field(told: dict[str, Any], luck: random.Random) -> str:
    """Drop, retype or stretch a field at any depth."""
    here: Any = told
    path = []
    while isinstance(here, dict | list) and here:
        key = luck.choice(sorted(here)) if isinstance(here, dict) else luck.randrange(len(here))
        path.append(key)
        if not isinstance(here[key], dict | list) or not here[key] or luck.random() < 0.4:
            break
        here = here[key]
    if not path:
        return "an empty manifest"
    name = ".".join(map(str, path))
    match luck.randrange(4):
        case 0:
            del here[path[-1]]
            return f"without {name[:80]}"
        case 1 if isinstance(here, dict):
            here[awkward_text(luck)] = here.pop(path[-1])
            return f"another name for {name[:80]}"
        case 2:
            here[path[-1]] = luck.choice(TOKENS)
        case _:
            here[path[-1]] = anything(luck, plain=True)
    return f"another {name[:80]}"


def _other(told: dict[str, Any], luck: random.Random) -> str:
    """Take a part from the manifest of another kind, or another name of a command."""
    others = [json.loads(f["manifest.json"]) for f in folders(False).values() if "manifest.json" in f]
    other = luck.choice(others)
    name = luck.choice(sorted(other))
    told[name] = other[name]
    if luck.random() < 0.3:
        kind = luck.choice(
            ("classroom", "kit", "rerun", "run", "forecast", "calibrate", "record", "--help", "")
        )
        rest = told.get("arguments")
        told["kind"], told["arguments"] = kind, [kind, *(rest[1:] if isinstance(rest, list) else ["x"])]
    return f"{name} of another"


def _arguments(told: dict[str, Any], luck: random.Random) -> str:
    """Ask for something else."""
    arguments = told.get("arguments")
    if not isinstance(arguments, list):
        return "no arguments"
    for _ in range(luck.choice((1, 1, 2, 3))):
        place = luck.randrange(1, len(arguments) + 1) if arguments else 0
        match luck.randrange(6):
            case 0 if len(arguments) > 1:
                del arguments[place - 1]
            case 1 if len(arguments) > 1:
                arguments[place - 1] = luck.choice(TOKENS)
            case 2:
                arguments.append(luck.choice(TOKENS))
            case 3:
                arguments[place:place] = [luck.choice(TOKENS), luck.choice(TOKENS)]
            case 4 if len(arguments) > 1:
                arguments[1:] = luck.sample(arguments[1:], len(arguments) - 1)
            case _:
                arguments.insert(place, luck.choice(TOKENS))
    told_of = (word if isinstance(word, str) else type(word).__name__ for word in arguments)
    return f"asks for {' '.join(told_of)[:200]!r}"


def _digests(told: dict[str, Any], luck: random.Random) -> str:
    """Tell of other files, or otherwise of them."""
    digests = told.get("sha256")
    if not isinstance(digests, dict) or not digests:
        return "no digests"
    name = luck.choice(sorted(digests))
    match luck.randrange(4):
        case 0:
            del digests[name]
            return f"no digest of {name}"
        case 1:
            digests[name] = luck.choice(("0" * 64, "", "x", "A" * 64, "\x1b[2J"))
            return f"another digest of {name}"
        case 2:
            told["sha256"] = {}
            return "tells of no files"
        case _:
            digests[luck.choice(NAMES)] = digests[name]
            return "tells of a file that is none of its own"
