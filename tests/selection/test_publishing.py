"""Publishing a result: what keeps it open, what it freezes and brings about, and that no program publishes another."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

import make
from sammachip.cases.models import Task
from sammachip.core.verdict import Refused, Stale
from sammachip.records.models import Paper, PaperState
from sammachip.selection import queries
from sammachip.selection.actions import deciding
from sammachip.selection.actions.deciding import (
    Meeting,
    prepare_resolution,
    save_resolution,
    take_vote_back,
    vote_on_equals,
)
from sammachip.selection.actions.keeping import keep_totals
from sammachip.selection.actions.marking import let_mark_anew, save_sheet, seal_sheet
from sammachip.selection.actions.publishing import publish
from sammachip.selection.actions.withdrawing import GivenUp, withdraw_entry
from sammachip.selection.board import board_of
from sammachip.selection.models import Mark, Placement, Resolution, Round, RoundEntry, Sheet
from sammachip.selection.rules_results import leaves_the_next_round_alone, may_read_dossier
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.models import Event, Notice
from selection import build
from selection.build import Contest

TIED = build.pack().replace("ties: [plan, handed-in, vote]", "ties: [plan, vote]")
LADDER = [{"plan": 20 - number, "clip": 10} for number in range(8)]
EQUALS = [*LADDER[:3], LADDER[3], LADDER[3], *LADDER[5:]]
"""The fourth and the fifth are equal: across the line under four."""


def decided(of: Contest, marks=LADDER) -> Resolution:
    """All marked, and what the meeting resolved written down by the secretary."""
    build.mark_all(of, marks)
    return prepare_resolution(of.round, meeting(of), actor=of.secretary)


def meeting(of: Contest) -> Meeting:
    present = tuple(of.seat(one).pk for one in (*of.judges, of.secretary))
    return Meeting("ครั้งที่ 1/2561", clock.today(), "ห้องประชุม", present, "ประธานเปิดประชุม\nที่ประชุมพิจารณาคะแนน")


@pytest.mark.both
def test_publishing_freezes_places_and_brings_about_what_follows(cast, at):
    at(build.NOW)
    made = build.contest(cast)
    resolution = decided(made)
    auditor = make.auditor("31")

    publish(resolution, seen=0, actor=made.chair)

    resolution.refresh_from_db()
    places = list(resolution.placements.values_list("entry__number", "place", "passed", "reserve", "total"))
    assert places[:2] == [(1, 1, True, None, "80/1"), (2, 2, True, None, "77/1")]
    assert places[3:5] == [(4, 4, True, None, "71/1"), (5, 5, False, 1, "68/1")]
    assert resolution.digest == trail.digest_of_content(resolution.frozen)
    assert resolution.frozen["rules"] == made.round.digest
    assert Task.objects.get(pk=made.task.pk).result == "passed"
    results = {task.case_id: task.result for task in Task.objects.filter(entries__round=made.round)}
    assert [results[one.case_id] for one in made.entries] == ["passed"] * 4 + ["failed"] * 4
    assert Paper.objects.about(resolution).get().state == PaperState.ISSUED
    letters = Paper.objects.filter(kind="selection-result", state=PaperState.DRAFT)
    assert letters.count() == 8
    assert Event.objects.filter(verb="round.published").count() == 1
    told = set(Notice.objects.filter(kind="round-published").values_list("person_id", flat=True))
    assert told >= {one.person.pk for one in (made.secretary, cast.malee, cast.somchai)}
    assert told.isdisjoint({auditor.person.pk, cast.kanya.person.pk, cast.anong.person.pk})


def test_what_keeps_a_result_open_is_said(cast, at):
    at(build.NOW)
    made = build.contest(cast, text=TIED)
    resolution = decided(made, EQUALS)
    few = prepared_with(resolution, made, present=1)

    assert refusal(few, made) == "กรรมการที่มาประชุมมี 1 คน ไม่ครบองค์ประชุม 2 คน — บันทึกผู้มาประชุมให้ครบ หรือนัดประชุมใหม่"
    whole = prepared_with(few, made, present=4)
    assert refusal(whole, made) == (
        "กลุ่มออมทรัพย์ตัวอย่าง 4, กลุ่มออมทรัพย์ตัวอย่าง 5 ได้ลำดับเดียวกันคร่อมเส้นที่ 4 — ให้ประธานลงมติเรียงลำดับก่อนประกาศ"
    )
    fourth, fifth = made.entries[3].pk, made.entries[4].pk
    with pytest.raises(Refused, match="ไม่ได้มีคะแนนเท่ากัน"):
        vote_on_equals(
            made.round, [made.entries[0].pk, fifth], minute="ก่อน", voted_on=clock.today(), actor=made.chair
        )
    vote_on_equals(made.round, [fifth, fourth], minute="แผนชัดกว่า", voted_on=clock.today(), actor=made.chair)
    with pytest.raises(Refused, match="ลงมติเรียงลำดับผลงานชุดนี้ไว้แล้ว"):
        vote_on_equals(made.round, [fourth, fifth], minute="กลับกัน", voted_on=clock.today(), actor=made.chair)
    publish(whole, seen=whole.saved, actor=made.chair)

    assert list(Placement.objects.filter(passed=True).values_list("entry__number", flat=True)) == [1, 2, 3, 5]
    assert Placement.objects.get(entry=fourth).told_by == "vote"


def prepared_with(resolution: Resolution, of: Contest, *, present: int) -> Resolution:
    told = meeting(of)
    told = replace(told, present=told.present[:present])
    return save_resolution(resolution, told, seen=resolution.saved, actor=of.secretary)


def refusal(resolution: Resolution, of: Contest) -> str:
    with pytest.raises(Refused) as refused:
        publish(resolution, seen=resolution.saved, actor=of.chair)
    return str(refused.value)


def test_a_round_has_one_draft_of_a_resolution_and_no_vote_that_its_law_does_not_know(cast, at):
    at(build.NOW)
    made = build.contest(cast, text=TIED.replace("ties: [plan, vote]", "ties: [plan, handed-in]"))
    decided(made, EQUALS)

    with pytest.raises(Refused, match="มีร่างมติของรอบนี้อยู่แล้ว"):
        prepare_resolution(made.round, meeting(made), actor=made.secretary)
    with pytest.raises(Refused, match="ไม่ให้ตัดสินคะแนนเท่ากันด้วยมติของประธาน"):
        vote_on_equals(
            made.round,
            [made.entries[4].pk, made.entries[3].pk],
            minute="แผนชัดกว่า",
            voted_on=clock.today(),
            actor=made.chair,
        )


def test_a_dossier_opens_after_publication_to_the_panel_the_office_and_its_auditors(cast, at):
    at(build.NOW)
    made = build.contest(cast)
    resolution = decided(made)
    before = may_read_dossier(made.chair, made.round).code
    publish(resolution, seen=0, actor=made.chair)
    made.round.refresh_from_db()

    told = [
        may_read_dossier(one, made.round).code
        for one in (made.judges[1], cast.anong, make.auditor("00"), cast.somchai, cast.malee)
    ]

    assert (before, told) == ("unpublished", ["", "", "", "role", "role"])


def test_who_prepares_does_not_publish_and_who_keeps_away_does_neither(cast, at):
    at(build.NOW)
    made = build.contest(cast)
    resolution = decided(made)

    with pytest.raises(Refused, match="เฉพาะประธาน"):
        publish(resolution, seen=0, actor=made.secretary)
    with pytest.raises(Refused, match="เฉพาะประธาน"):
        publish(resolution, seen=0, actor=made.judges[1])
    with pytest.raises(Stale):
        publish(resolution, seen=7, actor=made.chair)
    build.keep_away(made.chair.person, made.entries[0].case)
    with pytest.raises(Refused, match="มีส่วนได้เสีย"):
        publish(resolution, seen=0, actor=made.chair)
    with pytest.raises(Refused, match="ประกาศเองไม่ได้"):
        publish(resolution, seen=0, actor=made.secretary)
    assert not Placement.objects.exists()


def test_a_sheet_that_is_missing_keeps_the_result_open(cast, at):
    at(build.NOW)
    made = build.contest(cast)
    for entry in made.entries[:7]:
        for judge in made.judges[:2]:
            build.mark(entry, judge, LADDER[entry.number - 1])
    build.mark(made.entries[7], made.chair)
    resolution = prepare_resolution(made.round, meeting(made), actor=made.secretary)

    assert (
        refusal(resolution, made) == "ผลงาน กลุ่มออมทรัพย์ตัวอย่าง 8 มีใบคะแนนปิดผนึก 1 จาก 2 ใบ — ติดตามให้ครบก่อนประกาศ"
    )


@pytest.mark.both
@pytest.mark.parametrize("fault", ["one fewer", "one more", "shared across", "passed over", "one left out"])
def test_no_program_publishes_other_places_than_the_rounds(cast, at, fault):
    at(build.NOW)
    made = build.contest(cast)
    resolution = decided(made)
    rows = [
        Placement(
            resolution=resolution, entry=entry, place=at, passed=at <= 4, reserve=None if at <= 4 else at - 4
        )
        for at, entry in enumerate(made.entries, start=1)
    ]
    match fault:
        case "one fewer":
            rows[3].passed, rows[3].reserve = False, 1
        case "one more":
            rows[4].passed, rows[4].reserve = True, None
        case "shared across":
            rows[4].place = 4
        case "passed over":
            rows[3].place, rows[4].place = 5, 4
        case "one left out":
            rows.pop()
    Placement.objects.bulk_create(rows)

    with pytest.raises(IntegrityError, match="published_whole"), transaction.atomic():
        in_force(resolution, made)
    with pytest.raises(IntegrityError, match="published_by_resolution"), transaction.atomic():
        Round.objects.update(published_at=clock.now())


def in_force(resolution: Resolution, of: Contest) -> None:
    Resolution.objects.filter(pk=resolution.pk).update(
        published_at=clock.now(), published_by=of.chair.person, digest="0" * 64
    )


@pytest.mark.both
def test_what_is_published_no_program_changes(cast, at):
    at(build.NOW)
    made = build.contest(cast)
    resolution = publish(decided(made), seen=0, actor=made.chair)
    [first, *_others] = resolution.placements.all()
    copy = Placement(resolution=resolution, entry=first.entry, place=9, passed=False, reserve=5)

    for change in (
        lambda: Resolution.objects.update(minutes="อื่น"),
        lambda: Placement.objects.update(place=1),
        lambda: copy.save(),
        lambda: Resolution.objects.create(
            round=made.round, number=2, reason="แก้", meeting="ครั้งที่ 2", met_on=clock.today(), minutes="แก้",
            made_by=made.secretary.person, made_at=clock.now(),
            published_at=clock.now(), published_by=made.chair.person, digest="1" * 64,
        ),
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_a_changed_result_is_a_resolution_beside_the_old(cast, at):
    at(build.NOW)
    made = build.contest(cast, text=TIED)
    publish(decided(made), seen=0, actor=made.chair)
    with pytest.raises(Refused, match="ต้องระบุเหตุผล"):
        prepare_resolution(made.round, meeting(made), actor=made.secretary)

    second = prepare_resolution(made.round, meeting(made), reason="ตามผลการร้องเรียน", actor=made.secretary)
    publish(second, seen=0, actor=made.chair)

    assert [one.number for one in made.round.resolutions.published().order_by("number")] == [1, 2]
    assert queries.current_resolutions([made.round.pk])[made.round.pk].pk == second.pk
    assert Placement.objects.count() == 16


def test_who_passes_is_not_changed_behind_the_next_round(cast, at):
    at(build.NOW)
    made = build.contest(cast, text=TIED)
    fourth, fifth = made.entries[3], made.entries[4]
    told = {"minute": "แผนชัดกว่า", "voted_on": clock.today(), "actor": made.chair}
    first = decided(made, EQUALS)
    vote = vote_on_equals(made.round, [fourth.pk, fifth.pk], **told)
    publish(first, seen=0, actor=made.chair)
    build.opened(cast, made.edition, made.panel, "round2")

    second = prepare_resolution(made.round, meeting(made), reason="ตามผลการร้องเรียน", actor=made.secretary)
    take_vote_back(vote, reason="ตามผลการร้องเรียน", actor=made.chair)
    vote_on_equals(made.round, [fifth.pk, fourth.pk], **told)

    assert refusal(second, made) == (
        f"มติแก้ไขนี้เปลี่ยนผู้ผ่านรอบ แต่ «คัดเลือก» เปิดแล้วด้วยผลเดิม — บันทึกการถอนตัวของ {fourth.case} ที่หน้าผลการคัดเลือก "
        "ลำดับถัดไปจึงเลื่อนขึ้นและเข้ารอบนั้นแทน"
    )
    withdraw_entry(fourth, GivenUp(clock.today(), "", "ตามผลการร้องเรียน"), actor=made.secretary)
    passed_over = [made.entries[at].pk for at in (0, 1, 2, 5)]
    assert str(fifth.case) in leaves_the_next_round_alone(made.round, passed_over).reason
    publish(second, seen=0, actor=made.chair)
    entered = RoundEntry.objects.standing().filter(round__task__stage="round2").order_by("number")
    assert [one.case_id for one in entered] == [made.entries[at].case_id for at in (0, 1, 2, 4)]


def test_a_mark_that_a_complaint_showed_wrong_could_not_be_given_anew_for_the_changed_result(cast, at):
    at(build.NOW)
    made = build.ready(build.contest(cast))
    publish(decided(made), seen=0, actor=made.chair)
    given = made.seat(made.judges[1]).assignments.standing().filter(entry__in=made.entries[:4]).first()
    wrong = Sheet.objects.current().get(entry=given.entry_id, seat=given.seat_id)
    with pytest.raises(Refused, match="ร่างมติแก้ไขผล"):
        let_mark_anew(wrong, reason="คีย์ผิดช่อง", actor=made.chair)

    second = prepare_resolution(made.round, meeting(made), reason="คีย์ผิดช่อง", actor=made.secretary)
    let_mark_anew(wrong, reason="คีย์ผิดช่อง", actor=made.chair)
    nothing = {key: {"points": "0", "note": ""} for key in ("plan", "clip")}
    save_sheet(given.entry, nothing, seen=0, actor=made.judges[1])
    seal_sheet(given.entry, seen=1, actor=made.judges[1])
    publish(second, seen=0, actor=made.chair)

    placed = Placement.objects.filter(entry=given.entry_id).order_by("resolution__number")
    assert [one.passed for one in placed] == [True, False]


def test_publishing_counts_the_marks_and_not_what_is_kept_beside_them(cast, at):
    at(build.NOW)
    made = build.contest(cast)
    resolution = decided(made)
    made.round.entries.filter(pk=made.entries[7].pk).update(
        tally={**made.entries[0].tally, "total": 99_999_999}
    )

    publish(resolution, seen=0, actor=made.chair)

    assert Placement.objects.get(entry=made.entries[7]).place == 8
    assert Mark.objects.count() == 8 * 3 * 2
    assert Sheet.objects.count() == 24


def test_how_steady_the_line_is_is_drawn_once_for_the_same_sheets(cast, at):
    at(build.NOW)
    made = build.contest(cast)
    build.mark_all(made, LADDER)

    first = deciding.draw_panels(made.round, actor=made.chair)
    again = deciding.draw_panels(made.round, actor=made.secretary)

    assert again.pk == first.pk
    assert Event.objects.about(made.round).filter(verb="round.panels-drawn").count() == 1
    assert [first.above[str(one.pk)] for one in made.entries] == [1000] * 4 + [0] * 4


def test_a_published_result_told_how_steady_it_is_only_where_somebody_had_asked_before(cast, at):
    at(build.NOW)
    made = build.contest(cast)

    publish(decided(made), seen=0, actor=made.chair)

    board = board_of(made.round, cast.anong)
    assert (board.steady_at, bool(board.steady_words)) == (clock.now(), True)
    assert deciding.draw_panels(made.round, actor=made.secretary) == made.round.steadiness.get()


def test_a_letter_tells_once_what_several_judges_wrote_in_the_same_words(cast, at):
    at(build.NOW)
    made = build.contest(cast, entries=4, text=build.pack(keep=2))
    for entry in made.entries:
        for judge in made.judges[:2]:
            sheet = build.mark(entry, judge, LADDER[entry.number], sealed=False)
            sheet.remark, sheet.sealed_at = "ควรขยายตลาด", clock.now()
            sheet.save()
    keep_totals(*made.entries)

    publish(prepare_resolution(made.round, meeting(made), actor=made.secretary), seen=0, actor=made.chair)

    letters = Paper.objects.filter(kind="selection-result")
    assert [str(one.content).count("ควรขยายตลาด") for one in letters] == [1] * 4


def test_a_letter_tells_what_one_judge_remarked_where_others_said_nothing(cast, at):
    at(build.NOW)
    made = build.contest(cast, entries=4, text=build.pack(keep=2))
    for entry in made.entries:
        build.mark(entry, made.judges[0], LADDER[entry.number])
        sheet = build.mark(entry, made.judges[1], LADDER[entry.number], sealed=False)
        sheet.remark, sheet.sealed_at = "ควรขยายตลาด", clock.now()
        sheet.save()
    keep_totals(*made.entries)

    publish(prepare_resolution(made.round, meeting(made), actor=made.secretary), seen=0, actor=made.chair)

    letters = Paper.objects.filter(kind="selection-result")
    assert ["ควรขยายตลาด" in str(one.content) for one in letters] == [True] * 4
