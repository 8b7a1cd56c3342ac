"""Templates: how every page of ours is filled in, so that no text in it becomes markup."""

from __future__ import annotations

import re
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sim.version import __version__


def templates(package: str) -> Environment:
    """Return the templates in the folder `pages` of a package; their values are escaped."""
    return Environment(
        loader=PackageLoader(package, "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def filled(pages: Environment, package: str, name: str, style: str, **values: Any) -> bytes:
    """Return a page as a file, with its style sheet inside, the same bytes every time.

    Parameters
    ----------
    package : where the templates are
    name, style : of the template, and of the style sheet beside it
    values : of the template, besides the style and our version
    """
    sheet = Markup(resources.files(package).joinpath(f"pages/{style}").read_text(encoding="utf-8"))
    text = pages.get_template(name).render(style=sheet, version=__version__, **values)
    return (re.sub(r"\n\s*\n+", "\n", text).strip() + "\n").encode()
