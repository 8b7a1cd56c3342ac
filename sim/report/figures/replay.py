"""A replay in pictures: the draft of one play by readings, and what the room made of it."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from sim.negotiation.arrays import DISSOCIATES, JOINS, OBJECTS, Ints, Rungs
from sim.report.figures.letters import fitted
from sim.report.figures.style import (
    COLUMNS,
    FORMULATIONS,
    INK,
    NAME,
    ORANGE,
    RED,
    across,
    bare,
    caption,
    house_style,
    name_columns,
    name_rows,
    titled,
)
from sim.report.seating import seating
from sim.report.telling import by_vote, does
from sim.report.wording import listed
from sim.scenario.ladder import Rung
from sim.scenario.roster import roster
from sim.study.replay import Replay

#: Rooms of more seats are drawn without those who always join.
LISTED = 40
#: Joins, dissociates, objects; letters tell the last two apart without colour.
_STANCES = ("#E3E9EC", ORANGE, RED)
_INKS = (INK, INK, "white")


def replay_path(replay: Replay) -> Figure:
    """Draw the formulation of every paragraph after each reading and repair, and where it moved."""
    with house_style():
        drafts = _drafts(replay)
        issues = replay.scenario.issues
        figure, axes = _grid(drafts.T, FORMULATIONS, height=0.3)
        for stage, paragraph in zip(*np.nonzero(np.diff(drafts.astype(int), axis=0)), strict=True):
            up = drafts[stage + 1, paragraph] > drafts[stage, paragraph]
            ink = "white" if drafts[stage + 1, paragraph] == Rung.EXPLICIT else INK
            mark = "▲" if up else "▼"
            axes.text(stage + 1, paragraph, mark, ha="center", va="center", color=ink)
        name_rows(axes, [issue.title for issue in issues])
        _label(replay, axes)
        titled(figure, "How the draft moves in this play")
        words = [rung.word for rung in Rung]
        handles = [Patch(facecolor=c, label=w) for c, w in zip(FORMULATIONS, words, strict=True)]
        _legend(axes, handles)
        caption(figure, f"{_named(replay)}. ▲ stronger, ▼ weaker than before.")
        return figure


def replay_room(replay: Replay) -> Figure:
    """Draw the stance of every delegation on every draft, were it put to the room as it stands."""
    with house_style():
        stances = np.array([stage.stances for stage in replay.stages])
        seats, others = _shown(replay)
        joins = _joins(replay)
        if not len(seats):
            figure = Figure(figsize=(6.2, 2.0), layout="constrained")
            figure.text(0.5, 0.5, f"All {others} delegations would {joins} every draft.", ha="center")
            return figure
        grid = stances[:, seats].T
        narrow, letters = len(seats) > LISTED, _letters(replay)
        figure, axes = _grid(grid, _STANCES, height=0.13 if narrow else 0.21)
        for row, stage in zip(*np.nonzero(grid), strict=True):
            look: dict[str, Any] = {
                "fontsize": 5.5 if narrow else 8,
                "weight": "bold",
                "color": _INKS[grid[row, stage]],
            }
            axes.text(stage, row, letters[grid[row, stage]], ha="center", va="center", **look)
        names = [_seat(replay, seat) for seat in seats]
        axes.set_yticks(range(len(seats)), names, fontsize=6 if narrow else 8)
        _label(replay, axes)
        titled(figure, "What the room would do with each draft")
        words = (
            does(replay, JOINS, 1),
            *(f"{letters[s]} {does(replay, s, 1)}" for s in (DISSOCIATES, OBJECTS)),
        )
        handles = [Patch(facecolor=c, label=w) for c, w in zip(_STANCES, words, strict=True)]
        _legend(axes, handles)
        rest = f" {others} more would {joins} every draft." if others else ""
        caption(figure, f"{_named(replay)}. Stance if each draft were put to the room as it stands.{rest}")
        return figure


def describe_replay_path(replay: Replay) -> str:
    """Say what the figure of the draft shows: where it moved, and after which reading or repair."""
    drafts, issues = _drafts(replay), replay.scenario.issues
    stages = _stages(replay)
    steps = [
        f"{issues[k].title} {Rung(int(drafts[stage + 1, k])).word} after {stages[stage + 1]}"
        for stage, k in zip(*np.nonzero(np.diff(drafts.astype(int), axis=0)), strict=True)
    ]
    return (
        f"Formulation of {len(issues)} paragraphs, silent, indirect or explicit, over {len(replay.readings)} "
        f"readings of one play. Changes: {'; '.join(steps) or 'none'}."
    )


def describe_replay_room(replay: Replay) -> str:
    """Say what the figure of the room shows: how many would take each stance at each turn."""
    told: list[str] = []
    before: tuple[int, ...] = ()
    for name, stage in zip(_stages(replay), replay.stages, strict=True):
        counts = tuple(int(stage.taking(stance).sum()) for stance in (JOINS, DISSOCIATES, OBJECTS))
        if counts != before:
            told.append(f"{name}: {counts[JOINS]}, {counts[DISSOCIATES]}, {counts[OBJECTS]}")
        before = counts
    ways = listed([does(replay, stance) for stance in (JOINS, DISSOCIATES, OBJECTS)])
    return (
        f"How many delegations would {ways} if each draft were put to the room, where that changes: "
        f"{'; '.join(told)}."
    )


def _letters(replay: Replay) -> tuple[str, str, str]:
    """Return the letter of each stance: none, D and O, or in a vote none, A and N."""
    return ("", "A", "N") if by_vote(replay) else ("", "D", "O")


def _joins(replay: Replay) -> str:
    return "vote for" if by_vote(replay) else "join"


def _stages(replay: Replay) -> list[str]:
    readings = [f"reading {reading.number}" for reading in replay.readings]
    return ["zero draft", *readings, *(f"repair {n}" for n in range(1, len(replay.made) + 1))]


def _drafts(replay: Replay) -> Rungs:
    return np.array([stage.draft for stage in replay.stages])


def _shown(replay: Replay) -> tuple[Ints, int]:
    """Return the seats to draw, in seating order, and how many always join and are left out."""
    order = seating(replay.table)
    if len(order) <= LISTED:
        return order, 0
    ever = np.any([stage.stances != JOINS for stage in replay.stages], axis=0)
    seats = order[ever[order]]
    return seats, len(order) - len(seats)


def _grid(grid: Rungs, colours: tuple[str, ...], height: float) -> tuple[Figure, Axes]:
    """Draw a grid of small numbers, rows by drafts, each in its colour."""
    rows, stages = grid.shape
    size = (max(6.2, 2.6 + across(stages, 0.36)), max(2.4, 1.5 + height * rows))
    figure = Figure(figsize=size, layout="constrained")
    axes = figure.add_subplot()
    axes.imshow(grid, cmap=ListedColormap(colours), vmin=-0.5, vmax=2.5, aspect="auto", interpolation="none")
    if stages <= COLUMNS:  # lines between narrower columns would leave nothing of them
        axes.set_xticks(np.arange(stages - 1) + 0.5, minor=True)
    axes.set_yticks(np.arange(rows - 1) + 0.5, minor=True)
    axes.grid(which="minor", color="white", linewidth=1.5)
    bare(axes)
    axes.tick_params(which="minor", length=0)
    return figure, axes


def _legend(axes: Axes, handles: list[Patch]) -> None:
    """Put the legend between title and grid."""
    axes.legend(handles=handles, loc="lower right", bbox_to_anchor=(1, 1), borderaxespad=0.2, ncols=3)


def _label(replay: Replay, axes: Axes) -> None:
    labels = [stage.removeprefix("reading ").replace(" ", "\n") for stage in _stages(replay)]
    name_columns(axes, labels)
    axes.set_xlabel("after reading")


def _seat(replay: Replay, seat: int) -> str:
    table = replay.table
    return f"{roster()[table.codes[seat]].name}  {fitted(table.caucus_names[table.caucuses[seat]], NAME, 8)}"


def _named(replay: Replay) -> str:
    end = "adopted" if replay.adopted else "not adopted"
    return f"{replay.scenario.title}, play {replay.replicate} of seed {replay.seed}: {end}"
