"""The report on a purchase is written (รายงานขอซื้อขอจ้าง); it is asked for and approved as any spending is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases import actions as cases
from sammachip.cases.models import Case
from sammachip.core.verdict import Refused
from sammachip.money import actions_spending
from sammachip.money.actions_spending import Request
from sammachip.money.models import Inspector, Purchase, PurchaseType, SpendingPath
from sammachip.money.procurement import shipped
from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person, Post
from sammachip.trail import clock


@dataclass(frozen=True, slots=True)
class Report:
    """What the report says beyond what is bought and why. Inspectors are named with their posts, the leader first."""

    kind: str = PurchaseType.GOODS
    rule: str = ""
    specification: str = ""
    median: Decimal | None = None
    median_source: str = ""
    wanted_on: date | None = None
    method_reason: str = ""
    criteria: str = ""
    inspectors: Sequence[tuple[str, str]] = ()
    officer: Person | None = None
    """Who is responsible (เจ้าหน้าที่); who writes the report where nobody is named."""


@transaction.atomic
def draft_purchase(case: Case, request: Request, report: Report, *, actor: Actor) -> Purchase:
    """A purchase for this case, not yet asked for: its costs, and what its report says so far."""
    _require_known_rule(report)
    spending = actions_spending.draft_spending(case, request, path=SpendingPath.PURCHASE, actor=actor)
    _require_of_office(report, spending.office)
    purchase = Purchase.objects.create(spending=spending, **_columns(report, actor.person))
    _name_inspectors(purchase, report)
    cases.advance(case)
    return purchase


@transaction.atomic
def save_purchase(
    purchase: Purchase, request: Request, report: Report, *, seen: int, actor: Actor
) -> Purchase:
    """Keep the draft as save `seen` + 1. Raises Stale when another saved it meanwhile."""
    _require_known_rule(report)
    _require_of_office(report, purchase.spending.office)
    actions_spending.save_spending(purchase.spending, request, seen=seen, actor=actor)
    Purchase.objects.filter(pk=purchase.pk).update(**_columns(report, purchase.officer))
    purchase.refresh_from_db()
    _name_inspectors(purchase, report)
    cases.advance(purchase.spending.case)
    return purchase


def _columns(report: Report, responsible: Person) -> dict[str, object]:
    return {
        "kind": report.kind,
        "rule_key": report.rule,
        "specification": report.specification.strip(),
        "median_baht": report.median,
        "median_source": report.median_source.strip(),
        "wanted_on": report.wanted_on,
        "method_reason": report.method_reason.strip(),
        "criteria": report.criteria.strip(),
        "officer": report.officer or responsible,
    }


def _name_inspectors(purchase: Purchase, report: Report) -> None:
    purchase.inspectors.all().delete()
    Inspector.objects.bulk_create(
        Inspector(purchase=purchase, position=position, name=name.strip(), title=title.strip())
        for position, (name, title) in enumerate(report.inspectors, start=1)
    )


def _require_known_rule(report: Report) -> None:
    if report.rule and shipped().named(report.rule) is None:
        raise Refused(_("ไม่มีหลักเกณฑ์ «{rule}» — เลือกจากรายการ").format(rule=report.rule))
    if any(not name.strip() or not title.strip() for name, title in report.inspectors):
        raise Refused(_("ผู้ตรวจรับต้องมีทั้งชื่อและตำแหน่ง — กรอกให้ครบทุกคน"))


def _require_of_office(report: Report, office: Office) -> None:
    """The officer responsible holds a post in the office that buys."""
    if report.officer is None:
        return
    if not Post.objects.held_on(clock.today()).filter(person=report.officer, office=office).exists():
        raise Refused(
            _("{name} ไม่ได้ดำรงตำแหน่งใน {office} — เลือกเจ้าหน้าที่ของหน่วยงานที่จัดซื้อ").format(
                name=report.officer.name, office=office.short_name
            )
        )
