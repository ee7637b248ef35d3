"""The worker: does what is due, over and over, until it is told to stop."""

import logging
import signal
import threading
import time
from types import FrameType

from django.db import close_old_connections, connections

from sammachip.trail.jobs import Job, registered

log = logging.getLogger(__name__)
PAUSE = 1.0


def do(job: Job) -> None:
    """Do the job once. A failure is logged and the others go on: tomorrow's seal must not wait for today's mail."""
    try:
        close_old_connections()
        job.run()
    except Exception:
        log.exception("job %s failed; it is tried again in %s", job.name, job.every)


def do_apart(job: Job) -> threading.Thread:
    """Do the job beside the others. It ends with the worker: what it had begun is begun again by the next."""

    def alone() -> None:
        try:
            do(job)
        finally:
            connections.close_all()

    thread = threading.Thread(target=alone, name=job.name, daemon=True)
    thread.start()
    return thread


def work_until(stop: threading.Event) -> None:
    """Do every registered job as often as it asks, starting at once."""
    next_at: dict[str, float] = {}
    apart: dict[str, list[threading.Thread]] = {}
    while not stop.is_set():
        for job in registered():
            at_work = [one for one in apart.get(job.name, ()) if one.is_alive()]
            if len(at_work) >= job.hands or time.monotonic() < next_at.get(job.name, 0.0):
                continue
            if job.apart:
                apart[job.name] = [*at_work, do_apart(job)]
            else:
                do(job)
            next_at[job.name] = time.monotonic() + job.every.total_seconds()
        stop.wait(PAUSE)


def work() -> None:
    """Work until SIGTERM or SIGINT."""
    stop = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    work_until(stop)
