"""Pages for when something did not work: what happened, and what to do next."""

import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus

from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from sammachip.web.addresses import referring

log = logging.getLogger("sammachip.errors")

BUTTON = "then"
"""What the button pressed is called; its value is no text of anybody's."""
NEVER_SHOWN_BACK = ("csrfmiddlewaretoken", "password", "code", "seen", "next")
"""Parts of field names whose values are secrets or the form's own bookkeeping."""
NAME_OF_A_CHOICE = re.compile(r"[a-z]+(?:[_-][a-z]+)+")
"""How programs name what was picked from a list, such as district-head: nobody types that, or can read it."""


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request,
        HTTPStatus.NOT_FOUND,
        title=_("ไม่พบหน้านี้"),
        said=_("หน้านี้ไม่มีอยู่ หรือเป็นเรื่องของหน่วยงานอื่นที่ท่านไม่มีสิทธิ์เห็น"),
        steps=[
            _("ตรวจที่อยู่เว็บอีกครั้ง โดยเฉพาะเมื่อพิมพ์เองหรือคัดลอกมาไม่ครบ"),
            _("ถ้าท่านมีหลายตำแหน่ง ให้สลับเป็นตำแหน่งที่ดูแลเรื่องนี้แล้วเปิดใหม่"),
        ],
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(request, str(exception) or _("ตำแหน่งของท่านไม่มีสิทธิ์เปิดหน้านี้"))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    if isinstance(exception, DisallowedHost):
        return unknown_host(request)
    return _page(
        request,
        HTTPStatus.BAD_REQUEST,
        title=_("อ่านคำขอนี้ไม่ได้"),
        said=_("ข้อมูลที่เบราว์เซอร์ส่งมาไม่ครบหรือเสียหายระหว่างทาง ระบบจึงยังไม่ได้บันทึกอะไร"),
        steps=[_("กลับไปหน้าเดิมแล้วลองอีกครั้ง"), _("ถ้ายังเป็นอยู่ ให้แจ้งผู้ดูแลระบบว่าเกิดที่หน้าใดและเวลาใด")],
    )


def unknown_host(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        HTTPStatus.BAD_REQUEST,
        title=_("ระบบนี้ไม่เปิดจากที่อยู่นี้"),
        said=_("ชื่อเครื่องในที่อยู่เว็บไม่ใช่ชื่อที่ระบบนี้ใช้ ระบบจึงยังไม่ได้ทำอะไร"),
        steps=[
            _("เปิดจากที่อยู่ที่หน่วยงานของท่านแจ้งไว้"),
            _("ผู้ดูแลเครื่อง: เพิ่มชื่อเครื่องนี้ใน ALLOWED_HOSTS แล้วเริ่มระบบใหม่"),
        ],
    )


def too_large(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        title=_("ข้อมูลที่ส่งมามีขนาดใหญ่เกินไป"),
        said=_("ระบบจึงยังไม่ได้บันทึกอะไร"),
        steps=[
            _("แบ่งข้อมูลเป็นหลายครั้ง หรือลดขนาดภาพและไฟล์ก่อนส่ง"),
            _("ตารางยาวให้นำเข้าเป็นไฟล์แทนการวางลงในช่อง"),
        ],
    )


def wrong_method(request: HttpRequest, allowed: Iterable[str]) -> HttpResponse:
    """405: a page was posted to, or an action's address was opened like a page."""
    response = _page(
        request,
        HTTPStatus.METHOD_NOT_ALLOWED,
        title=_("เปิดที่อยู่นี้ตรง ๆ ไม่ได้"),
        said=_("ที่อยู่นี้ใช้จากปุ่มในหน้าอื่นเท่านั้น มักเกิดเมื่อโหลดหน้าซ้ำหรือเปิดจากบุ๊กมาร์ก"),
        steps=[_("กลับไปหน้าเดิมแล้วกดปุ่มอีกครั้ง")],
    )
    response.headers["Allow"] = ", ".join(allowed)
    return response


def refused(request: HttpRequest, reason: str) -> HttpResponse:
    """403 with the reason of the rule that refused."""
    return _page(
        request,
        HTTPStatus.FORBIDDEN,
        title=_("ยังทำรายการนี้ไม่ได้"),
        said=reason,
        steps=[_("กลับไปหน้าเดิมเพื่อดูว่าเรื่องอยู่ที่ใคร และยังขาดอะไร")],
    )


def not_for_seat(request: HttpRequest, title: str) -> HttpResponse:
    """403: a seat opens only the pages of its own work."""
    return _page(
        request,
        HTTPStatus.FORBIDDEN,
        title=_("หน้านี้ไม่เปิดให้ท่าน"),
        said=_("ท่านเข้าใช้ในฐานะ{title} ซึ่งเปิดได้เฉพาะหน้าของงานนั้น").format(title=title),
        steps=[_("กลับไปหน้าแรกของท่าน หรือติดต่อเจ้าหน้าที่พัฒนาชุมชนที่ดูแลเรื่องนี้")],
    )


def without_post(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        HTTPStatus.FORBIDDEN,
        title=_("บัญชีนี้ยังไม่มีตำแหน่งที่ใช้งานได้ในวันนี้"),
        said=_("ท่านเข้าสู่ระบบแล้ว แต่ยังไม่มีตำแหน่งในหน่วยงานใด หรือตำแหน่งเดิมสิ้นสุดแล้ว"),
        steps=[_("แจ้งหัวหน้าหน่วยงานหรือผู้ดูแลบัญชีผู้ใช้ ให้เพิ่มตำแหน่งของท่าน แล้วเข้าสู่ระบบอีกครั้ง")],
    )


def stale(request: HttpRequest, message: str, comparisons: Sequence[object] = ()) -> HttpResponse:
    """409: someone was faster. Shows both versions where the view gave them, else all that was typed, if anything was."""
    beside = [
        _("เปิดฉบับล่าสุดในแท็บใหม่ เทียบกับข้อความของท่านข้างล่าง"),
        _("คัดลอกส่วนที่ยังต้องการไปใส่ในฉบับล่าสุด แล้วบันทึกอีกครั้ง"),
    ]
    anew = [_("กลับไปหน้าเดิมเพื่อดูข้อมูลล่าสุด แล้วกดปุ่มอีกครั้งถ้ายังต้องการ")]
    return _page(
        request,
        HTTPStatus.CONFLICT,
        title=_("มีผู้บันทึกไปก่อนท่าน"),
        said=message,
        steps=beside if comparisons or typed(request) else anew,
        comparisons=comparisons,
    )


def bad_input(request: HttpRequest, problems: Mapping[str, Sequence[str]]) -> HttpResponse:
    """422 for input that an action refused and the view had no form to show it in."""
    return _page(
        request,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        title=_("ข้อมูลยังไม่ครบหรือยังไม่ถูกต้อง"),
        said=_("ยังไม่ได้บันทึก — แก้ตามรายการนี้แล้วส่งใหม่"),
        steps=[sentence for sentences in problems.values() for sentence in sentences],
    )


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is older than the log-in behind it. `reason` is for the log, not for people."""
    log.info("form refused: %s %s", request.path, reason)
    return _page(
        request,
        HTTPStatus.FORBIDDEN,
        title=_("แบบนี้เปิดทิ้งไว้นานเกินไป"),
        said=_("เพื่อความปลอดภัย ระบบจึงยังไม่ได้บันทึก ข้อความที่พิมพ์ไว้ยังอยู่ข้างล่าง"),
        steps=[_("เปิดหน้าเดิมใหม่ เข้าสู่ระบบอีกครั้งถ้าระบบถาม แล้วคัดลอกข้อความกลับไปใส่")],
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500 with the request's number, which the log carries too. Asks nothing of the database."""
    number = getattr(request, "error_number", "")
    log.error("error %s at %s %s", number, request.method, request.path, exc_info=True)
    page = render_to_string("web/errors/500.html", {"number": number})
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _page(
    request: HttpRequest,
    status: HTTPStatus,
    *,
    title: str,
    said: str,
    steps: Sequence[str],
    comparisons: Sequence[object] = (),
) -> HttpResponse:
    context = {
        "title": title,
        "said": said,
        "steps": steps,
        "back": referring(request),
        "comparisons": comparisons,
        "typed": [] if comparisons else typed(request),
    }
    response = render(request, "web/errors/page.html", context, status=status)
    add_never_cache_headers(response)  # it names the person and gives back what was typed
    return response


def typed(request: HttpRequest) -> list[str]:
    """What the person typed in the form just sent, in its order; secrets and the names of choices are left out."""
    if request.method != "POST":
        return []
    try:
        sent = request.POST.lists()
    except RequestDataTooBig:
        return []
    return [
        value
        for name, values in sent
        if name != BUTTON and not any(part in name for part in NEVER_SHOWN_BACK)
        for value in values
        if value.strip() and not NAME_OF_A_CHOICE.fullmatch(value)
    ]
