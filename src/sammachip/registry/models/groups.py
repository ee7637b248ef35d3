"""Village groups as they are known today."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sammachip.core.area import within
from sammachip.core.thainum import fold
from sammachip.org.hats import Actor
from sammachip.org.sight import reached, told_above
from sammachip.records.models import SheetImport
from sammachip.registry.models.places import Village
from sammachip.registry.models.profile import PROFILE_RULES, Profile
from sammachip.trail.columns import PathField


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
        seen = reached(actor.reaches(), "path", told_above("registry.Group"))
        return self.filter(seen, taken_back_by__isnull=True)

    def standing(self) -> "GroupQuerySet":
        """Those that stand for themselves: what lists and choices show. One joined into another stands no more, nor one
        that came by an import which was taken back."""
        return self.filter(taken_back_by__isnull=True).exclude(merges__stands=True)

    def named_like(self, text: str) -> "GroupQuerySet":
        """Those whose name holds this text, however it is spelt."""
        return self.filter(name_folded__contains=fold(text))

    def at_place(self, code: str) -> "GroupQuerySet":
        """Those in the province, district, sub-district or village of this official code."""
        return self.filter(village__code__startswith=code)

    def with_category(self, category: str) -> "GroupQuerySet":
        """Those with a product of this OTOP category now."""
        return self.filter(products__otop_category=category, products__ended_at__isnull=True).distinct()

    def lacking(self, what: str) -> "GroupQuerySet":
        """Those without a telephone, or without a spot on the map."""
        return self.filter(phone="") if what == "phone" else self.filter(latitude__isnull=True)

    def in_order(self) -> "GroupQuerySet":
        return self.order_by("village__code", "name_sort", "pk")


class Group(Profile):
    """A village group as it is known today. `version` counts the changes; `Fact` keeps each of them.

    `taken_back_by` names the import that brought it and was undone: then it is as if it had never been registered.
    """

    name = models.CharField(_("ชื่อกลุ่ม"), max_length=160)
    name_sort = models.CharField(max_length=400)
    name_folded = models.CharField(max_length=160, db_index=True)
    name_stem = models.CharField(max_length=160, db_index=True, editable=False)
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
    phone_digits = models.CharField(max_length=10, blank=True, db_index=True, editable=False)
    taken_back_by = models.ForeignKey(
        SheetImport, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["village", "name_sort", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "name_folded", "kind"],
                condition=Q(taken_back_by__isnull=True),
                name="group_once_in_village",
                violation_error_message=_("หมู่บ้านนี้มีกลุ่มชื่อนี้แล้ว"),
            ),
            models.CheckConstraint(
                name="group_has_members",
                condition=Q(members_count__isnull=True) | Q(members_count__gt=0),
                violation_error_message=_("จำนวนสมาชิกต้องมากกว่าศูนย์"),
            ),
            *PROFILE_RULES,
        ]

    def __str__(self) -> str:
        return self.name
