"""Reading what a study leaves behind, as a user's program would."""

import csv

import matplotlib.text
from matplotlib.figure import Figure


def rows_of(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    """The rows of a table, each as long as the header, and no column named twice."""
    header, *rows = csv.reader(files[name].decode("utf-8-sig").splitlines())
    assert len(set(header)) == len(header)
    assert rows
    assert {len(row) for row in rows} == {len(header)}
    return [dict(zip(header, row, strict=True)) for row in rows]


def text_of(drawn: Figure) -> str:
    """Everything that is written in a figure."""
    return "\n".join(t.get_text() for t in drawn.findobj(matplotlib.text.Text))
