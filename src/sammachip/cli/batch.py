"""sammachip batch: many papers made as one job, worked to their end here, and fetched as files."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sammachip.cli.commands import Commands, actors_named, require_tables, say, write_from
from sammachip.core.verdict import Refused

if TYPE_CHECKING:
    from sammachip.org.hats import Actor
    from sammachip.records.models import Batch

FORMS = ("zip", "pdf", "files")


def register(commands: Commands) -> None:
    command = commands.add(
        "batch",
        run,
        help="ทำเอกสารหลายฉบับเป็นงานเดียว แล้วรับเป็นแฟ้ม (many papers as one job, worked and fetched)",
    )
    command.add_argument(
        "deed",
        choices=("list", "gather", "work", "get"),
        help="list แสดงชุด, gather รวมแบบที่กรอกแล้ว, work ทำชุดจนเสร็จ, get เขียนผลลงแฟ้ม (list, gather filled forms, work, or fetch)",
    )
    command.add_argument(
        "number", type=int, nargs="?", metavar="NUMBER", help="เลขชุดเอกสาร (the batch's number)"
    )
    command.add_argument(
        "--as",
        dest="username",
        required=True,
        metavar="USERNAME",
        help="ชื่อผู้ใช้ที่สั่งหรือรับ (who orders or fetches)",
    )
    command.add_argument("--programme", metavar="CODE", help="รหัสโครงการ สำหรับ gather (the programme's code)")
    command.add_argument("--stage", metavar="KEY", help="ขั้นตอน สำหรับ gather (the stage)")
    command.add_argument(
        "--accepted-only", action="store_true", help="เฉพาะฉบับที่รับแล้ว (only what was accepted)"
    )
    command.add_argument(
        "--form", choices=FORMS, default="zip", help="รูปแบบที่รับ (ZIP, one PDF, or a folder of files)"
    )
    command.add_argument("--out", type=Path, metavar="PATH", help="แฟ้มหรือโฟลเดอร์ที่จะเขียน (where to write)")


def run(typed: argparse.Namespace) -> int:
    if wanting := _wanting(typed):
        print(f"sammachip: {typed.deed} ต้องระบุ {', '.join(wanting)} (missing)", file=sys.stderr)
        return 2
    require_tables()
    match typed.deed:
        case "list":
            return show(typed.username)
        case "gather":
            return gather(typed)
    batch = _batch(typed.number, typed.username)
    return work(batch) if typed.deed == "work" else get(batch, typed.form, typed.out)


def _wanting(typed: argparse.Namespace) -> list[str]:
    """What was not typed that this deed needs."""
    needed = {
        "gather": {"--programme": typed.programme, "--stage": typed.stage},
        "work": {"NUMBER": typed.number},
        "get": {"NUMBER": typed.number, "--out": typed.out},
    }
    return [name for name, given in needed.get(typed.deed, {}).items() if given is None]


def _seen(username: str) -> "list[tuple[Actor, Batch]]":
    from sammachip.records.models import Batch  # noqa: PLC0415  models come after django.setup

    found = ((actor, Batch.objects.visible_to(actor).counted()) for actor in actors_named(username))
    return [
        (actor, one)
        for actor, rows in found
        for one in rows.select_related("draft__office", "office", "ordered_by")
    ]


def _batch(number: int, username: str) -> "Batch":
    found = next((one for _actor, one in _seen(username) if one.pk == number), None)
    if found is None:
        raise Refused(f"ไม่พบชุดเอกสารเลข {number} ของ {username} — ดูเลขได้จาก sammachip batch list")
    return found


def show(username: str) -> int:
    """One line a batch, the latest first."""
    batches = dict.fromkeys(batch for _actor, batch in _seen(username))
    if not batches:
        say(f"{username} ยังไม่มีชุดเอกสาร — สั่งด้วย sammachip batch gather (no batch yet)")
    for one in batches:
        print(f"{one.pk}\t{one.get_state_display()}\t{one.made}/{one.size}\t{one.failed}\t{one.title}")  # type: ignore[attr-defined]  # counted
    return 0


def gather(typed: argparse.Namespace) -> int:
    """Order the filled forms of a stage, under the first hat of the person that sees any."""
    from sammachip.cases.batches import gather_filings, gatherable  # noqa: PLC0415  models come after django.setup

    wanted = f"{typed.programme}:{typed.stage}"
    for actor in actors_named(typed.username):
        asked = next((one for one in gatherable(actor) if one.key == wanted), None)
        if asked:
            batch = gather_filings(asked, accepted_only=typed.accepted_only, actor=actor)
            say(
                f"สั่งชุดเอกสารเลข {batch.pk} แล้ว {batch.items.count()} ฉบับ — sammachip batch work {batch.pk} (ordered)"
            )
            return 0
    raise Refused(f"ไม่มีแบบของ {wanted} ที่ส่งแล้วในพื้นที่ของ {typed.username} — ตรวจ --programme และ --stage")


def work(batch: "Batch") -> int:
    """Make what waits, here and now. Stopped half-way it goes on where it stood when it is asked again."""
    from sammachip.records import actions_batchwork as making  # noqa: PLC0415  models come after django.setup
    from sammachip.records.drawers import Drawers  # noqa: PLC0415  as above

    if not batch.is_working:
        raise Refused(f"ชุดเอกสารเลข {batch.pk} {batch.get_state_display()} — ไม่มีอะไรให้ทำ")
    if not making.take(batch):
        raise Refused(f"ชุดเอกสารเลข {batch.pk} มีผู้อื่นทำอยู่ — รอสักครู่แล้วสั่งใหม่")
    with Drawers() as drawers:
        making.work_on(batch, drawers)
    made, failed = batch.items.made().count(), batch.items.failed()
    for one in failed:
        print(f"{one.position}. {one.name}: {one.why}")
    say(f"ชุดเอกสารเลข {batch.pk}: ทำแล้ว {made} ฉบับ ทำไม่ได้ {len(failed)} ฉบับ (made, failed)")
    return 1 if failed else 0


def get(batch: "Batch", form: str, out: Path) -> int:
    from django.core.files.storage import default_storage  # noqa: PLC0415  settings come after --data

    if form == "files":
        return _files(batch, out)
    place = batch.zip_place if form == "zip" else batch.merged_place
    if not place:
        raise Refused(f"ชุดเอกสารเลข {batch.pk} ยังไม่เสร็จหรือลบแล้ว — sammachip batch work {batch.pk}")
    with default_storage.open(place) as source:
        write_from(out, source)
    say(f"เขียน {out} แล้ว (written)")
    return 0


def _files(batch: "Batch", out: Path) -> int:
    from sammachip.records.batches import content_of, file_name  # noqa: PLC0415  models come after django.setup

    out.mkdir(parents=True, exist_ok=True)
    made = [one for one in batch.items.made().select_related("paper").defer("paper__content") if one.place]
    for one in made:
        with (out / file_name(one)).open("wb") as target:
            target.writelines(content_of(one))
    say(f"เขียน {len(made)} แฟ้มใน {out} แล้ว (written)")
    return 0
