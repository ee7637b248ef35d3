"""sammachip serve: the pages and the worker, under one command."""

import argparse
import os
from collections.abc import Callable

from sammachip import demofile, serving
from sammachip.cli import demo
from sammachip.cli.commands import Commands, say


def port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"พอร์ตต้องเป็นตัวเลข 1 ถึง 65535 แต่ได้ {text!r} (1 to 65535)")
    return int(text)


def register(commands: Commands) -> None:
    command = commands.add("serve", run, help="ให้บริการหน้าเว็บและงานเบื้องหลัง (serve the pages and the worker)")
    command.add_argument("--host", default="127.0.0.1", help="ที่อยู่ที่รับการติดต่อ (default: 127.0.0.1)")
    command.add_argument(
        "--port",
        type=port,
        default=os.environ.get("PORT", "8000"),
        help="พอร์ต แทนตัวแปร PORT (default: PORT, else 8000)",
    )
    command.add_argument(
        "--demo",
        action="store_true",
        help="สร้างข้อมูลสาธิตก่อน ถ้ายังไม่มี (build the demo first, if it is not there)",
    )
    demo.add_today(command)


def run(typed: argparse.Namespace) -> int:
    from django.conf import settings  # noqa: PLC0415  --data must be told before settings are read
    from django.db import connections  # noqa: PLC0415  models come after django.setup

    from sammachip import preparing  # noqa: PLC0415  models come after django.setup

    serving.refuse_taken(typed.host, typed.port)
    if typed.demo:
        demo.ensure(typed.today)
    preparing.setup_database(say)
    announce = announcing()
    connections.close_all()
    return serving.serve(typed.host, typed.port, workers=settings.WORKERS, when_ready=announce)


def announcing() -> Callable[[str], None]:
    """What to print once the pages answer: the address, and in a demo who may log in."""
    from django.conf import settings  # noqa: PLC0415  models come after django.setup

    from sammachip.org.models import Person  # noqa: PLC0415  models come after django.setup

    world = demofile.read(settings.DATA_DIR)
    empty = not Person.objects.exists()

    def announce(address: str) -> None:
        say(f"\nพร้อมใช้งาน (ready): {address}")
        if world:
            demo.tell_logins(world)
        elif empty:
            say(f"ยังไม่มีผู้ใช้ — เปิด {address}/start เพื่อตั้งผู้ดูแลระบบคนแรกและหน่วยงาน (name the first administrator)")
        say("หยุดด้วย Ctrl-C (stop with Ctrl-C)")

    return announce
