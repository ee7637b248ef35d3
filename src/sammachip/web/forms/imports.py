"""What an officer answers of a sheet of groups: what its misspelt places mean, or that it is not to be taken in."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy

from sammachip.core.fields import FieldType
from sammachip.web.forms.answers import AnswerField
from sammachip.web.forms.fields import WordedForm

PLACE = "place:"
"""How the name of an answer begins; the question's key follows."""


def posted_places(posted: Mapping[str, str]) -> dict[str, str]:
    """The codes chosen, by the keys of their questions."""
    return {
        name.removeprefix(PLACE): code for name, code in posted.items() if name.startswith(PLACE) and code
    }


class DiscardForm(WordedForm):
    reason = AnswerField(
        FieldType.TEXT,
        label=gettext_lazy("เหตุผลที่ไม่นำเข้า"),
        length=300,
        help_text=gettext_lazy("เช่น เลือกผิดแฟ้ม หรือมีแฟ้มใหม่กว่า"),
        required=False,
    )
