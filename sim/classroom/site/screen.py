"""Screens: what a page draws, as one element that is told what has changed and tells what was done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nicegui import ui

#: Pictures, styles and the parts that pages share.
ASSETS = "/assets"


class Screen(ui.element):
    """A page's only element. Its drawing is done in the browser, from plain data, as text.

    Parameters
    ----------
    first : what it shows at first
    """

    def __init__(self, first: Mapping[str, Any]) -> None:
        super().__init__()
        self.props["first"] = dict(first)

    def tell(self, method: str, *about: Any) -> None:
        """Tell the browser something, in order."""
        self.run_method(method, *about)


class ExplorerScreen(Screen, component="assets/explorer_page.js"):
    """The explorer."""


class StudentScreen(Screen, component="assets/student_page.js"):
    """A student's phone."""


class TeacherScreen(Screen, component="assets/teacher_page.js"):
    """The teacher's laptop."""


class ProjectorScreen(Screen, component="assets/projector_page.js"):
    """The screen that the whole class sees."""


class DebriefScreen(Screen, component="assets/debrief_page.js"):
    """What came of it, for everybody."""
