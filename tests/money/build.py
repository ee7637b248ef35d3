"""A province with all its districts, a programme with money in it, and the people who move it."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import make
from sammachip.cases.models import Case
from sammachip.core.goods import ExpenseClass
from sammachip.money import actions, actions_register, actions_spending
from sammachip.money.actions import Voucher
from sammachip.money.actions_register import Details
from sammachip.money.actions_spending import Line, Request
from sammachip.money.models import Account, Loan, Register, Spending
from sammachip.money.proof import Share
from sammachip.money.rules_spending import spending_office
from sammachip.org.hats import Actor, Hat
from sammachip.org.models import Area, Office, Person, Post, Role
from sammachip.programmes import actions as programmes
from sammachip.programmes.models import Edition
from sammachip.registry import actions as registry
from sammachip.registry.models import GroupKind
from standing import laid, stand

CODES = tuple(f"31{number:02}" for number in range(1, 24))
TWO_GROUPS = ("3101", "3104", "3107", "3110", "3111")
UNIT = Decimal("31200.00")
TOTAL = Decimal("873600.00")
NOTICE_ON = date(2018, 8, 31)
TRANSFERRED_ON = date(2018, 9, 3)
NOW = "2018-09-10 09:00"


def actor(role: str, office: str) -> Actor:
    """A person under a post of this role in this office."""
    number = Person.objects.filter(username__startswith="user").count() + 1
    person = Person.objects.create(
        username=f"user{number}", prefix="นาย", given_name=f"สมมุติ{number}", family_name="ทดลอง"
    )
    post = Post.objects.create(
        person=person,
        office_id=office,
        role=role,
        title=str(Role(role).label),
        starts_on=date(2017, 10, 1),
    )
    return Actor(person, Hat.of_post(post))


def under_another_hat(one: Actor, role: str, office: str) -> Actor:
    """The same person under another post."""
    return under_another_hat_of(one.person, role, office)


def under_another_hat_of(person: Person, role: str, office: str) -> Actor:
    post = Post.objects.create(
        person=person, office_id=office, role=role, title=str(Role(role).label), starts_on=date(2017, 10, 1)
    )
    return Actor(person, Hat.of_post(post))


def edition(actor_: Actor | None = None, text: str | None = None) -> Edition:
    """The trial programme, published by the department."""
    source = text or Path(__file__).with_name("small.yaml").read_text()

    def publish() -> Edition:
        by = actor_ or actor("department-head", "00")
        return programmes.publish(source, filename="small.yaml", actor=by)

    return stand(("small", source, actor_ and actor_.hat.key), publish)


def before_purchases(by: Actor) -> Edition:
    """The letter's programme as it stood before it bought things on a stage of their own."""
    text = make.PACK_A.read_text().replace("procure, ", "")
    return programmes.publish(
        re.sub(r"  - key: procure\n(    .*\n)+", "", text), filename="before.yaml", actor=by
    )


def shares() -> list[Share]:
    """The 23 rows of the letter: 28 groups, 873,600 baht."""
    return [
        Share(code, groups, {"support": groups * UNIT})
        for code in CODES
        for groups in [2 if code in TWO_GROUPS else 1]
    ]


@laid
def notified(published: Edition, amount: Decimal = TOTAL) -> None:
    """The department's notice of this sum has reached Buriram."""
    actions.record_allotment(
        published,
        Office.objects.get(code="31"),
        {"support": amount},
        notice_number="มท ๐๔๐๗/ว ๑",
        notice_on=date(2018, 8, 24),
        actor=actor("province-officer", "31"),
    )


@laid
def received(published: Edition, amount: Decimal = TOTAL) -> None:
    """The department's money has reached Buriram."""
    actions.record_receipt(
        published,
        Office.objects.get(code="31"),
        {"support": amount},
        done_on=date(2018, 8, 28),
        voucher=Voucher("อง.03/1"),
        actor=actor("province-finance", "31"),
    )


def register(published: Edition, rows: list[Share] | None = None, *, omitted: str = "") -> Register:
    """A draft register of Buriram with the letter's rows, or these."""
    officer = actor("province-officer", "31")
    draft = actions_register.start_register(published, Office.objects.get(code="31"), actor=officer)
    details = Details(omitted_reason=omitted)
    return actions_register.save_register(
        draft, shares() if rows is None else rows, details, seen=0, actor=officer
    )


def issued(published: Edition, rows: list[Share] | None = None, *, omitted: str = "") -> Register:
    """A register in force."""
    draft = register(published, rows, omitted=omitted)
    return issue(draft)


@laid
def issue(draft: Register) -> Register:
    return actions_register.issue_register(
        draft,
        notice_number="บร ๐๐๑๙/ว ๕๓๓๕",
        notice_on=NOTICE_ON,
        seen=draft.saved,
        actor=actor("province-head", "31"),
    )


def transferred(in_force: Register, offices_: list[str] | None = None) -> None:
    """The money of a register in force has been transferred to these offices, or to all."""
    actions_register.record_transfers(
        in_force,
        offices_,
        done_on=TRANSFERRED_ON,
        voucher=Voucher("อง.03/2"),
        actor=actor("province-finance", "31"),
    )


def funded_district(code: str = "3104", *, published: Edition | None = None) -> Case:
    """A district of the trial programme, allotted and transferred what the letter gives it; it alone has a row."""
    key = ("funded_district", code, published and published.pk)
    return stand(key, lambda: _funded(published or edition(), code))


def _funded(published: Edition, code: str) -> Case:
    notified(published)
    received(published)
    rows = [share for share in shares() if share.office == code]
    transferred(issued(published, rows, omitted="ทดลองอำเภอเดียว"))
    return Case.objects.get(edition=published, office=code)


@laid
def group(district: Case, name: str = "กลุ่มทอผ้าสมมุติ") -> Case:
    """A group of the district's first sub-district, enrolled by its field officer."""
    officer = actor("field-officer", str(district.office_id))
    tambon = Area.objects.filter(parent=district.office_id).order_by("code")[0]
    known = registry.register_group(
        registry.place_village(tambon, moo=1, name="สมมุติ"),
        name=name,
        kind=GroupKind.OCCUPATIONAL,
        said={},
        source="test",
        said_on=date(2018, 8, 20),
        actor=officer,
    )
    return make.enrolled(district, known, actor=officer)


def funded_group() -> Case:
    """One group with 31,200 baht on its account."""
    return stand("funded_group", lambda: group(funded_district()))


def account(case: Case, head: str = "support") -> Account:
    return Account.objects.get(case=case, head=head, purse="budget")


TRAINING = (
    Line("ค่าตอบแทนวิทยากร", Decimal(6), "ชั่วโมง", Decimal("600.00"), ExpenseClass.REMUNERATION),
    Line("ค่าอาหารกลางวัน", Decimal(30), "คน", Decimal("100.00"), ExpenseClass.SERVICES),
    Line("ค่าวัสดุฝึกอบรม", Decimal(1), "ชุด", Decimal("3400.00"), ExpenseClass.MATERIALS),
)


def request(*lines: Line, **more: str) -> Request:
    """A training of 10,000 baht, or these lines."""
    return Request("อบรมการย้อมสี", "เพื่อพัฒนาคุณภาพผลิตภัณฑ์", "support", lines or TRAINING, **more)


@laid
def drafted(case: Case, *lines: Line) -> Spending:
    """A spending written by the district's field officer."""
    return actions_spending.draft_spending(
        case, request(*lines), actor=actor("field-officer", office_of(case))
    )


def office_of(case: Case) -> str:
    return spending_office(case)


@laid
def answered(case: Case) -> None:
    """Every regulation of the programme has been confirmed for this case."""
    for item in case.edition.pack.regulations:
        actions_spending.answer_checklist(
            case, item.key, "yes", actor=actor("field-officer", office_of(case))
        )


@laid
def requested(case: Case, *lines: Line) -> Spending:
    answered(case)
    spending = drafted(case, *lines)
    maker = Actor(spending.made_by, Hat.of_post(spending.made_by.posts.order_by("pk")[0]))
    return actions_spending.request_spending(spending, seen=0, done_on=date(2018, 9, 4), actor=maker)


@laid
def approved(case: Case, *lines: Line, approver: Actor | None = None) -> Spending:
    head = approver or actor("district-head", office_of(case))
    return actions_spending.approve_spending(
        requested(case, *lines), number="บร ๑๑๑๙/๑๒", done_on=date(2018, 9, 5), actor=head
    )


def with_evidence(spending: Spending) -> Spending:
    actions_spending.add_evidence(
        spending, kind="receipt", note="แฟ้มการเงิน ๑/๖๑", actor=actor("field-officer", spending.office_id)
    )
    return spending


def paid(spending: Spending, amount: str, *, day: date = date(2018, 9, 6), by: Actor | None = None) -> None:
    actions_spending.pay_spending(
        spending,
        Decimal(amount),
        done_on=day,
        voucher=Voucher("ขบ.02/9"),
        actor=by or actor("district-finance", spending.office_id),
    )


def lent(spending: Spending, amount: str = "10000.00", *, due_on: date = date(2018, 9, 8)) -> Loan:
    """Money lent to who wrote the spending, by the district's finance."""
    return actions_spending.lend(
        spending,
        actions_spending.Contract(
            spending.made_by,
            "บย ๑/๒๕๖๑",
            Decimal(amount),
            lent_on=date(2018, 9, 6),
            due_on=due_on,
        ),
        voucher=Voucher("บย.1"),
        actor=actor("district-finance", "3104"),
    )
