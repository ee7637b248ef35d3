"""What a villager allowed, what they ask of their data, and how the head decides it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.core.fields import FieldType
from sammachip.registry.models import (
    ConsentAnswer,
    ConsentBy,
    ConsentFor,
    ConsentWay,
    PersonalRequest,
    RequestKind,
    RequestWay,
)
from sammachip.registry.personal import grounds
from sammachip.web.forms.answers import AnswerField
from sammachip.web.forms.fields import DoneOnField, WordedForm

SURE = "ลบถาวร"
"""What the head types to erase: Thai whatever the language of the screen, as it stands on the page."""


class ConsentForm(WordedForm):
    about = forms.ChoiceField(label=gettext_lazy("ใคร"))
    what = forms.ChoiceField(label=gettext_lazy("เรื่อง"), choices=ConsentFor.choices, widget=forms.RadioSelect)
    answer = forms.ChoiceField(
        label=gettext_lazy("คำตอบ"), choices=ConsentAnswer.choices, widget=forms.RadioSelect
    )
    given_by = forms.ChoiceField(label=gettext_lazy("ผู้ตอบ"), choices=ConsentBy.choices)
    way = forms.ChoiceField(label=gettext_lazy("วิธีตอบ"), choices=ConsentWay.choices)
    said_on = DoneOnField(label=gettext_lazy("วันที่ตอบ"))
    scan = forms.FileField(
        label=gettext_lazy("ภาพของแบบที่ลงลายมือชื่อ"),
        required=False,
        help_text=gettext_lazy("ต้องแนบเมื่อวิธีตอบเป็น «ลงลายมือชื่อในแบบ» ไฟล์ภาพ JPEG, PNG, WebP หรือ HEIC"),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )

    def __init__(
        self, *args: Any, people: list[tuple[str, str]], **kwargs: Any
    ) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = people  # type: ignore[attr-defined]  # a ChoiceField


class RequestForm(WordedForm):
    about = forms.ChoiceField(label=gettext_lazy("เจ้าของข้อมูล"), required=False)
    name = AnswerField(
        FieldType.PERSON_NAME,
        label=gettext_lazy("ชื่อ-สกุล"),
        length=160,
        required=False,
        help_text=gettext_lazy("เว้นไว้ถ้าเลือกจากรายชื่อแล้ว ระบบใช้ค่าตามทะเบียน"),
    )
    phone = forms.CharField(label=gettext_lazy("โทรศัพท์"), max_length=80, required=False)
    line_id = forms.CharField(label=gettext_lazy("ไลน์ไอดี"), max_length=80, required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("คำขอ"), choices=RequestKind.choices, widget=forms.RadioSelect
    )
    asked = AnswerField(
        FieldType.LONG_TEXT,
        label=gettext_lazy("สิ่งที่ขอ"),
        length=600,
        help_text=gettext_lazy("เขียนตามคำของผู้ขอ เช่น ย้ายออกจากกลุ่มแล้ว ขอให้ลบชื่อและหมายเลขโทรศัพท์"),
    )
    way = forms.ChoiceField(label=gettext_lazy("ช่องทาง"), choices=RequestWay.choices)
    received_on = DoneOnField(label=gettext_lazy("วันที่รับคำขอ"))

    def __init__(
        self, *args: Any, people: list[tuple[str, str]], **kwargs: Any
    ) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("", _("ไม่อยู่ในรายชื่อ")), *people]  # type: ignore[attr-defined]  # a ChoiceField


class DecisionForm(WordedForm):
    """Accepted or refused, on which ground; what is erased is confirmed by typing a word."""

    accept = forms.TypedChoiceField(
        label=gettext_lazy("ผลการตัดสิน"),
        choices=(("yes", gettext_lazy("รับคำขอ")), ("no", gettext_lazy("ไม่รับคำขอ"))),
        widget=forms.RadioSelect,
        coerce=lambda word: word == "yes",
        empty_value=None,
    )
    ground_key = forms.ChoiceField(label=gettext_lazy("เหตุตามกฎหมาย"))
    reason = AnswerField(
        FieldType.LONG_TEXT,
        label=gettext_lazy("เหตุผลที่แจ้งผู้ขอ"),
        length=600,
        required=False,
        help_text=gettext_lazy("ต้องระบุเมื่อไม่รับคำขอ ไม่ต้องเขียนชื่อหรือหมายเลขโทรศัพท์ของผู้ขอ"),
    )
    typed = forms.CharField(
        label=gettext_lazy("ยืนยันการลบ"),
        required=False,
        help_text=gettext_lazy("ลบแล้วเรียกคืนไม่ได้ ถ้ารับคำขอ ให้พิมพ์คำว่า ลบถาวร"),
    )

    def __init__(self, *args: Any, asked: PersonalRequest, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        self.erases = asked.kind == RequestKind.ERASE
        self.fields["ground_key"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (
                str(side),
                [(one.key, one.label) for one in grounds() if one.accepts is accepts],
            )
            for side, accepts in ((_("เมื่อรับคำขอ"), True), (_("เมื่อไม่รับคำขอ"), False))
        ]
        if not self.erases:
            del self.fields["typed"]

    @property
    def sure(self) -> bool:
        """Whether the word was typed without which nothing is erased."""
        return self.cleaned_data.get("typed") == SURE

    def clean_typed(self) -> str:
        typed = str(self.cleaned_data["typed"]).strip()
        if self.erases and self.cleaned_data.get("accept") and typed != SURE:
            raise ValidationError(_("ยังไม่ได้ยืนยัน — พิมพ์คำว่า {word} ในช่องนี้").format(word=SURE))
        return typed
