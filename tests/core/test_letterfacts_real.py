"""The two letters that this work began with, every fact of them; they lie in the folder that LETTERS names."""

import os
from decimal import Decimal
from pathlib import Path

import pytest

from sammachip.core.letterfacts import as_json, read
from sammachip.core.places import Gazetteer, gazetteer
from sammachip.org.gazetteer import coded_names

FOLDER = os.environ.get("LETTERS")
pytestmark = pytest.mark.skipif(
    not FOLDER,
    reason="LETTERS names no folder with buriram-2561.txt and sakaeo-2563.txt: the real letters are NOT tried",
)


@pytest.fixture(scope="module")
def official() -> Gazetteer:
    return gazetteer(coded_names())


def letter(name: str, official: Gazetteer):
    text = Path(FOLDER or "", name).read_text(encoding="utf-8")
    return text, as_json(read(text, places=official))


def values(told, *keys: str) -> list[object]:
    return [told[key] and told[key]["value"] for key in keys]


def when(told) -> list[tuple[object, ...]]:
    return [tuple(values(one, "date", "from", "to")) for one in told["deadlines"]]


def raised(told) -> list[tuple[str, str]]:
    return [(one["code"], one["level"]) for one in told["findings"]]


def test_letter_a_is_read_whole(official):  # clauses A1 to A4, A15, A16
    text, told = letter("buriram-2561.txt", official)

    assert (told["kind"], told["sets_work"]) == ("external", True)
    assert values(told, "urgency", "number", "circular", "date", "to") == [
        "ด่วนที่สุด", "บร 0019/ว 5335", True, "2018-08-31", "นายอำเภอทุกอำเภอ",
    ]  # fmt: skip
    assert values(told, "office", "subject") == [
        "ศาลากลางจังหวัดบุรีรัมย์",
        "การดำเนินโครงการพัฒนาศักยภาพสัมมาชีพชุมชนสู่ความยั่งยืน",
    ]
    assert told["refs"] == []
    assert [values(one, "title", "count", "unit") for one in told["enclosures"]] == [
        ["ทะเบียนจัดสรรเป้าหมายการดำเนินโครงการฯ", 1, "ฉบับ"],
        ["แนวทางพัฒนาศักยภาพสัมมาชีพชุมชนสู่ความยั่งยืน", 1, "ชุด"],
        ["แบบรายงานความก้าวหน้าการดำเนินงานฯ", 1, "ชุด"],
    ]
    assert when(told) == [("2018-09-20", None, None), (None, "2018-08-01", "2018-09-30")]
    assert [(*values(one, "amount", "words_amount"), one["agrees"]) for one in told["money"]] == [
        ("61857700.00", "61857007.00", False)
    ]
    assert values(told["signatory"], "name", "post", "how", "acting_for") == [
        "นางบุญยิ่ง เทศน้อย", "พัฒนาการจังหวัดบุรีรัมย์", "ปฏิบัติราชการแทน", "ผู้ว่าราชการจังหวัดบุรีรัมย์",
    ]  # fmt: skip
    assert [(one["value"], one["use"]) for one in told["phones"]] == [
        ("044666512", "phone"), ("044666513", "fax"), ("37156", "inner"),
    ]  # fmt: skip
    assert raised(told) == [
        ("words_figures_disagree", "error"), ("period_mismatch", "notice"), ("title_mismatch", "error"),
    ]  # fmt: skip
    assert text[slice(*told["number"]["span"])] == "บร ๐๐๑๙/ว ๕๓๓๕"


def test_the_register_of_letter_a_comes_out_row_by_row(official):  # clause A2
    _text, told = letter("buriram-2561.txt", official)

    [table] = told["tables"]
    assert [one["value"] for one in table["columns"]] == [
        "ที่", "อำเภอ", "จำนวนกลุ่ม เป้าหมาย (กลุ่ม)", "บัญชีจัดสรรงบประมาณ ที่กรมฯ แจ้ง", "หมายเหตุ",
    ]  # fmt: skip
    assert [row["place"]["code"] for row in table["rows"]] == [f"31{number:02}" for number in range(1, 24)]
    assert [one and one["value"] for one in table["totals"]] == [None, None, "28", "873600", None]
    assert sum(row["cells"][2]["value"] == "๒" for row in table["rows"]) == 5
    assert all(check["agrees"] for check in table["checks"])
    assert {Decimal(check["reckoned"]) for check in table["checks"]} >= {Decimal(28), Decimal(873_600)}


def test_letter_b_is_read_whole_and_its_damaged_day_stays_unknown(official):  # clauses B1 to B9
    text, told = letter("sakaeo-2563.txt", official)

    assert (told["kind"], told["urgency"], told["refs"], told["tables"]) == ("external", None, [], [])
    assert values(told, "number", "circular", "office", "subject", "to") == [
        "สก 0019/0970", False, "ศาลากลางจังหวัดสระแก้ว",
        "โครงการเสริมสร้างศักยภาพกิจกรรมเครือข่ายธุรกิจชุมชน", "นายอำเภอรัฐประเศ",
    ]  # fmt: skip
    assert (told["date"]["value"], told["date"]["partial"]) == (None, "2020-05")
    assert told["to"]["place"] == {
        "code": None, "name": None, "alternatives": [{"code": "2706", "name": "อรัญประเทศ"}],
    }  # fmt: skip
    assert [values(one, "title", "count", "unit") for one in told["enclosures"]] == [
        ["แนวทางการดำเนินงานโครงการฯ", 1, "ฉบับ"]
    ]
    june, july = ("2020-06-01", "2020-06-30"), ("2020-07-01", "2020-07-31")
    assert when(told) == [
        ("2020-05-25", None, None),
        ("2020-05-29", None, None),
        ("2020-06-30", *june),
        ("2020-06-30", *june),
        (None, *july),
        ("2020-07-31", *july),
        ("2020-08-31", "2020-08-01", "2020-08-31"),
        ("2020-08-20", None, None),
    ]
    assert [values(one, "who", "to_whom") for one in told["deadlines"]][:2] == [
        ["อำเภอ", "จังหวัดสระแก้ว"], [None, "กรมฯ"],
    ]  # fmt: skip
    assert [values(one, "amount", "words_amount", "per") for one in told["money"]] == [
        ["90000.00", None, "แห่ง"], ["50000.00", None, "แห่ง"],
    ]  # fmt: skip
    assert values(told["signatory"], "name", "post", "how", "acting_for") == [
        "นายถวิล ยี่สุนแสง", "พัฒนาการจังหวัด", "ปฏิบัติราชการแทน", "ผู้ว่าราชการจังหวัดสระแก้ว",
    ]  # fmt: skip
    assert [(one["value"], one["use"]) for one in told["phones"]] == [
        ("037425057", "phone_fax"), ("037425058", "phone_fax"),
    ]  # fmt: skip
    assert raised(told) == [
        ("date_unreadable", "error"), ("name_unrecognised", "error"), ("deadline_order", "notice"),
    ]  # fmt: skip
    assert text[slice(*told["findings"][1]["span"])] == "นายอำเภอรัฐประเศ"
