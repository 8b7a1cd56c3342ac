"""DOCX: a brief as a document to edit, the same bytes every time."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from sim.report.document import COLOPHON
from sim.report.render import paper
from sim.report.render.lines import Cells, Line, Span

#: Narrower than the font of the PDF: what fits two pages there fits them here.
_FONT = "Arial"
_LANGUAGE = "en-GB"
#: Headings that the navigation of a word processor shows, and their levels.
_HEADINGS = {"title": "Title", "heading": "Heading 1", "step": "Heading 2"}
#: The day that every file in the package has: the first that it can hold.
_NO_DAY = (1980, 1, 1, 0, 0, 0)


def as_docx(lines: list[Line | Cells], size: float, title: str) -> bytes:
    """Write paragraphs as a DOCX.

    Parameters
    ----------
    size : of running text, in points
    title : of the document, for readers and shelves
    """
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Pt(paper.WIDTH), Pt(paper.HEIGHT)
    page.left_margin = page.right_margin = Pt(paper.SIDE)
    page.top_margin = page.bottom_margin = Pt(paper.UPRIGHT)
    page.header_distance = page.footer_distance = Pt(paper.UPRIGHT / 3)
    document.core_properties.title, document.core_properties.author = title[:255], "gge-sim"
    document.core_properties.comments, document.core_properties.language = "", _LANGUAGE
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), _LANGUAGE)
    for line in lines:
        if isinstance(line, Cells):
            _table(document, line, size)
        else:
            _paragraph(document.add_paragraph(style=_HEADINGS.get(line.style)), line, size)
    foot = Line("foot", (Span(COLOPHON),))
    _paragraph(page.footer.paragraphs[0], foot, 8)
    return _repacked(document)


def _paragraph(paragraph: Any, line: Line, size: float) -> None:
    look, form = paper.LOOKS[line.style], paragraph.paragraph_format
    form.space_before, form.space_after = Pt(look.before * size), Pt(look.after * size)
    form.line_spacing = Pt(look.size * size * paper.LEADING)
    form.widow_control = True
    form.keep_with_next = line.style in ("heading", "step")
    for name in ("w:pBdr", "w:spacing"):  # rule and wide letters of the template's title
        for found in paragraph.style.element.findall(f".//{qn(name)}"):
            found.getparent().remove(found)
    if line.mark:
        indent = Pt(paper.INDENT * size)
        form.left_indent, form.first_line_indent = indent, -indent
        form.tab_stops.add_tab_stop(indent)
        _run(paragraph, Span(f"{line.mark}\t"), look, size)
    for span in line.spans:
        _run(paragraph, span, look, size)


def _run(paragraph: Any, span: Span, look: paper.Look, size: float) -> None:
    run = paragraph.add_run(paper.unbroken(span.text))
    run.font.name, run.font.size = _FONT, Pt(look.size * size)
    run._element.rPr.rFonts.set(qn("w:cs"), _FONT)
    run.font.color.rgb = RGBColor.from_string(look.colour)
    run.bold, run.italic = look.bold or span.look == "bold", span.look == "italic"


def _table(document: Any, cells: Cells, size: float) -> None:
    wide = paper.widths(cells, size)
    table = document.add_table(len(cells.rows), len(wide))
    table.autofit = False
    for column, points in zip(table.columns, wide, strict=True):
        column.width = Pt(points)
    for n, row in enumerate(cells.rows):
        for k, text in enumerate(row):
            cell = table.rows[n].cells[k]
            cell.width = Pt(wide[k])
            _paragraph(cell.paragraphs[0], Line("cell" if n else "head", (Span(text),)), size)
            if k in cells.numbers:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    ruled = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        rule = OxmlElement(f"w:{side}")
        for name, value in {"val": "single", "sz": "4", "color": paper.RULE}.items():
            rule.set(qn(f"w:{name}"), value)
        ruled.append(rule)
    table._tbl.tblPr.find(qn("w:tblLayout")).addprevious(ruled)  # their order is prescribed
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), cells.caption)
    table._tbl.tblPr.append(caption)
    header = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(header)


def _repacked(document: Any) -> bytes:
    """Return the file with its parts in one order and without the time of day."""
    written, fresh = BytesIO(), BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(fresh, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _NO_DAY), old.read(name), zipfile.ZIP_DEFLATED)
    return fresh.getvalue()
