"""The tables of a forecast, as rows for CSV files."""

from __future__ import annotations

from typing import Any

from sim.report.account import odds
from sim.report.csv_text import as_csv
from sim.report.reasons_data import reasons_table
from sim.report.telling import typical_rows
from sim.scenario.ladder import Rung
from sim.scenario.positions import cells
from sim.scenario.roster import roster
from sim.scenario.schema import SCALE
from sim.study.claims import Counted
from sim.study.forecast import Forecast

#: Names of the tables of a forecast.
TABLES = (
    "language.csv",
    "delegations.csv",
    "complaints.csv",
    "readings.csv",
    "reasons.csv",
    "plays.csv",
    "positions.csv",
)


def tables(forecast: Forecast) -> dict[str, str]:
    """Return every table of a forecast as CSV text, by file name: `TABLES`.

    Where no probability is claimed, whatever gives it away is left blank, and there is no plays.csv.
    """
    made = {
        "language.csv": _language(forecast),
        "delegations.csv": _delegations(forecast),
        "complaints.csv": _complaints(forecast),
        "readings.csv": _readings(forecast),
        "reasons.csv": as_csv(*reasons_table(forecast)),
        "plays.csv": _plays(forecast),
        "positions.csv": _positions(forecast),
    }
    return {name: text for name, text in made.items() if forecast.supported or name != "plays.csv"}


def _shares(forecast: Forecast, *shares: tuple[float, int]) -> list[str]:
    """Write shares, each of so many plays, in order: count, share and the ends of its interval.

    All are blank where no probability is claimed; of few plays, all but the count.
    """
    cells = []
    for share, whole in shares:
        found = Counted.of(share, whole)
        rates = map(_number, (found.share, *found.interval)) if found.enough else ("", "", "")
        cells += [str(found.successes), *rates] if forecast.supported else [""] * 4
    return cells


def _counted(name: str) -> list[str]:
    """Name the columns of a share of plays."""
    return [f"{name}_plays", name, f"{name}_low", f"{name}_high"]


def _number(value: float) -> str:
    return f"{value:.6g}"


def _language(forecast: Forecast) -> str:
    words = [rung.word for rung in Rung]
    header = ["issue", "title", "most_likely", *words, *(f"{word}_texts" for word in words)]
    return as_csv(
        header,
        (
            [
                p.issue.code, p.issue.title, p.likely.word,
                *("" if share is None else _number(share) for share in odds(forecast, p)),
                *(counts.tolist() if forecast.supported else [""] * len(words)),
            ]
            for p, counts in zip(forecast.language, forecast.wordings, strict=True)
        ),
    )  # fmt: skip


def _delegations(forecast: Forecast) -> str:
    table = forecast.table
    seat = {code: n for n, code in enumerate(table.codes)}
    header = [
        "state",
        "name",
        "caucus",
        "stake",
        "weight",
        *_counted("objects"),
        *_counted("of_failures"),
        *_counted("alone"),
        *_counted("dissociates"),
        "inferred",
    ]
    return as_csv(
        header,
        (
            [
                d.code, d.name, table.caucus_names[table.caucuses[seat[d.code]]],
                _number(table.stakes[seat[d.code]]), _number(table.weights[seat[d.code]]),
                *_shares(
                    forecast, (d.objects, forecast.runs), (d.of_failures, forecast.failures),
                    (d.alone, forecast.failures), (d.dissociates, forecast.runs),
                ),
                int(d.inferred),
            ]
            for d in forecast.delegations
        ),
    )  # fmt: skip


def _complaints(forecast: Forecast) -> str:
    return as_csv(
        ["state", "issue", "complaint", "plays", "share_of_plays_apart", "low", "high"],
        (
            [d.code, c.issue, c.kind, *_shares(forecast, (c.share, d.apart))]
            for d in forecast.delegations
            for c in d.complaints
        ),
    )


def _readings(forecast: Forecast) -> str:
    typical = forecast.outcomes.path[typical_rows(forecast)[0][1]]
    header = ["reading", "issue", "mean_strength", "typical_play"]
    return as_csv(
        header,
        (
            [reading, issue, _number(forecast.mean_path[reading, k]), Rung(int(typical[reading, k])).word]
            for reading in range(len(typical))
            for k, issue in enumerate(forecast.table.issues)
        ),
    )


def _plays(forecast: Forecast) -> str:
    outcomes, codes = forecast.outcomes, forecast.table.codes
    header = ["seed", "replicate", "adopted", "objectors", "dissociators", *forecast.table.issues]

    def names(flags: Any) -> str:
        return " ".join(code for code, flag in zip(codes, flags, strict=True) if flag)

    objects, dissociates, adopted = outcomes.objects, outcomes.dissociates, outcomes.adopted
    return as_csv(
        header,
        (
            [
                forecast.seed, int(replicate), int(adopted[row]),
                names(objects[row]), names(dissociates[row]), *outcomes.text[row].tolist(),
            ]
            for row, replicate in enumerate(outcomes.replicates)
        ),
    )  # fmt: skip


def _positions(forecast: Forecast) -> str:
    header = ["state", "name", "issue", "value", "spread", "evidence", "date", "source", "rule"]
    return as_csv(
        header,
        (
            [
                code, roster()[code].name, issue, _number(cell.value * SCALE), _number(cell.spread * SCALE),
                str(cell.evidence), cell.date, cell.source, cell.rule,
            ]
            for code, row in cells(forecast.scenario).items()
            for issue, cell in row.items()
        ),
    )  # fmt: skip
