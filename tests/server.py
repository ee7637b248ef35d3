"""The real server, as an office starts it, for the tests that need one."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

READY_WITHIN = 420.0  # the demo is built on a machine that may be busy with other tests
STOPPED_WITHIN = 40.0
LAST_LINE = "Ctrl-C"


@dataclass(frozen=True, slots=True)
class Server:
    """A running `sammachip serve`: its parent process, where it answers, and the file it speaks into."""

    process: subprocess.Popen[bytes]
    address: str
    spoken: Path
    folder: Path

    def children(self) -> dict[str, int]:
        """The process numbers of gunicorn and the worker, by those names."""
        listing = subprocess.run(
            ["ps", "--ppid", str(self.process.pid), "-o", "pid=,args="],
            capture_output=True,
            text=True,
            check=True,
        )
        lines = [line.split(None, 1) for line in listing.stdout.splitlines()]
        return {"gunicorn" if "gunicorn" in args else "worker": int(pid) for pid, args in lines}

    def stop(self) -> int:
        """Ask it to end, as a service manager does. Gives back its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=STOPPED_WITHIN)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def surroundings(folder: Path) -> dict[str, str]:
    """The environment of an office with its data in `folder`, on SQLite whatever this run tests on."""
    kept = {
        name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DEBUG", "PORT")
    }
    return {**kept, "DATA": str(folder), "WORKERS": "1"}


def sammachip(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    command = [sys.executable, "-m", "sammachip", *arguments]
    return subprocess.run(
        command, env=surroundings(folder), capture_output=True, text=True, check=False, timeout=120
    )


@contextmanager
def serving(folder: Path, *arguments: str, **told: str) -> Iterator[Server]:
    """`sammachip serve` on this folder, ready; `told` are settings of its environment. Stopped at the end of the block."""
    port = free_port()
    spoken = folder.with_name(f"{folder.name}-{port}.log")
    command = [sys.executable, "-m", "sammachip", "serve", "--port", str(port), *arguments]
    with spoken.open("wb") as log:
        process = subprocess.Popen(command, env=surroundings(folder) | told, stdout=log, stderr=log)
    server = Server(process, f"http://127.0.0.1:{port}", spoken, folder)
    try:
        wait_until_ready(server)
        yield server
    finally:
        if process.poll() is None:
            server.stop()


def wait_until_ready(server: Server) -> None:
    until = time.monotonic() + READY_WITHIN
    while LAST_LINE not in (said := server.spoken.read_text(encoding="utf-8")):
        if server.process.poll() is not None or time.monotonic() > until:
            raise AssertionError(f"the server did not become ready:\n{said}")
        time.sleep(0.1)
