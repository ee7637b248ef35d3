"""How many groups a programme aims at, of the villages on its lists, beside the groups found there and those taken in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any  # a queryset of whatever row is counted

from django.db.models import Count, QuerySet, Sum

from sammachip.cases.models import Case, CaseLevel, CaseQuerySet
from sammachip.core.area import Level
from sammachip.insight.lists import branch
from sammachip.insight.queries import offices_below
from sammachip.org.hats import Actor
from sammachip.programmes.pack import NamedList, Share
from sammachip.registry.models import Group, GroupQuerySet, Roster
from sammachip.registry.roster_standings import covers, in_force, on_every_list

REST = ""
"""What lies under none of the offices below."""


@dataclass(frozen=True, slots=True)
class Target:
    """One office: its villages on every list, None while a list of them is missing; its places; groups found and taken in."""

    case: Case | None
    villages: int | None
    places: int
    found: int
    taken: int
    percent: Decimal

    @property
    def aim(self) -> Decimal | None:
        """The share of the villages, exact: shares of offices add up to the share of the office above."""
        return None if self.villages is None else self.villages * self.percent / 100


@dataclass(frozen=True, slots=True)
class Targets:
    """The offices right below a case, what lies under none of them, and all of it together."""

    case: Case
    share: Share
    lists: Mapping[str, Sequence[Roster]]
    named: Sequence[NamedList]
    rows: tuple[Target, ...]
    beside: Target | None
    total: Target

    @property
    def wanting(self) -> list[NamedList]:
        """The lists that nobody brought yet for this place."""
        return [one for one in self.named if not self.lists[one.key]]


def share_of(case: Case) -> Share | None:
    """How many groups the case's programme aims at, where it says so of a list."""
    enrol = case.edition.pack.enrol.get(Level.GROUP)
    return enrol.aim if enrol else None


def lists_of(case: Case, share: Share, day: date) -> Mapping[str, list[Roster]]:
    """The revisions that speak for the case's place, by list; one query."""
    return in_force([case.edition.pack.lists[key] for key in share.of], case.path, day)


def groups_found(spoken: Mapping[str, Sequence[Roster]], path: str, actor: Actor) -> GroupQuerySet:
    """The registered groups under a path whose village stands on every list."""
    villages = on_every_list(spoken, path).values("code")
    return Group.objects.visible_to(actor).standing().within(path).filter(village__in=villages)


def groups_taken(case: Case, path: str) -> CaseQuerySet:
    """The groups that take part now under a path, in the case's programme."""
    return Case.objects.filter(programme=case.programme_id, level=CaseLevel.GROUP).within(path).live()


def targets(case: Case, share: Share, day: date, actor: Actor) -> Targets:
    """The target of a case and of the offices right below it; six queries, however many villages and groups there are."""
    spoken = lists_of(case, share, day)
    children = offices_below(case, day)
    villages = _counted(on_every_list(spoken, case.path), children)
    found = _counted(groups_found(spoken, case.path, actor), children)
    taken = _counted(groups_taken(case, case.path), children)
    places = _places(case, children)

    def of(one: Case | None, path: str) -> Target:
        known = all(covers(rosters, path or case.path) for rosters in spoken.values())
        return Target(
            case=one,
            villages=villages.get(path, 0) if known else None,
            places=places.get(path, 0),
            found=found.get(path, 0),
            taken=taken.get(path, 0),
            percent=share.percent,
        )

    rows = tuple(of(child, child.path) for child in children)
    beside = of(None, REST) if any(REST in counted for counted in (villages, found, taken)) else None
    lines = (*rows, beside) if beside else rows
    room = sum(places.values()) if children else (case.places or 0)
    total = _total(case, lines, room, share.percent)
    named = [case.edition.pack.lists[key] for key in share.of]
    return Targets(case, share, spoken, named, rows, beside if children else None, total)


def _total(case: Case, lines: Sequence[Target], places: int, percent: Decimal) -> Target:
    """All lines together: of villages those that are known."""
    known = [line.villages for line in lines if line.villages is not None]
    return Target(
        case=case,
        villages=sum(known) if known else None,
        places=places,
        found=sum(line.found for line in lines),
        taken=sum(line.taken for line in lines),
        percent=percent,
    )


def _counted(rows: QuerySet[Any], children: Sequence[Case]) -> dict[str, int]:
    """How many of these rows lie under each child, and under none of them."""
    known = {child.path for child in children}
    found: dict[str, int] = {}
    branches = rows.annotate(branch=branch("path", children)).order_by().values_list("branch")
    for path, count in branches.annotate(count=Count("pk")):
        key = path if path in known else REST
        found[key] = found.get(key, 0) + count
    return found


def _places(case: Case, children: Sequence[Case]) -> dict[str, int]:
    """The groups for which each child has room, its own and below; one query."""
    known = {child.path for child in children}
    rows = Case.objects.filter(programme=case.programme_id, places__isnull=False).within(case.path).live()
    branches = rows.exclude(pk=case.pk).annotate(branch=branch("path", children)).order_by()
    sums = dict(branches.values_list("branch").annotate(total=Sum("places")).values_list("branch", "total"))
    return {path: total for path, total in sums.items() if path in known}
