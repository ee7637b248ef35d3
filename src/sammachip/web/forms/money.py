"""Forms of the money desk: a spending with its costs, approval, payment, loan, and what arrives from above."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models import Case, PlanLine
from sammachip.cases.planned import lines_in_force
from sammachip.core.goods import EXPENSE_LABELS, ExpenseClass
from sammachip.core.money import format_baht
from sammachip.core.thainum import to_arabic, trimmed
from sammachip.money.actions import Voucher
from sammachip.money.actions_spending import Contract, Line, Request
from sammachip.money.models import Answer, EvidenceKind, Spending, SpendingLine
from sammachip.money.spendings import borrowers
from sammachip.org.models import Office, Person
from sammachip.programmes.models import Edition
from sammachip.web.forms.fields import BahtField, PaperDayField, ThaiDateField, WordedForm

DAY_HELP = _("เช่น ๕ กันยายน ๒๕๖๑")
REASON_HELP = _("กรอกเมื่อระบบถามประเภทค่าใช้จ่าย หรือเมื่อรายการเกินข้อจำกัดของโครงการ")
LEAST_LINES = 4
WORDS_OF_A_LINE = ("item", "quantity", "unit", "price")


class NumberInput(forms.Field):
    """A quantity with at most two places, typed with Thai or Arabic digits."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: object) -> Decimal | None:
        if value in self.empty_values:
            return None
        try:
            number = Decimal(to_arabic(str(value)).replace(",", "").strip())
        except InvalidOperation:
            number = Decimal(-1)
        if not number.is_finite() or not 0 < number < 10**9 or number != round(number, 2):
            raise ValidationError(_("จำนวนต้องมากกว่าศูนย์ ทศนิยมไม่เกิน 2 ตำแหน่ง เช่น 30"))
        return number


class LineForm(WordedForm):
    """One cost; `plan` are the lines of the group's plan it may pay for, none where there is no plan."""

    item = forms.CharField(label=_("รายการ"), max_length=200)
    expense_class = forms.ChoiceField(
        label=_("ประเภท"), choices=[("", "–"), *((one.value, label) for one, label in EXPENSE_LABELS.items())]
    )
    quantity = NumberInput(label=_("จำนวน"))
    unit = forms.CharField(label=_("หน่วย"), max_length=40)
    price = BahtField(label=_("ราคาต่อหน่วย (บาท)"))
    plan_line = forms.TypedChoiceField(
        label=_("รายการตามแผน"), coerce=int, empty_value=None, required=False, choices=()
    )
    left_out = forms.BooleanField(label=_("ไม่ใช้แถวนี้"), required=False)

    def __init__(
        self, *args: Any, plan: Sequence[PlanLine] = (), **kwargs: Any
    ) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        self.empty_permitted = True
        lines = [("", "–"), *((one.pk, f"{one.item} ({format_baht(one.amount_baht)})") for one in plan)]
        self.fields["plan_line"].choices = lines  # type: ignore[attr-defined]  # a choice field
        if not plan:
            del self.fields["plan_line"]

    def has_changed(self) -> bool:
        """Whether the row counts: one left out does not, nor one whose words were deleted and whose choices stayed."""
        typed = {name: str(self.data.get(self.add_prefix(name), "")).strip() for name in self.fields}
        return not typed["left_out"] and any(typed[name] for name in WORDS_OF_A_LINE)

    @property
    def is_blank(self) -> bool:
        """Whether the row has no words yet, typed or from the plan: there is nothing to leave out."""
        return not any(self[name].value() for name in WORDS_OF_A_LINE)

    def line(self) -> Line | None:
        """The cost; None for a row left empty or left out."""
        typed = self.cleaned_data
        if not typed:
            return None
        return Line(
            typed["item"],
            typed["quantity"],
            typed["unit"],
            typed["price"],
            ExpenseClass(typed["expense_class"]),
            typed.get("plan_line"),
        )


LineFormSet = forms.formset_factory(LineForm, extra=LEAST_LINES, max_num=60, absolute_max=80)


def lines_form(
    case: Case, data: QueryDict | None = None, initial: Sequence[Mapping[str, object]] | None = None
) -> "forms.BaseFormSet[LineForm]":
    """The costs; `case` brings the lines of the plan that they may pay for."""
    return LineFormSet(data, prefix="lines", form_kwargs={"plan": lines_in_force(case)}, initial=initial)


def costs_of(lines: "forms.BaseFormSet[LineForm]") -> list[Line]:
    """The rows that count, once the form is in order."""
    return [line for one in lines if (line := one.line())]


class SpendingForm(WordedForm):
    title = forms.CharField(label=_("กิจกรรม"), max_length=200)
    purpose = forms.CharField(
        label=_("วัตถุประสงค์และเหตุผล"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    head = forms.ChoiceField(label=_("หมวดเงิน"))
    held_on = ThaiDateField(label=_("วันที่ดำเนินกิจกรรม"), required=False, help_text=DAY_HELP)
    place = forms.CharField(label=_("สถานที่"), max_length=200, required=False)
    limit_reason = forms.CharField(
        label=_("เหตุผลที่เห็นว่าไม่ขัดข้อจำกัดของโครงการ"), max_length=300, required=False, help_text=REASON_HELP
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        heads = [(head.key, head.label) for head in edition.pack.budget.heads]
        self.fields["head"].choices = heads  # type: ignore[attr-defined]  # a choice field

    def request(self, lines: list[Line]) -> Request:
        return Request(lines=lines, **self.cleaned_data)


def initial_of(spending: Spending) -> dict[str, object]:
    return {
        name: getattr(spending, name)
        for name in ("title", "purpose", "head", "held_on", "place", "limit_reason")
    }


def initial_lines(spending: Spending) -> list[Mapping[str, object]]:
    return [_initial(line, line.plan_line_id) for line in spending.lines.order_by("position")]


def initial_planned(lines: Iterable[PlanLine]) -> list[Mapping[str, object]]:
    """The costs that a plan's lines come to, each naming its line."""
    return [_initial(line, line.pk) for line in lines]


def _initial(line: SpendingLine | PlanLine, plan_line: int | None) -> Mapping[str, object]:
    return {
        "item": line.item,
        "expense_class": line.expense_class,
        "quantity": trimmed(line.quantity),
        "unit": line.unit,
        "price": line.price_baht,
        "plan_line": plan_line,
    }


class ReasonForm(WordedForm):
    reason = forms.CharField(label=_("เหตุผล"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class ApprovalForm(WordedForm):
    number = forms.CharField(label=_("เลขที่บันทึก"), max_length=60)
    done_on = PaperDayField(label=_("วันที่อนุมัติ"), help_text=DAY_HELP)


class PaperApprovalForm(ApprovalForm):
    approver_name = forms.CharField(label=_("ผู้อนุมัติ"), max_length=160)
    approver_title = forms.CharField(
        label=_("ตำแหน่ง"), max_length=200, help_text=_("เขียนตามที่ลงในเอกสาร รวมถึงการลงนามแทน ถ้ามี")
    )


class VoucherForm(WordedForm):
    """An amount, the day on its paper, and the paper."""

    amount = BahtField(label=_("จำนวนเงิน (บาท)"))
    done_on = PaperDayField(label=_("วันที่ตามเอกสาร"), help_text=DAY_HELP)
    number = forms.CharField(label=_("เลขที่เอกสาร"), max_length=60)
    payer = forms.ModelChoiceField(
        label=_("หน่วยเบิกจ่าย"), queryset=Office.objects.none(), required=False, empty_label=_("หน่วยงานนี้")
    )
    fund_code = forms.CharField(label=_("รหัสแหล่งของเงิน"), max_length=20, required=False)
    budget_code = forms.CharField(label=_("รหัสงบประมาณ"), max_length=30, required=False)

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        self.office = office
        payers = [office.pk, office.parent_id]
        self.fields["payer"].queryset = Office.objects.filter(pk__in=payers)  # type: ignore[attr-defined]  # a model choice

    def voucher(self) -> Voucher:
        typed = self.cleaned_data
        return Voucher(
            typed["number"], typed["payer"] or self.office, typed["fund_code"], typed["budget_code"]
        )


class LoanForm(VoucherForm):
    borrower = forms.ModelChoiceField(
        label=_("ผู้ยืม"), queryset=Person.objects.none(), empty_label=_("เลือกผู้ยืม")
    )
    contract_number = forms.CharField(label=_("เลขที่สัญญายืมเงิน"), max_length=60)
    due_on = ThaiDateField(label=_("ครบกำหนดส่งใช้"), help_text=DAY_HELP)

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, office=office, **kwargs)
        self.fields["borrower"].queryset = borrowers(office)  # type: ignore[attr-defined]  # a model choice

    def contract(self) -> Contract:
        typed = self.cleaned_data
        return Contract(
            borrower=typed["borrower"],
            number=typed["contract_number"],
            amount=typed["amount"],
            lent_on=typed["done_on"],
            due_on=typed["due_on"],
        )


class EvidenceForm(WordedForm):
    kind = forms.ChoiceField(label=_("หลักฐาน"), choices=EvidenceKind.choices)
    note = forms.CharField(label=_("เลขที่ / ที่เก็บต้นฉบับ"), max_length=200, required=False)
    photo = forms.FileField(label=_("ภาพถ่ายหรือภาพสแกน"), required=False)


class ChecklistForm(WordedForm):
    item = forms.CharField(max_length=40, widget=forms.HiddenInput)
    answer = forms.ChoiceField(label=_("คำตอบ"), choices=Answer.choices)
    reason = forms.CharField(label=_("เหตุผล"), max_length=300, required=False)


class ArrivalForm(WordedForm):
    """What reached an office from above: one amount for each head of the edition's money."""

    number = forms.CharField(label=_("เลขที่หนังสือหรือเอกสาร"), max_length=60)
    done_on = PaperDayField(label=_("วันที่ของเอกสาร"), help_text=DAY_HELP)
    source = forms.CharField(label=_("ที่มา"), max_length=300, required=False)
    fund_code = forms.CharField(label=_("รหัสแหล่งของเงิน"), max_length=20, required=False)
    budget_code = forms.CharField(label=_("รหัสงบประมาณ"), max_length=30, required=False)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        self.heads = edition.pack.budget.heads
        for head in self.heads:
            self.fields[f"amount-{head.key}"] = BahtField(label=f"{head.label} ({_('บาท')})", required=False)

    def amounts(self) -> dict[str, Decimal]:
        typed = self.cleaned_data
        return {head.key: typed[f"amount-{head.key}"] or Decimal(0) for head in self.heads}

    def voucher(self) -> Voucher:
        typed = self.cleaned_data
        return Voucher(typed["number"], None, typed["fund_code"], typed["budget_code"], typed["source"])
