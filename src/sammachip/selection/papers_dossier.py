"""The dossier to be read: rules, panel, conflicts, every mark and change, votes, resolutions, and the hashes of the data file."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any  # a dossier is plain JSON

from sammachip.core import document as doc
from sammachip.core.ranking import HANDED_IN, VOTE
from sammachip.core.thaidate import format_date
from sammachip.core.thainum import to_thai, trimmed
from sammachip.selection.law import RoundLaw
from sammachip.selection.models import Round
from sammachip.selection.queries_results import shown
from sammachip.trail.thai import in_thai

Plain = Mapping[str, Any]  # plain JSON
SMALL = 1.6


@in_thai
def dossier_document(round_: Round, dossier: Plain) -> doc.Document:
    """The dossier as one paper; its last pages name the hash of each part of the data file."""
    call = dossier["call"]
    return doc.Document(
        title=f"แฟ้มการคัดเลือก {to_thai(call['title'])}",
        orientation="landscape",
        blocks=(
            doc.Heading("แฟ้มการคัดเลือก", align="center"),
            doc.Heading(to_thai(call["title"]), level=2, align="center"),
            _line("หน่วยงาน", call["office"]),
            _line("โครงการฉบับที่", to_thai(call["edition"])),
            _line("รหัสกำกับโครงการฉบับนี้", call["pack"]),
            _line("รหัสกำกับแฟ้มข้อมูล", dossier["digest"]),
            *(block for at, told in enumerate(dossier["rounds"]) for block in _round(told, begins=at > 0)),
            doc.PageBreak(),
            doc.Heading("รหัสกำกับรายส่วนของแฟ้มข้อมูล", level=2),
            _table(
                ("ส่วน", "SHA-256"),
                [(name, value) for name, value in sorted(dossier["hashes"].items())],
                (9.0, None),
            ),
        ),
    )


def _line(label: str, value: str) -> doc.Line:
    return doc.Line(doc.parts(f"{label}: {to_thai(value) if not value.isascii() else value}"))


def _day(told: str) -> str:
    """A day of the data file, which keeps it as ISO, as a paper says it: in พ.ศ."""
    return format_date(date.fromisoformat(told), thai_digits=True)


def _table(
    head: Sequence[str], rows: Sequence[Sequence[str]], widths: tuple[float | None, ...] = ()
) -> doc.Table:
    return doc.Table(
        head=(tuple(doc.HeadCell(text) for text in head),),
        rows=tuple(tuple(doc.Cell(text) for text in row) for row in rows),
        widths_cm=widths,
    )


def _round(told: Plain, *, begins: bool) -> Iterator[doc.Block]:
    """All of one round; `begins`: whether it begins a page."""
    law = RoundLaw.of_plain(told["rules"])
    names = {seat["seat"]: seat["name"] for seat in told["panel"]["seats"]}
    groups = {one["number"]: one["group"] for one in (*told["resolutions"][-1]["order"], *told["called"])}
    if begins:
        yield doc.PageBreak()
    yield doc.Heading(to_thai(told["title"]), level=1)
    yield from _rules(law)
    yield from _panel(told["panel"])
    yield from _conflicts(told, groups, law)
    yield from _marks(told, groups, names, law)
    yield from _scans(told, groups, names)
    yield from _votes(told, groups)
    for one in told["resolutions"]:
        yield from _resolution(one)
    yield from _after(told, groups)


def _rules(law: RoundLaw) -> Iterator[doc.Block]:
    yield doc.Heading("หลักเกณฑ์ที่ตรึงไว้ก่อนเปิดรอบ", level=2)
    tiers = ", ".join(f"{tier.name or 'ผ่าน'} {tier.places} แห่ง" for tier in law.tiers)
    yield _line("จำนวนที่คัดเลือก", tiers)
    labels = {one.key: one.label for one in law.rubric.criteria}
    said = {HANDED_IN: "ส่งก่อน", VOTE: "มติของประธาน"}
    yield _line("คะแนนเท่ากันตัดสินตามลำดับ", ", ".join(labels.get(tie, said.get(tie, tie)) for tie in law.ties))
    rows = [
        (to_thai(one.label), to_thai(trimmed(one.points)), to_thai(trimmed(one.weight)))
        for one in law.rubric.criteria
    ]
    yield _table(("เกณฑ์", "คะแนนเต็ม", "น้ำหนัก"), rows, (None, 3.0, 3.0))


def _panel(panel: Plain) -> Iterator[doc.Block]:
    yield doc.Heading("คณะกรรมการ", level=2)
    yield _line(
        "คำสั่งที่",
        f"{panel['order']['number']} ลงวันที่ {_day(panel['order']['dated_on'])} องค์ประชุม {panel['quorum']} คน",
    )
    rows = [
        (one["name"], one["post"], one["title"], "ให้คะแนน" if one["marks"] else "–", to_thai(one["ended"]))
        for one in panel["seats"]
    ]
    yield _table(("ชื่อ", "ตำแหน่ง", "หน้าที่", "การให้คะแนน", "พ้นหน้าที่เพราะ"), rows)


def _conflicts(told: Plain, groups: Mapping[int, str], law: RoundLaw) -> Iterator[doc.Block]:
    yield doc.Heading("การมีส่วนได้เสีย", level=2)
    grounds = {one.key: one.label for one in law.grounds}
    rows = [
        (
            told["people"].get(str(one["person"]), ""),
            to_thai(groups.get(one["entry"], str(one["entry"]))),
            grounds.get(one["ground"], one["ground"]),
            to_thai(one["because"]),
            to_thai(one["lifted_because"]),
        )
        for one in told["conflicts"]
    ]
    if rows:
        yield _table(("กรรมการ", "กลุ่ม", "เหตุ", "ข้อเท็จจริง", "ยกเลิกเพราะ"), rows)
    else:
        yield doc.Line(doc.parts("ไม่มี"))


def _marks(
    told: Plain, groups: Mapping[int, str], names: Mapping[int, str], law: RoundLaw
) -> Iterator[doc.Block]:
    """Every sealed sheet, the replaced ones with why."""
    yield doc.Heading("ใบคะแนนทุกใบ", level=2)
    keys = [one.key for one in law.rubric.criteria]
    head = ("กลุ่ม", "กรรมการ", *(to_thai(one.label) for one in law.rubric.criteria), "หมายเหตุ")
    rows = [
        (
            to_thai(f"{number} {groups.get(int(number), '')}".strip()),
            names.get(sheet["seat"], ""),
            *(to_thai(sheet["marks"][key]["points"]) for key in keys),
            _remarks(sheet),
        )
        for number, sheets in sorted(told["sheets"].items(), key=lambda one: int(one[0]))
        for sheet in sheets
    ]
    yield _table(head, rows)


def _scans(told: Plain, groups: Mapping[int, str], names: Mapping[int, str]) -> Iterator[doc.Block]:
    """The papers that were signed, each with the hash of its scan."""
    if not told["scans"]:
        return
    yield doc.Heading("ภาพสแกนใบคะแนนที่ลงนามในกระดาษ", level=2)
    rows = [
        (
            to_thai(f"{one['entry']} {groups.get(one['entry'], '')}".strip()),
            names.get(one["seat"], ""),
            one["file"].rpartition("/")[2],
            one["sha256"],
        )
        for one in told["scans"]
    ]
    yield _table(("กลุ่ม", "กรรมการ", "แฟ้มใน ZIP", "SHA-256"), rows, (None, 5.0, 3.0, 9.0))


def _remarks(sheet: Plain) -> str:
    said = []
    if sheet["keyed_by"]:
        said.append("ให้คะแนนในกระดาษ")
    if sheet["replaced_at"]:
        said.append(f"ให้คะแนนใหม่เพราะ{sheet['replaced_because']}")
    return to_thai(" · ".join(said))


def _votes(told: Plain, groups: Mapping[int, str]) -> Iterator[doc.Block]:
    if not told["votes"]:
        return
    yield doc.Heading("มติของประธานกรณีคะแนนเท่ากัน", level=2)
    for one in told["votes"]:
        names = " ก่อน ".join(groups.get(number, str(number)) for number in one["entries"])
        taken = f" (ถอนแล้ว: {one['taken_back_because']})" if one["taken_back_at"] else ""
        yield doc.Paragraph(to_thai(f"{_day(one['voted_on'])} {names}: {one['minute']}{taken}"), indent=False)


def _resolution(one: Plain) -> Iterator[doc.Block]:
    yield doc.Heading(to_thai(f"มติที่ {one['number']} {one['meeting']} วันที่ {_day(one['met_on'])}"), level=2)
    if one["reason"]:
        yield _line("เหตุผลที่แก้ไขผล", one["reason"])
    present = ", ".join(seat["name"] for seat in one["present"])
    yield _line("ผู้มาประชุม", present)
    yield _line("จัดทำโดย", f"{one['made_by']} ประกาศโดย {one['published_by']}")
    yield _line("รหัสกำกับมติ", one["digest"])
    rows = [
        (
            to_thai(at["place"]),
            to_thai(at["group"]),
            at["province"],
            to_thai(shown(at["total"])),
            to_thai(_became(at)),
        )
        for at in one["order"]
    ]
    yield _table(("ลำดับ", "กลุ่ม", "จังหวัด", "คะแนนเฉลี่ย", "ผล"), rows, (SMALL, None, 5.0, 3.5, 5.0))


def _became(at: Plain) -> str:
    if not at["passed"]:
        return f"สำรองลำดับที่ {at['reserve']}"
    return f"ระดับ{at['tier']}" if at["tier"] else "ผ่าน"


def _after(told: Plain, groups: Mapping[int, str]) -> Iterator[doc.Block]:
    if told["withdrawals"]:
        yield doc.Heading("การถอนตัวหลังประกาศผล", level=2)
        rows = [
            (
                to_thai(groups.get(one["entry"], "")),
                _day(one["withdrawn_on"]),
                to_thai(one["letter"]),
                to_thai(one["because"]),
            )
            for one in told["withdrawals"]
        ]
        yield _table(("กลุ่ม", "วันที่", "ตามหนังสือที่", "เหตุผล"), rows)
    if told["called"]:
        yield doc.Heading("ผู้ได้รับเรียกจากบัญชีสำรอง", level=2)
        called = [
            (to_thai(one["group"]), to_thai(f"สำรองลำดับที่ {one['turn']} ของรอบก่อน")) for one in told["called"]
        ]
        yield _table(("กลุ่ม", "ที่มา"), called)
    if told["complaints"]:
        yield doc.Heading("ข้อร้องเรียนและคำตอบ", level=2)
        answers = [
            (
                one["complainant"],
                _day(one["received_on"]),
                to_thai(one["words"]),
                to_thai(one["answer"] or "รอคำตอบ"),
            )
            for one in told["complaints"]
        ]
        yield _table(("ผู้ร้อง", "วันที่รับเรื่อง", "ข้อร้องเรียน", "คำตอบ"), answers)
