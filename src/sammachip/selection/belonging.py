"""Which papers belong to a programme, as its selection knows: those of resolutions and of results."""

from django.db.models import Q

from sammachip.org import sight
from sammachip.selection.models import Placement, Resolution, RoundEntry


def papers_of(programme: str) -> Q:
    of_programme = {"round__task__case__programme__code": programme}
    resolutions = Resolution.objects.filter(**of_programme)
    placements = Placement.objects.filter(resolution__in=resolutions)
    entries = RoundEntry.objects.filter(**of_programme)
    return (
        Q(about_kind=Resolution._meta.label_lower, about_id__in=resolutions.values("pk"))
        | Q(about_kind=Placement._meta.label_lower, about_id__in=placements.values("pk"))
        | Q(about_kind=RoundEntry._meta.label_lower, about_id__in=entries.values("pk"))
    )


def register() -> None:
    sight.belongs("records.Paper", papers_of)
