"""Texts by a word: those that every scenario has, and those that plays lead to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from sim.negotiation.arrays import RUNGS
from sim.negotiation.parameters import Prior
from sim.negotiation.play import play
from sim.scenario.did_you_mean import hint
from sim.scenario.fault import BadInput, Fault
from sim.scenario.ladder import Rung
from sim.scenario.schema import Scenario
from sim.scenario.texts import Text, standing_texts
from sim.study.setting import setting
from sim.study.source import BehaviourSource

#: The likeliest formulation of each paragraph in the reports that plays adopt.
LIKELIEST = "likeliest"
#: The text of one play at its end, or after one of its readings.
_PLAY = re.compile(r"play:([0-9]{1,7})(?::([0-9]{1,3}))?")
#: The option that takes such a word.
ALSO = "--also"


def named_texts(
    words: Sequence[str],
    scenario: Scenario,
    runs: int,
    seed: int = 1,
    priors: Mapping[str, Prior | float] | None = None,
    behaviour: BehaviourSource | str = BehaviourSource.PRIORS,
) -> tuple[Text, ...]:
    """Return the texts that some words name.

    ``own-text``, ``silent``, ``indirect`` and ``explicit`` need no play; ``likeliest`` is what the reports
    of `runs` plays most often say on each issue; ``play:7`` is the text put under silence in play 7, and
    ``play:7:3`` its draft after three readings. Raises BadInput if a word names none.
    """
    standing = standing_texts(scenario)
    played = setting(scenario, priors, None, behaviour)
    found = []
    for word in words:
        if word in standing:
            found.append(standing[word])
            continue
        match = _PLAY.fullmatch(word)
        if word != LIKELIEST and not match:
            known = (LIKELIEST, *standing)
            allowed = f"{', '.join(known)}, play:NUMBER, play:NUMBER:READING"
            raise BadInput([Fault(ALSO, f"names no text{hint(word, known)}", value=word, allowed=allowed)])
        numbers = np.array([int(match[1])]) if match else np.arange(runs)
        outcomes = play(played.table, played.draws(seed, numbers), played.chair)
        if match is None:
            counts = (outcomes.reports[:, :, None] == np.arange(RUNGS)).sum(axis=0)
            rungs, title = counts.argmax(axis=1), f"The likeliest wordings of {runs:,} plays"
        elif match[2] is None:
            rungs, title = outcomes.text[0], f"The text put under silence in play {match[1]}"
        else:
            held = int(match[2])
            if held > played.table.readings:
                allowed = f"readings 0 to {played.table.readings}"
                raise BadInput([Fault(ALSO, "there are not that many readings", value=word, allowed=allowed)])
            rungs, title = outcomes.path[0, held], f"The draft of play {match[1]} after reading {held}"
        found.append(Text(word, tuple(Rung(int(rung)) for rung in rungs), title))
    return tuple(found)
