"""Every study takes objects where a scenario has names, and says what it has played."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import sim
from sim.negotiation.chairs.dropper import Dropper
from sim.report.comparison import comparison_report
from sim.report.forecast import forecast_report
from sim.report.render.markdown import as_markdown
from sim.report.replay import replay_report
from sim.report.sweep import sweep_report
from sim.report.texts import texts_report
from sim.report.what_if import what_if_report
from sim.scenario.fault import BadInput
from sim.scenario.schema import Scenario
from sim.study.comparison import Side, compare
from sim.study.plays import Plays
from sim.study.replay import replay
from sim.study.setting import setting
from sim.study.sweep import Effort, grid
from sim.study.tasks import carry_out
from sim.study.what_if.question import what_if
from sim.study.workers import workers
from tests.scenario.files import shipped_scenario
from tests.ways import Conceder, Sleeper, ThreeFourths

FIFTH = shipped_scenario("gge-2016-2017")
MINE = FIFTH.change(
    decision=ThreeFourths, chair={"strategy": Sleeper}, delegations={"CHN": {"conduct": Conceder(2)}}
)
STUDIES: dict[str, Callable[[Scenario], Any]] = {
    "forecast": lambda s: forecast_report(sim.forecast(s, 5)),
    "sweep": lambda s: sweep_report(sim.sweep(s, grid({"outlets": [0.0]}), Effort(rooms=2, runs=2))),
    "replay": lambda s: replay_report(replay(s)),
    "compare": lambda s: comparison_report(compare(*(Side(x.id, x, setting(x)) for x in (FIFTH, s)), 4)),
    "what-if": lambda s: what_if_report(what_if(s, 4)),
    "text": lambda s: texts_report(sim.text(s, {"IHL": "silent"}, base="own-text", runs=4)),
}


@pytest.mark.parametrize("study", STUDIES)
def test_a_page_says_which_objects_were_played_and_that_no_command_can_build_them(study: str) -> None:
    page = " ".join(as_markdown(STUDIES[study](MINE).document).split())
    told = "given in Python, so that gge-sim rerun cannot build it: sleeper (tests.ways.Sleeper), "
    assert told in page
    assert "three-fourths (tests.ways.ThreeFourths)" in page
    assert "conceder (tests.ways.Conceder, times=2)" in page


def test_an_object_plays_as_its_name_does() -> None:
    named, given = (sim.forecast(FIFTH, 40, chair=chair) for chair in ("dropper", Dropper()))
    assert named.outcomes.text.tolist() == given.outcomes.text.tolist()
    assert named.chair.called == given.chair.called == "dropper"
    room = sim.Room(FIFTH, replicate=3, chair=Dropper)
    assert room.play().text.tolist() == named.outcomes.text[[3]].tolist()


def test_points_of_a_sweep_may_be_objects() -> None:
    rules = ["consensus", ThreeFourths, Conceder]
    with pytest.raises(ValueError, match=r"tests.ways.Conceder is no decision rule"):
        grid({"decision": rules})
    with pytest.raises(ValueError, match="the lever outlets takes no object"):
        grid({"outlets": [ThreeFourths]})
    swept = sim.sweep(FIFTH, grid({"decision": rules[:2]}), Effort(rooms=2, runs=10), chair=Sleeper)
    assert sim.frames(swept)["sweep"]["decision"].tolist() == [
        "consensus", "three-fourths (tests.ways.ThreeFourths)",
    ]  # fmt: skip
    assert swept.scenario.chair.strategy == "sleeper (tests.ways.Sleeper)"
    assert swept.results[0].adopted.value < swept.results[1].adopted.value


def test_code_and_state_of_every_object_are_in_the_digest_of_a_setting() -> None:
    def of(**changes: Any) -> str:
        return setting(FIFTH.change(**changes)).digest

    def rule(text: str) -> str:
        """The digest with a rule of that code, which has no source, as in a notebook."""
        told = {"ThreeFourths": ThreeFourths, "__name__": "typed"}
        exec(f"class Own(ThreeFourths):\n def carries(self, stances, permanent): return {text}", told)
        return of(decision=told["Own"])

    conducts = [of(delegations={"CHN": {"conduct": Conceder(times)}}) for times in (2, 3, 2)]
    assert conducts[0] == conducts[2] != conducts[1]
    assert rule("stances.all(axis=-1)") == rule("stances.all(axis=-1)")
    assert rule("stances.all(axis=-1)") != rule("stances.any(axis=-1)"), "they differ in a name alone"


def test_what_workers_cannot_get_is_refused_in_words(tmp_path: Path) -> None:
    class Local(Sleeper):
        """A class within a function cannot be pickled."""

    elsewhere = type("Typed", (Sleeper,), {"__module__": "__main__"})
    main = __import__("sys").modules["__main__"]
    main.Typed = elsewhere  # as in a notebook: a worker has another __main__
    try:
        with workers(2) as pool:
            for chair in (Local, elsewhere):
                work = [Plays(setting(FIFTH, chair=chair), 1, first, first + 2) for first in (0, 2)]
                with pytest.raises(BadInput, match=r"cannot get an object .* at the top of a module"):
                    carry_out(work, tmp_path, pool)
            plays = [Plays(setting(MINE), 1, first, first + 2) for first in (0, 2)]
            assert len(carry_out(plays, tmp_path, pool)) == 2
    finally:
        del main.Typed
