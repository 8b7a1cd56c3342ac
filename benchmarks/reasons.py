"""Set the model's reasons for failure beside who is known to have stood in the way of what.

    python -m benchmarks.reasons [process ...]

Reads a table of blockers that lies beside the checkout: by process, what was
in dispute, who took which part, and the source. Only parts that stand in a
report's way are looked at. The table is knowledge of outcomes, for comparison
alone; no scenario rests on it.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.coding_differences import NAMES
from benchmarks.reference_coding import FACTS
from sim.scenario.loading import load
from sim.scenario.roster import roster
from sim.study.forecast import Forecast, forecast
from sim.study.reasons.findings import Grievance, Kind, Opponent
from sim.study.what_if.pressure import extremity

RUNS = 2000
#: The parts in the table that stand in a report's way; the others push, join, or let it pass.
BLOCKING = (
    "object_to_status_quo", "object_to_new_rules", "object", "resist", "reject", "insist", "withhold",
    "threaten", "threaten_then_dissociate", "resist_and_win",
)  # fmt: skip
#: A delegation counts as named if it is among so many that most often object in failures.
NAMED = 5
#: The processes that ended without a report.
FAILED = ("gge2004", "gge2016")
COLUMNS = ("state", "its part", "over", "rank", "objects", "right", "squeezes", "extreme", "objects over")
#: What the table says was in dispute, as complaints of the model: by process, words of the dispute, and part.
#: Our reading of its words. A dispute without any complaint is about something that the model does not have.
DISPUTES: dict[tuple[str, str, str], tuple[str, ...]] = {
    ("gge2004", "sufficiency", "object_to_status_quo"): ("-IL", "-IHL", "+TREATY"),
    ("gge2004", "sufficiency", "object_to_new_rules"): ("+IL", "+IHL", "-TREATY"),
    ("gge2004", "content", "object"): ("-CONTENT",),
    ("gge2012", "self-defence", "resist"): ("-IHL", "-ART51"),
    ("gge2014", "Art.51", "resist"): ("-IHL", "-ART51"),
    ("gge2016", "para 34", "reject"): ("-IHL", "-ART51", "-CM"),
    ("gge2016", "explicit section", "insist"): ("+IL", "+IHL", "+ART51", "+CM"),
    ("oewg2019", "IHL", "resist"): ("-IHL", "-ART51"),
    ("oewg2021_apr1", "accreditation", "object"): (),
    ("oewg2021_apr1", "programme of work", "withhold"): (),
    ("oewg2021_apr2", "binding obligations", "threaten"): ("+TREATY",),
    ("oewg2021_apr3", "para 27", "threaten_then_dissociate"): ("-NORMS", "-CBM"),
    ("oewg2021_final", "new norms", "resist"): ("-NORMS", "-TREATY"),
    ("oewg2021_final", "DTG on IL", "resist_and_win"): ("-IL", "-IHL"),
}


@dataclass(frozen=True)
class Claim:
    """What the table says of one member state: in which process, over what, in its words and in ours."""

    process: str
    dispute: str
    part: str
    code: str
    over: frozenset[Grievance]


def claims(process: str) -> Iterator[Claim]:
    """Return what the table says of a process, state by state; groups of states are left out."""
    with (FACTS / "blockers.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["process_id"] == process and row["role"] in BLOCKING:
                over = frozenset(map(grievance, disputed(process, row["issue"], row["role"])))
                for code in re.findall(r"\b[A-Z]{3}\b", row["states"]):
                    if code in roster():
                        yield Claim(process, row["issue"], row["role"], code, over)


def disputed(process: str, dispute: str, part: str) -> tuple[str, ...]:
    """Return the complaints that a dispute is about; an error if `DISPUTES` does not know it."""
    for (of, words, role), over in DISPUTES.items():
        if (of, role) == (process, part) and words in dispute:
            return over
    raise SystemExit(f"{process}: {dispute!r} ({part}) is not in DISPUTES")


def grievance(told: str) -> Grievance:
    """Return the complaint that is written as a sign (too much -, too little +) and an issue."""
    return Grievance(told[1:], Kind.HARM if told[0] == "-" else Kind.DISAPPOINTMENT)


def refuses_elsewhere(result: Forecast, code: str, issues: set[str]) -> float:
    """Return in what share of failures, at least, a delegation refuses some wording of a squeezed paragraph.

    At least, since it is counted for that paragraph and that wording for which it is most.
    """
    total = 0.0
    for reason in result.reasons.reasons:
        shares = [
            squeeze.share * dict(who).get(code, 0.0)
            for squeeze in reason.squeezes
            if squeeze.issue in issues
            for _, who in squeeze.refused
        ]
        total += reason.share * max(shares, default=0.0)
    return total


def written(one: Grievance) -> str:
    """Write a complaint as `DISPUTES` does."""
    return {Kind.HARM: "-", Kind.DISAPPOINTMENT: "+", Kind.NONE: "any"}[one.kind] + one.issue


@dataclass(frozen=True)
class Beside:
    """A claim and what the model makes of it.

    Parameters
    ----------
    place : rank among those that object in failures; 0 if it never does
    one : its objections
    right : share of its objections that are over what the table says
    squeezing : share of failures in which it refuses some wording of a squeezed paragraph of those
    extreme : rank by how far its positions are from indifference, all issues together
    """

    claim: Claim
    place: int
    one: Opponent | None
    right: float
    squeezing: float
    extreme: int

    @property
    def named(self) -> bool:
        """Whether the model names the state."""
        return 0 < self.place <= NAMED

    def cells(self) -> tuple[str, ...]:
        """Return a row of the table."""
        over = ", ".join(sorted(map(written, self.claim.over)))
        often = (self.one.share if self.one else 0.0, self.right, self.squeezing)
        told = (self.claim.code, self.claim.part, over, str(self.place or "-"), *map(_percent, often))
        return (*told, str(self.extreme), _told(self.one))


def beside(claim: Claim, result: Forecast) -> Beside:
    """Set a claim beside the reasons of a forecast."""
    ranked = {one.code: (place, one) for place, one in enumerate(result.reasons.opponents, 1)}
    place, one = ranked.get(claim.code, (0, None))
    return Beside(
        claim,
        place,
        one,
        sum(share for held, share in one.grievances if held in claim.over) if one else 0.0,
        refuses_elsewhere(result, claim.code, {held.issue for held in claim.over}),
        by_extremity(result).index(claim.code) + 1,
    )


def by_extremity(result: Forecast) -> list[str]:
    """Return the states in the room, the most extreme first."""
    seats = np.argsort(-extremity(result.table), kind="stable")
    return [result.table.codes[seat] for seat in seats]


def _told(one: Opponent | None) -> str:
    held = one.grievances[:2] if one else ()
    return ", ".join(f"{written(grievance)} {_percent(share)}" for grievance, share in held)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def main() -> None:
    """Print the comparison, process by process, and count."""
    if not (FACTS / "blockers.csv").is_file():
        print("There is no table of blockers beside the checkout: nothing to compare with.")
        return
    found = [row for process in sys.argv[1:] or NAMES for row in compare(process)]
    print("\n- too much, + too little. Rank, objects: by the share of failing plays in which it objects.")
    print(
        "Right: share of its objections over that. Squeezes: failing plays in which it refuses some wording."
    )
    for title, failed in (("that failed", True), ("that did not", False)):
        some = [row for row in found if (row.claim.process in FAILED) is failed]
        named = [row for row in some if row.named]
        right = sum(row.right >= 0.5 for row in named)
        extreme = sum(row.extreme <= NAMED for row in some)
        squeezing = sum(not row.named and row.squeezing >= 0.1 for row in some)
        print(
            f"Processes {title}: of {len(some)} claims, {len(named)} among the first {NAMED} ({extreme} by "
            f"extremity), {right} of these mostly over that; {squeezing} others squeeze in a tenth of plays."
        )


def compare(process: str) -> list[Beside]:
    """Print what the table and the model say of a process; return the claims that can be compared."""
    told = list(claims(process))
    if not told:
        return []
    result = forecast(load(NAMES[process]), RUNS)
    print(f"\n{NAMES[process]}: {result.reasons.failures} of {RUNS} plays fail")
    rows = [beside(c, result) for c in told if c.over and c.code in result.table.codes]
    widths = (6, 26, 24, 5, 8, 6, 9, 8, 0)
    for cells in (COLUMNS, *(row.cells() for row in rows)) if rows else ():
        print("  " + "".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip())
    for claim in told:
        if not claim.over or claim.code not in result.table.codes:
            why = "the model has no such matter" if not claim.over else "not in the room"
            print(f"  {claim.code}  {claim.part}: {claim.dispute}: {why}")
    known = {claim.code for claim in told}
    others = [one for one in result.reasons.opponents[:NAMED] if one.code not in known]
    named = "; ".join(f"{one.code} {_percent(one.share)} ({_told(one)})" for one in others)
    print(f"  Of the first {NAMED}, not in the table: {named or 'nobody'}")
    return rows


if __name__ == "__main__":
    main()
