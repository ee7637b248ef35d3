"""The allocation register as an editable grid: one row for each office below, and the small forms around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from sammachip.core.cells import CellError
from sammachip.core.money import format_baht
from sammachip.money.actions_register import Details
from sammachip.money.models import Register
from sammachip.money.proof import Proof, Share
from sammachip.money.sheets import AMOUNT, GROUPS, OFFICE, REMARK, columns, read_grid
from sammachip.org.models import Office
from sammachip.programmes.models import Edition
from sammachip.web.forms.fields import BahtField, PaperDayField, WordedForm


@dataclass(frozen=True, slots=True)
class GridCell:
    """One input of the grid: its name, label, what stands in it, and what is wrong with it."""

    name: str
    label: str
    value: str
    numeric: bool
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridRow:
    office: Office
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Posted:
    """What a grid brought: the shares that could be read, the cells as typed, and the errors by input."""

    shares: tuple[Share, ...]
    typed: Mapping[str, str]
    errors: Mapping[str, tuple[str, ...]]


def input_name(key: str, office: str) -> str:
    return f"{key}-{office}"


def fields_of(edition: Edition) -> list[str]:
    """The column keys a person fills in, in the grid's order."""
    groups = [GROUPS] if edition.pack.has_groups else []
    return [*groups, *(AMOUNT + head.key for head in edition.pack.budget.heads), REMARK]


def posted_grid(edition: Edition, offices: Sequence[Office], data: Mapping[str, str]) -> Posted:
    """The rows that hold anything, read by the same columns as a sheet."""
    keys = fields_of(edition)
    typed = {
        input_name(key, one.code): data.get(input_name(key, one.code), "") for one in offices for key in keys
    }
    filled = [one for one in offices if any(typed[input_name(key, one.code)].strip() for key in keys)]
    labels = {column.key: column.label for column in columns(edition, offices)}
    grid = [[labels[OFFICE], *(labels[key] for key in keys)]]
    grid += [[one.place_name, *(typed[input_name(key, one.code)] for key in keys)] for one in filled]
    reading = read_grid(grid, edition, offices)
    errors: dict[str, tuple[str, ...]] = {}
    for error in reading.errors:
        name = _input_of(error, filled)
        errors[name] = (*errors.get(name, ()), error.message)
    return Posted(reading.shares, typed, errors)


def _input_of(error: CellError, filled: Sequence[Office]) -> str:
    """The input an error of the sheet belongs to: row 2 of the sheet is the first office."""
    row = int("".join(char for char in error.cell if char.isdecimal()) or 0)
    return input_name(error.key, filled[row - 2].code) if 2 <= row < len(filled) + 2 else ""


def typed_of(shares: Sequence[Share], edition: Edition) -> dict[str, str]:
    """The inputs of these shares, as a person would type them."""
    typed = {}
    for share in shares:
        typed[input_name(GROUPS, share.office)] = str(share.groups)
        typed[input_name(REMARK, share.office)] = share.remark
        for head in edition.pack.budget.heads:
            amount = share.amounts.get(head.key)
            typed[input_name(AMOUNT + head.key, share.office)] = "" if amount is None else format_baht(amount)
    return typed


def grid_rows(
    edition: Edition,
    offices: Sequence[Office],
    typed: Mapping[str, str],
    errors: Mapping[str, Sequence[str]],
) -> list[GridRow]:
    """Every office below with its inputs, filled or empty."""
    labels = {column.key: column.label for column in columns(edition, offices)}
    return [
        GridRow(
            office,
            tuple(
                GridCell(
                    name := input_name(key, office.code),
                    labels[key],
                    typed.get(name, ""),
                    key != REMARK,
                    tuple(errors.get(name, ())),
                )
                for key in fields_of(edition)
            ),
        )
        for office in offices
    ]


def faults_by_input(proof: Proof) -> dict[str, tuple[str, ...]]:
    """The proof's faults at the inputs they speak of; those about the whole are told above the grid."""
    found: dict[str, tuple[str, ...]] = {}
    for fault in proof.faults:
        if fault.office and fault.column:
            key = fault.column if fault.column == GROUPS else AMOUNT + fault.column
            name = input_name(key, fault.office)
            found[name] = (*found.get(name, ()), fault.sentence)
    return found


class DetailsForm(WordedForm):
    source_text = forms.CharField(
        label=_("ตามหนังสือแจ้งจัดสรรของกรม"),
        max_length=300,
        required=False,
        help_text=_("เลขที่และวันที่ของหนังสือที่เป็นที่มาของยอด"),
    )
    stated_total = BahtField(
        label=_("ยอดรวมตามหนังสือ (บาท)"), required=False, help_text=_("ใช้พิสูจน์ผลรวมของทุกแถว")
    )
    stated_words = forms.CharField(label=_("ยอดรวมเป็นตัวอักษร"), max_length=300, required=False)
    omitted_reason = forms.CharField(label=_("เหตุผลที่บางหน่วยงานไม่ได้รับจัดสรร"), max_length=300, required=False)

    @classmethod
    def of(cls, register: Register) -> "DetailsForm":
        return cls(
            initial={
                "source_text": register.source_text,
                "stated_total": register.stated_total_baht,
                "stated_words": register.stated_words,
                "omitted_reason": register.omitted_reason,
            }
        )

    def details(self) -> Details:
        return Details(**self.cleaned_data)


class StartForm(WordedForm):
    edition = forms.ModelChoiceField(
        label=_("โครงการ"),
        queryset=Edition.objects.none(),
        empty_label=_("เลือกโครงการ"),
        error_messages={"required": _("ยังไม่ได้เลือกโครงการ")},
    )

    def __init__(self, *args: object, editions: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # Django's own arguments
        self.fields["edition"].queryset = editions  # type: ignore[attr-defined]  # a model choice field


class ReasonForm(WordedForm):
    reason = forms.CharField(
        label=_("เหตุผล"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("ระบุเหตุผล เพื่อเก็บไว้กับทะเบียน")},
    )


class NoticeForm(WordedForm):
    notice_number = forms.CharField(label=_("เลขที่หนังสือแจ้งจัดสรร"), max_length=60)
    notice_on = PaperDayField(label=_("วันที่ของหนังสือ"), help_text=_("เช่น ๓๑ สิงหาคม ๒๕๖๑"))


class TransferForm(WordedForm):
    number = forms.CharField(label=_("เลขที่เอกสารการโอน"), max_length=60)
    done_on = PaperDayField(label=_("วันที่โอน"), help_text=_("เช่น ๓ กันยายน ๒๕๖๑"))
    fund_code = forms.CharField(label=_("รหัสแหล่งของเงิน"), max_length=20, required=False)
    budget_code = forms.CharField(label=_("รหัสงบประมาณ"), max_length=30, required=False)
