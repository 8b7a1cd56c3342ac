"""Completeness: what is wrong with a translation, sentence by sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sim.classroom.words.catalogue import FOLDER, PAGES, SCENARIOS, key_of
from sim.classroom.words.message import gaps_of

_TAG = re.compile(r"</?[a-z][^>]*>")
#: A gap of which the sentence for a certain number has no need: "one answer" says it in a word.
_NUMBER = frozenset({"n"})


def paths(code: str) -> tuple[Path, ...]:
    """Return the catalogue files of a language."""
    return tuple(FOLDER / code / f"{name}.po" for name in (PAGES, SCENARIOS))


def share(code: str) -> tuple[int, int]:
    """Return how many sentences of a language are translated, and how many there are."""
    return sum(map(_translated, paths(code))), sum(len(template(name)) for name in (PAGES, SCENARIOS))


def missing(code: str) -> list[str]:
    """Return the English sentences without a finished translation."""
    found: list[str] = []
    for name, path in zip((PAGES, SCENARIOS), paths(code), strict=True):
        known = _finished(path)
        found += [sentence for sentence in template(name) if sentence not in known]
    return found


def faults(code: str) -> list[str]:
    """Return what is wrong with the finished translations of a language, as sentences."""
    return [fault for path in paths(code) for fault in faults_of(path)]


def faults_of(path: Path) -> list[str]:
    """Return what is wrong with the translations in a .po file: gaps, tags and plural forms."""
    return list(_faults(path))


def template(name: str) -> tuple[str, ...]:
    """Return the keys of a template."""
    return tuple(key for key, _, _, _ in _entries(FOLDER / f"{name}.pot"))


def _faults(path: Path) -> Iterator[str]:
    for key, ids, strings, _ in _entries(path):
        if not any(strings):
            continue
        if not all(strings):
            yield f"{path}: a plural form is missing: {key}"
        allowed = [gaps_of(one) for one in ids]
        for string in filter(None, strings):
            told = gaps_of(string)
            if invented := told - allowed[-1]:
                yield f"{path}: gap {{{', '.join(sorted(invented))}}} does not exist: {key}"
            if lost := allowed[-1] - told - (_NUMBER if len(ids) > 1 else frozenset()):
                yield f"{path}: gap {{{', '.join(sorted(lost))}}} is lost: {key}"
            if Counter(_TAG.findall(string)) != Counter(_TAG.findall(ids[-1])):
                yield f"{path}: has other tags: {key}"


def _translated(path: Path) -> int:
    return len(_finished(path))


def _finished(path: Path) -> frozenset[str]:
    return frozenset(key for key, _, strings, fuzzy in _entries(path) if all(strings) and not fuzzy)


def _entries(path: Path) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...], bool]]:
    """Yield of each entry its key, its English sentences, its translations, and whether it is fuzzy."""
    from babel.messages.pofile import read_po

    if not path.exists():
        return
    with path.open("rb") as file:
        found = read_po(file, locale=path.parent.name if path.suffix == ".po" else None)
    for one in found:
        if not one.id:
            continue
        ids = one.id if isinstance(one.id, tuple) else (str(one.id),)
        strings = tuple(one.string) if isinstance(one.string, tuple | list) else (str(one.string or ""),)
        yield key_of(one), tuple(ids), strings, one.fuzzy
