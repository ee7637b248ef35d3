"""The work on batches: the worker takes one, makes some papers of it at a time, and binds what came out.

What was made stands at once, so that a worker that is killed costs only what it had in its hands. Letters are drawn ahead
of their numbers, outside the transaction that gives these: others number theirs between two parts, and a letter that
comes out under another number than was foreseen is drawn once more.
"""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.core import document as doc
from sammachip.core.letternumber import in_series, on_its_face
from sammachip.core.verdict import Refused
from sammachip.org.hats import Actor, actor_under
from sammachip.records import actions as records
from sammachip.records import genuine, letters, store
from sammachip.records.actions_binding import Bundles, bind_batch
from sammachip.records.actions_dispatch import dispatch
from sammachip.records.actions_drafts import told_of
from sammachip.records.batches import Gathered, source_of, tell_issued
from sammachip.records.drawers import Drawers, Drawing, Drawn
from sammachip.records.models import HELD_FOR, LETTERS, Batch, BatchItem, BatchState, ItemState, Paper, Series
from sammachip.records.outgoing import next_numbers
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.thai import in_thai
from sammachip.trail.writes import claim

log = logging.getLogger(__name__)
AT_ONCE = 16
"""So many papers are made before they stand and others get their turn."""


def work_next() -> bool:
    """Work on the batch that waits longest until it is done, is stopped or another works on it; whether there was one."""
    waiting = Batch.objects.to_work(clock.now()).select_related("draft__office", "office", "ordered_by")
    batch = waiting.first()
    if batch is None or not take(batch):
        return False
    with Drawers() as drawers:
        work_on(batch, drawers)
    return True


def take(batch: Batch) -> bool:
    """Hold the batch for a while; of two workers one does."""
    free = Batch.objects.filter(pk=batch.pk, state=BatchState.WORKING, held_until=batch.held_until)
    batch.held_until = clock.now() + HELD_FOR
    return bool(free.update(held_until=batch.held_until))


def work_on(batch: Batch, drawers: Drawers) -> None:
    """Make part after part of a batch that this worker holds, then bind it."""
    while items := _next_part(batch):
        _make(batch, items, drawers)
        if not take(batch):
            return
    bundles = bind_batch(batch)
    _finish(batch, bundles)


@transaction.atomic
@in_thai
def _finish(batch: Batch, bundles: Bundles) -> None:
    """Say that all is done that could be, and tell whoever ordered it."""
    working = Batch.objects.filter(pk=batch.pk, state=BatchState.WORKING)
    if not working.update(
        state=BatchState.DONE, done_at=clock.now(), held_until=None,
        zip_place=bundles.zip_place, merged_place=bundles.merged_place, pages=bundles.pages,
    ):  # fmt: skip
        return
    made, failed = batch.items.made().count(), batch.items.failed().count()
    words = gettext_lazy("ชุดเอกสารเสร็จแล้ว {made} ฉบับ ทำไม่ได้ {failed} ฉบับ: {title}")
    trail.notify(
        "batch-done",
        to=[batch.ordered_by_id],
        text=format_lazy(words, made=made, failed=failed, title=batch.title),
        url=batch.get_absolute_url(),
    )


def _next_part(batch: Batch) -> list[BatchItem]:
    waiting = batch.items.waiting().select_related("recipient__office")
    return list(waiting.order_by("position")[:AT_ONCE])


@in_thai
def _make(batch: Batch, items: Sequence[BatchItem], drawers: Drawers) -> None:
    """Make these papers. What cannot be made is told of each; a database that does not answer is none of their fault."""
    try:
        actor = _whoever_ordered(batch)
        if batch.kind == LETTERS:
            _make_letters(batch, items, drawers, actor)
        else:
            _make_gathered(batch, items, drawers, actor)
    except Refused as refusal:
        _fail(items, refusal.verdict.reason)
    except DatabaseError:
        raise
    except Exception as error:
        log.exception("batch %s: a part of it could not be made", batch.pk)
        why = _("ระบบทำเอกสารนี้ไม่สำเร็จ ({kind}) — สั่งทำใหม่ ถ้ายังไม่ได้ให้แจ้งผู้ดูแลระบบ")
        _fail(items, why.format(kind=type(error).__name__))


def _whoever_ordered(batch: Batch) -> Actor:
    """Who ordered it, under the hat of then. Raises Refused where that hat is worn no more."""
    actor = actor_under(batch.ordered_by, batch.ordered_as, clock.today())
    if actor is None:
        said = _("{name} ผู้สั่งทำชุดเอกสารพ้นจากตำแหน่งที่สั่งแล้ว — ให้ผู้อยู่ในตำแหน่งสั่งทำใหม่")
        raise Refused(said.format(name=batch.ordered_by.name))
    return actor


def _fail(items: Sequence[BatchItem], why: str) -> None:
    waiting = BatchItem.objects.filter(pk__in=[one.pk for one in items]).waiting()
    waiting.update(state=ItemState.FAILED, why=why[:500])


def _not_drawn(drawn: Drawn) -> str:
    return _("จัดหน้าเอกสารไม่ได้ ({why}) — ตรวจข้อความและตารางของฉบับนี้ แล้วสั่งทำใหม่").format(why=drawn.why[:200])


def _make_letters(batch: Batch, items: Sequence[BatchItem], drawers: Drawers, actor: Actor) -> None:
    assert batch.draft is not None
    assert batch.dated_on is not None
    bare = letters.documents_of(
        batch.draft, batch.dated_on, [one.recipient for one in items if one.recipient]
    )
    foreseen = [
        doc.numbered(document, on_its_face(number), batch.dated_on)
        for document, number in zip(bare, _foreseen(batch, items), strict=True)
    ]
    codes, stamp = [genuine.new_code() for _item in items], clock.now()
    drawings = [
        Drawing(document, stamp, seal=genuine.seal_of(Paper(code=code)))
        for document, code in zip(foreseen, codes, strict=True)
    ]
    made = drawers.draw(drawings)
    for item, drawn in zip(items, made, strict=True):
        if drawn.why:
            _fail([item], _not_drawn(drawn))
    ahead = [
        records.DrawnAhead(document, code, drawn.files["pdf"], drawn.files["docx"], stamp)
        if drawn.files
        else None
        for document, code, drawn in zip(foreseen, codes, made, strict=True)
    ]
    _issue_part(batch, [(i, b, a) for i, b, a in zip(items, bare, ahead, strict=True) if a], actor)


def _foreseen(batch: Batch, items: Sequence[BatchItem]) -> list[str]:
    """The number each will most likely get."""
    series = Series(batch.series)
    if batch.first is not None:
        return [in_series(series, batch.number_typed(one.position)) for one in items]
    assert batch.dated_on is not None
    return next_numbers(batch.office, series, batch.dated_on, len(items))


Ready = tuple[BatchItem, doc.Document, records.DrawnAhead]


@transaction.atomic
def _issue_part(batch: Batch, ready: Sequence[Ready], actor: Actor) -> None:
    """Number and keep these letters, those of them that still wait; one that is refused is told of by itself."""
    trail.hold(actor)
    held = BatchItem.objects.select_for_update(of=("self",)).waiting()
    waiting = set(held.filter(pk__in=[item.pk for item, *_more in ready]).values_list("pk", flat=True))
    for item, document, ahead in ready:
        if item.pk not in waiting:
            continue
        try:
            with transaction.atomic():
                _issue_one(batch, item, document, ahead, actor)
        except Refused as refusal:
            _fail([item], refusal.verdict.reason)


def _issue_one(
    batch: Batch, item: BatchItem, document: doc.Document, ahead: records.DrawnAhead, actor: Actor
) -> None:
    draft, recipient = batch.draft, item.recipient
    assert draft is not None
    assert recipient is not None
    assert batch.dated_on is not None
    paper = records.draft(
        kind=f"letter-{draft.kind}", title=document.title, about=draft, office=draft.office,
        path=draft.office.path, document=document, actor=actor,
    )  # fmt: skip
    paper = records.issue_letter(
        paper, dated_on=batch.dated_on, series=Series(batch.series), number=batch.number_typed(item.position),
        told=told_of(draft, paper, recipient.to_whom), ahead=ahead, actor=actor,
    )  # fmt: skip
    if batch.sends and recipient.office:
        tell_issued(batch, paper.line, actor)
        dispatch(paper.line, [recipient.office], due_on=batch.due_on, actor=actor)
    assert paper.pdf is not None
    digest = paper.pdf.digest
    claim(
        BatchItem.objects.filter(pk=item.pk).waiting(), state=ItemState.MADE, paper=paper,
        place=store.path_of(digest), digest=digest, made_at=clock.now(),
    )  # fmt: skip


def _make_gathered(batch: Batch, items: Sequence[BatchItem], drawers: Drawers, actor: Actor) -> None:
    """What is kept already is taken as it is; the others are drawn and kept for this batch alone."""
    stamp, to_draw = clock.now(), []
    for item in items:
        try:
            found = source_of(batch.kind)(item.about_id or 0, actor=actor, stamp=stamp)
        except Refused as refusal:
            _fail([item], refusal.verdict.reason)
            continue
        if found.kept:
            _made(item, store.path_of(found.kept.digest), found.kept.digest)
        else:
            to_draw.append((item, found))
    made = drawers.draw([_drawing(found, stamp) for _item, found in to_draw])
    for (item, _found), drawn in zip(to_draw, made, strict=True):
        if drawn.why:
            _fail([item], _not_drawn(drawn))
        else:
            _keep_copy(batch, item, drawn.files["pdf"])


def _drawing(found: Gathered, stamp: datetime) -> Drawing:
    assert found.document is not None
    return Drawing(found.document, stamp, kinds=("pdf",), draft=found.draft)


def _keep_copy(batch: Batch, item: BatchItem, content: bytes) -> None:
    place = default_storage.save(f"{batch.folder}/{item.position:04}.pdf", ContentFile(content))
    _made(item, place, store.digest_of(content))


def _made(item: BatchItem, place: str, digest: str) -> None:
    waiting = BatchItem.objects.filter(pk=item.pk).waiting()
    waiting.update(state=ItemState.MADE, place=place, digest=digest, made_at=clock.now())
