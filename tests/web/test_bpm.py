"""The pack for another system: nothing is typed twice, what is missing keeps it from being said to be entered."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook
from PIL import Image

import make
from api.conftest import program_of
from cases import contest
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.exporting import bundle_of
from sammachip.cases.models import Case, Filing
from sammachip.core.verdict import Refused
from sammachip.trail import clock
from web.asking import body, browser, costs_no_more

pytestmark = pytest.mark.django_db
ONE, TWO, *_others = contest.LISTED
HANDED = {
    "handed_on": "20 กรกฎาคม 2563", "place": "ศาลากลางบ้าน", "receiver": "นางสมมุติ ทดสอบ", "witness": "นายสมมุติ ทดสอบ",
    "owner": "group", "items": [{"item": "เครื่องบรรจุ", "quantity": "2", "unit": "เครื่อง"}],
}  # fmt: skip
RESULT = {
    "activities": "แปรรูปกล้วยกับกลุ่มข้างเคียง", "change": "สมาชิกมีงานเพิ่ม",
    "jobs": [{"moment": "after", "persons": "12", "as_of": "1 สิงหาคม 2563"}],
}  # fmt: skip
ENTERED = {"entered_on": "2 สิงหาคม 2563", "entered_by": "นายสมชาย ทดสอบระบบ", "reference": "BPM-63-0001"}


def without_rounds() -> str:
    """The contest as if its rounds, its money and its clips were no matter: what is left is the pack for BPM."""
    text = contest.PACK_B.read_text("utf-8")
    for old, new in (
        ("after: [{round2: passed, gate: start}, support, procure, handover]", "after: [handover]"),
        ("    after: [{round2: passed, gate: start}]\n", ""),
        ("required: true\n        help: ไม่กำหนดความยาว", "required: false\n        help: ไม่กำหนดความยาว"),
        ("fact: money.allotted, required: true", "fact: money.allotted"),
        ("fact: money.paid, required: true", "fact: money.paid"),
        ("answer: apply.business, required: true", "answer: apply.business"),
    ):
        assert old in text, old
        text = text.replace(old, new)
    return text


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Case:
    at(contest.NOW)
    contest.begin(make.publish(cast, without_rounds()), cast)
    at("2020-08-02 09:00")
    return contest.case_of(ONE)


def picture(colour: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(made, "PNG")
    return made.getvalue()


def sent(group: Case, stage: str, said: dict[str, object], cast: Cast, *colours: str) -> Filing:
    draft = make.filing(make.task(group, stage), cast.malee, said)
    for colour in colours:
        actions.add_photo(
            draft, content=picture(colour), name="ภาพ.png", row="", caption="", actor=cast.malee
        )
    return actions.send_filing(draft, seen=1, actor=cast.malee)


def pages(case: Case, more: str = "") -> str:
    return f"/cases/{case.pk}/exports/{more}"


def test_what_is_missing_is_named_and_keeps_it_from_being_said_to_be_entered(cast: Cast, group: Case):
    sent(group, "handover", HANDED, cast)
    filing = make.filing(make.task(group, "bpm"), cast.somchai, ENTERED)

    text = body(cast.somchai, pages(group))
    answer = browser(cast.somchai).post(
        f"/filings/{filing.pk}/save/",
        {"seen": "1", "then": "send", **{f"a.{k}": v for k, v in ENTERED.items()}},
    )

    assert "ยังขาด 4 รายการ จึงบันทึกว่าลงระบบแล้วไม่ได้" in text
    assert answer.status_code in (403, 422)
    assert "ภาพถ่ายการส่งมอบ" in answer.content.decode()
    assert "มี 0 ไฟล์ ต้องมีอย่างน้อย 1 ไฟล์" in answer.content.decode()
    assert make.task(group, "bpm").missing_count == 4
    told = program_of(cast.somchai).get(f"/cases/{group.pk}/exports/bpm").json()
    assert [one["label"] for one in told["missing"]] == [
        "กิจกรรมที่ดำเนินการ", "ผลที่เกิดกับกลุ่มและชุมชน", "ภาพถ่ายการส่งมอบ", "ภาพถ่ายกิจกรรมเครือข่าย",
    ]  # fmt: skip


def test_two_rows_of_files_under_one_label_do_not_count_for_each_other(cast: Cast, group: Case):
    sent(group, "handover", HANDED, cast, "red", "blue")
    export = group.edition.pack.exports["bpm"]
    files = tuple(replace(one, label="ภาพถ่าย") for one in export.files)

    found = bundle_of(group, replace(export, files=files), clock.today())

    assert [one.hint for one in found.missing if one.label == "ภาพถ่าย"] == ["มี 0 ไฟล์ ต้องมีอย่างน้อย 1 ไฟล์"]


def test_one_press_gives_all_of_it_in_order_and_then_it_is_said_to_be_entered(cast: Cast, group: Case):
    sent(group, "handover", HANDED, cast, "red", "blue")
    sent(group, "result", RESULT, cast, "green")
    assert "ข้อมูลครบ" in body(cast.somchai, pages(group))

    answer = browser(cast.somchai).get(pages(group, "bpm.zip"))

    whole = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert whole.namelist() == [
        "00_bpm.txt", "00_bpm.xlsx", "01_handover_01.jpg", "01_handover_02.jpg", "02_activity_01.jpg",
    ]  # fmt: skip
    text = whole.read("00_bpm.txt").decode("utf-8-sig")
    assert "5. กลุ่มเป้าหมาย\r\nกลุ่มออมทรัพย์หนึ่ง\r\n" in text
    assert "9. พัสดุที่ส่งมอบแก่กลุ่ม\r\n1. เครื่องบรรจุ · 2 · เครื่อง · 20 กรกฎาคม 2563\r\n" in text
    assert "12. ผู้มีงานทำก่อนและหลัง\r\n1. ช่วง หลังดำเนินการ · ผู้มีงานทำ (คน) 12 · ข้อมูล ณ วันที่ 1 สิงหาคม 2563" in text
    boxes, files = load_workbook(io.BytesIO(whole.read("00_bpm.xlsx"))).worksheets
    assert [row[1] for row in boxes.iter_rows(min_row=4, values_only=True)][:3] == [
        "ชื่อโครงการ",
        "ปีงบประมาณ",
        "จังหวัด",
    ]
    assert [row[1] for row in files.iter_rows(min_row=4, values_only=True)] == whole.namelist()[2:]

    made = make.filing(make.task(group, "bpm"), cast.somchai, ENTERED, sent=True)
    entered = body(cast.somchai, pages(group))
    assert ("ข้อมูลครบ" in entered, made.get_absolute_url() in entered) == (False, True)
    assert make.task(group, "bpm").label == "ทำแล้ว · รอขั้นก่อนหน้า"
    actions.close_task(make.task(group, "handover"), actor=cast.mana)
    assert (make.task(group, "bpm").result, make.task(group, "bpm").label) == ("passed", "เสร็จแล้ว")


def test_what_was_accepted_stood_in_no_pack_once_it_was_opened_again(cast: Cast, group: Case):
    made = sent(group, "result", RESULT, cast, "green")
    for signer in (cast.suda, cast.anong):
        made = actions.sign_filing(made, seen=1, actor=signer)
    before = bundle_of(group, group.edition.pack.exports["bpm"], clock.today())

    again = actions.reopen_filing(made, reason="แก้ตัวเลข", until=date(2020, 8, 9), actor=cast.anong)
    actions.remove_photo(again.photos.get(), actor=cast.malee)
    actions.save_draft(again, {**RESULT, "change": "ยังไม่ได้รับ"}, seen=again.saved, actor=cast.malee)

    assert bundle_of(group, group.edition.pack.exports["bpm"], clock.today()) == before
    assert "สมาชิกมีงานเพิ่ม" in [one.text for one in before.boxes]


def test_what_is_handed_over_tomorrow_is_not_yet_handed_over(cast: Cast, group: Case):
    draft = make.filing(make.task(group, "handover"), cast.malee, {**HANDED, "handed_on": "3 สิงหาคม 2563"})

    with pytest.raises(Refused, match=r"3 สิงหาคม 2563 ยังมาไม่ถึง \(วันนี้ 2 สิงหาคม 2563\)"):
        actions.send_filing(draft, seen=1, actor=cast.malee)


def test_a_province_that_bought_hands_over_under_its_own_name_and_its_head_closes(cast: Cast, group: Case):
    handed = make.filing(make.task(group, "handover"), cast.somchai, HANDED, sent=True)

    assert f'<h2 class="at-center">{cast.somchai.office.name}</h2>' in body(
        cast.somchai, handed.get_absolute_url()
    )
    assert make.task(group, "handover").turn_role == "province-head"
    with pytest.raises(Refused, match="พัฒนาการอำเภอ / พัฒนาการจังหวัด"):
        actions.close_task(make.task(group, "handover"), actor=cast.somchai)
    actions.close_task(make.task(group, "handover"), actor=cast.suda)
    assert make.task(group, "handover").result == "passed"


def test_the_record_begins_with_the_name_of_whoever_begins_it(cast: Cast, group: Case):
    begun = actions.start_filing(make.task(group, "bpm"), actor=cast.somchai)

    assert begun.answers["entered_by"] == cast.somchai.person.name
    assert "entered_on" not in begun.answers
    assert f'value="{cast.somchai.person.name}"' in body(cast.somchai, f"/filings/{begun.pk}/edit/")


def test_only_a_group_has_such_a_pack_and_a_stranger_finds_none(cast: Cast, group: Case):
    for actor, address in (
        (cast.kanya, pages(group)),
        (cast.kanya, pages(group, "bpm.zip")),
        (cast.prasit, pages(group)),
        (cast.somchai, pages(group, "other.zip")),
        (cast.somchai, pages(group.parent)),
    ):
        assert browser(actor).get(address).status_code == 404, address
    assert browser(cast.somchai).post(pages(group)).status_code == 405
    assert pages(group) in body(cast.somchai, f"/cases/{group.pk}/")


def test_the_page_costs_the_same_for_one_handover_and_three(cast: Cast, group: Case):
    sent(group, "handover", HANDED, cast, "red")

    def more() -> None:
        for colour in ("blue", "green"):
            sent(group, "handover", HANDED, cast, colour)

    assert costs_no_more(cast.somchai, pages(group), more)
