"""When an issued paper of the finance desk holds no more: what a stranger is told who checks one."""

from django.utils.translation import gettext_lazy as _

from sammachip.money import papers, papers_purchase
from sammachip.money.models import Inspection, Order, Register, RegisterState, Spending, SpendingState
from sammachip.records.genuine import HOLDS, Life, PaperKind, Standing, know
from sammachip.records.models import Paper


def register() -> None:
    know(papers.REGISTER, PaperKind(_("ทะเบียนจัดสรร"), life=_of_register))
    know(papers.APPROVAL, PaperKind(_("บันทึกขออนุมัติ"), renewed=True, life=_of_spending))
    know(papers_purchase.REPORT, PaperKind(_("รายงานขอซื้อขอจ้าง"), renewed=True, life=_of_spending))
    know(papers_purchase.ORDER, PaperKind(_("ใบสั่งซื้อหรือสั่งจ้าง"), renewed=True, life=_of_order))
    know(papers_purchase.INSPECTION, PaperKind(_("ใบตรวจรับพัสดุ"), life=_of_inspection))


def _of_register(paper: Paper) -> Life:
    one = Register.objects.get(pk=paper.about_id)
    if one.state == RegisterState.UNDONE:
        return Life(Standing.WITHDRAWN)
    if one.state != RegisterState.REPLACED:
        return HOLDS
    versions = Register.objects.of(one.programme_id, one.office_id).filter(number__gt=one.number)
    later = (
        versions.exclude(state=RegisterState.UNDONE)
        .filter(issued_at__isnull=False)
        .order_by("number")
        .first()
    )
    return Life(Standing.REPLACED, later.issued_at if later else None)


def _of_spending(paper: Paper) -> Life:
    gone = Spending.objects.filter(pk=paper.about_id, state=SpendingState.CANCELLED).exists()
    return Life(Standing.WITHDRAWN) if gone else HOLDS


def _of_order(paper: Paper) -> Life:
    """Whoever orders again withdraws the order before, so the newest paper is of the newest order."""
    newest = Order.objects.filter(purchase__spending=paper.about_id).order_by("-pk").first()
    return HOLDS if newest is None or newest.stands else Life(Standing.WITHDRAWN, newest.withdrawn_at)


def _of_inspection(paper: Paper) -> Life:
    """Every inspection issues its paper, so the papers of a spending and its inspections stand in the same order."""
    same = Paper.objects.filter(kind=paper.kind, about_kind=paper.about_kind, about_id=paper.about_id)
    turn = same.filter(pk__lt=paper.pk).count()
    held = Inspection.objects.filter(delivery__purchase__spending=paper.about_id).order_by("pk")[
        turn : turn + 1
    ]
    gone = next((one.withdrawn_at for one in held if not one.stands), None)
    return Life(Standing.WITHDRAWN, gone) if gone else HOLDS
