"""A form on paper to be written by hand: every question with its room, what is known filled in. No database here.

The paper asks in the order of the page on which it is keyed in. What the page skips by itself is said in words.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from sammachip.cases.layout import Signer, signature_of
from sammachip.core import document as doc
from sammachip.core.askedwhen import asked_when
from sammachip.core.fields import Choice, Field, FieldType, FormSpec, Section
from sammachip.core.shown import display, fill

Row = Mapping[str, object]

MUST: Final = " *"
_ROOM_CM: Final = 0.9  # high enough for a line of handwriting
_TALL_CM: Final = 1.5  # for two tick boxes one above the other
_BY_NUMBER: Final = "\n(ใส่หมายเลข)"
_SHORT: Final = 9  # letters of a choice that has its tick box within a cell
_FEW: Final = 3  # choices that have
_ROWS: Final = 4  # rows to write in, where the form lets there be so many
_WIDE: Final = 6  # columns of a table that stand upright on the sheet
_FEW_LETTERS: Final = 40  # of a unit; a cell with room for more is no narrower than it must be
_WIDTHS: Final[Mapping[FieldType, float]] = {
    FieldType.INTEGER: 2.0,
    FieldType.NUMBER: 2.4,
    FieldType.PERCENT: 2.0,
    FieldType.MONEY: 2.9,
    FieldType.DATE: 2.9,
    FieldType.PHONE: 3.0,
    FieldType.YES_NO: 2.0,
}
_COUNTED: Final = (FieldType.INTEGER, FieldType.NUMBER, FieldType.PERCENT, FieldType.MONEY)
_PLACE: Final = (("บ้าน", 4.0), (" หมู่ที่ ", 1.2), (" ตำบล ", 3.2), (" อำเภอ ", 3.2))


@dataclass(frozen=True, slots=True)
class Blank:
    """All that goes on one blank form. `heads` say of whom it asks, `address` is where it is keyed in; it lies as the
    form's own paper does."""

    form: FormSpec
    values: Row
    facts: Row
    heads: Sequence[str]
    address: str
    signers: Sequence[Signer] = ()
    lies: doc.Orientation = "portrait"


def lay_out_blank(blank: Blank) -> doc.Document:
    """The paper of one form, ready to stand alone or in a bundle."""
    title = blank.form.title
    wide = any(len(_columns(one)) > _WIDE for one in blank.form.fields if one.columns)
    paper = doc.Document(
        title=title,
        blocks=(
            doc.Start(" · ".join((title, *blank.heads[:1]))),
            doc.Code(blank.address, (title, *blank.heads, "สแกนเพื่อคีย์ข้อมูลของแบบนี้เข้าระบบ")),
            *_taken_down(),
            *(block for section in blank.form.sections for block in _section(section, blank)),
            *(signature_of(signer) for signer in blank.signers),
        ),
        orientation="landscape" if wide else blank.lies,
    )
    return doc.in_own_numerals(paper)


def bundle(title: str, papers: Sequence[doc.Document]) -> doc.Document:
    """Papers of one form in one file, each beginning a page of its own."""
    lies: doc.Orientation = (
        "landscape" if any(one.orientation == "landscape" for one in papers) else "portrait"
    )
    blocks = tuple(block for one in papers for block in one.blocks)
    return doc.Document(title=title, blocks=blocks, orientation=lies)


def _taken_down() -> Iterator[doc.Block]:
    yield doc.Line(doc.parts("วันที่กรอก ", doc.Blank(None, 4), " ผู้กรอก ", doc.ToEnd()))
    yield doc.Line(
        doc.parts(
            "ข้อที่มี * ต้องตอบ ข้อความที่พิมพ์ไว้แล้วคือข้อมูลที่ระบบมีอยู่ ถ้าไม่ตรงให้ขีดฆ่าแล้วเขียนใหม่ ถ้าที่เขียนไม่พอให้เขียนต่อด้านหลัง"
        )
    )


def _section(section: Section, blank: Blank) -> Iterator[doc.Block]:
    yield doc.Heading(section.title, 2)
    if section.lead:
        yield doc.Line(doc.parts(fill(section.lead, blank.form, _known(blank))))
    for rule, run in groupby(_to_print(section, blank), key=lambda one: _undecided(one, blank)):
        asked = list(run)
        if rule:
            yield doc.Line(doc.parts(doc.Text(_condition(rule, len(asked), blank.form), bold=True)))
        for one in asked:
            yield from _question(one, blank, named=not _is_said(one, section))


def _is_said(table: Field, section: Section) -> bool:
    """Whether the heading of a section already says what its table is called: กรรมการ below ๒. กรรมการ.

    A table that must have rows says so beside its name; one with rows of its own says so in its columns.
    """
    is_told = bool(table.rows) or not table.required
    return is_told and section.title.lstrip("๐๑๒๓๔๕๖๗๘๙. ") == table.label


def _to_print(section: Section, blank: Blank) -> list[Field]:
    """The questions, without those that the house knows today not to be asked."""
    known = _known(blank)
    return [one for one in section.fields if not one.when or _undecided(one, blank) or one.when.holds(known)]


def _undecided(one: Field, blank: Blank) -> str:
    """The rule that waits for an answer on this very paper; empty where the house can tell, or the question is always
    asked."""
    asked = {other.key for other in blank.form.fields}
    return one.when.text if one.when and one.when.names & asked else ""


def _known(blank: Blank) -> Row:
    return {**blank.facts, **blank.values}


def _condition(rule: str, count: int, form: FormSpec) -> str:
    """When the questions that follow are asked: one, or several with the same rule."""
    said = asked_when(rule, {one.key: one for one in form.fields})
    return f"({said})" if count == 1 else f"({count} ข้อต่อไปนี้ {said})"


def _question(one: Field, blank: Blank, *, named: bool) -> Iterator[doc.Block]:
    value = blank.values.get(one.key)
    if one.type is FieldType.TABLE:
        if named:
            must = MUST if one.required is True else ""
            yield doc.Line(doc.parts(doc.Text(f"{one.label}{must}", bold=True)))
        yield from _table(one, value, blank)
        return
    if not one.is_typed:
        yield doc.Line(doc.parts(f"{one.label}  ", doc.ToEnd(display(one, value) or "-")))
        return
    yield from _answer(one, value, blank)
    if one.help:
        yield doc.Line(doc.parts(f"({one.help})"))


def _answer(one: Field, value: object, blank: Blank) -> Iterator[doc.Block]:
    known = display(one, value)
    label = f"{one.label}{MUST if one.required is True else ''}  "
    unit = doc.Text(f" {one.unit}") if one.unit else doc.Text("")
    match one.type:
        case FieldType.LONG_TEXT if known:
            yield doc.Line(doc.parts(label))
            yield doc.Paragraph(known, indent=False)
            yield doc.Writing(1)
        case FieldType.LONG_TEXT:
            yield doc.Line(doc.parts(label, doc.ToEnd()))
            yield doc.Writing(2)
        case FieldType.CHOICE | FieldType.CHOICES | FieldType.YES_NO:
            yield doc.Line(doc.parts(label, *_ticks(one, value)))
        case FieldType.DATE if not known:
            yield doc.Line(doc.parts(label, *_day()))
        case FieldType.PLACE if not known:
            yield doc.Line(doc.parts(label, *_place()))
        case FieldType.INTEGER | FieldType.NUMBER | FieldType.PERCENT | FieldType.MONEY | FieldType.PHONE:
            yield doc.Line(doc.parts(label, doc.Blank(known or None, 4), unit))
        case FieldType.PHOTOS:
            yield doc.Line(doc.parts(label, *_pictures(one)))
        case FieldType.FILE:
            yield doc.Line(doc.parts(label, doc.Tick(False, "แนบมากับแบบนี้")))
        case _:
            yield doc.Line(doc.parts(label, doc.ToEnd(known or None), unit))


def _day() -> tuple[doc.Part | str, ...]:
    return doc.Blank(None, 1.2), " เดือน ", doc.Blank(None, 3.5), " พ.ศ. ", doc.Blank(None, 1.8)


def _place() -> tuple[doc.Part | str, ...]:
    return tuple(part for words, width in _PLACE for part in (words, doc.Blank(None, width)))


def _pictures(one: Field) -> tuple[doc.Part | str, ...]:
    return "ถ่ายแล้ว ", doc.Blank(None, 1.5), f" ภาพ แนบในระบบเมื่อคีย์ข้อมูล ไม่เกิน {one.max} ภาพ"


def _ticks(one: Field, value: object) -> Iterator[doc.Part | str]:
    """A box for each choice; what is known is ticked."""
    if one.type is FieldType.CHOICES:
        yield "(เลือกได้หลายข้อ)  "
    for choice in _choices(one):
        yield doc.Tick(_is_chosen(choice, value), choice.label)
        yield "   "


def _choices(one: Field) -> tuple[Choice, ...]:
    return (Choice("yes", "ใช่"), Choice("no", "ไม่ใช่")) if one.type is FieldType.YES_NO else one.choices


def _is_chosen(choice: Choice, value: object) -> bool:
    if isinstance(value, bool):
        return choice.value == ("yes" if value else "no")
    return choice.value in value if isinstance(value, list | tuple) else choice.value == value


def _table(one: Field, value: object, blank: Blank) -> Iterator[doc.Block]:
    """The rows that are known and rows to write in; a long list of choices stands above, each with its number."""
    if one.help:
        yield doc.Line(doc.parts(f"({one.help})"))
    columns = _columns(one)
    if one.filled and not value:
        yield doc.Line(doc.parts("(ยังไม่มีข้อมูล ระบบเติมให้เมื่อมี)"))
        return
    for column in columns:
        if _is_numbered(column):
            yield doc.Line(doc.parts(f"{column.label}: {_legend(column)}"))
    boxed = any(column.type is FieldType.YES_NO or _is_boxed(column) for column in columns)
    yield doc.Table(
        head=(tuple(doc.HeadCell(head) for head in _heads(one, columns)),),
        rows=tuple(_rows(one, columns, value, blank)),
        widths_cm=(4.2 if one.rows else 0.9, *(_width(column) for column in columns)),
        room_cm=_TALL_CM if boxed else _ROOM_CM,
    )


def _columns(table: Field) -> list[Field]:
    """Those that somebody writes or reads; what the house works out is left to it."""
    return [column for column in table.columns if column.computed is None]


def _heads(table: Field, columns: Iterable[Field]) -> Iterator[str]:
    yield table.label if table.rows else "ที่"
    for column in columns:
        must = MUST if column.required and column.is_typed else ""
        yield f"{column.label}{must}{_BY_NUMBER if _is_numbered(column) else ''}"


def _is_boxed(column: Field) -> bool:
    """Whether its few short choices are ticked within the cell."""
    if column.type is not FieldType.CHOICE or not column.is_typed:
        return False
    return len(column.choices) <= _FEW and all(len(one.label) <= _SHORT for one in column.choices)


def _is_numbered(column: Field) -> bool:
    """Whether it is answered by the number of a choice in the list above the table."""
    choosing = column.type in (FieldType.CHOICE, FieldType.CHOICES)
    return choosing and column.is_typed and not _is_boxed(column)


def _legend(column: Field) -> str:
    listed = (f"{number}\N{NO-BREAK SPACE}{one.label}" for number, one in enumerate(column.choices, start=1))
    return "  ".join(listed)


def _width(column: Field) -> float | None:
    if column.type in (FieldType.CHOICE, FieldType.CHOICES):
        return 2.7
    if column.type is FieldType.TEXT and column.max_length and column.max_length <= _FEW_LETTERS:
        return 2.4
    return _WIDTHS.get(column.type)


def _rows(
    table: Field, columns: Sequence[Field], value: object, blank: Blank
) -> Iterator[tuple[doc.Cell, ...]]:
    known = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []
    if table.rows:
        of_key = {row.get("key"): row for row in known}
        for fixed in table.rows:
            yield doc.Cell(fixed.label), *_cells(columns, of_key.get(fixed.value, {}), blank)
        return
    empty = 0 if table.filled else _empty_rows(table, len(known))
    for number, row in enumerate([*known, *({} for _ in range(empty))], start=1):
        yield doc.Cell(str(number), align="center"), *_cells(columns, row, blank)


def _empty_rows(table: Field, known: int) -> int:
    return max(0, min(max(_ROWS, table.min_rows - known), table.max_rows - known))


def _cells(columns: Iterable[Field], row: Row, blank: Blank) -> Iterator[doc.Cell]:
    for column in columns:
        said = display(column, row.get(column.key))
        yield doc.Cell(said or _to_tick(column), align="end" if column.type in _COUNTED else "start")


def _to_tick(column: Field) -> str:
    """The boxes of a cell nobody filled yet, one below the other; the only choice there is stands printed."""
    if not column.is_typed or not (column.type is FieldType.YES_NO or _is_boxed(column)):
        return ""
    choices = _choices(column)
    if len(choices) == 1:
        return choices[0].label
    return "\n".join(f"{doc.BOX_OFF} {one.label}" for one in choices)
