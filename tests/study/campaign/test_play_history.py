from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from sim.negotiation.arrays import EXPLICIT, INDIRECT, SILENT
from sim.negotiation.convene import convene
from sim.negotiation.play import play
from sim.scenario.acquis import agreed, promised
from sim.scenario.campaign import Campaign, load_campaign, load_campaign_with_records
from sim.scenario.record import Record
from sim.study.campaign.play_history import inherited, play_history, stage_draws, stage_seed, stage_setting
from sim.study.forecast import forecast
from sim.study.source import BehaviourSource
from tests.scenario.campaigns import campaign, process, record, report
from tests.scenario.files import ICT

Chain = tuple[Campaign, tuple[Record | None, ...]]


@pytest.fixture(scope="module")
def chain() -> Chain:
    return load_campaign_with_records("2004-2026")


def really(chain: Chain) -> tuple[np.ndarray, np.ndarray]:
    """What the processes of a chain really adopted (1, P), (1, P, K)."""
    loaded, records = chain
    adopted = np.array([[bool(told and told.adopted) for told in records]])
    texts = np.zeros((1, len(records), len(loaded.issues)), dtype=np.int8)
    for number, told in enumerate(records):
        for k, issue in enumerate(loaded.issues):
            texts[0, number, k] = told.language.get(issue.code, SILENT) if told else SILENT
    return adopted, texts


@pytest.fixture
def two(tmp_path: Path) -> Campaign:
    """Two processes in which much is uncertain."""
    return load_campaign(
        campaign(
            tmp_path,
            {
                "first": process("first", "2011-01-10", "2012-01-10", worth=0.4, china=-1),
                "second": process("second", "2012-01-11", "2013-01-10", worth=0.4, china=-1),
                "third": process("third", "2012-06-11", "2014-01-10", worth=0.4, china=-1, body="GGE"),
                "fourth": process("fourth", "2014-02-11", "2015-01-10", worth=0.4, china=-1),
            },
        )
    )


def test_had_all_gone_as_it_really_did_every_process_starts_as_coded(chain: Chain) -> None:
    adopted, texts = really(chain)
    for number, stage in enumerate(chain[0].stages):
        table, past = convene(stage.scenario), inherited(chain[0], number, adopted, texts)
        assert past.acquis[0].tolist() == table.acquis.tolist(), stage.scenario.id
        assert past.own_text[0].tolist() == table.own_text.tolist(), stage.scenario.id
        assert past.ambition[0].tolist() == table.ambition.tolist(), stage.scenario.id


def test_had_nothing_been_adopted_there_would_be_what_other_bodies_agreed(chain: Chain) -> None:
    adopted, texts = really(chain)
    for number, stage in enumerate(chain[0].stages):
        past = inherited(chain[0], number, np.zeros_like(adopted), texts)
        alone = stage.scenario.model_copy(update={"acquis": stage.constant})
        assert past.acquis.tolist() == [[int(rung) for rung in agreed(alone).values()]]
        assert past.acquis.any() == bool(stage.constant)
        assert not past.own_text.any()
        # "How international law applies" promises a step beyond what is there, and of most here nothing is.
        assert past.ambition.tolist() == [list(promised(alone).values())]


def test_language_that_the_issues_state_stands_in_every_history(tmp_path: Path) -> None:
    spans = {"first": ("2011-01-10", "2012-01-10"), "second": ("2012-01-11", "2013-01-10")}
    stated = "code: CABLES, acquis: explicit, own_text: indirect,"
    texts = {name: process(name, *days).replace("code: CABLES,", stated) for name, days in spans.items()}
    loaded = load_campaign(campaign(tmp_path, texts))
    nothing, silent = np.zeros((1, 2), dtype=bool), np.zeros((1, 2, 2), dtype=np.int8)
    for number in (0, 1):
        past = inherited(loaded, number, nothing, silent)
        assert past.acquis.tolist() == [[EXPLICIT, SILENT]]
        assert past.own_text.tolist() == [[INDIRECT, SILENT]]
    adopted, said = np.array([[True, False]]), np.array([[[SILENT, EXPLICIT], [0, 0]]], dtype=np.int8)
    past = inherited(loaded, 1, adopted, said)
    assert past.acquis.tolist() == [[EXPLICIT, EXPLICIT]]
    assert past.own_text.tolist() == [[SILENT, EXPLICIT]]


def test_a_mandate_promises_one_step_beyond_what_each_history_has_settled(tmp_path: Path) -> None:
    later = ICT.replace("asks: [norms]", "asks: [international-law], ambition: {DD: 0.25}")
    later = later.replace("acquis: [A/75/816, A/76/135]", "acquis: []").replace("id: ict", "id: later")
    early = ICT.replace("2021-12-13", "2020-01-10").replace("2022-07-29", "2021-01-10")
    early = early.replace("acquis: [A/75/816, A/76/135]", "acquis: []")
    loaded = load_campaign(campaign(tmp_path, {"ict": early, "later": later}))
    codes = [issue.code for issue in loaded.issues]
    sr, dd, cm = (codes.index(code) for code in ("SR", "DD", "CM"))
    texts = np.zeros((4, 2, len(codes)), dtype=np.int8)
    texts[1, 0, sr], texts[2, 0, sr], texts[3, 0, sr] = INDIRECT, EXPLICIT, EXPLICIT
    texts[:, 0, dd] = EXPLICIT
    adopted = np.array([[True, False], [True, False], [True, False], [False, False]])
    promise = inherited(loaded, 1, adopted, texts).ambition
    assert promise[:, sr].tolist() == [0, 1, 1, 0]
    # What the file itself gives comes first.
    assert promise[:, dd].tolist() == [0.25] * 4
    assert not promise[:, cm].any()


def test_the_own_text_is_the_last_report_of_the_same_body_in_that_history(tmp_path: Path) -> None:
    """Constant or played, by the day; a process that continues another body takes up that one's."""
    constant = report("X/0", "2009-05", language="{CABLES: indirect, FUND: explicit}")
    last = process("last", "2014-02-01", "2015-01-10", acquis=constant)
    texts = {
        "oewg": process("oewg", "2011-01-10", "2012-01-10", body="OEWG"),
        "gge": process("gge", "2012-02-01", "2013-01-10"),
        "last": last,
        "new": last.replace("id: last", "id: new").replace("body: GGE", "body: other\ncontinues: OEWG", 1),
    }
    loaded = load_campaign(campaign(tmp_path, texts))
    drafts = np.zeros((4, 4, 2), dtype=np.int8)
    drafts[:, 0] = [EXPLICIT, SILENT]
    drafts[:, 1] = [SILENT, INDIRECT]
    adopted = np.array([[a, b, False, False] for a in (True, False) for b in (True, False)])
    past = inherited(loaded, 2, adopted, drafts)
    before = [INDIRECT, EXPLICIT]
    assert past.own_text.tolist() == [[SILENT, INDIRECT], before, [SILENT, INDIRECT], before]
    assert past.acquis.tolist() == [[EXPLICIT, EXPLICIT]] * 2 + [before] * 2
    continued = inherited(loaded, 3, adopted, drafts).own_text
    assert continued.tolist() == [[EXPLICIT, SILENT]] * 2 + [[SILENT, SILENT]] * 2


@pytest.mark.parametrize("behaviour", BehaviourSource)
def test_alone_a_process_plays_as_it_does_by_itself(tmp_path: Path, behaviour: BehaviourSource) -> None:
    text = process("only", "2011-01-10", "2012-01-10", worth=0.4, china=-1, acquis=report("X/0", "2009-05"))
    (stage,) = (loaded := load_campaign(campaign(tmp_path, {"only": text}))).stages
    ways = stage_setting(stage, behaviour)
    draws = stage_draws(stage, ways, 3, np.arange(200))
    plain = play(ways.table, draws, ways.chair)
    history = play_history(loaded, 3, 0, 200, behaviour)
    assert 0 < plain.adopted.sum() < 200
    for name in ("", "coded_"):
        assert (history[f"{name}adopted"][:, 0] == plain.adopted).all()
        assert (history[f"{name}texts"][:, 0] == plain.text).all()
    assert (history["acquis"] == draws.past.acquis[:, None]).all()


def test_the_first_process_of_the_chain_is_forecast_as_alone_but_for_luck(chain: Chain) -> None:
    """Nothing precedes it; luck and ensemble differ from those of its forecast, so only shares can agree."""
    first = replace(chain[0], stages=chain[0].stages[:1])
    history = play_history(first, 1, 0, 400, BehaviourSource.PRIORS)
    alone = forecast(first.stages[0].scenario, 400, 1, behaviour=BehaviourSource.PRIORS)
    assert abs(history["adopted"].mean() - alone.outcomes.share) < 4 * np.sqrt(0.5 / 400)


def test_shapes_and_kinds(two: Campaign) -> None:
    history = play_history(two, 1, 7, 19, BehaviourSource.PRIORS)
    assert history["replicates"].tolist() == list(range(7, 19))
    shapes = {name: array.shape for name, array in history.items()}
    assert shapes == {
        "replicates": (12,),
        "adopted": (12, 4),
        "texts": (12, 4, 2),
        "acquis": (12, 4, 2),
        "coded_adopted": (12, 4),
        "coded_texts": (12, 4, 2),
        "turned_adopted": (12, 4, 4),
        "turned_texts": (12, 4, 4, 2),
    }
    assert {array.dtype for name, array in history.items() if "texts" in name or name == "acquis"} == {
        np.dtype(np.int8)
    }
    for first, last in ((3, 3), (4, 3), (-1, 3)):
        with pytest.raises(ValueError, match="first must be"):
            play_history(two, 1, first, last)


def test_the_past_is_what_the_plays_before_have_left(two: Campaign) -> None:
    history = play_history(two, 1, 0, 200, BehaviourSource.PRIORS)
    adopted, texts = history["adopted"], history["texts"]
    assert adopted.mean(axis=0).min() > 0.05
    assert adopted.mean(axis=0).max() < 0.95
    for number in range(4):
        past = inherited(two, number, adopted, texts)
        assert (history["acquis"][:, number] == past.acquis).all()
        stage = two.stages[number]
        ways = stage_setting(stage, BehaviourSource.PRIORS)
        draws = stage_draws(stage, ways, 1, np.arange(200))
        again = play(ways.table, replace(draws, past=past), ways.chair)
        assert (again.adopted == adopted[:, number]).all()
        assert (again.text == texts[:, number]).all()


@pytest.mark.parametrize("turned", range(4))
def test_turned_one_process_ends_the_other_way_and_the_rest_follows(two: Campaign, turned: int) -> None:
    history = play_history(two, 1, 0, 100, BehaviourSource.PRIORS)
    adopted, texts = history["turned_adopted"][:, turned], history["turned_texts"][:, turned]
    assert (adopted[:, turned] == ~history["adopted"][:, turned]).all()
    assert (texts[:, turned] == history["texts"][:, turned]).all()
    changed = 0
    for number in range(4):
        if number == turned:
            continue
        stage = two.stages[number]
        ways = stage_setting(stage, BehaviourSource.PRIORS)
        draws = stage_draws(stage, ways, 1, np.arange(100))
        past = inherited(two, number, adopted, texts)
        again = play(ways.table, replace(draws, past=past), ways.chair)
        assert (again.adopted == adopted[:, number]).all()
        assert (again.text == texts[:, number]).all()
        if turned not in stage.builds_on:
            reached = set(stage.builds_on) & {n for n in range(4) if turned in two.stages[n].builds_on}
            assert reached or (adopted[:, number] == history["adopted"][:, number]).all()
        changed += int((adopted[:, number] != history["adopted"][:, number]).sum())
    assert changed > 0 or turned in (2, 3)


def test_nothing_of_the_record_reaches_the_plays(tmp_path: Path) -> None:
    """The real report of the first process says something else, and was or was not adopted."""
    second = process("second", "2012-01-11", "2013-01-10", worth=0.4, acquis=report("X/1", "2012-01-10"))
    found = []
    for told in (
        record("X/1", "2012-01-10"),
        record("X/1", "2012-01-10", language="{FUND: explicit}"),
        record("X/1", "2012-01-10", adopted=False),
    ):
        first = process("first", "2011-01-10", "2012-01-10", worth=0.4, china=-1) + told
        loaded = load_campaign(campaign(tmp_path, {"first": first, "second": second}))
        found.append(play_history(loaded, 1, 0, 30, BehaviourSource.PRIORS))
    for other in found[1:]:
        for name, array in found[0].items():
            assert array.tobytes() == other[name].tobytes(), name


def test_what_lasts_is_shared_by_all_processes_and_what_passes_is_not(tmp_path: Path) -> None:
    texts = {
        "first": process("first", "2011-01-10", "2012-01-10"),
        "second": process("second", "2012-01-11", "2013-01-10"),
    }
    two = load_campaign(campaign(tmp_path, texts))
    numbers = np.arange(5, 45)
    drawn = []
    for stage in two.stages[:2]:
        ways = stage_setting(stage, BehaviourSource.PRIORS)
        drawn.append(stage_draws(stage, ways, 1, numbers))
    one, other = drawn
    assert (one.position == other.position).all()
    for parameter in fields(one.behaviour):
        assert (getattr(one.behaviour, parameter.name) == getattr(other.behaviour, parameter.name)).all()
    for name in ("stake", "flexibility", "mood", "caucus_mood"):
        assert (getattr(one, name) != getattr(other, name)).all(), name


def test_a_process_of_the_chain_keeps_parameters_that_its_file_gives(tmp_path: Path) -> None:
    texts = {
        name: process(name, f"{year}-01-10", f"{year}-12-10", worth=worth)
        for name, year, worth in (("a", 2011, 0.5), ("b", 2012, 2))
    }
    found = []
    for stage in load_campaign(campaign(tmp_path, texts)).stages:
        ways = stage_setting(stage, BehaviourSource.PRIORS)
        found.append(stage_draws(stage, ways, 1, np.arange(10)).behaviour)
    assert [set(behaviour.stake_scale) for behaviour in found] == [{0.5}, {2.0}]
    assert (found[0].inertia == found[1].inertia).all()


def test_every_process_has_a_seed_of_its_own() -> None:
    seeds = [stage_seed(seed, name) for seed in (0, 1, 11) for name in ("a", "b", "1a")]
    assert len(set(seeds)) == len(seeds)
    assert stage_seed(1, "gge-2009-2010") == stage_seed(1, "gge-2009-2010")
    assert min(seeds) >= 0


def test_every_process_is_played_with_the_ensemble_that_has_seen_the_whole_record(chain: Chain) -> None:
    stages = chain[0].stages
    known = {stage_setting(stage, BehaviourSource.CALIBRATED).known for stage in stages}
    assert known == {tuple(stage.scenario.id for stage in stages[:-1])}
    assert stage_setting(stages[0], BehaviourSource.PRIORS).known is None
