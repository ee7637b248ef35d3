"""The memo of a spending: to whom it goes, and in which posts it was asked for and approved."""

from datetime import date

import pytest

from money import build
from sammachip.cases.models import Case
from sammachip.core.document import LetterClose, LetterFields
from sammachip.core.thainum import to_thai
from sammachip.money import actions_spending, papers, papers_purchase
from sammachip.money.models import Delivery, Inspection, Purchase, PurchaseType, Spending
from sammachip.org import actions as org
from sammachip.org.models import Office, Standin

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("buriram")]

DAY = date(2018, 9, 6)
AUTHORITY = "นายอำเภอนางรอง"


def addressee(spending: Spending) -> str:
    [fields] = (block for block in papers.approval_memo(spending).blocks if isinstance(block, LetterFields))
    return fields.to


def signatures(spending: Spending) -> list[tuple[str, ...]]:
    blocks = papers.approval_memo(spending).blocks
    return [block.sign_lines for block in blocks if isinstance(block, LetterClose)]


def test_it_goes_to_the_head_who_approves_under_the_own_post(group: Case) -> None:
    head = build.actor("district-head", "3104")
    asked = build.requested(group)

    before = addressee(asked)
    approved = actions_spending.approve_spending(asked, number="๑", done_on=DAY, actor=head)

    assert [before, addressee(approved)] == [head.hat.title, head.hat.title]
    asker, approver = signatures(approved)
    assert asker == (
        f"({to_thai(approved.made_by.name)})",
        build.actor("field-officer", "3104").hat.title,
        "ผู้เสนอขออนุมัติ",
    )
    assert approver[:2] == (f"({to_thai(head.person.name)})", head.hat.title)


def test_what_a_paper_is_about_has_thai_numerals_whatever_was_typed() -> None:
    spending = Spending(title="ซื้อด้าย ครั้งที่ 2")
    purchase = Purchase(spending=spending, kind=PurchaseType.GOODS)

    about = (
        papers.approval_subject(spending),
        papers_purchase.report_title(purchase),
        papers_purchase.quotation_title(purchase),
        papers_purchase.inspection_title(Inspection(delivery=Delivery(purchase=purchase))),
    )

    assert [one[-10:] for one in about] == ["ครั้งที่ ๒"] * 4


def test_it_goes_to_the_authority_where_nobody_holds_the_post(group: Case) -> None:
    assert addressee(build.requested(group)) == AUTHORITY


def test_it_goes_to_the_post_for_which_an_order_lets_another_sign(group: Case) -> None:
    head, deputy = build.actor("district-head", "3104"), build.actor("district-finance", "3104")
    order = org.record_order(
        Office.objects.get(code="3104"),
        number="๗/๒๕๖๑",
        dated_on=date(2018, 1, 5),
        subject="มอบอำนาจ",
        actor=head,
    )
    org.give_power(
        order, deputy.person, form=Standin.ON_BEHALF, for_office=order.office, for_title=AUTHORITY,
        for_role="district-head", starts_on=date(2018, 1, 5), actor=head,
    )  # fmt: skip

    approved = actions_spending.approve_spending(
        build.requested(group), number="๑", done_on=DAY, actor=deputy
    )

    assert addressee(approved) == AUTHORITY
    assert signatures(approved)[-1][:3] == (
        f"({to_thai(deputy.person.name)})",
        f"{deputy.hat.title} ปฏิบัติราชการแทน",
        AUTHORITY,
    )


@pytest.mark.parametrize(
    ("title", "to"),
    [
        ("พัฒนาการอำเภอนางรอง", "พัฒนาการอำเภอนางรอง"),
        ("ปลัดอำเภอ รักษาราชการแทน นายอำเภอนางรอง", AUTHORITY),
        ("พัฒนาการอำเภอนางรองปฏิบัติราชการแทนนายอำเภอนางรอง", AUTHORITY),
    ],
)
def test_an_approval_on_paper_tells_by_its_title_to_whom_it_went(group: Case, title: str, to: str) -> None:
    approved = actions_spending.record_approval_on_paper(
        build.requested(group), approver_name="นายสมมุติ ลงนาม", approver_title=title, number="๑", done_on=DAY,
        actor=build.actor("field-officer", "3104"),
    )  # fmt: skip

    assert addressee(approved) == to
