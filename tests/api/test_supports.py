"""Lists of other agencies' support through the API: the page's checks, and the plan laid beside them."""

import pytest

import make
from api.conftest import refused, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]

ROW = {
    "fiscal_year": 2561,
    "agency": "เทศบาลสมมุติ",
    "group": "กลุ่มทอผ้าตัวอย่าง",
    "item": "เส้นด้าย",
    "amount": "5000.00",
}


def test_a_list_is_kept_read_and_taken_back(cast, program, district) -> None:
    group = make.enrolled(district, make.group(cast.malee), actor=cast.malee)
    unknown = {**ROW, "group": "กลุ่มอื่น"}
    refused(
        program("malee").post("/supports", {"name": "x", "rows": [{**ROW, "fiscal_year": 2461}]}),
        422,
        "bad-rows",
    )

    kept = told(program("malee").post("/supports", {"name": "รายการเทศบาล", "rows": [ROW, unknown]}))

    assert (kept["rows"], kept["unknown"]) == (1, ["กลุ่มอื่น"])
    [one] = told(program("malee").get("/supports", fiscal_year=2561))["items"]
    assert (one["item"], one["amount"], one["sheet_name"]) == ("เส้นด้าย", "5000.00", "รายการเทศบาล")
    assert told(program("kanya").get("/supports"))["items"] == []
    [beside] = told(program("malee").get(f"/cases/{group.pk}/other-money"))["items"]
    assert beside["same"] == []
    refused(program("somchai").post(f"/supports/lists/{kept['id']}/take-back", {}), 403, "place")
    refused(program("kanya").post(f"/supports/lists/{kept['id']}/take-back", {}), 404, "not-found")
    told(program("malee").post(f"/supports/lists/{kept['id']}/take-back", {}))
    assert told(program("malee").get("/supports"))["items"] == []
