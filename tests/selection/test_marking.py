"""Sheets: drafts keep what was typed, sealing freezes it, and marking anew needs the chair's leave."""

import io
from datetime import date
from decimal import Decimal

import pikepdf
import pytest
from django.db import IntegrityError, transaction

from make import PACKS
from sammachip.core.verdict import Refused, Stale
from sammachip.programmes import packfile
from sammachip.records.actions import PDF
from sammachip.records.actions_clips import keep_scan
from sammachip.records.drawing import drawn
from sammachip.records.models import FileKind
from sammachip.selection import actions, judged, rules, sheets
from sammachip.selection.law import RoundLaw
from sammachip.selection.models import Mark, Round, RoundEntry, Sheet
from sammachip.selection.papers_sheets import sheets_document
from sammachip.selection.progress import progress
from sammachip.trail import clock
from selection import build


@pytest.fixture
def contest(cast, at):
    at(build.NOW)
    return build.contest(cast, entries=4)


@pytest.mark.both
def test_database_refuses_to_change_what_was_sealed_and_the_law_of_an_open_round(contest):
    sheet = build.mark(contest.entries[0], contest.chair)
    mark = sheet.marks.get(criterion="plan")
    draft = build.mark(contest.entries[1], contest.chair, sealed=False)

    for write in (
        lambda: Mark.objects.filter(pk=mark.pk).update(hundredths=1),
        lambda: Mark.objects.filter(pk=mark.pk).delete(),
        lambda: Mark.objects.create(sheet=sheet, criterion="more", hundredths=1),
        lambda: draft.marks.update(sheet=sheet),
        lambda: Sheet.objects.filter(pk=sheet.pk).update(remark="อื่น"),
        lambda: Sheet.objects.filter(pk=sheet.pk).update(sealed_at=None),
        lambda: Sheet.objects.filter(pk=sheet.pk).update(total=1),
        lambda: Sheet.objects.filter(pk=sheet.pk).update(total=None),
        lambda: Round.objects.filter(pk=contest.round.pk).update(rules={}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
    assert draft.marks.update(hundredths=100) == 2


@pytest.fixture
def ready(contest):
    return build.ready(contest)


def given(contest, judge) -> RoundEntry:
    """The first entry that the judge was given."""
    return contest.seat(judge).assignments.standing().order_by("entry").first().entry


def typed(plan: str, clip: str) -> dict[str, dict[str, str]]:
    return {"plan": {"points": plan, "note": ""}, "clip": {"points": clip, "note": "ชัดเจน"}}


@pytest.mark.both
def test_a_draft_keeps_what_was_typed_and_sealing_reads_it_into_marks(ready):
    judge = ready.judges[1]
    entry = given(ready, judge)

    draft = actions.save_sheet(entry, typed("๑๘.๕", "ยี่สิบ"), seen=0, actor=judge)
    with pytest.raises(Refused, match="คลิปวิดีโอ: "):
        actions.seal_sheet(entry, seen=1, actor=judge)
    actions.save_sheet(entry, typed("๑๘.๕", "20"), seen=1, actor=judge)
    with pytest.raises(Stale):
        actions.seal_sheet(entry, seen=1, actor=judge)
    sheet = actions.seal_sheet(entry, seen=2, actor=judge)

    assert draft.typed["clip"]["points"] == "ยี่สิบ"
    assert dict(sheet.marks.values_list("criterion", "hundredths")) == {"plan": 1850, "clip": 2000}
    assert sheet.total == (1850 * 300 + 2000 * 200)
    entry.refresh_from_db()
    assert entry.tally["sheets"] == 1
    with pytest.raises(Refused, match="ปิดผนึกแล้ว จึงแก้ไม่ได้"):
        actions.save_sheet(entry, typed("1", "1"), seen=2, actor=judge)


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ("", "ยังไม่ได้ให้คะแนน 1 เกณฑ์: แผนธุรกิจ"),
        ("20.01", "20"),
        ("-1", "0"),
        ("1.234", "ทศนิยมเกิน 2 ตำแหน่ง"),
        ("ดี", "ดี"),
        ("1e1", "1e1"),
    ],
)
def test_points_that_cannot_be_taken_are_kept_and_said(contest, points, said):
    law = contest.round.law
    found = sheets.lines(law, sheets.kept(law, typed(points, "20")))

    assert found[0].typed == points
    assert said in sheets.wanting(found)


def test_only_who_was_given_the_entry_and_told_of_conflicts_marks_it(contest):
    judge = contest.judges[1]
    entry = contest.entries[0]
    for setting, said in (
        (lambda: None, "ไม่ได้มอบหมาย"),
        (lambda: actions.assign(entry, contest.seat(judge), actor=contest.secretary), "แจ้งก่อนให้คะแนน"),
    ):
        setting()
        with pytest.raises(Refused, match=said):
            actions.save_sheet(entry, typed("1", "1"), seen=0, actor=judge)
    with pytest.raises(Refused, match="ไม่ได้เป็นกรรมการที่ให้คะแนน"):
        actions.save_sheet(entry, typed("1", "1"), seen=0, actor=contest.secretary)


def test_others_marks_are_hidden_until_the_own_is_sealed_also_from_a_chair_who_marks(ready):
    entry = ready.entries[0]
    seats = [assignment.seat for assignment in entry.assignments.standing().order_by("pk")]
    one, other = (build.seated(ready.panel, seat.person) for seat in seats)
    build.mark(entry, one)

    assert not Sheet.objects.visible_to(other).exists()
    assert Sheet.objects.visible_to(ready.secretary).count() == 1
    build.mark(entry, other)

    assert Sheet.objects.visible_to(other).count() == 2


def test_a_chair_reads_a_paper_sheet_only_once_the_own_is_sealed_and_never_one_that_is_no_paper(ready):
    entry = next(one for one in ready.entries if one.assignments.filter(seat=ready.seat(ready.chair)))
    other = entry.assignments.exclude(seat=ready.seat(ready.chair)).get()
    sheet = build.mark(entry, other.seat, sealed=False)

    assert rules.may_read_keyed(ready.chair, sheet).code == "not-paper"
    assert rules.may_read_keyed(ready.secretary, sheet).code == "not-paper"
    sheet.keyed_by, sheet.scan_id = ready.secretary.person, 1
    assert rules.may_read_keyed(ready.chair, sheet).code == "unsealed"
    assert rules.may_check(ready.chair, sheet).code == "unsealed"
    assert rules.may_read_keyed(ready.secretary, sheet)
    build.mark(entry, ready.chair)

    assert rules.may_check(ready.chair, sheet)


@pytest.mark.both
def test_marking_anew_needs_leave_and_is_the_next_sheet(ready):
    judge = ready.judges[1]
    entry = given(ready, judge)
    first = build.mark(entry, judge, {"plan": 1, "clip": 1})
    with pytest.raises(Refused, match="เฉพาะประธาน"):
        actions.let_mark_anew(first, reason="คีย์ผิดช่อง", actor=ready.secretary)

    actions.let_mark_anew(first, reason="คีย์ผิดช่อง", actor=ready.chair)

    entry.refresh_from_db()
    assert entry.tally == {}
    again = actions.save_sheet(entry, typed("20", "20"), seen=0, actor=judge)
    assert (again.number, Sheet.objects.filter(entry=entry).count()) == (2, 2)


def of_contest(stage: str) -> RoundLaw:
    """The law of this round of the second letter's programme."""
    path = PACKS / "community-business-2563.yaml"
    pack = packfile.read(path.read_text(encoding="utf-8"), filename=path.name)
    return RoundLaw.of_stage(pack.stage(stage), pack)


@pytest.mark.parametrize("stage", ["round1", "round2"])
def test_a_sheet_on_paper_takes_one_page(ready, stage):
    given = [(one, "https://example.th/key-in/") for one in ready.entries[0].assignments.standing()]

    drawing = drawn(sheets_document(given, of_contest(stage)), "pdf", stamp=clock.now())

    assert len(pikepdf.open(io.BytesIO(drawing)).pages) == len(given)


def scan(actor):
    """A signed sheet as an office's machine scans it: a PDF of one page."""
    written = io.BytesIO()
    with pikepdf.new() as page:
        page.add_blank_page()
        page.save(written)
    pieces = [written.getvalue()]
    return keep_scan(pieces, name="ใบคะแนน.pdf", size=len(pieces[0]), actor=actor)


@pytest.mark.both
def test_a_paper_sheet_counts_when_a_second_person_has_checked_it(ready):
    judge = ready.judges[1]
    of_chair = ready.seat(ready.chair).assignments.values("entry")
    assignment = ready.seat(judge).assignments.exclude(entry__in=of_chair).order_by("entry").first()
    told = {"signed_on": date(2018, 9, 8), "seen": 0, "actor": ready.secretary}
    with pytest.raises(Refused, match="แนบภาพหรือไฟล์ PDF ของใบคะแนนที่ลงนาม"):
        actions.key_in_sheet(assignment, typed("15", "๑๐"), **told)
    page = scan(ready.secretary)
    keyed = actions.key_in_sheet(assignment, typed("15", "๑๐"), scan=page, **told)
    with pytest.raises(Refused, match="คีย์ใบนี้"):
        actions.check_sheet(keyed, seen=1, actor=ready.secretary)
    with pytest.raises(Refused, match="ไม่ต้องปิดผนึกเอง"):
        actions.seal_sheet(assignment.entry, seen=1, actor=judge)

    assert (page.kind, page.content_type) == (FileKind.DOCUMENT, PDF)
    Sheet.objects.filter(pk=keyed.pk).update(scan=None)
    with pytest.raises(Refused, match="ไม่มีภาพหรือไฟล์ PDF ของกระดาษ"):
        actions.check_sheet(keyed, seen=1, actor=ready.chair)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.filter(pk=keyed.pk).update(sealed_at=clock.now(), checked_by=ready.chair.person)
    Sheet.objects.filter(pk=keyed.pk).update(scan=page)
    sealed = actions.check_sheet(keyed, seen=1, actor=ready.chair)

    assert (sealed.keyed_by, sealed.checked_by) == (ready.secretary.person, ready.chair.person)
    assert sealed.total == (1500 * 300 + 1000 * 200)
    with pytest.raises(Refused, match="คีย์ทับไม่ได้"):
        actions.key_in_sheet(assignment, typed("20", "20"), **{**told, "seen": sealed.saved})
    with pytest.raises(Refused, match="ไม่ได้รอตรวจทาน"):
        actions.check_sheet(sealed, seen=sealed.saved, actor=ready.chair)


def test_no_paper_sheet_is_taken_of_a_member_who_is_kept_from_the_entry(ready):
    judge = ready.judges[1]
    assignment = ready.seat(judge).assignments.standing().order_by("entry").first()
    build.keep_away(judge.person, assignment.entry.case)

    with pytest.raises(Refused, match="มีส่วนได้เสียกับผลงานนี้"):
        actions.key_in_sheet(
            assignment, typed("15", "10"), signed_on=date(2018, 9, 8), seen=0, actor=ready.secretary
        )


def test_a_paper_sheet_is_not_keyed_over_what_the_member_began(ready):
    judge = ready.judges[1]
    assignment = ready.seat(judge).assignments.standing().order_by("entry").first()
    actions.save_sheet(assignment.entry, typed("1", ""), seen=0, actor=judge)

    with pytest.raises(Refused, match="เริ่มให้คะแนนผลงานนี้ในระบบแล้ว"):
        actions.key_in_sheet(
            assignment, typed("15", "10"), signed_on=date(2018, 9, 8), seen=1, actor=ready.secretary
        )


def test_the_queue_begins_with_what_the_fewest_marked(ready):
    judge = ready.judges[1]
    mine = [one.entry for one in ready.seat(judge).assignments.standing().order_by("entry__number")]
    others = mine[0].assignments.standing().exclude(seat=ready.seat(judge)).get()
    build.mark(mine[0], others.seat)

    found = judged.queue(ready.round, judge)

    assert [one.entry.number for one in found.items] == [one.number for one in (*mine[1:], mine[0])]
    build.mark(mine[1], judge)
    assert judged.queue(ready.round, judge).items[-1].sealed


def test_progress_shows_what_is_missing_how_far_sheets_lie_apart_and_who_is_strict(cast, at):
    at(build.NOW)
    contest = build.ready(build.contest(cast, entries=6, judges=2))
    strict, mild = contest.judges
    for entry in contest.entries[:5]:
        build.mark(entry, strict, {"plan": 5, "clip": 5})
        build.mark(entry, mild, {"plan": 10, "clip": 10})

    found = progress(contest.round, contest.secretary)

    assert [one.leaning for one in found.members] == [Decimal("-25.00"), Decimal("25.00")]
    assert [one.missing for one in found.members] == [1, 1]
    assert [one.spread for one in found.entries] == [Decimal("25.00")] * 5 + [None]
    assert found.entries[5].waits == (strict.person.name, mild.person.name)
    assert (found.hidden, len(found.short), len(found.whole)) == ("", 1, 5)


def test_progress_tells_a_chair_who_marks_too_of_no_others_marks_before_the_own_are_sealed(cast, at):
    at(build.NOW)
    contest = build.ready(build.contest(cast, entries=6, judges=2))
    for entry in contest.entries[:5]:
        for judge, points in zip(contest.judges, (5, 10), strict=True):
            build.mark(entry, judge, {"plan": points, "clip": points})

    before = progress(contest.round, contest.chair)
    build.mark(contest.entries[5], contest.chair, {"plan": 5, "clip": 5})
    after = progress(contest.round, contest.chair)

    assert "ยังไม่ปิดผนึก 1 ใบ" in before.hidden
    assert {one.leaning for one in before.members} == {one.spread for one in before.entries} == {None}
    assert [one.missing for one in before.members] == [1, 1]
    assert (after.hidden, after.entries[0].spread) == ("", Decimal("25.00"))
