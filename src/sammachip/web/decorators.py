"""What every view stands under: `@page` reads, `@act` changes. Nothing else may be routed to.

Both ask for a log-in unless they say `public=True`, so forgetting to think about it is safe.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec, TypeVar, overload

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.template.response import SimpleTemplateResponse
from django.utils.cache import add_never_cache_headers

from sammachip.core.verdict import Refused, Stale
from sammachip.insight.places import read_at
from sammachip.org.actions_audit import note_reading
from sammachip.org.hats import Actor, Hat
from sammachip.org.models import Role
from sammachip.trail.reads import read_only
from sammachip.trail.writes import is_double, said_at_once
from sammachip.web.addresses import came_from
from sammachip.web.once import key_of, led, once
from sammachip.web.pages import errors

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
View = Callable[Concatenate[R, P], HttpResponseBase]
AnyView = Callable[..., HttpResponseBase]

NEW_PASSWORD_URL = "web:password"
HOME_URL = "web:home"
HOME_OF_SEAT: Mapping[str, str] = {
    "group-member": "web:village",
    "panel-chair": "web:selections",
    "panel-member": "web:selections",
    "panel-secretary": "web:selections",
}
"""Where each seat's own work begins, by its role; every other hat begins at the home page."""
READING = ("GET", "HEAD")
ACTING = ("POST",)


class PublicRequest(HttpRequest):
    """What a public view receives: there may be nobody behind it."""

    actor: Actor | None
    hats: list[Hat]


class Request(HttpRequest):
    """What any other view receives: somebody who acts under a hat."""

    actor: Actor
    hats: list[Hat]


class RefusedInput(Exception):
    """Input that cannot be taken. `errors` holds sentences by field; "" stands for the form as a whole."""

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        super().__init__(" · ".join(sentence for sentences in errors.values() for sentence in sentences))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Comparison:
    """One answer of which two versions exist: what the person typed and what is stored by now."""

    label: str
    mine: str
    theirs: str


class StaleInput(Stale):
    """A `Stale` of which the view knows both versions; the 409 page shows them side by side."""

    def __init__(self, message: str, comparisons: Sequence[Comparison]) -> None:
        super().__init__(message)
        self.comparisons = comparisons


@overload
def page(view: View[R, P], /) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]: ...
@overload
def page(*, public: bool = False, seats: Collection[str] = ()) -> Callable[[AnyView], AnyView]: ...
def page(view: View[R, P] | None = None, /, *, public: bool = False, seats: Collection[str] = ()) -> object:
    """A view that only reads: GET and HEAD, everything else is 405; a write to the database raises WriteOnRead.

    A hat that goes with a seat opens it only where `seats` names its role. Refused becomes a 403 page with the reason.
    What an auditor was given to read is noted afterwards.
    """

    def decorate(view: View[R, P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if turned_away := _at_the_door(request, READING, public=public, seats=seats):
                return turned_away
            try:
                with read_only():
                    response = _rendered(view(request, *args, **kwargs))  # type: ignore[arg-type]  # set by hat_on_request
            except Refused as refusal:
                response = errors.refused(request, refusal.verdict.reason)
            if not public:
                _leave_trace(request, response)
            return response if public else _unkept(response)

        guarded.takes = READING  # type: ignore[attr-defined]  # asked by is_page and the check of forms
        return guarded

    return decorate if view is None else decorate(view)


@overload
def act(view: View[R, P], /) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]: ...
@overload
def act(
    *, public: bool = False, again: bool = False, apart: bool = False, seats: Collection[str] = ()
) -> Callable[[AnyView], AnyView]: ...
def act(
    view: View[R, P] | None = None,
    /,
    *,
    public: bool = False,
    again: bool = False,
    apart: bool = False,
    seats: Collection[str] = (),
) -> object:
    """A view that changes something: POST, in one transaction, which an exception undoes whole.

    The same form sent twice has one effect, unless the view says `again=True`; one that says `apart=True` works for
    seconds before it writes, and its actions open their own transactions. `seats` as on a page. Refused becomes a 403 page with the
    reason, Stale a 409 page with both versions, RefusedInput that the view let pass a 422 page; each shows back what was
    typed. A response the view returns is kept as it is, so a form with errors is the view's own (render it with status
    422).
    """

    def decorate(view: View[R, P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if turned_away := _at_the_door(request, ACTING, public=public, seats=seats):
                return turned_away
            key = "" if public or again or apart else key_of(request)
            try:
                with nullcontext() if apart else transaction.atomic():
                    response = once(request, key, lambda: _rendered(view(request, *args, **kwargs)))  # type: ignore[arg-type]  # set by hat_on_request
            except (Refused, Stale, RefusedInput, IntegrityError) as ending:
                # Of two that came at once the slower may find its work done: then it is led where the faster was.
                response = led(request, key) or _ended(request, ending)
            else:
                if not public:
                    _leave_trace(request, response)
            return _unkept(response)

        guarded.takes = ACTING  # type: ignore[attr-defined]  # as on a page
        return guarded

    return decorate if view is None else decorate(view)


def _ended(request: HttpRequest, ending: Refused | Stale | RefusedInput | IntegrityError) -> HttpResponseBase:
    """The page that says why nothing was changed; raises what is no answer to a person."""
    match ending:
        case Refused():
            return errors.refused(request, ending.verdict.reason)
        case StaleInput():
            return errors.stale(request, str(ending), ending.comparisons)
        case Stale():
            return errors.stale(request, str(ending))
        case RefusedInput():
            return errors.bad_input(request, ending.errors)
        case IntegrityError() if is_double(ending):
            return errors.stale(request, said_at_once())
    raise ending


def either(
    read: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
    change: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """One address of a page and its act: POST changes, GET and HEAD ask the page."""

    @wraps(read)
    def chosen(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method not in READING + ACTING:
            return errors.wrong_method(request, READING + ACTING)
        view = change if request.method in ACTING else read
        return view(request, *args, **kwargs)

    chosen.takes = READING + ACTING  # type: ignore[attr-defined]  # as on a page
    return chosen


def is_page(view: object) -> bool:
    """Whether this address can be opened: a page, or a page and its act."""
    return "GET" in getattr(view, "takes", ())


def unprocessable(request: HttpRequest, template: str, context: Mapping[str, object]) -> HttpResponse:
    """The page again with its form's errors and everything typed, as 422."""
    return render(request, template, dict(context), status=422)


def _at_the_door(
    request: HttpRequest, methods: Sequence[str], *, public: bool, seats: Collection[str]
) -> HttpResponse | None:
    """The answer to a request that no view is to see: another method, a broken form, nobody behind it or one whose seat
    does not open it. None lets it in."""
    if request.method not in methods:
        return errors.wrong_method(request, methods)
    if _is_broken(request):
        return errors.bad_request(request)
    return None if public else _turn_away(request, seats)


def _is_broken(request: HttpRequest) -> bool:
    """Whether address or form hold a NUL: no keyboard types one, and PostgreSQL stores none."""
    sent = [*request.GET.lists(), *request.POST.lists()]
    return "\0" in request.path or any("\0" in text for name, values in sent for text in (name, *values))


def _turn_away(request: HttpRequest, seats: Collection[str]) -> HttpResponse | None:
    """Where to send a request without an actor, with a password that must be changed, or from a seat that these are not;
    None lets it in."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return errors.without_post(request) if request.user.is_authenticated else _to_login(request)
    if actor.person.must_change_password and not _changes_password(request):
        return redirect(NEW_PASSWORD_URL)
    if actor.is_seat and actor.role not in seats:
        return _from_another_seat(request, actor)
    return None


def _changes_password(request: HttpRequest) -> bool:
    return _asks_for(request, NEW_PASSWORD_URL)


def _asks_for(request: HttpRequest, name: str) -> bool:
    return request.resolver_match is not None and request.resolver_match.view_name == name


def _from_another_seat(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Home is where the seat's own work is; any other page is not for it."""
    home = HOME_OF_SEAT.get(actor.role)
    if home and _asks_for(request, HOME_URL):
        return redirect(home)
    return errors.not_for_seat(request, actor.hat.title)


def _to_login(request: HttpRequest) -> HttpResponse:
    return redirect_to_login(came_from(request), resolve_url(settings.LOGIN_URL))


def _unkept(response: HttpResponseBase) -> HttpResponseBase:
    """Keeps pages of a signed-in person out of every cache: office computers are shared."""
    if not response.has_header("Cache-Control"):
        add_never_cache_headers(response)
    return response


SHOWS = (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT, HTTPStatus.UNPROCESSABLE_ENTITY)
"""Answers that show what was asked for: a form that comes back with its errors stands on the page it was sent from."""


def _leave_trace(request: HttpRequest, response: HttpResponseBase) -> None:
    """Note what an auditor is about to read, outside the guard and before it is given out: what cannot be noted fails."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by hat_on_request
    if actor.role == Role.AUDITOR and response.status_code in SHOWS and request.resolver_match:
        note_reading(request.path, read_at(request.resolver_match, actor), actor=actor)


def _rendered(response: HttpResponseBase) -> HttpResponseBase:
    """Renders a lazy response now, so that its queries fall under the guard or into the transaction."""
    return response.render() if isinstance(response, SimpleTemplateResponse) else response
