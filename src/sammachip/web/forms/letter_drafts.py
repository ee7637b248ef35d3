"""The small forms beside a letter: which kind, who checked it, when it was signed, its number, why it comes back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sammachip.core.fields import FieldType
from sammachip.org.models import Office, Person, Post
from sammachip.records.letters import SERIES
from sammachip.records.models import DraftKind, LetterDraft
from sammachip.trail import clock
from sammachip.web.forms.answers import AnswerField
from sammachip.web.forms.fields import DoneOnField, PaperDayField, WordedForm
from sammachip.web.forms.papers import NumberForm


class KindForm(WordedForm):
    kind = forms.ChoiceField(label=_("ชนิดหนังสือ"), choices=DraftKind.choices, initial=DraftKind.EXTERNAL)


class SendForm(WordedForm):
    """Who read the letter through before it is signed."""

    checker = forms.ModelChoiceField(
        label=_("ผู้ตรวจ"), queryset=Person.objects.none(), required=False, empty_label=_("ไม่ระบุ"),
        help_text=_("ชื่อพิมพ์ในสำเนาคู่ฉบับพร้อมช่องลงชื่อย่อ"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, office: Office, **more: Any
    ) -> None:  # passes Django's own arguments through
        super().__init__(*args, **more)
        checker = self.fields["checker"]
        assert isinstance(checker, forms.ModelChoiceField)
        held = Post.objects.held_on(clock.today()).filter(office=office)
        checker.queryset = Person.objects.filter(posts__in=held).distinct().in_thai_order()


class ReturnDraftForm(WordedForm):
    reason = AnswerField(
        FieldType.LONG_TEXT, label=_("สิ่งที่ให้แก้ไข"), length=500, required=False,
        help_text=_("ผู้ร่างดึงกลับมาแก้เองไม่ต้องบอก"),
    )  # fmt: skip


class SignedForm(WordedForm):
    signed_on = DoneOnField(label=_("ลงนามเมื่อวันที่"))


class IssueForm(NumberForm):
    """The number and day of a letter, from the series of its kind."""

    def __init__(
        self, *args: Any, draft: LetterDraft, **more: Any
    ) -> None:  # passes Django's own arguments through
        super().__init__(*args, office=draft.office, offered=SERIES[draft.letter_kind], **more)


class DayForm(WordedForm):
    """The day of a paper that bears no number."""

    dated_on = PaperDayField(label=_("ลงวันที่"), help_text=_("เช่น ๒๐ กันยายน ๒๕๖๑"))

    def __init__(self, *args: Any, **more: Any) -> None:  # passes Django's own arguments through
        super().__init__(*args, **more)
        self.fields["dated_on"].initial = clock.today()


class WithdrawForm(WordedForm):
    reason = AnswerField(FieldType.TEXT, label=_("เหตุที่ไม่ออกหนังสือ"), length=300)
