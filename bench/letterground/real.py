"""The two real letters, by their facts alone: their text lies in the folder that LETTERS names, and never here."""

from dataclasses import replace
from pathlib import Path

from bench.letterground.page import Answers, Case, Expected, Known, Row, Slots, Table, Value
from bench.letterground.world import districts
from sammachip.core.thainum import to_thai

TWO_GROUPS = ("เมืองบุรีรัมย์", "นางรอง", "ประโคนชัย", "ลำปลายมาศ", "สตึก")
RATE = 31200
SUSTAIN = "การดำเนินโครงการพัฒนาศักยภาพสัมมาชีพชุมชนสู่ความยั่งยืน"
BUSINESS = "โครงการเสริมสร้างศักยภาพกิจกรรมเครือข่ายธุรกิจชุมชน"
DEPARTMENT = ("กรมการพัฒนาชุมชน", "กรมฯ")


def cases(folder: Path) -> list[Case]:
    """Both letters with what a careful clerk reads in them."""
    return [
        Case("buriram", 0, text(folder / "buriram-2561.txt"), buriram()),
        Case("sakaeo", 0, text(folder / "sakaeo-2563.txt"), sakaeo()),
    ]


def text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def known(value: Value, *also: Value, core: str = "") -> Known:
    return Known(value, (0, 0), str(value), also, core, room=200)


def slots(**values: Value | Known) -> Slots:
    return {name: one if isinstance(one, Known) else known(one) for name, one in values.items()}


def signed(name: str, post: str, province: str) -> Slots:
    return slots(
        name=name,
        post=known(post, f"{post}{province}"),
        how="ปฏิบัติราชการแทน",
        acting_for=f"ผู้ว่าราชการจังหวัด{province}",
    )


def head(**values: Value | Known) -> Slots:
    return slots(kind="external", **values)


def office(province: str) -> Known:
    return known(f"ศาลากลางจังหวัด{province}", f"จังหวัด{province}", "สำนักงานพัฒนาชุมชนจังหวัด")


def findings(must: tuple[str, ...], may: tuple[str, ...]) -> list[Expected]:
    return [Expected(code) for code in must] + [Expected(code, must=False) for code in may]


def buriram() -> Answers:
    """Letter A: an allotment to 23 districts, whose words and figures disagree."""
    return Answers(
        facts=head(
            urgency="ด่วนที่สุด",
            number="บร 0019/ว 5335",
            circular=True,
            office=office("บุรีรัมย์"),
            date="2018-08-31",
            subject=SUSTAIN,
            to="นายอำเภอทุกอำเภอ",
        ),
        enclosures=[
            slots(title="ทะเบียนจัดสรรเป้าหมายการดำเนินโครงการฯ", count="1", unit="ฉบับ"),
            slots(title="แนวทางพัฒนาศักยภาพสัมมาชีพชุมชนสู่ความยั่งยืน", count="1", unit="ชุด"),
            slots(title="แบบรายงานความก้าวหน้าการดำเนินงานฯ", count="1", unit="ชุด"),
        ],
        deadlines=[
            slots(date="2018-09-20", what=known("รายงานความก้าวหน้าการดำเนินงาน", core="รายงานความก้าวหน้า"))
        ],
        money=[slots(amount="61857700.00", words_amount="61857007.00")],
        tables=[register()],
        signatory=signed("นางบุญยิ่ง เทศน้อย", "พัฒนาการจังหวัด", "บุรีรัมย์"),
        phones=[slots(number=number) for number in ("044666512", "044666513", "37156")],
        findings=findings(("words_figures_disagree", "title_mismatch"), ("rate_mismatch", "period_mismatch")),
        free={"other tables"},
        tolerated={"2018-07-01", "2018-08-01", "2018-09-30"},
    )


def register() -> Table:
    """The 23 districts in the order of the official list, with their groups and baht."""
    headings = ("ที่", "อำเภอ", "จำนวนกลุ่ม เป้าหมาย (กลุ่ม)", "บัญชีจัดสรรงบประมาณ ที่กรมฯ แจ้ง", "หมายเหตุ")
    rows, whole = [], 0
    for order, place in enumerate(districts("31"), start=1):
        count = 2 if place.name in TWO_GROUPS else 1
        whole += count
        cells = [to_thai(order), place.name, to_thai(count), to_thai(f"{count * RATE:,}")]
        rows.append(Row([known(cell) for cell in cells], place.code, place.name))
    totals = [known(to_thai(whole)), known(to_thai(f"{whole * RATE:,}"))]
    return Table([known(heading) for heading in headings], rows, totals)


def month(last_day: str) -> Known:
    """Any day of a month that the letter names alone."""
    return known(last_day, f"{last_day[:8]}01/{last_day}", last_day[:7])


def sakaeo() -> Answers:
    """Letter B: a contest told to one district; the day is unreadable and the district misspelt."""
    day = replace(known(None), partial="2020-05")
    to_department = known(DEPARTMENT[0], *DEPARTMENT[1:], "กรม")
    return Answers(
        facts=head(
            number="สก 0019/0970",
            circular=False,
            office=office("สระแก้ว"),
            date=day,
            subject=BUSINESS,
            to=known("นายอำเภอรัฐประเศ", "นายอำเภออรัญประเทศ"),
        ),
        enclosures=[slots(title="แนวทางการดำเนินงานโครงการฯ", count="1", unit="ฉบับ")],
        deadlines=[
            slots(date="2020-05-25", to_whom="จังหวัดสระแก้ว"),
            slots(date="2020-05-29", to_whom=to_department),
            slots(date=month("2020-06-30"), what=known("กลั่นกรองกลุ่มออมทรัพย์เพื่อการผลิต", core="กลั่นกรอง")),
            slots(date=month("2020-06-30"), what=known("คัดเลือกกลุ่มออมทรัพย์เพื่อการผลิต", core="คัดเลือก")),
            slots(date=month("2020-07-31"), what=known("ดำเนินการจัดซื้อจัดจ้าง", core="จัดซื้อจัดจ้าง")),
            slots(date=month("2020-08-31"), what=known("บันทึกผลการดำเนินงานในระบบ", core="บันทึกผล")),
            slots(date="2020-08-20", what=known("รายงานผลการดำเนินงาน", core="รายงานผล")),
        ],
        money=[slots(amount="90000.00", per="แห่ง"), slots(amount="50000.00", per="แห่ง")],
        signatory=signed("นายถวิล ยี่สุนแสง", "พัฒนาการจังหวัด", "สระแก้ว"),
        phones=[slots(number=known("037425057", "0374250578", "037425058", "037425057037425058"))],
        findings=findings(("date_unreadable", "name_unrecognised"), ("deadline_order",)),
        tolerated={"2020-07-01", "2020-07-31"},
    )
