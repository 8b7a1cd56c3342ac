"""What happened in a followed process, in a few words."""

from __future__ import annotations

from sim.negotiation.vocabulary import ParagraphStance
from sim.report.words.names import called, capital, listed
from sim.scenario.follow_loading import Logged
from sim.scenario.ladder import Rung
from sim.scenario.schema import Scenario

#: Names and paragraphs that a sentence lists.
_SOME = 3


def happened(logged: Logged, scenario: Scenario) -> str:
    """Say what an entry says: in the words of the user, or else in ours."""
    return logged.entry.what or capital(_ours(logged, scenario))


def _ours(logged: Logged, scenario: Scenario) -> str:
    entry = logged.entry
    if entry.statement is not None:
        said = [
            f"{code} {value:+g}" if value else f"{code} 0"
            for code, value in entry.statement.positions.items()
        ]
        return f"{_some([called(name) for name in entry.statement.by])}: {_some(said)}"
    if entry.withdrawal is not None:
        who = _some([called(name) for name in entry.withdrawal.by])
        return f"{who}: gives up {_some(list(entry.withdrawal.issues))}"
    if logged.draft is not None:
        said = [
            f"{issue.code} {Rung(rung).word}"
            for issue, rung in zip(scenario.issues, logged.draft, strict=True)
            if rung >= 0
        ]
        return f"draft at reading {entry.reading}: {_some(said)}"
    if entry.stances:
        verbs = {stance: stance[:-1] for stance in ParagraphStance.words()}
        seen = [
            f"{_some([*map(called, states)])} {verbs[stance] if len(states) > 1 else stance} {code}"
            for code, stances in entry.stances.items()
            for stance, states in stances
            if states
        ]
        return f"reading {entry.reading}: {_some(seen)}"
    changes = entry.chair or entry.deadline
    changed = [f"{key.replace('_', ' ')} {value}" for key, value in changes or () if value is not None]
    return f"{'chair' if entry.chair else 'deadline'}: {', '.join(changed)}"


def _some(words: list[str]) -> str:
    return listed([*words[:_SOME], f"{len(words) - _SOME} more"] if len(words) > _SOME else words)
