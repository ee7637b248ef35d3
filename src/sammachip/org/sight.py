"""What a hat sees: places in the office tree, and of the work there every programme's or one's only.

Every `visible_to` is built of the two conditions below, and of nothing else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q

from sammachip.core.area import within

NOTHING = Q(pk__in=[])
OfProgramme = Callable[[str], Q]
"""The rows that belong to the programme of this code."""


@dataclass(frozen=True, slots=True)
class Reach:
    """One part of a hat's sight: the work at and under a path; with a programme's code that programme's only."""

    path: str
    programme: str = ""


def under(roots: Iterable[str], column: str = "path") -> Q:
    """Rows whose `column` lies at or under one of these paths; without any path, no row at all."""
    condition = NOTHING
    for root in roots:
        low, high = within(root)
        condition |= Q(**{f"{column}__gte": low, f"{column}__lt": high})
    return condition


def reached(reaches: Iterable[Reach], column: str, of_programme: OfProgramme) -> Q:
    """Rows of work within one of these reaches; without any reach, no row at all.

    Who adds a table must say how its rows belong to a programme: there is no way to forget it and show too much.
    """
    condition = NOTHING
    for reach in reaches:
        place = under([reach.path], column)
        condition |= place & of_programme(reach.programme) if reach.programme else place
    return condition


def coded(lookup: str) -> OfProgramme:
    """Rows whose own `lookup` is the programme's code."""
    return lambda code: Q(**{lookup: code})


_belongings: dict[str, list[OfProgramme]] = {}


def belongs(model: str, of_programme: OfProgramme) -> None:
    """Let a higher room say which rows of a lower room's table ("room.Model") belong to a programme."""
    _belongings.setdefault(model, []).append(of_programme)


def told_above(model: str) -> OfProgramme:
    """The rows of the table that some room above says belong to the programme; none while no room says so."""

    def of_programme(code: str) -> Q:
        condition = NOTHING
        for told in _belongings.get(model, ()):
            condition |= told(code)
        return condition

    return of_programme
