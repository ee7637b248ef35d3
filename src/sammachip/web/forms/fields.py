"""What forms share: fields for days and sums as people in an office write them, and words for what is missed."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sammachip.core.money import NotMoney, format_baht, parse_baht
from sammachip.core.thaidate import NotADate, format_date, parse_date
from sammachip.org.rules import may_be_done_on, may_keep_phone, span_fits
from sammachip.trail.spoken import speaks_english, worded


def typed_day(day: date) -> str:
    """The day as one would type it: «31 สิงหาคม 2561»; readers of English type «31/08/2561»."""
    return format_date(day, "numeric" if speaks_english() else "long")


class ThaiDateField(forms.Field):
    """A day typed in any usual Thai way: ๓๑ สิงหาคม ๒๕๖๑, 31/8/2561, 31 ส.ค. 61."""

    widget = forms.TextInput

    def to_python(self, value: object) -> date | None:
        if value in self.empty_values:
            return None
        try:
            return parse_date(str(value))
        except NotADate as error:
            raise ValidationError(worded(error.reason)) from error

    def prepare_value(self, value: object) -> object:
        return typed_day(value) if isinstance(value, date) else value


class PhoneField(forms.CharField):
    """Numbers to call, as letters print them: 0 4400 0000 ต่อ 12."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if not (verdict := may_keep_phone(value)):
            raise ValidationError(verdict.reason)


class PaperDayField(ThaiDateField):
    """The day a paper bears: today or before."""

    def clean(self, value: object) -> date | None:
        day: date | None = super().clean(value)
        if not (verdict := may_be_done_on(day)):
            raise ValidationError(verdict.reason)
        return day


class DoneOnField(PaperDayField):
    """The day on which work was done, for work typed in later; a blank is today."""

    def __init__(self, **more: Any) -> None:  # passes Django's own arguments through
        help_text = _("เว้นไว้ถ้าทำวันนี้ ถ้าทำก่อนหน้านี้พิมพ์วันที่ตามเอกสาร เช่น ๕ กันยายน ๒๕๖๑")
        super().__init__(required=False, help_text=help_text, **more)


class BahtField(forms.Field):
    """An amount typed with Thai or Arabic digits, commas, with or without บาท."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: object) -> Decimal | None:
        if value in self.empty_values:
            return None
        try:
            return parse_baht(str(value))
        except NotMoney as error:
            raise ValidationError(worded(error.reason)) from error

    def prepare_value(self, value: object) -> object:
        return format_baht(value) if isinstance(value, Decimal) else value


class WordedForm(forms.Form):
    """A form that says in the house's words what it misses, cannot take or has too much of.

    Django's own neither name the field nor say what to do. A field that asks in words of its own keeps them.
    """

    needed_yet: tuple[str, ...] = ()
    """Fields that may be sent empty and yet are needed, by a later step or another answer: their help says when."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # passes Django's own arguments through
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _say(field)


class SpanForm(WordedForm):
    """A form with `starts_on` and `ends_on`, the second not before the first."""

    def clean(self) -> dict[str, Any]:  # Django's own type
        data = super().clean() or self.cleaned_data
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if starts_on and not (verdict := span_fits(starts_on, ends_on)):
            self.add_error("ends_on", verdict.reason)
        return data


def _say(field: forms.Field) -> None:
    said = field.error_messages
    if said["required"] is forms.Field.default_error_messages["required"]:
        said["required"] = gettext("ยังไม่ได้ระบุ{label}").format(label=field.label)
    said["invalid_choice"] = gettext("ไม่มีตัวเลือกนี้ใน{label} — เลือกจากรายการ").format(label=field.label)
    said["max_length"] = gettext("ยาว %(show_value)d ตัวอักษร เกิน %(limit_value)d ตัวอักษร — ย่อข้อความ")
