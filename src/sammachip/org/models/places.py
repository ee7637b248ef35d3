"""Areas of the country, and the offices that stand in them with their sections."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sammachip.core.area import within
from sammachip.core.places import with_word
from sammachip.org.sight import under
from sammachip.trail.columns import PathField

if TYPE_CHECKING:
    from sammachip.org.hats import Actor


BANGKOK = "10"
DEPARTMENT = "00"
"""The code of the department's office: the nation has no area code of its own."""


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
        return with_word(self.code, self.name_th)


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
