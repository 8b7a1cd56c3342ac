"""The command `python -m checks.verify`."""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from checks.verify.analytic import analytic
from checks.verify.finding import TOLD, Ask, Check, Effort, Finding
from checks.verify.invariances import invariances
from checks.verify.room import room
from checks.verify.samplers import samplers
from checks.verify.twin import twin
from checks.verify.versions import versions
from checks.verify.workers import workers

#: Every check by its name, in the order in which they run.
CHECKS: dict[str, Check] = {
    "analytic": analytic, "twin": twin, "samplers": samplers, "invariances": invariances, "room": room,
    "workers": workers, "versions": versions,
}  # fmt: skip


def run(names: Sequence[str], ask: Ask) -> list[Finding]:
    """Run some checks, saying of each how it went."""
    found = []
    for name in names:
        print(f"{name} ...", flush=True)
        begun = time.perf_counter()
        finding = replace(CHECKS[name](ask), seconds=time.perf_counter() - begun)
        found.append(finding)
        print(f"{name}: {finding.verdict}, {finding.cases:,} cases, {finding.seconds:.1f} s", flush=True)
    return found


def table(found: Sequence[Finding]) -> str:
    """Return what was found, as text: a line for each check, and under it one for each part."""
    lines = [f"{'check':<56}{'cases':>11}{'seconds':>9}  verdict      seen"]
    for finding in found:
        head = f"{finding.check:<56}{finding.cases:>11,}{finding.seconds:>9.1f}  {finding.verdict}"
        lines += ["", head.rstrip()]
        for part in finding.parts:
            seen = part.seen if not part.skipped else f"{part.seen} {part.skipped}".strip()
            lines.append(f"  {part.name:<54}{part.cases:>11,}{'':>9}  {part.verdict:<12} {seen}".rstrip())
            lines += [f"      ! {fault}" for fault in part.faults[:TOLD]]
            if len(part.faults) > TOLD:
                lines.append(f"      ! and {len(part.faults) - TOLD:,} more")
    return "\n".join(lines)


def main(words: Sequence[str] | None = None) -> int:
    """Run what is asked for; return 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m checks.verify", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=CHECKS, metavar="NAME", help=f"of {', '.join(CHECKS)}")
    parser.add_argument("--effort", choices=[Effort.QUICK, Effort.FULL], default=Effort.QUICK, type=Effort)
    parser.add_argument("--case", type=int, help="play one random case again (twin, invariances, room)")
    parser.add_argument("--python", action="append", default=[], metavar="PATH", help="another interpreter")
    parser.add_argument("--cache", type=Path, help="where environments are kept; a temporary folder")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the findings there too")
    given = parser.parse_args(words)
    ask = Ask(given.effort, given.case, tuple(given.python), given.cache)
    found = run(given.only or list(CHECKS), ask)
    print("\n" + table(found))
    if given.json:
        told = [{**asdict(f), "verdict": f.verdict, "cases": f.cases} for f in found]
        given.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    failed = [finding.check for finding in found if finding.failed]
    left = sum(part.verdict == "not checked" for finding in found for part in finding.parts)
    print(f"\n{len(found) - len(failed)} of {len(found)} checks passed or could not be made; "
          f"{left} parts not checked; failed: {', '.join(failed) or 'none'}")  # fmt: skip
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
