"""Rules that letters of this work lay down in set phrases, as a pack holds them; each is a proposal of its draft."""

import re

from sammachip.core.thainum import tidy

_REGULATIONS = (
    (r"ไม่ซ้ำซ้อนกับ\s*งบประมาณ", "no_overlap", "รายการหรือกิจกรรมไม่ซ้ำซ้อนกับงบประมาณของหน่วยงานอื่น", "request"),
    (
        r"(?:ได้รับ)?(?:แจ้ง)?จัดสรรและ(?:ได้รับ)?โอนเงิน",
        "transferred",
        "ได้รับแจ้งจัดสรรและโอนเงินงบประมาณแล้ว จึงก่อหนี้ผูกพันหรือเบิกจ่าย",
        "order",
    ),
    (
        r"ระเบียบ(?:ของทาง)?ราชการ|ระเบียบที่เกี่ยวข้อง",
        "rules",
        "การดำเนินงานและการใช้จ่ายเป็นไปตามระเบียบของทางราชการ",
        "payment",
    ),
)
_DURABLE = re.compile(r"(?:ไม่เป็น(?:ประเภท)?|ต้องไม่\S{0,12}|ห้าม\S{0,12})ครุภัณฑ์")
_NO_DURABLE = (
    "- key: no_durable",
    "  title: ไม่สนับสนุนครุภัณฑ์",
    "  sum: \"total(lines.filter(l, l.expense_class == 'durable').map(l, l.amount))\"",
    "  at_most: 0",
    "  per: group",
    "  at: [request, order, pay]",
    "  else: refuse",
    "  sentence: วัสดุหรืออุปกรณ์ที่สนับสนุนต้องไม่เป็นครุภัณฑ์ — ตัดรายการออก หรือแก้ประเภทถ้าเลือกไว้ผิดจากของจริง",
)
_MEASURE = re.compile(r"^ร้อยละ\s*[\d๐-๙.]+\s*ของ.{8,160}$", re.MULTILINE)
AIMS = re.compile(r"^\s*วัตถุประสงค์\S{0,20}\s*:?\s*$", re.MULTILINE)
RESULTS = re.compile(r"^\s*ผลที่คาดว่า\S{0,30}\s*:?\s*$", re.MULTILINE)
_AREA = re.compile(r"^\s*พื้นที่(?:ดำเนินการ|ดำเนินงาน|เป้าหมาย)\s*:?\s+(\S.{3,200})$", re.MULTILINE)
_ITEM = re.compile(r"^\s*[\d๐-๙]{1,2}[.)]\s*(?:เพื่อ)?(\S.*)$")
_AIM = re.compile(r"วัตถุประสงค์(?:เพื่อ|\s*คือ\s*เพื่อ)\s*(.{10,300}?)(?:\n|$)")


def regulations_of(text: str) -> list[tuple[str, str, str]]:
    """Key, sentence and moment of each rule of this kind that the letter lays down."""
    return [(key, said, before) for phrase, key, said, before in _REGULATIONS if re.search(phrase, text)]


def limits_of(text: str) -> list[tuple[str, ...]]:
    """Limits in the lines of a pack."""
    return [_NO_DURABLE] if _DURABLE.search(text) else []


def measures_said(text: str) -> list[str]:
    """What the letter wants to be measured by, in its own words."""
    return [tidy(found) for found in _MEASURE.findall(text)]


def area_of(text: str) -> str:
    """Where the work is done, in the letter's words; "" where no line says so."""
    found = _AREA.search(text)
    return tidy(found[1]) if found else ""


def objectives_of(text: str) -> list[str]:
    """The items under the heading of the aims, else the aim that the letter's prose names."""
    if items := items_of(text, AIMS):
        return items
    found = _AIM.search(text)
    return [tidy(found[1])] if found else []


def items_of(text: str, heading: re.Pattern[str]) -> list[str]:
    """The numbered items under this heading, up to the next line that is none."""
    found = heading.search(text)
    items: list[str] = []
    for line in text[found.end() :].split("\n") if found else ():
        item = _ITEM.match(line)
        if item:
            items.append(tidy(item[1]))
        elif items and line.strip():
            break
    return items
