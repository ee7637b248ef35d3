"""A letter to read, and what was read of it: each fact as a line to keep, correct or leave unknown."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from sammachip.core.letterfacts.confirming import (
    MISSED,
    ROOMS,
    BadFact,
    Outcome,
    Slot,
    SlotKind,
    asked_of,
    left_of,
    names_for,
    outcome,
    shown,
    slots_of,
    typed,
)
from sammachip.core.letterfacts.model import BY_ITS_FORM, Kind
from sammachip.core.places import Gazetteer
from sammachip.records.models import LetterConfirmation, LetterReading
from sammachip.trail.spoken import day_name, worded
from sammachip.web.forms.fields import WordedForm
from sammachip.web.letter_text import mark_id

PREFIX = "f."
LONG = 34
"""From so many signs on a value gets room for several lines."""
MOST_LINES = 6000
"""Of more facts than these a page cannot bring every input back: tables are then shown as read."""
Value = str | int | None

KINDS: Mapping[str, str | Promise] = {
    Kind.EXTERNAL: gettext_lazy("หนังสือภายนอก"),
    Kind.MEMO: gettext_lazy("บันทึกข้อความ"),
    Kind.STAMPED: gettext_lazy("หนังสือประทับตรา"),
    Kind.ORDER: gettext_lazy("คำสั่ง"),
    Kind.ANNOUNCEMENT: gettext_lazy("ประกาศ"),
    Kind.MINUTES: gettext_lazy("รายงานการประชุม"),
    Kind.CERTIFICATE: gettext_lazy("หนังสือรับรองหรือเกียรติบัตร"),
    Kind.OTHER: gettext_lazy("เอกสารอื่น"),
}
LABELS: Mapping[str, str | Promise] = {
    "urgency": gettext_lazy("ความเร่งด่วน"),
    "number": gettext_lazy("เลขที่หนังสือ"),
    "office": gettext_lazy("จากหน่วยงาน"),
    "date": gettext_lazy("ลงวันที่"),
    "subject": gettext_lazy("เรื่อง"),
    "to": gettext_lazy("เรียน"),
    "to.place": gettext_lazy("ชื่อทางการของผู้รับ"),
    "refs": gettext_lazy("อ้างถึง"),
    "enclosures.title": gettext_lazy("สิ่งที่ส่งมาด้วย"),
    "enclosures.count": gettext_lazy("จำนวน"),
    "enclosures.unit": gettext_lazy("หน่วยนับ"),
    "deadlines.date": gettext_lazy("ภายในวันที่"),
    "deadlines.from": gettext_lazy("ตั้งแต่วันที่"),
    "deadlines.to": gettext_lazy("ถึงวันที่"),
    "deadlines.relative.days": gettext_lazy("ภายในกี่วัน"),
    "deadlines.recurring.day": gettext_lazy("ทุกวันที่"),
    "deadlines.what": gettext_lazy("สิ่งที่ต้องทำ"),
    "deadlines.to_whom": gettext_lazy("ส่งให้"),
    "deadlines.who": gettext_lazy("ผู้ทำ"),
    "money.amount": gettext_lazy("จำนวนเงิน (บาท)"),
    "money.words_amount": gettext_lazy("ตามตัวอักษร (บาท)"),
    "money.per": gettext_lazy("ต่อ"),
    "tables.rows.place": gettext_lazy("ชื่อทางการ"),
    "signatory.name": gettext_lazy("ผู้ลงนาม"),
    "signatory.post": pgettext_lazy("letter", "ตำแหน่ง"),
    "signatory.how": gettext_lazy("ลงนามในฐานะ"),
    "signatory.acting_for": gettext_lazy("แทน"),
    "phones": gettext_lazy("โทรศัพท์ โทรสาร"),
}
OUTCOMES: Mapping[Outcome, str | Promise] = {
    Outcome.CORRECTED: gettext_lazy("แก้แล้ว"),
    Outcome.UNKNOWN: gettext_lazy("ยังไม่ทราบ"),
}


class ReadLetterForm(WordedForm):
    """The letter's file, or its text where there is no file."""

    file = forms.FileField(
        label=gettext_lazy("ไฟล์หนังสือ"),
        required=False,
        help_text=gettext_lazy("DOCX, PDF, ข้อความ หรือภาพสแกน PNG, JPEG"),
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.txt,.png,.jpg,.jpeg"}),
    )
    pasted = forms.CharField(
        label=gettext_lazy("หรือวางข้อความของหนังสือ"),
        required=False,
        strip=False,
        max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("file") and not str(cleaned.get("pasted") or "").strip():
            raise ValidationError(_("เลือกไฟล์หนังสือ หรือวางข้อความของหนังสือก่อน"))
        return cleaned


class AsideForm(WordedForm):
    """Why nothing is to be made of a letter."""

    reason = forms.CharField(
        label=gettext_lazy("เหตุผลที่ไม่ใช้หนังสือฉบับนี้"),
        max_length=300,
        help_text=gettext_lazy("เช่น ส่งผิดหน่วยงาน เป็นข่าวหรือเรื่องส่วนตัว อ่านจากภาพไม่ชัด"),
    )


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact on the screen: its input, where it stands in the letter, and what is to be known of it."""

    slot: Slot
    label: str
    value: str
    hint: str = ""
    doubt: str = ""
    made: str = ""
    before: str = ""
    error: str = ""
    choices: str = ""

    @property
    def name(self) -> str:
        return PREFIX + self.slot.key

    @property
    def id(self) -> str:
        return "f-" + self.slot.key.replace(".", "-")

    @property
    def mark(self) -> str:
        """The name of its place in the letter; "" where it has none."""
        span = self.slot.span
        return mark_id(span) if span and span[0] < span[1] else ""

    @property
    def is_long(self) -> bool:
        return self.slot.kind == SlotKind.TEXT and len(self.value) >= LONG

    @property
    def is_figure(self) -> bool:
        return self.slot.kind in (SlotKind.BAHT, SlotKind.COUNT, SlotKind.FIGURE)

    @property
    def is_place(self) -> bool:
        return self.slot.kind == SlotKind.PLACE

    @property
    def near(self) -> list[str]:
        return [name for _code, name in self.slot.near] if self.slot.proposed is None else []


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts that belong together: a deadline, a sum, an enclosure."""

    title: str
    lines: Sequence[FactLine]


@dataclass(frozen=True, slots=True)
class FactTable:
    """A table of the letter: its columns, a line of inputs for every cell, and its totals by column."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[FactLine]]
    totals: Sequence[FactLine | None]
    checks: Sequence[Mapping[str, Any]]  # as the proposal's JSON holds them
    has_places: bool
    is_fixed: bool = False

    @property
    def wrong(self) -> list[Mapping[str, Any]]:
        return [one for one in self.checks if not one["agrees"]]

    @property
    def is_open(self) -> bool:
        """Whether it is shown row by row at once: where something in it is to be looked at."""
        doubtful = any(line.error or line.near or line.doubt for row in self.rows for line in row)
        return (bool(self.wrong) or doubtful) and not self.is_fixed


class FactsForm:
    """Every fact of a reading as it stands: as confirmed last, else as proposed; over it what was just typed."""

    def __init__(
        self,
        reading: LetterReading,
        holding: LetterConfirmation | None,
        official: Gazetteer,
        posted: Mapping[str, str] | None = None,
    ) -> None:
        self.reading, self.official = reading, official
        self.posted = {} if posted is None else posted
        held = slots_of(holding.facts) if holding else ()
        self.held: dict[str, Value] = {slot.key: slot.proposed for slot in held}
        self.slots = asked_of(reading.facts)
        self.is_confirmed = holding is not None
        self.values: dict[str, Value] = {}
        self.errors: dict[str, str] = {}
        if posted is not None:
            self._read()

    def _read(self) -> None:
        for slot in self.slots:
            said = self.posted.get(PREFIX + slot.key)
            try:
                self.values[slot.key] = self._held(slot) if said is None else typed(slot, said, self.official)
            except BadFact as why:
                self.errors[slot.key] = worded(why.reason)

    def _held(self, slot: Slot) -> Value:
        return self.held.get(slot.key, slot.proposed)

    @property
    def lists(self) -> dict[str, list[str]]:
        """The official names that places are chosen from, by the id of the list on the page."""
        places = {_list_id(slot): slot for slot in self.slots if slot.kind == SlotKind.PLACE}
        return {name: names_for(slot, self.official) for name, slot in places.items()}

    @property
    def wrong(self) -> list[FactLine]:
        return [self._line(slot) for slot in self.slots if slot.key in self.errors]

    @property
    def head(self) -> FactGroup:
        heads = [slot for slot in self.slots if slot.key.partition(".")[0] in _HEAD]
        return FactGroup(_("หัวหนังสือ"), [self._line(slot) for slot in heads])

    @property
    def groups(self) -> list[FactGroup]:
        """All but the head and the tables, in the order of a letter."""
        return [*self._numbered(), *self._together("refs", "signatory", "phones")]

    def _numbered(self) -> Iterator[FactGroup]:
        for name, title in _NUMBERED.items():
            for at in range(len(self.reading.facts[name])):
                yield FactGroup(f"{title} {at + 1}", self._lines_under(f"{name}.{at}."))

    @property
    def rooms(self) -> list[FactGroup]:
        """Empty lines for what the letter says and was not read; filled ones among them are shown with them."""
        return [
            FactGroup(f"{_NUMBERED[name]} {at + 1}", self._lines_under(f"{name}.{at}."))
            for name in MISSED
            for at in range(len(self.reading.facts[name]), len(self.reading.facts[name]) + ROOMS)
        ]

    @property
    def has_more(self) -> bool:
        """Whether anything was added, or is being added."""
        return any(line.value or line.error for group in self.rooms for line in group.lines)

    def _together(self, *names: str) -> Iterator[FactGroup]:
        for name in names:
            if lines := self._lines_under(f"{name}."):
                yield FactGroup(str(_TOGETHER[name]), lines)

    def _lines_under(self, beginning: str) -> list[FactLine]:
        return [self._line(slot) for slot in self.slots if slot.key.startswith(beginning)]

    @property
    def tables(self) -> list[FactTable]:
        return [self._table(at, table) for at, table in enumerate(self.reading.facts["tables"])]

    def _table(self, at: int, table: Mapping[str, Any]) -> FactTable:
        lines = {slot.key: self._line(slot) for slot in self.slots if slot.key.startswith(f"tables.{at}.")}
        width = len(table["columns"])
        rows = [
            [
                lines[f"tables.{at}.rows.{row}.{part}"]
                for part in (*(f"cells.{column}" for column in range(width)), "place")
                if f"tables.{at}.rows.{row}.{part}" in lines
            ]
            for row in range(len(table["rows"]))
        ]
        return FactTable(
            _("ตารางที่ {n}").format(n=at + 1),
            [str(one["value"] or "") for one in table["columns"]],
            rows,
            [lines.get(f"tables.{at}.totals.{column}") for column in range(width)],
            table["checks"],
            any(one["place"] for one in table["rows"]),
            is_fixed=len(self.slots) > MOST_LINES,
        )

    def _line(self, slot: Slot) -> FactLine:
        now = self._held(slot)
        made = outcome(slot, now) if self.is_confirmed else Outcome.KEPT
        corrected = made == Outcome.CORRECTED
        return FactLine(
            slot,
            self._label(slot),
            self.posted.get(PREFIX + slot.key, shown(slot, now, self.official)),
            hint=self._hint(slot),
            doubt="" if self.is_confirmed else _doubt(slot) or self._absent(slot),
            made=str(OUTCOMES[made]) if _is_told(slot, made) else "",
            before=shown(slot, slot.proposed, self.official) if corrected else "",
            error=self.errors.get(slot.key, ""),
            choices=_list_id(slot) if slot.kind == SlotKind.PLACE else "",
        )

    def _hint(self, slot: Slot) -> str:
        """What more was read of the fact: of a lost day its month, of days what they are counted from or come again in."""
        if left := left_of(slot):
            return _("อ่านได้เพียง {month}").format(month=day_name(left))
        name, _dot, part = slot.key.partition(".relative.")
        if part:
            return _counted_from(self._deadline(name)["relative"]["value"])
        name, _dot, part = slot.key.partition(".recurring.")
        return str(_AGAIN.get(self._deadline(name)["recurring"]["value"]["every"], "")) if part else ""

    def _deadline(self, name: str) -> Mapping[str, Any]:
        told: Mapping[str, Any] = self.reading.facts["deadlines"][int(name.partition(".")[2])]
        return told

    def _absent(self, slot: Slot) -> str:
        """What is said of a part that every letter has and this one was not found to have: a scan may have lost it."""
        must = slot.key in _OF_LETTERS.get(self.reading.facts["kind"], ())
        return _("ไม่พบหรืออ่านไม่ได้") if must and slot.proposed is None else ""

    def _label(self, slot: Slot) -> str:
        parts = slot.key.split(".")
        if "cells" in parts or "totals" in parts:
            columns = self.reading.facts["tables"][int(parts[1])]["columns"]
            return str(columns[int(parts[-1])]["value"] or _("ช่องที่ {n}").format(n=int(parts[-1]) + 1))
        return str(LABELS[".".join(part for part in parts if not part.isdecimal())])


_OF_LETTERS: Mapping[str, Collection[str]] = {
    Kind.EXTERNAL: ("number", "office", "date", "subject", "to"),
    Kind.MEMO: ("number", "office", "date", "subject", "to"),
    Kind.STAMPED: ("number", "office", "date", "to"),
    Kind.ORDER: ("number", "office", "date", "subject"),
}
"""What a paper of each kind always says at its head."""
_HEAD = frozenset({"urgency", "number", "office", "date", "subject", "to"})
_NUMBERED: Mapping[str, str | Promise] = {
    "deadlines": gettext_lazy("กำหนดเวลาที่"),
    "money": gettext_lazy("จำนวนเงินที่"),
    "enclosures": gettext_lazy("สิ่งที่ส่งมาด้วย"),
}
_AGAIN: Mapping[str, str | Promise] = {
    "month": gettext_lazy("ของทุกเดือน"),
    "quarter": gettext_lazy("ของทุกไตรมาส"),
    "week": gettext_lazy("ของทุกสัปดาห์"),
}
_TOGETHER: Mapping[str, str | Promise] = {
    "refs": gettext_lazy("หนังสือที่อ้างถึง"),
    "signatory": gettext_lazy("การลงนาม"),
    "phones": gettext_lazy("ติดต่อ"),
}


def _is_told(slot: Slot, made: Outcome) -> bool:
    """Whether it is said what a person made of it: not of what neither letter nor person says."""
    return made == Outcome.CORRECTED or (made == Outcome.UNKNOWN and slot.span is not None)


def _counted_from(relative: Mapping[str, Any] | None) -> str:
    """Which days are counted, and from when."""
    if not relative:
        return ""
    days = _("วันทำการ") if relative["working_days"] else _("วัน")
    return _("{days} นับแต่{after}").format(days=days, after=relative["after"]) if relative["after"] else days


def _doubt(slot: Slot) -> str:
    """What is said of a fact that should be compared with the letter before all others."""
    if slot.proposed is None:
        return _("อ่านไม่ได้") if slot.span else ""
    if slot.kind == SlotKind.PLACE or slot.confidence >= BY_ITS_FORM:
        return ""
    return _("ควรตรวจ")


def _list_id(slot: Slot) -> str:
    return f"places-{slot.digits}-{slot.above or 'all'}"
