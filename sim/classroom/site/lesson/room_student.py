"""Students of one room of several: they came in through the lobby, and go back there when they leave."""

from __future__ import annotations

from sim.classroom.site.lesson.visitor import Student, Visitor


class RoomStudent(Student):
    """A student's phone in one room of several. Nobody comes in here by a name."""

    events = {"do": Visitor.do}

    def draw(self) -> None:
        """Show what has changed; send whoever is no longer in this room to the lobby."""
        if self.number is not None:
            super().draw()
            return
        self._note()
        if self.screen is not None:
            self.screen.tell("go", "/")
