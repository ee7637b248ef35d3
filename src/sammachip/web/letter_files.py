"""Files chosen for a letter: each is taken or refused by itself, and what was taken stays chosen when the form comes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from sammachip.core.verdict import Refused
from sammachip.org.hats import Actor
from sammachip.records.actions_clips import keep_sent
from sammachip.records.models import StoredFile
from sammachip.web.posted import whole_number

if TYPE_CHECKING:
    Upload = UploadedFile[bytes]

MOST = 40
"""Files that one form brings."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The files that are kept, in the order of their coming, and of each other why it is not."""

    kept: Sequence[StoredFile] = ()
    refused: Sequence[str] = ()


NO_FILES = Taken()


def chosen_in(request: HttpRequest) -> list["Upload"]:
    return list(request.FILES.getlist("attached"))


def take_files(chosen: Sequence["Upload"], *, before: Sequence[str] = (), actor: Actor) -> Taken:
    """Keep each file that can be, beside those of `before`: what this person left ticked of what was kept already."""
    keys = [whole_number(one, otherwise=0) for one in before[:MOST]]
    own = StoredFile.objects.filter(pk__in=keys, office=actor.office, stored_by=actor.person)
    kept, refused = list(own.order_by("pk")), list[str]()
    for one in chosen:
        try:
            kept.append(_kept(one, actor, at=len(kept)))
        except Refused as why:
            refused.append(why.verdict.reason)
    return Taken(kept, refused)


def _kept(one: "Upload", actor: Actor, *, at: int) -> StoredFile:
    if at >= MOST:
        said = _("ไฟล์ {name} เกิน {most} ไฟล์ในครั้งเดียว — ลงรับก่อน แล้วแนบเพิ่มในหน้าของหนังสือ")
        raise Refused(said.format(name=one.name, most=MOST))
    if not one.size:
        raise Refused(_("ไฟล์ {name} ว่างเปล่า — เลือกไฟล์ใหม่").format(name=one.name))
    return keep_sent(one.chunks(), name=one.name or _("ไฟล์"), size=one.size, actor=actor)
