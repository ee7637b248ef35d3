"""A superior's advice below a filing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.cases import actions
from sammachip.cases.rules import may_advise
from sammachip.core.verdict import require
from sammachip.web.decorators import Request, act
from sammachip.web.forms.signing import AdviceForm
from sammachip.web.pages.filings import a_filing, filing_page
from sammachip.web.posted import posted_seen


@act
def advise(request: Request, pk: int) -> HttpResponse:
    found = a_filing(request, pk)
    form = AdviceForm(request.POST)
    if not form.is_valid():
        require(may_advise(request.actor, found))
        return filing_page(request, found, status=422, advice_form=form)
    actions.give_advice(found, **form.cleaned_data, seen=posted_seen(request), actor=request.actor)
    messages.success(request, _("บันทึกคำแนะนำแล้ว ผู้จัดทำได้รับแจ้ง"))
    return redirect(found)


urlpatterns = [path("filings/<int:pk>/advice/", advise, name="filing-advice")]
