"""One shape for everything that goes wrong: a code for programs, a Thai sentence for people, and where it is."""

import logging
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus

from django.core.exceptions import DisallowedHost, RequestDataTooBig, SuspiciousOperation
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI, UploadedFile
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as Unfit
from pydantic import BaseModel

from sammachip.core.verdict import YES, Refused, Stale, Verdict
from sammachip.programmes.packfile import PackErrors
from sammachip.records.actions_uploads import WrongOffset
from sammachip.trail.writes import is_double, said_at_once

log = logging.getLogger("sammachip.errors")
JSON = "application/json; charset=utf-8"
LONGEST_VALUE = 120
ASKED_FIRST = "asked_first"
"""Where a request keeps the question whether its caller may act at all."""


class Detail(BaseModel):
    """One field that cannot be taken as it is."""

    field: str
    value: str
    message: str


class Problem(BaseModel):
    """Why a request came to nothing. `field` is set when exactly one is to blame."""

    code: str
    message: str
    field: str | None = None
    details: list[Detail] = []


class NotRecognised(Exception):
    """There is no valid token behind the request; the verdict says why."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.reason)
        self.verdict = verdict


class BadInput(Exception):
    """Input the API itself cannot take, field by field."""

    def __init__(self, details: Sequence[Detail], code: str = "bad-input") -> None:
        super().__init__(code)
        self.details, self.code = list(details), code


def sent_file(file: UploadedFile, field: str = "file") -> tuple[str, int]:
    """The name and the size of a file that was sent. Raises BadInput for one without content."""
    if not file.size or not file.name:
        raise BadInput([Detail(field=field, value="", message=_("ไฟล์ว่างเปล่า — เลือกไฟล์ใหม่"))])
    return file.name, file.size


class KeyUsed(Exception):
    """An Idempotency-Key that belongs to another request."""


class NotThere(Http404):
    """What is asked for is not there, with a sentence of its own."""


class TooMany(Exception):
    """Whoever asks is to wait for so many seconds."""

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


def told(status: int, code: str, message: str, details: Sequence[Detail] = ()) -> HttpResponse:
    field = details[0].field if len(details) == 1 else None
    problem = Problem(code=code, message=message, field=field, details=list(details))
    response = HttpResponse(problem.model_dump_json(), content_type=JSON, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def lay_handlers(api: NinjaAPI) -> None:
    """Teach the API to answer each kind of failure in the one shape."""
    handlers = {
        Unfit: unfit,
        BadInput: bad_input,
        PackErrors: bad_pack,
        Refused: refused,
        Stale: stale,
        KeyUsed: key_used,
        NotRecognised: not_recognised,
        AuthenticationError: nobody,
        Http404: not_found,
        TooMany: too_many,
        HttpError: unreadable,
        RequestDataTooBig: too_large,
        SuspiciousOperation: unreadable,
        IntegrityError: doubled,
        Exception: broken,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)  # type: ignore[arg-type]  # each handler takes its own kind


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    return told(HTTPStatus.FORBIDDEN, refusal.verdict.code or "refused", refusal.verdict.reason)


def stale(request: HttpRequest, why: Stale) -> HttpResponse:
    if isinstance(why, WrongOffset):
        due = Detail(field="at", value=str(why.received), message=str(why))
        return told(HTTPStatus.CONFLICT, "wrong-offset", str(why), [due])
    return told(HTTPStatus.CONFLICT, "stale", str(why))


def doubled(request: HttpRequest, why: IntegrityError) -> HttpResponse:
    """Two asked for the same at once: the slower is told so. Any other breach of the tables is a fault of ours."""
    return told(HTTPStatus.CONFLICT, "stale", said_at_once()) if is_double(why) else broken(request, why)


def key_used(request: HttpRequest, why: KeyUsed) -> HttpResponse:
    message = _("Idempotency-Key นี้ใช้กับคำขออื่นไปแล้ว — ใช้เลขใหม่สำหรับคำขอใหม่")
    return told(HTTPStatus.CONFLICT, "key-used", message)


def not_recognised(request: HttpRequest, why: NotRecognised) -> HttpResponse:
    response = told(HTTPStatus.UNAUTHORIZED, why.verdict.code or "token-unknown", why.verdict.reason)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


def nobody(request: HttpRequest, why: AuthenticationError) -> HttpResponse:
    message = _("ต้องมีโทเคนในหัวข้อ Authorization: Bearer … — ออกโทเคนจากหน้าโทเคนของฉัน")
    return not_recognised(request, NotRecognised(Verdict(message, "token-missing")))


def not_found(request: HttpRequest, why: Exception) -> HttpResponse:
    message = _("ไม่พบรายการนี้ หรือเป็นเรื่องของหน่วยงานอื่นที่ท่านไม่มีสิทธิ์เห็น")
    return told(HTTPStatus.NOT_FOUND, "not-found", str(why) if isinstance(why, NotThere) else message)


def too_many(request: HttpRequest, why: TooMany) -> HttpResponse:
    response = told(HTTPStatus.TOO_MANY_REQUESTS, "too-many", str(why))
    response.headers["Retry-After"] = str(why.seconds)
    return response


def wrong_method(allowed: str) -> HttpResponse:
    message = _("ที่อยู่นี้รับเฉพาะ {methods}").format(methods=allowed)
    response = told(HTTPStatus.METHOD_NOT_ALLOWED, "wrong-method", message)
    response.headers["Allow"] = allowed
    return response


def too_large(request: HttpRequest, why: Exception) -> HttpResponse:
    message = _("ข้อมูลที่ส่งมามีขนาดใหญ่เกินไป ระบบจึงยังไม่ได้บันทึก — แบ่งส่งหลายครั้ง")
    return told(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-large", message)


def unreadable(request: HttpRequest, why: Exception) -> HttpResponse:
    message = _("อ่านเนื้อหาคำขอไม่ได้ — ส่งเป็น JSON ที่ถูกต้อง เข้ารหัส UTF-8")
    return told(HTTPStatus.UNPROCESSABLE_ENTITY, "unreadable", message)


def bad_request(request: HttpRequest, why: Exception) -> HttpResponse:
    """What is turned away before any route: a host that is not ours, a body too large or not readable."""
    if isinstance(why, DisallowedHost):
        said = _("ชื่อเครื่องในที่อยู่เว็บไม่ใช่ชื่อที่ระบบนี้ใช้ ระบบจึงยังไม่ได้ทำอะไร")
        return told(HTTPStatus.BAD_REQUEST, "unknown-host", f"{said} — {_('เปิดจากที่อยู่ที่หน่วยงานของท่านแจ้งไว้')}")
    return (too_large if isinstance(why, RequestDataTooBig) else unreadable)(request, why)


def broken(request: HttpRequest, why: Exception) -> HttpResponse:
    """A fault of ours: the log and the caller share a number, and nothing else is told."""
    number = getattr(request, "error_number", "")
    log.error("error %s at %s %s", number, request.method, request.path, exc_info=why)
    message = _("ระบบขัดข้อง ยังไม่ได้บันทึก — แจ้งผู้ดูแลระบบพร้อมเลข {number}").format(number=number)
    return told(HTTPStatus.INTERNAL_SERVER_ERROR, "broken", message)


def bad_input(request: HttpRequest, why: BadInput) -> HttpResponse:
    return _refused_first(request) or _unprocessable(why.code, why.details)


def bad_pack(request: HttpRequest, why: PackErrors) -> HttpResponse:
    details = [
        Detail(field="text", value=_("บรรทัด {n}").format(n=one.line), message=str(one))
        for one in why.problems
    ]
    return _unprocessable("bad-pack", details)


def unfit(request: HttpRequest, why: Unfit) -> HttpResponse:
    return _refused_first(request) or _unprocessable("bad-input", [_detail(error) for error in why.errors])


def _refused_first(request: HttpRequest) -> HttpResponse | None:
    """Why the caller may not act here at all, where the route says who may; None where nothing is said against it."""
    may: Callable[[], Verdict] | None = getattr(request, ASKED_FIRST, None)
    try:
        verdict = may() if may else YES
    except Http404 as why:
        return not_found(request, why)
    return None if verdict else refused(request, Refused(verdict))


def _unprocessable(code: str, details: Sequence[Detail]) -> HttpResponse:
    first = details[0].message if details else _("ข้อมูลยังไม่ถูกต้อง")
    more = _(" (และอีก {n} ข้อ)").format(n=len(details) - 1) if len(details) > 1 else ""
    return told(HTTPStatus.UNPROCESSABLE_ENTITY, code, first + more, details)


def _detail(error: Mapping[str, object]) -> Detail:
    """A departure from the declared types, with the field as the caller wrote it."""
    place = error["loc"]
    assert isinstance(place, tuple)
    # The place begins with the source (body, query) and, in a body, the name of our own parameter.
    path = place[2:] if place[0] in ("body", "form") and len(place) > 2 else place[1:]
    # Of a field that may be one of several types, the library names each type as a step of its own.
    field = ".".join(str(step) for step in path if "[" not in str(step))
    value = "" if error["type"] == "missing" else _shortened(error.get("input"))
    return Detail(field=field, value=value, message=_sentence(field, value, error))


def _shortened(value: object) -> str:
    plain = str(value).encode(errors="replace").decode()
    return plain if len(plain) <= LONGEST_VALUE else f"{plain[: LONGEST_VALUE - 1]}…"


def _sentence(field: str, value: str, error: Mapping[str, object]) -> str:
    rules = error.get("ctx")
    rule = rules if isinstance(rules, dict) else {}
    if "sentence" in rule:
        return f"{field}: {rule['sentence']}"
    words = SENTENCES.get(str(error["type"])) or next(
        (words for start, words in FAMILIES.items() if str(error["type"]).startswith(start)), OTHERWISE
    )
    return str(words).format(field=field, value=value, **{key: _listed(bound) for key, bound in rule.items()})


def _listed(bound: object) -> str:
    """A bound as text. The library lists choices in English: 'a', 'b' or 'c'."""
    return str(bound).replace("' or '", "', '")


OTHERWISE = gettext_lazy("{field}: ค่า “{value}” ใช้ไม่ได้ — ดูชนิดข้อมูลในเอกสาร API")
SENTENCES = {
    "missing": gettext_lazy("{field}: ยังไม่ได้ให้ค่า — ใส่ช่องนี้แล้วส่งใหม่"),
    "extra_forbidden": gettext_lazy("{field}: ไม่มีช่องชื่อนี้ — ตรวจตัวสะกด"),
    "greater_than_equal": gettext_lazy("{field}: “{value}” น้อยกว่า {ge} ซึ่งเป็นค่าต่ำสุด"),
    "less_than_equal": gettext_lazy("{field}: “{value}” มากกว่า {le} ซึ่งเป็นค่าสูงสุด"),
    "string_too_short": gettext_lazy("{field}: ต้องมีอย่างน้อย {min_length} ตัวอักษร"),
    "string_too_long": gettext_lazy("{field}: ยาวเกิน {max_length} ตัวอักษร — ย่อข้อความ"),
    "string_pattern_mismatch": gettext_lazy("{field}: “{value}” ไม่ตรงรูปแบบ {pattern}"),
    "too_short": gettext_lazy("{field}: ต้องมีอย่างน้อย {min_length} รายการ"),
    "too_long": gettext_lazy("{field}: เกิน {max_length} รายการ — แบ่งส่งหลายครั้ง"),
    "literal_error": gettext_lazy("{field}: “{value}” ไม่อยู่ในตัวเลือก {expected}"),
    "enum": gettext_lazy("{field}: “{value}” ไม่อยู่ในตัวเลือก {expected}"),
}
FAMILIES = {
    "int": gettext_lazy("{field}: “{value}” ไม่ใช่จำนวนเต็ม"),
    "datetime": gettext_lazy(
        "{field}: “{value}” ไม่ใช่วันเวลา — เขียนปี ค.ศ. และเขตเวลา เช่น 2018-09-20T16:30:00+07:00"
    ),
    "timezone": gettext_lazy(
        "{field}: “{value}” ไม่ใช่วันเวลา — เขียนปี ค.ศ. และเขตเวลา เช่น 2018-09-20T16:30:00+07:00"
    ),
    "date": gettext_lazy("{field}: “{value}” ไม่ใช่วันที่ — เขียนปี ค.ศ.-เดือน-วัน เช่น 2018-09-20"),
    "string": gettext_lazy("{field}: ต้องเป็นข้อความ"),
    "bool": gettext_lazy("{field}: ต้องเป็น true หรือ false"),
    "list": gettext_lazy("{field}: ต้องเป็นรายการ"),
    "dict": gettext_lazy("{field}: ต้องเป็นกลุ่มของชื่อกับค่า"),
    "model": gettext_lazy("{field}: ต้องเป็นกลุ่มของชื่อกับค่า"),
}
