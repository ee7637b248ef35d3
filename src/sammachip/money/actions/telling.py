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
from sammachip.org.models import Post
from sammachip.trail import actions as trail
from sammachip.trail import clock

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # a lazy text, which only the type stubs tell from others

CAME, ALLOTTED, GIVEN_UP = "money-came", "money-allotted", "allotment-taken-back"
SENTENCES: "Mapping[str, _StrPromise]" = {
    CAME: gettext_lazy("ได้รับโอนเงินงบประมาณ {sum} บาท {title}"),
    ALLOTTED: gettext_lazy("ได้รับจัดสรรงบประมาณ {sum} บาท {title}"),
    GIVEN_UP: gettext_lazy("งบประมาณที่จัดสรรไว้ส่งคืน {sum} บาท {title}"),
}


def tell_reached(kind: str, postings: Iterable[Posting], *, actor: Actor) -> None:
    """Tell each office whose own account these postings reached, with what came to it in all; one query for the people."""
    sums: dict[Case, Decimal] = defaultdict(Decimal)
    for one in postings:
        if one.account.case.office_id is not None:
            sums[one.account.case] += one.amount
    tell_offices(kind, sums, actor=actor)


def tell_offices(kind: str, sums: Mapping[Case, Decimal], *, actor: Actor) -> None:
    """Leave a notice for whoever holds a post in each of these cases' offices; the office that acts knows already."""
    others = {
        case: amount for case, amount in sums.items() if case.office_id not in (None, actor.office.code)
    }
    people = _people([case.office_id for case in others])
    for case, amount in others.items():
        trail.notify(
            kind,
            to=people.get(case.office_id, ()),
            text=format_lazy(SENTENCES[kind], sum=format_baht(amount), title=case.edition.title),
            url=reverse("web:case-money", args=[case.pk]),
        )


def _people(offices: Iterable[object]) -> dict[object, list[int]]:
    """By office the people posted there who work in the system; one query."""
    found: dict[object, list[int]] = defaultdict(list)
    posts = Post.objects.filter(office__in=list(offices)).exclude(role="").held_on(clock.today())
    for office, person in posts.order_by("pk").values_list("office", "person"):
        found[office].append(person)
    return found
