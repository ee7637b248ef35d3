"""Filings through the API: villagers masked for those who do not work with them, and a second check of a paper."""

import json

import pytest

import make
from conftest import Freeze
from sammachip.cases.models import Filing

pytestmark = pytest.mark.django_db

CHAIR, PHONE = "นางประธาน นามสมมติ", "0891112222"


@pytest.fixture
def survey(cast, at: Freeze) -> Filing:
    at("2018-09-10 09:00")
    case = make.enrolled(make.district(cast), make.group(cast.malee), actor=cast.malee)
    said = {
        "name": "กลุ่มทอผ้าตัวอย่าง", "chair_name": CHAIR, "phone": PHONE, "members_count": "12",
        "occupation_kind": "processing", "product": "ผ้าทอ", "otop_registered": "yes", "sale_places": "ตลาดตัวอย่าง",
        "incomes": [{"moment": "before", "amount": "1000", "period": "month", "as_of": "1 สิงหาคม 2561", "method": "told"}],
    }  # fmt: skip
    return make.filing(make.task(case, "survey"), cast.malee, said, sent=True)


@pytest.mark.parametrize("path", ["/filings/{pk}", "/filings/{pk}/revisions/1"])
def test_personal_answers_are_told_to_those_who_work_with_the_group(program, survey, path: str) -> None:
    whole, masked = (
        json.dumps(program(name).get(path.format(pk=survey.pk)).json(), ensure_ascii=False)
        for name in ("mana", "anong")
    )

    assert (CHAIR in whole, PHONE in whole) == (True, True)
    assert [word for word in (CHAIR, PHONE, "089-111-2222", "๐๘๙-๑๑๑-๒๒๒๒") if word in masked] == []


def test_a_signature_on_paper_counts_when_a_second_person_has_checked_it(cast, program, at: Freeze) -> None:
    at("2018-09-10 09:00")
    text = make.PACK_A.read_text().replace(
        "signs: [district-head, province-officer]\n    form: progress",
        "signs: [{role: district-head, second_person: true}, province-officer]\n    form: progress",
    )
    task = make.task(make.district(cast, make.publish(cast, text)), "report")
    path = f"/filings/{make.filing(task, cast.malee, {'standing': 'ongoing'}, sent=True).pk}"
    paper = {
        "signer_name": "นายมานะ",
        "signer_title": "พัฒนาการอำเภอ",
        "paper_number": "๑",
        "done_on": "2018-09-10",
    }

    waiting = program("malee").post(f"{path}/paper-signature", {"seen": 1, **paper}).json()
    own = program("malee").post(f"{path}/paper-signature/check", {"seen": 1, "matches": True})
    checked = program("mana").post(f"{path}/paper-signature/check", {"seen": 1, "matches": True}).json()

    assert (waiting["signoffs"], waiting["paper_waiting"]["paper_number"]) == ([], "๑")
    assert (own.status_code, own.json()["code"]) == (403, "own-work")
    assert [one["checked_by"] for one in checked["signoffs"]] == [cast.mana.person.name]


def test_a_masked_revision_says_so_and_keeps_its_digest(program, survey) -> None:
    told = {name: program(name).get(f"/filings/{survey.pk}/revisions/1").json() for name in ("mana", "anong")}

    assert (told["mana"]["masked"], told["anong"]["masked"]) == (False, True)
    assert (told["mana"]["digest"], told["anong"]["digest"]) == (survey.revisions.get().digest, None)
