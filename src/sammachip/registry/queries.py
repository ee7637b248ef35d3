"""Reads worth a name: what the registry knew of a group at an earlier version, and who keeps it."""

from collections.abc import Collection, Iterable, Mapping

from django.db.models import CharField, Q
from django.db.models import Field as Column

from sammachip.core.area import Level, code_on
from sammachip.core.thainum import tidy
from sammachip.org.hats import DISTRICT_OFFICERS
from sammachip.org.queries import holders
from sammachip.registry.models import LISTS, Fact, Group, GroupRow, OccupationKind, Product
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
    "line_id",
    "facebook",
    "founded_on",
    "otop_number",
    "otop_year",
    "latitude",
    "longitude",
    "located_by",
)
"""The columns of a group that are learned, in the order they are read."""
ACTIVITY = ("activity", "activity_on", "activity_reason")
"""Those that are decided in one: whether the group works, and if not, since when and why."""
PERSONAL = ("chair_name", "phone", "line_id", "committee", "members")
"""The columns, and the lists, that tell of a villager."""
ROW_MARK = ":"
"""A fact of a row names its list and its number: `products:12`."""


def one_occupation(groups: Collection[int]) -> OccupationKind | None:
    """The one kind of occupation of all that these groups, which are one, are known to make; None where the registry does
    not say, or says of several: that proves nothing of who does what. Two queries, or none.
    """
    if not groups:
        return None
    said = Group.objects.filter(pk__in=groups).values_list("occupation_kind", flat=True)
    made = Product.objects.current().filter(group__in=groups)
    of_products = {str(row.told["occupation_kind"]) for row in made}
    kinds = {*said.order_by(), *of_products} - {""}
    return OccupationKind(kinds.pop()) if len(kinds) == 1 and "" not in of_products else None


def known_now(group: Group) -> dict[str, object]:
    return {field: getattr(group, field) for field in LEARNABLE}


def odd_phones(path: str) -> frozenset[str]:
    """Telephones under a path that are held although they are no numbers, as a sheet's cell reads."""
    kept = Group.objects.within(path).filter(phone_digits="").exclude(phone="").order_by()
    return frozenset(tidy(phone) for phone in kept.values_list("phone", flat=True))


def typed(field: str, value: object) -> object:
    """A value of a column as Python holds it, whatever a fact or a program wrote it as."""
    column = Group._meta.get_field(field)
    assert isinstance(column, Column), field
    return column.to_python(value)


def known_at(group: Group, version: int) -> dict[str, object]:
    """What the registry knew at this version: what it knows now with every later change taken back; one query."""
    known = known_now(group)
    later = Fact.objects.filter(group=group, version__gt=version, field__in=LEARNABLE)
    return known | {fact.field: typed(fact.field, fact.before) for fact in later.order_by("-version", "-pk")}


def row_field(name: str, number: int | str) -> str:
    """How facts name a row of a list; without a number, what those of the whole list begin with."""
    return f"{name}{ROW_MARK}{number}"


def row_list(field: str) -> str:
    """The list of a row, by the name its facts carry; of a column, its own name."""
    return field.partition(ROW_MARK)[0]


def row_number(field: str) -> int:
    return int(field.partition(ROW_MARK)[2])


def is_row(field: str) -> bool:
    return ROW_MARK in field


def is_personal(field: str) -> bool:
    """Whether a fact of this field, or of this row of a list, tells of a villager."""
    return row_list(field) in PERSONAL


def may_name_somebody(field: str) -> bool:
    """Whether what a fact of this field says may hold somebody's name: of an event it could never be erased."""
    if is_personal(field) or is_row(field):
        return True
    column = Group._meta.get_field(field)
    return isinstance(column, CharField) and not column.choices and field != "name"


def rows_in(names: Iterable[str]) -> Q:
    """The facts of any row of these lists."""
    return Q(*(Q(field__startswith=row_field(name, "")) for name in names), _connector=Q.OR)


def rows_of(group: Group, name: str) -> list[GroupRow]:
    """The rows of one of its lists that have not ended, in the order they are read."""
    return list(LISTS[name].objects.current().filter(group=group))


def rows_at(group: Group, name: str, version: int, now: Iterable[GroupRow]) -> dict[int, dict[str, object]]:
    """The rows of a list at this version, by number: those of now with every later change taken back; one query."""
    known = {row.pk: row.told for row in now}
    later = Fact.objects.filter(group=group, version__gt=version, field__startswith=row_field(name, ""))
    for fact in later.order_by("-version", "-pk"):
        number = row_number(fact.field)
        known.pop(number, None)
        if isinstance(fact.before, dict):
            known[number] = row_typed(LISTS[name], fact.before)
    return known


def rows_since(group: Group, version: int) -> list[Fact]:
    """What was said of the rows of its lists since this version, in the order it was said; one query."""
    said = Fact.objects.filter(rows_in(LISTS), group=group, version__gt=version)
    return list(said.select_related("said_by").order_by("version", "pk"))


def row_typed(model: type[GroupRow], told: Mapping[str, object]) -> dict[str, object]:
    """A told row with every column its kind of row has, as Python holds it; what is not told is blank."""
    row = model()
    for column in model.TOLD:
        field = model._meta.get_field(column)
        assert isinstance(field, Column), column
        if (value := told.get(column)) not in (None, ""):
            setattr(row, column, sorted(value) if isinstance(value, list) else field.to_python(value))
    return row.told


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
