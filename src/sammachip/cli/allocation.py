"""sammachip allocation: an office's allocation register written to a sheet, or read from one into its draft."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sammachip.cli.commands import Commands, actors_named, require_tables, say, write_bytes
from sammachip.cli.sheets import read_sheet, told
from sammachip.core.money import format_baht
from sammachip.core.verdict import Refused

if TYPE_CHECKING:
    from sammachip.money.models import Register
    from sammachip.money.proof import Share
    from sammachip.org.hats import Actor
    from sammachip.org.models import Office
    from sammachip.programmes.models import Edition

FORMATS = ("csv", "xlsx")


def register(commands: Commands) -> None:
    command = commands.add(
        "allocation",
        run,
        help="ส่งออกทะเบียนจัดสรร หรือนำเข้าเป็นร่าง (write an allocation register, or read one into a draft)",
    )
    command.add_argument(
        "deed",
        choices=("export", "import"),
        help="export เขียนทะเบียนที่ใช้อยู่หรือร่าง, import อ่านแฟ้มเข้าร่าง (write out, or read into the draft)",
    )
    command.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar="FILE",
        help="แฟ้ม XLSX XLS ODS หรือ CSV ที่จะนำเข้า (the sheet to import)",
    )
    command.add_argument(
        "--programme", required=True, metavar="CODE", help="รหัสโครงการ (the programme's code)"
    )
    command.add_argument(
        "--office", required=True, metavar="CODE", help="รหัสหน่วยงานที่จัดสรร เช่น 31 (the giving office's code)"
    )
    command.add_argument(
        "--format", choices=FORMATS, default="csv", help="รูปแบบที่ส่งออก (the format to export)"
    )
    command.add_argument(
        "--out", type=Path, metavar="FILE", help="แฟ้มที่จะเขียน ไม่ระบุคือพิมพ์ออกจอ (the file to write; else print)"
    )
    command.add_argument(
        "--as", dest="username", metavar="USERNAME", help="ชื่อผู้ใช้ของผู้นำเข้า (who imports; import only)"
    )
    command.add_argument(
        "--reason", default="", metavar="TEXT", help="เหตุผล เมื่อปรับปรุงทะเบียนที่แจ้งแล้ว (why, when it revises)"
    )


def run(typed: argparse.Namespace) -> int:
    wanting = _wanting(typed)
    if wanting:
        print(f"sammachip: {wanting}", file=sys.stderr)
        return 2
    require_tables()
    office = _office(typed.office)
    edition = _edition(typed.programme, office)
    if typed.deed == "export":
        return export(edition, office, typed.format, typed.out)
    return take_in(edition, office, typed.file, typed.username, typed.reason)


def _wanting(typed: argparse.Namespace) -> str:
    """What was not typed that this deed needs; empty when all is there."""
    if typed.deed == "import" and (typed.file is None or not typed.username):
        return "import ต้องระบุแฟ้มและผู้นำเข้าด้วย --as USERNAME (name the sheet and who imports)"
    if typed.deed == "export" and typed.file is not None:
        return f"export ไม่อ่านแฟ้ม {typed.file} — ถ้าจะเขียนลงแฟ้มนี้ ใช้ --out {typed.file} (name the file to write with --out)"
    if typed.deed == "export" and typed.format == "xlsx" and typed.out is None:
        return "xlsx ต้องระบุแฟ้มที่จะเขียนด้วย --out FILE (name the file to write)"
    return ""


def _edition(code: str, office: "Office") -> "Edition":
    """The edition that the office follows; the newest where it takes no part yet. Raises Refused."""
    from sammachip.cases.queries import edition_at  # noqa: PLC0415  --data must be told before settings are read
    from sammachip.programmes.queries import latest_edition  # noqa: PLC0415  models come after django.setup

    edition = latest_edition(code)
    if edition is None:
        raise Refused(f"ไม่มีโครงการรหัส {code} ที่ประกาศใช้แล้ว — ตรวจรหัสโครงการ")
    return edition_at(office.path, edition)


def _office(code: str) -> "Office":
    from sammachip.org.models import Office  # noqa: PLC0415  models come after django.setup

    office = Office.objects.filter(code=code).first()
    if office is None:
        raise Refused(f"ไม่มีหน่วยงานรหัส {code} — ใช้รหัสสองหลักของจังหวัด หรือ 00 ของกรม")
    return office


def export(edition: "Edition", office: "Office", kind: str, out: Path | None) -> int:
    """Write the register in force, else the draft, with its row of totals."""
    from sammachip.money import papers, registers, sheets  # noqa: PLC0415  models come after django.setup

    register = registers.current(edition, office)
    if register is None:
        raise Refused(f"{office.short_name} ยังไม่มีทะเบียนจัดสรรในโครงการ {edition.programme.code}")
    shares, offices = registers.shares_of(register), sheets.receivers(office)
    if kind == "csv":
        content = sheets.csv_of(shares, edition, offices).encode()
    else:
        over = (papers.register_title(register), office.authority)
        content = sheets.xlsx_of(sheets.grid_of(shares, edition, offices), "ทะเบียนจัดสรร", over=over)
    if out is None:
        sys.stdout.write(content.decode("utf-8-sig").replace("\r\n", "\n"))
    else:
        write_bytes(out, content)
    say(f"{register}: {_totals(shares)} (rows and totals)")
    return 0


def _totals(shares: "list[Share]") -> str:
    groups, total = sum(share.groups for share in shares), sum(share.total for share in shares)
    return f"{len(shares)} แถว {groups} กลุ่ม {format_baht(total)} บาท"


def take_in(edition: "Edition", office: "Office", file: Path, username: str, reason: str) -> int:
    """Read a sheet into the draft, begun if need be; with any error nothing is changed and each is one line."""
    from sammachip.money import actions_register, sheets  # noqa: PLC0415  models come after django.setup

    to = sheets.receivers(office)
    reading, _digest = read_sheet(file, lambda name, content: sheets.read_file(name, content, edition, to))
    if told(file, [str(error) for error in reading.errors]):
        return 1
    for remark in reading.remarks:
        say(remark)
    actor = _importer(username, office)
    draft = _draft(edition, office, reason, actor)
    actions_register.apply_sheet(draft, reading.shares, name=file.name, seen=draft.saved, actor=actor)
    say(f"นำเข้าร่างทะเบียนแล้ว: {_totals(list(reading.shares))} (imported into the draft)")
    return 0


def _draft(edition: "Edition", office: "Office", reason: str, actor: "Actor") -> "Register":
    from sammachip.money import actions_register, registers  # noqa: PLC0415  models come after django.setup
    from sammachip.money.models import Register  # noqa: PLC0415  models come after django.setup

    held = Register.objects.of(edition.programme_id, office.code).drafts().first()
    if held is None and not reason.strip() and registers.current(edition, office):
        raise Refused("ทะเบียนนี้แจ้งจัดสรรไปแล้ว การนำเข้าคือการปรับปรุง — ระบุเหตุผลด้วย --reason TEXT")
    return held or actions_register.start_register(edition, office, reason=reason, actor=actor)


def _importer(username: str, office: "Office") -> "Actor":
    """The person under the first of their hats that writes this office's register. Raises Refused."""
    from sammachip.money.rules import may_write_register  # noqa: PLC0415  models come after django.setup

    actors = actors_named(username)
    able = next((actor for actor in actors if may_write_register(actor, office)), None)
    if able is None:
        raise Refused(
            f"{actors[0].person.name} ไม่มีตำแหน่งที่จัดทำทะเบียนของ {office.short_name} ได้ — ให้เจ้าหน้าที่ของหน่วยงานนำเข้า"
        )
    return able
