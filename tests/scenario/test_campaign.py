from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.scenario.campaign import Campaign, Stage, load_campaign, load_campaign_with_records
from sim.scenario.fault import BadInput
from sim.scenario.ict_issues import ict_issues
from sim.scenario.record import Record
from sim.scenario.shipped import locate, shipped, shipped_campaigns
from sim.study.history import Process, decided
from tests.scenario.campaigns import campaign, process, record, report
from tests.scenario.files import ICT, line_of

FIRST = process("first", "2011-01-10", "2012-01-10")
SECOND = process("second", "2012-01-11", "2013-01-10")


@pytest.fixture(scope="module")
def chain() -> Campaign:
    return load_campaign("2004-2026")


@pytest.fixture(scope="module")
def history() -> list[Process]:
    return decided()


def refusal(path: Path | str) -> str:
    with pytest.raises(BadInput) as refused:
        load_campaign(path)
    return str(refused.value)


def test_the_shipped_chain_has_the_record_and_the_open_case(chain: Campaign, history: list[Process]) -> None:
    assert chain.ids == (*(p.id for p in history), "global-mechanism-2027")
    assert chain.issues == ict_issues()
    # What comes from outside is what other bodies agreed, and counts where all of their members sit.
    others = ["OSCE PC.DEC/1106", "ARF work plan 2015", "G20 Antalya 2015", "OSCE PC.DEC/1202"]
    for stage in chain.stages:
        constant = [report.document for report in stage.constant]
        assert constant == (others if len(stage.scenario.members) == 193 else [])


def test_a_process_builds_on_those_that_ended_before_it(chain: Campaign, history: list[Process]) -> None:
    for stage in chain.stages[:-1]:
        (here,) = [p for p in history if p.id == stage.scenario.id]
        known = [p.id for p in history if p.known_before(here)]
        assert [chain.ids[n] for n in stage.builds_on] == known
    built = {stage.scenario.id: [chain.ids[n] for n in stage.builds_on] for stage in chain.stages}
    # The two bodies of 2019 to 2021 met side by side.
    assert "oewg-2019-2021" not in built["gge-2019-2021"]
    assert built["global-mechanism-2027"] == [p.id for p in history]


def test_a_campaign_is_no_scenario_and_its_name_gets_those_that_ship() -> None:
    assert "2004-2026" in shipped_campaigns()
    assert not set(shipped_campaigns()) & set(shipped())
    assert {path.parent.name for path in shipped_campaigns().values()} == {"campaign"}
    names = shipped_campaigns()
    assert locate("2004-2026", names, "campaign") == names["2004-2026"]
    message = refusal("2004-2025")
    assert "no shipped campaign of that name; did you mean 2004-2026?" in message
    assert "2004-2026" in message.partition("allowed:")[2]


def test_other_reports_of_the_acquis_stay(tmp_path: Path) -> None:
    others = f"{report('X/0', '2009-05')}, {report('X/first', '2012-01-10')}"
    second = process("second", "2012-01-11", "2013-01-10", acquis=others)
    path = campaign(tmp_path, {"first": FIRST + record("X/first", "2012-01-10"), "second": second})
    one, two = load_campaign(path).stages
    assert (one.constant, one.builds_on) == ((), ())
    assert [r.document for r in two.constant] == ["X/0"]
    assert two.builds_on == (0,)


def test_of_a_record_only_the_symbol_of_its_document_is_used(tmp_path: Path) -> None:
    second = process("second", "2012-01-11", "2013-01-10", acquis=report("X/first", "2012-01-10"))

    def loaded(told: str) -> tuple[Campaign, tuple[Record | None, ...]]:
        return load_campaign_with_records(campaign(tmp_path, {"first": FIRST + told, "second": second}))

    success, _ = loaded(record("X/first", "2012-01-10"))
    failure, told = loaded(record("X/first", "2012-01-09", adopted=False))
    assert told[0] is not None
    assert not told[0].adopted
    for one, other in zip(success.stages, failure.stages, strict=True):
        assert (one.scenario, one.constant, one.builds_on) == (
            other.scenario, other.constant, other.builds_on,
        )  # fmt: skip
    for part in (*fields(Campaign), *fields(Stage)):
        assert "Record" not in str(part.type)
    elsewhere, _ = loaded(record("X/elsewhere", "2012-01-10"))
    assert [r.document for r in elsewhere.stages[1].constant] == ["X/first"]


def test_own_files_and_shipped_scenarios_go_together_and_a_file_beside_comes_first(tmp_path: Path) -> None:
    (tmp_path / "gge-2016-2017").write_text(FIRST, encoding="utf-8")
    path = campaign(tmp_path, {}, " [gge-2016-2017]")
    assert load_campaign(path).ids == ("first",)
    path = campaign(tmp_path, {"ict": ICT}, " [oewg-2019-2021, {scenario: ict.yaml, order: It came later}]")
    loaded = load_campaign(path)
    assert loaded.ids == ("oewg-2019-2021", "ict")
    assert [stage.order for stage in loaded.stages] == ["", "It came later"]
    # A/75/816 is the report of the first; A/76/135 is nobody's here.
    assert [r.document for r in loaded.stages[1].constant] == ["A/76/135"]


@pytest.mark.parametrize(
    ("processes", "told"),
    [
        (" [gge-2016]", ["processes.0 = gge-2016: is neither a file beside", "did you mean gge-2016-2017?"]),
        (" []", ["processes: is empty; allowed: at least 1"]),
        (" gge-2016-2017", ["processes = gge-2016-2017: is not a list; allowed: a list"]),
        (" [[gge-2016-2017]]", ["processes.0: does not contain keys and values; allowed: scenario, order"]),
        (" [{scenario: gge-2016-2017, ordre: x}]", ["is not a known key; did you mean order?"]),
        (" [{order: x}]", ["processes.0.scenario: is missing"]),
        (" [7]", ["processes.0 = 7: does not contain keys and values; allowed: scenario, order"]),
        (" ['']", ["processes.0.scenario: is empty"]),
        (" [gge-2009-2010, gge-2009-2010]", ["processes.1 = gge-2009-2010: is named twice"]),
        (" [gge-2012-2013, gge-2009-2010]", ["gge-2009-2010: ends on 2010-07-16, before gge-2012-2013"]),
        (" [gge-2009-2010, plastics-council]", ["has other issues than gge-2009-2010; they differ:"]),
        (" [2004-2026]", ["is neither a file beside this one nor the name of a shipped scenario"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_list_has_its_line(tmp_path: Path, processes: str, told: list[str]) -> None:
    path = campaign(tmp_path, {}, processes)
    message = refusal(path)
    assert message.startswith(f"{path}:3: ")
    assert len(message.splitlines()) == 1, "a list is not called empty for a fault of its only item"
    for part in told:
        assert part in message


def test_a_fault_of_the_list_is_told_with_the_line_of_its_process(tmp_path: Path) -> None:
    path = campaign(tmp_path, {"first": FIRST, "second": SECOND}, "\n  - second.yaml\n  - first.yaml")
    line = line_of("- first.yaml", path.read_text())
    assert refusal(path) == (
        f"{path}:{line}: processes.1 = first: ends on 2012-01-10, before "
        "second (2013-01-10), and stands after it; allowed: the order in which they end"
    )
    message = refusal(
        campaign(tmp_path, {"first": FIRST, "second": SECOND.replace("Mind it.", "Mind them.")})
    )
    assert "has other issues than first; they differ: in their order, salience or ladders" in message
    path = campaign(tmp_path, {"first": FIRST.replace("sessions: 2", "sessions: 0")})
    assert refusal(path).startswith(f"{tmp_path / 'first.yaml'}:"), "a fault of its own file"


def test_a_coded_report_whose_process_had_not_ended_is_refused(tmp_path: Path) -> None:
    """By its dates the process could not be built on, and the coded report would be lost."""
    early = process("second", "2011-12-01", "2013-01-10", acquis=report("X/first", "2011-11-01"))
    message = refusal(campaign(tmp_path, {"first": FIRST + record("X/first", "2011-11-01"), "second": early}))
    assert "starts on 2011-12-01 and has X/first as acquis, but that is the report of first" in message
    assert "ends on 2012-01-10" in message


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id: Small\ntitle: x\nprocesses: [gge-2009-2010]\n", ":1: id = Small: does not have the"),
        ("id: small\nprocesses: [gge-2009-2010]\n", ": title: is missing"),
        ("id: a\ntitle: x\nmembers: all\nprocesses: [gge-2009-2010]\n", ":3: members: is not a known key"),
        ("- a\n", ":1: must contain keys and values"),
        ("id: [\n", "is not valid YAML"),
        ("", "is empty"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_campaign_is_refused(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(text, encoding="utf-8")
    message = refusal(path)
    assert message.startswith(str(path))
    assert told in message


DAYS = st.integers(0, 2000).map(lambda n: date(2011, 1, 1) + timedelta(days=n))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(spans=st.lists(st.tuples(DAYS, st.integers(1, 500)), min_size=1, max_size=4, unique=True))
def test_only_what_had_ended_is_built_on(tmp_path: Path, spans: list[tuple[date, int]]) -> None:
    ends = sorted((start + timedelta(days=length), start) for start, length in spans)
    texts = {f"p{n}": process(f"p{n}", str(start), str(end)) for n, (end, start) in enumerate(ends)}
    loaded = load_campaign(campaign(tmp_path, texts))
    for number, stage in enumerate(loaded.stages):
        before = tuple(n for n, (end, _) in enumerate(ends) if end < ends[number][1])
        assert stage.builds_on == before
        assert all(n < number for n in stage.builds_on)
