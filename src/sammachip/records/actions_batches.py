"""The verbs of batches: order one, stop it, let it go on, forget what was made for a week only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.core.verdict import Refused, require
from sammachip.org.hats import Actor
from sammachip.records import letters, rules
from sammachip.records import rules_batches as may
from sammachip.records.batches import own_places
from sammachip.records.models import (
    KEPT_FOR,
    LETTERS,
    Batch,
    BatchItem,
    BatchState,
    DraftState,
    ItemState,
    LetterDraft,
    Series,
)
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim


@dataclass(frozen=True, slots=True)
class Numbering:
    """The day of letters that are issued as one job, and their numbers: the next of the office's `series`, or in a row
    from the `first` that another register gave, with what stands `before` it."""

    dated_on: date
    series: Series | None = None
    before: str = ""
    first: int | None = None


@transaction.atomic
def issue_to_all(
    draft: LetterDraft, numbering: Numbering, *, sends: bool = False, due_on: date | None = None, actor: Actor
) -> Batch:
    """Order a letter with a number of its own for each recipient of the signed draft; the worker makes them.

    With `sends` each goes on its way to the recipient's office as soon as it is issued, wanting something by `due_on`.
    """
    draft = LetterDraft.objects.select_related("office").get(pk=draft.pk)
    require(may.may_issue_many(actor, draft))
    require(rules.may_be_dated(numbering.dated_on))
    require(rules.may_fall_due(numbering.dated_on, due_on))
    offered = letters.SERIES[draft.letter_kind]
    series = numbering.series if numbering.series in offered else offered[0]
    if numbering.first is None:
        require(rules.may_count(draft.office, series))
    claim(LetterDraft.objects.filter(pk=draft.pk, state=DraftState.SIGNED), state=DraftState.ISSUED)
    batch = _ordered(
        LETTERS, str(draft), actor,
        draft=draft, dated_on=numbering.dated_on, series=series, before=numbering.before, first=numbering.first,
        sends=sends, due_on=due_on if sends else None,
    )  # fmt: skip
    BatchItem.objects.bulk_create(
        BatchItem(batch=batch, position=one.position, name=one.name, recipient=one)
        for one in draft.recipients.all()
    )
    trail.log("batch.ordered", about=batch, within=draft, actor=actor, kind=LETTERS, papers=draft.copies)
    trail.settle(("letter-signed",), url=draft.get_absolute_url())
    return batch


@transaction.atomic
def gather(
    kind: str, title: str, papers: Sequence[tuple[int, str]], *, told: dict[str, object], actor: Actor
) -> Batch:
    """Order papers of another room as one job: each row by its key and what it is called. `told` is what was asked for."""
    require(may.may_gather(actor))
    if not papers:
        raise Refused(_("ไม่มีเอกสารที่ตรงกับที่เลือก จึงไม่มีอะไรให้รวมเป็นชุด — เลือกงานหรือสถานะอื่น"))
    batch = _ordered(kind, title[:300], actor, told=told)
    BatchItem.objects.bulk_create(
        BatchItem(batch=batch, position=position, name=name[:300], about_id=about)
        for position, (about, name) in enumerate(papers, start=1)
    )
    trail.log("batch.ordered", about=batch, actor=actor, kind=kind, papers=len(papers), told=told)
    return batch


def _ordered(kind: str, title: str, actor: Actor, **more: object) -> Batch:
    return Batch.objects.create(
        kind=kind,
        title=title,
        office=actor.office,
        ordered_by=actor.person,
        ordered_as=actor.hat.key,
        ordered_at=clock.now(),
        **more,
    )


@transaction.atomic
def stop_batch(batch: Batch, *, actor: Actor) -> Batch:
    """Let nothing more of it be made for now; what is made stays."""
    require(may.may_stop(actor, batch))
    claim(Batch.objects.filter(pk=batch.pk, state=BatchState.WORKING), state=BatchState.STOPPED)
    batch.refresh_from_db()
    trail.log("batch.stopped", about=batch, actor=actor)
    return batch


@transaction.atomic
def go_on_with(batch: Batch, *, actor: Actor) -> Batch:
    """Let the worker go on: with what waits, once more with what could not be made, and with copies that went."""
    require(may.may_go_on(actor, batch))
    claim(
        Batch.objects.filter(pk=batch.pk, state=batch.state).exclude(state=BatchState.WORKING),
        state=BatchState.WORKING, done_at=None, held_until=None,
    )  # fmt: skip
    again = BatchItem.objects.filter(batch=batch)
    again.failed().update(state=ItemState.WAITING, why="")
    again.made().filter(place="").update(state=ItemState.WAITING, digest="", made_at=None)
    batch.refresh_from_db()
    trail.log("batch.resumed", about=batch, actor=actor)
    return batch


def forget_old_bundles() -> int:
    """Take away the bundles of batches done more than a week ago, and copies that were made for them alone. Gives back of
    how many batches. Letters and issued papers stay where they are kept."""
    old = Batch.objects.filter(state=BatchState.DONE, done_at__lt=clock.now() - KEPT_FOR).exclude(
        zip_place=""
    )
    forgotten = list(old)
    for batch in forgotten:
        _forget(batch, list(own_places(batch)))
    return len(forgotten)


@transaction.atomic
def _forget(batch: Batch, places: Iterable[str]) -> None:
    Batch.objects.filter(pk=batch.pk).update(zip_place="", merged_place="")
    BatchItem.objects.filter(batch=batch, place__startswith=f"{batch.folder}/").update(place="")
    transaction.on_commit(lambda: _deleted(places))


def _deleted(places: Iterable[str]) -> None:
    for place in places:
        default_storage.delete(place)
