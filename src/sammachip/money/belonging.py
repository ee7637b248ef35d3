"""Which papers belong to a programme, as its money knows: those of allocation registers and of spending."""

from django.db.models import Q

from sammachip.money.models import Register, Spending
from sammachip.org import sight


def papers_of(programme: str) -> Q:
    registers = Register.objects.filter(programme__code=programme)
    spendings = Spending.objects.filter(case__programme__code=programme)
    return Q(about_kind=Register._meta.label_lower, about_id__in=registers.values("pk")) | Q(
        about_kind=Spending._meta.label_lower, about_id__in=spendings.values("pk")
    )


def register() -> None:
    sight.belongs("records.Paper", papers_of)
