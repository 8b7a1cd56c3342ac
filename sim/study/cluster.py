"""A cluster: the workers of a Dask scheduler that has answered and whose workers have the same code."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from sim.scenario.fault import BadInput, Fault
from sim.study.tasks import CODE
from sim.version import __version__

#: Seconds to wait for a scheduler to answer.
PATIENCE = 10
#: How often a task is reassigned after its worker was lost; a worker may die with several tasks.
RETRIES = 10

#: A scheduler first sends the length of its greeting, in eight bytes.
_GREETING = range(1, 2**16)

_CLUSTER, _FORM = "--cluster", "tcp://HOST:PORT"
_ADDRESS = re.compile(r"(?:(?P<scheme>tcp|tls|ws|wss|ucx)://)?(?P<host>[^/:\s]+):(?P<port>\d{1,5})")


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """Provide the workers of a Dask scheduler.

    Raises BadInput if no scheduler answers there, or its workers have another version or other code.
    """
    parts = _ADDRESS.fullmatch(address)
    if parts is None or not 0 < int(parts["port"]) < 2**16:
        raise BadInput([Fault(_CLUSTER, "is not the address of a scheduler", value=address, allowed=_FORM)])
    try:
        from distributed import Client as _Client
    except ImportError:
        problem = 'needs the extra "cluster": pip install "gge-sim[cluster]"; in a checkout, -e ".[cluster]"'
        raise BadInput([Fault(_CLUSTER, problem, value=address)]) from None
    if parts["scheme"] in (None, "tcp"):
        _hear(parts["host"], int(parts["port"]), address)
    # The finaliser of a client that could not connect would fail.
    connect: Any = type("Client", (_Client,), {"__del__": lambda self: None})
    try:
        client = connect(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError, ImportError) as error:
        raise _silent(address, type(error).__name__) from None
    with client:
        _same_code(client, address)
        with client.get_executor(pure=False, retries=RETRIES) as executor:
            yield executor


def _hear(host: str, port: int, address: str) -> None:
    """Refuse an address that sends no scheduler's greeting: Dask's client would wait for ever."""
    try:
        with socket.create_connection((host, port), PATIENCE) as line:
            try:
                line.settimeout(PATIENCE / 2)
                if int.from_bytes(line.recv(8, socket.MSG_WAITALL), "little") in _GREETING:
                    return
            except TimeoutError:
                line.sendall(b"GET / HTTP/1.0\r\n\r\n")
                if line.recv(5) == b"HTTP/":
                    problem = "is a web page, such as the dashboard of a scheduler, not the scheduler itself"
                    allowed = f"{_FORM}, which the scheduler prints when it starts; often port 8786"
                    raise BadInput([Fault(_CLUSTER, problem, value=address, allowed=allowed)]) from None
    except (OSError, ValueError) as error:
        raise _silent(address, getattr(error, "strerror", None) or type(error).__name__) from None
    raise _silent(address, "what listens there is not a scheduler")


def _silent(address: str, reason: str) -> BadInput:
    problem = f"no scheduler answered within {PATIENCE} seconds ({reason})"
    return BadInput([Fault(_CLUSTER, problem, value=address, allowed=_FORM)])


def _same_code(client: Any, address: str) -> None:
    """Refuse workers with other code, before any work is assigned."""
    found = client.run(_version)
    if not found:
        raise BadInput([Fault(_CLUSTER, "the scheduler has no workers", value=address)])
    others = sorted({str(version) for version in found.values()} - {_version()})
    if others:
        problem = f"its workers have gge-sim {', '.join(others)}, this is {_version()}"
        raise BadInput([Fault(_CLUSTER, problem, value=address)])


def _version() -> str:
    return f"{__version__} (code {CODE})"
