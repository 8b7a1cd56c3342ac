"""A server of the classroom that is sent anything: a case is a server, and a few hundred messages to it.

    python -m checks.fuzz.classroom_server --cases 24 --seed 1

It is no kind among the others since a case takes as long as a thousand of theirs.
After each batch a student and the teacher who do nothing wrong must still be answered; at the end nothing
in the server's terminal may be a traceback, and the class must go on from its file.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from benchmarks.classroom_load import Screen
from checks.fuzz.attempt import MB, Cage, Case, Step, attempt
from checks.fuzz.classroom_http import requests, slow
from checks.fuzz.classroom_socket import packets, storm, student
from sim.classroom.store import Store
from tests.scenario.files import OWN

#: Messages of a case, in so many batches; seconds and bytes that the server may take.
MESSAGES, BATCHES = 500, 5
PATIENCE, UNANSWERED, MOST = 2.0, 45.0, 500 * MB
_CAGE = Cage(cpu=120, wall=240)
#: Who attacks, and how: each sends so many messages and returns how often it was answered how.
Attack = Callable[[str, str, random.Random, int], Awaitable[Counter[str]]]
ATTACKS: tuple[Attack, ...] = (requests, requests, packets, student, student, storm, slow)
_ROOT = Path(__file__).parents[2]


def case(seed: int, number: int, attacks: Sequence[Attack] = (), messages: int = MESSAGES) -> Case:
    """Return a server, and what it is sent.

    Parameters
    ----------
    attacks : in their order; five of them by turns if not given
    messages : of all of them together
    """
    luck = random.Random(f"server {seed} {number}")
    attacks = attacks or [ATTACKS[(number * BATCHES + batch) % len(ATTACKS)] for batch in range(BATCHES)]
    what = f"server {number} of {seed}: {', '.join(attack.__name__ for attack in attacks)}"
    step = Step(("server", what), lambda: withstand(luck, attacks, messages), cage=_CAGE)
    return Case(what, {"own.yaml": OWN.encode()}, (step,))


def withstand(luck: random.Random, attacks: Sequence[Attack], messages: int) -> None:
    """Start a server in the folder of the process, attack it, and hold it against its promises.

    Raises
    ------
    AssertionError
        where it does not hold one
    """
    log = Path("server.log")
    server, link = started(log)
    try:
        told = asyncio.run(_attacked(link, luck, attacks, messages, server))
    finally:
        ended = _stopped(server)
    hold_clean(log.read_text(encoding="utf-8", errors="replace"))
    assert ended == 0, f"the server left with status {ended}"
    with Store.resume(Path("class/class.sqlite")) as store:
        assert store.lesson.players, "nobody is in the class that was kept"
        told["deeds"] = len(store.deeds())
    print(" ".join(f"{name}={number}" for name, number in sorted(told.items())))


def hold_clean(said: str) -> None:
    """Hold what a server wrote to the teacher's terminal against what belongs there.

    Raises
    ------
    AssertionError
        if an exception is told there, or more than a server says when nothing happens
    """
    assert "Traceback" not in said, said[said.index("Traceback") :][-1500:]
    assert not re.search("Exception|Error", said), said[-800:]
    assert len(said.splitlines()) < 20, f"the terminal is flooded: {said[-800:]}"


def started(log: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start a server whose words go to a file; return it with the teacher's link."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    known = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "NICEGUI"))}
    command = [sys.executable, "-m", "sim", "classroom", "own.yaml", "--port", str(port), "--out", "class"]
    with log.open("wb") as words:
        server = subprocess.Popen(
            command,
            stdout=words,
            stderr=words,
            env={**known, "PYTHONPATH": str(_ROOT), "PYTHONUNBUFFERED": "1"},
        )
    until = time.monotonic() + 90
    while time.monotonic() < until and server.poll() is None:
        if found := re.search(rb"http\S+/teacher/\S+", log.read_bytes()):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return server, found[0].decode()
        time.sleep(0.1)
    server.kill()
    raise AssertionError(f"the server does not start: {log.read_text()[-500:]}")


def _stopped(server: subprocess.Popen[bytes]) -> int | None:
    """Stop a server as Ctrl-C does; return its status."""
    server.send_signal(signal.SIGINT)
    try:
        return server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
        return None


async def _attacked(
    link: str,
    luck: random.Random,
    attacks: Sequence[Attack],
    messages: int,
    server: subprocess.Popen[bytes],
) -> Counter[str]:
    address, _, token = link.rpartition("/teacher/")
    told: Counter[str] = Counter()
    teacher, good = Screen(address), Screen(address)
    await teacher.open(f"/teacher/{token}")
    await good.open("/")
    await good.send("enter", "Good student")
    await good.act("take-seat", seat="FRA")
    await good.until(lambda screen: screen.me.get("seat") == "FRA")
    await teacher.act("begin")
    slowest = 0.0
    for attack in attacks:
        told += await attack(address, token, luck, messages // len(attacks))
        slowest = max(slowest, await answered(teacher, good, server.pid))
        resident = memory(server.pid)
        assert resident < MOST, f"the server has grown to {resident / MB:.0f} MB after {attack.__name__}"
    told["slowest_ms"], told["server_MB"] = round(slowest * 1000), round(memory(server.pid) / MB)
    await good.close()
    await teacher.close()
    return told


async def answered(teacher: Screen, good: Screen, server: int) -> float:
    """Return for how many seconds the server has worked until the good student and the teacher are answered.

    Processor time, since a busy machine makes wall time no measure; by the wall only who is not answered
    at all.

    Raises
    ------
    AssertionError
        if one has to wait too long
    """
    began = worked(server)
    stance = "brackets" if good.me["answers"].get("CABLES") != "brackets" else "supports"
    try:
        async with asyncio.timeout(UNANSWERED):
            await good.act("answer", issue="CABLES", stance=stance)
            await good.until(lambda screen: screen.me["answers"].get("CABLES") == stance)
            seconds = 60 if (teacher.room.get("timer") or {}).get("seconds") != 60 else 90
            await teacher.act("set-timer", seconds=seconds)
            await teacher.until(lambda screen: (screen.room.get("timer") or {}).get("seconds") == seconds)
    except TimeoutError:
        raise AssertionError("the good student or the teacher is not answered any more") from None
    took = worked(server) - began
    assert took < PATIENCE, f"the good student and the teacher were answered after {took:.1f} s of work"
    return took


def worked(process: int) -> float:
    """Return the seconds that a process has worked."""
    told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def memory(process: int) -> int:
    """Return the most that a process has held, in bytes."""
    told = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text(encoding="utf-8"))
    return int(told[1]) * 1024 if told else 0


def main() -> int:
    """Attack as many servers as asked for; print what came of each, and return 1 if one did not stand it."""
    options = argparse.ArgumentParser(prog="python -m checks.fuzz.classroom_server", description=__doc__)
    options.add_argument("--cases", type=int, default=24)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="fuzz-") as home:
        for number in range(asked.first, asked.first + asked.cases):
            one = attempt(case(asked.seed, number), Path(home) / "place")[0]
            print(
                f"{one.step.words[1]}: {one.outcome.out.strip() or one.outcome.err.strip()[-1500:]}",
                flush=True,
            )
            wrong += bool(one.defects)
    print(f"{asked.cases} servers, {wrong} did not stand it")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
