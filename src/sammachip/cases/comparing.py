"""What a new edition changes, in sentences: two packs laid side by side, part by part. Pure: no rows are read."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases.models import CaseLevel
from sammachip.cases.rules import moment_words, role_label
from sammachip.core.fields import Choice, Field, FormSpec
from sammachip.core.money import format_baht
from sammachip.core.thainum import trimmed
from sammachip.programmes.pack import ANYONE, Limit, Measure, Pack, Stage, Terms
from sammachip.trail.spoken import day_name

Item = TypeVar("Item")
Words = Mapping[str, str | Promise]


class Part(models.TextChoices):
    """The parts of a programme under which a difference is told."""

    STAGES = "stages", gettext_lazy("ขั้นตอน")
    FORMS = "forms", gettext_lazy("แบบฟอร์ม")
    MONEY = "money", gettext_lazy("งบประมาณ")
    LIMITS = "limits", gettext_lazy("ข้อจำกัดการใช้จ่าย")
    ENROLMENT = "enrolment", gettext_lazy("การเข้าโครงการ")
    MEASURES = "measures", gettext_lazy("ตัวชี้วัด")
    ROLLUPS = "rollups", gettext_lazy("ยอดรวม")
    TERMS = "terms", gettext_lazy("ข้อกำหนดที่โครงการเสนอ")
    TEXTS = "texts", gettext_lazy("ข้อความและเอกสารประกอบ")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is otherwise in the new edition."""

    part: Part
    sentence: str


def differences(old: Pack, new: Pack) -> list[Difference]:
    """Everything that is otherwise in the new pack, in the order of the parts; empty when both say the same."""
    return [Difference(part, sentence) for part, tell in _TELLERS.items() for sentence in tell(old, new)]


def _from_to(what: str, before: str, after: str) -> str:
    nothing = _("ไม่กำหนด")
    return _("{what} จาก {before} เป็น {after}").format(
        what=what, before=before or nothing, after=after or nothing
    )


def _parted(
    before: Mapping[str, Item], after: Mapping[str, Item]
) -> tuple[list[Item], list[Item], list[tuple[Item, Item]]]:
    """What came, what went, and the pairs that stayed under their key and are not the same."""
    came = [one for key, one in after.items() if key not in before]
    went = [one for key, one in before.items() if key not in after]
    stayed = [(before[key], one) for key, one in after.items() if key in before and before[key] != one]
    return came, went, stayed


def _mended(what: str, before: object, after: object, words: Words) -> Iterator[str]:
    """One sentence that names whatever else of the two is not the same; nothing when all is."""
    if names := [str(word) for name, word in words.items() if getattr(before, name) != getattr(after, name)]:
        yield _("{what} แก้ไข{names}").format(what=what, names=" ".join(names))


_STAGE_WORDS: Words = {
    "kind": gettext_lazy("ชนิดของขั้นตอน"),
    "form": gettext_lazy("แบบที่ใช้"),
    "needs": gettext_lazy("ขั้นตอนที่ต้องทำก่อน"),
    "unless": gettext_lazy("เงื่อนไขที่ไม่ต้องทำ"),
    "every": gettext_lazy("รอบที่ต้องทำ"),
    "many": gettext_lazy("จำนวนครั้งที่กรอก"),
    "closer": gettext_lazy("ผู้ปิดขั้นตอน"),
    "repeats": gettext_lazy("การรายงานซ้ำ"),
    "nil": gettext_lazy("การรายงานไม่มีผล"),
    "late": gettext_lazy("การรับฉบับที่ส่งหลังกำหนด"),
    "receipts": gettext_lazy("การออกใบรับ"),
    "files": gettext_lazy("แฟ้มแนบ"),
    "outcome": gettext_lazy("เกณฑ์ตัดสินผล"),
    "compares": gettext_lazy("ขั้นตอนที่ประเมินซ้ำ"),
    "step": gettext_lazy("ลำดับขั้นในแบบรายงาน"),
    "options": gettext_lazy("ตัวเลือกของขั้นตอน"),
    "help": gettext_lazy("คำอธิบาย"),
}


def _stages(old: Pack, new: Pack) -> Iterator[str]:
    before, after = ({stage.key: stage for stage in pack.stages} for pack in (old, new))
    came, went, stayed = _parted(before, after)
    for stage in came:
        yield (
            _("เพิ่มขั้นตอน «{stage}» ({levels}) {dues}")
            .format(stage=stage.title, levels=_levels(stage), dues=_dues_in_words(stage))
            .rstrip()
        )
    for stage in went:
        yield _("ตัดขั้นตอน «{stage}» ({levels})").format(stage=stage.title, levels=_levels(stage))
    for one, other in stayed:
        yield from _stage(one, other)
    if [key for key in before if key in after] != [key for key in after if key in before]:
        yield _("ลำดับขั้นตอนเปลี่ยนเป็น {titles}").format(titles=" → ".join(one.title for one in new.stages))


def _stage(before: Stage, after: Stage) -> Iterator[str]:
    named = _("ขั้นตอน «{stage}»").format(stage=before.title)
    if before.title != after.title:
        yield _("{what} เปลี่ยนชื่อเป็น «{name}»").format(what=named, name=after.title)
    yield from _dues(named, before.due, after.due)
    for what, tell in _STAGE_TELLS.items():
        if tell(before) != tell(after):
            yield _from_to(f"{named} {_STAGE_TOLD[what]}", tell(before), tell(after))
    yield from _mended(named, before, after, _STAGE_WORDS)


def _levels(stage: Stage) -> str:
    return " ".join(str(CaseLevel(level).label) for level in stage.per)


def _writers(stage: Stage) -> str:
    return " ".join(role_label(role) for role in stage.by)


def _signers(stage: Stage) -> str:
    return " → ".join(
        f"{role_label(hop.role)} ({hop.verb}{_(' มีผู้ตรวจเอกสารคนที่สอง') if hop.second_person else ''})"
        for hop in stage.signs
    )


_STAGE_TELLS: Mapping[str, Callable[[Stage], str]] = {"per": _levels, "by": _writers, "signs": _signers}
_STAGE_TOLD: Words = {
    "per": gettext_lazy("ระดับของงาน"),
    "by": gettext_lazy("ผู้กรอก"),
    "signs": gettext_lazy("ผู้ลงนาม"),
}


def _dues(what: str, before: Mapping[str, datetime], after: Mapping[str, datetime]) -> Iterator[str]:
    for role in dict.fromkeys((*before, *after)):
        if before.get(role) != after.get(role):
            named = _("{what} กำหนดส่งของ{role}").format(what=what, role=_whose(role))
            yield _from_to(named, moment_words(before.get(role)), moment_words(after.get(role)))


def _dues_in_words(stage: Stage) -> str:
    return " ".join(
        _("กำหนดส่งของ{role} {day}").format(role=_whose(role), day=moment_words(moment))
        for role, moment in stage.due.items()
    )


def _whose(role: str) -> str:
    return _("ทุกบทบาท") if role == ANYONE else role_label(role)


_FORM_WORDS: Words = {"checks": gettext_lazy("เงื่อนไขตรวจคำตอบ")}
_FIELD_WORDS: Words = {
    "type": gettext_lazy("ชนิดคำตอบ"),
    "when": gettext_lazy("เงื่อนไขที่ถาม"),
    "help": gettext_lazy("คำอธิบาย"),
    "unit": gettext_lazy("หน่วย"),
    "filled": gettext_lazy("ข้อมูลที่ระบบเติมให้"),
    "computed": gettext_lazy("สูตรที่ระบบคำนวณให้"),
    "save_to": gettext_lazy("ข้อมูลที่บันทึกลงทะเบียน"),
    "min": gettext_lazy("ค่าต่ำสุด"),
    "max": gettext_lazy("ค่าสูงสุด"),
    "max_length": gettext_lazy("ความยาว"),
    "decimals": gettext_lazy("ทศนิยม"),
    "min_rows": gettext_lazy("จำนวนแถวน้อยที่สุด"),
    "max_rows": gettext_lazy("จำนวนแถวมากที่สุด"),
    "per": gettext_lazy("ตารางของภาพ"),
    "personal": gettext_lazy("การปกปิดข้อมูลส่วนบุคคล"),
    "in_window": gettext_lazy("การชี้วันที่นอกช่วงเวลาของโครงการ"),
    "past": gettext_lazy("การไม่รับวันที่ยังมาไม่ถึง"),
    "wanted": gettext_lazy("หลักฐานที่ขอ"),
    "starts": gettext_lazy("ค่าเริ่มต้นของร่าง"),
}


def _forms(old: Pack, new: Pack) -> Iterator[str]:
    came, went, stayed = _parted(old.forms, new.forms)
    yield from (_("เพิ่มแบบ «{form}»").format(form=form.title) for form in came)
    yield from (_("ตัดแบบ «{form}»").format(form=form.title) for form in went)
    for before, after in stayed:
        yield from _form(before, after)
    for key, form in new.forms.items():
        if key in old.forms and old.papers.get(key) != new.papers.get(key):
            yield _("แบบ «{form}» เปลี่ยนรูปแบบเอกสารที่พิมพ์").format(form=form.title)


def _form(before: FormSpec, after: FormSpec) -> Iterator[str]:
    named = _("แบบ «{form}»").format(form=before.title)
    if before.title != after.title:
        yield _("{what} เปลี่ยนชื่อเป็น «{name}»").format(what=named, name=after.title)
    yield from _fields(named, before.fields, after.fields)
    if _headings(before) != _headings(after):
        yield _("{what} แก้ไขหัวข้อหรือข้อความนำ").format(what=named)
    yield from _mended(named, before, after, _FORM_WORDS)


def _headings(form: FormSpec) -> list[tuple[str, str]]:
    return [(section.title, section.lead) for section in form.sections]


def _fields(what: str, old: Sequence[Field], new: Sequence[Field]) -> Iterator[str]:
    before, after = ({one.key: one for one in fields} for fields in (old, new))
    came, went, stayed = _parted(before, after)
    for one in came:
        yield _("{what} เพิ่มช่อง «{field}» ({required})").format(
            what=what, field=one.label, required=_required(one)
        )
    yield from (_("{what} ตัดช่อง «{field}»").format(what=what, field=one.label) for one in went)
    for one, other in stayed:
        yield from _field(_("{what} ช่อง «{field}»").format(what=what, field=one.label), one, other)
    if [key for key in before if key in after] != [key for key in after if key in before]:
        yield _("{what} ลำดับช่องเปลี่ยน").format(what=what)


def _field(what: str, before: Field, after: Field) -> Iterator[str]:
    if before.label != after.label:
        yield _("{what} เปลี่ยนชื่อเป็น «{name}»").format(what=what, name=after.label)
    if before.required != after.required:
        yield _from_to(what, _required(before), _required(after))
    yield from _choices(_("{what} ตัวเลือก").format(what=what), before.choices, after.choices)
    yield from _choices(_("{what} แถว").format(what=what), before.rows, after.rows)
    yield from _fields(what, before.columns, after.columns)
    yield from _mended(what, before, after, _FIELD_WORDS)


def _required(field: Field) -> str:
    if isinstance(field.required, bool):
        return _("ต้องกรอก") if field.required else _("ไม่บังคับ")
    return _("ต้องกรอกตามเงื่อนไข {rule}").format(rule=field.required.text)


def _choices(what: str, old: Sequence[Choice], new: Sequence[Choice]) -> Iterator[str]:
    before, after = (", ".join(one.label for one in some) for some in (old, new))
    if before != after:
        yield _from_to(what, before, after)
    elif old != new:
        yield _("{what} แก้ไข{names}").format(what=what, names=_("ค่าที่บันทึก"))


def _money(old: Pack, new: Pack) -> Iterator[str]:
    if old.budget.total != new.budget.total:
        yield _from_to(_("งบประมาณรวม (บาท)"), format_baht(old.budget.total), format_baht(new.budget.total))
    came, went, stayed = _parted(*({head.key: head for head in pack.budget.heads} for pack in (old, new)))
    yield from (_("เพิ่มหมวด «{head}»").format(head=head.label) for head in came)
    yield from (_("ตัดหมวด «{head}»").format(head=head.label) for head in went)
    for before, after in stayed:
        named = _("หมวด «{head}»").format(head=before.label)
        if before.label != after.label:
            yield _("{what} เปลี่ยนชื่อเป็น «{name}»").format(what=named, name=after.label)
        words = {"expense_class": _("ประเภทรายจ่าย"), "over": _("การถัวจ่าย")}
        yield from _mended(named, before, after, words)
    words = {"text": _("ข้อความ"), "note": _("หมายเหตุ")}
    yield from _mended(_("งบประมาณ"), old.budget, new.budget, words)


_LIMIT_WORDS: Words = {
    "measure": gettext_lazy("วิธีนับ"),
    "expression": gettext_lazy("รายการที่นับ"),
    "per": gettext_lazy("ระดับที่นับ"),
    "at": gettext_lazy("เวลาที่ตรวจ"),
    "otherwise": gettext_lazy("ผลเมื่อเกิน"),
    "sentence": gettext_lazy("ข้อความ"),
    "source": gettext_lazy("ที่มา"),
    "of": gettext_lazy("ยอดที่เทียบ"),
}
_MEASURE_WORDS: Words = {
    "kind": gettext_lazy("ชนิด"),
    "per": gettext_lazy("ระดับที่นับ"),
    "stage": gettext_lazy("ขั้นตอนที่อ่าน"),
    "numerator": gettext_lazy("ตัวตั้ง"),
    "denominator": gettext_lazy("ตัวหาร"),
    "missing": gettext_lazy("เงื่อนไขที่วัดไม่ได้"),
    "reasons": gettext_lazy("เหตุที่วัดไม่ได้"),
    "unit": gettext_lazy("หน่วย"),
    "sentence": gettext_lazy("คำอธิบาย"),
    "among": gettext_lazy("งานที่นับ"),
}
_ROLLUP_WORDS: Words = {
    "per": gettext_lazy("ระดับที่นับ"),
    "stage": gettext_lazy("ขั้นตอนที่อ่าน"),
    "rows": gettext_lazy("ตารางที่นับ"),
    "where": gettext_lazy("รายการที่นับ"),
    "by": gettext_lazy("การแยกประเภท"),
    "on": gettext_lazy("วันที่ของรายการ"),
    "take": gettext_lazy("ครั้งที่นับ"),
    "sums": gettext_lazy("จำนวนที่รวม"),
    "unit": gettext_lazy("หน่วย"),
    "shows": gettext_lazy("ช่องที่แสดง"),
    "sentence": gettext_lazy("คำอธิบาย"),
    "among": gettext_lazy("งานที่นับ"),
}


def _limits(old: Pack, new: Pack) -> Iterator[str]:
    came, went, stayed = _parted(*({limit.key: limit for limit in pack.limits} for pack in (old, new)))
    yield from (
        _("เพิ่มข้อจำกัด «{limit}»: {sentence}").format(limit=one.title, sentence=one.sentence) for one in came
    )
    yield from (_("ตัดข้อจำกัด «{limit}»").format(limit=one.title) for one in went)
    for before, after in stayed:
        named = _("ข้อจำกัด «{limit}»").format(limit=before.title)
        if before.title != after.title:
            yield _("{what} เปลี่ยนชื่อเป็น «{name}»").format(what=named, name=after.title)
        if _ceiling(before) != _ceiling(after):
            yield _from_to(named, _ceiling(before), _ceiling(after))
        yield from _mended(named, before, after, _LIMIT_WORDS)


def _ceiling(limit: Limit) -> str:
    if limit.at_most_percent is not None:
        return _("ไม่เกินร้อยละ {n}").format(n=trimmed(limit.at_most_percent))
    assert limit.at_most is not None
    number = format_baht(limit.at_most) if limit.measure == "sum" else trimmed(limit.at_most)
    return _("ไม่เกิน {n}").format(n=number)


_RULE_WORDS: Words = {
    "that": gettext_lazy("เงื่อนไข"),
    "otherwise": gettext_lazy("ข้อความเมื่อไม่ผ่าน"),
    "source": gettext_lazy("ที่มา"),
}


def _enrolment(old: Pack, new: Pack) -> Iterator[str]:
    for level in dict.fromkeys((*old.enrol, *new.enrol)):
        if old.enrol.get(level) != new.enrol.get(level):
            yield _("วิธีนำ{level}เข้าโครงการเปลี่ยน").format(level=CaseLevel(level).label)
    came, went, stayed = _parted(old.rules, new.rules)
    yield from (_("เพิ่มคุณสมบัติ: {sentence}").format(sentence=rule.sentence) for rule in came)
    yield from (_("ตัดคุณสมบัติ: {sentence}").format(sentence=rule.sentence) for rule in went)
    for before, after in stayed:
        if before.sentence != after.sentence:
            yield _from_to(_("คุณสมบัติ"), f"«{before.sentence}»", f"«{after.sentence}»")
        named = _("คุณสมบัติ «{rule}»").format(rule=after.sentence)
        yield from _mended(named, before, after, _RULE_WORDS)


def _measures(old: Pack, new: Pack) -> Iterator[str]:
    came, went, stayed = _parted(*({one.key: one for one in pack.measures} for pack in (old, new)))
    yield from (_("เพิ่มตัวชี้วัด «{measure}»").format(measure=one.title) for one in came)
    yield from (_("ตัดตัวชี้วัด «{measure}»").format(measure=one.title) for one in went)
    for before, after in stayed:
        named = _("ตัวชี้วัด «{measure}»").format(measure=before.title)
        if before.title != after.title:
            yield _("{what} เปลี่ยนชื่อเป็น «{name}»").format(what=named, name=after.title)
        if before.target != after.target:
            yield _from_to(_("{what} เป้าหมาย").format(what=named), _target(before), _target(after))
        yield from _mended(named, before, after, _MEASURE_WORDS)


def _rollups(old: Pack, new: Pack) -> Iterator[str]:
    came, went, stayed = _parted(*({one.key: one for one in pack.rollups} for pack in (old, new)))
    yield from (_("เพิ่มยอดรวม «{rollup}»").format(rollup=one.title) for one in came)
    yield from (_("ตัดยอดรวม «{rollup}»").format(rollup=one.title) for one in went)
    for before, after in stayed:
        named = _("ยอดรวม «{rollup}»").format(rollup=before.title)
        if before.title != after.title:
            yield _("{what} เปลี่ยนชื่อเป็น «{name}»").format(what=named, name=after.title)
        yield from _mended(named, before, after, _ROLLUP_WORDS)


def _target(measure: Measure) -> str:
    return "" if measure.target is None else f"{measure.unit} {trimmed(measure.target)}"


def _terms(old: Pack, new: Pack) -> Iterator[str]:
    titles = {stage.key: stage.title for pack in (old, new) for stage in pack.stages}
    for office in dict.fromkeys((*old.terms, *new.terms)):
        before, after = old.terms.get(office, Terms()), new.terms.get(office, Terms())
        named = _("ทุกหน่วยงาน") if office == "all" else _("หน่วยงานรหัส {code}").format(code=office)
        if before.unit_cost != after.unit_cost:
            yield _from_to(
                _("{what} อัตราต่อกลุ่ม (บาท)").format(what=named),
                *(format_baht(one.unit_cost) if one.unit_cost else "" for one in (before, after)),
            )
        if before.report_to != after.report_to:
            yield _from_to(_("{what} ที่ส่งรายงาน").format(what=named), before.report_to, after.report_to)
        for stage in dict.fromkeys((*before.due, *after.due)):
            what = _("{what} ขั้นตอน «{stage}»").format(what=named, stage=titles.get(stage, stage))
            yield from _dues(what, before.due.get(stage, {}), after.due.get(stage, {}))


_SHORT: Words = {
    "title": gettext_lazy("ชื่อโครงการ"),
    "title_en": gettext_lazy("ชื่อโครงการภาษาอังกฤษ"),
    "letter_title": gettext_lazy("ชื่อโครงการตามหนังสือ"),
    "fiscal_year": gettext_lazy("ปีงบประมาณ"),
    "area": gettext_lazy("พื้นที่ดำเนินการ"),
    "period": gettext_lazy("ระยะเวลาดำเนินการ"),
}
_LONG: Words = {
    "owner": gettext_lazy("เจ้าของโครงการ"),
    "levels": gettext_lazy("ระดับของงาน"),
    "objectives": gettext_lazy("วัตถุประสงค์"),
    "results": gettext_lazy("ผลที่คาดว่าจะได้รับ"),
    "targets": gettext_lazy("เป้าหมาย"),
    "regulations": gettext_lazy("ข้อกำหนดก่อนเบิกจ่าย"),
    "guideline": gettext_lazy("แนวทางการดำเนินโครงการ"),
    "rubrics": gettext_lazy("เกณฑ์การให้คะแนน"),
    "lists": gettext_lazy("บัญชีรายชื่อ"),
    "samples": gettext_lazy("รายการที่เป็นตัวอย่าง"),
    "version_note": gettext_lazy("หมายเหตุของฉบับ"),
    "proposals": gettext_lazy("ข้อเสนอสำหรับแผน"),
    "invitation": gettext_lazy("การเชิญกลุ่มตามบัญชี"),
    "followup": gettext_lazy("การติดตามกลุ่มที่ได้รับคัดเลือก"),
    "exports": gettext_lazy("ชุดข้อมูลสำหรับระบบอื่น"),
}


def _texts(old: Pack, new: Pack) -> Iterator[str]:
    for name, word in _SHORT.items():
        before, after = (str(getattr(pack, name)) for pack in (old, new))
        if before != after:
            yield _from_to(str(word), before, after)
    if old.window != new.window:
        yield _from_to(_("ช่วงเวลาของโครงการ"), _window(old), _window(new))
    for name, word in _LONG.items():
        if getattr(old, name) != getattr(new, name):
            yield _("แก้ไข{what}").format(what=word)


def _window(pack: Pack) -> str:
    days = " – ".join(day_name(day) for day in (pack.window.start, pack.window.end))
    return f"{days} ({pack.window.text})" if pack.window.text else days


_TELLERS: Mapping[Part, Callable[[Pack, Pack], Iterable[str]]] = {
    Part.STAGES: _stages,
    Part.FORMS: _forms,
    Part.MONEY: _money,
    Part.LIMITS: _limits,
    Part.ENROLMENT: _enrolment,
    Part.MEASURES: _measures,
    Part.ROLLUPS: _rollups,
    Part.TERMS: _terms,
    Part.TEXTS: _texts,
}
