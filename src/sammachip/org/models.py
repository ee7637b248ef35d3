"""Who is who: areas, offices and their sections, people, posts, orders and the powers they give."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from sammachip.core.area import within
from sammachip.core.thainum import fold
from sammachip.org.sight import under
from sammachip.trail.columns import BahtField, PathField

if TYPE_CHECKING:
    from sammachip.org.hats import Actor


BANGKOK = "10"
DEPARTMENT = "00"
"""The code of the department's office: the nation has no area code of its own."""
USUAL_TITLES = ("", "นาย", "นาง", "นางสาว")


class AreaLevel(models.TextChoices):
    PROVINCE = "province", _("จังหวัด")
    DISTRICT = "district", _("อำเภอ")
    SUBDISTRICT = "subdistrict", _("ตำบล")


class Area(models.Model):
    """One province, district or sub-district under its official code."""

    code = models.CharField(max_length=6, primary_key=True)
    level = models.CharField(max_length=12, choices=AreaLevel)
    name_th = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    name_sort = models.CharField(max_length=200)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    path = PathField(db_index=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_th

    @property
    def full_name(self) -> str:
        """The name with its word before it: อำเภอนางรอง, in Bangkok เขตพระนคร."""
        in_bangkok = self.code.startswith(BANGKOK)
        words = {AreaLevel.PROVINCE: "" if in_bangkok else "จังหวัด"}
        words[AreaLevel.DISTRICT] = "เขต" if in_bangkok else "อำเภอ"
        words[AreaLevel.SUBDISTRICT] = "แขวง" if in_bangkok else "ตำบล"
        return f"{words[AreaLevel(self.level)]}{self.name_th}"


class OfficeLevel(models.TextChoices):
    NATION = "nation", _("กรม")
    PROVINCE = "province", _("จังหวัด")
    DISTRICT = "district", _("อำเภอ")


class OfficeQuerySet(models.QuerySet["Office"]):
    def within(self, path: str) -> "OfficeQuerySet":
        low, high = within(path)
        return self.filter(path__gte=low, path__lt=high)

    def visible_to(self, actor: "Actor") -> "OfficeQuerySet":
        return self.filter(under(actor.roots()))


class Office(models.Model):
    """One office of the administration, and the authority in whose name its letters go out.

    สำนักงานพัฒนาชุมชนจังหวัด does the work; the letter is the จังหวัด's and the governor is its head. `version` counts
    how often it was described.
    """

    code = models.CharField(_("รหัส"), max_length=4, primary_key=True)
    level = models.CharField(_("ระดับ"), max_length=10, choices=OfficeLevel)
    name = models.CharField(_("ชื่อหน่วยงาน"), max_length=120)
    short_name = models.CharField(_("ชื่อย่อ"), max_length=60)
    place_name = models.CharField(_("ชื่อพื้นที่"), max_length=80)
    name_en = models.CharField(max_length=120)
    name_sort = models.CharField(max_length=260)
    area = models.OneToOneField(Area, on_delete=models.PROTECT, null=True, related_name="office")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    path = PathField(unique=True)
    authority = models.CharField(_("ส่วนราชการเจ้าของหนังสือ"), max_length=120)
    authority_head = models.CharField(_("ตำแหน่งหัวหน้าส่วนราชการ"), max_length=120)
    letter_code = models.CharField(_("รหัสหนังสือ"), max_length=30, blank=True)
    address = models.TextField(_("ที่อยู่บนหนังสือ"), blank=True)
    phone = models.CharField(_("โทรศัพท์"), max_length=80, blank=True)
    fax = models.CharField(_("โทรสาร"), max_length=80, blank=True)
    works_here = models.BooleanField(_("ใช้ระบบนี้"), default=True)
    version = models.PositiveIntegerField(default=1)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="office_below_nation_has_parent",
                condition=Q(level=OfficeLevel.NATION, parent__isnull=True, area__isnull=True)
                | (~Q(level=OfficeLevel.NATION) & Q(parent__isnull=False, area__isnull=False)),
                violation_error_message=_("หน่วยงานที่ต่ำกว่ากรมต้องมีหน่วยงานเหนือขึ้นไปและพื้นที่"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("web:office", args=[self.code])


class Section(models.Model):
    """A part of an office: สำนัก or กอง of the department, กลุ่มงาน of a province."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="sections")
    name = models.CharField(_("ชื่อกลุ่มงาน"), max_length=120)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["office", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name"],
                name="section_once_in_office",
                violation_error_message=_("หน่วยงานนี้มีกลุ่มงานชื่อนี้แล้ว"),
            )
        ]

    def __str__(self) -> str:
        return self.name


def _lasting(day: date) -> Q:
    """What has not ended before this day."""
    return Q(ends_on__isnull=True) | Q(ends_on__gte=day)


def _not_withdrawn(day: date) -> Q:
    """What nobody has withdrawn by this day: from that moment it serves no more, on its first day too."""
    return Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day)


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, actor: "Actor") -> "PersonQuerySet":
        """Oneself, and whoever holds or held a post within what the hat sees."""
        posts = Post.objects.filter(under(actor.roots(), "office__path"), person=OuterRef("pk"))
        return self.filter(Q(pk=actor.person.pk) | Exists(posts))

    def posted_on(self, day: date) -> "PersonQuerySet":
        """Whoever holds some post on this day."""
        return self.filter(Exists(Post.objects.held_on(day).filter(person=OuterRef("pk"))))

    def in_role_on(self, role: str, day: date) -> "PersonQuerySet":
        return self.filter(Exists(Post.objects.held_on(day).filter(person=OuterRef("pk"), role=role)))

    def within(self, path: str) -> "PersonQuerySet":
        """Whoever holds or held a post at or under this path."""
        return self.filter(Exists(Post.objects.filter(under([path], "office__path"), person=OuterRef("pk"))))

    def named_like(self, text: str) -> "PersonQuerySet":
        """Whoever has every one of these words in the given or family name."""
        found = self
        for word in text.split():
            found = found.filter(Q(given_name__icontains=word) | Q(family_name__icontains=word))
        return found

    def in_thai_order(self) -> "PersonQuerySet":
        return self.order_by("name_sort", "pk")


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username=username)


class Person(AbstractBaseUser):
    """One person. Without a user name the person never logs in: many who sign do not."""

    username = models.CharField(_("ชื่อผู้ใช้"), max_length=40, unique=True, null=True)
    prefix = models.CharField(_("คำนำหน้า"), max_length=30)
    given_name = models.CharField(_("ชื่อ"), max_length=80)
    family_name = models.CharField(_("นามสกุล"), max_length=80)
    name_sort = models.CharField(max_length=340, blank=True, db_index=True)
    phone = models.CharField(_("โทรศัพท์"), max_length=40, blank=True)
    is_active = models.BooleanField(_("ใช้งานได้"), default=True)
    must_change_password = models.BooleanField(default=False)
    language = models.CharField(max_length=2, default="th", choices=[("th", "ไทย"), ("en", "English")])

    objects = PersonManager.from_queryset(PersonQuerySet)()
    USERNAME_FIELD = "username"

    class Meta:
        ordering = ["given_name", "family_name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="person_username_not_blank",
                condition=Q(username__isnull=True) | ~Q(username=""),
                violation_error_message=_("ชื่อผู้ใช้ต้องไม่เป็นค่าว่าง"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.prefix}{self.given_name} {self.family_name}"

    def goes_by(self, name: str) -> bool:
        """Whether a name somebody typed is this person's, with any usual title before it and however it is spaced."""
        typed = fold(name)
        title = typed.removesuffix(fold(f"{self.given_name} {self.family_name}"))
        return title != typed and (title in {*USUAL_TITLES, fold(self.prefix)} or title.endswith("."))

    def get_absolute_url(self) -> str:
        return reverse("web:person", args=[self.pk])


class Role(models.TextChoices):
    FIELD_OFFICER = "field-officer", _("เจ้าหน้าที่พัฒนาชุมชน (พัฒนากร)")
    DISTRICT_HEAD = "district-head", _("พัฒนาการอำเภอ")
    DISTRICT_FINANCE = "district-finance", _("การเงินอำเภอ")
    PROVINCE_OFFICER = "province-officer", _("เจ้าหน้าที่จังหวัด")
    PROVINCE_HEAD = "province-head", _("พัฒนาการจังหวัด")
    PROVINCE_FINANCE = "province-finance", _("การเงินจังหวัด")
    DEPARTMENT_OFFICER = "department-officer", _("เจ้าหน้าที่กรม")
    DEPARTMENT_HEAD = "department-head", _("ผู้บริหารกรม")
    AUDITOR = "auditor", _("ผู้ตรวจสอบ")
    ADMINISTRATOR = "administrator", _("ผู้ดูแลบัญชีผู้ใช้")


class PostQuerySet(models.QuerySet["Post"]):
    def held_on(self, day: date) -> "PostQuerySet":
        return self.filter(_lasting(day), starts_on__lte=day)

    def open_from(self, day: date) -> "PostQuerySet":
        """Held on this day or begun later: what still gives rights, now or soon."""
        return self.filter(_lasting(day))

    def of_role(self, role: str, office_code: str) -> "PostQuerySet":
        return self.filter(role=role, office_id=office_code)

    def visible_to(self, actor: "Actor") -> "PostQuerySet":
        return self.filter(Q(person=actor.person) | under(actor.roots(), "office__path"))


class Post(models.Model):
    """One person's post in one office between two dates: a hat that can be worn.

    Without a role it is a post that only signs on paper (the governor, a deputy, the district chief).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="posts")
    section = models.ForeignKey(
        Section, on_delete=models.PROTECT, null=True, blank=True, related_name="posts"
    )
    role = models.CharField(_("บทบาท"), max_length=20, choices=Role, blank=True)
    title = models.CharField(_("ตำแหน่ง"), max_length=120)
    starts_on = models.DateField(_("ตั้งแต่วันที่"))
    ends_on = models.DateField(_("ถึงวันที่"), null=True, blank=True)
    duty_areas = models.ManyToManyField(Area, blank=True, related_name="field_posts")

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["office", "role", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="post_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("วันสิ้นสุดของตำแหน่งต้องไม่ก่อนวันเริ่ม"),
            ),
            models.UniqueConstraint(
                fields=["person", "office", "role"],
                condition=Q(ends_on__isnull=True),
                name="post_open_once",
                violation_error_message=_("ผู้นี้ดำรงตำแหน่งนี้ในหน่วยงานนี้อยู่แล้ว"),
            ),
        ]
        indexes = [models.Index(fields=["office", "role"], name="post_of_office")]

    def __str__(self) -> str:
        return f"{self.title} · {self.office.short_name}"

    def is_held_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class OrderQuerySet(models.QuerySet["Order"]):
    def visible_to(self, actor: "Actor") -> "OrderQuerySet":
        return self.filter(under(actor.roots(), "office__path"))


class Order(models.Model):
    """A คำสั่ง on which powers, duties or teams rest."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="orders")
    number = models.CharField(_("เลขที่คำสั่ง"), max_length=60)
    dated_on = models.DateField(_("ลงวันที่"))
    subject = models.CharField(_("เรื่อง"), max_length=300)

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ["-dated_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "number", "dated_on"],
                name="order_once",
                violation_error_message=_("มีคำสั่งเลขที่และวันที่นี้แล้ว"),
            )
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("web:order", args=[self.pk])


class Standin(models.TextChoices):
    """The five forms of signing for another; they differ in law, so they are five words, not one."""

    ON_BEHALF = "on_behalf", _("ปฏิบัติราชการแทน")
    IN_CHARGE = "in_charge", _("รักษาราชการแทน")
    ACTING_FOR = "acting_for", _("ทำการแทน")
    WORKING_FOR = "working_for", _("ปฏิบัติงานแทน")
    IN_POSITION = "in_position", _("รักษาการในตำแหน่ง")


class PowerQuerySet(models.QuerySet["Power"]):
    def in_force_on(self, day: date) -> "PowerQuerySet":
        return self.open_from(day).filter(starts_on__lte=day)

    def open_from(self, day: date) -> "PowerQuerySet":
        """In force on this day or later."""
        return self.filter(_lasting(day), _not_withdrawn(day))

    def reaching(self, amount: "Decimal | F | OuterRef") -> "PowerQuerySet":
        """Those that cover this sum, as `Power.reaches` says of one."""
        return self.filter(Q(limit_baht__isnull=True) | Q(limit_baht__gte=amount))


class Power(models.Model):
    """One power an order gives: who signs for which post, in what form, between which dates, up to what sum."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="powers")
    holder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="powers")
    form = models.CharField(_("รูปแบบการลงนามแทน"), max_length=12, choices=Standin)
    for_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="powers")
    for_title = models.CharField(_("แทนตำแหน่ง"), max_length=120)
    for_role = models.CharField(_("แทนบทบาทในระบบ"), max_length=20, choices=Role, blank=True)
    programme_code = models.CharField(_("เฉพาะโครงการ"), max_length=60, blank=True)
    limit_baht = BahtField(_("วงเงินไม่เกิน (บาท)"), null=True, blank=True)
    starts_on = models.DateField(_("ตั้งแต่วันที่"))
    ends_on = models.DateField(_("ถึงวันที่"), null=True, blank=True)
    withdrawn_on = models.DateField(_("ถอนเมื่อวันที่"), null=True, blank=True)

    objects = PowerQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="power_limit_is_positive",
                condition=Q(limit_baht__isnull=True) | Q(limit_baht__gt=0),
                violation_error_message=_("วงเงินตามคำสั่งต้องมากกว่าศูนย์"),
            ),
            models.CheckConstraint(
                name="power_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("วันสิ้นสุดอำนาจต้องไม่ก่อนวันเริ่ม"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form_words}{self.for_title}"

    @property
    def form_words(self) -> str:
        """The form as it stands on paper: Thai in every language of the screen."""
        with override("th"):
            return str(Standin(self.form).label)

    def is_over_on(self, day: date) -> bool:
        """Whether the power serves no more on this day, nor on a later one."""
        withdrawn = self.withdrawn_on is not None and self.withdrawn_on <= day
        return withdrawn or (self.ends_on is not None and self.ends_on < day)

    def reaches(self, amount: Decimal | None) -> bool:
        """Whether the power covers this sum; it does at exactly its limit, and where no sum is asked."""
        return amount is None or self.limit_baht is None or amount <= self.limit_baht


class ResetCode(models.Model):
    """A one-time word with which a person sets a new password; an officer hands it over, no e-mail needed."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reset_codes")
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person_id} {self.made_at:%Y-%m-%d}"


class AuditScopeQuerySet(models.QuerySet["AuditScope"]):
    def in_force_on(self, day: date) -> "AuditScopeQuerySet":
        return self.open_from(day).filter(starts_on__lte=day)

    def open_from(self, day: date) -> "AuditScopeQuerySet":
        """In force on this day or later."""
        return self.filter(_not_withdrawn(day), ends_on__gte=day)

    def visible_to(self, actor: "Actor") -> "AuditScopeQuerySet":
        """One's own, and those over an office the hat sees."""
        return self.filter(Q(post__person=actor.person) | under(actor.roots(), "office__path"))


class AuditScope(models.Model):
    """What one letter lets an auditor read: an office with all below it, one programme's work or every one's, some days."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="audit_scopes")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    programme_code = models.CharField(_("เฉพาะโครงการ"), max_length=60, blank=True)
    starts_on = models.DateField(_("ตั้งแต่วันที่"))
    ends_on = models.DateField(_("ถึงวันที่"))
    letter_number = models.CharField(_("เลขที่หนังสือ"), max_length=60)
    letter_on = models.DateField(_("ลงวันที่"))
    withdrawn_on = models.DateField(_("ถอนเมื่อวันที่"), null=True, blank=True)

    objects = AuditScopeQuerySet.as_manager()

    class Meta:
        ordering = ["post", "-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="audit_scope_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("วันสิ้นสุดการตรวจสอบต้องไม่ก่อนวันเริ่ม"),
            )
        ]

    def __str__(self) -> str:
        return self.office.short_name

    def is_in_force_on(self, day: date) -> bool:
        withdrawn = self.withdrawn_on is not None and self.withdrawn_on <= day
        return self.starts_on <= day <= self.ends_on and not withdrawn


class AuditReadingQuerySet(models.QuerySet["AuditReading"]):
    def visible_to(self, actor: "Actor") -> "AuditReadingQuerySet":
        """What was read of the offices the hat sees, and what one read oneself."""
        return self.filter(Q(post__person=actor.person) | under(actor.roots()))

    def newest_first(self) -> "AuditReadingQuerySet":
        return self.order_by("-read_at", "-pk")


class AuditReading(models.Model):
    """One address an auditor opened, and the path of the office or group that was read there. Never changed or deleted."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="readings")
    path = PathField(db_index=True)
    address = models.CharField(max_length=500)
    read_at = models.DateTimeField()

    objects = AuditReadingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.address


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, actor: "Actor") -> "ApiTokenQuerySet":
        """One's own only: a token is a person acting, and nobody lists how another may act."""
        return self.filter(person=actor.person)

    def newest_first(self) -> "ApiTokenQuerySet":
        return self.order_by("-made_at", "-pk")


class ApiToken(models.Model):
    """A key with which a program acts as one person under one hat, until a day. Only its digest is kept."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="api_tokens")
    hat_key = models.CharField(max_length=40)
    name = models.CharField(_("ใช้กับโปรแกรม"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(_("ใช้ได้ถึง"))
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["person", "-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="api_token_ends_after_it_is_made",
                condition=Q(ends_at__gt=F("made_at")),
                violation_error_message=_("วันหมดอายุของโทเคนต้องหลังวันที่ออก"),
            )
        ]

    def __str__(self) -> str:
        return self.name
