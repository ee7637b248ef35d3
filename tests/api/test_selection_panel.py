"""Panels and rounds by programs: the same reads, acts and refusals, and a key that goes with a seat."""

import io
import json
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from api.conftest import Program, refused, told
from cast import Cast
from conftest import Freeze
from sammachip.org.hats import Actor
from sammachip.selection.actions.deciding import prepare_resolution
from sammachip.selection.actions.publishing import publish
from selection import build
from selection.test_publishing import LADDER, meeting

pytestmark = pytest.mark.django_db


def test_a_panel_is_appointed_a_round_marked_and_a_neighbour_told_nothing(
    cast: Cast, at: Freeze, caller: Callable[[Actor], Program], program: Callable[[str], Program]
) -> None:
    at(build.NOW)
    contest = build.contest(cast, entries=3)
    secretary, judge = caller(contest.secretary), caller(contest.judges[1])
    round_ = f"/rounds/{contest.round.pk}"

    assert program("kanya").get(round_).status_code == 404
    refused(judge.get("/cases"), 403, "seat")
    refused(judge.post(f"{round_}/share-out"), 403, "role")
    assert secretary.post(f"{round_}/share-out").status_code == 200
    walled = told(judge.get(f"{round_}/entries"))["items"][0]["id"]
    barred = {"entries": [walled], "ground": "relation", "because": "ญาติ"}
    assert judge.post(f"{round_}/declarations", barred).status_code == 200
    assert [one["ground"] for one in told(judge.get(f"{round_}/conflicts"))["items"]] == ["relation"]
    assert len(told(judge.get(f"{round_}/entries"))["items"]) == 2
    assert judge.post(f"/entries/{walled}/sheet", {"marks": {}, "seen": 0}).status_code == 404
    first = told(judge.get(f"{round_}/queue"))["items"][0]["entry"]
    typed = {"marks": {"plan": {"points": "๑๘"}}, "seen": 0}
    assert "คลิปวิดีโอ" in told(judge.post(f"/entries/{first}/sheet", typed))["wanting"]
    refused(judge.post(f"/entries/{first}/seal", {"seen": 1}), 403, "refused")
    whole = {"marks": {"plan": {"points": "๑๘"}, "clip": {"points": "20"}}, "seen": 1}
    assert told(judge.post(f"/entries/{first}/sheet", whole))["wanting"] == ""
    sealed = told(judge.post(f"/entries/{first}/seal", {"seen": 2}))
    assert sealed["marks"] == [
        {"criterion": "plan", "points": "18.00", "note": ""},
        {"criterion": "clip", "points": "20.00", "note": ""},
    ]
    refused(secretary.post(f"/sheets/{sealed['id']}/anew", {"reason": "พลาด"}), 403, "role")
    assert caller(contest.chair).post(f"/sheets/{sealed['id']}/anew", {"reason": "พลาด"}).status_code == 200
    panel = told(program("anong").get(f"/panels/{contest.panel.pk}"))
    assert [seat["duty"] for seat in panel["seats"]] == ["chair", "member", "member", "secretary"]


def test_an_office_reads_by_program_what_became_of_its_own_groups(
    cast: Cast, at: Freeze, program: Callable[[str], Program]
) -> None:
    at(build.NOW)
    contest = build.contest(cast)
    build.mark_all(contest, LADDER)
    result = f"/rounds/{contest.round.pk}/result"
    assert program("malee").get(result).status_code == 404

    publish(
        prepare_resolution(contest.round, meeting(contest), actor=contest.secretary),
        seen=0,
        actor=contest.chair,
    )

    became = [one["became"] for one in told(program("malee").get(result))["outcomes"]]
    assert became == ["passed"] * 4 + ["not-chosen"] * 4
    assert program("kanya").get(result).status_code == 404


def test_a_paper_sheet_is_keyed_in_with_its_scan_and_checked_by_another(
    cast: Cast, at: Freeze, caller: Callable[[Actor], Program]
) -> None:
    at(build.NOW)
    contest = build.ready(build.contest(cast, entries=4))
    secretary, chair = caller(contest.secretary), caller(contest.chair)
    of_chair = contest.seat(contest.chair).assignments.values("entry")
    given = contest.seat(contest.judges[1]).assignments.exclude(entry__in=of_chair).first()
    marks = {"plan": {"points": "๑๕"}, "clip": {"points": "10", "note": "ชัดเจน"}}
    said = {"marks": json.dumps(marks), "signed_on": "2018-09-08", "seen": 0}
    address = f"/assignments/{given.pk}/key-in"
    paper = io.BytesIO()
    Image.new("RGB", (40, 60), "white").save(paper, "JPEG")

    def scanned() -> SimpleUploadedFile:
        return SimpleUploadedFile("ใบ.jpg", paper.getvalue())

    refused(caller(contest.judges[1]).upload(address, said), 403, "role")
    refused(secretary.upload(address, said), 403, "refused")
    refused(secretary.upload(address, {**said, "marks": "{"}), 422, "bad-input")
    refused(secretary.upload("/assignments/987654321/key-in", said), 404, "not-found")
    keyed = told(secretary.upload(address, {**said, "scan": scanned()}))
    stale = secretary.upload(address, {**said, "scan": scanned()})
    sheet = f"/sheets/{keyed['id']}"
    refused(secretary.post(f"{sheet}/check", {"seen": 1}), 403, "own")

    read = told(chair.get(f"{sheet}/keyed"))
    assert (read["typed"]["clip"], read["signed_on"]) == (marks["clip"], "2018-09-08")
    assert chair.get(f"{sheet}/scan").headers["Content-Type"] == "image/jpeg"
    assert stale.status_code == 409
    sealed = told(chair.post(f"{sheet}/check", {"seen": 1}))
    assert (sealed["on_paper"], [one["points"] for one in sealed["marks"]]) == (True, ["15.00", "10.00"])


def test_what_no_panel_or_round_can_be_is_refused_and_not_broken_at(
    cast: Cast, at: Freeze, program: Callable[[str], Program]
) -> None:
    at(build.NOW)
    contest = build.contest(cast, entries=1)
    group, officer = contest.entries[0].case, program("anong")
    order = {
        "number": "2/2561",
        "dated_on": "2018-09-01",
        "subject": "แต่งตั้ง",
        "title": "คณะกรรมการ",
        "quorum": 2,
    }
    member = {
        "given_name": "สมมุติ",
        "family_name": "ทดลอง",
        "duty": "member",
        "starts_on": "2018-09-01",
        "seen": 0,
    }

    refused(officer.post(f"/cases/{group.pk}/panel", order), 403, "office")
    refused(
        officer.post(f"/cases/{contest.panel.case_id}/panel", {**order, "title": "ก" * 201}), 422, "bad-input"
    )
    for wrong in ({"post": "ก" * 201}, {"prefix": "ก" * 31}):
        refused(officer.post(f"/panels/{contest.panel.pk}/members", {**member, **wrong}), 422, "bad-input")
    for task in group.tasks.exclude(stage__startswith="round"):
        assert officer.post(f"/tasks/{task.pk}/round").status_code == 404
