"""Citation: a folder described so that it can be deposited and cited, as CITATION.cff and as an RO-Crate.

The RO-Crate specification 1.2 (w3id.org/ro/crate/1.2) asks for one file, ro-crate-metadata.json, that names
the folder, its files, who made them with what, and under which licence they are.
"""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from sim.report.file_names import MANIFEST
from sim.report.manifest import FOLDER
from sim.report.provenance import typed
from sim.report.rerun import read_manifest
from sim.report.result import json_file
from sim.scenario.fault import BadInput, Fault
from sim.study.registry.registry import FILE, registry

CITATION, CRATE = "CITATION.cff", "ro-crate-metadata.json"
_SPEC = "https://w3id.org/ro/crate/1.2"
_PROGRAM = {"title": "gge-sim", "type": "software", "authors": [{"name": "The gge-sim authors"}]}


@dataclass(frozen=True)
class Deposit:
    """A folder as it can be cited.

    Parameters
    ----------
    title, description : what it is, in a line and in a sentence
    date : when it was made, as YYYY-MM-DD
    digest : of its contents: two folders with the same one are the same
    made : command that made it; empty if several did
    version : of the program that made it
    files : digest (SHA-256) and number of bytes by name within the folder
    inputs : names of the files that the command read
    """

    title: str
    description: str
    date: str
    digest: str
    made: str
    version: str
    files: Mapping[str, tuple[str, int]]
    inputs: Sequence[str] = ()


def deposit(folder: Path) -> Deposit:
    """Return what there is to cite in a folder: a result with its manifest, or a registry.

    Raises BadInput if it is neither, a file has changed since, or an entry of the registry was changed.
    """
    if (folder / FILE).exists():
        return _registry(folder)
    if not (folder / MANIFEST).exists():
        problem = "holds neither a result with a manifest nor a registry"
        raise BadInput([Fault(str(folder), problem, allowed=f"a folder with {MANIFEST} or {FILE}")])
    found = read_manifest(folder)
    files = {name: _measured(folder, name) for name in sorted(found.sha256)}
    if changed := [name for name, digest in found.sha256.items() if files[name][0] != digest]:
        problem = "is not as it was when the result was made"
        raise BadInput([Fault(str(folder / name), problem) for name in changed])
    files[MANIFEST] = _measured(folder, MANIFEST)
    words = [word.removeprefix(f"{FOLDER}/") for word in found.arguments]
    pairs = zip(words, found.arguments, strict=True)
    read = tuple(word.partition("#")[0] for word, given in pairs if word != given)
    inputs = [name for name in files if name.startswith(read) and read]
    whole = hashlib.sha256("".join(f"{n} {d}\n" for n, d in sorted(found.sha256.items())).encode())
    return Deposit(
        f"Result of gge-sim {found.arguments[0]} ({folder.resolve().name})",
        f"Simulated negotiations, made by the command {typed(*words)}; gge-sim rerun makes them again.",
        found.created[:10],
        whole.hexdigest(),
        typed(*words),
        found.version,
        files,
        inputs,
    )


def _registry(folder: Path) -> Deposit:
    found = registry(folder)
    if not found.entries:
        raise BadInput([Fault(str(found.path), "has no entry to cite", allowed="gge-sim registry add")])
    first, last = found.entries[0], found.entries[-1]
    return Deposit(
        f"Registry of {len(found.entries)} dated forecasts, {first.date} to {last.date}",
        f"Each entry holds the digest of the one before; the last digest is {found.last}.",
        last.date,
        found.last,
        "",
        last.version,
        {FILE: _measured(folder, FILE)},
    )


def _measured(folder: Path, name: str) -> tuple[str, int]:
    try:
        content = (folder / name).read_bytes()
    except OSError as error:
        raise BadInput([Fault(str(folder / name), f"cannot be read: {error.strerror}")]) from None
    return hashlib.sha256(content).hexdigest(), len(content)


def in_words(found: Deposit) -> str:
    """Say how to cite a folder, in a sentence."""
    return f"{found.title}. gge-sim {found.version}, {found.date}, digest {found.digest}."


def citation_files(found: Deposit, authors: Sequence[str], licence: str, doi: str) -> dict[str, bytes]:
    """Return the two files that describe a folder.

    Parameters
    ----------
    authors : names, at least one
    licence : identifier of the SPDX list
    doi : of the deposit; empty if it has none yet
    """
    return {CITATION: _cff(found, authors, licence, doi), CRATE: _crate(found, authors, licence, doi)}


def _cff(found: Deposit, authors: Sequence[str], licence: str, doi: str) -> bytes:
    content = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below.",
        "type": "dataset",
        "title": found.title,
        "abstract": found.description,
        "authors": [{"name": name} for name in authors],
        "version": found.digest[:12],
        "date-released": found.date,
        "license": licence,
        **({"doi": doi} if doi else {}),
        "references": [{**_PROGRAM, "version": found.version}],
    }
    written = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=110)
    missing = "" if doi else "# doi: not yet; deposit the folder, then give its DOI with --doi\n"
    return (written + missing).encode()


def _crate(found: Deposit, authors: Sequence[str], licence: str, doi: str) -> bytes:
    def all_of(names: Sequence[str]) -> list[dict[str, str]]:
        return [{"@id": name} for name in names]

    people = [f"#author-{number}" for number, _ in enumerate(authors, 1)]
    program, licensed = f"#gge-sim-{found.version}", f"https://spdx.org/licenses/{licence}"
    action = {"mentions": {"@id": "#made"}} if found.made else {}
    identifier = {"identifier": f"https://doi.org/{doi}"} if doi else {}
    graph: list[dict[str, Any]] = [
        {"@id": CRATE, "@type": "CreativeWork", "about": {"@id": "./"}, "conformsTo": {"@id": _SPEC}},
        {
            "@id": "./", "@type": "Dataset", "name": found.title, "description": found.description,
            "datePublished": found.date, "license": {"@id": licensed}, "author": all_of(people),
            "version": found.digest, "hasPart": all_of([*found.files, CITATION]), **action, **identifier,
        },
        {"@id": licensed, "@type": "CreativeWork", "name": licence},
        *({"@id": at, "@type": "Person", "name": name} for at, name in zip(people, authors, strict=True)),
        {"@id": program, "@type": "SoftwareApplication", "name": "gge-sim", "version": found.version},
        *(_file(name, digest, size) for name, (digest, size) in found.files.items()),
        {"@id": CITATION, "@type": "File", "name": CITATION, "encodingFormat": "application/yaml"},
    ]  # fmt: skip
    if found.made:
        results = [name for name in found.files if name not in found.inputs]
        graph.append(
            {
                "@id": "#made", "@type": "CreateAction", "name": found.made, "endTime": found.date,
                "instrument": {"@id": program}, "agent": all_of(people), "object": all_of(found.inputs),
                "result": all_of(results),
            }
        )  # fmt: skip
    return json_file({"@context": f"{_SPEC}/context", "@graph": graph})


def _file(name: str, digest: str, size: int) -> dict[str, Any]:
    known = {"yaml": "application/yaml", "jsonl": "application/jsonl", "md": "text/markdown"}
    kind = known.get(name.rpartition(".")[2]) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return {
        "@id": name, "@type": "File", "name": name, "encodingFormat": kind, "contentSize": str(size),
        "sha256": digest,
    }  # fmt: skip
