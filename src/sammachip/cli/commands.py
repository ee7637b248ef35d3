"""What all commands share."""

import argparse
import io
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING

from sammachip.core.verdict import Refused
from sammachip.machine import against

if TYPE_CHECKING:
    from sammachip.org.hats import Actor

Run = Callable[[argparse.Namespace], int]


class Commands:
    """The table of commands under one parser; each takes `--data` as every other."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._table = parser.add_subparsers(title="คำสั่ง (commands)", metavar="COMMAND", required=True)

    def add(self, name: str, run: Run, *, help: str) -> argparse.ArgumentParser:
        """Add a command that `run` carries out; its own arguments are added to the parser given back."""
        command = self._table.add_parser(name, help=help, description=help)
        command.add_argument(
            "--data", metavar="DIR", help="ที่เก็บข้อมูล แทนตัวแปร DATA (the data folder; default: DATA, else var)"
        )
        command.set_defaults(run=run)
        return command


def say(sentence: str) -> None:
    """Tell the person at the terminal what goes on, at once even through a pipe."""
    print(sentence, file=sys.stderr, flush=True)


def unread(file: Path, why: OSError) -> Refused:
    """That a file somebody named cannot be read, and what to look at."""
    return Refused(f"อ่าน {file} ไม่ได้: {against(why)} — ตรวจชื่อแฟ้ม ที่เก็บ และสิทธิ์อ่าน แล้วสั่งใหม่")


def read_text(file: Path) -> str:
    """The text of a file somebody named. Raises Refused with what is wrong with it."""
    try:
        return file.read_text(encoding="utf-8")
    except OSError as why:
        raise unread(file, why) from why
    except UnicodeDecodeError as why:
        raise Refused(f"{file} ไม่ใช่ข้อความ UTF-8 — บันทึกแฟ้มใหม่เป็น UTF-8") from why


def write_bytes(file: Path, content: bytes) -> None:
    """Write to a file somebody named. Raises Refused with what stands against it."""
    write_from(file, io.BytesIO(content))


def write_from(file: Path, source: IO[bytes]) -> None:
    """Write what is read of `source` bit by bit. Raises Refused as `write_bytes`."""
    try:
        with file.open("wb") as place:
            shutil.copyfileobj(source, place)
    except OSError as why:
        said = f"เขียน {file} ไม่ได้: {against(why)} — ตรวจที่เก็บและสิทธิ์เขียน แล้วสั่งใหม่"
        raise Refused(said) from why


def actors_named(username: str) -> "list[Actor]":
    """The person of this user name under each hat of today. Raises Refused where nobody works under the name."""
    from sammachip.org.hats import Actor, hats_of  # noqa: PLC0415  models come after django.setup
    from sammachip.org.models import Person  # noqa: PLC0415  models come after django.setup
    from sammachip.trail import clock  # noqa: PLC0415  models come after django.setup

    person = Person.objects.filter(username=username, is_active=True).first()
    if person is None:
        raise Refused(f"ไม่มีผู้ใช้ชื่อ {username} ที่ใช้งานได้ — ตรวจชื่อผู้ใช้")
    actors = [Actor(person, hat) for hat in hats_of(person, clock.today())]
    if not actors:
        raise Refused(f"{person.name} ไม่มีตำแหน่งที่มีผลในวันนี้ — บันทึกตำแหน่งก่อน")
    return actors


def require_tables() -> None:
    """Raises Refused in a data folder that was never set up."""
    from django.conf import settings  # noqa: PLC0415  --data must be told before settings are read
    from django.db import connection  # noqa: PLC0415  models come after django.setup

    from sammachip.org.models import Office  # noqa: PLC0415  models come after django.setup

    if not _has_database() or Office._meta.db_table not in connection.introspection.table_names():
        raise Refused(f"{settings.DATA_DIR} ยังไม่ได้ตั้งระบบ — สั่ง sammachip serve หรือชี้ที่เก็บข้อมูลด้วย --data")


def _has_database() -> bool:
    """Whether there is a database to ask; asking SQLite for one makes it, and a mistyped folder stays empty."""
    from django.db import connection  # noqa: PLC0415  models come after django.setup

    return connection.vendor != "sqlite" or Path(connection.settings_dict["NAME"]).exists()
