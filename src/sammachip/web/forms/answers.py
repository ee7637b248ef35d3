"""Questions of the house's own forms, read by the same rules as a pack's: the same answer, the same refusal."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sammachip.core.fields import Field, FieldType
from sammachip.core.reading import Unreadable, read_answer

NUMBERS = (FieldType.INTEGER, FieldType.NUMBER, FieldType.MONEY, FieldType.PERCENT)


class AnswerField(forms.Field):
    """One question read by `core.reading`: Thai digits, tidy spaces, telephone numbers, lengths and bounds."""

    def __init__(self, spec: Field, **more: Any) -> None:  # passes Django's own arguments through
        attrs = {"maxlength": str(spec.max_length)} if spec.max_length else {}
        if spec.type in NUMBERS:
            attrs["inputmode"] = "numeric"
        if spec.type is FieldType.PHONE:
            attrs["inputmode"] = "tel"
        widget = forms.Textarea({**attrs, "rows": "3"}) if spec.type is FieldType.LONG_TEXT else forms.TextInput(attrs)
        super().__init__(label=spec.label, help_text=spec.help, widget=widget, **more)
        self.spec = spec

    def to_python(self, value: object) -> object:
        if value is None or not str(value).strip():
            return None
        try:
            return read_answer(self.spec, value)
        except Unreadable as error:
            raise ValidationError(error.reason) from error


class PlainForm(forms.Form):
    """A form that says in the house's words what it misses or cannot take."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # passes Django's own arguments through
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = _("ยังไม่ได้ระบุ{label}").format(label=field.label)
            field.error_messages["invalid_choice"] = _("ไม่มีตัวเลือกนี้ใน{label} — เลือกจากรายการ").format(label=field.label)


def text(key: str, label: str, length: int, *, help_text: str = "", required: bool = False) -> AnswerField:
    """A line of text of at most so many characters."""
    return AnswerField(Field(key, label, FieldType.TEXT, max_length=length, help=help_text), required=required)
