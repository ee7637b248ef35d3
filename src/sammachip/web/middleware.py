"""What every request gets: the address it came from, a number to quote when it fails, the check of its form, and the hat
its person wears."""

import secrets
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponseForbidden
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import translation

from sammachip.org.hats import Actor, Hat, hats_of
from sammachip.org.models import Person
from sammachip.patience import address_of
from sammachip.records.actions_patience import count_miss
from sammachip.trail import clock
from sammachip.web.proxies import asked_from

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def address_behind_proxies(get_response: GetResponse) -> GetResponse:
    """Lets REMOTE_ADDR be who asked, where a trusted proxy passed it on: for whoever counts by address after this."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        forwarded = request.headers.get("X-Forwarded-For", "")
        if forwarded and settings.TRUSTED_PROXIES:
            request.META["REMOTE_ADDR"] = asked_from(address_of(request), forwarded, settings.TRUSTED_PROXIES)
        return get_response(request)

    return middleware


MOST_HEARD_OUT = 64 * 1024 * 1024
A_PIECE = 64 * 1024


def heard_out(get_response: GetResponse) -> GetResponse:
    """Reads what is still on its way of a form that is too large: a browser that sends hears no answer, only a broken link.

    Beyond `MOST_HEARD_OUT` the link is cut all the same.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            left = MOST_HEARD_OUT
            while left > 0 and (piece := request.read(A_PIECE)):
                left -= len(piece)
        return response

    return middleware


def misses_counted(get_response: GetResponse) -> GetResponse:
    """Counts a request that asked for a paper that is none, as its view noted: after the view, which only reads."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if getattr(request, "missed_code", False):
            count_miss(address_of(request))
        return response

    return middleware


def numbered_errors(get_response: GetResponse) -> GetResponse:
    """Gives each request a number; should it fail, page, log and header all carry that number."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        number = new_number()
        request.error_number = number  # type: ignore[attr-defined]  # read by web.pages.errors
        response = get_response(request)
        if response.status_code >= 500:
            response.headers["X-Error-Number"] = number
        return response

    return middleware


def new_number() -> str:
    """Eight digits in two fours: digits alone can be read out over the telephone in any language."""
    digits = f"{secrets.randbelow(10**8):08}"
    return f"{digits[:4]}-{digits[4:]}"


class FormCheck(CsrfViewMiddleware):
    """Django's check that a form is ours and fresh, for the methods an address takes.

    Any other is let through to the view, which answers 405: that the form is old would be the wrong thing to say.
    """

    def process_view(
        self,
        request: HttpRequest,
        callback: Callable[..., HttpResponseBase],
        callback_args: tuple[object, ...],
        callback_kwargs: dict[str, object],
    ) -> HttpResponseForbidden | None:
        if request.method not in getattr(callback, "takes", (request.method,)):
            return None
        return super().process_view(request, callback, callback_args, callback_kwargs)


def hat_on_request(get_response: GetResponse) -> GetResponse:
    """Sets `request.actor` (None without a post) and `request.hats`, and speaks the person's language."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        person = request.user if request.user.is_authenticated else None
        hats = hats_of(person, clock.today()) if person else []
        request.hats = hats  # type: ignore[attr-defined]  # declared on web.decorators.Request
        request.actor = _actor(person, hats, request.session.get("hat"))  # type: ignore[attr-defined]  # likewise
        _speak(request, person)
        return get_response(request)

    return middleware


def _actor(person: Person | None, hats: list[Hat], chosen: str | None) -> Actor | None:
    """The person under the chosen hat, or under the first when that one is gone."""
    if person is None or not hats:
        return None
    return Actor(person, next((hat for hat in hats if hat.key == chosen), hats[0]))


def _speak(request: HttpRequest, person: Person | None) -> None:
    """Thai, unless the person or the language cookie asks otherwise: a browser's own setting is chance."""
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    wanted = person.language if person else cookie
    language = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    translation.activate(language)
    request.LANGUAGE_CODE = language
