"""Texts put to the room, in words."""

from __future__ import annotations

from sim.report.words.names import capital, listed
from sim.report.words.numbers import ends, written
from sim.scenario.schema import Scenario
from sim.scenario.texts import OWN_TEXT, SILENT, THIS, Text
from sim.study.claims import Counted


def with_interval(share: Counted) -> str:
    """Write a share of plays with its 95 % interval; of few plays as a count."""
    if not share.enough:
        return written(share)
    return f"{written(share)} ({ends(share.interval)} %)"


def of_plays(share: Counted) -> str:
    """Write in what part of plays something is so, as it stands after "in"."""
    return f"{with_interval(share)} {'of plays' if share.enough else 'plays'}"


def opening(name: str) -> str:
    """Return a text's name as it begins a sentence: a name that its author gave stays as it is."""
    return capital(name) if name.partition(" [")[0] == THIS else name


def assumed(text: Text, scenario: Scenario) -> str:
    """Say what is assumed on the issues that a text leaves out; nothing if it leaves out none."""
    if not text.left_out:
        return ""
    left_out = [issue.title for issue in scenario.issues if issue.code in text.left_out]
    name = text.name.partition(" [")[0]
    many = len(left_out) > 3
    what = f"{len(left_out)} issues" if many else listed(left_out)
    stand = {SILENT: "it is silent there", OWN_TEXT: "the body's own last text stands there"}
    return (
        f"{opening(name)} leaves out {what}: {stand.get(text.base, f'it says there what {text.base} says')}."
    )
