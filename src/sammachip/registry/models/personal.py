"""What villagers allow to be done with their data, and what they ask for: each answer and each request with its day."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person
from sammachip.records.models import StoredFile
from sammachip.registry.models.groups import Group


class ConsentFor(models.TextChoices):
    """What is asked about; each is asked and answered by itself."""

    FACES = "faces", _("ภาพใบหน้า")
    NAMES = "names", _("ชื่อ-สกุล")
    PHONES = "phones", _("หมายเลขโทรศัพท์")


class ConsentAnswer(models.TextChoices):
    GIVEN = "given", _("ให้ความยินยอม")
    REFUSED = "refused", _("ไม่ให้ความยินยอม")
    WITHDRAWN = "withdrawn", _("ถอนความยินยอม")


class ConsentWay(models.TextChoices):
    SPOKEN = "spoken", _("บอกด้วยวาจา")
    PAPER = "paper", _("ลงลายมือชื่อในแบบ")
    SCREEN = "screen", _("ตอบบนหน้าจอด้วยตนเอง")


class ConsentBy(models.TextChoices):
    SELF = "self", _("เจ้าตัว")
    GUARDIAN = "guardian", _("ผู้ปกครองหรือผู้แทนโดยชอบธรรม")
    CHAIR = "chair", _("ประธานแทนสมาชิกในที่ประชุมกลุ่ม")


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, actor: Actor) -> "ConsentQuerySet":
        """Whoever sees the group."""
        return self.filter(group__in=Group.objects.visible_to(actor))

    def newest_first(self) -> "ConsentQuerySet":
        return self.order_by("-said_on", "-pk")


class Consent(models.Model):
    """One answer of one person of a group on one use of their data. Append-only: the newest answer stands.

    `about` names the person as facts name rows (`committee:12`, `members:7`), the one to be reached (`chair_name`), or
    all who are seen in the group's pictures (`people`); it holds no name. `wording` is the text that was read out.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="consents")
    about = models.CharField(max_length=60)
    what = models.CharField(_("เรื่อง"), max_length=6, choices=ConsentFor)
    answer = models.CharField(_("คำตอบ"), max_length=9, choices=ConsentAnswer)
    given_by = models.CharField(_("ผู้ตอบ"), max_length=8, choices=ConsentBy)
    way = models.CharField(_("วิธีตอบ"), max_length=6, choices=ConsentWay)
    said_on = models.DateField(_("วันที่ตอบ"))
    wording = models.CharField(_("ข้อความที่อ่านให้ฟัง"), max_length=40)
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_as = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["group", "about", "what", "pk"]
        indexes = [models.Index(fields=["group", "about", "what"], name="consent_of_person")]
        constraints = [
            models.CheckConstraint(
                name="consent_on_paper_has_scan",
                condition=~Q(way=ConsentWay.PAPER) | Q(scan__isnull=False),
                violation_error_message=_("ความยินยอมที่ลงลายมือชื่อต้องแนบภาพของแบบ"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.group_id}.{self.about} {self.what}: {self.answer}"


class RequestKind(models.TextChoices):
    ERASE = "erase", _("ขอให้ลบ")
    CORRECT = "correct", _("ขอให้แก้ไข")
    OBJECT = "object", _("คัดค้านการใช้")


class RequestWay(models.TextChoices):
    OFFICE = "office", _("มาที่สำนักงาน")
    FIELD = "field", _("บอกเจ้าหน้าที่ในพื้นที่")
    LETTER = "letter", _("หนังสือ")
    PHONE = "phone", _("โทรศัพท์")
    ONLINE = "online", _("ช่องทางออนไลน์")


class RequestState(models.TextChoices):
    OPEN = "open", _("รอตัดสิน")
    ACCEPTED = "accepted", _("รับคำขอ รอทำ")
    REFUSED = "refused", _("ไม่รับคำขอ")
    DONE = "done", _("ทำแล้ว")


class PersonalRequestQuerySet(models.QuerySet["PersonalRequest"]):
    def visible_to(self, actor: Actor) -> "PersonalRequestQuerySet":
        """Whoever sees the group; of a department, its numbers only (`registry.rules.sees_personal`)."""
        return self.filter(group__in=Group.objects.visible_to(actor))

    def unfinished(self) -> "PersonalRequestQuerySet":
        return self.filter(state__in=(RequestState.OPEN, RequestState.ACCEPTED))

    def most_pressing_first(self) -> "PersonalRequestQuerySet":
        return self.order_by("due_on", "pk")


class PersonalRequest(models.Model):
    """What one person of a group asks about their own data, how it was decided, on which ground, and what was done.

    `name`, `phone` and `line_id` say whose data it is until it is erased; `about` names them without, as a consent does,
    and is empty for somebody who stands in no list. `outcome` counts what was erased and what stays, by place.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="requests")
    about = models.CharField(max_length=60, blank=True)
    kind = models.CharField(_("คำขอ"), max_length=7, choices=RequestKind)
    name = models.CharField(_("ชื่อเจ้าของข้อมูล"), max_length=160, blank=True)
    phone = models.CharField(_("โทรศัพท์ของเจ้าของข้อมูล"), max_length=80, blank=True)
    line_id = models.CharField(_("ไลน์ไอดีของเจ้าของข้อมูล"), max_length=80, blank=True)
    asked = models.CharField(_("สิ่งที่ขอ"), max_length=600)
    way = models.CharField(_("ช่องทาง"), max_length=6, choices=RequestWay)
    received_on = models.DateField(_("วันที่รับคำขอ"))
    due_on = models.DateField(_("ตอบภายในวันที่"))
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_as = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=RequestState, default=RequestState.OPEN)
    ground = models.CharField(_("เหตุตามกฎหมาย"), max_length=40, blank=True)
    reason = models.CharField(_("เหตุผลที่ตัดสิน"), max_length=600, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_as = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=dict)

    objects = PersonalRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="request_decided_says_who_and_why",
                condition=Q(state=RequestState.OPEN, decided_by__isnull=True, decided_at__isnull=True)
                | (
                    ~Q(state=RequestState.OPEN)
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(ground="")
                ),
                violation_error_message=_("คำขอที่ตัดสินแล้วต้องระบุผู้ตัดสิน เวลา และเหตุตามกฎหมาย"),
            ),
            models.CheckConstraint(
                name="request_refused_gives_reason",
                condition=~Q(state=RequestState.REFUSED) | ~Q(reason=""),
                violation_error_message=_("การไม่รับคำขอต้องระบุเหตุผล"),
            ),
            models.CheckConstraint(
                name="request_decided_by_another",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("recorded_by")),
                violation_error_message=_("ผู้บันทึกคำขอตัดสินคำขอนั้นเองไม่ได้"),
            ),
            models.CheckConstraint(
                name="request_done_says_who",
                condition=Q(state=RequestState.DONE, done_by__isnull=False, done_at__isnull=False)
                | (~Q(state=RequestState.DONE) & Q(done_by__isnull=True, done_at__isnull=True)),
                violation_error_message=_("คำขอที่ทำแล้วต้องระบุผู้ทำและเวลา"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.group_id} {self.received_on}"

    def get_absolute_url(self) -> str:
        return reverse("web:personal-request", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == RequestState.OPEN
