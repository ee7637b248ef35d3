"""For which programme something is made of a letter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from sammachip.core.letterfacts.uses import best_of
from sammachip.programmes.models import Edition
from sammachip.programmes.queries import newest_editions
from sammachip.web.forms.fields import WordedForm


class ProgrammeForm(WordedForm):
    """The programme of the letter; the one whose title its subject speaks of is chosen beforehand."""

    edition = forms.ModelChoiceField(
        label=gettext_lazy("โครงการ"),
        queryset=Edition.objects.none(),
        empty_label=gettext_lazy("เลือกโครงการ"),
        error_messages={"required": gettext_lazy("ยังไม่ได้เลือกโครงการ")},
    )
    table = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=999)

    def __init__(
        self, *args: Any, subject: str = "", **more: Any
    ) -> None:  # passes Django's own arguments through
        super().__init__(*args, **more)
        field = self.fields["edition"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = newest_editions()
        editions = list(field.queryset)
        at = best_of(subject, [one.title for one in editions])
        field.initial = editions[at].pk if at is not None else None
