"""A table as it is brought: cells pasted from a spreadsheet, or its file."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sammachip.web.forms.fields import WordedForm


class SheetForm(WordedForm):
    """Either will do. What the cells must be like differs from table to table: `pasting` says it beside them."""

    pasting: str | Promise
    pasted = forms.CharField(
        label=_("วางจากตาราง"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    file = forms.FileField(label=_("หรือเลือกแฟ้ม XLSX, XLS, ODS หรือ CSV"), required=False)

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)
        self.fields["pasted"].help_text = str(self.pasting)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if not cleaned.get("pasted", "").strip() and not cleaned.get("file"):
            raise ValidationError(_("วางข้อมูลหรือเลือกแฟ้มก่อน"))
        return cleaned


class RegisterSheetForm(SheetForm):
    pasting = _("คัดลอกแถวจากโปรแกรมตารางแล้ววางที่นี่ มีหัวตารางหรือไม่ก็ได้ เลขไทยหรืออารบิกก็ได้")


class GroupSheetForm(SheetForm):
    pasting = _("คัดลอกตารางพร้อมแถวหัวตารางจากโปรแกรมตารางแล้ววางที่นี่ เลขไทยหรืออารบิกก็ได้")


class SupportSheetForm(SheetForm):
    pasting = _("มีหัวตาราง: ปีงบประมาณ หน่วยงานที่สนับสนุน ชื่อกลุ่ม หมู่ที่ ตำบล รายการ/กิจกรรม จำนวนเงิน (บาท)")
