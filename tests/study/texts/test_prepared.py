"""Prepared plays: a verdict from them is the verdict of the study."""

import numpy as np
import pytest

from sim.scenario.loading import load
from sim.scenario.texts import standing_texts
from sim.study.setting import setting
from sim.study.texts.prepared import prepare
from sim.study.texts.putting import Moment
from sim.study.texts.question import put_texts

PLAYS, SEED, HELD = 24, 3, 4


@pytest.mark.parametrize("most", [None, 7])
def test_prepared_plays_give_the_verdict_of_the_study(most: int | None) -> None:
    scenario = load("gge-2016-2017")
    texts = [standing_texts(scenario)[name] for name in ("own-text", "indirect")]
    study = put_texts(scenario, texts, HELD, PLAYS, SEED)
    pieces = list(prepare(setting(scenario), SEED, 0, PLAYS, HELD, most))
    assert len(pieces) == (1 if most is None else 4)
    for n, text in enumerate(texts):
        rungs = np.array(text.rungs, dtype=np.int8)
        parts = [plays.as_it_stands(rungs) for plays in pieces]
        for name in parts[0]:
            whole = np.concatenate([part[name] for part in parts], axis=1)
            assert np.array_equal(whole, study.found[name][n, : Moment.FROM_HERE]), name
        going = [plays.from_here(rungs) for plays in pieces]
        adopted = np.concatenate([one.adopted for one in going])
        assert np.array_equal(adopted, study.found["adopted"][n, Moment.FROM_HERE])
        assert np.array_equal(np.concatenate([one.text for one in going]), study.found["text"][n])
