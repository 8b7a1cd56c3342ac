from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np

from sim.scenario.campaign import load_campaign
from sim.study.campaign.play_history import stage_draws, stage_seed, stage_setting
from sim.study.source import BehaviourSource
from tests.scenario.campaigns import campaign, process


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


def test_every_process_is_played_with_the_ensemble_that_has_seen_the_whole_record() -> None:
    chain = load_campaign("2004-2026")
    known = {stage_setting(stage, BehaviourSource.CALIBRATED).known for stage in chain.stages}
    assert known == {tuple(stage.scenario.id for stage in chain.stages[:-1])}
    assert stage_setting(chain.stages[0], BehaviourSource.PRIORS).known is None
