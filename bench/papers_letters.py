"""The letters that are drawn: one of a province to each district, its own words in text and enclosure. Plain values, so
that whoever is compared with draws the same."""

from typing import TypedDict

DISTRICTS = (
    "คูเมือง",
    "กระสัง",
    "นางรอง",
    "หนองกี่",
    "ละหานทราย",
    "ประโคนชัย",
    "บ้านกรวด",
    "พุทไธสง",
    "ลำปลายมาศ",
    "สตึก",
)
SUBJECT = "การจัดสรรงบประมาณสนับสนุนการพัฒนากลุ่มอาชีพ ประจำปีงบประมาณ พ.ศ. ๒๕๖๑"
OFFICE = ("ศาลากลางจังหวัดสมมติ", "ถนนตัวอย่าง จังหวัดสมมติ ๙๙๐๐๐")
BODY = (
    "ด้วยจังหวัดได้รับจัดสรรงบประมาณสนับสนุนการพัฒนากลุ่มอาชีพ เพื่อให้ครัวเรือนในหมู่บ้านเป้าหมายมีรายได้เพิ่มขึ้นจากการประกอบอาชีพ "
    "และให้กลุ่มมีแผนพัฒนาที่มาจากการประเมินศักยภาพของกลุ่มเอง",
    "ในการนี้ จังหวัดขอแจ้งจัดสรรงบประมาณให้อำเภอ{name} จำนวน {groups} กลุ่ม รวมเป็นเงิน {baht} บาท รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย "
    "โดยให้เบิกจ่ายตามระเบียบของทางราชการ และไม่จัดซื้อวัสดุที่เป็นครุภัณฑ์",
    "ขอให้อำเภอ{name}แจ้งเจ้าหน้าที่ผู้รับผิดชอบตำบลดำเนินการร่วมกับกลุ่ม และรายงานผลตามแบบที่ส่งมาด้วย ภายในวันที่ ๒๐ กันยายน ๒๕๖๑ "
    "เพื่อรวบรวมรายงานกรมต่อไป",
    "จึงเรียนมาเพื่อพิจารณาดำเนินการ",
)
HEAD = ("ที่", "ตำบล", "กลุ่ม", "จำนวนเงิน (บาท)")
ROWS = 8
_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


class OneLetter(TypedDict):
    """What one letter says that another does not."""

    number: str
    to: str
    body: list[str]
    rows: list[list[str]]


def letter(turn: int) -> OneLetter:
    """The letter at this place in the row; no two say the same."""
    name = f"{DISTRICTS[turn % len(DISTRICTS)]}{_thai(turn)}"
    baht = _thai(f"{31_200 * ROWS + turn:,}.00")
    told = {"name": name, "groups": _thai(ROWS), "baht": baht}
    return {
        "number": f"บร ๐๐๑๙/ว {_thai(turn + 1)}",
        "to": f"นายอำเภอ{name}",
        "body": [one.format(**told) for one in BODY],
        "rows": [
            [_thai(n), f"ตำบล{name} {_thai(n)}", f"กลุ่มอาชีพ{name} {_thai(n)}", _thai("31,200.00")]
            for n in range(1, ROWS + 1)
        ],
    }


def fields() -> OneLetter:
    """The letter with the marks of a template in place of what differs."""
    rows = [[_mark(f"rows[{row}][{cell}]") for cell in range(len(HEAD))] for row in range(ROWS)]
    body = [_mark(f"body[{n}]") for n in range(len(BODY))]
    return {"number": _mark("number"), "to": _mark("to"), "body": body, "rows": rows}


def _mark(name: str) -> str:
    return f"{{{{ {name} }}}}"


def _thai(value: object) -> str:
    return str(value).translate(_THAI)
