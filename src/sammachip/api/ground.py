"""What every address of the API stands under: `reads` is GET, `acts` is POST in one transaction and once only.

Both ask for a token, turn what the view gives back into JSON, and document themselves: the answer from the view's
return type, the summary from its docstring, and every way in which a request can come to nothing.
"""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial, wraps
from http import HTTPStatus
from operator import attrgetter
from typing import Any, ParamSpec, TypeVar, cast, get_args, get_type_hints

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Router
from ninja.errors import ValidationError, ValidationErrorContext
from ninja.openapi.schema import REF_TEMPLATE
from ninja.params import models as params
from ninja.params.models import Param
from ninja.schema import NinjaGenerateJsonSchema
from ninja.security import HttpBearer
from pydantic import BaseModel

from sammachip.api import actions
from sammachip.api.problems import ASKED_FIRST, JSON, BadInput, Detail, KeyUsed, NotRecognised, Problem
from sammachip.api.words import MOST_ID, PageAsked
from sammachip.core.verdict import YES, Refused, Verdict
from sammachip.insight.places import read_at
from sammachip.org import tokens
from sammachip.org.actions_audit import note_reading
from sammachip.org.actions_tokens import note_use
from sammachip.org.hats import Actor
from sammachip.org.models import ApiToken, Role
from sammachip.trail.reads import read_only

P = ParamSpec("P")
Row = TypeVar("Row", bound=models.Model)
Rows = TypeVar("Rows", bound="models.QuerySet[Any, Any]")  # of any table
KEY_HEADER = "Idempotency-Key"
LONGEST_KEY = 120
KEY_PARAMETER = {
    "in": "header",
    "name": KEY_HEADER,
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY},
    "description": "The same request sent again under the same key gets the same answer and has no second effect.",
}
READING_ENDS = (401, 403, 404, 422)
PUBLIC_ENDS = (404, 422, 429)
ACTING_ENDS = (401, 403, 404, 409, 413, 422)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: a program with a token, and the person it acts as."""

    token: ApiToken
    actor: Actor


class Call(HttpRequest):
    """The request a view receives: somebody stands behind it."""

    auth: Caller


class Bearer(HttpBearer):
    """`Authorization: Bearer KEY`: the token's person under the token's own hat, as of today.

    A hat that goes with a seat comes in only where `seats` names its role. `may` is asked where the input is not fit: who
    may not act at all is told that, and not what is wrong with the words.
    """

    def __init__(self, seats: Collection[str] = (), may: "Guard | None" = None) -> None:
        super().__init__()
        self._seats, self._may = seats, may

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        found = tokens.find(token.strip())
        if found is None:
            raise NotRecognised(Verdict(_("ไม่รู้จักโทเคนนี้ — ตรวจว่าคัดลอกมาครบ"), "token-unknown"))
        actor = tokens.actor_of(found)
        if isinstance(actor, Verdict):
            raise NotRecognised(actor)
        if actor.is_seat and actor.role not in self._seats:
            words = _("ที่อยู่นี้ไม่เปิดให้{title} — ใช้โทเคนของตำแหน่งที่ดูแลเรื่องนี้")
            raise Refused(Verdict(words.format(title=actor.hat.title), "seat"))
        note_use(found)
        if self._may:
            setattr(request, ASKED_FIRST, partial(_asked, request, self._may))
        return Caller(found, actor)


Guard = Callable[[Call, Mapping[str, object]], Verdict]
"""Whether the caller may act on what the parts of the address name, whatever is sent."""


def _asked(request: HttpRequest, may: Guard) -> Verdict:
    """What the guard says of this address; nothing where its number can be no row's."""
    named = dict(request.resolver_match.kwargs) if request.resolver_match else {}
    if "pk" in named:
        number = str(named["pk"])
        plain = number.isascii() and number.isdecimal() and len(number) <= len(str(MOST_ID))
        if not plain or not 1 <= int(number) <= MOST_ID:
            return YES
        named["pk"] = int(number)
    return may(cast("Call", request), named)


def first(
    rule: Callable[[Actor, Any], Verdict],  # of any row, or a part of it
    find: Callable[[Call, Any], object],  # by a number or a code
    part: str = "",
) -> Guard:
    """The guard that asks `rule` of what `find` finds by the address's `pk` or `code`, or of that `part` of it."""

    def asked(call: Call, named: Mapping[str, object]) -> Verdict:
        found = find(call, named["pk"] if "pk" in named else named["code"])
        return rule(call.auth.actor, attrgetter(part)(found) if part else found)

    return asked


def alone(rule: Callable[..., Verdict], part: str = "") -> Guard:
    """The guard of an address that names no row: `rule` is asked of who calls, and of that `part` of them if it wants one."""

    def asked(call: Call, _named: Mapping[str, object]) -> Verdict:
        actor = call.auth.actor
        return rule(actor, attrgetter(part)(actor)) if part else rule(actor)

    return asked


class House(NinjaAPI):
    """The API, with input errors that keep the value they are about, and its document made once."""

    def __init__(self, **told: Any) -> None:  # as the library types it
        super().__init__(**told)
        self._documents: dict[str, Any] = {}  # as the library types it

    def get_openapi_schema(self, **asked: Any) -> Any:  # as the library types it
        """The document, made once for each prefix it is asked for: routes do not change while a process lives."""
        if (key := repr(asked)) not in self._documents:
            self._documents[key] = self._document(**asked)
        return self._documents[key]

    def _document(self, **asked: Any) -> Any:  # as the library types it
        schema = super().get_openapi_schema(**asked)
        problem = Problem.model_json_schema(
            mode="serialization", ref_template=REF_TEMPLATE, schema_generator=NinjaGenerateJsonSchema
        )
        schema["components"]["schemas"] |= {**problem.pop("$defs"), Problem.__name__: problem}
        return schema

    def validation_error_from_error_contexts(
        self,
        error_contexts: list[ValidationErrorContext[Any]],  # as the library types it
    ) -> ValidationError:
        errors: list[dict[str, Any]] = []  # as the library types it
        for context in error_contexts:
            names = context.model.__ninja_flatten_map_reverse__
            for error in context.pydantic_validation_error.errors(include_url=False):
                place = names.get(error["loc"], error["loc"])
                errors.append({**error, "loc": (context.model.__ninja_param_source__, *place)})
        return ValidationError(errors)


def reads(
    router: Router,
    path: str,
    *,
    media: Collection[str] = (),
    seats: Collection[str] = (),
    public: bool = False,
) -> Callable[[Callable[P, object]], Callable[P, object]]:
    """Route GET to a view that changes nothing: a write to the database raises WriteOnRead.

    `media` names the types of the file it gives, if it is not JSON. A hat that goes with a seat opens the route only
    where `seats` names its role. A `public` one asks for no token and knows nobody.
    """

    def decorate(view: Callable[P, object]) -> Callable[P, object]:
        known = names_of(view)

        @wraps(view)
        def answered(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            [call, *_rest] = args
            assert isinstance(call, HttpRequest)
            refuse_unknown(call, known)
            with read_only():
                response = answer(view(*args, **kwargs))
            if not public:
                leave_trace(call)
            return response

        ends = PUBLIC_ENDS if public else READING_ENDS
        router.get(path, **_described(view, ends, media, seats, public=public))(answered)
        return view

    return decorate


def leave_trace(call: HttpRequest) -> None:
    """Note what an auditor's program is about to be given; what cannot be noted is not given."""
    actor: Actor = call.auth.actor  # type: ignore[attr-defined]  # set by Bearer
    if actor.role == Role.AUDITOR and call.resolver_match:
        note_reading(call.path, read_at(call.resolver_match, actor), actor=actor)


def acts(
    router: Router,
    path: str,
    *,
    apart: bool = False,
    later: type[BaseModel] | None = None,
    seats: Collection[str] = (),
    may: Guard | None = None,
) -> Callable[[Callable[P, object]], Callable[P, object]]:
    """Route POST to a view that changes something, all or nothing; the same key sent twice has one effect. `seats` as
    on a read; `may` says who acts here at all, and is asked before unfit input is told of. A view `apart` works for seconds
    before it writes: its actions open their own transactions, and a key is not kept for it. An answer of the kind `later` is
    202: the work was only begun.
    """

    def decorate(view: Callable[P, object]) -> Callable[P, object]:
        known = names_of(view)

        @wraps(view)
        def done(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            [call, *_rest] = args
            assert isinstance(call, HttpRequest)
            refuse_unknown(call, known)
            if apart:
                return answer(view(*args, **kwargs), later)
            with transaction.atomic():
                return once(call, lambda: answer(view(*args, **kwargs)))  # type: ignore[arg-type]  # auth is set by Bearer

        router.post(
            path, **_described(view, ACTING_ENDS, seats=seats, may=may, later=later, keyed=not apart)
        )(done)
        return view

    return decorate


Names = Mapping[type[Param], Collection[str]]
"""The names that an address knows, by where they are sent."""


def names_of(view: Callable[..., object]) -> Names:
    """What the view takes from its query, from the fields of a form and from files sent along."""
    names: dict[type[Param], set[str]] = {params.Query: set(), params.Form: set(), params.File: set()}
    for name, hint in get_type_hints(view, include_extras=True).items():
        for mark in getattr(hint, "__metadata__", ()):
            if isinstance(mark, Param):
                shape = get_args(hint)[0]
                names[type(mark)] |= set(getattr(shape, "model_fields", [name]))
    return names


def refuse_unknown(call: HttpRequest, known: Names) -> None:
    """Raises ValidationError with each name the address does not know: the library drops those, and a filter that is misspelt
    would give the whole list. Of a body in JSON its own shape asks the same."""
    sent: dict[type[Param], Mapping[str, object]] = {params.Query: call.GET}
    if known[params.Form] or known[params.File]:
        sent |= {params.Form: call.POST, params.File: call.FILES}
    unknown = [
        {"type": "extra_forbidden", "loc": (source.__name__.lower(), name), "input": values[name]}
        for source, values in sent.items()
        for name in values
        if name not in known[source]
    ]
    if unknown:
        raise ValidationError(unknown)


def _described(
    view: Callable[..., object],
    ends: tuple[int, ...],
    media: Collection[str] = (),
    seats: Collection[str] = (),
    *,
    public: bool = False,
    may: Guard | None = None,
    later: type[BaseModel] | None = None,
    keyed: bool = False,
) -> dict[str, Any]:
    """What the document says of a view; the keys are those of the library's own decorators."""
    result, begun = _now_and_later(view, later)
    failures = {code: _failure(code) for code in ends}
    described: dict[str, Any] = {
        "operation_id": view.__name__,
        "summary": (view.__doc__ or "").partition("\n")[0],
        "description": "",
        "response": {200: None if media else result, **begun},
        "openapi_extra": {
            "responses": {**_files(media), **failures},
            "parameters": [KEY_PARAMETER] if keyed else [],
        },
    }
    if seats or public or may:
        described["auth"] = None if public else Bearer(seats, may)
    return described


def _files(media: Collection[str]) -> dict[int, Any]:  # as the library types it
    """What the document says of a file that is given out, by the types it may have."""
    file = {"schema": {"type": "string", "format": "binary"}}
    return {200: {"content": dict.fromkeys(media, file)}} if media else {}


def _failure(code: int) -> dict[str, Any]:  # as the library types it
    """What the document says of a request that comes to nothing: by reference, for the library would make a model for
    each of fifteen hundred at every start."""
    problem = {"schema": {"$ref": REF_TEMPLATE.format(model=Problem.__name__)}}
    return {"description": HTTPStatus(code).phrase, "content": {"application/json": problem}}


def _now_and_later(
    view: Callable[..., object], later: type[BaseModel] | None
) -> tuple[Any, dict[int, type[BaseModel]]]:  # as the library types it
    """What the view answers with 200, and what with 202."""
    result = get_type_hints(view)["return"]
    if later is None:
        return result, {}
    [now] = [one for one in get_args(result) if one is not later]
    return now, {HTTPStatus.ACCEPTED.value: later}


def answer(result: object, later: type[BaseModel] | None = None) -> HttpResponse:
    """The JSON of what a view told, or the file it gave; either stays out of every cache."""
    if isinstance(result, HttpResponseBase):
        response = cast("HttpResponse", result)  # one given out in parts goes the same way
    else:
        assert isinstance(result, BaseModel)
        response = HttpResponse(result.model_dump_json(), content_type=JSON)
        if later and isinstance(result, later):
            response.status_code = HTTPStatus.ACCEPTED
    response.headers["Cache-Control"] = "no-store"
    return response


def given(content: bytes, name: str, media: str) -> HttpResponse:
    """A file to be put away under its name, which may be Thai."""
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(content, content_type=media, headers={"Content-Disposition": disposition})


def once(call: Call, act: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer of `act`, or the one it gave when this key first came. Must run inside the act's transaction.

    Only an act that succeeded leaves a receipt: a refused one changed nothing and is judged anew.
    """
    key = call.headers.get(KEY_HEADER)
    if key is None:
        return act()
    if not 1 <= len(key) <= LONGEST_KEY or not key.isascii() or not key.isprintable():
        message = _("{field} ต้องเป็นอักษรอังกฤษหรือตัวเลข 1 ถึง {most} ตัว").format(
            field=KEY_HEADER, most=LONGEST_KEY
        )
        raise BadInput([Detail(field=KEY_HEADER, value=key[:LONGEST_KEY], message=message)])
    receipt, is_new = actions.take_receipt(call.auth.token, key, digest_of(call))
    if not is_new:
        if receipt.digest != digest_of(call):
            raise KeyUsed
        return HttpResponse(
            receipt.body,
            content_type=JSON,
            status=receipt.status,
            headers={"Idempotency-Replayed": "true", "Cache-Control": "no-store"},
        )
    response = act()
    actions.write_answer(receipt, status=response.status_code, body=response.content.decode())
    return response


def digest_of(call: HttpRequest) -> str:
    """What makes two requests the same: address and content, whatever boundary a form was sent with."""
    seal = hashlib.sha256(f"{call.method} {call.get_full_path()}\n".encode())
    if call.content_type != "multipart/form-data":
        seal.update(call.body)
        return seal.hexdigest()
    for name, values in sorted(call.POST.lists()):
        seal.update(repr((name, values)).encode())
    for name, file in sorted(call.FILES.items()):
        assert isinstance(file, UploadedFile)
        inside = hashlib.sha256()
        for block in file.chunks():
            inside.update(block)
        file.seek(0)
        seal.update(repr((name, file.name, inside.hexdigest())).encode())
    return seal.hexdigest()


def narrowed(rows: Rows, **asked: object) -> Rows:
    """The rows that are what was asked, by each lookup that was asked at all."""
    return rows.filter(**{lookup: value for lookup, value in asked.items() if value})


def all_of(rows: "models.QuerySet[Row, Row]", numbers: Sequence[int]) -> list[Row]:
    """The rows of these numbers, in their order, found at once. Raises Http404 where one is none of them."""
    found = rows.in_bulk(numbers)
    if not found.keys() >= set(numbers):
        raise Http404
    return [found[number] for number in numbers]


def window(rows: "models.QuerySet[Row, Row]", asked: PageAsked) -> tuple[list[Row], int | None]:
    """The asked part of a list in the order of its ids, and after which id the next part begins, if there is one.

    The part is found by its ids alone, so what the rows are joined with is joined for these and not for the whole list.
    """
    ordered = rows.order_by("pk")
    found = list(ordered.filter(pk__in=ordered.filter(pk__gt=asked.after).values("pk")[: asked.limit + 1]))
    shown = found[: asked.limit]
    return shown, shown[-1].pk if len(found) > asked.limit else None
