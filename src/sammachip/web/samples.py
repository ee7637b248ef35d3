"""Samples of every colour, size and shared piece, each in each of its states: what the design system's page shows."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from sammachip.core import document as paper
from sammachip.core.verdict import YES, Verdict
from sammachip.trail import clock
from sammachip.web.decorators import Comparison
from sammachip.web.forms.fields import WordedForm
from sammachip.web.shapes import Cell, Column, Deed, Gap, Listing, Standing, State, Step, Tab, Way
from sammachip.web.templatetags.thai import icon_names

COLOURS = {
    "ink": _("ตัวอักษร"),
    "teal": _("สีหลัก"),
    "marigold": _("สีเน้น"),
    "paper": _("พื้นหน้า"),
    "card": _("พื้นการ์ด"),
    "sunk": _("พื้นรอง"),
    "done": _("เสร็จ"),
    "ongoing": _("กำลังทำ"),
    "waiting": _("รอผู้ดำเนินการ"),
    "failed": _("ไม่ผ่าน เลยกำหนด"),
    "held": _("ยังไม่ถึงลำดับ"),
}


class SampleForm(WordedForm):
    """One question of each kind; the bound one has an error on each that can have one."""

    name = forms.CharField(label=_("ชื่อกลุ่มอาชีพ"), help_text=_("ตามที่ใช้ในทะเบียนกลุ่ม"))
    members = forms.CharField(
        label=_("จำนวนสมาชิก (คน)"),
        help_text=_("พิมพ์เลขไทยหรืออารบิกก็ได้"),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    kind = forms.ChoiceField(
        label=_("ประเภทอาชีพ"), choices=[("", _("เลือก")), ("weave", _("ทอผ้า")), ("food", _("อาหารแปรรูป"))]
    )
    state = forms.ChoiceField(
        label=_("การดำเนินงาน"),
        choices=[("ongoing", _("อยู่ระหว่างดำเนินการ")), ("done", _("ดำเนินการแล้วเสร็จ"))],
        widget=forms.RadioSelect,
    )
    places = forms.MultipleChoiceField(
        label=_("ช่องทางจำหน่าย"),
        choices=[("village", _("ในหมู่บ้าน")), ("market", _("ตลาดนัด")), ("online", _("ออนไลน์"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    problem = forms.CharField(label=_("ปัญหาอุปสรรค"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    photo = forms.FileField(label=_("ภาพกิจกรรม"), required=False)
    checked = forms.BooleanField(label=_("ตรวจสอบข้อมูลกับเอกสารของกลุ่มแล้ว"))


@dataclass(frozen=True, slots=True)
class Swatch:
    name: str
    label: str


def pieces() -> dict[str, object]:
    """Everything the page shows, by the name its template knows it under."""
    return {
        "swatches": [Swatch(name, str(label)) for name, label in COLOURS.items()],
        "icons": icon_names(),
        "blank_form": SampleForm(prefix="blank"),
        "wrong_form": SampleForm({"wrong-name": "กลุ่มทอผ้าไหมบ้านตัวอย่าง", "wrong-members": ""}, prefix="wrong"),
        "standings": standings(),
        "steps": steps(),
        "listing": listing(),
        "missing": [Gap("ภาพกิจกรรมขั้นที่ 3", "อย่างน้อย 2 ภาพ", "#checklist"), Gap("ราคาวัสดุรายการที่ 4")],
        "tabs": [
            Tab("ภาพรวม", "#tabs", here=True),
            Tab("กลุ่มอาชีพ", "#tabs", count=28),
            Tab("เอกสาร", "#tabs"),
        ],
        "leaf": Paginator(range(95), 20).page(2),
        "deeds": deeds(),
        "way": Way("เพิ่มกลุ่มแรก", "#empty"),
        "yes": YES,
        "no": Verdict("ยังขาด 2 ข้อ: ภาพกิจกรรมขั้นที่ 3 และราคาวัสดุรายการที่ 4"),
        "question": "ส่งรายงานให้พัฒนาการอำเภอ",
        "more": "หลังส่งแล้วจะแก้ไม่ได้จนกว่าจะถูกส่งคืน",
        "comparisons": [Comparison("จำนวนสมาชิก", "18", "21")],
        "share": Decimal("84.62"),
        "used": Decimal("26400"),
        "whole": Decimal("31200"),
        "day": date(2018, 9, 10),
        "moment": datetime(2018, 9, 10, 7, 5, tzinfo=UTC),
        "nothing": {},
        "letter": letter(),
        "report": report(),
    }


def standings() -> list[Standing]:
    long_past, then, soon = date(2018, 9, 20), date(2018, 9, 19), clock.today() + timedelta(days=10)
    return [
        Standing("ร่าง", "ongoing", "เจ้าหน้าที่พัฒนาชุมชน", soon),
        Standing("รอตรวจสอบ", "waiting", "พัฒนาการอำเภอ", long_past),
        Standing("ผ่านแล้ว", "done", due=long_past, done=then),
        Standing("ผ่านแล้ว", "done", due=long_past, done=date(2018, 9, 25)),
        Standing("ไม่ผ่าน", "failed"),
        Standing("ยังไม่ถึงลำดับ", "held"),
    ]


def steps() -> list[Step]:
    states: list[tuple[str, State, str]] = [
        ("สำรวจข้อมูลกลุ่ม", "done", "12 ส.ค. 61"),
        ("ประเมินศักยภาพ", "done", "20 ส.ค. 61"),
        ("จัดทำแผน", "ongoing", "รอพัฒนาการอำเภอ"),
        ("พัฒนากลุ่ม", "held", ""),
        ("ติดตามรายได้", "held", ""),
    ]
    return [Step(label, state, note, "#steps", here=state == "ongoing") for label, state, note in states]


def listing() -> Listing:
    rows = [("อำเภอตัวอย่างหนึ่ง", "2", "62,400.00"), ("อำเภอตัวอย่างสอง", "1", "31,200.00")]
    return Listing(
        caption="เป้าหมายและงบประมาณรายอำเภอ",
        columns=[Column("อำเภอ"), Column("กลุ่ม", numeric=True), Column("จัดสรร (บาท)", numeric=True)],
        rows=[[Cell(name, "#table"), Cell(groups), Cell(amount)] for name, groups, amount in rows],
        total=[Cell("รวม"), Cell("3"), Cell("93,600.00")],
    )


def deeds() -> list[Deed]:
    return [
        Deed(
            "ส่งคืนให้แก้",
            "นางสมมุติ ใจดี",
            "พัฒนาการอำเภอตัวอย่าง",
            datetime(2018, 9, 10, 3, 12, tzinfo=UTC),
            words="จำนวนสมาชิกในตารางไม่ตรงกับทะเบียน ขอให้ตรวจอีกครั้ง",
        ),
        Deed(
            "ตรวจสอบแล้ว",
            "นายตัวอย่าง ตั้งใจ",
            "พัฒนาการจังหวัดตัวอย่าง",
            datetime(2018, 9, 10, 2, 30, tzinfo=UTC),
            done_on=date(2018, 9, 7),
            on_paper="ที่ ตย ๐๐๑๙/๑๒๓",
        ),
        Deed("ส่งรายงาน", "นางสาวทดลอง ขยัน", "นักวิชาการพัฒนาชุมชน", datetime(2018, 9, 6, 8, 1, tzinfo=UTC)),
    ]


def letter() -> paper.Document:
    body = (
        "ด้วยจังหวัดตัวอย่างได้รับแจ้งการจัดสรรงบประมาณสำหรับพัฒนากลุ่มอาชีพ จึงขอให้อำเภอดำเนินการ"
        "ตามแนวทางที่แนบ และรายงานผลภายในวันที่กำหนด"
    )
    return paper.Document(
        "หนังสือตัวอย่าง",
        (
            paper.LetterHead(
                "ตย ๐๐๑๙/ว",
                ("ศาลากลางจังหวัดตัวอย่าง", "ถนนตัวอย่าง ๙๙๐๐๐"),
                "        กันยายน ๒๕๖๑",
                urgency="ด่วนที่สุด",
            ),
            paper.LetterFields(
                "นายอำเภอทุกอำเภอ", "การพัฒนากลุ่มอาชีพ", enclosures=(("แบบรายงาน", "จำนวน ๑ ชุด"),)
            ),
            paper.Paragraph(body),
            paper.LetterClose(("(นายตัวอย่าง ตั้งใจ)", "พัฒนาการจังหวัดตัวอย่าง"), "ขอแสดงความนับถือ"),
            paper.LetterContact(("สำนักงานพัฒนาชุมชนจังหวัด", "โทร. ๐ ๐๐๐๐ ๐๐๐๐")),
        ),
    )


def report() -> paper.Document:
    return paper.Document(
        "แบบรายงานตัวอย่าง",
        (
            paper.Heading("แบบรายงานความก้าวหน้า", align="center"),
            paper.Line(
                paper.parts("จำนวนกลุ่ม ", paper.Blank("๒", 2), " กลุ่ม งบประมาณ ", paper.Blank(None, 3), " บาท")
            ),
            paper.Line(
                paper.parts(paper.Tick(True, "มีแผนแล้ว"), "  ", paper.Tick(False, "ยังไม่มีแผน")), indent=True
            ),
            _table(),
            paper.Photos((paper.Photo("one", "ประชุมกลุ่ม"), paper.Photo("two", "ผลิตภัณฑ์ของกลุ่ม"))),
            paper.Notes("หมายเหตุ", ("แนบภาพกิจกรรมแต่ละขั้นตอน",)),
            paper.Signature(
                (paper.parts("ลงชื่อ ", paper.Blank(None, 4), " ผู้รายงาน"), paper.parts("(นางสาวทดลอง ขยัน)"))
            ),
        ),
    )


def _table() -> paper.Table:
    head = (
        (
            paper.HeadCell("ที่", rowspan=2),
            paper.HeadCell("ขั้นตอน", rowspan=2),
            paper.HeadCell("การดำเนินงาน", colspan=2),
        ),
        (paper.HeadCell("อยู่ระหว่างดำเนินการ"), paper.HeadCell("แล้วเสร็จ")),
    )
    rows = (
        (paper.Cell("๑", align="center"), paper.Cell("สำรวจข้อมูลกลุ่ม"), _ticked(on=False), _ticked(on=True)),
        (paper.Cell("๒", align="center"), paper.Cell("จัดทำแผน"), _ticked(on=True), _ticked(on=False)),
    )
    total = (
        paper.Cell(),
        paper.Cell("รวม", bold=True),
        paper.Cell("๑", align="center"),
        paper.Cell("๑", align="center"),
    )
    return paper.Table(head, rows, total=total)


def _ticked(*, on: bool) -> paper.Cell:
    return paper.Cell(tick=on, align="center")
