"""What cases know of the rows of the rooms below: which groups and papers belong to a programme, and which groups
cannot be one."""

from collections.abc import Collection

from django.db.models import Q
from django.utils.translation import gettext as _

from sammachip.cases.models import Case, Filing, Listing
from sammachip.core.verdict import YES, Verdict
from sammachip.org import sight
from sammachip.registry.models import Group, Merge, Roster
from sammachip.registry.rules import before_merging
from sammachip.registry.rules_rosters import before_taking_back


def groups_of(programme: str) -> Q:
    """The groups of the programme of this code."""
    return taken_in(programme__code=programme)


def taken_in(**programme: object) -> Q:
    """The groups that have, or had, a case in a programme: in their own name, or in that of one joined into them."""
    cases = Case.objects.filter(group__isnull=False, **programme)
    joined = Merge.objects.standing().filter(group__in=cases.values("group"))
    return Q(pk__in=cases.values("group")) | Q(pk__in=joined.values("into"))


def papers_of(programme: str) -> Q:
    filings = Filing.objects.filter(task__case__programme__code=programme)
    return Q(about_kind=Filing._meta.label_lower, about_id__in=filings.values("pk"))


def letters_of(programme: str) -> Q:
    """The letters received that set the programme's work in motion."""
    return Q(tie__edition__programme__code=programme)


def deliveries_of(programme: str) -> Q:
    """The letters on their way that ask for the programme's work."""
    return Q(line__work__edition__programme__code=programme)


def rosters_of(programme: str) -> Q:
    """The revisions of named lists by which groups were taken into the programme."""
    return Q(pk__in=Listing.objects.filter(case__programme__code=programme).values("roster"))


def nobody_taken_in_by(roster: Roster) -> Verdict:
    """Whether no group was taken in by this revision: what was decided by it keeps its ground."""
    if not (count := Listing.objects.filter(roster=roster).count()):
        return YES
    return Verdict(
        _("นำกลุ่มเข้าโครงการตามบัญชีฉบับนี้แล้ว {n:,} กลุ่ม จึงยกเลิกไม่ได้ — นำเข้าฉบับแก้ไขแทน").format(n=count), "used"
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
    before_taking_back(nobody_taken_in_by)
    sight.belongs("registry.Group", groups_of)
    sight.belongs("registry.Roster", rosters_of)
    sight.belongs("records.Paper", papers_of)
    sight.belongs("records.IncomingLetter", letters_of)
    sight.belongs("records.Delivery", deliveries_of)
