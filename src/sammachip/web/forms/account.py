"""Forms around one's own account: log-in, passwords, the one-time code, the first administrator."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.core.thainum import closest, tidy, to_arabic
from sammachip.org import rules
from sammachip.org.models import Office, Person
from sammachip.web.forms.fields import WordedForm

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # a lazy text, which only the type stubs tell from others


class UsernameField(forms.CharField):
    """A user name as it is kept: small Latin letters, digits, dot and hyphen."""

    def __init__(self, **kwargs: Any) -> None:  # passes Django's own arguments through
        kwargs.setdefault("label", gettext_lazy("ชื่อผู้ใช้"))
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "username"})
        )
        super().__init__(**kwargs)

    def to_python(self, value: object) -> str:
        return (super().to_python(value) or "").lower()


class NewUsernameField(UsernameField):
    """A user name that is about to be given."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not (len(value) >= 3 and value.isascii() and value.translate(DOT_AND_HYPHEN).isalnum()):
            raise ValidationError(
                _("ชื่อผู้ใช้ “{value}” ใช้ไม่ได้ — ใช้อักษรอังกฤษ ตัวเลข จุด หรือขีด อย่างน้อย 3 ตัว").format(value=value)
            )


DOT_AND_HYPHEN = str.maketrans("", "", ".-")


def password_field(
    label: "str | _StrPromise", *, new: bool = True, **more: Any
) -> forms.CharField:  # Django's own arguments
    words = "new-password" if new else "current-password"
    return forms.CharField(
        label=label,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": words}),
        **more,
    )


def typed_twice(form: forms.Form) -> None:
    """Puts an error beside the second password unless both are the same."""
    first, second = form.cleaned_data.get("new_password"), form.cleaned_data.get("new_password_again")
    if first and second and first != second:
        form.add_error("new_password_again", _("รหัสผ่านสองช่องไม่ตรงกัน — พิมพ์ใหม่ทั้งสองช่อง"))


class LoginForm(WordedForm):
    username = UsernameField()
    password = password_field(gettext_lazy("รหัสผ่าน"), new=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs["autofocus"] = True


PASSWORD_HELP = gettext_lazy("อย่างน้อย 10 ตัวอักษร ไม่เป็นตัวเลขล้วน ใช้ภาษาไทยหรือประโยคที่จำได้ก็ได้")


class PasswordForm(WordedForm):
    """A person's own change of password, proven by the present one."""

    present_password = password_field(gettext_lazy("รหัสผ่านปัจจุบัน"), new=False)
    new_password = password_field(gettext_lazy("รหัสผ่านใหม่"), help_text=PASSWORD_HELP)
    new_password_again = password_field(gettext_lazy("รหัสผ่านใหม่อีกครั้ง"))

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_present_password(self) -> str:
        password: str = self.cleaned_data["present_password"]
        if not self.person.check_password(password):
            raise ValidationError(_("รหัสผ่านปัจจุบันไม่ถูกต้อง — ถ้าลืม ให้ขอรหัสตั้งรหัสผ่านจากหน่วยงานของท่าน"))
        return password

    def clean_new_password(self) -> str:
        return easy_to_guess_is_refused(self.person, self.cleaned_data["new_password"])

    def clean(self) -> None:
        typed_twice(self)


def easy_to_guess_is_refused(person: Person, password: str) -> str:
    if not (verdict := rules.may_use_password(person, password)):
        raise ValidationError(verdict.reason)
    return password


class ResetForm(WordedForm):
    username = UsernameField()
    code = forms.CharField(
        label=gettext_lazy("รหัสตั้งรหัสผ่าน"),
        max_length=40,
        help_text=gettext_lazy("12 ตัว ได้รับจากเจ้าหน้าที่ของหน่วยงานท่าน พิมพ์เล็กหรือใหญ่ก็ได้"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )
    new_password = password_field(gettext_lazy("รหัสผ่านใหม่"), help_text=PASSWORD_HELP)
    new_password_again = password_field(gettext_lazy("รหัสผ่านใหม่อีกครั้ง"))

    def clean(self) -> None:
        typed_twice(self)


class OfficeField(forms.CharField):
    """An office by its code or its name; what is not found is answered with the names it may have meant."""

    def __init__(
        self, *, offices: list[Office] | None = None, **kwargs: Any
    ) -> None:  # Django's own arguments
        super().__init__(**kwargs)
        self.offices = offices or []

    def clean(self, value: object) -> Office | None:
        typed = str(super().clean(value) or "")
        return self.named(typed) if tidy(typed) else None

    def named(self, typed: str) -> Office:
        """The office of this code or name. Raises ValidationError with the names it may have meant."""
        typed = tidy(typed)
        known = {
            key: office for office in self.offices for key in (office.code, office.name, office.short_name)
        }
        if found := known.get(typed) or known.get(to_arabic(typed)):
            return found
        if meant := closest(typed, [office.short_name for office in self.offices]):
            sentence = _("ไม่พบหน่วยงาน “{typed}” — หมายถึง {meant} หรือไม่")
            raise ValidationError(sentence.format(typed=typed, meant=", ".join(meant)))
        sentence = _("ไม่พบหน่วยงาน “{typed}” — พิมพ์ชื่อย่อ ชื่อเต็ม หรือรหัส เช่น สพจ.บุรีรัมย์ หรือ 31")
        raise ValidationError(sentence.format(typed=typed))


class OfficesForm(WordedForm):
    """A form in which an office is named: one of these."""

    def __init__(self, offices: list[Office], *args: Any, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, OfficeField):
                field.offices = offices


class StartForm(OfficesForm):
    """The first administrator and the office this system begins in."""

    office = OfficeField(
        label=gettext_lazy("หน่วยงาน"),
        max_length=120,
        help_text=gettext_lazy("พิมพ์ชื่อย่อหรือรหัส เช่น สพจ.บุรีรัมย์ หรือ 31 ผู้ดูแลบัญชีดูแลหน่วยงานนี้และหน่วยงานใต้บังคับบัญชา"),
        widget=forms.TextInput(attrs={"list": "offices", "autocomplete": "off"}),
    )
    prefix = forms.CharField(label=gettext_lazy("คำนำหน้า"), max_length=30)  # type: ignore[assignment]  # a form has a `prefix` of another kind; fields live apart
    given_name = forms.CharField(label=gettext_lazy("ชื่อ"), max_length=80)
    family_name = forms.CharField(label=gettext_lazy("นามสกุล"), max_length=80)
    username = NewUsernameField()
    new_password = password_field(gettext_lazy("รหัสผ่าน"), help_text=PASSWORD_HELP)
    new_password_again = password_field(gettext_lazy("รหัสผ่านอีกครั้ง"))

    def clean_new_password(self) -> str:
        person = Person(username=self.cleaned_data.get("username"))
        return easy_to_guess_is_refused(person, self.cleaned_data["new_password"])

    def clean(self) -> None:
        typed_twice(self)


class LanguageForm(WordedForm):
    language = forms.ChoiceField(
        label=gettext_lazy("ภาษาบนหน้าจอ"),
        choices=[("th", "ไทย"), ("en", "English")],
        widget=forms.RadioSelect,
    )
