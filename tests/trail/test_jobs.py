"""The worker's jobs: one that takes minutes is done beside the others."""

import threading
from datetime import timedelta

import pytest

from sammachip import worker
from sammachip.trail import jobs

SOON = 5.0


def test_a_long_job_does_not_hold_up_the_others(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(jobs, "_jobs", {})
    stop, go_on, short_done, long_done = (threading.Event() for _ in range(4))

    def long() -> None:
        go_on.wait(SOON)
        long_done.set()

    jobs.register("long", long, every=timedelta(hours=1), apart=True)
    jobs.register("short", short_done.set, every=timedelta(hours=1))
    working = threading.Thread(target=worker.work_until, args=(stop,))
    working.start()

    assert short_done.wait(SOON)
    assert not long_done.is_set()
    go_on.set()
    assert long_done.wait(SOON)
    stop.set()
    working.join(SOON)
