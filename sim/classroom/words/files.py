"""Catalogue files: the templates, and the catalogue of each language brought up to date with them."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from sim.classroom.words.catalogue import FOLDER, PAGES, SCENARIOS
from sim.classroom.words.extraction import pages_template, scenario_template, scenarios_template
from sim.classroom.words.languages import LANGUAGES, TRANSLATED
from sim.classroom.words.scenario_texts import beside

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

#: Plural forms that translators fill in. Babel knows another in French and Spanish, for whole millions.
_TWO = {"es": "nplurals=2; plural=(n != 1);", "fr": "nplurals=2; plural=(n > 1);"}
#: Headers that change with the day, or that say nothing: the same sentences give the same bytes.
_LEFT_OUT = (
    "POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team|Report-Msgid-Bugs-To"
)
#: Letters in a line of a .po file.
_WIDTH = 100


def update() -> list[Path]:
    """Write the templates, bring every catalogue up to date, and return the files.

    What is translated stays. A sentence that has changed keeps the translation of the most similar one,
    marked fuzzy: it is not used until somebody has looked at it.
    """
    written = []
    for name, template in ((PAGES, pages_template()), (SCENARIOS, scenarios_template())):
        written.append(_write(template, FOLDER / f"{name}.pot"))
        written += [_updated(FOLDER / code / f"{name}.po", code, template) for code in TRANSLATED]
    return written


def update_beside(scenario: Path, code: str) -> Path:
    """Begin the translation of a scenario file beside it, or bring it up to date, and return its path."""
    return _updated(beside(scenario, code), code, scenario_template(scenario))


def _updated(path: Path, code: str, template: Catalog) -> Path:
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    if path.exists():
        with path.open("rb") as file:
            found = read_po(file, locale=code)
    else:
        found = Catalog(locale=code, project="gge-sim", charset="utf-8", fuzzy=False)
    if code in _TWO:
        found.mime_headers = [("Plural-Forms", _TWO[code])]
    found.update(template)
    return _write(found, path)


def _write(found: Catalog, path: Path) -> Path:
    from babel.messages.pofile import write_po

    path.parent.mkdir(parents=True, exist_ok=True)
    written = BytesIO()
    write_po(written, found, width=_WIDTH, include_lineno=False)
    told = re.sub(rf'"({_LEFT_OUT})[^\n]*\n', "", written.getvalue().decode())
    told = told.replace("gge-sim VERSION", "gge-sim")
    language = LANGUAGES.get(path.parent.name)
    named = f"# gge-sim in {language.name}" if language else "# gge-sim"
    path.write_text(f"{named}\n{told[told.index('msgid') :]}", encoding="utf-8")
    return path
