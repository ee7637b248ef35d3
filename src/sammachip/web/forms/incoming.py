"""Letters that come in: what is written into the register, and the acts about a letter, in the system or on its paper."""

import re
from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from sammachip.core.fields import FieldType
from sammachip.core.thaidate import BANGKOK
from sammachip.core.thainum import tidy, to_arabic
from sammachip.org.models import Office, Person, Section
from sammachip.records.actions_incoming import Came, Holder, OnPaper
from sammachip.records.incoming import next_number, people_of, section_of, sections_of, senders_of
from sammachip.records.models import IncomingLetter, Urgency
from sammachip.records.rules_incoming import may_have_been_done, may_want
from sammachip.trail import clock
from sammachip.web.forms.answers import AnswerField
from sammachip.web.forms.fields import DoneOnField, ThaiDateField, WordedForm
from sammachip.web.forms.letter_files import FILES_HELP, FormWithFiles, ManyFiles
from sammachip.web.forms.papers import secrecy_field

OWN, TYPED = "own", "typed"
WHOLE, SECTION, PERSON = "office", "section", "person"
_HOUR = re.compile(r"(\d{1,2})[.:](\d{2})(?:\s*น\.?)?")


class HourField(forms.Field):
    """A time of the day as offices write it: 9.30, ๐๙:๓๐ น."""

    widget = forms.TextInput

    def to_python(self, value: object) -> time | None:
        text = tidy(str(value or ""))
        if not text:
            return None
        found = _HOUR.fullmatch(to_arabic(text))
        if found is None or int(found[1]) > 23 or int(found[2]) > 59:
            raise ValidationError(
                _("อ่านเวลาจาก «{text}» ไม่ได้ — พิมพ์ชั่วโมงและนาที เช่น 09.30").format(text=text[:20])
            )
        return time(int(found[1]), int(found[2]))


class ReceiveForm(FormWithFiles):
    """One letter that came in, for its line in the register."""

    letter_number = AnswerField(
        FieldType.TEXT, label=gettext_lazy("ที่ (เลขที่หนังสือ)"), length=60, required=False
    )
    dated_on = ThaiDateField(
        label=gettext_lazy("ลงวันที่"),
        required=False,
        help_text=gettext_lazy("เว้นไว้ถ้าอ่านไม่ออก เช่น ๓๑ สิงหาคม ๒๕๖๑"),
    )
    from_whom = AnswerField(
        FieldType.TEXT,
        label=pgettext_lazy("letter", "จาก"),
        length=200,
        error_messages={"required": gettext_lazy("ยังไม่ได้ระบุว่าหนังสือมาจากใคร")},
    )
    to_whom = AnswerField(
        FieldType.TEXT,
        label=pgettext_lazy("letter", "ถึง"),
        length=200,
        error_messages={"required": gettext_lazy("ยังไม่ได้ระบุว่าหนังสือถึงใคร")},
    )
    subject = AnswerField(FieldType.TEXT, label=gettext_lazy("เรื่อง"), length=300)
    urgency = forms.ChoiceField(
        label=gettext_lazy("ชั้นความเร็ว"), choices=Urgency.choices, initial=Urgency.PLAIN
    )
    secrecy = secrecy_field()
    due_on = ThaiDateField(
        label=gettext_lazy("กำหนดตามหนังสือ"),
        required=False,
        help_text=gettext_lazy("วันที่หนังสือให้ทำหรือรายงานให้เสร็จ ถ้ามี"),
    )
    due_as_written = forms.BooleanField(
        label=gettext_lazy("ตรวจกับหนังสือแล้ว หนังสือเขียนกำหนดไว้ก่อนวันที่ของหนังสือจริง"), required=False
    )
    received_on = ThaiDateField(label=gettext_lazy("รับวันที่"))
    received_time = HourField(label=gettext_lazy("เวลา"))
    by = forms.ChoiceField(label=gettext_lazy("เลขรับ"), widget=forms.RadioSelect)
    number = forms.CharField(label=gettext_lazy("เลขรับจากทะเบียนอื่น"), max_length=60, required=False)
    kept_in = AnswerField(
        FieldType.TEXT,
        label=gettext_lazy("แฟ้มที่เก็บต้นฉบับ"),
        length=120,
        required=False,
        help_text=gettext_lazy("เช่น แฟ้ม กส. ๑/๒๕๖๑ ใส่ภายหลังได้"),
    )
    noted = AnswerField(
        FieldType.TEXT,
        label=gettext_lazy("เกษียนเสนอหัวหน้า"),
        length=600,
        required=False,
        help_text=gettext_lazy("เขียนแล้วเสนอทันทีที่ลงรับ เว้นไว้ถ้าจะเกษียนภายหลัง"),
    )

    def __init__(
        self, *args: Any, office: Office, **more: Any
    ) -> None:  # passes Django's own arguments through
        super().__init__(*args, **more)
        self._wants_before_its_day = False
        self.senders = senders_of(office)
        self.fields["from_whom"].widget.attrs["list"] = "senders"
        if not self.is_bound:
            self.fields["letter_number"].widget.attrs["autofocus"] = True
        by, now = self.fields["by"], clock.now().astimezone(BANGKOK)
        assert isinstance(by, forms.ChoiceField)
        own = _("ทะเบียนของหน่วยงาน — จะได้เลขรับ {number}")
        by.choices = [
            (OWN, own.format(number=next_number(office, clock.today()))),
            (TYPED, _("พิมพ์เลขจากทะเบียนหรือระบบสารบรรณอื่น")),
        ]
        by.initial = OWN
        self.fields["to_whom"].initial = office.authority_head
        self.fields["received_on"].initial = now.date()
        self.fields["received_time"].initial = f"{now:%H.%M}"

    def clean(self) -> dict[str, Any] | None:  # the values of all fields
        told = super().clean() or {}
        days, as_written = (told.get("dated_on"), told.get("due_on")), bool(told.get("due_as_written"))
        self._wants_before_its_day = not may_want(*days, as_written=False)
        if not (verdict := may_want(*days, as_written=as_written)):
            self.add_error("due_on", verdict.reason)
        typed, by = self.cleaned_data.get("number"), self.cleaned_data.get("by")
        if by == TYPED and not typed and "number" not in self.errors:
            self.add_error("number", _("พิมพ์เลขรับที่ทะเบียนอื่นให้ไว้ หรือเลือกทะเบียนของหน่วยงาน"))
        if typed and by == OWN:
            self.add_error("number", _("เลขนี้จะไม่ได้ใช้ — ลบเลขออก หรือเลือกพิมพ์เลขจากทะเบียนอื่น"))
        return self.cleaned_data

    @property
    def of_the_letter(self) -> list[BoundField]:
        return [self[name] for name in ("letter_number", "dated_on", "from_whom")]

    @property
    def of_receiving(self) -> list[BoundField]:
        """What is filled in already or seldom asked: a clerk leaves it with one key."""
        asked = ("due_on", "due_as_written") if self.asks_of_due else ("due_on",)
        names = ("to_whom", "urgency", "secrecy", *asked, "received_on", "received_time", "kept_in")
        return [self[name] for name in names]

    @property
    def asks_of_due(self) -> bool:
        """Whether somebody is to say that the letter itself wants it before its own day."""
        return self.is_bound and bool(self["due_as_written"].value() or self._wants_before_its_day)

    @property
    def came(self) -> Came:
        names = ("subject", "from_whom", "to_whom", "letter_number", "dated_on", "secrecy")
        dues = ("due_on", "due_as_written")
        told = {name: self.cleaned_data[name] for name in (*names, *dues)}
        return Came(**told, urgency=Urgency(self.cleaned_data["urgency"]))

    @property
    def received_at(self) -> datetime:
        return datetime.combine(self.cleaned_data["received_on"], self.cleaned_data["received_time"], BANGKOK)


OF_THE_PAPER = ("done_by_name", "done_by_title", "done_on")


class OnPaperForm(WordedForm):
    """Shared end of the acts: who wrote it on the letter itself, where it was not done in the system."""

    done_by_name = AnswerField(
        FieldType.TEXT,
        label=gettext_lazy("ผู้เขียนในเอกสาร (ชื่อ นามสกุล)"),
        length=160,
        required=False,
        help_text=gettext_lazy("ท่านเป็นผู้บันทึกแทน"),
    )
    done_by_title = AnswerField(FieldType.TEXT, label=gettext_lazy("ตำแหน่ง"), length=200, required=False)
    done_on = DoneOnField(label=gettext_lazy("วันที่ในเอกสาร"))

    def __init__(
        self, *args: Any, letter: IncomingLetter, must: bool = False, **more: Any
    ) -> None:  # passes Django's own arguments through
        super().__init__(*args, **more)
        self._letter = letter
        for name in ("done_by_name", "done_by_title") if must else ():
            self.fields[name].required = True

    def clean(self) -> dict[str, Any] | None:  # the values of all fields
        told = self.cleaned_data
        if told.get("done_by_name") and not told.get("done_by_title") and "done_by_title" not in self.errors:
            self.add_error("done_by_title", _("ระบุตำแหน่งของผู้ที่ทำในเอกสาร"))
        if told.get("done_by_name") and (day := told.get("done_on")):
            verdict = may_have_been_done(self._letter, day)
            if not verdict:
                self.add_error("done_on", verdict.reason)
        return told

    @property
    def said(self) -> list[BoundField]:
        """The questions of the act itself; what stands on the paper is asked apart."""
        return [field for field in self if field.name not in OF_THE_PAPER]

    @property
    def of_the_paper(self) -> list[BoundField]:
        return [self[name] for name in OF_THE_PAPER]

    @property
    def shows_paper(self) -> bool:
        """Whether what stands on the paper is asked open: it must be told, or something is wrong with it."""
        return self.fields[OF_THE_PAPER[0]].required or any(name in self.errors for name in OF_THE_PAPER)

    @property
    def on_paper(self) -> OnPaper | None:
        told = self.cleaned_data
        if not told["done_by_name"]:
            return None
        return OnPaper(told["done_by_name"], told["done_by_title"], told["done_on"] or clock.today())


class NoteForm(OnPaperForm):
    words = AnswerField(
        FieldType.LONG_TEXT,
        label=gettext_lazy("ข้อความเกษียน"),
        length=600,
        initial=gettext_lazy("เพื่อโปรดพิจารณา"),
    )
    field_order = ["words", "done_by_name", "done_by_title", "done_on"]


class OrderForm(OnPaperForm):
    """The head's order and to whom the letter goes; either may stand alone."""

    words = AnswerField(FieldType.LONG_TEXT, label=gettext_lazy("ข้อสั่งการ"), length=600, required=False)
    holder = forms.ChoiceField(label=gettext_lazy("มอบหมายให้"), required=False)
    field_order = ["words", "holder", "done_by_name", "done_by_title", "done_on"]

    def __init__(
        self, *args: Any, letter: IncomingLetter, **more: Any
    ) -> None:  # passes Django's own arguments through
        super().__init__(*args, letter=letter, **more)
        office, holder = letter.office, self.fields["holder"]
        assert isinstance(holder, forms.ChoiceField)
        self._people = {f"{PERSON}:{one.pk}": one for one in people_of(office)}
        self._sections = {f"{SECTION}:{one.pk}": one for one in sections_of(office)}
        holder.choices = [
            ("", _("ยังไม่มอบหมาย")),
            *((key, person.name) for key, person in self._people.items()),
            *((key, section.name) for key, section in self._sections.items()),
            (WHOLE, _("เจ้าหน้าที่ทุกคนของ{office}").format(office=office.short_name)),
        ]

    def clean(self) -> dict[str, Any] | None:  # the values of all fields
        told = super().clean() or {}
        if not (told.get("words") or told.get("holder") or {"words", "holder"} & self.errors.keys()):
            self.add_error("words", _("เขียนข้อสั่งการ หรือเลือกผู้รับมอบหมาย"))
        return told

    @property
    def to(self) -> Holder | None:
        chosen: str = self.cleaned_data["holder"]
        person: Person | None = self._people.get(chosen)
        section: Section | None = self._sections.get(chosen)
        if person:
            section = section_of(person, self._letter.office)
        return Holder(section, person) if chosen else None


class CloseForm(OnPaperForm):
    words = AnswerField(
        FieldType.LONG_TEXT,
        label=gettext_lazy("ผลการดำเนินการ"),
        length=600,
        required=False,
        help_text=gettext_lazy("เช่น รายงานแล้วตามหนังสือที่ … หรือ ทราบ"),
    )
    field_order = ["words", "done_by_name", "done_by_title", "done_on"]


class FilesForm(WordedForm):
    attached = ManyFiles(label=gettext_lazy("ไฟล์ของหนังสือ"), help_text=FILES_HELP)


class KeptInForm(WordedForm):
    kept_in = AnswerField(FieldType.TEXT, label=gettext_lazy("แฟ้มที่เก็บต้นฉบับ"), length=120)


class BeginReceivingForm(WordedForm):
    """The receiving number at which an office comes over from the register it kept before."""

    last = AnswerField(
        FieldType.INTEGER,
        label=gettext_lazy("เลขรับล่าสุดในทะเบียนเล่มเดิม"),
        low=1,
        high=999_999,
        help_text=gettext_lazy("ระบบจะลงรับต่อจากเลขนี้"),
    )


class CancelReceivingForm(WordedForm):
    reason = AnswerField(FieldType.TEXT, label=gettext_lazy("เหตุที่ยกเลิก"), length=300)
