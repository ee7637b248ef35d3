"""What the pages about people list: posts, powers and scopes of audit, each with what the reader may do with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from sammachip.core.verdict import Verdict
from sammachip.org import rules
from sammachip.org.hats import Actor
from sammachip.org.models import AuditScope, Order, Person, Post, Power
from sammachip.programmes.queries import programme_titles
from sammachip.trail import clock


@dataclass(frozen=True, slots=True)
class PostLine:
    post: Post
    held: bool
    may_end: Verdict
    may_scope: Verdict


@dataclass(frozen=True, slots=True)
class PowerLine:
    """A power to sign for another; `programme` is a title, empty where the power reaches every programme."""

    power: Power
    programme: str
    may_end: bool


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """A scope of audit; `programme` is a title, empty where the scope reaches every programme."""

    scope: AuditScope
    programme: str
    in_force: bool
    may_end: bool


def post_lines(person: Person, actor: Actor) -> list[PostLine]:
    """The person's posts in the offices the hat sees, newest first."""
    posts = Post.objects.visible_to(actor).filter(person=person).order_by("-starts_on", "-pk")
    today = clock.today()
    return [
        PostLine(
            post,
            post.is_held_on(today),
            rules.may_end_post(actor, post),
            rules.may_give_scope(actor, post, actor.office, today),
        )
        for post in posts.select_related("person", "office", "section").prefetch_related("duty_areas")
    ]


def power_lines_of(person: Person, actor: Actor) -> list[PowerLine]:
    """The person's powers that rest on orders the hat sees, one's own always, newest first."""
    powers = Power.objects.filter(holder=person).order_by("-starts_on", "-pk")
    if person != actor.person:
        powers = powers.filter(order__in=Order.objects.visible_to(actor))
    return power_lines(powers, actor)


def power_lines(powers: QuerySet[Power], actor: Actor) -> list[PowerLine]:
    """Each of these powers, and whether the actor may end it; three queries however many there are."""
    titles = programme_titles()
    whole = powers.select_related("order__office", "holder", "for_office").prefetch_related("holder__posts")
    return [_power_line(power, titles, actor) for power in whole]


def _power_line(power: Power, titles: Mapping[str, str], actor: Actor) -> PowerLine:
    code = power.programme_code
    over = power.is_over_on(clock.today())
    return PowerLine(
        power, titles.get(code, code), may_end=not over and bool(rules.may_end_power(actor, power))
    )


def scope_lines_of(person: Person, actor: Actor) -> list[ScopeLine]:
    """What the person may read, might or could, as an auditor, in the offices the hat sees."""
    scopes = AuditScope.objects.visible_to(actor).filter(post__person=person).select_related("office")
    return scope_lines(scopes.order_by("-starts_on", "-pk"), actor)


def scope_lines(scopes: Iterable[AuditScope], actor: Actor) -> list[ScopeLine]:
    titles = programme_titles()
    return [_scope_line(scope, titles, actor) for scope in scopes]


def _scope_line(scope: AuditScope, titles: Mapping[str, str], actor: Actor) -> ScopeLine:
    today, code = clock.today(), scope.programme_code
    return ScopeLine(
        scope,
        titles.get(code, code),
        in_force=scope.is_in_force_on(today),
        may_end=today <= scope.ends_on and bool(rules.may_end_scope(actor, scope)),
    )
