"""The officer who asks the ground of the web, and the browser in which she is signed in."""

from datetime import date

import pytest
from django.test import Client

from sammachip.org.models import Office, Person, Post, Role
from web.asking import signed_in


@pytest.fixture
def officer() -> Person:
    office = Office.objects.get(code="00")
    person = Person.objects.create(username="malee", prefix="นาง", given_name="มาลี", family_name="ทดสอบ")
    for role, title in ((Role.DEPARTMENT_OFFICER, "นักวิชาการ"), (Role.AUDITOR, "ผู้ตรวจสอบภายใน")):
        Post.objects.create(person=person, office=office, role=role, title=title, starts_on=date(2017, 10, 1))
    return person


@pytest.fixture
def desk(officer: Person) -> Client:
    """A browser in which the officer is signed in."""
    return signed_in(officer)
