"""Sentences that a column broke: read as they were written, and not run together with what stands below."""

from datetime import date

import pytest

from core.lettering import OFFICIAL, said
from sammachip.core.letterfacts import read
from sammachip.core.letterfacts.lines import unwrapped
from sammachip.core.letterfacts.noise import mended

BROKEN = """\
          ด้วยจังหวัดได้รับแจ้งให้ติดตามกลุ่มอาชีพที่ได้รับการสนับสนุนในปีงบประมาณที่ผ่านมาทุกกลุ่มใน
พื้นที่ เพื่อนำผลไปวางแผนการทำงานในปีต่อไป โดยให้ผู้ที่รับผิดชอบสอบถามรายได้จากประธานกลุ่มด้วย
ตนเอง
"""
STAMPED = """\
ที่ ศก ๐๐๑๙/ ๑๖๒๘๗
ถึง สำนักงานพัฒนาชุมชนอำเภอทุกอำเภอ
พร้อมหนังสือนี้ จังหวัดศรีสะเกษขอส่งแผ่นพับของกลุ่มทอผ้ามาเพื่อแจกจ่ายแก่ประชาชนที่สนใจในพื้นที่ของ
ท่าน และให้อำเภอแจ้งจำนวนที่แจกจ่ายแล้วให้จังหวัดทราบ ภายในวันที่ ๒๒
เมษายน พ.ศ. ๒๕๖๒
จังหวัดศรีสะเกษ
(ประทับตรา)
๑ เมษายน ๒๕๖๒
"""


def lines(text: str) -> list[str]:
    return unwrapped(mended(text)).text.rstrip("\n").split("\n")


def test_a_sentence_that_its_column_broke_is_one_line_again():
    assert len(lines(BROKEN)) == 1
    assert "ทุกกลุ่มในพื้นที่ เพื่อ" in lines(BROKEN)[0]


def test_a_blank_at_the_end_of_a_broken_line_stays():
    assert "ทุกกลุ่มใน พื้นที่" in lines(BROKEN.replace("ใน\n", "ใน \n"))[0]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("ใน", "ประจำปีงบประมาณ", "ใน ประจำปี"),
        ("ใน", "ครั้งที่ 3/2561", "ใน ครั้งที่"),
        ("22", "เมษายน", "22 เมษายน"),
        ("จำนวน", "22 กลุ่ม", "จำนวน 22"),
    ],
)
def test_numbers_and_the_ends_of_titles_keep_their_blank(above: str, below: str, joined: str):
    assert joined in lines(BROKEN.replace("ใน\n", f"{above}\n").replace("\nพื้นที่", f"\n{below}"))[0]


@pytest.mark.parametrize(
    "below",
    [
        "๑. รายการแรก",
        "จึงเรียนมาเพื่อโปรดทราบ",
        "ขอให้อำเภอรายงาน",
        "(นายสมมติ ใจดี)",
        "ที่ บร ๐๐๑๙/๕",
        "ที่  รายการ  บาท",
    ],
)
def test_what_begins_a_line_of_its_own_is_left_there(below: str):
    broken = BROKEN.replace("ตนเอง\n", below + "\n")

    assert lines(broken)[-1] == mended(below).text


def test_every_sign_still_knows_where_it_stands():
    page = unwrapped(mended(BROKEN))
    at = page.text.index("ทุกกลุ่มในพื้นที่")
    start, end = page.span(at, at + len("ทุกกลุ่มในพื้นที่"))

    assert BROKEN[start:end] == "ทุกกลุ่มใน\nพื้นที่"


def test_a_day_broken_off_its_month_is_no_day_of_the_letter():
    found = read(STAMPED, places=OFFICIAL)

    assert said(found.day) == [date(2019, 4, 1)]
    [deadline] = found.deadlines
    assert said(deadline.due) == [date(2019, 4, 22)]
