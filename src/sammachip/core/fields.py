"""Form specifications: what a pack's form asks; `core.formreading` reads it from the pack's mapping.

One specification serves the page, the API and the import, so that all three refuse the same answer with the same
sentence (`core.answers`) and show it alike (`core.shown`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from sammachip.core.expr import FactType, Kind, Rule

Bound = Decimal | date
BLANK: Final = re.compile(r"\{([A-Za-z_][\w.]*)\}")
MOST_ROWS: Final = 500
WRITER: Final = "writer"
"""A new draft starts with the name of whoever begins it."""


class FieldType(StrEnum):
    """How an answer is typed, checked and printed."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    PHONE = "phone"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    TABLE = "table"
    PHOTOS = "photos"
    FILE = "file"
    PLACE = "place"
    GROUP = "group"
    PERSON_NAME = "person_name"


KIND_OF: Final = {
    FieldType.INTEGER: Kind.INTEGER,
    FieldType.NUMBER: Kind.NUMBER,
    FieldType.MONEY: Kind.MONEY,
    FieldType.PERCENT: Kind.NUMBER,
    FieldType.DATE: Kind.DATE,
    FieldType.CHOICES: Kind.TEXTS,
    FieldType.YES_NO: Kind.BOOL,
    FieldType.TABLE: Kind.ROWS,
    FieldType.PHOTOS: Kind.ROWS,
}
LONGEST: Final = {
    FieldType.TEXT: 500,
    FieldType.LONG_TEXT: 10_000,
    FieldType.PERSON_NAME: 200,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose, or one fixed row of a table: what is stored, and what is read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `required` may be a rule; `filled` names the fact that answers it, and then nobody types it.

    Of a table: `rows` are fixed rows; without them rows are free between `min_rows` and `max_rows`, or come from the
    rows of the fact `filled`, and then its filled columns do too. A filled column of fixed rows names a fact of its
    own, which has a row of the same id and a column of the same key. `per` names the table whose fixed rows photos may
    belong to; those rows are then the photos' `rows`. `personal`: the answer tells of a villager and is masked for
    those who do not work with them. `computed`: of a column, what the cells before it in the same row come to; then
    nobody types it either. `wanted`: how many of it are asked for, pictures by their number, though it may be sent
    without; 0 asks for none. `in_window`: a day of the programme's own work, pointed out when it lies outside
    the programme's period. `past`: the day of something that has happened, so that none to come is taken. `starts`: what a new draft begins with, for the writer to leave or change.
    """

    key: str
    label: str
    type: FieldType
    required: bool | Rule = False
    when: Rule | None = None
    help: str = ""
    unit: str = ""
    filled: str = ""
    save_to: str = ""
    min: Bound | None = None
    max: Bound | None = None
    max_length: int = 0
    decimals: int = 0
    choices: tuple[Choice, ...] = ()
    rows: tuple[Choice, ...] = ()
    min_rows: int = 0
    max_rows: int = 0
    columns: tuple["Field", ...] = ()
    per: str = ""
    personal: bool = False
    in_window: bool = False
    past: bool = False
    computed: Rule | None = None
    wanted: int = 0
    starts: str = ""

    @property
    def is_typed(self) -> bool:
        """Whether a person answers it: it is neither filled in from what is known nor computed."""
        return not self.filled and self.computed is None

    @property
    def fewest(self) -> int:
        """How many rows or pictures there must be."""
        return int(str(self.min)) if self.type is FieldType.PHOTOS else self.min_rows

    @property
    def most(self) -> int:
        """How many rows or pictures there may be."""
        return int(str(self.max)) if self.type is FieldType.PHOTOS else self.max_rows

    def column(self, key: str) -> "Field":
        return next(column for column in self.columns if column.key == key)

    def label_of(self, value: str) -> str:
        """What is read for a chosen value or a fixed row."""
        return next((one.label for one in (*self.choices, *self.rows) if one.value == value), value)

    def fact_type(self) -> FactType:
        """What a rule sees of this answer."""
        kind = KIND_OF.get(self.type, Kind.TEXT)
        columns = {column.key: column.fact_type() for column in self.columns}
        if self.rows:
            columns["key"] = FactType(Kind.TEXT)
        if self.type is FieldType.PHOTOS:
            columns = {name: FactType(Kind.TEXT) for name in ("file", "caption", "of")}
        return FactType(kind, columns)


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the form; `lead` is a sentence with `{field}` blanks."""

    key: str
    title: str
    lead: str = ""
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A rule over several answers, and the sentence that says when it does not hold."""

    that: Rule
    otherwise: str


@dataclass(frozen=True, slots=True)
class FormSpec:
    """A whole form. `known` are the facts, beyond its own answers, that its rules and sentences may name."""

    title: str
    sections: tuple[Section, ...]
    checks: tuple[Check, ...] = ()
    paper: Mapping[str, object] = field(default_factory=dict)
    known: Mapping[str, FactType] = field(default_factory=dict)

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(one for section in self.sections for one in section.fields)

    def named(self, key: str) -> Field:
        return next(one for one in self.fields if one.key == key)


def rows_in(value: object) -> list[Mapping[str, object]]:
    """The rows of a table's answer, or of a fact of many rows; none where it is nothing of the kind."""
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []


def keys_bound(form: FormSpec) -> dict[str, str]:
    """What the registry learns from: the path of each bound field or column, and its `save_to`."""
    return {path: one.save_to for path, one in _with_columns(form) if one.save_to}


def keys_filled(form: FormSpec) -> dict[str, str]:
    """What is filled in from what is known: the path of each such field or column, and the fact it shows."""
    return {path: one.filled for path, one in _with_columns(form) if one.filled}


def _with_columns(form: FormSpec) -> Iterator[tuple[str, Field]]:
    for one in form.fields:
        yield one.key, one
        yield from ((f"{one.key}[].{column.key}", column) for column in one.columns)


def blanks_in(sentence: str) -> list[str]:
    """The names of the `{blanks}` in a sentence, in order."""
    return BLANK.findall(sentence)
