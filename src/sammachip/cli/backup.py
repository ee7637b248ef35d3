"""sammachip backup: everything in one archive."""

import argparse
from pathlib import Path

from sammachip.cli.commands import Commands, require_tables, say


def register(commands: Commands) -> None:
    command = commands.add(
        "backup", run, help="สำรองข้อมูลทั้งหมดเป็นแฟ้มเดียว ระหว่างใช้งานได้ (back everything up while serving)"
    )
    command.add_argument(
        "file", type=Path, metavar="FILE", help="แฟ้มที่จะสร้าง เช่น 2561-09-10.zip (the archive to write)"
    )


def run(typed: argparse.Namespace) -> int:
    from sammachip import backups  # noqa: PLC0415  --data must be told before settings are read
    from sammachip.trail import clock  # noqa: PLC0415  models come after django.setup

    require_tables()
    count = backups.backup(typed.file, moment=clock.now())
    say(f"สำรองแล้ว {count} แฟ้ม ใน {typed.file} (backed up)")
    return 0
