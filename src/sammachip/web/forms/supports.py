"""A list of other agencies' support as it is brought: pasted, or as a file."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sammachip.web.forms.fields import WordedForm


class ListForm(WordedForm):
    pasted = forms.CharField(
        label=_("วางจากตาราง"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("มีหัวตาราง: ปีงบประมาณ หน่วยงานที่สนับสนุน ชื่อกลุ่ม หมู่ที่ ตำบล รายการ/กิจกรรม จำนวนเงิน (บาท)"),
    )
    file = forms.FileField(label=_("หรือเลือกแฟ้ม XLSX / CSV"), required=False)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if not cleaned.get("pasted", "").strip() and not cleaned.get("file"):
            raise ValidationError(_("วางข้อมูลหรือเลือกแฟ้มก่อน"))
        return cleaned
