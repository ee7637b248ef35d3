"""What is made of a submission from a phone: on which task, or why nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases.meanwhile import Beside
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


class DecideForm(WordedForm):
    """Of each field that both sides changed, which answer holds."""

    MINE, THEIRS = "mine", "theirs"

    def __init__(
        self, *args: Any, disputed: Mapping[str, Sequence[Beside]], **kwargs: Any
    ) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        for key, lines in disputed.items():
            mine, theirs = (_together([(one.label, side(one)) for one in lines]) for side in (_mine, _theirs))
            self.fields[key] = forms.ChoiceField(
                label=lines[0].label.partition(" · ")[0],
                choices=[
                    (self.MINE, _("ใช้ที่กรอกในพื้นที่: {said}").format(said=mine)),
                    (self.THEIRS, _("คงที่มีในฉบับร่าง: {said}").format(said=theirs)),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": _("เลือกคำตอบที่ใช้")},
            )

    @property
    def theirs(self) -> list[str]:
        """The fields in which the draft that stands is kept."""
        return [key for key, side in self.cleaned_data.items() if side == self.THEIRS]


def _mine(one: Beside) -> str:
    return one.mine


def _theirs(one: Beside) -> str:
    return one.theirs


def _together(cells: Sequence[tuple[str, str]]) -> str:
    """One answer as it is; several cells of a table each under its heading."""
    if len(cells) == 1:
        return cells[0][1] or "–"
    return "; ".join(f"{label.partition(' · ')[2]}: {text or '–'}" for label, text in cells)


class AsideForm(WordedForm):
    reason = AnswerField(
        FieldType.LONG_TEXT,
        label=gettext_lazy("เหตุผลที่เก็บไว้ไม่ใช้"),
        length=300,
        help_text=gettext_lazy("เช่น ส่งซ้ำ หรือทดลองใช้แอป"),
    )
