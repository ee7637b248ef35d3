"""sammachip report: an office's latest accepted report, as it was issued."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from sammachip.cli.commands import Commands, require_tables, say, write_bytes
from sammachip.core.thaidate import format_date
from sammachip.core.verdict import Refused

if TYPE_CHECKING:
    from sammachip.cases.models import Filing

FORMATS = ("pdf", "docx", "json")


def register(commands: Commands) -> None:
    command = commands.add(
        "report", run, help="ส่งออกรายงานฉบับล่าสุดที่รับแล้วของหน่วยงาน (write an office's latest accepted report)"
    )
    command.add_argument(
        "--programme", required=True, metavar="CODE", help="รหัสโครงการ (the programme's code)"
    )
    command.add_argument(
        "--office", required=True, metavar="CODE", help="รหัสหน่วยงาน เช่น 3101 (the office's code)"
    )
    command.add_argument(
        "--stage", default="", metavar="KEY", help="ขั้นตอน ถ้าไม่ใช่รายงานผล (another stage than its report)"
    )
    command.add_argument(
        "--format",
        choices=FORMATS,
        default="pdf",
        help="pdf และ docx ตรงกับที่ออกไว้ทุกไบต์, json คือข้อมูลที่ตรึงไว้ (as issued byte for byte; json: the frozen data)",
    )
    command.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="แฟ้มที่จะเขียน (the file to write)"
    )


def run(typed: argparse.Namespace) -> int:
    from sammachip.cases.accepted import latest_accepted  # noqa: PLC0415  --data must be told before settings are read

    require_tables()
    filing = latest_accepted(typed.programme, typed.office, typed.stage)
    if filing is None:
        step = f" ในขั้นตอน {typed.stage}" if typed.stage else ""
        raise Refused(
            f"ไม่พบรายงานที่รับแล้วของหน่วยงาน {typed.office}{step} ในโครงการ {typed.programme} — ตรวจรหัส หรือรอให้รับรายงานก่อน"
        )
    content = content_in(filing, typed.format)
    write_bytes(typed.out, content)
    day = f" ข้อมูล ณ วันที่ {format_date(filing.as_of)}" if filing.as_of else ""
    say(f"เขียน {typed.out} แล้ว {len(content)} ไบต์: {filing.task.case.subject}{day} (written)")
    return 0


def content_in(filing: "Filing", kind: str) -> bytes:
    """The report's bytes. Raises Refused when its file is gone or no longer what was issued."""
    from sammachip.cases.accepted import content_of, issued_file  # noqa: PLC0415  models come after django.setup
    from sammachip.records import store  # noqa: PLC0415  models come after django.setup

    if kind == "json":
        return json.dumps(content_of(filing), ensure_ascii=False, indent=1).encode() + b"\n"
    file = issued_file(filing, kind)
    if file is None:
        raise Refused(f"รายงานนี้ยังไม่มีแฟ้ม {kind} ที่ออกไว้")
    try:
        return store.fetch(file.digest)
    except (store.Damaged, FileNotFoundError) as why:
        raise Refused(f"แฟ้ม {file.name} หายหรือไม่ตรงกับที่ออกไว้ — เรียกคืนจากแฟ้มสำรอง") from why
