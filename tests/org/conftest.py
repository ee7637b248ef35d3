"""The country stands before each test of this room."""

import pytest

from org import build


@pytest.fixture
def country(db):
    build.country()
