"""What is refused: the words that somebody sees who asks for what cannot be."""

from __future__ import annotations

import pytest

from sim.classroom.room import Action, Lesson, Refused, Who, act


def refusal(lesson: Lesson, who: Who, action: Action, at: float = 0.0) -> str:
    """Say why an action is refused; a test fails if it is not."""
    with pytest.raises(Refused) as told:
        act(lesson, who, action, at)
    return str(told.value)
