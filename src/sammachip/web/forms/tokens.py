"""The form in which one lets a program act as oneself."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from sammachip.org.rules import may_serve_until
from sammachip.web.forms.fields import ThaiDateField, WordedForm


class TokenForm(WordedForm):
    name = forms.CharField(
        label=gettext_lazy("ใช้กับโปรแกรม"),
        max_length=80,
        help_text=gettext_lazy("ชื่อที่ท่านจะจำได้ เช่น โปรแกรมสรุปรายงานของจังหวัด"),
    )
    ends_on = ThaiDateField(
        label=gettext_lazy("ใช้ได้ถึงวันที่"), help_text=gettext_lazy("เช่น ๓๐ กันยายน ๒๕๖๑ ไม่เกินหนึ่งปี")
    )

    def clean_ends_on(self) -> date:
        day: date = self.cleaned_data["ends_on"]
        if not (verdict := may_serve_until(day)):
            raise ValidationError(verdict.reason)
        return day
