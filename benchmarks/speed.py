"""How fast the engine is, as ratios measured side by side in one run.

    python -m benchmarks.speed [--parts mesa,floor,...] [--repetitions 9] [--out FOLDER]

Each part prints a table; with ``--out`` the same is written to FOLDER/speed.json. Times are the
processor's, by turns, on one core where the system allows it, so that a busy machine falls on
both sides of a ratio alike; still, a quiet one gives better figures. What a part needs and does
not find (a C compiler, NegMAS) is said, and the part left out.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

#: Module and function of every part, in the order of the report.
PARTS = {
    "mesa": [("against_mesa", "measure")],
    "negmas": [("negmas_mechanism", "measure")],
    "floor": [("against_floor", "measure"), ("memory", "bandwidth")],
    "fast": [("engines", "measure")],
    "growth": [("growth", "measure"), ("memory", "peak")],
    "processes": [("processes", "measure")],
    "studies": [("studies", "measure")],
    "profile": [("profile", "measure")],
}
PACKAGES = ("gge-sim", "numpy", "numba", "mesa", "negmas")
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def machine() -> dict[str, Any]:
    """Return what the figures depend on."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "load": f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown",
        **{
            name: version(name) for name in PACKAGES if find_spec(name.replace("-", "_")) or name == "gge-sim"
        },
    }


def main() -> None:
    """Measure the parts asked for, print them, and write them if asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--parts", default=",".join(PARTS), help=f"some of {', '.join(PARTS)}")
    parser.add_argument("--repetitions", type=int, default=9, help="turns of each comparison, at least 3")
    parser.add_argument("--out", type=Path, help="folder for speed.json")
    options = parser.parse_args()
    chosen = options.parts.split(",")
    if unknown := [name for name in chosen if name not in PARTS]:
        parser.error(f"no part {unknown[0]!r}; there are {', '.join(PARTS)}")
    if options.repetitions < 3:
        parser.error("at least 3 repetitions are needed to know the spread")

    # Read by the number libraries when they are first imported, so before any part is.
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    found = machine()
    print(", ".join(f"{name} {value}" for name, value in found.items()))
    report: dict[str, Any] = {"machine": found, "repetitions": options.repetitions, "parts": {}}
    for name in chosen:
        for module, function in PARTS[name]:
            part = getattr(import_module(f"benchmarks.{module}"), function)(options.repetitions)
            print(f"\n{part.text()}", flush=True)
            report["parts"].setdefault(name, []).append(part.record())
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / "speed.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
