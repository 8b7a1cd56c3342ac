"""Every check passes at the least effort, and reports a defect that is planted for it."""

import json
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import fields, replace
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import numpy as np
import pytest

from checks.verify import laws, samplers, versions
from checks.verify.__main__ import CHECKS, main, run, table
from checks.verify.analytic import analytic
from checks.verify.digest import items
from checks.verify.finding import Ask, Effort, Finding, Part
from checks.verify.invariances import LAWS, SAID, held, neighbours_keep_their_luck, other_seeds
from checks.verify.room import random_scenarios
from checks.verify.samplers_of_studies import designs, members
from checks.verify.twin import random_negotiations
from checks.verify.workers import commands, forecast_in_pieces, studied
from sim.negotiation import random_streams
from sim.negotiation.outcome import Outcomes

TINY = Ask(Effort.TINY)
#: What a check of samplers at full effort would still call chance: a millionth among two thousand tests.
LEVEL = 1e-6 / 2000


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_passes(name: str) -> None:
    finding = CHECKS[name](TINY)
    assert not finding.failed, table([finding])
    assert finding.verdict == "passed"
    assert finding.cases > 40
    assert finding.check == name


class Spoiled(Executor):
    """An executor that does the work here, and loses a report on the way."""

    def __init__(self, *_: Any) -> None:
        self.given = 0

    def submit(self, work: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        found = dict(work(*given, **named))
        if self.given == 0 and "adopted" in found:
            found["adopted"] = ~found["adopted"].astype(bool)
        self.given += 1
        future.set_result(found)
        return future


#: The defects: a function of the program, and what is put in its place, made from it.
DEFECTS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "no cover": ("negotiation.stance.cover", lambda whole: lambda r, worth, c: np.zeros_like(worth)),
    "cover by anybody": ("negotiation.stance.cover", lambda whole: lambda r, w, c: whole(r, w, 0 * c)),
    "less harm": ("negotiation.play.weigh", lambda whole: lambda *room: _but(whole(*room), complaint=0.8)),
    "moods too wide": ("negotiation.payoff.mood", lambda whole: lambda *room: 1.3 * whole(*room)),
    "no trades": ("negotiation.chairs.mediator.best_trade",
        lambda whole: lambda *given: (np.array([], dtype=np.int64),) * 3),
    "the ninth digit": ("checks.verify.twin.weigh",
        lambda whole: lambda *room: _but(whole(*room), base=1 + 1e-8)),
    "a room that forgets the deadline": ("negotiation.room.open_reading",
        lambda whole: lambda table, draws, interests, _: whole(table, draws, interests, 1)),
    "a room that skips repairs": ("negotiation.room.put_under_silence",
        lambda whole: lambda chair, reading, draft, observer: draft),
    "normal numbers too wide": ("checks.verify.samplers.normals",
        lambda whole: lambda *given: 1.1 * whole(*given)),
    "purposes told apart by their first letters": ("negotiation.random_streams._key",
        lambda whole: lambda seed, of: whole.__wrapped__(seed, (*of[:-1], of[-1][:2]))),
    "blocks that repeat": ("checks.verify.samplers.normals",
        lambda whole: lambda seed, plays, names: whole(seed, plays % random_streams.BLOCK, names)),
    "a prior on the wrong scale": ("negotiation.parameters.Prior.quantile",
        lambda whole: lambda prior, u: prior.low + (prior.high - prior.low) * u),
    "sets not picked by weight": ("negotiation.ensemble.Ensemble.pick",
        lambda whole: lambda *given: np.maximum(0, whole(*given) - 1)),
    "rooms that prefer the alphabet": ("study.membership._lots", lambda whole: lambda rule, codes, *more:
        whole(rule, codes, *more) * np.linspace(0.2, 1.0, len(codes))),
    "a group without its share": ("study.membership.group_turns",
        lambda whole: lambda available: whole(available)[::-1]),
    "a design off its levels": ("checks.verify.samplers_of_studies.Design.points",
        lambda whole: lambda design: np.round(whole(design), 1)),
    "luck by place in the batch": ("negotiation.draw.normals",
        lambda whole: lambda seed, plays, names: whole(seed, np.arange(len(plays)), names)),
    "luck by place in the list": ("negotiation.draw.normals", lambda whole: lambda seed, plays, names:
        whole(seed, plays, [(*name[:-1], str(n)) for n, name in enumerate(names)])),
    "one luck for all seeds": ("negotiation.draw.normals",
        lambda whole: lambda seed, plays, names: whole(1, plays, names)),
    "a chair who listens to the first seat": ("negotiation.chairs.mediator.hearing", lambda whole:
        lambda reading: whole(reading) * (np.arange(len(reading.table.codes)) == 0)),
    "weights that are not shares": ("negotiation.chairs.mediator.resistance", lambda whole:
        lambda table, told: 0.02 * ((told.position < -0.05) * table.weights).sum(axis=-1)),
    "a play that depends on its batch": ("negotiation.play.weigh",
        lambda whole: lambda *room: _moved(whole(*room))),
    "a worker that loses reports": ("study.workers.ProcessPoolExecutor", lambda whole: Spoiled),
}  # fmt: skip


def _but(interests: Any, **factors: float) -> Any:
    return replace(interests.table, **{name: by * getattr(interests, name) for name, by in factors.items()})


def _moved(interests: Any) -> Any:
    return replace(interests, base=interests.base - interests.base.mean(axis=0))


def analytic_case(name: str) -> bool:
    return name in {part.name for part in analytic(TINY).parts if part.faults}


def twin() -> bool:
    """Whether the twin notices, and notices the same in the case that it names, played alone."""
    first = random_negotiations(TINY).faults[0]
    case = int(first.split("--case ")[1].split(",")[0])
    return random_negotiations(Ask(Effort.TINY, case)).faults[0] == first


def unlikely(*looks: str) -> bool:
    return all(min(p for _, p in getattr(samplers, look)(Effort.TINY)[0]) < LEVEL for look in looks)


def broken(cases: int, *names: str) -> bool:
    found = [law for law in LAWS if law.name in names]
    return len(found) == len(names) and all(held(law, range(cases)).faults for law in found)


#: Which check has to notice which defect.
NOTICED: list[tuple[str, Callable[[], Any]]] = [
    ("no cover", lambda: analytic_case("complaint alone and in company")),
    ("cover by anybody", lambda: analytic_case("complaint alone and in company")),
    ("less harm", lambda: analytic_case("two opponents, with indirect text")),
    ("moods too wide", lambda: analytic_case("(1 - p)^N")),
    ("no trades", lambda: analytic_case("package deal")),
    ("no cover", twin), ("no trades", twin), ("moods too wide", twin),
    ("the ninth digit", lambda: any("worth" in fault for fault in random_negotiations(TINY).faults)),
    ("a room that forgets the deadline", lambda: random_scenarios(TINY).faults),
    ("a room that skips repairs", lambda: random_scenarios(TINY).faults),
    ("normal numbers too wide", lambda: unlikely("normal_numbers")),
    ("purposes told apart by their first letters", lambda: unlikely("purposes", "luck_of_plays")),
    ("blocks that repeat", lambda: unlikely("one_stream")),
    ("a prior on the wrong scale", lambda: unlikely("priors")),
    ("sets not picked by weight", lambda: unlikely("parameter_sets")),
    ("rooms that prefer the alphabet", lambda: unlikely("members")),
    ("a group without its share", lambda: min(p for _, p in members(Effort.TINY)[0]) == 0),
    ("a design off its levels", lambda: designs(Effort.TINY).faults),
    ("luck by place in the batch", lambda: broken(4, "luck drawn alone, in any order, or at once")),
    ("a chair who listens to the first seat", lambda: broken(12, "who sits where")),
    ("weights that are not shares", lambda: broken(40, "weights halved, where blocking costs nothing")),
    ("a play that depends on its batch",
     lambda: broken(4, "plays in batches of any kind", "size of the chunks of a batch")),
    ("luck by place in the list", lambda: neighbours_keep_their_luck(range(4)).faults),
    ("one luck for all seeds", lambda: other_seeds(range(4)).faults),
    ("a worker that loses reports", lambda: forecast_in_pieces(Effort.TINY).faults),
    ("a worker that loses reports",
     lambda: studied("sweep", commands(Effort.TINY)["sweep by size"]).faults),
]  # fmt: skip


@pytest.mark.parametrize(("defect", "noticed"), NOTICED, ids=[defect for defect, _ in NOTICED])
def test_a_planted_defect_is_noticed(
    monkeypatch: pytest.MonkeyPatch, defect: str, noticed: Callable[[], Any]
) -> None:
    # The defects are planted in NumPy, so that it has to play.
    monkeypatch.setattr("sim.negotiation.kernel.ENOUGH", np.inf)
    place, by = DEFECTS[defect]
    place = place if place.startswith("checks.") else f"sim.{place}"
    module = next(p for n in (1, 2) if (p := place.rsplit(".", n)[0]).rsplit(".", 1)[1].islower())
    monkeypatch.setattr(place, by(resolve_name(f"{module}:{place.removeprefix(module + '.')}")))
    assert noticed()


def test_an_interpreter_that_plays_by_other_rules_is_noticed(tmp_path: Path) -> None:
    other = tmp_path / "python"
    spoil = (
        "import sys, runpy; from sim.negotiation import concession; concession.SPREAD = 0.51; "
        "runpy.run_path(sys.argv[1], run_name='__main__')"
    )
    other.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{spoil}" "$@"\n', encoding="utf-8")
    other.chmod(0o755)
    told = versions.told_by([str(other)], versions.ROOT, "--brief")
    _, faults = versions.differences(versions.Told({}, items(brief=True)), told, "")
    assert any(fault.startswith("plays: ") for fault in faults)
    assert any(fault.startswith("room: ") for fault in faults)


def test_an_interpreter_or_pair_that_is_absent_is_not_checked_and_says_why() -> None:
    found, missing = versions.interpreters(["no-such-python"])
    assert {f"Python {minor}" for minor in versions.PYTHONS} == {f"Python {m}" for m in found} | {
        part.name for part in missing
    }
    assert all(part.verdict == "not checked" for part in missing)
    complaint = (
        "ERROR: Ignored the following versions that require a different python version: "
        "3.5.0 Requires-Python >=3.12; 3.5.1 Requires-Python >=3.12\n"
        "ERROR: No matching distribution found for mesa==3.5.*"
    )
    assert versions.reason(complaint) == "no such pair: mesa==3.5.* Requires-Python >=3.12"
    assert versions.reason("ERROR: no route to host") == "cannot be installed: ERROR: no route to host"


def test_the_command_says_what_it_did_and_fails_if_anything_failed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bad = Part("worse", 3, "seen", faults=("case 7",))
    left = Part("left", 0, "", skipped="no such interpreter")
    monkeypatch.setitem(CHECKS, "twin", lambda ask: Finding("twin", (Part("good", 2, "nothing"), bad, left)))
    monkeypatch.setitem(CHECKS, "room", lambda ask: Finding("room", (left,)))
    file = tmp_path / "found.json"
    assert main(["--only", "twin", "--json", str(file)]) == 1
    told = capsys.readouterr().out
    for said in ("twin: FAILED, 5 cases", "! case 7", "not checked", "failed: twin"):
        assert said in told
    assert json.loads(file.read_text())[0]["verdict"] == "FAILED"
    assert main(["--only", "room"]) == 0
    assert "room: not checked" in capsys.readouterr().out
    assert [finding.verdict for finding in run(["room"], TINY)] == ["not checked"]


def test_outcomes_are_compared_by_every_field() -> None:
    """A new field of outcomes has to be looked at by the invariances too."""
    assert {*SAID, "worth", "replicates"} == {field.name for field in fields(Outcomes)}
    assert laws.LUCK
