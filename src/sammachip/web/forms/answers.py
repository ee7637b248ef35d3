"""Questions of the house's own forms, read by the same rules as a pack's: the same answer, the same refusal."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sammachip.core.fields import Field, FieldType
from sammachip.core.reading import Unreadable, read_answer
from sammachip.trail.spoken import worded

KEYBOARD = {
    FieldType.INTEGER: "numeric",
    FieldType.MONEY: "decimal",
    FieldType.PERCENT: "decimal",
    FieldType.PHONE: "tel",
}


class AnswerField(forms.Field):
    """One question read by `core.reading`: Thai digits, tidy spaces, telephone numbers, lengths and bounds.

    A blank answer is `None`, or an empty text where `type` is one that is written in words.
    """

    def __init__(
        self,
        type: FieldType,
        *,
        length: int = 0,
        low: int | None = None,
        high: int | None = None,
        decimals: int = 0,
        **more: Any,  # passes Django's own arguments through
    ) -> None:
        self.spec = Field(
            "answer",
            "",
            type,
            max_length=length,
            min=None if low is None else Decimal(low),
            max=None if high is None else Decimal(high),
            decimals=decimals,
        )
        attrs = {"maxlength": str(length)} if length else {}
        if type in KEYBOARD:
            attrs["inputmode"] = KEYBOARD[type]
        long = type is FieldType.LONG_TEXT
        more["widget"] = forms.Textarea({**attrs, "rows": "3"}) if long else forms.TextInput(attrs)
        super().__init__(**more)

    def to_python(self, value: object) -> object:
        if value is None or not str(value).strip():
            return None if self.spec.type is FieldType.INTEGER else ""
        try:
            return read_answer(self.spec, value)
        except Unreadable as error:
            raise ValidationError(worded(error.reason)) from error
