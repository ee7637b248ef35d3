"""What other agencies' lists say of a group, laid beside the lines that are planned or spent for it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sammachip.cases.models import Case
from sammachip.core.goods import shares_thing
from sammachip.registry.models import Merge, Support

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class OtherMoney:
    """One thing another agency pays for the group in the same year, and the lines here that are the same thing.

    Without such lines it is money won for something else: a success, and no overlap.
    """

    support: Support
    same: tuple[str, ...]


def other_money(case: Case, items: Iterable[str]) -> list[OtherMoney]:
    """What other agencies pay for the case's group in the programme's year, those that overlap with these lines first."""
    supports = supports_of([case.pk], case.edition.fiscal_year)[case.pk]
    named = list(dict.fromkeys(item for item in items if item))
    found = [
        OtherMoney(one, tuple(item for item in named if shares_thing(item, one.item))) for one in supports
    ]
    return sorted(found, key=lambda one: not one.same)


def marked(cases: Sequence[int], rows: Sequence[Row], fiscal_year: int) -> list[Row]:
    """The rows, each of the case at its place, saying whether another agency pays for the same thing that year."""
    supports = supports_of(set(cases), fiscal_year)
    return [
        {
            **row,
            "paid_elsewhere": any(
                shares_thing(str(row.get("item") or ""), one.item) for one in supports[case]
            ),
        }
        for case, row in zip(cases, rows, strict=True)
    ]


def supports_of(cases: Collection[int], fiscal_year: int) -> Mapping[int, list[Support]]:
    """By case, what its group and those joined into it got that year; three queries, however many cases."""
    groups = dict(Case.objects.filter(pk__in=cases, group__isnull=False).values_list("pk", "group"))
    joined = Merge.objects.standing().filter(into__in=groups.values()).values_list("group", "into")
    stands_for = {**{group: group for group in groups.values()}, **dict(joined)}
    told = Support.objects.standing().filter(group__in=stands_for, fiscal_year=fiscal_year)
    by_group: dict[int, list[Support]] = defaultdict(list)
    for one in told.select_related("sheet__office", "recorded_by").order_by("pk"):
        by_group[stands_for[one.group_id]].append(one)
    return defaultdict(list, {case: by_group[group] for case, group in groups.items()})
