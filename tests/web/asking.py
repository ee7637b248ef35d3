"""How the tests of pages ask: signed in as somebody, counting queries, for every page the same first questions."""

import re
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sammachip.cases import actions as cases
from sammachip.org.hats import Actor
from sammachip.org.models import Person


def browser(actor: Actor, **more: bool) -> Client:
    """A browser in which this person is signed in."""
    return signed_in(actor.person, **more)


def signed_in(person: Person, **more: bool) -> Client:
    """A browser with the person's session, as after the log-in, whose own tests ask what else it keeps."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    client = Client(**more)
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def body(actor: Actor, address: str) -> str:
    """What this person reads at this address."""
    answer = browser(actor).get(address)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def words(page: str) -> str:
    """What the page says, without its marks."""
    return re.sub(r"<[^>]+>", "", page)


def form_token(client: Client, address: str) -> str:
    """The token that the forms of this page, opened now, bring back: it names the page."""
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(address).content.decode())
    assert found, f"no form stands at {address}"
    return found[1]


def queries(actor: Actor, address: str) -> int:
    """How many queries the page costs this person."""
    client = browser(actor)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def costs_no_more(actor: Actor, address: str, add: Callable[[], object]) -> bool:
    """Whether the page costs as many queries after `add` has brought many rows; tasks are judged anew once, after all."""
    before = queries(actor, address)
    with cases.advancing_once():
        add()
    return queries(actor, address) == before
