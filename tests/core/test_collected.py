"""What a phone writes beside its answers: what its writer was shown, when, and where pictures were taken."""

import json
from datetime import datetime

import pytest

from sammachip.core.collected import Collected, NotASubmission, Shown, answers_in, read_submission, said_in
from sammachip.core.fields import Choice, Field, FieldType, FormSpec, Section


def read(meta: str = "", answers: str = "") -> Collected:
    told = f"<meta><instanceID>uuid:1</instanceID>{meta}</meta>"
    return read_submission(f'<data id="p.survey" version="1">{answers}{told}</data>'.encode())


def beside(**told: object) -> str:
    return "".join(
        f"<sammachip-{name}>{json.dumps(given)}</sammachip-{name}>" for name, given in told.items()
    )


def test_a_phone_that_came_with_an_empty_form_was_shown_nothing():
    found = read()

    assert (found.shown, found.taken, found.written_at, found.task) == (None, {}, None, None)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"version": 3, "answers": {"name": "ก"}}, Shown(3, {"name": "ก"})),
        ({"version": -1, "answers": {}}, Shown(0, {})),
        ({"version": "3", "answers": {}}, None),
        ({"version": 3, "answers": []}, None),
        ({}, None),
    ],
)
def test_what_the_writer_was_shown_comes_back_with_the_answers(told, expected):
    assert read(beside(shown=told)).shown == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            {"taken_at": "2018-09-09T09:00:00Z", "place": [14.99, 103.1, 8]},
            {"taken_at": "2018-09-09T16:00:00+07:00", "place": [14.99, 103.1]},
        ),
        ({"taken_at": "2018-09-09T16:00:00", "place": [140, 10]}, {}),
        ({"taken_at": "เมื่อวาน", "place": "ที่นี่"}, {}),
        ({"taken_at": None, "place": [14.99]}, {}),
        ({"taken_at": "0001-01-01T00:00:00+14:00", "place": [10**400, 1]}, {}),
    ],
)
def test_a_picture_tells_when_and_where_or_nothing(told, expected):
    assert read(beside(pictures={"a.jpg": told})).taken == {"a.jpg": expected}


def test_answers_read_in_the_words_of_the_form_and_what_it_does_not_ask_as_it_came():
    sort = Field("sort", "ชนิด", FieldType.CHOICES, choices=(Choice("silk", "ไหม"), Choice("cotton", "ฝ้าย")))
    sold = Field("sold", "ขายแล้ว", FieldType.YES_NO)
    rows = Field("rows", "รายการ", FieldType.TABLE, columns=(sort, sold))
    asked = (sort, rows, Field("photos", "ภาพกลุ่ม", FieldType.PHOTOS))
    form = FormSpec("แบบสำรวจ", (Section("one", "๑", fields=asked),))
    answers = (
        "<sort>silk cotton</sort><rows><rows-sort>linen</rows-sort><rows-sold>yes</rows-sold></rows>"
        "<photos><photos-file>a.jpg</photos-file></photos><more>silk</more>"
    )

    assert said_in(form, read(answers=answers)) == [
        ("ชนิด", "ไหม, ฝ้าย"),
        ("รายการ · ชนิด", "linen"),
        ("รายการ · ขายแล้ว", "ใช่"),
        ("ภาพกลุ่ม · ภาพ", "a.jpg"),
        ("more", "silk"),
    ]


@pytest.mark.parametrize("broken", ["{", "[]", "3", "[" * 5000, '{"answers": ' + "[" * 7 + "]" * 7 + "}"])
def test_a_broken_part_is_refused_and_not_passed_over(broken):
    with pytest.raises(NotASubmission):
        read(f"<sammachip-shown>{broken}</sammachip-shown>")


def test_the_phones_own_hour_counts_with_its_offset_only():
    assert read("<timeEnd>2018-09-09T16:00:00+07:00</timeEnd>").written_at == datetime.fromisoformat(
        "2018-09-09T16:00:00+07:00"
    )
    assert read("<timeEnd>2018-09-09T16:00:00</timeEnd>").written_at is None
    assert read("<timeEnd>9999-12-31T23:59:59-12:00</timeEnd>").written_at is None


@pytest.mark.parametrize("kept_as", ["utf-16", "utf-16-le", "tis-620"])
def test_what_could_not_be_kept_as_it_came_is_refused(kept_as):
    told = '<data id="p.survey" version="ก"><meta><instanceID>uuid:1</instanceID></meta></data>'

    with pytest.raises(NotASubmission):
        read_submission(told.encode(kept_as))
    assert read_submission(f'<?xml version="1.0" encoding="tis-620"?>{told}'.encode()).version == "ก"


def test_a_row_keeps_its_id_and_a_row_of_nothing_but_an_id_is_none():
    column = Field("post", "ตำแหน่ง", FieldType.TEXT)
    table = Field("leaders", "กรรมการ", FieldType.TABLE, max_rows=9, columns=(column,))
    form = FormSpec("แบบ", (Section("who", "ใคร", fields=(table,)),))
    rows = (
        "<leaders><leaders-post>ประธาน</leaders-post><leaders-id>7</leaders-id></leaders>"
        "<leaders><leaders-id>8</leaders-id></leaders>"
    )

    found = answers_in(form, read(answers=f"<section-who>{rows}</section-who>"))

    assert found == {"leaders": [{"id": "7", "post": "ประธาน"}]}


def test_what_was_answered_is_told_without_what_the_phone_adds():
    found = read(
        beside(shown={}), "<sammachip-task>7</sammachip-task><section-who><name>ก</name></section-who>"
    )

    assert found.said == [("name", "ก")]
    assert found.task == 7
