"""Groups that look alike: found, told apart, joined by a pointer, and a join taken back."""

from datetime import datetime
from typing import Annotated, Any

from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field

from sammachip.api.ground import Call, acts, all_of, first, reads
from sammachip.api.words import Id, PageAsked, Reason, ReasonSaid, Said, Told
from sammachip.core.likeness import Likeness, Strength
from sammachip.core.likeness import Reason as Trait
from sammachip.core.verdict import require
from sammachip.registry import actions_doubles as actions
from sammachip.registry.doubles import alike, pairs_within, traits_of
from sammachip.registry.models import Group, Merge
from sammachip.registry.rules import may_register

router = Router(tags=["groups"])


class LikenessTold(Told):
    """How likely two groups are one, and why; `slips` is by how many letters their names differ."""

    is_likely: bool
    reasons: list[Trait]
    slips: int


class AlikeTold(LikenessTold):
    """A group that may be the one asked about; `through` is the one joined into it that is alike, if that is so."""

    group: int
    name: str
    through: int | None


class AlikesTold(Told):
    items: list[AlikeTold]


class PairTold(LikenessTold):
    one: int
    other: int


class PairsTold(Told):
    items: list[PairTold]
    next: int | None


class PairsAsked(PageAsked):
    """Which part of the pairs, the likeliest first: `limit` of them after so many."""


class MergeSaid(Said):
    """The group that stands for both from now on; each as its version was last read."""

    into: Id
    reason: Reason
    seen: Annotated[int, Field(ge=1)]
    seen_into: Annotated[int, Field(ge=1)]


class ApartSaid(Said):
    """Groups that are others than this one, and why."""

    others: Annotated[list[Id], Field(min_length=1, max_length=200)]
    reason: Reason


class MergeTold(Told):
    """A join: `stands` until it is undone; no row of either group moves."""

    group: int
    into: int
    reason: str
    merged_by: str
    merged_as: str
    merged_at: datetime
    stands: bool
    undone_reason: str
    undone_by: str | None
    undone_at: datetime | None


class ApartTold(Told):
    """The pairs newly told apart; those answered before keep their first answer."""

    items: list[tuple[int, int]]


def how_told(how: Likeness) -> dict[str, Any]:  # the fields of LikenessTold
    return LikenessTold(
        is_likely=how.strength is Strength.LIKELY, reasons=list(how.reasons), slips=how.slips
    ).model_dump()


def merge_told(made: Merge) -> MergeTold:
    return MergeTold(
        group=made.group_id,
        into=made.into_id,
        reason=made.reason,
        merged_by=made.merged_by.name,
        merged_as=made.merged_as,
        merged_at=made.merged_at,
        stands=made.stands,
        undone_reason=made.undone_reason,
        undone_by=made.undone_by.name if made.undone_by else None,
        undone_at=made.undone_at,
    )


def a_group(request: Call, pk: int) -> Group:
    return get_object_or_404(Group.objects.visible_to(request.auth.actor), pk=pk)


@reads(router, "/doubles")
def doubles(request: Call, asked: Query[PairsAsked]) -> PairsTold:
    """The pairs of the own area's groups that may be one, the likeliest first."""
    office = request.auth.actor.office
    require(may_register(request.auth.actor, office.path))
    pairs = pairs_within(office.path)
    end = asked.after + asked.limit
    return PairsTold(
        items=[
            PairTold(one=pair.one, other=pair.other, **how_told(pair.likeness))
            for pair in pairs[asked.after : end]
        ],
        next=end if len(pairs) > end else None,
    )


@reads(router, "/groups/{pk}/doubles")
def group_doubles(request: Call, pk: Id) -> AlikesTold:
    """The groups of the own area that may be this one, the likeliest first."""
    group = a_group(request, pk)
    require(may_register(request.auth.actor, group.path))
    found = alike(traits_of(group), actor=request.auth.actor)
    return AlikesTold(
        items=[
            AlikeTold(
                group=one.group.pk,
                name=one.group.name,
                through=one.through.pk if one.through else None,
                **how_told(one.likeness),
            )
            for one in found
        ]
    )


@acts(router, "/groups/{pk}/merge", may=first(may_register, a_group, "path"))
def merge_group(request: Call, pk: Id, said: MergeSaid) -> MergeTold:
    """Join this group into another by a pointer that can be undone."""
    group, into = a_group(request, pk), a_group(request, said.into)
    seen = (said.seen, said.seen_into)
    return merge_told(
        actions.merge_group(group, into, reason=said.reason, seen=seen, actor=request.auth.actor)
    )


@acts(router, "/groups/{pk}/merge/undo", may=first(may_register, a_group, "path"))
def undo_merge(request: Call, pk: Id, said: ReasonSaid) -> MergeTold:
    """Let this joined group stand for itself again."""
    made = get_object_or_404(Merge.objects.standing(), group=a_group(request, pk))
    return merge_told(actions.undo_merge(made, reason=said.reason, actor=request.auth.actor))


@acts(router, "/groups/{pk}/apart", may=first(may_register, a_group, "path"))
def keep_groups_apart(request: Call, pk: Id, said: ApartSaid) -> ApartTold:
    """Say that this group is none of the others, which is not asked again."""
    group = a_group(request, pk)
    others = all_of(Group.objects.visible_to(request.auth.actor), list(dict.fromkeys(said.others)))
    made = actions.keep_apart(group, others, reason=said.reason, actor=request.auth.actor)
    return ApartTold(items=[(one.one_id, one.other_id) for one in made])
