"""sammachip dossier: all that a published selection rests on, to read and to count again, with the hash of each file."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sammachip.cli.commands import Commands, require_tables, say, write_from
from sammachip.core.verdict import Refused

if TYPE_CHECKING:
    from sammachip.selection.models import Round


def register(commands: Commands) -> None:
    command = commands.add(
        "dossier",
        run,
        help="ส่งออกแฟ้มหลักฐานของผลการคัดเลือกที่ประกาศแล้ว (write the dossier of a published selection)",
    )
    command.add_argument(
        "--programme", required=True, metavar="CODE", help="รหัสโครงการ (the programme's code)"
    )
    command.add_argument(
        "--stage",
        default="",
        metavar="KEY",
        help="รอบ ถ้าไม่ใช่รอบสุดท้ายที่ประกาศ (another round than the last published)",
    )
    command.add_argument(
        "--office",
        default="",
        metavar="CODE",
        help="หน่วยงานเจ้าของรอบ ถ้ามีหลายหน่วยงาน (whose round, where several have one)",
    )
    command.add_argument(
        "--out", type=Path, required=True, metavar="FILE.zip", help="แฟ้ม ZIP ที่จะเขียน (the ZIP to write)"
    )


def run(typed: argparse.Namespace) -> int:
    from sammachip.selection.dossier import dossier_of  # noqa: PLC0415  --data must be told before settings are read
    from sammachip.selection.dossier_files import archive_of  # noqa: PLC0415  as above

    require_tables()
    round_ = published(typed.programme, typed.stage, typed.office)
    told = dossier_of(round_)
    with archive_of(round_, told) as archive:
        write_from(typed.out, archive)
    say(f"เขียน {typed.out} แล้ว: {round_} ลายนิ้วมือของแฟ้มหลักฐาน {told['digest']} (written)")
    return 0


def published(programme: str, stage: str, office: str) -> "Round":
    """The round asked for. Raises Refused where none is published, or several offices published one."""
    from sammachip.selection.models import Round  # noqa: PLC0415  models come after django.setup

    asked = {"task__stage": stage, "task__case__office__code": office}
    found = Round.objects.published().filter(
        task__case__programme__code=programme, **{key: value for key, value in asked.items() if value}
    )
    rounds = list(found.select_related("task__case__office").order_by("-task__position", "-published_at"))
    if not rounds:
        raise Refused(
            f"ไม่พบรอบคัดเลือกที่ประกาศแล้วในโครงการ {programme} — ตรวจรหัสโครงการ รอบ และหน่วยงาน หรือรอให้ประกาศผลก่อน"
        )
    if len(offices := sorted({one.task.case.office_id or "" for one in rounds})) > 1:
        raise Refused(
            f"โครงการ {programme} มีรอบคัดเลือกของ {len(offices)} หน่วยงาน — ระบุ --office: {', '.join(offices)}"
        )
    return rounds[0]
