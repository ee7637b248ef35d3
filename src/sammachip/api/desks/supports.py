"""What other agencies pay for groups: their lists read, kept and taken back, and laid beside a case's plan."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field

from sammachip.api.desks.cases import a_case
from sammachip.api.ground import Call, acts, alone, narrowed, reads, window
from sammachip.api.problems import BadInput, Detail
from sammachip.api.words import Baht, Id, Line, Name, PageAsked, Said, Told
from sammachip.cases.overlaps import OtherMoney, other_money
from sammachip.cases.planned import lines_in_force
from sammachip.core.grid import Value
from sammachip.core.table import write
from sammachip.records.models import SheetImport
from sammachip.registry import supports as sheet
from sammachip.registry.actions_supports import SHEET_KIND, keep_supports, take_back_supports
from sammachip.registry.models import Support
from sammachip.registry.rules import may_keep_supports

router = Router(tags=["supports"])


class SupportTold(Told):
    """One thing another agency's budget pays for a group, and the list that says so."""

    id: int
    group: int
    agency: str
    fiscal_year: int
    item: str
    amount: Decimal | None
    sheet: int
    sheet_name: str
    recorded_at: datetime


class SupportsTold(Told):
    items: list[SupportTold]
    next: int | None


class SupportsAsked(PageAsked):
    group: Id | None = None
    fiscal_year: Annotated[int, Field(ge=2400, le=2700)] | None = None


class RowSaid(Said):
    """One row of a list: the group by its name, with its place where several bear that name."""

    fiscal_year: Annotated[int, Field(ge=2400, le=2700)]
    agency: Annotated[Name, Field(max_length=200)]
    group: Name
    moo: Annotated[int, Field(ge=1, le=99)] | None = None
    area: Annotated[Line, Field(max_length=80)] = ""
    item: Annotated[Name, Field(max_length=200)]
    amount: Baht | None = None


class SupportListSaid(Said):
    name: Annotated[Name, Field(max_length=200)]
    rows: Annotated[list[RowSaid], Field(min_length=1, max_length=2000)]


class SupportListTold(Told):
    """A list as it was kept; `unknown` names the groups of it that the caller's registry does not hold."""

    id: int
    rows: int
    unknown: list[str]


class TakenBackTold(Told):
    id: int
    undone_at: datetime | None


class OtherMoneyTold(SupportTold):
    """`same`: the plan's lines that are the same thing; without any, the money was won for something else."""

    same: list[str]


class OtherMoneysTold(Told):
    items: list[OtherMoneyTold]


def support_told(one: Support) -> SupportTold:
    return SupportTold(
        id=one.pk,
        group=one.group_id,
        agency=one.agency,
        fiscal_year=one.fiscal_year,
        item=one.item,
        amount=one.amount_baht,
        sheet=one.sheet_id,
        sheet_name=one.sheet.name,
        recorded_at=one.recorded_at,
    )


def other_money_told(found: OtherMoney) -> OtherMoneyTold:
    return OtherMoneyTold(**support_told(found.support).model_dump(), same=list(found.same))


@reads(router, "/supports")
def supports(request: Call, asked: Query[SupportsAsked]) -> SupportsTold:
    """What other agencies pay for the groups the caller sees; lists taken back count no more."""
    rows = Support.objects.visible_to(request.auth.actor).standing().select_related("sheet")
    shown, after = window(narrowed(rows, group=asked.group, fiscal_year=asked.fiscal_year), asked)
    return SupportsTold(items=[support_told(one) for one in shown], next=after)


@acts(router, "/supports", may=alone(may_keep_supports))
def keep_list(request: Call, said: SupportListSaid) -> SupportListTold:
    """Keep a list of other agencies' support; rows that cannot be taken come back by their cell."""
    rows: list[dict[str, Value]] = [
        {
            sheet.YEAR: one.fiscal_year,
            sheet.AGENCY: one.agency,
            sheet.GROUP: one.group,
            sheet.MOO: one.moo,
            sheet.AREA: one.area or None,
            sheet.ITEM: one.item,
            sheet.AMOUNT: one.amount,
        }
        for one in said.rows
    ]
    reading = sheet.read_grid(write(sheet.COLUMNS, rows), request.auth.actor)
    if reading.errors:
        found = [Detail(field=one.cell, value=one.value, message=one.message) for one in reading.errors]
        raise BadInput(found, "bad-rows")
    kept = keep_supports(reading.rows, name=said.name, actor=request.auth.actor)
    return SupportListTold(id=kept.pk, rows=len(reading.rows), unknown=list(reading.unknown))


@acts(router, "/supports/lists/{pk}/take-back")
def take_back_list(request: Call, pk: Id) -> TakenBackTold:
    """Let the rows of a list that the caller's office kept count no more."""
    lists = SheetImport.objects.visible_to(request.auth.actor).of_kind(SHEET_KIND)
    taken = take_back_supports(get_object_or_404(lists, pk=pk), actor=request.auth.actor)
    return TakenBackTold(id=taken.pk, undone_at=taken.undone_at)


@reads(router, "/cases/{pk}/other-money")
def case_other_money(request: Call, pk: Id) -> OtherMoneysTold:
    """What other agencies pay for the case's group in the programme's year, beside the lines of its plan in force."""
    case = a_case(request, pk)
    found = other_money(case, [line.item for line in lines_in_force(case)])
    return OtherMoneysTold(items=[other_money_told(one) for one in found])
