"""sammachip restore: everything back from one archive."""

import argparse
from pathlib import Path

from sammachip.cli.commands import Commands, say


def register(commands: Commands) -> None:
    command = commands.add(
        "restore", run, help="เรียกคืนจากแฟ้มสำรองลงที่เก็บข้อมูลที่ว่าง (restore into an empty data folder)"
    )
    command.add_argument("file", type=Path, metavar="FILE", help="แฟ้มที่ sammachip backup ทำไว้ (the archive)")


def run(typed: argparse.Namespace) -> int:
    from sammachip import backups, preparing  # noqa: PLC0415  --data must be told before settings are read
    from sammachip.org.actions_tokens import (  # noqa: PLC0415  models come after django.setup
        revoke_tokens_at_the_machine,
    )

    count = backups.restore(typed.file)
    preparing.setup_database(say)
    ended = revoke_tokens_at_the_machine()
    say(f"เรียกคืนแล้ว {count} แฟ้ม (restored)")
    say(f"ยกเลิกโทเคนของโปรแกรมทั้งหมด {ended} รายการ — เจ้าของออกใหม่จากหน้าโทเคนของฉัน (tokens revoked)")
    return 0
