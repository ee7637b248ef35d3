"""The register: it proves itself, is issued, revised, undone, and money moves by the difference."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

import make
from money import build
from sammachip.cases.models import Case
from sammachip.core.document import plain_text
from sammachip.core.verdict import Refused, Stale
from sammachip.money import actions_register, papers, queries, registers, sheets
from sammachip.money.actions import Voucher
from sammachip.money.actions_register import Details
from sammachip.money.models import Entry, Register, RegisterState
from sammachip.money.proof import Share, prove
from sammachip.org.models import Office
from sammachip.records.models import Paper
from sammachip.trail import clock
from sammachip.trail.models import Event, Notice

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("buriram")]


@pytest.fixture
def notified():
    published = build.edition()
    build.notified(published)
    return published


def changed(code: str, **more: object) -> list[Share]:
    return [replace(share, **more) if share.office == code else share for share in build.shares()]


def faults(published, rows: list[Share], **details: object) -> list[str]:
    draft = build.register(published, rows)
    officer = build.actor("province-officer", "31")
    actions_register.save_register(draft, rows, Details(**details), seen=draft.saved, actor=officer)
    return [fault.sentence for fault in registers.proof_of(draft).faults]


def test_the_letters_register_proves_itself(notified):  # clause A2
    draft = build.register(notified)

    proof = registers.proof_of(draft)

    assert (proof.groups, proof.total, proof.faults) == (28, build.TOTAL, ())
    assert proof.words == "แปดแสนเจ็ดหมื่นสามพันหกร้อยบาทถ้วน"


def test_a_row_that_is_not_groups_times_unit_cost_is_a_fault_unless_it_explains_itself(notified):
    rows = changed("3104", amounts={"support": Decimal("60000.00")})
    explained = [replace(row, remark="เหลือจ่ายปีก่อน") if row.office == "3104" else row for row in rows]

    [sentence] = faults(notified, rows)
    draft = Register.objects.get()
    officer = build.actor("province-officer", "31")
    actions_register.save_register(draft, explained, Details(), seen=draft.saved, actor=officer)

    assert sentence == (
        "นางรอง: 2 กลุ่ม × 31,200.00 บาท เป็น 62,400.00 บาท แต่กรอก 60,000.00 บาท — แก้ยอด หรือชี้แจงในช่องหมายเหตุ"
    )
    proof = registers.proof_of(draft)
    assert (proof.faults, len(proof.remarks)) == ((), 1)


def test_a_district_in_two_rows_is_named_and_nothing_is_saved(notified):  # clause A2
    draft = build.register(notified)
    twice = [*build.shares(), *(share for share in build.shares() if share.office == "3104")]
    officer = build.actor("province-officer", "31")

    with pytest.raises(Refused, match=r"^สพอ\.นางรอง มีมากกว่าหนึ่งแถว — รวมเป็นแถวเดียวก่อนบันทึก$"):
        actions_register.save_register(draft, twice, Details(), seen=draft.saved, actor=officer)

    assert draft.rows.count() == len(build.shares())


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"groups": 0, "amounts": {"support": Decimal(0)}}, ["จำนวนกลุ่มต้องเป็น 1 ขึ้นไป", "ยังไม่มียอดจัดสรร"]),
        ({"amounts": {"support": Decimal("-1.00")}, "remark": "ลด"}, ["ยอดจัดสรรติดลบ", "ยังไม่มียอดจัดสรร"]),
    ],
)
def test_a_row_that_gives_nothing_or_less_is_a_fault(notified, row: dict[str, object], said: list[str]):
    grounds = registers.grounds_of(build.register(notified))

    found = [fault.sentence for fault in prove(changed("3104", **row), grounds).faults]

    assert [any(words in one for one in found) for words in said] == [True] * len(said)


def test_a_register_without_a_row_proves_nothing(notified):
    grounds = registers.grounds_of(build.register(notified))

    assert any("ทะเบียนยังไม่มีแถว" in fault.sentence for fault in prove([], grounds).faults)


def test_a_district_without_a_row_is_asked_about(notified):
    rows = [share for share in build.shares() if share.office != "3122"]

    [sentence] = faults(notified, rows)

    assert sentence == "ไม่มีแถวของ แคนดง (1 แห่ง) — เพิ่มแถว หรือระบุเหตุผลที่ไม่ได้รับจัดสรร"


def test_the_notices_own_total_and_words_are_proved(notified):
    wrong = faults(
        notified,
        build.shares(),
        stated_total=Decimal("873000.00"),
        stated_words="แปดแสนเจ็ดหมื่นสามพันบาทถ้วน",
    )

    assert [sentence.partition(":")[0] for sentence in wrong] == ["ยอดรวมไม่ตรงกับหนังสือ", "ตัวอักษรไม่ตรงกับตัวเลข"]
    assert "873,600.00 บาท แต่หนังสือแจ้ง 873,000.00 บาท" in wrong[0]


def test_a_register_beyond_what_its_office_holds_quotes_both_numbers():
    published = build.edition()
    build.notified(published, Decimal("800000.00"))
    draft = build.register(published)

    with pytest.raises(Refused, match=r"ทะเบียนรวม 873,600\.00 บาท แต่มีให้จัดสรร 800,000\.00 บาท"):
        build.issue(draft)

    assert not Entry.objects.filter(register=draft).exists()


def test_issue_opens_the_districts_with_their_places_and_allots_to_each(notified):
    in_force = build.issued(notified)

    districts = Case.objects.filter(edition=notified, level="district")
    assert districts.count() == 23
    assert {case.office_id: case.places for case in districts}["3104"] == 2
    found = queries.sums(list(districts))
    assert sum((money.allotted for money in found.values()), Decimal(0)) == build.TOTAL
    assert {money.transferred for money in found.values()} == {Decimal(0)}
    assert list(queries.unproved()) == []
    assert in_force.state == RegisterState.ISSUED


def test_an_office_has_one_draft_that_sends_no_money_and_revises_with_a_reason(notified):
    draft = build.register(notified)
    with pytest.raises(Refused, match="โอนได้เฉพาะทะเบียนที่แจ้งจัดสรรแล้ว"):
        build.transferred(draft)
    with pytest.raises(Refused, match="มีร่างทะเบียนจัดสรรที่ยังไม่แจ้งอยู่แล้ว"):
        build.register(notified)
    build.issue(draft)
    with pytest.raises(Refused, match="การปรับปรุงทะเบียนต้องระบุเหตุผล"):
        build.register(notified)
    assert Register.objects.count() == 1


def test_issue_refuses_a_notice_of_a_day_to_come(notified):
    draft = build.register(notified)
    tomorrow = clock.today() + timedelta(days=1)

    with pytest.raises(Refused, match="ยังมาไม่ถึง"):
        actions_register.issue_register(
            draft,
            notice_number="1",
            notice_on=tomorrow,
            seen=draft.saved,
            actor=build.actor("province-head", "31"),
        )

    draft.refresh_from_db()
    assert draft.state == RegisterState.DRAFT


def test_issue_keeps_the_paper_and_tells_the_receivers(notified):
    head, auditor = build.actor("district-head", "3104"), make.auditor("3104")

    in_force = build.issued(notified)

    paper = Paper.objects.about(in_force).get()
    assert paper.pdf is not None
    assert paper.docx is not None
    assert Notice.objects.filter(person_id=head.person.pk, kind="allocation-notice").count() == 1
    assert Notice.objects.filter(person_id=auditor.person.pk).count() == 0
    assert Event.objects.about(in_force).filter(verb="register.issued").count() == 1


def test_the_paper_is_the_letters_own_table(notified):
    text = plain_text(papers.register_document(build.register(notified))).splitlines()

    assert text[:2] == ["ทะเบียนเป้าหมายการดำเนินงานโครงการทดลองการเงิน", "จังหวัดบุรีรัมย์"]
    assert text[2].split("\t") == [
        "ที่",
        "อำเภอ",
        "จำนวนกลุ่มเป้าหมาย (กลุ่ม)",
        "บัญชีจัดสรรงบประมาณที่กรมฯ แจ้ง",
        "หมายเหตุ",
    ]
    assert text[6].split("\t") == ["๔", "นางรอง", "๒", "๖๒,๔๐๐", ""]
    assert text[26].split("\t") == ["", "", "๒๘", "๘๗๓,๖๐๐", ""]


def test_a_programme_without_groups_is_allotted_in_baht_alone():
    text = (Path(__file__).parents[2] / "docs/howto/write-a-pack.md").read_text()
    published = build.edition(
        build.actor("province-head", "31"), text.split("```yaml\n")[1].partition("```")[0]
    )
    build.notified(published, Decimal("230000.00"))
    districts = sheets.receivers(Office.objects.get(code="31"))
    pasted = "\n".join(f"{office.place_name}\t10,000" for office in districts)

    reading = sheets.read_pasted(pasted, published, districts)
    draft = build.register(published, list(reading.shares))
    proof = registers.proof_of(draft)
    paper = plain_text(papers.register_document(draft)).splitlines()
    counted = [replace(reading.shares[0], groups=2), *reading.shares[1:]]

    assert (reading.errors, proof.faults, proof.total) == ((), (), Decimal("230000.00"))
    assert paper[2].split("\t") == ["ที่", "อำเภอ", "บัญชีจัดสรรงบประมาณที่กรมฯ แจ้ง", "หมายเหตุ"]
    assert paper[26].split("\t") == ["", "", "๒๓๐,๐๐๐", ""]
    assert sheets.grid_of(reading.shares, published, districts)[-1] == ["รวม", "", proof.total, ""]
    assert [fault.sentence for fault in prove(counted, registers.grounds_of(draft)).faults] == [
        "เมืองบุรีรัมย์: กรอก 2 กลุ่ม แต่โครงการนี้ไม่มีกลุ่ม — ใส่ 0"
    ]


def test_transfer_to_chosen_rows_and_then_to_all_moves_what_is_outstanding(notified):
    build.received(notified)
    in_force = build.issued(notified)

    build.transferred(in_force, ["3101", "3104"])
    some = {
        row.office.code: row.transferred
        for row in registers.row_standings(in_force, build.actor("province-finance", "31"))
    }
    build.transferred(in_force)

    assert (some["3104"], some["3111"]) == (2 * build.UNIT, 0)
    assert {
        row.outstanding for row in registers.row_standings(in_force, build.actor("province-finance", "31"))
    } == {Decimal(0)}
    with pytest.raises(Refused, match="ได้รับโอนครบตามจัดสรรแล้ว"):
        build.transferred(in_force)


def test_a_transfer_before_the_province_was_paid_quotes_both_numbers(notified):
    in_force = build.issued(notified)

    with pytest.raises(Refused, match=r"จะโอน 62,400\.00 บาท แต่ สพจ\.บุรีรัมย์ มีเงินที่ได้รับโอนคงเหลือ 0\.00 บาท"):
        build.transferred(in_force)


def revised(in_force: Register, rows: list[Share]) -> Register:
    officer = build.actor("province-officer", "31")
    draft = actions_register.start_register(
        in_force.edition, in_force.office, reason="ย้ายเป้าหมาย 1 กลุ่ม", actor=officer
    )
    actions_register.save_register(draft, rows, Details(), seen=draft.saved, actor=officer)
    return build.issue(draft)


def one_group_moved() -> list[Share]:
    """One of Nang Rong's two groups goes to Khaen Dong."""
    rows = changed("3104", groups=1, amounts={"support": build.UNIT})
    return [
        replace(row, groups=2, amounts={"support": 2 * build.UNIT}) if row.office == "3122" else row
        for row in rows
    ]


def test_a_revision_moves_money_by_the_difference_and_keeps_its_reason(notified):
    first = build.issued(notified)

    second = revised(first, one_group_moved())

    first.refresh_from_db()
    allotted = {
        row.office.code: row.allotted
        for row in registers.row_standings(second, build.actor("province-finance", "31"))
    }
    assert (first.state, second.state, second.reason) == ("replaced", "issued", "ย้ายเป้าหมาย 1 กลุ่ม")
    assert "ฉบับปรับปรุงครั้งที่ ๑: ย้ายเป้าหมาย ๑ กลุ่ม" in plain_text(papers.register_document(second))
    assert (allotted["3104"], allotted["3122"]) == (build.UNIT, 2 * build.UNIT)
    assert Entry.objects.filter(kind="reversed").count() == 1
    assert Case.objects.get(edition=notified, office="3122").places == 2
    assert list(queries.unproved()) == []


def test_a_revision_that_takes_what_a_group_was_given_is_refused(notified):
    first = build.issued(notified)
    district = Case.objects.get(edition=notified, office="3104")
    build.group(district, "กลุ่มหนึ่ง")
    build.group(district, "กลุ่มสอง")

    with pytest.raises(
        Refused, match=r"สพอ\.นางรอง จะได้รับจัดสรร 31,200\.00 บาท แต่จัดสรรต่อหรือผูกพันไว้แล้ว 62,400\.00 บาท"
    ):
        revised(first, one_group_moved())

    first.refresh_from_db()
    assert first.state == RegisterState.ISSUED


def test_undo_of_a_notice_takes_the_money_back_and_the_earlier_register_is_in_force_again(notified):
    first = build.issued(notified)
    second = revised(first, one_group_moved())

    actions_register.undo_issue(second, reason="แจ้งผิด", actor=build.actor("province-head", "31"))
    first.refresh_from_db()
    allotted = {
        row.office.code: row.allotted
        for row in registers.row_standings(first, build.actor("province-finance", "31"))
    }
    actions_register.undo_issue(first, reason="แจ้งผิด", actor=build.actor("province-head", "31"))

    assert (allotted["3104"], allotted["3122"]) == (2 * build.UNIT, build.UNIT)
    nothing_left = queries.sums(list(Case.objects.filter(edition=notified, level="district")))
    assert {money.allotted for money in nothing_left.values()} == {Decimal(0)}
    assert list(queries.unproved()) == []


def test_undo_of_a_notice_whose_money_was_transferred_is_refused(notified):
    build.received(notified)
    in_force = build.issued(notified)
    build.transferred(in_force, ["3101"])

    with pytest.raises(Refused, match=r"จะได้รับจัดสรร 0\.00 บาท แต่โอนเงินให้แล้ว 62,400\.00 บาท"):
        actions_register.undo_issue(in_force, reason="แจ้งผิด", actor=build.actor("province-head", "31"))


def test_a_sheet_is_applied_and_taken_back(notified):
    draft = build.register(notified)
    officer = build.actor("province-officer", "31")

    sheet = actions_register.apply_sheet(
        draft, build.shares()[:3], name="ทดลอง.xlsx", seen=draft.saved, actor=officer
    )
    during = registers.shares_of(draft)
    actions_register.undo_sheet(draft, sheet, seen=draft.saved, actor=officer)

    assert during == build.shares()[:3]
    assert registers.shares_of(draft) == build.shares()
    with pytest.raises(Refused, match="ถูกยกเลิกไปแล้ว"):
        actions_register.undo_sheet(draft, sheet, seen=draft.saved, actor=officer)


def test_a_sheet_cannot_be_taken_back_over_a_later_edit(notified):
    draft = build.register(notified)
    officer = build.actor("province-officer", "31")
    sheet = actions_register.apply_sheet(
        draft, build.shares()[:3], name="ทดลอง", seen=draft.saved, actor=officer
    )
    seen = draft.saved
    actions_register.save_register(draft, build.shares()[:5], Details(), seen=seen, actor=officer)

    with pytest.raises(Stale):
        actions_register.undo_sheet(draft, sheet, seen=seen, actor=officer)

    assert registers.shares_of(draft) == build.shares()[:5]


def test_saving_an_old_page_is_stale_and_changes_nothing(notified):
    draft = build.register(notified)

    with pytest.raises(Stale):
        actions_register.save_register(
            draft, build.shares()[:1], Details(), seen=0, actor=build.actor("province-officer", "31")
        )

    assert len(registers.shares_of(draft)) == 23


@pytest.mark.parametrize(
    ("role", "office"),
    [("field-officer", "3101"), ("province-finance", "31"), ("province-officer", "32"), ("auditor", "31")],
)
def test_only_the_offices_own_officers_write_a_register(notified, role, office):
    with pytest.raises(Refused, match="เฉพาะเจ้าหน้าที่ของ"):
        actions_register.start_register(
            notified, Office.objects.get(code="31"), actor=build.actor(role, office)
        )


def test_an_officer_writes_but_the_head_gives_notice(notified):
    draft = build.register(notified)

    with pytest.raises(Refused, match="พัฒนาการจังหวัด"):
        actions_register.issue_register(
            draft,
            notice_number="บร ๐๐๑๙/ว ๑",
            notice_on=date(2018, 8, 31),
            seen=draft.saved,
            actor=build.actor("province-officer", "31"),
        )


def test_a_transfer_names_its_document(notified):
    in_force = build.issued(notified)

    with pytest.raises(Refused, match="เลขที่เอกสาร"):
        actions_register.record_transfers(
            in_force, done_on=date(2018, 9, 3), voucher=Voucher(), actor=build.actor("province-finance", "31")
        )


def test_a_transfer_to_no_office_says_that_none_was_chosen(notified):
    in_force = build.issued(notified)

    with pytest.raises(Refused, match="อย่างน้อยหนึ่งแห่ง"):
        actions_register.record_transfers(
            in_force, [], done_on=date(2018, 9, 3), actor=build.actor("province-finance", "31")
        )


def test_sight_of_registers_ends_at_the_offices_they_were_issued_to(notified):
    draft_before = build.register(notified)
    district, neighbour = build.actor("field-officer", "3101"), build.actor("province-officer", "32")
    before = Register.objects.visible_to(district).count()

    build.issue(draft_before)

    assert (before, Register.objects.visible_to(district).count()) == (0, 1)
    assert Register.objects.visible_to(neighbour).count() == 0
