"""Forms of a result: the meeting that resolves, the chair's vote, withdrawals, complaints, letters."""

from collections.abc import Iterable
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sammachip.core.fields import FieldType
from sammachip.selection.actions.deciding import Meeting
from sammachip.selection.actions.letters import Numbering
from sammachip.selection.models import Duty, PanelSeat, Resolution
from sammachip.trail import clock
from sammachip.web.forms.answers import AnswerField
from sammachip.web.forms.fields import PaperDayField, WordedForm
from sammachip.web.forms.papers import TYPED, ByRegisterForm

DAY_HELP = _("เช่น ๒๖ มิถุนายน ๒๕๖๓")


class MeetingForm(WordedForm):
    """A meeting as its minutes tell of it; `changes` asks why the published result changes."""

    meeting = AnswerField(FieldType.TEXT, label=_("การประชุม"), help_text=_("เช่น ครั้งที่ ๑/๒๕๖๓"), length=200)
    met_on = PaperDayField(label=_("วันที่ประชุม"), help_text=DAY_HELP)
    place = AnswerField(FieldType.TEXT, label=_("สถานที่หรือช่องทางประชุม"), length=200, required=False)
    present = forms.MultipleChoiceField(label=_("ผู้มาประชุม"), widget=forms.CheckboxSelectMultiple)
    minutes = AnswerField(
        FieldType.LONG_TEXT,
        label=_("รายงานการประชุม"),
        help_text=_("สรุปสิ่งที่ที่ประชุมพิจารณา ย่อหน้าละหนึ่งบรรทัด"),
        length=8000,
    )
    reason = AnswerField(FieldType.TEXT, label=_("เหตุผลที่แก้ไขผล"), length=300)

    def __init__(
        self, *args: Any, seats: Iterable[PanelSeat], changes: bool, **kwargs: Any
    ) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        chosen = self.fields["present"]
        assert isinstance(chosen, forms.MultipleChoiceField)
        chosen.choices = [(str(seat.pk), f"{seat.person.name} ({Duty(seat.duty).label})") for seat in seats]
        if not changes:
            del self.fields["reason"]

    def meeting_told(self) -> Meeting:
        told = self.cleaned_data
        return Meeting(
            told["meeting"],
            told["met_on"],
            told["place"],
            tuple(int(one) for one in told["present"]),
            told["minutes"],
        )

    @staticmethod
    def initial_of(resolution: Resolution) -> dict[str, object]:
        return {
            "meeting": resolution.meeting,
            "met_on": resolution.met_on,
            "place": resolution.place,
            "present": [str(one) for one in resolution.present],
            "minutes": resolution.minutes,
            "reason": resolution.reason,
        }


class VoteForm(WordedForm):
    """The chair's vote on equals; the order itself stands in numbers beside their names."""

    minute = AnswerField(FieldType.LONG_TEXT, label=_("มติและเหตุผลของประธาน"), length=1000)
    voted_on = PaperDayField(label=_("วันที่ลงมติ"), help_text=DAY_HELP)

    @classmethod
    def of(cls, under: int, typed: QueryDict | None = None) -> Self:
        """The form of those who are equal across the line under so many places."""
        return cls(typed, auto_id=f"vote-{under}-%s", initial={"voted_on": clock.today()})


class TakeBackForm(WordedForm):
    reason = AnswerField(FieldType.TEXT, label=_("เหตุผลที่ถอนมติ"), length=300)

    @classmethod
    def of(cls, vote: int, typed: QueryDict | None = None) -> Self:
        return cls(typed, auto_id=f"take-back-{vote}-%s")


class EntryForm(WordedForm):
    """A form about one of the entries it is given, or about none where it need not be; `mark` tells its fields from those
    of another such form on the page."""

    mark = ""
    of_none = _("เลือกกลุ่ม")

    def __init__(
        self, *args: Any, entries: Iterable[tuple[int, str]], **kwargs: Any
    ) -> None:  # Django's own arguments
        super().__init__(*args, auto_id=f"{self.mark}-%s", **kwargs)
        chosen = self.fields["entry"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [("", self.of_none), *((str(pk), name) for pk, name in entries)]


class WithdrawalForm(EntryForm):
    """That one who passed gives the place up."""

    mark = "withdrawal"
    entry = forms.ChoiceField(label=_("กลุ่มที่ถอนตัว"))
    withdrawn_on = PaperDayField(label=_("วันที่ถอนตัว"), help_text=DAY_HELP)
    letter_number = AnswerField(FieldType.TEXT, label=_("ตามหนังสือที่"), length=60, required=False)
    reason = AnswerField(FieldType.TEXT, label=_("เหตุผลที่ถอนตัว"), length=300)


class ComplaintForm(EntryForm):
    """What somebody holds against the result."""

    mark = "complaint"
    of_none = _("ผลทั้งรอบ")
    entry = forms.ChoiceField(label=_("เกี่ยวกับผลงาน"), required=False)
    complainant = AnswerField(FieldType.TEXT, label=_("ผู้ร้อง"), length=160)
    received_on = PaperDayField(label=_("วันที่รับเรื่อง"), help_text=DAY_HELP)
    words = AnswerField(FieldType.LONG_TEXT, label=_("ข้อร้องเรียน"), length=4000)


class AnswerForm(WordedForm):
    answer = AnswerField(FieldType.LONG_TEXT, label=_("คำตอบ"), length=4000)
    answered_on = PaperDayField(label=_("วันที่ตอบ"), help_text=DAY_HELP)

    @classmethod
    def of(cls, complaint: int, typed: QueryDict | None = None) -> Self:
        """The form of one of the complaints on the page."""
        return cls(typed, auto_id=f"answer-{complaint}-%s", initial={"answered_on": clock.today()})


class NumberingForm(ByRegisterForm):
    """The numbers of many letters at once: in a row from the office's register, or as another register gave them."""

    before = AnswerField(
        FieldType.TEXT,
        label=_("เลขจากทะเบียนอื่น ส่วนหน้า"),
        help_text=_("กรอกเมื่อเลือกพิมพ์เลขเอง เช่น มท ๐๔๐๗.๔/"),
        length=50,
        required=False,
    )
    first = AnswerField(
        FieldType.INTEGER,
        label=_("เลขแรกจากทะเบียนอื่น"),
        help_text=_("กรอกเมื่อเลือกพิมพ์เลขเอง ฉบับต่อไปได้เลขถัดไปตามลำดับ"),
        low=1,
        high=999_999,
        required=False,
    )
    field_order = ["by", "before", "first", "dated_on"]

    def __init__(self, *args: Any, **more: Any) -> None:  # passes Django's own arguments through
        super().__init__(*args, **more)
        self.fields["first"].required = self.fields["by"].initial == TYPED

    def clean(self) -> dict[str, Any] | None:  # the values of all fields
        if self.is_typed and not self.cleaned_data.get("first") and "first" not in self.errors:
            self.add_error("first", gettext("พิมพ์เลขแรกที่ทะเบียนอื่นให้ไว้ หรือเลือกออกเลขจากทะเบียนของหน่วยงาน"))
        if self.cleaned_data.get("first") and self.cleaned_data.get("by") and not self.is_typed:
            self.add_error("first", gettext("เลขนี้จะไม่ได้ใช้ — ลบเลขออก หรือเลือกพิมพ์เลขจากทะเบียนอื่น"))
        return self.cleaned_data

    def numbering(self) -> Numbering:
        told = self.cleaned_data
        first = int(told["first"]) if self.is_typed else None
        return Numbering(told["dated_on"], self.series, told["before"], first)
