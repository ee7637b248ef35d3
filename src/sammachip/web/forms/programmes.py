"""The question for which programme something holds."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from sammachip.programmes.queries import programme_titles


class ProgrammeField(forms.ChoiceField):
    """One of the published programmes by the title of its newest edition; empty stands for every one."""

    def __init__(self, **more: Any) -> None:  # Django's own arguments
        super().__init__(label=gettext_lazy("โครงการ"), required=False, choices=_programmes, **more)


def _programmes() -> list[tuple[str, str | Promise]]:
    return [("", gettext_lazy("ทุกโครงการ")), *programme_titles().items()]
