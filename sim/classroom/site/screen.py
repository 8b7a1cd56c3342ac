"""Screens: a page is one element, which receives changes and sends actions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nicegui import ui

#: Pictures, styles and the parts that pages share.
ASSETS = "/assets"


class Screen(ui.element):
    """A page's only element. The browser draws it from plain data, as text.

    Parameters
    ----------
    first : its first content
    """

    def __init__(self, first: Mapping[str, Any]) -> None:
        super().__init__()
        self.props["first"] = dict(first)

    def tell(self, method: str, *about: Any) -> None:
        """Call a method in the browser; calls keep their order."""
        self.run_method(method, *about)


class ExplorerScreen(Screen, component="assets/explorer_page.js"):
    """The explorer."""


class StudentScreen(Screen, component="assets/student_page.js"):
    """A student's phone."""


class TeacherScreen(Screen, component="assets/teacher_page.js"):
    """The teacher's laptop."""


class ProjectorScreen(Screen, component="assets/projector_page.js"):
    """The screen for the whole class."""


class DebriefScreen(Screen, component="assets/debrief_page.js"):
    """The debrief, for everybody."""
