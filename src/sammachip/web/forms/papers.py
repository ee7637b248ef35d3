"""The number and day an office's own register gave a letter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sammachip.web.forms.fields import ThaiDateField, WordedForm


class NumberForm(WordedForm):
    number = forms.CharField(
        label=_("เลขที่หนังสือ"), max_length=60, help_text=_("เลขจากทะเบียนหนังสือส่งหรือระบบสารบรรณของหน่วยงาน")
    )
    dated_on = ThaiDateField(label=_("วันที่ของหนังสือ"), help_text=_("เช่น ๒๐ กันยายน ๒๕๖๑"))
