"""The programme's province stands before each test of this room, on the demo's day."""

import pytest

from money import build


@pytest.fixture
def buriram(db, at):
    at(build.NOW)
    build.offices()


@pytest.fixture
def group(buriram):
    return build.funded_group()
