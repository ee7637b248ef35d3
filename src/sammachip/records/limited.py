"""A child process with limits: whatever comes from outside is opened in one, and takes no more than it is given.

The caller has `child` run a module as a program; that program calls `limit` before it opens anything.
"""

import math
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore


class Busy(Exception):
    """As many children are at work as this process may have at once."""


class Turns:
    """How many children of one sort this process has at once: whoever waits for more would keep a page from others."""

    def __init__(self, most: int) -> None:
        self.free = BoundedSemaphore(most)

    @contextmanager
    def one(self, *, wait: float = 0) -> Iterator[None]:
        """A turn, waited for so many seconds. Raises Busy."""
        if not self.free.acquire(timeout=wait):
            raise Busy
        try:
            yield
        finally:
            self.free.release()


def child(
    module: str, *arguments: object, seconds: int, wall: int | None = None
) -> "subprocess.CompletedProcess[bytes]":
    """Run the module with these arguments until it ends. Raises subprocess.TimeoutExpired after the seconds of `wall`,
    else twice those that its processor time is limited to."""
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        capture_output=True,
        timeout=wall or seconds * 2,
        check=False,
        env={"PATH": "/usr/bin:/bin"},
    )


def limit(*, seconds: int, memory: int, written: int, handles: int | None = None) -> None:
    """From now on this process may take so much processor time and memory, and write files no larger than `written`."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (written, written))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if handles is not None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (handles, handles))


def spend(seconds: int) -> None:
    """From now on this process may take so many seconds more, within all that it was given."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _soft, most = resource.getrlimit(resource.RLIMIT_CPU)
    soft = math.ceil(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (min(soft, most), most))
