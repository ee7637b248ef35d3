"""Purchases as releases of the Open Contracting Data Standard 1.1: what may be known of them by anybody.

Names of companies are told with their tax numbers; a person who sells under an own name is told by that name alone.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from hashlib import sha256

from django.db.models import Count

from sammachip.core.procurement import is_of_company
from sammachip.core.thaidate import BANGKOK
from sammachip.money import purchases
from sammachip.money.models import Entry, Order, Purchase, PurchaseType, Quotation, SpendingState
from sammachip.money.paths import PAYS
from sammachip.money.purchases import Found, LineStanding
from sammachip.trail import clock

Told = dict[str, object]
VERSION = "1.1"
PREFIX = "ocds-sample0"
"""The publisher's own prefix: a sample, until an office registers one with the standard's keeper."""
PUBLISHER = "Sammachip"
CATEGORY = {PurchaseType.GOODS: "goods", PurchaseType.HIRE: "services"}
_MARK = "\ue000"
_FIGURE = re.compile(f'"{_MARK}(-?[0-9.]+){_MARK}"')


def package(found: Sequence[Purchase], address: str) -> Told:
    """A release package of every purchase that was asked for; one that was cancelled stays, and says so."""
    shown = [one for one in found if one.spending.state != SpendingState.DRAFT and one.spending.requested_on]
    entries = _entries(shown)
    return {
        "uri": address,
        "version": VERSION,
        "publishedDate": clock.now().astimezone(BANGKOK).isoformat(timespec="seconds"),
        "publisher": {"name": PUBLISHER},
        "releases": [release(told, entries[told.purchase.pk]) for told in purchases.found_all(shown)],
    }


def _entries(found: Sequence[Purchase]) -> Mapping[int, Sequence[Entry]]:
    """What was written in the books for each of these purchases, the oldest first; one query."""
    entries: dict[int, list[Entry]] = {one.pk: [] for one in found}
    rows = Entry.objects.filter(spending__in=entries).annotate(taken_back=Count("reversals"))
    for entry in rows.order_by("done_on", "pk"):
        entries[entry.spending_id or 0].append(entry)
    return entries


def as_json(told: Told) -> str:
    """The package as text; sums stand in it as exact figures and never pass through floating point."""
    marked = json.dumps(told, ensure_ascii=False, indent=1, default=lambda sum_: f"{_MARK}{sum_}{_MARK}")
    return _FIGURE.sub(r"\1", marked)


def release(told: Found, entries: Sequence[Entry]) -> Told:
    """One purchase as it stands, with the stages it has reached."""
    spending, given_up = told.spending, _given_up(told)
    reached: Told = {"planning": _planning(told), "tender": _tender(told)}
    if awards := [
        *(_award_given_up(told, one) for one in given_up),
        *([_award(told, told.order)] if told.order else []),
    ]:
        reached["awards"] = awards
    if told.order:
        reached["contracts"] = [_contract(told, told.order, entries)]
    chosen = {one.quotation_id for one in (*given_up, told.order) if one}
    office = spending.office
    content: Told = {
        "date": _moment(_last_day(told, entries)),
        "tag": list(_tags(told)),
        "initiationType": "tender",
        "language": "th",
        "parties": [_office(told), *(_vendor(one, chosen) for one in told.quotations)],
        "buyer": {"id": f"office-{office.code}", "name": office.name},
        **reached,
    }
    return {"ocid": f"{PREFIX}-{spending.pk}", "id": f"{spending.pk}-{_mark_of(content)}", **content}


def _mark_of(content: Told) -> str:
    """What tells this release from one of the same purchase that said anything else."""
    return sha256(as_json(content).encode()).hexdigest()[:12]


def _tags(told: Found) -> Iterator[str]:
    yield from ("planning", "tender")
    if _is_cancelled(told) and not told.order:
        yield "tenderCancellation"
    if told.order or _given_up(told):
        yield "award"
    if _given_up(told):
        yield "awardCancellation"
    if told.order:
        yield "contract"
    if told.totals.paid:
        yield "implementation"


def _is_cancelled(told: Found) -> bool:
    return told.spending.state == SpendingState.CANCELLED


def _given_up(told: Found) -> list[Order]:
    """The orders that were withdrawn: awards that did not stand."""
    return [one for one in told.withdrawn if isinstance(one, Order)]


def _office(told: Found) -> Told:
    office = told.spending.office
    return {"id": f"office-{office.code}", "name": office.name, "roles": ["buyer", "procuringEntity"]}


def _vendor(quotation: Quotation, chosen: Collection[int]) -> Told:
    roles = ["tenderer", "supplier"] if quotation.pk in chosen else ["tenderer"]
    company: Told = {}
    if is_of_company(quotation.tax_id):
        address: Told = {"streetAddress": quotation.address} if quotation.address else {}
        company = {
            "identifier": {"id": quotation.tax_id, "legalName": quotation.vendor},
            "address": address | {"countryName": "ไทย"},
        }
    return {**_named(quotation), "roles": roles, **company}


def _named(quotation: Quotation) -> Told:
    return {"id": f"vendor-{quotation.pk}", "name": quotation.vendor}


def _planning(told: Found) -> Told:
    spending = told.spending
    budget = {
        "id": spending.head,
        "description": spending.case.edition.title,
        "amount": _value(spending.amount_baht),
    }
    return {"rationale": spending.purpose, "budget": budget}


def _tender(told: Found) -> Told:
    purchase, spending = told.purchase, told.spending
    rule = told.rule
    method: Told = (
        {"procurementMethod": rule.openness, "procurementMethodDetails": rule.method} if rule else {}
    )
    return {
        "id": f"request-{spending.pk}",
        "title": spending.title,
        "description": purchase.specification,
        "status": "complete" if told.order else "cancelled" if _is_cancelled(told) else "active",
        "procuringEntity": {"id": f"office-{spending.office.code}", "name": spending.office.name},
        "mainProcurementCategory": CATEGORY[PurchaseType(purchase.kind)],
        "awardCriteriaDetails": purchase.criteria,
        "value": _value(spending.amount_baht),
        **method,
        "items": list(_items(told.lines, offered=False)),
        "numberOfTenderers": len(told.quotations),
        "tenderers": [_named(one) for one in told.quotations],
    }


def _items(lines: Sequence[LineStanding], *, offered: bool) -> Iterator[Told]:
    """The lines with the prices that were asked for, or agreed."""
    for one in lines:
        price = one.price if offered and one.price is not None else one.line.price_baht
        yield {
            "id": str(one.line.pk),
            "description": one.line.item,
            "quantity": one.line.quantity,
            "unit": {"name": one.line.unit, "value": _value(price)},
        }


def _award(told: Found, order: Order) -> Told:
    return {
        "id": f"award-{order.pk}",
        "title": told.spending.title,
        "status": "cancelled" if _is_cancelled(told) else "active",
        "date": _moment(order.ordered_on),
        "value": _value(order.amount_baht),
        "suppliers": [_named(order.quotation)],
        "items": list(_items(told.lines, offered=True)),
    }


def _award_given_up(told: Found, order: Order) -> Told:
    """An award whose order was withdrawn. Why is not told: the words may name somebody."""
    return {
        "id": f"award-{order.pk}",
        "title": told.spending.title,
        "status": "cancelled",
        "date": _moment(order.ordered_on),
        "value": _value(order.amount_baht),
        "suppliers": [_named(order.quotation)],
    }


def _contract(told: Found, order: Order, entries: Sequence[Entry]) -> Told:
    ended = told.spending.state == SpendingState.CLOSED
    return {
        "id": order.number or f"order-{order.pk}",
        "awardID": f"award-{order.pk}",
        "title": told.spending.title,
        "status": "cancelled" if _is_cancelled(told) else "terminated" if ended else "active",
        "period": {"startDate": _moment(order.ordered_on), "endDate": _moment(order.due_on)},
        "dateSigned": _moment(order.ordered_on),
        "value": _value(order.amount_baht),
        "items": list(_items(told.lines, offered=True)),
        **_implementation(told, order, entries),
    }


def _implementation(told: Found, order: Order, entries: Sequence[Entry]) -> Mapping[str, object]:
    office = told.spending.office
    rows: list[Told] = [
        {
            "id": str(entry.pk),
            "date": _moment(entry.done_on),
            "value": _value(entry.amount_baht),
            "payer": {"id": f"office-{office.code}", "name": office.name},
            "payee": _named(order.quotation),
        }
        for entry in entries
        if entry.kind in PAYS and not entry.taken_back  # type: ignore[attr-defined]  # counted in _entries
    ]
    return {"implementation": {"transactions": rows}} if rows else {}


def _last_day(told: Found, entries: Sequence[Entry]) -> date:
    """The day of the latest step: what the release tells is as of then."""
    spending = told.spending
    days = [
        spending.requested_on,
        spending.approved_on,
        told.order.ordered_on if told.order else None,
        *(one.delivered_on for one in told.deliveries),
        *(one.inspected_on for one in told.inspections),
        *(one.done_on for one in entries),
        *(one.withdrawn_at.astimezone(BANGKOK).date() for one in told.withdrawn if one.withdrawn_at),
    ]
    return max(day for day in days if day is not None)


def _value(amount: Decimal) -> Told:
    return {"amount": amount, "currency": "THB"}


def _moment(day: date) -> str:
    return datetime.combine(day, time(), tzinfo=BANGKOK).isoformat()
