"""The draft desk: it shows what the studies of texts and packages find, and claims nothing more."""

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given

pytest.importorskip("uvicorn", reason="the extra classroom is not installed")

from sim.classroom.site.draft.draft import PLAYS, SEED, Draft, Pasted, Wanted, read
from sim.classroom.site.draft.packages import packages
from sim.classroom.site.draft.search import Search
from sim.classroom.site.draft.subject import first_sight, subject
from sim.classroom.site.draft.text_file import texts_of
from sim.classroom.site.draft.verdict import advance, stand
from sim.classroom.site.draft.visit import DeskVisit
from sim.negotiation.arrays import OBJECTS
from sim.report.words.numbers import percent
from sim.scenario.fault import BadInput
from sim.scenario.loading import load
from sim.scenario.texts import Text, load_texts
from sim.study.paired import paired_share
from sim.study.texts.putting import Moment
from sim.study.texts.question import TextStudy, put_texts
from tests.classroom.site.paper import Paper
from tests.classroom.site.test_explorer import MESSAGES

GGE, LESSON = "gge-2016-2017", "lone-blocker"


def words(name: str, start: str = "indirect", **moved: str) -> dict[str, str]:
    """A start text of the desk, with some paragraphs worded otherwise."""
    found = next(one["words"] for one in subject(name)["starts"] if one["name"] == start)
    return {**found, **moved}


def draft(name: str = GGE, moved: dict[str, str] | None = None, **more: Any) -> Draft:
    found = read(
        Draft, {"scenario": name, "start": words(name), "text": words(name, **(moved or {})), **more}
    )
    assert found is not None
    return found


def studied(one: Draft) -> TextStudy:
    scenario, start, text = one.texts()
    return put_texts(scenario, [start, text], one.held, PLAYS, SEED)


def led(one: Draft) -> dict[str, Any]:
    """Let the chair go on to the end."""
    for _ in range(100):
        if found := advance(one):
            return found
    raise AssertionError("the chair never comes to an end")


@pytest.mark.parametrize("more", [{}, {"now": True}, {"held": 9}])
def test_the_desk_shows_what_the_study_of_texts_finds(more: dict[str, Any]) -> None:
    one = draft(moved={"IHL": "explicit", "CONTENT": "silent"}, **more)
    study, told, ahead = studied(one), stand(one), led(one)
    adopted = study.found["adopted"]
    for shown, moment in ((told["adopted"], one.moment), (ahead["adopted"], Moment.FROM_HERE)):
        difference = paired_share(adopted[0, moment], adopted[1, moment])
        assert shown["number"] == adopted[1, moment].sum()
        assert shown["percent"] == percent(study.adopted(1, moment).share)
        assert float(shown["points"]) == round(100 * difference.value)
        assert shown["clear"] == difference.clear
    seats = dict(zip([s["code"] for s in subject(GGE)["seats"]], told["seats"], strict=True))
    for one_stand in study.stands(1, one.moment):
        seat = seats[one_stand.code]
        assert seat["objects"] == pytest.approx(one_stand.objects, abs=1e-4)
        assert (seat["join"] is None) == (one_stand.to_join is None)
    objects = study.found["stances"][:, one.moment] == OBJECTS
    china = study.setting.table.codes.index("CHN")
    change = objects[1, :, china].mean() - objects[0, :, china].mean()
    assert seats["CHN"]["change"] == pytest.approx(change, abs=1e-4)
    assert np.allclose(ahead["ends"], study.ends(1) / PLAYS, atol=1e-4)
    assert ahead["unchanged"] == pytest.approx(study.unchanged(1).share, abs=1e-4)


def test_a_text_beside_itself_differs_in_nothing() -> None:
    told = stand(draft())
    assert (told["adopted"]["points"], told["adopted"]["clear"]) == ("0", False)
    assert not any(seat["change"] or seat["clear"] for seat in told["seats"])


@pytest.mark.parametrize("play", [0, 11])
def test_out_of_scope_one_play_is_shown_and_no_share(play: int) -> None:
    one = draft(LESSON, {next(iter(words(LESSON))): "silent"}, play=play)
    study, told, ahead = studied(one), stand(one), led(one)
    adopted = study.found["adopted"]
    assert told["adopted"] == {
        "play": bool(adopted[1, Moment.DEADLINE, play]), "before": bool(adopted[0, Moment.DEADLINE, play])
    }  # fmt: skip
    assert ahead["adopted"]["play"] == bool(adopted[1, Moment.FROM_HERE, play])
    shares = [seat[key] for seat in told["seats"] for key in ("objects", "dissociates")]
    shares += [*told["contested"], *(end for ends in ahead["ends"] for end in ends), ahead["unchanged"]]
    assert set(shares) <= {0.0, 1.0}
    assert "%" not in json.dumps([told, ahead])
    wanted = Wanted(draft=one)
    with pytest.raises(BadInput, match="no probability is claimed"):
        packages(wanted, lambda looked: None)


def test_the_saved_text_is_read_again(tmp_path: Path) -> None:
    one = draft(moved={"IHL": "explicit"})
    file = tmp_path / "draft.yaml"
    file.write_text(stand(one)["file"], encoding="utf-8")
    (again,) = load_texts(file, load(GGE))
    assert again.rungs == one.texts()[2].rungs
    (pasted,) = texts_of(Pasted(scenario=GGE, content=file.read_text(encoding="utf-8")))["texts"]
    assert pasted["words"] == dict(one.text)


@pytest.mark.parametrize("name", ["", "ours.csv"])
def test_a_table_is_read_too(name: str) -> None:
    content = "issue,rev.1,rev.2\nbase,own-text,own-text\nIHL,explicit,silent/indirect\n"
    told = texts_of(Pasted(scenario=GGE, name=name, content=content))
    assert [one["name"] for one in told["texts"]] == ["rev.1", "rev.2 [IHL silent]", "rev.2 [IHL indirect]"]
    assert told["texts"][0]["words"]["IHL"] == "explicit"
    assert "leaves out" in told["texts"][0]["assumed"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("texts:\n  a:\n    base: silent\n    paragraphs: {IHL: loud}", "ours.yaml:4"),
        ("texts:\n  a:\n    base: silent\n    paragraphs: {XYZ: silent}", "is not an issue"),
        ("texts: {a: {paragraphs: {IHL: silent}}}", "names no base"),
        ("[", "ours.yaml"),
        ("just words", "must contain keys"),
    ],
)
def test_a_bad_file_is_refused_in_clear_words(content: str, says: str) -> None:
    told = texts_of(Pasted(scenario=GGE, name="ours.yaml", content=content))
    assert re.search(says, told["refused"])
    assert "tmp" not in told["refused"].replace("ours.yaml", "")


@given(MESSAGES)
def test_nonsense_is_no_draft(message: object) -> None:
    for kind in (Draft, Wanted, Pasted):
        assert read(kind, message) is None


@pytest.mark.parametrize(
    "change",
    [
        {"scenario": "no-such"},
        {"held": 13},
        {"text": {"IHL": "silent"}},
        {"text": {**words(GGE), "XY": "silent"}},
    ],
)
def test_what_does_not_fit_is_refused(change: dict[str, Any]) -> None:
    asked = {"scenario": GGE, "start": words(GGE), "text": words(GGE), **change}
    found = read(Draft, asked)
    assert found is not None
    with pytest.raises(BadInput):
        stand(found)


def test_every_shipped_scenario_can_be_put_on_the_desk() -> None:
    for one in first_sight("")["scenarios"]:
        told = subject(one["name"])
        json.dumps(told, allow_nan=False)
        codes = {issue["code"]: issue["texts"] for issue in told["issues"]}
        for start in told["starts"]:
            assert all(word in codes[code] for code, word in start["words"].items()), (one, start["name"])
            assert set(start["words"]) == set(codes)


def few() -> Wanted:
    """A wish with all paragraphs locked but two."""
    one = draft(moved={"CM": "explicit"})
    return Wanted(
        draft=one, above=0.2, locked=tuple(code for code in words(GGE) if code not in ("CM", "IHL"))
    )


def test_a_package_keeps_what_is_locked_and_does_at_the_desk_as_was_found() -> None:
    looked: list[int] = []
    told = packages(few(), looked.append)
    assert sum(looked) > 9
    for one in [*told["frontier"], *told["amended"]]:
        assert {change["code"] for change in one["changes"]} <= {"CM", "IHL"}
        at_the_desk = stand(few().draft.model_copy(update={"text": one["words"]}))
        assert at_the_desk["adopted"]["percent"] == one["percent"]
    strengths = [one["strength"] for one in told["frontier"]]
    assert strengths == sorted(strengths, reverse=True)
    first = told["amended"][0]
    beside = few().draft.model_copy(update={"start": few().draft.text, "text": first["words"]})
    assert stand(beside)["adopted"]["points"] == first["points"]


async def test_a_search_tells_what_it_finds_from_a_process_of_its_own_and_can_be_ended() -> None:
    search = Search(few())
    told = [one async for one in search.told()]
    assert told[-1]["found"]["frontier"] == packages(few(), lambda looked: None)["frontier"]
    endless = Search(Wanted(draft=draft()))
    endless.end()
    assert not [one async for one in endless.told() if "found" in one]


class Slow:
    """A worker that takes its time, and notes what it does."""

    def __init__(self) -> None:
        self.done: list[tuple[str, str]] = []

    async def _note(self, what: str, one: Draft) -> None:
        await asyncio.sleep(0.01)
        self.done.append((what, one.text["IHL"]))

    async def stand(self, one: Draft) -> dict[str, Any]:
        await self._note("stand", one)
        return {}

    async def advance(self, one: Draft) -> dict[str, Any] | None:
        await self._note("advance", one)
        return {} if self.done.count(("advance", one.text["IHL"])) == 3 else None


def asked(serial: int, ihl: str) -> dict[str, Any]:
    return {"serial": serial, "draft": draft(moved={"IHL": ihl}).model_dump()}


async def test_a_moved_control_never_waits_for_the_chair() -> None:
    worker, paper = Slow(), Paper()
    visit = DeskVisit(worker, paper)  # type: ignore[arg-type]
    first = asyncio.create_task(visit.ask(asked(1, "silent")))
    while ("advance", "silent") not in worker.done:
        await asyncio.sleep(0.001)
    await asyncio.gather(visit.ask(asked(2, "indirect")), visit.ask(asked(3, "explicit")))
    await first
    assert worker.done.count(("advance", "silent")) < 3
    assert ("stand", "indirect") not in worker.done
    told = [(method, about["serial"]) for method, about in paper.told]
    assert told == [("show", 1), ("show", 3), ("lead", 3)]


async def test_nonsense_is_answered_without_the_worker() -> None:
    paper = Paper()
    visit = DeskVisit(None, paper)  # type: ignore[arg-type]
    await visit.ask({"serial": 1, "draft": {"scenario": 5}})
    await visit.paste({"content": 3})
    await visit.search({"above": 2})
    assert all("refused" in about for _, about in paper.told)
    assert [method for method, _ in paper.told] == ["show", "take", "find"]
    for message in (None, {"serial": "1"}, 7):
        await visit.ask(message)
    for name in ("no-such", "/etc/passwd", 7, None):
        await visit.subject(name)
    await visit.cancel(None)
    visit.hears("nothing", "{}")
    visit.hears("ask", "{")
    assert len(paper.told) == 3


async def test_a_search_is_cancelled_and_another_waits_for_its_turn() -> None:
    paper, begun = Paper(), asyncio.Event()

    class Searching:
        ended = 0

        async def search(self, wanted: Wanted) -> Any:
            try:
                begun.set()
                yield {"looked": 1}
                await asyncio.sleep(60)
            finally:
                self.ended += 1

    worker = Searching()
    visit = DeskVisit(worker, paper)  # type: ignore[arg-type]
    visit.hears("search", Wanted(draft=draft()).model_dump_json())
    await begun.wait()
    await asyncio.sleep(0)
    visit.hears("cancel", "{}")
    await asyncio.sleep(0.01)
    assert paper.told == [("find", {"looked": 1})]
    assert worker.ended == 1


def test_texts_have_the_names_of_their_scenario() -> None:
    scenario, start, text = draft().texts()
    assert isinstance(start, Text)
    assert len(start.rungs) == len(text.rungs) == len(scenario.issues)
