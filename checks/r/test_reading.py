"""What R reads is what was written: the page's code, on its own results and on a table made to trip it."""

import csv
import io
import shlex
from pathlib import Path

import pytest

from checks.r.rscript import lacks, said
from sim.report.column import Sheet
from sim.report.dictionary import dictionary_file
from sim.report.render.tables import csv_file
from sim.report.unit import PARTIAL_DATE
from tests.command import gge
from tests.docs.pages import ROOT, Block, blocks
from tests.docs.shown import commands, missing

PAGE = ROOT / "docs" / "how-to" / "read-results-in-r.md"
#: Stands between the outputs of two blocks.
BETWEEN = "-- next block --"


def examples() -> list[tuple[Block, Block | None]]:
    """Return the blocks of R, each with the block that shows its output, if one does."""
    found = blocks(PAGE)
    following = [*found[1:], None]
    return [
        (block, after if after is not None and after.language == "text" else None)
        for block, after in zip(found, following, strict=True)
        if block.language == "r"
    ]


def test_the_page_prints_what_it_shows_and_draws(tmp_path: Path) -> None:
    if lacking := lacks():
        pytest.skip(lacking)
    for block in blocks(PAGE, "console"):
        for command in commands(block):
            done = gge(tmp_path, *shlex.split(command.line)[1:])
            assert done.returncode == 0, done.stderr
    shown = examples()
    script = f'cat("{BETWEEN}\\n")\n'.join(block.body for block, _ in shown)
    told = said(script, tmp_path).split(f"{BETWEEN}\n")
    assert len(told) == len(shown)
    for (block, expected), printed in zip(shown, told, strict=True):
        lines = expected.body.splitlines() if expected else []
        lost = missing([line.rstrip() for line in lines], printed)
        assert not lost, f"{block} does not print: {lost}\nbut:\n{printed}"
    assert (tmp_path / "sweep-in-r.png").read_bytes().startswith(b"\x89PNG")


#: A column of each type with its unit: texts that look like numbers, missing values, names that R reserves.
HARD = {
    "name": ("text", ["Côte d’Ivoire", "NA", "日本", ' "quoted"; and, more ']),
    "scenario_hash": ("text", ["012345678901", "12e456789012", None, "000000000000"]),
    "dated": (PARTIAL_DATE, ["2016", "2016-04", None, "2016-04-05"]),
    "day": ("date", ["2016-04-05", None, "2024-02-29", "1998-12-04"]),
    "degree": ("`none`, `thin` or `rich`", ["rich", None, "none", "rich"]),
    "IHL": ("0 silent, 1 indirect, 2 explicit", [2, 0, None, 2]),
    "adopted": ("0 or 1", [True, False, None, True]),
    "seed": ("count", [2**40, 0, None, 3]),
    "gge-2009-2010": ("number, 0 to 1", [0.25, None, float("inf"), 1e-7]),
    "if": ("text", [None, None, None, "T"]),
}
#: Writes every column as R has it: its class, its levels, and its values as text, missing ones as a word.
TELL = """
found <- read_table_of(".", "hard")
for (name in names(found)) {
  values <- found[[name]]
  text <- if (is.numeric(values)) sapply(values, format, digits = 15) else as.character(values)
  about <- c(name, class(values)[1], paste(levels(values), collapse = " "), attr(values, "label"))
  cat(c(about, ifelse(is.na(values), "<missing>", text)), sep = "\\t")
  cat("\\n")
}
"""


def test_texts_words_dates_and_missing_values_come_through(tmp_path: Path) -> None:
    rows = list(zip(*(values for _, values in HARD.values()), strict=True))
    meanings = tuple(f"what {name} means" for name in HARD)
    sheet = Sheet("hard", tuple(HARD), rows, tuple(unit for unit, _ in HARD.values()), meanings)
    for name, content in {"hard.csv": csv_file(sheet), **dictionary_file([sheet])}.items():
        (tmp_path / name).write_bytes(content)
    reading = next(block.body for block, _ in examples() if "read_table_of <- " in block.body)
    told = csv.reader(io.StringIO(said(reading + TELL, tmp_path)), delimiter="\t", quoting=csv.QUOTE_NONE)
    found = {name: (kind, levels, label, values) for name, kind, levels, label, *values in told}
    assert {name: label for name, (_, _, label, _) in found.items()} == dict(zip(HARD, meanings, strict=True))
    classes = {name: (kind, levels) for name, (kind, levels, _, _) in found.items()}
    assert classes == {
        **dict.fromkeys(("name", "scenario_hash", "dated", "if"), ("character", "")),
        **dict.fromkeys(("seed", "gge-2009-2010"), ("numeric", "")),
        "day": ("Date", ""), "degree": ("factor", "none thin rich"),
        "IHL": ("factor", "silent indirect explicit"), "adopted": ("logical", ""),
    }  # fmt: skip
    shown = {name: values for name, (_, _, _, values) in found.items()}
    as_r_says = {
        "IHL": {0: "silent", 1: "indirect", 2: "explicit"},
        "adopted": {True: "TRUE", False: "FALSE"},
        "gge-2009-2010": {float("inf"): "Inf"},
    }
    for name, (_, values) in HARD.items():
        known = as_r_says.get(name, {})
        expected = ["<missing>" if one is None else known.get(one, str(one)) for one in values]
        assert shown[name] == expected, name
