"""A screen without a browser."""

from typing import Any

from sim.classroom.words.message import Message


def english(told: Any) -> str:
    """What a page in English makes of a sentence."""
    if not isinstance(told, dict):
        return str(told)
    gaps = {name: english(gap) for name, gap in told.get("gaps", {}).items()}
    return str(Message(told["say"], gaps, told.get("many", ""), told.get("n", 1)))


class Paper:
    """A screen that notes what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Any]] = []

    def tell(self, method: str, *about: Any) -> None:
        self.told.append((method, about[0]))

    @property
    def refusals(self) -> list[str]:
        return [english(about["why"]) for about in self.answers if about["state"] == "refused"]

    @property
    def answers(self) -> list[dict[str, str]]:
        return [about for method, about in self.told if method == "acknowledged"]
