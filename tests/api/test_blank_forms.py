"""Paper beside the form through the API: blank forms and sheets as files, and a paper told before it is keyed in."""

import pytest

import make
from api.conftest import refused, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


def test_blank_forms_are_given_out_one_by_one_and_as_a_set(cast, program, district) -> None:
    group = make.enrolled(district, make.group(cast.malee), actor=cast.malee)
    survey = make.task(group, "survey")

    sets = told(program("malee").get("/blank-forms"))["items"]
    [one] = [each for each in sets if each["stage"] == "survey"]
    files = [
        program("malee").get(f"/tasks/{survey.pk}/blank.pdf"),
        program("malee").get(f"/offices/3101/blank-forms/{one['programme']}/survey.pdf"),
        program("malee").get(f"/tasks/{make.task(group, 'develop').pk}/sign-in.pdf", about="ฝึกย้อมสี"),
    ]

    assert (one["office"], one["tasks"]) == ("3101", [survey.pk])
    assert {file.content[:5] for file in files} == {b"%PDF-"}
    assert program("malee").get(f"/tasks/{survey.pk}/blank.docx").content[:2] == b"PK"
    refused(program("kanya").get(f"/tasks/{survey.pk}/blank.pdf"), 404, "not-found")
    refused(
        program("kanya").get(f"/offices/3101/blank-forms/{one['programme']}/survey.pdf"), 404, "not-found"
    )
    refused(program("malee").get(f"/tasks/{survey.pk}/sign-in.pdf"), 404, "not-found")
    refused(
        program("malee").get(f"/tasks/{make.task(group, 'develop').pk}/sign-in.pdf", line=9), 404, "not-found"
    )


def test_a_paper_is_told_and_its_draft_given_back(cast, program, district) -> None:
    group = make.enrolled(district, make.group(cast.malee), actor=cast.malee)
    address = f"/tasks/{make.task(group, 'survey').pk}/key-in"
    paper = {"written_by": "นางสาวมะลิ ทดสอบระบบ", "written_on": "2018-09-08"}

    draft = told(program("malee").post(address, paper))

    assert (draft["handwritten"], draft["as_of"], draft["state"]) == (paper, "2018-09-08", "draft")
    assert told(program("malee").post(address, paper))["id"] == draft["id"]
    refused(program("fong").post(address, paper), 403, "role")
    refused(program("malee").post(address, {**paper, "written_on": "2027-09-08"}), 403, "future")
