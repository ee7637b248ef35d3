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
    name, address = reached(typed.host, typed.port)
    announce = announcing(address)
    connections.close_all()
    return serving.serve(typed.host, typed.port, name=name, workers=settings.WORKERS, when_ready=announce)


def reached(host: str, port: int) -> tuple[str, str]:
    """A name that the pages answer to, and the address at which a browser finds them: both are of where they listen, unless
    ALLOWED_HOSTS tells of other names alone, as behind a proxy."""
    from django.conf import settings  # noqa: PLC0415  models come after django.setup
    from django.http.request import validate_host  # noqa: PLC0415  Django is loaded once --data is known

    own = f"http://{host}:{port}"
    if validate_host(host, settings.ALLOWED_HOSTS):
        return host, own
    name = next(iter(settings.ALLOWED_HOSTS), host).lstrip(".")
    if name in ("localhost", "127.0.0.1"):
        return name, f"http://{name}:{port}"
    return name, settings.ADDRESS or own


def announcing(address: str) -> Callable[[], None]:
    """What to print once the pages answer: the address, and in a demo who may log in."""
    from django.conf import settings  # noqa: PLC0415  models come after django.setup

    from sammachip.org.models import Person  # noqa: PLC0415  models come after django.setup

    world = demofile.read(settings.DATA_DIR)
    empty = not Person.objects.exists()

    def announce() -> None:
        say(f"\nพร้อมใช้งาน (ready): {address}")
        if world:
            demo.tell_logins(world)
        elif empty:
            say(f"ยังไม่มีผู้ใช้ — เปิด {address}/start เพื่อตั้งผู้ดูแลระบบคนแรกและหน่วยงาน (name the first administrator)")
        say("หยุดด้วย Ctrl-C (stop with Ctrl-C)")

    return announce
