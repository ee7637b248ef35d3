"""What is told of a paper before its answers are keyed in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models import Handwritten
from sammachip.cases.rules import may_be_done_on
from sammachip.web.forms.fields import ThaiDateField, WordedForm


class KeyInForm(WordedForm):
    written_on = ThaiDateField(label=_("วันที่ในกระดาษ"), help_text=_("วันที่กรอกแบบ เช่น ๕ กันยายน ๒๕๖๑"))
    written_by = forms.CharField(
        label=_("ผู้กรอกในกระดาษ"),
        max_length=Handwritten._meta.get_field("written_by").max_length,
        help_text=_("ชื่อ-สกุลตามที่ลงไว้ในแบบ"),
    )
    scan = forms.FileField(
        label=_("ภาพถ่ายหรือไฟล์สแกนของแบบที่กรอก"),
        required=False,
        help_text=_("ไฟล์ภาพ JPEG, PNG, WebP, HEIC หรือ PDF"),
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
    )

    def clean_written_on(self) -> object:
        day = self.cleaned_data["written_on"]
        if not (verdict := may_be_done_on(day)):
            raise forms.ValidationError(verdict.reason)
        return day
