"""Forms about panels, what keeps members from entries, and score sheets on paper."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.core.fields import FieldType
from sammachip.org.actions import Name
from sammachip.org.hats import Actor
from sammachip.org.models import Person
from sammachip.selection.actions import Appointed, Seating
from sammachip.selection.law import RoundLaw
from sammachip.selection.models import Duty, PanelSeat, RoundEntry
from sammachip.web.forms.answers import AnswerField
from sammachip.web.forms.fields import PaperDayField, ThaiDateField, WordedForm
from sammachip.web.forms.people import DAY_HELP, ColleagueField
from sammachip.web.selection import entry_words

MOST_FOUND = 30
"""So many people are offered at once; whoever finds more types more of the name."""


class AppointForm(WordedForm):
    """A panel as its order appoints it; the members follow one by one."""

    number = AnswerField(FieldType.TEXT, label=gettext_lazy("เลขที่คำสั่ง"), length=60)
    dated_on = PaperDayField(label=gettext_lazy("วันที่ของคำสั่ง"), help_text=DAY_HELP)
    subject = AnswerField(FieldType.TEXT, label=gettext_lazy("เรื่อง"), length=300)
    title = AnswerField(FieldType.TEXT, label=gettext_lazy("ชื่อคณะกรรมการ"), length=200)
    quorum = AnswerField(
        FieldType.INTEGER,
        label=gettext_lazy("องค์ประชุมไม่น้อยกว่า (คน)"),
        low=1,
        high=99,
        help_text=gettext_lazy("จำนวนกรรมการที่ให้คะแนนซึ่งต้องเข้าประชุมจึงลงมติได้"),
    )

    def order(self) -> Appointed:
        told = self.cleaned_data
        return Appointed(told["number"], told["dated_on"], told["subject"])


OF_A_NEW_PERSON = gettext_lazy("ต้องมีเมื่อเป็นบุคคลใหม่")


class MemberForm(WordedForm):
    """One member: somebody found in the house, or a new name; with what the order says."""

    needed_yet = ("given_name", "family_name")
    person = ColleagueField(
        Person.objects.none(),
        label=gettext_lazy("ผู้ที่มีในระบบ"),
        required=False,
        blank=True,
        empty_label=gettext_lazy("ไม่มีในรายการ — เป็นบุคคลใหม่"),
        widget=forms.RadioSelect,
    )
    prefix = forms.CharField(label=gettext_lazy("คำนำหน้า"), max_length=30, required=False)  # type: ignore[assignment]  # a form has a `prefix` of another kind; fields live apart
    given_name = forms.CharField(
        label=gettext_lazy("ชื่อ"), max_length=80, required=False, help_text=OF_A_NEW_PERSON
    )
    family_name = forms.CharField(
        label=gettext_lazy("นามสกุล"), max_length=80, required=False, help_text=OF_A_NEW_PERSON
    )
    duty = forms.TypedChoiceField(
        label=gettext_lazy("หน้าที่ตามคำสั่ง"), choices=Duty.choices, coerce=Duty, widget=forms.RadioSelect
    )
    post = forms.CharField(
        label=gettext_lazy("ตำแหน่ง"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("ตามที่พิมพ์ในคำสั่ง เช่น ผู้ทรงคุณวุฒิด้านการตลาด"),
    )
    marks = forms.BooleanField(label=gettext_lazy("เป็นกรรมการที่ให้คะแนน"), required=False, initial=True)
    starts_on = ThaiDateField(label=gettext_lazy("ตั้งแต่วันที่"), help_text=DAY_HELP)

    def __init__(
        self, actor: Actor, wanted: str, *args: Any, **kwargs: Any
    ) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        seen = Person.objects.visible_to(actor)
        found = seen.named_like(wanted).in_thai_order().values_list("pk", flat=True)[:MOST_FOUND]
        people = self.fields["person"]
        assert isinstance(people, ColleagueField)
        people.offer(Person.objects.filter(pk__in=list(found) if wanted.strip() else []))

    def clean(self) -> dict[str, Any]:  # Django's own type
        told = super().clean() or self.cleaned_data
        if not told.get("person") and not (told.get("given_name") and told.get("family_name")):
            self.add_error("given_name", _("เลือกผู้ที่มีในระบบ หรือพิมพ์ชื่อและนามสกุลของบุคคลใหม่"))
        return told

    def seating(self) -> Seating:
        told = self.cleaned_data
        return Seating(told["duty"], told["post"], told["marks"], told["starts_on"])

    def name(self) -> Name | None:
        told = self.cleaned_data
        if told["person"]:
            return None
        return {key: told[key] for key in ("prefix", "given_name", "family_name")}  # type: ignore[return-value]  # just these keys


class SeatEndForm(WordedForm):
    on = PaperDayField(label=gettext_lazy("วันสุดท้าย"), help_text=DAY_HELP)
    reason = AnswerField(FieldType.LONG_TEXT, label=gettext_lazy("เหตุผลที่พ้นหน้าที่"), length=300)


class ReasonForm(WordedForm):
    """Why something is taken back or let go: many of them may stand on one page."""

    reason = AnswerField(FieldType.TEXT, label=gettext_lazy("เหตุผล"), length=300)

    @classmethod
    def of(cls, mark: object, typed: QueryDict | None = None) -> "ReasonForm":
        return cls(typed, auto_id=f"reason-{mark}-%s")


class ConflictForm(WordedForm):
    """What keeps a member from entries of a round, or that nothing does."""

    entries = forms.MultipleChoiceField(
        label=gettext_lazy("ผลงานที่มีส่วนได้เสีย"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("ไม่เลือกเลย หมายถึงรับรองว่าไม่มีส่วนได้เสียกับผลงานใดนอกจากที่บันทึกไว้แล้ว"),
    )
    ground = forms.ChoiceField(label=gettext_lazy("เหตุ"), widget=forms.RadioSelect, required=False)
    because = AnswerField(
        FieldType.TEXT,
        label=gettext_lazy("ข้อเท็จจริง"),
        length=300,
        required=False,
        help_text=gettext_lazy("เช่น เป็นพี่น้องกับประธานกลุ่ม"),
    )

    def __init__(
        self, law: RoundLaw, entries: Iterable[RoundEntry], *args: Any, **kwargs: Any
    ) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        self.offered = {str(entry.pk): entry for entry in entries}
        self._offer("entries", [(key, entry_words(entry)) for key, entry in self.offered.items()])
        self._offer("ground", [(one.key, one.label) for one in law.grounds])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_entries(self) -> list[RoundEntry]:
        return [self.offered[key] for key in self.cleaned_data["entries"]]

    def clean(self) -> dict[str, Any]:  # Django's own type
        told = super().clean() or self.cleaned_data
        if told.get("entries"):
            for name in ("ground", "because"):
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        elif "entries" not in self.errors and (told.get("ground") or told.get("because")):
            self.add_error("entries", _("บอกเหตุไว้แต่ยังไม่เลือกผลงาน — เลือกผลงานที่มีส่วนได้เสีย"))
        return told


class PaperConflictForm(ConflictForm):
    """The same as a member signed it on paper."""

    seat = forms.ModelChoiceField(
        PanelSeat.objects.none(), label=gettext_lazy("กรรมการ"), empty_label=gettext_lazy("เลือกกรรมการ")
    )
    declared_on = PaperDayField(label=gettext_lazy("วันที่ในแบบแจ้ง"), help_text=DAY_HELP)
    field_order = ("seat", "declared_on")

    def __init__(
        self,
        law: RoundLaw,
        entries: Iterable[RoundEntry],
        seats: Sequence[PanelSeat],
        *args: Any,
        **kwargs: Any,
    ) -> None:  # Django's own arguments
        super().__init__(law, entries, *args, **kwargs)
        field = self.fields["seat"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = PanelSeat.objects.filter(pk__in=[seat.pk for seat in seats]).select_related("person")


class AssignForm(WordedForm):
    """One more member for an entry."""

    seat = forms.ChoiceField(label=gettext_lazy("มอบหมายเพิ่มให้"))

    def __init__(
        self, entry: RoundEntry, seats: Sequence[PanelSeat], *args: Any, **kwargs: Any
    ) -> None:  # Django's own arguments
        super().__init__(*args, auto_id=f"entry-{entry.pk}-%s", **kwargs)
        self.entry, self._seats = entry, {str(seat.pk): seat for seat in seats}
        field = self.fields["seat"]
        assert isinstance(field, forms.ChoiceField)
        names = [(key, seat.person.name) for key, seat in self._seats.items()]
        field.choices = [("", _("เลือกกรรมการ")), *names]

    def clean_seat(self) -> PanelSeat:
        return self._seats[self.cleaned_data["seat"]]


class KeyInSheetForm(WordedForm):
    """What is told of a signed paper sheet beside its points."""

    signed_on = PaperDayField(label=gettext_lazy("วันที่ลงนามในกระดาษ"), help_text=DAY_HELP)
    scan = forms.FileField(
        label=gettext_lazy("ภาพถ่ายหรือไฟล์สแกนของใบคะแนนที่ลงนาม"),
        help_text=gettext_lazy("ไฟล์ภาพ หรือ PDF ผู้ตรวจทานเทียบคะแนนที่คีย์กับไฟล์นี้"),
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
    )

    def __init__(self, *args: Any, kept: bool, **kwargs: Any) -> None:  # Django's own arguments
        """`kept`: whether a scan was given before, which stays unless another is chosen."""
        super().__init__(*args, **kwargs)
        if kept:
            self.fields["scan"].required = False
            self.fields["scan"].help_text = _("มีไฟล์ที่แนบไว้แล้ว เลือกไฟล์ใหม่เฉพาะเมื่อจะใช้แทน")
