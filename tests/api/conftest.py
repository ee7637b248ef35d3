"""Programs that call: each is one of the cast, with a token under that person's hat."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pydantic import BaseModel

import make
from cast import Cast
from conftest import Freeze
from sammachip.api.urls import api
from sammachip.cases.models import Case
from sammachip.org.actions_tokens import issue_token
from sammachip.org.hats import Actor
from sammachip.trail import clock

ROOT = "/api/v1"
PUBLIC = ("/check/{paper_code}", "/check/files/{sha256}")
MOST_ID = 2**63 - 1


@dataclass(frozen=True)
class Program:
    """A caller with a key."""

    key: str

    def get(self, path: str, **asked: object) -> HttpResponse:
        return Client(raise_request_exception=False).get(ROOT + path, asked, headers=self._headers())

    def post(self, path: str, said: object = None, *, once: str = "") -> HttpResponse:
        headers = self._headers() | ({"Idempotency-Key": once} if once else {})
        return Client().post(
            ROOT + path,
            json.dumps({} if said is None else said),
            content_type="application/json",
            headers=headers,
        )

    def upload(self, path: str, fields: dict[str, Any], *, once: str = "") -> HttpResponse:
        headers = self._headers() | ({"Idempotency-Key": once} if once else {})
        return Client().post(ROOT + path, fields, headers=headers)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"} if self.key else {}


def program_of(actor: Actor) -> Program:
    return Program(issue_token(name="ทดสอบ", ends_on=clock.today() + timedelta(days=30), actor=actor))


@pytest.fixture
def program(cast: Cast) -> Callable[[str], Program]:
    """The program of one of the cast by name; of nobody by the empty name."""
    made: dict[str, Program] = {"": Program("")}

    def of(name: str) -> Program:
        if name not in made:
            made[name] = program_of(getattr(cast, name))
        return made[name]

    return of


@pytest.fixture
def caller() -> Callable[[Actor], Program]:
    """The program of anybody under the hat given."""
    return program_of


@pytest.fixture
def day(at: Freeze) -> None:
    at("2018-09-10 09:00")


@pytest.fixture
def district(cast) -> Case:
    return make.district(cast)


def told(answer) -> dict:
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def refused(answer, status: int, code: str) -> str:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.content.decode()
    return answer.json()["message"]


def joining(group: int) -> dict[str, object]:
    """This group, with every question of enrolment answered yes."""
    asked = ("sammachip_village", "thai_niyom_village", "same_occupation", "trained", "practising")
    return {"group": group, "answers": dict.fromkeys(asked, "yes")}


@cache
def paths() -> dict[str, dict[str, Any]]:
    """What the document of the API says of each path under /api/v1. It is the one that is served: another takes seconds."""
    told = api.get_openapi_schema()["paths"]
    return {path.removeprefix(ROOT): methods for path, methods in told.items()}


@cache
def routes() -> list[tuple[str, str]]:
    """Every route the document of the API lists, as method and path under /api/v1."""
    return sorted((method.upper(), path) for path, methods in paths().items() for method in methods)


def shapes_below(shape: type[BaseModel]) -> set[type[BaseModel]]:
    """Every shape made of this one, however far down."""
    return {one for child in shape.__subclasses__() for one in {child} | shapes_below(child)}


def concrete(path: str, number: int = MOST_ID) -> str:
    """The path with every blank filled by something of the right form that is not there."""
    filled = path.replace("{kind}", "pdf").replace("{code}", "99").replace("{number}", "99")
    filled = filled.replace("/lists/{name}", "/lists/products").replace("{sha256}", "0" * 64)
    return re.sub(r"\{\w+\}", str(number), filled)
