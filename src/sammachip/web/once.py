"""The same form sent twice has one effect: a double click, an impatient press, a browser that sends again.

Django masks the CSRF token anew for every page it renders, so the token a form brings back names the very page it
stood on: a page opened anew may send the same again, as a second deed.
"""

import hashlib
from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CSRF_TOKEN_LENGTH
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sammachip.trail import actions_forms

Taken = TypeVar("Taken")

TOKEN = "csrfmiddlewaretoken"


def key_of(request: HttpRequest) -> str:
    """What makes two requests the same form: who, from which page, to which address, and all that was in it.

    "" for a request that names no page, as a program's does.
    """
    if len(request.POST.get(TOKEN, "")) != CSRF_TOKEN_LENGTH:
        return ""
    seal = hashlib.sha256(repr((request.user.pk, request.get_full_path())).encode())
    for name, values in sorted(request.POST.lists()):
        seal.update(repr((name, values)).encode())
    for name, files in sorted(request.FILES.lists()):
        seal.update(repr((name, list(map(_name_and_size, files)))).encode())
    return seal.hexdigest()


def _name_and_size(file: object) -> tuple[str | None, int | None]:
    assert isinstance(file, UploadedFile)
    return file.name, file.size


def once(request: HttpRequest, key: str, act: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The answer of `act`, or where it led when this form first came. Must run inside the act's transaction.

    Only an answer that leads on is remembered, or that names in Content-Location where to read on: a form shown back
    with its errors changed nothing. One shown back because its twin was faster leads where that one led.
    """
    if not key:
        return act()
    if before := led(request, key):
        return before
    response = act()
    place = response.headers.get("Location") or response.headers.get("Content-Location")
    if not place:
        return led(request, key) or response
    actions_forms.take_form(key, place)
    return response


def once_taken(
    request: HttpRequest, take: Callable[[], Taken], act: Callable[[Taken], HttpResponseBase]
) -> HttpResponseBase:
    """As `once`, for a form that brings files: taking them lasts seconds, so it comes before the transaction of the act,
    and they are not taken again where the form came before."""
    key = key_of(request)
    if before := led(request, key):
        return before
    taken = take()
    with transaction.atomic():
        return once(request, key, lambda: act(taken))


def led(request: HttpRequest, key: str) -> HttpResponse | None:
    """Where this form led when it first came, with a word of that; None when it never came."""
    place = actions_forms.led_to(key) if key else None
    if place is None:
        return None
    messages.info(request, _("แบบนี้ส่งไปแล้ว ระบบบันทึกไว้ครั้งเดียว — ถ้าจะบันทึกอีกรายการ ให้เปิดแบบใหม่"))
    return redirect(place)
