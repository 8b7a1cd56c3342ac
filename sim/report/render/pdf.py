"""PDF: a brief as printed pages of A4, with its letters inside, the same bytes every time."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from matplotlib import get_data_path
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table

from sim.report.document import COLOPHON
from sim.report.figures.letters import STAND_IN
from sim.report.render import paper
from sim.report.render.lines import Cells, Line, Span

_FONT = "DejaVuSans"
_FILES = {"": _FONT, "bold": f"{_FONT}-Bold", "italic": f"{_FONT}-Oblique"}
#: Stands at the end where a letter is left out.
_LACKING = Line("note", (Span(f"{STAND_IN}: a letter that the font of this page lacks; brief.docx has it."),))
_TAGS = {"": "{}", "bold": "<b>{}</b>", "italic": "<i>{}</i>"}


def as_pdf(lines: list[Line | Cells], size: float, title: str) -> tuple[bytes, int]:
    """Write paragraphs as a PDF; return it with the number of its pages.

    Parameters
    ----------
    size : of running text, in points
    title : of the document, for readers and shelves
    """
    _fonts()
    buffer = BytesIO()
    pages = BaseDocTemplate(
        buffer, pagesize=(paper.WIDTH, paper.HEIGHT), title=_shown(title), author="gge-sim", lang="en-GB",
        displayDocTitle=1, invariant=1, initialFontName=_FONT,
    )  # fmt: skip
    room = (paper.WIDTH - 2 * paper.SIDE, paper.HEIGHT - 2 * paper.UPRIGHT)
    frame = Frame(
        paper.SIDE, paper.UPRIGHT, *room, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
    )
    pages.addPageTemplates(PageTemplate(frames=[frame], onPage=_foot))
    lines = [*lines, _LACKING] if _lacks(lines) else lines
    told = [_table(one, size) if isinstance(one, Cells) else _paragraph(one, size) for one in lines]
    pages.build(told)
    return buffer.getvalue(), pages.page


def _paragraph(line: Line, size: float) -> Paragraph:
    style = _style(line.style, size, marked=bool(line.mark))
    text = "".join(_TAGS[span.look].format(escape(_shown(span.text))) for span in line.spans)
    return Paragraph(text, style, bulletText=line.mark or None)


def _style(name: str, size: float, marked: bool = False, figures: bool = False) -> ParagraphStyle:
    look = paper.LOOKS[name]
    own, indent = look.size * size, paper.INDENT * size if marked else 0
    return ParagraphStyle(
        name, fontName=_FILES["bold" if look.bold else ""], fontSize=own, leading=own * paper.LEADING,
        spaceBefore=look.before * size, spaceAfter=look.after * size, textColor=HexColor(f"#{look.colour}"),
        leftIndent=indent, bulletFontName=_FONT, bulletFontSize=own, keepWithNext=name in ("heading", "step"),
        allowWidows=0, allowOrphans=0, splitLongWords=1, **({"alignment": TA_RIGHT} if figures else {}),
    )  # fmt: skip


def _table(cells: Cells, size: float) -> Table:
    rows = [
        [
            Paragraph(escape(_shown(cell)), _style("cell" if n else "head", size, figures=k in cells.numbers))
            for k, cell in enumerate(row)
        ]
        for n, row in enumerate(cells.rows)
    ]
    whole = ((0, 0), (-1, -1))
    looks: list[tuple[Any, ...]] = [
        ("LINEBELOW", *whole, 0.4, HexColor(f"#{paper.RULE}")),
        ("FONTNAME", *whole, _FONT),
        ("VALIGN", *whole, "TOP"),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        *((f"{side}PADDING", *whole, 0.15 * size) for side in ("TOP", "BOTTOM")),
    ]
    after = 0.35 * size
    wide = paper.widths(cells, size)
    return Table(rows, wide, repeatRows=1, spaceAfter=after, style=looks, hAlign="LEFT")


def _foot(page: Any, document: Any) -> None:
    look = paper.LOOKS["foot"]
    page.setFont(_FONT, 8 * look.size)
    page.setFillColor(HexColor(f"#{look.colour}"))
    page.drawString(paper.SIDE, paper.UPRIGHT / 2, COLOPHON)
    page.drawRightString(paper.WIDTH - paper.SIDE, paper.UPRIGHT / 2, str(document.page))


@cache
def _fonts() -> TTFont:
    """Make the fonts known that come with matplotlib; return the plain one."""
    folder = Path(get_data_path()) / "fonts" / "ttf"
    for name in _FILES.values():
        registerFont(TTFont(name, str(folder / f"{name}.ttf")))
    registerFontFamily(_FONT, _FONT, _FILES["bold"], _FILES["italic"], _FILES["bold"])
    return TTFont(_FONT, str(folder / f"{_FONT}.ttf"))


def _shown(text: str) -> str:
    """Return a text with a mark in place of each letter that the font lacks."""
    known = _fonts().face.charToGlyph
    return "".join(letter if ord(letter) in known else STAND_IN for letter in paper.unbroken(text))


def _lacks(lines: list[Line | Cells]) -> bool:
    """Return whether some letter has no picture in the font."""
    spans = (span for line in lines if isinstance(line, Line) for span in line.spans)
    cells = (Span(cell) for one in lines if isinstance(one, Cells) for row in one.rows for cell in row)
    return any(_shown(span.text) != paper.unbroken(span.text) for span in (*spans, *cells))
