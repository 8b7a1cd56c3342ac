"""Where behavioural parameters come from."""

from __future__ import annotations

from enum import StrEnum


class BehaviourSource(StrEnum):
    """Where behavioural parameters come from, unless they are given."""

    CALIBRATED = "calibrated"
    PRIORS = "priors"

    @classmethod
    def _missing_(cls, value: object) -> None:
        raise ValueError(f"no behaviour {value!r}; there are {', '.join(cls)}")
