"""Under which licence installed packages are, as pip-licenses reads it, and which licences we accept."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping

#: Licences that an Apache-2.0 program may import. BSD: of two or three clauses, a package does not say which.
# fmt: off
ALLOWED = frozenset({
    "0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "LicenseRef-Matplotlib",
    "LicenseRef-Public-Domain", "MIT", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Zlib",
})
# fmt: on
#: Of these, the ones that ask something of those who change the package's own files.
COPYLEFT = frozenset({"MPL-2.0"})
#: Identifiers of SPDX for what packages say in other words.
SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 3-Clause License": "BSD-3-Clause",
    "BSD License": "BSD",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
#: Read in the packages' own files, where what they say of themselves is missing or says too much.
READ = {
    # LICENSE: MIT; it holds axe.min.js, whose head says MPL-2.0.
    "axe-playwright-python": "MIT AND MPL-2.0",
    # LICENSE: BSD-2-Clause; LICENSE.thirdparty: LLVM, which it holds, under Apache-2.0 with its exception.
    "llvmlite": "BSD-2-Clause AND Apache-2.0",
    # LICENSE: a licence of its own, modelled on that of Python.
    "matplotlib": "LicenseRef-Matplotlib",
}


def licences() -> dict[str, str]:
    """Return the licence of every installed package, by the name that registries compare."""
    command = [sys.executable, "-m", "piplicenses", "--from=all", "--format=json", "--with-system"]
    rows = json.loads(subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout)
    found = {re.sub(r"[-_.]+", "-", row["Name"]).lower(): licence(row) for row in rows}
    return {**found, **READ}


def licence(row: Mapping[str, str]) -> str:
    """Return a package's licence: the first of its expression, its words, its classifiers that we know.

    What we do not know is returned as the package says it, and is not among those allowed.
    """
    classifiers = row["License-Classifier"].split("; ")
    words = row["License-Metadata"].split("\n")[0]
    for names in ([row["License-Expression"]], [words], classifiers):
        expression = " AND ".join(SPDX.get(name, name) for name in names)
        if parts_of(expression) <= ALLOWED:
            return expression
    return " AND ".join(classifiers)


def parts_of(expression: str) -> frozenset[str]:
    """Return the licences that an expression names."""
    return frozenset(word for word in re.split(r"\s+(?:AND|OR)\s+|[()]", expression) if word.strip())
