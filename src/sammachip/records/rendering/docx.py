"""A document as DOCX, for officers who must edit it. Word breaks Thai lines itself, so texts go in whole."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn

from sammachip.core import document as paper
from sammachip.core.document import (
    Align,
    Blank,
    Block,
    Cell,
    Code,
    Document,
    Emblem,
    GivenOn,
    Heading,
    LetterClose,
    LetterContact,
    LetterFields,
    LetterHead,
    Line,
    MemoHead,
    Notes,
    NumberLine,
    PageBreak,
    Paragraph,
    Part,
    Photo,
    Photos,
    Radar,
    Seal,
    Signature,
    Spacer,
    Start,
    Table,
    Text,
    Tick,
    ToEnd,
    Writing,
)
from sammachip.records.rendering import pictures, wordfile, wordletter, wordsheet
from sammachip.records.rendering.fonts import legible, measurer
from sammachip.records.rendering.keeping import FEWEST, leading
from sammachip.records.rendering.page import (
    BODY_POINTS,
    DEEPER_CM,
    HALF_EMBLEM_CM,
    INDENT_CM,
    POINTS_PER_CM,
    TABLE_POINTS,
    SignaturePair,
    column_widths,
    sheet,
    signing_room,
    with_copies,
    with_pairs,
)
from sammachip.records.rendering.wordkeeping import held_to_signatures, to_next
from sammachip.records.rendering.wordletter import CELL_SIDE_CM, Foot, twips, width_of
from sammachip.records.rendering.wordxml import (
    Side,
    at_the_foot,
    cell,
    elements,
    new_page,
    paragraph,
    room,
    row,
    run,
    table,
)

NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})

_SIDES: dict[Align, Side] = {"start": "left", "center": "center", "end": "right"}
_UNDER_TABLE_POINTS = 4.0  # and what each line keeps below itself
_FIXED_BLANK = "\u00a0"
_SIGNING_POINTS, _A_LINE_POINTS = 58.0, 8.0  # for the hand, and where no closing words stand above it
_PHOTO_CM = (7.6, 5.6)
_RADAR_CM = (11.0, 7.0)
_CODE_CM = (3.0, 3.0)
_EMBLEM, _EMBLEM_POINTS = "ตราครุฑ", 3 * POINTS_PER_CM
_AFTER_LABEL_CM = 0.5
_BETWEEN_CM = 2 * CELL_SIDE_CM + 0.1  # a word processor's own rounding must not break a line that fits


def render_docx(
    document: Document,
    *,
    images: Mapping[str, bytes] = NO_PICTURES,
    draft: bool = False,
    seal: Seal | None = None,
) -> bytes:
    """The document as DOCX, the same bytes each time. Raises BadPicture for a picture missing or unreadable."""
    word = wordsheet.blank(document, seal, draft=draft)
    writer = _Writer(document, pictures.ready(document, images), word)
    blocks = list(with_pairs(document.blocks))
    held = held_to_signatures(blocks) | leading(blocks)
    for at, block in enumerate(blocks):
        begun = len(writer.written)
        writer.write(block)
        if at in held:
            writer.hold(begun)
    return wordfile.packed(writer.finished())


class _Writer:
    """Writes the blocks down as XML; a section, which is no text, is made in the Word document itself."""

    def __init__(self, document: Document, images: Mapping[str, bytes], word: WordDocument) -> None:
        self.word = word
        self.document, self.width = document, sheet(document).text_width
        self.images = images
        self.written: list[str] = []
        self.shapes = 1  # the picture at the foot is the first
        self.frame = ""
        self.foot: Foot | None = None

    def finished(self) -> WordDocument:
        """The Word document with all that was written so far."""
        self._end_foot()
        last = self.word.element.body[-1]  # the properties of the last section end the body
        for element in elements("".join(self.written)):
            last.addprevious(element)
        self.written.clear()
        return self.word

    def hold(self, begun: int) -> None:
        """Keep the end of what was written since then on the page of what follows."""
        end = max(begun, len(self.written) - FEWEST)
        self.written[end:] = map(to_next, self.written[end:])

    def _end_foot(self) -> None:
        """Close what stands at the foot of the page with the line that it belongs to."""
        if self.foot:
            below = self._taken(self.foot.begun)
            self.written.append(wordletter.foot_table(self.width, self.foot.own, self.foot.beside, below))
        if self.foot or self.frame:
            self.written.append(room(1))
        self.frame, self.foot = "", None

    def write(self, block: Block | SignaturePair) -> None:
        if not isinstance(block, Line | Spacer):  # a motto stands under those who own the matter
            self._end_foot()
        match block:
            case (left, right):
                self._pair(left, right)
            case Heading(text) if not text.strip():
                pass
            case Heading(text, level, align, points):
                said = run(text, bold=True, size=points) if points else run(legible(text))
                self._put(said, align=_SIDES[align], style=f"Heading{level}")
            case Line(parts, indent, align, points):
                edge = self.width if any(isinstance(part, ToEnd) for part in parts) else None
                first = INDENT_CM if indent else 0
                runs = _runs(parts, size=points or None)
                begins = isinstance(parts[0], Text) and parts[0].bold if parts else False
                begun = self.width / 2 if self._is_beside_secrecy(align) else 0
                self._put(*runs, align=_SIDES[align], left=begun, first=first, dots_to_cm=edge, keep=begins)
            case Paragraph(text, indent, deeper):
                first = INDENT_CM + deeper * DEEPER_CM if indent else 0
                self._put(run(text), align="thaiDistribute", first=first)
            case Table():
                self._table(block)
            case Signature():
                self.written += _signed(block, left_cm=max(self.width - block.width_cm, 0))
            case Photos(items):
                self._photos(items)
            case Radar(title):
                self._put(self._picture(block.ref, title, _RADAR_CM), align="center")
            case Notes(title, items):
                self._put(run(title, bold=True), keep=True)
                for item in items:
                    self._put(run(f"-\t{item}"), align="thaiDistribute", left=1.1, first=-0.5)
            case Writing(lines):
                for _ in range(lines):
                    self._put(run("\t"), dots_to_cm=self.width)
            case Code():
                self._code(block)
            case Start(foot):
                self._start(foot)
            case Spacer(points):
                self.written.append(room(points, frame=self.frame))
            case PageBreak():
                self.written.append(new_page())
            case _:
                self._letter_block(block)

    def _letter_block(
        self,
        block: LetterHead
        | LetterFields
        | LetterClose
        | LetterContact
        | MemoHead
        | Emblem
        | NumberLine
        | GivenOn,
    ) -> None:
        match block:
            case LetterHead():
                self._letter_head(block)
            case MemoHead():
                self._memo_head(block)
            case LetterFields():
                self._letter_fields(block)
            case LetterClose():
                self._letter_close(block)
            case LetterContact():
                self._contact(block)
            case Emblem(ref):
                self._emblem(ref)
            case NumberLine(label, number, align):
                self._put(run(f"{label} {number}"), align=_SIDES[align])
            case GivenOn(aside=aside):
                left = self.width / 2 if aside else 0
                self._put(run(block.text), align="center", left=left, keep=True, before=12)

    def _is_beside_secrecy(self, align: Align) -> bool:
        """Whether a line stands at the right of how secret the letter is: it would run on the left of that frame."""
        return bool(self.document.secrecy) and align == "end" and not self.written

    def _put(
        self,
        *content: str,
        align: Side = "left",
        left: float = 0,
        first: float = 0,
        keep: bool = False,
        style: str = "",
        dots_to_cm: float | None = None,
        before: float | None = None,
        after: float | None = None,
    ) -> None:
        """A paragraph of the body. LibreOffice parts what is kept with the next from it right below a table."""
        if keep and self.written and self.written[-1].endswith("</w:tbl>"):
            self.written.append(to_next(room(1)))
        self.written.append(
            paragraph(
                *content,
                style=style,
                keep=keep,
                frame=self.frame,
                dots_to_cm=dots_to_cm,
                before=before,
                after=after,
                left_cm=left,
                first_cm=first,
                align=align,
            )
        )

    def _code(self, code: Code) -> None:
        widths = twips([self.width - _CODE_CM[0] - 0.4, _CODE_CM[0] + 0.4])
        first, *others = code.lines
        said = (
            paragraph(run(first), style="Heading1"),
            *(paragraph(run(line)) for line in others),
            paragraph(run(code.address, size=TABLE_POINTS)),
        )
        picture = paragraph(self._picture(code.ref, code.address, _CODE_CM), align="right")
        self.written.append(table(widths, [row([cell(widths[0], *said), cell(widths[1], picture)])]))

    def _start(self, foot: str) -> None:
        """A section of its own, with its own foot and pages from one; the first paper of a bundle begins the file."""
        begun = len(self.finished().element.body) > 1
        section = self.word.add_section(WD_SECTION.NEW_PAGE) if begun else self.word.sections[0]
        section.different_first_page_header_footer = False
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        number = section._sectPr.find(qn("w:pgNumType"))
        number.set(qn("w:start"), "1")
        for head in section.header.paragraphs:
            head.clear()
        line = section.footer.paragraphs[0]
        line._p.extend(elements(run(f"{foot}  {paper.PAGE} ", size=TABLE_POINTS)))
        wordsheet.add_page_number(line)

    def _spread(self, rows: Sequence[Sequence[str]], *, last_cm: float | None = None) -> None:
        """Texts from margin to margin: each column as wide as its texts, the last but one as wide as is left.

        The texts of the last one are no wider than `last_cm`.
        """
        whole = self.width + 2 * CELL_SIDE_CM  # what cells keep free stands outside the margins
        laid, columns = list[str](), zip(*rows, strict=True)
        widths = [min(max(map(width_of, texts)) + _BETWEEN_CM, whole / 2) for texts in columns]
        widths[-1] = min(widths[-1], whole if last_cm is None else last_cm + 2 * CELL_SIDE_CM)
        widths[-2] += whole - sum(widths)
        sizes = twips(widths)
        for number, texts in enumerate(rows, start=1):
            after = 6 if number == len(rows) else 0
            cells = [_filled(size, text, after=after) for size, text in zip(sizes, texts, strict=True)]
            laid.append(row(cells))
        self.written.append(table(sizes, laid))

    def _table(self, block: Table) -> None:
        if block.caption:
            self._put(run(block.caption, bold=True, size=TABLE_POINTS), align="center", keep=True)
        widths = twips(column_widths(block, self.width, side_cm=_BETWEEN_CM / 2))
        rows = [row(cells, whole=True, head=True) for cells in _head_cells(block, widths)]
        for line in block.lines:
            cells = [_body_cell(width, one) for width, one in zip(widths, line, strict=True)]
            rows.append(row(cells, whole=True, height_cm=block.room_cm))
        if block.total and block.rows:
            rows[-2] = to_next(rows[-2])
        self.written += [table(widths, rows, style="TableGrid"), room(_UNDER_TABLE_POINTS)]

    def _pair(self, *pair: Signature) -> None:
        """Two signatures in a table without lines, its row never parted by the end of a page."""
        widths = twips([self.width / 2] * 2)
        cells = [cell(width, *_signed(block)) for width, block in zip(widths, pair, strict=True)]
        self.written.append(table(widths, [row(cells, whole=True)]))

    def _photos(self, items: Sequence[Photo]) -> None:
        widths = twips([self.width / 2] * 2)
        cells = [cell(widths[0], *self._photo(photo)) for photo in items]
        if len(cells) % 2:
            cells.append(cell(widths[1]))
        rows = (row(pair) for pair in zip(cells[::2], cells[1::2], strict=True))
        self.written.append(table(widths, rows))

    def _photo(self, photo: Photo) -> Iterator[str]:
        yield paragraph(self._picture(photo.ref, photo.caption, _PHOTO_CM), align="center")
        yield paragraph(run(photo.caption, size=TABLE_POINTS), align="center")

    def _picture(self, ref: str, alt: str, box: tuple[float, float], *, hangs: bool = False) -> str:
        """A picture as large as its box allows, with its description."""
        self.shapes += 1
        part, content = self.word.part, self.images[ref]
        return wordsheet.picture(part, content, alt, box, number=self.shapes, hangs=hangs)

    def _emblem(self, ref: str | None) -> None:
        """The emblem, or its room: three centimetres that a stamp or a picture fills."""
        if ref:
            self._put(self._picture(ref, _EMBLEM, (4.0, 3.0)), align="center")
        else:
            self._put(before=_EMBLEM_POINTS - BODY_POINTS)

    def _letter_head(self, head: LetterHead) -> None:
        """Number and office begin beside the foot of the emblem, which lies over the lines as on an office's own sheets."""
        emblem = self._picture(head.emblem_ref, _EMBLEM, (4.0, 3.0), hangs=True) if head.emblem_ref else ""
        self.written.append(wordletter.beside_emblem(emblem, head.urgency))
        number = f"{head.number_label}    {head.number}"
        self._spread([[number, "\n".join(head.office_lines)]], last_cm=self.width / 2 - HALF_EMBLEM_CM)
        if head.is_dated:
            self._put(run(head.date), left=self.width / 2, before=6)

    def _memo_head(self, head: MemoHead) -> None:
        emblem = self._picture(head.emblem_ref, _EMBLEM, (2.0, 1.5)) if head.emblem_ref else ""
        self.written += wordletter.memo_head(head, emblem, self.width)

    def _letter_fields(self, fields: LetterFields) -> None:
        said: list[tuple[str, list[str]]] = []
        for label, text in paper.labelled(fields):
            if label:
                said.append((label, [text]))
            else:
                said[-1][1].append(text)
        for label, texts in said:
            self._labelled(label, texts)
        if fields.enclosures:
            self._spread(list(paper.enclosed(fields)))

    def _contact(self, contact: LetterContact) -> None:
        """Who owns the matter, at the foot of the page; on an office's own copy the initials stand beside it."""
        self.frame = "" if contact.beside else at_the_foot(self.width)
        own, copies = with_copies(contact)
        begun = len(self.written)
        if own:
            self._put(run("\n".join(own)), after=0)
        if copies:
            self._labelled(paper.COPIES, copies, after=0)
        if contact.beside:
            self.foot = Foot(self._taken(begun), contact.beside, begun)

    def _taken(self, begun: int) -> list[str]:
        """What was written since then, to stand elsewhere."""
        taken = self.written[begun:]
        del self.written[begun:]
        return taken

    def _labelled(self, label: str, texts: Sequence[str], *, after: float | None = None) -> None:
        """The texts under each other, beside what they are."""
        hanging = width_of(label) + _AFTER_LABEL_CM
        self._put(run(label + "\t" + "\n".join(texts)), left=hanging, first=-hanging, after=after)

    def _letter_close(self, close: LetterClose) -> None:
        room = signing_room(close, self.document)
        left = self.width - room
        signed = [part for line in close.sign_lines for part in _at_blanks(line, room)]
        if close.closing:
            self._put(run(close.closing), left=left, align="center", keep=True, before=12)
        before = _SIGNING_POINTS if close.closing else _SIGNING_POINTS + _A_LINE_POINTS
        self._put(run("\n".join(signed)), left=left, align="center", before=before)


def _at_blanks(line: str, room_cm: float) -> Iterator[str]:
    """The line where a word processor's own dictionary would part ปฏิบัติราชการ from แทน: at a blank, as the PDF does."""
    so_far = ""
    for word in line.split(" "):
        longer = f"{so_far} {word}" if so_far else word
        if so_far and width_of(longer) > room_cm:
            yield so_far
            longer = word
        so_far = longer
    yield so_far


def _runs(parts: Sequence[Part], *, size: float | None = None) -> Iterator[str]:
    for part in parts:
        match part:
            case Text(text, bold):
                yield run(text, bold=bold, size=size)
            case Blank(value, width_cm) if value:
                yield run(_spread_over(value, width_cm), dotted=True)
            case ToEnd(value):  # what is known, and dots up to the right margin, or to the unit that follows
                if value:
                    yield run(value, dotted=True)
                yield run("\t")
            case Blank() | Tick():
                yield run(part.text)


def _spread_over(value: str, width_cm: float) -> str:
    """A value in the middle of the room that a hand would have had for it, which no end of a line parts."""
    blank = measurer().width(_FIXED_BLANK) / POINTS_PER_CM
    around = _FIXED_BLANK * round((width_cm - width_of(value)) / blank / 2)
    return f"{around}{value}{around}"


def _signed(block: Signature, *, left_cm: float | None = None) -> Iterator[str]:
    for number, line in enumerate(block.lines, start=1):
        yield paragraph(
            *_runs(line),
            keep=number < len(block.lines),
            before=26 if number == 1 else 0,
            after=0,
            left_cm=left_cm,
            first_cm=0,
            align="center",
        )


def _filled(width: int, text: str, *, after: float = 0) -> str:
    return cell(width, paragraph(run(text), after=after, align="left"))


def _body_cell(width: int, one: Cell) -> str:
    align = "center" if one.tick is not None and not one.text else one.align
    said = run(one.content, bold=one.bold, size=TABLE_POINTS)
    return cell(
        width, paragraph(said, after=0, align=_SIDES[align], mark=None if one.content else TABLE_POINTS)
    )


def _head_cells(block: Table, widths: Sequence[int]) -> list[list[str]]:
    """The cells of each row of the head, one that reaches further down with its empty rest in every row below."""
    rows: list[list[str]] = [[] for _ in block.head]
    for place in sorted(paper.head_places(block.head), key=lambda one: one.column):
        across, down = place.cell.colspan, place.cell.rowspan
        width = sum(widths[place.column : place.column + across])
        said = paragraph(run(place.cell.text, bold=True, size=TABLE_POINTS), after=0, align="center")
        rows[place.row].append(
            cell(width, said, columns=across, merged="first" if down > 1 else "", head=True)
        )
        for row_below in rows[place.row + 1 : place.row + down]:
            row_below.append(cell(width, columns=across, merged="further"))
    return rows
