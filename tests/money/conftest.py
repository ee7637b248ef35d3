"""Each test of this room is on the demo's day."""

import pytest

from money import build


@pytest.fixture
def buriram(db, at):
    at(build.NOW)


@pytest.fixture
def group(buriram):
    return build.funded_group()
