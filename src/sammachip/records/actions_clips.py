"""Clips and documents kept: measured or opened first, never whole in memory; copies made by the worker."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.core.lengths import Longest, too_long
from sammachip.core.verdict import Refused
from sammachip.org.hats import Actor
from sammachip.records import documents, store, videos
from sammachip.records.actions import NO_PICTURE, keep_photo
from sammachip.records.actions_uploads import refuse_size
from sammachip.records.models import MOST_TRIES, Clip, FileKind, Playing, StoredFile
from sammachip.records.store import folder
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.spoken import worded
from sammachip.trail.writes import claim

PDF_START = b"%PDF-"


def keep_clip(place: Path, *, name: str, most: Longest | None = None, actor: Actor) -> StoredFile:
    """Keep the clip that lies at `place`, measured from its stream. Raises Refused with what is wrong with it.

    Call it outside a transaction: measuring takes seconds, in which nobody else is to wait.
    """
    size = place.stat().st_size
    refuse_size(name, size, settings.UPLOAD_VIDEO_MAX_MB)
    with TemporaryDirectory(dir=folder()) as scratch:
        poster = Path(scratch, "poster.jpg")
        try:
            found = videos.measure(place, poster)
        except videos.NotAClip as error:
            raise Refused(_("ไฟล์ {name}: {reason}").format(name=name, reason=worded(error.reason))) from error
        if most and not most.allows(found.milliseconds):
            reason = worded(too_long(found.milliseconds, most))
            raise Refused(_("ไฟล์ {name}: {reason}").format(name=name, reason=reason))
        shown = store.keep_landed(poster)
    return _kept(place, found, name=name, size=size, shown=shown, actor=actor)


@transaction.atomic
def _kept(
    place: Path, found: videos.Measured, *, name: str, size: int, shown: str, actor: Actor
) -> StoredFile:
    file = StoredFile.objects.create(
        digest=store.keep_landed(place),
        kind=FileKind.VIDEO,
        name=name[:200],
        content_type=found.plays or "application/octet-stream",
        size=size,
        shown_digest=shown,
        private=found.private,
        office=actor.office,
        stored_by=actor.person,
        stored_at=clock.now(),
    )
    Clip.objects.create(
        file=file,
        milliseconds=found.milliseconds,
        container=found.container,
        codec=found.codec,
        width=found.width,
        height=found.height,
        frames_per_second=found.frames_per_second,
        playing=Playing.AS_IT_IS if found.plays else Playing.WAITING,
        plays=found.plays,
    )
    trail.log(
        "file.kept", about=file, actor=actor, digest=file.digest, size=size, milliseconds=found.milliseconds
    )
    return file


def keep_document(place: Path, *, name: str, actor: Actor) -> StoredFile:
    """Keep the PDF, DOCX or XLSX that lies at `place`. Raises Refused with what is wrong with it."""
    size = place.stat().st_size
    refuse_size(name, size, settings.UPLOAD_DOCUMENT_MAX_MB)
    try:
        content_type = documents.examine(place)
    except documents.NotADocument as error:
        raise Refused(_("ไฟล์ {name}: {reason}").format(name=name, reason=worded(error.reason))) from error
    with transaction.atomic():
        file = StoredFile.objects.create(
            digest=store.keep_landed(place),
            kind=FileKind.DOCUMENT,
            name=name[:200],
            content_type=content_type,
            size=size,
            office=actor.office,
            stored_by=actor.person,
            stored_at=clock.now(),
        )
        trail.log("file.kept", about=file, actor=actor, digest=file.digest, size=size)
    return file


def keep_scan(pieces: Iterable[bytes], *, name: str, size: int, actor: Actor) -> StoredFile:
    """Keep a signed paper as it was photographed, or scanned into a PDF. Raises Refused with what is wrong with the file."""
    refuse_size(name, size, max(settings.UPLOAD_PHOTO_MAX_MB, settings.UPLOAD_DOCUMENT_MAX_MB))
    with TemporaryDirectory(dir=folder()) as scratch:
        place = Path(scratch, "given")
        lay(pieces, place)
        with place.open("rb") as file:
            if file.read(len(PDF_START)) == PDF_START:
                return keep_document(place, name=name, actor=actor)
        refuse_size(name, size, settings.UPLOAD_PHOTO_MAX_MB)
        return keep_photo(place.read_bytes(), name=name, actor=actor)


def keep_sent(pieces: Iterable[bytes], *, name: str, size: int, actor: Actor) -> StoredFile:
    """Keep a file of a letter: a document as it was sent, or a picture of its paper. Raises Refused as `keep_scan`."""
    if not name.lower().endswith((".docx", ".xlsx")):
        try:
            return keep_scan(pieces, name=name, size=size, actor=actor)
        except Refused as why:
            raise (_of_no_kind(name) if why.verdict.code == NO_PICTURE else why) from why
    refuse_size(name, size, settings.UPLOAD_DOCUMENT_MAX_MB)
    with TemporaryDirectory(dir=folder()) as scratch:
        place = Path(scratch, "given")
        lay(pieces, place)
        return keep_document(place, name=name, actor=actor)


def _of_no_kind(name: str) -> Refused:
    reason = _("ไฟล์นี้ไม่ใช่ PDF DOCX XLSX หรือภาพที่เปิดได้ — บันทึกเป็นแบบใดแบบหนึ่งแล้วเลือกใหม่")
    return Refused(_("ไฟล์ {name}: {reason}").format(name=name, reason=reason))


def lay(pieces: Iterable[bytes], place: Path) -> None:
    """Write what comes in one go to `place`, piece by piece."""
    with place.open("xb") as file:
        for piece in pieces:
            file.write(piece)


def copy_next_clip() -> bool:
    """Make the copy that browsers play of the clip that waits longest; whether there was one.

    Of two workers one does it. A clip that cannot be copied is tried a few times, and then said to be so.
    """
    now = clock.now()
    clip = Clip.objects.to_copy(now).select_related("file").order_by("tries", "pk").first()
    if clip is None:
        return False
    claim(Clip.objects.filter(pk=clip.pk, tries=clip.tries), tries=clip.tries + 1, tried_at=now)
    with TemporaryDirectory(dir=folder()) as scratch:
        made = Path(scratch, "copy.mp4")
        try:
            videos.copy(_at_hand(clip.file.digest, Path(scratch)), made)
        except videos.NotCopied:
            over = clip.tries + 1 >= MOST_TRIES
            Clip.objects.filter(pk=clip.pk).update(
                playing=Playing.FAILED if over else Playing.WAITING, tried_at=None
            )
            return True
        Clip.objects.filter(pk=clip.pk).update(
            playing=Playing.COPIED, plays="video/mp4", played_digest=store.keep_landed(made)
        )
    return True


def _at_hand(digest: str, scratch: Path) -> Path:
    """The kept bytes as a file of this machine; fetched first where the storage is another's."""
    try:
        return Path(default_storage.path(store.path_of(digest)))
    except NotImplementedError:
        lay(store.blocks(digest), scratch / "given")
        return scratch / "given"
