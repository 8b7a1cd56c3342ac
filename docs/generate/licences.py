"""Under which licence an installed package is, as an SPDX expression, and which licences we accept."""

from __future__ import annotations

import re
from importlib.metadata import Distribution

#: Licences that an Apache-2.0 program may import. BSD: of two or three clauses, a package does not say which.
ALLOWED = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "BSD",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "ISC",
        "LicenseRef-Matplotlib",
        "LicenseRef-Public-Domain",
        "MIT",
        "MIT-CMU",
        "MPL-2.0",
        "PSF-2.0",
        "Zlib",
    }
)
#: Of these, the ones that ask something of those who change the package's own files.
COPYLEFT = frozenset({"MPL-2.0"})
_CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
_WORDS = {"Apache 2.0": "Apache-2.0", "BSD 3-Clause License": "BSD-3-Clause", "MIT License": "MIT"}
#: Read in the packages' own files, where what they say of themselves is missing or says too much.
READ = {
    # LICENSE: MIT; it holds axe.min.js, whose head says MPL-2.0.
    "axe-playwright-python": "MIT AND MPL-2.0",
    # COPYING.rst: the GPL is that of an Emacs file outside the wheel.
    "docutils": "LicenseRef-Public-Domain AND BSD-2-Clause",
    # LICENSE: a licence of its own, modelled on that of Python.
    "matplotlib": "LicenseRef-Matplotlib",
    # Both files are there, and its page gives the choice.
    "uvloop": "Apache-2.0 OR MIT",
}


def licence(package: Distribution) -> str:
    """Return a package's licence: what was read, else its expression, its words, its classifiers.

    Raises
    ------
    LookupError
        if it says nothing that can be understood
    """
    about = package.metadata
    key = re.sub(r"[-_.]+", "-", package.name).lower()
    if key in READ:
        return READ[key]
    if expression := about.get("License-Expression"):
        return str(expression)
    words = (about.get("License") or "").strip().split("\n")[0]
    words = _WORDS.get(words, words)
    if parts_of(words) and parts_of(words) <= ALLOWED:
        return str(words)
    told = [c.split(" :: ")[-1] for c in about.get_all("Classifier") or [] if c.startswith("License :: ")]
    named = [_CLASSIFIERS.get(word, word) for word in told]
    if not named:
        raise LookupError(f"{package.name} does not say its licence; read its files and add it to READ")
    return " AND ".join(named)


def parts_of(expression: str) -> frozenset[str]:
    """Return the licences that an expression names."""
    return frozenset(word for word in re.split(r"\s+(?:AND|OR)\s+|[()]", expression) if word.strip())
