"""The dossier to be read: rules, panel, conflicts, every mark and change, votes, resolutions, and the hashes of the data file."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any  # a dossier is plain JSON

from sammachip.core import document as doc
from sammachip.core.ranking import HANDED_IN, VOTE
from sammachip.core.thaidate import BANGKOK, format_date
from sammachip.core.thainum import to_thai, trimmed
from sammachip.selection import queries
from sammachip.selection.law import RoundLaw
from sammachip.selection.models import Round
from sammachip.selection.papers_sheets import steps_of, steps_of_all
from sammachip.selection.queries_results import shown
from sammachip.trail.thai import in_thai

Plain = Mapping[str, Any]  # plain JSON
NONE = "-"
JUDGE_CM, TOTAL_CM, SAID_CM = 3.6, 1.6, 4.6


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
            *_hashes(dossier["hashes"]),
        ),
    )


def _hashes(hashes: Mapping[str, str]) -> Iterator[doc.Block]:
    """The hash of each part, those of the entries in the order of their numbers."""
    yield doc.PageBreak()
    yield doc.Heading("รหัสกำกับรายส่วนของแฟ้มข้อมูล", level=2)
    yield doc.Paragraph(
        "ชื่อส่วนเป็นชื่อในแฟ้มข้อมูล ส่วน sheets ตามด้วยเลขผลงานคือใบคะแนนทุกใบของผลงานนั้น ส่วนที่ถูกแก้แม้ตัวอักษรเดียวได้รหัสไม่ตรงกับตารางนี้",
        indent=False,
    )
    named = sorted(
        hashes, key=lambda name: [part.zfill(9) if part.isdigit() else part for part in name.split("/")]
    )
    yield _table(("ส่วน", "SHA-256"), [(name, hashes[name]) for name in named], (9.0, None))


def _line(label: str, value: str) -> doc.Line:
    return doc.Line(doc.parts(f"{label}: {to_thai(value) if not value.isascii() else value}"))


def _day(told: str) -> str:
    """A day of the data file, which keeps it as ISO, as a paper says it: in พ.ศ."""
    return format_date(date.fromisoformat(told), thai_digits=True)


def _moment(told: str) -> str:
    moment = datetime.fromisoformat(told).astimezone(BANGKOK)
    return to_thai(f"{format_date(moment.date(), 'short')} {moment:%H.%M}\N{NO-BREAK SPACE}น.")


def _table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: tuple[float | None, ...] = (),
    *,
    middle: Collection[int] = (),
) -> doc.Table:
    """`middle`: the columns of numbers and short words."""
    return doc.Table(
        head=(tuple(doc.HeadCell(text) for text in head),),
        rows=tuple(
            tuple(doc.Cell(text, align="center" if at in middle else "start") for at, text in enumerate(row))
            for row in rows
        ),
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
    yield from _taken_back(told, groups, names)
    yield from _scans(told, groups, names)
    yield from _votes(told, groups)
    handed_in = {one["number"]: one["handed_in_at"] for one in told["entries"]}
    for one in told["resolutions"]:
        yield from _resolution(one, law, handed_in)
    yield from _after(told, groups)
    yield from _complaints(told["complaints"], groups)


def _rules(law: RoundLaw) -> Iterator[doc.Block]:
    yield doc.Heading("หลักเกณฑ์ที่ตรึงไว้ก่อนเปิดรอบ", level=2)
    tiers = ", ".join(f"{tier.name or 'ผ่าน'} {tier.places} แห่ง" for tier in law.tiers)
    yield _line("จำนวนที่คัดเลือก", tiers)
    labels = _labels(law)
    yield _line("คะแนนเท่ากันตัดสินตามลำดับ", ", ".join(labels.get(tie, tie) for tie in law.ties))
    if steps := steps_of_all(law):
        yield _line("ระดับคะแนนทุกเกณฑ์", steps)
    rows = [
        (
            to_thai("\n".join(filter(None, (one.label, one.guide, "" if steps else steps_of(one))))),
            to_thai(trimmed(one.points)),
            to_thai(trimmed(one.weight)),
        )
        for one in law.rubric.criteria
    ]
    yield _table(("เกณฑ์", "คะแนนเต็ม", "น้ำหนัก"), rows, (None, 3.0, 3.0), middle=(1, 2))


def _labels(law: RoundLaw) -> Mapping[str, str]:
    """What each thing that tells equals apart is called."""
    return {
        **{one.key: one.label for one in law.rubric.criteria},
        HANDED_IN: "ส่งก่อน",
        VOTE: "มติของประธาน",
    }


def _panel(panel: Plain) -> Iterator[doc.Block]:
    yield doc.Heading("คณะกรรมการ", level=2)
    yield _line(
        "คำสั่งที่",
        f"{panel['order']['number']} ลงวันที่ {_day(panel['order']['dated_on'])} องค์ประชุม {panel['quorum']} คน",
    )
    rows = [
        (
            one["name"],
            to_thai(one["post"] or NONE),
            one["title"],
            "ให้คะแนน" if one["marks"] else NONE,
            to_thai(f"{_day(one['until'])} {one['ended']}") if one["ended"] else NONE,
        )
        for one in panel["seats"]
    ]
    yield _table(
        ("ชื่อ", "ตำแหน่ง", "หน้าที่", "การให้คะแนน", "พ้นหน้าที่"), rows, (5.0, None, 5.0, 2.8, 4.5), middle=(3,)
    )


def _conflicts(told: Plain, groups: Mapping[int, str], law: RoundLaw) -> Iterator[doc.Block]:
    yield doc.Heading("การมีส่วนได้เสีย", level=2)
    grounds = {one.key: one.label for one in law.grounds}
    rows = [
        (
            told["people"].get(str(one["person"]), ""),
            to_thai(groups.get(one["entry"], f"ผลงานที่ {one['entry']}")),
            grounds.get(one["ground"], one["ground"]),
            to_thai(one["because"]),
            "ระบบพบ" if one["derived"] else "แจ้ง",
            to_thai(one["lifted_because"] or NONE),
        )
        for one in told["conflicts"]
    ]
    if rows:
        head = ("กรรมการ", "กลุ่ม", "เหตุ", "ข้อเท็จจริง", "ที่มา", "ยกเลิกเพราะ")
        yield _table(head, rows, (3.6, 5.4, 5.4, None, 1.7, 3.4), middle=(4,))
    else:
        yield doc.Line(doc.parts("ไม่มี"))


def _marks(
    told: Plain, groups: Mapping[int, str], names: Mapping[int, str], law: RoundLaw
) -> Iterator[doc.Block]:
    """Every sealed sheet, the replaced ones with why."""
    yield doc.Heading("ใบคะแนนทุกใบ", level=2)
    criteria = law.rubric.criteria
    head = (
        "ผลงาน", "กรรมการ และเวลาที่ปิดผนึก", *(to_thai(one.label) for one in criteria), "รวม", "เหตุผล ความเห็น และหมายเหตุ",
    )  # fmt: skip
    rows = [
        (
            to_thai(f"{number} {groups.get(int(number), '')}".strip()),
            f"{names.get(sheet['seat'], '')}\n{_moment(sheet['sealed_at'])}",
            *(to_thai(sheet["marks"][one.key]["points"]) for one in criteria),
            to_thai(_total(sheet, law)),
            _said(sheet, told["people"], law),
        )
        for number, sheets in sorted(told["sheets"].items(), key=lambda one: int(one[0]))
        for sheet in sheets
    ]
    widths = (None, JUDGE_CM, *([_mark_cm(len(criteria))] * len(criteria)), TOTAL_CM, SAID_CM)
    yield _table(head, rows, widths, middle=range(2, 3 + len(criteria)))


def _mark_cm(criteria: int) -> float:
    """How wide the marks of a criterion stand: wide for its name, narrower the more there are."""
    return min(2.1, 10.5 / criteria)


def _total(sheet: Plain, law: RoundLaw) -> str:
    """The weighed total of one sheet, exact."""
    weighed = sum(
        (Decimal(sheet["marks"][key]["points"]) * weight for key, weight in law.weights.items()), Decimal()
    )
    return shown(str(Fraction(weighed)))


def _said(sheet: Plain, people: Mapping[str, str], law: RoundLaw) -> str:
    """What the member wrote, how a paper sheet came in, and why the sheet was marked anew."""
    said = [
        f"{one.label}: {note}" for one in law.rubric.criteria if (note := sheet["marks"][one.key]["note"])
    ]
    if sheet["remark"]:
        said.append(sheet["remark"])
    if sheet["keyed_by"]:
        keyed, checked = (people.get(str(sheet[key]), "") for key in ("keyed_by", "checked_by"))
        signed = f" ลงนาม {_day(sheet['signed_on'])}" if sheet["signed_on"] else ""
        said.append(f"ให้คะแนนในกระดาษ{signed} คีย์โดย{keyed} ตรวจทานโดย{checked}")
    if sheet["replaced_at"]:
        said.append(f"ไม่นับ ให้คะแนนใหม่เพราะ{sheet['replaced_because']}")
    return to_thai("\n".join(said))


def _taken_back(told: Plain, groups: Mapping[int, str], names: Mapping[int, str]) -> Iterator[doc.Block]:
    """The entries that a member was given and did not keep."""
    ended = [one for one in told["assignments"] if one["ended_at"]]
    if not ended:
        return
    yield doc.Heading("งานที่ถอนจากกรรมการ", level=2)
    rows = [
        (
            to_thai(f"{one['entry']} {groups.get(one['entry'], '')}".strip()),
            names.get(one["seat"], ""),
            _moment(one["ended_at"]),
            to_thai(one["ended_because"]),
        )
        for one in ended
    ]
    yield _table(("ผลงาน", "กรรมการ", "ถอนเมื่อ", "เหตุผล"), rows, (8.0, 5.0, 4.0, None))


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


def _votes(told: Plain, groups: Mapping[int, str]) -> Iterator[doc.Block]:
    if not told["votes"]:
        return
    yield doc.Heading("มติของประธานกรณีคะแนนเท่ากัน", level=2)
    for one in told["votes"]:
        names = " ก่อน ".join(groups.get(number, str(number)) for number in one["entries"])
        taken = f" (ถอนแล้ว: {one['taken_back_because']})" if one["taken_back_at"] else ""
        yield doc.Paragraph(to_thai(f"{_day(one['voted_on'])} {names}: {one['minute']}{taken}"), indent=False)


def _resolution(one: Plain, law: RoundLaw, handed_in: Mapping[int, str]) -> Iterator[doc.Block]:
    yield doc.Heading(to_thai(f"มติที่ {one['number']} {one['meeting']} วันที่ {_day(one['met_on'])}"), level=2)
    if one["reason"]:
        yield _line("เหตุผลที่แก้ไขผล", one["reason"])
    present = ", ".join(seat["name"] for seat in one["present"])
    yield _line("ผู้มาประชุม", f"{len(one['present'])} คน องค์ประชุม {one['quorum']} คน: {present}")
    for text in filter(str.strip, one["minutes"].splitlines()):
        yield doc.Paragraph(to_thai(text))
    published = f" เมื่อ {_moment(one['published_at'])}" if one["published_at"] else ""
    yield _line("จัดทำโดย", f"{one['made_by']} ประกาศโดย {one['published_by']}{published}")
    yield _line("รหัสกำกับมติ", one["digest"])
    labels = _labels(law)
    rows = [
        (
            to_thai(at["place"]),
            to_thai(f"{at['number']} {at['group']}"),
            at["province"],
            _moment(handed_in[at["number"]]),
            to_thai(at["sheets"]),
            to_thai(shown(at["total"])),
            labels.get(at["told_by"], ""),
            to_thai(_became(at)),
        )
        for at in one["order"]
    ]
    head = ("ลำดับ", "ผลงาน", "จังหวัด", "ส่งเมื่อ", "ใบคะแนน", "คะแนนเฉลี่ย", "แยกจากลำดับก่อนด้วย", "ผล")
    yield _table(head, rows, (1.4, None, 3.2, 3.9, 1.8, 2.2, 3.4, 2.9), middle=(0, 3, 4, 5))


def _became(at: Plain) -> str:
    if not at["passed"]:
        return f"สำรองลำดับที่ {at['reserve']}"
    return f"ระดับ{at['tier']}" if at["tier"] else "ผ่าน"


def _after(told: Plain, groups: Mapping[int, str]) -> Iterator[doc.Block]:
    """Who gave a place up, whom the reserve list gave one, and whose place is another today than the resolution gave."""
    if told["withdrawals"]:
        yield doc.Heading("การถอนตัวหลังประกาศผล", level=2)
        rows = [
            (
                to_thai(groups.get(one["entry"], "")),
                _day(one["withdrawn_on"]),
                to_thai(one["letter"] or NONE),
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
    given = {at["number"]: _became(at) for at in told["resolutions"][-1]["order"]}
    today = {one["entry"]: _held(one, given.get(one["entry"], NONE)) for one in told["today"]}
    if moved := [(number, now) for number, now in today.items() if now != given.get(number, NONE)]:
        yield doc.Heading("ผลที่เปลี่ยนไปหลังประกาศ", level=2)
        changed = [
            (to_thai(groups.get(number, number)), to_thai(given.get(number, NONE)), to_thai(now))
            for number, now in moved
        ]
        yield _table(("กลุ่ม", "ตามมติ", "ปัจจุบัน"), changed)


def _held(one: Plain, given: str) -> str:
    """What an entry holds today; where that is what the resolution gave, in the same words."""
    match one["became"]:
        case queries.WITHDREW:
            return "ถอนตัว"
        case queries.CALLED:
            return "ได้รับเรียกไปรอบถัดไป"
        case queries.PASSED:
            return f"ระดับ{one['tier']}" if one["tier"] else "ผ่าน"
    return given


def _complaints(complaints: Sequence[Plain], groups: Mapping[int, str]) -> Iterator[doc.Block]:
    if not complaints:
        return
    yield doc.Heading("ข้อร้องเรียนและคำตอบ", level=2)
    rows = [
        (
            one["complainant"],
            to_thai(groups.get(one["entry"], NONE)),
            _day(one["received_on"]),
            to_thai(one["words"]),
            to_thai(f"{one['answer']} ({_day(one['answered_on'])})") if one["answer"] else "รอคำตอบ",
        )
        for one in complaints
    ]
    yield _table(("ผู้ร้อง", "เรื่องของกลุ่ม", "วันที่รับเรื่อง", "ข้อร้องเรียน", "คำตอบ"), rows, (3.6, 5.0, 3.4, None, None))
