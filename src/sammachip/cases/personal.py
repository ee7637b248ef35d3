"""What a filing tells of villagers, masked at the edge for those who do not work with them.

A field is personal when its form says so; the names and telephones a form asks for are, unless it says they are an
officer's. Rows keep everything: what is masked is only what is given out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto

from django.utils.translation import gettext as _

from sammachip.cases import rules
from sammachip.cases.models import Filing, Task
from sammachip.core.answers import Refusal
from sammachip.core.fields import Field, FieldType, FormSpec
from sammachip.core.shown import Change
from sammachip.org.hats import Actor
from sammachip.registry.rules import sees_personal
from sammachip.registry.rules_personal import phones_kept

Values = Mapping[str, object]


class Sight(Enum):
    """How much of what a filing tells of villagers its reader sees.

    Where one of the group refused the telephone to other offices, those that see the rest see none of its telephones.
    """

    WHOLE = auto()
    WITHOUT_PHONES = auto()
    MASKED = auto()

    def hides(self, field: Field) -> bool:
        if self is Sight.WITHOUT_PHONES:
            return field.personal and field.type is FieldType.PHONE
        return field.personal and self is Sight.MASKED


def sees_whole(actor: Actor, task: Task) -> bool:
    """Whether this hat reads this task's filings unmasked: who works with these villagers, or writes them down."""
    return sees_personal(actor, task.case.path) or rules.writes(actor, task)


def sight_of(actor: Actor, task: Task) -> Sight:
    """How much of this task's filings this hat sees."""
    if not sees_whole(actor, task):
        return Sight.MASKED
    group = task.case.group
    kept = group is not None and not rules.writes(actor, task) and phones_kept(actor, group)
    return Sight.WITHOUT_PHONES if kept else Sight.WHOLE


def maker_of(filing: Filing, actor: Actor) -> str:
    """Who wrote it: an officer by name, a member of the group for who works with it or sits there too."""
    if not sees_whole(actor, filing.task) and by_member(filing):
        return mask()
    return filing.maker.name


def by_member(filing: Filing) -> bool:
    """Whether a villager wrote it: from a seat of a group. An officer may be without an account too."""
    return filing.maker.username is None and bool(filing.maker.seats.all())


def mask() -> str:
    return _("(ปกปิดข้อมูลส่วนบุคคล)")


def holds_hidden(form: FormSpec, values: Values, sight: Sight) -> bool:
    """Whether any of these answers is hidden from whoever sees so much."""
    return masked(form, values, sight) != dict(values)


def masked(form: FormSpec, values: Values, sight: Sight = Sight.MASKED) -> dict[str, object]:
    """The answers, typed, stored or as they were typed in, with each one given that is hidden replaced by the mask.

    What the form does not ask is masked too: an earlier edition may have asked it, and of a villager.
    """
    if sight is Sight.WHOLE:
        return dict(values)
    asked = {one.key for one in form.fields}
    unasked = {key: mask() for key, value in values.items() if value and key not in asked}
    return {**_without_personal(form.fields, values, mask(), sight), **unasked}


def named_only(form: FormSpec, values: Values) -> dict[str, object]:
    """The answers as an event may keep them: of a personal one that it was given, not what it says."""
    return _without_personal(form.fields, values, None, Sight.MASKED)


def _without_personal(
    fields: Iterable[Field], values: Values, instead: str | None, sight: Sight
) -> dict[str, object]:
    known = {one.key: one for one in fields}
    return {
        key: _replaced(known[key], value, instead, sight) if key in known else value
        for key, value in values.items()
    }


def _replaced(field: Field, value: object, instead: str | None, sight: Sight) -> object:
    if field.type is FieldType.TABLE:
        return _replaced_rows(field, value, instead, sight)
    return instead if sight.hides(field) and value not in (None, "") else value


def _replaced_rows(table: Field, rows: object, instead: str | None, sight: Sight) -> object:
    """Rows as a list, or by their names as a page posts them."""
    if isinstance(rows, Mapping):
        return {name: _replaced_row(table, row, instead, sight) for name, row in rows.items()}
    if isinstance(rows, list | tuple):
        return [_replaced_row(table, row, instead, sight) for row in rows]
    return rows


def _replaced_row(table: Field, row: object, instead: str | None, sight: Sight) -> object:
    return _without_personal(table.columns, row, instead, sight) if isinstance(row, Mapping) else row


def masked_form(form: FormSpec, sight: Sight) -> FormSpec:
    """The same form for masked answers: what is hidden is read as plain words, for a mask has no digits to group."""
    return replace(
        form,
        sections=tuple(
            replace(section, fields=tuple(_plain(one, sight) for one in section.fields))
            for section in form.sections
        ),
    )


def _plain(field: Field, sight: Sight) -> Field:
    if field.type is FieldType.TABLE:
        return replace(field, columns=tuple(_plain(column, sight) for column in field.columns))
    return replace(field, type=FieldType.TEXT) if sight.hides(field) else field


def masked_changes(form: FormSpec, changes: Sequence[Change], sight: Sight) -> list[Change]:
    """The same changes, told without what a hidden answer was or became."""
    return [
        replace(one, before=one.before and mask(), after=one.after and mask())
        if _is_hidden(form, one.path, sight)
        else one
        for one in changes
    ]


def masked_refusals(form: FormSpec, refusals: Sequence[Refusal], sight: Sight) -> list[Refusal]:
    """The same refusals; one of a hidden answer says no more than that it must be mended."""
    return [
        replace(one, value="", sentence=_("มีคำตอบที่ต้องแก้ {mask}").format(mask=mask()))
        if _is_hidden(form, one.path, sight)
        else one
        for one in refusals
    ]


def _is_hidden(form: FormSpec, path: str, sight: Sight) -> bool:
    """Whether `chair_name` or `partners[2].contact` names a field that is hidden."""
    key, _bracket, rest = path.partition("[")
    field = next((one for one in form.fields if one.key == key), None)
    if field is None or field.type is not FieldType.TABLE:
        return field is not None and sight.hides(field)
    name = rest.rpartition("].")[2]
    return any(sight.hides(column) for column in field.columns if column.key == name)
