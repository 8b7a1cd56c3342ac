"""Kits: the printed material of a story, made in the results folder and shown by the start page."""

from __future__ import annotations

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from sim.classroom.kit.kit import FILES, kit
from sim.classroom.words.languages import ENGLISH
from sim.report.results_folder import Target
from sim.scenario.loading import load_with_record
from sim.scenario.shipped import shipped

#: A kit's pages have their style inside, and load nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"


def kit_folder(results: Path, story: str) -> Path:
    """Return where the kit of a story is."""
    return results / f"{story}-kit"


def make_kit(results: Path, story: str, language: str = ENGLISH) -> None:
    """Make the kit of a story in a language, over an earlier one.

    Raises
    ------
    BadInput
        if it cannot be written, or something else is in its place
    """
    target = Target.open(kit_folder(results, story), "kit", FILES)
    target.write(kit(*load_with_record(shipped()[story]), language=language))


async def kit_page(request: Request, results: Path) -> Response:
    """Return a page of a kit that has been made: only files that kits have, of stories that ship."""
    story, file = request.path_params["story"], request.path_params["file"]
    found = kit_folder(results, story) / file
    if story not in shipped() or file not in FILES or not found.is_file():
        raise HTTPException(404)
    return FileResponse(found, headers={"content-security-policy": _POLICY})
