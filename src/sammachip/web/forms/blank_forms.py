"""Finding one's way among the sets of blank forms of a whole province."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases.paper_sets import PaperSet


class SetSearch(forms.Form):
    """What the list of sets is narrowed by; whatever cannot be read narrows nothing."""

    stage = forms.ChoiceField(label=gettext_lazy("แบบ"), required=False)
    office = forms.ChoiceField(label=gettext_lazy("หน่วยงาน"), required=False)

    def __init__(self, data: QueryDict, *, sets: Sequence[PaperSet]) -> None:
        """Only what there is can be chosen; of one office nothing needs to be."""
        super().__init__(data)
        stages = {_key(one): one.title for one in sets}
        offices = {one.office.code: one.office.short_name for one in sets}
        self.is_needed = len(offices) > 1
        for name, choices in (("stage", stages.items()), ("office", sorted(offices.items()))):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("ทั้งหมด")), *choices]

    def narrowed(self, sets: Sequence[PaperSet]) -> list[PaperSet]:
        self.is_valid()
        stage, office = (self.cleaned_data.get(name, "") for name in ("stage", "office"))
        return [one for one in sets if stage in ("", _key(one)) and office in ("", one.office.code)]


def _key(one: PaperSet) -> str:
    return f"{one.programme}.{one.stage}"
