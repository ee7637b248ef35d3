"""A letter ordered down: to which offices below, and who is to act in each."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.core.fields import FieldType
from sammachip.org.models import Office
from sammachip.records.actions_incoming import Holder
from sammachip.records.incoming import people_in, sections_in
from sammachip.records.models import IncomingLetter
from sammachip.web.forms.answers import AnswerField
from sammachip.web.forms.fields import WordedForm
from sammachip.web.forms.incoming import PERSON, SECTION, WHOLE, OnPaperForm


class BelowForm(WordedForm):
    """To which offices right below a letter is ordered down."""

    every = forms.BooleanField(required=False)
    office = forms.MultipleChoiceField(
        label=gettext_lazy("หน่วยงานในสังกัด"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self, *args: Any, offices: Sequence[Office], **more: Any
    ) -> None:  # passes Django's own arguments through
        super().__init__(*args, **more)
        field = self.fields["office"]
        assert isinstance(field, forms.MultipleChoiceField)
        self._offices = offices
        field.choices = [(one.pk, one.short_name) for one in offices]
        self.fields["every"].label = _("ทุกหน่วยงานในสังกัด ({n} แห่ง)").format(n=len(offices))
        if len(offices) == 1:
            del self.fields["every"]

    def clean(self) -> dict[str, Any] | None:  # the values of all fields
        told = self.cleaned_data
        if not (told.get("every") or told.get("office") or self.errors):
            self.add_error("office", _("เลือกหน่วยงานอย่างน้อย 1 แห่ง"))
        return told

    @property
    def chosen(self) -> list[Office]:
        told = self.cleaned_data
        picked = set(told["office"])
        return [one for one in self._offices if told.get("every") or one.pk in picked]


class OrderDownForm(OnPaperForm):
    """The head's order to offices below, and in each of them an officer, a section, or everybody there."""

    words = AnswerField(FieldType.LONG_TEXT, label=gettext_lazy("ข้อสั่งการ"), length=600, required=False)

    def __init__(
        self, *args: Any, letter: IncomingLetter, offices: Sequence[Office], **more: Any
    ) -> None:  # passes Django's own arguments through
        super().__init__(*args, letter=letter, **more)
        self._holders = _holders(offices)
        for office in offices:
            self.fields[_name(office)] = self._asked(office, alone=len(offices) == 1)
        self.order_fields(["words", *map(_name, offices)])

    def _asked(self, office: Office, *, alone: bool) -> forms.ChoiceField:
        """Who is to act in the office: of one alone it is asked, of several it is everybody unless somebody is named."""
        offered = [(_key(one), _worded(one)) for one in self._holders[office.pk]]
        return forms.ChoiceField(
            label=_("มอบหมายให้") if alone else office.short_name,
            choices=[("", _("เลือกผู้รับมอบหมาย")), *offered] if alone else [offered[-1], *offered[:-1]],
            initial="" if alone else WHOLE,
            error_messages={"required": _("ยังไม่ได้เลือกผู้รับมอบหมาย")},
        )

    @property
    def to(self) -> list[Holder]:
        by_key = {code: {_key(one): one for one in found} for code, found in self._holders.items()}
        return [by_key[code][self.cleaned_data[f"holder_{code}"]] for code in by_key]


def _holders(offices: Sequence[Office]) -> dict[str, list[Holder]]:
    """By office who may act there: its officers, its sections, and all of it; two queries."""
    people, sections = people_in(offices), sections_in(offices)
    return {
        office.pk: [
            *(Holder(section, person, office) for person, section in people[office.pk].items()),
            *(Holder(section, office=office) for section in sections[office.pk]),
            Holder(office=office),
        ]
        for office in offices
    }


def _name(office: Office) -> str:
    return f"holder_{office.pk}"


def _key(one: Holder) -> str:
    if one.officer:
        return f"{PERSON}:{one.officer.pk}"
    return f"{SECTION}:{one.section.pk}" if one.section else WHOLE


def _worded(one: Holder) -> str:
    if one.officer or one.section:
        return str(one.officer.name if one.officer else one.section)
    assert one.office is not None
    return _("เจ้าหน้าที่ทุกคนของ{office}").format(office=one.office.short_name)
