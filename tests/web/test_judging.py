"""The pages of a panel and its rounds, asked the seven questions: as officer, secretary, chair and member."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases.models import Case, CaseLevel
from sammachip.core.thainum import to_thai
from sammachip.org.hats import Actor
from sammachip.selection.models import Assignment, Conflict, Panel, PanelSeat, RoundEntry, Sheet
from selection import build
from selection.build import Contest
from web.asking import body, browser, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def contest(cast: Cast, at: Freeze) -> Contest:
    at(build.NOW)
    return build.contest(cast, entries=4)


@pytest.fixture
def ready(contest: Contest) -> Contest:
    return build.ready(contest)


def picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30)).save(drawn, "PNG")
    return drawn.getvalue()


def first_given(of: Contest, judge: Actor) -> RoundEntry:
    held = of.seat(judge).assignments.standing().order_by("entry__number").first()
    assert held is not None
    return held.entry


def test_officer_records_a_panel_adds_members_and_its_secretary_opens_the_round(
    cast: Cast, at: Freeze
) -> None:
    at(build.NOW)
    edition = make.publish(cast, build.pack())
    build.applications(cast, edition, 4)
    nation = Case.objects.get(programme=edition.programme, level=CaseLevel.NATION)
    begin = f"/tasks/{make.task(nation, 'round1').pk}/"
    officer = browser(cast.anong)
    told = {
        "number": "๗/๒๕๖๑",
        "dated_on": "๑ ก.ย. ๖๑",
        "subject": "แต่งตั้ง",
        "title": "คณะกรรมการ",
        "quorum": "๒",
    }

    empty = officer.post(f"{begin}panel/", {**told, "quorum": ""})
    answer = officer.post(f"{begin}panel/", told)

    assert (empty.status_code, answer.status_code) == (422, 302)
    panel = Panel.objects.get()
    wrong = officer.post(f"{answer.url}members/add/", {"seen": "0", "duty": "chair", "starts_on": "1/9/61"})
    assert "เลือกผู้ที่มีในระบบ หรือพิมพ์ชื่อ" in wrong.content.decode()
    for seen, (duty, name) in enumerate((("chair", "ก"), ("member", "ข"), ("secretary", "ค"))):
        added = officer.post(
            f"{answer.url}members/add/",
            {
                "seen": str(seen),
                "duty": duty,
                "given_name": name,
                "family_name": "สมมติ",
                "marks": "on",
                "starts_on": "1/9/2561",
            },
        )
        assert added.status_code == 302, added.content.decode()
    assert list(panel.seats.values_list("duty", flat=True)) == ["chair", "member", "secretary"]
    found = body(cast.anong, f"{answer.url}members/add/?q=สมชาย")
    assert "สมชาย ทดสอบระบบ" in found
    assert found.count("ต้องมีเมื่อเป็นบุคคลใหม่") == 2
    assert 'นามสกุล <span class="optional">' not in found
    assert "เฉพาะเลขานุการ" in body(cast.anong, f"{begin}selection/")
    secretary = build.seated(panel, PanelSeat.objects.get(duty="secretary").person)
    assert browser(secretary).post(f"{begin}selection/open/").status_code == 302
    assert browser(cast.anong).get(f"{begin}selection/").url == f"/rounds/{panel.rounds.get().pk}/"
    assert browser(cast.anong).post(f"{begin}panel/", told).status_code == 403


def test_strangers_and_other_hats_are_kept_out(cast: Cast, ready: Contest) -> None:
    entry = first_given(ready, ready.judges[1])
    round_ = f"/rounds/{ready.round.pk}/"

    for actor, address, status in (
        (cast.kanya, round_, 404),
        (cast.kanya, f"/panels/{ready.panel.pk}/", 404),
        (cast.anong, f"{round_}judging/", 200),
        (cast.anong, f"{round_}assignments/", 403),
        (cast.anong, f"/entries/{entry.pk}/sheet/", 404),
        (ready.judges[1], f"{round_}assignments/", 403),
        (ready.judges[1], "/groups/", 403),
        (ready.secretary, f"/entries/{entry.pk}/sheet/", 403),
        (ready.judges[1], "/", 302),
    ):
        assert browser(actor).get(address).status_code == status, (actor.role, address)


def test_member_marks_one_after_another_by_keyboard_alone(ready: Contest) -> None:
    judge = ready.judges[1]
    client = browser(judge)
    assert client.get("/").url == "/selections/"
    assert "ให้คะแนนที่เหลือ" in client.get("/selections/").content.decode()
    entry = first_given(ready, judge)
    address = f"/entries/{entry.pk}/sheet/"
    shown = client.get(address).content.decode()
    assert "แผนครบและทำได้จริง" in shown
    assert "น้ำหนัก" in shown
    assert to_thai(f"ผลงานที่ {entry.number}") in shown

    wrong = client.post(address, {"seen": "0", "points.plan": "๒๑", "points.clip": "5", "then": "seal"})
    drafted = client.post(address, {"seen": "1", "points.plan": "๑๙.๕"}, headers={"X-Autosave": "1"})
    stale = client.post(address, {"seen": "0", "points.plan": "7", "points.clip": "5", "then": "seal"})
    sealed = client.post(address, {"seen": "2", "points.plan": "๑๙.๕", "points.clip": "20", "then": "seal"})

    assert wrong.status_code == 422
    assert 'value="๒๑"' in wrong.content.decode()
    assert drafted.headers["X-Revision"] == "2"
    assert "ยังไม่ได้ให้คะแนน 1 เกณฑ์" in drafted.json()["missing"]
    assert stale.status_code == 409
    assert 'value="7"' in stale.content.decode()
    assert sealed.status_code == 302
    following = Assignment.objects.standing().filter(seat=ready.seat(judge)).exclude(entry=entry)
    assert sealed.url in {f"/entries/{one.entry_id}/sheet/" for one in following}
    assert "ปิดผนึกแล้วเมื่อ" in client.get(address).content.decode()


def test_member_declares_and_sees_the_entry_no_more(contest: Contest) -> None:
    judge, entry = contest.judges[1], contest.entries[0]
    address = f"/rounds/{contest.round.pk}/conflicts/"
    client = browser(judge)

    half = client.post(address, {"entries": [entry.pk], "ground": "relation"})
    done = client.post(
        address, {"entries": [entry.pk], "ground": "relation", "because": "เป็นพี่น้องกับประธานกลุ่ม"}
    )

    assert (half.status_code, done.status_code) == (422, 302)
    shown = client.get(address).content.decode()
    assert "เป็นพี่น้องกับประธานกลุ่ม" in shown
    assert '<details class="card">\n          <summary>แจ้งการมีส่วนได้เสียของท่านเพิ่ม' in shown
    assert f'value="{entry.pk}"' not in shown
    conflict = Conflict.objects.get(case=entry.case)
    lift = f"{address}{conflict.pk}/lift/"
    assert browser(contest.chair).post(lift, {"reason": ""}).status_code == 422
    assert browser(contest.secretary).post(lift, {"reason": "ไม่เกี่ยว"}).status_code == 403
    assert browser(contest.chair).post(lift, {"reason": "ตรวจสอบแล้วไม่เกี่ยวข้องกัน"}).status_code == 302


def test_secretary_shares_out_prints_keys_in_and_the_chair_checks(contest: Contest) -> None:
    secretary, chair = browser(contest.secretary), browser(contest.chair)
    round_ = f"/rounds/{contest.round.pk}/"

    assert secretary.post(f"{round_}assignments/share-out/").status_code == 302
    for judge in contest.judges:
        told = {"seat": contest.seat(judge).pk, "declared_on": "8/9/2561"}
        assert secretary.post(f"{round_}conflicts/on-paper/", told).status_code == 302
    seat = contest.seat(contest.judges[1])
    of_chair = contest.seat(contest.chair).assignments.values("entry")
    held = seat.assignments.exclude(entry__in=of_chair).order_by("pk").first()
    assert held is not None
    key_in = f"/assignments/{held.pk}/key-in/"
    half = secretary.post(key_in, {"seen": "0", "points.plan": "๑๘", "signed_on": "8/9/2561"})
    whole = {"seen": "0", "points.plan": "๑๘", "points.clip": "๒๐", "signed_on": "8/9/2561"}
    bare = secretary.post(key_in, whole)
    wrong = secretary.post(key_in, {**whole, "points.plan": "มาก", "points.clip": "99"}).text
    assert wrong.count("<li>แผน") + wrong.count("<li>คลิป") == 2
    keyed = secretary.post(key_in, {**whole, "scan": SimpleUploadedFile("ใบ.png", picture())})
    assert (half.status_code, bare.status_code, keyed.status_code) == (422, 422, 302)
    desks = [browser(one).get("/selections/").text for one in (contest.chair, contest.secretary)]
    assert ["ตรวจทานใบคะแนนกระดาษ 1 ใบ" in desk for desk in desks] == [True, False]
    assert 'href="#id_scan"' in bare.content.decode()
    assert secretary.post(key_in, {**whole, "seen": "1"}).status_code == 302
    assert "ยังไม่ได้คีย์คะแนนเกณฑ์นี้" in half.content.decode()
    assert "<li>ยังไม่ได้ให้คะแนน 1 เกณฑ์: " in half.content.decode()
    sheet = Sheet.objects.get()
    assert chair.get(f"/sheets/{sheet.pk}/scan/").status_code == 200
    assert browser(contest.judges[2]).get(f"/sheets/{sheet.pk}/scan/").status_code == 404
    assert "ภาพใบคะแนนที่ลงนาม" in chair.get(f"/sheets/{sheet.pk}/check/").content.decode()
    assert secretary.post(f"/sheets/{sheet.pk}/check/", {"seen": "2"}).status_code == 403
    of_pile = held.entry.assignments.exclude(pk=held.pk).order_by("pk").first()
    assert of_pile is not None
    more = {**whole, "scan": SimpleUploadedFile("ใบ.png", picture())}
    assert secretary.post(f"/assignments/{of_pile.pk}/key-in/", more).status_code == 302
    pile = chair.post(f"/sheets/{sheet.pk}/check/", {"seen": "2"})
    last = Sheet.objects.get(sealed_at=None)
    assert pile.url == f"/sheets/{last.pk}/check/"
    assert chair.post(pile.url, {"seen": "1"}).url == f"{round_}sheets/"
    listed = [one.get(f"{round_}sheets/").text for one in (secretary, chair)]
    assert "ลงคะแนนในกระดาษ" in listed[0]
    assert [f"/sheets/{sheet.pk}/anew/" in one for one in listed] == [False, True]
    assert chair.post(f"/sheets/{sheet.pk}/anew/", {"reason": "คีย์ผิดใบ"}).status_code == 302
    file = secretary.get(f"/assignments/{held.pk}/sheet.docx")
    assert (file.status_code, file.content[:2]) == (200, b"PK")


def test_by_hand_one_more_member_and_one_less(ready: Contest) -> None:
    entry = ready.entries[0]
    held = entry.assignments.order_by("pk").first()
    assert held is not None
    free = next(
        seat for seat in map(ready.seat, ready.judges) if not entry.assignments.filter(seat=seat).exists()
    )
    secretary, address = browser(ready.secretary), f"/rounds/{ready.round.pk}/entries/{entry.pk}/assign/"

    assert secretary.post(address, {"seat": ""}).status_code == 422
    assert secretary.post(address, {"seat": free.pk}).status_code == 302
    assert secretary.post(f"/assignments/{held.pk}/take-back/", {"reason": ""}).status_code == 422
    assert secretary.post(f"/assignments/{held.pk}/take-back/", {"reason": "สลับงาน"}).status_code == 302
    assert {one.seat_id for one in entry.assignments.standing()} >= {free.pk}


def costs(cast: Cast, entries: int) -> dict[str, int]:
    """How many queries each page costs the chair of a round with so many entries, which is gone afterwards."""
    with transaction.atomic():
        of = build.ready(build.contest(cast, entries=entries))
        build.mark(of.entries[0], of.chair)
        round_ = f"/rounds/{of.round.pk}/"
        pages = [f"{round_}{page}" for page in ("", "judging/", "conflicts/", "assignments/", "sheets/")]
        pages.append(f"/entries/{first_given(of, of.judges[1]).pk}/sheet/")
        asking = [of.chair] * 5 + [of.judges[1]]
        found = {page: queries(actor, page) for page, actor in zip(pages, asking, strict=True)}
        transaction.set_rollback(True)
    return dict(
        zip(("", "judging", "conflicts", "assignments", "sheets", "sheet"), found.values(), strict=True)
    )


def test_pages_cost_the_same_for_four_entries_and_for_thirty(cast: Cast, at: Freeze) -> None:
    at(build.NOW)

    assert costs(cast, 4) == costs(cast, 30)
