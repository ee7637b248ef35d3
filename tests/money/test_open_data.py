"""Purchases as open data: what the standard's own schema and validator say of the releases."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any  # plain JSON

import pytest
from jsonschema import Draft4Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from cast import Cast
from conftest import Freeze
from money import build, purchasing
from sammachip.cases.models import Case
from sammachip.money import actions_purchase as buying
from sammachip.money import actions_spending, ocds, purchases
from sammachip.money.models import Purchase
from sammachip.money.purchases import Step

pytestmark = [pytest.mark.both, pytest.mark.django_db]

SCHEMAS = Path(__file__).with_name("ocds-1.1.5")
SCHEMA_FILES = ("release-package-schema.json", "release-schema.json")


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Case:
    at(build.NOW)
    return purchasing.buying_group(cast)


def by_the_standard() -> Draft4Validator:
    """The schema of release packages, with that of releases beside it; nothing is fetched."""
    package, release = (json.loads((SCHEMAS / name).read_text()) for name in SCHEMA_FILES)
    known = Registry().with_resources(
        (one["id"], Resource.from_contents(one, default_specification=DRAFT4)) for one in (package, release)
    )
    return Draft4Validator(package, registry=known)


def test_open_data_passes_the_standards_own_validator(group: Case, cast: Cast, tmp_path: Path) -> None:
    purchasing.drafted(group, cast)
    bought = purchasing.bought(group, cast)
    seen = purchases.purchases_below(group, cast.mana)
    package = ocds.package(seen, "https://example.org/ocds.json")
    told = json.loads(ocds.as_json(package))

    [release] = told["releases"]
    assert release["ocid"] == f"{ocds.PREFIX}-{bought.pk}"
    assert release["tag"] == ["planning", "tender", "award", "contract", "implementation"]
    assert release["contracts"][0]["implementation"]["transactions"][0]["value"]["amount"] == 6800
    assert [error.message for error in by_the_standard().iter_errors(told)] == []
    astray = {**release, "tag": ["bought"], "date": None, "ocid": None}
    wrong = {error.json_path for error in by_the_standard().iter_errors(told | {"releases": [astray]})}
    assert wrong == {f"$.releases[0].{name}" for name in ("tag[0]", "date", "ocid")}
    standard = os.environ.get("OCDS_STANDARD_ZIP", "")
    validator = shutil.which(os.environ.get("OCDS_VALIDATOR", "libcoveocds"))
    if not (standard and validator):
        pytest.skip("no libcoveocds (OCDS_VALIDATOR), or no standard (OCDS_STANDARD_ZIP): it was not asked")
    file = tmp_path / "ocds.json"
    file.write_text(ocds.as_json(package))
    ran = subprocess.run(
        [validator, "--standard-zip", standard, "--output-dir", tmp_path / "out", file],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(ran.stdout)["validation_errors"] == []


def test_open_data_keeps_an_order_withdrawn_and_a_purchase_cancelled(group: Case, cast: Cast) -> None:
    purchase = purchasing.approved(group, cast)
    purchasing.ordered(purchase, cast)
    purchase = Purchase.objects.get(pk=purchase.pk)

    def release() -> dict[str, Any]:
        told = json.loads(ocds.as_json(ocds.package([purchase], "https://example.org/ocds.json")))
        assert [error.message for error in by_the_standard().iter_errors(told)] == []
        [only] = told["releases"]
        return dict(only)

    stood = release()
    buying.withdraw_step(purchase, Step.ORDER, reason="ร้านส่งไม่ได้", actor=cast.fong)
    given_up = release()
    actions_spending.close_spending(purchase.spending, reason="ไม่มีผู้ขาย", actor=cast.fong)
    purchase.refresh_from_db()
    cancelled = release()

    assert len({one["id"] for one in (stood, given_up, cancelled)}) == 3
    assert [one["tender"]["status"] for one in (stood, given_up, cancelled)] == [
        "complete",
        "active",
        "cancelled",
    ]
    assert cancelled["tag"] == ["planning", "tender", "tenderCancellation", "award", "awardCancellation"]
    assert [one["status"] for one in cancelled["awards"]] == ["cancelled"]
    assert "ร้านส่งไม่ได้" not in json.dumps(cancelled, ensure_ascii=False)
