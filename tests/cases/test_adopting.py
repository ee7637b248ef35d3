"""A new edition is adopted case by case: what is done stays as it was done, what runs goes on under the new law."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.actions.signing import standing_hop
from sammachip.cases.handing_out import give_out, signed_document
from sammachip.cases.models import Case, Filing, FilingState, Task
from sammachip.cases.personal import Sight
from sammachip.cases.standings import differing
from sammachip.core import document as core_document
from sammachip.core.thaidate import day_end
from sammachip.core.verdict import Refused
from sammachip.money import actions as money
from sammachip.money import actions_register as registers
from sammachip.money.models import Account
from sammachip.money.proof import Share
from sammachip.programmes import actions as programmes
from sammachip.programmes.models import Edition, Terms
from sammachip.trail import clock
from sammachip.trail.models import Event, Notice

pytestmark = [pytest.mark.both, pytest.mark.django_db]

REPORT = {
    "standing": "ongoing",
    "process": {"step_1": {"result": "สำรวจครบ 2 กลุ่ม"}, "step_2": {"result": "ยังไม่รวม"}},
}


def second(first: Edition, cast: Cast, *changes: tuple[str, str]) -> Edition:
    """The next edition of the programme: a due date moved, a field more in the report, a stage more; or these changes."""
    text = first.source
    for before, after in changes or NEWER:
        assert before in text, before
        text = text.replace(before, after, 1)
    return make.publish(cast, text)


NEWER = (
    ("due: {district-head: 2561-09-20}", "due: {district-head: 2561-09-25}"),
    (
        "          - {key: reporter_name, label: ชื่อผู้รายงาน, type: text, filled: reporter.name}\n",
        "          - {key: reporter_name, label: ชื่อผู้รายงาน, type: text, filled: reporter.name}\n"
        "          - {key: lesson, label: บทเรียนที่ได้, type: text, required: true}\n",
    ),
    (
        "stages:\n",
        "stages:\n"
        "  - key: advice\n"
        "    title: ขอคำแนะนำเพิ่มเติม\n"
        "    kind: form\n"
        "    per: district\n"
        "    by: field-officer\n"
        "    form: preparation\n",
    ),
)


@pytest.fixture
def edition(cast: Cast, at: Freeze) -> Edition:
    at("2018-09-10 09:00")
    return make.edition(cast)


@pytest.fixture
def district(cast: Cast, edition: Edition) -> Case:
    return make.district(cast, edition)


@pytest.fixture
def beside(cast: Cast, edition: Edition, district: Case) -> Case:
    return make.district(cast, edition, code="3102")


def accepted(district: Case, cast: Cast, raw: dict[str, object] = REPORT) -> Filing:
    report = make.filing(make.task(district, "report"), cast.malee, raw, sent=True)
    actions.sign_filing(report, seen=1, actor=cast.mana)
    actions.sign_filing(report, seen=1, actor=cast.somchai)
    return again(report)


def again(filing: Filing) -> Filing:
    """The filing as the next request reads it."""
    return Filing.objects.select_related("task__case__edition__programme").get(pk=filing.pk)


def followed(case: Case) -> int:
    case.refresh_from_db()
    return case.edition.number


def test_one_district_follows_and_the_others_stay(
    cast: Cast, edition: Edition, district: Case, beside: Case
) -> None:
    newer = second(edition, cast)

    done = actions.adopt_edition(district, newer, actor=cast.mana)

    assert [case.pk for case in done.following] == [district.pk]
    assert (followed(district), followed(beside)) == (2, 1)
    report = make.task(district, "report")
    assert (report.next_due, make.task(beside, "report").next_due) == (
        day_end(date(2018, 9, 25)),
        day_end(date(2018, 9, 20)),
    )
    assert make.task(district, "advice").turn_role == "field-officer"
    assert not Task.objects.filter(case=beside, stage="advice").exists()
    assert list(district.tasks.order_by("position").values_list("stage", flat=True)) == [
        stage.key for stage in newer.pack.stages if "district" in stage.per
    ]
    assert list(differing()) == []


def test_the_event_names_both_editions_and_the_new_tasks(
    cast: Cast, edition: Edition, district: Case
) -> None:
    actions.adopt_edition(district, second(edition, cast), actor=cast.mana)

    event = Event.objects.about(district).get(verb="edition.adopted")
    assert (event.facts["before"], event.facts["edition"], event.facts["opened"], event.facts["dropped"]) == (
        1,
        2,
        ["advice"],
        [],
    )


def test_an_office_is_told_when_another_adopts_for_it(cast: Cast, edition: Edition, district: Case) -> None:
    make.auditor("3104")  # could not open what it leads to

    actions.adopt_edition(district, second(edition, cast), actor=cast.somchai)

    told = set(Notice.objects.filter(kind="edition-adopted").values_list("person_id", flat=True))
    assert told == {cast.malee.person.pk, cast.mana.person.pk, cast.fong.person.pk}


def test_a_draft_keeps_what_was_typed_and_is_asked_what_is_new(
    cast: Cast, edition: Edition, district: Case
) -> None:
    draft = make.filing(make.task(district, "report"), cast.malee, REPORT)

    actions.adopt_edition(district, second(edition, cast), actor=cast.mana)

    assert again(draft).answers == REPORT
    with pytest.raises(Refused, match="บทเรียนที่ได้"):
        actions.send_filing(again(draft), seen=1, actor=cast.malee)
    actions.save_draft(again(draft), {**REPORT, "lesson": "ทำร่วมกัน"}, seen=1, actor=cast.malee)
    sent = actions.send_filing(again(draft), seen=2, actor=cast.malee)
    assert sent.revisions.get().edition.number == 2


def test_a_page_opened_before_sends_under_the_edition_of_today(
    cast: Cast, edition: Edition, district: Case
) -> None:
    opened_before = again(make.filing(make.task(district, "report"), cast.malee, REPORT))

    actions.adopt_edition(district, second(edition, cast), actor=cast.mana)

    with pytest.raises(Refused, match="บทเรียนที่ได้"):
        actions.send_filing(opened_before, seen=1, actor=cast.malee)


def test_what_was_accepted_reads_and_prints_as_it_did(cast: Cast, edition: Edition, district: Case) -> None:
    report = accepted(district, cast)
    paper = give_out(report, "pdf", sight=Sight.WHOLE, stamp=clock.now())
    before = signed_document(report, report.revisions.get())
    newer = second(
        edition,
        cast,
        (
            "    signs: [district-head, province-officer]\n    form: progress",
            "    signs: [district-head]\n    form: progress",
        ),
        *NEWER[1:],
    )

    actions.adopt_edition(district, newer, actor=cast.mana)

    report = again(report)
    assert paper is not None
    assert give_out(report, "pdf", sight=Sight.WHOLE, stamp=clock.now()) == paper
    revision = report.revisions.get()
    assert revision.edition == edition
    assert core_document.to_json(signed_document(report, revision)) == core_document.to_json(before)
    assert [hop.role for hop in standing_hop(report)[0]] == ["district-head", "province-officer"]
    assert make.task(district, "report").result == "passed"
    assert list(differing()) == []


def test_a_group_taken_in_later_follows_the_case_above(cast: Cast, edition: Edition, district: Case) -> None:
    newer = second(edition, cast)
    actions.adopt_edition(district, newer, actor=cast.mana)

    group = make.enrolled(district, make.group(cast.malee), actor=cast.malee)

    assert (group.edition, group.programme) == (newer, edition.programme)


def test_an_office_opened_under_the_newer_edition_joins_the_tree_that_runs(
    cast: Cast, edition: Edition, district: Case
) -> None:
    newer = second(edition, cast)

    opened = make.district(cast, newer, code="3103")
    same = make.district(cast, newer)

    assert (opened.parent, opened.edition.number, same) == (district.parent, 1, district)


def test_the_whole_province_follows_with_its_groups(
    cast: Cast, edition: Edition, district: Case, beside: Case
) -> None:
    group = make.enrolled(district, make.group(cast.malee), actor=cast.malee)
    province = district.parent
    assert province is not None

    done = actions.adopt_edition(province, second(edition, cast), actor=cast.suda)

    assert [followed(case) for case in (province, district, beside, group)] == [2, 2, 2, 2]
    assert (len(done.following), done.staying) == (4, ())
    assert province.parent is not None
    assert followed(province.parent) == 1
    assert list(differing()) == []


def test_whoever_cannot_follow_stays_and_is_named(
    cast: Cast, edition: Edition, district: Case, beside: Case
) -> None:
    sent = make.filing(make.task(district, "report"), cast.malee, REPORT, sent=True)
    province = district.parent
    assert province is not None

    done = actions.adopt_edition(province, second(edition, cast), actor=cast.somchai)

    assert [(one.case.pk, "แบบรายงานความก้าวหน้า" in one.reason) for one in done.staying] == [
        (district.pk, True)
    ]
    assert (followed(district), followed(beside)) == (1, 2)
    actions.sign_filing(again(sent), seen=1, actor=cast.mana)
    assert again(sent).state == FilingState.SENT


def test_a_case_with_a_report_waiting_for_its_signer_cannot_follow(
    cast: Cast, edition: Edition, district: Case
) -> None:
    make.filing(make.task(district, "report"), cast.malee, REPORT, sent=True)

    with pytest.raises(Refused, match=r"แบบรายงานความก้าวหน้า.*ยังรอผลการตรวจ"):
        actions.adopt_edition(district, second(edition, cast), actor=cast.mana)

    assert followed(district) == 1


PREPARE = """  - key: prepare
    title: เตรียมความพร้อม
    kind: form
    per: [province, district]
    by: [field-officer, province-officer]
"""
PREPARE_ABOVE = PREPARE.replace("[province, district]", "[province]").replace(
    "[field-officer, province-officer]", "[province-officer]"
)


ADDED_UP = "    per: [province, district]\n    stage: prepare\n"
ADDED_UP_ABOVE = "    per: [province]\n    stage: prepare\n"
GONE = ((PREPARE, PREPARE_ABOVE), (ADDED_UP, ADDED_UP_ABOVE), (ADDED_UP, ADDED_UP_ABOVE))
"""The stage is the province's alone, and so is what is added up of it."""


def test_a_stage_that_is_gone_takes_its_untouched_task_along(
    cast: Cast, edition: Edition, district: Case
) -> None:
    actions.adopt_edition(district, second(edition, cast, *GONE), actor=cast.mana)

    assert not district.tasks.filter(stage="prepare").exists()
    assert Event.objects.about(district).get(verb="edition.adopted").facts["dropped"] == ["prepare"]


def test_a_stage_with_work_is_not_taken_away(cast: Cast, edition: Edition, district: Case) -> None:
    make.filing(make.task(district, "prepare"), cast.malee, {})

    with pytest.raises(Refused, match="«เตรียมความพร้อม» แล้ว แต่ฉบับที่ 2 ไม่มี"):
        actions.adopt_edition(district, second(edition, cast, *GONE), actor=cast.mana)

    assert district.tasks.filter(stage="prepare").exists()


def test_a_deadline_moved_by_letter_still_holds(cast: Cast, edition: Edition, district: Case) -> None:
    actions.extend_due(
        edition,
        stage="report",
        role="district-head",
        path=district.path,
        due_at=day_end(date(2018, 9, 30)),
        letter_number="บร 0019/1",
        letter_on=date(2018, 9, 9),
        reason="น้ำท่วม",
        actor=cast.somchai,
    )

    actions.adopt_edition(district, second(edition, cast), actor=cast.mana)

    assert make.task(district, "report").next_due == day_end(date(2018, 9, 30))


def test_what_an_office_set_by_letter_holds_for_both_editions(
    cast: Cast, edition: Edition, district: Case, beside: Case
) -> None:
    newer = second(edition, cast)
    actions.adopt_edition(district, newer, actor=cast.mana)
    due = {"report": {"district-head": "2018-09-18"}}
    letter = {"letter_number": "บร 0019/2", "letter_on": date(2018, 9, 9), "reason": "รวบรวมก่อน"}

    for of in (edition, newer):
        programmes.set_terms(of, cast.somchai.office, {"due": due}, **letter, actor=cast.somchai)

    assert list(Terms.objects.order_by("version").values_list("version", "edition__number")) == [
        (1, 1),
        (2, 2),
    ]
    assert {make.task(case, "report").next_due for case in (district, beside)} == {day_end(date(2018, 9, 18))}


def test_the_register_and_the_money_of_all_go_on_as_one(
    cast: Cast, edition: Edition, district: Case, beside: Case
) -> None:
    head = edition.pack.budget.heads[0].key
    whole = Decimal("62400.00")
    money.record_allotment(
        edition,
        cast.somchai.office,
        {head: whole},
        notice_number="ว 1",
        notice_on=date(2018, 9, 1),
        actor=cast.somchai,
    )
    newer = second(edition, cast)
    actions.adopt_edition(district, newer, actor=cast.mana)

    draft = registers.start_register(newer, cast.somchai.office, actor=cast.somchai)
    shares = [Share(code, 1, {head: Decimal("31200.00")}) for code in ("3101", "3102")]
    details = registers.Details(omitted_reason="ไม่มีกลุ่มเป้าหมายในปีนี้")
    registers.save_register(draft, shares, details, seen=0, actor=cast.somchai)
    registers.issue_register(draft, notice_number="ว 2", notice_on=date(2018, 9, 5), seen=1, actor=cast.suda)

    assert draft.edition == edition  # the province's own case follows it
    assert Case.objects.filter(office="3101").count() == 1
    assert set(
        Account.objects.filter(case__in=[district, beside]).values_list("allotted_baht", flat=True)
    ) == {Decimal("31200.00")}


def test_a_head_with_entries_is_not_taken_away(cast: Cast, edition: Edition, district: Case) -> None:
    head = edition.pack.budget.heads[0]
    money.record_allotment(
        edition, district.office, {head.key: Decimal("1000.00")}, notice_number="ว 1", notice_on=date(2018, 9, 1),
        actor=cast.anong,
    )  # fmt: skip
    gone = second(edition, cast, (f"key: {head.key}", "key: another_head"))

    with pytest.raises(Refused, match=f"หมวด «{head.label}» แล้ว แต่ฉบับที่ 2 ไม่มี"):
        actions.adopt_edition(district, gone, actor=cast.mana)


@pytest.mark.parametrize("who", ["malee", "kanya", "prasit", "fai"])
def test_only_heads_and_offices_above_adopt(who: str, cast: Cast, edition: Edition, district: Case) -> None:
    with pytest.raises(Refused, match="เฉพาะพัฒนาการอำเภอ"):
        actions.adopt_edition(district, second(edition, cast), actor=getattr(cast, who))


def test_an_earlier_edition_is_not_adopted(cast: Cast, edition: Edition, district: Case) -> None:
    actions.adopt_edition(district, second(edition, cast), actor=cast.mana)

    with pytest.raises(Refused, match="ใช้ฉบับที่ 2 อยู่แล้ว"):
        actions.adopt_edition(district, edition, actor=cast.mana)


def test_another_programme_is_not_adopted(cast: Cast, edition: Edition, district: Case) -> None:
    other = second(edition, cast, ("code: sammachip-sustain-2561", "code: another-one"))

    with pytest.raises(Refused, match="คนละโครงการ"):
        actions.adopt_edition(district, other, actor=cast.mana)


def test_a_case_that_has_ended_keeps_its_edition(cast: Cast, edition: Edition, district: Case) -> None:
    actions.close_case(district, result="declined", reason="ไม่มีกลุ่ม", actor=cast.somchai)

    with pytest.raises(Refused, match="สิ้นสุดแล้ว"):
        actions.adopt_edition(Case.objects.get(pk=district.pk), second(edition, cast), actor=cast.mana)


def test_no_program_parts_a_case_from_the_programme_of_its_edition(
    cast: Cast, edition: Edition, district: Case
) -> None:
    other = second(edition, cast, ("code: sammachip-sustain-2561", "code: another-one"))

    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=district.pk).update(edition=other)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=district.pk).update(programme=other.programme)


def test_an_office_is_once_in_a_programme_whatever_the_edition(
    cast: Cast, edition: Edition, district: Case
) -> None:
    twin = Case.objects.get(pk=district.pk)
    twin.pk, twin.edition = None, second(edition, cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_the_prospect_costs_the_same_for_one_district_and_for_many(
    cast: Cast, edition: Edition, district: Case, django_assert_max_num_queries
) -> None:
    newer = second(edition, cast)
    province = district.parent
    assert province is not None
    with django_assert_max_num_queries(12):
        actions.prospect(province, newer)
    for code in ("3102", "3103", "3104", "3105"):
        make.district(cast, edition, code=code)

    with django_assert_max_num_queries(12):
        found = actions.prospect(province, newer)

    assert len(found.following) == 6
