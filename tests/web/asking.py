"""How the tests of pages ask: signed in as somebody, counting queries, for every page the same first questions."""

import re
from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sammachip.cases import actions as cases
from sammachip.org.hats import Actor


def browser(actor: Actor) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(actor.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def body(actor: Actor, address: str) -> str:
    """What this person reads at this address."""
    answer = browser(actor).get(address)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


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
