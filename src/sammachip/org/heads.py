"""Who heads an office today: by the post, or in the head's place by an order that is not for one programme alone."""

from django.db.models import Q

from sammachip.org.hats import HEADS, Actor
from sammachip.org.models import Office, Post, Power, PowerQuerySet
from sammachip.org.sight import NOTHING
from sammachip.trail import clock


def _standing_in() -> PowerQuerySet:
    """The powers by which somebody is in a head's place today."""
    return Power.objects.in_force_on(clock.today()).filter(for_role__in=HEADS, programme_code="")


def is_head_of(actor: Actor, office: Office) -> bool:
    if actor.is_head and actor.office.code == office.code:
        return True
    return actor.takes_part and _standing_in().filter(holder=actor.person, for_office=office).exists()


def headed_by(actor: Actor, column: str = "office") -> Q:
    """Rows of whose office this hat is the head; `is_head_of` says the same of one."""
    if actor.is_seat or not actor.takes_part:
        return NOTHING
    standing_in = Q(**{f"{column}__in": _standing_in().filter(holder=actor.person).values("for_office")})
    return standing_in | Q(**{column: actor.office}) if actor.is_head else standing_in


def heads_of(office: Office) -> list[int]:
    """The people who head the office, by their keys; two queries."""
    posts = Post.objects.held_on(clock.today()).filter(office=office, role__in=HEADS)
    powers = _standing_in().filter(for_office=office)
    return sorted({*posts.values_list("person", flat=True), *powers.values_list("holder", flat=True)})
