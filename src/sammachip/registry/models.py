"""What lasts beyond any programme: villages, groups, partners, and who said what of them when."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sammachip.core.area import within
from sammachip.org.hats import Actor
from sammachip.org.models import Area, Person
from sammachip.org.sight import reached, told_above
from sammachip.trail.columns import BahtField, PathField


class Village(models.Model):
    """One หมู่บ้าน under its eight-digit code: the sub-district's six and the moo's two."""

    code = models.CharField(max_length=8, primary_key=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="villages")
    moo = models.PositiveSmallIntegerField(_("หมู่ที่"))
    name = models.CharField(_("บ้าน"), max_length=80)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return _("บ้าน{name} หมู่ที่ {moo}").format(name=self.name, moo=self.moo)


class GroupKind(models.TextChoices):
    OCCUPATIONAL = "occupational", _("กลุ่มอาชีพ")
    SAVINGS = "savings", _("กลุ่มออมทรัพย์เพื่อการผลิต")


class OccupationKind(models.TextChoices):
    """The four columns of the official register of occupational groups."""

    FARMING = "farming", _("ภาคการเกษตร")
    PROCESSING = "processing", _("การแปรรูป (OTOP/SME)")
    TOURISM = "tourism", _("การท่องเที่ยวชุมชน")
    OTHER = "other", _("อื่น ๆ")


class GroupQuerySet(models.QuerySet["Group"]):
    def within(self, path: str) -> "GroupQuerySet":
        low, high = within(path)
        return self.filter(path__gte=low, path__lt=high)

    def visible_to(self, actor: Actor) -> "GroupQuerySet":
        """Groups of the actor's own subtree; where sight is of one programme, those that take part in it."""
        return self.filter(reached(actor.reaches(), "path", told_above("registry.Group")))

    def in_order(self) -> "GroupQuerySet":
        return self.order_by("village__code", "name_sort", "pk")


class Group(models.Model):
    """A village group as it is known today. `version` counts the changes; `Fact` keeps each of them."""

    name = models.CharField(_("ชื่อกลุ่ม"), max_length=160)
    name_sort = models.CharField(max_length=400)
    name_folded = models.CharField(max_length=160, db_index=True)
    kind = models.CharField(_("ชนิดกลุ่ม"), max_length=14, choices=GroupKind)
    village = models.ForeignKey(Village, on_delete=models.PROTECT, related_name="groups")
    path = PathField(db_index=True)
    product = models.CharField(_("ผลิตภัณฑ์ของกลุ่ม"), max_length=200, blank=True)
    occupation_kind = models.CharField(_("ประเภทอาชีพ"), max_length=12, choices=OccupationKind, blank=True)
    members_count = models.PositiveIntegerField(_("สมาชิก (คน)"), null=True, blank=True)
    sale_places = models.CharField(_("สถานที่จำหน่าย"), max_length=200, blank=True)
    otop_registered = models.BooleanField(_("ลงทะเบียน OTOP"), null=True, blank=True)
    chair_name = models.CharField(_("ประธานกลุ่ม"), max_length=160, blank=True)
    phone = models.CharField(_("โทรศัพท์"), max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["village", "name_sort", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "name_folded", "kind"],
                name="group_once_in_village",
                violation_error_message=_("หมู่บ้านนี้มีกลุ่มชื่อนี้แล้ว"),
            ),
            models.CheckConstraint(
                name="group_has_members",
                condition=Q(members_count__isnull=True) | Q(members_count__gt=0),
                violation_error_message=_("จำนวนสมาชิกต้องมากกว่าศูนย์"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Fact(models.Model):
    """One thing said of a group: the value, what it replaced, who said it, when, and by which filing."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="facts")
    field = models.CharField(max_length=60)
    value = models.JSONField(null=True)
    before = models.JSONField(null=True)
    version = models.PositiveIntegerField()
    source = models.CharField(max_length=60)
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-version", "field", "pk"]

    def __str__(self) -> str:
        return f"{self.group_id}.{self.field} v{self.version}"


class DifferenceQuerySet(models.QuerySet["Difference"]):
    def visible_to(self, actor: Actor) -> "DifferenceQuerySet":
        """Whoever sees the group."""
        return self.filter(group__in=Group.objects.visible_to(actor))

    def unsettled(self) -> "DifferenceQuerySet":
        return self.filter(settlement__isnull=True)


class Difference(models.Model):
    """A question for a person: a filing says one thing of a group, the registry learned another since it was shown.

    `shown` is what its writer had before them, `fact` the newer knowledge. The registry stays as it is until settled.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="differences")
    field = models.CharField(max_length=60)
    said = models.JSONField()
    shown = models.JSONField(null=True)
    shown_version = models.PositiveIntegerField()
    source = models.CharField(max_length=60)
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()
    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    objects = DifferenceQuerySet.as_manager()

    class Meta:
        ordering = ["group", "pk"]

    def __str__(self) -> str:
        return f"{self.group_id}.{self.field} ≠ {self.source}"

    def get_absolute_url(self) -> str:
        return reverse("web:difference", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided it yet."""
        return not hasattr(self, "settlement")


class Stands(models.TextChoices):
    SAID = "said", _("ใช้ค่าตามแบบ")
    KNOWN = "known", _("คงค่าในทะเบียน")
    WITHDRAWN = "withdrawn", _("แบบฉบับใหม่ตอบเป็นอย่างอื่น")


class Settlement(models.Model):
    """The answer to a difference: which value stands, who decided so, and why. It is given once."""

    difference = models.OneToOneField(Difference, on_delete=models.PROTECT, related_name="settlement")
    stands = models.CharField(max_length=9, choices=Stands)
    reason = models.CharField(_("เหตุผล"), max_length=300)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_as = models.CharField(max_length=200)
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["decided_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="settlement_gives_reason",
                condition=~Q(reason=""),
                violation_error_message=_("การตัดสินข้อมูลที่ไม่ตรงกันต้องระบุเหตุผล"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.difference_id}: {self.stands}"


class IncomeMoment(models.TextChoices):
    BEFORE = "before", _("ก่อนพัฒนา")
    AFTER = "after", _("หลังพัฒนา")


class IncomePeriod(models.TextChoices):
    MONTH = "month", _("ต่อเดือน")
    YEAR = "year", _("ต่อปี")


class Income(models.Model):
    """What a group earned, as of a day, by whose count: before, or after, the development."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="incomes")
    moment = models.CharField(max_length=10, choices=IncomeMoment)
    amount_baht = BahtField(_("รายได้ (บาท)"))
    period = models.CharField(max_length=5, choices=IncomePeriod)
    as_of = models.DateField()
    method = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["group", "moment", "-as_of", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="income_not_negative",
                condition=Q(amount_baht__gte=0),
                violation_error_message=_("รายได้ต้องไม่ติดลบ"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.moment}"


class Partner(models.Model):
    """A partner organisation that advises or supports at one office."""

    path = PathField(db_index=True)
    name = models.CharField(_("ชื่อภาคี"), max_length=200)
    kind = models.CharField(_("ประเภท"), max_length=60)
    part = models.CharField(_("บทบาท"), max_length=120)
    contact = models.CharField(_("ผู้ประสานงาน"), max_length=160, blank=True)
    source = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["path", "name", "pk"]

    def __str__(self) -> str:
        return self.name
