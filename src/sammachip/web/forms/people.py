"""Forms about people and their posts."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.org import rules
from sammachip.org.actions import ONE_DAY, PostDetails
from sammachip.org.hats import Actor
from sammachip.org.models import (
    Area,
    AreaLevel,
    Office,
    OfficeLevel,
    Person,
    PersonQuerySet,
    Post,
    Role,
    Section,
)
from sammachip.trail import clock
from sammachip.web.forms.account import (
    NewUsernameField,
    OfficeField,
    OfficesForm,
    easy_to_guess_is_refused,
    password_field,
)
from sammachip.web.forms.fields import PhoneField, SpanForm, ThaiDateField, WordedForm

ON_PAPER = "paper"
"""The choice that stands for a post without a role: an empty value would read as "not chosen yet"."""
DAY_HELP = gettext_lazy("เช่น ๑ ตุลาคม ๒๕๖๑ หรือ 1/10/2561")


class FindForm(forms.Form):
    """What the list of people is narrowed by; whatever cannot be read narrows nothing."""

    q = forms.CharField(label=gettext_lazy("ชื่อหรือนามสกุล"), required=False, max_length=80)
    role = forms.ChoiceField(
        label=gettext_lazy("บทบาท"), required=False, choices=[("", gettext_lazy("ทุกบทบาท")), *Role.choices]
    )
    past = forms.BooleanField(label=gettext_lazy("รวมผู้ที่พ้นหรือย้ายแล้ว"), required=False)


class NameForm(WordedForm):
    prefix = forms.CharField(  # type: ignore[assignment]  # a form has a `prefix` of another kind; fields live apart
        label=gettext_lazy("คำนำหน้า"), max_length=30, widget=forms.TextInput(attrs={"list": "prefixes"})
    )
    given_name = forms.CharField(label=gettext_lazy("ชื่อ"), max_length=80)
    family_name = forms.CharField(label=gettext_lazy("นามสกุล"), max_length=80)
    phone = PhoneField(label=gettext_lazy("โทรศัพท์"), max_length=40, required=False)


class PostForm(SpanForm):
    """One post in one office: its roles, sections and sub-districts are the choices."""

    title = forms.CharField(
        label=gettext_lazy("ตำแหน่ง"),
        max_length=120,
        help_text=gettext_lazy("ตามที่พิมพ์ใต้ลายมือชื่อ เช่น นักวิชาการพัฒนาชุมชนชำนาญการ"),
    )
    role = forms.ChoiceField(label=gettext_lazy("บทบาทในระบบ"))
    starts_on = ThaiDateField(label=gettext_lazy("ตั้งแต่วันที่"), help_text=DAY_HELP)
    ends_on = ThaiDateField(
        label=gettext_lazy("ถึงวันที่"), required=False, help_text=gettext_lazy("เว้นว่างไว้ถ้ายังไม่กำหนด")
    )
    section = forms.ModelChoiceField(
        Section.objects.none(),
        label=gettext_lazy("กลุ่มงาน"),
        required=False,
        empty_label=gettext_lazy("ไม่ระบุ"),
    )
    duty_areas = forms.ModelMultipleChoiceField(
        Area.objects.none(),
        label=gettext_lazy("ตำบลที่รับผิดชอบ"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("เฉพาะเจ้าหน้าที่พัฒนาชุมชน (พัฒนากร)"),
    )

    def __init__(
        self, actor: Actor, office: Office, *args: Any, **kwargs: Any
    ) -> None:  # Django's own arguments
        kwargs.setdefault("initial", {"starts_on": clock.today()})
        super().__init__(*args, **kwargs)
        self._offer("role", [("", _("เลือกบทบาท")), *roles_offered(actor, office)])
        self._choose_from("section", office.sections.all())
        if office.level == OfficeLevel.DISTRICT:
            self._choose_from(
                "duty_areas", Area.objects.filter(parent=office.area_id, level=AreaLevel.SUBDISTRICT)
            )
        else:
            del self.fields["duty_areas"]

    def _offer(self, name: str, choices: list[tuple[str, str | Promise]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _choose_from(self, name: str, rows: Any) -> None:  # the rows of any model
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def clean_role(self) -> str:
        role: str = self.cleaned_data["role"]
        return "" if role == ON_PAPER else role

    def details(self) -> PostDetails:
        return {
            "ends_on": self.cleaned_data["ends_on"],
            "section": self.cleaned_data["section"],
            "duty_areas": list(self.cleaned_data.get("duty_areas", ())),
        }


def roles_offered(actor: Actor, office: Office) -> list[tuple[str, str | Promise]]:
    given = [(role, Role(role).label) for role in rules.roles_to_give(actor, office)]
    return [*given, (ON_PAPER, _("ไม่มีบทบาทในระบบ ลงนามในเอกสารเท่านั้น"))]


class NewPersonForm(PostForm, NameForm):
    """A person and the first post, in one step."""

    username = NewUsernameField(
        required=False, help_text=gettext_lazy("เว้นว่างไว้ถ้าผู้นี้ไม่เข้าใช้ระบบ เช่น ผู้ว่าราชการจังหวัด")
    )
    new_password = password_field(
        gettext_lazy("รหัสผ่านแรกเข้า"),
        required=False,
        help_text=gettext_lazy("เว้นว่างไว้เพื่อออกรหัสตั้งรหัสผ่านในหน้าถัดไป ถ้ากำหนด ผู้ใช้ต้องเปลี่ยนเมื่อเข้าครั้งแรก"),
    )
    field_order = ("prefix", "given_name", "family_name", "phone", "title", "role")

    def clean_username(self) -> str | None:
        username: str | None = self.cleaned_data["username"] or None
        if username and not (verdict := rules.may_take_username(username)):
            raise ValidationError(verdict.reason)
        return username

    def clean_new_password(self) -> str | None:
        password: str = self.cleaned_data["new_password"]
        if not password:
            return None
        return easy_to_guess_is_refused(Person(username=self.cleaned_data.get("username")), password)


class PlaceForm(OfficesForm):
    """The office a further post is in, before the post itself can be asked."""

    office = OfficeField(
        label=gettext_lazy("หน่วยงาน"),
        max_length=120,
        help_text=gettext_lazy("พิมพ์ชื่อย่อหรือรหัส เช่น สพอ.นางรอง หรือ 3104"),
        widget=forms.TextInput(attrs={"list": "offices", "autocomplete": "off"}),
    )


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """One of many people, each named with the post held today: names alone say little in a province."""

    def offer(self, people: PersonQuerySet) -> None:
        held = Post.objects.held_on(clock.today()).select_related("office")
        self.queryset = people.in_thai_order().prefetch_related(Prefetch("posts", held, to_attr="held"))

    def label_from_instance(self, person: Person) -> str:
        held: list[Post] = person.held  # type: ignore[attr-defined]  # prefetched by `offer`
        return " — ".join([person.name, *(f"{post.title} {post.office.short_name}" for post in held[:1])])


class EndForm(WordedForm):
    """The last day of what began on `starts_on`."""

    on = ThaiDateField(label=gettext_lazy("วันสุดท้าย"), help_text=DAY_HELP)

    def __init__(self, starts_on: date, *args: Any, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        self.starts_on = starts_on

    def clean_on(self) -> date:
        return _fitting(self.starts_on, self.cleaned_data["on"], last_day=self.cleaned_data["on"])


class HandOverForm(WordedForm):
    to = ColleagueField(
        Person.objects.none(), label=gettext_lazy("ผู้รับมอบ"), empty_label=gettext_lazy("เลือกผู้รับมอบ")
    )
    title = forms.CharField(label=gettext_lazy("ตำแหน่งของผู้รับมอบ"), max_length=120)
    on = ThaiDateField(
        label=gettext_lazy("รับมอบตั้งแต่วันที่"),
        help_text=gettext_lazy("ผู้ส่งมอบดำรงตำแหน่งถึงวันก่อนหน้า เช่น ๑ ตุลาคม ๒๕๖๑"),
    )

    def __init__(self, actor: Actor, post: Post, *args: Any, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, initial={"title": post.title}, **kwargs)
        self.starts_on = post.starts_on
        field = self.fields["to"]
        assert isinstance(field, ColleagueField)
        near = Person.objects.visible_to(actor).within(_province(post.office))
        field.offer(near.exclude(pk=post.person_id))

    def clean_on(self) -> date:
        return _fitting(self.starts_on, self.cleaned_data["on"], last_day=self.cleaned_data["on"] - ONE_DAY)


def _fitting(starts_on: date, day: date, *, last_day: date) -> date:
    """The day typed, if what began on `starts_on` may end on the last day that follows from it."""
    if verdict := rules.span_fits(starts_on, last_day):
        return day
    raise ValidationError(verdict.reason)


def _province(office: Office) -> str:
    """The path of the province the office lies in: who takes a post over usually comes from there."""
    return "/" if office.level == OfficeLevel.NATION else f"/{office.code[:2]}/"
