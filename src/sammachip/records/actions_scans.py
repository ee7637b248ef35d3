"""The verbs of letters that came as pictures: have one read by the worker, have it tried again, forget what nobody asks for."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from sammachip.core.verdict import require
from sammachip.org.hats import Actor
from sammachip.records import rules_readings as rules
from sammachip.records import store
from sammachip.records.models import LetterScan, ScanState, StoredFile
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim


@transaction.atomic
def await_pages(
    content: bytes, *, name: str, pages: int, file: StoredFile | None = None, actor: Actor
) -> LetterScan:
    """Keep a scan for the worker to read; the same file asked for twice is read once. Raises Refused where too many of the
    office wait already."""
    digest = store.digest_of(content)
    there = LetterScan.objects.filter(office=actor.office, digest=digest, state=ScanState.READING)
    if found := there.first():
        return found
    require(rules.may_wait(actor.office))
    scan = LetterScan.objects.create(
        office=actor.office,
        name=name[:200],
        digest=digest,
        place=default_storage.save(f"scans/{digest}", ContentFile(content)),
        file=file,
        pages=pages,
        asked_by=actor.person,
        asked_as=actor.hat.key,
        asked_at=clock.now(),
    )
    trail.log("scan.asked", about=scan, actor=actor, file=digest, pages=pages)
    return scan


@transaction.atomic
def read_again(scan: LetterScan, *, actor: Actor) -> LetterScan:
    """Let the worker go on from the page that it could not read. Raises Stale where it was told so already."""
    require(rules.may_read_again(actor, scan))
    claim(
        LetterScan.objects.filter(pk=scan.pk, state=ScanState.FAILED).exclude(place=""),
        state=ScanState.READING, why="", ended_at=None, held_until=None,
        asked_by=actor.person, asked_as=actor.hat.key,
    )  # fmt: skip
    scan.refresh_from_db()
    trail.log("scan.asked-again", about=scan, actor=actor, read=scan.read)
    return scan


def forget_old_scans() -> int:
    """Take away the files of scans that could not be read and that nobody had tried again for a week; how many."""
    old = list(LetterScan.objects.given_up(clock.now()))
    for scan in old:
        take_away(scan)
    return len(old)


@transaction.atomic
def take_away(scan: LetterScan) -> None:
    """Keep neither the file nor what was read of it; a file that was kept before stays where it is."""
    LetterScan.objects.filter(pk=scan.pk).update(place="", texts=[])
    transaction.on_commit(lambda: default_storage.delete(scan.place))
