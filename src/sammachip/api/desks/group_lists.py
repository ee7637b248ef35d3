"""What a group has several of, and whether it works: read, told whole, kept under the numbers of its rows."""

from collections.abc import Mapping
from typing import Annotated, Literal, cast

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field, JsonValue

from sammachip.api.desks.filings import errors_told
from sammachip.api.desks.registry import SOURCE, GroupWhole, group_whole, require_possible
from sammachip.api.ground import Call, acts, first, reads
from sammachip.api.problems import BadInput, Detail
from sammachip.api.words import Answers, Day, Id, Reason, Said, Told
from sammachip.cases.answering import coerce, missing
from sammachip.core.verdict import require
from sammachip.registry.actions import change_activity
from sammachip.registry.actions_lists import Telling, tell_list
from sammachip.registry.models import LISTS, Activity, Group
from sammachip.registry.queries import is_personal, row_field, rows_of
from sammachip.registry.questions import list_form
from sammachip.registry.rules import may_correct, sees_personal
from sammachip.registry.rules_personal import may_correct_list, phones_kept
from sammachip.trail import actions as trail
from sammachip.trail import clock

router = Router(tags=["groups"])
MOST_ROWS = max(model.MOST for model in LISTS.values())
ListName = Literal["products", "markets", "committee", "members"]
Version = Annotated[int, Field(ge=1, description="The version of the group the caller last read.")]


class GroupListTold(Told):
    """The rows of one list. Those that tell of villagers are null for whoever does not work with them."""

    version: int
    rows: list[dict[str, JsonValue]] | None


class GroupListSaid(Said):
    """The list whole. A row that carries its `id` stays the same one; one that is left out ends."""

    rows: Annotated[list[Answers], Field(max_length=MOST_ROWS)]
    seen: Version
    said_on: Day | None = None


class ActivitySaid(Said):
    """Whether the group works, rests or is dissolved; `on` is today where it is not said."""

    activity: Activity
    reason: Reason
    seen: Version
    on: Day | None = None


def a_group(request: Call, pk: int) -> Group:
    return get_object_or_404(Group.objects.visible_to(request.auth.actor).select_related("village"), pk=pk)


def list_told(request: Call, group: Group, name: str) -> GroupListTold:
    if is_personal(name) and not sees_personal(request.auth.actor, group.path):
        return GroupListTold(version=group.version, rows=None)
    kept = phones_kept(request.auth.actor, group) if is_personal(name) else ()
    rows = [
        {
            "id": row.ref,
            **cast("dict[str, JsonValue]", trail.plain(row.told)),
            **({"phone": None} if row_field(name, row.pk) in kept else {}),
        }
        for row in rows_of(group, name)
    ]
    return GroupListTold(version=group.version, rows=rows)


@reads(router, "/groups/{pk}/lists/{name}")
def group_list(request: Call, pk: Id, name: ListName) -> GroupListTold:
    """The products, the markets, the committee or the members of a group."""
    return list_told(request, a_group(request, pk), name)


@acts(router, "/groups/{pk}/lists/{name}", may=first(may_correct, a_group))
def tell_group_list(request: Call, pk: Id, name: ListName, said: GroupListSaid) -> GroupListTold:
    """Tell a list of the group whole; each change of a row is kept with who said it and when."""
    found = a_group(request, pk)
    require(may_correct_list(request.auth.actor, found, name))
    require_possible({"said_on": said.said_on})
    rows, columns = _sound_rows(name, said.rows)
    telling = Telling(columns, said.seen, SOURCE, said.said_on or clock.today())
    tell_list(found, name, rows, telling, actor=request.auth.actor)
    return list_told(request, a_group(request, pk), name)


def _sound_rows(name: str, rows: list[Answers]) -> tuple[list[Mapping[str, object]], list[str]]:
    """The rows as typed values, and the columns asked. Raises BadInput with every cell that is wrong or missing."""
    form = list_form(name, dated=False)
    answers = coerce(form, {name: rows})
    lacking = [
        Detail(field=one.key, value="", message=_("ยังไม่ได้ระบุ {label}").format(label=one.label))
        for one in missing(form, answers)
    ]
    if wrong := [*errors_told(answers.errors), *lacking]:
        raise BadInput(wrong, "bad-answers")
    told = answers.values.get(name)
    return told if isinstance(told, list) else [], [column.key for column in form.named(name).columns]


@acts(router, "/groups/{pk}/activity", may=first(may_correct, a_group))
def say_activity(request: Call, pk: Id, said: ActivitySaid) -> GroupWhole:
    """Say that a group works, rests or is dissolved, since when and why."""
    found = a_group(request, pk)
    days = {"founded_on": found.founded_on, "activity_on": said.on}
    require_possible(days, {"activity_on": "on"})
    change_activity(
        found,
        said.activity,
        on=said.on,
        reason=said.reason,
        seen=said.seen,
        source=SOURCE,
        actor=request.auth.actor,
    )
    return group_whole(request, a_group(request, pk))
