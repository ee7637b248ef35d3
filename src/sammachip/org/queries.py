"""Reads worth a name: who holds a post, and who may sign for whom."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q

from sammachip.core.area import Level, ancestors, code_on
from sammachip.org.hats import NO_PART, hats_of
from sammachip.org.models import (
    DEPARTMENT,
    AuditScope,
    AuditScopeQuerySet,
    Office,
    Person,
    PersonQuerySet,
    Post,
    Power,
)
from sammachip.org.sight import under


def offices_over(path: str) -> list[str]:
    """The codes of the offices in which a path lies, from the department down; below a district there is none."""
    below = (code_on(path, level) for level in (Level.PROVINCE, Level.DISTRICT))
    return [DEPARTMENT, *filter(None, below)]


def holders(role: str, office_code: str, day: date) -> PersonQuerySet:
    """Whoever holds this role in exactly this office on this day, log-in or not."""
    posts = Post.objects.of_role(role, office_code).held_on(day).filter(person=OuterRef("pk"))
    return Person.objects.filter(Exists(posts)).in_thai_order()


def at_work_in(
    offices: Iterable[str | None], day: date, *, roles: Collection[str] | None = None
) -> dict[str, list[int]]:
    """By office the people posted there who take part in the work, in one of these roles if any are named: whoever is told
    of what they can open. One query."""
    posts = Post.objects.held_on(day).filter(office__in=[code for code in offices if code])
    posts = posts.exclude(role__in=("", *NO_PART)) if roles is None else posts.filter(role__in=roles)
    found: dict[str, list[int]] = defaultdict(list)
    for office, person in posts.order_by("pk").values_list("office", "person"):
        found[office].append(person)
    return found


def signers(role: str, office_code: str, day: date, amount: Decimal, *, programme: str) -> PersonQuerySet:
    """Whoever may sign as this role of this office for this sum: its holders, and those whom an order lets."""
    powers = Power.objects.in_force_on(day).filter(
        holder=OuterRef("pk"), for_office=office_code, for_role=role
    )
    reaching = powers.reaching(amount).filter(programme_code__in={"", programme})
    posts = Post.objects.of_role(role, office_code).held_on(day).filter(person=OuterRef("pk"))
    return Person.objects.filter(Exists(posts) | Exists(reaching)).in_thai_order()


def places_of(person: Person, day: date) -> list[tuple[Office, str]]:
    """Every office and role the person has now or will have. A seat brought by a higher room has no role here."""
    posts = Post.objects.filter(person=person).open_from(day).select_related("office")
    seats = [(hat.office, "") for hat in hats_of(person, day) if hat.post is None]
    return [(post.office, post.role) for post in posts] + seats


def powers_open_from(person: Person, day: date) -> list[Power]:
    """Every power the person has now or will have."""
    powers = Power.objects.open_from(day).filter(holder=person)
    return list(powers.select_related("order", "for_office").order_by("pk"))


def scopes_open_from(person: Person, day: date) -> list[AuditScope]:
    """Every scope of audit the person reads by now or will read by."""
    scopes = AuditScope.objects.open_from(day).filter(post__person=person)
    return list(scopes.select_related("office").order_by("pk"))


def scopes_over(office: Office) -> AuditScopeQuerySet:
    """Every scope, past and present, that reaches into this office: over itself, an office above or one below."""
    into = Q(office__path__in=ancestors(office.path)) | under([office.path], "office__path")
    return AuditScope.objects.filter(into).order_by("-ends_on", "-pk")


def powers_for(person: Person, office: Office, role: str, day: date, *, programme: str = "") -> list[Power]:
    """The person's powers in force to sign as this role of this office, newest order first.

    A power given for one programme serves that programme only.
    """
    powers = Power.objects.in_force_on(day).filter(holder=person, for_office=office, for_role=role)
    powers = powers.filter(programme_code__in={"", programme}).select_related("order", "for_office")
    return list(powers.order_by("-order__dated_on", "-pk"))


def signing_power(
    person: Person, office: Office, role: str, day: date, amount: Decimal | None, *, programme: str = ""
) -> Power | None:
    """The newest power that reaches this sum; None when there is none."""
    powers = powers_for(person, office, role, day, programme=programme)
    return next((power for power in powers if power.reaches(amount)), None)
