"""The shell: the HTML that every page starts from, and the scripts and styles that it loads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from starlette.responses import HTMLResponse
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

_FOLDER = Path(__file__).parent / "assets"
_PAGE = """<!doctype html>
<html lang="en-US"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="{assets}/icon.svg">
<link rel="stylesheet" href="{assets}/site.css">
{head}</head>
<body>{body}</body></html>
"""
_SCREEN = """<main id="page" data-module="./{module}" data-live="{live}"></main>
<noscript>This page needs JavaScript.</noscript>
<script type="application/json" id="first">{first}</script>"""


@cache
def assets() -> str:
    """Return the address of the assets; it changes with their content, so that browsers may keep them."""
    digest = hashlib.sha256()
    for file in sorted(_FOLDER.iterdir()):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return f"/assets/{digest.hexdigest()[:12]}"


def asset_routes() -> list[BaseRoute]:
    """Return the routes of the assets, under their present address and under a constant one."""
    return [
        Mount(assets(), _Kept(directory=_FOLDER)),
        Mount("/assets", StaticFiles(directory=_FOLDER)),
    ]


class _Kept(StaticFiles):
    def file_response(self, *about: Any, **more: Any) -> Any:
        response = super().file_response(*about, **more)
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


def document(title: str, body: str, head: str = "") -> HTMLResponse:
    """Return a page without a script of its own.

    Parameters
    ----------
    title : plain text
    body, head : HTML
    """
    return HTMLResponse(_PAGE.format(title=escape(title), assets=assets(), head=head, body=body))


def screen(
    title: str, module: str, first: Mapping[str, Any], live: str = "", style: str = ""
) -> HTMLResponse:
    """Return a page that a Vue component draws, from plain data.

    Parameters
    ----------
    title : plain text
    module : file of the component
    first : its first content
    live : address of its channel, if it has one
    style : file of a style sheet of its own, if it has one
    """
    told = json.dumps(first, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    head = f'<script type="module" src="{assets()}/start.js"></script>'
    if style:
        head += f'<link rel="stylesheet" href="{assets()}/{style}">'
    return document(title, _SCREEN.format(module=module, live=live, first=told), head)
