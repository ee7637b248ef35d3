"""Letters of other offices and kinds, as people and scanners spell them: what is told, and what must stay unknown."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from sammachip.core.letterfacts import LONGEST, TooLong, as_json, read
from sammachip.core.letterfacts.days import days_in
from sammachip.core.letterfacts.model import Deadline, Kind, Letter, Relative
from sammachip.core.letterfacts.noise import mended
from sammachip.core.letterfacts.spelling import spelled
from sammachip.core.letterfacts.sums import respelled
from sammachip.core.places import gazetteer

OFFICIAL = gazetteer(
    [
        ("31", "บุรีรัมย์"),
        ("3101", "เมืองบุรีรัมย์"),
        ("3104", "นางรอง"),
        ("3107", "ประโคนชัย"),
        ("3111", "สตึก"),
        ("32", "สุรินทร์"),
        ("3201", "เมืองสุรินทร์"),
        ("3202", "ชุมพลบุรี"),
    ]
)
LETTER = """{urgency}
ที่ บร ๐๐๑๙/ว ๑๒๓

ศาลากลางจังหวัดบุรีรัมย์
ถนนตัวอย่าง บร ๓๑๐๐๐

๓ กันยายน ๒๕๖๑

เรื่อง การดำเนินโครงการปลูกผักสวนตัวอย่างในชุมชน

เรียน {to}

สิ่งที่ส่งมาด้วย บัญชีจัดสรร จำนวน ๑ ชุด

ด้วยจังหวัดได้รับแจ้งจากกรมการพัฒนาชุมชน {body}

จึงเรียนมาเพื่อดำเนินการ

ขอแสดงความนับถือ

(นายสมมติ ใจดี)
พัฒนาการจังหวัดบุรีรัมย์

โทร. ๐ ๔๔๖๖ ๐๐๐๑

{enclosed}
"""
REGISTER = """ที่	อำเภอ	จำนวนกลุ่ม (กลุ่ม)	งบประมาณ (บาท)
๑	เมืองบุรีรัมย์	๒	๖๒,๔๐๐
๒	นางรอง	๑	๓๑,๒๐๐
๓	ประโคนชัย	๑	๓๑,๒๐๐
๔	สตึก	๑	๓๑,๒๐๐
	รวม	๕	๑๕๖,๐๐๐
"""


def letter(
    body: str = "", *, to: str = "นายอำเภอทุกอำเภอ", enclosed: str = "", urgency: str = "ด่วนมาก"
) -> Letter:
    return read(LETTER.format(urgency=urgency, to=to, body=body, enclosed=enclosed), places=OFFICIAL)


def codes(found: Letter) -> list[str]:
    return [str(one.code) for one in found.findings]


def said(*facts: object) -> list[object]:
    return [getattr(fact, "value", None) for fact in facts]


def only(found: Letter) -> Deadline:
    [deadline] = found.deadlines
    return deadline


@pytest.mark.parametrize(
    ("head", "kind", "sets_work"),
    [
        (
            "บันทึกข้อความ\nส่วนราชการ กองคลัง โทร. ๐ ๒๑๔๑ ๐๐๐๑\nที่ มท ๐๔๐๒/๕\nเรื่อง ขออนุมัติ\nเรียน อธิบดี\nตามที่ได้รับแจ้ง จึงขออนุมัติ",
            Kind.MEMO,
            True,
        ),
        ("ที่ บร ๐๐๑๙/๘\nถึง สำนักงานพัฒนาชุมชนอำเภอ\nพร้อมหนังสือนี้ขอส่งคู่มือ โปรดแจ้งผล", Kind.STAMPED, True),
        ("คำสั่งจังหวัดบุรีรัมย์\nที่ ๑๒/๒๕๖๑\nเรื่อง แต่งตั้งคณะทำงาน", Kind.ORDER, False),
        ("ประกาศกรมตัวอย่าง\nเรื่อง ผลการคัดเลือก", Kind.ANNOUNCEMENT, False),
        ("ประกาสจังหวัดบุรีรัมย์\nเรื่อง ผลการคัดเลือก", Kind.ANNOUNCEMENT, False),
        ("รายงานการประชุมคณะทำงาน\nครั้งที่ ๑/๒๕๖๑", Kind.MINUTES, False),
        ("จังหวัดบุรีรัมย์\nมอบเกียรติบัตรฉบับนี้ให้ไว้เพื่อแสดงว่า\nนางสมมติ ใจดี", Kind.CERTIFICATE, False),
        ("ข่าวประชาสัมพันธ์\nเปิดตลาดชุมชน ภายในวันที่ ๕ กันยายน ๒๕๖๑", Kind.OTHER, False),
        ("ถึง แม่ที่รัก\nหนูสบายดี จะกลับบ้านวันที่ ๑๒ สิงหาคม ๒๕๖๑", Kind.OTHER, False),
    ],
)
def test_the_kind_is_told_and_whether_it_sets_work_in_motion(head: str, kind: Kind, sets_work: bool) -> None:
    found = read(head, places=OFFICIAL)

    assert (found.kind, found.sets_work) == (kind, sets_work)
    assert found.deadlines == ()


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("ที่ กค (กวจ) ๐๔๐๕.๒/ว ๑๑๙", "กค (กวจ) 0405.2/ว 119"),
        ("ด่วนที่สุด ที่ มท 0407.4/ว1896", "มท 0407.4/ว 1896"),
        ("ที่ ศธ ๐๔๑๔๓/ ๕", "ศธ 04143/5"),
        ("ที่ บร ๐๐๑๙/ว ", None),
        ("ที่ บร ๐๐๑๙/ว ๕๓ค", None),
    ],
)
def test_a_letter_number_is_read_whole_or_not_at_all(written: str, number: str | None) -> None:
    found = read(LETTER.replace("ที่ บร ๐๐๑๙/ว ๑๒๓", written), places=OFFICIAL)

    assert said(found.number) == [number]


@pytest.mark.parametrize(
    ("term", "due", "start", "end"),
    [
        ("ภายในวันที่ ๒๐ กันยายน ๒๕๖๑", date(2018, 9, 20), None, None),
        ("ไม่เกินวันพฤหัสบดีที่ 20 ก.ย. 61", date(2018, 9, 20), None, None),
        ("ภายใน ๒๐/๐๙/๒๕๖๑", date(2018, 9, 20), None, None),
        ("ภายในวันที่ ๒๐ เดือนกันยายน พ.ศ. ๒๕๖๑", date(2018, 9, 20), None, None),
        ("ก่อนเวลา ๑๖.๓๐ น. ของวันที่ ๒๐ กันยายน ๒๕๖๑", date(2018, 9, 20), None, None),
        ("ภายในวันที่ ๒๐\nกันยายน ๒๕๖๑", date(2018, 9, 20), None, None),
        ("ภายในสิ้นเดือนกันยายน ๒๕๖๑", date(2018, 9, 30), date(2018, 9, 1), date(2018, 9, 30)),
        ("ระหว่างวันที่ ๒๘ กันยายน - ๒ ตุลาคม ๒๕๖๑", None, date(2018, 9, 28), date(2018, 10, 2)),
        ("ตั้งแต่วันที่ ๑๐ ถึงวันที่ ๑๒ กันยายน ๒๕๖๑", None, date(2018, 9, 10), date(2018, 9, 12)),
    ],
)
def test_a_term_is_read_however_its_day_is_spelt(
    term: str, due: date | None, start: date | None, end: date | None
) -> None:
    found = only(letter(f"ขอให้อำเภอรายงานผลการดำเนินงานให้จังหวัดทราบ {term}"))

    assert said(found.due, found.start, found.end) == [due, start, end]
    assert said(found.what, found.who, found.to_whom) == ["รายงานผลการดำเนินงาน", "อำเภอ", "จังหวัด"]


@pytest.mark.parametrize(
    ("sentence", "what", "who", "to_whom"),
    [
        (
            "โปรดกรอกแบบตอบรับ แล้วส่งคืนสำนักงานพัฒนาชุมชนจังหวัด ภายในวันที่ ๒๐ กันยายน ๒๕๖๑",
            "กรอกแบบตอบรับ",
            None,
            "สำนักงานพัฒนาชุมชนจังหวัด",
        ),
        (
            "ในการนี้ จังหวัดจึงขอให้อำเภอจัดส่งแบบตอบรับไปยังสำนักงานพัฒนาชุมชนจังหวัด ทางไปรษณีย์อิเล็กทรอนิกส์ saraban@example.go.th ภายในวันที่ ๒๐ กันยายน ๒๕๖๑",
            "จัดส่งแบบตอบรับ",
            "อำเภอ",
            "สำนักงานพัฒนาชุมชนจังหวัด",
        ),
        ("ทั้งนี้ ให้ส่งเอกสารถึงจังหวัดภายในวันที่ ๒๐ กันยายน ๒๕๖๑", "ส่งเอกสาร", None, "จังหวัด"),
        ("กำหนดส่งใบสมัครภายในวันที่ ๒๐ กันยายน ๒๕๖๑", "ส่งใบสมัคร", None, None),
        (
            "ขอให้ท่านพิจารณามอบหมายผู้เกี่ยวข้องสำรวจข้อมูลครัวเรือน แล้วรายงานให้จังหวัดทราบ ภายในวันที่ ๒๐ กันยายน ๒๕๖๑",
            "สำรวจข้อมูลครัวเรือน",
            "ผู้เกี่ยวข้อง",
            "จังหวัด",
        ),
        (
            "กลุ่มที่สนใจสามารถยื่นใบสมัครได้ที่สำนักงานพัฒนาชุมชนอำเภอ ตั้งแต่วันที่ ๑๐ ถึงวันที่ ๒๐ กันยายน ๒๕๖๑",
            "ยื่นใบสมัคร",
            "กลุ่มที่สนใจ",
            "สำนักงานพัฒนาชุมชนอำเภอ",
        ),
        (
            "ผู้สนใจสมัครเข้าร่วมโครงการได้ที่ที่ว่าการอำเภอ ภายในวันที่ ๒๐ กันยายน ๒๕๖๑",
            "สมัครเข้าร่วมโครงการ",
            "ผู้สนใจ",
            "ที่ว่าการอำเภอ",
        ),
        ("จังหวัดจะประกาศผลการคัดเลือก ภายในวันที่ ๒๐ กันยายน ๒๕๖๑", "ประกาศผลการคัดเลือก", "จังหวัด", None),
        (
            "โดยให้อำเภอดำเนินการเบิกจ่ายงบประมาณให้แล้วเสร็จภายในวันที่ ๒๐ กันยายน ๒๕๖๑ และรายงานผลให้จังหวัดทราบภายในวันที่ ๒๕ กันยายน ๒๕๖๑",
            "เบิกจ่ายงบประมาณ",
            "อำเภอ",
            None,
        ),
        (
            "สำนักงานพัฒนาชุมชนอำเภอรวบรวมแผนปฏิบัติการของทุกตำบล เสนอนายอำเภอพิจารณา ภายในวันที่ ๒๐ กันยายน ๒๕๖๑",
            "รวบรวมแผนปฏิบัติการของทุกตำบล",
            "สำนักงานพัฒนาชุมชนอำเภอ",
            "นายอำเภอ",
        ),
        (
            "ขอให้จังหวัดบันทึกผลการเบิกจ่ายในระบบติดตามงบประมาณ ภายในวันที่ ๒๐ กันยายน ๒๕๖๑",
            "บันทึกผลการเบิกจ่ายในระบบติดตามงบประมาณ",
            "จังหวัด",
            None,
        ),
        (
            "พร้อมทั้งแจ้งรายชื่อผู้ประสานงานของอำเภอให้จังหวัดทราบภายในวันที่ ๒๐ กันยายน ๒๕๖๑",
            "แจ้งรายชื่อผู้ประสานงานของอำเภอ",
            None,
            "จังหวัด",
        ),
        (
            "ขอเชิญท่านส่งผู้แทนจำนวน ๒ คน เข้าร่วมประชุมเชิงปฏิบัติการ ในวันที่ ๒๐ กันยายน ๒๕๖๑ เวลา ๐๙.๐๐ น. ณ ห้องประชุม",
            "ส่งผู้แทนจำนวน ๒ คน เข้าร่วมประชุมเชิงปฏิบัติการ",
            "ท่าน",
            None,
        ),
        (
            "จังหวัดบุรีรัมย์กำหนดจัดอบรมเชิงปฏิบัติการผู้นำชุมชน ระหว่างวันที่ ๒๐ - ๒๒ กันยายน ๒๕๖๑ ณ โรงแรมตัวอย่าง",
            "จัดอบรมเชิงปฏิบัติการผู้นำชุมชน",
            "จังหวัดบุรีรัมย์",
            None,
        ),
        (
            "ให้นายอำเภอกำกับดูแลการดำเนินงาน และรายงานผลต่อผู้ว่าราชการจังหวัดบุรีรัมย์ ทุกวันที่ ๕ ของเดือน",
            "กำกับดูแลการดำเนินงาน",
            "นายอำเภอ",
            "ผู้ว่าราชการจังหวัดบุรีรัมย์",
        ),
        (
            "ขอให้คณะกรรมการกองทุนหมู่บ้านจัดทำงบการเงิน ส่งสำนักงานพัฒนาชุมชนอำเภอ ภายใน ๓๐ วัน นับแต่วันสิ้นปีบัญชี",
            "จัดทำงบการเงิน",
            "คณะกรรมการกองทุนหมู่บ้าน",
            "สำนักงานพัฒนาชุมชนอำเภอ",
        ),
        (
            "ขอให้ผู้รับจ้างส่งมอบงานงวดสุดท้ายต่อคณะกรรมการตรวจรับพัสดุ ภายในวันที่ ๒๐ กันยายน ๒๕๖๑",
            "ส่งมอบงานงวดสุดท้าย",
            "ผู้รับจ้าง",
            "คณะกรรมการตรวจรับพัสดุ",
        ),
        (
            "ให้ประธานกลุ่มลงนามในบันทึกข้อตกลงให้แล้วเสร็จภายในวันที่ ๒๐ กันยายน ๒๕๖๑",
            "ลงนามในบันทึกข้อตกลง",
            "ประธานกลุ่ม",
            None,
        ),
        (
            "มอบหมายให้นางสาวสมมติ ใจดี จัดทำสรุปรายงาน เสนอที่ประชุม ภายในวันที่ ๒๐ กันยายน ๒๕๖๑",
            "จัดทำสรุปรายงาน",
            "นางสาวสมมติ ใจดี",
            "ที่ประชุม",
        ),
        (
            "จึงแจ้งมาเพื่อให้ส่วนราชการตรวจสอบและยืนยันยอดคงเหลือกลับมายังกองคลัง ภายในวันที่ ๒๐ กันยายน ๒๕๖๑",
            "ตรวจสอบและยืนยันยอดคงเหลือ",
            "ส่วนราชการ",
            "กองคลัง",
        ),
        (
            "ตามหนังสือข้างต้น แก้ไขกำหนดส่งรายงานจากเดิมวันที่ ๑๐ กันยายน ๒๕๖๑ เป็นวันที่ ๒๐ กันยายน ๒๕๖๑",
            "ส่งรายงาน",
            None,
            None,
        ),
        ("ขอให้เลื่อนการส่งแบบสรุปออกไปถึงวันที่ ๒๐ กันยายน ๒๕๖๑", "ส่งแบบสรุป", None, None),
        ("เทศบาลต้องคืนเงินเหลือจ่ายให้กรมภายในวันที่ ๒๐ กันยายน ๒๕๖๑", "คืนเงินเหลือจ่าย", "เทศบาล", "กรม"),
        (
            "อำเภอที่ได้รับจัดสรรงบประมาณต้องรายงานผลการเบิกจ่ายต่อจังหวัดภายในวันที่ ๒๐ กันยายน ๒๕๖๑",
            "รายงานผลการเบิกจ่าย",
            "อำเภอที่ได้รับจัดสรรงบประมาณ",
            "จังหวัด",
        ),
        (
            "จังหวัดจึงขอให้หน่วยงานของท่านรายงานผลการใช้น้ำมันเชื้อเพลิง โดยส่งถึงสำนักงานจังหวัด (กลุ่มงานยุทธศาสตร์) ภายในวันที่ ๒๐ กันยายน ๒๕๖๑",
            "รายงานผลการใช้น้ำมันเชื้อเพลิง",
            "หน่วยงานของท่าน",
            "สำนักงานจังหวัด",
        ),
        (
            "ขอได้โปรดแจ้งให้กลุ่มออมทรัพย์ในพื้นที่จัดทำคลิปวิดีโอความยาวไม่เกิน ๕ นาที และส่งให้จังหวัดภายในวันที่ ๒๐ กันยายน ๒๕๖๑",
            "จัดทำคลิปวิดีโอความยาวไม่เกิน ๕ นาที",
            "กลุ่มออมทรัพย์ในพื้นที่",
            "จังหวัด",
        ),
        (
            "ให้สำนักงานพัฒนาชุมชนอำเภอส่งรายชื่อผู้แทนให้กลุ่มงานยุทธศาสตร์การพัฒนาชุมชนภายในวันที่ ๒๐ กันยายน ๒๕๖๑",
            "ส่งรายชื่อผู้แทน",
            "สำนักงานพัฒนาชุมชนอำเภอ",
            "กลุ่มงานยุทธศาสตร์การพัฒนาชุมชน",
        ),
        ("ขอให้อำเภอแจ้งผลการพิจารณากลับไปยังจังหวัด ภายในวันที่ ๒๐ กันยายน ๒๕๖๑", "แจ้งผลการพิจารณา", "อำเภอ", "จังหวัด"),
        (
            "ขอความอนุเคราะห์องค์การบริหารส่วนตำบลสนับสนุนข้อมูลประชากร โดยส่งให้อำเภอภายในวันที่ ๒๐ กันยายน ๒๕๖๑",
            "สนับสนุนข้อมูลประชากร",
            "องค์การบริหารส่วนตำบล",
            "อำเภอ",
        ),
        ("จังหวัดขอเร่งรัดให้อำเภอดำเนินการคืนเงินยืมให้เสร็จสิ้นภายในวันที่ ๒๐ กันยายน ๒๕๖๑", "คืนเงินยืม", "อำเภอ", None),
        (
            "พัฒนากรประจำตำบลมีหน้าที่ติดตามกลุ่มและบันทึกผลลงในระบบ ภายในวันที่ ๒๐ กันยายน ๒๕๖๑",
            "ติดตามกลุ่มและบันทึกผลลงในระบบ",
            "พัฒนากรประจำตำบล",
            None,
        ),
        (
            "กำหนดให้กลุ่มเป้าหมายส่งแผนธุรกิจต่อคณะกรรมการระดับจังหวัดไม่เกินวันที่ ๒๐ กันยายน ๒๕๖๑",
            "ส่งแผนธุรกิจ",
            "กลุ่มเป้าหมาย",
            "คณะกรรมการระดับจังหวัด",
        ),
        (
            "ทั้งนี้ ขอให้ส่งหลักฐานการจ่ายเงินไปที่สำนักงานคลังจังหวัดภายในวันที่ ๒๐ กันยายน ๒๕๖๑",
            "ส่งหลักฐานการจ่ายเงิน",
            None,
            "สำนักงานคลังจังหวัด",
        ),
        (
            "ให้ทุกอำเภอตรวจสอบรายชื่อและยืนยันข้อมูลผ่านระบบออนไลน์ ภายในวันที่ ๒๐ กันยายน ๒๕๖๑",
            "ตรวจสอบรายชื่อและยืนยันข้อมูลผ่านระบบออนไลน์",
            "ทุกอำเภอ",
            None,
        ),
        (
            "สำนักงานพัฒนาชุมชนจังหวัดจะลงพื้นที่ตรวจเยี่ยมกลุ่ม ระหว่างวันที่ ๑๐ - ๑๒ กันยายน ๒๕๖๑",
            "ลงพื้นที่ตรวจเยี่ยมกลุ่ม",
            "สำนักงานพัฒนาชุมชนจังหวัด",
            None,
        ),
        (
            "อำเภอจัดทำรายงานสรุปเป็นรูปเล่ม จำนวน ๒ เล่ม ส่งถึงจังหวัด ภายในวันที่ ๒๐ กันยายน ๒๕๖๑",
            "จัดทำรายงานสรุปเป็นรูปเล่ม จำนวน ๒ เล่ม",
            "อำเภอ",
            "จังหวัด",
        ),
        (
            "จึงขอให้ท่านกำชับเจ้าหน้าที่การเงินเร่งเบิกจ่ายงบลงทุนให้แล้วเสร็จ ภายในวันที่ ๒๐ กันยายน ๒๕๖๑",
            "เร่งเบิกจ่ายงบลงทุน",
            "เจ้าหน้าที่การเงิน",
            None,
        ),
    ],
)
def test_who_is_to_do_what_for_whom_is_told_however_it_is_asked(
    sentence: str, what: str, who: str | None, to_whom: str | None
) -> None:
    deadline = letter(f"ว่าจะดำเนินโครงการปลูกผักปลอดภัย เพื่อให้ประชาชนมีรายได้\n\n{sentence}").deadlines[0]

    assert said(deadline.what, deadline.who, deadline.to_whom) == [what, who, to_whom]


@pytest.mark.parametrize(
    ("term", "relative"),
    [
        ("ภายใน ๑๕ วันทำการ นับแต่วันที่ได้รับหนังสือ", Relative(15, "วันที่ได้รับหนังสือ", working_days=True)),
        ("ภายในเจ็ดวันนับจากวันประกาศ", Relative(7, "วันประกาศ", working_days=False)),
        ("ภายใน ๓๐ วัน", Relative(30, None, working_days=False)),
    ],
)
def test_a_term_may_count_from_something(term: str, relative: Relative) -> None:
    assert said(only(letter(f"ให้รายงานผล {term}")).relative) == [relative]


@pytest.mark.parametrize(
    ("term", "day", "every"),
    [
        ("ทุกวันที่ ๕ ของเดือน", 5, "month"),
        ("ภายในวันที่ ๕ ของทุกเดือน", 5, "month"),
        ("ทุกวันสิ้นเดือน", 0, "month"),
        ("ทุกวันศุกร์", "ศุกร์", "week"),
    ],
)
def test_a_term_may_come_again(term: str, day: int | str, every: str) -> None:
    recurring = only(letter(f"ให้รายงานผล {term}")).recurring

    assert recurring
    assert recurring.value
    assert (recurring.value.day, recurring.value.every) == (day, every)


@pytest.mark.parametrize(
    "text",
    [
        "ตามหนังสือลงวันที่ ๕ ตุลาคม ๒๕๖๑",
        "เมื่อวันที่ ๕ สิงหาคม ๒๕๖๑ เวลา ๐๙.๐๐ น.",
        "ใช้บังคับตั้งแต่วันที่ ๑ ตุลาคม ๒๕๖๑ เป็นต้นไป",
        "ซึ่งให้ส่งภายในวันที่ ๕ สิงหาคม ๒๕๖๑ นั้น",
        "ได้อบรมระหว่างวันที่ ๑ - ๓ สิงหาคม ๒๕๖๑ ณ จังหวัด",
        "ชุมชนพึ่งตนเองได้ ภายในปี ๒๕๖๔",
    ],
)
def test_other_days_are_no_deadlines(text: str) -> None:
    assert letter(text).deadlines == ()


def test_a_damaged_day_stays_unknown_and_is_told() -> None:
    found = letter("ให้รายงานภายในวันที่ ๒ค กันยายน ๒๕๖๑")

    due = only(found).due
    assert due
    assert (due.value, due.partial, codes(found)) == (None, "2018-09", ["date_unreadable"])


@pytest.mark.parametrize(
    ("text", "amount", "words", "agrees", "per"),
    [
        ("เป็นเงิน ๓๑,๒๐๐ บาท (สามหมื่นหนึ่งพันสองร้อยบาทถ้วน)", 31_200, 31_200, True, None),
        ("เป็นเงิน ๓๑,๒๐๐ บาท (สามหมื่นหนึงพันสองรอยบาทถวน)", 31_200, 31_200, True, None),
        ("เป็นเงิน ๓๑,๒๐๐.- บาท (สามหมื่นสองร้อยบาทถ้วน)", 31_200, 30_200, False, None),
        ("หนึ่งแสนบาทถ้วน (๑๐๐,๐๐๐ บาท)", 100_000, 100_000, True, None),
        ("วงเงิน ๑.๕ ล้านบาท", 1_500_000, None, None, None),
        ("แห่ง ๆ ละ ๙๐,๐๐๐ บาท", 90_000, None, None, "แห่ง"),
        ("จ่าย ๒๔๐ บาทต่อคน", 240, None, None, "คน"),
    ],
)
def test_amounts_are_read_with_their_words(
    text: str, amount: int, words: int | None, agrees: bool | None, per: str | None
) -> None:
    [money] = letter(text).money

    assert said(money.amount, money.words, money.per) == [Decimal(amount), words and Decimal(words), per]
    assert money.agrees is agrees


def test_an_amount_that_lost_a_digit_is_unknown() -> None:
    assert letter("เป็นเงิน ๖๑,๘๕,๗๐๐ บาท").money == ()


@pytest.mark.parametrize("cut", ["\t", " | ", "    "])
def test_a_register_is_read_whatever_stands_between_its_cells(cut: str) -> None:
    [table] = letter(enclosed=REGISTER.replace("\tรวม", "รวม\t-").replace("\t", cut)).tables

    assert [row.place and row.place.code for row in table.rows] == ["3101", "3104", "3107", "3111"]
    assert said(*table.totals) == [None, None, 5, 156_000]
    assert all(check.agrees for check in table.checks)
    assert len(table.checks) == 6


def test_each_price_is_reckoned_with_its_count() -> None:
    bought = "ที่\tรายการ\tจำนวน\tราคาต่อหน่วย\tรวมเงิน\n๑\tเส้นฝ้าย\t๑๐\t๒๐๐\t๒,๐๐๐\n๒\tสีย้อม\t๕\t๑๐๐\t๕๐๐\n๓\tกรอบ\t๒\t๑,๕๐๐\t๓,๕๐๐\n"

    [finding] = letter(enclosed=f"{bought}รวม\t\t\t\t๖,๐๐๐").findings

    assert (finding.code, "3,500" in finding.message, "3,000" in finding.message) == (
        "rate_mismatch",
        True,
        True,
    )


def test_a_register_goes_on_over_a_turned_page() -> None:
    head, first, second, *rest = REGISTER.splitlines()
    turned = "\n".join([head, first, second, "", "- ๒ -", "", head, *rest])

    [table] = letter(enclosed=turned).tables

    assert [said(row.name) for row in table.rows] == [["เมืองบุรีรัมย์"], ["นางรอง"], ["ประโคนชัย"], ["สตึก"]]


@pytest.mark.parametrize(
    ("wrong", "right", "found"),
    [
        ("๑๕๖,๐๐๐", "๑๕๖,๑๐๐", ["sum_mismatch"]),
        ("ประโคนชัย\t๑", "ประโคนชัย\t๒", ["rate_mismatch", "sum_mismatch"]),
        ("๔\tสตึก", "๔\tนางรอง", ["district_missing", "district_duplicate"]),
        ("นางรอง", "นางลอง", ["name_unrecognised"]),
        ("๔\tสตึก\t๑\t๓๑,๒๐๐\n\tรวม\t๕\t๑๕๖,๐๐๐", "\tรวม\t๔\t๑๒๔,๘๐๐", ["district_missing"]),
    ],
)
def test_what_is_wrong_in_a_register_is_found(wrong: str, right: str, found: list[str]) -> None:
    assert wrong in REGISTER

    assert codes(letter(enclosed=REGISTER.replace(wrong, right))) == found


@pytest.mark.parametrize(
    ("body", "enclosed", "found"),
    [
        ("จำนวน ๒๘ กลุ่ม ๆ ละ ๓๑,๒๐๐ บาท เป็นเงิน ๘๗๓,๖๐๐ บาท", "", []),
        ("จำนวน ๒๘ กลุ่ม ๆ ละ ๓๑,๒๐๐ บาท เป็นเงิน ๘๗๓,๐๐๐ บาท", "", ["rate_mismatch"]),
        ("ให้ส่งภายในวันที่ ๒๐ สิงหาคม ๒๕๖๑", "", ["deadline_order"]),
        ("ในไตรมาสที่ ๔ (กรกฎาคม - กันยายน ๒๕๖๑)", "", []),
        ("ในไตรมาสที่ ๔ (สิงหาคม - กันยายน ๒๕๖๑)", "", ["period_mismatch"]),
        ("ในไตรมาสที่ ๑ ปีงบประมาณ พ.ศ. ๒๕๖๒ (ตุลาคม - ธันวาคม ๒๕๖๒)", "", ["period_mismatch"]),
        ("", "แบบรายงานผล\nโครงการปลูกผักสวนตัวอย่างในชุมชน", []),
        ("", "แบบรายงานผล\nโครงการปลูกผักสวนสาธิตในชุมชน", ["title_mismatch"]),
        ("", "แบบรายงานผล\nโครงการเลี้ยงปลาน้ำจืด", []),
    ],
)
def test_a_letter_is_checked_against_itself(body: str, enclosed: str, found: list[str]) -> None:
    assert codes(letter(body, enclosed=enclosed)) == found


@pytest.mark.parametrize(
    ("form", "how"),
    [
        ("พัฒนาการจังหวัด ปฏิบัติราชการแทน\nผู้ว่าราชการจังหวัดบุรีรัมย์", "ปฏิบัติราชการแทน"),
        ("พัฒนาการจังหวัด\nรักษาราชการแทน ผู้ว่าราชการจังหวัดบุรีรัมย์", "รักษาราชการแทน"),
        ("พัฒนาการจังหวัด ทำการแทนผู้ว่าราชการจังหวัดบุรีรัมย์", "ทำการแทน"),
        ("พัฒนาการจังหวัด ปฏิบัติงานแทน\nผู้ว่าราชการจังหวัดบุรีรัมย์", "ปฏิบัติงานแทน"),
        ("\tพัฒนาการจังหวัด\tปฏิบัติราชการแทน\n\tผู้ว่าราชการจังหวัดบุรีรัมย์", "ปฏิบัติราชการแทน"),
        ("พัฒนาการจังหวัด รักษาการในตำแหน่ง\nผู้ว่าราชการจังหวัดบุรีรัมย์", "รักษาการในตำแหน่ง"),
    ],
)
def test_each_form_of_signing_for_another_is_told(form: str, how: str) -> None:
    signs = read(LETTER.replace("พัฒนาการจังหวัดบุรีรัมย์", form), places=OFFICIAL).signatory

    assert signs
    assert said(signs.name, signs.post, signs.how, signs.acting_for) == [
        "นายสมมติ ใจดี", "พัฒนาการจังหวัด", how, "ผู้ว่าราชการจังหวัดบุรีรัมย์",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("โทร. ๐-๓๗๔๒-๕๐๕๗-๘", ["037425057", "037425058"]),
        ("โทรศัพท์ 0 2141 6000 ต่อ 12", ["021416000 ต่อ 12"]),
        ("โทร ๐๘๑-๒๓๔ ๕๖๗๘, ๐๔๔ ๖๖๖๕๑๒", ["0812345678", "044666512"]),
        ("โทรสาร +66 4466 6513 (มท) ๓๗๑๕๖", ["044666513", "37156"]),
        ("โทร. ๐ ๔๔๖๖ ๖๕", []),
    ],
)
def test_telephones_are_read_in_all_their_forms(written: str, numbers: list[str]) -> None:
    found = read(LETTER.replace("โทร. ๐ ๔๔๖๖ ๐๐๐๑", written), places=OFFICIAL)

    assert [one.number.value for one in found.phones] == numbers


NOISES: dict[str, Callable[[str], str]] = {
    "lost tones": lambda text: "".join(sign for sign in text if sign not in "่้๊๋"),
    "split am": lambda text: text.replace("ำ", "ํา"),
    "doubled marks": lambda text: text.replace("ี", "ีี").replace("แ", "เเ"),
    "tags": lambda text: text.replace("\n\n", "</p>\n<p>"),
    "glued lines": lambda text: (
        text.replace("\nเรียน", "เรียน").replace("\n\nสิ่งที่", "สิ่งที่").replace("\n(นาย", "(นาย")
    ),
    "letters amiss": lambda text: (
        text.replace("เรื่อง ", "เรอง ").replace("กันยายน", "กันยยน").replace("ศาลากลาง", "ศาลกลาง")
    ),
}


@pytest.mark.parametrize("noise", NOISES)
def test_recognition_noise_is_seen_through_and_spans_stay_true(noise: str) -> None:
    clean = LETTER.format(
        urgency="ด่วนที่สุด", to="นายอำเภอนางรอง", body="ให้รายงานภายในวันที่ ๒๐ กันยายน ๒๕๖๑", enclosed=REGISTER
    )
    text = NOISES[noise](clean)

    found = read(text, places=OFFICIAL)

    assert said(found.urgency, found.number, found.day) == ["ด่วนที่สุด", "บร 0019/ว 123", date(2018, 9, 3)]
    assert said(only(found).due) == [date(2018, 9, 20)]
    assert found.to
    assert (found.to.place and found.to.place.code, len(found.tables[0].rows), codes(found)) == (
        "3104",
        4,
        [],
    )
    assert found.number
    assert text[slice(*found.number.span)] == "บร ๐๐๑๙/ว ๑๒๓"


@pytest.mark.parametrize(
    ("block", "office"),
    [
        ("ศาลากลางจังหวัดบุรีรัมย์ ถนนตัวอย่าง บร ๓๑๐๐๐", "ศาลากลางจังหวัดบุรีรัมย์"),
        ("\t\tที่ทำการองค์การบริหารส่วนตำบลตัวอย่าง\n\t\tอำเภอนางรอง ๓๑๑๑๐", "ที่ทำการองค์การบริหารส่วนตำบลตัวอย่าง"),
    ],
)
def test_the_office_is_told_without_its_address(block: str, office: str) -> None:
    found = read(LETTER.replace("ศาลากลางจังหวัดบุรีรัมย์\nถนนตัวอย่าง บร ๓๑๐๐๐", block), places=OFFICIAL)

    assert said(found.office, found.day) == [office, date(2018, 9, 3)]


def test_a_year_that_nothing_bears_out_is_unknown_among_so_many_slips() -> None:
    clean = LETTER.format(urgency="", to="นายอำเภอนางรอง", body="ประจำปี ๒๕๖๑ และปี ๒๕๖๒", enclosed="")
    text = NOISES["doubled marks"](clean).replace("กันยายน ๒๕๖๑", "กันยายน ๒๕๒๑")

    assert (read(text, places=OFFICIAL).day, read(clean, places=OFFICIAL).day is None) == (None, False)


def test_words_of_running_prose_are_left_alone() -> None:
    prose = mended("จำหน่ายในวันที่ปลอดภัยใน กลุ่มที่จัดตั้งและ ภาพใน ภายนอก ครัวเรือน โรงเรียน ครั้งนี้ ระวาง โครงงาน")

    assert spelled(prose).text == prose.text


@pytest.mark.parametrize(
    "text", ["๓๑ กันยายน ๒๕๖๑", "พ พฤษภาคม ๒๕๖๓", "วันที่ ..... เดือนกันยายน พ.ศ. ๒๕๖๑", "วันที่ ๔๕ มีนาคม ๒๕๖๑"]
)
def test_a_day_that_cannot_be_is_only_its_month(text: str) -> None:
    [days] = days_in(mended(text).text)

    assert (days.first, days.is_damaged, days.month is not None) == (None, True, True)


def test_words_that_may_be_two_amounts_are_not_respelt() -> None:
    assert respelled("สาบบาทถ้วน") is None


def test_a_text_longer_than_any_letter_is_refused() -> None:
    with pytest.raises(TooLong):
        read("ก" * (LONGEST + 1), places=OFFICIAL)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "ที่",
        "(",
        "๑\t๒\n" * 3,
        "เรื่อง\nเรียน\n",
        "|||\n" * 9,
        "<p>" * 50,
        "ํ" * 80,
        "๑" * 5000,
        "." * 5000,
        " " * 5000 + "ก",
        "1," * 2500,
    ],
)
def test_odd_texts_are_read_without_a_word(text: str) -> None:
    told = as_json(read(text, places=OFFICIAL))

    assert [told[key] for key in ("number", "date", "to", "signatory")] == [None] * 4
