"""Sums over rows through the API: the list behind a sum adds up to it, by kind and by place."""

from decimal import Decimal

import pytest

import make
from api.conftest import refused, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


def activity(**more: str) -> dict[str, str]:
    return {"held_on": "3 กันยายน 2561", "what": "ประสานงาน", "result": "ได้ผล", **more}


def test_the_rows_of_a_sum_add_up_to_it(cast, program, district) -> None:
    group = make.enrolled(district, make.group(cast.malee), actor=cast.malee)
    for won in ("50000.50", ""):
        said = activity(kind="funding", fund_source="women_fund", fund_asked="60000", fund_won=won)
        make.filing(make.task(group, "develop"), cast.malee, said, sent=True)
    make.filing(
        make.task(group, "develop"),
        cast.malee,
        activity(kind="market", market_kind="school", market_name="โรงเรียนตัวอย่าง", sales="1250.25"),
        sent=True,
    )

    sums = {one["key"]: one for one in told(program("malee").get(f"/cases/{district.pk}/rollups"))["items"]}
    rows = told(program("malee").get(f"/cases/{district.pk}/rollups/funds/rows"))

    funds = sums["funds"]
    assert [(one["key"], one["total"], one["untold"]) for one in funds["sums"]] == [
        *(("asked", "120000.00", 0), ("won", "50000.50", 1))
    ]
    assert [one["amounts"]["won"] for one in rows["items"]] == ["50000.50", None]
    for parts in (funds["kinds"], funds["places"]):
        assert sum(Decimal(one["sums"][1]["total"]) for one in parts) == Decimal("50000.50")
    assert [(one["kind"], one["count"]) for one in sums["sales"]["kinds"] if one["count"]] == [("school", 1)]
    assert {"funds", "sales", "partners", "team", "other-money"} <= sums.keys()
    assert (
        told(program("malee").get(f"/cases/{district.pk}/rollups", as_of="2018-09-01"))["items"][0]["count"]
        == 0
    )
    refused(program("kanya").get(f"/cases/{district.pk}/rollups"), 404, "not-found")
    refused(program("malee").get(f"/cases/{district.pk}/rollups/nonsense/rows"), 404, "not-found")
