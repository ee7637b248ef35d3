"""One command that serves: gunicorn and the worker as its children, ready when /healthz answers."""

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from sammachip.core.verdict import Refused
from sammachip.machine import against

THREADS = 4
READY_WITHIN = 60.0
STOPPED_WITHIN = 30.0
STEP = 0.25
Children = dict[str, subprocess.Popen[bytes]]
ENDINGS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Stopped(Exception):
    """The serving parent was told to stop."""


def gunicorn(host: str, port: int, workers: int) -> list[str]:
    command = [sys.executable, "-m", "gunicorn", "sammachip.wsgi:application"]
    command += ["--bind", f"{host}:{port}", "--workers", str(workers), "--worker-class", "gthread"]
    command += ["--threads", str(THREADS), "--timeout", "60", "--graceful-timeout", "20"]
    command += ["--log-level", "warning", "--no-control-socket"]
    if Path("/dev/shm").is_dir():
        # A worker's heartbeat on a slow disk makes gunicorn think the worker hangs.
        command += ["--worker-tmp-dir", "/dev/shm"]
    return command


def worker() -> list[str]:
    return [sys.executable, "-m", "sammachip", "worker"]


def refuse_taken(host: str, port: int) -> None:
    """Raises Refused when something else listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except socket.gaierror:
            raise Refused(f"ไม่รู้จักที่อยู่ {host} — ตรวจ --host เช่น 127.0.0.1 หรือ 0.0.0.0") from None
        except OSError as why:
            other = port + 1 if 1024 <= port < 65535 else 8000
            raise Refused(
                f"เปิดพอร์ต {host}:{port} ไม่ได้: {against(why)} — เลือกพอร์ตอื่น เช่น --port {other}"
            ) from None


def answers(host: str, port: int, name: str) -> bool:
    """Whether /healthz, asked by a name that the pages answer to, says 200 now."""
    here = "127.0.0.1" if host == "0.0.0.0" else host
    asked = urllib.request.Request(f"http://{here}:{port}/healthz", headers={"Host": name})
    try:
        with urllib.request.urlopen(asked, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def dead(children: Children) -> str | None:
    """The name of a child that has ended."""
    return next((name for name, child in children.items() if child.poll() is not None), None)


def stop(children: Children) -> None:
    """Ask every child to end, and make it after a while."""
    for child in children.values():
        child.terminate()
    until = time.monotonic() + STOPPED_WITHIN
    for child in children.values():
        try:
            child.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def wait_until_ready(children: Children, host: str, port: int, name: str) -> None:
    """Raises Refused when a child dies or nothing answers in time."""
    until = time.monotonic() + READY_WITHIN
    while not answers(host, port, name):
        if dead(children) or time.monotonic() > until:
            raise Refused("เริ่มให้บริการไม่สำเร็จ — อ่านข้อความข้างบน แล้วสั่งใหม่")
        time.sleep(STEP)


def end(number: int, frame: FrameType | None) -> None:
    raise Stopped


def serve(host: str, port: int, *, name: str, workers: int, when_ready: Callable[[], None]) -> int:
    """Serve until told to stop; `name` is one that the pages answer to. Gives back 0 after a stop, 1 when a child died by
    itself."""
    children: Children = {}
    for number in ENDINGS:
        signal.signal(number, end)
    try:
        # Sessions of their own: Ctrl-C reaches this parent only, which then stops them in order.
        children["gunicorn"] = subprocess.Popen(gunicorn(host, port, workers), start_new_session=True)
        children["worker"] = subprocess.Popen(worker(), start_new_session=True)
        wait_until_ready(children, host, port, name)
        when_ready()
        while not (fallen := dead(children)):
            time.sleep(STEP)
        print(f"sammachip: {fallen} หยุดเอง — อ่านข้อความข้างบน (ended by itself)", file=sys.stderr)
        return 1
    except Stopped:
        return 0
    finally:
        for number in ENDINGS:
            signal.signal(number, signal.SIG_IGN)
        stop(children)
