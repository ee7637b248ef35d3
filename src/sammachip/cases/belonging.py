"""Which rows of the rooms below belong to a programme, as its cases know: groups that take part, papers of its filings."""

from django.db.models import Q

from sammachip.cases.models import Case, Filing
from sammachip.org import sight


def groups_of(programme: str) -> Q:
    """The groups that have, or had, a case in the programme."""
    return Q(pk__in=Case.objects.filter(programme__code=programme, group__isnull=False).values("group"))


def papers_of(programme: str) -> Q:
    filings = Filing.objects.filter(task__case__programme__code=programme)
    return Q(about_kind=Filing._meta.label_lower, about_id__in=filings.values("pk"))


def register() -> None:
    sight.belongs("registry.Group", groups_of)
    sight.belongs("records.Paper", papers_of)
