"""sammachip pack: a programme's file looked over, or published."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sammachip.cli.commands import Commands, actors_named, read_text, require_tables, say

if TYPE_CHECKING:
    from sammachip.org.hats import Actor
    from sammachip.programmes.models import Edition


def register(commands: Commands) -> None:
    command = commands.add(
        "pack", run, help="ตรวจแฟ้มโครงการ หรือประกาศใช้ (check a programme's file, or publish it)"
    )
    command.add_argument(
        "deed",
        choices=("check", "publish"),
        help="check ตรวจอย่างเดียว, publish ตรวจแล้วประกาศใช้ (check only, or publish)",
    )
    command.add_argument("file", type=Path, metavar="FILE", help="แฟ้มโครงการ .yaml (the programme's file)")
    command.add_argument(
        "--as", dest="username", metavar="USERNAME", help="ชื่อผู้ใช้ของผู้ประกาศใช้ (who publishes; publish only)"
    )


def run(typed: argparse.Namespace) -> int:
    from sammachip.programmes.packfile import PackErrors  # noqa: PLC0415  --data must be told before settings are read

    text = read_text(typed.file)
    try:
        return check(text, typed.file) if typed.deed == "check" else publish(text, typed.file, typed.username)
    except PackErrors as errors:
        for problem in errors.problems:
            print(f"{typed.file}: {problem}")
        say(f"พบ {len(errors.problems)} ข้อที่ต้องแก้ (problems)")
        return 1


def check(text: str, file: Path) -> int:
    """Read the pack as publishing would; nothing is written."""
    from sammachip.programmes import packfile  # noqa: PLC0415  models come after django.setup

    pack = packfile.read(text, filename=file.name)
    say(f"ใช้ได้: {pack.code} {pack.title} — {len(pack.stages)} ขั้นตอน {len(pack.forms)} แบบฟอร์ม (valid)")
    return 0


def publish(text: str, file: Path, username: str | None) -> int:
    from sammachip.programmes import actions  # noqa: PLC0415  models come after django.setup

    if not username:
        print("sammachip: publish ต้องระบุผู้ประกาศใช้ด้วย --as USERNAME (name who publishes)", file=sys.stderr)
        return 2
    require_tables()
    edition = actions.publish(text, filename=file.name, actor=publisher(username))
    say(f"ประกาศใช้แล้ว: {edition.programme.code} ฉบับที่ {edition.number} (published)")
    tell_changes(edition)
    return 0


def tell_changes(edition: "Edition") -> None:
    """What the edition changes since the one before, and how many cases go on under earlier ones."""
    from sammachip.cases.comparing import differences  # noqa: PLC0415  models come after django.setup
    from sammachip.cases.models import Case  # noqa: PLC0415  models come after django.setup

    before = edition.programme.editions.filter(number=edition.number - 1).first()
    if before is None:
        return
    for one in differences(before.pack, edition.pack):
        print(f"{one.part.label}: {one.sentence}")
    earlier = Case.objects.live().filter(programme=edition.programme, edition__number__lt=edition.number)
    say(
        f"งานที่ยังใช้ฉบับก่อน {earlier.count()} งาน — หน่วยงานเปลี่ยนไปใช้ฉบับใหม่ได้จากหน้างานของตน (still on earlier editions)"
    )


def publisher(username: str) -> "Actor":
    """The person under the first of their hats that may publish, else under their first. Raises Refused."""
    from sammachip.programmes.rules import may_publish  # noqa: PLC0415  models come after django.setup

    actors = actors_named(username)
    return next((actor for actor in actors if may_publish(actor)), actors[0])
