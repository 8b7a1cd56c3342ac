"""The folder of a result: checked before anything is played, and filled when all is done.

A result replaces its own files and leaves all others. Its own are those in the manifest of an earlier result
of its kind; without a manifest, but with the summary of such a result, all that it may have.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sim.report.file_names import MANIFEST, TASKS, is_of_the_folder
from sim.scenario.fault import BadInput, Fault

#: Names the files that are being written, so that they are known as ours if that is cut short.
JOURNAL = ".gge-sim.json"
#: A folder of files on their way, and after how many seconds it is nobody's any more.
_DRAFT, _ABANDONED = (".gge-sim.", ".partial"), 3600
#: What systems and editors leave in any folder; so is whatever has a hidden name.
_BYSTANDERS = frozenset(
    {"Thumbs.db", "ehthumbs.db", "desktop.ini", "Desktop.ini", "lost+found", "Icon\r", "__MACOSX"}
    | {"$RECYCLE.BIN", "System Volume Information"}
)
#: Keys of which every summary, manifest and journal that we write has one.
_OURS = frozenset({"schema", "effort", "sha256"})
#: No manifest is larger, in bytes.
_LARGEST = 2**26
_ANOTHER = "name another folder with --out"


@dataclass(frozen=True)
class Target:
    """Where a result goes; made by `open`.

    Parameters
    ----------
    folder : may be a link to a folder
    kind : of the result; its summary is KIND.json, and its manifest has this kind
    names : every name that a file of the result may have
    replaces : whether an earlier result of this kind was there when it was opened
    """

    folder: Path
    kind: str
    names: frozenset[str]
    replaces: bool = False

    @classmethod
    def open(cls, folder: Path, kind: str, names: Iterable[str], unfinished: bool = False) -> Target:
        """Look at a folder before anything is played, and leave it as it is.

        Parameters
        ----------
        unfinished : whether it may hold the tasks of an unfinished study

        Raises BadInput if it cannot be written, holds something else than a result of this kind, or a file
        that is not of such a result and has the name of one.
        """
        target = cls(folder, kind, frozenset(names))
        with _faults_of(folder):
            if folder.exists() and not folder.is_dir():
                raise _bad(folder, "is not a folder")
            if folder.is_symlink() and not folder.exists():
                raise _bad(folder, "is a link that leads nowhere")
            if (folder / TASKS).is_symlink():
                raise _bad(folder / TASKS, "leads out of the results folder")
            if target._own() is None and folder.is_dir():
                entries = {entry.name for entry in folder.iterdir()} - _BYSTANDERS
                if any(name[0] != "." and not (unfinished and name == TASKS) for name in entries):
                    raise _bad(folder, f"holds other files than a result of this command; {_ANOTHER}")
            own = target._refuse_others()
            # Try out a name: the folder may not be writable, or the name too long.
            longest = max((Path(name).name for name in target.names), key=lambda name: len(os.fsencode(name)))
            with _made(folder, kept=False), target._draft() as draft:
                (draft / longest).write_bytes(b"\n")
        return replace(target, replaces=own is not None)

    def write(self, files: Mapping[str, bytes], manifest: bytes | None = None) -> None:
        """Write a result beside whatever is not its own: each file whole or not at all, the manifest last.

        What an earlier result had and this one has not is removed.

        Raises BadInput if it cannot be written, or something else has come to be in the way; the result that
        was there is whole then.
        """
        assert self.names.issuperset(files), sorted(set(files) - self.names)
        own = self._refuse_others() or frozenset()
        summary = f"{self.kind}.json"
        with _faults_of(self.folder), _made(self.folder), self._draft() as draft:
            for name, content in {**files, **({} if manifest is None else {MANIFEST: manifest})}.items():
                (draft / name).parent.mkdir(parents=True, exist_ok=True)
                (draft / name).write_bytes(content)
            journal = {"kind": self.kind, "sha256": dict.fromkeys(sorted(own | set(files)), "")}
            (draft / JOURNAL).write_text(json.dumps(journal, ensure_ascii=True), encoding="ascii")
            os.replace(draft / JOURNAL, self.folder / JOURNAL)
            # It vouches for files that are about to go: without a manifest a result is unfinished.
            if manifest is not None:
                (self.folder / MANIFEST).unlink(missing_ok=True)
            for name in sorted(files, key=lambda name: name != summary):
                (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                os.replace(draft / name, self.folder / name)
            for name in own - set(files) - {MANIFEST}:
                self._remove(name)
            if manifest is not None:
                os.replace(draft / MANIFEST, self.folder / MANIFEST)
            (self.folder / JOURNAL).unlink(missing_ok=True)

    def _refuse_others(self) -> frozenset[str] | None:
        """Return the names of the files that are ours, or None; refuse what is in their way and is not."""
        # In this order: what another process writes meanwhile is in its journal before it is there.
        there = sorted(name for name in self.names if os.path.lexists(self.folder / name))
        own = self._own()
        for name in there:
            place = self.folder / name
            if place.is_dir() and not place.is_symlink():
                raise _bad(place, f"is a folder, and a file of the result has that name; {_ANOTHER}")
            if name not in (own or ()):
                problem = "is not of an earlier result, and a file of this one has that name"
                raise _bad(place, f"{problem}; move it away, or {_ANOTHER}")
        for place in {self.folder / Path(name).parts[0] for name in self.names if "/" in name}:
            if place.is_symlink():
                raise _bad(place, "leads out of the results folder")
            if place.exists() and not place.is_dir():
                raise _bad(place, "is not a folder, and files of the result go there")
        return own

    def _own(self) -> frozenset[str] | None:
        """Return the names of the files of an earlier result; None if there is none."""
        journal, manifest = (_read(self.folder / name) for name in (JOURNAL, MANIFEST))
        named = [names for one in (journal, manifest) if (names := _named(one, self.kind)) is not None]
        if named:
            return frozenset().union(*named) | {MANIFEST}
        if manifest.get("kind", self.kind) == self.kind and _read(self.folder / f"{self.kind}.json"):
            return self.names
        return None

    def _remove(self, name: str) -> None:
        """Remove a file of an earlier result, and its folder if nothing else is there."""
        place = self.folder / name
        if place.parent.resolve().is_relative_to(self.folder.resolve()) and not place.is_dir():
            place.unlink(missing_ok=True)
            if place.parent != self.folder:
                with suppress(OSError):
                    place.parent.rmdir()

    @contextmanager
    def _draft(self) -> Iterator[Path]:
        """Provide a folder within the target for what is on its way there, and clear away abandoned ones."""
        for old in self.folder.glob(f"{_DRAFT[0]}*{_DRAFT[1]}"):
            if not old.is_symlink() and time.time() - old.stat().st_mtime > _ABANDONED:
                shutil.rmtree(old, ignore_errors=True)
        draft = Path(tempfile.mkdtemp(prefix=_DRAFT[0], suffix=_DRAFT[1], dir=self.folder))
        try:
            yield draft
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def write_new(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files that people go on to change, beside whatever is there.

    Raises
    ------
    BadInput
        if a file of that name is there already, which is never overwritten, or the folder cannot be written
    """
    with _faults_of(folder):
        if there := sorted(name for name in files if os.path.lexists(folder / name)):
            raise BadInput([Fault(str(folder / name), f"is there already; {_ANOTHER}") for name in there])
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            with open(folder / name, "xb") as file:
                file.write(content)


@contextmanager
def _made(folder: Path, kept: bool = True) -> Iterator[None]:
    """Make a folder with those that it lies in; take away again what was made, if it fails or is not kept."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    done = False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
        done = kept
    finally:
        for place in () if done else missing:
            with suppress(OSError):
                place.rmdir()


@contextmanager
def _faults_of(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _bad(folder, f"cannot be written: {error.strerror}") from None


def _read(path: Path) -> dict[str, Any]:
    """Return what a plain file of ours says; nothing if it is something else."""
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _LARGEST:
            return {}
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) and _OURS & set(found) else {}


def _named(found: Mapping[str, Any], kind: str) -> frozenset[str] | None:
    """Return the files that a manifest or a journal of some kind names."""
    files = found.get("sha256")
    if found.get("kind") != kind or not isinstance(files, dict):
        return None
    return frozenset(name for name in files if is_of_the_folder(name) and Path(name).parts[0] != TASKS)


def _bad(place: Path, problem: str) -> BadInput:
    return BadInput([Fault(str(place), problem)])
