"""Kits: the printed material of a story, made in the results folder and shown by the start page."""

from __future__ import annotations

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from sim.classroom.kit.kit import FILES, kit, kit_name
from sim.classroom.words.languages import ENGLISH, LANGUAGES
from sim.report.results_folder import Target
from sim.scenario.loading import load_with_record
from sim.scenario.shipped import shipped

#: A kit's pages have their style inside, and load nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"


def make_kit(results: Path, story: str, language: str = ENGLISH) -> None:
    """Make the kit of a story in a language, over an earlier one in the same language.

    Raises
    ------
    BadInput
        if it cannot be written, or something else is in its place
    """
    target = Target.open(results / kit_name(story, language), "kit", FILES)
    target.write(kit(*load_with_record(shipped()[story]), language=language))


async def kit_page(request: Request, results: Path) -> Response:
    """Return a page of a kit that has been made: only files that kits have, of stories that ship."""
    story, language, file = (request.path_params[part] for part in ("story", "language", "file"))
    found = results / kit_name(story, language) / file
    known = story in shipped() and language in LANGUAGES and file in FILES
    if not known or not found.is_file():
        raise HTTPException(404)
    return FileResponse(found, headers={"content-security-policy": _POLICY})
