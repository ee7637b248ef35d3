"""One generic layout: a pack's paper, the answers and the facts, laid out as a document. No database here."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sammachip.core import document as doc
from sammachip.core.fields import Field, FieldType, FormSpec
from sammachip.core.shown import display, shown_fact
from sammachip.core.thaidate import BE_OFFSET, MONTHS
from sammachip.programmes import paperspec as spec
from sammachip.programmes.facts import plain

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Signer:
    """One hop as the paper shows it: what was done, by whom, in which post, and how."""

    verb: str
    name: str = ""
    title_lines: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the answers come to by a rule of the programme, and why; `sample` marks a rule that is none of the state's.

    Of an instrument, `parts` are the lines of a table under `heads`, `radar` pictures them, and `up` says what would
    reach a higher level.
    """

    words: str
    why: Sequence[str]
    sample: bool
    heads: Sequence[str] = ()
    parts: Sequence[Sequence[str]] = ()
    radar: doc.Radar | None = None
    up: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """All that goes on one paper.

    `heads` stand above a paper to which the pack gives no title; `group` is named above every paper about a group, so
    that no two groups ever have the same paper. `unasked` are the fields the answers left no reason to ask. `ruling`,
    `files`, what was given beside the answers, and `decided`, the limits gone beyond with a reason, stand before the
    signatures.
    """

    form: FormSpec
    paper: spec.Paper
    values: Row
    facts: Row
    signers: Sequence[Signer] = ()
    nil_reason: str = ""
    heads: Sequence[str] = ()
    group: str = ""
    unasked: Collection[str] = ()
    ruling: Ruling | None = None
    files: Sequence[str] = ()
    decided: Sequence[str] = ()

    def named(self, key: str) -> Field | None:
        return next((one for one in self.form.fields if one.key == key), None)

    def raw(self, name: str) -> object:
        return self.values[name] if name in self.values else self.facts.get(plain(name))

    def shown(self, name: str) -> str:
        """An answer or fact as it is printed; empty when there is none."""
        one = self.named(name)
        if one is not None:
            return display(one, self.values.get(name))
        return shown_fact(self.facts.get(plain(name)))


def lay_out(content: Content) -> doc.Document:
    """The document of a form: its title lines, then its parts in the order of the pack."""
    blocks: list[doc.Block] = [doc.Heading(line, 1, "center") for line in _title(content)]
    parts = _parts_of(content)
    if content.nil_reason:
        blocks.extend(_nil(content))
        parts = [part for part in parts if isinstance(part, spec.Signature | spec.Hops)]
    ends = next((part for part in parts if isinstance(part, spec.Signature | spec.Hops)), None)
    for part, following in zip(parts, (*parts[1:], None), strict=True):
        if part is ends and content.ruling:
            blocks.extend(_ruling(content.ruling, content))
        if part is ends and content.decided:
            blocks.extend(_decided(content))
        if part is ends and content.files:
            blocks.extend(_files(content))
        if not (isinstance(part, spec.PageBreak) and _has_no_pictures(following, content)):
            blocks.extend(_blocks(part, content))
    return doc.in_own_numerals(
        doc.Document(
            title=content.form.title,
            blocks=tuple(blocks),
            orientation=content.paper.orientation,
            numerals=content.paper.numerals,
        )
    )


def _parts_of(content: Content) -> list[spec.Part]:
    """The parts of the paper, or its sections one by one; who made it and who signed stand last unless the pack places them."""
    parts = list(content.paper.parts) or [spec.Rest(section.key) for section in content.form.sections]
    placed = any(isinstance(part, spec.Signature | spec.Hops) for part in parts)
    return parts if placed else [*parts, spec.Hops()]


def _has_no_pictures(part: spec.Part | None, content: Content) -> bool:
    """Whether the part asks for pictures of which none is there: one line that says so needs no page of its own."""
    return isinstance(part, spec.Photos) and not _rows(part.field, content)


def _title(content: Content) -> Iterator[str]:
    lines = [_text(run, content) for run in content.paper.title] or list(content.heads)
    yield from lines
    if content.group and not any(content.group in line for line in lines):
        yield content.group


def _nil(content: Content) -> Iterator[doc.Block]:
    """What stands in place of the answers when there is nothing to report."""
    if not (content.paper.title or content.heads):
        yield doc.Heading(content.form.title, 1, "center")
    yield doc.Heading("รายงานไม่มีผล", 2)
    yield doc.Line(doc.parts(f"ไม่มีผลการดำเนินงานที่จะรายงาน ข้อมูล ณ วันที่ {content.shown('as_of')}"), indent=True)
    yield doc.Line(doc.parts("เนื่องจาก ", doc.Blank(content.nil_reason, 6)), indent=True)


def _ruling(ruling: Ruling, content: Content) -> Iterator[doc.Block]:
    yield doc.Heading("ผลตามเกณฑ์ของโครงการ", 2)
    yield doc.Line(doc.parts("ผลที่ได้  ", doc.Blank(ruling.words, 6)))
    for sentence in ruling.why:
        yield doc.Line(doc.parts(sentence))
    if ruling.parts:
        yield _parts_table(ruling, content)
    if ruling.radar:
        yield ruling.radar
    for sentence in ruling.up:
        yield doc.Line(doc.parts(sentence))
    if ruling.sample:
        yield doc.Line(doc.parts(doc.Text("เกณฑ์และผลนี้เป็นตัวอย่าง ไม่ใช่เกณฑ์ของทางราชการ", bold=True)))


def _decided(content: Content) -> Iterator[doc.Block]:
    yield doc.Heading("เรื่องที่ตัดสินก่อนส่ง", 2)
    for line in content.decided:
        yield doc.Line(doc.parts(line), indent=True)


def _files(content: Content) -> Iterator[doc.Block]:
    """What was given beside the answers, one line each."""
    yield doc.Heading("ไฟล์ที่แนบ", 2)
    for line in content.files:
        yield doc.Line(doc.parts(line), indent=True)


def _parts_table(ruling: Ruling, content: Content) -> doc.Table:
    """What was found in each dimension; all but the first column are figures or a chosen answer."""
    rows = tuple(
        tuple(doc.Cell(text, align="start" if at == 0 else "center") for at, text in enumerate(line))
        for line in ruling.parts
    )
    return doc.Table((tuple(doc.HeadCell(head) for head in ruling.heads),), rows)


def _blocks(part: spec.Part, content: Content) -> Iterator[doc.Block]:
    match part:
        case spec.Heading(run, level):
            yield doc.Heading(_text(run, content), 3 if level >= 3 else 2 if level == 2 else 1)
        case spec.Line():
            yield doc.Line(_parts(part.run, content, bold=part.bold), part.indent, part.align)
        case spec.Ticks(key, run):
            yield doc.Line((*_parts(run, content), *_ticks(key, content)))
        case spec.Table():
            yield _table(part, content)
        case spec.Photos(key, title):
            yield from _photos(key, title, content)
        case spec.Signature(lines):
            yield doc.Signature(tuple(_parts(run, content) for run in lines))
        case spec.Hops():
            yield from (signature_of(signer) for signer in (*_makers(content), *content.signers))
        case spec.Notes(items, title):
            yield doc.Notes(title, tuple(_text(run, content) for run in items))
        case spec.Space(points):
            yield doc.Spacer(points)
        case spec.PageBreak():
            yield doc.PageBreak()
        case spec.Rest(section):
            yield from _rest(section, content)


def _parts(run: spec.Run, content: Content, *, bold: bool = False) -> tuple[doc.Part, ...]:
    return tuple(
        doc.Text(piece, bold)
        if isinstance(piece, str)
        else doc.Blank(_filled(piece, content) or None, piece.width_cm)
        for piece in run
    )


def _text(run: spec.Run, content: Content) -> str:
    return "".join(piece if isinstance(piece, str) else _filled(piece, content) for piece in run)


def _filled(blank: spec.BlankAt, content: Content) -> str:
    if blank.date_part is None:
        return content.shown(blank.name)
    day = content.raw(blank.name)
    if not isinstance(day, date):
        return ""
    return {"day": str(day.day), "month": MONTHS[day.month - 1], "year": str(day.year + BE_OFFSET)}[
        blank.date_part
    ]


def _ticks(key: str, content: Content) -> Iterator[doc.Part]:
    one = content.named(key)
    assert one is not None, key
    chosen = content.values.get(key)
    for choice in one.choices:
        on = choice.value in chosen if isinstance(chosen, list | tuple) else choice.value == chosen
        yield doc.Tick(on, choice.label)
        yield doc.Text("  ")


def _table(part: spec.Table, content: Content) -> doc.Table:
    rows = _rows(part.field, content)
    body = [_row(number, row, part, content) for number, row in enumerate(rows, start=1)]
    if not body:
        body = [_empty(part)] * max(part.empty_rows, 1)
    return doc.Table(
        head=_head(part),
        rows=tuple(body),
        widths_cm=((0.9,) if part.number else ()) + tuple(column.width_cm for column in part.columns),
        total=_total(part, rows, content) if part.totals else None,
    )


def _rows(key: str, content: Content) -> list[Row]:
    found = content.raw(key)
    return [row for row in found if isinstance(row, Mapping)] if isinstance(found, list | tuple) else []


def _head(part: spec.Table) -> tuple[tuple[doc.HeadCell, ...], ...]:
    """One row, two where columns share a spanning heading, three where a note stands below that heading."""
    spans = any(column.under for column in part.columns)
    depth = 1 + spans + (1 if spans and part.note else 0)
    top: list[doc.HeadCell] = [doc.HeadCell(part.number, rowspan=depth)] if part.number else []
    below: list[doc.HeadCell] = []
    notes: list[doc.HeadCell] = []
    previous = ""
    for column in part.columns:
        if not column.under:
            top.append(doc.HeadCell(column.head, rowspan=depth))
        else:
            below.append(doc.HeadCell(column.head))
            if column.under != previous:
                width = sum(1 for one in part.columns if one.under == column.under)
                top.append(doc.HeadCell(column.under, colspan=width))
                notes.append(doc.HeadCell(part.note, colspan=width))
        previous = column.under
    if depth == 1:
        return (tuple(top),)
    if depth == 2:
        return (tuple(top), tuple(below))
    return (tuple(top), tuple(below), tuple(notes))


def _row(number: int, row: Row, part: spec.Table, content: Content) -> tuple[doc.Cell, ...]:
    first = (doc.Cell(str(number), align="center"),) if part.number else ()
    return first + tuple(_cell(column, row, part.field, content) for column in part.columns)


def _cell(column: spec.Column, row: Row, table: str, content: Content) -> doc.Cell:
    value = row.get(column.of)
    if column.value is not None:
        return doc.Cell(tick=value == column.value, align="center")
    one = content.named(table)
    if one is not None and column.of in ("key", "label") and one.rows:
        return doc.Cell(one.label_of(str(row.get("key"))), align=column.align)
    cell = next((each for each in one.columns if each.key == column.of), None) if one else None
    return doc.Cell(display(cell, value) if cell else shown_fact(value), align=column.align)


def _empty(part: spec.Table) -> tuple[doc.Cell, ...]:
    return tuple(doc.Cell() for _ in range(len(part.columns) + bool(part.number)))


def _total(part: spec.Table, rows: Sequence[Row], content: Content) -> tuple[doc.Cell, ...]:
    cells: list[doc.Cell] = [doc.Cell()] if part.number else []
    for position, column in enumerate(part.columns):
        if column.of in part.totals:
            cells.append(doc.Cell(_sum(column, rows, part.field, content), align=column.align, bold=True))
        else:
            cells.append(doc.Cell("รวม" if position == 0 else "", align="center", bold=True))
    return tuple(cells)


def _sum(column: spec.Column, rows: Sequence[Row], table: str, content: Content) -> str:
    total: int | Decimal = 0
    for row in rows:
        value = row.get(column.of)
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            total += value
    one = content.named(table)
    cell = next((each for each in one.columns if each.key == column.of), None) if one else None
    if cell and cell.type is FieldType.MONEY:
        return display(cell, Decimal(total))
    return shown_fact(total)


def _photos(key: str, title: str, content: Content) -> Iterator[doc.Block]:
    """Pictures by the rows they show; where there is none, that is said, never passed over."""
    one = content.named(key)
    assert one is not None, key
    pictures = _rows(key, content)
    if not pictures:
        yield doc.Line(doc.parts(doc.Text(title or one.label, bold=True), ": ไม่มีภาพถ่าย"))
        return
    if title:
        yield doc.Heading(title, 2)
    rows = (content.named(one.per) or one).rows if one.per else ()
    for row in rows:
        mine = [picture for picture in pictures if picture.get("of") == row.value]
        yield doc.Line(doc.parts(row.label if mine else f"{row.label}: ไม่มีภาพถ่าย"))
        if mine:
            yield _album(mine)
    if loose := [one for one in pictures if one.get("of") not in {row.value for row in rows}]:
        yield _album(loose)


def _album(pictures: Sequence[Row]) -> doc.Photos:
    return doc.Photos(
        tuple(doc.Photo(str(picture["file"]), str(picture.get("caption") or "")) for picture in pictures)
    )


def _makers(content: Content) -> Iterator[Signer]:
    """Who made the paper, before those who signed it; a pack that prints a signature of its own names that person there."""
    if not any(isinstance(part, spec.Signature) for part in content.paper.parts):
        post = content.shown("reporter.post")
        yield Signer("ผู้จัดทำ", content.shown("reporter.name"), (post,) if post else ())


def signature_of(signer: Signer) -> doc.Signature:
    """Room to sign at that hop, or who signed and how."""
    lines = [
        doc.parts("ลงชื่อ", doc.Blank(None, 5), signer.verb),
        doc.parts(doc.in_brackets(signer.name) if signer.name else "(", *_blank_name(signer)),
    ]
    lines += [doc.parts(line) for line in signer.title_lines]
    if not signer.name:
        lines.append(doc.parts("ตำแหน่ง", doc.Blank(None, 5)))
    if signer.note:
        lines.append(doc.parts(signer.note))
    return doc.Signature(tuple(lines))


def _blank_name(signer: Signer) -> tuple[doc.Part | str, ...]:
    return () if signer.name else (doc.Blank(None, 5), ")")


def _rest(section: str, content: Content) -> Iterator[doc.Block]:
    """Every field of the section that was to be answered as "label: answer", tables with all their columns."""
    found = next(one for one in content.form.sections if one.key == section)
    yield doc.Heading(found.title, 2)
    asked = [one for one in found.fields if one.key not in content.unasked]
    if not asked:
        yield doc.Line(doc.parts("- ไม่เกี่ยวข้อง -"), indent=True)
    for one in asked:
        if one.type is FieldType.TABLE:
            yield from _whole_table(one, found.title, content)
        elif one.type is FieldType.PHOTOS:
            yield from _photos(one.key, one.label, content)
        else:
            yield from _answer(one, content)


def _whole_table(one: Field, under: str, content: Content) -> Iterator[doc.Block]:
    if one.label not in under:
        yield doc.Line(doc.parts(doc.Text(one.label, bold=True)))
    columns = tuple(
        spec.Column(column.key, column.label, align=_usual_side(column.type)) for column in one.columns
    )
    named = (spec.Column("key", one.label, 5.0),) if one.rows else ()
    yield _table(spec.Table(one.key, named + columns, number="ที่"), content)


def _usual_side(kind: FieldType) -> spec.Align:
    if kind is FieldType.MONEY:
        return "end"
    return "center" if kind in (FieldType.INTEGER, FieldType.NUMBER, FieldType.PERCENT) else "start"


def _answer(one: Field, content: Content) -> Iterator[doc.Block]:
    value = display(one, content.values.get(one.key))
    if "\n" in value:
        yield doc.Line(doc.parts(one.label))
        yield doc.Paragraph(value, indent=False)
        return
    unit = f" {one.unit}" if one.unit and value else ""
    yield doc.Line(doc.parts(f"{one.label}  ", doc.Blank(value or None, 6), unit))
