"""Work away from the house: forms taken along on a phone, written where there is no network, sent when there is.

What is sent comes in by the same door as what collectors send (`cases.actions.take_in`): once, however often it comes.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.cases import actions, answering, queries, rules
from sammachip.cases.collecting import task_named, task_words, to_begin, to_collect
from sammachip.cases.filled import filled_facts, form_of, with_photos
from sammachip.cases.meanwhile import Beside, since_taken_along
from sammachip.cases.models import Filing, Submission, SubmissionState, Task
from sammachip.core.collected import read_submission
from sammachip.core.verdict import Refused, Stale, require
from sammachip.trail import clock
from sammachip.web.decorators import PublicRequest, Request, act, page
from sammachip.web.field_forms import TakenAlong, for_one_met, taken_along

SUBMISSION = "xml_submission_file"
STYLES = ("tokens", "base", "components", "filing", "field")
SCRIPTS = (
    "boot",
    "shell",
    "confirm",
    "autosave",
    "field-store",
    "field-answers",
    "field-form",
    "field-outbox",
    "field-leaving",
)
DRAWINGS = ("mark.svg", "mark-192.png", "mark-512.png")
FONTS = ("sarabun-400", "sarabun-600")
INSIDE_A_CHAT = re.compile(
    r"\bLine/|FBAN|FBAV|FB_IAB|Instagram|MicroMessenger|TikTok|musical_ly|WhatsApp", re.ASCII
)
LINE = re.compile(r"\bLine/", re.ASCII)


def _for_the_phone(request: Request, response: HttpResponse) -> HttpResponse:
    """Names whose page it is: what one person took along is let go when another signs in."""
    response.headers["X-Field-Person"] = str(request.actor.person.pk)
    return response


@page
def field(request: Request) -> HttpResponse:
    get_token(request)  # the phone sends with the token of its cookie
    agent = request.headers.get("User-Agent", "")
    context = {
        "forms": [
            (one, [(task, task_words(task)) for task in one.tasks]) for one in to_collect(request.actor)
        ],
        "begin": to_begin(request.actor),
        "may_take_in": rules.may_take_in(request.actor),
        "in_chat": bool(INSIDE_A_CHAT.search(agent)),
        "leaves_line": f"{request.path}?openExternalBrowser=1" if LINE.search(agent) else "",
    }
    return _for_the_phone(request, render(request, "web/field/field.html", context))


@page
def field_task(request: Request, pk: int) -> HttpResponse:
    seen = Task.objects.visible_to(request.actor).select_related(
        "case__edition__programme", "case__office", "case__area", "case__group__village__area"
    )
    task = get_object_or_404(seen, pk=pk)
    require(rules.may_fill_in(request.actor, task, queries.newest_filing(task)))
    return _form_page(request, taken_along(task), plain=task.get_absolute_url())


@page
def field_new(request: Request, pk: int, key: str) -> HttpResponse:
    mine = (one for one in to_begin(request.actor) if one.edition.pk == pk and one.key == key)
    if (found := next(mine, None)) is None:
        raise Http404
    return _form_page(request, for_one_met(found.edition, found.key), plain=reverse("web:groups"))


def _form_page(request: Request, form: TakenAlong, *, plain: str) -> HttpResponse:
    context = {"form": form, "plain": plain, "today": clock.today()}
    return _for_the_phone(request, render(request, "web/field/form.html", context))


@act
def sync(request: Request) -> HttpResponse:
    """One draft, or one picture of it; what became of it is told to the phone, and to be sent again does no harm."""
    try:
        kept, is_new = _taken_in(request)
    except Refused as refused:
        may = rules.may_take_in(request.actor)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if may else HTTPStatus.FORBIDDEN
        return JsonResponse({"state": "refused", "why": refused.verdict.reason}, status=status)
    except Stale as stale:
        return JsonResponse({"state": "busy", "why": str(stale)}, status=HTTPStatus.CONFLICT)
    return JsonResponse({"new": is_new, **_became(request, kept)})


def _taken_in(request: Request) -> tuple[Submission, bool]:
    require(rules.may_take_in(request.actor))
    if request.POST.get("person") != str(request.actor.person.pk):
        raise Refused(_("ร่างนี้เป็นของผู้อื่น — เข้าสู่ระบบด้วยชื่อผู้เขียนแล้วส่งอีกครั้ง"))
    sent = request.FILES.get(SUBMISSION)
    if not isinstance(sent, UploadedFile) or (sent.size or 0) > rules.LONGEST_SUBMISSION_MB << 20:
        raise Refused(
            _("คำตอบไม่ครบหรือใหญ่เกิน {most} MB — ส่งออกเป็นแฟ้มแล้วแจ้งผู้ดูแลระบบ").format(
                most=rules.LONGEST_SUBMISSION_MB
            )
        )
    pictures = {
        name: file.read()
        for name, file in request.FILES.items()
        if name != SUBMISSION and isinstance(file, UploadedFile)
    }
    return actions.take_in(sent.read(), pictures, actor=request.actor)


def _became(request: Request, kept: Submission) -> dict[str, object]:
    collected = read_submission(kept.content.encode())
    met = since_taken_along(kept, collected, task_named(collected, request.actor))
    placed = kept.state == SubmissionState.PLACED
    return {
        "state": "placed" if placed else "waiting",
        "url": reverse("web:filing-edit", args=[kept.filing_id]) if placed else kept.get_absolute_url(),
        "why": kept.why or kept.reason,
        "remarks": kept.remarks,
        "told": list(map(_line, met.told)),
        "disputed": list(map(_line, met.disputed)),
        **(_lacks(kept.filing) if kept.filing else {}),
    }


def _line(one: Beside) -> dict[str, str]:
    return {"label": one.label, "mine": one.mine, "theirs": one.theirs}


def _lacks(filing: Filing) -> dict[str, object]:
    """What is still wrong with the draft and what is missing, as sending it would say."""
    form, facts = form_of(filing.task), filled_facts(filing.task, filing.as_of or clock.today())
    answers = answering.coerce(form, with_photos(filing), facts=facts)
    missing = answering.missing(form, answers, facts=facts)
    return {
        "wrong": [{"path": one.path, "sentence": one.sentence} for one in answers.errors],
        "missing": [one.label for one in missing],
    }


@page(public=True)
def away(request: PublicRequest) -> HttpResponse:
    """What a phone shows without a network in place of a page that it did not take along."""
    return render(request, "web/field/away.html")


@page(public=True)
def worker(request: PublicRequest) -> HttpResponse:
    """The script that answers for these pages where there is no network; it works under their address alone."""
    told = {**_shell(), "away": reverse("web:field-away")}
    script = (
        f"self.FIELD = {json.dumps(told)};\nimportScripts({json.dumps(static('web/js/field-worker.js'))});\n"
    )
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@cache
def _shell() -> Mapping[str, object]:
    """The parts of every page, and a number that changes when one of them does."""
    named = [
        *(f"web/css/{name}.css" for name in STYLES),
        *(f"web/js/{name}.js" for name in SCRIPTS),
        *(f"web/fonts/{name}.woff2" for name in FONTS),
        *(f"web/{name}" for name in DRAWINGS),
    ]
    # A module asks for the others by their plain names; the page asks by the names that change with the content.
    plain = [f"{settings.STATIC_URL}{name}" for name in named if name.startswith("web/js/field-")]
    parts = list(dict.fromkeys([*map(static, named), *plain]))
    return {
        "version": hashlib.sha256(repr([static("web/js/field-worker.js"), *parts]).encode()).hexdigest()[:12],
        "parts": parts,
    }


@page(public=True)
def manifest(request: PublicRequest) -> HttpResponse:
    """What makes the page one that a phone can put among its applications."""
    told = {
        "name": _("สัมมาชีพ ลงพื้นที่"),
        "short_name": _("ลงพื้นที่"),
        "lang": "th",
        "start_url": reverse("web:field"),
        "scope": reverse("web:field"),
        "display": "standalone",
        "background_color": "#faf7f0",
        "theme_color": "#0f4552",
        "icons": [_drawing(edge) for edge in (192, 512)],
    }
    return JsonResponse(told, content_type="application/manifest+json")


def _drawing(edge: int) -> dict[str, str]:
    return {"src": static(f"web/mark-{edge}.png"), "sizes": f"{edge}x{edge}", "type": "image/png"}


urlpatterns = [
    path("field/", field, name="field"),
    path("field/tasks/<int:pk>/", field_task, name="field-task"),
    path("field/new/<int:pk>/<slug:key>/", field_new, name="field-new"),
    path("field/sync/", sync, name="field-sync"),
    path("field/away/", away, name="field-away"),
    path("field/worker.js", worker, name="field-worker"),
    path("field/app.webmanifest", manifest, name="field-manifest"),
]
