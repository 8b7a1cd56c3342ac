"""The command line as tests run it: in this process, or in one of its own."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner, Result

from sim.cli import app

COMMAND = [sys.executable, "-m", "sim"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONUTF8": "1"}


def apart(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, in a process of its own, as a user does."""
    return subprocess.run(
        [*COMMAND, *words], cwd=folder, env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, encoding="utf-8", timeout=900,
    )  # fmt: skip


def gge(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, in this process; what comes of it as `apart` tells it."""
    before = sys.argv
    with contextlib.chdir(folder):
        sys.argv = ["gge-sim", *words]
        try:
            told = CliRunner().invoke(app, [*words], prog_name="gge-sim")
        finally:
            sys.argv = before
    if told.exception and not isinstance(told.exception, SystemExit):
        raise told.exception
    return subprocess.CompletedProcess(["gge-sim", *words], told.exit_code, told.stdout, told.stderr)


def here(*words: str) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(app, [*words])


def found_in(folder: Path) -> dict[str, bytes]:
    """Everything in a folder: the bytes of every file, and every folder by its name."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
    }
