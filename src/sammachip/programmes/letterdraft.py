"""A confirmed letter as the draft of a pack: what it says is written down, what it leaves open stays blank and is marked.

The draft is a person's to finish. A blank is found by the check of packs at its line; what no key could hold, and the
letter does say, stands beside its place as a remark that begins with LACKING.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sammachip.core.fiscal import fiscal_year
from sammachip.core.letterfacts import uses
from sammachip.core.letterfacts.blank_forms import BlankForm, forms_in
from sammachip.core.letterfacts.uses import Due, known
from sammachip.core.thaidate import BE_OFFSET, format_date
from sammachip.core.thainum import tidy, to_arabic
from sammachip.programmes.letterforms import forms_of, quoted
from sammachip.programmes.letterrules import limits_of, measures_said, objectives_of, regulations_of

Told = Mapping[str, Any]  # a letter in plain values, as it was confirmed
LACKING = "# ยังขาด:"
_LEVELS = ("nation", "province", "district", "group")
_WRITER = {
    "nation": "department-officer",
    "province": "province-officer",
    "district": "field-officer",
    "group": "field-officer",
}
_SIGNER = {
    "nation": "department-head",
    "province": "province-head",
    "district": "district-head",
    "group": "district-head",
}
_BY_DEPARTMENT = re.compile(r"กรมการพัฒนาชุมชน\s*(?:ได้)?(?:จัดทำ|กำหนด|ดำเนิน|มี|อนุมัติ)")
_YEAR = re.compile(r"ปีงบประมาณ\s*(?:พ\.?\s*ศ\.?\s*)?(25\d\d)")
_ROUND = re.compile(r"กลั่นกรอง|คัดเลือก|ตัดสิน")
_PURCHASE = re.compile(r"จัดซื้อ|จัดจ้าง|จัดหาพัสดุ")
_SPEND = re.compile(r"สนับสนุนงบประมาณ|สนับสนุนเงิน|เบิกจ่าย|ใช้จ่าย")
_TIER = re.compile(r"(ระดับ[ก-๙]+?)\s*จำนวน\s*(\d+)")
_LEFT = re.compile(r"ให้เหลือ\s*(\d+)")
_FIRST = re.compile(r"จาก\s*(\d+)\s*(?:แห่ง|กลุ่ม|ราย)")
_GOES_ON = re.compile(r"โครงการ|ตามแบบ|ตามเกณฑ์|ของ|ที่(?:กลุ่ม|ได้|เป็น)|ในการ|\s?พร้อม|\s(?:และ|จำนวน|โดย|จาก|\()")
"""Where what is to be done goes on to say of what, how and with what."""
_WHICH = re.compile(r"รอบ(?:แรก|ที่\s?[\d๐-๙]|สอง|สาม|สุดท้าย)")
_SHORT_TASK, _LONGEST_TITLE = 8, 60


@dataclass(slots=True)
class Step:
    """One stage of the draft: what is due, of which kind, on which level, and by which day of which role."""

    key: str
    kind: str
    level: str
    title: str
    words: str
    clause: str
    due: dict[str, date] = field(default_factory=dict)
    form: BlankForm | None = None


def draft_of(told: Told, text: str) -> str:
    """The pack as YAML, from what was confirmed of the letter and, for its forms and rules, from its text."""
    steps, forms = _steps(told, text), forms_in(text)
    _give_forms(steps, forms)
    levels = _levels(told, text, steps)
    lines = [
        *_heading(told),
        *_about(told, text, levels),
        *_budget(told, text, levels),
        *_enrol(told, levels),
        *_stages(steps, levels),
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


def _day(day: date) -> str:
    return f"{day.year + BE_OFFSET}-{day:%m-%d}"


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
        yield f"window: {{start: {_day(start)}, end: {_day(end)}, text: {quoted(_period(told, text, window))}}}"
    else:
        yield f"{LACKING} วันเริ่มและวันสิ้นสุดของโครงการ หนังสือไม่ได้ระบุ"
        yield "window: {start: , end: }"
    if found := objectives_of(text):
        yield "objectives:"
        yield from (f"  - {quoted(one)}" for one in found)
    else:
        yield f"{LACKING} วัตถุประสงค์ตามหนังสือ ข้อละบรรทัด"
        yield "objectives:"


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


def _steps(told: Told, text: str) -> list[Step]:
    """A stage for each thing due; one that only hands the last on is another day of it, for the office that hands it on."""
    found: list[Step] = []
    dues = [due for due in uses.dues_of(told) if not uses.is_period(due.what)]
    contest = any(_kind(due) == "round" for due in dues)
    for due in dues:
        if found and len(due.what) < _SHORT_TASK:
            found[-1].due[_handing_on(due)] = due.day
            continue
        kind = _kind(due)
        level = _level(due, kind, contest, told)
        clause = tidy(text[slice(*due.place)]) if due.place else due.what
        step = Step(_key(kind, found), kind, level, _title(due.what, clause), due.what, to_arabic(clause))
        step.due[_closing(due, level) if kind == "form" else ""] = due.day
        found.append(step)
    return found


def _kind(due: Due) -> str:
    if uses.is_report(due.what):
        return "form"
    if _PURCHASE.search(due.what):
        return "purchase"
    if _ROUND.search(due.what):
        return "round"
    return "spend" if _SPEND.search(due.what) else "form"


def _key(kind: str, before: Sequence[Step]) -> str:
    number = sum(1 for step in before if step.kind == kind) + 1
    return f"{ {'form': 'work', 'round': 'round', 'spend': 'support', 'purchase': 'procure'}[kind] }{number}"


def _level(due: Due, kind: str, contest: bool, told: Told) -> str:
    """Whose case it is: a group's where groups contend or money goes to them, else the office's that does it."""
    if kind != "form" or (contest and "กลุ่ม" in due.what):
        return "group"
    if "จังหวัด" in due.who and "อำเภอ" not in due.who:
        return "province"
    return "district" if "อำเภอ" in due.who or "อำเภอ" in str(known(told["to"]) or "") else "province"


def _closing(due: Due, level: str) -> str:
    """The role that must have sent on by the day: whoever signs last where it is done."""
    return _SIGNER["province"] if level == "group" and "จังหวัด" in due.who else _SIGNER[level]


def _handing_on(due: Due) -> str:
    return "province-head" if "กรม" in due.to_whom else "district-head"


def _title(words: str, clause: str) -> str:
    """The beginning of what is to be done, as far as it names the thing, and which round it is."""
    said = re.sub(r"^(?:ให้|ดำเนินการ)\s*", "", tidy(words))
    for found in _GOES_ON.finditer(said):
        if found.start() >= _SHORT_TASK:
            said = said[: found.start()]
            break
    while len(said) > _LONGEST_TITLE and " " in said:
        said = said.rpartition(" ")[0]
    which = _WHICH.search(clause)
    return f"{said.strip()} {which[0]}" if which and which[0] not in said else said.strip()


def _give_forms(steps: Sequence[Step], forms: Sequence[BlankForm]) -> None:
    """Each form to the stage whose words its title speaks of; the only form to the only stage that wants one."""
    wanting = [step for step in steps if step.kind == "form"]
    for form in forms:
        title = re.sub(r"^แบบ(?:ฟอร์ม)?", "", form.title)
        at = uses.best_of(title, [step.title for step in wanting])
        if at is None and len(wanting) == len(forms) == 1:
            at = 0
        if at is not None and wanting[at].form is None:
            wanting[at].form = form


def _stages(steps: Sequence[Step], levels: Sequence[str]) -> Iterator[str]:
    yield "stages:"
    if not steps:
        yield f"  {LACKING} ขั้นตอน หนังสือไม่ได้กำหนดวันของสิ่งใด"
    for at, step in enumerate(steps):
        yield from _stage(step, steps[:at], levels)
    yield f"  {LACKING} ขั้นตอนอื่นในแนวทางที่ไม่มีกำหนดวัน ถ้าต้องติดตาม"


def _stage(step: Step, before: Sequence[Step], levels: Sequence[str]) -> Iterator[str]:
    yield f"  - key: {step.key}"
    yield f"    title: {quoted(step.title)}"
    yield f"    kind: {step.kind}"
    yield f"    per: {'[' + levels[0] + ', group]' if step.kind == 'round' else step.level}"
    if step.kind != "round":
        yield f"    by: {_WRITER[step.level]}"
    if step.kind == "form":
        yield f"    signs: [{', '.join(_signs(step))}]"
        if step.form is None:
            yield f"    {LACKING} แบบฟอร์มของขั้นตอนนี้ หนังสือไม่มีแบบมาด้วย"
        yield f"    form: {step.key}"
    yield from _after(step, before)
    if step.due:
        days = ", ".join(f"{role}: {_day(day)}" for role, day in step.due.items())
        yield f"    due: {_day(step.due['']) if '' in step.due else '{' + days + '}'}"
    yield from _options(step, before)
    yield f"    help: {quoted(step.words)}"


def _signs(step: Step) -> list[str]:
    """The offices above the writer, up to the last that has a day to hand it on."""
    order = ["district-head", "province-head", "department-officer"]
    first = {"province": 1, "nation": 2}.get(step.level, 0)
    last = max((order.index(role) for role in step.due if role in order), default=first)
    return order[first : max(first, last) + 1]


def _after(step: Step, before: Sequence[Step]) -> Iterator[str]:
    """Rounds follow each other; what groups do after a round, those do that passed it."""
    rounds = [one for one in before if one.kind == "round"]
    if rounds and step.kind == "round":
        yield f"    after: [{rounds[-1].key}]"
    elif rounds and step.level == "group":
        yield f"    after: [{{{rounds[-1].key}: passed, gate: start}}]"


def _options(step: Step, before: Sequence[Step]) -> Iterator[str]:
    if step.kind == "round":
        yield from _round_options(step, before)
    elif step.kind == "spend":
        yield from _spend_options(step, before)


def _round_options(step: Step, before: Sequence[Step]) -> Iterator[str]:
    words = step.clause
    application = next((one.key for one in before if one.kind == "form" and one.level == "group"), "")
    yield "    options:"
    yield f"      {LACKING} เกณฑ์ให้คะแนน เขียนใน rubrics แล้วใส่ชื่อที่นี่"
    yield "      rubric:"
    yield f"      application: {application}"
    if found := _FIRST.search(words):
        yield f"      expect: {found[1]}"
    if found := _LEFT.search(words):
        yield f"      keep: {found[1]}"
    elif tiers := _tiers(words):
        said = ", ".join(f"{{name: {name}, places: {places}}}" for name, places in tiers)
        yield f"      tiers: [{said}]"
    else:
        yield f"      {LACKING} จำนวนที่ผ่าน (keep) หรือระดับกับจำนวน (tiers)"


def _tiers(words: str) -> list[tuple[str, str]]:
    return [(name.removeprefix("ระดับ"), places) for name, places in _TIER.findall(words)]


def _spend_options(step: Step, before: Sequence[Step]) -> Iterator[str]:
    words = step.clause
    each = re.findall(r"ระดับ([ก-๙]+?)\s*จำนวน\s*\d+\s*\S+\s*(?:ๆ\s*)?ละ\s*([\d,]+)", words)
    tiered = next((one.key for one in reversed(before) if one.kind == "round"), "")
    if each and tiered:
        said = ", ".join(f"{name}: {amount.replace(',', '')}.00" for name, amount in each)
        yield "    options:"
        yield f"      allot: {{{said}}}"
        yield f"      by_tier_of: {tiered}"


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
