"""Reads worth a name: what the registry knew of a group at an earlier version, and who keeps it."""

from collections.abc import Mapping

from sammachip.core.area import Level, code_on
from sammachip.org.hats import DISTRICT_OFFICERS
from sammachip.org.queries import holders
from sammachip.registry.models import Fact, Group
from sammachip.trail import clock

LEARNABLE = (
    "name",
    "kind",
    "product",
    "occupation_kind",
    "members_count",
    "sale_places",
    "otop_registered",
    "chair_name",
    "phone",
)
"""The columns of a group that are learned, in the order they are read."""
PERSONAL = ("chair_name", "phone")
"""Those of them that tell of a villager."""


def known_now(group: Group) -> dict[str, object]:
    return {field: getattr(group, field) for field in LEARNABLE}


def known_at(group: Group, version: int) -> dict[str, object]:
    """What the registry knew at this version: what it knows now with every later change taken back; one query."""
    known = known_now(group)
    later = Fact.objects.filter(group=group, version__gt=version).order_by("-version", "-pk")
    return known | {fact.field: fact.before for fact in later}


def learned_since(group: Group, version: int) -> Mapping[str, Fact]:
    """By field, the newest fact by which the registry came to differ from what it knew at this version; two queries."""
    before = known_at(group, version)
    moved = [field for field, value in known_now(group).items() if not same(value, before[field])]
    facts = Fact.objects.filter(group=group, field__in=moved, version__gt=version).select_related("said_by")
    return {fact.field: fact for fact in facts.order_by("version", "pk")}


def same(one: object, other: object) -> bool:
    """Whether two values of a column tell the same: what is not known is None in one place and empty in another."""
    return (None if one == "" else one) == (None if other == "" else other)


def registrars_of(group: Group) -> list[int]:
    """Those of the group's own district who may register it."""
    district = code_on(group.path, Level.DISTRICT)
    return [one.pk for role in DISTRICT_OFFICERS for one in holders(role, district, clock.today())]
