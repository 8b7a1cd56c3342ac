"""What studies keep of some plays."""

from dataclasses import fields

import numpy as np
import pytest

from sim.negotiation.outcome import Outcomes
from sim.study.play_counts import BY_PLAY, PlayCounts, count_plays, join
from sim.study.setting import setting
from tests.scenario.files import shipped_scenario


@pytest.fixture(scope="module")
def outcomes() -> Outcomes:
    (found,) = setting(shipped_scenario("gge-2016-2017")).play(1, np.arange(120))
    return found


def test_counts_are_those_of_the_outcomes(outcomes: Outcomes) -> None:
    found = count_plays([outcomes])
    assert len(found) == 120
    assert found.share == outcomes.adopted.mean()
    assert found.degrees.tolist() == outcomes.degrees.tolist()
    for row in range(120):
        stances = outcomes.stances[row].tolist()
        assert found.objections[row] == stances.count(2)
        assert found.dissociations[row] == stances.count(1)
        assert found.strength[row] == sum(outcomes.text[row].tolist())
        path = outcomes.path[row].tolist()
        changed = [n for n in range(1, len(path)) if path[n] != path[n - 1]]
        assert found.readings[row] == max(changed, default=0)
    for n in range(len(found.objects)):
        assert found.objects[n] == outcomes.objects[:, n].sum()
        assert found.dissociated[n] == (outcomes.dissociates[:, n] & outcomes.adopted).sum()
    assert found.rungs.sum() == outcomes.adopted.sum() * outcomes.text.shape[1]
    assert found.rungs[:, 2].tolist() == (outcomes.text[outcomes.adopted] == 2).sum(axis=0).tolist()


def test_blame_is_shared_among_those_who_object(outcomes: Outcomes) -> None:
    found = count_plays([outcomes])
    assert found.blamed == (~outcomes.adopted).sum() > 0
    assert found.blame.sum() == pytest.approx(found.blamed)
    blame, squares = np.zeros(25), 0.0
    for row in np.flatnonzero(~outcomes.adopted):
        who = np.flatnonzero(outcomes.stances[row] == 2)
        blame[who] += 1 / len(who)
        squares += len(who) / len(who) ** 2
    assert found.blame == pytest.approx(blame)
    assert found.blame_squares == pytest.approx(squares)


def test_batches_add_up(outcomes: Outcomes) -> None:
    whole, parts = count_plays([outcomes]), count_plays([outcomes[:50], outcomes[50:]])
    for field in fields(PlayCounts):
        one, other = getattr(whole, field.name), getattr(parts, field.name)
        if field.name in BY_PLAY:
            assert one.tolist() == other.tolist()
        else:
            assert one == pytest.approx(other)
    assert join([whole]).blame.tolist() == whole.blame.tolist()
