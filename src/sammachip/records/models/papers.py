"""Papers as they are written and as they went out."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sammachip.org.hats import Actor
from sammachip.org.heads import headed_by
from sammachip.org.models import Office, Person
from sammachip.org.sight import reached, told_above
from sammachip.records.models.files import StoredFile
from sammachip.records.models.secrecy import Secrecy
from sammachip.trail.columns import PathField

HANDS = ("author", "checker", "signed_by")
"""Through whose hands a letter goes while it is written."""


class PaperState(models.TextChoices):
    DRAFT = "draft", _("ร่าง")
    ISSUED = "issued", _("ออกแล้ว")


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, actor: Actor) -> "PaperQuerySet":
        """Drafts of offices in the actor's own subtree; issued ones about it, and those addressed to the actor's office.

        Until it is issued a paper is its writers' own: whom it is addressed to, and whom it is about, wait for its number.
        A secret one is for those alone who wrote, checked, signed or numbered it, and for the heads of both offices.
        """
        reaches, of_programme = actor.reaches(), told_above("records.Paper")
        written, seen = (reached(reaches, column, of_programme) for column in ("office__path", "path"))
        for reach in reaches:
            addressed = Q(to_office__path=reach.path)
            seen |= addressed & of_programme(reach.programme) if reach.programme else addressed
        open_to = Q(secrecy="") | Q(
            pk__in=Paper.objects.exclude(secrecy="").filter(_named(actor)).values("pk")
        )
        return self.filter(Q(state=PaperState.DRAFT) & written | Q(state=PaperState.ISSUED) & seen, open_to)

    def about(self, row: models.Model) -> "PaperQuerySet":
        return self.filter(about_kind=row._meta.label_lower, about_id=row.pk)


def _named(actor: Actor) -> Q:
    """Secret papers in whose making this person had a hand, or which an office of this head sends or gets."""
    person = actor.person
    drafted = (f"letter_draft__{who}" for who in HANDS)
    of_many = (f"batch_item__recipient__draft__{who}" for who in HANDS)
    named = Q(made_by=person) | Q(line__given_by=person)
    for column in (*drafted, *of_many):
        named |= Q(**{column: person})
    return named | headed_by(actor) | headed_by(actor, "to_office")


class Paper(models.Model):
    """A paper and the whole content it was made from. Issued, its files are given out again byte for byte."""

    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="papers")
    about_kind = models.CharField(max_length=60)
    about_id = models.BigIntegerField()
    path = PathField(db_index=True)
    to_office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="papers_received")
    content = models.JSONField()
    secrecy = models.CharField(_("ชั้นความลับ"), max_length=12, choices=Secrecy, blank=True)
    number = models.CharField(_("เลขที่หนังสือ"), max_length=60, blank=True)
    dated_on = models.DateField(_("ลงวันที่"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=PaperState, default=PaperState.DRAFT)
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)
    code = models.CharField(max_length=12, null=True, unique=True, editable=False)
    """What a stranger checks the issued paper by; those issued before papers bore one have none."""
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["about_kind", "about_id"], name="paper_about")]
        constraints = [
            models.CheckConstraint(
                name="issued_paper_has_files",
                condition=Q(state=PaperState.DRAFT)
                | Q(pdf__isnull=False, docx__isnull=False, issued_at__isnull=False),
                violation_error_message=_("เอกสารที่ออกแล้วต้องมีไฟล์ PDF และ DOCX"),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_issued(self) -> bool:
        return self.state == PaperState.ISSUED
