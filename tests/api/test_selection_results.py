"""A result by programs, from the chair's vote to the dossier; and a panel, a round and its work by hand."""

from collections.abc import Callable

import pytest

import make
from api.conftest import Program, refused, told
from cast import Cast
from conftest import Freeze
from sammachip.cases.models import Case, CaseLevel
from sammachip.org.hats import Actor
from sammachip.selection.models import Panel
from selection import build
from selection.test_publishing import EQUALS, TIED

pytestmark = pytest.mark.django_db

Caller = Callable[[Actor], Program]
DAY = "2018-09-10"


def test_a_result_is_voted_on_resolved_published_and_told_of_by_programs(
    cast: Cast, at: Freeze, caller: Caller, program: Callable[[str], Program]
) -> None:
    at(build.NOW)
    made = build.contest(cast, text=TIED)
    build.mark_all(made, EQUALS)
    secretary, chair, anong = caller(made.secretary), caller(made.chair), program("anong")
    round_, fourth, fifth = f"/rounds/{made.round.pk}", made.entries[3].pk, made.entries[4].pk
    meeting = {
        "meeting": "ครั้งที่ 1/2561",
        "met_on": DAY,
        "present": [made.seat(one).pk for one in (*made.judges, made.secretary)],
        "minutes": "ที่ประชุมพิจารณาคะแนน",
    }
    order = {"entries": [fourth, fifth], "minute": "แผนชัดกว่า", "voted_on": DAY}

    draft = told(secretary.post(f"{round_}/resolutions", meeting))
    saved = told(
        secretary.post(f"{round_}/resolutions", {**meeting, "place": "ห้องประชุม", "seen": draft["seen"]})
    )
    publication = f"/resolutions/{draft['id']}/publish"
    refused(chair.post(publication, {"seen": saved["seen"]}), 403, "open")
    first = told(chair.post(f"{round_}/votes", order))
    back = told(chair.post(f"{round_}/votes/{first['id']}/take-back", {"reason": "เรียงผิด"}))
    vote = told(chair.post(f"{round_}/votes", {**order, "entries": [fifth, fourth]}))
    assert (back["taken_back"], vote["entries"], saved["id"]) == (True, [fifth, fourth], draft["id"])
    assert told(chair.get(f"{round_}/board"))["open"] == []
    assert told(chair.post(f"{round_}/steadiness"))["round"] == made.round.pk
    published = told(chair.post(publication, {"seen": saved["seen"]}))
    assert published["published_at"] is not None

    heard = {"complainant": "นายสมมุติ", "received_on": DAY, "words": "คะแนนไม่ครบ", "entry": fourth}
    complaint = told(anong.post(f"/resolutions/{draft['id']}/complaints", heard))
    answer = {"answer": "ตรวจแล้วครบ", "answered_on": DAY}
    answered = told(anong.post(f"/complaints/{complaint['id']}/answer", answer))
    left = told(anong.post(f"/entries/{fifth}/withdraw", {"withdrawn_on": DAY, "reason": "ย้ายถิ่น"}))
    became = {one["entry"]: one["became"] for one in told(anong.get(f"{round_}/result"))["outcomes"]}
    assert (answered["answered_on"], left["entry"]) == (DAY, fifth)
    assert (became[fourth], became[fifth]) == ("passed", "withdrew")
    refused(program("malee").get(f"{round_}/dossier"), 404, "not-found")
    assert len(secretary.get(f"{round_}/dossier").json()["rounds"]) == 1


def test_a_panel_is_appointed_its_round_opened_and_shared_out_by_hand_by_programs(
    cast: Cast, at: Freeze, caller: Caller, program: Callable[[str], Program]
) -> None:
    at(build.NOW)
    edition = make.publish(cast, build.pack(sheets=1))
    build.applications(cast, edition, 3)
    nation = Case.objects.get(programme=edition.programme, level=CaseLevel.NATION)
    anong = program("anong")
    by = {
        "number": "12/2561",
        "dated_on": "2018-09-01",
        "subject": "แต่งตั้ง",
        "title": "คณะกรรมการ",
        "quorum": 1,
    }
    made = told(anong.post(f"/cases/{nation.pk}/panel", by))
    panel = Panel.objects.get(pk=made["id"])
    for duty, name in (("chair", "chair"), ("member", "judge2"), ("secretary", "secretary")):
        named = {"given_name": name, "family_name": "สมมติ", "marks": duty != "secretary"}
        panel.refresh_from_db()
        said = {**named, "duty": duty, "starts_on": "2018-09-01", "seen": panel.saved}
        seats = told(anong.post(f"/panels/{panel.pk}/members", said))["seats"]
    assert [one["duty"] for one in seats] == ["chair", "member", "secretary"]

    secretary = panel.seats.get(duty="secretary").person
    secretary.username = "secretary"
    secretary.save(update_fields=["username"])
    keeper = caller(build.seated(panel, secretary))
    round_ = told(keeper.post(f"/tasks/{make.task(nation, 'round1').pk}/round"))
    entry = told(keeper.get(f"/rounds/{round_['id']}/entries"))["items"][0]["id"]
    member = panel.seats.get(duty="member")
    given = told(keeper.post(f"/entries/{entry}/assign", {"seat": member.pk}))
    taken = told(keeper.post(f"/assignments/{given['id']}/take-back", {"reason": "สลับงาน"}))
    ended = told(anong.post(f"/panel-seats/{member.pk}/end", {"on": DAY, "reason": "ลาออก"}))

    assert (taken["id"], given["seat"]) == (given["id"], member.pk)
    assert [one["duty"] for one in ended["seats"] if one["ends_on"]] == ["member"]
