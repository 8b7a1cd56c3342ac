"""Where behavioural parameters come from."""

from __future__ import annotations

from enum import StrEnum


class BehaviourSource(StrEnum):
    """Where behavioural parameters come from, unless they are given."""

    CALIBRATED = "calibrated"
    PRIORS = "priors"
