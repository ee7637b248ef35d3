"""One import by our own way, in a process of its own: file to preview to registry; tells its time and memory as JSON."""

import json
import os
import sys
import threading
import time
from pathlib import Path

from bench.timing import processor_seconds


def main(file: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sammachip.settings")
    import django  # noqa: PLC0415  settings are read here

    django.setup()
    from bench.promises import acting  # noqa: PLC0415  it imports models
    from sammachip.registry import actions_import, sheets  # noqa: PLC0415  they import models
    from sammachip.registry.importing import proposal  # noqa: PLC0415  it imports models

    actor = acting("somchai")
    memory = Memory()
    memory.start()
    begun = processor_seconds()
    reading = sheets.read_file(file.name, file.read_bytes())
    sheet = actions_import.keep_reading(reading, name=file.name, digest="", actor=actor)
    del reading
    shown = proposal(sheet).seal
    actions_import.apply_groups(sheet, seen=shown, actor=actor)
    seconds = processor_seconds() - begun
    assert sheet_is_whole(sheet.pk)
    print(json.dumps({"seconds": seconds, "megabytes": memory.most}))


def sheet_is_whole(pk: int) -> bool:
    """Whether every group came, with its history."""
    from bench.importing import ROWS  # noqa: PLC0415  it imports models
    from sammachip.registry.models import Fact  # noqa: PLC0415  models come after django.setup

    return Fact.objects.filter(source=f"records.sheetimport:{pk}", field="name").count() == ROWS


class Memory(threading.Thread):
    """Looks every few milliseconds at what this process and its children hold together; `most` is the peak in MB."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0.0

    def run(self) -> None:
        while True:
            self.most = max(self.most, held(os.getpid()) + sum(held(child) for child in children()))
            time.sleep(0.02)


def children() -> list[int]:
    """The children of the thread that reads the sheet."""
    told = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")
    return [int(child) for child in told.split()]


def held(process: int) -> float:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except FileNotFoundError:  # it has just ended
        return 0.0
    lines = (line for line in status.splitlines() if line.startswith("VmRSS:"))
    return sum(int(line.split()[1]) for line in lines) / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]))
