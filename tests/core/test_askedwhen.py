"""When a question on paper is to be answered, in words; what these words do not reach is said to be left to the house."""

from dataclasses import replace

import pytest

from sammachip.core.askedwhen import UNSAID, asked_when
from sammachip.core.fields import Choice, Field, FieldType

KIND = Field(
    "kind",
    "ลักษณะ",
    FieldType.CHOICE,
    choices=(Choice("fund", "ประสานทุน"), Choice("market", "เชื่อมตลาด")),
)
ASKED = (
    KIND,
    Field("overlap", "ซ้ำซ้อน", FieldType.YES_NO),
    Field("people", "ผู้เข้าร่วม", FieldType.INTEGER, unit="คน"),
    Field("markets", "ตลาด", FieldType.CHOICES, choices=KIND.choices),
    Field("sales", "ยอดขาย", FieldType.MONEY),
    Field("incomes", "รายได้", FieldType.TABLE, columns=(replace(KIND, key="period", label="รอบ"),)),
)
FIELDS = {one.key: one for one in ASKED}


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("kind == 'fund'", "«ลักษณะ» เป็น «ประสานทุน»"),
        ("kind != 'fund'", "«ลักษณะ» ไม่ใช่ «ประสานทุน»"),
        ("!(kind == 'fund')", "«ลักษณะ» ไม่ใช่ «ประสานทุน»"),
        ("kind in ['fund', 'market']", "«ลักษณะ» เป็น «ประสานทุน» หรือ «เชื่อมตลาด»"),
        ("'fund' in markets", "เลือก «ประสานทุน» ใน «ตลาด»"),
        ("overlap", "«ซ้ำซ้อน» ตอบว่า ใช่"),
        ("!overlap", "«ซ้ำซ้อน» ตอบว่า ไม่ใช่"),
        ("answered(sales)", "มีคำตอบใน «ยอดขาย»"),
        ("!answered(sales)", "ไม่ได้ตอบ «ยอดขาย»"),
        ("people > 3", "«ผู้เข้าร่วม» มากกว่า 3 คน"),
        ("people >= 3", "«ผู้เข้าร่วม» ตั้งแต่ 3 คน ขึ้นไป"),
        ("!(people >= 3)", "«ผู้เข้าร่วม» น้อยกว่า 3 คน"),
        ("sales <= baht('31,200')", "«ยอดขาย» ไม่เกิน 31,200"),
        ("size(incomes) < 2", "«รายได้» มีน้อยกว่า 2 แถว"),
        ("overlap && people > 3", "«ซ้ำซ้อน» ตอบว่า ใช่ และ «ผู้เข้าร่วม» มากกว่า 3 คน"),
        ("!(overlap && people > 3)", "«ซ้ำซ้อน» ตอบว่า ไม่ใช่ หรือ «ผู้เข้าร่วม» ไม่เกิน 3 คน"),
        (
            "overlap && (people > 3 || answered(sales))",
            "«ซ้ำซ้อน» ตอบว่า ใช่ และ («ผู้เข้าร่วม» มากกว่า 3 คน หรือ มีคำตอบใน «ยอดขาย»)",
        ),
        ("answered(overlap) && overlap", "«ซ้ำซ้อน» ตอบว่า ใช่"),
        ("answered(people) && people > 3", "«ผู้เข้าร่วม» มากกว่า 3 คน"),
        ("overlap || (answered(people) && people > 3)", "«ซ้ำซ้อน» ตอบว่า ใช่ หรือ «ผู้เข้าร่วม» มากกว่า 3 คน"),
        ("answered(sales) && people > 3", "มีคำตอบใน «ยอดขาย» และ «ผู้เข้าร่วม» มากกว่า 3 คน"),
        ("incomes.exists(a, a.period == 'fund')", "มีแถวใน «รายได้» ที่ «รอบ» เป็น «ประสานทุน»"),
        (
            "incomes.exists(a, incomes.exists(b, a.period != b.period))",
            "«รอบ» ของแถวใน «รายได้» ไม่เหมือนกัน",
        ),
    ],
)
def test_a_rule_is_said_in_the_words_of_the_form(rule: str, said: str):
    assert asked_when(rule, FIELDS) == f"ตอบเมื่อ {said}"


@pytest.mark.parametrize(
    "rule",
    [
        "group.kind == 'fund'",  # a fact of the house, which stands on no paper
        "elsewhere == 'fund'",
        "people > (overlap ? 1 : 2)",
        "incomes.all(a, a.period == 'fund')",
        "!incomes.exists(a, a.period == 'fund')",
        "incomes.exists(a, incomes.exists(b, a.period != a.period))",
        "kind < 'fund'",
    ],
)
def test_what_has_no_words_is_left_to_the_house(rule: str):
    assert asked_when(rule, FIELDS) == UNSAID
