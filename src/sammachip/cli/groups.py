"""sammachip groups: an office's register of groups written to a sheet, or a sheet read into it."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sammachip.cli.commands import Commands, actors_named, require_tables, say, write_bytes
from sammachip.cli.sheets import open_questions, read_sheet, told
from sammachip.core.grid import to_csv
from sammachip.core.verdict import Refused

if TYPE_CHECKING:
    from sammachip.org.hats import Actor

FORMATS = ("csv", "xlsx")
FATES = {"new": "กลุ่มใหม่", "changed": "เปลี่ยนข้อมูล", "same": "เหมือนเดิม", "elsewhere": "อยู่นอกพื้นที่"}


def register(commands: Commands) -> None:
    command = commands.add(
        "groups",
        run,
        help="ส่งออกทะเบียนกลุ่ม หรือนำเข้าจากตาราง (write the register of groups, or read a sheet into it)",
    )
    command.add_argument(
        "deed",
        choices=("export", "import", "template"),
        help="export เขียนกลุ่มที่เห็น, import อ่านแฟ้มเข้าทะเบียน, template เขียนแฟ้มแม่แบบ (write out, read in, or the template)",
    )
    command.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar="FILE",
        help="แฟ้ม XLSX XLS ODS หรือ CSV ที่จะนำเข้า (the sheet to import)",
    )
    command.add_argument(
        "--as", dest="username", metavar="USERNAME", help="ชื่อผู้ใช้ที่นำเข้าหรือส่งออก (who imports or exports)"
    )
    command.add_argument(
        "--format", choices=FORMATS, default="csv", help="รูปแบบที่ส่งออก (the format to export)"
    )
    command.add_argument(
        "--out", type=Path, metavar="FILE", help="แฟ้มที่จะเขียน ไม่ระบุคือพิมพ์ออกจอ (the file to write; else print)"
    )
    command.add_argument(
        "--dry-run",
        action="store_true",
        help="แสดงสิ่งที่จะเปลี่ยนโดยไม่นำเข้า (say what would change, change nothing)",
    )


def run(typed: argparse.Namespace) -> int:
    if wanting := _wanting(typed):
        print(f"sammachip: {wanting}", file=sys.stderr)
        return 2
    if typed.deed == "template":
        return write_template(typed.out)
    require_tables()
    actor = _registrar(typed.username)
    if typed.deed == "export":
        return export(actor, typed.format, typed.out)
    return take_in(actor, typed.file, dry=typed.dry_run)


def _wanting(typed: argparse.Namespace) -> str:
    """What was not typed that this deed needs; empty when all is there."""
    if typed.deed != "template" and not typed.username:
        return "ระบุผู้นำเข้าหรือส่งออกด้วย --as USERNAME (name who imports or exports)"
    if typed.deed == "import" and typed.file is None:
        return "import ต้องระบุแฟ้ม (name the sheet)"
    if typed.deed != "import" and typed.file is not None:
        return f"{typed.deed} ไม่อ่านแฟ้ม {typed.file} — ถ้าจะเขียนลงแฟ้มนี้ ใช้ --out {typed.file} (name the file to write with --out)"
    if typed.out is None and (
        typed.deed == "template" or (typed.deed == "export" and typed.format == "xlsx")
    ):
        return "xlsx ต้องระบุแฟ้มที่จะเขียนด้วย --out FILE (name the file to write)"
    return ""


def _registrar(username: str) -> "Actor":
    """The person under the first of their hats that registers groups. Raises Refused."""
    from sammachip.registry.rules import may_register  # noqa: PLC0415  models come after django.setup

    actors = actors_named(username)
    able = next((actor for actor in actors if may_register(actor, actor.office.path)), None)
    if able is None:
        raise Refused(f"{actors[0].person.name} ไม่มีตำแหน่งที่ลงทะเบียนกลุ่มได้ — ให้เจ้าหน้าที่อำเภอหรือจังหวัดทำ")
    return able


def write_template(out: Path) -> int:
    from sammachip.registry import sheets  # noqa: PLC0415  models come after django.setup

    write_bytes(out, sheets.template())
    say(f"เขียนแฟ้มแม่แบบแล้ว: {out} (template written)")
    return 0


def export(actor: "Actor", kind: str, out: Path | None) -> int:
    """Write the groups that the person sees."""
    from sammachip.registry import sheets  # noqa: PLC0415  models come after django.setup
    from sammachip.registry.models import Group  # noqa: PLC0415  models come after django.setup

    leaves = sheets.leaves_to_export(Group.objects.visible_to(actor), actor)
    grid = leaves[sheets.GROUPS]
    content = to_csv(grid).encode() if kind == "csv" else sheets.xlsx_of(leaves)
    if out is None:
        sys.stdout.write(content.decode("utf-8-sig").replace("\r\n", "\n"))
    else:
        write_bytes(out, content)
    say(f"{actor.office.short_name}: {len(grid) - 1:,} กลุ่ม (groups)")
    return 0


def take_in(actor: "Actor", file: Path, *, dry: bool) -> int:
    """Read a sheet into the register; with any error or open question nothing is changed and each is one line."""
    from sammachip.registry import actions_import as actions  # noqa: PLC0415  models come after django.setup
    from sammachip.registry import sheets  # noqa: PLC0415  models come after django.setup
    from sammachip.registry.importing import looked_through, proposal  # noqa: PLC0415  models come after django.setup
    from sammachip.registry.queries import odd_phones  # noqa: PLC0415  models come after django.setup

    odd = odd_phones(actor.office.path)
    reading, digest = read_sheet(file, lambda name, content: sheets.read_file(name, content, odd))
    if reading.errors:
        told(file, [str(error) for error in looked_through(reading, actor.office).errors])
        return 1
    sheet = actions.keep_reading(reading, name=file.name, digest=digest, actor=actor)
    found = proposal(sheet)
    for remark in (*reading.remarks, *found.remarks):
        say(remark)
    if told(file, [*map(str, found.errors), *open_questions(found.questions)]):
        return 1
    counts = " ".join(f"{FATES[fate]} {count:,}" for fate, count in found.counts.items())
    if dry or not found.changes_anything:
        actions.discard_groups(sheet, reason="--dry-run" if dry else "", actor=actor)
        say(f"ยังไม่ได้นำเข้า: {counts} (new, changed, same, elsewhere: nothing imported)")
        return 0
    actions.apply_groups(sheet, seen=found.seal, actor=actor)
    say(
        f"นำเข้าแล้ว: {counts} — ยกเลิกได้ที่หน้า การนำเข้ากลุ่ม เลขที่ {sheet.pk} (new, changed, same, elsewhere: imported)"
    )
    return 0
