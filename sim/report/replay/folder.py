"""The folder of a replay: the story to read, the play as data, tables, figures."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from matplotlib.figure import Figure

from sim.negotiation.arrays import DISSOCIATES, JOINS, OBJECTS
from sim.negotiation.parameter_file import as_in_a_file
from sim.report.columns import Columns, stamped, table_files
from sim.report.document import Steps
from sim.report.figures.drawing import figure_files
from sim.report.figures.horseshoe import horseshoe_of_play
from sim.report.figures.replay import replay_path, replay_room
from sim.report.render.html import PAGE, as_page
from sim.report.render.markdown import as_markdown
from sim.report.replay.document import replay_document
from sim.scenario.ladder import Rung
from sim.scenario.schema import Record
from sim.study.replay import Change, Replay, Sounding
from sim.study.setting import scenario_digest
from sim.version import __version__

#: The figures of a replay, by name, as the document names them.
FIGURES: Mapping[str, Callable[[Replay], Figure]] = {
    "path": replay_path,
    "room": replay_room,
    "horseshoe": lambda replay: horseshoe_of_play(
        replay.table,
        replay.end.stances,
        f"{replay.scenario.title}, play {replay.replicate} of seed {replay.seed}. Stance on the last text.",
        issues=replay.scenario.issues,
    ),
}
#: Worths are given to so many digits after the point.
DIGITS = 6
_STANCES = {JOINS: "joins", DISSOCIATES: "dissociates", OBJECTS: "objects"}
_KINDS = ("harm", "disappointment")


def replay_files(replay: Replay, record: Record | None = None, note: str = "") -> dict[str, bytes]:
    """Return every file of a replay, by name; the same bytes for the same play.

    Parameters
    ----------
    record, note : as of `sim.report.replay.document.replay_document`
    """
    files: dict[str, bytes] = {}
    for name, draw in FIGURES.items():
        files |= figure_files(name, draw(replay))
    for name, columns in (("readings", _readings(replay)), ("stances", _stances(replay))):
        columns = {**columns, "replicate": [replay.replicate] * len(columns["reading"])}
        files |= table_files(name, stamped(columns, replay.scenario, replay.seed))
    document = replay_document(replay, record, note)
    files["replay.md"] = as_markdown(document).encode()
    files[PAGE] = as_page(document, files)
    told = json.dumps(replay_summary(replay), indent=1, ensure_ascii=False)
    return {**files, "replay.json": (told + "\n").encode()}


def replay_summary(replay: Replay) -> dict[str, Any]:
    """Return a replay as plain values."""
    end, found, issues = replay.end, replay.rewordings, replay.table.issues
    return {
        "schema": 1,
        "version": __version__,
        "scenario": replay.scenario.id,
        "scenario_hash": scenario_digest(replay.scenario),
        "seed": replay.seed,
        "replicate": replay.replicate,
        "behaviour": str(replay.behaviour),
        "given": {name: as_in_a_file(prior) for name, prior in replay.setting.given.items()},
        "chair": replay.setting.chair.name,
        "decision": replay.table.decision.name,
        "adopted": replay.adopted,
        "unusual": {
            u.parameter.name: {"value": round(u.value, DIGITS), "end": "high" if u.high else "low"}
            for u in replay.unusual
        },
        "zero_draft": _draft(replay, replay.zero_draft),
        "readings": [
            {
                "reading": reading.number,
                "changes": [_change(replay, change) for change in reading.changes],
                **_counts(replay, reading.closing),
            }
            for reading in replay.readings
        ],
        "repairs": [{**_change(replay, change), "kept": change.kept} for change in replay.repairs],
        "text": _draft(replay, end),
        "delegations": {code: _delegation(replay, end, seat) for seat, code in enumerate(replay.table.codes)},
        "rewordings_adopted": [
            {
                "issue": issues[found.paragraphs[e]],
                "from": Rung(int(found.starts[e])).word,
                "to": Rung(int(found.ends[e])).word,
                "objects": _codes(replay, found.stances[e] == OBJECTS),
                "dissociates": _codes(replay, found.stances[e] == DISSOCIATES),
            }
            for e in found.adopted.nonzero()[0]
        ],
        "story": list(_story(replay)),
    }


def _story(replay: Replay) -> Iterator[str]:
    """Yield the readings in sentences."""
    for section in replay_document(replay).sections:
        for block in section.blocks:
            if isinstance(block, Steps):
                yield from (f"{step.title}: {' '.join(step.lines)}" for step in block.steps)


def _draft(replay: Replay, sounding: Sounding) -> dict[str, str]:
    rungs = zip(replay.table.issues, sounding.draft.tolist(), strict=True)
    return {issue: Rung(rung).word for issue, rung in rungs}


def _codes(replay: Replay, seats: Any) -> list[str]:
    return [code for code, flag in zip(replay.table.codes, seats, strict=True) if flag]


def _counts(replay: Replay, sounding: Sounding) -> dict[str, Any]:
    return {
        "joins": int(sounding.taking(JOINS).sum()),
        "dissociates": _codes(replay, sounding.taking(DISSOCIATES)),
        "objects": _codes(replay, sounding.taking(OBJECTS)),
    }


def _change(replay: Replay, change: Change) -> dict[str, Any]:
    before, after = _draft(replay, change.before), _draft(replay, change.after)
    moved = [replay.table.issues[k] for k in change.paragraphs]
    return {
        "moves": [{"issue": issue, "from": before[issue], "to": after[issue]} for issue in moved],
        "relieves": _codes(replay, change.relieved),
    }


def _complaint(replay: Replay, number: int) -> tuple[str, str]:
    return (replay.table.issues[number // 2], _KINDS[number % 2]) if number >= 0 else ("", "none")


def _delegation(replay: Replay, sounding: Sounding, seat: int) -> dict[str, Any]:
    issue, kind = _complaint(replay, int(sounding.complaints[seat]))
    return {
        "stance": _STANCES[int(sounding.stances[seat])],
        "worth": round(float(sounding.worth[seat]), DIGITS),
        "price": round(float(sounding.price[seat]), DIGITS),
        "issue": issue,
        "complaint": kind,
    }


def _stages(replay: Replay) -> Iterator[tuple[int, int, Sounding]]:
    """Yield the reading, the number of repairs by then, and what the room made of the draft."""
    last = len(replay.readings)
    for number, stage in enumerate(replay.stages):
        yield min(number, last), max(0, number - last), stage


def _readings(replay: Replay) -> Columns:
    before, rows = replay.zero_draft.draft, []
    for reading, repair, stage in _stages(replay):
        for k, issue in enumerate(replay.table.issues):
            word, moved = Rung(int(stage.draft[k])).word, int(stage.draft[k]) - int(before[k])
            rows.append((reading, repair, issue, word, (moved > 0) - (moved < 0)))
        before = stage.draft
    return dict(zip(("reading", "repair", "issue", "rung", "moved"), zip(*rows, strict=True), strict=True))


def _stances(replay: Replay) -> Columns:
    rows = []
    for reading, repair, stage in _stages(replay):
        for seat, code in enumerate(replay.table.codes):
            stance = _STANCES[int(stage.stances[seat])]
            worth, price = float(stage.worth[seat]), float(stage.price[seat])
            rows.append(
                (
                    reading,
                    repair,
                    code,
                    worth,
                    price,
                    stance,
                    *_complaint(replay, int(stage.complaints[seat])),
                )
            )
    names = ("reading", "repair", "state", "worth", "price", "stance", "issue", "complaint")
    return dict(zip(names, zip(*rows, strict=True), strict=True))
