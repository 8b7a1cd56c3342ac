"""The benchmark on European legislation, on an invented table."""

from pathlib import Path

import pytest

from benchmarks.deu import MODEL, WEIGHTED, predict, print_errors, simple
from sim.scenario.imports.deu import DeuIssue, read_deu
from tests.scenario.imports.test_deu import row, table


def issue(**more: float | None) -> DeuIssue:
    given = {"reference": None, "outcome": 10.0, **more}
    return DeuIssue("i1", {"FRA": 0.0, "DEU": 60.0, "ITA": 90.0}, {"FRA": 75.0, "DEU": 25.0}, **given)


def test_the_simple_predictions_are_those_of_the_literature() -> None:
    assert simple(issue()) == {WEIGHTED: 15.0, "plain mean": 50.0, "median": 60.0, "always 50": 50.0}


def test_every_issue_with_an_outcome_is_predicted_on_the_scale_of_the_data(tmp_path: Path) -> None:
    all_for = {f"p{end}": "100" for end in ("fr", "de", "it", "com")} | {
        f"s{end}": "100" for end in ("fr", "de", "it", "com")
    }
    turned = {name: "0" if name[0] == "p" else cell for name, cell in all_for.items()}
    path = table(
        tmp_path,
        row("n98001", "n98001i1", **all_for, rp="0", out="90"),
        row("n98001", "n98001i2", **turned, rp="100", out="10"),
        row("n98002", "n98002i1", **all_for),
    )
    up, down = predict(read_deu(path), runs=40)
    assert up.predictions[MODEL] > 80, "all insist on it"
    assert down.predictions[MODEL] == pytest.approx(100 - up.predictions[MODEL])
    assert (up.outcome, up.rule, up.predictions["reference point"]) == (90, "Unan", 0)


def test_errors_are_told_beside_those_of_the_weighted_mean(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = {"pfr": "20", "sfr": "50", "pde": "40", "sde": "50", "rp": "0"}
    rows = [row(f"n9800{n}", f"n9800{n}i1", **cells, out=out) for n, out in enumerate(("30", "40"), 1)]
    print_errors("Two", predict(read_deu(table(tmp_path, *rows)), runs=10))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Two: 2 issues of 2 proposals"
    assert next(line for line in lines if WEIGHTED in line).split()[2] == "5.0"
