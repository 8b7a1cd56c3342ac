"""A tool of packaging, in an environment of its own: newest within its bounds, and no dependency of ours."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

#: The tools, and the versions whose options are known here.
TOOLS = {"pip-audit": ">=2.9,<3", "uv": ">=0.9,<1"}


@contextmanager
def tool(name: str) -> Iterator[Path]:
    """Provide a tool of `TOOLS` as a program; it is gone afterwards."""
    with TemporaryDirectory(prefix="gge-sim-") as folder:
        venv.create(folder, with_pip=True)
        home = Path(folder) / ("Scripts" if os.name == "nt" else "bin")
        install = [str(home / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        # The pins of results are not for tools.
        alone = {key: value for key, value in os.environ.items() if key != "PIP_CONSTRAINT"}
        done = subprocess.run(
            [*install, name + TOOLS[name]], env=alone, capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(f"{name} cannot be installed:\n{done.stderr}")
        yield home / name
