"""A letter of an invented kind to be read, and what was read of it."""

from sammachip.core.letterfacts import read
from sammachip.core.letterfacts.model import Letter
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
