"""Where the servers of the class listen, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sim.scenario.fault import BadInput, Fault

if TYPE_CHECKING:
    from sim.classroom.site.serve import Place


def place_of(lan: bool, port: int, address: str | None = None) -> Place:
    """Return where to serve: for this machine alone, or for the local network.

    Raises BadInput if that is not possible, or the public address is none.

    Parameters
    ----------
    address : under which a web server on this machine passes it on; None if there is none
    """
    from sim.classroom.site.address import EVERYWHERE, HERE, network_address
    from sim.classroom.site.serve import Place

    host = network_address() if lan else HERE
    if host is None:
        raise BadInput([Fault("--lan", "this machine is not on a network")])
    if address is not None:
        told = urlsplit(address)
        if told.scheme not in ("http", "https") or not told.hostname or told.path.strip("/") or told.query:
            allowed = "http:// or https://, and a name, such as https://gge.school.example"
            raise BadInput(
                [Fault("--address", "is not an address of a site", value=address, allowed=allowed)]
            )
    place = Place(EVERYWHERE if lan else HERE, port, (address or f"http://{host}:{port}").rstrip("/"))
    refuse_taken(place)
    return place


def refuse_taken(place: Place) -> None:
    """Raise BadInput if another program already listens there."""
    from sim.classroom.site.address import port_taken

    if port_taken(place.host, place.port):
        problem = f"another program already listens on port {place.port}"
        raise BadInput([Fault("--port", problem, value=str(place.port))])
