"""The draft desk in Python: put this text to the room, and search for the one that passes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from sim.negotiation.parameters import Prior
from sim.scenario.ladder import Rung
from sim.scenario.schema import Scenario
from sim.scenario.texts import Text, checked_rung, load_texts, renamed, set_text
from sim.study.package import question as packages
from sim.study.package.question import PackageStudy
from sim.study.package.wish import ABOVE, Wish
from sim.study.source import BehaviourSource
from sim.study.texts.named import named_texts
from sim.study.texts.question import RUNS, TextStudy, put_texts

#: A text as a user gives it: whole, by a word, as a file, or as formulations by issue beyond a base.
Given: TypeAlias = Text | str | Path | Mapping[str, str]


def text(
    scenario: Scenario,
    *texts: Given,
    base: str | None = None,
    after: int = 0,
    runs: int = RUNS,
    seed: int = 1,
    priors: Mapping[str, Prior | float] | None = None,
    behaviour: BehaviourSource | str = BehaviourSource.PRIORS,
) -> TextStudy:
    """Put texts to the room: as they stand now and at the deadline, and with the readings that are left.

    Parameters
    ----------
    scenario : the process
    texts : each a word (``likeliest``, ``own-text``, ``play:7``), a file, a mapping such as ``{"IHL":
        "explicit"}``, or a `Text`
    base : what a mapping says on the other issues: ``own-text``, ``silent``, or another text's name
    after : readings held before
    runs : number of plays, at least 1
    seed : of all chance, 0 or more
    priors : parameters that differ from the model's priors, by name
    behaviour : ``calibrated``, for a process of the record without having seen it, or ``priors``

    Raises
    ------
    BadInput
        if a text cannot be used
    ValueError
        if a number is out of range, or there is no parameter of that name
    """
    found = _texts(scenario, texts, base, runs, seed, priors, behaviour)
    return put_texts(scenario, found, after, runs, seed, priors, behaviour)


def package(
    scenario: Scenario,
    text: Given | None = None,
    *,
    base: str | None = None,
    above: float = ABOVE,
    weigh: Mapping[str, float] | None = None,
    state: str | None = None,
    keep: Mapping[str, str] | None = None,
    never: Mapping[str, str] | Sequence[tuple[str, str]] = (),
    after: int | None = None,
    runs: int = packages.RUNS,
    seed: int = 1,
    priors: Mapping[str, Prior | float] | None = None,
    behaviour: BehaviourSource | str = BehaviourSource.PRIORS,
) -> PackageStudy:
    """Search for the texts that would pass as they stand, and for the smallest amendments that carry one.

    Parameters
    ----------
    scenario : the process
    text, base : the text to be amended, if any, as of `text`
    above : the share of plays in which a text is to be adopted
    weigh : weight of an issue in the strength of a text, 1 if not named
    state : code of the delegation whose worth counts, in place of strength
    keep, never : formulations by issue that stay, and that are excluded
    after : readings held before a text is put; all if not given
    runs : number of plays of the verdict, at least 1
    seed : of all chance, 0 or more
    priors : parameters that differ from the model's priors, by name
    behaviour : ``calibrated``, for a process of the record without having seen it, or ``priors``

    Raises
    ------
    BadInput
        if a text or a wish cannot be used
    ValueError
        if a number is out of range, or there is no parameter or delegation of that name
    """
    if state is not None and state not in scenario.members:
        raise ValueError(f"no delegation {state!r}; there are {', '.join(sorted(scenario.members))}")
    given: list[Text] = []
    if text is not None:
        given = [*_texts(scenario, (text,), base, runs, seed, priors, behaviour)]
        if len(given) > 1:
            raise ValueError(f"one text can be amended; there are {', '.join(one.name for one in given)}")
    kept = {code: _rung(scenario, code, word) for code, word in (keep or {}).items()}
    pairs = never.items() if isinstance(never, Mapping) else never
    excluded = [(code, _rung(scenario, code, word)) for code, word in pairs]
    if state is not None and weigh:
        raise ValueError("weigh is for strength, which state replaces")
    wish = Wish(weigh or {}, state, above, kept, excluded)
    return packages.package(scenario, given[0] if given else None, wish, after, runs, seed, priors, behaviour)


def _rung(scenario: Scenario, code: str, word: str) -> Rung:
    return checked_rung(code, word, scenario, "package", f"{code}={word}")


def _texts(
    scenario: Scenario,
    given: Sequence[Given],
    base: str | None,
    runs: int,
    seed: int,
    priors: Mapping[str, Prior | float] | None,
    behaviour: BehaviourSource | str,
) -> tuple[Text, ...]:
    def each() -> Iterator[Text]:
        for one in given:
            if isinstance(one, Text):
                yield one
            elif isinstance(one, Mapping):
                settings = [f"{code}={word}" for code, word in one.items()]
                yield set_text(settings, base, scenario, found)
            elif isinstance(one, Path) or Path(one).suffix:
                yield from load_texts(Path(one), scenario)
            else:
                yield from named_texts([one], scenario, runs, seed, priors, behaviour)

    found: list[Text] = []
    for text in each():
        found.append(text)
    return renamed(found)
