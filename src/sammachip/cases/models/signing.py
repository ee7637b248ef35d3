"""Signatures on what was sent, here or on paper."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models.filings import Filing, FilingState
from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person, Power
from sammachip.records.models import StoredFile


class SignVerdict(models.TextChoices):
    SIGNED = "signed", _("ลงนาม")
    RETURNED = "returned", _("ส่งคืนแก้ไข")
    REOPENED = "reopened", _("เปิดให้แก้ไข")


class SignOffQuerySet(models.QuerySet["SignOff"]):
    def sending_back(self) -> "SignOffQuerySet":
        """Those by which a filing came back since it was sent last, the newest last."""
        back = self.filter(verdict=SignVerdict.RETURNED, revision=F("filing__revision"))
        return back.order_by("recorded_at", "pk")


class SignOff(models.Model):
    """One hop's word on one revision. `on_paper`: done outside the system and recorded by an entitled officer."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="signoffs")
    revision = models.PositiveIntegerField()
    hop = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=20)
    verb = models.CharField(max_length=40)
    verdict = models.CharField(max_length=10, choices=SignVerdict)
    reason = models.CharField(_("เหตุผล"), max_length=600, blank=True)
    signer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    signer_name = models.CharField(_("ผู้ลงนาม"), max_length=160)
    signer_title = models.CharField(_("ตำแหน่ง"), max_length=200)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    power = models.ForeignKey(Power, on_delete=models.PROTECT, null=True, related_name="+")
    for_next_office = models.BooleanField(default=False)
    on_paper = models.BooleanField(default=False)
    paper_number = models.CharField(_("เลขที่หนังสือ"), max_length=60, blank=True)
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    done_on = models.DateField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = SignOffQuerySet.as_manager()

    class Meta:
        ordering = ["filing", "recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="paper_signature_checked_by_another",
                condition=Q(checked_by__isnull=True) | (Q(on_paper=True) & ~Q(checked_by=F("recorded_by"))),
                violation_error_message=_("ผู้ตรวจการบันทึกลงนามในเอกสารต้องไม่ใช่ผู้บันทึก"),
            ),
            models.CheckConstraint(
                name="return_gives_reason",
                condition=Q(verdict=SignVerdict.SIGNED) | ~Q(reason=""),
                violation_error_message=_("การส่งคืนแก้ไขต้องระบุเหตุผล"),
            ),
            models.CheckConstraint(
                name="paper_signature_names_paper",
                condition=Q(on_paper=False) | ~Q(paper_number=""),
                violation_error_message=_("การลงนามในเอกสารต้องระบุเลขที่หนังสือ"),
            ),
            models.UniqueConstraint(
                fields=["filing", "revision", "hop"],
                condition=Q(verdict=SignVerdict.SIGNED),
                name="hop_signs_once",
                violation_error_message=_("ขั้นนี้ลงนามในฉบับนี้แล้ว"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filing_id} r{self.revision} h{self.hop} {self.verdict}"


class PaperCheck(models.TextChoices):
    WAITING = "waiting", _("รอผู้อื่นตรวจ")
    CONFIRMED = "confirmed", _("ตรงกับเอกสาร")
    REJECTED = "rejected", _("ไม่ตรงกับเอกสาร")


class PaperRecordQuerySet(models.QuerySet["PaperRecord"]):
    def waiting(self) -> "PaperRecordQuerySet":
        """Those still to be checked whose hop has not moved on meanwhile."""
        return self.filter(
            check_result=PaperCheck.WAITING,
            filing__state=FilingState.SENT,
            revision=F("filing__revision"),
            hop=F("filing__hop"),
        )

    def awaiting(self, actor: Actor) -> "PaperRecordQuerySet":
        """Those that another person of the signing or of the recording office is to check: somebody like the actor."""
        offices = Q(office=actor.office) | Q(recorded_in=actor.office)
        return self.waiting().filter(offices).exclude(recorded_by=actor.person)


class PaperRecord(models.Model):
    """A signature on paper as one officer recorded it, where the programme asks a second person to check it.

    It counts for nothing until it is confirmed: then it becomes the sign-off of its hop. `office` is the one that
    signed, `recorded_in` that of the officer who recorded it.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="paper_records")
    revision = models.PositiveIntegerField()
    hop = models.PositiveSmallIntegerField()
    signer_name = models.CharField(_("ผู้ลงนาม"), max_length=160)
    signer_title = models.CharField(_("ตำแหน่ง"), max_length=200)
    paper_number = models.CharField(_("เลขที่หนังสือ"), max_length=60)
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    done_on = models.DateField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    recorded_in = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    check_result = models.CharField(max_length=10, choices=PaperCheck, default=PaperCheck.WAITING)
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    reason = models.CharField(_("สิ่งที่ไม่ตรงกับเอกสาร"), max_length=600, blank=True)

    objects = PaperRecordQuerySet.as_manager()

    class Meta:
        ordering = ["filing", "recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="paper_record_checked_by_another",
                condition=Q(check_result=PaperCheck.WAITING, checked_by__isnull=True, checked_at__isnull=True)
                | (
                    ~Q(check_result=PaperCheck.WAITING)
                    & Q(checked_by__isnull=False, checked_at__isnull=False)
                    & ~Q(checked_by=F("recorded_by"))
                ),
                violation_error_message=_("ผู้ตรวจการบันทึกลงนามในเอกสารต้องไม่ใช่ผู้บันทึก"),
            ),
            models.CheckConstraint(
                name="paper_record_rejected_with_reason",
                condition=~Q(check_result=PaperCheck.REJECTED) | ~Q(reason=""),
                violation_error_message=_("ระบุสิ่งที่ไม่ตรงกับเอกสาร เพื่อให้ผู้บันทึกแก้ไขได้"),
            ),
            models.UniqueConstraint(
                fields=["filing", "revision", "hop"],
                condition=Q(check_result=PaperCheck.WAITING),
                name="paper_record_waits_once",
                violation_error_message=_("ขั้นนี้มีการลงนามในเอกสารรอตรวจอยู่แล้ว"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filing_id} r{self.revision} h{self.hop} {self.check_result}"
