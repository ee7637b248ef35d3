"""Forms about an office: its letterhead and its sections."""

from django import forms
from django.utils.translation import gettext_lazy

from sammachip.org.actions import OfficeDetails
from sammachip.org.models import Office
from sammachip.web.forms.fields import PhoneField, WordedForm

CODE_HELP = gettext_lazy("ส่วนหน้าเครื่องหมายทับของเลขที่หนังสือ เช่น บร 0019")


class OfficeForm(WordedForm):
    """What stands on the office's letters, and whether it works in this system."""

    letter_code = forms.CharField(
        label=gettext_lazy("รหัสหนังสือ"),
        max_length=30,
        required=False,
        help_text=CODE_HELP,
    )
    address = forms.CharField(
        label=gettext_lazy("ที่อยู่บนหนังสือ"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    phone = PhoneField(label=gettext_lazy("โทรศัพท์"), max_length=80, required=False)
    fax = PhoneField(label=gettext_lazy("โทรสาร"), max_length=80, required=False)
    works_here = forms.BooleanField(label=gettext_lazy("หน่วยงานนี้ใช้ระบบนี้ทำงาน"), required=False)

    @classmethod
    def of(cls, office: Office) -> "OfficeForm":
        return cls(initial={name: getattr(office, name) for name in cls.base_fields})

    def details(self) -> OfficeDetails:
        typed = self.cleaned_data
        return {
            "letter_code": typed["letter_code"],
            "address": typed["address"].replace("\r\n", "\n"),
            "phone": typed["phone"],
            "fax": typed["fax"],
            "works_here": typed["works_here"],
        }


class LetterCodeForm(WordedForm):
    """What stands before the running number of the office's letters, and the page to go back to."""

    letter_code = forms.CharField(label=gettext_lazy("รหัสหนังสือ"), max_length=30, help_text=CODE_HELP)
    back = forms.CharField(widget=forms.HiddenInput, required=False)


class SectionForm(WordedForm):
    name = forms.CharField(label=gettext_lazy("ชื่อกลุ่มงาน"), max_length=120)
