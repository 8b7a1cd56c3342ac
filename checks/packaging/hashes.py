"""Write hashes/: the versions of constraints.txt with the hashes of their files, for pip's --require-hashes.

    python -m checks.packaging.hashes

core.txt holds what the program needs; extras.txt adds what its extras for users need, dev.txt what the extra
`dev` needs. They serve every system and every Python of the classifiers: a hash of every file of a release is
there, and what one system alone needs has a marker. Needs a registry.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping

from checks.packaging.tool import tool
from checks.packaging.versions import ROOT

HOME = ROOT / "hashes"
#: Each file, and the one that it adds to.
FILES = {"core": "", "extras": "core", "dev": "extras"}
#: Extras of those who work on the program; all others are for users.
OF_DEVELOPERS = ("bench", "dev", "docs", "test")
#: The oldest Python for which all that constraints.txt holds can be installed.
PYTHON = "3.11.5"
#: A package as it is written: name, version and marker, and behind them its hashes.
ENTRY = re.compile(r"^(\S+)==(\S+)( ; .+?)?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n", re.MULTILINE)


def main() -> int:
    """Write the files."""
    HOME.mkdir(exist_ok=True)
    above: Mapping[str, str] = {}
    with tool("uv") as uv:
        for file, extras in asked().items():
            entries = resolved(str(uv), extras)
            include = f"-r {FILES[file]}.txt\n" if FILES[file] else ""
            # Colorama is there for Windows alone, until a package of developers asks for it everywhere.
            added = "".join(text for package, text in entries.items() if package not in above)
            head = f"# Written by `make hashes` from constraints.txt.\n{include}"
            (HOME / f"{file}.txt").write_text(head + added, encoding="utf-8")
            above = entries
    return 0


def asked() -> dict[str, list[str]]:
    """Return the extras that each file is for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    of_users = [extra for extra in project["optional-dependencies"] if extra not in OF_DEVELOPERS]
    return {"core": [], "extras": of_users, "dev": ["dev"]}


def resolved(uv: str, extras: list[str]) -> dict[str, str]:
    """Return what the program needs with some extras, with hashes, by name, version and marker."""
    command = [uv, "pip", "compile", "pyproject.toml", "--constraint", "constraints.txt", "--universal"]
    command += [
        "--python-version",
        PYTHON,
        "--generate-hashes",
        "--no-config",
        "--no-header",
        "--no-annotate",
    ]
    command += ["--quiet", *(word for extra in extras for word in ("--extra", extra))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"uv: {done.stderr}")
    found = {match[0].partition(" \\\n")[0]: match[0] for match in ENTRY.finditer(done.stdout)}
    assert "".join(found.values()) == done.stdout, "a line of uv was not understood"
    return found


if __name__ == "__main__":
    sys.exit(main())
