"""What is made of a submission from a phone: on which task, or why nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from sammachip.core.fields import FieldType
from sammachip.web.forms.answers import AnswerField
from sammachip.web.forms.fields import WordedForm


class PlaceForm(WordedForm):
    task = forms.TypedChoiceField(label=gettext_lazy("งานที่ข้อมูลนี้เป็นของ"), coerce=int)
    over = forms.BooleanField(
        label=gettext_lazy("ถ้ามีฉบับร่างค้างอยู่ ให้ใช้คำตอบนี้แทนคำตอบในฉบับร่างนั้น"), required=False
    )

    def __init__(
        self, *args: Any, tasks: list[tuple[int, str]], **kwargs: Any
    ) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        self.fields["task"].choices = [("", "–"), *tasks]  # type: ignore[attr-defined]  # a ChoiceField


class AsideForm(WordedForm):
    reason = AnswerField(
        FieldType.LONG_TEXT,
        label=gettext_lazy("เหตุผลที่เก็บไว้ไม่ใช้"),
        length=300,
        help_text=gettext_lazy("เช่น ส่งซ้ำ หรือทดลองใช้แอป"),
    )
