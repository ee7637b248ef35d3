"""The end of a passage: how it ended, on which day, why, and what ends with it."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from sammachip.cases.models import Case, Ending
from sammachip.cases.rules import endings_of
from sammachip.core.fields import FieldType
from sammachip.web.forms.answers import AnswerField
from sammachip.web.forms.fields import PaperDayField, WordedForm


class CloseForm(WordedForm):
    """The end of `case`; `below` is how many cases the page told end with this one."""

    result = forms.ChoiceField(
        label=gettext_lazy("ผลการเข้าร่วม"), choices=Ending.choices, widget=forms.RadioSelect
    )
    done_on = PaperDayField(
        label=gettext_lazy("สิ้นสุดเมื่อวันที่"), help_text=gettext_lazy("วันที่ตามเอกสาร เช่น ๑๐ กันยายน ๒๕๖๑")
    )
    reason = AnswerField(FieldType.LONG_TEXT, label=gettext_lazy("เหตุผลที่สิ้นสุด"), length=300)
    below = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        self.fields["result"].choices = [(one.value, one.label) for one in endings_of(case)]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["result"].error_messages["required"] = gettext("เลือกว่าถอนตัวหรือไม่เข้าร่วม")
