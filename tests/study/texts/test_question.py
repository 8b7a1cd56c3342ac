"""Texts put to the room: the rules are the engine's, and all texts meet the same luck."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from sim.negotiation.room import Room
from sim.negotiation.vocabulary import Stance
from sim.scenario.fault import BadInput
from sim.scenario.ladder import Rung
from sim.scenario.schema import Scenario
from sim.scenario.texts import Text, standing_texts
from sim.study.texts import prepared, putting
from sim.study.texts.putting import Moment
from sim.study.texts.question import TextStudy, put_texts
from tests.scenario.files import shipped_scenario

PLAYS, SEED = 40, 3


@cache
def gge() -> Scenario:
    return shipped_scenario("gge-2016-2017")


def texts(*names: str) -> list[Text]:
    return [standing_texts(gge())[name] for name in names]


@cache
def study(held: int = 4) -> TextStudy:
    return put_texts(gge(), texts("own-text", "indirect", "explicit"), held, PLAYS, SEED)


def words(stances: np.ndarray) -> list[str]:
    return [Stance(stance).word for stance in stances]


@pytest.mark.parametrize("replicate", [0, 7])
def test_a_text_as_it_stands_is_put_to_the_same_room_as_anywhere(replicate: int) -> None:
    found, room = study(), Room(gge(), SEED, replicate, ensemble=study().setting.ensemble)
    for _ in range(found.held):
        room.step()
    for n, text in enumerate(found.texts):
        wording = {issue.code: rung.word for issue, rung in zip(gge().issues, text.rungs, strict=True)}
        now = found.found["stances"][n, Moment.NOW, replicate]
        assert list(room.put(wording).values()) == words(now)
    room.play()
    for n, text in enumerate(found.texts):
        wording = {issue.code: rung.word for issue, rung in zip(gge().issues, text.rungs, strict=True)}
        last = found.found["stances"][n, Moment.DEADLINE, replicate]
        assert list(room.put(wording).values()) == words(last)


@pytest.mark.parametrize("replicate", [0, 7])
def test_from_here_the_chair_goes_on_as_in_the_room(replicate: int) -> None:
    found = study()
    for n, text in enumerate(found.texts):
        room = Room(gge(), SEED, replicate, ensemble=found.setting.ensemble)
        for _ in range(found.held):
            room.step()
        room.table_text({issue.code: rung.word for issue, rung in zip(gge().issues, text.rungs, strict=True)})
        end = room.play()
        assert np.array_equal(end.text[0], found.found["text"][n, replicate])
        assert bool(end.adopted[0]) == bool(found.found["adopted"][n, Moment.FROM_HERE, replicate])


def test_a_text_does_not_become_agreed_language_by_being_put() -> None:
    """The same words count for less as a draft than as the body's own last report."""
    (text,) = texts("explicit")
    agreed = {issue.code: Rung.EXPLICIT for issue in gge().issues}
    last = max((r for r in gge().acquis if r.body == gge().body), key=lambda report: report.adopted)
    settled = gge().model_copy(update={"acquis": (*gge().acquis, replace_language(last, agreed))})
    draft, report = (
        put_texts(s, [text], 0, PLAYS, SEED).adopted(0, Moment.DEADLINE) for s in (gge(), settled)
    )
    assert report > draft + 0.3
    assert (study().setting.table.own_text == put_texts(gge(), [text], 0, 2).setting.table.own_text).all()


def replace_language(report, language):  # type: ignore[no-untyped-def]
    return report.model_copy(update={"language": language, "adopted": "2016-01-01", "document": "X/1"})


def test_two_names_of_one_text_do_not_differ_and_a_swap_turns_the_signs() -> None:
    own, other = texts("own-text", "indirect")
    same = put_texts(gge(), [own, replace(own, name="again")], 2, PLAYS, SEED)
    assert {apart.of for apart in same.apart} == {"adopted"}
    assert all(apart.difference.value == 0 for apart in same.apart)
    one, two = (put_texts(gge(), order, 2, PLAYS, SEED) for order in ([own, other], [other, own]))
    ahead, back = ({(a.moment, a.of): a.difference for a in study.apart} for study in (one, two))
    assert ahead.keys() == back.keys()
    for key, difference in ahead.items():
        assert back[key].value == -difference.value
        assert back[key].low == -difference.high


def test_plays_are_the_same_in_tasks_of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = study()
    monkeypatch.setattr(putting, "_KEPT", 3 * 3 * 25 * 16)
    monkeypatch.setattr(prepared, "_PIECE", 3 * 16 * 25 * 5)
    parts = put_texts(gge(), whole.texts, whole.held, PLAYS, SEED)
    for name, array in whole.found.items():
        assert np.array_equal(array, parts.found[name]), name


def test_after_the_last_reading_now_is_the_deadline() -> None:
    found = put_texts(gge(), texts("indirect"), 12, PLAYS, SEED)
    assert (found.left, found.moments) == (0, (Moment.DEADLINE, Moment.FROM_HERE))
    assert np.array_equal(found.found["stances"][0, Moment.NOW], found.found["stances"][0, Moment.DEADLINE])


def test_shares_and_contested_paragraphs_are_counts_of_the_plays() -> None:
    found = study()
    stances = found.found["stances"][0, Moment.DEADLINE]
    for stand in found.stands(0, Moment.DEADLINE):
        seat = found.setting.table.codes.index(stand.code)
        assert stand.objects.successes == (stances[:, seat] == Stance.OBJECTS).sum()
        assert sum(count for _, count in stand.over) == stand.objects.successes
        assert (stand.to_pass is None) == (stand.objects.successes == 0)
    over = found.contested(0, Moment.DEADLINE)
    assert set(over) == set(found.setting.table.issues)
    blocked = int((stances == Stance.OBJECTS).any(axis=1).sum())
    assert max(share.successes for share in over.values()) <= blocked
    assert found.ends(0).sum(axis=1).tolist() == [PLAYS] * len(gge().issues)


@pytest.mark.parametrize(
    ("held", "runs", "names"), [(13, 2, ("silent",)), (-1, 2, ("silent",)), (0, 0, ("silent",)), (0, 2, ())]
)
def test_impossible_requests_are_refused(held: int, runs: int, names: tuple[str, ...]) -> None:
    with pytest.raises((ValueError, BadInput)):
        put_texts(gge(), texts(*names), held, runs)


def test_a_name_stands_for_one_text() -> None:
    with pytest.raises(ValueError, match="a name of its own"):
        put_texts(gge(), texts("silent", "silent"), 0, 2)
