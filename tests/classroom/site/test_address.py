import socket
from types import SimpleNamespace

import pytest

pytest.importorskip("segno", reason="the extra classroom is not installed")

from sim.classroom.site import address
from sim.classroom.site.address import (
    code_as_path,
    code_for_terminal,
    hosts,
    network_address,
    own_addresses,
    port_taken,
)


def test_ports_addresses_and_codes_are_those_of_this_machine() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert port_taken("127.0.0.1", other.getsockname()[1])
        port = other.getsockname()[1]
    assert not port_taken("127.0.0.1", port)
    found = network_address()
    assert found is None or not found.startswith("127.")
    path, width = code_as_path("http://192.168.1.20:8080")
    dark = {tuple(map(int, part.split("h")[0].split())) for part in path.split("M")[1:]}
    assert all(4 <= x < width - 4 and 4 <= y < width - 4 for x, y in dark)
    assert {(4, 4), (width - 5, 4), (4, width - 5)} <= dark
    assert len(code_for_terminal("http://192.168.1.20:8080").splitlines()) > 10


def test_a_laptop_that_opens_a_network_of_its_own_has_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no way to the world, so the system would send from nowhere; phones reach it all the same."""

    class Nowhere:
        def __init__(self, *about: object) -> None: ...
        def __enter__(self) -> "Nowhere":
            return self

        def __exit__(self, *about: object) -> None: ...
        def connect(self, where: tuple[str, int]) -> None:
            raise OSError("Network is unreachable")

    told = ["127.0.0.1", "169.254.7.7", "100.64.3.3", "10.42.0.1", ("fe80::1", 0, 2)]
    adapters = [SimpleNamespace(ips=[SimpleNamespace(ip=ip) for ip in told])]
    monkeypatch.setattr(address.socket, "socket", Nowhere)
    monkeypatch.setattr(address.ifaddr, "get_adapters", lambda: adapters)
    assert own_addresses() == ("10.42.0.1", "100.64.3.3")
    assert network_address() == "10.42.0.1"
    adapters.clear()
    assert network_address() is None


def test_a_site_is_asked_for_by_the_names_that_it_announces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "own_addresses", lambda: ("10.0.0.5", "172.16.0.2"))
    alone = hosts("http://127.0.0.1:8080", 8080, "127.0.0.1")
    assert alone == {"127.0.0.1:8080", "localhost:8080"}
    lan = hosts("http://10.0.0.5:8080", 8080, "0.0.0.0")
    assert lan == alone | {"10.0.0.5:8080", "172.16.0.2:8080"}
    assert "localhost" in hosts("http://127.0.0.1:80", 80, "127.0.0.1"), "browsers leave this port out"
    public = hosts("https://Gge.School.example", 8080, "127.0.0.1")
    assert public == alone | {"gge.school.example:8080", "gge.school.example"}
