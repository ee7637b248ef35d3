"""What is told of an activity before its sheet to sign is printed; all of it may be left to a pen."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models import PlanLine
from sammachip.cases.sign_in import MOST_EMPTY, Gathering, in_words
from sammachip.core.fields import FieldType
from sammachip.web.forms.answers import AnswerField
from sammachip.web.forms.fields import ThaiDateField, WordedForm


class SignInForm(WordedForm):
    about = forms.CharField(label=_("กิจกรรม"), required=False, max_length=200)
    held_on = ThaiDateField(label=_("วันที่จัด"), required=False, help_text=_("เช่น ๕ กันยายน ๒๕๖๑"))
    place = forms.CharField(label=_("สถานที่"), required=False, max_length=120)
    line = forms.ChoiceField(label=_("รายการตามแผนที่ใช้งบประมาณ"), required=False)
    empty_rows = AnswerField(
        FieldType.INTEGER,
        label=_("แถวว่างสำหรับผู้อื่น"),
        required=False,
        low=0,
        high=MOST_EMPTY,
        help_text=_("เว้นไว้ให้ลงพอดีหน้ากระดาษ"),
    )

    def __init__(self, *given: object, lines: Sequence[PlanLine], **more: object) -> None:
        super().__init__(*given, **more)
        self.lines = {str(line.pk): line for line in lines}
        choices = [(key, in_words(line)) for key, line in self.lines.items()]
        line = self.fields["line"]
        assert isinstance(line, forms.ChoiceField)
        line.choices = [("", _("ยังไม่ระบุ")), *choices]

    def gathering(self) -> Gathering:
        told = self.cleaned_data
        return Gathering(
            about=told["about"],
            held_on=told["held_on"],
            place=told["place"],
            line=self.lines.get(told["line"]),
            empty_rows=told["empty_rows"],
        )
