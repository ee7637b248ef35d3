"""Where a page leads to the target of a programme that aims at a share of a list."""

from django.urls import reverse

from sammachip.cases.models import Case
from sammachip.insight.targets import share_of


def target_url(case: Case) -> str:
    """Where a case's target is shown; empty where its programme aims at no share of a list."""
    return reverse("web:target", args=[case.pk]) if case.office_id and share_of(case) else ""
