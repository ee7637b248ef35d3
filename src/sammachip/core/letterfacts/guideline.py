"""The steps of a guideline that comes with a letter: numbered items after the letter itself, each with its words."""

import re
from dataclasses import dataclass

from sammachip.core.letterfacts.blank_forms import forms_in
from sammachip.core.letterfacts.model import Span
from sammachip.core.thainum import tidy, to_arabic

_CLOSING = re.compile(r"ขอแสดงความนับถือ")
_ITEM = re.compile(r"(?:(?<=\n)[ \t]*|(?<=[>ก-๎ฯ)]))(?P<number>\d{1,2}\.(?:\d{1,2})?)\s*(?=[ก-ฮเ-ไ])")
"""A number with its point, at the beginning of a line or glued to the end of the item before."""
_HEADING = re.compile(
    r"(?<=\n)[ \t]*(?:วัตถุประสงค์|ผลที่คาดว่า|ตัวชี้วัด|กลุ่มเป้าหมาย|งบประมาณ|พื้นที่|ระยะเวลา|รายละเอียด|ขั้นตอน|วิธี|แนวทาง|การเตรียม)[^\n]*"
)
_STEPS = re.compile(r"รายละเอียด|ขั้นตอน|วิธี|แนวทาง|การเตรียม")
_TAGS = re.compile(r"<[^<>]{1,120}>")
_NEXT = re.compile(r"<p>|</p>")


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One item: its number as it stands, its words on one line, and where they stand in the text."""

    number: str
    words: str
    place: Span


def steps_in(text: str) -> list[GuideStep]:
    """The items under headings that tell what is done; those of aims, results and forms are none."""
    closing = _CLOSING.search(text)
    if closing is None:
        return []
    forms = forms_in(text)
    ends = forms[0].start if forms else len(text)
    figures = to_arabic(text)
    items = list(_ITEM.finditer(figures, closing.end(), ends))
    headings = list(_HEADING.finditer(figures, closing.end(), ends))
    cuts = sorted([*(one.start() for one in items), *(one.start() for one in headings), ends])
    found = []
    for item in items:
        over = [one for one in headings if one.start() < item.start()]
        if over and _STEPS.search(over[-1][0]):
            end = next(cut for cut in cuts if cut > item.start())
            number = text[item.start("number") : item.end("number")].rstrip(".")
            words = _NEXT.split(text[item.end() : end])[0]
            found.append(GuideStep(number, tidy(_TAGS.sub(" ", words)), (item.start(), end)))
    return [step for step in found if step.words]
