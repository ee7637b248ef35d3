"""What a head lacks comes from the others of its case that may go over (ถัวจ่าย), and from no other."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from money import build
from sammachip.cases.models import Case
from sammachip.core.goods import ExpenseClass
from sammachip.core.verdict import Refused
from sammachip.money import actions_spending, queries
from sammachip.money.actions import Posting, account_of, post
from sammachip.money.actions_spending import Line
from sammachip.money.ledger import EntryKind
from sammachip.money.models import Entry, Spending
from sammachip.trail.models import Event

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("buriram")]

DAY = date(2018, 9, 6)
SMALL = (Path(__file__).parent / "small.yaml").read_text()
ONE = "heads: [{key: support, label: งบประมาณสนับสนุนกลุ่ม}]"
THREE = """heads:
    - {key: support, label: งบประมาณสนับสนุนกลุ่ม, over: warn}
    - {key: travel, label: ค่าเดินทาง, over: warn}
    - {key: hire, label: ค่าจ้าง, over: refuse}"""


@pytest.fixture
def group() -> Case:
    """A group with 31,200 baht to support it, and 5,000 under each of two other heads."""
    district = build.funded_district(published=build.edition(text=SMALL.replace(ONE, THREE)))
    group = build.group(district)
    for head in ("travel", "hire"):
        account = account_of(group, head)
        given = [
            Posting(kind, account, Decimal("5000.00"), DAY)
            for kind in (EntryKind.ALLOTTED, EntryKind.TRANSFERRED)
        ]
        post(given, actor=build.actor("district-finance", "3104"))
    return group


@pytest.fixture
def spending(group: Case) -> Spending:
    """Approved for 40,000 baht: more than the head it was asked under holds."""
    cloth = Line("ผ้าฝ้าย", Decimal(400), "ผืน", Decimal("100.00"), ExpenseClass.MATERIALS)
    return build.with_evidence(build.approved(group, cloth))


def free(group: Case) -> list[Decimal]:
    return [build.account(group, head).totals.free for head in ("support", "travel", "hire")]


def test_what_a_head_lacks_is_moved_from_another_that_may_go_over(group: Case, spending: Spending) -> None:
    finance = build.actor("district-finance", "3104")

    actions_spending.commit_spending(spending, Decimal("33000.00"), done_on=DAY, actor=finance)

    [moved] = Entry.objects.filter(kind=EntryKind.MOVED)
    assert (moved.account.head, moved.other.head, moved.amount_baht) == (
        "travel",
        "support",
        Decimal("1800.00"),
    )
    assert free(group) == [0, Decimal("3200.00"), Decimal("5000.00")]
    assert list(queries.unproved()) == []
    assert Event.objects.get(verb="money.averaged").facts["amount"] == "1800.00"


def test_a_head_that_refuses_gives_nothing_and_what_is_still_lacking_moves_nothing(
    group: Case, spending: Spending
) -> None:
    before = free(group)

    with pytest.raises(Refused, match="คงเหลือ"):
        build.paid(spending, "36200.01")

    assert free(group) == before
    assert not Entry.objects.filter(kind=EntryKind.MOVED).exists()
