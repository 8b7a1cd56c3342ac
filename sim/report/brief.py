"""The brief: what stands before the annex of a document, on two pages of A4, as PDF and as DOCX."""

from __future__ import annotations

from importlib.util import find_spec

from sim.report.document import Document
from sim.report.file_names import BRIEF
from sim.report.render.lines import Room, as_lines
from sim.scenario.fault import BadInput, Fault

#: Most pages of a brief.
PAGES = 2
_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0)
#: What is tried until it fits: size of the text in points, and what there is room for.
_TRIED = (
    *((size, Room()) for size in _SIZES),
    *((size, Room(settled=False)) for size in _SIZES[1:]),
    *((8.0, Room(items, letters, settled=False)) for items, letters in
      ((10, 1000), (8, 600), (6, 400), (4, 300), (3, 200), (2, 160), (1, 120))),
)  # fmt: skip


def require_libraries() -> None:
    """Raise BadInput if the libraries of the extra `brief` are not installed."""
    missing = [name for name in ("reportlab", "docx") if not find_spec(name)]
    if missing:
        problem = 'needs the extra "brief": pip install "gge-sim[brief]"; in a checkout, -e ".[brief]"'
        raise BadInput([Fault("--brief", problem)])


def brief_files(document: Document) -> dict[str, bytes]:
    """Return the brief of a document as files, by name; the same bytes for the same document.

    Text is as large as two pages allow. If the smallest is too large, first paragraphs of the draft that are
    not open are named only, then lists, tables and paragraphs are cut, and the brief says by how much.
    """
    from sim.report.render.docx import as_docx
    from sim.report.render.pdf import as_pdf

    for size, room in _TRIED:
        lines = [*as_lines(document, room)]
        pdf, pages = as_pdf(lines, size, document.title)
        if pages <= PAGES:
            break
    return dict(zip(BRIEF, (as_docx(lines, size, document.title), pdf), strict=True))
