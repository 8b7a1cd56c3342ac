"""Figures of a replay: how the draft moves, what the room would do with each draft, and the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from sim.negotiation.arrays import DISSOCIATES, JOINS, OBJECTS, Ints
from sim.report.figures import style
from sim.report.figures.drawing import Drawing
from sim.report.figures.horseshoe import describe_horseshoe_of_play, horseshoe_of_play
from sim.report.figures.letters import fitted
from sim.report.horseshoe import seating
from sim.report.words.names import listed
from sim.report.words.stances import verb
from sim.scenario.ladder import Rung
from sim.scenario.roster import roster
from sim.study.replay import Replay

#: Rooms of more seats are drawn without those who always join.
LISTED = 40
_WAYS = (JOINS, DISSOCIATES, OBJECTS)
#: Joins, dissociates, objects; letters tell the last two apart without colour.
_STANCES = ("#E3E9EC", style.ORANGE, style.RED)


def replay_drawings(replay: Replay) -> dict[str, Drawing]:
    """Return the figures of a replay: the path of the draft, the room, and the horseshoe in the end."""
    play = f"{replay.scenario.title}, play {replay.replicate} of seed {replay.seed}"
    table, stances, issues = replay.table, replay.end.stances, replay.scenario.issues
    told = f"{play}: {'adopted' if replay.adopted else 'not adopted'}"
    return {
        "path": Drawing(partial(_path, replay, told), partial(_describe_path, replay)),
        "room": Drawing(partial(_room, replay, told), partial(_describe_room, replay)),
        "horseshoe": Drawing(
            partial(horseshoe_of_play, table, stances, f"{play}. Stance on the last text.", issues=issues),
            partial(describe_horseshoe_of_play, table, stances),
        ),
    }


def _path(replay: Replay, play: str) -> Figure:
    """Draw the formulation of every paragraph after each reading and repair, and where it moved."""
    drafts = _drafts(replay)
    marks = np.full(drafts.shape, " ")
    marks[1:] = np.array(["▼", " ", "▲"])[np.sign(np.diff(drafts, axis=0)) + 1]
    with style.house_style():
        figure, axes = _grid(replay, drafts.T, style.FORMULATIONS, marks.T, [r.word for r in Rung], 0.3)
        style.name_rows(axes, [issue.title for issue in replay.scenario.issues])
        style.titled(figure, "How the draft moves in this play")
        style.caption(figure, f"{play}. ▲ stronger, ▼ weaker than before.")
    return figure


def _room(replay: Replay, play: str) -> Figure:
    """Draw the stance of every delegation on every draft, were it put to the room as it stands."""
    table, seats = replay.table, _shown(replay)
    others, vote = len(table.codes) - len(seats), table.decision.by_vote
    join, letters = "vote for" if vote else "join", np.array([" ", *("AN" if vote else "DO")])
    with style.house_style():
        if not len(seats):
            figure = Figure(figsize=(6.2, 2.0), layout="constrained")
            figure.text(0.5, 0.5, f"All {others} delegations would {join} every draft.", ha="center")
            return figure
        grid = np.array([stage.stances for stage in replay.stages])[:, seats].T
        words = [f"{letters[s]} {verb(replay, s, 1)}".strip() for s in _WAYS]
        height, size, mark = (0.13, 6, 5.5) if len(seats) > LISTED else (0.21, 8, 8)
        look = {"fontsize": mark, "weight": "bold"}
        figure, axes = _grid(replay, grid, _STANCES, letters[grid], words, height, look)
        groups = [fitted(table.caucus_names[table.caucuses[seat]], style.NAME, 8) for seat in seats]
        names = [f"{roster()[table.codes[s]].name}  {g}" for s, g in zip(seats, groups, strict=True)]
        axes.set_yticks(range(len(seats)), names, fontsize=size)
        style.titled(figure, "What the room would do with each draft")
        rest = f" {others} more would {join} every draft." if others else ""
        style.caption(figure, f"{play}. Stance if each draft were put to the room as it stands.{rest}")
    return figure


def _shown(replay: Replay) -> Ints:
    """Return the seats to draw, in seating order: in a large room, only those that do not always join."""
    order = seating(replay.table)
    ever = np.any([stage.stances != JOINS for stage in replay.stages], axis=0)
    return order if len(order) <= LISTED else order[ever[order]]


def _grid(
    replay: Replay, grid: Any, colours: Sequence[str], marks: Any, words: Sequence[str], height: float,
    look: Mapping[str, Any] = MappingProxyType({}),
) -> tuple[Figure, Axes]:  # fmt: skip
    """Draw a grid of small numbers, rows by drafts, each in its colour, with its mark.

    Parameters
    ----------
    words : what each number stands for
    height : of a row, in inches
    look : of the marks
    """
    rows, stages = grid.shape
    size = (max(6.2, 2.6 + style.across(stages, 0.36)), max(2.4, 1.5 + height * rows))
    figure = Figure(figsize=size, layout="constrained")
    axes = figure.add_subplot()
    axes.imshow(grid, cmap=ListedColormap(colours), vmin=-0.5, vmax=2.5, aspect="auto", interpolation="none")
    for row, stage in np.argwhere(marks != " "):
        ink = "white" if grid[row, stage] == 2 else style.INK
        axes.text(stage, row, marks[row, stage], ha="center", va="center", color=ink, **look)
    if stages <= style.COLUMNS:  # lines between narrower columns would leave nothing of them
        axes.set_xticks(np.arange(stages - 1) + 0.5, minor=True)
    axes.set_yticks(np.arange(rows - 1) + 0.5, minor=True)
    axes.grid(which="minor", color="white", linewidth=1.5)
    style.bare(axes)
    axes.tick_params(which="minor", length=0)
    style.name_columns(axes, [stage.removeprefix("reading ").replace(" ", "\n") for stage in _stages(replay)])
    axes.set_xlabel("after reading")
    handles = [Patch(facecolor=colour, label=word) for colour, word in zip(colours, words, strict=True)]
    axes.legend(handles=handles, loc="lower right", bbox_to_anchor=(1, 1), borderaxespad=0.2, ncols=3)
    return figure, axes


def _describe_path(replay: Replay) -> str:
    drafts, issues, stages = _drafts(replay), replay.scenario.issues, _stages(replay)
    moves = [
        f"{issues[k].title} {Rung(int(drafts[stage + 1, k])).word} after {stages[stage + 1]}"
        for stage, k in np.argwhere(np.diff(drafts, axis=0))
    ]
    return (
        f"Formulation of {len(issues)} paragraphs, silent, indirect or explicit, over {len(replay.readings)} "
        f"readings of one play. Changes: {'; '.join(moves) or 'none'}."
    )


def _describe_room(replay: Replay) -> str:
    counts = [", ".join(str(int(stage.taking(s).sum())) for s in _WAYS) for stage in replay.stages]
    named = zip(_stages(replay), counts, ["", *counts], strict=False)
    changes = "; ".join(f"{name}: {now}" for name, now, before in named if now != before)
    ways = listed([verb(replay, stance) for stance in _WAYS])
    put = "if each draft were put to the room, where that changes"
    return f"How many delegations would {ways} {put}: {changes}."


def _stages(replay: Replay) -> list[str]:
    readings = [f"reading {reading.number}" for reading in replay.readings]
    return ["zero draft", *readings, *(f"repair {n}" for n in range(1, len(replay.made) + 1))]


def _drafts(replay: Replay) -> Ints:
    return np.array([stage.draft for stage in replay.stages], dtype=np.int64)
