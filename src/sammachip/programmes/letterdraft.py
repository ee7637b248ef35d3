"""A confirmed letter as the draft of a pack: what it says is written down, what it leaves open stays blank and is marked.

The draft is a person's to finish. A blank is found by the check of packs at its line; what no key could hold, and the
letter does say, stands beside its place as a remark that begins with LACKING.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sammachip.core.fiscal import fiscal_year
from sammachip.core.letterfacts import uses
from sammachip.core.letterfacts.blank_forms import forms_in
from sammachip.core.letterfacts.guideline import steps_in
from sammachip.core.letterfacts.model import Span
from sammachip.core.letterfacts.uses import known
from sammachip.core.thaidate import format_date
from sammachip.core.thainum import to_arabic
from sammachip.programmes.letterforms import LACKING, forms_of, quoted
from sammachip.programmes.letterrules import (
    RESULTS,
    area_of,
    items_of,
    limits_of,
    measures_said,
    objectives_of,
    regulations_of,
)
from sammachip.programmes.letterstages import Step, day_text, give_forms, stages_of, steps_of, title_of

Told = Mapping[str, Any]  # a letter in plain values, as it was confirmed
_LEVELS = ("nation", "province", "district", "group")
_BY_DEPARTMENT = re.compile(r"กรมการพัฒนาชุมชน\s*(?:ได้)?(?:จัดทำ|กำหนด|ดำเนิน|มี|อนุมัติ)")
_YEAR = re.compile(r"ปีงบประมาณ\s*(?:พ\.?\s*ศ\.?\s*)?(25\d\d)")


def draft_of(told: Told, text: str) -> str:
    """The pack as YAML, from what was confirmed of the letter and, for its forms and rules, from its text."""
    steps, forms = steps_of(told, text), forms_in(text)
    give_forms(steps, forms)
    levels = _levels(told, text, steps)
    lines = [
        *_heading(told),
        *_about(told, text, levels),
        *_budget(told, text, levels),
        *_guideline(told, text, steps),
        *_enrol(told, levels),
        *stages_of(steps, levels),
        *_limits(text, levels, uses.source_of(told)),
        *_measures(text),
        *forms_of([(step.key, step.form) for step in steps if step.form]),
    ]
    return "\n".join(lines) + "\n"


def remarks_in(text: str) -> list[tuple[int, str]]:
    """What the draft still marks as lacking: the line, and what is to be done there."""
    marked = ((number, line.strip()) for number, line in enumerate(text.splitlines(), start=1))
    return [
        (number, line.removeprefix(LACKING).strip()) for number, line in marked if line.startswith(LACKING)
    ]


def _heading(told: Told) -> Iterator[str]:
    yield f"# ร่างจาก{uses.source_of(told)}"
    yield "# ตรวจทุกบรรทัดกับหนังสือ เติมค่าที่เว้นว่างไว้ แล้วลบหมายเหตุที่ทำแล้ว"


def _about(told: Told, text: str, levels: Sequence[str]) -> Iterator[str]:
    subject = str(known(told["subject"]) or "")
    title = subject[subject.find("โครงการ") :] if "โครงการ" in subject else subject
    yield f"{LACKING} รหัสโครงการ อักษรอังกฤษตัวเล็ก ตัวเลข และ - เช่น home-garden-2570"
    yield "code:"
    yield f"version_note: {quoted('ตาม' + uses.source_of(told))}"
    yield f"title: {quoted(title)}"
    yield f"letter_title: {quoted(subject)}"
    year, window = _year(told, text), _window(told)
    yield f"fiscal_year: {year or ''}"
    yield f"owner: {levels[0]}"
    yield f"levels: [{', '.join(levels)}]"
    if window:
        start, end = window
        yield f"window: {{start: {day_text(start)}, end: {day_text(end)}, text: {quoted(_period(told, text, window))}}}"
    else:
        yield f"{LACKING} วันเริ่มและวันสิ้นสุดของโครงการ หนังสือไม่ได้ระบุ"
        yield "window: {start: , end: }"
    if found := objectives_of(text):
        yield "objectives:"
        yield from (f"  - {quoted(one)}" for one in found)
    else:
        yield f"{LACKING} วัตถุประสงค์ตามหนังสือ ข้อละบรรทัด"
        yield "objectives:"
    if results := items_of(text, RESULTS):
        yield "results:"
        yield from (f"  - {quoted(one)}" for one in results)
    if area := area_of(text):
        yield f"area: {quoted(area)}"


def _year(told: Told, text: str) -> int | None:
    if found := _YEAR.search(to_arabic(text)):
        return int(found[1])
    day = uses.day_of(told)
    return fiscal_year(day) if day else None


def _window(told: Told) -> tuple[date, date] | None:
    """The stretch of days that the letter gives the work as a whole; else from its own day to the last day due."""
    for one in told["deadlines"]:
        start, end = known(one["from"]), known(one["to"])
        if start and end and uses.is_period(str(known(one["what"]) or "")):
            return date.fromisoformat(start), date.fromisoformat(end)
    days, first = [due.day for due in uses.dues_of(told)], uses.day_of(told)
    return (first, max(days)) if first and days and max(days) > first else None


def _period(told: Told, text: str, window: tuple[date, date]) -> str:
    """The words in which the letter says from when to when; the days themselves where a person told them."""
    for one in told["deadlines"]:
        if uses.is_period(str(known(one["what"]) or "")) and one["from"] and one["from"]["span"]:
            start, end = one["from"]["span"]
            return text[start:end]
    return f"{format_date(window[0])} - {format_date(window[1])}"


def _budget(told: Told, text: str, levels: Sequence[str]) -> Iterator[str]:
    whole = [amount for one in told["money"] if not known(one["per"]) and (amount := known(one["amount"]))]
    yield "budget:"
    if len(whole) != 1:
        why = "หนังสือระบุหลายยอด" if whole else "หนังสือไม่ได้ระบุ"
        yield f"  {LACKING} วงเงินรวมของโครงการ {why}"
    if any(one["agrees"] is False for one in told["money"]):
        yield f"  {LACKING} ตรวจวงเงินกับต้นฉบับ ตัวเลขกับตัวอักษรในหนังสือไม่ตรงกัน"
    yield f"  total: {whole[0] if len(whole) == 1 else ''}"
    yield f"  {LACKING} ชื่อหมวดเงิน"
    yield "  heads: [{key: support, label: , over: refuse}]"
    yield "verbs:"
    yield from (f"  {role}: {verb}" for level in levels for role, verb in _VERBS.get(level, ()))
    if rules := regulations_of(text):
        yield "regulations:"
        for key, words, before in rules:
            yield f"  - {{key: {key}, text: {quoted(words)}, source: {quoted(uses.source_of(told))}, before: {before}}}"


_VERBS = {
    "district": (("district-head", "ตรวจสอบ"),),
    "province": (("province-officer", "รับทราบ"), ("province-head", "ตรวจสอบ")),
    "nation": (("department-officer", "รับทราบ"),),
}


def _levels(told: Told, text: str, steps: Sequence[Step]) -> list[str]:
    """The owner's level and those below it that the letter gives work or places to."""
    owner = "nation" if _BY_DEPARTMENT.search(text) else "province"
    to = str(known(told["to"]) or "")
    named = {step.level for step in steps} | {
        str(table["level"]) for table in told["tables"] if table["level"]
    }
    if "อำเภอ" in to:
        named |= {"province", "district"}
    if _counts_groups(told):
        named.add("group")
    if "group" in named:
        named |= {"province", "district"}
    return [level for level in _LEVELS if level == owner or (level in named and level != "nation")]


def _counts_groups(told: Told) -> bool:
    return any("กลุ่ม" in str(known(column) or "") for table in told["tables"] for column in table["columns"])


def _guideline(told: Told, text: str, steps: Sequence[Step]) -> Iterator[str]:
    """The steps that the letter lays down, each with the stages in which something of it is due."""
    found = steps_in(text)
    if not found:
        yield f"{LACKING} ขั้นตอนที่ไม่มีกำหนดวัน เพิ่มใน stages ถ้าต้องติดตาม"
        return
    enclosed = [str(known(one["title"]) or "") for one in told["enclosures"]]
    yield "guideline:"
    yield f"  title: {quoted(next((one for one in enclosed if 'แนวทาง' in one), 'แนวทางการดำเนินโครงการ'))}"
    yield "  steps:"
    undated = []
    for one in found:
        due = [step for step in steps if any(_within(place, one.place) for place in step.places)]
        yield f"    - number: {quoted(one.number)}"
        yield f"      title: {quoted(due[0].title if len(due) == 1 else title_of(one.words, ''))}"
        yield f"      text: {quoted(one.words)}"
        if due:
            yield f"      stages: [{', '.join(step.key for step in due)}]"
        else:
            undated.append(one.number)
    if undated:
        yield f"{LACKING} ข้อ {', '.join(undated)} ของแนวทางไม่มีกำหนดวัน เพิ่มใน stages ถ้าต้องติดตาม"


def _within(place: Span, other: Span) -> bool:
    return other[0] <= place[0] < other[1]


def _enrol(told: Told, levels: Sequence[str]) -> Iterator[str]:
    from_register = (
        "allocation register" if any(table["level"] == "district" for table in told["tables"]) else "office"
    )
    yield "enrol:"
    if levels[0] == "nation" and "province" in levels:
        yield "  province: {by: department-officer, source: office}"
    if "district" in levels:
        yield f"  district: {{by: province-officer, source: {from_register}}}"
    if "group" in levels:
        places = ", places: allotted" if from_register == "allocation register" else ""
        yield f"  {LACKING} คุณสมบัติของกลุ่มที่เข้าร่วมได้ เขียนเป็น rules และ eligible เมื่อหนังสือกำหนด"
        yield f"  group: {{by: field-officer{places}}}"


def _limits(text: str, levels: Sequence[str], source: str) -> Iterator[str]:
    found = limits_of(text) if "group" in levels else []
    if found:
        yield "limits:"
    for one in found:
        yield from (f"  {line}" for line in one)
        yield f"    source: {quoted(source)}"


def _measures(text: str) -> Iterator[str]:
    for words in measures_said(text):
        yield f"{LACKING} ตัวชี้วัด «{words}» เขียนเป็น measures เมื่อมีแบบที่เก็บตัวเลขแล้ว"
