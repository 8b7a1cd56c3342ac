"""Texts side by side: how far they lie apart in the same plays, by delegation and by paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from sim.report.document import Block, Bullets, Cell, Grid
from sim.report.words.numbers import difference_cells
from sim.scenario.roster import name_of
from sim.study.texts.putting import Moment
from sim.study.texts.question import Apart, TextStudy

#: What a moment is called in a table; delegations and paragraphs named; most rows of a table.
WHEN = {Moment.NOW: "now", Moment.DEADLINE: "at the deadline", Moment.FROM_HERE: "from here"}
_NAMED, _MOST_ROWS = 12, 36
_ON_APART = (
    "In the same plays, with the same luck. *: the 95 % interval leaves out 0; where nothing differs, chance "
    "does so for one in twenty."
)


def side_by_side(study: TextStudy) -> Iterator[Block]:
    """Yield how far texts lie apart: the share adopted, who objects, what is contested; nothing of one."""
    if len(study.texts) == 1:
        return
    rows: list[tuple[Cell, ...]] = []
    for apart in study.apart:
        if apart.of == "adopted":
            rows.append((_pair(study, apart), WHEN[apart.moment], *difference_cells(apart.difference)))
    columns = ("text minus text", "when", "adopted, points", "95 %")
    yield Grid("How far the shares adopted lie apart", columns, tuple(rows[:_MOST_ROWS]), left=2)
    issues = {issue.code: issue.title for issue in study.scenario.issues}
    at_last = [a for a in study.apart if a.moment is Moment.DEADLINE and a.first == 0 and a.of != "adopted"]
    for caption, what, some in (
        ("By delegation: how often it objects, at the deadline", "objects, points",
         [a for a in at_last if a.of not in issues]),
        ("By paragraph: how often somebody objects most over it, at the deadline", "contested, points",
         [a for a in at_last if a.of in issues]),
    ):  # fmt: skip
        clear = sorted((a for a in some if a.difference.clear), key=lambda a: -abs(a.difference.value))
        if clear:
            cells = tuple(
                (issues.get(a.of) or name_of(a.of), _pair(study, a), *difference_cells(a.difference))
                for a in clear[:_NAMED]
            )
            yield Grid(caption, (caption.partition(":")[0], "text minus text", what, "95 %"), cells, left=2)
    yield Bullets((_ON_APART, "All pairs and moments are in differences.csv."), note=True)


def _pair(study: TextStudy, apart: Apart) -> str:
    return f"{study.texts[apart.second].name} − {study.texts[apart.first].name}"
