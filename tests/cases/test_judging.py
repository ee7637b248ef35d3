"""How answers end a task, and what the paper says of it."""

from decimal import Decimal
from random import Random

import pytest

import make
from cases import answering
from cast import Cast
from conftest import Freeze
from sammachip.cases.filled import form_of
from sammachip.cases.handing_out import signed_document
from sammachip.cases.judging import Judged, Reached, judge
from sammachip.core.document import plain_text
from sammachip.core.fields import FormSpec
from sammachip.core.flow import Outcome, Result
from sammachip.core.formreading import parse_form
from sammachip.core.levels import Band
from sammachip.programmes.pack import Clause, Judgement


@pytest.fixture(scope="module")
def form() -> FormSpec:
    fields = [
        {"key": "points", "label": "คะแนน", "type": "number"},
        {"key": "agreed", "label": "ตกลง", "type": "yes_no"},
    ]
    return parse_form({"title": "แบบ", "sections": [{"key": "one", "title": "หนึ่ง", "fields": fields}]})


BY_SCORE = Judgement(
    score="points", bands=(Band("สูง", Decimal(80)), Band("ต่ำ", Decimal(0))), sentence="คะแนนเต็ม 100"
)
BY_CLAUSE = Judgement(
    clauses=(
        Clause("!agreed", Outcome.DECLINED, "กลุ่มไม่ตกลง"),
        Clause(None, Outcome.PASSED, "กลุ่มตกลง", "พร้อม"),
    )
)


@pytest.mark.parametrize(
    ("points", "level", "floor", "ceiling"),
    [("80", "สูง", "80", None), ("79.99", "ต่ำ", "0", Decimal(80)), ("-5", "ต่ำ", "0", Decimal(80))],
)
def test_a_score_reaches_the_highest_level_whose_floor_it_meets(
    form: FormSpec, points: str, level: str, floor: str, ceiling: Decimal | None
) -> None:
    reached = Reached(Decimal(points), Decimal(floor), ceiling)

    assert judge(BY_SCORE, form, {"points": Decimal(points)}) == Judged(
        Result(Outcome.PASSED, level), "คะแนนเต็ม 100", reached
    )


def test_the_first_clause_that_holds_decides_and_says_why(form: FormSpec) -> None:
    assert judge(BY_CLAUSE, form, {"agreed": False}) == Judged(Result(Outcome.DECLINED), "กลุ่มไม่ตกลง")
    assert judge(BY_CLAUSE, form, {"agreed": True}) == Judged(Result(Outcome.PASSED, "พร้อม"), "กลุ่มตกลง")


def test_a_score_that_cannot_be_computed_decides_nothing(form: FormSpec) -> None:
    assert judge(BY_SCORE, form, {"agreed": True}) is None


@pytest.mark.django_db
def test_the_assessment_prints_its_level_why_and_that_both_are_samples(cast: Cast, at: Freeze) -> None:
    at("2018-09-10 09:00")
    group = make.enrolled(make.district(cast), make.group(cast.malee), actor=cast.malee)
    task = make.task(group, "assess")
    typed = answering.answers(form_of(task), Random(1))
    parts = ("gathering", "committee", "agreement", "fund", "activity")
    scored = {part: {row: {"score": "2"} for row in typed[part]} for part in parts}

    filing = make.filing(task, cast.malee, typed | scored, sent=True)

    text = plain_text(signed_document(filing, filing.revisions.get()))
    assert (
        "ผลที่ได้  ระดับ ๒ (ปานกลาง)\n"
        "ได้คะแนน ๖๖.๖๗ อยู่ในช่วงตั้งแต่ ๕๐ แต่ไม่ถึง ๘๐\n"
        "คะแนนรวม ๒๐ ข้อ ข้อละไม่เกิน ๓ คิดเป็นร้อยละของ ๖๐ คะแนน (เกณฑ์ตัวอย่าง - ไม่ใช่แบบทางการ)\n"
        "ด้าน\tคะแนน\tร้อยละของคะแนนเต็ม\n"
        "การรวมกลุ่ม\t๘/๑๒\t๖๖.๖๗\n"
        "กรรมการ\t๘/๑๒\t๖๖.๖๗\n"
        "กติกา\t๘/๑๒\t๖๖.๖๗\n"
        "กองทุน\t๘/๑๒\t๖๖.๖๗\n"
        "กิจกรรม\t๘/๑๒\t๖๖.๖๗\n"
        "ภาพเรดาร์ของผลรายด้าน (ร้อยละของคะแนนเต็ม)\n"
        "จะได้ ระดับ ๓ (เข้มแข็ง) เมื่อคะแนนเพิ่มอย่างน้อย ๘ คะแนน เช่น\n"
        "การรวมกลุ่ม: ทะเบียนสมาชิกเป็นปัจจุบัน จาก ๒ (มีและใช้) เป็น ๓ (มี ใช้ และทบทวน) · "
        "สมาชิกร่วมกิจกรรมสม่ำเสมอ จาก ๒ (มีและใช้) เป็น ๓ (มี ใช้ และทบทวน)\n"
        "กรรมการ: มีคณะกรรมการแบ่งหน้าที่ จาก ๒ (มีและใช้) เป็น ๓ (มี ใช้ และทบทวน) · "
        "ประชุมกรรมการและมีบันทึก จาก ๒ (มีและใช้) เป็น ๓ (มี ใช้ และทบทวน)\n"
        "กติกา: มีกติกาเป็นลายลักษณ์อักษร จาก ๒ (มีและใช้) เป็น ๓ (มี ใช้ และทบทวน) · "
        "สมาชิกร่วมกำหนด จาก ๒ (มีและใช้) เป็น ๓ (มี ใช้ และทบทวน)\n"
        "กองทุน: มีเงินทุน หุ้น หรือเงินออม จาก ๒ (มีและใช้) เป็น ๓ (มี ใช้ และทบทวน)\n"
        "กิจกรรม: ผลิตหรือบริการต่อเนื่อง จาก ๒ (มีและใช้) เป็น ๓ (มี ใช้ และทบทวน)\n"
        "เกณฑ์และผลนี้เป็นตัวอย่าง ไม่ใช่เกณฑ์ของทางราชการ\n"
        "ลงชื่อ"
    ) in text
