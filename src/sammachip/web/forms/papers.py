"""The number and day of a letter: the next of the office's own register, or one that another register gave."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from sammachip.core.fields import FieldType
from sammachip.org.models import Office
from sammachip.records.models import Secrecy, Series
from sammachip.records.outgoing import next_number
from sammachip.records.rules import may_count
from sammachip.trail import clock
from sammachip.web.forms.answers import AnswerField
from sammachip.web.forms.fields import PaperDayField, WordedForm

TYPED = "typed"
LETTERS = (Series.LETTER, Series.CIRCULAR)


class ByRegisterForm(WordedForm):
    """From which register the number comes, and the day. What is typed when it comes from elsewhere a subclass adds."""

    by = forms.ChoiceField(label=gettext_lazy("เลขที่หนังสือ"), widget=forms.RadioSelect)
    dated_on = PaperDayField(label=gettext_lazy("วันที่ของหนังสือ"), help_text=gettext_lazy("เช่น ๒๐ กันยายน ๒๕๖๑"))

    def __init__(
        self, *args: Any, office: Office, offered: Sequence[Series] = LETTERS, **more: Any
    ) -> None:  # passes Django's own arguments through
        super().__init__(*args, **more)
        self.offered = offered
        by = self.fields["by"]
        assert isinstance(by, forms.ChoiceField)
        by.choices = [*_own(office, offered), (TYPED, _("พิมพ์เลขจากทะเบียนหรือระบบสารบรรณอื่น"))]
        by.initial, by.help_text = by.choices[0][0], _why_not_own(office, offered[0])
        self.fields["dated_on"].initial = clock.today()

    @property
    def series(self) -> Series:
        """The series of the office's own register; of a number from elsewhere it is not asked."""
        by = self.cleaned_data["by"]
        return self.offered[0] if by == TYPED else Series(by)

    @property
    def is_typed(self) -> bool:
        return bool(self.cleaned_data.get("by") == TYPED)


def _why_not_own(office: Office, series: Series) -> str:
    """Why the office's own register gives no number yet, and where to mend that; "" where it does."""
    if verdict := may_count(office, series):
        return ""
    there = reverse("web:letter-code", args=[office.pk])
    return format_html('{} <a href="{}">{}</a>', verdict.reason, there, _("บันทึกรหัสหนังสือ"))


def _own(office: Office, offered: Sequence[Series]) -> list[tuple[str, str]]:
    """The office's own series, each with the number that would come next; none while it has no letter code."""
    found = [(series, next_number(office, series, clock.today())) for series in offered]
    words = _("{series} จากทะเบียนของหน่วยงาน — จะได้เลข {number}")
    return [
        (series.value, words.format(series=series.label, number=number)) for series, number in found if number
    ]


class NumberForm(ByRegisterForm):
    """The number of one letter."""

    number = forms.CharField(
        label=gettext_lazy("เลขจากทะเบียนอื่น"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("กรอกเมื่อเลือกพิมพ์เลขเอง เช่น บร ๐๐๑๙/ว ๕๓๓๕"),
    )
    field_order = ["by", "number", "dated_on"]

    def __init__(self, *args: Any, **more: Any) -> None:  # passes Django's own arguments through
        super().__init__(*args, **more)
        self.fields["number"].required = self.fields["by"].initial == TYPED

    def clean(self) -> dict[str, Any] | None:  # the values of all fields
        typed = self.cleaned_data.get("number")
        if self.is_typed and not typed and "number" not in self.errors:
            self.add_error("number", _("พิมพ์เลขที่ทะเบียนอื่นให้ไว้ หรือเลือกออกเลขจากทะเบียนของหน่วยงาน"))
        if typed and self.cleaned_data.get("by") and not self.is_typed:
            self.add_error("number", _("เลขนี้จะไม่ได้ใช้ — ลบเลขออก หรือเลือกพิมพ์เลขจากทะเบียนอื่น"))
        return self.cleaned_data


def secrecy_field() -> forms.ChoiceField:
    """How secret a letter is that the register is told of; of a secret one no subject is kept."""
    return forms.ChoiceField(
        label=gettext_lazy("ชั้นความลับ"),
        choices=[("", gettext_lazy("ไม่มีชั้นความลับ")), *Secrecy.choices],
        required=False,
        help_text=gettext_lazy("หนังสือลับ ทะเบียนไม่เก็บและไม่แสดงเรื่องที่พิมพ์"),
    )


class LetterForm(NumberForm):
    """A letter that was written elsewhere, for its line in the register."""

    to_whom = AnswerField(FieldType.TEXT, label=pgettext_lazy("letter", "ถึง"), length=200)
    subject = AnswerField(FieldType.TEXT, label=gettext_lazy("เรื่อง"), length=300)
    from_whom = AnswerField(
        FieldType.TEXT,
        label=pgettext_lazy("letter", "จาก"),
        length=200,
        required=False,
        help_text=gettext_lazy("กลุ่มงานหรือฝ่ายเจ้าของเรื่อง เว้นไว้ถ้าเป็นทั้งหน่วยงาน"),
    )
    secrecy = secrecy_field()
    field_order = ["subject", "to_whom", "from_whom", "secrecy", "by", "number", "dated_on"]

    def __init__(
        self, *args: Any, at_once: bool = False, **more: Any
    ) -> None:  # passes Django's own arguments through
        super().__init__(*args, **more)
        if at_once:
            self.fields["subject"].widget.attrs["autofocus"] = True


class BeginForm(WordedForm):
    """The number at which an office comes over from the register it kept before."""

    series = forms.ChoiceField(
        label=gettext_lazy("ชุดเลข"), choices=Series.choices, widget=forms.RadioSelect, initial=Series.LETTER
    )
    last = AnswerField(
        FieldType.INTEGER,
        label=gettext_lazy("เลขล่าสุดที่ออกไปแล้วในปีนี้"),
        low=1,
        high=999_999,
        help_text=gettext_lazy("ระบบจะออกเลขถัดจากเลขนี้"),
    )


class CancelNumberForm(WordedForm):
    reason = AnswerField(FieldType.TEXT, label=gettext_lazy("เหตุที่ยกเลิก"), length=300)
