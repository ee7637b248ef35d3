"""A group of the district, registered on the day of these tests."""

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.registry.models import Group


@pytest.fixture
def today(at: Freeze) -> None:
    at("2018-09-10 09:00")


@pytest.fixture
def group(cast: Cast, today: None) -> Group:
    return make.group(cast.malee, chair_name="นางทอง ทดลอง", phone="0811111111")
