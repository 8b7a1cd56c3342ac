"""A guide, done to the letter in a copy of the checkout."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.docs.pages import FILE, ROOT, Block, blocks
from tests.docs.shown import commands, missing

#: What a contributor works on; results, figures and pictures are not needed.
COPIED = (
    "sim", "scenarios", "tests", "checks", "docs", "pyproject.toml", "README.md", "CHANGELOG.md", "Makefile",
)  # fmt: skip
SECONDS = 900


@dataclass
class Checkout:
    """A copy of the checkout, whose program is the one that is run there.

    Parameters
    ----------
    home : where it lies
    made, changed : files that a guide has made, and changed
    typed : commands that a guide has had typed
    """

    home: Path
    made: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)

    @classmethod
    def copy(cls, folder: Path) -> "Checkout":
        """Copy the checkout into a folder, with the commands that its guides use."""
        home = folder / "checkout"
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, home / name, ignore=shutil.ignore_patterns("__pycache__", "*.png"))
            else:
                shutil.copy(source, home / name)
        tools = folder / "bin"
        tools.mkdir()
        for name, module in {"gge-sim": "sim", "pytest": "pytest -p no:cacheprovider"}.items():
            (tools / name).write_text(f'#!/bin/sh\nexec {sys.executable} -m {module} "$@"\n')
            (tools / name).chmod(0o755)
        # What a guide has installed lies beside the copy, not among the packages of this interpreter.
        install = f"{sys.executable} -m pip install -q --no-deps --no-build-isolation --target"
        (tools / "pip").write_text(f'#!/bin/sh\nshift\nexec {install} {folder / "site"} "$@"\n')
        (tools / "pip").chmod(0o755)
        return cls(home)

    def run(self, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command there."""
        environment = {
            **os.environ,
            "PYTHONPATH": f"{self.home}{os.pathsep}{self.home.parent / 'site'}",
            "PYTHONUTF8": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PATH": f"{self.home.parent / 'bin'}{os.pathsep}{os.environ['PATH']}",
            # A folder for trials may lie within a repository: what is applied is for the copy.
            "GIT_CEILING_DIRECTORIES": str(self.home.parent),
        }
        return subprocess.run(
            words, cwd=self.home, env=environment, input=stdin, capture_output=True, encoding="utf-8",
            timeout=SECONDS,
        )  # fmt: skip

    def python(self, code: str) -> str:
        """Run some Python there, and return what it prints."""
        done = self.run(sys.executable, "-c", code)
        assert done.returncode == 0, f"{code}\n{done.stderr}"
        return done.stdout

    def follow(self, guide: Path) -> None:
        """Do everything that a guide says, in its order."""
        for block in blocks(guide):
            if block.file:
                self._make(block)
            elif block.language == "diff":
                self._apply(block)
            elif block.language == "console":
                self._type(block)
            elif block.language == "python":
                self.python(block.body)
            else:
                assert block.language == "text", f"{block}: nobody can follow {block.language}"

    def _make(self, block: Block) -> None:
        path = self.home / block.file
        assert not path.exists(), f"{block}: there is a {block.file} already"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FILE.sub("", block.body, count=1), encoding="utf-8")
        self.made.append(block.file)

    def _apply(self, block: Block) -> None:
        done = self.run("git", "apply", "-", stdin=block.body)
        assert done.returncode == 0, f"{block}: does not apply\n{done.stderr}"
        self.changed += [line[6:] for line in block.body.splitlines() if line.startswith("+++ b/")]

    def _type(self, block: Block) -> None:
        for command in commands(block):
            done = self.run("sh", "-c", command.line)
            assert done.returncode == 0, f"{block}: {command.line}\n{done.stdout[-3000:]}\n{done.stderr}"
            lost = missing(command.shown, done.stdout) if command.shown else ""
            assert not lost, f"{block}: {command.line}\ndoes not print: {lost}\nbut:\n{done.stdout[:3000]}"
            self.typed.append(command.line)
