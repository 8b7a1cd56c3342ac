"""A server of the classroom in a process of its own, which can be killed and started again."""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.command import COMMAND, ENVIRONMENT

#: Seconds until a server counts as one that never answers, on the slowest machine.
PATIENCE = 300


class Server:
    """A server of a class, or of the explorer alone, that has begun to answer.

    Parameters
    ----------
    folder : where it works, and keeps what it says in a file
    words : further arguments of the command; without any there is no class
    """

    #: The command, what its first line about itself begins with, and its private pages.
    command, first, private = "classroom", "Students", "teacher"

    def __init__(self, folder: Path, *words: str) -> None:
        self.folder, self.words, self.log = folder, words, folder / "server.log"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        """Start the command, and wait until it has said where it is and answers."""
        known = {**os.environ, "PYTHONPATH": ENVIRONMENT["PYTHONPATH"], "PYTHONUNBUFFERED": "1"}
        command = [*COMMAND, self.command, *self.words, "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log, env=known)
        until = time.monotonic() + PATIENCE
        while not (any(line.startswith(self.first) for line in self.said) and self._answers()):
            if self.process.poll() is not None or time.monotonic() > until:
                self.kill()
                raise AssertionError(f"the server does not answer: {self.said[-20:]}")
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(self.address + "/assets/site.css", timeout=10).close()
        except (urllib.error.URLError, OSError):
            return False
        return True

    @property
    def said(self) -> list[str]:
        """What it has written to its terminal, line by line."""
        return self.log.read_text(encoding="utf-8", errors="replace").splitlines()

    @property
    def link(self) -> str:
        """The private link of the teacher."""
        return str(re.findall(rf"http\S+/{self.private}/\S+", "\n".join(self.said))[-1])

    def kill(self) -> None:
        """Kill it as a power cut would."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """Stop it as Ctrl-C does; return the exit status."""
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(PATIENCE)
        finally:
            self.process.kill()


class StartPage(Server):
    """The start page, which opens no browser by itself."""

    command, first, private = "start", "The start page", "start"

    def __init__(self, folder: Path, *words: str) -> None:
        super().__init__(folder, "--no-browser", *words)
