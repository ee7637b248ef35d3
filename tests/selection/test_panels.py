"""A panel on its order, and the round its secretary opens: who may, what is frozen, what is refused."""

from datetime import date

import pytest

import make
from sammachip.cases.models import Case, CaseLevel
from sammachip.core.verdict import Refused, Stale
from sammachip.org.models import Order, Person
from sammachip.selection import actions, rules_results
from sammachip.selection.actions import Appointed, Seating
from sammachip.selection.models import Duty, Panel, Resolution, Round
from sammachip.trail.models import Event, Notice
from selection import build

ORDER = Appointed("12/2561", date(2018, 9, 1), "แต่งตั้งคณะกรรมการคัดเลือก")
NAME = {"prefix": "นาง", "given_name": "ผู้รู้", "family_name": "จากภายนอก"}


@pytest.fixture
def nation(cast, at):
    at(build.NOW)
    edition = make.publish(cast, build.pack())
    build.applications(cast, edition, 5)
    return Case.objects.get(programme=edition.programme, level=CaseLevel.NATION)


def appoint(cast, nation, *, quorum=2) -> Panel:
    """A panel of three who mark and a secretary, one of them new to the house."""
    panel = actions.appoint_panel(nation, ORDER, title="คณะกรรมการ", quorum=quorum, actor=cast.anong)
    sit(panel, Duty.CHAIR, build.person("chair"), cast)
    sit(panel, Duty.MEMBER, build.person("member"), cast)
    sit(panel, Duty.SECRETARY, build.person("secretary"), cast, marks=False)
    seat = actions.add_member(panel, seating(Duty.MEMBER), name=NAME, seen=panel.saved, actor=cast.anong)
    assert seat.person.name == "นางผู้รู้ จากภายนอก"
    assert seat.person.username is None
    return panel


def seating(duty: Duty, *, marks: bool = True) -> Seating:
    return Seating(duty, "ผู้ทรงคุณวุฒิ", marks, date(2018, 9, 1))


def sit(panel, duty, person, cast, *, marks=True):
    return actions.add_member(
        panel, seating(duty, marks=marks), person=person, seen=panel.saved, actor=cast.anong
    )


def test_panel_is_appointed_on_its_order_by_the_department_alone(cast, nation):
    with pytest.raises(Refused, match="เฉพาะ"):
        actions.appoint_panel(nation, ORDER, title="คณะกรรมการ", quorum=2, actor=cast.somchai)

    panel = appoint(cast, nation)

    assert Order.objects.get(number="12/2561") == panel.order
    assert [seat.duty for seat in panel.seats.all()] == ["chair", "member", "secretary", "member"]
    assert Notice.objects.filter(kind="panel-appointed").count() == 3
    with pytest.raises(Refused, match="ประธานอยู่แล้ว"):
        sit(panel, Duty.CHAIR, build.person("second"), cast)
    panel.refresh_from_db()
    with pytest.raises(Refused, match="เป็นกรรมการชุดนี้อยู่แล้ว"):
        sit(panel, Duty.MEMBER, build.person("secretary"), cast)
    with pytest.raises(Refused, match="มาก่อนวันเริ่ม 1 กันยายน 2561"):
        actions.end_seat(panel.seats.first(), on=date(2018, 8, 31), reason="ลาออก", actor=cast.anong)
    with pytest.raises(Stale):
        actions.add_member(panel, seating(Duty.MEMBER), person=build.person("late"), seen=0, actor=cast.anong)


def test_new_panel_ends_the_old_one_but_not_amid_a_round(cast, nation):
    first = appoint(cast, nation)
    second = Appointed("13/2561", date(2018, 9, 5), "แต่งตั้งใหม่")

    panel = actions.appoint_panel(nation, second, title="ชุดใหม่", quorum=1, actor=cast.anong)

    first.refresh_from_db()
    assert first.ended_at is not None
    for duty, name in ((Duty.CHAIR, "c2"), (Duty.MEMBER, "m2"), (Duty.SECRETARY, "s2")):
        sit(panel, duty, build.person(name), cast)
    secretary = build.seated(panel, Person.objects.get(username="s2"))
    actions.open_round(make.task(nation, "round1"), actor=secretary)
    with pytest.raises(Refused, match="กำลังคัดเลือก"):
        actions.appoint_panel(nation, ORDER, title="อีกชุด", quorum=1, actor=cast.anong)


@pytest.mark.both
def test_secretary_opens_the_round_with_all_that_is_ready_and_its_law_is_frozen(cast, nation):
    panel = appoint(cast, nation)
    task = make.task(nation, "round1")
    chair, secretary = (
        build.seated(panel, Person.objects.get(username=name)) for name in ("chair", "secretary")
    )
    with pytest.raises(Refused, match="เฉพาะเลขานุการ"):
        actions.open_round(task, actor=chair)

    round_ = actions.open_round(task, actor=secretary)

    entries = list(round_.entries.order_by("number"))
    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5]
    assert [entry.handed_in_at for entry in entries] == sorted(entry.handed_in_at for entry in entries)
    assert round_.law.rubric.criteria[0].anchors[2].points == 20
    assert Event.objects.filter(verb="round.opened").get().facts["digest"] == round_.digest
    assert make.task(nation, "round1").label == "อยู่ระหว่างการคัดเลือก"
    assert make.task(entries[0].case, "round1").label == "อยู่ระหว่างการคัดเลือก"
    with pytest.raises(Refused, match="เปิดแล้ว"):
        actions.open_round(task, actor=secretary)


@pytest.mark.parametrize(
    ("lacking", "said"),
    [(Duty.CHAIR, "ยังไม่มีประธาน"), (Duty.MEMBER, "ต้องมีอย่างน้อย 2 คน"), (None, "ยังรอขั้นตอนก่อนหน้า")],
)
def test_round_does_not_open_without_what_it_rests_on(cast, nation, lacking, said):
    panel = appoint(cast, nation)
    for seat in panel.seats.filter(duty=lacking):
        actions.end_seat(seat, on=date(2018, 9, 9), reason="ลาออก", actor=cast.anong)
    secretary = build.seated(panel, Person.objects.get(username="secretary"))

    with pytest.raises(Refused, match=said):
        actions.open_round(make.task(nation, "round1" if lacking else "round2"), actor=secretary)

    assert not Round.objects.exists()


def test_who_does_not_mark_makes_no_quorum(cast, at):
    at(build.NOW)
    made = build.contest(cast)
    seats = [made.seat(one).pk for one in (made.chair, made.secretary, made.judges[1])]

    told = [
        rules_results.has_quorum(Resolution(round=made.round, present=present)).code
        for present in (seats[:2], [seats[0], seats[2]])
    ]

    assert told == ["quorum", ""]
