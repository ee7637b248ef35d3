"""A pack's form on the screen: what each field shows, and what a posted page says in the shape `coerce` reads.

A field is named `a.KEY`; a cell of a table `a.TABLE.ROW.COLUMN`, where a free row's ROW is its number on the page.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.http import QueryDict
from django.utils.translation import gettext as _

from sammachip.core.answers import Answers
from sammachip.core.fields import LONGEST, Choice, Field, FieldType, FormSpec, Section, blanks_in
from sammachip.core.shown import display, fill
from sammachip.core.thaidate import NotADate, parse_date
from sammachip.trail.spoken import worded
from sammachip.web.forms.fields import typed_day
from sammachip.web.posted import whole_number

PREFIX = "a"
SPARE_ROWS, SPARE_ROWS_AWAY = 2, 1
NO_ROW = Choice("", "")
LONG_IN_A_LINE, ASKED_IN_A_LINE = 3, 6
"""How many answers in a row are too many for a line of a table on the screen."""
TOLD_IN_SIGHT = 3
"""How many rows that the house fills in stand open; where there are more, the table is folded."""


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to fill in, or to read where the house knows it already."""

    name: str
    label: str
    type: str
    value: object
    shown: str = ""
    filled: bool = False
    computed: bool = False
    optional: bool = False
    help: str = ""
    unit: str = ""
    error: str = ""
    choices: Sequence[Choice] = ()
    max_length: int = 0

    @property
    def id(self) -> str:
        return self.name.replace(".", "-")

    @property
    def described(self) -> str:
        """What stands beside it to be read with it, by id: how to answer, and what is wrong."""
        said = (("help", self.help), ("error", self.error))
        return " ".join(f"{self.id}-{name}" for name, words in said if words)

    @property
    def chosen(self) -> Sequence[object]:
        return self.value if isinstance(self.value, list | tuple) else (self.value,)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table on the screen; `label` names a fixed one, `inputs` are its cells.

    `kept` is the id a free row came with: the page carries it along, so that the row stays the same one.
    """

    name: str
    label: str
    inputs: Sequence[Input]
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """What a computed column of money comes to in all the rows typed so far."""

    id: str
    label: str
    shown: str


@dataclass(frozen=True, slots=True)
class TableInput:
    """A table on the screen."""

    name: str
    label: str
    help: str
    columns: Sequence[Field]
    rows: Sequence[TableRow]
    fixed: bool
    filled: bool
    errors: Sequence[str]
    most: int = 0
    sums: Sequence[Sum] = ()
    type: str = "table"

    @property
    def as_cards(self) -> bool:
        """Whether a row asks for more than fits in one line: three long answers, six of any kind, or a whole text."""
        asked = [column for column in self.columns if column.is_typed]
        long = [column for column in asked if column.type is FieldType.LONG_TEXT]
        whole = any(column.max_length > LONGEST[FieldType.LONG_TEXT] for column in long)
        return whole or len(long) >= LONG_IN_A_LINE or len(asked) >= ASKED_IN_A_LINE

    @property
    def is_told(self) -> bool:
        """Whether the house fills every cell in, so that nothing is to be written here."""
        return bool(self.rows) and all(cell.filled for row in self.rows for cell in row.inputs)

    @property
    def is_folded(self) -> bool:
        """Whether it is told at such length that it would stand between the officer and what is to be written."""
        return self.is_told and len(self.rows) > TOLD_IN_SIGHT

    @property
    def may_grow(self) -> bool:
        """Whether saving the draft brings another empty row."""
        return not self.fixed and not self.filled and not (self.most and len(self.rows) >= self.most)

    @property
    def id(self) -> str:
        return self.name.replace(".", "-")


@dataclass(frozen=True, slots=True)
class PhotosInput:
    """Where pictures go, by the rows they are asked for; where they are asked for none, one row without a name."""

    key: str
    label: str
    help: str
    rows: Sequence[Choice]
    type: str = "photos"
    id: str = "photos"

    @property
    def name(self) -> str:
        return f"{PREFIX}.{self.key}"


@dataclass(frozen=True, slots=True)
class SectionInput:
    """A section: its heading and lead with the blanks filled, and what it asks."""

    title: str
    lead: str
    inputs: Sequence[Input | TableInput | PhotosInput] = field(default=())


def sections(
    form: FormSpec, answers: Answers, facts: Mapping[str, object], *, whole: bool = False
) -> list[SectionInput]:
    """The form as the page lays it out, each refusal beside its field.

    `whole`: as it is taken along, also what is asked on a condition, and one empty row, for the phone adds more itself.
    """
    errors = {refusal.path: refusal.sentence for refusal in answers.errors}
    known = {**facts, **answers.values}
    return [_section(form, section, answers, known, errors, whole=whole) for section in form.sections]


def _section(
    form: FormSpec,
    section: Section,
    answers: Answers,
    known: Mapping[str, object],
    errors: Mapping[str, str],
    *,
    whole: bool,
) -> SectionInput:
    lead = fill(section.lead, form, known) if section.lead else ""
    told = set(blanks_in(section.lead))
    asked = [
        one
        for one in section.fields
        if not (one.filled and one.key in told and one.type is not FieldType.TABLE)
    ]
    if whole:
        asked = [_with_its_condition(one) for one in asked]
    spare = SPARE_ROWS_AWAY if whole else SPARE_ROWS
    inputs = [_input(form, one, answers, errors, spare) for one in asked if whole or not _skipped(one, known)]
    return SectionInput(section.title, lead, inputs)


def _with_its_condition(one: Field) -> Field:
    """The field as it stands where nobody judges whether it is asked: it says that it is not asked always."""
    said = _("ตอบเมื่อเข้าเงื่อนไขของแบบฟอร์มเท่านั้น ระบบตรวจเมื่อรับข้อมูล")
    return replace(one, help=" · ".join(filter(None, (one.help, said)))) if one.when else one


def _skipped(one: Field, known: Mapping[str, object]) -> bool:
    return one.when is not None and not one.when.holds(known)


def _input(
    form: FormSpec, one: Field, answers: Answers, errors: Mapping[str, str], spare: int
) -> Input | TableInput | PhotosInput:
    if one.type is FieldType.TABLE:
        return _table(one, answers, errors, spare)
    if one.type is FieldType.PHOTOS:
        rows = form.named(one.per).rows if one.per else (NO_ROW,)
        return PhotosInput(one.key, one.label, one.help, rows)
    return _single(
        one,
        f"{PREFIX}.{one.key}",
        answers.raw.get(one.key),
        answers.values.get(one.key),
        errors.get(one.key, ""),
    )


def _single(one: Field, name: str, raw: object, value: object, error: str, *, label: str = "") -> Input:
    typed = raw if raw is not None and raw != "" else value
    return Input(
        name=name,
        label=label or one.label,
        type=one.type.value,
        value=_typed(one, typed),
        shown=worded(display(one, value)),
        filled=bool(one.filled),
        computed=one.computed is not None,
        optional=one.required is False,
        help=one.help,
        unit=""
        if one.label.endswith(f"({one.unit})")
        else one.unit,  # official labels may name it themselves
        error=error,
        choices=one.choices,
        max_length=one.max_length,
    )


BY_PROGRAM = re.compile(r"\d{4}-\d\d-\d\d")
"""A day as a telephone's form or another program sends it."""


def _typed(one: Field, value: object) -> object:
    """The value as the input shows it: what was typed stays as typed, dates read in พ.ศ., also as programs write them."""
    if value is None:
        return ""
    if one.type == FieldType.DATE and isinstance(value, str) and BY_PROGRAM.fullmatch(value):
        try:
            return typed_day(parse_date(value))
        except NotADate:
            return value
    if isinstance(value, str | bool | list | tuple):
        return value
    return typed_day(value) if isinstance(value, date) else display(one, value)


def _table(one: Field, answers: Answers, errors: Mapping[str, str], spare: int) -> TableInput:
    typed = _by_name(one, answers.raw.get(one.key))
    values = _by_name(one, answers.values.get(one.key))
    rows = []
    for name, label in _row_names(one, typed, values, spare):
        held = _computed(one, name, answers) if _is_free(one) else values.get(name, {})
        rows.append(_row(one, Choice(name, label), typed.get(name, {}), held, errors))
    return TableInput(
        name=f"{PREFIX}.{one.key}",
        label=one.label,
        help=one.help,
        columns=one.columns,
        rows=rows,
        fixed=bool(one.rows),
        filled=bool(one.filled),
        errors=[sentence for path, sentence in errors.items() if path == one.key],
        most=one.max_rows or 0,
        sums=_sums(one, answers),
    )


def _sums(one: Field, answers: Answers) -> list[Sum]:
    """The sum of each computed column of money in a table whose rows people add."""
    wanted = [column for column in one.columns if column.computed and column.type is FieldType.MONEY]
    return [_sum(one, column, answers) for column in wanted] if _is_free(one) else []


def _sum(one: Field, column: Field, answers: Answers) -> Sum:
    start, end = f"{one.key}[", f"].{column.key}"
    cells = [
        value
        for path, value in answers.computed.items()
        if path.startswith(start) and path.endswith(end) and isinstance(value, Decimal)
    ]
    shown = display(column, sum(cells, Decimal(0)))
    return Sum(f"{PREFIX}-{one.key}-sum-{column.key}", column.label, shown)


def _row(
    one: Field,
    row: Choice,
    typed: Mapping[str, object],
    values: Mapping[str, object],
    errors: Mapping[str, str],
) -> TableRow:
    cells = [
        _single(
            column,
            f"{PREFIX}.{one.key}.{row.value}.{column.key}",
            typed.get(column.key),
            values.get(column.key),
            errors.get(f"{one.key}[{row.value}].{column.key}", ""),
            label=f"{column.label} · {row.label}",
        )
        for column in one.columns
    ]
    return TableRow(row.value, row.label, cells, str(typed.get("id", "")) if _is_free(one) else "")


def _row_names(
    one: Field, typed: Mapping[str, object], values: Mapping[str, object], spare: int
) -> list[tuple[str, str]]:
    """Each row's name on the page and what it is called: fixed ones, those known, or those typed and a few spare."""
    if one.rows:
        return [(row.value, row.label) for row in one.rows]
    if one.filled:
        return [(name, str(number)) for number, name in enumerate(values, start=1)]
    count = min(max(len(typed) + spare, one.min_rows, 1), one.max_rows or 500)
    return [(str(number), str(number + 1)) for number in range(count)]


def _computed(one: Field, row: str, answers: Answers) -> dict[str, object]:
    """What is computed in a row that a person adds: nothing else is known of it but what is typed."""
    return {column.key: answers.computed.get(f"{one.key}[{row}].{column.key}") for column in one.columns}


def _is_free(one: Field) -> bool:
    """Whether people add rows themselves; what is typed in those, and computed from it, is all there is to show."""
    return not (one.rows or one.filled)


def _listed(rows: object) -> list[Mapping[str, object]]:
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list | tuple) else []


def _by_name(one: Field, rows: object) -> dict[str, Mapping[str, object]]:
    """Rows under the names they have on the page: a fixed row's key, a known row's id, a free row's number."""
    if isinstance(rows, Mapping):
        return {str(name): row for name, row in rows.items() if isinstance(row, Mapping)}
    named = "key" if one.rows else "id"
    return {
        str(number if _is_free(one) else row.get(named, number)): row
        for number, row in enumerate(_listed(rows))
    }


def way_to(path: str, shown: Sequence[SectionInput]) -> str:
    """The anchor of what a refusal or a checklist names: the field, else its table; "" where the page asks neither."""
    inputs = [one for section in shown for one in section.inputs]
    anchors = {one.name: one.id for one in inputs}
    for table in inputs:
        if isinstance(table, TableInput):
            anchors |= {cell.name: cell.id for row in table.rows for cell in row.inputs}
    cell = f"{PREFIX}.{path.replace('[', '.').replace(']', '')}"
    whole = f"{PREFIX}.{path.partition('[')[0]}"
    anchor = anchors.get(cell) or anchors.get(whole)
    return f"#{anchor}" if anchor else ""


def posted(form: FormSpec, data: QueryDict) -> dict[str, object]:
    """What the page says, field by field, in the shape `core.answers.coerce` takes. Filled fields are not read."""
    return {
        one.key: found for one in form.fields if (found := _posted_field(one, data)) not in (None, {}, [])
    }


def _posted_field(one: Field, data: QueryDict) -> object:
    name = f"{PREFIX}.{one.key}"
    if one.type is FieldType.PHOTOS or (one.filled and one.type is not FieldType.TABLE):
        return None
    if one.type is FieldType.TABLE:
        return _posted_table(one, data)
    if one.type is FieldType.CHOICES:
        return data.getlist(name)
    return data.get(name)


def _posted_table(one: Field, data: QueryDict) -> object:
    rows = _posted_rows(one, data)
    return list(rows.values()) if _is_free(one) else rows


def _posted_rows(one: Field, data: QueryDict) -> dict[str, dict[str, object]]:
    """The rows of a table by their names on the page; free ones in their order, without those left empty."""
    rows: dict[str, dict[str, object]] = {}
    columns = {column.key: column for column in one.columns if column.is_typed}
    kept: dict[str, str] = {}
    start = f"{PREFIX}.{one.key}."
    for name in data:
        row, _, column = name.removeprefix(start).partition(".") if name.startswith(start) else ("", "", "")
        if column in columns:
            many = columns[column].type is FieldType.CHOICES
            rows.setdefault(row, {})[column] = data.getlist(name) if many else data[name]
        elif column == "id":
            kept[row] = str(data[name])
    if not _is_free(one):
        return rows
    in_order = sorted(rows.items(), key=lambda item: whole_number(item[0], otherwise=0))
    return {
        name: {"id": kept[name], **row} if name in kept else row
        for name, row in in_order
        if any(cell not in ("", [], None) for cell in row.values())
    }


def computed_cells(form: FormSpec, data: QueryDict, answers: Answers) -> dict[str, str]:
    """What the computed cells of a posted page come to, as they are shown, by the ids they have on it."""
    cells = {}
    for one in form.fields:
        rows = _posted_rows(one, data) if any(column.computed for column in one.columns) else {}
        for number, row in enumerate(rows):
            for column in one.columns:
                path = f"{one.key}[{number if _is_free(one) else row}].{column.key}"
                if path in answers.computed:
                    name = f"{PREFIX}.{one.key}.{row}.{column.key}"
                    cells[name.replace(".", "-")] = display(column, answers.computed[path])
        cells |= {found.id: found.shown for found in _sums(one, answers)}
    return cells
