"""Compiles translations without the system's gettext, which many machines lack."""

from pathlib import Path

import polib


def compile_all(folder: Path) -> list[Path]:
    """Write the .mo beside each .po under `folder` that is newer than it. Gives back what was written."""
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            written.append(target)
    return written
