"""The document of the API: it lists what there is, holds together, and the reference says the same."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from django.test import Client
from pydantic import BaseModel

from api.conftest import PUBLIC, ROOT, paths, routes, shapes_below
from sammachip.api.words import Said, Told

pytestmark = pytest.mark.django_db


READS_LATER = ("POST", "/letter-readings")
"""What takes a scan answers before it is read."""
KEEPS_NO_KEY = {
    "/letter-readings",
    "/letters-in/{pk}/files",
    "/filings/{pk}/files/{key}",
    "/filings/{pk}/files/{key}/uploads/{upload_pk}",
}
"""What looks a file through for seconds before it writes."""
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "reference" / "api.md"


def test_the_document_is_public_and_lists_every_route() -> None:
    answer = Client().get(f"{ROOT}/openapi.json")

    listed = answer.json()["paths"]
    assert answer.status_code == 200
    assert sorted((m.upper(), path.removeprefix(ROOT)) for path, ms in listed.items() for m in ms) == routes()


def test_every_route_documents_its_answer_and_its_failures() -> None:
    for method, path in routes():
        operation = paths()[path][method.lower()]
        wanted = {200, 401, 403, 404, 422} | ({409, 413} if method == "POST" else set())
        if (method, path) == READS_LATER:
            wanted |= {202}
        if path in PUBLIC:
            wanted = {200, 404, 422, 429}

        assert set(operation["responses"]) == wanted, path
        assert operation["summary"].endswith("."), path
        known = [one["name"] for one in operation.get("parameters", [])]
        assert ("Idempotency-Key" in known) == (method == "POST" and path not in KEEPS_NO_KEY), path


def test_the_document_holds_together() -> None:
    """Every reference leads somewhere, every blank of a path is told and required, every answer says what it is."""
    document = json.loads(Client().get(f"{ROOT}/openapi.json").content)
    references = set(re.findall(r'"\$ref": "#/components/schemas/([^"]+)"', json.dumps(document)))

    assert document["openapi"].startswith("3.")
    assert references <= set(document["components"]["schemas"])
    for path, methods in document["paths"].items():
        for operation in methods.values():
            told = [one for one in operation.get("parameters", []) if one["in"] == "path"]
            assert sorted(one["name"] for one in told) == sorted(re.findall(r"{(\w+)}", path)), path
            assert all(one["required"] for one in told), path
            assert all(answer["description"] for answer in operation["responses"].values()), path
            assert set(operation.get("security", [{}])[0]) <= set(document["components"]["securitySchemes"])


def test_no_two_routes_share_a_name() -> None:
    names = [operation["operationId"] for methods in paths().values() for operation in methods.values()]

    assert len(names) == len(set(names))


def test_no_two_shapes_share_a_name() -> None:
    """The document keeps one shape for a name: of two that bear it, it would tell the one for the other."""
    shapes = {
        kind for shape in shapes_below(Said) | shapes_below(Told) for kind in {shape, *_kinds_in(shape)}
    }

    twice = [name for name, count in Counter(one.__name__ for one in shapes).items() if count > 1]

    assert len(shapes) > len(paths())
    assert twice == []


def _kinds_in(shape: type[BaseModel]) -> Iterator[type]:
    """What the document tells of under a name of its own inside a shape: other shapes, and choices."""
    parts = [field.annotation for field in shape.model_fields.values()]
    while parts:
        part = parts.pop()
        parts += get_args(part)
        if isinstance(part, type) and part.__module__.startswith("sammachip."):
            yield part


def test_the_reference_names_exactly_the_routes_there_are() -> None:
    named = re.findall(r"^\| `(GET|POST) (/[^`]*)`", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(named) == routes()
