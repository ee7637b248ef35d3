"""What a page is filled with from a confirmed letter, before anybody saves it: terms, and the rows of a register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from sammachip.cases.rules import hops_to_move
from sammachip.core.area import Level
from sammachip.core.cells import CellError
from sammachip.core.letterfacts import uses
from sammachip.core.money import format_baht
from sammachip.money import letter_rows, registers, sheets
from sammachip.money.models import Register
from sammachip.money.proof import Proof, prove
from sammachip.org.models import Office
from sammachip.programmes.models import Edition
from sammachip.programmes.pack import Stage
from sammachip.records.models import LetterReading
from sammachip.trail.spoken import day_name
from sammachip.web.decorators import Request
from sammachip.web.forms.register import DetailsForm, typed_of
from sammachip.web.forms.terms import DUE
from sammachip.web.posted import whole_number

PARAMETER = "letter"
Told = Mapping[str, Any]  # a letter in plain values, as it was confirmed


@dataclass(frozen=True, slots=True)
class FromLetter:
    """What a page says of the letter that fills it: the letter, and what of it found no place there."""

    reading: LetterReading
    unplaced: Sequence[str] = ()


def confirmed_letter(request: Request) -> tuple[LetterReading, Told] | None:
    """The confirmed letter that the address names and the hat sees, with what was confirmed of it."""
    pk = whole_number(request.GET.get(PARAMETER, ""), otherwise=0)
    found = LetterReading.objects.visible_to(request.actor).filter(pk=pk).first() if pk else None
    holding = found.holding if found else None
    return (found, holding.facts) if found and holding else None


@dataclass(frozen=True, slots=True)
class TermsFilled:
    """The fields of the terms that a letter fills, and the things due that no stage of the programme speaks of."""

    initial: Mapping[str, object]
    unplaced: Sequence[str]


def terms_from(told: Told, edition: Edition, office: Office) -> TermsFilled:
    hops = hops_to_move(edition, Level(office.level))
    every = list({stage.key: stage for stage, _role in hops}.values())
    days: dict[str, object] = {}
    unplaced = []
    for due in uses.dues_of(told):
        if uses.is_period(due.what):
            continue
        stages = [stage for stage in every if stage.form] if uses.is_report(due.what) else every
        at = uses.best_of(due.what, [stage.title for stage in stages])
        roles = [role for stage, role in hops if at is not None and stage.key == stages[at].key]
        if at is None or (role := _role_for(stages[at], roles)) is None:
            unplaced.append(f"{day_name(due.day)} {due.what}".strip())
        else:
            days[DUE.format(stages[at].key, role)] = due.day
    return TermsFilled({**days, **_stated(told)}, unplaced)


def _role_for(stage: Stage, roles: Sequence[str]) -> str | None:
    """Who must have sent on by the letter's day: whom the programme gives a day there, else the last with a part in it."""
    return next((role for role in roles if stage.due_for(role)), roles[-1] if roles else None)


def _stated(told: Told) -> dict[str, object]:
    cost = uses.unit_cost_of(told)
    to_whom = next((due.to_whom for due in uses.dues_of(told) if due.to_whom), "")
    found = {
        "unit_cost": format_baht(cost) if cost is not None else "",
        "report_to": to_whom,
        "letter_number": uses.number_of(told),
        "letter_on": uses.day_of(told) or "",
        "reason": _("ตาม{source}").format(source=uses.source_of(told))[:300],
    }
    return {name: value for name, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class RowsFilled:
    """A register's grid and details as a letter fills them, the proof of those rows, and what could not be taken."""

    typed: Mapping[str, str]
    details_form: DetailsForm
    proof: Proof
    errors: Sequence[CellError]


def rows_from(told: Told, at: int, found: Register) -> RowsFilled | None:
    """The rows that the letter's table `at` puts into a draft; None where the letter has no such table."""
    if at not in letter_rows.tables_with_places(told):
        return None
    offices = sheets.receivers(found.office)
    rows = letter_rows.rows_for(told["tables"][at], found.edition, offices)
    source = uses.source_of(told)
    grounds = replace(registers.grounds_of(found, offices), stated_total=rows.stated_total, stated_words="")
    details = {
        "source_text": source,
        "stated_total": rows.stated_total,
        "stated_words": "",
        "omitted_reason": found.omitted_reason,
    }
    return RowsFilled(
        typed_of(rows.reading.shares, found.edition),
        DetailsForm(initial=details),
        prove(rows.reading.shares, grounds),
        rows.reading.errors,
    )
