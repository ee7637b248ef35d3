"""What a group has several of: products, markets and those who lead it. A row lives on under its number; each change of
it is a fact, and one that is told no more ends and stays readable."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sammachip.core.thainum import fold
from sammachip.registry.models.groups import Group, OccupationKind


class OtopCategory(models.TextChoices):
    """The five categories under which products are registered."""

    FOOD = "food", _("อาหาร")
    DRINK = "drink", _("เครื่องดื่ม")
    TEXTILE = "textile", _("ผ้าและเครื่องแต่งกาย")
    CRAFT = "craft", _("ของใช้ ของตกแต่ง และของที่ระลึก")
    HERB = "herb", _("สมุนไพรที่ไม่ใช่อาหาร")


class ProducerKind(models.TextChoices):
    """The three kinds of those who register products."""

    COMMUNITY = "community", _("กลุ่มผู้ผลิตชุมชน")
    SOLE_OWNER = "sole_owner", _("ผู้ผลิตชุมชนที่เป็นเจ้าของรายเดียว")
    SME = "sme", _("ผู้ผลิต SME")


class Standard(models.TextChoices):
    """Standards a product may hold; any other is written in words beside them."""

    FDA = "fda", _("อย.")
    COMMUNITY = "community", _("มผช.")
    INDUSTRIAL = "industrial", _("มอก.")
    GAP = "gap", _("GAP")
    GMP = "gmp", _("GMP")
    HACCP = "haccp", _("HACCP")
    ORGANIC = "organic", _("เกษตรอินทรีย์")
    HALAL = "halal", _("ฮาลาล")


class MarketKind(models.TextChoices):
    """The local markets that the programme of sammachip groups names."""

    DEMONSTRATION_CENTRE = "demonstration_centre", _("ศูนย์สาธิตการตลาด")
    PRACHARAT_SHOP = "pracharat_shop", _("ร้านค้าประชารัฐสุขใจ shop")
    COMMUNITY_MARKET = "community_market", _("ตลาดนัดชุมชน")
    SCHOOL = "school", _("โรงเรียน")
    HOSPITAL = "hospital", _("โรงพยาบาล")
    FACTORY = "factory", _("โรงงาน")
    HOTEL = "hotel", _("โรงแรม")
    OTHER = "other", _("อื่น ๆ")


class GroupRowQuerySet(models.QuerySet["GroupRow"]):
    def current(self) -> "GroupRowQuerySet":
        """Those that have not ended."""
        return self.filter(ended_at__isnull=True)


class GroupRow(models.Model):
    """One row of what a group has several of. `key` is what names it among the others, folded."""

    TOLD: ClassVar[tuple[str, ...]] = ()
    """The columns that are told of a row, in the order they are read."""
    NAMED_BY: ClassVar[tuple[str, ...]] = ("name",)
    """Those that name it: two current rows of a group never share them."""
    MOST: ClassVar[int] = 60
    """A form asks for no more rows than these."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="%(class)ss")
    key = models.CharField(max_length=200, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = GroupRowQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def ref(self) -> str:
        """How a form names this row, so that it stays the same one."""
        return f"{self._meta.model_name}-{self.pk}"

    @classmethod
    def key_of(cls, told: Mapping[str, object]) -> str:
        return fold(" ".join(str(told.get(column) or "") for column in cls.NAMED_BY))[:200]

    @property
    def told(self) -> dict[str, object]:
        return {column: getattr(self, column) for column in self.TOLD}

    @classmethod
    def agree(cls, rows: Sequence["GroupRow"], changed: Collection["GroupRow"]) -> None:
        """Make the rows agree with each other where their kind asks for it; `changed` are those told anew."""

    @staticmethod
    def last_to_write(row: "GroupRow") -> bool:
        """Whether another row must have made room before this one is written."""
        return False

    @classmethod
    def words(cls, rows: Iterable["GroupRow"]) -> dict[str, object]:
        """What the rows come to in the group's own columns, which forms and papers print."""
        return {}


def known_standards(value: object) -> None:
    """Raises ValidationError unless it is a list of known standards, none twice."""
    if not isinstance(value, list) or len(set(value)) != len(value) or not set(value) <= set(Standard.values):
        raise ValidationError(_("มาตรฐานที่เลือกไม่อยู่ในรายการ — เลือกจากรายการ หรือพิมพ์ในช่องมาตรฐานอื่น"))


class Product(GroupRow):
    """One thing a group makes or offers: what occupation it belongs to, its OTOP category, who produces it."""

    TOLD = (
        "name",
        "main",
        "occupation_kind",
        "otop_category",
        "producer_kind",
        "standards",
        "other_standard",
    )

    name = models.CharField(_("ชื่อผลิตภัณฑ์"), max_length=200, error_messages={"blank": _("ยังไม่ได้ระบุชื่อผลิตภัณฑ์")})
    main = models.BooleanField(_("ผลิตภัณฑ์หลัก"), default=False)
    occupation_kind = models.CharField(_("ประเภทอาชีพ"), max_length=12, choices=OccupationKind, blank=True)
    otop_category = models.CharField(_("ประเภทผลิตภัณฑ์ OTOP"), max_length=8, choices=OtopCategory, blank=True)
    producer_kind = models.CharField(_("ประเภทผู้ผลิต"), max_length=10, choices=ProducerKind, blank=True)
    standards = models.JSONField(_("มาตรฐานที่ได้รับ"), default=list, blank=True, validators=[known_standards])
    other_standard = models.CharField(_("มาตรฐานอื่น"), max_length=120, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("ผลิตภัณฑ์")
        ordering = ["group", "-main", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "key"],
                condition=Q(ended_at__isnull=True),
                name="product_once_in_group",
                violation_error_message=_("กลุ่มนี้มีผลิตภัณฑ์ชื่อนี้แล้ว"),
            ),
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(ended_at__isnull=True, main=True),
                name="product_main_is_one",
                violation_error_message=_("กลุ่มมีผลิตภัณฑ์หลักได้รายการเดียว"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def agree(cls, rows: Sequence[GroupRow], changed: Collection[GroupRow]) -> None:
        """One product is the main one: where several are, the one told so now; where none is, the first."""
        products = [row for row in rows if isinstance(row, Product)]
        mains = [one for one in products if one.main]
        if products and not mains:
            products[0].main = True
        if len(mains) > 1 and len(anew := [one for one in mains if one in changed]) == 1:
            for one in mains:
                one.main = one is anew[0]

    @staticmethod
    def last_to_write(row: GroupRow) -> bool:
        return isinstance(row, Product) and row.main

    @classmethod
    def words(cls, rows: Iterable[GroupRow]) -> dict[str, object]:
        """The text that forms print: the main product, then the others."""
        said = ", ".join(str(row) for row in rows)
        return {"product": said[: Group._meta.get_field("product").max_length]} if said else {}


class Market(GroupRow):
    """Where a group sells: which kind of market, which one, and since when."""

    TOLD = ("kind", "name", "since")
    NAMED_BY = ("kind", "name")

    kind = models.CharField(_("ประเภทตลาด"), max_length=20, choices=MarketKind)
    name = models.CharField(_("ชื่อตลาดหรือผู้ซื้อ"), max_length=160, blank=True)
    since = models.DateField(_("ตั้งแต่วันที่"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("ตลาดและช่องทางจำหน่าย")
        ordering = ["group", "kind", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "key"],
                condition=Q(ended_at__isnull=True),
                name="market_once_for_group",
                violation_error_message=_("กลุ่มนี้มีตลาดนี้แล้ว"),
            ),
            models.CheckConstraint(
                name="market_of_another_kind_is_named",
                condition=~Q(kind=MarketKind.OTHER) | ~Q(name=""),
                violation_error_message=_("ตลาดประเภทอื่น ๆ ต้องระบุชื่อ"),
            ),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (str(MarketKind(self.kind).label), self.name) if part)


class Leader(GroupRow):
    """Somebody who leads a group or matters in it: the post there, the name, the telephone. All of it is personal."""

    TOLD = ("post", "name", "phone")

    post = models.CharField(_("ตำแหน่งในกลุ่ม"), max_length=80)
    name = models.CharField(_("ชื่อ-สกุล"), max_length=160, error_messages={"blank": _("ยังไม่ได้ระบุชื่อ-สกุล")})
    phone = models.CharField(_("โทรศัพท์"), max_length=40, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("กรรมการและผู้มีบทบาทในกลุ่ม")
        ordering = ["group", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "key"],
                condition=Q(ended_at__isnull=True),
                name="leader_once_in_group",
                violation_error_message=_("กลุ่มนี้มีกรรมการชื่อนี้แล้ว"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.name}"

    @classmethod
    def words(cls, rows: Iterable[GroupRow]) -> dict[str, object]:
        """The chair, where one is told."""
        chairs = [row.name for row in rows if isinstance(row, Leader) and row.post.startswith("ประธาน")]
        return {"chair_name": chairs[0]} if chairs else {}


class Member(GroupRow):
    """Somebody who belongs to a group: the number there, the name, since when, the telephone. All of it is personal.

    The roll may be shorter than the group: `Group.members_count` is what the group itself says and never follows from it.
    """

    TOLD = ("number", "name", "joined_on", "phone")
    NAMED_BY = ("number", "name")
    MOST = 300

    number = models.CharField(_("เลขที่สมาชิก"), max_length=20, blank=True)
    name = models.CharField(_("ชื่อ-สกุล"), max_length=160, error_messages={"blank": _("ยังไม่ได้ระบุชื่อ-สกุล")})
    joined_on = models.DateField(_("เป็นสมาชิกตั้งแต่วันที่"), null=True, blank=True)
    phone = models.CharField(_("โทรศัพท์"), max_length=40, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("สมาชิก")
        ordering = ["group", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "key"],
                condition=Q(ended_at__isnull=True),
                name="member_once_in_group",
                violation_error_message=_("กลุ่มนี้มีสมาชิกชื่อนี้แล้ว — ถ้าเป็นคนละคน ให้ระบุเลขที่สมาชิก"),
            )
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.number, self.name) if part)


LISTS: dict[str, type[GroupRow]] = {
    "products": Product,
    "markets": Market,
    "committee": Leader,
    "members": Member,
}
"""The lists of a group by the name under which forms save to them."""
