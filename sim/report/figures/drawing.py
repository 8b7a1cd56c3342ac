"""Drawings: a figure that can be drawn and described, and its files, the same bytes every time."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from matplotlib import rcParams
from matplotlib.backend_bases import get_registered_canvas_class
from matplotlib.figure import Figure

from sim.report.document import Picture
from sim.report.figures.letters import spelt
from sim.report.figures.style import house_style
from sim.scenario.fault import BadInput, Fault

#: Figure formats, and the stamps of time and program that are left out of each.
_METADATA: Mapping[str, dict[str, None]] = {
    "svg": {"Date": None},
    "png": {"Software": None},
    "pdf": {"CreationDate": None, "Producer": None, "Creator": None},
}


class Drawing(NamedTuple):
    """A figure of a result: how it is drawn, and what it shows in words for those who cannot see it."""

    draw: Callable[[], Figure]
    describe: Callable[[], str]


Drawings = dict[str, Drawing]


def drawings(**figures: tuple[Callable[[Any], Figure], Callable[[Any], str]]) -> Callable[[Any], Drawings]:
    """Return what gives the drawings of a result, from how each is drawn and described."""
    return lambda result: {
        name: Drawing(partial(draw, result), partial(describe, result))
        for name, (draw, describe) in figures.items()
    }


def pictures(drawings: Mapping[str, Drawing]) -> dict[str, Picture]:
    """Return what stands in a document for each drawing."""
    return {name: Picture(name, drawing.describe()) for name, drawing in drawings.items()}


def figure_files(name: str, figure: Figure) -> dict[str, bytes]:
    """Return a figure as the files that every results folder has of it, by name: SVG and PNG."""
    return {f"{name}.{kind}": rendered(figure, kind) for kind in ("png", "svg")}


def rendered(figure: Figure, kind: str) -> bytes:
    """Return a figure as a file's bytes, the same every time: svg, png or pdf.

    Its layout is computed for the first format, and serves the others.
    """
    buffer = BytesIO()
    with house_style(), spelt(figure, kind), warnings.catch_warnings():
        # An SVG in a script without glyphs: it is still worth having.
        warnings.simplefilter("ignore", UserWarning)
        # As `savefig` does it, which draws a figure with a layout twice.
        canvas, figure.dpi = get_registered_canvas_class(kind)(figure), rcParams["savefig.dpi"]
        if layout := figure.get_layout_engine():
            layout.execute(figure)
            figure.set_layout_engine("none")
        figure.dpi = rcParams["savefig.dpi"]  # computing a layout may change it
        getattr(canvas, f"print_{kind}")(buffer, metadata=_METADATA[kind])
    return _numbered(buffer.getvalue()) if kind == "svg" else buffer.getvalue()


def _numbered(svg: bytes) -> bytes:
    """Number the clip paths of a figure in their order.

    Matplotlib names them by a digest of numbers whose last bits its layout solver leaves to chance.
    """
    names: dict[bytes, bytes] = {}
    return re.sub(rb"\bp[0-9a-f]{10}\b", lambda m: names.setdefault(m[0], b"clip%d" % len(names)), svg)


def save_figure(figure: Figure, path: Path) -> None:
    """Save a figure, the same bytes every time.

    Raises BadInput if the format is not one of svg, png, pdf, or the file cannot be written.
    """
    kind = path.suffix.lower().lstrip(".")
    if kind not in _METADATA:
        allowed = "a name that ends in .svg, .png or .pdf"
        raise BadInput([Fault(str(path), "is not a figure format", allowed=allowed)])
    try:
        path.write_bytes(rendered(figure, kind))
    except OSError as error:
        raise BadInput([Fault(str(path), f"cannot be written: {error.strerror}")]) from None
