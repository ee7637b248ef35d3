"""The head of a letter as offices really lay it: references without numbers, a number that a scan took apart."""

import pytest

from core.lettering import LETTER, OFFICIAL, said
from sammachip.core.letterfacts import read
from sammachip.core.letterfacts.model import Letter
from sammachip.core.letterfacts.names import Lists, placed
from sammachip.core.places import gazetteer

FIRST = "หนังสือจังหวัดบุรีรัมย์ ที่ บร ๐๐๑๙/ว ๑ ลงวันที่ ๒๐ สิงหาคม ๒๕๖๑"
SECOND = "หนังสือสำนักงานพัฒนาชุมชนจังหวัดบุรีรัมย์ ด่วนที่สุด ที่ บร ๐๐๑๙.๒/๒ ลงวันที่ ๒๑ สิงหาคม ๒๕๖๑"
ENCLOSED = "สิ่งที่ส่งมาด้วย บัญชีจัดสรร จำนวน ๑ ชุด\n"


def with_head(old: str, new: str) -> Letter:
    term = "ขอให้อำเภอรายงานผลภายในวันที่ ๓๐ กันยายน ๒๕๖๑"
    text = LETTER.format(urgency="", to="นายอำเภอทุกอำเภอ", body=term, enclosed="")
    return read(text.replace(old, new), places=OFFICIAL)


@pytest.mark.parametrize(
    "written",
    [
        f"อ้างถึง {FIRST}\n{SECOND}\n",
        f"อ้างถึง {FIRST}\n\n{SECOND}\n\n",
        f"อ้างถึง ๑. {FIRST}\n๒. {SECOND}\n",
        f"อ้างถึง {FIRST}\n{SECOND.replace(' ลง', chr(10) + 'ลง')}\n",
    ],
    ids=["a line each", "apart", "numbered", "broken before its day"],
)
@pytest.mark.parametrize("titles", [["บัญชีจัดสรร"], ["บัญชีจัดสรร", "แบบรายงานผล"], []])
def test_references_without_numbers_lose_nothing_that_follows(written: str, titles: list[str]) -> None:
    items = [f"{n}. {title} จำนวน {n} ชุด" for n, title in enumerate(titles, 1)]
    enclosed = f"สิ่งที่ส่งมาด้วย {chr(10).join(items)}\n" if titles else ""

    found = with_head(ENCLOSED, written + enclosed)

    assert said(*found.refs) == [FIRST, SECOND]
    assert said(*(one.title for one in found.enclosures)) == titles
    assert [str(one.due and one.due.value) for one in found.deadlines] == ["2018-09-30"]


@pytest.mark.parametrize(
    ("written", "number", "circular"),
    [
        ("ที่ บร ๐๐๑๙/0 ๑๒๗๔", None, None),
        ("ที่ บร ๐๐๑๙/9   ๑๒๗๔", None, None),
        ("ที่ บร ๐๐๑๙/๑๒ ๗๔", None, None),
        ("ที่ บร ๐๐๑๙/๓๓๑ x", None, None),
        ("ที่ บร ๐๐๑๙/๓๓๑ ณ วันที่ ๓ กันยายน ๒๕๖๑", "บร 0019/331", False),
        ("ที่ บร ๐๐๑๙/๑๒๗๔   ๓ กันยายน ๒๕๖๑", "บร 0019/1274", False),
        ("ที่ บร ๐๐๑๙/ว ๕ ๓ ก.ย. ๒๕๖๑", "บร 0019/ว 5", True),
    ],
)
def test_no_number_is_made_of_the_first_signs_of_one(
    written: str, number: str | None, circular: bool | None
) -> None:
    found = with_head("ที่ บร ๐๐๑๙/ว ๑๒๓", written)

    assert said(found.number, found.circular, found.office) == [number, circular, "ศาลากลางจังหวัดบุรีรัมย์"]


@pytest.mark.parametrize("running", ["0 ๑๒๗๔", "๓๓๑ x"])
def test_the_office_beside_a_number_that_was_taken_apart_is_read(running: str) -> None:
    head = "ที่ บร ๐๐๑๙/ว ๑๒๓\n\nศาลากลางจังหวัดบุรีรัมย์"

    found = with_head(head, f"ที่ บร ๐๐๑๙/{running}   ศาลากลางจังหวัดบุรีรัมย์")

    assert said(found.number, found.office) == [None, "ศาลากลางจังหวัดบุรีรัมย์"]


def test_a_count_that_was_lost_is_no_part_of_what_is_enclosed() -> None:
    [enclosed] = with_head("จำนวน ๑ ชุด", "จำนวน  แผ่น").enclosures

    assert said(enclosed.title, enclosed.count, enclosed.unit) == ["บัญชีจัดสรร", None, "แผ่น"]


def test_the_name_that_holds_a_short_one_whole_is_offered_first() -> None:
    provinces = Lists(gazetteer([("14", "พระนครศรีอยุธยา"), ("56", "พะเยา"), ("31", "บุรีรัมย์")]))

    assert placed("อยุธยา", provinces, "", 2).alternatives[0] == ("14", "พระนครศรีอยุธยา")


def test_an_office_whose_name_goes_on_below_its_column_is_read_whole() -> None:
    letter = LETTER.replace(
        "ที่ บร ๐๐๑๙/ว ๑๒๓\n\nศาลากลางจังหวัดบุรีรัมย์\n", "ที่ ศธ ๐๔๐๐๒/ว๒๓๑\tสำนักงานคณะกรรมการการศึกษาขั้น\nพื้นฐาน\n"
    )

    found = read(letter.format(urgency="", to="นายอำเภอ", body="", enclosed=""), places=OFFICIAL)

    assert said(found.office) == ["สำนักงานคณะกรรมการการศึกษาขั้น พื้นฐาน"]


@pytest.mark.parametrize("office", ["โรงพยาบาลส่งเสริมสุขภาพตำบลสมมุติ", "เรือนจำกลางสมมุติ", "สถานีพัฒนาที่ดินสมมุติ"])
def test_a_certificate_whose_head_stands_on_one_line_keeps_its_office(office: str) -> None:
    head = f"เลขที่ ๘๗/๒๕๖๑            {office}\nหนังสือฉบับนี้ให้ไว้เพื่อรับรองว่า นางตัวอย่าง สมมติ เป็นสมาชิก\n"

    found = read(f"{head}ให้ไว้ ณ วันที่ ๑๐ กันยายน พ.ศ. ๒๕๖๑\n(นายสมมติ ใจดี)\n", places=OFFICIAL)

    assert said(found.number, found.office) == ["87/2561", office]
