"""Batches as they are read: where their papers come from, what they are called as files, and what of a batch is there."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.core.files.storage import default_storage

from sammachip.core.document import Document
from sammachip.core.grid import to_csv
from sammachip.core.thaidate import format_date
from sammachip.org.hats import Actor
from sammachip.records.models import Batch, BatchItem, OutgoingLetter, StoredFile
from sammachip.records.packing import file_stem


@dataclass(frozen=True, slots=True)
class Gathered:
    """One paper of another room for a batch: kept already, or a document still to be drawn for whoever ordered it."""

    kept: StoredFile | None = None
    document: Document | None = None
    draft: bool = False


class Source(Protocol):
    """Where a room's papers come from. Raises Refused, with the reason, for one that the actor is not given."""

    def __call__(self, about: int, *, actor: Actor, stamp: datetime) -> Gathered: ...


_sources: dict[str, Source] = {}


def bring(kind: str, source: Source) -> None:
    """Let a higher room have its papers made in batches; `kind` is what its batches bear."""
    _sources[kind] = source


def source_of(kind: str) -> Source:
    return _sources[kind]


WhenIssued = Callable[[Batch, OutgoingLetter, Actor], None]
_on_issued: list[WhenIssued] = []


def when_issued(act: WhenIssued) -> None:
    """Let a higher room act in the same transaction when a letter of a batch has its number, before it goes on its way."""
    _on_issued.append(act)


def tell_issued(batch: Batch, line: OutgoingLetter, actor: Actor) -> None:
    for act in _on_issued:
        act(batch, line, actor)


def file_name(item: BatchItem) -> str:
    """What the PDF of one paper is called among the others: its place, its number if it bears one, and of whom it is."""
    number = item.paper.number if item.paper else ""
    said = " ".join(filter(None, (f"{item.position:04}", number, item.name)))
    return f"{file_stem(said)}.pdf"


def listed(items: Iterable[BatchItem]) -> str:
    """The papers of a batch as a sheet, to go with its files: which file is whose, its number and its SHA-256."""
    head = ("ลำดับ", "ผู้รับหรือเรื่อง", "เลขที่", "ลงวันที่", "แฟ้ม", "SHA-256")
    return to_csv([head, *map(_line, items)])


def _line(item: BatchItem) -> tuple[str, ...]:
    day = item.paper.dated_on if item.paper else None
    number = item.paper.number if item.paper else ""
    return (
        str(item.position), item.name, number, format_date(day) if day else "", file_name(item), item.digest,
    )  # fmt: skip


def content_of(item: BatchItem) -> Iterator[bytes]:
    """The bytes of the item's PDF, a block at a time."""
    with default_storage.open(item.place) as file:
        yield from iter(lambda: file.read(1 << 20), b"")


def own_places(batch: Batch) -> Iterator[str]:
    """What the storage holds for this batch alone: its bundles and the copies made for whoever ordered it."""
    yield from filter(None, (batch.zip_place, batch.merged_place))
    yield from batch.items.filter(place__startswith=f"{batch.folder}/").values_list("place", flat=True)
