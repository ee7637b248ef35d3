"""Offices are told of money that came to them, or went from them, by somebody else's hand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from sammachip.cases.models import Case
from sammachip.core.money import format_baht
from sammachip.money.actions.posting import Posting
from sammachip.org.hats import Actor
from sammachip.org.queries import at_work_in
from sammachip.trail import actions as trail
from sammachip.trail import clock

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # a lazy text, which only the type stubs tell from others

Sums = Mapping[Case, Decimal]
"""By the case of an office what came to it, or went from it."""


def tell_allotted(postings: Iterable[Posting], *, actor: Actor) -> None:
    """Tell each office whose own account these postings reached what it was allotted in all."""
    _tell(
        "money-allotted",
        gettext_lazy("ได้รับจัดสรรงบประมาณ {sum} บาท {title}"),
        _reached(postings),
        actor,
    )


def tell_came(postings: Iterable[Posting], *, actor: Actor) -> None:
    """Tell each office whose own account these postings reached what money came to it in all."""
    _tell("money-came", gettext_lazy("ได้รับโอนเงินงบประมาณ {sum} บาท {title}"), _reached(postings), actor)


def tell_taken_back(sums: Sums, *, actor: Actor) -> None:
    """Tell each office what went back up through it."""
    _tell("allotment-taken-back", gettext_lazy("งบประมาณที่จัดสรรไว้ส่งคืน {sum} บาท {title}"), sums, actor)


def _reached(postings: Iterable[Posting]) -> Sums:
    sums: dict[Case, Decimal] = defaultdict(Decimal)
    for one in postings:
        sums[one.account.case] += one.amount
    return sums


def _tell(kind: str, sentence: "_StrPromise", sums: Sums, actor: Actor) -> None:
    """Leave a notice for whoever takes part in the work of these cases' offices; the office that acts knows already. One query."""
    others = {case: sum_ for case, sum_ in sums.items() if case.office_id not in (None, actor.office.code)}
    people = at_work_in((case.office_id for case in others), clock.today())
    for case, amount in others.items():
        trail.notify(
            kind,
            to=people.get(case.office_id or "", ()),
            text=format_lazy(sentence, sum=format_baht(amount), title=case.edition.title),
            url=reverse("web:case-money", args=[case.pk]),
        )
