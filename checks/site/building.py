"""The site that MkDocs builds, and what its pages link to."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).parents[2]
#: Attributes that name another file.
LINKING = ("href", "src")


def build(source: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """Build the pages of a checkout, strictly; `--quiet` would hide the warnings, and so not count them."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(source)}
    return subprocess.run(command, cwd=source, env=environment, capture_output=True, text=True, timeout=900)


@dataclass
class Read(HTMLParser):
    """A page as it was read.

    Parameters
    ----------
    links : what it names, as it names it
    anchors : its ids
    heading : the text of its first heading
    """

    links: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    heading: str = ""
    _inside: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    @classmethod
    def of(cls, page: Path) -> "Read":
        """Read a page."""
        found = cls()
        found.feed(page.read_text(encoding="utf-8"))
        return found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.anchors |= {value for key in ("id", "name") if (value := named.get(key))}
        self.links += [value for key in LINKING if (value := named.get(key))]
        self._inside |= tag == "h1" and not self.heading

    def handle_endtag(self, tag: str) -> None:
        self._inside &= tag != "h1"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.heading += data


def astray(site: Path) -> list[str]:
    """Return the links of all pages that lead to no file, or to no place in one."""
    pages = {path.resolve(): Read.of(path) for path in site.rglob("*.html")}
    wrong = []
    for path, page in pages.items():
        # The page for what is not found is served at any address, and names files from the root.
        for link in page.links if path.name != "404.html" else ():
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            there = target.is_file() and (
                not parts.fragment or target not in pages or unquote(parts.fragment) in pages[target].anchors
            )
            if not there:
                wrong.append(f"{path.relative_to(site.resolve())}: {link}")
    return wrong
