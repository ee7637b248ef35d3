"""What a person confirms of a letter: untouched it stays to the letter; what is corrected carries what hangs on it."""

from functools import cache

import pytest

from sammachip.core.letterfacts import as_json, read
from sammachip.core.letterfacts.again import findings_again
from sammachip.core.letterfacts.confirming import (
    BadFact,
    Outcome,
    asked_of,
    confirmed,
    outcome,
    shown,
    slots_of,
    typed,
)
from sammachip.core.letterfacts.uses import dues_of
from sammachip.core.places import Gazetteer

PLACES = Gazetteer(
    {"31": "บุรีรัมย์", "3101": "เมืองบุรีรัมย์", "3104": "นางรอง", "32": "สุรินทร์", "3201": "เมืองสุรินทร์"}
    | {"3123": "เฉลิมพระเกียรติ", "3217": "เฉลิมพระเกียรติ"}
)
LETTER = """ที่ บร ๐๐๑๙/ว ๑๒

ศาลากลางจังหวัดบุรีรัมย์

๕ กันยายน ๒๕๖๑

เรื่อง การจัดสรรงบประมาณ

เรียน นายอำเภอนางรองค์

ด้วยจังหวัดบุรีรัมย์ได้รับงบประมาณ ๙๓,๖๐๐ บาท (เก้าหมื่นสามพันหกบาทถ้วน) ขอให้รายงานภายในวันที่ ๒๐ กันยายน ๒๕๖๑

ที่	อำเภอ	จำนวนกลุ่ม	งบประมาณ (บาท)
๑	เมืองบุรีรัมย์	๒	๖๒,๔๐๐
๒	นางรอง	๑	๓๑,๒๐๐
รวม		๓	๙๓,๖๐๐
"""


@cache
def told() -> dict[str, object]:
    return as_json(read(LETTER, places=PLACES))


def slot(key: str):
    return next(one for one in slots_of(told()) if one.key == key)


def test_what_is_sent_back_untouched_is_kept_to_the_letter():
    slots = slots_of(told())
    values = {one.key: typed(one, shown(one, one.proposed, PLACES), PLACES) for one in slots}

    made = confirmed(told(), values, PLACES)

    assert {outcome(one, values[one.key]) for one in slots if one.key != "to.place"} == {Outcome.KEPT}
    assert {key: made[key] for key in ("number", "deadlines", "money", "signatory")} == {
        key: told()[key] for key in ("number", "deadlines", "money", "signatory")
    }


def test_a_sum_beyond_every_budget_is_shown_as_the_letter_has_it():
    said = "ได้รับ ๕๐๐,๐๐๐,๐๐๐ ล้านบาท (ห้าร้อยล้านล้านล้านบาทถ้วน)"
    found = as_json(read(LETTER.replace("ได้รับงบประมาณ", said), places=PLACES))
    amounts = [one for one in slots_of(found) if one.key in ("money.0.amount", "money.0.words_amount")]

    assert [shown(one, one.proposed, PLACES) for one in amounts] == [
        "500,000,000,000,000.00",
        "500,000,000,000,000,000,000.00",
    ]


@pytest.mark.parametrize(
    ("key", "said", "value"),
    [
        ("date", "๑ ก.ย. ๖๑", "2018-09-01"),
        ("number", "บร ๐๐๑๙/๗", "บร 0019/7"),
        ("money.0.amount", "๓๑,๒๐๐", "31200.00"),
        ("to.place", "อำเภอนางรอง", "3104"),
        ("to.place", "3101", "3101"),
        ("tables.0.rows.0.place", "เมือง", "3101"),
        ("tables.0.totals.3", "๙๓,๖๐๑.๕๐", "93601.50"),
        ("subject", "  ", None),
    ],
)
def test_a_value_is_typed_as_offices_write_it(key, said, value):
    assert typed(slot(key), said, PLACES) == value


@pytest.mark.parametrize(
    ("key", "said", "why"),
    [
        ("date", "๓๑ กุมภาพันธ์ ๒๕๖๑", "กุมภาพันธ์"),
        ("money.0.amount", "หลายบาท", "อ่านจำนวนเงินจาก «หลายบาท» ไม่ได้"),
        ("tables.0.rows.0.place", "เมืองสุรินทร์", "ไม่มี «เมืองสุรินทร์» ในบัญชีรายชื่อทางการ"),
        ("subject", "ก" * 2001, "เกิน 2000 ตัวอักษร"),
    ],
)
def test_a_value_of_another_kind_says_why(key, said, why):
    with pytest.raises(BadFact, match=why):
        typed(slot(key), said, PLACES)


def test_what_hangs_on_a_corrected_value_follows_it():
    made = confirmed(
        told(),
        {
            "number": "บร 0019/12",
            "money.0.words_amount": "93600.00",
            "tables.0.rows.1.cells.1": "นางรองใหม่",
            "tables.0.rows.1.place": None,
            "to.place": "3104",
        },
        PLACES,
    )

    row = made["tables"][0]["rows"][1]
    assert (made["circular"]["value"], made["money"][0]["agrees"]) == (False, True)
    assert (row["name"]["value"], row["place"]["code"], row["place"]["name"]) == ("นางรองใหม่", None, None)
    assert (made["to"]["value"], made["to"]["place"]["name"]) == ("นายอำเภอนางรองค์", "นางรอง")
    assert told()["money"][0]["agrees"] is False


def test_what_the_reader_missed_is_told_in_a_room_and_kept_with_the_rest():
    rooms = {one.key: one for one in asked_of(told())}
    said = {
        "deadlines.1.date": "๕ ตุลาคม ๒๕๖๑",
        "deadlines.1.what": "ส่งบัญชีรายชื่อกลุ่ม",
        "money.1.amount": "๕,๐๐๐",
    }
    values = {key: typed(rooms[key], text, PLACES) for key, text in said.items()}

    made = confirmed(told(), values, PLACES)

    assert [(due.day.isoformat(), due.what) for due in dues_of(made)] == [
        ("2018-09-20", "รายงาน"),
        ("2018-10-05", "ส่งบัญชีรายชื่อกลุ่ม"),
    ]
    assert [one["amount"]["value"] for one in made["money"]] == ["93600.00", "5000.00"]
    assert outcome(rooms["deadlines.1.date"], values["deadlines.1.date"]) == Outcome.CORRECTED


def test_rooms_left_empty_leave_nothing():
    made = confirmed(told(), {"deadlines.1.date": None, "money.2.per": None}, PLACES)

    assert (len(made["deadlines"]), len(made["money"])) == (1, 1)


def test_what_was_corrected_is_weighed_again():
    values = {"money.0.words_amount": "93600.00", "tables.0.rows.1.cells.3": "31,000"}

    found = findings_again(LETTER, told(), confirmed(told(), values, PLACES), PLACES)

    assert "words_figures_disagree" in {one["code"] for one in told()["findings"]}
    assert "words_figures_disagree" not in {one["code"] for one in found}
    assert "sum_mismatch" in {one["code"] for one in found}
