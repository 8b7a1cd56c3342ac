"""A screen without a browser."""

from typing import Any


class Paper:
    """A screen that notes what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Any]] = []

    def tell(self, method: str, *about: Any) -> None:
        self.told.append((method, about[0]))

    @property
    def refusals(self) -> list[str]:
        return [about["why"] for about in self.answers if about["state"] == "refused"]

    @property
    def answers(self) -> list[dict[str, str]]:
        return [about for method, about in self.told if method == "acknowledged"]
