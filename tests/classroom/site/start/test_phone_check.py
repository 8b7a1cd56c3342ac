"""The page with which a phone shows that it reaches this machine."""

import http.client
import socket

import pytest

pytest.importorskip("uvicorn", reason="the extra classroom is not installed")

from sim.classroom.site.start import guest, phone_check
from sim.classroom.site.start.phone_check import MOST, PhoneCheck
from sim.scenario.fault import BadInput
from tests.classroom.site.start.asking import Asked

HOST = "127.0.0.1:0"


async def test_only_another_device_shows_that_phones_come_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phone_check, "own_addresses", lambda: ("10.0.0.2",))
    reached: list[str] = []
    site = Asked(PhoneCheck(reached.append).app())
    own = await site.ask("/", host=HOST)
    assert (own.status, reached) == (200, [])
    other = await site.ask("/", host=HOST)
    assert (other.status, reached) == (200, ["127.0.0.1"])
    assert b"hello_page.js" in other.body
    assert (b'"here":true' in own.body, b'"here":false' in other.body) == (True, True)


async def test_it_is_one_page_which_answers_to_its_own_names_alone() -> None:
    reached: list[str] = []
    site = Asked(PhoneCheck(reached.append).app())
    for path in ("/start", "/teacher", "/projector", "/explore", "/live"):
        assert (await site.ask(path, host=HOST)).status == 404
    assert (await site.ask("/", host="evil.test:0")).status == 421
    assert (await site.ask("/", host=HOST, origin="http://evil.test")).status == 403
    assert reached == []
    assert (await site.ask("/assets/hello_page.js", host=HOST)).status == 200


async def test_it_is_open_only_while_the_check_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phone_check, "own_addresses", lambda: tuple(f"10.0.0.{n}" for n in range(MOST + 3)))
    check = PhoneCheck(lambda name: None)
    assert check.view() == []
    await check.start()
    shown = check.view()
    assert len(shown) == MOST
    port = int(shown[0]["address"].rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)):
        pass
    await check.stop()
    assert check.view() == []
    with pytest.raises(OSError, match="refused"):
        http.client.HTTPConnection("127.0.0.1", port, timeout=5).request("GET", "/")


async def test_where_every_port_is_taken_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guest, "listening", lambda host, ports: None)
    with pytest.raises(BadInput, match="other programs have all of them"):
        await PhoneCheck(lambda name: None).start()
