"""The registry of groups: who they are, what was said of them, and registering one."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Literal

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import Field, JsonValue

from sammachip.api.ground import Call, acts, alone, first, narrowed, reads, window
from sammachip.api.problems import BadInput, Detail
from sammachip.api.words import AreaCode, Day, Id, Line, Name, PageAsked, Reason, Said, Short, Told
from sammachip.core.reading import Unreadable
from sammachip.core.verdict import require
from sammachip.org.models import Area, AreaLevel
from sammachip.registry import actions
from sammachip.registry.actions_differences import settle
from sammachip.registry.actions_doubles import keep_apart
from sammachip.registry.doubles import alike, family_of, survivor_of, traits_at_entry
from sammachip.registry.models import (
    Activity,
    Difference,
    DifferenceQuerySet,
    Group,
    GroupKind,
    OccupationKind,
    OtopCategory,
    Settlement,
    Stands,
    Village,
)
from sammachip.registry.phones import typed_phone
from sammachip.registry.queries import PERSONAL, is_personal, rows_in
from sammachip.registry.rules import may_register, sees_personal
from sammachip.registry.rules_personal import phones_kept, phones_kept_of
from sammachip.registry.rules_values import MOST_PERSONS, faults_in, label_of
from sammachip.trail import clock
from sammachip.trail.spoken import worded

router = Router(tags=["groups"])
SOURCE = "api"


class GroupTold(Told):
    """A group as it is known today. Names and phones of villagers are null for whoever does not work with them."""

    id: int
    name: str
    kind: str
    village: str
    moo: int
    village_name: str
    area: str
    path: str
    product: str
    occupation_kind: str
    members_count: int | None
    sale_places: str
    otop_registered: bool | None
    chair_name: str | None
    phone: str | None
    line_id: str | None
    facebook: str
    founded_on: date | None
    otop_number: str
    otop_year: int | None
    latitude: float | None
    longitude: float | None
    located_by: str
    activity: Activity
    activity_on: date | None
    activity_reason: str
    version: int


class GroupsTold(Told):
    items: list[GroupTold]
    next: int | None


class FactTold(Told):
    """One thing said of a group: the value, who said it, from where, when."""

    field: str
    value: JsonValue
    version: int
    source: str
    said_on: date


class GroupWhole(GroupTold):
    """`merged_into`: the group that stands for this one; `joined`: those for which this one stands. Each keeps its own
    facts and cases."""

    facts: list[FactTold]
    cases: list[int]
    merged_into: int | None
    joined: list[int]


class GroupsAsked(PageAsked):
    """Narrowed by place (the code of a province down to a village), name, and what is known or lacking."""

    area: Annotated[str, Field(pattern=r"^\d{2}(\d{2}(\d{2}(\d{2})?)?)?$")] | None = None
    name: Name | None = None
    occupation_kind: OccupationKind | None = None
    otop_category: OtopCategory | None = None
    activity: Activity | None = None
    lacks: Literal["phone", "spot"] | None = None


Members = Annotated[int, Field(json_schema_extra={"minimum": 1, "maximum": MOST_PERSONS})]
"""What a program may say is told here; what it may not, the registry's own rule answers in its sentence."""


class GroupSaid(Said):
    """`told_apart`: the groups of the registry that look like this one and are others, `another_because` the reason."""

    area: AreaCode
    moo: Annotated[int, Field(ge=1, le=99)]
    village_name: Annotated[Name, Field(max_length=80)]
    name: Name
    kind: GroupKind = GroupKind.OCCUPATIONAL
    product: Annotated[Line, Field(max_length=200)] = ""
    occupation_kind: Literal["farming", "processing", "tourism", "other", ""] = ""
    members_count: Members | None = None
    sale_places: Annotated[Line, Field(max_length=200)] = ""
    otop_registered: bool | None = None
    chair_name: Annotated[Line, Field(max_length=160)] = ""
    phone: Annotated[Short, Field(max_length=40)] = ""
    said_on: Day | None = None
    told_apart: Annotated[list[Id], Field(max_length=200)] = []
    another_because: Line = ""


class DifferencesAsked(PageAsked):
    """Those that wait for a person, or all; of one group, or of every group the caller sees."""

    group: Id | None = None
    which: Literal["open", "all"] = "open"


class SettlementTold(Told):
    """Which value stands, who decided so, and why."""

    stands: str
    reason: str
    decided_by: str
    decided_as: str
    decided_at: datetime


class DifferenceTold(Told):
    """A filing says one thing of a group, the registry learned another since `shown`. Names and phones of villagers are
    null for whoever does not work with them."""

    id: int
    group: int
    group_version: int
    field: str
    said: JsonValue
    said_source: str
    said_on: date
    shown: JsonValue
    shown_version: int
    known: JsonValue
    known_source: str
    known_on: date
    settlement: SettlementTold | None


class DifferencesTold(Told):
    items: list[DifferenceTold]
    next: int | None


class SettleSaid(Said):
    """The decision on version `seen` of the group."""

    stands: Literal["said", "known"]
    reason: Reason
    seen: Annotated[int, Field(ge=1)]


PLACED = {"area", "moo", "village_name", "name", "kind", "said_on", "told_apart", "another_because"}


def _degrees(value: Decimal | None) -> float | None:
    """A number in JSON, as every map reads it."""
    return None if value is None else float(value)


def group_told(request: Call, group: Group, kept: Collection[str]) -> GroupTold:
    """The group for this caller; `kept` names the telephones that stay with its district."""
    whole = sees_personal(request.auth.actor, group.path)
    return GroupTold(
        id=group.pk,
        name=group.name,
        kind=group.kind,
        village=group.village_id,
        moo=group.village.moo,
        village_name=group.village.name,
        area=group.village.area_id,
        path=group.path,
        product=group.product,
        occupation_kind=group.occupation_kind,
        members_count=group.members_count,
        sale_places=group.sale_places,
        otop_registered=group.otop_registered,
        chair_name=group.chair_name if whole else None,
        phone=group.phone if whole and "phone" not in kept else None,
        line_id=group.line_id if whole else None,
        facebook=group.facebook,
        founded_on=group.founded_on,
        otop_number=group.otop_number,
        otop_year=group.otop_year,
        latitude=_degrees(group.latitude),
        longitude=_degrees(group.longitude),
        located_by=group.located_by,
        activity=Activity(group.activity),
        activity_on=group.activity_on,
        activity_reason=group.activity_reason,
        version=group.version,
    )


def group_whole(request: Call, group: Group) -> GroupWhole:
    kept = phones_kept(request.auth.actor, group)
    told = group.facts.exclude(field__in=kept).order_by("-version", "field", "pk")
    if not sees_personal(request.auth.actor, group.path):
        told = told.exclude(Q(field__in=PERSONAL) | rows_in(PERSONAL))
    return GroupWhole(
        **group_told(request, group, kept).model_dump(),
        facts=[
            FactTold(
                field=one.field, value=one.value, version=one.version, source=one.source, said_on=one.said_on
            )
            for one in told[:200]
        ],
        cases=list(group.cases.order_by("pk").values_list("pk", flat=True)),
        merged_into=into.pk if (into := survivor_of(group)) else None,
        joined=family_of(group)[1:],
    )


@reads(router, "/groups")
def groups(request: Call, asked: Query[GroupsAsked]) -> GroupsTold:
    """The groups the caller sees, of one area or of a name however it is spelt; those joined into another are not told."""
    rows = Group.objects.visible_to(request.auth.actor).standing().select_related("village")
    if asked.area:
        rows = rows.at_place(asked.area)
    if asked.name:
        rows = rows.named_like(asked.name)
    if asked.otop_category:
        rows = rows.with_category(asked.otop_category)
    if asked.lacks:
        rows = rows.lacking(asked.lacks)
    rows = narrowed(rows, occupation_kind=asked.occupation_kind, activity=asked.activity)
    shown, after = window(rows, asked)
    kept = phones_kept_of(request.auth.actor, shown)
    items = [group_told(request, one, kept.get(one.pk, ())) for one in shown]
    return GroupsTold(items=items, next=after)


@reads(router, "/groups/{pk}")
def group(request: Call, pk: Id) -> GroupWhole:
    """One group, what was said of it, and its cases."""
    rows = Group.objects.visible_to(request.auth.actor).select_related("village")
    return group_whole(request, get_object_or_404(rows, pk=pk))


@acts(router, "/groups", may=alone(may_register, "office.path"))
def register_group(request: Call, said: GroupSaid) -> GroupWhole:
    """Register a group in its village; one that looks like others is registered only with the word that it is another."""
    area = get_object_or_404(Area, code=said.area, level=AreaLevel.SUBDISTRICT)
    require(may_register(request.auth.actor, area.path))  # before a double of another's area is named
    require_possible(said.model_dump())
    said.phone = phone_told(said.phone)
    village = actions.place_village(area, moo=said.moo, name=said.village_name)
    actions.refuse_double(village, said.name, said.kind)
    others = told_apart(request, village, said)
    made = actions.register_group(
        village,
        name=said.name,
        kind=said.kind,
        said={key: value for key, value in said.model_dump().items() if key not in PLACED},
        source=SOURCE,
        said_on=said.said_on or clock.today(),
        actor=request.auth.actor,
    )
    if others:
        keep_apart(made, others, reason=said.another_because, actor=request.auth.actor)
    return group_whole(request, made)


def require_possible(said: Mapping[str, object], named: Mapping[str, str] = MappingProxyType({})) -> None:
    """Raises BadInput with a line for each value that cannot be true; `named` says what the caller calls a column."""
    lines = [
        Detail(field=named.get(key, key), value=str(said[key]), message=f"«{label_of(key)}»: {why}")
        for key, why in faults_in(said, clock.today())
    ]
    if lines:
        raise BadInput(lines, "impossible")


def phone_told(given: str) -> str:
    """The telephone by its digits. Raises BadInput for what is no number."""
    try:
        return typed_phone(given)
    except Unreadable as error:
        line = Detail(field="phone", value=given, message=worded(error.reason))
        raise BadInput([line], "impossible") from error


def told_apart(request: Call, village: Village, said: GroupSaid) -> list[Group]:
    """The groups that look like the one to be registered, of each of which the caller says that it is another.

    Raises BadInput, with a line for each, where one of them is not told apart or no reason is given.
    """
    asked = traits_at_entry(village.pk, name=said.name, kind=said.kind, phone=said.phone)
    found = alike(asked, actor=request.auth.actor)
    if said.another_because.strip() and {one.group.pk for one in found} <= set(said.told_apart):
        return [one.group for one in found]
    sentence = _("ทะเบียนมี «{name}» ({village}) ที่คล้ายกัน — ใช้กลุ่มนั้น หรือระบุเหตุผลที่เป็นคนละกลุ่ม")
    if found:
        lines = [
            (str(one.group.pk), sentence.format(name=one.group.name, village=one.group.village))
            for one in found
        ]
        raise BadInput(
            [Detail(field="told_apart", value=pk, message=line) for pk, line in lines], "looks-like"
        )
    return []


def difference_told(request: Call, one: Difference, kept: Collection[str]) -> DifferenceTold:
    """The question for this caller; `kept` names the telephones that stay with the group's district."""
    seen = sees_personal(request.auth.actor, one.group.path) and one.field not in kept
    masked = is_personal(one.field) and not seen
    return DifferenceTold(
        id=one.pk,
        group=one.group_id,
        group_version=one.group.version,
        field=one.field,
        said=None if masked else one.said,
        said_source=one.source,
        said_on=one.said_on,
        shown=None if masked else one.shown,
        shown_version=one.shown_version,
        known=None if masked else one.fact.value,
        known_source=one.fact.source,
        known_on=one.fact.said_on,
        settlement=None if one.is_open else settlement_told(one.settlement),
    )


def settlement_told(made: Settlement) -> SettlementTold:
    return SettlementTold(
        stands=made.stands,
        reason=made.reason,
        decided_by=made.decided_by.name,
        decided_as=made.decided_as,
        decided_at=made.decided_at,
    )


def differences_seen(request: Call) -> DifferenceQuerySet:
    rows = Difference.objects.visible_to(request.auth.actor)
    return rows.select_related("group", "fact", "settlement__decided_by")


def a_difference(request: Call, pk: int) -> DifferenceTold:
    found = get_object_or_404(differences_seen(request), pk=pk)
    return difference_told(request, found, phones_kept(request.auth.actor, found.group))


@reads(router, "/differences")
def differences(request: Call, asked: Query[DifferencesAsked]) -> DifferencesTold:
    """Where a filing and the registry do not agree, within the caller's sight."""
    rows = differences_seen(request)
    rows = rows.unsettled() if asked.which == "open" else rows
    shown, after = window(narrowed(rows, group=asked.group), asked)
    kept = phones_kept_of(request.auth.actor, [one.group for one in shown])
    items = [difference_told(request, one, kept.get(one.group_id, ())) for one in shown]
    return DifferencesTold(items=items, next=after)


@reads(router, "/differences/{pk}")
def difference(request: Call, pk: Id) -> DifferenceTold:
    """One of them: both values with their sources, and the decision where there is one."""
    return a_difference(request, pk)


def _an_open_difference(request: Call, pk: int) -> Difference:
    return get_object_or_404(differences_seen(request), pk=pk)


@acts(router, "/differences/{pk}/settle", may=first(may_register, _an_open_difference, "group.path"))
def settle_difference(request: Call, pk: Id, said: SettleSaid) -> DifferenceTold:
    """Decide which value stands, with the reason."""
    found = _an_open_difference(request, pk)
    settle(found, stands=Stands(said.stands), reason=said.reason, seen=said.seen, actor=request.auth.actor)
    return a_difference(request, pk)
