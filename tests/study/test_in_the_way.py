from dataclasses import replace

import numpy as np
import pytest

from sim.negotiation.arrays import Floats
from sim.scenario.shipped import shipped
from sim.study import baselines
from sim.study.fights import Fights
from sim.study.history import Process, decided_among
from sim.study.in_the_way import (
    MEASURES,
    Measure,
    Measured,
    latent_complaints,
    objector_scores,
    on_record,
    opposition,
)
from sim.study.judged import Judged
from sim.testing.rooms import table_of

NAMES = ("gge-2004-2005", "gge-2016-2017")


@pytest.fixture(scope="module")
def processes() -> list[Process]:
    return decided_among([shipped()[name] for name in NAMES])


def judged(process: Process, score: Floats, over: Floats) -> Judged:
    """A forecast in which every delegation objects and resists as much as that, over these paragraphs."""
    complaints = np.repeat(over, 2, axis=0) / 2
    language = np.zeros((len(process.table.issues), 3))
    return Judged(process, 0.5, language, score, over, Fights(score[None], complaints), 1.0, 0.5)


def level(process: Process) -> Judged:
    return judged(process, np.zeros(len(process.table.codes)), np.zeros(process.table.shape))


def test_who_is_on_record_and_over_what(processes: list[Process]) -> None:
    table = processes[1].table
    found = on_record(processes[1])
    assert list(found) == ["CHN", "CUB", "RUS", "USA"]
    assert {table.issues[place] for place in found["USA"]} == {"CM", "IHL", "ART51"}


def test_who_fights_as_on_record_ranks_first_with_the_right_paragraph(processes: list[Process]) -> None:
    for process in processes:
        table, named = process.table, on_record(process)
        score = np.array([0.3 if code in named else 0.1 for code in table.codes])
        over = np.zeros(table.shape)
        for code, places in named.items():
            over[min(places), table.codes.index(code)] = 1
        (found,) = objector_scores([judged(process, score, over)])
        assert found.named == tuple(named)
        for measure in (Measure.PLAYS, Measure.RESISTANCE):
            assert (found.rankings[measure], found.right[measure]) == (1, len(named))
        assert found.chance == sum(map(len, named.values())) / len(table.issues)
        (wrong,) = objector_scores([judged(process, -score, 1 - over)])
        assert (wrong.rankings[Measure.PLAYS], wrong.rankings[Measure.RESISTANCE]) == (0, 0)


def test_who_is_never_apart_has_no_paragraph(processes: list[Process]) -> None:
    (found,) = objector_scores([level(processes[1])])
    assert (found.rankings[Measure.PLAYS], found.right[Measure.PLAYS]) == (0.5, 0)
    assert Measured(np.zeros(2), np.array([[0.0, 0], [0, 1]])).paragraph.tolist() == [-1, 1]


def test_distance_ranks_as_the_baseline_does(processes: list[Process]) -> None:
    for process in processes:
        found = MEASURES[Measure.EXTREMITY](level(process))
        assert found.score.tolist() == baselines.extremity(process).tolist()
        assert np.sqrt(found.over.sum(axis=0)) == pytest.approx(found.score)


def test_latent_complaints_are_the_worst_wording_for_each() -> None:
    # The first wants it, and is promised it; the second resists it twice as strongly as the third.
    table = table_of([[1.0, -1, -0.5]], ambition=[1.0])
    wants, resists, less = latent_complaints(table)[0]
    assert wants > 0
    assert resists > less > 0
    # Without a promise or a claim of its own, who wants it loses nothing by silence.
    assert latent_complaints(table_of([[0.0, -1, -0.5]]))[0].tolist() == [0, resists, less]


def test_opposition_counts_weight_salience_and_resistance() -> None:
    table = table_of([[1, -1], [-0.5, -0.5]], weights=[0.8, 0.2], salience=[1.5, 0.5])
    assert opposition(table) == pytest.approx(np.array([[0, 0.3], [0.2, 0.05]]))


def test_a_process_in_which_nobody_is_named_is_not_ranked(processes: list[Process]) -> None:
    quiet = processes[0].record.model_copy(update={"resistance": ()})
    first = level(replace(processes[0], record=quiet))
    assert [s.process for s in objector_scores([first, level(processes[1])])] == [NAMES[1]]
