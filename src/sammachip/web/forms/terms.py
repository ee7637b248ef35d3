"""What an office's letter sets inside a programme: the unit cost, where to report, days of its own, and the letter."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy

from sammachip.cases.rules import hops_to_move, role_label
from sammachip.core.area import Level
from sammachip.core.fields import FieldType
from sammachip.core.money import format_baht
from sammachip.core.thaidate import bangkok_day
from sammachip.org.models import Office
from sammachip.programmes.models import Edition, Terms
from sammachip.programmes.queries import due_set_by
from sammachip.web.forms.answers import AnswerField
from sammachip.web.forms.fields import PaperDayField, ThaiDateField, WordedForm

DUE = "due:{}:{}"
OF_LETTER = ("letter_number", "letter_on", "reason", "seen")


class TermsForm(WordedForm):
    """`latest` is what the office has set before: shown filled in, and replaced as a whole."""

    unit_cost = AnswerField(FieldType.MONEY, label=gettext_lazy("อัตราต่อกลุ่ม (บาท)"), low=0, required=False)
    report_to = AnswerField(
        FieldType.TEXT,
        label=gettext_lazy("ส่งรายงานที่"),
        length=300,
        required=False,
        help_text=gettext_lazy("ชื่อกลุ่มงานหรือหน่วยงานที่รับรายงาน ตามหนังสือ"),
    )
    letter_number = AnswerField(FieldType.TEXT, label=gettext_lazy("เลขที่หนังสือ"), length=60)
    letter_on = PaperDayField(label=gettext_lazy("วันที่ของหนังสือ"), help_text=gettext_lazy("เช่น ๓๑ สิงหาคม ๒๕๖๑"))
    reason = AnswerField(FieldType.LONG_TEXT, label=gettext_lazy("เหตุผล"), length=300)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self, *args: Any, edition: Edition, office: Office, latest: Terms | None, **kwargs: Any
    ) -> None:  # Django's own arguments
        self.before = due_set_by(latest) if latest else {}
        kwargs.setdefault("initial", _initial(latest, self.before))
        super().__init__(*args, **kwargs)
        self.hops = {
            DUE.format(stage.key, role): (stage, role)
            for stage, role in hops_to_move(edition, Level(office.level))
        }
        for name, (stage, role) in self.hops.items():
            self.fields[name] = ThaiDateField(label=f"{stage.title} — {role_label(role)}", required=False)

    @property
    def amounts(self) -> Iterator[BoundField]:
        return (self[name] for name in ("unit_cost", "report_to"))

    @property
    def letter(self) -> Iterator[BoundField]:
        return (self[name] for name in OF_LETTER)

    @property
    def of_letter(self) -> dict[str, Any]:  # as Django cleaned them
        """The letter as it was typed, and the version that was seen when it was."""
        return {name: self.cleaned_data[name] for name in OF_LETTER}

    @property
    def days(self) -> Iterator[BoundField]:
        return (self[name] for name in self.hops)

    @property
    def has_days(self) -> bool:
        """Whether a day is set or was typed wrongly: then the days stand open."""
        return any(field.value() or field.errors for field in self.days)

    @property
    def content(self) -> dict[str, object]:
        """What the letter sets, as terms keep it; what is left blank is left to the office above."""
        data = self.cleaned_data
        said = {"unit_cost": data["unit_cost"], "report_to": data["report_to"], "due": self._due()}
        return {name: value for name, value in said.items() if value not in ("", None, {})}

    def _due(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for name, (stage, role) in self.hops.items():
            if day := self.cleaned_data.get(name):
                found.setdefault(stage.key, {})[role] = self._kept(stage.key, role, day)
        return found

    def _kept(self, stage: str, role: str, day: date) -> str:
        """The day; an hour set before stays while its day does."""
        before = self.before.get(stage, {}).get(role)
        return before.isoformat() if before and bangkok_day(before) == day else day.isoformat()


def _initial(latest: Terms | None, before: Mapping[str, Mapping[str, datetime]]) -> dict[str, object]:
    if latest is None:
        return {"seen": 0}
    days = {
        DUE.format(stage, role): bangkok_day(moment)
        for stage, by_role in before.items()
        for role, moment in by_role.items()
    }
    told = latest.content
    cost = format_baht(Decimal(told["unit_cost"])) if told.get("unit_cost") else ""
    return {"unit_cost": cost, "report_to": told.get("report_to", ""), **days, "seen": latest.version}
