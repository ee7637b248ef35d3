"""Letters on their way: to whom one goes, what it asks of them, how it is received, and what was told of it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases.models import Case
from sammachip.core.fields import FieldType
from sammachip.org.models import Office, OfficeLevel
from sammachip.programmes.models import Edition
from sammachip.records.actions_dispatch import Outside
from sammachip.records.dispatch import offices_to_send
from sammachip.records.models import Delivery, OutgoingLetter
from sammachip.records.rules_dispatch import may_be_named, may_reach
from sammachip.web.forms.answers import AnswerField
from sammachip.web.forms.fields import ThaiDateField, WordedForm
from sammachip.web.forms.letter_files import FILES_HELP, FormWithFiles, ManyFiles

PICKED = "picked"
_ADDRESSED = re.compile(r"(?P<name>.*?)\s*[<(]?(?P<email>[^\s<>()]+@[^\s<>()]+)[>)]?")
LEVELS = {
    OfficeLevel.PROVINCE: gettext_lazy("ทุกจังหวัดในสังกัด ({n} แห่ง)"),
    OfficeLevel.DISTRICT: gettext_lazy("ทุกอำเภอในสังกัด ({n} แห่ง)"),
}


def levels_of(offices: Iterable[Office]) -> list[tuple[str, str]]:
    """The levels at which there are several of these offices, to be chosen whole."""
    counted = Counter(one.level for one in offices)
    return [
        (level.value, words.format(n=counted[level])) for level, words in LEVELS.items() if counted[level] > 1
    ]


WORK = gettext_lazy("งานที่ให้ผู้รับทำ")
WORK_HELP = gettext_lazy("เมื่อผู้รับลงรับและมอบหมาย งานนี้จะขึ้นที่ผู้รับผิดชอบพร้อมกำหนดตามหนังสือ")


class DispatchForm(FormWithFiles):
    """To whom a letter goes: all offices of a level below, or some picked, and others by e-mail where there is mail."""

    to = forms.ChoiceField(label=gettext_lazy("ส่งถึง"), widget=forms.RadioSelect)
    offices = forms.MultipleChoiceField(
        label=gettext_lazy("หน่วยงานที่เลือก"), widget=forms.CheckboxSelectMultiple, required=False
    )
    due_on = ThaiDateField(
        label=gettext_lazy("กำหนดตามหนังสือ"),
        required=False,
        help_text=gettext_lazy("วันที่ให้ผู้รับทำหรือรายงานให้เสร็จ ถ้ามี เช่น ๒๐ กันยายน ๒๕๖๑"),
    )
    work = forms.ChoiceField(label=WORK, required=False, help_text=WORK_HELP)
    attached = ManyFiles(label=gettext_lazy("สิ่งที่ส่งมาด้วย"), required=False, help_text=FILES_HELP)
    outside = AnswerField(
        FieldType.LONG_TEXT,
        label=gettext_lazy("ผู้รับภายนอกทางอีเมล"),
        length=4000,
        required=False,
        help_text=gettext_lazy("บรรทัดละหนึ่งราย เช่น เทศบาลสมมุติ saraban@example.go.th"),
    )

    def __init__(
        self, *args: Any, line: OutgoingLetter, cases: Sequence[Case], mails: bool, **more: Any
    ) -> None:  # passes Django's own arguments through
        super().__init__(*args, **more)
        self.order_fields(("to", "offices", "due_on", "work", "laid", "attached", "outside"))
        there = set(line.deliveries.values_list("office", flat=True))
        self._offices = [one for one in offices_to_send(line.office) if one.pk not in there]
        around = (line.office.pk, line.office.parent_id)
        near = [one for one in self._offices if line.office.pk == one.parent_id or one.pk in around]
        self._choose("to", [*levels_of(self._offices), (PICKED, _("เลือกหน่วยงาน"))])
        self.fields["to"].initial = PICKED
        self._choose("offices", [(one.pk, one.short_name) for one in near])
        self._works = works_of(cases)
        self._choose("work", work_choices(self._works))
        if not mails:
            del self.fields["outside"]

    def _choose(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_outside(self) -> list[Outside]:
        lines = [one.strip() for one in str(self.cleaned_data["outside"] or "").splitlines() if one.strip()]
        return [_outside(one) for one in lines]

    def clean(self) -> dict[str, Any] | None:  # the values of all fields
        told = super().clean() or {}
        chosen = told.get("offices") or told.get("outside") or self.files_taken.kept
        if told.get("to") == PICKED and not chosen and not self.errors:
            self.add_error("offices", _("เลือกหน่วยงานที่จะส่งถึงอย่างน้อย 1 แห่ง"))
        return told

    @property
    def chosen(self) -> list[Office]:
        to, picked = self.cleaned_data["to"], set(self.cleaned_data["offices"])
        if to == PICKED:
            return [one for one in self._offices if one.pk in picked]
        return [one for one in self._offices if one.level == to]

    @property
    def asked(self) -> tuple[Edition, str] | None:
        work = self._works.get(self.cleaned_data["work"])
        return (work.edition, work.stage) if work else None


@dataclass(frozen=True, slots=True)
class Work:
    """What a letter may ask of those it goes to: a programme's work as a whole, or one stage of it."""

    edition: Edition
    stage: str
    title: str


def works_of(cases: Iterable[Case]) -> dict[str, Work]:
    """By key: the programme as a whole, and each of its stages."""
    found = {}
    for edition in (case.edition for case in cases):
        found[f"{edition.pk}:"] = Work(edition, "", edition.title)
        for stage in edition.pack.stages:
            title = f"{stage.title} · {edition.title}"
            found[f"{edition.pk}:{stage.key}"] = Work(edition, stage.key, title)
    return found


def work_choices(works: Mapping[str, Work]) -> list[tuple[str, str]]:
    return [("", _("ไม่ใช่งานตามโครงการ")), *((key, one.title) for key, one in works.items())]


def _outside(line: str) -> Outside:
    found = _ADDRESSED.fullmatch(line)
    if found is None or not may_reach(found["email"]):
        raise ValidationError(
            _("อ่านอีเมลจาก «{line}» ไม่ได้ — พิมพ์ชื่อแล้วตามด้วยอีเมล เช่น เทศบาลสมมุติ saraban@example.go.th").format(
                line=line[:60]
            )
        )
    name = found["name"].strip(" ,;:")
    if not (verdict := may_be_named(name)):
        raise ValidationError(verdict.reason)
    return Outside(name, found["email"].lower())


class TakeForm(WordedForm):
    """What may be said with one press of ลงรับ; both may stay blank."""

    number = AnswerField(FieldType.TEXT, label=gettext_lazy("เลขรับจากทะเบียนอื่น"), length=60, required=False)
    kept_in = AnswerField(FieldType.TEXT, label=gettext_lazy("แฟ้มที่เก็บต้นฉบับ"), length=120, required=False)


class ToldForm(WordedForm):
    """What an office that does not use the system told of its receiving."""

    delivery = forms.ChoiceField(label=gettext_lazy("หน่วยงาน"))
    number = AnswerField(FieldType.TEXT, label=gettext_lazy("เลขรับที่แจ้ง"), length=60, required=False)
    day = ThaiDateField(label=gettext_lazy("รับวันที่"), help_text=gettext_lazy("เช่น ๓ กันยายน ๒๕๖๑"))

    def __init__(
        self, *args: Any, missing: Sequence[Delivery], **more: Any
    ) -> None:  # passes Django's own arguments through
        super().__init__(*args, **more)
        field = self.fields["delivery"]
        assert isinstance(field, forms.ChoiceField)
        self._missing = {str(one.pk): one for one in missing}
        field.choices = [(key, one.office.short_name) for key, one in self._missing.items() if one.office]

    @property
    def chosen(self) -> Delivery:
        return self._missing[self.cleaned_data["delivery"]]
