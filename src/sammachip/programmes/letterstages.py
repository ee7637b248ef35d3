"""What a letter asks for by a day, as the stages of a pack's draft: their kinds, levels, roles, days and options."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sammachip.core.letterfacts import uses
from sammachip.core.letterfacts.blank_forms import BlankForm
from sammachip.core.letterfacts.model import Span
from sammachip.core.letterfacts.uses import Due, known
from sammachip.core.thaidate import BE_OFFSET
from sammachip.core.thainum import tidy, to_arabic
from sammachip.programmes.letterforms import LACKING, quoted

Told = Mapping[str, Any]  # a letter in plain values, as it was confirmed
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
_KEYS = {"form": "work", "round": "round", "spend": "support", "purchase": "procure"}
"""How the key of a stage of each kind begins."""
_ROUND = re.compile(r"กลั่นกรอง|คัดเลือก|ตัดสิน")
_PURCHASE = re.compile(r"จัดซื้อ|จัดจ้าง|จัดหาพัสดุ")
_SPEND = re.compile(r"สนับสนุนงบประมาณ|สนับสนุนเงิน|เบิกจ่าย|ใช้จ่าย")
_TIER = re.compile(r"(ระดับ[ก-๙]+?)\s*จำนวน\s*(\d+)")
_LEFT = re.compile(r"ให้เหลือ\s*(\d+)")
_FIRST = re.compile(r"จาก\s*(\d+)\s*(?:แห่ง|กลุ่ม|ราย)")
_GOES_ON = re.compile(
    r"โครงการ|ตามแบบ|ตามเกณฑ์|ของ|ที่(?:กลุ่ม|ได้|เป็น)|ในการ|(?<!ความ)\s?พร้อม"
    r"|\s(?:และ|จำนวน|โดย|จาก|เช่น|ได้แก่|ผ่าน|ดำเนินการ|\()"
)
"""Where what is to be done goes on to say of what, how and with what."""
_WHICH = re.compile(r"รอบ(?:แรก|ที่\s?[\d๐-๙]|สอง|สาม|สุดท้าย)")
_SHORT_TASK, _LONGEST_TITLE = 8, 60


@dataclass(slots=True)
class Step:
    """One stage of the draft: what is due, of which kind, on which level, and by which day of which role ("" for all).

    `places` are the clauses of the letter that ask for it.
    """

    key: str
    kind: str
    level: str
    title: str
    words: str
    clause: str
    places: list[Span] = field(default_factory=list)
    due: dict[str, date] = field(default_factory=dict)
    form: BlankForm | None = None


def steps_of(told: Told, text: str) -> list[Step]:
    """A stage for each thing due; one that only hands the last on is another day of it, for the office that hands it on."""
    found: list[Step] = []
    dues = [due for due in uses.dues_of(told) if not uses.is_period(due.what)]
    contest = any(_kind(due) == "round" for due in dues)
    for due in dues:
        if found and len(due.what) < _SHORT_TASK:
            found[-1].due[_handing_on(due)] = due.day
            found[-1].places += [due.place] if due.place else []
            continue
        kind = _kind(due)
        level = _level(due, kind, contest, told)
        clause = tidy(text[slice(*due.place)]) if due.place else due.what
        step = Step(_key(kind, found), kind, level, title_of(due.what, clause), due.what, to_arabic(clause))
        step.due[_closing(due, level) if kind == "form" else ""] = due.day
        step.places += [due.place] if due.place else []
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
    return f"{_KEYS[kind]}{sum(step.kind == kind for step in before) + 1}"


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


def title_of(words: str, clause: str) -> str:
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


def give_forms(steps: Sequence[Step], forms: Sequence[BlankForm]) -> None:
    """Each form to the stage whose words its title speaks of; the only form to the only stage that wants one."""
    wanting = [step for step in steps if step.kind == "form"]
    for form in forms:
        title = re.sub(r"^แบบ(?:ฟอร์ม)?", "", form.title)
        at = uses.best_of(title, [step.title for step in wanting])
        if at is None and len(wanting) == len(forms) == 1:
            at = 0
        if at is not None and wanting[at].form is None:
            wanting[at].form = form


def day_text(day: date) -> str:
    return f"{day.year + BE_OFFSET}-{day:%m-%d}"


def stages_of(steps: Sequence[Step], levels: Sequence[str]) -> Iterator[str]:
    yield "stages:"
    if not steps:
        yield f"  {LACKING} ขั้นตอน หนังสือไม่ได้กำหนดวันของสิ่งใด"
    for at, step in enumerate(steps):
        yield from _stage(step, steps[:at], levels)


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
        days = ", ".join(f"{role}: {day_text(day)}" for role, day in step.due.items())
        yield f"    due: {day_text(step.due['']) if '' in step.due else '{' + days + '}'}"
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
