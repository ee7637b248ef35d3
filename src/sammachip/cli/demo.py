"""sammachip demo: a world of invented people, living on one stated day, in a data folder of its own."""

import argparse
import shutil
from datetime import date
from pathlib import Path

from sammachip import demofile
from sammachip.cli.commands import Commands, say
from sammachip.core.thaidate import NotADate, format_date, parse_date
from sammachip.core.verdict import Refused

DAY = date(2018, 9, 10)


def register(commands: Commands) -> None:
    command = commands.add(
        "demo", run, help="สร้างข้อมูลสาธิตในที่เก็บข้อมูลที่ว่าง (build the demo in an empty data folder)"
    )
    add_today(command)


def add_today(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--today",
        type=day_of,
        metavar="YYYY-MM-DD",
        help=f"วันที่ที่ระบบสาธิตดำเนินอยู่ (the day the demo lives on; default: {DAY})",
    )


def day_of(text: str) -> date:
    try:
        return parse_date(text)
    except NotADate as why:
        raise argparse.ArgumentTypeError(f"{why} (write YYYY-MM-DD)") from None


def run(typed: argparse.Namespace) -> int:
    from django.conf import settings  # noqa: PLC0415  --data must be told before settings are read

    ensure(typed.today)
    world = demofile.read(settings.DATA_DIR)
    assert world is not None, "ensure leaves a whole demo or refuses"
    tell_logins(world)
    say("เปิดใช้งานด้วย sammachip serve และ --data เดียวกัน (serve it with the same --data)")
    return 0


def tell_logins(world: demofile.Demo) -> None:
    """Print the day a demo lives on, and who may log in there."""
    say(f"ระบบสาธิต วันที่ {format_date(world.today)} — เข้าระบบด้วยชื่อและรหัสผ่านต่อไปนี้ (demo log-ins)")
    for login in world.logins:
        say(f"  {login.username:<12} {login.password:<16} {login.role}")


def ensure(wanted: date | None = None) -> None:
    """Build the demo unless it stands already. Raises Refused in a folder with real data, or of another day."""
    from django.conf import settings  # noqa: PLC0415  --data must be told before settings are read

    from sammachip import preparing  # noqa: PLC0415  models come after django.setup

    standing = demofile.read(settings.DATA_DIR)
    if standing and standing.is_whole:
        if wanted and wanted != standing.today:
            raise Refused(
                f"ที่นี่เป็นระบบสาธิตของวันที่ {format_date(standing.today)} แล้ว — ใช้ --data ชี้ที่เก็บอื่นสำหรับวันที่ {format_date(wanted)}"
            )
        return
    refuse_before_the_story(wanted or DAY)
    preparing.make_folder()
    if standing:
        discard_unfinished()
    elif holds_people():
        raise Refused(f"{settings.DATA_DIR} มีข้อมูลจริง — สร้างระบบสาธิตในที่เก็บอื่น เช่น --data var/demo")
    build_in(settings.DATA_DIR, wanted or DAY)


def refuse_before_the_story(day: date) -> None:
    """Raises Refused for a day on which what the demo tells would still lie ahead."""
    from sammachip.demo.days import FIRST  # noqa: PLC0415  models come after django.setup

    if day < FIRST:
        raise Refused(
            f"ระบบสาธิตเล่าเรื่องถึงก่อนวันที่ {format_date(FIRST)} จึงอยู่ในวันที่ {format_date(day)} ไม่ได้ — เลือกวันที่ {format_date(FIRST)} หรือหลังจากนั้น"
        )


def build_in(folder: Path, day: date) -> None:
    """Build the demo that lives on this day. The mark comes first, so that half a demo is known as one."""
    from sammachip import preparing  # noqa: PLC0415  models come after django.setup
    from sammachip.demo.build import build  # noqa: PLC0415  models come after django.setup
    from sammachip.trail import clock  # noqa: PLC0415  models come after django.setup

    demofile.write(folder, demofile.Demo(day))
    preparing.setup_database(say)
    say("สร้างข้อมูลสาธิต (demo)")
    clock.live_on(day)
    demofile.write(folder, demofile.Demo(day, build(day)))


def holds_people() -> bool:
    """Whether someone works with this database already."""
    from django.db import connection  # noqa: PLC0415  models come after django.setup

    from sammachip.org.models import Person  # noqa: PLC0415  models come after django.setup

    return Person._meta.db_table in connection.introspection.table_names() and Person.objects.exists()


def discard_unfinished() -> None:
    """Take away a demo whose building was broken off; only a folder marked as a demo's comes here."""
    from django.conf import settings  # noqa: PLC0415  models come after django.setup
    from django.core.management import call_command  # noqa: PLC0415  models come after django.setup

    from sammachip import preparing  # noqa: PLC0415  models come after django.setup
    from sammachip.trail import triggers  # noqa: PLC0415  models come after django.setup

    preparing.bring_tables_up(say)  # building may have been broken off among the tables
    triggers.remove()
    call_command("flush", interactive=False, verbosity=0)
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
