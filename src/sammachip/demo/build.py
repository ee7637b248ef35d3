"""The demo world: the programme of letter A in Buriram, as it might stand on one day of September 2561.

Whatever is here was made by the same actions as in an office, each on its own day.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal

from django.conf import settings

from sammachip.demo import people, story
from sammachip.demofile import Login
from sammachip.money import actions as money
from sammachip.money import actions_register as registers
from sammachip.money.proof import Share
from sammachip.org import actions as org
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.programmes import actions as programmes
from sammachip.programmes.models import Edition
from sammachip.trail import clock

PACK = "sammachip-sustain-2561.yaml"
TWO_GROUPS = ("3101", "3104", "3107", "3110", "3111")
RATE = Decimal("31200.00")
LETTER = "บร 0019/ว 5335"
LETTER_ON = date(2018, 8, 31)


@contextmanager
def on(day: date, hour: int = 9) -> Iterator[None]:
    with clock.frozen(datetime.combine(day, time(hour), clock.BANGKOK)):
        yield


def build(today: date) -> tuple[Login, ...]:
    """Fill an empty database with the demo as of `today`; gives back who may log in."""
    with on(date(2018, 8, 20)):
        cast, logins = people.gather()
        describe_buriram(cast)
        edition = publish(cast["anong"])
    allot(edition, cast)
    story.tell(edition, cast, today)
    return logins


def publish(actor: Actor) -> Edition:
    text = (settings.PACKS_DIR / PACK).read_text(encoding="utf-8")
    return programmes.publish(text, filename=PACK, actor=actor)


def describe_buriram(cast: dict[str, Actor]) -> None:
    """The province's letterhead as on its letter; the districts' telephone numbers are left for them to give."""
    org.describe_office(
        Office.objects.get(code="31"),
        actor=cast["suda"],
        letter_code="บร 0019",
        address="ศาลากลางจังหวัดบุรีรัมย์\n1159 เขากระโดง\nจังหวัดบุรีรัมย์ 31000",
        phone="0 4466 6512",
        fax="0 4466 6513",
    )


def allot(edition: Edition, cast: dict[str, Actor]) -> None:
    """The department's notice to the province, the province's register of 23 districts, and the first transfers."""
    province = Office.objects.get(code="31")
    amounts = {edition.pack.budget.heads[0].key: RATE * 28}
    with on(date(2018, 8, 28)):
        money.record_allotment(
            edition, province, amounts, notice_number="ตัวอย่าง 1/2561", notice_on=date(2018, 8, 27),
            source="บัญชีจัดสรรงบประมาณที่กรมฯ แจ้ง", actor=cast["anong"],
        )  # fmt: skip
        programmes.set_terms(
            edition, province, {"unit_cost": RATE}, letter_number=LETTER, letter_on=LETTER_ON,
            reason="อัตราต่อกลุ่มตามทะเบียนจัดสรรของจังหวัด", actor=cast["somchai"],
        )  # fmt: skip
    with on(LETTER_ON, 10):
        register = registers.start_register(edition, province, actor=cast["somchai"])
        details = registers.Details(
            source_text="บัญชีจัดสรรงบประมาณที่กรมฯ แจ้ง",
            stated_total=RATE * 28,
            stated_words="แปดแสนเจ็ดหมื่นสามพันหกร้อยบาทถ้วน",
        )
        registers.save_register(register, shares(edition), details, seen=0, actor=cast["somchai"])
        registers.issue_register(
            register, notice_number=LETTER, notice_on=LETTER_ON, seen=register.saved, actor=cast["suda"]
        )
    with on(date(2018, 9, 3), 11):
        voucher = money.Voucher(number="ตัวอย่าง 36/2561", fund_code="6111210")
        money.record_receipt(
            edition, province, amounts, done_on=date(2018, 9, 3), voucher=voucher, actor=cast["fai"]
        )
        registers.record_transfers(
            register, story.TRANSFERRED, done_on=date(2018, 9, 3), voucher=voucher, actor=cast["fai"]
        )


def shares(edition: Edition) -> list[Share]:
    """The letter's own 23 rows, in the order of the districts' codes."""
    head = edition.pack.budget.heads[0].key
    codes = Office.objects.filter(parent="31").order_by("code").values_list("code", flat=True)
    counts = {code: 2 if code in TWO_GROUPS else 1 for code in codes}
    return [Share(code, count, {head: RATE * count}, "") for code, count in counts.items()]
