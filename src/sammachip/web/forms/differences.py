"""Which of two values stands, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from sammachip.core.fields import FieldType
from sammachip.registry.models import Stands
from sammachip.web.forms.answers import AnswerField
from sammachip.web.forms.fields import WordedForm


class SettleForm(WordedForm):
    stands = forms.ChoiceField(label=gettext_lazy("ค่าที่ใช้"), widget=forms.RadioSelect)
    reason = AnswerField(
        FieldType.LONG_TEXT,
        label=gettext_lazy("เหตุผลที่ตัดสิน"),
        length=300,
        help_text=gettext_lazy("เช่น ตรวจกับบัญชีสมาชิกของกลุ่มแล้ว"),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, said: str, known: str, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        self.fields["stands"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (Stands.SAID, f"{Stands.SAID.label}: {said}"),
            (Stands.KNOWN, f"{Stands.KNOWN.label}: {known}"),
        ]
