"""What a new edition changes, told in sentences: nothing that differs is left untold."""

import dataclasses
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

import pytest

import make
from sammachip.cases.comparing import Difference, Part, differences
from sammachip.core.fields import Choice, Field
from sammachip.programmes import packfile
from sammachip.programmes.pack import Limit, Measure, Pack, Stage
from sammachip.programmes.rollupspec import Rollup

TEXT = make.PACK_A.read_text()


def read(text: str) -> Pack:
    return packfile.read(text, filename="test.yaml")


FIRST = read(TEXT)


def told(*changes: tuple[str, str]) -> list[tuple[Part, str]]:
    text = TEXT
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    return [(one.part, one.sentence) for one in differences(FIRST, read(text))]


def test_two_readings_of_one_text_differ_in_nothing() -> None:
    assert differences(FIRST, read(TEXT + "\n# หมายเหตุ\n")) == []


@pytest.mark.parametrize(
    ("before", "after", "part", "sentence"),
    [
        (
            "due: {district-head: 2561-09-20}",
            "due: {district-head: 2561-09-25}",
            Part.STAGES,
            "ขั้นตอน «แบบรายงานความก้าวหน้า» กำหนดส่งของพัฒนาการอำเภอ จาก 20 กันยายน 2561 เป็น 25 กันยายน 2561",
        ),
        (
            "due: {district-head: 2561-09-20}",
            "due: {district-head: 2561-09-20 16:30}",
            Part.STAGES,
            "ขั้นตอน «แบบรายงานความก้าวหน้า» กำหนดส่งของพัฒนาการอำเภอ"
            " จาก 20 กันยายน 2561 เป็น 20 กันยายน 2561 เวลา 16.30 น.",
        ),
        (
            "    due: {district-head: 2561-09-20}\n",
            "",
            Part.STAGES,
            "ขั้นตอน «แบบรายงานความก้าวหน้า» กำหนดส่งของพัฒนาการอำเภอ จาก 20 กันยายน 2561 เป็น ไม่กำหนด",
        ),
        (
            "    title: แบบรายงานความก้าวหน้า\n",
            "    title: รายงานความก้าวหน้าของอำเภอ\n",
            Part.STAGES,
            "ขั้นตอน «แบบรายงานความก้าวหน้า» เปลี่ยนชื่อเป็น «รายงานความก้าวหน้าของอำเภอ»",
        ),
        (
            "    signs: [district-head, province-officer]\n    form: progress",
            "    signs: [district-head]\n    form: progress",
            Part.STAGES,
            "ขั้นตอน «แบบรายงานความก้าวหน้า» ผู้ลงนาม จาก พัฒนาการอำเภอ (ตรวจสอบ) → เจ้าหน้าที่จังหวัด (รับทราบ)"
            " เป็น พัฒนาการอำเภอ (ตรวจสอบ)",
        ),
        (
            "    repeats: any date\n    nil: true\n",
            "    repeats: any date\n",
            Part.STAGES,
            "ขั้นตอน «แบบรายงานความก้าวหน้า» แก้ไขการรายงานไม่มีผล",
        ),
        (
            "stages:\n",
            "stages:\n  - {key: advice, title: ขอคำแนะนำ, kind: form, per: district, by: field-officer,"
            " form: preparation, due: {field-officer: 2561-09-10}}\n",
            Part.STAGES,
            "เพิ่มขั้นตอน «ขอคำแนะนำ» (อำเภอ) กำหนดส่งของเจ้าหน้าที่พัฒนาชุมชน (พัฒนากร) 10 กันยายน 2561",
        ),
        (
            "          - {key: assigned_by, ",
            "          - {key: lesson, label: บทเรียน, type: text, required: true}\n          - {key: assigned_by, ",
            Part.FORMS,
            f"แบบ «{FIRST.forms['progress'].title}» เพิ่มช่อง «บทเรียน» (ต้องกรอก)",
        ),
        (
            "label: ผู้บังคับบัญชาที่มอบหมาย, type: text,",
            "label: ผู้มอบหมาย, type: text,",
            Part.FORMS,
            f"แบบ «{FIRST.forms['progress'].title}» ช่อง «ผู้บังคับบัญชาที่มอบหมาย» เปลี่ยนชื่อเป็น «ผู้มอบหมาย»",
        ),
        (
            "label: ผู้บังคับบัญชาที่มอบหมาย, type: text,",
            "label: ผู้บังคับบัญชาที่มอบหมาย, type: text, required: true,",
            Part.FORMS,
            f"แบบ «{FIRST.forms['progress'].title}» ช่อง «ผู้บังคับบัญชาที่มอบหมาย» จาก ไม่บังคับ เป็น ต้องกรอก",
        ),
        (
            "{key: remark, label: หมายเหตุ, type: text}",
            "{key: remark, label: ข้อสังเกต, type: text}",
            Part.FORMS,
            f"แบบ «{FIRST.forms['consolidated'].title}» ช่อง «รายอำเภอ» ช่อง «หมายเหตุ» เปลี่ยนชื่อเป็น «ข้อสังเกต»",
        ),
        (
            "  total: 61857700.00",
            "  total: 61857701.00",
            Part.MONEY,
            "งบประมาณรวม (บาท) จาก 61,857,700.00 เป็น 61,857,701.00",
        ),
        (
            "    at_most: 0\n",
            "    at_most: 500\n",
            Part.LIMITS,
            "ข้อจำกัด «ไม่สนับสนุนครุภัณฑ์» จาก ไม่เกิน 0.00 เป็น ไม่เกิน 500.00",
        ),
        (
            "    else: decide\n",
            "    else: warn\n",
            Part.LIMITS,
            "ข้อจำกัด «ประเภทค่าใช้จ่ายที่ต้องมีผู้ตัดสิน» แก้ไขผลเมื่อเกิน",
        ),
        (
            "    that: trained && practising\n",
            "    that: trained || practising\n",
            Part.ENROLMENT,
            "คุณสมบัติ «ครัวเรือนผ่านการฝึกปฏิบัติอาชีพในหมู่บ้าน และนำไปประกอบอาชีพต่อเนื่อง» แก้ไขเงื่อนไข",
        ),
        ("    places: allotted\n", "    places: 2\n", Part.ENROLMENT, "วิธีนำกลุ่มเข้าโครงการเปลี่ยน"),
        (
            "    target: 85\n",
            "    target: 90\n",
            Part.MEASURES,
            "ตัวชี้วัด «กลุ่มอาชีพที่ได้รับการพัฒนาศักยภาพมีรายได้เพิ่มขึ้น» เป้าหมาย จาก ร้อยละ 85 เป็น ร้อยละ 90",
        ),
        (
            "unit_cost: 31200.00",
            "unit_cost: 32000.00",
            Part.TERMS,
            "หน่วยงานรหัส 31 อัตราต่อกลุ่ม (บาท) จาก 31,200.00 เป็น 32,000.00",
        ),
    ],
)
def test_each_change_is_told_in_a_sentence(before: str, after: str, part: Part, sentence: str) -> None:
    assert told((before, after)) == [(part, sentence)]


def emptied(value: object) -> object:
    """The same of its kind, with nothing in it."""
    match value:
        case str():
            return ""
        case int():
            return 0
        case tuple():
            return ()
        case Mapping():
            return {}
        case _:
            return None


SAME_IN_EVERY_EDITION = ("code", "source", "budget", "window", "owner")


@pytest.mark.parametrize(
    "name", [one.name for one in dataclasses.fields(Pack) if one.name not in SAME_IN_EVERY_EDITION]
)
def test_no_part_of_a_pack_changes_unseen(name: str) -> None:
    value = getattr(FIRST, name)
    other = (
        emptied(value)
        if value
        else {str: "ข้อความ", tuple: ("ข้อความ",)}.get(type(value), {"ข้อความ": "ข้อความ"})
    )

    assert differences(FIRST, dataclasses.replace(FIRST, **{name: other})) != []


def otherwise(one: Stage | Limit | Measure | Rollup | Field, name: str) -> object:
    """Another value of the same kind for this property."""
    other = {
        "choices": (Choice("a", "ก"),),
        "rows": (Choice("a", "ก"),),
        "columns": (FIELD,),
        "at_most": Decimal(5),
        "at_most_percent": Decimal(5),
    }
    value = getattr(one, name)
    if name in other and not value:
        return other[name]
    if isinstance(value, bool):
        return not value
    return emptied(value) if value else ("ข้อความ",) if isinstance(value, tuple) else "ข้อความ"


def with_other(one: Stage | Limit | Measure | Rollup | Field, name: str) -> Pack:
    """The first edition, but for this property of this one."""
    other = dataclasses.replace(one, **{name: otherwise(one, name)})  # type: ignore[arg-type]  # by its name
    if isinstance(one, Field):
        [first, *rest] = PROGRESS.sections
        fields = tuple(other if each is one else each for each in first.fields)
        form = dataclasses.replace(PROGRESS, sections=(dataclasses.replace(first, fields=fields), *rest))
        return dataclasses.replace(FIRST, forms={**FIRST.forms, "progress": form})
    part = {Stage: "stages", Limit: "limits", Measure: "measures", Rollup: "rollups"}[type(one)]
    mended = tuple(other if each is one else each for each in getattr(FIRST, part))
    return dataclasses.replace(FIRST, **{part: mended})  # type: ignore[arg-type]  # by its name


PROGRESS = FIRST.forms["progress"]
FIELD = PROGRESS.sections[0].fields[0]


@pytest.mark.parametrize(
    "one",
    [
        next(stage for stage in FIRST.stages if stage.due and stage.signs),
        FIELD,
        FIRST.limits[0],
        FIRST.measures[0],
        FIRST.rollups[0],
    ],
    ids=lambda one: type(one).__name__,
)
def test_no_property_of_a_part_changes_unseen(one: Stage | Limit | Measure | Rollup | Field) -> None:
    names = [each.name for each in dataclasses.fields(one)]

    assert [name for name in names if not differences(FIRST, with_other(one, name))] == []


def test_the_programme_s_days_and_money_are_told() -> None:
    later = dataclasses.replace(FIRST.window, end=FIRST.window.end + timedelta(days=30))
    richer = dataclasses.replace(FIRST.budget, total=FIRST.budget.total + Decimal(1), heads=())

    found = differences(FIRST, dataclasses.replace(FIRST, window=later, budget=richer))

    assert [one.part for one in found] == [Part.MONEY, *[Part.MONEY] * len(FIRST.budget.heads), Part.TEXTS]
    assert all(isinstance(one, Difference) and one.sentence for one in found)


def test_a_choice_stored_otherwise_is_not_told_as_the_same_words() -> None:
    before, after = (
        dataclasses.replace(FIELD, choices=(Choice(value, "ก"),), key="choice", label="ช่อง")
        for value in ("a", "b")
    )
    old, new = (
        dataclasses.replace(
            FIRST,
            forms={
                "progress": dataclasses.replace(
                    PROGRESS, sections=(dataclasses.replace(PROGRESS.sections[0], fields=(one,)),)
                )
            },
        )
        for one in (before, after)
    )

    assert [one.sentence for one in differences(old, new)] == [
        f"แบบ «{PROGRESS.title}» ช่อง «ช่อง» ตัวเลือก แก้ไขค่าที่บันทึก"
    ]
