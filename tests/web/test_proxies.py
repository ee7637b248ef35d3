"""Who asks where proxies stand in front: followed back as far as each is trusted, and no further."""

from ipaddress import ip_network

import pytest
from axes.models import AccessAttempt
from django.test import Client

from cast import Cast
from sammachip.settings import ImproperlyConfigured, proxies
from sammachip.web.proxies import asked_from

TRUSTED = [ip_network("127.0.0.1"), ip_network("10.0.0.0/8"), ip_network("fd00::/8")]


@pytest.mark.parametrize(
    ("peer", "forwarded", "found"),
    [
        ("127.0.0.1", "198.51.100.4", "198.51.100.4"),
        ("127.0.0.1", "192.0.2.9, 198.51.100.4", "198.51.100.4"),
        ("127.0.0.1", "192.0.2.9, 198.51.100.4, 10.1.2.3", "198.51.100.4"),
        ("198.51.100.4", "192.0.2.9", "198.51.100.4"),
        ("127.0.0.1", "10.1.2.3", "10.1.2.3"),
        ("127.0.0.1", "198.51.100.4:51234", "198.51.100.4"),
        ("fd00::1", "[2001:db8::7]:443", "2001:db8::7"),
        ("127.0.0.1", "2001:db8::7", "2001:db8::7"),
        ("::ffff:127.0.0.1", "::ffff:198.51.100.4", "198.51.100.4"),
        ("127.0.0.1", "198.51.100.4, unknown", "127.0.0.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("", "198.51.100.4", ""),
    ],
)
def test_address_is_that_of_the_last_hop_that_no_trusted_proxy_has(
    peer: str, forwarded: str, found: str
) -> None:
    assert asked_from(peer, forwarded, TRUSTED) == found


def test_proxy_that_is_no_address_stops_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match="write addresses or networks"):
        proxies(["proxy.local"])


@pytest.mark.django_db
def test_log_ins_that_fail_are_counted_for_who_asked(cast: Cast, settings) -> None:
    settings.TRUSTED_PROXIES = TRUSTED

    browser = Client(headers={"X-Forwarded-For": "203.0.113.1, 198.51.100.4"})
    browser.post("/login/", {"username": cast.malee.person.username, "password": "wrong"})

    assert AccessAttempt.objects.get().ip_address == "198.51.100.4"
