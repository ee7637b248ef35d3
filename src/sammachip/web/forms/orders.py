"""Forms about orders, and the powers to sign for another that rest on them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.core.thainum import tidy
from sammachip.org import rules
from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person, Role, Standin
from sammachip.trail import clock
from sammachip.web.forms.fields import BahtField, PaperDayField, SpanForm, ThaiDateField, WordedForm
from sammachip.web.forms.people import DAY_HELP, ColleagueField
from sammachip.web.forms.programmes import ProgrammeField


class OrderForm(WordedForm):
    number = forms.CharField(label=gettext_lazy("เลขที่คำสั่ง"), max_length=60)
    dated_on = PaperDayField(label=gettext_lazy("วันที่ของคำสั่ง"), help_text=DAY_HELP)
    subject = forms.CharField(label=gettext_lazy("เรื่อง"), max_length=300)


AUTHORITY = "authority"
"""Stands for the head of the authority (governor, district chief, director-general), who has no role here."""


class PowerForm(SpanForm):
    """One power of an order: who signs, in which form, for whom, until when and up to what sum."""

    holder = ColleagueField(
        Person.objects.none(), label=gettext_lazy("ผู้ลงนามแทน"), empty_label=gettext_lazy("เลือกผู้ลงนามแทน")
    )
    form = forms.ChoiceField(
        label=gettext_lazy("รูปแบบการลงนามแทน"), choices=Standin.choices, widget=forms.RadioSelect
    )
    for_office = forms.ModelChoiceField(
        Office.objects.none(), label=gettext_lazy("แทนตำแหน่งของหน่วยงาน"), empty_label=None
    )
    for_role = forms.ChoiceField(label=gettext_lazy("แทนบทบาท"))
    for_title = forms.CharField(
        label=gettext_lazy("ชื่อตำแหน่งที่ลงนามแทน"),
        max_length=120,
        help_text=gettext_lazy("ตามที่พิมพ์ในบรรทัดสุดท้าย เช่น ผู้ว่าราชการจังหวัดบุรีรัมย์"),
    )
    limit_baht = BahtField(
        label=gettext_lazy("วงเงินไม่เกิน (บาท)"),
        required=False,
        help_text=gettext_lazy("เว้นว่างไว้ถ้าคำสั่งไม่จำกัดวงเงิน"),
    )
    programme_code = ProgrammeField()
    starts_on = ThaiDateField(label=gettext_lazy("ตั้งแต่วันที่"), help_text=DAY_HELP)
    ends_on = ThaiDateField(
        label=gettext_lazy("ถึงวันที่"), required=False, help_text=gettext_lazy("เว้นว่างไว้ถ้าคำสั่งไม่กำหนด")
    )

    def __init__(
        self, actor: Actor, office: Office, *args: Any, **kwargs: Any
    ) -> None:  # Django's own arguments
        kwargs.setdefault(
            "initial", {"for_title": office.authority_head, "for_office": office, "starts_on": clock.today()}
        )
        super().__init__(*args, **kwargs)
        holder, place, role = (self.fields[name] for name in ("holder", "for_office", "for_role"))
        assert isinstance(holder, ColleagueField)
        assert isinstance(place, forms.ModelChoiceField)
        assert isinstance(role, forms.ChoiceField)
        role.choices = [_role_choice(one) for one in rules.roles_to_let_stand_for(actor)]
        holder.offer(Person.objects.visible_to(actor).within(office.path).exclude(pk=actor.person.pk))
        place.queryset = Office.objects.within(office.path)

    def clean_limit_baht(self) -> Decimal | None:
        limit: Decimal | None = self.cleaned_data["limit_baht"]
        if not (verdict := rules.limit_fits(limit)):
            raise ValidationError(verdict.reason)
        return limit

    def clean_for_role(self) -> str:
        role: str = self.cleaned_data["for_role"]
        return "" if role == AUTHORITY else role

    def clean(self) -> dict[str, Any]:  # Django's own type
        """The title offered is the authority's head: it stands on no power for a role under that head."""
        data = super().clean()
        place, role, title = data.get("for_office"), data.get("for_role", ""), data.get("for_title", "")
        under_the_head = role and role != Role.DEPARTMENT_HEAD
        if place is not None and under_the_head and tidy(title) == place.authority_head:
            sentence = _(
                "“{title}” เป็นหัวหน้าส่วนราชการ แต่เลือกแทนบทบาท{role} — พิมพ์ชื่อตำแหน่งตามคำสั่ง หรือเลือกแทนหัวหน้าส่วนราชการ"
            )
            self.add_error("for_title", sentence.format(title=title, role=Role(role).label))
        return data


def _role_choice(role: str) -> tuple[str, str | Promise]:
    if role:
        return role, Role(role).label
    return AUTHORITY, _("หัวหน้าส่วนราชการเจ้าของหนังสือ (ผู้ว่าราชการจังหวัด นายอำเภอ อธิบดี)")
