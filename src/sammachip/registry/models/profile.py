"""What is known of a group beside its name: since when it is, where it stands, how it is reached, whether it works."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    # Only the type stubs know fields as generic: what may be assigned, and what is read.
    DecimalColumn = models.DecimalField[Decimal | None, Decimal | None]
else:
    DecimalColumn = models.DecimalField

SOUTH, NORTH, WEST, EAST = Decimal("5.5"), Decimal("20.5"), Decimal("97.3"), Decimal("105.7")
"""The edges of Thailand in degrees, a little beyond its outermost points."""
FIRST_OTOP_YEAR = 2544
"""The programme of one product for each sub-district began in this year of the Buddhist era."""


class LocatedBy(models.TextChoices):
    DEVICE = "device", _("วัดด้วยเครื่องในพื้นที่")
    MAP = "map", _("ชี้ตำแหน่งบนแผนที่")
    VILLAGE = "village", _("ใช้จุดกลางหมู่บ้าน")


class Activity(models.TextChoices):
    """Whether a group goes on with its work."""

    ACTIVE = "active", _("ดำเนินการ")
    PAUSED = "paused", _("พักกิจการ")
    DISSOLVED = "dissolved", _("ยุบเลิก")


class DegreesField(DecimalColumn):
    """A latitude or longitude, to six places: a tenth of a metre. Telephones tell more; the rest is rounded off."""

    def to_python(self, value: object) -> Decimal | None:
        told = super().to_python(value)
        return None if told is None else round(told, self.decimal_places)


class Profile(models.Model):
    """The columns of a group that tell of its life; every change of them is a fact."""

    founded_on = models.DateField(_("วันที่จัดตั้งกลุ่ม"), null=True, blank=True)
    otop_number = models.CharField(_("เลขทะเบียน OTOP"), max_length=40, blank=True)
    otop_year = models.PositiveSmallIntegerField(
        _("ปีที่ลงทะเบียน OTOP (พ.ศ.)"), null=True, blank=True, validators=[MinValueValidator(FIRST_OTOP_YEAR)]
    )
    latitude = DegreesField(
        _("ละติจูด"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(SOUTH), MaxValueValidator(NORTH)],
    )
    longitude = DegreesField(
        _("ลองจิจูด"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(WEST), MaxValueValidator(EAST)],
    )
    located_by = models.CharField(_("ที่มาของพิกัด"), max_length=8, choices=LocatedBy, blank=True)
    line_id = models.CharField(_("ไลน์ไอดี"), max_length=80, blank=True)
    facebook = models.CharField(_("เฟซบุ๊ก"), max_length=200, blank=True)
    activity = models.CharField(_("สภาพการดำเนินการ"), max_length=9, choices=Activity, default=Activity.ACTIVE)
    activity_on = models.DateField(_("เปลี่ยนสภาพเมื่อวันที่"), null=True, blank=True)
    activity_reason = models.CharField(_("เหตุผลที่เปลี่ยนสภาพ"), max_length=300, blank=True)

    class Meta:
        abstract = True


PROFILE_RULES = (
    models.CheckConstraint(
        name="group_lies_in_thailand",
        condition=Q(latitude__isnull=True, longitude__isnull=True)
        | Q(latitude__range=(SOUTH, NORTH), longitude__range=(WEST, EAST)),
        violation_error_message=_(
            "พิกัดต้องมีทั้งละติจูด (5.5-20.5) และลองจิจูด (97.3-105.7) และอยู่ในประเทศไทย — ตรวจว่าสลับสองค่ากันหรือไม่"
        ),
    ),
    models.CheckConstraint(
        name="group_stops_with_day_and_reason",
        condition=Q(activity="active") | (Q(activity_on__isnull=False) & ~Q(activity_reason="")),
        violation_error_message=_("กลุ่มที่พักกิจการหรือยุบเลิกต้องระบุวันที่และเหตุผล"),
    ),
    models.CheckConstraint(
        name="group_otop_year_is_buddhist",
        condition=Q(otop_year__isnull=True) | Q(otop_year__range=(FIRST_OTOP_YEAR, 2699)),
        violation_error_message=_("ปีที่ลงทะเบียน OTOP ต้องเป็น พ.ศ. ตั้งแต่ 2544"),
    ),
)
