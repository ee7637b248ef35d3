"""The answers told as `sammachip letter read --json` would tell them: what a perfect reader says."""

from bench.letterground.judge import SCALARS, SIGNATORY
from bench.letterground.page import Answers, Known, Slots, Table

RELATIVE, RECURRING = ("days", "after", "working_days"), ("day", "every")


def reading(answers: Answers) -> dict[str, object]:
    """Facts with their spans, null where there is nothing to read."""
    told: dict[str, object] = {name: fact(answers.facts.get(name)) for name in SCALARS}
    told["signatory"] = (
        {name: fact(answers.signatory.get(name)) for name in SIGNATORY} if answers.signatory else None
    )
    told["refs"] = [fact(item["text"]) for item in answers.refs]
    told["enclosures"] = [facts(item) for item in answers.enclosures]
    told["deadlines"] = [deadline(item) for item in answers.deadlines]
    told["money"] = [money(item) for item in answers.money]
    told["phones"] = [fact(item["number"]) for item in answers.phones]
    told["tables"] = [table(one) for one in answers.tables]
    told["findings"] = [
        {"code": one.code, "span": one.basis[0] if one.basis else None} for one in answers.findings
    ]
    return told


def fact(known: Known | None) -> dict[str, object] | None:
    if known is None:
        return None
    told: dict[str, object] = {"value": known.value, "span": list(known.span)}
    return told | {"partial": known.partial} if known.partial else told


def facts(item: Slots) -> dict[str, object]:
    return {name: fact(known) for name, known in item.items()}


def deadline(item: Slots) -> dict[str, object]:
    told = facts(item)
    for name, parts in (("relative", RELATIVE), ("recurring", RECURRING)):
        if parts[0] in item:
            told[name] = {part: told.pop(part) for part in parts}
    return told


def money(item: Slots) -> dict[str, object]:
    told = facts(item)
    if "words_amount" in item:
        told["agrees"] = {"value": item["amount"].value == item["words_amount"].value}
    return told


def table(one: Table) -> dict[str, object]:
    rows = [
        {
            "cells": [known.value if known.damaged else known.written for known in row.cells],
            "name": None if row.unsure else row.name or None,
            "place": None if row.unsure else row.place or None,
        }
        for row in one.rows
    ]
    return {
        "columns": [known.written for known in one.columns],
        "rows": rows,
        "totals": [known.value if known.damaged else known.written for known in one.totals],
    }
