"""What a panel resolved of a round, who withdrew afterwards, and what was complained of."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sammachip.org.models import Person
from sammachip.records.models import Paper, StoredFile
from sammachip.selection.models.rounds import Round, RoundEntry


class ResolutionQuerySet(models.QuerySet["Resolution"]):
    def published(self) -> "ResolutionQuerySet":
        return self.filter(published_at__isnull=False)


class Resolution(models.Model):
    """What a meeting resolved of a round (มติที่ประชุม). Published, it is never changed: a changed result is the next.

    `present` are the seats that were there, `minutes` what was said; `frozen` is all it rests on, with its `digest`.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="resolutions")
    number = models.PositiveSmallIntegerField(default=1)
    meeting = models.CharField(_("การประชุม"), max_length=200)
    met_on = models.DateField(_("วันที่ประชุม"))
    place = models.CharField(_("สถานที่หรือช่องทางประชุม"), max_length=200, blank=True)
    present = models.JSONField(default=list)
    minutes = models.TextField(_("รายงานการประชุม"), max_length=8000)
    reason = models.CharField(_("เหตุผลที่แก้ไขผล"), max_length=300, blank=True)
    frozen = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    saved = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        ordering = ["round", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "number"],
                name="resolution_number_once",
                violation_error_message=_("มติลำดับนี้มีอยู่แล้ว"),
            ),
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(published_at__isnull=True),
                name="resolution_one_draft",
                violation_error_message=_("มีร่างมติของรอบนี้อยู่แล้ว"),
            ),
            models.CheckConstraint(
                name="resolution_changes_with_a_reason",
                condition=Q(number=1) | ~Q(reason=""),
                violation_error_message=_("มติที่แก้ไขผลต้องระบุเหตุผล"),
            ),
            models.CheckConstraint(
                name="resolution_published_is_frozen",
                condition=Q(published_at__isnull=True) | (Q(published_by__isnull=False) & ~Q(digest="")),
                violation_error_message=_("มติที่ประกาศแล้วต้องมีผู้ประกาศและรหัสกำกับ"),
            ),
        ]

    def __str__(self) -> str:
        return self.meeting


class Placement(models.Model):
    """Where one entry stands by one resolution: its place, its tier if it passes, its turn on the reserve list if not.

    `total` is the mean of its weighed totals as an exact fraction ("250/3"). Two entries share a place only where both
    pass in one tier or both do not pass: an open tie cannot be published.
    """

    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="placements")
    entry = models.ForeignKey(RoundEntry, on_delete=models.PROTECT, related_name="placements")
    place = models.PositiveIntegerField()
    passed = models.BooleanField()
    tier = models.CharField(max_length=40, blank=True)
    reserve = models.PositiveIntegerField(null=True)
    total = models.CharField(max_length=80)
    told_by = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["resolution", "place", "entry__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["resolution", "entry"],
                name="placement_once",
                violation_error_message=_("ผลงานนี้มีลำดับในมตินี้แล้ว"),
            ),
            models.CheckConstraint(
                name="placement_tier_or_reserve",
                condition=Q(passed=True, reserve__isnull=True) | Q(passed=False, tier=""),
                violation_error_message=_("ผู้ผ่านมีระดับ ผู้ไม่ผ่านมีลำดับสำรอง อย่างใดอย่างหนึ่ง"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.entry_id}"


class Withdrawal(models.Model):
    """That one who passed gave the place up after publication, by which letter, and why.

    `follows` runs from 1 within a round: substitutions are read in the order in which they were recorded.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="withdrawals")
    entry = models.OneToOneField(RoundEntry, on_delete=models.PROTECT, related_name="withdrawal")
    follows = models.PositiveIntegerField()
    withdrawn_on = models.DateField(_("วันที่ถอนตัว"))
    letter_number = models.CharField(_("ตามหนังสือที่"), max_length=60, blank=True)
    reason = models.CharField(_("เหตุผล"), max_length=300)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["round", "follows"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "follows"],
                name="withdrawal_in_turn",
                violation_error_message=_("มีผู้บันทึกการถอนตัวอื่นก่อนหน้า"),
            ),
            models.CheckConstraint(
                name="withdrawal_says_why",
                condition=~Q(reason=""),
                violation_error_message=_("การถอนตัวต้องระบุเหตุผล"),
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class Complaint(models.Model):
    """What somebody held against a published result, and the answer. The result itself is not touched by it."""

    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="complaints")
    entry = models.ForeignKey(RoundEntry, on_delete=models.PROTECT, null=True, related_name="complaints")
    complainant = models.CharField(_("ผู้ร้อง"), max_length=160)
    received_on = models.DateField(_("วันที่รับเรื่อง"))
    words = models.TextField(_("ข้อร้องเรียน"), max_length=4000)
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    answer = models.TextField(_("คำตอบ"), max_length=4000, blank=True)
    answered_on = models.DateField(_("วันที่ตอบ"), null=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["resolution", "received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="complaint_answered_whole",
                condition=Q(answer="", answered_on__isnull=True, answered_by__isnull=True)
                | (Q(answered_on__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                violation_error_message=_("คำตอบต้องมีวันที่และผู้ตอบ"),
            )
        ]

    def __str__(self) -> str:
        return self.words[:80]


class Steadiness(models.Model):
    """How often each entry stood above the line when other panels were drawn from the judges, `draws` times.

    `digest` names the sealed sheets and the entries it was drawn from: who is kept from an entry has it drawn without.
    `above` holds by the number of the entry's row how often; entries that never stood there are not named.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="steadiness")
    digest = models.CharField(max_length=64)
    draws = models.PositiveIntegerField()
    above = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["round", "-made_at"]
        verbose_name_plural = "steadiness"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "digest"],
                name="steadiness_once",
                violation_error_message=_("คำนวณความมั่นคงของผลจากใบคะแนนชุดนี้แล้ว"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.digest[:12]}"
