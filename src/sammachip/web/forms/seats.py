"""Forms of a group's seats: for whom one is opened, and the PIN that lets its member in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models import Case
from sammachip.trail import clock
from sammachip.web.forms.fields import ThaiDateField, WordedForm
from sammachip.web.forms.people import DAY_HELP, NameForm


class SeatForm(NameForm):
    """A member of the group, and the last day of writing: the programme's own, unless another is given."""

    field_order = ("prefix", "given_name", "family_name", "ends_on")
    ends_on = ThaiDateField(label=_("เขียนได้ถึงวันที่"), help_text=DAY_HELP)

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:  # Django's own arguments
        last = max(case.edition.pack.window.end, clock.today())
        super().__init__(*args, initial={"ends_on": last}, **kwargs)
        del self.fields["phone"]


class PinForm(WordedForm):
    pin = forms.CharField(
        label=_("PIN 6 หลักบนใบที่ได้รับ"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}
        ),
        error_messages={"required": _("ใส่ PIN 6 หลักบนใบที่ได้รับจากเจ้าหน้าที่")},
    )
