"""The design system on one page: every colour, size and shared piece, in each of its states."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from sammachip.web import samples
from sammachip.web.decorators import PublicRequest, page


@page(public=True)
def components(request: PublicRequest) -> HttpResponse:
    messages.success(request, _("ส่งรายงานแล้ว"))
    messages.warning(request, _("ไฟล์นี้มีภาพที่ใช้ในรายงานเดือนก่อน 1 ภาพ"))
    messages.error(request, _("ยังลงนามไม่ได้ เพราะเรื่องอยู่ที่พัฒนาการอำเภอ"))
    messages.info(request, _("วันนี้ครบกำหนดส่งรายงานของ 3 กลุ่ม"))
    return render(request, "web/components.html", samples.pieces())


urlpatterns = [path("components", components, name="components")]
