"""A server of the classroom in a process of its own, and a teacher and a good student whom it must answer."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.classroom_load import Screen
from checks.fuzz.cage import MB
from sim.classroom.store import Store
from tests.scenario.files import OWN

#: Seconds of work and of waiting, and bytes, that the server may take until somebody is answered.
PATIENCE, UNANSWERED, MOST = 2.0, 45.0, 500 * MB
_ROOT = Path(__file__).parents[2]
_WAIT = 3.0


class Server:
    """A server that is attacked; `loop` runs what is sent to it."""

    def __init__(self, folder: Path) -> None:
        (folder / "own.yaml").write_text(OWN, encoding="utf-8")
        self.folder, self.log = folder, folder / "server.log"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        known = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "NICEGUI"))}
        known |= {"PYTHONPATH": str(_ROOT), "PYTHONUNBUFFERED": "1"}
        words = ["classroom", "own.yaml", "--port", str(self.port), "--out", "class"]
        with self.log.open("wb") as log:
            command = [sys.executable, "-m", "sim", *words]
            self.process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env=known)
        self.address, _, self.token = self._link().rpartition("/teacher/")
        self.loop = asyncio.new_event_loop()
        self.loop.run_until_complete(self._begin())

    def _link(self) -> str:
        until = time.monotonic() + 90
        while time.monotonic() < until and self.process.poll() is None:
            if found := re.search(rb"http\S+/teacher/\S+", self.log.read_bytes()):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                        return found[0].decode()
            time.sleep(0.1)
        self.process.kill()
        raise AssertionError(f"the server does not start: {self.log.read_text()[-500:]}")

    async def _begin(self) -> None:
        self.teacher, self.good = Screen(self.address), Screen(self.address)
        await self.teacher.open(f"/teacher/{self.token}")
        await self.good.open("/")
        await self.good.say("enter", name="Good student")
        await self.good.act("take-seat", seat="FRA")
        await self.good.until(lambda screen: screen.me.get("seat") == "FRA")
        await self.teacher.act("begin")

    def stands(self) -> None:
        """Hold the server against its promises: who does nothing wrong is answered, in little memory."""
        self.loop.run_until_complete(self._answered())
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        resident = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) * 1024  # type: ignore[index]
        assert resident < MOST, f"the server has grown to {resident / MB:.0f} MB"

    async def _answered(self) -> None:
        began = self._worked()
        stance = "brackets" if self.good.me["answers"].get("CABLES") != "brackets" else "supports"
        seconds = 60 if (self.teacher.room.get("timer") or {}).get("seconds") != 60 else 90
        try:
            async with asyncio.timeout(UNANSWERED):
                await self.good.act("answer", issue="CABLES", stance=stance)
                await self.good.until(lambda screen: screen.me["answers"].get("CABLES") == stance)
                await self.teacher.act("set-timer", seconds=seconds)
                await self.teacher.until(
                    lambda screen: (screen.room.get("timer") or {}).get("seconds") == seconds
                )
        except TimeoutError:
            raise AssertionError("the good student or the teacher is not answered any more") from None
        assert self._worked() - began < PATIENCE, f"answered after {self._worked() - began:.1f} s of work"

    def _worked(self) -> float:
        """Return seconds of processor, since a busy machine makes wall time no measure."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def leave(self) -> None:
        """Stop the server as Ctrl-C does; its terminal must be clean, and the class kept."""
        for screen in (self.good, self.teacher):
            self.loop.run_until_complete(screen.close())
        self.loop.close()
        self.process.send_signal(signal.SIGINT)
        try:
            ended = self.process.wait(20)
        finally:
            self.process.kill()
        hold_clean(self.log.read_text(encoding="utf-8", errors="replace"))
        assert ended == 0, f"the server left with status {ended}"
        with Store.resume(self.folder / "class" / "class.sqlite") as store:
            assert store.lesson.players, "nobody is in the class that was kept"


def hold_clean(said: str) -> None:
    """Hold what a server wrote to the teacher's terminal against what belongs there."""
    assert "Traceback" not in said, said[said.index("Traceback") :][-1500:]
    assert not re.search("Exception|Error", said), said[-800:]
    assert len(said.splitlines()) < 20, f"the terminal is flooded: {said[-800:]}"


def source(number: int) -> str:
    """Return an address of this machine; the server takes each for a device of its own."""
    return f"127.{1 + number % 200}.{number * 7 % 251}.{2 + number % 250}"


async def ask(address: str, raw: bytes, own: str) -> bytes:
    """Send bytes from an address of one's own; return what comes back before long."""
    place = urlsplit(address)
    try:
        reader, writer = await asyncio.open_connection(place.hostname, place.port, local_addr=(own, 0))
    except OSError:
        return b""
    try:
        writer.write(raw)
        await writer.drain()
        return b"".join([part async for part in _parts(reader)])
    except OSError:
        return b""
    finally:
        writer.close()


async def _parts(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    held = 0
    try:
        while held < 400_000:
            # An answer that has begun comes soon; a connection that is kept open is not waited for.
            part = await asyncio.wait_for(reader.read(65536), 0.1 if held else _WAIT)
            if not part:
                return
            held += len(part)
            yield part
    except (TimeoutError, OSError):
        return
