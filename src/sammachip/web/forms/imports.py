"""What an officer gives of a sheet of groups: its cells or its file, and what its misspelt places mean."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from sammachip.web.forms.register import SheetForm

PLACE = "place:"
"""How the name of an answer begins; the question's key follows."""


class GroupSheetForm(SheetForm):
    pasted = forms.CharField(
        label=_("วางจากตาราง"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("คัดลอกตารางพร้อมแถวหัวตารางจากโปรแกรมตารางแล้ววางที่นี่ เลขไทยหรืออารบิกก็ได้"),
    )


def posted_places(posted: Mapping[str, str]) -> dict[str, str]:
    """The codes chosen, by the keys of their questions."""
    return {
        name.removeprefix(PLACE): code for name, code in posted.items() if name.startswith(PLACE) and code
    }
