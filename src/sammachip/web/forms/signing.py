"""The small forms around a signature: why there is nothing to report, why it goes back, what was signed on paper, why
it is opened again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models.advice import ADVICE_LENGTH
from sammachip.cases.rules import NIL_REASON
from sammachip.web.forms.fields import PaperDayField, ThaiDateField, WordedForm


class NilForm(WordedForm):
    use_required_attribute = False  # it stands within the filing's own form, which is sent without it

    reason = forms.CharField(
        label=_("เหตุผลที่ไม่มีข้อมูลรายงาน"),
        max_length=NIL_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("ระบุเหตุผลที่ไม่มีข้อมูลรายงาน เพื่อให้ผู้ตรวจทราบที่มา")},
    )


class AdviceForm(WordedForm):
    words = forms.CharField(
        label=_("คำแนะนำ"),
        max_length=ADVICE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("ต่อท้ายไว้ใต้แบบนี้ ไม่แก้ข้อความของผู้จัดทำ และแก้ภายหลังไม่ได้"),
        error_messages={"required": _("เขียนคำแนะนำก่อนบันทึก")},
    )
    given_on = PaperDayField(
        label=_("วันที่ให้คำแนะนำ"), required=False, help_text=_("เว้นว่างถ้าเป็นวันนี้ เช่น ๒๐ กันยายน ๒๕๖๑")
    )


class ReturnForm(WordedForm):
    reason = forms.CharField(
        label=_("เหตุผลที่ส่งคืน และสิ่งที่ต้องแก้ไข"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("ระบุเหตุผลที่ส่งคืน เพื่อให้ผู้จัดทำแก้ไขได้ตรงจุด")},
    )


class PaperSignatureForm(WordedForm):
    signer_name = forms.CharField(label=_("ผู้ลงนาม"), max_length=160)
    signer_title = forms.CharField(
        label=_("ตำแหน่ง"), max_length=200, help_text=_("เขียนตามที่ลงในเอกสาร รวมถึงการลงนามแทน ถ้ามี")
    )
    paper_number = forms.CharField(label=_("เลขที่หนังสือ"), max_length=60)
    done_on = PaperDayField(label=_("วันที่ของหนังสือ"), help_text=_("เช่น ๒๐ กันยายน ๒๕๖๑"))
    scan = forms.FileField(
        label=_("ภาพถ่ายหรือไฟล์สแกนหน้าที่ลงนาม"),
        required=False,
        help_text=_("ไฟล์ภาพ JPEG, PNG, WebP, HEIC หรือ PDF"),
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
    )


class PaperCheckForm(WordedForm):
    reason = forms.CharField(
        label=_("สิ่งที่ไม่ตรงกับเอกสาร"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("ระบุสิ่งที่ไม่ตรงกับเอกสาร เพื่อให้ผู้บันทึกแก้ไขได้")},
    )


class ReopenForm(WordedForm):
    reason = forms.CharField(
        label=_("เหตุผลที่เปิดให้แก้ไข"), max_length=600, widget=forms.Textarea(attrs={"rows": 2})
    )
    until = ThaiDateField(label=_("แก้ไขได้ถึงวันที่"))
