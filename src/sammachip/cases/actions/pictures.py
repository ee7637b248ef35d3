"""Pictures given with a filing: added and taken away while it is a draft."""

from django.db import transaction
from django.db.models import Max

from sammachip.cases import rules
from sammachip.cases.models import Filing, Photo
from sammachip.core.verdict import require
from sammachip.org.hats import Actor
from sammachip.records.actions import keep_photo
from sammachip.records.models import StoredFile
from sammachip.trail import actions as trail


def add_photo(filing: Filing, *, content: bytes, name: str, row: str, caption: str, actor: Actor) -> Photo:
    """Keep a picture for one row of the filing. Raises Refused when the file is none, or the filing is not open."""
    require(rules.may_edit(actor, filing))
    file = keep_photo(content, name=name, actor=actor)
    return use_photo(filing, file, row=row, caption=caption, actor=actor)


@transaction.atomic
def use_photo(filing: Filing, file: StoredFile, *, row: str, caption: str, actor: Actor) -> Photo:
    """Stand a picture that is kept already in the filing. Raises Refused when the filing is not open."""
    _hold_open(filing, actor)
    last = filing.photos.filter(row=row).aggregate(last=Max("position"))["last"] or 0
    photo = Photo.objects.create(
        filing=filing, file=file, row=row[:40], caption=caption.strip()[:300], position=last + 1
    )
    trail.log("photo.added", about=filing, within=filing.task.case, actor=actor, digest=file.digest, row=row)
    return photo


def _hold_open(filing: Filing, actor: Actor) -> None:
    """Keep the draft from being sent until its pictures are written; one sent meanwhile is refused."""
    Filing.objects.select_for_update(of=("self",), no_key=True).get(pk=filing.pk)
    filing.refresh_from_db(fields=["state", "reopened_until"])
    require(rules.may_edit(actor, filing))


@transaction.atomic
def remove_photo(photo: Photo, *, actor: Actor) -> None:
    """Take a picture out of a draft; the file itself is kept."""
    _hold_open(photo.filing, actor)
    trail.log(
        "photo.removed",
        about=photo.filing,
        within=photo.filing.task.case,
        actor=actor,
        digest=photo.file.digest,
    )
    photo.delete()
