"""Addresses: where people find a class, and the QR code for phones."""

from __future__ import annotations

import io
import os
import socket
from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

import ifaddr
import segno

#: Only this machine can reach it.
HERE = "127.0.0.1"
#: Everybody on the same network can reach it.
EVERYWHERE = "0.0.0.0"


def network_address() -> str | None:
    """Return the address of this machine in its network, or None without a network.

    It sends nothing. It asks the system which address it would send from. If there is none, as on a laptop
    with its own hotspot, it asks for the machine's addresses.
    """
    return _outward() or next(iter(own_addresses()), None)


def own_addresses() -> tuple[str, ...]:
    """Return the addresses at which others may reach this machine, private networks first."""
    found = [
        ip_address(ip.ip) for adapter in ifaddr.get_adapters() for ip in adapter.ips if isinstance(ip.ip, str)
    ]
    usable = [one for one in found if not (one.is_loopback or one.is_link_local or one.is_unspecified)]
    return tuple(str(one) for one in sorted(usable, key=lambda one: (not one.is_private, int(one))))


def _outward() -> str | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # A documentation address (RFC 5737): no machine has it.
            probe.connect(("192.0.2.1", 9))
            found = str(probe.getsockname()[0])
        except OSError:
            return None
    return None if found.startswith("127.") or found == EVERYWHERE else found


def hosts(address: str, port: int, listening: str) -> frozenset[str]:
    """Return the host names that a browser may use: see `sim.classroom.site.request_checks`.

    Parameters
    ----------
    address : the announced one, such as ``http://192.168.1.20:8080``
    port, listening : port and address that the server listens on
    """
    names = {HERE, "localhost", urlsplit(address).hostname or HERE}
    if listening == EVERYWHERE:
        names.update(own_addresses())
    # A public address may have another port, or none.
    announced = frozenset({urlsplit(address).netloc.lower()} - {""})
    here = frozenset(f"{name}:{port}" for name in names)
    return here | announced | (frozenset(names) if port == 80 else frozenset())


def port_taken(host: str, port: int) -> bool:
    """Return whether another program already listens there."""
    if (found := listening(host, [port])) is None:
        return True
    found.close()
    return False


def listening(host: str, ports: Iterable[int]) -> socket.socket | None:
    """Return a socket that listens on the first free port, or None if other programs have them all."""
    for port in ports:
        found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        # Elsewhere than on Windows, this only passes over connections that are ending.
        if os.name == "posix":
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((host, port))
            found.listen()
        except OSError:
            found.close()
            continue
        found.setblocking(False)
        return found
    return None


def code_for_terminal(address: str) -> str:
    """Return a QR code in half blocks, with the blank border that phones need."""
    drawn = io.StringIO()
    segno.make(address, error="l", micro=False).terminal(drawn, border=2, compact=True)
    return drawn.getvalue()


def code_as_path(address: str) -> tuple[str, int]:
    """Return a QR code as the data of one SVG path, and its width in modules with a border of 4."""
    code = segno.make(address, error="m", micro=False)
    parts = [
        f"M{x + 4} {y + 4}h1v1h-1z" for y, row in enumerate(code.matrix) for x, dark in enumerate(row) if dark
    ]
    return "".join(parts), len(code.matrix) + 8
