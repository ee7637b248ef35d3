"""The register of letters received: numbers in a row, each act about a letter with who and when, and none that goes."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from cast import Cast
from conftest import Freeze
from sammachip.core.verdict import Refused, Stale
from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person, Post, Section
from sammachip.records import actions_incoming as actions
from sammachip.records.actions_incoming import Came, Holder, OnPaper
from sammachip.records.actions_ordered import receive_down
from sammachip.records.actions_outgoing import Letter, begin_series, give_number
from sammachip.records.incoming import faults, next_number
from sammachip.records.models import Book, IncomingAct, IncomingLetter, IncomingState
from sammachip.records.outgoing import gaps
from sammachip.records.rules_incoming import may_have_been_done
from sammachip.trail import clock
from sammachip.trail.models import Event, Notice

pytestmark = [pytest.mark.both, pytest.mark.django_db]

CAME = Came(
    "การรายงานผลสมมุติ", "จังหวัดสมมุติ", letter_number="สม ๐๐๑๙/ว ๕๓๓๕", dated_on=date(2018, 8, 31), due_on=date(2018, 9, 20)
)  # fmt: skip
UNNUMBERED = Came("หนังสือร้องเรียนสมมุติ", "ผู้มีชื่อสมมุติ")


@pytest.fixture(autouse=True)
def day(at: Freeze) -> None:
    at("2018-09-10 09:00")


def received(actor: Actor, letter: Came = UNNUMBERED, **more: Any) -> IncomingLetter:
    return actions.receive(letter, office=actor.office, actor=actor, **more)


def numbers() -> list[str]:
    return list(IncomingLetter.objects.order_by("pk").values_list("number", flat=True))


def test_receiving_numbers_run_by_office_and_year_and_pass_over_typed_ones(cast: Cast) -> None:
    before = clock.now() - timedelta(days=300)
    given = [received(cast.malee, number="๒"), received(cast.malee), received(cast.malee)]
    received(cast.malee, received_at=before)
    received(cast.somchai)

    assert numbers() == ["2", "1", "3", "1", "1"]
    assert [line.is_own for line in given] == [False, True, True]
    assert next_number(cast.malee.office, clock.today()) == 4
    assert list(faults()) == []


def test_the_count_of_letters_received_is_apart_from_that_of_letters_sent(cast: Cast) -> None:
    begin_series(cast.somchai.office, year=2561, series=Book.RECEIVED, last=811, actor=cast.somchai)
    give_number(
        Letter("ขอเชิญประชุม", "นายอำเภอสมมุติ"),
        office=cast.somchai.office, dated_on=clock.today(), actor=cast.somchai,
    )  # fmt: skip

    assert received(cast.somchai).number == "812"
    assert (list(gaps()), list(faults())) == ([], [])


def test_a_letter_that_came_twice_is_told_its_line(cast: Cast) -> None:
    received(cast.malee, CAME)

    with pytest.raises(Refused, match=r"หนังสือที่ สม 0019/ว 5335 .*เลขรับ 1/2561"):
        received(cast.malee, CAME)
    with pytest.raises(Refused, match="เลขรับ 1 ปี 2561 เป็นของหนังสือเรื่อง «การรายงานผลสมมุติ»"):
        received(cast.malee, number="1")
    received(cast.prasit, CAME)

    assert numbers() == ["1", "1"]


@pytest.mark.parametrize(
    ("hours", "dated_on", "told"),
    [(2, None, "ยังมาไม่ถึง"), (-48, date(2018, 9, 9), "หลังวันที่รับ 8 กันยายน 2561")],
)
def test_a_letter_comes_after_it_was_written_and_before_now(
    cast: Cast, hours: int, dated_on: date, told: str
) -> None:
    with pytest.raises(Refused, match=told):
        received(
            cast.malee,
            Came("เรื่อง", "จังหวัด", dated_on=dated_on),
            received_at=clock.now() + timedelta(hours=hours),
        )

    assert received(cast.malee).number == "1"


def test_a_letter_goes_from_the_clerk_to_the_head_to_the_officer_and_is_closed(cast: Cast) -> None:
    line = received(cast.malee, CAME)

    actions.note_upward(line, "เพื่อโปรดพิจารณา", seen=0, actor=cast.malee)
    actions.order(line, "ดำเนินการ", to=Holder(officer=cast.malee.person), seen=1, actor=cast.mana)
    held = IncomingLetter.objects.held_by(cast.malee).get()
    actions.close(line, "รายงานแล้ว", seen=3, actor=cast.malee)

    assert (held.state, held.officer, line.state) == (
        IncomingState.ASSIGNED, cast.malee.person, IncomingState.DONE,
    )  # fmt: skip
    assert [(act.position, act.kind, act.done_by_name) for act in line.acts.all()] == [
        (1, "noted", "นางสาวมาลี ทดสอบระบบ"),
        (2, "ordered", "นายมานะ ทดสอบระบบ"),
        (3, "assigned", "นายมานะ ทดสอบระบบ"),
        (4, "done", "นางสาวมาลี ทดสอบระบบ"),
    ]
    verbs = [event.verb for event in Event.objects.about(line)]
    assert verbs == [f"incoming.{one}" for one in ("received", "noted", "ordered", "assigned", "done")]
    told = Notice.objects.order_by("pk").values_list("kind", "person_id", "state")
    assert list(told) == [
        ("letter-awaits-order", cast.mana.person.pk, "over"),
        ("letter-assigned", cast.malee.person.pk, "over"),
    ]
    assert list(faults()) == []


def test_the_head_s_word_on_paper_is_recorded_by_an_officer_with_who_and_when(cast: Cast) -> None:
    line = received(cast.malee)
    with pytest.raises(Refused, match="เฉพาะหัวหน้า"):
        actions.order(line, "ดำเนินการ", seen=0, actor=cast.malee)

    signed = OnPaper("นายสมมุติ ลงนาม", "นายอำเภอสมมุติ", clock.today())
    actions.order(line, "มอบ พช.", to=Holder(), seen=0, on_paper=signed, actor=cast.malee)

    first = line.acts.first()
    assert (first.on_paper, first.done_by_name, first.recorded_by) == (
        True, "นายสมมุติ ลงนาม", cast.malee.person,
    )  # fmt: skip
    assert [IncomingLetter.objects.held_by(actor).exists() for actor in (cast.malee, cast.mana, cast.prasit)] == [
        True, True, False,
    ]  # fmt: skip


def test_two_acts_at_once_leave_one_and_tell_the_other(cast: Cast) -> None:
    line = received(cast.malee)
    actions.note_upward(line, "เพื่อโปรดทราบ", seen=0, actor=cast.malee)

    with pytest.raises(Stale):
        actions.order(line, "ทราบ", seen=0, actor=cast.mana)
    with pytest.raises(Refused, match="ยังไม่มีข้อความสั่งการ"):
        actions.order(line, " ", seen=1, actor=cast.mana)
    early = OnPaper("นายสมมุติ ลงนาม", "นายอำเภอ", date(2018, 9, 9))
    with pytest.raises(Refused, match="ไม่อยู่ระหว่างวันที่รับ"):
        actions.order(line, "ทราบ", seen=1, on_paper=early, actor=cast.malee)

    assert (line.version, IncomingAct.objects.count()) == (1, 1)


def test_a_letter_is_held_within_its_office_and_closed_by_who_holds_it(cast: Cast) -> None:
    line = received(cast.somchai)
    strange = Section.objects.create(office=cast.malee.office, name="ฝ่ายสมมุติ")
    governor = Person.objects.create(prefix="นาย", given_name="สมมุติ", family_name="ผู้ว่า")
    Post.objects.create(
        person=governor, office=cast.somchai.office, title="ผู้ว่าราชการจังหวัด", starts_on="2018-01-01"
    )
    for holder, told in (
        (Holder(officer=cast.malee.person), "ไม่มีตำแหน่งใน"),
        (Holder(officer=governor), "ไม่มีตำแหน่งใน"),
        (Holder(section=strange), "ไม่ใช่กลุ่มงานของ"),
    ):
        with pytest.raises(Refused, match=told):
            actions.order(line, to=holder, seen=0, actor=cast.suda)
    actions.order(line, to=Holder(officer=cast.fai.person), seen=0, actor=cast.suda)

    with pytest.raises(Refused, match="ผู้รับมอบหมายหรือหัวหน้าปิดเรื่องได้"):
        actions.close(line, seen=1, actor=cast.somchai)

    assert actions.close(line, seen=1, actor=cast.fai).is_done


def test_a_cancelled_line_stays_with_its_reason_and_takes_no_more_acts(cast: Cast) -> None:
    line = received(cast.malee, CAME)
    actions.file_away(line, "แฟ้ม กส. ๑/๒๕๖๑", seen="", actor=cast.malee)
    actions.cancel_receiving(line, reason="ลงรับซ้ำ", actor=cast.malee)

    with pytest.raises(Refused, match="ยกเลิกแล้ว \\(ลงรับซ้ำ\\)"):
        actions.note_upward(line, "เพื่อโปรดทราบ", seen=0, actor=cast.malee)
    with pytest.raises(IntegrityError), transaction.atomic():
        IncomingLetter.objects.update(kept_in="แฟ้มอื่น")

    assert (line.kept_in, received(cast.malee, CAME).number) == ("แฟ้ม กส. ๑/๒๕๖๑", "2")


@pytest.mark.parametrize("table", [IncomingLetter, IncomingAct])
def test_what_came_and_what_was_done_stays_as_it_was(cast: Cast, table: type[models.Model]) -> None:
    actions.note_upward(received(cast.malee), "เพื่อโปรดทราบ", seen=0, actor=cast.malee)
    rows = table._default_manager.all()
    change = {"subject": "อื่น"} if table is IncomingLetter else {"words": "อื่น"}

    for attempt in (rows.delete, lambda: rows.update(**change)):
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


def test_a_lost_act_and_a_lost_line_are_found(cast: Cast) -> None:
    line = received(cast.malee)
    IncomingLetter.objects.filter(pk=line.pk).update(version=1, state=IncomingState.NOTED)
    line.office.number_series.update(last=2)

    assert list(faults()) == [
        "ทะเบียนหนังสือรับของสำนักงานพัฒนาชุมชนอำเภอเมืองบุรีรัมย์ ปี 2561: เลข 2 ไม่มีในทะเบียน — เรียกคืนจากแฟ้มสำรอง",
        "หนังสือเลขรับ 1/2561 ของสำนักงานพัฒนาชุมชนอำเภอเมืองบุรีรัมย์: บันทึกไว้ 1 ครั้ง แต่มี 0 รายการ — เรียกคืนจากแฟ้มสำรอง",
    ]


def test_the_register_is_seen_in_its_own_tree(cast: Cast) -> None:
    received(cast.malee)

    seers = [
        str(actor.person.username)
        for actor in (cast.malee, cast.prasit, cast.somchai, cast.anong, cast.kanya)
        if IncomingLetter.objects.visible_to(actor).exists()
    ]

    assert seers == ["malee", "somchai", "anong"]


def test_a_letter_ordered_down_is_held_there_and_gets_its_line_in_that_register(cast: Cast) -> None:
    line = received(cast.somchai, CAME)
    named = Holder(officer=cast.malee.person, office=cast.malee.office)

    actions.order(line, "มอบอำเภอดำเนินการ", to=named, seen=0, actor=cast.suda)
    waits = [IncomingLetter.objects.held_by(one).exists() for one in (cast.malee, cast.mana, cast.somchai)]
    to_receive = [
        IncomingLetter.objects.awaiting(one, as_head=one.is_head).exists() for one in (cast.malee, cast.mana)
    ]
    below = receive_down(line, actor=cast.mana)

    assert (waits, to_receive) == ([True, False, False], [False, True])
    assert (below.office, below.number, below.letter_number, below.due_on) == (
        cast.malee.office, "1", "สม 0019/ว 5335", date(2018, 9, 20),
    )  # fmt: skip
    assert [(act.kind, act.words, act.done_by_name, act.on_paper) for act in below.acts.all()] == [
        ("ordered", "มอบอำเภอดำเนินการ", "นางสุดา ทดสอบระบบ", True),
        ("assigned", "", "นางสุดา ทดสอบระบบ", True),
    ]
    assert list(IncomingLetter.objects.held_by(cast.malee)) == [below]
    with pytest.raises(Stale, match="ลงรับหนังสือฉบับนี้ไปแล้ว"):
        receive_down(line, actor=cast.malee)
    actions.close(line, "อำเภอดำเนินการแล้ว", seen=2, actor=cast.somchai)
    assert list(faults()) == []


def test_a_letter_whose_matter_is_over_above_is_not_received_below(cast: Cast) -> None:
    line, down = received(cast.somchai, CAME), Holder(office=cast.malee.office)
    actions.order(line, "มอบอำเภอดำเนินการ", to=down, seen=0, actor=cast.suda)
    actions.close(line, "จังหวัดดำเนินการเอง", seen=2, actor=cast.suda)

    with pytest.raises(Refused, match="ปิดเรื่องหรือยกเลิกหนังสือเลขรับ"):
        receive_down(line, actor=cast.mana)


def test_what_was_ordered_above_may_bear_a_day_before_the_letter_came_down() -> None:
    above = IncomingLetter(received_at=datetime(2018, 9, 5, 12, tzinfo=UTC))
    below = IncomingLetter(received_at=clock.now(), line_above=above)

    told = [may_have_been_done(below, day).code for day in (date(2018, 9, 4), date(2018, 9, 5))]

    assert told == ["outside-its-days", ""]


def test_a_letter_goes_down_to_several_offices_in_one_stroke_each_its_own(cast: Cast) -> None:
    line, beside = received(cast.somchai, CAME), Office.objects.get(code="3102")
    named = [Holder(officer=cast.malee.person, office=cast.malee.office), Holder(office=beside)]
    seen_to = Holder(officer=cast.somchai.person)

    with pytest.raises(Refused, match="มากกว่าหนึ่งครั้งในข้อสั่งการเดียว"):
        actions.order(line, to=[*named, named[1]], seen=0, actor=cast.suda)
    paper = OnPaper("นางสุดา ทดสอบระบบ", "พัฒนาการจังหวัด", date(2018, 9, 10))
    actions.order(line, "มอบอำเภอ", to=[seen_to, *named], seen=0, on_paper=paper, actor=cast.somchai)
    held = [IncomingLetter.objects.held_by(one).exists() for one in (cast.malee, cast.mana, cast.somchai)]
    waits = [list(IncomingLetter.objects.to_receive(office)) for office in (cast.malee.office, beside)]
    told = set(Notice.objects.unread().filter(kind="letter-assigned").values_list("person_id", flat=True))
    below = receive_down(line, actor=cast.mana)
    left = set(
        Notice.objects.unread().filter(url=line.get_absolute_url()).values_list("person_id", flat=True)
    )

    assert (line.version, [act.to_office_id for act in line.acts.all()]) == (4, [None, None, "3101", "3102"])
    assert (held, waits, line.in_whose_hands) == (
        [True, False, True], [[line], [line]], "นายสมชาย ทดสอบระบบ · 2 หน่วยงาน",
    )  # fmt: skip
    assert cast.malee.person.pk in told - left
    assert left == told - {cast.malee.person.pk}
    assert [act.words for act in below.acts.all()] == ["มอบอำเภอ", ""]
    assert list(IncomingLetter.objects.to_receive(beside)) == [line]

    actions.order(line, to=Holder(office=beside), seen=4, actor=cast.suda)
    assert [one.office_id for one in line.ordered_down.all()] == ["3102"]
    assert (list(faults()), list(IncomingLetter.objects.held_by(cast.somchai))) == ([], [])


def test_a_letter_is_ordered_to_none_but_the_own_office_and_those_below(cast: Cast) -> None:
    own, above = received(cast.malee), received(cast.somchai)
    beside = Office.objects.get(code="3102")

    for line, to, told in (
        (own, Holder(office=beside), "ไม่อยู่ในสังกัด จึงมอบหมายไม่ได้"),
        (own, Holder(office=cast.suda.office), "ไม่อยู่ในสังกัด จึงมอบหมายไม่ได้"),
        (above, Holder(officer=cast.malee.person, office=beside), "ไม่มีตำแหน่งในสำนักงานพัฒนาชุมชนอำเภอ"),
    ):
        with pytest.raises(Refused, match=told):
            actions.order(line, to=to, seen=0, actor=cast.mana if line == own else cast.suda)
    with pytest.raises(Refused, match="ไม่ได้สั่งการลงมา"):
        receive_down(own, actor=cast.malee)
    actions.order(above, to=Holder(office=cast.malee.office), seen=0, actor=cast.suda)
    with pytest.raises(Refused, match="เฉพาะสำนักงานพัฒนาชุมชนอำเภอเมืองบุรีรัมย์"):
        receive_down(above, actor=cast.somchai)
    joined = received(cast.malee, CAME)

    assert (
        receive_down(above, actor=cast.malee).state == IncomingState.RECEIVED
    )  # to all there: its head assigns it
    assert not IncomingLetter.objects.visible_to(cast.kanya).exists()
    again = received(cast.somchai, CAME)
    actions.order(again, to=Holder(office=cast.malee.office), seen=0, actor=cast.suda)
    assert receive_down(again, actor=cast.malee) == joined  # it came by another way too
    with (
        pytest.raises(IntegrityError, match=r"line_above|(?i:incomingletter)"),
        transaction.atomic(),
    ):
        IncomingLetter.objects.filter(pk=joined.pk).update(line_above=above)
