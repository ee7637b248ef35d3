"""A letter's facts as JSON: the shape that `sammachip letter read --json` documents and keeps."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeVar

from sammachip.core.letterfacts.model import (
    Check,
    Deadline,
    Enclosure,
    Fact,
    Finding,
    Letter,
    Money,
    Near,
    Phone,
    Place,
    Recurring,
    Relative,
    Row,
    Signatory,
    Table,
)

Json = dict[str, object]
T = TypeVar("T")


def as_json(letter: Letter) -> Json:
    """The letter in plain values: days ISO, amounts strings, an absent or unreadable fact null."""
    return {
        "kind": letter.kind.value,
        "sets_work": letter.sets_work,
        "urgency": _fact(letter.urgency),
        "number": _fact(letter.number),
        "number_near": _near(letter.number_near) if letter.number_near else None,
        "circular": _fact(letter.circular),
        "office": _fact(letter.office),
        "date": _fact(letter.day),
        "subject": _fact(letter.subject),
        "to": _fact(letter.to),
        "refs": [_fact(one) for one in letter.refs],
        "enclosures": [_enclosure(one) for one in letter.enclosures],
        "deadlines": [_deadline(one) for one in letter.deadlines],
        "money": [_money(one) for one in letter.money],
        "tables": [_table(one) for one in letter.tables],
        "signatory": _signatory(letter.signatory) if letter.signatory else None,
        "phones": [_phone(one) for one in letter.phones],
        "findings": [_finding(one) for one in letter.findings],
    }


def _near(near: Near) -> Json:
    return {"values": list(near.values), "span": list(near.span)}


def _fact(fact: Fact[T] | None, written: Callable[[T], object] | None = None) -> Json | None:
    if fact is None:
        return None
    value = None if fact.value is None else written(fact.value) if written else _value(fact.value)
    told: Json = {"value": value, "span": list(fact.span), "confidence": fact.confidence}
    if fact.partial:
        told["partial"] = fact.partial
    if fact.place:
        told["place"] = _place(fact.place)
    return told


def _value(value: object) -> object:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:.2f}"
        case _:
            return value


def _figure(value: Decimal) -> str:
    """A figure of a table: whole numbers as they are, all others with two places."""
    return str(int(value)) if value == int(value) else f"{value:.2f}"


def _place(place: Place) -> Json:
    return {
        "code": place.code,
        "name": place.name,
        "alternatives": [{"code": code, "name": name} for code, name in place.alternatives],
    }


def _enclosure(one: Enclosure) -> Json:
    return {"title": _fact(one.title), "count": _fact(one.count), "unit": _fact(one.unit)}


def _relative(value: Relative) -> Json:
    return {"days": value.days, "after": value.after, "working_days": value.working_days}


def _recurring(value: Recurring) -> Json:
    return {"day": value.day, "every": value.every}


def _deadline(one: Deadline) -> Json:
    return {
        "date": _fact(one.due),
        "from": _fact(one.start),
        "to": _fact(one.end),
        "relative": _fact(one.relative, _relative),
        "recurring": _fact(one.recurring, _recurring),
        "what": _fact(one.what),
        "to_whom": _fact(one.to_whom),
        "who": _fact(one.who),
        "span": list(one.span),
    }


def _money(one: Money) -> Json:
    return {
        "amount": _fact(one.amount),
        "words_amount": _fact(one.words),
        "agrees": one.agrees,
        "per": _fact(one.per),
    }


def _row(row: Row) -> Json:
    return {
        "cells": [_fact(cell) for cell in row.cells],
        "name": _fact(row.name),
        "place": _place(row.place) if row.place else None,
    }


def _check(check: Check) -> Json:
    return {
        "code": check.code.value,
        "column": check.column,
        "row": check.row,
        "stated": _figure(check.stated),
        "reckoned": _figure(check.reckoned),
        "agrees": check.agrees,
        "span": list(check.span),
    }


def _table(table: Table) -> Json:
    return {
        "columns": [_fact(column) for column in table.columns],
        "rows": [_row(row) for row in table.rows],
        "totals": [_fact(total, _figure) for total in table.totals],
        "checks": [_check(check) for check in table.checks],
        "level": table.level or None,
        "span": list(table.span),
    }


def _signatory(one: Signatory) -> Json:
    return {
        "name": _fact(one.name),
        "post": _fact(one.post),
        "acting_for": _fact(one.acting_for),
        "how": _fact(one.how),
    }


def _phone(one: Phone) -> Json:
    return {**(_fact(one.number) or {}), "use": one.use}


def _finding(one: Finding) -> Json:
    return {
        "code": one.code.value,
        "level": one.level.value,
        "message": str(one.message),
        "span": list(one.span),
    }
