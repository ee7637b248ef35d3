"""The work on letters that came as pictures: page after page is read, and what was read stands at once.

A worker that is killed costs the one page it had in its hands. A scan that cannot be read says why, and goes on from that
page when somebody asks for it again.
"""

import logging
from collections.abc import Mapping

from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.core.verdict import Refused, Verdict, require
from sammachip.org.hats import Actor, actor_under
from sammachip.records import reading as files
from sammachip.records import rules_readings as rules
from sammachip.records.actions_readings import keep_read, kept_as, proposed, storable
from sammachip.records.actions_scans import take_away
from sammachip.records.models import PAGE_TAKES_AT_MOST, LetterScan, LetterScanQuerySet, ScanState
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.spoken import worded
from sammachip.trail.thai import in_thai

log = logging.getLogger(__name__)
NOTHING = "nothing"


def read_waiting() -> int:
    """Read page after page, of each scan in turn, until none waits; how many pages."""
    pages = 0
    while read_next():
        pages += 1
    return pages


def read_next() -> bool:
    """Read one page of the scan whose turn it is; whether there was one."""
    waiting = LetterScan.objects.to_read(clock.now()).select_related("office", "asked_by", "file")
    scan = waiting.first()
    if scan is None:
        return False
    if _take(scan):
        _read_page(scan)
    return True


def _take(scan: LetterScan) -> bool:
    """Hold the scan while a page of it is read; of two workers one does."""
    free = _held(scan)
    scan.held_until = clock.now() + PAGE_TAKES_AT_MOST
    return bool(free.update(held_until=scan.held_until))


def _held(scan: LetterScan) -> LetterScanQuerySet:
    return LetterScan.objects.filter(
        pk=scan.pk, state=ScanState.READING, read=scan.read, held_until=scan.held_until
    )


@in_thai
def _read_page(scan: LetterScan) -> None:
    """Read the next page and, after the last, make the reading. A database that does not answer is none of the file's
    fault."""
    try:
        actor = _whoever_asked(scan)
        with default_storage.open(scan.place) as file:
            content: bytes = file.read()
        is_ours = scan.read == scan.pages or _turned(scan, _text_on(scan, content))
        if is_ours and scan.read == scan.pages:
            _finish(scan, content, actor)
    except Refused as refusal:
        _fail(scan, refusal.verdict.reason, keep=refusal.verdict.code not in (rules.SECRET, NOTHING))
    except FileNotFoundError:
        _fail(scan, _("ไฟล์ที่เก็บไว้รออ่านหายไปแล้ว — เลือกไฟล์แล้วสั่งอ่านใหม่"), keep=False)
    except DatabaseError:
        raise
    except Exception as error:
        log.exception("scan %s: page %s could not be read", scan.pk, scan.read + 1)
        why = _("ระบบอ่านหน้า {page} ไม่สำเร็จ ({kind}) — สั่งอ่านต่ออีกครั้ง ถ้ายังไม่ได้ให้แจ้งผู้ดูแลระบบ")
        _fail(scan, why.format(page=scan.read + 1, kind=type(error).__name__))


def _whoever_asked(scan: LetterScan) -> Actor:
    """Who had it read, under the hat of then. Raises Refused where that hat is worn no more."""
    actor = actor_under(scan.asked_by, scan.asked_as, clock.today())
    if actor is None:
        said = _("{name} ผู้สั่งอ่านพ้นจากตำแหน่งที่สั่งแล้ว — ให้ผู้อยู่ในตำแหน่งสั่งอ่านต่อ")
        raise Refused(said.format(name=scan.asked_by.name))
    return actor


def _text_on(scan: LetterScan, content: bytes) -> str:
    """What stands on the next page. Raises Refused, also of a letter that says it is secret."""
    try:
        text = storable(files.page_of(content, scan.read))
    except files.Unreadable as why:
        said = _("หน้า {page}: {reason}").format(page=scan.read + 1, reason=worded(why.reason))
        raise Refused(said) from why
    require(rules.may_keep_text(text))
    return text


def _turned(scan: LetterScan, text: str) -> bool:
    """Put the page to those read before; whether this worker still held the scan."""
    held, texts = _held(scan), [*scan.texts, text]
    is_last = len(texts) == scan.pages
    until = scan.held_until if is_last else None
    if not held.update(texts=texts, read=len(texts), held_until=until):
        return False
    scan.texts, scan.read, scan.held_until = texts, len(texts), until
    return True


def _finish(scan: LetterScan, content: bytes, actor: Actor) -> None:
    try:
        text = files.joined(scan.texts)
    except files.Unreadable as why:
        raise Refused(Verdict(worded(why.reason), NOTHING)) from why
    _make(scan, content, text, proposed(text, scan.name), actor)


@transaction.atomic
def _make(scan: LetterScan, content: bytes, text: str, facts: Mapping[str, object], actor: Actor) -> None:
    held = _held(scan)
    made = keep_read(scan.file or kept_as(content, scan.name, actor), text, facts, actor)
    if not held.update(state=ScanState.READ, reading=made, ended_at=clock.now(), held_until=None):
        transaction.set_rollback(True)
        return
    take_away(scan)
    trail.notify(
        "scan-read",
        to=[scan.asked_by_id],
        text=format_lazy(gettext_lazy("อ่านภาพสแกนเสร็จแล้ว รอยืนยันข้อมูล: {title}"), title=made.title),
        url=made.get_absolute_url(),
    )


@transaction.atomic
def _fail(scan: LetterScan, why: str, *, keep: bool = True) -> None:
    """Say why the scan is not read. Of a secret letter neither file nor text is kept, and nothing of one without text."""
    failed = _held(scan).update(state=ScanState.FAILED, why=why[:500], ended_at=clock.now(), held_until=None)
    if not failed:
        return
    if not keep:
        take_away(scan)
    trail.notify(
        "scan-unread",
        to=[scan.asked_by_id],
        text=format_lazy(gettext_lazy("อ่านภาพสแกนไม่ได้: {name}"), name=scan.name),
        url=scan.get_absolute_url(),
    )
