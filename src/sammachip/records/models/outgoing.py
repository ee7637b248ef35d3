"""How far each office has counted its letters, and the register of letters sent: a line for every number."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sammachip.core.letternumber import one_spelling
from sammachip.core.thainum import tidy
from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person
from sammachip.org.sight import reached, told_above
from sammachip.records.models.papers import Paper
from sammachip.records.models.secrecy import Secrecy


class Series(models.TextChoices):
    LETTER = "letter", _("หนังสือทั่วไป")
    CIRCULAR = "circular", _("หนังสือเวียน (ว)")
    ORDER = "order", _("คำสั่ง")
    CERTIFICATE = "certificate", _("หนังสือรับรอง")
    AWARD = "award", _("เกียรติบัตร")


class Book(models.TextChoices):
    """What an office counts from one in a calendar year: each series of letters sent, and the letters received."""

    LETTER = Series.LETTER.value, _("หนังสือทั่วไป")
    CIRCULAR = Series.CIRCULAR.value, _("หนังสือเวียน (ว)")
    ORDER = Series.ORDER.value, _("คำสั่ง")
    CERTIFICATE = Series.CERTIFICATE.value, _("หนังสือรับรอง")
    AWARD = Series.AWARD.value, _("เกียรติบัตร")
    RECEIVED = "received", _("หนังสือรับ")


class NumberSeries(models.Model):
    """How far an office has counted its letters of a calendar year (พ.ศ.): from `first` to `last`, without a gap.

    `first` is 1, or the number at which the office came over from the register it kept before.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="number_series")
    year = models.PositiveSmallIntegerField(_("ปี พ.ศ."))
    series = models.CharField(_("ชุดเลข"), max_length=12, choices=Book)
    first = models.PositiveIntegerField(default=1)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["office", "-year", "series"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "series"],
                name="number_series_once_a_year",
                violation_error_message=_("หน่วยงานมีชุดเลขนี้ของปีนี้แล้ว"),
            ),
            models.CheckConstraint(
                name="number_series_counts_on",
                condition=Q(first__gte=1, last__gte=models.F("first") - 1),
                violation_error_message=_("เลขที่ออกแล้วต้องไม่น้อยกว่าเลขแรกของชุด"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.year} {self.series}"


class OutgoingLetterQuerySet(models.QuerySet["OutgoingLetter"]):
    def visible_to(self, actor: Actor) -> "OutgoingLetterQuerySet":
        """Lines of offices in the actor's own subtree; for one programme's eyes those of its papers alone."""
        return self.filter(reached(actor.reaches(), "office__path", _of_programme))

    def of_year(self, office: Office, year: int) -> "OutgoingLetterQuerySet":
        return self.filter(office=office, year=year)

    def saying(self, words: str) -> "OutgoingLetterQuerySet":
        """Those whose number, subject or addressee says these words; all without words."""
        said = tidy(words)
        found = Q(subject__icontains=said) | Q(to_whom__icontains=said)
        return self.filter(found | Q(number__icontains=one_spelling(said))) if said else self


def _of_programme(code: str) -> Q:
    return Q(paper__in=Paper.objects.filter(told_above("records.Paper")(code)).values("pk"))


class OutgoingLetter(models.Model):
    """One line of an office's register of letters sent: a number that was given, and the letter that bears it.

    With `running` the number is the office's own, the next of its series; without, it came from the register that the
    office keeps elsewhere. A cancelled line stays with its reason, and its number is given to no other letter. Of a secret
    letter it says the class in place of the subject.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="outgoing_letters")
    year = models.PositiveSmallIntegerField(_("ปี พ.ศ."))
    series = models.CharField(_("ชุดเลข"), max_length=12, choices=Series, blank=True)
    running = models.PositiveIntegerField(null=True)
    number = models.CharField(_("เลขที่"), max_length=60)
    dated_on = models.DateField(_("ลงวันที่"))
    from_whom = models.CharField(pgettext_lazy("letter", "จาก"), max_length=200)
    to_whom = models.CharField(pgettext_lazy("letter", "ถึง"), max_length=200)
    subject = models.CharField(_("เรื่อง"), max_length=300)
    secrecy = models.CharField(_("ชั้นความลับ"), max_length=12, choices=Secrecy, blank=True)
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, null=True, related_name="line")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    cancelled_why = models.CharField(_("เหตุที่ยกเลิก"), max_length=300, blank=True)

    objects = OutgoingLetterQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "number"],
                name="letter_number_once_a_year",
                violation_error_message=_("เลขที่หนังสือนี้มีในทะเบียนของปีนี้แล้ว"),
            ),
            models.UniqueConstraint(
                fields=["office", "year", "series", "running"],
                name="letter_running_once_in_series",
                violation_error_message=_("เลขลำดับนี้ออกไปแล้วในชุดเลขของปีนี้"),
            ),
            models.CheckConstraint(
                name="letter_runs_in_a_series",
                condition=Q(running__isnull=True, series="") | (Q(running__gte=1) & ~Q(series="")),
                violation_error_message=_("เลขจากทะเบียนของหน่วยงานต้องมีชุดเลขและเลขลำดับ"),
            ),
            models.CheckConstraint(
                name="letter_cancelled_says_why",
                condition=Q(cancelled_at__isnull=True, cancelled_why="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancelled_why="")),
                violation_error_message=_("การยกเลิกเลขหนังสือต้องมีเหตุผล"),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("web:outgoing-letter", args=[self.pk])

    @property
    def is_own(self) -> bool:
        """Whether the office counted this number here."""
        return self.running is not None

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None
