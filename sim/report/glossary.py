"""Glossary: the words that a page uses and a reader may not know."""

from __future__ import annotations

from collections.abc import Sequence

from sim.report.document import Facts, Section

#: What each word means on our pages.
MEANINGS = {
    "play": "one simulated negotiation, from the first draft to the decision; each has its own luck",
    "silent, indirect, explicit": "how strongly the report speaks on an issue: not at all, in words that "
    "each side can read its own way, or plainly",
    "zero draft": "the text that the chair opens with",
    "reading": "the room goes through the draft once; then the chair revises it",
    "silence procedure": "the last text is put to the room, and is adopted unless somebody objects",
    "objects": "formally stands in the way, so that there is no report",
    "dissociates": "lets the report pass, and says that it is not bound by it or by some of it",
    "failure": "a play that ends without a report",
    "camp": "a group of delegations that the chair belongs to, and hears better than the others",
    "stake": "what having a report at all is worth to a delegation",
    "mood": "what affects a delegation in a play, and no file records",
}


def glossary(words: Sequence[str] = tuple(MEANINGS)) -> Section:
    """Return the meanings of some words as a section."""
    return Section("Words used here", (Facts(tuple((word, MEANINGS[word]) for word in words)),))
