"""A child process with limits: whatever comes from outside is opened in one, and takes no more than it is given.

The caller has `child` run a module as a program; that program calls `limit` before it opens anything.
"""

import resource
import subprocess
import sys


def child(module: str, *arguments: object, seconds: int) -> "subprocess.CompletedProcess[bytes]":
    """Run the module with these arguments until it ends. Raises subprocess.TimeoutExpired after twice the seconds that
    its processor time is limited to."""
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        capture_output=True,
        timeout=seconds * 2,
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
