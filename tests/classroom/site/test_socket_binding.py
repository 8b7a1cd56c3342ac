"""A socket takes part in the page of its own browser."""

import asyncio
import json
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("nicegui", reason="the extra classroom is not installed")

from nicegui import Client, core
from socketio.exceptions import ConnectionRefusedError as Refusal

from sim.classroom.site.socket_binding import bound, of_its_browser

PAGES = {"teacher": {"teacher": "t"}, "ana": {"player": "a"}, "public": {}, "bare": None}


async def nothing(*about: Any) -> bool:
    return True


@pytest.mark.parametrize(
    ("page", "shown", "enters"),
    [
        ("teacher", {"teacher": "t", "player": ""}, True),
        ("teacher", {"teacher": "", "player": "a"}, False),
        ("teacher", {}, False),
        ("teacher", None, False),
        ("ana", {"teacher": "", "player": "a"}, True),
        ("ana", {"teacher": "t", "player": "b"}, False),
        ("ana", {"teacher": "", "player": ""}, False),
        ("public", {}, True),
        ("bare", {"teacher": "", "player": ""}, True),
        ("gone", {}, True),  # the library says itself that there is no such page
    ],
)
def test_who_has_seen_the_number_of_a_page_takes_no_part_in_it(
    monkeypatch: pytest.MonkeyPatch, page: str, shown: dict[str, str] | None, enters: bool
) -> None:
    pages = {
        name: SimpleNamespace(request=SimpleNamespace(state=SimpleNamespace(**(held or {}))))
        for name, held in PAGES.items()
    }
    scope = {} if shown is None else {"state": shown}
    monkeypatch.setattr(Client, "instances", pages)
    monkeypatch.setattr(core, "sio", SimpleNamespace(get_environ=lambda socket: {"asgi.scope": scope}))
    known = bound({"connect": nothing, "handshake": nothing, "event": nothing})
    assert known["event"] is nothing
    assert asyncio.run(known["handshake"]("socket", {"client_id": page})) == enters
    environment = {"QUERY_STRING": f"client_id={page}&implicit_handshake=true"}
    if enters:
        asyncio.run(known["connect"]("socket", environment))
    else:
        with pytest.raises(Refusal, match="handshake failed"):  # by which the page is loaded anew
            asyncio.run(known["connect"]("socket", environment))


async def test_a_page_is_its_owners_once_they_come_in(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    await site.ask("/")
    page = list(Client.instances.values())[-1]
    screen = next(e for e in page.elements.values() if type(e).__name__ == "StudentScreen")
    shown: dict[str, str] = {}
    scope = {"asgi.scope": {"state": shown}}
    monkeypatch.setattr(core, "sio", SimpleNamespace(get_environ=lambda socket: scope))
    assert of_its_browser("socket", page.id)
    entering = json.dumps({"id": "v" * 22, "name": "Vic"})
    heard = next(one for one in screen._event_listeners.values() if one.type == "enter")
    page.handle_event({"id": screen.id, "listener_id": heard.id, "args": [json.dumps(entering)]})
    assert site.hall.desk.lesson.players[-1].name == "Vic"
    assert not of_its_browser("socket", page.id)
    shown["player"] = page.request.state.player
    assert site.hall.desk.player(shown["player"]).name == "Vic"
    assert of_its_browser("socket", page.id)
