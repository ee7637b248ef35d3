"""Which groups look like one: found by indexed keys for one group at entry, and for all of an office at once."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy

from sammachip.core.likeness import (
    Likeness,
    Reason,
    Strength,
    Traits,
    likeness,
    phone_digits,
    stem,
)
from sammachip.org.hats import Actor
from sammachip.registry.models import Apart, Group, Merge

FEW = 12
"""Up to so many groups that share a key are compared each with each; of more, each with those next to it."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A standing group that may be the one asked about, and why; `through` is the group joined into it that is alike,
    where that is not the group itself."""

    group: Group
    likeness: Likeness
    through: Group | None = None

    @property
    def why(self) -> str:
        return in_words(self.likeness)


@dataclass(frozen=True, slots=True)
class Pair:
    """The ids of two groups that may be one, the earlier registered first."""

    one: int
    other: int
    likeness: Likeness


def traits_of(group: Group) -> Traits:
    return Traits(group.pk, group.name_stem, group.kind, group.village_id, group.phone_digits)


def traits_at_entry(village_code: str, *, name: str, kind: str, phone: str) -> Traits:
    """What a group that is not registered yet is compared by."""
    return Traits(None, stem(name), kind, village_code, phone_digits(phone))


def alike(asked: Traits, *, actor: Actor) -> list[Alike]:
    """The groups of the actor's own area that may be the one asked about, the likeliest first."""
    [found] = alike_each([asked], actor=actor)
    return found


def alike_each(asked: Sequence[Traits], *, actor: Actor) -> list[list[Alike]]:
    """For each of these, the groups that may be it; three queries at most, however many are asked about.

    One that is joined into another leads to that other. Groups that a person said are another are left out.
    """
    seen = Group.objects.within(actor.office.path).visible_to(actor).filter(_shares_key(asked))
    near = list(seen.select_related("village__area__parent"))
    survivors = _survivors(near)
    apart = _said_apart([one.number for one in asked if one.number])
    by_key: dict[tuple[str, ...], list[tuple[Group, Traits]]] = defaultdict(list)
    for group in near:
        traits = traits_of(group)
        for key in _keys(traits):
            by_key[key].append((group, traits))
    return [_alike_of(one, _sharing_with(one, by_key), survivors, apart) for one in asked]


def _keys(one: Traits) -> tuple[tuple[str, ...], ...]:
    """What two must have in common to be alike at all; `_shares_key` asks the database for the same."""
    called = (("phone", one.phone),) if one.phone else ()
    return ("village", one.village), ("beside", one.subdistrict, one.stem), *called


def _sharing_with(
    asked: Traits, by_key: Mapping[tuple[str, ...], Sequence[tuple[Group, Traits]]]
) -> Iterable[tuple[Group, Traits]]:
    found = [one for key in _keys(asked) for one in by_key.get(key, ())]
    return {group.pk: (group, traits) for group, traits in found}.values()


def _alike_of(
    asked: Traits,
    near: Iterable[tuple[Group, Traits]],
    survivors: Mapping[int, Group],
    apart: Collection[tuple[int, int]],
) -> list[Alike]:
    told = [(one, likeness(asked, traits)) for one, traits in near]
    found = [(one, survivors.get(one.pk, one), how) for one, how in told if how.strength]
    mine = asked.number or 0
    others = {pk for pair in apart if mine in pair for pk in pair}
    return _likeliest(
        Alike(into, how, None if into is one else one)
        for one, into, how in found
        if not {one.pk, into.pk} & {*others, mine}
    )


def _shares_key(asked: Sequence[Traits]) -> Q:
    """The rows that can be alike at all: of a village, of the same name beside it, of the same telephone."""
    beside = Q(
        name_stem__in={one.stem for one in asked}, village__area__in={one.subdistrict for one in asked}
    )
    called = Q(phone_digits__in={one.phone for one in asked if one.phone})
    return Q(village__in={one.village for one in asked}) | beside | called


def _survivors(groups: Iterable[Group]) -> Mapping[int, Group]:
    """By the id of a joined group, the one that stands for it."""
    merges = Merge.objects.standing().filter(group__in=[one.pk for one in groups])
    return {one.group_id: one.into for one in merges.select_related("into__village__area__parent")}


def _said_apart(numbers: Collection[int]) -> set[tuple[int, int]]:
    """The pairs that a person said are two, of which one is among these."""
    if not numbers:
        return set()
    return set(Apart.objects.filter(Q(one__in=numbers) | Q(other__in=numbers)).values_list("one", "other"))


def _likeliest(found: Iterable[Alike]) -> list[Alike]:
    """Each group once, by what is most alike of it."""
    ordered = sorted(found, key=lambda one: (-one.likeness.strength, one.likeness.slips, one.group.pk))
    return list({one.group.pk: one for one in reversed(ordered)}.values())[::-1]


def pairs_within(path: str) -> list[Pair]:
    """The pairs of standing groups under a path that may be one, the likeliest first; two queries.

    The work grows with the groups and with what they share, not with the square of their number.
    """
    rows = Group.objects.within(path).standing().order_by("pk")
    columns = ("pk", "name_stem", "kind", "village_id", "phone_digits")
    groups = [Traits(*row) for row in rows.values_list(*columns).iterator()]
    apart = set(Apart.objects.filter(one__in=Group.objects.within(path)).values_list("one", "other"))
    found = (
        Pair(one.number, other.number, how)
        for one, other in _sharing(groups)
        if one.number and other.number and (how := likeness(one, other)).strength
    )
    told = [pair for pair in found if (pair.one, pair.other) not in apart]
    return sorted(told, key=lambda pair: (-pair.likeness.strength, pair.one, pair.other))


def alike_rows(rows: Sequence[Traits]) -> list[tuple[int, int, Likeness]]:
    """The pairs of these, none of which is registered, that may be one: their numbers, the earlier first, and why."""
    found = [(one, other, likeness(one, other)) for one, other in _sharing(rows)]
    return sorted((one.number or 0, other.number or 0, how) for one, other, how in found if how.strength)


def _sharing(groups: Sequence[Traits]) -> Collection[tuple[Traits, Traits]]:
    """The pairs worth comparing, each once: of one name in a sub-district, of one telephone, of one village.

    In a crowded village they are those that stand together when sorted by their names, read from either end.
    """
    by_end = sorted(groups, key=lambda one: one.stem[::-1])
    return dict.fromkeys(
        (one, other) if (one.number or 0) < (other.number or 0) else (other, one)
        for bucket in (
            *_shared(groups, lambda one: (one.subdistrict, one.stem)),
            *_shared([one for one in groups if one.phone], lambda one: (one.phone,)),
            *_shared(sorted(groups, key=lambda one: one.stem), lambda one: (one.village,)),
            *_shared(by_end, lambda one: (one.village,)),
        )
        for place, one in enumerate(bucket)
        for other in bucket[place + 1 : place + FEW]
    )


def _shared(groups: Iterable[Traits], key: Callable[[Traits], tuple[str, ...]]) -> Iterable[list[Traits]]:
    buckets: dict[tuple[str, ...], list[Traits]] = defaultdict(list)
    for one in groups:
        buckets[key(one)].append(one)
    return buckets.values()


def survivor_of(group: Group) -> Group | None:
    """The group that stands for this one, where it is joined into another."""
    return _survivors([group]).get(group.pk)


def family_of(group: Group) -> list[int]:
    """The ids of a standing group and of those joined into it, its own first."""
    joined = Merge.objects.standing().filter(into=group).order_by("pk").values_list("group", flat=True)
    return [group.pk, *joined]


STRENGTHS = {
    Strength.LIKELY: gettext_lazy("น่าจะเป็นกลุ่มเดียวกัน"),
    Strength.POSSIBLE: gettext_lazy("อาจเป็นกลุ่มเดียวกัน"),
}
REASONS = {
    Reason.SAME_NAME: gettext_lazy("ชื่อเดียวกัน"),
    Reason.NEAR_NAME: gettext_lazy("ชื่อสะกดต่างกัน {slips} ตัวอักษร"),
    Reason.SAME_PHONE: gettext_lazy("โทรศัพท์หมายเลขเดียวกัน"),
    Reason.SAME_VILLAGE: gettext_lazy("หมู่บ้านเดียวกัน"),
    Reason.SAME_SUBDISTRICT: gettext_lazy("ตำบลเดียวกัน"),
    Reason.OTHER_KIND: gettext_lazy("แต่คนละชนิดกลุ่ม"),
}


def in_words(how: Likeness) -> str:
    """How likely two groups are one and why, in one line."""
    why = " · ".join(str(REASONS[reason]).format(slips=how.slips) for reason in how.reasons)
    return f"{STRENGTHS[how.strength]}: {why}"
