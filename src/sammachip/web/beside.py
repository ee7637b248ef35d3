"""Two groups side by side: what is known of each with its source, the programmes, clusters and money of both."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, Q

from sammachip.cases.models import Case, Cluster, Filing
from sammachip.cases.personal import mask
from sammachip.core.likeness import likeness, phone_digits
from sammachip.money.queries import Sums, sums
from sammachip.org.hats import Actor
from sammachip.registry import rules
from sammachip.registry.doubles import Alike, alike, in_words, traits_of
from sammachip.registry.models import Apart, Group, Income, Jobs, Merge, Welfare
from sammachip.web.group_lists import ListReading, read_lists
from sammachip.web.known import FactLine, group_facts
from sammachip.web.readings import UNKNOWN

Told = TypeVar("Told", Income, Jobs)


@dataclass(frozen=True, slots=True)
class Row:
    """One field of both groups."""

    one: FactLine
    other: FactLine

    @property
    def differs(self) -> bool:
        """Whether both are known and not the same; a telephone is its digits, however they are set apart. Of what is
        masked nothing is told."""
        one, other = self.one.value, self.other.value
        if mask() in (one, other):
            return False
        if self.one.field == "phone" and phone_digits(one):
            return phone_digits(one) != phone_digits(other)
        return UNKNOWN not in (one, other) and one != other

    @property
    def is_of_first(self) -> bool:
        return self.one.value != UNKNOWN

    @property
    def known_by(self) -> int:
        """How many of the two it is known of."""
        return sum(line.value != UNKNOWN for line in (self.one, self.other))


@dataclass(frozen=True, slots=True)
class Passage:
    """One group's part in one programme: its filings, the clusters it stands in, its money."""

    case: Case
    filings: int
    clusters: Sequence[str]
    money: Sums


@dataclass(frozen=True, slots=True)
class Beside:
    """Two groups as they are compared. `merge` is the join that stands between them, `apart` the answer that they are
    two; `why` says what is alike, empty where nothing is."""

    one: Group
    other: Group
    why: str
    rows: Sequence[Row]
    lists: Sequence[tuple[ListReading, ListReading]]
    passages: Sequence[Passage]
    merge: Merge | None
    apart: Apart | None

    @property
    def differing(self) -> list[Row]:
        return [row for row in self.rows if row.differs]

    @property
    def known_of_one(self) -> list[Row]:
        """What one of them alone tells, by which nothing is decided."""
        return [row for row in self.rows if row.known_by == 1]

    @property
    def shared(self) -> list[Row]:
        return [row for row in self.rows if row.known_by == 2 and not row.differs]

    @property
    def untold(self) -> list[str]:
        """The names of what nobody has told of either."""
        return [row.one.label for row in self.rows if not row.known_by]


def read_beside(one: Group, other: Group, actor: Actor) -> Beside:
    """Both groups for this reader, personal values masked as everywhere."""
    (known, changes), (beside, others) = group_facts(one, actor), group_facts(other, actor)
    between = Q(group=one, into=other) | Q(group=other, into=one)
    merges = Merge.objects.standing().filter(between).select_related("group", "into", "merged_by")
    pair = sorted((one.pk, other.pk))
    how = likeness(traits_of(one), traits_of(other))
    return Beside(
        one=one,
        other=other,
        why=in_words(how) if how.strength else "",
        rows=[Row(*lines) for lines in zip(known, beside, strict=True)],
        lists=list(
            zip(read_lists(one, changes, actor), read_lists(other, others, actor), strict=True),
        ),
        passages=passages_of([one.pk, other.pk], actor),
        merge=merges.first(),
        apart=Apart.objects.filter(one=pair[0], other=pair[1]).select_related("said_by").first(),
    )


@dataclass(frozen=True, slots=True)
class Whole:
    """A group with all that stands as it. `merge` is the join by which another stands for it; `joined` are those that
    brought others in, `alike` those that may still be it, for whoever may decide so."""

    merge: Merge | None
    joined: Sequence[Merge]
    passages: Sequence[Passage]
    incomes: Sequence[Income]
    jobs: Sequence[Jobs]
    welfare: Sequence[Welfare]
    alike: Sequence[Alike]


def read_whole(group: Group, actor: Actor) -> Whole:
    """The group with those joined into it; the same number of queries however many they are."""
    standing = Merge.objects.standing().select_related("group__village", "into__village", "merged_by")
    merge = standing.filter(group=group).first()
    joined = list(standing.filter(into=group))
    family = [group.pk, *(one.group_id for one in joined)]
    decides = merge is None and rules.may_register(actor, group.path)
    return Whole(
        merge=merge,
        joined=joined,
        passages=passages_of(family, actor),
        incomes=_told_once(Income, family, "moment", "amount_baht", "period", "method"),
        jobs=_told_once(Jobs, family, "moment", "persons", "new_persons", "method"),
        welfare=list(
            Welfare.objects.filter(group__in=family).select_related("group").order_by("-as_of", "-pk")
        ),
        alike=alike(traits_of(group), actor=actor) if decides else [],
    )


def _told_once(of: type[Told], family: Sequence[int], *said: str) -> list[Told]:
    """What filings told of these groups, the latest first; what a later one tells again stands once."""
    rows = of._default_manager.filter(group__in=family).select_related("group").order_by("-as_of", "-pk")
    once = {tuple(getattr(row, name) for name in ("group_id", "as_of", *said)): row for row in rows}
    return list(once.values())


def passages_of(groups: Sequence[int], actor: Actor) -> list[Passage]:
    """What these groups do, or did, in programmes; the same number of queries however much that is."""
    seen = Case.objects.visible_to(actor).filter(group__in=groups)
    cases = list(
        seen.select_related("edition__programme", "group__village").order_by("group", "opened_at", "pk")
    )
    money, clusters, filings = sums(cases), _clusters_of(cases), _filings_of(cases)
    return [
        Passage(case, filings.get(case.pk, 0), clusters.get(case.pk, []), money[case.pk]) for case in cases
    ]


def _filings_of(cases: Sequence[Case]) -> dict[int, int]:
    """How many filings each case has."""
    counted = Filing.objects.filter(task__case__in=cases).order_by().values_list("task__case")
    return dict(counted.annotate(count=Count("pk")))


def _clusters_of(cases: Sequence[Case]) -> dict[int, list[str]]:
    """The names of the clusters each case stands in now."""
    found: dict[int, list[str]] = {}
    standing = Cluster.objects.filter(members__case__in=cases, ended_at__isnull=True).order_by("name", "pk")
    for case, name in standing.values_list("members__case", "name"):
        found.setdefault(case, []).append(name)
    return found
