"""Forms of a purchase: its report, a vendor's offer, the order, a delivery, its inspection and the vendor's paper."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sammachip.core.fields import FieldType
from sammachip.core.money import format_baht
from sammachip.core.thainum import counted, trimmed
from sammachip.money.actions_purchase import Agreement, Offer, Report, Taken, Vendor
from sammachip.money.actions_purchase.ordering import LONGEST_DELIVERY_DAYS, MOST_FINE_PERCENT
from sammachip.money.actions_spending import Line, Request
from sammachip.money.models import Purchase, PurchaseType, Quotation, ReceiptKind, SpendingLine
from sammachip.money.procurement import shipped
from sammachip.money.purchases import Found, LineStanding, step_of
from sammachip.money.rules_purchase import WITHDRAWN
from sammachip.money.spendings import borrowers
from sammachip.org.models import Office, Person
from sammachip.programmes.models import Edition
from sammachip.records.models import StoredFile
from sammachip.web.forms.answers import AnswerField
from sammachip.web.forms.fields import BahtField, PaperDayField, ThaiDateField, WordedForm
from sammachip.web.forms.money import (
    DAY_HELP,
    REASON_HELP,
    ApprovalForm,
    NumberInput,
    PaperApprovalForm,
    ReasonForm,
    VoucherForm,
)

ASKED_FOR = _("ต้องมีก่อนเสนอขออนุมัติ")
SHORT_TEXT = forms.Textarea(attrs={"rows": 3})


class CountInput(NumberInput):
    """A quantity that may be nothing."""

    def to_python(self, value: object) -> Decimal | None:
        return Decimal(0) if str(value).strip() in ("0", "๐") else super().to_python(value)


class PurchaseForm(WordedForm):
    """The report: what and why, and the nine items."""

    needed_yet = ("specification", "median_source", "wanted_on", "criteria", "inspectors")
    title = forms.CharField(label=_("เรื่องที่จัดหา"), max_length=200)
    kind = forms.ChoiceField(label=_("ซื้อหรือจ้าง"), choices=PurchaseType.choices)
    head = forms.ChoiceField(label=_("หมวดเงิน"))
    purpose = forms.CharField(label=_("เหตุผลความจำเป็น"), max_length=2000, widget=SHORT_TEXT)
    specification = forms.CharField(
        label=_("ขอบเขตหรือคุณลักษณะ"),
        max_length=2000,
        required=False,
        widget=SHORT_TEXT,
        help_text=ASKED_FOR,
    )
    median = BahtField(
        label=_("ราคากลาง (บาท)"), required=False, help_text=_("เว้นว่างไว้ ระบบใช้ยอดรวมของรายการที่จัดหา")
    )
    median_source = forms.CharField(
        label=_("ที่มาของราคากลาง"), max_length=300, required=False, help_text=ASKED_FOR
    )
    wanted_on = ThaiDateField(label=_("วันที่ต้องการใช้"), required=False, help_text=ASKED_FOR)
    rule = forms.ChoiceField(label=_("หลักเกณฑ์ที่ใช้"), required=False)
    method_reason = forms.CharField(label=_("เหตุผลที่ใช้วิธีนี้"), max_length=300, required=False)
    criteria = forms.CharField(
        label=_("หลักเกณฑ์การพิจารณาคัดเลือก"), max_length=300, required=False, help_text=ASKED_FOR
    )
    officer = forms.ModelChoiceField(
        label=_("เจ้าหน้าที่ผู้รับผิดชอบ"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("ผู้จัดทำรายงานนี้"),
    )
    inspectors = forms.CharField(
        label=_("ผู้ตรวจรับพัสดุ"),
        max_length=1000,
        required=False,
        widget=SHORT_TEXT,
        help_text=_("ต้องมีก่อนเสนอขออนุมัติ บรรทัดละหนึ่งคน: ชื่อ, ตำแหน่ง คนแรกเป็นประธานเมื่อมีตั้งแต่ ๓ คน"),
    )
    limit_reason = forms.CharField(
        label=_("เหตุผลที่เห็นว่าไม่ขัดข้อจำกัดของโครงการ"), max_length=300, required=False, help_text=REASON_HELP
    )

    def __init__(self, *args: Any, edition: Edition, office: Office, **kwargs: Any) -> None:  # Django's own
        super().__init__(*args, **kwargs)
        heads = [(head.key, head.label) for head in edition.pack.budget.heads]
        rules = [(one.key, _marked(one.title, sample=one.sample)) for one in shipped().rules]
        self.fields["head"].choices = heads  # type: ignore[attr-defined]  # a choice field
        self.fields["rule"].choices = [("", gettext("ตามวงเงินและวันที่เสนอ")), *rules]  # type: ignore[attr-defined]  # a choice field
        self.fields["officer"].queryset = borrowers(office)  # type: ignore[attr-defined]  # a model choice

    def clean_inspectors(self) -> list[tuple[str, str]]:
        return list(_inspectors(self.cleaned_data["inspectors"]))

    def request(self, lines: list[Line]) -> Request:
        typed = self.cleaned_data
        return Request(
            typed["title"], typed["purpose"], typed["head"], lines, limit_reason=typed["limit_reason"]
        )

    def report(self, lines: Sequence[Line]) -> Report:
        """The nine items; what the lines come to is the median price where none was typed."""
        asked = set(Report.__dataclass_fields__)
        typed = {name: value for name, value in self.cleaned_data.items() if name in asked}
        whole = sum((line.amount for line in lines), Decimal(0))
        return Report(**{**typed, "median": typed["median"] or whole or None})


def _marked(title: str, *, sample: bool) -> str:
    return gettext("{rule} (ตัวอย่าง - ไม่ใช่แบบทางการ)").format(rule=title) if sample else title


def _inspectors(typed: str) -> Iterable[tuple[str, str]]:
    for line in typed.splitlines():
        if not line.strip():
            continue
        name, _comma, title = line.partition(",")
        if not name.strip() or not title.strip():
            raise ValidationError(
                gettext("«{line}» ต้องมีทั้งชื่อและตำแหน่ง คั่นด้วยจุลภาค เช่น นายสมมุติ ทดลอง, นักวิชาการพัฒนาชุมชน").format(
                    line=line.strip()
                )
            )
        yield _whole(name.strip(), 160), _whole(title.strip(), 200)


def _whole(typed: str, longest: int) -> str:
    if len(typed) > longest:
        said = gettext("ยาว {n} ตัวอักษร เกิน {most} ตัวอักษร — ย่อข้อความ")
        raise ValidationError(f"«{typed[:40]}…» {said.format(n=len(typed), most=longest)}")
    return typed


def initial_report(purchase: Purchase) -> dict[str, object]:
    spending = purchase.spending
    named = purchase.inspectors.order_by("position")
    return {
        **{name: getattr(spending, name) for name in ("title", "purpose", "head", "limit_reason")},
        "kind": purchase.kind,
        "specification": purchase.specification,
        "median": purchase.median_baht,
        "median_source": purchase.median_source,
        "wanted_on": purchase.wanted_on,
        "rule": purchase.rule_key,
        "method_reason": purchase.method_reason,
        "criteria": purchase.criteria,
        "officer": purchase.officer_id,
        "inspectors": "\n".join(f"{one.name}, {one.title}" for one in named),
    }


class DeviationForm(forms.Form):
    """What is asked of who approves beyond the plan, beside the approval itself."""

    deviation_reason = forms.CharField(
        label=_("เหตุผลที่อนุมัติต่างจากแผน"),
        max_length=300,
        required=False,
        help_text=_("ต้องระบุเมื่อรายการเกินแผนตามที่แสดงไว้"),
    )


class PurchaseApprovalForm(DeviationForm, ApprovalForm):
    """An approval of a purchase under the own post."""


class PurchasePaperApprovalForm(DeviationForm, PaperApprovalForm):
    """An approval of a purchase that was given on paper."""


class QuotationForm(WordedForm):
    """What one vendor offers, with a price for each line."""

    vendor = forms.CharField(label=_("ผู้ขายหรือผู้รับจ้าง"), max_length=200)
    tax_id = forms.CharField(label=_("เลขประจำตัวผู้เสียภาษี"), max_length=20, required=False)
    address = forms.CharField(label=_("ที่อยู่"), max_length=300, required=False)
    number = forms.CharField(label=_("เลขที่ใบเสนอราคา"), max_length=60, required=False)
    quoted_on = PaperDayField(label=_("วันที่เสนอราคา"), help_text=DAY_HELP)
    with_vat = forms.BooleanField(label=_("ราคานี้รวมภาษีมูลค่าเพิ่ม"), required=False)

    def __init__(self, *args: Any, lines: Sequence[SpendingLine] = (), **kwargs: Any) -> None:  # Django's own
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            label = gettext("ราคาต่อ{unit}: {item} (บาท)").format(unit=line.unit, item=line.item)
            self.fields[f"price-{line.pk}"] = BahtField(label=label)

    def offer(self) -> Offer:
        typed = self.cleaned_data
        prices = {line.pk: typed[f"price-{line.pk}"] for line in self.lines}
        said = ("vendor", "tax_id", "address", "number", "quoted_on", "with_vat")
        return Offer(prices=prices, **{name: typed[name] for name in said})


class QuotationField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in its stubs alone
    """The offers, each with its sum."""

    def label_from_instance(self, obj: Any) -> str:  # Django's own argument: a Quotation here
        return f"{obj.vendor} · {format_baht(obj.amount_baht)}"


class OrderForm(WordedForm):
    quotation = QuotationField(
        label=_("ใบเสนอราคาที่เลือก"), queryset=Quotation.objects.none(), empty_label=None
    )
    number = forms.CharField(label=_("เลขที่ใบสั่ง"), max_length=60)
    ordered_on = PaperDayField(label=_("วันที่สั่ง"), help_text=DAY_HELP)
    delivery_days = AnswerField(
        FieldType.INTEGER, label=_("ส่งมอบภายใน (วัน)"), low=0, high=LONGEST_DELIVERY_DAYS
    )
    place = forms.CharField(label=_("สถานที่ส่งมอบ"), max_length=200)
    fine_percent = AnswerField(
        FieldType.PERCENT, label=_("ค่าปรับร้อยละต่อวัน"), low=0, high=MOST_FINE_PERCENT, decimals=2
    )
    warranty = forms.CharField(label=_("การรับประกัน"), max_length=200, required=False)
    signer_name = forms.CharField(label=_("ผู้ลงนามสั่ง"), max_length=160)
    signer_title = forms.CharField(label=_("ตำแหน่งผู้ลงนาม"), max_length=200)

    def __init__(self, *args: Any, told: Found, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        offers = told.purchase.quotations.order_by("amount_baht", "pk")
        self.fields["quotation"].queryset = offers  # type: ignore[attr-defined]  # a model choice
        if told.rule and not told.rule.needs_order:
            self.fields["number"].required = False

    def agreement(self) -> Agreement:
        return Agreement(**self.cleaned_data)


class DeliveryForm(WordedForm):
    delivered_on = PaperDayField(label=_("วันที่ส่งของ"), help_text=DAY_HELP)
    note_number = forms.CharField(label=_("เลขที่ใบส่งของ"), max_length=60)


class InspectionForm(WordedForm):
    """What was taken of each line that is still to come."""

    inspected_on = PaperDayField(label=_("วันที่ตรวจรับ"), help_text=DAY_HELP)
    fine = BahtField(
        label=_("ค่าปรับ (บาท)"),
        required=False,
        help_text=_("เสนอตามวันที่ส่งเกินกำหนดและของทั้งหมดที่ค้างส่ง แก้ตามที่ผู้ตรวจรับเห็น"),
    )
    remark = forms.CharField(label=_("ความเห็นของผู้ตรวจรับ"), max_length=300, required=False)

    def __init__(self, *args: Any, lines: Sequence[LineStanding] = (), **kwargs: Any) -> None:  # Django's own
        super().__init__(*args, **kwargs)
        self.lines = [one for one in lines if one.left]
        for one in self.lines:
            label = gettext("รับ {item} ({unit}) จากที่ค้างส่ง {left}").format(
                item=one.line.item, unit=one.line.unit, left=counted(one.left)
            )
            self.fields[f"accepted-{one.line.pk}"] = CountInput(label=label, initial=trimmed(one.left))
            self.fields[f"remark-{one.line.pk}"] = forms.CharField(
                label=gettext("หมายเหตุ: {item}").format(item=one.line.item), max_length=200, required=False
            )

    def taken(self) -> Taken:
        typed, keys = self.cleaned_data, [one.line.pk for one in self.lines]
        return Taken(
            inspected_on=typed["inspected_on"],
            accepted={key: typed[f"accepted-{key}"] for key in keys},
            remarks={key: typed[f"remark-{key}"] for key in keys},
            fine=typed["fine"] or Decimal(0),
            remark=typed["remark"],
        )


class WithdrawForm(ReasonForm):
    """Why the step that stands last was recorded wrongly; `step` is the one that was seen."""

    step = forms.ChoiceField(choices=[(one.value, one.value) for one in WITHDRAWN], widget=forms.HiddenInput)


class ReceiptForm(WordedForm):
    kind = forms.ChoiceField(label=_("เอกสาร"), choices=ReceiptKind.choices)
    book = forms.CharField(label=_("เล่มที่"), max_length=40, required=False)
    number = forms.CharField(label=_("เลขที่"), max_length=60)
    dated_on = PaperDayField(label=_("วันที่ของเอกสาร"), help_text=DAY_HELP)
    amount = BahtField(label=_("จำนวนเงิน (บาท)"))
    photo = forms.FileField(label=_("ภาพถ่ายหรือภาพสแกน"), required=False)

    def paper(self, file: StoredFile | None) -> Vendor:
        typed: Mapping[str, Any] = self.cleaned_data  # what Django cleaned, by its fields' own types
        said = ("kind", "book", "number", "dated_on", "amount")
        return Vendor(file=file, **{name: typed[name] for name in said})


def act_forms(
    told: Found, data: Any = None, files: Any = None, *, signer: Mapping[str, object] | None = None
) -> dict[str, forms.Form]:  # what Django's own forms take
    """The small forms of a purchase's page, each with a prefix of its own and begun with what is known."""
    office, kind = told.spending.office, told.purchase.kind
    lines = [one.line for one in told.lines]
    cheapest = told.quotations[0].pk if told.quotations else None
    known = {"fine_percent": shipped().fine_percent[kind], "quotation": cheapest, **(signer or {})}
    pay = {"amount": told.to_pay}
    last = {"step": step_of(told.last).value} if told.last else {}
    return {
        "approve_form": PurchaseApprovalForm(data, prefix="approve"),
        "paper_form": PurchasePaperApprovalForm(data, prefix="paper"),
        "quotation_form": QuotationForm(data, prefix="quotation", lines=lines),
        "order_form": OrderForm(data, prefix="order", told=told, initial=known),
        "delivery_form": DeliveryForm(data, prefix="delivery"),
        "inspection_form": InspectionForm(
            data, prefix="inspection", lines=told.lines, initial={"fine": told.fine_due}
        ),
        "receipt_form": ReceiptForm(data, files, prefix="receipt", initial=pay),
        "pay_form": VoucherForm(data, prefix="pay", office=office, initial=pay),
        "withdraw_form": WithdrawForm(data, prefix="withdraw", initial=last),
    }
