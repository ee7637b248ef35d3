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


def test_a_job_of_two_hands_is_begun_twice_and_not_thrice(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(jobs, "_jobs", {})
    monkeypatch.setattr(worker, "PAUSE", 0.01)
    stop, go_on, begun = threading.Event(), threading.Event(), threading.Semaphore(0)

    def long() -> None:
        begun.release()
        go_on.wait(SOON)

    jobs.register("long", long, every=timedelta(0), apart=True, hands=2)
    working = threading.Thread(target=worker.work_until, args=(stop,))
    working.start()

    assert (begun.acquire(timeout=SOON), begun.acquire(timeout=SOON)) == (True, True)
    assert not begun.acquire(timeout=0.2)
    stop.set()
    go_on.set()
    working.join(SOON)
