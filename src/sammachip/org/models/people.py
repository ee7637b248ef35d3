"""People, and the posts they hold in offices."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sammachip.core.thainum import fold
from sammachip.org.models.places import Area, Office, Section
from sammachip.org.models.spans import lasting
from sammachip.org.sight import under

if TYPE_CHECKING:
    from sammachip.org.hats import Actor


USUAL_TITLES = ("", "นาย", "นาง", "นางสาว")


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
        return self.filter(lasting(day), starts_on__lte=day)

    def open_from(self, day: date) -> "PostQuerySet":
        """Held on this day or begun later: what still gives rights, now or soon."""
        return self.filter(lasting(day))

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
