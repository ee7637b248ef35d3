"""A programme's file as it is written on the screen."""

from django import forms
from django.utils.translation import gettext_lazy

from sammachip.core.fields import FieldType
from sammachip.programmes.marks import MOST_BYTES
from sammachip.web.forms.answers import AnswerField
from sammachip.web.forms.fields import WordedForm


class NewDraftForm(WordedForm):
    """A file begun from nothing, or from a copy of another."""

    title = AnswerField(FieldType.TEXT, label=gettext_lazy("ชื่อร่าง"), length=300)
    text = forms.CharField(
        label=gettext_lazy("เนื้อหา (YAML)"),
        strip=False,
        max_length=MOST_BYTES,
        help_text=gettext_lazy("วางสำเนาของแฟ้มที่คล้ายกัน หรือเริ่มจากร่างที่ทำจากหนังสือ"),
        widget=forms.Textarea(attrs={"rows": 8, "class": "code", "spellcheck": "false"}),
    )


class DraftTextForm(WordedForm):
    """The text of a draft, and the save it was made from."""

    text = forms.CharField(
        label=gettext_lazy("เนื้อหา (YAML)"),
        strip=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(
            attrs={"rows": 30, "class": "code", "spellcheck": "false", "data-lines": "", "wrap": "off"}
        ),
    )
