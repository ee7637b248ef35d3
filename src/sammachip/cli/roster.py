"""sammachip roster: the named lists that programmes ask, and a sheet read into one as its next revision."""

import argparse
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sammachip.cli.commands import Commands, actors_named, require_tables, say
from sammachip.cli.sheets import open_questions, read_sheet, told
from sammachip.core.thaidate import NotADate, parse_date
from sammachip.core.verdict import Refused

if TYPE_CHECKING:
    from sammachip.org.hats import Actor
    from sammachip.programmes.pack import NamedList
    from sammachip.registry.roster_proposals import ListNamed


def register(commands: Commands) -> None:
    command = commands.add(
        "roster",
        run,
        help="บัญชีรายชื่อที่หนังสือแจ้ง: ดูชื่อบัญชี หรือนำเข้าฉบับใหม่จากตาราง (named lists: show them, or read a revision from a sheet)",
    )
    command.add_argument("deed", choices=("show", "import"), help="show แสดงบัญชี, import อ่านแฟ้มเข้าเป็นฉบับใหม่")
    command.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar="FILE",
        help="แฟ้ม XLSX XLS ODS หรือ CSV ของทั้งบัญชี (the whole list)",
    )
    command.add_argument("--list", metavar="KEY", help="ชื่อบัญชีตามแฟ้มโครงการ (the list's name in the pack)")
    command.add_argument("--letter", metavar="NUMBER", help="เลขที่หนังสือ (the letter's number)")
    command.add_argument("--on", metavar="DAY", help="วันที่ของหนังสือ เช่น 1/8/2561 (the letter's day)")
    command.add_argument("--from", dest="sender", metavar="WHO", help="หน่วยงานเจ้าของหนังสือ (whose letter)")
    command.add_argument("--as", dest="username", metavar="USERNAME", help="ชื่อผู้ใช้ที่นำเข้า (who imports)")
    command.add_argument(
        "--dry-run", action="store_true", help="แสดงสิ่งที่จะเปลี่ยนโดยไม่นำเข้า (say what would change, change nothing)"
    )  # fmt: skip


def run(typed: argparse.Namespace) -> int:
    require_tables()
    if typed.deed == "show":
        return show(typed.list)
    wanted = {"FILE": typed.file, "--list": typed.list, "--letter": typed.letter, "--on": typed.on}
    wanted |= {"--from": typed.sender, "--as": typed.username}
    if lacking := [name for name, given in wanted.items() if not given]:
        print(f"sammachip: import ต้องระบุ {', '.join(lacking)} (missing)", file=sys.stderr)
        return 2
    return take_in(typed)


def show(wanted: str | None) -> int:
    """Each list that a programme asks, or the one wanted, with its revisions. Raises Refused."""
    from sammachip.registry.models import Roster  # noqa: PLC0415  models come after django.setup

    for key, one in sorted(_asked_for(wanted).items()):
        print(f"{key}\t{one.of}\t{one.title}")
        for held in Roster.objects.standing().filter(key=key).select_related("office").newest_first():
            print(
                f"\t{held.office_id}\t{held.number}\t{held.size}\t{held.letter_number}\t{held.letter_on.isoformat()}"
            )
    return 0


def take_in(typed: argparse.Namespace) -> int:
    """Read a sheet as the next revision; with any error or open question nothing is changed and each is one line."""
    from sammachip.registry import actions_rosters as actions  # noqa: PLC0415  models come after django.setup
    from sammachip.registry.roster_proposals import Letter, proposal  # noqa: PLC0415  models come after django.setup
    from sammachip.registry.rosters import read_file  # noqa: PLC0415  models come after django.setup

    actor, about = _keeper(typed.username), _named(typed.list)
    letter = Letter(typed.letter, _day(typed.on), typed.sender)
    reading, digest = read_sheet(typed.file, lambda name, content: read_file(about.of, name, content))
    if told(typed.file, [str(error) for error in reading.errors]):
        return 1
    sheet = actions.keep_reading(
        reading, about=about, letter=letter, name=typed.file.name, digest=digest, actor=actor
    )
    found = proposal(sheet)
    for remark in (*reading.remarks, *found.remarks):
        say(remark)
    if told(typed.file, [*map(str, found.errors), *open_questions(found.questions)]):
        return 1
    counts = f"ทั้งหมด {len(found.lines):,} เพิ่ม {len(found.added):,} ออก {len(found.dropped):,}"
    if typed.dry_run or not found.lines:
        actions.discard_roster(sheet, reason="--dry-run" if typed.dry_run else "", actor=actor)
        say(f"ยังไม่ได้นำเข้า: {counts} (all, added, dropped: nothing imported)")
        return 0
    roster = actions.apply_roster(sheet, seen=found.seal, actor=actor)
    say(f"นำเข้า «{roster.title}» ฉบับที่ {roster.number} แล้ว: {counts} (all, added, dropped: imported)")
    return 0


def _keeper(username: str) -> "Actor":
    """The person under the first of their hats that keeps lists. Raises Refused."""
    from sammachip.registry.rules import may_keep_rosters  # noqa: PLC0415  models come after django.setup

    actors = actors_named(username)
    able = next((actor for actor in actors if may_keep_rosters(actor)), None)
    if able is None:
        raise Refused(f"{actors[0].person.name} ไม่มีตำแหน่งที่นำเข้าบัญชีรายชื่อได้ — ให้เจ้าหน้าที่กรมหรือจังหวัดทำ")
    return able


def _asked_for(key: str | None) -> "Mapping[str, NamedList]":
    """The lists that programmes ask, or the one of this key alone. Raises Refused where none asks it."""
    from sammachip.programmes.queries import named_lists  # noqa: PLC0415  models come after django.setup

    lists = named_lists()
    if key and key not in lists:
        raise Refused(f"ไม่มีโครงการใดอ้างบัญชี '{key}' — ใช้: {', '.join(sorted(lists)) or 'ยังไม่มี'}")
    return {key: lists[key]} if key else lists


def _named(key: str) -> "ListNamed":
    from sammachip.registry.roster_proposals import ListNamed  # noqa: PLC0415  models come after django.setup

    one = _asked_for(key)[key]
    return ListNamed(key, one.title, str(one.of))


def _day(given: str) -> date:
    try:
        return parse_date(given)
    except NotADate as why:
        raise Refused(f"--on: {why}") from why
