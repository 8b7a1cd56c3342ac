from __future__ import annotations

import socket

import pytest

pytest.importorskip("segno", reason="the extra classroom is not installed")

from sim.classroom.site.address import code_as_path, code_for_terminal, network_address, port_taken


def test_a_port_that_something_listens_at_is_taken() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert port_taken("127.0.0.1", other.getsockname()[1])
        port = other.getsockname()[1]
    assert not port_taken("127.0.0.1", port)


def test_the_address_in_the_network_is_never_this_machine_alone() -> None:
    found = network_address()
    assert found is None or not found.startswith("127.")


def test_a_code_has_a_quiet_border_and_its_three_corners() -> None:
    path, width = code_as_path("http://192.168.1.20:8080")
    dark = {tuple(map(int, part.split("h")[0].split())) for part in path.split("M")[1:]}
    assert all(4 <= x < width - 4 and 4 <= y < width - 4 for x, y in dark)
    assert {(4, 4), (width - 5, 4), (4, width - 5)} <= dark
    assert len(code_for_terminal("http://192.168.1.20:8080").splitlines()) > 10
