"""What a stranger gives to have a paper checked: the code it bears, or its file."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.core.papercode import read
from sammachip.records.genuine import mistyped
from sammachip.web.forms.fields import WordedForm


class CodeForm(WordedForm):
    code = forms.CharField(
        label=gettext_lazy("รหัสเอกสาร"),
        max_length=40,
        help_text=gettext_lazy(
            "ตัวอักษรและเลข 12 ตัวที่มุมล่างขวาของเอกสาร เช่น 7K3M-9QXZ-4TW7 พิมพ์ตัวเล็กหรือไม่ใส่ขีดก็ได้"
        ),
        widget=forms.TextInput(
            attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        if code := read(self.cleaned_data["code"]):
            return code
        raise ValidationError(mistyped(self.cleaned_data["code"]))


class FileForm(WordedForm):
    """A file, and the code of the paper it is said to be; none where the file is to find its paper."""

    file = forms.FileField(
        label=gettext_lazy("ไฟล์ PDF หรือ DOCX ที่ได้รับ"),
        help_text=gettext_lazy("ระบบเทียบค่าตรวจสอบของไฟล์แล้วทิ้งไฟล์ทันที ไม่เก็บและไม่เปิดอ่านเนื้อความ"),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.docx"}),
    )
    code = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        most = settings.UPLOAD_DOCUMENT_MAX_MB
        if (file.size or 0) > most << 20:
            raise ValidationError(
                _("ไฟล์ {name} ใหญ่เกิน {most} MB เอกสารที่ระบบออกไม่ใหญ่เท่านี้ — ตรวจด้วยรหัสบนเอกสารแทน").format(
                    name=file.name, most=most
                )
            )
        return file

    def clean_code(self) -> str:
        return read(self.cleaned_data["code"])
