"""Clusters of groups, and an office's word that it has none of its own."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models.cases import Case
from sammachip.core.area import within
from sammachip.org.hats import Actor
from sammachip.org.models import Person
from sammachip.org.sight import coded, reached
from sammachip.programmes.models import Edition
from sammachip.trail.columns import PathField


class ClusterBasis(models.TextChoices):
    SAME = "same", _("ผลิตสินค้าประเภทเดียวกัน")
    LINKED = "linked", _("เชื่อมโยงกัน")
    BOTH = "both", _("ผลิตสินค้าประเภทเดียวกัน และเชื่อมโยงกัน")


class ClusterQuerySet(models.QuerySet["Cluster"]):
    def visible_to(self, actor: Actor) -> "ClusterQuerySet":
        """Every office with a member in it sees a cluster; so does every office above."""
        of_programme = coded("edition__programme__code")
        return self.filter(reached(actor.reaches(), "members__case__path", of_programme)).distinct()

    def standing(self, day: date) -> "ClusterQuerySet":
        """Those that stood at the end of that day."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day), made_on__lte=day)

    def shared_below(self, case: Case) -> "ClusterQuerySet":
        """Those of its programme in which a group at or below this case has a share."""
        low, high = within(case.path)
        return self.filter(
            edition__programme=case.programme_id, members__case__path__gte=low, members__case__path__lt=high
        ).distinct()


class Cluster(models.Model):
    """Groups joined because they are alike or linked. `path` is their lowest common office: counted once, there.

    `edition` is the one it was made under; its members may follow others of the same programme.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="clusters")
    name = models.CharField(_("ชื่อคลัสเตอร์"), max_length=160)
    basis = models.CharField(_("ลักษณะที่รวมกันเป็นคลัสเตอร์"), max_length=10, choices=ClusterBasis)
    note = models.CharField(_("คำอธิบาย"), max_length=300, blank=True)
    path = PathField(db_index=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField(_("จัดเมื่อวันที่"))
    made_at = models.DateTimeField()
    ended_on = models.DateField(_("ยกเลิกเมื่อวันที่"), null=True)
    ended_at = models.DateTimeField(null=True)

    objects = ClusterQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "path", "name", "pk"]

    def __str__(self) -> str:
        return self.name


class ClusterMember(models.Model):
    """One group's share in a cluster."""

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="members")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="memberships")
    joined_at = models.DateTimeField()

    class Meta:
        ordering = ["cluster", "case__path", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "case"],
                name="member_once_in_cluster",
                violation_error_message=_("กลุ่มนี้อยู่ในคลัสเตอร์นี้แล้ว"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.cluster_id}:{self.case_id}"


class ClusterAnswer(models.Model):
    """An office's recorded answer that it has no cluster of its own, with the reason."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="cluster_answers")
    reason = models.CharField(_("เหตุผล"), max_length=300)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField(_("พิจารณาเมื่อวันที่"))
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["case", "pk"]

    def __str__(self) -> str:
        return self.reason


class ProposalVerdict(models.TextChoices):
    """What a person made of a proposal."""

    ACCEPTED = "accepted", _("รับตามที่เสนอ")
    CHANGED = "changed", _("แก้ไขแล้วรับ")
    ASIDE = "aside", _("พักไว้")


class ClusterDecisionQuerySet(models.QuerySet["ClusterDecision"]):
    def visible_to(self, actor: Actor) -> "ClusterDecisionQuerySet":
        """The offices at or above where the proposed cluster would count."""
        return self.filter(reached(actor.reaches(), "path", coded("edition__programme__code")))

    def within(self, path: str) -> "ClusterDecisionQuerySet":
        low, high = within(path)
        return self.filter(path__gte=low, path__lt=high)

    def aside(self) -> "ClusterDecisionQuerySet":
        """Proposals put aside and not taken up again."""
        return self.filter(verdict=ProposalVerdict.ASIDE, withdrawn_at__isnull=True)


class ClusterDecision(models.Model):
    """What a person decided of a proposal of the software, beside the proposal as it stood.

    `mark` names the proposal with all it rested on (`core.clusters`), `members` are the proposed cases.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="cluster_decisions")
    mark = models.CharField(max_length=64)
    title = models.CharField(_("ข้อเสนอ"), max_length=160)
    basis = models.CharField(_("ลักษณะที่รวมกันเป็นคลัสเตอร์"), max_length=10, choices=ClusterBasis)
    because = models.CharField(_("เหตุผลของข้อเสนอ"), max_length=600)
    members = models.JSONField()
    path = PathField(db_index=True)
    verdict = models.CharField(max_length=8, choices=ProposalVerdict)
    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, null=True, related_name="decisions")
    reason = models.CharField(_("เหตุผลที่พักไว้"), max_length=300, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_as = models.CharField(max_length=200)
    decided_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = ClusterDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="decision_makes_a_cluster_or_gives_its_reason",
                condition=(Q(verdict=ProposalVerdict.ASIDE, cluster__isnull=True) & ~Q(reason=""))
                | (~Q(verdict=ProposalVerdict.ASIDE) & Q(cluster__isnull=False, withdrawn_at__isnull=True)),
                violation_error_message=_("ข้อเสนอที่รับต้องมีคลัสเตอร์ ข้อเสนอที่พักไว้ต้องระบุเหตุผล"),
            ),
            models.CheckConstraint(
                name="decision_withdrawn_says_who",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                violation_error_message=_("การนำข้อเสนอกลับมาต้องระบุผู้นำกลับ"),
            ),
            models.UniqueConstraint(
                fields=["mark"],
                condition=Q(verdict=ProposalVerdict.ASIDE, withdrawn_at__isnull=True),
                name="proposal_put_aside_once",
                violation_error_message=_("ข้อเสนอนี้พักไว้แล้ว"),
            ),
        ]

    def __str__(self) -> str:
        return self.title
