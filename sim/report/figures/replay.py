"""Figures of a replay: how the draft moves, what the room would do with each draft, and the end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
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
from sim.report.words.numbers import number_of
from sim.report.words.stances import verb
from sim.scenario.ladder import Rung
from sim.scenario.roster import name_of
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
    ended = f"{play}: {'adopted' if replay.adopted else 'not adopted'}"
    return {
        "path": Drawing(partial(_path, replay, ended), partial(_describe_path, replay)),
        "room": Drawing(partial(_room, replay, ended), partial(_describe_room, replay)),
        "horseshoe": Drawing(
            partial(horseshoe_of_play, table, stances, f"{play}. Stance on the last text.", issues=issues),
            partial(describe_horseshoe_of_play, table, stances),
        ),
    }


@style.house_style()
def _path(replay: Replay, play: str) -> Figure:
    """Draw the formulation of every paragraph after each reading and repair, and where it moved."""
    drafts = _drafts(replay)
    marks = np.full(drafts.shape, " ")
    marks[1:] = np.array(["▼", " ", "▲"])[np.sign(np.diff(drafts, axis=0)) + 1]
    figure, axes = _grid(replay, drafts.T, style.FORMULATIONS, marks.T, [r.word for r in Rung], 0.3)
    style.name_rows(axes, [issue.title for issue in replay.scenario.issues])
    moved = int((np.diff(drafts, axis=0) != 0).any(axis=0).sum())
    title = f"{moved} of {number_of(drafts.shape[1], 'paragraph')} moved"
    return style.finish(figure, title, f"{play}. ▲ stronger, ▼ weaker than before.")


@style.house_style()
def _room(replay: Replay, play: str) -> Figure:
    """Draw the stance of every delegation on every draft, were it put to the room as it stands."""
    table, seats = replay.table, _shown(replay)
    others, vote = len(table.codes) - len(seats), table.decision.by_vote
    join, letters = "vote for" if vote else "join", np.array([" ", *("AN" if vote else "DO")])
    if not len(seats):
        figure = style.sheet(6.2, 2.0)
        figure.text(0.5, 0.5, f"All {others} delegations would {join} every draft.", ha="center")
        return figure
    grid = np.array([stage.stances for stage in replay.stages])[:, seats].T
    words = [f"{letters[s]} {verb(replay, s, 1)}".strip() for s in _WAYS]
    height, size, mark = (0.13, 6, 5.5) if len(seats) > LISTED else (0.21, 8, 8)
    look = {"fontsize": mark, "weight": "bold"}
    figure, axes = _grid(replay, grid, _STANCES, letters[grid], words, height, **look)
    groups = [fitted(table.caucus_names[table.caucuses[seat]], style.NAME, 8) for seat in seats]
    names = [f"{name_of(table.codes[s])}  {g}" for s, g in zip(seats, groups, strict=True)]
    axes.set_yticks(range(len(seats)), names, fontsize=size)
    rest = f" {others} more would {join} every draft." if others else ""
    note = f"{play}. Stance if each draft were put to the room as it stands.{rest}"
    return style.finish(
        figure,
        _finding(replay),
        note,
    )


def _finding(replay: Replay) -> str:
    """Say how many would stand in the way of the first and of the last draft."""
    first, last = (int((replay.stages[n].stances == OBJECTS).sum()) for n in (0, -1))
    return f"Against the zero draft: {first}; against the last draft: {last}"


def _shown(replay: Replay) -> Ints:
    """Return the seats to draw, in seating order: in a large room, only those that do not always join."""
    order = seating(replay.table)
    ever = np.any([stage.stances != JOINS for stage in replay.stages], axis=0)
    return order if len(order) <= LISTED else order[ever[order]]


def _grid(
    replay: Replay, grid: Any, colours: Sequence[str], marks: Any, words: Sequence[str], row: float,
    **look: Any,
) -> tuple[Figure, Axes]:  # fmt: skip
    """Draw a grid of small numbers, rows by drafts: in their colours and words, with marks of some look.

    A row has some inches of height.
    """
    rows, stages = grid.shape
    figure, axes = style.canvas(max(6.2, 2.6 + style.across(stages, 0.36)), max(2.4, 1.5 + row * rows))
    axes.imshow(grid, cmap=ListedColormap(colours), vmin=-0.5, vmax=2.5, aspect="auto", interpolation="none")
    for cell in np.argwhere(marks != " ").tolist():
        style.write_in_cell(axes, cell, marks[*cell], grid[*cell] == 2, **look)
    # Lines between narrower columns would leave nothing of them.
    between = np.arange(stages - 1) + 0.5 if stages <= style.COLUMNS else ()
    style.ruled_cells(axes, np.arange(rows - 1) + 0.5, between)
    style.name_columns(axes, [stage.removeprefix("reading ").replace(" ", "\n") for stage in _stages(replay)])
    axes.set_xlabel("after reading")
    handles = [Patch(facecolor=colour, label=word) for colour, word in zip(colours, words, strict=True)]
    style.key(axes, handles, right=True, borderaxespad=0.2, ncols=3)
    return figure, axes


def _describe_path(replay: Replay) -> str:
    changes = int(np.count_nonzero(np.diff(_drafts(replay), axis=0)))
    return (
        f"Formulation of {len(replay.scenario.issues)} paragraphs, silent, indirect or explicit, over "
        f"{len(replay.readings)} readings of one play, with {number_of(changes, 'change')}."
        " The steps above name each change."
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
