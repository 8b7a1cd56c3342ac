"""A scenario whose positions stand in a table beside it, and what is read from that."""

from pathlib import Path

from sim.scenario.loading import load
from tests.scenario.files import OWN, written

BARE = OWN[: OWN.index("delegations:")].replace("members: [FRA, CHN, KEN, PER, TON]", "members: [FRA, TON]")
HEADER = "iso3,issue,value,source,date,evidence"
#: One table, with what is hard about tables: a comma, quotation marks, a line break, letters beyond ASCII.
ROWS = (
    ("FRA", "CABLES", "1.5", 'Note, page "2"', "2018-05", "document"),
    ("FRA", "FUND", "-2", "Séance\nplénière", "2018", "proxy"),
    ("TON", "CABLES", "0", "Débat; vote", "2018-05-01", "proxy"),
    ("TON", "FUND", "3", "Plain", "2019", "recalled"),
)
READ = {(code, issue): (float(value), *rest) for code, issue, value, *rest in ROWS}


def beside(folder: Path, table: bytes, name: str = "seats.csv", sheet: str = "") -> Path:
    """A scenario file, with a table beside it."""
    (folder / name).write_bytes(table)
    return written(folder, f"{BARE}positions_file: '{name}{sheet}'\n")


def read(path: Path) -> dict[tuple[str, str], tuple[float | str, ...]]:
    """Value, source, date and evidence by state and issue."""
    return {
        (code, issue): (cell.value, str(cell.source), str(cell.date), str(cell.evidence))
        for code, given in load(path).delegations.items()
        for issue, cell in given.positions.items()
    }
