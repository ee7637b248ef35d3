"""Letters on their way: to whom each was sent, and how far it came there."""

from datetime import timedelta
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sammachip.org.hats import Actor
from sammachip.org.heads import headed_by
from sammachip.org.models import Office, Person
from sammachip.org.sight import reached, told_above
from sammachip.records.models.files import StoredFile
from sammachip.records.models.incoming import WRITERS, IncomingLetter, IncomingState
from sammachip.records.models.outgoing import OutgoingLetter
from sammachip.records.models.papers import Paper
from sammachip.trail import clock


class Enclosure(models.Model):
    """A file that goes with a letter sent: an enclosure, or the letter itself where it was made elsewhere."""

    line = models.ForeignKey(OutgoingLetter, on_delete=models.PROTECT, related_name="enclosures")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["line", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "file"],
                name="enclosure_once",
                violation_error_message=_("ไฟล์นี้แนบกับหนังสือฉบับนี้แล้ว"),
            )
        ]

    def __str__(self) -> str:
        return str(self.file)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, actor: Actor) -> "DeliveryQuerySet":
        """Those that the actor's office sent or got, and those of offices below it."""
        got = reached(actor.reaches(), "office__path", told_above("records.Delivery"))
        return self.filter(got | Q(line__in=OutgoingLetter.objects.visible_to(actor)))

    def open_to(self, actor: Actor) -> "DeliveryQuerySet":
        """Of those that the actor sees, the letters themselves: a secret one as its sender's paper, or as it was received."""
        received = IncomingLetter.objects.exclude(secrecy="").open_to(actor)
        sent = OutgoingLetter.objects.exclude(secrecy="").filter(
            Q(given_by=actor.person) | Q(paper__in=Paper.objects.visible_to(actor)) | headed_by(actor)
        )
        named = Q(line__in=sent) | Q(received__in=received) | headed_by(actor)
        return self.visible_to(actor).filter(Q(line__secrecy="") | named)

    def missing(self) -> "DeliveryQuerySet":
        """Those to offices of which nobody has said that the letter was received."""
        return self.filter(office__isnull=False, received__isnull=True, told_on__isnull=True)

    def awaiting(self, actor: Actor) -> "DeliveryQuerySet":
        """Those that came to the actor's own office and wait to be received."""
        here = self.filter(office=actor.office, received__isnull=True, line__cancelled_at__isnull=True)
        return here if actor.role in WRITERS else self.none()

    def to_mail(self) -> "DeliveryQuerySet":
        """Those of which the next try is due; after the last nobody tries any more."""
        now = clock.now()
        due = (Q(mail_tries=tries, sent_at__lte=now - wait) for tries, wait in enumerate(MAIL_AFTER))
        return self.filter(reduce(or_, due), mailed_at__isnull=True).exclude(email="")

    def unmailed(self) -> "DeliveryQuerySet":
        """Those that the mail was given up for."""
        return self.filter(mailed_at__isnull=True, mail_tries__gte=len(MAIL_AFTER)).exclude(email="")


MAIL_AFTER = (
    *(timedelta(), timedelta(minutes=2), timedelta(minutes=10)),
    *(timedelta(hours=1), timedelta(hours=6), timedelta(days=1)),
)
"""How long after the sending each try of a mail is made: a server that rests for a night loses none."""


class Delivery(models.Model):
    """One letter on its way to one recipient: an office, or somebody outside by e-mail.

    It was opened there, and received when the letter has its line in that office's own register; of an office that does
    not use the system the sender tells the number and day that it gave (`told`).
    """

    line = models.ForeignKey(OutgoingLetter, on_delete=models.PROTECT, related_name="deliveries")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="letters_arrived")
    to_name = models.CharField(_("ผู้รับภายนอก"), max_length=200, blank=True)
    email = models.EmailField(_("อีเมล"), blank=True)
    due_on = models.DateField(_("กำหนดตามหนังสือ"), null=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    received = models.OneToOneField(
        IncomingLetter, on_delete=models.PROTECT, null=True, related_name="delivery"
    )
    told_number = models.CharField(_("เลขรับที่ผู้รับแจ้ง"), max_length=60, blank=True)
    told_on = models.DateField(_("รับวันที่"), null=True)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    mailed_at = models.DateTimeField(null=True)
    mail_tries = models.PositiveSmallIntegerField(default=0)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["line", "pk"]
        constraints = [
            models.CheckConstraint(
                name="delivery_goes_to_one",
                condition=Q(office__isnull=False, email="") | (Q(office__isnull=True) & ~Q(email="")),
                violation_error_message=_("ผู้รับต้องเป็นหน่วยงาน หรือผู้รับภายนอกที่มีอีเมล"),
            ),
            models.UniqueConstraint(
                fields=["line", "office"],
                name="delivery_once_to_office",
                violation_error_message=_("ส่งหนังสือฉบับนี้ให้หน่วยงานนี้แล้ว"),
            ),
            models.UniqueConstraint(
                fields=["line", "email"],
                condition=~Q(email=""),
                name="delivery_once_to_address",
                violation_error_message=_("ส่งหนังสือฉบับนี้ถึงอีเมลนี้แล้ว"),
            ),
            models.CheckConstraint(
                name="delivery_told_by_somebody",
                condition=Q(told_on__isnull=True, told_by__isnull=True, told_number="")
                | Q(told_on__isnull=False, told_by__isnull=False, office__isnull=False),
                violation_error_message=_("การรับที่ผู้รับแจ้งต้องมีวันที่และผู้บันทึก"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} → {self.office_id or self.email}"

    def get_absolute_url(self) -> str:
        return reverse("web:delivery", args=[self.pk])

    @property
    def state(self) -> str:
        """How far it came: assigned, received, told, opened, sent; mailed, waiting for the mail, or given up."""
        if self.received:
            handled = (IncomingState.ASSIGNED, IncomingState.DONE)
            return Arrival.ASSIGNED if self.received.state in handled else Arrival.RECEIVED
        if self.told_on:
            return Arrival.TOLD
        if self.email:
            waits = Arrival.TO_MAIL if self.mail_tries < len(MAIL_AFTER) else Arrival.UNMAILED
            return Arrival.MAILED if self.mailed_at else waits
        return Arrival.OPENED if self.opened_at else Arrival.SENT

    def get_state_display(self) -> str:
        return str(Arrival(self.state).label)


class Arrival(models.TextChoices):
    SENT = "on-its-way", _("ยังไม่เปิด")
    OPENED = "opened", _("เปิดแล้ว ยังไม่ลงรับ")
    RECEIVED = "arrived", _("ลงรับแล้ว")
    ASSIGNED = "handed-on", _("มอบหมายแล้ว")
    TOLD = "told", pgettext_lazy("delivery", "รับแล้วตามที่แจ้ง")
    TO_MAIL = "to-mail", _("รอส่งอีเมล")
    MAILED = "mailed", _("ส่งอีเมลแล้ว")
    UNMAILED = "not-mailed", _("ส่งอีเมลไม่สำเร็จ")
