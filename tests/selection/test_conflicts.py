"""What keeps a member from an entry: found or told, it takes assignments and marks away; the chair lifts it, not one's own."""

from datetime import date

import pytest

from sammachip.core.fiscal import Window
from sammachip.core.verdict import Refused
from sammachip.org.models import Office, Post, Role
from sammachip.selection import actions, conflicts
from sammachip.selection.actions import Seating
from sammachip.selection.models import Assignment, Conflict, Declaration, Duty, RoundEntry
from sammachip.trail.models import Notice
from selection import build

TWO_PROVINCES = ("310101", "320101")


@pytest.fixture
def contest(cast, at):
    at(build.NOW)
    return build.contest(cast, entries=4, tambons=TWO_PROVINCES)


def post(person, office: str, role: str, starts: date, ends: date | None = None) -> Post:
    return Post.objects.create(
        person=person,
        office=Office.objects.get(code=office),
        role=role,
        title="นักวิชาการพัฒนาชุมชน",
        starts_on=starts,
        ends_on=ends,
    )


@pytest.mark.parametrize(
    ("office", "role", "span", "found"),
    [
        ("31", Role.PROVINCE_OFFICER, (date(2018, 1, 1), None), {"same-province"}),
        ("3101", "", (date(2018, 8, 15), date(2018, 8, 20)), {"same-province", "same-district"}),
        ("3102", Role.FIELD_OFFICER, (date(2018, 1, 1), None), {"same-province"}),
        ("3101", Role.FIELD_OFFICER, (date(2015, 1, 1), date(2018, 7, 31)), {"past-officer"}),
        ("31", Role.PROVINCE_HEAD, (date(2015, 1, 1), date(2016, 1, 1)), {"past-officer"}),
        ("3102", Role.FIELD_OFFICER, (date(2015, 1, 1), date(2016, 1, 1)), set()),
        ("00", Role.DEPARTMENT_OFFICER, (date(2015, 1, 1), None), set()),
        ("32", Role.PROVINCE_OFFICER, (date(2018, 1, 1), None), set()),
    ],
)
def test_posts_say_what_keeps_a_member_from_an_entry(contest, office, role, span, found):
    member = build.person("somebody")
    post(member, office, role, *span)
    case = contest.entries[0].case

    told = conflicts.found(
        {member.pk}, [case], conflicts.DERIVED, Window(date(2018, 8, 1), date(2018, 9, 30))
    )

    assert {one.ground for one in told} == found


def test_whoever_wrote_or_signed_for_a_group_keeps_away_from_it(cast, contest):
    found = conflicts.found(
        {cast.malee.person.pk, cast.anong.person.pk},
        [contest.entries[0].case],
        {"co-signatory"},
        Window(date(2018, 8, 1), date(2018, 9, 30)),
    )

    assert [(one.person, one.because) for one in found] == [
        (cast.malee.person.pk, "จัดทำเอกสารของกลุ่ม, ส่งเอกสารของกลุ่ม")
    ]


@pytest.mark.both
def test_a_new_member_is_kept_from_entries_of_the_open_round_at_once(cast, contest):
    seat = actions.add_member(
        contest.panel,
        Seating(Duty.MEMBER, "", True, date(2018, 9, 9)),
        person=cast.somchai.person,
        seen=0,
        actor=cast.anong,
    )

    actor = build.seated(contest.panel, seat.person)
    assert [entry.number for entry in RoundEntry.objects.seated(actor)] == [2, 4]
    assert {one.derived for one in Conflict.objects.filter(person=seat.person)} == {True}


@pytest.mark.both
def test_a_conflict_told_late_takes_assignments_and_sealed_marks_away(contest):
    build.ready(contest)
    judge, entry = contest.judges[1], contest.entries[0]
    assignment = entry.assignments.standing().filter(seat=contest.seat(judge)).first()
    assignment = assignment or actions.assign(entry, contest.seat(judge), actor=contest.secretary)
    sheet = build.mark(entry, judge)
    given = Assignment.objects.standing().filter(seat=contest.seat(judge)).values("entry")
    free = contest.round.entries.exclude(pk__in=given).exclude(pk=entry.pk).first()
    Notice.objects.all().delete()

    actions.declare(contest.round, [entry, free], ground="relation", because="เป็นพี่น้องกัน", actor=judge)

    sheet.refresh_from_db(), entry.refresh_from_db(), assignment.refresh_from_db()
    assert sheet.replace_reason == "กรรมการมีส่วนได้เสียกับผลงานนี้"
    assert entry.tally == {}
    assert assignment.ended_at is not None
    assert not RoundEntry.objects.seated(judge).filter(pk=entry.pk).exists()
    told = Notice.objects.filter(kind="conflict-found")
    assert sorted(told.values_list("person_id", flat=True)) == sorted(
        [contest.chair.person.pk, contest.secretary.person.pk]
    )


def test_the_chair_lifts_with_a_reason_and_nobody_lifts_the_own(contest):
    judge, entry = contest.judges[1], contest.entries[0]
    told = {"ground": "relation", "because": "เพื่อนร่วมรุ่น"}
    (of_judge,) = actions.declare(contest.round, [entry], **told, actor=judge)
    (of_chair,) = actions.declare(contest.round, [entry], **told, actor=contest.chair)

    for conflict, actor, reason, said in (
        (of_chair, contest.chair, "ไม่เกี่ยว", "ของตนเองไม่ได้"),
        (of_judge, contest.secretary, "ไม่เกี่ยว", "เฉพาะประธาน"),
        (of_judge, contest.chair, " ", "ระบุเหตุผล"),
    ):
        with pytest.raises(Refused, match=said):
            actions.lift_conflict(conflict, contest.round, reason=reason, actor=actor)
    actions.lift_conflict(of_judge, contest.round, reason="ตรวจแล้วไม่เกี่ยวข้อง", actor=contest.chair)

    assert RoundEntry.objects.seated(judge).filter(pk=entry.pk).exists()


def test_the_secretary_records_what_a_member_signed_on_paper(contest):
    seat = contest.seat(contest.judges[2])

    made = actions.record_declaration(
        contest.round, seat, [], declared_on=date(2018, 9, 7), actor=contest.secretary
    )

    assert made == []
    assert Declaration.objects.get(seat=seat).on_paper
    with pytest.raises(Refused, match="ยังมาไม่ถึง"):
        actions.record_declaration(
            contest.round, seat, [], declared_on=date(2018, 9, 11), actor=contest.secretary
        )
    with pytest.raises(Refused, match="เฉพาะประธานและเลขานุการ"):
        actions.record_declaration(
            contest.round, seat, [], declared_on=date(2018, 9, 7), actor=contest.judges[1]
        )
