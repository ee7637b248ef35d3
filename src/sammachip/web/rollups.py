"""Sums over rows as the screen takes them: whole, by kind, by place, and the rows behind each number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sammachip.cases.models import Case, CaseLevel
from sammachip.core.area import Level
from sammachip.core.rollup import Added
from sammachip.insight import words
from sammachip.insight.rollups import Gathered, by_place
from sammachip.trail.spoken import worded
from sammachip.web.shapes import Cell, Column, Listing

ON_THEIR_PAGE = (CaseLevel.DISTRICT, CaseLevel.SUBDISTRICT, CaseLevel.GROUP)
"""The cases whose own page tells what they come to: those without a board."""


def rollup_url(case: Case, key: str, **asked: str | int) -> str:
    """The address of the rows behind a number."""
    url = reverse("web:case-rollup", args=[case.pk, key])
    return f"{url}?{urlencode(asked)}" if asked else url


@dataclass(frozen=True, slots=True)
class Amount:
    """What one sum comes to, and how many rows do not tell it yet."""

    label: str
    unit: str
    total: Cell
    untold: Cell


@dataclass(frozen=True, slots=True)
class Card:
    """One sum over a case: its rows and amounts, by kind and by place, how far it reaches and who has not spoken."""

    title: str
    sentence: str
    unit: str
    count: Cell
    cases: int
    of_groups: bool
    amounts: Sequence[Amount]
    latest: date | None
    silent: Cell
    kinds: Listing | None
    places: Listing | None


def card_of(case: Case, found: Gathered, places: Sequence[Case] = ()) -> Card:
    """The sum over a case, and the same for each kind and each place below it."""
    rollup = found.rollup
    return Card(
        title=rollup.title,
        sentence=rollup.sentence,
        unit=rollup.unit,
        count=_count(case, found),
        cases=found.cases,
        of_groups=Level.GROUP in rollup.per,
        amounts=_amounts(case, found),
        latest=found.latest,
        silent=_silent(case, found),
        kinds=_kinds(case, found) if found.kinds and found.rows else None,
        places=_places(case, found, places) if places and found.rows else None,
    )


def number_text(number: Decimal) -> str:
    """A number as exact as it is told: baht with its satang, persons without."""
    return f"{number:,}"


def _count(case: Case, found: Gathered, **asked: str | int) -> Cell:
    return Cell(f"{len(found.rows):,}", rollup_url(case, found.rollup.key, **asked) if found.rows else "")


def _silent(case: Case, found: Gathered, **asked: str | int) -> Cell:
    url = rollup_url(case, found.rollup.key, silent=1, **asked)
    return Cell(f"{len(found.silent):,}", url if found.silent else "")


def _untold(case: Case, found: Gathered, key: str, sum_: Added, **asked: str | int) -> Cell:
    url = rollup_url(case, found.rollup.key, lacks=key, **asked)
    return Cell(f"{sum_.untold:,}", url if sum_.untold else "")


def _amounts(case: Case, found: Gathered) -> list[Amount]:
    return [
        Amount(
            label=one.label,
            unit=one.unit,
            total=_total(case, found, sum_),
            untold=_untold(case, found, one.key, sum_),
        )
        for one, sum_ in zip(found.rollup.sums, found.sums, strict=True)
    ]


def _total(case: Case, found: Gathered, sum_: Added, **asked: str | int) -> Cell:
    """What the rows come to; a dash where none of them tells it."""
    if found.rows and sum_.untold == len(found.rows):
        return Cell("–")
    return Cell(number_text(sum_.total), rollup_url(case, found.rollup.key, **asked) if found.rows else "")


def _columns(found: Gathered) -> list[Column]:
    """The count, and each amount with what is not told of it, where anything is not."""
    columns = [Column(_("จำนวน ({unit})").format(unit=found.rollup.unit), numeric=True)]
    for one, sum_ in zip(found.rollup.sums, found.sums, strict=True):
        columns.append(Column(f"{one.label} ({one.unit})", numeric=True))
        if sum_.untold:
            columns.append(
                Column(
                    _("{label}: ยังไม่ระบุ ({unit})").format(label=one.label, unit=found.rollup.unit),
                    numeric=True,
                )
            )
    return columns


def _cells(case: Case, whole: Gathered, part: Gathered, **asked: str | int) -> list[Cell]:
    cells = [_count(case, part, **asked)]
    for one, all_, sum_ in zip(whole.rollup.sums, whole.sums, part.sums, strict=True):
        cells.append(_total(case, part, sum_, **asked))
        if all_.untold:
            cells.append(_untold(case, part, one.key, sum_, **asked))
    return cells


def _kinds(case: Case, found: Gathered) -> Listing:
    return Listing(
        caption=_("แยกตามประเภท"),
        columns=[Column(_("ประเภท")), *_columns(found)],
        rows=[
            [Cell(worded(found.kind_label(kind))), *_cells(case, found, part, kind=kind)]
            for kind, part in found.by_kind
        ],
        total=[Cell(str(words.TOTAL)), *_cells(case, found, found)],
    )


def _places(case: Case, found: Gathered, places: Sequence[Case]) -> Listing:
    """Each place where something counts, with its part; all of them add up to the whole."""
    parts = [(place, one) for place, one in by_place(found, case, places) if one.rows or one.silent]
    return Listing(
        caption=_("แยกตามหน่วยงานหรือกลุ่ม"),
        columns=[Column(_("หน่วยงานหรือกลุ่ม")), *_columns(found), Column(str(words.SILENT), numeric=True)],
        rows=[
            [
                _place(case, place),
                *_cells(case, found, part, under=place.pk),
                _silent(case, part, under=place.pk),
            ]
            for place, part in parts
        ],
        total=[Cell(str(words.TOTAL)), *_cells(case, found, found), _silent(case, found)],
    )


def place_name(case: Case) -> str:
    """An office as tables call it, or the group or area."""
    return case.office.short_name if case.office else str(case)


def _place(case: Case, place: Case) -> Cell:
    name = place_name(place)
    if place.pk == case.pk:
        return Cell(name)
    return Cell(name, reverse("web:case-rollups", args=[place.pk]))
