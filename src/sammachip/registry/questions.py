"""What is asked of a group's lists: one form for the page and for programs, so that both refuse with one sentence."""

from django.db.models import BooleanField, CharField, DateField, JSONField
from django.db.models import Field as Column
from django.utils.translation import gettext as _

from sammachip.core.fields import Choice, Field, FieldType, FormSpec, Section
from sammachip.registry.models import LISTS, GroupRow, Standard

SAID_ON = "said_on"
TYPES = {
    (model, key): type_
    for model in ("Leader", "Member")
    for key, type_ in (("name", FieldType.PERSON_NAME), ("phone", FieldType.PHONE))
}


def list_form(name: str, *, dated: bool = True) -> FormSpec:
    """The form that asks for the list `name` whole, and, `dated`, the day its telling is of; in the language of now."""
    model = LISTS[name]
    title = list_label(name)
    table = Field(
        key=name,
        label=title,
        type=FieldType.TABLE,
        columns=tuple(_question(model, column) for column in model.TOLD),
        save_to=f"group.{name}[]",
        max_rows=model.MOST,
    )
    day = Field(key=SAID_ON, label=_("ข้อมูล ณ วันที่"), type=FieldType.DATE, required=True)
    return FormSpec(
        title=title, sections=(Section(key="list", title=title, fields=(table, day) if dated else (table,)),)
    )


def list_label(name: str) -> str:
    return str(LISTS[name]._meta.verbose_name_plural)


def _question(model: type[GroupRow], key: str) -> Field:
    column = model._meta.get_field(key)
    assert isinstance(column, Column), key
    type_ = TYPES.get((model.__name__, key)) or _type(column)
    choices = Standard.choices if type_ is FieldType.CHOICES else (column.choices or ())
    return Field(
        key=key,
        label=str(column.verbose_name),
        type=type_,
        required=not column.blank and type_ is not FieldType.YES_NO,
        choices=tuple(Choice(str(value), str(label)) for value, label in choices),
        max_length=column.max_length or 0,
        personal=type_ in (FieldType.PERSON_NAME, FieldType.PHONE),
    )


def _type(column: "Column[object, object]") -> FieldType:
    match column:
        case JSONField():
            return FieldType.CHOICES
        case BooleanField():
            return FieldType.YES_NO
        case DateField():
            return FieldType.DATE
        case CharField() if column.choices:
            return FieldType.CHOICE
        case _:
            return FieldType.TEXT
