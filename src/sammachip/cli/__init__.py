"""The `sammachip` command: one module per command, each with `register`.

Exit codes: 0 done, 1 refused (with the reason), 2 wrongly typed, 130 stopped with Ctrl-C before it was done.
"""

import argparse
import os
import sys
from collections.abc import Sequence

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError, ProgrammingError

from sammachip.cli import (
    allocation,
    backup,
    batch,
    demo,
    dossier,
    groups,
    letter,
    pack,
    report,
    reset_password,
    restore,
    roster,
    serve,
    verify,
    worker,
)
from sammachip.cli.commands import Commands
from sammachip.cli.parsing import Parser
from sammachip.core.verdict import Refused
from sammachip.machine import against

EVERY = (
    serve,
    demo,
    pack,
    allocation,
    groups,
    roster,
    letter,
    batch,
    report,
    dossier,
    backup,
    restore,
    verify,
    reset_password,
    worker,
)

STOPPED = 130
"""What a shell, too, says of a command that Ctrl-C ended."""


def parser() -> argparse.ArgumentParser:
    whole = Parser(
        prog="sammachip",
        description="สัมมาชีพ: งานพัฒนาชุมชน ตั้งแต่หนังสือสั่งการจนถึงรายได้ที่เพิ่มขึ้น (runs community-development programmes)",
        epilog="รหัสจบงาน 0 สำเร็จ, 1 ทำไม่ได้ตามเหตุผลที่แจ้ง, 2 พิมพ์คำสั่งไม่ถูก (exit codes: 0 done, 1 refused, 2 usage)",
    )
    commands = Commands(whole)
    for command in EVERY:
        command.register(commands)
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    typed = parser().parse_args(arguments)
    # Settings read the environment once, so the folder must be told before Django starts.
    if typed.data:
        os.environ["DATA"] = typed.data
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sammachip.settings")
    try:
        django.setup()
        code: int = typed.run(typed)
    except (Refused, ImproperlyConfigured) as why:
        print(f"sammachip: {why}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nsammachip: หยุดกลางคันตามที่สั่ง — สั่งใหม่เพื่อทำต่อ (stopped)", file=sys.stderr)
        return STOPPED
    except OSError as why:
        if why.filename is None:
            raise
        print(f"sammachip: {why.filename}: {against(why)} — ตรวจที่เก็บและสิทธิ์", file=sys.stderr)
        return 1
    except (OperationalError, ProgrammingError) as why:
        print(f"sammachip: {told_of(why)}", file=sys.stderr)
        return 1
    return code


def told_of(why: DatabaseError) -> str:
    """What a person at the terminal can do about it: most often the tables are those of an earlier release."""
    said = str(why).strip()
    if isinstance(why, ProgrammingError) or "no such" in said:
        return f"ฐานข้อมูลในที่เก็บนี้อาจเป็นของรุ่นก่อน ({said}) — เริ่ม sammachip serve หนึ่งครั้งเพื่อปรับรุ่น"
    return f"ใช้ฐานข้อมูลไม่ได้ ({said}) — ตรวจว่าฐานข้อมูลทำงานอยู่ และตรวจ DATABASE_URL หรือสิทธิ์ของที่เก็บ"
