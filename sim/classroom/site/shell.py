"""The shell: the HTML that every page starts from, and the scripts and styles that it loads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sim.classroom.site.reader import ENGLISH_READER, Reader
from sim.classroom.words.catalogue import as_json
from sim.classroom.words.languages import LANGUAGES, TRANSLATED
from sim.classroom.words.message import say

#: Browsers may keep what has its content in its address.
_KEEP = {"cache-control": "public, max-age=31536000, immutable"}
_FOLDER = Path(__file__).parent / "assets"
_PAGE = """<!doctype html>
<html lang="{tag}" dir="{direction}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="{assets}/icon.svg">
<link rel="stylesheet" href="{assets}/site.css">
<link rel="stylesheet" href="{assets}/dark.css" id="dark" media="(prefers-color-scheme: dark)">
{head}</head>
<body>{body}</body></html>
"""
_SCREEN = """<main id="page" data-module="./{module}" data-live="{live}"></main>
<noscript>{needs}</noscript>
<script type="application/json" id="first">{first}</script>
<script type="application/json" id="reader">{reader}</script>"""
_NEEDS = say("This page needs JavaScript.")


@cache
def assets() -> str:
    """Return the address of the assets; it changes with their content, so that browsers may keep them."""
    digest = hashlib.sha256()
    for file in sorted(_FOLDER.iterdir()):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    for code in TRANSLATED:
        digest.update(as_json(code))
    return f"/assets/{digest.hexdigest()[:12]}"


def asset_routes() -> list[BaseRoute]:
    """Return the routes of the assets, under their present address and under a constant one."""

    async def words(request: Request) -> Response:
        code = request.path_params["code"]
        if code not in LANGUAGES:
            raise HTTPException(404)
        return Response(as_json(code), media_type="application/json", headers=_KEEP)

    return [
        Route(f"{assets()}/words/{{code}}.json", words),
        Mount(assets(), _Kept(directory=_FOLDER)),
        Mount("/assets", StaticFiles(directory=_FOLDER)),
    ]


class _Kept(StaticFiles):
    def file_response(self, *about: Any, **more: Any) -> Any:
        response = super().file_response(*about, **more)
        response.headers.update(_KEEP)
        return response


def document(title: str, body: str, head: str = "", reader: Reader = ENGLISH_READER) -> HTMLResponse:
    """Return a page without a script of its own.

    Parameters
    ----------
    title : plain text
    body, head : HTML
    reader : whose language the page is in
    """
    language, told = reader.language, escape(reader.translation.text(title))
    page = _PAGE.format(
        title=told, assets=assets(), head=head, body=body, tag=language.tag, direction=language.direction
    )
    return HTMLResponse(page)


def screen(
    title: str,
    module: str,
    first: Mapping[str, Any],
    live: str = "",
    style: str = "",
    reader: Reader = ENGLISH_READER,
) -> HTMLResponse:
    """Return a page that a Vue component draws, from plain data.

    Parameters
    ----------
    title : plain text
    module : file of the component
    first : its first content
    live : address of its channel, if it has one
    style : file of a style sheet of its own, if it has one
    reader : whose language the page is in
    """
    head = f'<script type="module" src="{assets()}/start.js"></script>'
    if style:
        head += f'<link rel="stylesheet" href="{assets()}/{style}">'
    body = _SCREEN.format(
        module=module,
        live=live,
        first=_json(first),
        reader=_json(reader.data(assets())),
        needs=escape(reader.translation.text(_NEEDS)),
    )
    return document(title, body, head, reader)


def _json(told: Mapping[str, Any]) -> str:
    """Return data for a script element."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
