"""A server of the classroom in a process of its own, and a teacher and a good student whom it must answer."""

import asyncio
import os
import re
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.classroom_load import Screen
from checks.fuzz.cage import MB
from checks.server import Server
from sim.classroom.store import Store
from tests.scenario.files import OWN

#: Seconds of work and of waiting, and bytes, that the server may take until somebody is answered: the seconds
#: are a net for what never ends, not a timing.
PATIENCE, UNANSWERED, MOST = 30.0, 300.0, 500 * MB
_WAIT = 3.0


class Attacked(Server):
    """A server that is attacked; `loop` runs what is sent to it."""

    def __init__(self, folder: Path) -> None:
        (folder / "own.yaml").write_text(OWN, encoding="utf-8")
        super().__init__(folder, "own.yaml", "--out", "class")
        self.token = self.link.rpartition("/teacher/")[2]
        self.loop = asyncio.new_event_loop()
        self.loop.run_until_complete(self._begin())

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
        ended = self.stop()
        hold_clean("\n".join(self.said))
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
