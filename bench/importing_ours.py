"""One import by our own way, in a process of its own: file to preview to registry; tells its time and memory as JSON."""

import json
import os
import resource
import sys
from pathlib import Path


def main(file: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sammachip.settings")
    import django  # noqa: PLC0415  settings are read here

    django.setup()
    from bench.promises import acting  # noqa: PLC0415  it imports models
    from sammachip.registry import actions_import, sheets  # noqa: PLC0415  they import models
    from sammachip.registry.importing import proposal  # noqa: PLC0415  it imports models

    actor = acting("somchai")
    begun = used()
    reading = sheets.read_file(file.name, file.read_bytes())
    together = megabytes(resource.RUSAGE_SELF) + megabytes(resource.RUSAGE_CHILDREN)  # more than ever at once
    sheet = actions_import.keep_reading(reading, name=file.name, digest="", actor=actor)
    del reading
    shown = proposal(sheet).seal
    actions_import.apply_groups(sheet, seen=shown, actor=actor)
    seconds = used() - begun
    assert sheet_is_whole(sheet.pk)
    print(json.dumps({"seconds": seconds, "megabytes": max(together, megabytes(resource.RUSAGE_SELF))}))


def sheet_is_whole(pk: int) -> bool:
    """Whether every group came, with its history."""
    from bench.importing import ROWS  # noqa: PLC0415  it imports models
    from sammachip.registry.models import Fact  # noqa: PLC0415  models come after django.setup

    return Fact.objects.filter(source=f"records.sheetimport:{pk}", field="name").count() == ROWS


def used() -> float:
    """Processor seconds of this process and of its children that ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def megabytes(whose: int) -> float:
    return resource.getrusage(whose).ru_maxrss / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]))
