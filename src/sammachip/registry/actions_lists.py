"""A group's products, markets and leaders: told by a form or on the group's page, each row kept under its number."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.core.retold import Retold, Row, Said, retell
from sammachip.core.verdict import Refused, require
from sammachip.org.hats import Actor
from sammachip.org.models import Person
from sammachip.registry.actions import Changes, Saying, lock_group, move_on
from sammachip.registry.models import LISTS, Group, GroupRow
from sammachip.registry.queries import (
    known_at,
    known_now,
    row_field,
    row_list,
    row_number,
    row_typed,
    rows_at,
    rows_of,
    same,
    typed,
)
from sammachip.registry.rules_personal import may_correct_list
from sammachip.registry.rules_values import may_be_said
from sammachip.trail import clock


@dataclass(frozen=True, slots=True)
class Telling:
    """Who tells a list: the columns they were asked, the version they were shown, by which source, on which day.

    `beside` is what the same form says of the group in words; `answered` and `doubtful` are as `core.retold` has them.
    """

    columns: Collection[str]
    shown: int
    source: str
    said_on: date
    said_by: Person | None = None
    beside: Row | None = None
    answered: Mapping[int, Row] | None = None
    doubtful: Collection[int] = ()

    @property
    def saying(self) -> Saying:
        return Saying(self.source, self.said_on, self.said_by)


@transaction.atomic
def keep_list(group: Group, name: str, rows: Iterable[Row], telling: Telling, *, actor: Actor) -> Retold:
    """Keep the list `name` of the group as it is told; gives back what that comes to, with what a person must decide.

    A row is known again by what names it, else by its `id` (`GroupRow.ref`). What the rows come to in words
    (`GroupRow.words`) becomes the group's own text, unless the same form says that text otherwise. Raises Refused when
    a row breaks a rule of its table.
    """
    group = lock_group(group)
    require(may_be_said({"said_on": telling.said_on}, clock.today()))
    now = {row.pk: row for row in rows_of(group, name)}
    model = LISTS[name]
    retold = retell(
        [_said(model, row, telling.columns) for row in rows],
        shown=rows_at(group, name, telling.shown, now.values()),
        known={number: row.told for number, row in now.items()},
        name=model.key_of,
        answered=telling.answered,
        doubtful=telling.doubtful,
    )
    before = model.words(now.values())
    if changes := write_rows(group, name, now, retold):
        after = model.words(rows_of(group, name))
        words = {} if after == before else _words(group, after, telling)
        columns = {column: new for column, (_old, new) in words.items()}
        move_on(group, {**changes, **words}, columns, telling.saying, actor=actor)
    return retold


@transaction.atomic
def tell_list(group: Group, name: str, rows: Iterable[Row], telling: Telling, *, actor: Actor) -> Retold:
    """Keep the list as an officer tells it whole. Raises Stale when the group is no longer as they were shown it."""
    require(may_correct_list(actor, group, name))
    group = lock_group(group, seen=telling.shown)
    return keep_list(group, name, rows, telling, actor=actor)


@transaction.atomic
def change_row(group: Group, field: str, told: Row, saying: Saying, *, actor: Actor) -> None:
    """Let one row of the locked group say what a person decided."""
    name, number = row_list(field), row_number(field)
    now = {row.pk: row for row in rows_of(group, name)}
    changes = write_rows(group, name, now, Retold(changed={number: told}))
    move_on(group, changes, {}, saying, actor=actor)


def _said(model: type[GroupRow], row: Row, columns: Collection[str]) -> Said:
    """The asked cells of a told row, blanks included, and the number its `id` names."""
    kind, _dash, number = str(row.get("id") or "").rpartition("-")
    whole = row_typed(model, row)
    own = kind == model._meta.model_name and number.isdecimal()
    return Said(int(number) if own else None, {column: whole[column] for column in columns})


def write_rows(group: Group, name: str, now: Mapping[int, GroupRow], retold: Retold) -> Changes:
    """Write the rows; gives back each as a fact tells it. What ends goes first, so that nothing stands twice."""
    model = LISTS[name]
    was = {number: row.told for number, row in now.items()}
    for number, told in retold.changed.items():
        _set(now[number], told)
    added = [_set(model(group=group), {**model().told, **told}) for told in retold.added]
    standing = [row for number, row in now.items() if number not in retold.ended] + added
    model.agree(standing, [*(now[number] for number in retold.changed), *added])
    model.objects.filter(pk__in=retold.ended).update(ended_at=clock.now())
    changed = [row for row in standing if row.pk and row.told != was[row.pk]]
    for row in sorted(changed + added, key=model.last_to_write):
        _save(name, row)
    return {
        **{row_field(name, number): (was[number], None) for number in retold.ended},
        **{row_field(name, row.pk): (was.get(row.pk), row.told) for row in changed + added},
    }


def _set(row: GroupRow, told: Row) -> GroupRow:
    for column, cell in told.items():
        setattr(row, column, cell)
    row.key = row.key_of(row.told)
    return row


def _save(name: str, row: GroupRow) -> None:
    told = _("รายการ «{row}»: {reason}")
    if not (verdict := may_be_said(row.told, clock.today(), name)):
        raise Refused(told.format(row=row, reason=verdict.reason))
    try:
        row.full_clean()
    except ValidationError as error:
        raise Refused(told.format(row=row, reason=" ".join(error.messages))) from error
    row.save()


def _words(group: Group, told: Row, telling: Telling) -> Changes:
    """The group's own text that follows its rows; what the same form changed in words stands as it is written."""
    known, shown = known_now(group), known_at(group, telling.shown)
    written = {
        field
        for field, value in (telling.beside or {}).items()
        if field in known and value is not None and not same(typed(field, value), shown[field])
    }
    return {
        field: (known[field], value)
        for field, value in told.items()
        if field not in written and not same(known[field], value)
    }
