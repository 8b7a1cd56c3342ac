"""Languages: those in which the pages of a class can be read."""

from __future__ import annotations

#: Names of the languages in themselves, by code. Other lists of languages are made from this one.
LANGUAGES = {"en": "English"}
