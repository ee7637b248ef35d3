"""The records desk: files as they came, papers as they went out under their numbers, sheets as they were read."""

from sammachip.records.models.dispatch import Arrival, Delivery, DeliveryQuerySet, Enclosure
from sammachip.records.models.drafts import DraftKind, DraftState, LetterDraft, LetterDraftQuerySet
from sammachip.records.models.files import (
    COPY_TAKES_AT_MOST,
    MOST_TRIES,
    UPLOAD_WAITS_AT_MOST,
    Clip,
    ClipQuerySet,
    FileKind,
    Playing,
    StoredFile,
    Upload,
    UploadQuerySet,
)
from sammachip.records.models.incoming import (
    WRITERS,
    ActKind,
    IncomingAct,
    IncomingFile,
    IncomingLetter,
    IncomingLetterQuerySet,
    IncomingState,
    Urgency,
)
from sammachip.records.models.outgoing import (
    Book,
    NumberSeries,
    OutgoingLetter,
    OutgoingLetterQuerySet,
    Series,
)
from sammachip.records.models.papers import Paper, PaperQuerySet, PaperState
from sammachip.records.models.readings import LetterConfirmation, LetterReading, LetterReadingQuerySet
from sammachip.records.models.sheets import WAITS_AT_MOST, SheetImport, SheetImportQuerySet

__all__ = [
    "COPY_TAKES_AT_MOST",
    "MOST_TRIES",
    "UPLOAD_WAITS_AT_MOST",
    "WAITS_AT_MOST",
    "WRITERS",
    "ActKind",
    "Arrival",
    "Book",
    "Clip",
    "ClipQuerySet",
    "Delivery",
    "DeliveryQuerySet",
    "DraftKind",
    "DraftState",
    "Enclosure",
    "FileKind",
    "IncomingAct",
    "IncomingFile",
    "IncomingLetter",
    "IncomingLetterQuerySet",
    "IncomingState",
    "LetterConfirmation",
    "LetterDraft",
    "LetterDraftQuerySet",
    "LetterReading",
    "LetterReadingQuerySet",
    "NumberSeries",
    "OutgoingLetter",
    "OutgoingLetterQuerySet",
    "Paper",
    "PaperQuerySet",
    "PaperState",
    "Playing",
    "Series",
    "SheetImport",
    "SheetImportQuerySet",
    "StoredFile",
    "Upload",
    "UploadQuerySet",
    "Urgency",
]
