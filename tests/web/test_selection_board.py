"""The quota board, the resolution, the result and its letters on the screen."""

import io
import re

import pytest
from openpyxl import load_workbook
from PIL import Image

import make
from sammachip.cases.models import Case, GroupSeat, Task
from sammachip.cases.seats import hat_of
from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person
from sammachip.records.actions_clips import keep_scan
from sammachip.records.models import Paper
from sammachip.selection.actions import letters
from sammachip.selection.actions.deciding import prepare_resolution, vote_on_equals
from sammachip.selection.actions.keeping import keep_totals
from sammachip.selection.actions.publishing import publish
from sammachip.selection.models import Complaint, Resolution, Round, RoundEntry, TieVote, Withdrawal
from sammachip.trail import clock
from sammachip.web.desk import desk_of
from selection import build
from selection.test_publishing import EQUALS, LADDER, TIED, meeting
from web.asking import body, browser, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast, at):
    at(build.NOW)
    return build.contest(cast, text=TIED)


def page(of, name: str) -> str:
    return f"/rounds/{of.round.pk}/{name}/"


def rows(html: str) -> list[str]:
    """The names of the board in their order, a line under places as «—»."""
    return re.findall(r'<th scope="row">([^<]+?) ?<|class="(cut)"', html.partition("<tbody>")[2])


def test_work_that_came_late_is_marked_on_the_board(made):
    build.mark_all(made, LADDER)
    quiet = browser(made.secretary).get(page(made, "board")).text
    Task.objects.filter(case=made.entries[2].case, stage="apply").update(sent_late=True)

    told = browser(made.secretary).get(page(made, "board")).text

    assert (quiet.count("ส่งหลังกำหนด"), told.count("ส่งหลังกำหนด")) == (0, 1)


def test_the_board_shows_order_lines_and_what_keeps_it_open(made, cast):
    """The first two are equal across the line of the next round's first tier: shown, and it keeps nothing open."""
    build.mark_all(made, [LADDER[0], *EQUALS[:1], *EQUALS[2:]])

    shown = body(made.chair, page(made, "board"))

    assert "คะแนนเท่ากันคร่อมเส้น 2 แห่ง" in shown
    assert "80.00" in shown
    assert re.findall(r"ระดับ(\S+ \d+) แห่งอยู่เหนือเส้นนี้", shown) == ["ดีเด่น 1", "ดี 1"]
    assert shown.count("เท่ากันคร่อมเส้นที่ดูล่วงหน้า") == 2
    assert shown.count("is-tied") == 2
    assert [name or cut for name, cut in rows(shown)][3:6] == [
        "กลุ่มออมทรัพย์ตัวอย่าง 4",
        "cut",
        "กลุ่มออมทรัพย์ตัวอย่าง 5",
    ]
    assert browser(made.judges[1]).get(page(made, "board")).status_code == 403
    assert browser(cast.kanya).get(page(made, "board")).status_code == 404
    assert browser(made.chair).post(page(made, "board")).status_code == 405


def test_a_board_of_many_costs_as_many_queries_as_one_of_few(made, cast):
    for entry in made.entries[:5]:
        build.mark(entry, made.chair, LADDER[0])
    few = queries(made.chair, page(made, "board"))
    for entry in made.entries[5:]:
        build.mark(entry, made.chair, LADDER[entry.number - 1])

    assert queries(made.chair, page(made, "board")) == few
    assert few <= 15


@pytest.mark.parametrize("kept_away", [False, True])
def test_a_secretary_asks_no_more_of_a_tied_board_than_its_bar(made, kept_away):
    build.mark_all(made, EQUALS)
    if kept_away:
        build.keep_away(made.chair.person, made.entries[0].case)

    assert queries(made.secretary, page(made, "board")) <= 15


def test_who_keeps_away_from_an_entry_sees_a_board_without_it(made):
    build.mark_all(made, EQUALS)
    build.keep_away(made.chair.person, made.entries[0].case)

    shown = body(made.chair, page(made, "board"))

    assert rows(shown)[0][0] == "กลุ่มออมทรัพย์ตัวอย่าง 2"
    assert ">1</td>" in shown.partition("<tbody>")[2][:200]
    assert "กลุ่มออมทรัพย์ตัวอย่าง 1 " not in shown
    assert "คร่อมเส้น" not in shown


def test_a_tie_is_voted_on_and_the_vote_taken_back(made):
    build.mark_all(made, EQUALS)
    client, fourth, fifth = browser(made.chair), made.entries[3].pk, made.entries[4].pk
    told = {"minute": "แผนของแห่งที่ห้าชัดกว่า", "voted_on": "10 กันยายน 2561"}
    twice = {f"turn-{fourth}": "1", f"turn-{fifth}": "1", **told}

    assert client.post(page(made, "vote"), twice).status_code == 403
    offered = body(made.secretary, page(made, "board"))
    assert (f"turn-{fourth}" in offered, "เฉพาะประธานกรรมการจึงทำได้" in offered) == (False, True)
    for turn in ("9" * 5000, "", "-1", "ก"):
        assert client.post(page(made, "vote"), {**twice, f"turn-{fifth}": turn}).status_code == 403
    without = client.post(page(made, "vote"), {"under": "4", f"turn-{fourth}": "7"})
    assert without.status_code == 422
    assert f'name="turn-{fourth}" inputmode="numeric" size="3" value="7"' in without.content.decode()
    assert 'href="#vote-4-minute"' in without.content.decode()
    turned = {f"turn-{fourth}": "2", f"turn-{fifth}": "1", **told}
    assert client.post(page(made, "vote"), turned).status_code == 302
    shown = client.get(page(made, "board")).content.decode()
    assert "ตัดสินด้วยมติประธาน" in shown
    assert ("ถอนมตินี้" in shown, "ถอนมตินี้" in body(made.secretary, page(made, "board"))) == (True, False)
    assert "<ol><li>กลุ่มออมทรัพย์ตัวอย่าง 5</li><li>กลุ่มออมทรัพย์ตัวอย่าง 4</li></ol>" in shown
    again = client.post(page(made, "vote"), {**turned, f"turn-{fourth}": "1", f"turn-{fifth}": "2"})
    assert (again.status_code, "ถอนมติเดิมพร้อมเหตุผลก่อน" in again.content.decode()) == (403, True)
    back = f"{page(made, 'votes')}{TieVote.objects.get().pk}/take-back/"
    assert client.post(back, {}).status_code == 422
    assert client.post(back, {"reason": "พิมพ์ผิด"}).status_code == 302
    assert "คร่อมเส้น 2 แห่ง" in client.get(page(made, "board")).content.decode()


def test_a_vote_on_an_entry_is_not_told_to_who_keeps_away_from_it(made):
    build.mark_all(made, EQUALS)
    last, before = made.entries[-1], made.entries[-2]
    for voted, minute in ((made.entries[3:5], "มติแรก"), ((before, last), "มติที่สอง")):
        TieVote.objects.create(
            round=made.round, entries=[one.pk for one in voted], minute=minute, voted_on=build.SINCE,
            made_by=made.chair.person, made_at=clock.now(),
        )  # fmt: skip
    build.keep_away(made.chair.person, last.case)

    shown = body(made.chair, page(made, "board"))

    assert ("มติแรก" in shown, "มติที่สอง" in shown) == (True, False)


def test_a_resolution_is_drafted_by_one_and_published_by_another(made, cast):
    build.mark_all(made, LADDER)
    secretary, chair = browser(made.secretary), browser(made.chair)
    present = [str(made.seat(one).pk) for one in made.judges]
    told = {
        "meeting": "ครั้งที่ 1/2561", "met_on": "10 ก.ย. 61", "present": present, "minutes": "ประธานเปิดประชุม",
    }  # fmt: skip

    assert chair.get(page(made, "resolution")).status_code == 403
    assert secretary.post(page(made, "resolution"), {**told, "met_on": ""}).status_code == 422
    nobody = secretary.post(page(made, "resolution"), {**told, "present": []})
    assert (nobody.status_code, 'href="#id_present"' in nobody.content.decode()) == (422, True)
    assert secretary.post(page(made, "resolution"), {**told, "present": present[:1]}).status_code == 302
    too_few = chair.get(page(made, "resolution")).content.decode()
    assert too_few.count("กรรมการที่มาประชุมมี 1 คน ไม่ครบองค์ประชุม 2 คน") == 2
    assert 'aria-describedby="why-publish"' in too_few
    assert secretary.post(page(made, "resolution"), {**told, "seen": "0"}).status_code == 302
    assert secretary.post(page(made, "resolution"), {**told, "seen": "5"}).status_code == 409
    assert secretary.post(page(made, "publish"), {"seen": "1"}).status_code == 403
    assert chair.post(page(made, "publish"), {"seen": "9"}).status_code == 409
    assert 'aria-describedby="why-publish"' not in chair.get(page(made, "resolution")).content.decode()
    assert chair.post(page(made, "publish"), {"seen": "1"}).status_code == 302
    again = chair.post(page(made, "publish"), {"seen": "1"})
    assert (again.status_code, "ดูที่หน้าผลการคัดเลือก" in again.content.decode()) == (403, True)
    assert "ในความดูแลของท่าน 4 แห่ง" in body(cast.malee, page(made, "result"))

    shown = body(cast.anong, page(made, "result"))
    assert "4 จาก 4 แห่ง" in shown
    assert page(made, "sheets") not in body(made.chair, page(made, "result")), (
        "the way would lead to a refusal"
    )
    assert chair.get(f"/resolutions/{Resolution.objects.get().pk}/file.pdf").content.startswith(b"%PDF")
    assert browser(made.chair).get(f"/rounds/{made.round.pk}/dossier.pdf").content.startswith(b"%PDF")
    assert browser(made.judges[1]).get(f"/rounds/{made.round.pk}/dossier.json").status_code == 200
    assert browser(cast.malee).get(f"/rounds/{made.round.pk}/dossier.json").status_code == 404


def test_who_may_not_decide_is_told_so_before_what_is_wrong_with_the_words(made, cast):
    """A colleague's empty form of an act that is not theirs."""
    build.mark_all(made, EQUALS)
    asked = [(made.secretary, "vote"), (made.chair, "resolution"), (made.judges[1], "vote")]
    before = [browser(who).post(page(made, act), {}).status_code for who, act in asked]
    after = browser(made.judges[1]).post(page(made, "withdraw"), {}).status_code

    assert [*before, after] == [403, 403, 403, 403]


def published(of) -> None:
    build.mark_all(of, LADDER)
    publish(prepare_resolution(of.round, meeting(of), actor=of.secretary), seen=0, actor=of.chair)


def test_withdrawals_and_complaints_stand_beside_the_result(made, cast):
    published(made)
    client, first = browser(made.secretary), made.entries[0]
    gone = {
        "entry": str(first.pk),
        "withdrawn_on": "10/9/2561",
        "letter_number": "บร 1/1",
        "reason": "สมาชิกไม่พร้อม",
    }

    assert client.post(page(made, "withdraw"), {"entry": str(first.pk)}).status_code == 422
    assert client.post(page(made, "withdraw"), gone).status_code == 302
    assert client.post(page(made, "withdraw"), gone).status_code == 422
    told = {"complainant": "นายสมมุติ", "received_on": "10/9/2561", "words": "คะแนนไม่ครบ"}
    assert client.post(page(made, "complain"), {"words": "x"}).status_code == 422
    assert client.post(page(made, "complain"), told).status_code == 302
    answer = f"{page(made, 'complaints')}{Complaint.objects.get().pk}/answer/"
    undated = client.post(answer, {"answer": "ตรวจแล้วครบ"})
    assert undated.status_code == 422
    assert f'href="#answer-{Complaint.objects.get().pk}-answered_on"' in undated.content.decode()
    assert client.post(answer, {"answer": "ตรวจแล้วครบ", "answered_on": "10/9/2561"}).status_code == 302
    assert client.post(answer, {"answer": "อีกครั้ง", "answered_on": "10/9/2561"}).status_code == 409

    shown = body(made.secretary, page(made, "result"))
    assert Withdrawal.objects.count() == 1
    assert "เลื่อนขึ้น" in shown
    assert "ตรวจแล้วครบ" in shown
    sheet = browser(made.secretary).get(f"/rounds/{made.round.pk}/result.xlsx")
    listed = list(load_workbook(io.BytesIO(sheet.content)).active.iter_rows(min_row=4, values_only=True))
    assert [row[2] for row in listed] == [str(one.case) for one in made.entries]
    assert [row[4] for row in listed[:2]] == ["ถอนตัว", "ผ่านการคัดเลือก"]
    assert "สมาชิกไม่พร้อม" in listed[0][6]
    assert [row[6] for row in listed].count("เลื่อนขึ้นแทนผู้ถอนตัว") == shown.count("เลื่อนขึ้น</span>")
    assert browser(cast.malee).post(page(made, "complain"), told).status_code == 403
    assert browser(cast.kanya).get(f"/rounds/{made.round.pk}/result.xlsx").status_code == 404
    assert browser(cast.kanya).get(page(made, "result")).status_code == 404


def member(case: Case) -> Actor:
    """A member of the group on a phone, as one whom an officer gave a seat."""
    person = Person.objects.create(prefix="นาย", given_name="บุญมี", family_name="ทดสอบระบบ")
    kept = {"opened_by": person, "opened_at": clock.now(), "ends_on": clock.today()}
    seat = GroupSeat.objects.create(
        case=case, person=person, office=case.parent.office, code_digest="1", **kept
    )
    return Actor(person, hat_of(seat))


def papers_of(entry: RoundEntry) -> list[Paper]:
    placed = entry.placements.values("pk")
    return list(Paper.objects.filter(kind="selection-result", about_id__in=placed))


def test_letters_are_read_corrected_and_numbered_many_at_once(made, cast, monkeypatch):
    published(made)
    client = browser(cast.anong)
    papers = list(Paper.objects.filter(kind="selection-result").order_by("about_id"))
    address = f"{page(made, 'letters')}{papers[0].pk}/"
    opened = client.get(address)
    [first] = [one.words for one in desk_of(cast.anong).waiting]
    words = [*opened.context["paragraphs"][:-1], "จึงเรียนมาเพื่อโปรดทราบ และขอเชิญรับมอบ"]
    phone = browser(member(made.entries[0].case))
    early = phone.get("/g/").text
    district, [draft] = browser(cast.malee), papers_of(made.entries[0])
    assert district.get(f"/papers/{draft.pk}/").status_code == 404

    assert client.post(address, {"content": "0", "paragraph": words}).status_code == 409
    assert client.post(address, {"content": opened.context["seen"], "paragraph": words}).status_code == 302
    assert "ขอเชิญรับมอบ" in client.get(address).content.decode()
    typed = {"by": "typed", "before": "มท 0407/", "dated_on": "10/9/2561"}
    chosen = {**typed, "paper": [str(one.pk) for one in papers[:2]]}
    assert client.post(f"{page(made, 'letters')}issue/", chosen).status_code == 422
    none_such = {**chosen, "first": "7", "paper": ["9" * 30]}
    assert client.post(f"{page(made, 'letters')}issue/", none_such).status_code == 403
    assert client.post(f"{page(made, 'letters')}issue/", {**chosen, "first": "7"}).status_code == 302

    assert list(Paper.objects.exclude(number="").order_by("number").values_list("number", flat=True)) == [
        "มท 0407/7",
        "มท 0407/8",
    ]
    assert "เลือกทั้งหมดและออกเลข 6 ฉบับ" in client.get(page(made, "letters")).content.decode()
    Office.objects.filter(code="00").update(letter_code="มท 0407.4")
    every = {"all": "1", "by": "circular", "dated_on": "10/9/2561"}
    monkeypatch.setattr(letters, "IN_A_PART", 4)
    assert client.post(f"{page(made, 'letters')}issue/", {**every, "first": "9"}).status_code == 422
    assert client.post(f"{page(made, 'letters')}issue/", every).status_code == 302
    numbers = Paper.objects.filter(number__contains="ว").order_by("about_id").values_list("number", flat=True)
    assert list(numbers) == [f"มท 0407.4/ว {turn}" for turn in range(1, 7)]
    numbering = letters.Numbering(clock.today())
    assert (
        letters.issue_letters(Round.objects.get(pk=made.round.pk), papers, numbering, actor=cast.anong) == []
    )
    assert Paper.objects.filter(kind="selection-result", number="").count() == 0
    assert (first, desk_of(cast.anong).waiting) == ("ตรวจและออกเลขหนังสือแจ้งผล «กลั่นกรอง» 8 ฉบับ", [])
    assert "เรียน ผู้ว่าราชการจังหวัดบุรีรัมย์" in client.get(page(made, "letters")).text
    told, [own] = phone.get("/g/").text, papers_of(made.entries[0])
    assert ("จะขึ้นที่นี่เมื่อออกแล้ว" in early, f"/g/letters/{own.pk}/" in told) == (True, True)
    given = [
        asked.get(where)
        for asked, where in (
            (phone, f"/g/letters/{own.pk}/"),
            (client, f"{page(made, 'letters')}{own.pk}/file.pdf"),
        )
    ]
    assert {one.headers["X-Content-SHA256"] for one in given} == {own.pdf.digest}
    assert phone.get(f"/g/letters/{papers_of(made.entries[1])[0].pk}/").status_code == 404
    assert district.get(page(made, "letters")).status_code == 404
    refused = browser(made.judges[1]).get(page(made, "letters"))
    assert (refused.status_code, "จึงอ่านหนังสือแจ้งผลได้" in refused.text) == (403, True)
    assert f'href="/papers/{own.pk}/"' in district.get(made.entries[0].case.get_absolute_url()).text
    readers = [district, browser(cast.kanya)]
    assert [one.get(f"/papers/{own.pk}/").status_code for one in readers] == [200, 404], (
        "the district of a group could not read what its group was told"
    )


def test_an_auditor_reads_the_letters_that_went_out_and_writes_none(made, cast):
    published(made)
    papers = list(Paper.objects.filter(kind="selection-result").order_by("about_id"))
    numbering = letters.Numbering(clock.today(), before="มท 0407/", first=1)
    letters.issue_letters(Round.objects.get(pk=made.round.pk), papers[:2], numbering, actor=cast.anong)
    auditor = make.auditor()
    make.scope(auditor, "00")
    client, own = browser(auditor), f"{page(made, 'letters')}{papers[0].pk}/"

    shown = client.get(page(made, "letters"))

    assert page(made, "letters") in client.get(page(made, "result")).text
    assert ("ออกแล้ว 2 ฉบับ" in shown.text, "ออกเลขหนังสือที่เลือก" in shown.text) == (True, False)
    assert (
        client.get(f"{own}file.pdf").headers["X-Content-SHA256"] == papers_of(made.entries[0])[0].pdf.digest
    )
    assert "แก้ไขข้อความ" not in client.get(own).text
    assert client.get(f"{page(made, 'letters')}{papers[4].pk}/").status_code == 404
    typed = {"by": "typed", "before": "มท 0407/", "first": "3", "dated_on": "10/9/2561", "all": "1"}
    for answers in (typed, {}):
        assert client.post(f"{page(made, 'letters')}issue/", answers).status_code == 403
    assert Paper.objects.filter(kind="selection-result", number="").count() == 6
    assert "คำนวณความมั่นคงของผล" not in client.get(page(made, "board")).text
    refused = client.post(page(made, "draw"))
    assert (refused.status_code, "อ่านได้อย่างเดียว" in refused.text) == (403, True)


def test_a_result_says_what_told_equals_apart(made):
    build.mark_all(made, EQUALS)
    equals = [one.pk for one in made.entries[4:2:-1]]
    vote_on_equals(made.round, equals, minute="เรียงตามผู้ได้รับสวัสดิการ", voted_on=build.SINCE, actor=made.chair)

    publish(prepare_resolution(made.round, meeting(made), actor=made.secretary), seen=0, actor=made.chair)

    assert body(made.chair, page(made, "result")).count("ตัดสินด้วยมติประธาน") == 1


def test_an_auditor_opens_the_signed_paper_of_a_sheet_once_the_result_is_out(made, cast):
    build.mark_all(made, LADDER)
    sheet = build.mark(made.entries[0], made.secretary, LADDER[0], sealed=False)
    drawn = photographed()
    sheet.scan = keep_scan([drawn], name="ใบ.png", size=len(drawn), actor=made.secretary)
    sheet.keyed_by, sheet.checked_by = made.secretary.person, made.chair.person
    sheet.sealed_at, sheet.signed_on = clock.now(), build.SINCE
    sheet.save()
    keep_totals(sheet.entry)
    auditor = make.auditor()
    make.scope(auditor, "00")
    scan = f"/sheets/{sheet.pk}/scan/"
    before = browser(auditor).get(scan).status_code

    publish(prepare_resolution(made.round, meeting(made), actor=made.secretary), seen=0, actor=made.chair)

    assert (before, browser(auditor).get(scan).status_code) == (404, 200)
    assert scan in body(auditor, page(made, "result"))
    assert scan not in body(cast.malee, page(made, "result"))
    assert browser(cast.malee).get(scan).status_code == 404


def photographed() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(made, "PNG")
    return made.getvalue()
