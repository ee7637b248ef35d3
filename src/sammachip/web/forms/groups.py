"""What an officer types of a group: where it is, what it makes, who leads it; and how the list is searched."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.core.fields import FieldType
from sammachip.core.thainum import to_arabic
from sammachip.org.models import Area
from sammachip.registry.doubles import Alike
from sammachip.registry.models import (
    Activity,
    Group,
    GroupKind,
    LocatedBy,
    OccupationKind,
    OtopCategory,
    Village,
)
from sammachip.registry.queries import LEARNABLE
from sammachip.registry.rules_values import SAID_ON, faults_in, label_of
from sammachip.trail import clock
from sammachip.web.forms.answers import AnswerField
from sammachip.web.forms.fields import DoneOnField, ThaiDateField, WordedForm

ANY = ("", gettext_lazy("ทั้งหมด"))
UNTOLD = ("", gettext_lazy("ยังไม่ทราบ"))
YES_NO = [("yes", gettext_lazy("ลงทะเบียนแล้ว")), ("no", gettext_lazy("ยังไม่ลงทะเบียน"))]
TOLD = {"yes": True, "no": False, "": None}
_DEGREES = re.compile(r"([+-]?\d{1,3}(?:\.\d{1,20})?)\s*,\s*([+-]?\d{1,3}(?:\.\d{1,20})?)", re.ASCII)


class YesNoField(forms.ChoiceField):
    """Yes, no, or not known yet: three answers that a tick box cannot tell apart."""

    def __init__(self, **more: Any) -> None:  # passes Django's own arguments through
        super().__init__(choices=[*YES_NO, UNTOLD], required=False, widget=forms.RadioSelect, **more)

    def clean(self, value: object) -> bool | None:
        return TOLD[str(super().clean(value))]

    def prepare_value(self, value: object) -> object:
        return next((key for key, told in TOLD.items() if told is value), value)


class GroupForm(WordedForm):
    """All the registry keeps of a group. A form of ours may lack answers: what is not known is left empty."""

    name = AnswerField(FieldType.TEXT, label=gettext_lazy("ชื่อกลุ่ม"), length=160)
    kind = forms.ChoiceField(label=gettext_lazy("ชนิดกลุ่ม"), choices=GroupKind.choices)
    product = AnswerField(FieldType.TEXT, label=gettext_lazy("ผลิตภัณฑ์ของกลุ่ม"), length=200, required=False)
    occupation_kind = forms.ChoiceField(
        label=gettext_lazy("ประเภทอาชีพ"), choices=[UNTOLD, *OccupationKind.choices], required=False
    )
    members_count = AnswerField(FieldType.INTEGER, label=gettext_lazy("สมาชิก (คน)"), required=False)
    sale_places = AnswerField(FieldType.TEXT, label=gettext_lazy("สถานที่จำหน่าย"), length=200, required=False)
    otop_registered = YesNoField(label=gettext_lazy("การลงทะเบียน OTOP"))
    chair_name = AnswerField(
        FieldType.PERSON_NAME, label=gettext_lazy("ประธานกลุ่ม"), length=160, required=False
    )
    phone = AnswerField(FieldType.PHONE, label=gettext_lazy("โทรศัพท์"), required=False)
    said_on = ThaiDateField(label=gettext_lazy("ข้อมูล ณ วันที่"), help_text=gettext_lazy("เช่น ๑๐ กันยายน ๒๕๖๑"))

    same: Group | None = None

    def refuse_double(self, same: Group) -> None:
        """Say which group of this name the village has already, and keep it for the page to lead there."""
        self.same = same
        sentence = _("{village} มี «{name}» ในทะเบียนแล้ว — เปิดกลุ่มนั้น หรือใช้ชื่ออื่นถ้าเป็นคนละกลุ่ม")
        self.add_error("name", sentence.format(village=same.village, name=same.name))

    def clean(self) -> None:
        """Say beside each answer why it cannot be true."""
        told = {**self.days_known(), **self.said(), SAID_ON: self.cleaned_data.get(SAID_ON)}
        for key, why in list(faults_in(told, clock.today())):
            asked = self.asks(key)
            self.add_error(asked, why if asked == key else f"«{label_of(key)}»: {why}")

    def days_known(self) -> dict[str, object]:
        """The days of the group's life that are not asked here."""
        return {}

    def asks(self, key: str) -> str:
        """The question in which this column is answered; a day that is not asked is told of the day that is."""
        return key if key in self.fields else "founded_on"

    def said(self) -> dict[str, object]:
        """What the registry may learn from this form."""
        return {field: self.cleaned_data[field] for field in LEARNABLE if field in self.cleaned_data}


class SpotField(forms.Field):
    """A spot on the map, typed or pasted as maps give it: «14.9930, 103.1029»."""

    def to_python(self, value: object) -> tuple[Decimal, Decimal] | None:
        if value in self.empty_values:
            return None
        found = _DEGREES.fullmatch(to_arabic(str(value)).strip())
        if found is None:
            raise ValidationError(
                _("«{value}» อ่านเป็นพิกัดไม่ได้ — พิมพ์ละติจูดและลองจิจูดคั่นด้วยจุลภาค เช่น 14.9930, 103.1029").format(
                    value=value
                )
            )
        return Decimal(found[1]), Decimal(found[2])

    def prepare_value(self, value: object) -> object:
        return ", ".join(str(one) for one in value) if isinstance(value, tuple) else value


class KnownGroupForm(GroupForm):
    """All that can be corrected of a group that is registered."""

    line_id = AnswerField(FieldType.TEXT, label=gettext_lazy("ไลน์ไอดี"), length=80, required=False)
    facebook = AnswerField(FieldType.TEXT, label=gettext_lazy("เฟซบุ๊ก"), length=200, required=False)
    founded_on = ThaiDateField(label=gettext_lazy("วันที่จัดตั้งกลุ่ม"), required=False)
    otop_number = AnswerField(FieldType.TEXT, label=gettext_lazy("เลขทะเบียน OTOP"), length=40, required=False)
    otop_year = AnswerField(FieldType.INTEGER, label=gettext_lazy("ปีที่ลงทะเบียน OTOP (พ.ศ.)"), required=False)
    spot = SpotField(
        label=gettext_lazy("พิกัดที่ตั้งกลุ่ม"),
        help_text=gettext_lazy("ละติจูด, ลองจิจูด เช่น 14.9930, 103.1029"),
        required=False,
    )
    located_by = forms.ChoiceField(
        label=gettext_lazy("ที่มาของพิกัด"), choices=[UNTOLD, *LocatedBy.choices], required=False
    )
    field_order = (
        "name", "kind", "founded_on", "members_count", "chair_name", "phone", "line_id", "facebook", "product",
        "occupation_kind", "sale_places", "otop_registered", "otop_number", "otop_year", "spot", "located_by", "said_on",
    )  # fmt: skip

    def __init__(
        self, *args: Any, activity_on: date | None = None, **kwargs: Any
    ) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        self.activity_on = activity_on

    def days_known(self) -> dict[str, object]:
        return {"activity_on": self.activity_on}

    def asks(self, key: str) -> str:
        return "spot" if key in ("latitude", "longitude") else super().asks(key)

    def said(self) -> dict[str, object]:
        latitude, longitude = self.cleaned_data.get("spot") or (None, None)
        return {**super().said(), "latitude": latitude, "longitude": longitude}

    def leave_out(self, fields: Iterable[str]) -> "KnownGroupForm":
        """The form without what its reader may not see; what it does not ask stays as it is known."""
        for field in self.fields.keys() & set(fields):
            del self.fields[field]
        return self

    @classmethod
    def of(cls, group: Group) -> "KnownGroupForm":
        known: dict[str, object] = {field: getattr(group, field) for field in LEARNABLE}
        spot = None if group.latitude is None else (group.latitude, group.longitude)
        return cls(initial={**known, "spot": spot, "said_on": clock.today()})


class ActivityForm(WordedForm):
    """Whether a group goes on with its work; where it does not, since when and why."""

    activity = forms.ChoiceField(
        label=gettext_lazy("สภาพการดำเนินการ"), choices=Activity.choices, widget=forms.RadioSelect
    )
    activity_on = ThaiDateField(
        label=gettext_lazy("ตั้งแต่วันที่"),
        required=False,
        help_text=gettext_lazy("เว้นไว้ถ้าทำวันนี้ ถ้าทำก่อนหน้านี้พิมพ์วันที่ตามเอกสาร เช่น ๕ กันยายน ๒๕๖๑"),
    )
    reason = AnswerField(
        FieldType.TEXT,
        label=gettext_lazy("เหตุผล"),
        length=300,
        help_text=gettext_lazy("เช่น สมาชิกย้ายถิ่น รอวัตถุดิบ หรือเหตุที่กลับมาดำเนินการ"),
    )

    def __init__(self, *args: Any, founded_on: date | None = None, **kwargs: Any) -> None:  # Django's own
        super().__init__(*args, **kwargs)
        self.founded_on = founded_on

    def clean(self) -> None:
        told = {"founded_on": self.founded_on, "activity_on": self.cleaned_data.get("activity_on")}
        for _key, why in list(faults_in(told, clock.today())):
            self.add_error("activity_on", why)


class NewGroupForm(GroupForm):
    """A group that is not in the registry yet: its village first, from the official list of the office's own area."""

    tambon = forms.ChoiceField(label=gettext_lazy("ตำบล"))
    moo = AnswerField(FieldType.INTEGER, label=gettext_lazy("หมู่ที่"), low=1, high=99)
    village = AnswerField(
        FieldType.TEXT,
        label=gettext_lazy("ชื่อบ้าน"),
        length=80,
        help_text=gettext_lazy("ไม่ต้องพิมพ์คำว่า บ้าน นำหน้า"),
    )
    field_order = ("tambon", "moo", "village")

    BECAUSE, TOLD_APART = "another_because", "told_apart"

    def __init__(self, *args: Any, areas: Iterable[Area], **kwargs: Any) -> None:  # Django's own arguments
        kwargs.setdefault("initial", {"said_on": clock.today()})
        super().__init__(*args, **kwargs)
        self.areas = {area.code: area for area in areas}
        self.fields["tambon"].choices = [("", _("เลือกตำบล")), *self._by_district()]  # type: ignore[attr-defined]  # a ChoiceField
        self.alike: list[Alike] = []
        if self.data.get(self.TOLD_APART):
            self._ask_apart()

    def _by_district(self) -> list[tuple[str, list[tuple[str, str]]]]:
        districts: dict[str, list[tuple[str, str]]] = {}
        for area in self.areas.values():
            over = area.parent.full_name if area.parent else ""
            districts.setdefault(over, []).append((area.code, area.full_name))
        return list(districts.items())

    def said_of_new(self) -> dict[str, object]:
        """What is told of a group beyond its name and kind; what was left empty is not told at all."""
        told = {field: value for field, value in self.said().items() if value not in (None, "")}
        return {field: value for field, value in told.items() if field not in ("name", "kind")}

    def _ask_apart(self, *, required: bool = False) -> None:
        self.fields[self.BECAUSE] = AnswerField(
            FieldType.LONG_TEXT,
            label=_("เหตุผลที่เป็นคนละกลุ่ม"),
            length=300,
            required=required,
            help_text=_("กรอกเฉพาะเมื่อตรวจแล้วว่าไม่ใช่กลุ่มข้างต้น เช่น คนละประธาน และสมาชิกคนละชุดกัน"),
        )

    def tells_apart(self, alike: list[Alike]) -> bool:
        """Whether the one who types was shown each of these and says why the new group is none of them."""
        self.alike = alike
        shown = set(str(self.data.get(self.TOLD_APART, "")).split(","))
        if {str(one.group.pk) for one in alike} <= shown and self.cleaned_data.get(self.BECAUSE):
            return True
        if alike:
            self._ask_apart(required=True)
            sentence = _("ทะเบียนมีกลุ่มที่คล้ายกัน {n} กลุ่ม — เปิดกลุ่มที่มีอยู่ หรือระบุเหตุผลที่เป็นคนละกลุ่ม")
            self.add_error(self.BECAUSE, sentence.format(n=len(alike)))
        return not alike

    @property
    def alike_shown(self) -> str:
        """The groups that the page shows as alike, as the form brings them back."""
        return ",".join(str(one.group.pk) for one in self.alike)

    @property
    def area(self) -> Area:
        return self.areas[self.cleaned_data["tambon"]]

    @property
    def village_code(self) -> str:
        return f"{self.area.code}{self.cleaned_data['moo']:02d}"


class EnrolDay(WordedForm):
    """The day on which a group was chosen, beside what its programme asks of it."""

    done_on = DoneOnField(label=gettext_lazy("คัดเลือกเข้าโครงการเมื่อวันที่"))


class GroupSearch(forms.Form):
    """How the list is narrowed. Whatever stands in the address is taken; what makes no sense narrows nothing."""

    q = forms.CharField(label=gettext_lazy("ชื่อกลุ่ม"), required=False, max_length=80)
    kind = forms.ChoiceField(
        label=gettext_lazy("ชนิดกลุ่ม"),
        required=False,
        choices=[("", gettext_lazy("ทุกชนิด")), *GroupKind.choices],
    )
    otop = forms.ChoiceField(label=gettext_lazy("OTOP"), required=False, choices=[ANY, *YES_NO])
    place = forms.ChoiceField(label=gettext_lazy("พื้นที่"), required=False)
    occupation = forms.ChoiceField(
        label=gettext_lazy("ประเภทอาชีพ"), required=False, choices=[ANY, *OccupationKind.choices]
    )
    category = forms.ChoiceField(
        label=gettext_lazy("ประเภทผลิตภัณฑ์ OTOP"), required=False, choices=[ANY, *OtopCategory.choices]
    )
    activity = forms.ChoiceField(
        label=gettext_lazy("สภาพการดำเนินการ"), required=False, choices=[ANY, *Activity.choices]
    )
    lacks = forms.ChoiceField(
        label=gettext_lazy("ข้อมูลที่ยังขาด"),
        required=False,
        choices=[ANY, ("phone", gettext_lazy("โทรศัพท์")), ("spot", gettext_lazy("พิกัด"))],
    )

    def __init__(self, data: QueryDict, *, root: str) -> None:
        """`root` is the path under which places are offered."""
        super().__init__(data)
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = [ANY, *place_choices(root, data.get("place", ""))]

    def wanted(self) -> Mapping[str, str]:
        self.full_clean()
        return self.cleaned_data

    @property
    def first(self) -> list[forms.BoundField]:
        """What is asked most."""
        return [self[name] for name in ("q", "kind", "place")]

    @property
    def others(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in ("q", "kind", "place")]

    @property
    def uses_others(self) -> bool:
        return any(self.wanted().get(field.name) for field in self.others)


def place_choices(root: str, chosen: str) -> list[tuple[str, str]]:
    """The places one step below the chosen one, with those above it up to `root`, so that one can go back; two queries.

    A sub-district leads to its villages that have groups.
    """
    top = root.strip("/").rpartition("/")[2]
    known = chosen if chosen.isascii() and chosen.isdecimal() and chosen.startswith(top) else top
    lengths = [length for length in (2, 4, 6) if len(top) < length <= len(known)]
    above = Area.objects.filter(code__in=[known[:length] for length in lengths]).order_by("code")
    at = known[:6] if len(known) > len(top) else top
    below: list[tuple[str, str]] = [
        (area.code, area.full_name) for area in Area.objects.filter(parent__code=at or None).order_by("code")
    ]
    if len(at) == 6:
        below = [(village.code, str(village)) for village in Village.objects.filter(area=at).order_by("code")]
    return [*((area.code, area.full_name) for area in above), *below]
