"""When an issued paper of a selection holds no more: what a stranger is told who checks one."""

from django.utils.translation import gettext_lazy as _

from sammachip.records.genuine import HOLDS, Life, PaperKind, Standing, know
from sammachip.records.models import Paper
from sammachip.selection import papers_results
from sammachip.selection.models import Placement, Resolution


def register() -> None:
    know(papers_results.RESOLUTION, PaperKind(_("รายงานการประชุมและมติ"), life=_of_resolution))
    know(papers_results.LETTER, PaperKind(_("หนังสือแจ้งผลการคัดเลือก"), life=_of_letter))


def _of_resolution(paper: Paper) -> Life:
    return _life(Resolution.objects.get(pk=paper.about_id))


def _of_letter(paper: Paper) -> Life:
    """A letter tells the result of its resolution; a corrected one has letters of its own."""
    return _life(Placement.objects.select_related("resolution").get(pk=paper.about_id).resolution)


def _life(resolution: Resolution) -> Life:
    later = Resolution.objects.published().filter(round=resolution.round_id, number__gt=resolution.number)
    corrected = later.order_by("number").first()
    return Life(Standing.REPLACED, corrected.published_at) if corrected else HOLDS
