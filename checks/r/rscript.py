"""R, if it is here: what it says to a script."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

#: What the page needs; arrow and nanoparquet may stand in for reticulate.
PACKAGES = ("readr", "jsonlite", "ggplot2")
PARQUET = ("arrow", "nanoparquet", "reticulate")


def said(script: str, folder: Path) -> str:
    """Run a script in a folder, and return what it prints; skip the test where R cannot do that."""
    if lacking := lacks():
        pytest.skip(lacking)
    file = folder / "script.R"
    file.write_text(script, encoding="utf-8")
    told = _run(["Rscript", "--vanilla", str(file)], folder)
    assert told.returncode == 0, told.stderr
    return told.stdout


@cache
def lacks() -> str:
    """Return why the page cannot be done here; nothing if it can."""
    if shutil.which("Rscript") is None:
        return "there is no Rscript here: install R, such as Debian's r-base-core"
    asked = (*PACKAGES, *PARQUET)
    each = ", ".join(f'"{name}"' for name in asked)
    ask = f"cat(Filter(function(name) requireNamespace(name, quietly = TRUE), c({each})))"
    there = set(_run(["Rscript", "--vanilla", "-e", ask], Path.cwd()).stdout.split())
    missing = [name for name in PACKAGES if name not in there]
    missing += [] if there & set(PARQUET) else [f"one of {', '.join(PARQUET)}"]
    return f"R has no package {', '.join(missing)}" if missing else ""


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "RETICULATE_PYTHON": sys.executable, "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=600, check=False
    )
