"""Jobs, income and welfare of savings groups, said as data: kept in the registry, measured, and added up upward."""

import random
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import make
from cast import Cast
from conftest import Freeze
from insight import build
from sammachip.cases import actions
from sammachip.cases.models import Case
from sammachip.cases.prefill import first_answers
from sammachip.core.rollup import Added, Tally
from sammachip.core.verdict import Refused
from sammachip.insight.measures import readings
from sammachip.insight.rollups import gathered
from sammachip.registry.actions_outcomes import keep_jobs
from sammachip.registry.models import Jobs, Welfare
from web.asking import body

pytestmark = pytest.mark.django_db
PACK = Path(__file__).parents[1] / "packs/savings-outcomes.yaml"
AS_OF = "1 กันยายน 2561"


@pytest.fixture
def district(cast: Cast, at: Freeze) -> Case:
    at(build.NOW)
    return make.district(cast, make.edition(cast, PACK), places=9)


def jobs(moment: str, persons: int, new: int | None = None) -> dict[str, str]:
    told = {"moment": moment, "persons": str(persons), "as_of": AS_OF, "method": "ทะเบียนสมาชิก"}
    return told if new is None else {**told, "new_persons": str(new)}


def paid(kind: str, amount: str, persons: int | None = None) -> dict[str, str]:
    told = {"kind": kind, "amount": amount, "as_of": AS_OF}
    return told if persons is None else {**told, "persons": str(persons)}


def test_the_measures_and_sums_of_generated_groups_are_those_of_their_rows(
    cast: Cast, district: Case
) -> None:
    drawn = random.Random(2563)
    tally, after, baht = Tally(), Added(), Added()
    for number in range(8):
        group = build.enrolled(district, cast.malee, name=f"ออมทรัพย์ {number}")
        before, now = (drawn.choice([None, 5, 8, 12]) for _ in range(2))
        new = drawn.choice([None, 0, 3])
        amount = Decimal(drawn.randint(100, 900_000)) / 100
        said = {"welfare": [paid("birth", str(amount)), paid("sickness", "10.10", 2)]}
        said["jobs"] = [jobs("before", before)] if before is not None else []
        said["jobs"] += [jobs("after", now, new)] if now is not None else []
        make.filing(make.task(group, "outcomes"), cast.malee, said, sent=True)
        whole = before is not None and now is not None
        tally += Tally(Decimal(int(now > before)), Decimal(1)) if whole else Tally(missing=1)
        after += Added.of([None if now is None else Decimal(now)]) if now is not None else Added()
        baht += Added.of([amount, Decimal("10.10")])
    province = build.province(district.edition)

    up, _mean = readings(province)
    job, _income, welfare = gathered(province)

    assert up.total == tally
    assert sum((part.tally for part in up.cases), Tally()) == tally
    assert up.bounds
    assert up.bounds[0] < up.bounds[1]
    assert dict(job.by_kind)["after"].sums[0] == after
    assert welfare.sums[0] == baht
    assert welfare.sums[1] == Added(Decimal(16), untold=8)
    assert sum((part.sums[0] for _kind, part in welfare.by_kind), Added()) == baht


def test_the_registry_learns_them_once_and_anew(cast: Cast, district: Case) -> None:
    group = build.enrolled(district, cast.malee, name="ออมทรัพย์")
    task = make.task(group, "outcomes")
    said = {"jobs": [jobs("before", 5), jobs("after", 9, 4)], "welfare": [paid("birth", "500", 1)]}
    filing = make.filing(task, cast.malee, said, sent=True)
    kept = list(Jobs.objects.filter(group=group.group).values_list("pk", "persons"))

    actions.reopen_filing(filing, reason="แก้จำนวน", until=date(2018, 9, 12), actor=cast.somchai)
    said["jobs"][1] = jobs("after", 11, 6)
    actions.save_draft(filing, said, seen=filing.saved, actor=cast.malee)
    actions.send_filing(filing, seen=filing.saved, actor=cast.malee)

    assert [(one.moment, one.persons, one.new_persons) for one in Jobs.objects.order_by("-moment")] == [
        *(("before", 5, None), ("after", 11, 6))
    ]
    assert (Jobs.objects.get(moment="before").pk, 5) in kept
    assert first_answers(task, None)["jobs"] == [jobs("before", 5)]
    assert [(one.kind, one.amount_baht, one.persons) for one in Welfare.objects.all()] == [
        ("birth", Decimal(500), 1)
    ]
    with pytest.raises(Refused, match="ผู้มีงานใหม่ 9 คน มากกว่าผู้มีงานทำทั้งหมด 3 คน"):
        keep_jobs(group.group, [{**jobs("after", 3, 9)}], source="x", actor=cast.malee)
    shown = body(cast.malee, f"/groups/{group.group_id}/")
    assert all(words in shown for words in ("งานที่กลุ่มสร้าง", "สวัสดิการที่กลุ่มจ่าย", "เกิด"))
