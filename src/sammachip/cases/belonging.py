"""What cases know of the rows of the rooms below: which groups and papers belong to a programme, and which groups
cannot be one."""

from collections.abc import Collection

from django.db.models import Q
from django.utils.translation import gettext as _

from sammachip.cases.models import Case, Filing
from sammachip.core.verdict import YES, Verdict
from sammachip.org import sight
from sammachip.registry.models import Group, Merge
from sammachip.registry.rules import before_merging


def groups_of(programme: str) -> Q:
    """The groups that have, or had, a case in the programme."""
    return Q(pk__in=Case.objects.filter(programme__code=programme, group__isnull=False).values("group"))


def papers_of(programme: str) -> Q:
    filings = Filing.objects.filter(task__case__programme__code=programme)
    return Q(about_kind=Filing._meta.label_lower, about_id__in=filings.values("pk"))


def taken_in(programme: int) -> Q:
    """The groups that have, or had, a case in the programme: in their own name, or in that of one joined into them."""
    joined = Merge.objects.standing().filter(group__cases__programme=programme)
    return Q(pk__in=Case.objects.filter(programme=programme, group__isnull=False).values("group")) | Q(
        pk__in=joined.values("into")
    )


def may_be_one(group: Group, into: Group, family: Collection[int]) -> Verdict:
    """Whether no programme is at work with both: there one group would count as two, and be given money twice."""
    theirs = Case.objects.live().filter(group__in=family).values("programme")
    both = (
        Case.objects.live().filter(group=group, programme__in=theirs).select_related("edition").order_by("pk")
    )
    if (case := both.first()) is None:
        return YES
    return Verdict(
        _(
            "«{group}» และ «{into}» กำลังดำเนินงานอยู่ใน{programme}ทั้งสองกลุ่ม — ยุติการเข้าร่วมของกลุ่มหนึ่งในโครงการนั้นก่อน แล้วจึงรวม"
        ).format(group=group.name, into=into.name, programme=case.edition.title),
        "both-at-work",
    )


def register() -> None:
    before_merging(may_be_one)
    sight.belongs("registry.Group", groups_of)
    sight.belongs("records.Paper", papers_of)
