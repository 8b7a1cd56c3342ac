"""Write docs/reference/dependencies.md: what the program needs, why, under which licences, how large it is.

    python docs/generate/dependencies.py             # writes it; sizes stay as they were measured last
    python docs/generate/dependencies.py --measure   # measures the size of the core anew, in a fresh place
    python docs/generate/dependencies.py --check     # status 1 if stale, or a licence is not allowed

Versions are those of constraints.txt, which must be installed with the extra `dev`.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from pathlib import Path

from licences import ALLOWED, COPYLEFT, parts_of
from measuring import measured
from needs import Need, needs, not_as_pinned

ROOT = Path(__file__).resolve().parents[2]
VUE = ROOT / "sim" / "classroom" / "site" / "assets" / "vue.esm-browser.prod.js"
PAGE = ROOT / "docs" / "reference" / "dependencies.md"
#: Between these lines stands what was measured.
START, END = "<!-- measured -->\n", "<!-- end of what was measured -->\n"
#: What each package that we ask for is for. A package without a reason is no dependency.
WHY = {
    "jinja2": "pages of results and of the classroom are filled in by it",
    "matplotlib": "figures",
    "mesa": "the room as an agent-based model: `Room`, its delegations and its chair",
    "networkx": "nothing of ours: Mesa 3.5 imports it and does not ask for it",
    "numpy": "the engine: all plays at once, as arrays",
    "pydantic": "what may stand in a scenario file, and the JSON Schema of it",
    "rich": "the page in the terminal, and progress",
    "ruamel-yaml": "another reader of YAML, which keeps comments: what ours takes for one is held against it",
    "types-pyyaml": "types of PyYAML, for mypy",
    "pyyaml": "scenario files, with the line of every fault; its parser is in C",
    "typer": "the command line",
    "python-docx": "briefs as documents to edit",
    "reportlab": "briefs as PDF, without a browser",
    "confusable-homoglyphs": "names of people: which letters look alike, and their scripts",
    "ifaddr": "the addresses under which phones reach the laptop",
    "babel": "catalogues, plural forms, lists and names of states in the languages of a class",
    "pyshortcuts": "the icon on the desktop, on each system",
    "segno": "the QR code that phones join by",
    "starlette": "routes, requests and web sockets of the classroom",
    "uvicorn": "serves the classroom",
    "websockets": "the web sockets of uvicorn",
    "distributed": "studies on a Dask cluster",
    "numba": "compiles the mediator's search, for many plays",
    "openpyxl": "tables that users give as .xlsx workbooks",
    "pyarrow": "tables of studies as Parquet",
    "scipy": "distributions, intervals, root finding, the bootstrap and rank tests",
    "xarray": "a forecast as arrays with named dimensions",
    "pandas": "tables as data frames, with typed columns",
    "salib": "Morris screening and Sobol indices",
    "axe-playwright-python": "accessibility of pages, by the rules of axe",
    "coverage": "how much of the program the tests run",
    "griffelib": "reads the docstrings for the site without running anything",
    "griffe-sphinx": "comments `#:` over names as docstrings",
    "mkdocs": "pages of docs/ as a site",
    "mkdocs-ipynb": "the notebook as a page",
    "mkdocs-material": "how the site looks, and its search without a network",
    "mkdocstrings-python": "the page of the Python interface, from the docstrings",
    "pip-licenses": "the licence of every package here",
    "hatchling": "builds the wheel and the source distribution that are tried",
    "html5lib": "whether pages are sound HTML",
    "hypothesis": "properties that must always hold",
    "ipykernel": "runs the tutorial",
    "iso3166": "whether our table of codes of states is the standard's",
    "jsonschema": "whether the schema is one, and scenarios keep to it",
    "nbclient": "runs the tutorial",
    "packaging": "reads versions and requirements",
    "playwright": "looks at pages in a real browser",
    "pypdf": "whether the kit prints on the pages it should",
    "pytest": "runs the tests",
    "pytest-timeout": "ends a test that never would",
    "pytest-xdist": "on all cores",
    "mypy": "types",
    "ruff": "style",
}
HEAD = """# Dependencies

What gge-sim needs, why, and under which licence. Installed without an extra it brings the core alone; an
extra adds what one way of using it needs. *At least* is the oldest version with which the tests pass
(`make oldest`), *pinned* the one of [constraints.txt](../../constraints.txt): results are the same byte for
byte only with those. `make newest` runs the tests with whatever is newest.

This page is written by `make dependencies`, from pyproject.toml, constraints.txt and what the packages say of
themselves.

## For the careful

**By hash.** `hashes/` holds the pinned versions with the hashes (SHA-256) of all files of each release,
for every system, and no address. pip then takes these files and no others, wherever it finds them:

```text
pip install --require-hashes -r hashes/core.txt
python -m sim run gge-2016-2017
```

`hashes/extras.txt` adds all extras for users, `hashes/dev.txt` the tools of the extra `dev`. The program
runs from its checkout as it lies there: nothing is built, so nothing else is downloaded. If you have a
wheel of it, use `pip install --no-deps --no-index` and its name instead. Windows and macOS need some
packages that constraints.txt does not pin, such as pywin32; the files have these, too. After a change of
constraints.txt, `make hashes` writes them anew (with uv).

**By known problems.** `make audit` asks a public database about every package of constraints.txt (with
pip-audit), and lists those with known security problems and the versions that mend them:

| exit status of `python -m checks.packaging.audit` | meaning |
|---|---|
| 0 | every package was looked up, and none has a known problem |
| 1 | some have |
| 3 | no database could be reached, or it does not know some packages: nothing is known of these |
"""
ABOUT_LICENCES = """## Licences

gge-sim itself is under Apache-2.0. It holds one file of another project, {vue},
which draws the pages of the classroom; its licence is beside it. All others it imports, each under its own
licence, and all licences of the core and of the extras allow that. Weak copyleft, which asks that changes of
their own files stay open and asks nothing of those who only import them (MPL-2.0):
{weak}.
None is under the GPL, the LGPL or the AGPL, with one exception outside:

- The extra `bench` asks for NegMAS, a peer to measure against, under **AGPL-3.0-or-later**. Only
  [benchmarks/negmas_mechanism.py](../../benchmarks/negmas_mechanism.py) imports it, which is no part of the
  wheel. Who passes on the two together does so under the AGPL. It is not pinned; no test needs it.
- A package's licence is that of its own source. Wheels with compiled code (NumPy, SciPy, Matplotlib, Pillow,
  PyArrow) bundle libraries under licences of their own, named in files beside them; those of NumPy and SciPy
  the run-time libraries of GCC, under the GPL with the exception that allows their use in any program.
- Chromium, in which pages are tested, is the machine's own and is not installed by pip.
"""


def main() -> int:
    """Write the page, or compare it with what would be written."""
    asked = argparse.ArgumentParser(description="Write docs/reference/dependencies.md.")
    asked.add_argument("--check", action="store_true", help="compare only; status 1 if anything is wrong")
    asked.add_argument("--measure", action="store_true", help="measure the size of the core anew")
    options = asked.parse_args()
    found = needs(ROOT)
    if wrong := [*not_as_pinned(found), *not_allowed(found)]:
        print("\n".join(wrong), file=sys.stderr)
        return 1
    kept = PAGE.read_text(encoding="utf-8") if PAGE.exists() else f"{START}{END}"
    sizes = measured(ROOT) if options.measure else kept.split(START)[1].split(END)[0]
    fresh = page(found, sizes)
    if options.check:
        lines = difflib.unified_diff(kept.splitlines(True), fresh.splitlines(True), "dependencies.md", "now")
        sys.stdout.writelines(lines)
        return int(kept != fresh)
    PAGE.write_text(fresh, encoding="utf-8")
    return 0


def not_allowed(found: list[Need]) -> list[str]:
    """Return a line for each package with a licence that is not on the list."""
    return [
        f"{need.name}: {need.licence} is not among the licences allowed; see docs/generate/licences.py"
        for need in found
        if not parts_of(need.licence) <= ALLOWED
    ]


def page(found: list[Need], sizes: str) -> str:
    """Return the whole page."""
    direct = [need for need in found if need.bound]
    weak = [n.name for n in found if parts_of(n.licence) & COPYLEFT]
    told = [HEAD, "## What is asked for\n", "| package | extra | at least | pinned | licence | what for |"]
    told += ["|---|---|---|---|---|---|"]
    told += [
        f"| {n.name} | {n.asked_by} | {n.bound} | {n.version} | {n.licence} | {WHY[n.key]} |"
        for n in sorted(direct, key=lambda n: (ORDER.index(n.asked_by), n.key))
    ]
    told += [
        "",
        "## What those ask for\n",
        "| package | pinned | licence | comes with | for |",
        "|---|---|---|---|---|",
    ]
    told += [
        f"| {n.name} | {n.version} | {n.licence} | {', '.join(n.extras)} | {', '.join(n.parents)} |"
        for n in found
        if not n.bound
    ]
    told += ["", ABOUT_LICENCES.format(weak=", ".join(weak), vue=vue()), f"{START}{sizes}{END}"]
    return "\n".join(told)


def vue() -> str:
    """Return what is shipped of Vue, as the head of its file says."""
    head = VUE.read_text(encoding="utf-8")[:300]
    version, licence = re.search(r"vue v(\S+)", head), re.search(r"@license (\S+)", head)
    assert version is not None
    assert licence is not None
    return f"{VUE.name} of Vue {version[1]} ({licence[1]})"


#: The core first, then extras as a reader meets them.
ORDER = (
    "core",
    "arrays",
    "brief",
    "classroom",
    "cluster",
    "excel",
    "fast",
    "parquet",
    "sensitivity",
    "docs",
    "test",
    "dev",
)


if __name__ == "__main__":
    sys.exit(main())
