"""The story: a class says its name, what it does in a sentence, and where the idea comes from."""

from __future__ import annotations

import re

from sim.negotiation.decisions import DecisionRule


def tells_its_story(kind: type) -> None:
    """It has a name in lower case with hyphens, a story for people, and a source.

    A story is a sentence of ten words, that of a decision rule one of five; a source names a year, that of a
    decision rule a number.
    """
    name, story, source = (str(getattr(kind, part, "")) for part in ("name", "story", "source"))
    words, number = (5, r"\d") if issubclass(kind, DecisionRule) else (10, r"\d{4}")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name), f"{kind.__name__}.name is {name!r}"
    assert len(story.split()) >= words, f"{kind.__name__}.story has fewer than {words} words: {story!r}"
    assert story.endswith("."), f"{kind.__name__}.story is no sentence: {story!r}"
    assert re.search(number, source), f"{kind.__name__}.source does not say where it is from: {source!r}"
