"""Letters that follow something up, drafted in one press: to who is late, to who must correct."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.cases import queries
from sammachip.cases.letters import letter_asking
from sammachip.cases.models import Filing, SignOff
from sammachip.core.letter import LetterKind
from sammachip.core.verdict import Refused
from sammachip.org.hats import Actor
from sammachip.records.actions_drafts import begin_letter
from sammachip.web.decorators import Request, act
from sammachip.web.followups import Answers, of_reminder, of_return
from sammachip.web.reminders import reminders_for


def returned_by(actor: Actor, filing: Filing) -> SignOff | None:
    """The word by which the actor's office sent this filing back; None where it did not, or it has come again."""
    word = queries.sent_back(filing)
    return word if word and word.office_id == actor.office.code else None


def _begun(request: Request, answers: Answers) -> HttpResponse:
    draft = begin_letter(
        LetterKind.EXTERNAL, office=request.actor.office, answers=answers, actor=request.actor
    )
    messages.success(request, _("ร่างหนังสือแล้ว ตรวจข้อความและผู้รับก่อนเสนอลงนาม"))
    return redirect(draft)


@act
def remind(request: Request, key: str) -> HttpResponse:
    """Draft the letter to those whom one reminder names."""
    found = next((one for one in reminders_for(request.actor) if one.key == key), None)
    if found is None:
        raise Http404(key)
    asked = letter_asking(request.actor.office, found.edition, found.step)
    return _begun(request, of_reminder(found, asked))


@act
def send_back(request: Request, pk: int) -> HttpResponse:
    """Draft the letter with which a filing goes back for correction."""
    found = get_object_or_404(Filing.objects.visible_to(request.actor), pk=pk)
    word = returned_by(request.actor, found)
    if word is None:
        raise Refused(_("หน่วยงานของท่านไม่ได้ส่งคืนแบบนี้ หรือผู้จัดทำส่งมาใหม่แล้ว — ส่งคืนพร้อมเหตุผลก่อนร่างหนังสือ"))
    return _begun(request, of_return(found, word))


urlpatterns = [
    path("reminders/<slug:key>/letter/", remind, name="reminder-letter"),
    path("filings/<int:pk>/return/letter/", send_back, name="filing-return-letter"),
]
