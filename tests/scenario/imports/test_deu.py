"""Proposals of DEU as scenarios: how a row is read, turned round and coded, and what is refused."""

from pathlib import Path

import pytest

from sim.negotiation.convene import convene
from sim.scenario.fault import BadInput
from sim.scenario.imports.deu import ACTORS, COLUMNS, read_deu, scenario_of, scenarios_of
from sim.scenario.loading import load

HEADER = [*COLUMNS, *(f"{kind}{end}" for kind in "ps" for end in ACTORS)]


def table(tmp_path: Path, *rows: dict[str, str]) -> Path:
    lines = ["\t".join(f'"{name}"' for name in HEADER)]
    lines += ["\t".join(row.get(name, "") for name in HEADER) for row in ({"pat": "0.48"}, *rows)]
    path = tmp_path / "deu.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def row(number: str, issue: str, rule: str = "Unan", **cells: str) -> dict[str, str]:
    return {"prnr": number, "prname": "invented", "isnr": issue, "counvte": rule, **cells}


def test_a_proposal_has_the_issues_of_its_number_and_rule(tmp_path: Path) -> None:
    rows = (row("n98001", "n98001i1"), row("n98001", "n98001i2"), row("n01002", "n01002i1", "QMV"))
    found = read_deu(table(tmp_path, *rows))
    assert [(p.id, p.rule, p.year, len(p.issues)) for p in found] == [
        ("n98001", "Unan", 1998, 2), ("n01002", "QMV", 2001, 1)
    ]  # fmt: skip


def test_a_position_counts_by_its_distance_from_the_middle_and_its_salience(tmp_path: Path) -> None:
    cells = {
        "pcom": "75",
        "scom": "60",
        "pfr": "100",
        "sfr": "50",
        "pde": "0",
        "sde": "100",
        "rp": "0",
        "out": "60",
    }
    content = scenario_of(read_deu(table(tmp_path, row("n98001", "n98001i1", **cells)))[0])
    scenario = load(content)
    values = {code: given.positions["I1"].value for code, given in scenario.delegations.items()}
    assert values == {"COM-EU": 0.9, "FRA": 1.5, "DEU": -3}
    assert scenario.mandate.ambition == {"I1": 0.75}
    assert content["record"]["language"] == {"I1": "indirect"}
    room = convene(scenario)
    assert dict(zip(room.codes, room.decides.tolist(), strict=True)) == {
        "COM-EU": False,
        "DEU": True,
        "FRA": True,
    }


def test_the_scale_is_turned_round_where_the_reference_point_is_high(tmp_path: Path) -> None:
    cells = {"pfr": "100", "sfr": "100", "pde": "30", "sde": "50", "rp": "70", "out": "10"}
    [proposal] = read_deu(table(tmp_path, row("n98001", "n98001i1", **cells)))
    content = scenario_of(proposal)
    given = content["delegations"]
    assert (given["FRA"]["positions"]["I1"], given["DEU"]["positions"]["I1"]) == (-3, 0.6)
    assert content["issues"][0]["acquis"] == "indirect"
    assert content["record"]["language"] == {"I1": "explicit"}
    assert proposal.issues[0].ours(proposal.issues[0].ours(37.0)) == 37.0


def test_without_an_outcome_there_is_no_record(tmp_path: Path) -> None:
    cells = {"pfr": "100", "sfr": "100"}
    assert "record" not in scenario_of(read_deu(table(tmp_path, row("n98001", "n98001i1", **cells)))[0])


def test_what_is_not_of_the_data_set_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"deu\.csv:3: pfr = 101: is not on the scale; allowed: 0 to 100"):
        read_deu(table(tmp_path, row("n98001", "n98001i1", pfr="101")))
    other = tmp_path / "other.csv"
    other.write_text("a\tb\n1\t2\n", encoding="utf-8")
    with pytest.raises(BadInput, match="lacks the columns prnr"):
        read_deu(other)


SOUND = {"pfr": "100", "sfr": "100", "pde": "30", "sde": "50", "rp": "70", "out": "10"}


def test_the_issues_of_a_proposal_belong_together_wherever_they_stand(tmp_path: Path) -> None:
    rows = [row(n, f"{n}{i}", **SOUND) for n, i in (("n98001", "a"), ("n98002", "a"), ("n98001", "b"))]
    found = scenarios_of("deu.csv", read_deu(table(tmp_path, *rows)))
    assert {name: len(one["issues"]) for name, one in found.items()} == {
        "deu-n98001-unan.yaml": 2, "deu-n98002-unan.yaml": 1
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("n98002i1", "n98001i1", None),
        (
            "n98002\tinvented\tn98002i1",
            "n98001\tinvented\tn98001i1",
            "deu.csv:4: isnr = n98001i1: .* second time",
        ),
        ("n98002\t", "\t", "deu.csv:4: prnr: has an issue but no proposal"),
        ("n98002\t", "n98002\t\t", "deu.csv:4: has not as many cells"),
        ("n98002\tinvented", "n98002\t" + "x" * 200_000, "is damaged: field larger"),
        ("n98002\tinvented", "n98002\t" + "x" * 300, "title"),
        ("n98002\t", "n98001\u00e9\t", "two proposals for deu-n98001-unan.yaml"),
    ],
)
def test_a_damaged_table_is_refused_and_loses_nothing(
    tmp_path: Path, old: str, new: str, said: str | None
) -> None:
    path = table(tmp_path, row("n98001", "n98001i1", **SOUND), row("n98002", "n98002i1", **SOUND))
    path.write_text(path.read_text().replace(old, new, 1), encoding="utf-8")
    if said is None:
        assert len(scenarios_of("deu.csv", read_deu(path))) == 2
        return
    with pytest.raises(BadInput, match=said):
        scenarios_of("deu.csv", read_deu(path))


def test_a_table_without_positions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="has no proposal with positions"):
        scenarios_of("deu.csv", read_deu(table(tmp_path, row("n98001", "n98001i1"))))
