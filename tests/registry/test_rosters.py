"""Named lists: villages and groups found or asked about, never guessed; revision after revision, taken back while unused."""

from datetime import date

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.core.verdict import Refused, Stale
from sammachip.org.hats import Actor
from sammachip.programmes.pack import NamedList
from sammachip.records.models import SheetImport
from sammachip.registry import actions_rosters as actions
from sammachip.registry import rosters
from sammachip.registry.models import Roster
from sammachip.registry.roster_proposals import Letter, ListNamed, proposal
from sammachip.registry.roster_standings import Place, in_force, on_every_list, place_of, standings
from sammachip.trail.models import Event

pytestmark = [pytest.mark.both, pytest.mark.django_db]

HEAD = "ลำดับ\tรหัสตำบล\tอำเภอ\tตำบล\tหมู่ที่\tบ้าน\n"
VILLAGES = NamedList("green", "บัญชีหมู่บ้านสมมุติ", "village")
GROUPS = NamedList("funded", "บัญชีกลุ่มสมมุติ", "group")


def read(of: NamedList, text: str, actor: Actor, letter_on: date = date(2018, 8, 1)) -> SheetImport:
    assert of.of is not None
    return actions.keep_reading(
        rosters.read_pasted(of.of, text),
        about=ListNamed(of.key, of.title, of.of),
        letter=Letter("มท 0000.0/ว 1", letter_on, "กรมสมมุติ"),
        name="บัญชี.xlsx",
        digest="",
        actor=actor,
    )


def brought(of: NamedList, text: str, actor: Actor, letter_on: date = date(2018, 8, 1)) -> Roster:
    sheet = read(of, text, actor, letter_on)
    return actions.apply_roster(sheet, seen=proposal(sheet).seal, actor=actor)


def stands(of: NamedList, place: Place, day: date = date(2018, 9, 10)) -> bool | None:
    [one] = standings([of], place, day)
    return one.listed


def test_villages_are_found_by_code_or_name_and_what_is_not_is_asked_or_told_by_its_cell(cast: Cast) -> None:
    text = HEAD + (
        "๑\t๓๑๐๑๐๑\t\t\tม.๔\tตัวอย่าง\n"
        "๒\t\tเมืองบุรีรัมย์\tในเมือง\t5\t\n"
        "๓\t\tคูเมือง\tหนองขมาน\t1\t\n"
        "๔\t310101\t\t\t100\t\n"
        "๕\t310101\t\t\t4\tซ้ำ\n"
        "๖\t310199\t\t\t4\t\n"
        "๗\t320101\t\t\t1\tจังหวัดอื่น\n"
    )

    found = proposal(read(VILLAGES, text, cast.somchai))

    assert [line.code for line in found.lines] == ["31010104", "31010105"]
    assert [(one.question.given, one.rows) for one in found.questions] == [("หนองขมาน", (4,))]
    assert [error.cell for error in found.errors] == ["E5", "F6", "E7"]
    assert found.errors[1].message == "แถวนี้เป็นรายการเดียวกับแถวที่ 2 — ลบแถวที่ซ้ำ หรือแก้หมู่ที่"
    assert found.remarks == ("1 แถวอยู่นอกพื้นที่ของสพจ.บุรีรัมย์ จึงไม่นำเข้า",)


def test_an_answered_list_is_taken_in_whole_with_its_letter(cast: Cast) -> None:
    sheet = read(VILLAGES, HEAD + "1\t\tคูเมือง\tหนองขมาน\t1\t\n", cast.somchai)
    [asked] = proposal(sheet).questions
    with pytest.raises(Refused, match="ยังไม่ได้ตอบคำถาม"):
        actions.apply_roster(sheet, seen=proposal(sheet).seal, actor=cast.somchai)
    stale = proposal(sheet).seal
    actions.answer_places(sheet, {asked.question.key: asked.question.choices[0][0]}, actor=cast.somchai)
    with pytest.raises(Stale):
        actions.apply_roster(sheet, seen=stale, actor=cast.somchai)

    roster = actions.apply_roster(sheet, seen=proposal(sheet).seal, actor=cast.somchai)

    [line] = roster.lines.all()
    assert (roster.number, roster.size, line.code[:4], line.code[6:]) == (1, 1, "3102", "01")
    [event] = Event.objects.about(roster)
    assert (event.verb, event.facts["letter"]) == ("roster.taken-in", "มท 0000.0/ว 1")
    with pytest.raises(Refused, match="นำเข้าไปแล้ว"):
        actions.apply_roster(sheet, seen=proposal(sheet).seal, actor=cast.somchai)


def test_a_group_stands_by_its_number_or_by_its_very_name_also_when_registered_later(cast: Cast) -> None:
    held = make.group(cast.malee)
    head = "เลขทะเบียนกลุ่ม\tชื่อกลุ่ม\tรหัสตำบล\tหมู่ที่\n"
    sheet = read(GROUPS, f"{head}{held.pk}\tกลุ่มทอผ้าตัวอย่าง\t\t\n\tกลุ่มมาทีหลัง\t310101\t2\n", cast.somchai)

    assert [line.name for line in proposal(sheet).unregistered] == ["กลุ่มมาทีหลัง"]
    actions.apply_roster(sheet, seen=proposal(sheet).seal, actor=cast.somchai)
    later = make.group(cast.malee, name="กลุ่มมาทีหลัง", moo=2)
    other = make.group(cast.malee, name="กลุ่มมาทีหลัง", moo=3)

    assert [stands(GROUPS, place_of(one)) for one in (held, later, other)] == [True, True, False]


def test_a_number_that_is_another_group_s_is_told(cast: Cast) -> None:
    held = make.group(cast.malee)
    sheet = read(GROUPS, f"เลขทะเบียนกลุ่ม\tชื่อกลุ่ม\n{held.pk}\tกลุ่มอื่น\n999\tกลุ่มใด\n", cast.somchai)

    assert [(error.cell, error.message) for error in proposal(sheet).errors] == [
        ("B2", f"กลุ่มเลขที่ {held.pk} ในทะเบียนชื่อ «กลุ่มทอผ้าตัวอย่าง» ไม่ตรงกับชื่อในแถวนี้ — แก้เลขหรือชื่อ"),
        ("A3", "ทะเบียนในพื้นที่ของหน่วยงานนี้ไม่มีกลุ่มเลขที่ 999 — แก้เลข หรือเว้นไว้แล้วกรอกชื่อกลุ่มและที่ตั้ง"),
    ]


def test_the_revision_of_the_day_speaks_and_the_highest_office_before_all(cast: Cast, at: Freeze) -> None:
    at("2018-09-20 09:00")
    place = place_of(make.group(cast.malee))
    assert stands(VILLAGES, place) is None
    brought(VILLAGES, HEAD + "1\t310101\t\t\t1\t\n", cast.somchai)
    second = brought(VILLAGES, HEAD + "1\t310101\t\t\t2\t\n", cast.somchai, date(2018, 9, 5))

    days = (date(2018, 7, 1), date(2018, 9, 4), date(2018, 9, 5))
    assert [stands(VILLAGES, place, day) for day in days] == [True, True, False]
    assert second.number == 2
    brought(VILLAGES, HEAD + "1\t310101\t\t\t1\t\n2\t320101\t\t\t1\t\n", cast.anong)
    assert stands(VILLAGES, place) is True
    spoken = in_force([VILLAGES], "/31/", date(2018, 9, 20))
    assert [line.code for line in on_every_list(spoken, "/31/")] == ["31010101"]


def test_the_newest_revision_is_taken_back_by_its_own_office_and_the_one_before_speaks(
    cast: Cast, at: Freeze
) -> None:
    at("2018-09-20 09:00")
    place = place_of(make.group(cast.malee))
    first = brought(VILLAGES, HEAD + "1\t310101\t\t\t1\t\n", cast.somchai)
    second = brought(VILLAGES, HEAD + "1\t310101\t\t\t2\t\n", cast.somchai)
    with pytest.raises(Refused, match="เฉพาะฉบับล่าสุด"):
        actions.take_back_roster(first, actor=cast.somchai)
    with pytest.raises(Refused, match="บัญชีนี้เป็นของ"):
        actions.take_back_roster(second, actor=cast.kanya)

    actions.take_back_roster(second, actor=cast.somchai)

    assert stands(VILLAGES, place) is True
    assert brought(VILLAGES, HEAD + "1\t310101\t\t\t2\t\n", cast.somchai).number == 3


def test_who_keeps_lists_and_who_sees_them(cast: Cast) -> None:
    with pytest.raises(Refused, match="เฉพาะเจ้าหน้าที่กรมหรือจังหวัด"):
        read(VILLAGES, HEAD + "1\t310101\t\t\t1\t\n", cast.malee)
    own = brought(VILLAGES, HEAD + "1\t310101\t\t\t1\t\n", cast.somchai)
    nation = brought(VILLAGES, HEAD + "1\t320101\t\t\t1\t\n", cast.anong)

    seen = {
        name: set(Roster.objects.visible_to(getattr(cast, name)).values_list("pk", flat=True))
        for name in ("malee", "anong", "kanya")
    }

    assert seen == {"malee": {own.pk, nation.pk}, "anong": {own.pk, nation.pk}, "kanya": {nation.pk}}


def test_an_auditor_reads_of_a_list_the_places_they_may_read(cast: Cast, at: Freeze) -> None:
    at("2018-09-20 09:00")
    made = brought(VILLAGES, HEAD + "1\t310101\t\t\t4\t\n2\t320101\t\t\t1\t\n", cast.anong)
    elsewhere = brought(VILLAGES, HEAD + "1\t320101\t\t\t1\t\n", cast.kanya)
    auditor = make.auditor()

    assert not made.lines.visible_to(auditor).exists()
    make.scope(auditor, "31")

    assert [line.code for line in made.lines.visible_to(auditor)] == ["31010104"]
    assert not elsewhere.lines.visible_to(auditor).exists()
    assert made.lines.visible_to(cast.anong).count() == 2
