"""Filled forms gathered by the hundred: those of one stage, as whoever asks may read them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from sammachip.cases.actions import ask_as_the_batch_does
from sammachip.cases.handing_out import prepared
from sammachip.cases.models import Filing, FilingState
from sammachip.cases.personal import sight_of
from sammachip.core.verdict import Refused
from sammachip.org.hats import Actor
from sammachip.programmes.models import Edition
from sammachip.records import actions_batches as records
from sammachip.records import batches
from sammachip.records.batches import Gathered
from sammachip.records.models import Batch

FILINGS = "filings"
ACCEPTED = Q(accepted_revision=F("revision"))
"""Accepted as it was sent last: what was opened again and sent anew waits for its signers."""


@dataclass(frozen=True, slots=True)
class Gatherable:
    """The forms of one stage that were sent, and of how many the newest sending was accepted."""

    programme: str
    stage: str
    title: str
    sent: int
    accepted: int

    @property
    def key(self) -> str:
        return f"{self.programme}:{self.stage}"


def gatherable(actor: Actor) -> list[Gatherable]:
    """What this hat may have gathered, by programme and stage; two queries."""
    asked = ("task__case__programme__code", "task__stage")
    counted = (
        _sent(actor)
        .order_by()
        .values_list(*asked)
        .annotate(sent=Count("pk"), accepted=Count("pk", filter=ACCEPTED))
    )
    rows = {(programme, stage): (sent, accepted) for programme, stage, sent, accepted in counted}
    return [
        Gatherable(
            edition.programme.code,
            stage.key,
            f"{stage.title} · {edition.title}",
            *rows[edition.programme.code, stage.key],
        )
        for edition in _newest({programme for programme, _stage in rows})
        for stage in edition.pack.stages
        if (edition.programme.code, stage.key) in rows
    ]


def _newest(programmes: set[str]) -> list[Edition]:
    editions = Edition.objects.filter(programme__code__in=programmes).select_related("programme")
    newest = {edition.programme_id: edition for edition in editions.order_by("number")}
    return sorted(newest.values(), key=lambda edition: (-edition.fiscal_year, edition.programme.code))


def _sent(actor: Actor) -> QuerySet[Filing]:
    """What was sent and not taken back, of all that the hat sees."""
    return Filing.objects.visible_to(actor).filter(revision__gt=0).exclude(state=FilingState.WITHDRAWN)


def gather_filings(asked: Gatherable, *, accepted_only: bool = False, actor: Actor) -> Batch:
    """Order the forms of this stage as one job, by place. Their files are made as the actor may read them."""
    found = _sent(actor).filter(task__case__programme__code=asked.programme, task__stage=asked.stage)
    if accepted_only:
        found = found.filter(ACCEPTED)
    rows = found.select_related("task__case__office", "task__case__area", "task__case__group")
    papers = [
        (one.pk, _called(one))
        for one in rows.order_by("task__case__path", "task__occurrence", "number", "pk")
    ]
    told = {"programme": asked.programme, "stage": asked.stage, "accepted_only": accepted_only}
    return records.gather(FILINGS, asked.title, papers, told=told, actor=actor)


def _called(filing: Filing) -> str:
    return " ".join(filter(None, (str(filing.task.case.subject), filing.task.period)))


def filing_file(about: int, *, actor: Actor, stamp: datetime) -> Gathered:
    """The file of one filing for this reader: the issued one, or what is still to be drawn."""
    seen = Filing.objects.visible_to(actor).select_related("task__case__edition")
    filing = seen.filter(pk=about).first()
    given = prepared(filing, sight=sight_of(actor, filing.task)) if filing else None
    if given is None:
        raise Refused(_("แบบฉบับนี้ถูกถอนคืนหรือไม่อยู่ในพื้นที่ของท่านแล้ว"))
    kept = given.issued.pdf if given.issued else None
    return Gathered(kept, given.document, draft=given.is_draft)


def register() -> None:
    batches.bring(FILINGS, filing_file)
    batches.when_issued(ask_as_the_batch_does)
