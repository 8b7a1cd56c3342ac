"""The server: a socket speaks for its own page, and for no other."""

from typing import Any

import pytest

pytest.importorskip("nicegui", reason="the extra classroom is not installed")

from nicegui import core

from sim.classroom.site.serve import for_its_own_page


def test_a_message_that_names_another_page_is_not_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    rooms = {"anas socket": ["anas socket", "anas page"], "bens socket": ["bens socket", "bens page"]}
    monkeypatch.setattr(core, "sio", type("Sockets", (), {"rooms": staticmethod(rooms.__getitem__)}))
    heard: list[tuple[str, Any]] = []
    hear = for_its_own_page(lambda socket, message: heard.append((socket, message)))
    own = {"client_id": "anas page", "args": []}
    hear("anas socket", own)
    for message in ({"client_id": "bens page", "args": []}, {"client_id": ["anas page"]}, {}, None, 7, "x"):
        hear("anas socket", message)
    hear("bens socket", own)
    assert heard == [("anas socket", own)]
