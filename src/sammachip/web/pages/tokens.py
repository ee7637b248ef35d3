"""One's own tokens: let a program act as oneself, and take that back."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.org import actions_tokens, rules
from sammachip.org.hats import Hat
from sammachip.org.models import ApiToken
from sammachip.selection.rules import PANEL_SEATS
from sammachip.trail import clock
from sammachip.web.decorators import Request, act, either, page, unprocessable
from sammachip.web.forms.tokens import TokenForm

PAGE = "web/account/tokens.html"


@page(seats=PANEL_SEATS)
def tokens(request: Request) -> HttpResponse:
    return render(request, PAGE, _context(request, TokenForm()))


@act(seats=PANEL_SEATS)
def issue(request: Request) -> HttpResponse:
    """The key is in this answer and nowhere else, whoever sends the form again; only its digest is kept."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return unprocessable(request, PAGE, _context(request, form))
    key = actions_tokens.issue_token(**form.cleaned_data, actor=request.actor)
    shown = render(request, PAGE, _context(request, TokenForm(), key))
    shown.headers["Content-Location"] = reverse("web:tokens")
    return shown


@act(seats=PANEL_SEATS)
def revoke(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(ApiToken.objects.visible_to(request.actor), pk=pk)
    actions_tokens.revoke_token(found, actor=request.actor)
    messages.success(request, _("ยกเลิกโทเคนของ {name} แล้ว โปรแกรมที่ใช้อยู่จะเข้าไม่ได้ทันที").format(name=found.name))
    return redirect("web:tokens")


@dataclass(frozen=True, slots=True)
class TokenLine:
    """One token, the title of the hat it acts under, and whether it still lets a program in."""

    token: ApiToken
    hat: str
    stands: bool


def _context(request: Request, form: TokenForm, key: str = "") -> dict[str, object]:
    mine = ApiToken.objects.visible_to(request.actor).newest_first()
    return {
        "form": form,
        "key": key,
        "may_issue": rules.may_issue_token(request.actor),
        "tokens": [_line(token, request.hats) for token in mine],
    }


def _line(token: ApiToken, hats: Sequence[Hat]) -> TokenLine:
    titles = {hat.key: hat.title for hat in hats}
    in_time = token.revoked_at is None and token.ends_at > clock.now()
    return TokenLine(token, titles.get(token.hat_key, ""), stands=in_time and token.hat_key in titles)


urlpatterns = [
    path("tokens/", either(tokens, issue), name="tokens"),
    path("tokens/<int:pk>/revoke/", revoke, name="token-revoke"),
]
