"""One person's data is erased wherever it was typed: a decided request asks for it, and every room erases its own.

What stays by law is counted, not touched: papers that were issued, words of those who signed, events, money's evidence.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.db.models import F, Q

from sammachip.core.area import ancestors
from sammachip.core.erasing import ERASED, Erasure, erasure
from sammachip.org.hats import Actor
from sammachip.org.queries import offices_over
from sammachip.records.actions_erasing import erase_in_records
from sammachip.registry.actions import Changes, Saying, lock_group, move_on
from sammachip.registry.actions_differences import withdraw
from sammachip.registry.doubles import family_of
from sammachip.registry.keys import keys_of
from sammachip.registry.models import (
    LISTS,
    Apart,
    Difference,
    Fact,
    Group,
    GroupRow,
    Income,
    Jobs,
    Merge,
    Partner,
    PersonalRequest,
    Settlement,
)
from sammachip.registry.personal import PEOPLE_LISTS, values_of
from sammachip.registry.queries import row_field
from sammachip.trail import clock
from sammachip.trail.actions_erasing import erase_in_notices, events_that_tell
from sammachip.trail.writes import erase_in

WORDS = (
    "chair_name",
    "phone",
    "line_id",
    "facebook",
    "product",
    "sale_places",
    "activity_reason",
)
"""The columns of a group in which somebody may be named; its own name is what it is called, and stays."""
NEVER_BLANK = ("activity_reason",)
"""Those that a rule of the table asks for: the mark stands in what was erased of them."""
SOURCE = "registry.personalrequest:"
"""How the source of a fact names the request by which a value left the registry."""
POST = "post"
"""The cell of a person's row that tells of the group, not of the person."""


@dataclass(frozen=True, slots=True)
class Erasing:
    """What is erased, and where: the group with those joined into it, the offices over it and what lies in them."""

    request: PersonalRequest
    erasure: Erasure
    groups: tuple[int, ...]
    path: str
    actor: Actor

    @property
    def offices(self) -> list[str]:
        """The codes of the offices over the group, from the department down."""
        return offices_over(self.path)

    @property
    def places(self) -> tuple[str, ...]:
        """The paths of those offices."""
        return ancestors(self.path)

    @property
    def source(self) -> str:
        return f"{SOURCE}{self.request.pk}"


Step = Callable[[Erasing], Mapping[str, int]]
_steps: list[Step] = []


def when_erasing(step: Step) -> None:
    """Let a higher room erase its own rows; it gives back how many it erased, and how many stay, by place."""
    _steps.append(step)


def erase_person(request: PersonalRequest, *, actor: Actor) -> dict[str, int]:
    """Erase what the request's person is known by, everywhere; gives back how many places held it and how many stay."""
    held = values_of(request)
    erasing = Erasing(
        request,
        erasure(names=held.names, phones=held.phones, words=held.words),
        tuple(family_of(request.group)),
        request.group.path,
        actor,
    )
    found: Counter[str] = Counter()
    for step in (_erase_in_registry, *_steps, _erase_below, _erase_in_requests):
        found.update(step(erasing))
    return {place: count for place, count in found.items() if count}


def _erase_in_registry(erasing: Erasing) -> dict[str, int]:
    history = _erase_in_history(erasing)
    groups = Group.objects.filter(pk__in=erasing.groups).order_by("pk")
    rows = sum(_erase_in_group(group, erasing) for group in groups)
    counts = [
        *erase_in(Income.objects.filter(group__in=erasing.groups), ["method"], erasing.erasure),
        *erase_in(Jobs.objects.filter(group__in=erasing.groups), ["method"], erasing.erasure),
    ]
    near = Partner.objects.filter(Q(path__in=erasing.places) | Q(path__startswith=erasing.path))
    partners = erase_in(near, ["name", "part", "contact"], erasing.erasure, instead=ERASED)
    return {
        "registry": rows + len(counts) + len(partners),
        "history": history,
        "events": _reasons_that_tell(erasing),
    }


def _reasons_that_tell(erasing: Erasing) -> int:
    """How many reasons of what officers decided of the group hold it: nobody changes them, as their events."""
    of = erasing.groups
    reasons = [
        *Merge.objects.filter(Q(group__in=of) | Q(into__in=of)).values_list("reason", "undone_reason"),
        *Apart.objects.filter(Q(one__in=of) | Q(other__in=of)).values_list("reason"),
        *Settlement.objects.filter(difference__group__in=of).values_list("reason"),
    ]
    return sum(erasing.erasure.tells_in(one) for one in reasons)


def _erase_in_history(erasing: Erasing) -> int:
    """In what was ever said of the group, and what two of them said differently; an open question is closed first."""
    asked = Difference.objects.filter(group__in=erasing.groups)
    for one in asked.unsettled().select_related("group"):
        if erasing.erasure.tells_in([one.said, one.shown]):
            withdraw(one, erasing.actor)
    facts = erase_in(Fact.objects.filter(group__in=erasing.groups), ["value", "before"], erasing.erasure)
    return len(facts) + len(erase_in(asked, ["said", "shown"], erasing.erasure))


def _erase_in_group(group: Group, erasing: Erasing) -> int:
    """In the group's own columns and the rows of its lists, as its next version; gives back how many."""
    group = lock_group(group)
    columns = {
        column: erasing.erasure.value(value, ERASED if column in NEVER_BLANK else "")
        for column in WORDS
        if erasing.erasure.tells_in(value := getattr(group, column))
    }
    rows = [field for name in LISTS for field in _erase_in_list(group, name, erasing)]
    if columns or rows:
        keys = keys_of(name=group.name, phone=str(columns.get("phone", group.phone)))
        changes: Changes = {
            **{column: (None, new) for column, new in columns.items()},
            **dict.fromkeys(rows, (None, None)),
        }
        saying = Saying(erasing.source, clock.today())
        move_on(group, changes, {**columns, **keys}, saying, actor=erasing.actor)
    return len(columns) + len(rows)


def _erase_in_list(group: Group, name: str, erasing: Erasing) -> Iterable[str]:
    """A person's row ends and loses all but the post; in any other row only the words go. Gives back their fields."""
    model = LISTS[name]
    for row in model.objects.filter(group=group).order_by("pk"):
        if name in PEOPLE_LISTS and erasing.erasure.tells_in(row.told["name"]):
            _end_person(group, name, row)
            yield row_field(name, row.pk)
        elif words := {
            column: erasing.erasure.value(value, "" if column != "name" else ERASED)
            for column, value in row.told.items()
            if isinstance(value, str) and erasing.erasure.tells_in(value)
        }:
            told = {**row.told, **words}
            model.objects.filter(pk=row.pk).update(**words, key=model.key_of(told))
            yield row_field(name, row.pk)


def _end_person(group: Group, name: str, row: GroupRow) -> None:
    """Let the row of a person end without what it told of them, and so each fact of it."""
    left = {column: None if _is_day(row, column) else "" for column in row.TOLD if column != POST}
    ended = row.ended_at or clock.now()
    LISTS[name].objects.filter(pk=row.pk).update(**left, key="", ended_at=ended)
    for fact in Fact.objects.filter(group=group, field=row_field(name, row.pk)):
        kept = [
            {POST: one.get(POST, "")} if isinstance(one, dict) else one for one in (fact.value, fact.before)
        ]
        Fact.objects.filter(pk=fact.pk).update(value=kept[0], before=kept[1], erased=F("erased") + 1)


def _is_day(row: GroupRow, column: str) -> bool:
    return isinstance(row._meta.get_field(column), models.DateField)


def _erase_below(erasing: Erasing) -> dict[str, int]:
    """In the rooms below: sheets as they were read, letters not yet issued, names of files, notices; and what stays."""
    records = erase_in_records(
        erasing.erasure, offices=erasing.offices, places=erasing.places, path=erasing.path
    )
    return {
        **records,
        "notices": erase_in_notices(erasing.erasure),
        "events": events_that_tell(erasing.erasure, chains=erasing.offices),
    }


def _erase_in_requests(erasing: Erasing) -> dict[str, int]:
    """In this request and earlier ones of the group: who asked is told by no name any more."""
    asked = PersonalRequest.objects.filter(group__in=erasing.groups)
    columns = ["name", "phone", "line_id", "asked", "reason"]
    return {"requests": len(erase_in(asked, columns, erasing.erasure, instead=ERASED))}
