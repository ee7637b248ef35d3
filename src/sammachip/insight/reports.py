"""The report that speaks for an office: which stage it is, and where it stands on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models import Case, Filing, FilingState
from sammachip.core.area import Level
from sammachip.core.thaidate import bangkok_day
from sammachip.programmes.pack import Pack, Stage


class ReportState(models.TextChoices):
    """Where an office stands with the report that is wanted of it for a day."""

    ACCEPTED = "accepted", _("รายงานแล้ว")
    NIL = "nil", _("รายงานไม่มีผล")
    INTERIM = "interim", _("รายงานระหว่างทาง")
    SENT = "sent", _("ส่งแล้ว รอรับ")
    RETURNED = "returned", _("ส่งคืนแก้ไข")
    WRITING = "writing", _("กำลังจัดทำ")
    NONE = "none", _("ยังไม่รายงาน")

    @property
    def is_handed_in(self) -> bool:
        """Whether the office owes no report any more; one that says there is nothing to report counts."""
        return self in (ReportState.ACCEPTED, ReportState.NIL)


@dataclass(frozen=True, slots=True)
class Report:
    """The report that speaks for an office, if there is any."""

    state: ReportState = ReportState.NONE
    filing: Filing | None = None

    @property
    def sent_on(self) -> date | None:
        """The day it was first handed in, by which it is judged to be in time."""
        moment = self.filing.first_sent_at if self.filing else None
        return bangkok_day(moment) if moment else None


NO_REPORT = Report()


def report_stage(pack: Pack, level: Level) -> Stage | None:
    """The stage in which offices of this level report for any day, if the programme has one."""
    return next((one for one in pack.stages if one.repeats and level in one.per), None)


def reports_as_of(cases: Sequence[Case], as_of: date) -> dict[int, Report]:
    """By case, the report that speaks for it on a day: the latest accepted, else the latest there is; one query.

    Which stage reports is for each case's own edition to say.
    """
    stages = {
        case.pk: stage.key
        for case in cases
        if (stage := report_stage(case.edition.pack, Level(case.level))) is not None
    }
    if not stages:
        return {}
    filings = (
        Filing.objects.filter(task__case__in=stages, task__stage__in=set(stages.values()), as_of__lte=as_of)
        .exclude(state=FilingState.WITHDRAWN)
        .select_related("task", "task__turn_office")
        .defer("answers")
        .order_by("as_of", "number")
    )
    found: dict[int, Report] = {}
    for filing in filings:
        if filing.task.stage != stages[filing.task.case_id]:
            continue
        held = found.get(filing.task.case_id, NO_REPORT)
        state = report_state(filing)
        if state.is_handed_in or not held.state.is_handed_in:
            found[filing.task.case_id] = Report(state, filing)
    return found


def report_state(filing: Filing) -> ReportState:
    """An interim report that was accepted tells how far the work is; the one that is due is still owed."""
    if filing.accepted_revision and filing.interim:
        return ReportState.INTERIM
    if filing.accepted_revision:
        return ReportState.NIL if filing.nil_accepted else ReportState.ACCEPTED
    if filing.state == FilingState.SENT:
        return ReportState.SENT
    return ReportState.RETURNED if filing.revision else ReportState.WRITING
