"""A group whose money has come, and those who draft, approve and pay, each in a browser."""

import pytest

from money import build
from web.asking import browser


@pytest.fixture
def group(db, at):
    at(build.NOW)
    return build.funded_group()


@pytest.fixture
def officer():
    return browser(build.actor("field-officer", "3104"))


@pytest.fixture
def head():
    return browser(build.actor("district-head", "3104"))


@pytest.fixture
def finance():
    return browser(build.actor("district-finance", "3104"))
