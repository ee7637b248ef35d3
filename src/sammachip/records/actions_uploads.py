"""Files that come in piece by piece: begun, received, and forgotten when nobody sends the rest."""

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.core.verdict import Refused, Stale
from sammachip.org.hats import Actor
from sammachip.records.models import Upload
from sammachip.records.store import folder
from sammachip.trail import clock
from sammachip.trail.writes import claim

PIECE = 1 << 20
"""The most bytes that are taken at once; what a web process holds of a file at any time."""
MOST_OPEN = 5
"""So many files of one person may be half-way; of more the oldest is forgotten."""


class WrongOffset(Stale):
    """A piece that does not follow what is here; `received` is where the next one must begin."""

    def __init__(self, received: int) -> None:
        self.received = received
        super().__init__(_("ส่วนของไฟล์ที่ส่งมาไม่ต่อจากที่ได้รับแล้ว — ส่งต่อจากไบต์ที่ {n}").format(n=received))


def place_of(upload: Upload) -> Path:
    return folder() / str(upload.pk)


@transaction.atomic
def begin_upload(*, purpose: str, name: str, size: int, most_mb: int, mark: str = "", actor: Actor) -> Upload:
    """Make ready for a file of this size, or go on with the same one that came half-way. Raises Refused if it is too large."""
    refuse_size(name, size, most_mb)
    mine = Upload.objects.visible_to(actor)
    same = {"purpose": purpose[:80], "name": name[:200], "size": size, "mark": mark[:40]}
    for upload in mine.filter(**same):
        if place_of(upload).exists():
            return upload
    for upload in mine[MOST_OPEN - 1 :]:
        forget_upload(upload)
    now = clock.now()
    made = Upload.objects.create(
        **same, person=actor.person, office=actor.office, begun_at=now, touched_at=now
    )
    place_of(made).touch(mode=0o600)
    return made


def refuse_size(name: str, size: int, most_mb: int) -> None:
    """Raises Refused for a file that is empty, or larger than its kind may be."""
    if size <= 0:
        raise Refused(_("ไฟล์ {name} ว่างเปล่า (0 ไบต์) — เลือกไฟล์ใหม่").format(name=name))
    if size > most_mb << 20:
        raise Refused(
            _(
                "ไฟล์ {name} ใหญ่ {size:.1f} MB เกิน {most} MB — ลดขนาดหรือบันทึกด้วยความละเอียดต่ำลง แล้วเลือกใหม่"
            ).format(name=name, size=size / 1048576, most=most_mb)
        )


@transaction.atomic
def receive(upload: Upload, *, at: int, piece: bytes, actor: Actor) -> Upload:
    """Take the piece that begins at `at`. Raises WrongOffset when another is due, Refused when it is no piece of the file.

    The row is claimed first, so of two pieces that come at once one is told where to go on; what a broken-off piece
    left on the disk is written over.
    """
    if not 0 < len(piece) <= PIECE or at + len(piece) > upload.size:
        raise Refused(
            _("ส่วนของไฟล์ต้องมี 1 ถึง {most:,} ไบต์ และไม่เกินขนาดไฟล์ {size:,} ไบต์ที่แจ้งไว้ — เลือกไฟล์แล้วส่งใหม่").format(
                most=PIECE, size=upload.size
            )
        )
    try:
        claim(
            Upload.objects.visible_to(actor).filter(pk=upload.pk, received=at),
            received=at + len(piece),
            touched_at=clock.now(),
        )
    except Stale:
        upload.refresh_from_db()
        raise WrongOffset(upload.received) from None
    with place_of(upload).open("r+b") as file:
        file.seek(at)
        file.write(piece)
        file.truncate()
    upload.refresh_from_db()
    return upload


def take(upload: Upload, folder: Path) -> Path:
    """The whole file, moved into this folder. Raises WrongOffset while some is missing, Stale where another took it."""
    if not upload.is_whole:
        raise WrongOffset(upload.received)
    try:
        return place_of(upload).rename(folder / "given")
    except FileNotFoundError:
        raise Stale(_("ไฟล์นี้รับไปแล้ว — เปิดหน้านี้ใหม่เพื่อดูไฟล์ที่แนบ")) from None


def forget_upload(upload: Upload) -> None:
    """Let go of the row and of what came so far; of a file that was taken only the row is left to go."""
    place = place_of(upload)
    Upload.objects.filter(pk=upload.pk).delete()
    place.unlink(missing_ok=True)


def forget_abandoned() -> int:
    """Forget every file of which nothing came for days; how many they were."""
    left = list(Upload.objects.abandoned(clock.now()))
    for upload in left:
        forget_upload(upload)
    return len(left)
