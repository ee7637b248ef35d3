"""sammachip reset-password: a way back in when nobody is left who could issue a code, run at the machine itself."""

import argparse

from sammachip.cli.commands import Commands, require_tables, say
from sammachip.core.verdict import Refused


def register(commands: Commands) -> None:
    command = commands.add(
        "reset-password",
        run,
        help="ออกรหัสตั้งรหัสผ่านใหม่ที่เครื่องแม่ข่าย (issue a one-time code for a lost password)",
    )
    command.add_argument("username", metavar="USERNAME", help="ชื่อผู้ใช้ที่ลืมรหัสผ่าน (whose password was lost)")


def run(typed: argparse.Namespace) -> int:
    from django.urls import reverse  # noqa: PLC0415  --data must be told before settings are read

    from sammachip.org import actions_accounts as accounts  # noqa: PLC0415  models come after django.setup
    from sammachip.org.models import Person  # noqa: PLC0415  models come after django.setup

    require_tables()
    person = Person.objects.filter(username=typed.username).first()
    if person is None:
        raise Refused(f"ไม่มีผู้ใช้ชื่อ {typed.username} — ตรวจชื่อผู้ใช้")
    print(accounts.issue_reset_code_at_the_machine(person), flush=True)
    say(
        f"รหัสครั้งเดียวของ {person.name} ใช้ได้ {accounts.CODE_HOURS} ชั่วโมง — เปิดหน้า {reverse('web:reset')} แล้วตั้งรหัสผ่านใหม่ (one-time code)"
    )
    return 0
