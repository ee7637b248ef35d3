"""The door of collectors on a phone (ODK Collect, KoboCollect and their kin), as OpenRosa 1.0 describes it.

A phone logs in with its person's name and, as the password, a token of that person: the hat of the token acts. Only
`Basic` is offered, to be spoken under HTTPS: a digest would need the key itself, of which nothing but a hash is kept.
"""

import base64
import binascii
import hashlib
from collections.abc import Callable, Sequence
from functools import wraps
from http import HTTPStatus
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from sammachip.cases import actions, collecting, rules
from sammachip.cases.actions.submissions import INSTANCE_USED
from sammachip.cases.collecting import ToCollect
from sammachip.cases.models import SubmissionState
from sammachip.core.verdict import Refused, Stale, Verdict, require
from sammachip.core.xlsform import TASKS_FILE
from sammachip.org import tokens
from sammachip.org.actions_tokens import note_use
from sammachip.org.hats import Actor
from sammachip.programmes import xlsforms
from sammachip.programmes.models import Edition
from sammachip.trail.reads import read_only

XML, CSV = "text/xml; charset=utf-8", "text/csv; charset=utf-8"
RESPONSE, LIST, MANIFEST = (
    f"http://openrosa.org/{kind}" for kind in ("http/response", "xforms/xformsList", "xforms/xformsManifest")
)
SUBMISSION = "xml_submission_file"
MOST_PICTURES = 60
READING, SENDING = ("GET",), ("HEAD", "POST")
View = Callable[..., HttpResponse]


class Unknown(Exception):
    """Nobody stands behind the request; the verdict says why."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.reason)
        self.verdict = verdict


def collector(methods: Sequence[str]) -> Callable[[View], View]:
    """An address for phones: asks for a token, answers every failure as a phone can show it.

    The day that OpenRosa wants in a header is told by the server of pages.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            response = _answer(view, methods, request, *args, **kwargs)
            response.headers["X-OpenRosa-Version"] = "1.0"
            response.headers["Cache-Control"] = "no-store"
            return response

        return csrf_exempt(answered)

    return decorate


def _answer(
    view: View, methods: Sequence[str], request: HttpRequest, *args: object, **kwargs: object
) -> HttpResponse:
    if request.method not in methods:
        response = told(HTTPStatus.METHOD_NOT_ALLOWED, _("วิธีเรียกนี้ใช้กับที่อยู่นี้ไม่ได้ — ตรวจการตั้งค่าเซิร์ฟเวอร์ในแอป"))
        response.headers["Allow"] = ", ".join(methods)
        return response
    try:
        return view(request, _actor(request), *args, **kwargs)
    except Unknown as unknown:
        response = told(HTTPStatus.UNAUTHORIZED, unknown.verdict.reason)
        response.headers["WWW-Authenticate"] = 'Basic realm="Sammachip", charset="UTF-8"'
        return response
    except Refused as refused:
        used = refused.verdict.code == INSTANCE_USED
        return told(HTTPStatus.CONFLICT if used else HTTPStatus.FORBIDDEN, refused.verdict.reason)
    except Stale as stale:
        return told(HTTPStatus.CONFLICT, str(stale))
    except Http404:
        return told(HTTPStatus.NOT_FOUND, _("ไม่พบแบบฟอร์มนี้ในงานของท่าน — ดึงรายการแบบฟอร์มใหม่"))


def _actor(request: HttpRequest) -> Actor:
    """The person of the token, under the token's hat, who must take part in the work."""
    name, key = _credentials(request.headers.get("Authorization", ""))
    token = tokens.find(key) if key else None
    if token is None or token.person.get_username() != name:
        raise Unknown(Verdict(_("เข้าไม่ได้ — ใช้ชื่อเข้าระบบของท่าน และใช้โทเคนจากหน้าโทเคนของฉันเป็นรหัสผ่าน")))
    actor = tokens.actor_of(token)
    if isinstance(actor, Verdict):
        raise Unknown(actor)
    require(rules.may_take_in(actor))
    note_use(token)
    return actor


def _credentials(header: str) -> tuple[str, str]:
    """Name and key as `Basic` carries them; empty where it carries none."""
    kind, _space, packed = header.partition(" ")
    if kind.lower() != "basic":
        return "", ""
    try:
        name, _colon, key = base64.b64decode(packed, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return name, key.strip()


def told(status: int, message: str, *, nature: str = "") -> HttpResponse:
    """The answer that a phone shows to its person."""
    root = Element("OpenRosaResponse", xmlns=RESPONSE)
    SubElement(root, "message", {"nature": nature} if nature else {}).text = message
    return HttpResponse(tostring(root, encoding="unicode"), content_type=XML, status=status)


@collector(READING)
def form_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The forms that wait for the officer, each in the edition that the work follows."""
    root = Element("xforms", xmlns=LIST)
    with read_only():
        for one in collecting.to_collect(actor):
            _form(request, one, SubElement(root, "xform"))
    return HttpResponse(tostring(root, encoding="unicode"), content_type=XML)


def _form(request: HttpRequest, one: ToCollect, place: Element) -> None:
    within = [one.edition.pk, one.key]
    lines = {
        "formID": xlsforms.form_id(one.edition.programme.code, one.key),
        "name": one.title,
        "version": str(one.edition.number),
        "hash": _hash(xlsforms.xform(one.edition, one.key)),
        "descriptionText": f"{one.edition.title} ({one.edition.number})",
        "downloadUrl": request.build_absolute_uri(reverse("openrosa:form", args=within)),
        "manifestUrl": request.build_absolute_uri(reverse("openrosa:manifest", args=within)),
    }
    for name, text in lines.items():
        SubElement(place, name).text = text


def _hash(content: bytes) -> str:
    """What a phone compares with what it holds; OpenRosa asks for MD5, and nothing is trusted to it."""
    return f"md5:{hashlib.md5(content, usedforsecurity=False).hexdigest()}"


def _own(actor: Actor, pk: int, key: str) -> ToCollect:
    """The form and the officer's tasks; none where nothing waits for it by now."""
    edition = get_object_or_404(Edition.objects.select_related("programme"), pk=pk)
    if key not in edition.pack.forms:
        raise Http404
    mine = (one for one in collecting.to_collect(actor) if one.edition == edition and one.key == key)
    return next(mine, ToCollect(edition, key, ()))


@collector(READING)
def form(request: HttpRequest, actor: Actor, pk: int, key: str) -> HttpResponse:
    with read_only():
        one = _own(actor, pk, key)
    return HttpResponse(xlsforms.xform(one.edition, one.key), content_type=XML)


@collector(READING)
def manifest(request: HttpRequest, actor: Actor, pk: int, key: str) -> HttpResponse:
    """What comes beside the form: the officer's own list of tasks."""
    with read_only():
        listed = collecting.tasks_csv(_own(actor, pk, key).tasks)
    root = Element("manifest", xmlns=MANIFEST)
    place = SubElement(root, "mediaFile")
    SubElement(place, "filename").text = TASKS_FILE
    SubElement(place, "hash").text = _hash(listed)
    address = reverse("openrosa:tasks", args=[pk, key])
    SubElement(place, "downloadUrl").text = request.build_absolute_uri(address)
    return HttpResponse(tostring(root, encoding="unicode"), content_type=XML)


@collector(READING)
def tasks(request: HttpRequest, actor: Actor, pk: int, key: str) -> HttpResponse:
    with read_only():
        listed = collecting.tasks_csv(_own(actor, pk, key).tasks)
    return HttpResponse(listed, content_type=CSV)


@collector(SENDING)
def submission(request: HttpRequest, actor: Actor) -> HttpResponse:
    """HEAD says where to send and how much at once; POST takes one submission in with its pictures."""
    if request.method == "HEAD":
        return _where_to_send(request)
    sent = request.FILES.get(SUBMISSION)
    if sent is None:
        return told(HTTPStatus.BAD_REQUEST, _("ไม่มีแฟ้มคำตอบ (xml_submission_file) — ส่งจากแอปเก็บข้อมูลอีกครั้ง"))
    pictures = {name: file for name, file in request.FILES.items() if name != SUBMISSION}
    if (sent.size or 0) > rules.LONGEST_SUBMISSION_MB << 20 or len(pictures) > MOST_PICTURES:
        said = _("คำตอบใหญ่เกิน {most} MB หรือมีภาพเกิน {count} ภาพ — แบ่งส่งหลายชุด")
        said = said.format(most=rules.LONGEST_SUBMISSION_MB, count=MOST_PICTURES)
        return told(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, said)
    content = {name: file.read() for name, file in pictures.items() if isinstance(file, UploadedFile)}
    kept, is_new = actions.take_in(sent.read(), content, actor=actor)
    return _taken(kept.state == SubmissionState.PLACED, kept.why, kept.remarks, is_new=is_new)


def _where_to_send(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    response.headers["Location"] = request.build_absolute_uri(reverse("openrosa:submission"))
    most = (settings.UPLOAD_PHOTO_MAX_MB + rules.LONGEST_SUBMISSION_MB) << 20
    response.headers["X-OpenRosa-Accept-Content-Length"] = str(most)
    return response


def _taken(placed: bool, why: str, remarks: str, *, is_new: bool) -> HttpResponse:
    """201 for what is new, 202 for what came before: either tells the phone that it is done."""
    said = (
        _("รับแล้ว เป็นฉบับร่าง — ตรวจและส่งในระบบ")
        if placed
        else _("รับไว้แล้ว ยังไม่เป็นฉบับร่าง: {why}").format(why=why)
    )
    message = " · ".join(filter(None, (said, remarks)))
    return told(HTTPStatus.CREATED if is_new else HTTPStatus.ACCEPTED, message, nature="submit_success")


urlpatterns = [
    path("formList", form_list, name="form-list"),
    path("forms/<int:pk>/<slug:key>.xml", form, name="form"),
    path("forms/<int:pk>/<slug:key>/manifest", manifest, name="manifest"),
    path("forms/<int:pk>/<slug:key>/tasks.csv", tasks, name="tasks"),
    path("submission", submission, name="submission"),
]
