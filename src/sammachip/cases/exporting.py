"""What another system is given of one case: its boxes filled in that system's order, its files renamed, what is missing.

Nothing is typed for it: boxes are read from facts and from what was sent in other stages. Whoever enters it there says so
in the export's own stage, which is not sent while something is missing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath

from django.db.models import Q
from django.utils.translation import gettext as _

from sammachip.cases import knowledge
from sammachip.cases.attached import attached_in
from sammachip.cases.models import Attachment, Case, Filing, FilingState, Photo, Revision, Task
from sammachip.core import answers as core_answers
from sammachip.core.expr import Kind
from sammachip.core.fields import Field, FieldType, FormSpec
from sammachip.core.money import format_baht
from sammachip.core.shown import display, shown_fact
from sammachip.core.verdict import Missing
from sammachip.programmes import facts
from sammachip.programmes.outwardspec import Block, Enclosed, Export
from sammachip.records.models import FileKind, StoredFile
from sammachip.trail.spoken import worded
from sammachip.trail.thai import in_thai

PREFIX = "export."
"""How the checklist names what an export lacks."""
PICTURE_END = ".jpg"
"""How the names of shown copies end: they are JPEGs whatever was taken."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the other system, ready to be copied; `lacks` when it may not stay empty, or at nought, and does."""

    label: str
    text: str
    lacks: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """One file under the name it goes out by; `digest` is of the bytes that go out."""

    name: str
    label: str
    digest: str
    file: StoredFile


@dataclass(frozen=True, slots=True)
class Bundle:
    """All that is given of one case, in the order of the other system."""

    export: Export
    boxes: Sequence[Box]
    pieces: Sequence[Piece]
    missing: Sequence[Missing]


@dataclass(frozen=True, slots=True)
class _Sent:
    """A filing as it stands: as it was accepted, else as it was sent last; with its form.

    `again` where it was opened again after that: what its draft holds now is not given.
    """

    filing: Filing
    form: FormSpec
    values: Mapping[str, object]
    attached: Sequence[int]
    again: bool

    @property
    def pictures(self) -> list[str]:
        """The digests of the pictures that it was sent with."""
        keys = [one.key for one in self.form.fields if one.type is FieldType.PHOTOS]
        rows = [row for key in keys if isinstance(said := self.values.get(key), list) for row in said]
        return [str(row["file"]) for row in rows]


@in_thai
def bundle_of(case: Case, export: Export, day: date) -> Bundle:
    """What is given of this case as of a day; a number of queries that grows with neither filings nor files."""
    task = Task.objects.select_related("case__edition__programme", "case__group").get(
        case=case, stage=export.stage
    )
    sent = _sent(case, {*export.stages_named()})
    known = knowledge.known(task, [block.fact for block in export.blocks if block.fact], day)
    boxes = [_box(block, known, sent) for block in export.blocks]
    rows = [_pieces(number, one, sent) for number, one in enumerate(export.files, start=1)]
    pieces = [piece for row in rows for piece in row]
    return Bundle(export, boxes, pieces, [*_lacking(boxes), *_too_few(export, rows)])


def missing_items(task: Task, day: date) -> tuple[Missing, ...]:
    """What still keeps the stage of an export from being sent; nothing, and no query, where the stage is of none."""
    mine = [one for one in task.case.edition.pack.exports.values() if one.stage == task.stage]
    return tuple(lacking for export in mine for lacking in bundle_of(task.case, export, day).missing)


def _lacking(boxes: Iterable[Box]) -> Iterator[Missing]:
    for number, box in enumerate(boxes, start=1):
        if box.lacks:
            yield Missing(f"{PREFIX}{number}", box.label, _("ยังไม่มีข้อมูลในขั้นตอนที่เป็นที่มา"))


def _too_few(export: Export, rows: Sequence[Sequence[Piece]]) -> Iterator[Missing]:
    for number, (one, given) in enumerate(zip(export.files, rows, strict=True), start=1):
        if len(given) < one.at_least:
            hint = _("มี {given} ไฟล์ ต้องมีอย่างน้อย {least} ไฟล์").format(given=len(given), least=one.at_least)
            yield Missing(f"{PREFIX}file.{number}", one.label, hint)


def _sent(case: Case, stages: Iterable[str]) -> dict[str, list[_Sent]]:
    """By stage, its filings as they stand, the oldest first; two queries. What was accepted stands until the next is."""
    stands = Q(state__in=(FilingState.SENT, FilingState.ACCEPTED)) | Q(accepted_revision__isnull=False)
    filings = Filing.objects.filter(stands, task__case=case, task__stage__in=stages).select_related("task")
    revisions = {
        (one.filing_id, one.number): one
        for one in Revision.objects.filter(filing__in=filings).select_related("edition")
    }
    found: dict[str, list[_Sent]] = defaultdict(list)
    for filing in filings.order_by("task__stage", "number"):
        revision = revisions[filing.pk, filing.accepted_revision or filing.revision]
        pack = revision.edition.pack
        form = pack.forms[str(pack.stage(filing.task.stage).form)]
        values = core_answers.from_json(form, revision.answers)
        again = filing.state != FilingState.ACCEPTED and filing.accepted_revision is not None
        found[filing.task.stage].append(_Sent(filing, form, values, attached_in(revision.facts), again))
    return found


def _box(block: Block, known: Mapping[str, object], sent: Mapping[str, Sequence[_Sent]]) -> Box:
    if block.text:
        text = block.text
    elif block.fact:
        text = _fact_text(block, known.get(facts.plain(block.fact)))
    else:
        text = _answer_text(block, sent)
    nothing = not text or (bool(block.fact) and known.get(facts.plain(block.fact)) == 0)
    return Box(block.label, text, block.required and nothing)


def _fact_text(block: Block, value: object) -> str:
    fact = facts.fact(block.fact)
    if isinstance(value, list | tuple):
        columns = block.columns or tuple(one for one in (fact.columns if fact else ()) if one != "id")
        return "\n".join(
            _line(n, [_shown(row.get(name)) for name in columns]) for n, row in enumerate(value, 1)
        )
    if fact is not None and fact.kind is Kind.MONEY and isinstance(value, Decimal):
        return format_baht(value)
    return _shown(value)


def _shown(value: object) -> str:
    """As people write it: two of a thing are no 2.00."""
    whole = isinstance(value, Decimal) and value == value.to_integral_value()
    return worded(shown_fact(int(value) if whole else value))  # type: ignore[call-overload]  # a Decimal where whole


def _answer_text(block: Block, sent: Mapping[str, Sequence[_Sent]]) -> str:
    """The answer of the newest filing of the stage; of a table each row in a line."""
    stage, key = block.asked
    found = sent.get(stage, ())
    if not found or key not in {one.key for one in found[-1].form.fields}:
        return ""
    field, value = found[-1].form.named(key), found[-1].values.get(key)
    if field.type is not FieldType.TABLE:
        return worded(display(field, value))
    columns = [one for one in field.columns if not block.columns or one.key in block.columns]
    rows = value if isinstance(value, list) else []
    return "\n".join(_line(n, [_cell(one, row) for one in columns]) for n, row in enumerate(rows, 1))


def _cell(column: Field, row: Mapping[str, object]) -> str:
    text = worded(display(column, row.get(column.key)))
    return f"{column.label} {text}" if text else ""


def _line(number: int, cells: Iterable[str]) -> str:
    return f"{number}. " + " · ".join(one for one in cells if one)


def _pieces(number: int, one: Enclosed, sent: Mapping[str, Sequence[_Sent]]) -> list[Piece]:
    """The files of one row of the map under their new names, in the order they were given."""
    sources = [found for stage in one.of for found in sent.get(stage, ())]
    files = list(_pictures(sources) if one.take == "pictures" else _attached(sources, one.key))
    return [
        Piece(f"{number:02}_{one.name}_{at:02}{_ending(file)}", one.label, _digest(file), file)
        for at, file in enumerate(files, start=1)
    ]


def _pictures(sent: Sequence[_Sent]) -> Iterator[StoredFile]:
    found = Photo.objects.filter(filing__in=[one.filing for one in sent if not one.again])
    rows = found.select_related("file").order_by("filing", "row", "position", "pk")
    yield from (photo.file for photo in rows)
    digests = [digest for one in sent if one.again for digest in one.pictures]
    kept = {one.shown_digest: one for one in StoredFile.objects.filter(shown_digest__in=digests)}
    yield from (kept[digest] for digest in digests if digest in kept)


def _attached(sent: Sequence[_Sent], key: str) -> Iterator[StoredFile]:
    """Of a filing that was opened again those that it was accepted with, also where its draft gave them up."""
    stands = Q(filing__in=[one.filing for one in sent if not one.again], removed_at__isnull=True)
    stands |= Q(pk__in=[file for one in sent if one.again for file in one.attached])
    found = Attachment.objects.filter(stands, key=key).select_related("file")
    yield from (one.file for one in found.order_by("filing", "position", "pk"))


def _digest(file: StoredFile) -> str:
    """Of a picture its stripped copy goes out, of anything else the file itself."""
    return file.shown_digest if file.kind == FileKind.PHOTO else file.digest


def _ending(file: StoredFile) -> str:
    return PICTURE_END if file.kind == FileKind.PHOTO else PurePosixPath(file.name).suffix.lower()


def export_of(case: Case, key: str) -> Export | None:
    """The export of this key, where the case is one of those it is given of."""
    export = case.edition.pack.exports.get(key)
    of_group = case.group_id is not None and export is not None
    return export if of_group else None


def exports_of(case: Case) -> Sequence[Export]:
    """Every export that is given of this case."""
    return tuple(case.edition.pack.exports.values()) if case.group_id else ()
