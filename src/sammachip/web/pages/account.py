"""One's own account: coming in and going out, passwords, hats, language, and the very first start."""

from axes.utils import reset as forget_failures
from django.conf import settings
from django.contrib import auth, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from sammachip.core.verdict import Refused
from sammachip.org import actions_accounts, rules
from sammachip.org.models import Office, Power
from sammachip.programmes.pack import SEATS
from sammachip.selection.rules import PANEL_SEATS
from sammachip.trail import clock
from sammachip.web.decorators import PublicRequest, Request, act, either, page, unprocessable
from sammachip.web.forms.account import LanguageForm, LoginForm, PasswordForm, ResetForm, StartForm
from sammachip.web.people import power_lines

BACKEND = "django.contrib.auth.backends.ModelBackend"


@page(public=True)
def login(request: PublicRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("/")
    if rules.may_found():
        return redirect("web:start")
    return render(request, "web/account/login.html", {"form": LoginForm(), "next": _next(request)})


@act(public=True)
def log_in(request: PublicRequest) -> HttpResponse:
    form = LoginForm(request.POST)
    if form.is_valid():
        person = auth.authenticate(request, **form.cleaned_data)
        if person is not None:
            auth.login(request, person)
            return redirect(_next(request) or "/")
        form.add_error(None, wrong_log_in())
    return unprocessable(request, "web/account/login.html", {"form": form, "next": _next(request)})


def wrong_log_in() -> str:
    return _(
        "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง — ตรวจภาษาของแป้นพิมพ์แล้วลองใหม่ ผิดครบ {tries} ครั้งจะต้องพัก {minutes} นาที"
    ).format(tries=settings.AXES_FAILURE_LIMIT, minutes=_rest_minutes())


def _rest_minutes() -> int:
    return round(settings.AXES_COOLOFF_TIME * 60)


def _next(request: HttpRequest) -> str:
    """The page asked for before the log-in, if it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return (
        wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()) else ""
    )


def locked_out(
    request: HttpRequest, response: HttpResponseBase, credentials: dict[str, str] | None
) -> HttpResponse:
    """The answer to a log-in after too many failures; axes puts it in place of the view's own."""
    return render(request, "web/account/locked.html", {"minutes": _rest_minutes()}, status=429)


@act(public=True)
def logout(request: PublicRequest) -> HttpResponse:
    auth.logout(request)
    messages.success(request, _("ออกจากระบบแล้ว"))
    return redirect("web:login")


@page(seats=PANEL_SEATS)
def password(request: Request) -> HttpResponse:
    return render(request, "web/account/password.html", {"form": PasswordForm(request.actor.person)})


@act(seats=PANEL_SEATS)
def change_password(request: Request) -> HttpResponse:
    person = request.actor.person
    form = PasswordForm(person, request.POST)
    if not form.is_valid():
        return unprocessable(request, "web/account/password.html", {"form": form})
    actions_accounts.change_password(person, form.cleaned_data["new_password"], actor=request.actor)
    auth.update_session_auth_hash(request, person)
    messages.success(request, _("เปลี่ยนรหัสผ่านแล้ว เครื่องอื่นที่เข้าสู่ระบบไว้ต้องเข้าใหม่"))
    return redirect("web:profile")


@page(public=True)
def reset(request: PublicRequest) -> HttpResponse:
    return render(request, "web/account/reset.html", {"form": ResetForm()})


@act(public=True)
def use_reset_code(request: PublicRequest) -> HttpResponse:
    form = ResetForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        verdict = actions_accounts.use_reset_code(typed["username"], typed["code"], typed["new_password"])
        if verdict:
            forget_failures(username=typed["username"])
            messages.success(request, _("ตั้งรหัสผ่านใหม่แล้ว เข้าสู่ระบบด้วยรหัสผ่านใหม่ได้เลย"))
            return redirect("web:login")
        form.add_error(None, verdict.reason)
    return unprocessable(request, "web/account/reset.html", {"form": form})


@act(again=True, seats=SEATS)
def choose_hat(request: Request) -> HttpResponse:
    key = request.POST.get("hat", "")
    hat = next((hat for hat in request.hats if hat.key == key), None)
    if hat is None:
        raise Refused(_("ตำแหน่งนี้ไม่ใช่ของท่านหรือสิ้นสุดแล้ว — เลือกจากรายการตำแหน่งของท่านอีกครั้ง"))
    request.session["hat"] = hat.key
    messages.success(request, _("ท่านกำลังทำงานในตำแหน่ง {title}").format(title=hat.title))
    return redirect("/")


@page(seats=PANEL_SEATS)
def profile(request: Request) -> HttpResponse:
    return render(request, "web/account/profile.html", _profile(request, LanguageForm(_spoken(request))))


@act(again=True, seats=PANEL_SEATS)
def choose_language(request: Request) -> HttpResponse:
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return unprocessable(request, "web/account/profile.html", _profile(request, form))
    actions_accounts.choose_language(form.cleaned_data["language"], actor=request.actor)
    return redirect("web:profile")


def _spoken(request: Request) -> dict[str, str]:
    return {"language": request.actor.person.language}


def _profile(request: Request, form: LanguageForm) -> dict[str, object]:
    powers = Power.objects.in_force_on(clock.today()).filter(holder=request.actor.person)
    return {
        "form": form,
        "person": request.actor.person,
        "hats": request.hats,
        "powers": power_lines(powers, request.actor),
    }


@page(public=True)
def start(request: PublicRequest) -> HttpResponse:
    return render(request, "web/account/start.html", {"form": StartForm(_offices_of_a_new_system())})


@act(public=True)
def found(request: PublicRequest) -> HttpResponse:
    form = StartForm(_offices_of_a_new_system(), request.POST)
    if not form.is_valid():
        return unprocessable(request, "web/account/start.html", {"form": form})
    typed = {key: value for key, value in form.cleaned_data.items() if not key.startswith("new_password")}
    actor = actions_accounts.found_first_administrator(password=form.cleaned_data["new_password"], **typed)
    auth.login(request, actor.person, backend=BACKEND)
    messages.success(request, _("ระบบพร้อมใช้แล้ว เริ่มจากเพิ่มบุคคลในหน่วยงานของท่าน"))
    return redirect(actor.office)


def _offices_of_a_new_system() -> list[Office]:
    """All offices, for choosing the first; 404 once anybody is in the system."""
    if not rules.may_found():
        raise Http404
    return list(Office.objects.order_by("path"))


urlpatterns = [
    path("login/", either(login, log_in), name="login"),
    path("logout/", logout, name="logout"),
    path("password/", either(password, change_password), name="password"),
    path("reset/", either(reset, use_reset_code), name="reset"),
    path("hat/", choose_hat, name="hat"),
    path("profile/", either(profile, choose_language), name="profile"),
    path("start/", either(start, found), name="start"),
]
