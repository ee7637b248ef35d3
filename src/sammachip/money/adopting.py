"""What money asks before a case follows a new edition: nothing under a head, or on a stage, that the edition has not."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from sammachip.cases.actions.adopting import Plan
from sammachip.cases.models import Case, Task
from sammachip.money.models import Account, Entry, Spending, SpendingEnd, SpendingState
from sammachip.money.stages import spends
from sammachip.programmes.models import Edition


def against(cases: Sequence[Case], plan: Plan) -> Mapping[int, str]:
    """By case, why its money does not let it follow the edition; a fixed number of queries."""
    by_pk = {case.pk: case for case in cases}
    heads = [head.key for head in plan.edition.pack.budget.heads]
    return {
        **{task.case_id: plan.stage_gone(by_pk[task.case_id], task) for task in _gone(by_pk, plan)},
        **{
            pk: _head_gone(by_pk[pk], head, plan.edition)
            for pk, head in _heads_used(cases)
            if head not in heads
        },
    }


def _heads_used(cases: Sequence[Case]) -> Iterable[tuple[int, str]]:
    """Each head under which a case has an entry, or a paper that is not laid down, with that case."""
    entered = Exists(Entry.objects.filter(Q(account=OuterRef("pk")) | Q(other=OuterRef("pk"))))
    accounts = Account.objects.filter(entered, case__in=cases)
    spendings = Spending.objects.filter(case__in=cases).exclude(state=SpendingState.CANCELLED)
    return sorted({*accounts.values_list("case", "head"), *spendings.values_list("case", "head")})


def _head_gone(case: Case, head: str, edition: Edition) -> str:
    labels = {one.key: one.label for one in case.edition.pack.budget.heads}
    return _(
        "มีรายการเงินในหมวด «{head}» แล้ว แต่ฉบับที่ {n} ไม่มีหมวดนี้ — ดำเนินการต่อตามฉบับเดิม หรือแจ้งกรมให้คงหมวดเงินไว้ในฉบับถัดไป"
    ).format(head=labels.get(head, head), n=edition.number)


def _gone(cases: Mapping[int, Case], plan: Plan) -> Iterable[Task]:
    """The tasks of spending that the edition does not have, of cases that hold money or have papers of spending."""
    money = Exists(Entry.objects.filter(account__case=OuterRef("case")))
    papers = Exists(Spending.objects.filter(task=OuterRef("pk")))
    ended = Exists(SpendingEnd.objects.filter(task=OuterRef("pk")))
    tasks = Task.objects.filter(money | papers | ended, case__in=cases).order_by("-position")
    return [
        task
        for task in tasks
        if spends(cases[task.case_id], task) and not plan.keeps(cases[task.case_id], task)
    ]
