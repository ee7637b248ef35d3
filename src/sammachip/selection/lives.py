"""When an issued paper of a selection holds no more: what a stranger is told who checks one."""

from django.utils.translation import gettext_lazy as _

from sammachip.records.genuine import HOLDS, Life, PaperKind, Standing, know, replaced_by
from sammachip.records.models import Paper, PaperState
from sammachip.selection import papers_results
from sammachip.selection.letters import entry_of, matter_of
from sammachip.selection.models import Resolution, RoundEntry, Withdrawal


def register() -> None:
    know(papers_results.RESOLUTION, PaperKind(_("รายงานการประชุมและมติ"), life=_of_resolution))
    know(papers_results.LETTER, PaperKind(_("หนังสือแจ้งผลการคัดเลือก"), life=_of_letter))


def _of_resolution(paper: Paper) -> Life:
    return _life(Resolution.objects.get(pk=paper.about_id))


def _of_letter(paper: Paper) -> Life:
    """A letter tells the result of its resolution; a corrected one has letters of its own, and so has an entry whose place
    changed since. Of who gave the place up what was told before holds no more."""
    later = Paper.objects.filter(
        kind=paper.kind, about_kind=paper.about_kind, about_id=paper.about_id, state=PaperState.ISSUED
    )
    if newer := later.filter(pk__gt=paper.pk).order_by("pk").first():
        return replaced_by(newer)
    matter = matter_of(paper)
    entry = entry_of(matter)
    if left := Withdrawal.objects.filter(entry=entry).first():
        told_before = left.recorded_at > paper.made_at
        return Life(Standing.WITHDRAWN, left.recorded_at) if told_before else HOLDS
    return HOLDS if isinstance(matter, RoundEntry) else _life(matter.resolution)


def _life(resolution: Resolution) -> Life:
    later = Resolution.objects.published().filter(round=resolution.round_id, number__gt=resolution.number)
    corrected = later.order_by("number").first()
    return Life(Standing.REPLACED, corrected.published_at) if corrected else HOLDS
