"""Many papers as one job: to whom a letter goes, under which numbers, and which filled forms are gathered."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases.batches import Gatherable
from sammachip.cases.letters import askable_cases
from sammachip.cases.rules.letters import may_go_along
from sammachip.core.letter import Listing, as_pasted, read_listing
from sammachip.programmes.models import Edition
from sammachip.records.actions_batches import Numbering
from sammachip.records.dispatch import offices_to_send
from sammachip.records.letters import SERIES
from sammachip.records.models import LetterDraft, Recipient
from sammachip.records.recipients import Meant, found_in, of_offices
from sammachip.web.forms.dispatch import WORK, WORK_HELP, levels_of, work_choices, works_of
from sammachip.web.forms.fields import ThaiDateField, WordedForm
from sammachip.web.forms.selection_results import NumberingForm

LISTED, ONE = "listed", "one"
LONGEST_LIST = 1_000_000


class RecipientsForm(WordedForm):
    """To whom a letter goes: all offices of a level below, those of a pasted list with words of their own, or to one."""

    to = forms.ChoiceField(label=gettext_lazy("ทำเป็น"), widget=forms.RadioSelect)
    listed = forms.CharField(
        label=gettext_lazy("รายชื่อผู้รับ"),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=LONGEST_LIST,
        required=False,
        strip=False,
        help_text=gettext_lazy(
            "วางจากโปรแกรมตาราง แถวแรกเป็นหัวตาราง ช่องแรกเป็นชื่ออำเภอ จังหวัด หรือผู้รับอื่น ช่องต่อไปตั้งชื่อเอง เช่น จำนวนกลุ่ม "
            "แล้วพิมพ์ {{จำนวนกลุ่ม}} ในข้อความของหนังสือ ช่องชื่อ เรียน ใช้แทนคำขึ้นต้นถึงผู้รับ"
        ),
    )

    def __init__(
        self, *args: Any, draft: LetterDraft, recipients: Sequence[Recipient], **more: Any
    ) -> None:  # passes Django's own arguments through
        super().__init__(*args, **more)
        self._draft = draft
        self._offices = list(offices_to_send(draft.office))
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)
        to.choices = [
            (LISTED, _("หลายฉบับ ตามรายชื่อที่วาง")),
            *levels_of(self._offices),
            (ONE, _("ฉบับเดียว ไม่ใช้รายชื่อ")),
        ]
        to.initial = LISTED
        rows = [(one.name, one.fills) for one in recipients]
        self.fields["listed"].initial = as_pasted(draft.columns, rows) if rows else ""
        self.meant: list[Meant] = []
        self.columns: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any] | None:  # the values of all fields
        told = self.cleaned_data
        to = told.get("to")
        if to == LISTED:
            self._take(read_listing(str(told.get("listed") or "")))
        elif to and to != ONE:
            self.meant = of_offices(one for one in self._offices if one.level == to)
        return told

    def _take(self, listing: Listing) -> None:
        self.meant, faults = found_in(listing, self._draft.office)
        self.columns = listing.columns
        for fault in faults[:20]:
            self.add_error("listed", fault)
        if len(faults) > 20:
            self.add_error("listed", _("และอีก {n} แถว").format(n=len(faults) - 20))


class IssueManyForm(NumberingForm):
    """The numbers and the day of a letter to many, and whether each goes on its way at once."""

    sends = forms.BooleanField(
        label=gettext_lazy("ส่งถึงหน่วยงานผู้รับในระบบทันทีที่ออกเลข"),
        required=False,
        initial=True,
        help_text=gettext_lazy("ผู้รับเห็นหนังสือของตนและลงรับได้ ผู้รับที่ไม่ใช่หน่วยงานในระบบให้ส่งไฟล์เอง"),
    )
    due_on = ThaiDateField(
        label=gettext_lazy("กำหนดตามหนังสือ"),
        required=False,
        help_text=gettext_lazy("วันที่ให้ผู้รับทำหรือรายงานให้เสร็จ ถ้ามี เช่น ๒๐ กันยายน ๒๕๖๑"),
    )
    work = forms.ChoiceField(label=WORK, required=False, help_text=WORK_HELP)
    field_order = ["by", "before", "first", "dated_on", "sends", "due_on", "work"]

    def __init__(
        self, *args: Any, draft: LetterDraft, **more: Any
    ) -> None:  # passes Django's own arguments through
        super().__init__(*args, office=draft.office, offered=SERIES[draft.letter_kind], **more)
        work = self.fields["work"]
        assert isinstance(work, forms.ChoiceField)
        self._works = works_of(askable_cases(draft.office))
        work.choices = work_choices(self._works)

    def clean(self) -> dict[str, Any] | None:  # the values of all fields
        told = super().clean() or {}
        if not (verdict := may_go_along(bool(told.get("work")), sends=bool(told.get("sends")))):
            self.add_error("work", verdict.reason)
        return told

    @property
    def asked(self) -> tuple[Edition, str] | None:
        work = self._works.get(self.cleaned_data["work"])
        return (work.edition, work.stage) if work else None

    def numbered(self) -> Numbering:
        told = self.cleaned_data
        first = int(told["first"]) if self.is_typed else None
        return Numbering(told["dated_on"], self.series, told["before"] if self.is_typed else "", first)


class GatherForm(WordedForm):
    """Which filled forms are gathered."""

    what = forms.ChoiceField(label=gettext_lazy("แบบหรือรายงาน"))
    accepted_only = forms.BooleanField(
        label=gettext_lazy("เฉพาะฉบับที่รับแล้ว"),
        required=False,
        help_text=gettext_lazy("ไม่เลือก คือรวมฉบับที่ส่งแล้วและยังรอตรวจด้วย ซึ่งมีคำว่า ร่าง พาดกลางหน้า"),
    )

    def __init__(
        self, *args: Any, offered: Sequence[Gatherable], **more: Any
    ) -> None:  # passes Django's own arguments through
        super().__init__(*args, **more)
        self._offered = {one.key: one for one in offered}
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        words = _("{title} — ส่งแล้ว {sent} ฉบับ รับแล้ว {accepted} ฉบับ")
        what.choices = [
            (one.key, words.format(title=one.title, sent=one.sent, accepted=one.accepted)) for one in offered
        ]

    @property
    def asked(self) -> Gatherable:
        return self._offered[self.cleaned_data["what"]]
