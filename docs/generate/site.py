"""Hooks of MkDocs: links that leave docs/, and the classes of the Python interface."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from typing import Any

from mkdocs.structure.files import File, Files

sys.path.insert(0, str(Path(__file__).parent))
from interface import entries

ROOT = Path(__file__).parents[2]
_LINK = re.compile(r"(?<=\]\()(?![a-z]+:)[^)#\s]+")
#: The page of the site that the README of the checkout is.
ABOUT = "about.md"


def on_files(files: Files, config: Any) -> Files:
    """Add the README, and the files outside docs/ that pages link to."""
    files.append(File.generated(config, ABOUT, content=(ROOT / "README.md").read_text(encoding="utf-8")))
    for page in list(files.documentation_pages()):
        if page.src_uri.endswith(".md"):
            for link in _LINK.findall(page.content_string):
                path = linked(page.src_uri, link)
                uri = site_path(path)
                # What is not there is left to MkDocs, which says so.
                if not path.startswith("docs/") and uri not in files.src_uris and (ROOT / path).is_file():
                    files.append(File.generated(config, uri, content=(ROOT / path).read_bytes()))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Lead links to where things lie on the site, and fill in the classes of the interface."""
    here = page.file.src_uri
    if here == "reference/api.md":
        for part, paths in entries(ROOT).items():
            markdown = markdown.replace(f"<!-- {part} -->", "\n\n".join(f"::: {path}" for path in paths))
    return _LINK.sub(lambda match: relpath(site_path(linked(here, match[0])), dirname(here) or "."), markdown)


def linked(page: str, link: str) -> str:
    """Return the path in the checkout that a link of a page leads to."""
    return normpath(join("" if page == ABOUT else join("docs", dirname(page)), link))


def site_path(path: str) -> str:
    """Return where a file of the checkout lies on the site."""
    if path.startswith("docs/"):
        return path.removeprefix("docs/")
    # A page of Markdown from elsewhere is shown as text: its own links lead out of the site.
    return ABOUT if path == "README.md" else f"checkout/{path}" + ".txt" * path.endswith(".md")
