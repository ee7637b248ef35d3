"""Whether a paper is genuine: open to everyone who holds one, by its code or by its file, without a log-in."""

from hashlib import sha256

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from sammachip import patience
from sammachip.core.papercode import grouped, read
from sammachip.records import genuine
from sammachip.records.genuine import Standing, Told
from sammachip.web.decorators import PublicRequest, act, page
from sammachip.web.forms.genuine import CodeForm, FileForm

LOOKS = {Standing.HOLDS: "done", Standing.REPLACED: "waiting", Standing.WITHDRAWN: "failed"}


@page(public=True)
def desk(request: PublicRequest) -> HttpResponse:
    """Where a code is typed; `?code=` of the form leads on to the paper that bears it."""
    if "code" not in request.GET:
        return _desk(request, CodeForm(), FileForm())
    form = CodeForm(request.GET)
    if form.is_valid():
        return redirect("web:genuine", form.cleaned_data["code"])
    patience.missed(request)
    return _desk(request, form, FileForm(), status=422)


def _desk(request: PublicRequest, by_code: CodeForm, by_file: FileForm, *, status: int = 200) -> HttpResponse:
    context = {"by_code": by_code, "by_file": by_file}
    return render(request, "web/paper/genuine_desk.html", context, status=status)


@page(public=True)
def paper(request: PublicRequest, code: str) -> HttpResponse:
    """What is told of the paper that bears this code; 404 where none does."""
    if patience.is_out(request):
        return _wait(request)
    plain = read(code)
    told = genuine.by_code(plain) if plain else None
    if told is None:
        patience.missed(request)
        wrong = CodeForm({"code": code})
        return _unknown(request, plain) if plain else _desk(request, wrong, FileForm(), status=404)
    return _told(request, told, FileForm(initial={"code": told.code}))


@act(public=True, again=True)
def file(request: PublicRequest) -> HttpResponse:
    """Whether a file is, byte for byte, one that was issued: of the paper whose code came along, or of any."""
    if patience.is_out(request):
        return _wait(request)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        code = read(request.POST.get("code", ""))
        told = genuine.by_code(code) if code else None
        return (
            _told(request, told, form, status=422) if told else _desk(request, CodeForm(), form, status=422)
        )
    return _compared(request, form.cleaned_data["code"], _digest(form.cleaned_data["file"]))


def _compared(request: PublicRequest, code: str, digest: str) -> HttpResponse:
    told = genuine.by_code(code) if code else genuine.by_digest(digest)
    if told is None:
        patience.missed(request)
        return _unknown(request, code)
    same = genuine.has_file(code, digest) if code else True
    return _told(request, told, FileForm(initial={"code": told.code}), compared="same" if same else "other")


def _digest(given: "UploadedFile[bytes]") -> str:
    found = sha256()
    for block in given.chunks():
        found.update(block)
    return found.hexdigest()


def _told(
    request: PublicRequest, told: Told, form: FileForm, *, compared: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "told": told,
        "code": grouped(told.code),
        "by": grouped(told.life.by),
        "look": LOOKS[told.life.standing],
        "compared": compared,
        "by_file": form if told.digest else None,
    }
    return render(request, "web/paper/genuine.html", context, status=status)


def _unknown(request: PublicRequest, code: str) -> HttpResponse:
    context = {"code": grouped(code), "said": genuine.NO_SUCH_CODE if code else genuine.NO_SUCH_FILE}
    return render(request, "web/paper/genuine_unknown.html", context, status=404)


def _wait(request: PublicRequest) -> HttpResponse:
    context = {"minutes": patience.SECONDS // 60}
    response = render(request, "web/paper/genuine_wait.html", context, status=429)
    response.headers["Retry-After"] = str(patience.SECONDS)
    return response


urlpatterns = [
    path("check/", desk, name="genuine-desk"),
    path("check/file/", file, name="genuine-file"),
    path("check/<str:code>/", paper, name="genuine"),
]
