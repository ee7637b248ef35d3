"""Letters as they are written in an office, from the first line to the number."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sammachip.core.letter import LetterKind
from sammachip.core.thainum import tidy
from sammachip.org.hats import Actor
from sammachip.org.heads import headed_by
from sammachip.org.models import Office, Person
from sammachip.records.models.papers import HANDS, Paper
from sammachip.records.models.secrecy import Secrecy


class DraftKind(models.TextChoices):
    """The kinds of `core.letter`, as they are chosen."""

    EXTERNAL = LetterKind.EXTERNAL.value, _("หนังสือภายนอก")
    MEMO = LetterKind.MEMO.value, _("บันทึกข้อความ")
    STAMPED = LetterKind.STAMPED.value, _("หนังสือประทับตรา")
    ORDER = LetterKind.ORDER.value, _("คำสั่ง")
    ANNOUNCEMENT = LetterKind.ANNOUNCEMENT.value, _("ประกาศ")
    MINUTES = LetterKind.MINUTES.value, _("รายงานการประชุม")
    CERTIFICATE = LetterKind.CERTIFICATE.value, _("หนังสือรับรอง")
    AWARD = LetterKind.AWARD.value, _("เกียรติบัตร")


class DraftState(models.TextChoices):
    WRITING = "draft", _("ร่าง")
    SENT = "for-signature", _("เสนอลงนาม")
    SIGNED = "signed", _("ลงนามแล้ว")
    ISSUED = "issued", _("ออกแล้ว")
    WITHDRAWN = "withdrawn", _("ไม่ออกหนังสือ")


SIGNED = (DraftState.SIGNED, DraftState.ISSUED)


class LetterDraftQuerySet(models.QuerySet["LetterDraft"]):
    def visible_to(self, actor: Actor) -> "LetterDraftQuerySet":
        """Those of the actor's own office, and of the office it stands in for; a superior reads what was issued.

        Secret ones are for who writes, checks and signs them, and for the head.
        """
        if actor.is_seat or not actor.takes_part:
            return self.none()
        own = self.filter(office__path__in={one.path for one in actor.reaches() if not one.programme})
        named = headed_by(actor)
        for who in HANDS:
            named |= Q(**{who: actor.person})
        return own.filter(Q(secrecy="") | named)

    def open(self) -> "LetterDraftQuerySet":
        """Those that may still become letters."""
        return self.exclude(state__in=(DraftState.ISSUED, DraftState.WITHDRAWN))

    def saying(self, words: str) -> "LetterDraftQuerySet":
        said = tidy(words)
        return self.filter(Q(subject__icontains=said) | Q(to_whom__icontains=said)) if said else self


class LetterDraft(models.Model):
    """A letter that an office writes: the answers to its kind's form as typed, and through whose hands it went.

    `version` counts the saves. Signed it changes no more; issued it is the paper `paper`, with its number and files. With
    `copies` it is written to so many recipients, each of whom gets a letter of their own: issued it is a batch of papers.
    `columns` are the blanks that their list brings.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="letter_drafts")
    kind = models.CharField(_("ชนิดหนังสือ"), max_length=12, choices=DraftKind)
    subject = models.CharField(_("เรื่อง"), max_length=300, blank=True)
    to_whom = models.CharField(_("ถึงใคร"), max_length=300, blank=True)
    secrecy = models.CharField(_("ชั้นความลับ"), max_length=12, choices=Secrecy, blank=True)
    answers = models.JSONField(default=dict)
    copies = models.PositiveIntegerField(_("จำนวนผู้รับในรายชื่อ"), default=0)
    columns = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=14, choices=DraftState, default=DraftState.WRITING)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="letters_drafted")
    checker = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="letters_checked")
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    returned_why = models.CharField(_("เหตุที่ส่งคืน"), max_length=500, blank=True)
    signed_at = models.DateTimeField(null=True)
    signed_on = models.DateField(_("ลงนามเมื่อวันที่"), null=True)
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    on_paper = models.BooleanField(_("ลงนามในเอกสาร"), default=False)
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, null=True, related_name="letter_draft")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(_("เหตุที่ไม่ออกหนังสือ"), max_length=300, blank=True)

    objects = LetterDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="letter_draft_signed_by_somebody",
                condition=Q(state__in=SIGNED)
                & Q(signed_at__isnull=False, signed_on__isnull=False, signed_by__isnull=False)
                | ~Q(state__in=SIGNED),
                violation_error_message=_("หนังสือที่ลงนามแล้วต้องระบุผู้ลงนามหรือผู้บันทึก และวันที่ลงนาม"),
            ),
            models.CheckConstraint(
                name="letter_draft_issued_is_a_paper",
                condition=Q(state=DraftState.ISSUED, paper__isnull=False, copies=0)
                | Q(state=DraftState.ISSUED, paper__isnull=True, copies__gt=0)
                | (~Q(state=DraftState.ISSUED) & Q(paper__isnull=True)),
                violation_error_message=_("หนังสือที่ออกแล้วต้องมีเอกสารที่เก็บถาวร"),
            ),
            models.CheckConstraint(
                name="letter_draft_withdrawn_says_why",
                condition=Q(state=DraftState.WITHDRAWN, withdrawn_at__isnull=False) & ~Q(withdrawn_why="")
                | (~Q(state=DraftState.WITHDRAWN) & Q(withdrawn_at__isnull=True, withdrawn_why="")),
                violation_error_message=_("การไม่ออกหนังสือต้องมีเหตุผล"),
            ),
        ]

    def __str__(self) -> str:
        return self.subject or str(self.get_kind_display())

    def get_absolute_url(self) -> str:
        return reverse("web:letter-draft", args=[self.pk])

    @property
    def letter_kind(self) -> LetterKind:
        return LetterKind(self.kind)

    @property
    def is_open(self) -> bool:
        return self.state not in (DraftState.ISSUED, DraftState.WITHDRAWN)


class Recipient(models.Model):
    """One of many to whom a draft is written: an office, or who has none here; `fills` is what their letter says alone."""

    draft = models.ForeignKey(LetterDraft, on_delete=models.CASCADE, related_name="recipients")
    position = models.PositiveIntegerField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("ผู้รับ"), max_length=200)
    to_whom = models.CharField(_("เรียน"), max_length=300)
    fills = models.JSONField(default=dict)

    class Meta:
        ordering = ["draft", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "position"],
                name="recipient_has_a_place",
                violation_error_message=_("ลำดับในรายชื่อผู้รับซ้ำกัน"),
            ),
            models.UniqueConstraint(
                fields=["draft", "office"],
                name="recipient_once_in_list",
                violation_error_message=_("หน่วยงานนี้อยู่ในรายชื่อผู้รับแล้ว"),
            ),
        ]

    def __str__(self) -> str:
        return self.name
