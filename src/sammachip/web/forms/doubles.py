"""What is said of two groups that look alike: which one stands for both, that they are two, or that a join was wrong."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.core.fields import FieldType
from sammachip.registry.models import Group
from sammachip.web.forms.answers import AnswerField
from sammachip.web.forms.fields import WordedForm


def reason_field(label: Any, example: Any) -> AnswerField:  # texts told lazily
    return AnswerField(FieldType.LONG_TEXT, label=label, length=300, help_text=example)


class MergeForm(WordedForm):
    """Which of the two stands, each as it was seen."""

    stays = forms.TypedChoiceField(
        label=gettext_lazy("กลุ่มที่คงไว้"), widget=forms.RadioSelect, coerce=int, empty_value=None
    )
    reason = reason_field(gettext_lazy("เหตุผลที่รวม"), gettext_lazy("เช่น สอบถามประธานแล้วเป็นกลุ่มเดียวกัน"))
    seen = forms.IntegerField(widget=forms.HiddenInput)
    seen_other = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, one: Group, other: Group, **kwargs: Any) -> None:  # Django's own arguments
        kwargs = {
            "initial": {"seen": one.version, "seen_other": other.version},
            "auto_id": "merge_%s",
            **kwargs,
        }
        super().__init__(*args, **kwargs)
        sentence = _("คง «{stays}» ({village}) ไว้ และรวมอีกกลุ่มเข้ามา")
        self.fields["stays"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (each.pk, sentence.format(stays=each.name, village=each.village)) for each in (one, other)
        ]


class ReasonForm(WordedForm):
    """One of several on a page that ask for a reason, each with marks of its own."""

    marks = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, **{"auto_id": f"{self.marks}_%s", **kwargs})


class ApartForm(ReasonForm):
    marks = "apart"
    reason = reason_field(gettext_lazy("เหตุผลที่เป็นคนละกลุ่ม"), gettext_lazy("เช่น คนละประธาน และสมาชิกคนละชุดกัน"))


class UndoForm(ReasonForm):
    marks = "undo"
    reason = reason_field(gettext_lazy("เหตุผลที่แยกคืน"), gettext_lazy("เช่น ตรวจบัญชีสมาชิกแล้วเป็นคนละกลุ่ม"))
