"""The first page of every hat: what to do now. And for those above: whom to remind."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.cases.models import Case
from sammachip.core.verdict import require
from sammachip.insight.queries import Glance, glance
from sammachip.insight.rules import may_remind, may_see_board
from sammachip.org.hats import DISTRICT_OFFICERS, PROVINCE_OFFICERS, Actor
from sammachip.org.models import Role
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.web.decorators import Request, act, page
from sammachip.web.desk import desk_of
from sammachip.web.posted import whole_number
from sammachip.web.reminders import REMIND_DAYS, reminders_for
from sammachip.web.shapes import Way


@page
def home(request: Request) -> HttpResponse:
    desk = desk_of(request.actor)
    context = {
        "desk": desk,
        "first": desk.first,
        "begin": _beginning(request.actor.role),
        "audits": request.actor.role == Role.AUDITOR,
        "cases": [(case, _glance(request.actor, case)) for case in desk.cases],
    }
    return render(request, "web/desk/desk.html", context)


def _glance(actor: Actor, case: Case) -> Glance | None:
    return glance(case, clock.today()) if may_see_board(actor, case) else None


def _beginning(role: str) -> tuple[str, Way]:
    """How this role begins when nothing has reached its desk: what to do, and the way there."""
    if role in DISTRICT_OFFICERS:
        said = _("งานจะมาถึงเมื่อจังหวัดแจ้งจัดสรรกลุ่มเป้าหมาย ระหว่างนี้ลงทะเบียนกลุ่มในพื้นที่ไว้ก่อนได้")
        return said, Way(_("ไปทะเบียนกลุ่ม"), reverse("web:groups"))
    if role in PROVINCE_OFFICERS:
        said = _("งานของจังหวัดและอำเภอเปิดขึ้นเมื่อแจ้งจัดสรรตามทะเบียน เริ่มจากอ่านโครงการแล้วทำทะเบียนจัดสรร")
        return said, Way(_("เปิดทะเบียนจัดสรร"), reverse("web:registers"))
    if role == Role.PROVINCE_FINANCE:
        said = _("เริ่มจากบันทึกเงินที่จังหวัดได้รับแจ้งจัดสรรและรับโอน เมื่อแจ้งจัดสรรให้อำเภอแล้ว งานโอนเงินจะอยู่ตรงนี้")
        return said, Way(_("เปิดการเงิน"), reverse("web:money"))
    if role == Role.DISTRICT_FINANCE:
        said = _("เงินจะมาถึงเมื่อจังหวัดแจ้งจัดสรรและโอนเงินงบประมาณ จากนั้นเรื่องที่รออนุมัติและรอเบิกจ่ายจะอยู่ตรงนี้")
        return said, Way(_("เปิดการเงิน"), reverse("web:money"))
    if role == Role.AUDITOR:
        said = _(
            "วันนี้ไม่มีขอบเขตการตรวจสอบที่มีผล จึงยังอ่านงานใดไม่ได้ ขอให้หัวหน้าหน่วยงานที่ตรวจสอบหรือหน่วยเหนือบันทึกตามหนังสือ"
        )
        return said, Way(_("ดูตำแหน่งของฉัน"), reverse("web:profile"))
    if role == Role.ADMINISTRATOR:
        said = _("ท่านดูแลบัญชีผู้ใช้ เริ่มจากเพิ่มหัวหน้าหน่วยงานและเจ้าหน้าที่ แล้วออกรหัสให้เข้าระบบ")
        return said, Way(_("ไปหน้าบุคลากร"), reverse("web:people"))
    return _("เมื่อมีเรื่องถึงท่าน เรื่องนั้นจะอยู่ตรงนี้"), Way(_("เปิดโครงการ"), reverse("web:programmes"))


@act
def read_notices(request: Request) -> HttpResponse:
    chosen = request.POST.getlist("notice")
    numbers = [whole_number(text, otherwise=0) for text in chosen]
    trail.mark_read(request.actor.person.pk, numbers if chosen else None)
    messages.success(request, _("บันทึกว่าอ่านแล้ว"))
    return redirect("web:home")


@page
def reminders(request: Request) -> HttpResponse:
    require(may_remind(request.actor))
    context = {"reminders": reminders_for(request.actor), "days": REMIND_DAYS}
    return render(request, "web/desk/reminders.html", context)


urlpatterns = [
    path("", home, name="home"),
    path("notices/read/", read_notices, name="notices-read"),
    path("reminders/", reminders, name="reminders"),
]
