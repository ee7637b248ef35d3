"""The hat: under which post a person acts now. One at a time; a login may hold several to change between."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from sammachip.core.area import Level, is_within
from sammachip.org.models import AuditScope, Office, OfficeLevel, Person, Post, Power, Role
from sammachip.org.sight import Reach
from sammachip.trail import clock

HEAD_OF: dict[str, Role] = {
    OfficeLevel.DISTRICT: Role.DISTRICT_HEAD,
    OfficeLevel.PROVINCE: Role.PROVINCE_HEAD,
    OfficeLevel.NATION: Role.DEPARTMENT_HEAD,
}
"""Who heads an office, by its level."""
HEADS = frozenset(HEAD_OF.values())
NO_PART = {Role.AUDITOR, Role.ADMINISTRATOR}
"""Who takes no part in the work: an auditor only reads it, an administrator keeps accounts."""

# Who does the work of a programme at each level; those who pay, audit or keep accounts are not among them.
DISTRICT_OFFICERS = (Role.FIELD_OFFICER, Role.DISTRICT_HEAD)
PROVINCE_OFFICERS = (Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD)
DEPARTMENT_OFFICERS = (Role.DEPARTMENT_OFFICER, Role.DEPARTMENT_HEAD)
OFFICERS = (*DISTRICT_OFFICERS, *PROVINCE_OFFICERS, *DEPARTMENT_OFFICERS)
OFFICERS_OF = {
    Level.DISTRICT: DISTRICT_OFFICERS,
    Level.PROVINCE: PROVINCE_OFFICERS,
    Level.NATION: DEPARTMENT_OFFICERS,
}


@dataclass(frozen=True, slots=True)
class Hat:
    """One way of acting: a role in an office. `key` names it in the session and in tokens ("post:7").

    `stands_in` is the work of other offices that orders let the person sign for, and must be seen to be signed. A seat
    (in a group, on a panel) is no post: its hat sees what `sees` names and nothing else, and acts for `office`. Events of
    an `unnamed` one keep no name: the name of a villager can be erased, an event cannot.
    """

    key: str
    role: str
    title: str
    office: Office
    post: Post | None = None
    stands_in: tuple[Reach, ...] = ()
    sees: tuple[Reach, ...] = ()
    unnamed: bool = False

    @classmethod
    def of_post(cls, post: Post, stands_in: Iterable[Reach] = ()) -> Self:
        elsewhere = tuple(reach for reach in stands_in if not is_within(reach.path, post.office.path))
        return cls(f"post:{post.pk}", post.role, post.title, post.office, post, elsewhere)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person under a hat: who acts. Every action takes one and nothing acts without."""

    person: Person
    hat: Hat

    @property
    def office(self) -> Office:
        return self.hat.office

    @property
    def role(self) -> str:
        return self.hat.role

    def holds(self, role: str, office: Office | str) -> bool:
        """Whether the hat is this role in exactly this office."""
        code = office if isinstance(office, str) else office.code
        return self.hat.role == role and self.hat.office.code == code

    def is_one_of(self, *roles: str) -> bool:
        return self.hat.role in roles

    @property
    def is_seat(self) -> bool:
        """Whether this hat goes with a seat: it opens only what names its role."""
        return self.hat.post is None

    @property
    def takes_part(self) -> bool:
        """Whether this hat takes part in the work at all."""
        return self.hat.role not in NO_PART

    @property
    def is_head(self) -> bool:
        return self.hat.role in HEADS

    @property
    def serves_nation(self) -> bool:
        return self.hat.office.level == OfficeLevel.NATION

    def roots(self) -> list[str]:
        """The paths whose offices and people this hat sees: the office's own; an auditor's by scope; none without a post."""
        return list(dict.fromkeys(reach.path for reach in self._sight()))

    def reaches(self) -> list[Reach]:
        """What of the work this hat sees: as its sight, and what it stands in for; an administrator reads no work."""
        if self.is_seat:
            return list(self.hat.sees)
        match self.hat.role:
            case Role.ADMINISTRATOR:
                return []
            case Role.AUDITOR:
                return self._sight()
        return [*self._sight(), *self.hat.stands_in]

    def _sight(self) -> list[Reach]:
        if self.hat.post is None:
            return []
        if self.hat.role != Role.AUDITOR:
            return [Reach(self.hat.office.path)]
        scopes = AuditScope.objects.in_force_on(clock.today()).filter(post=self.hat.post).order_by("pk")
        return [Reach(*scope) for scope in scopes.values_list("office__path", "programme_code")]

    def stamp(self) -> dict[str, object]:
        return {
            "person": self.person.pk,
            "name": self.hat.title if self.hat.unnamed else self.person.name,
            "title": self.hat.title,
            "role": self.hat.role,
            "office": self.hat.office.code,
            "hat": self.hat.key,
        }


HatSource = Callable[[Person, date], Iterable[Hat]]
"""The hats of one sort that a person may wear on a day, in a steady order."""

_sources: list[HatSource] = []


def bring(source: HatSource) -> None:
    """Let a higher room bring hats of its own: seats in a group, on a panel. Brought twice, it counts once."""
    if source not in _sources:
        _sources.append(source)


def hats_of(person: Person, day: date) -> list[Hat]:
    """All hats the person may wear on this day, in a steady order: posts first, then seats."""
    return [*_posts_of(person, day), *(hat for source in _sources for hat in source(person, day))]


def _posts_of(person: Person, day: date) -> list[Hat]:
    posts = Post.objects.filter(person=person).exclude(role="").held_on(day)
    posts = posts.select_related("office", "section").order_by("pk")
    elsewhere = _stands_in(person, day)
    return [Hat.of_post(post, elsewhere) for post in posts]


def _stands_in(person: Person, day: date) -> list[Reach]:
    """The work of each office for which an order of this day lets the person sign as one of its roles."""
    powers = Power.objects.in_force_on(day).filter(holder=person).exclude(for_role="").order_by()
    return [Reach(*place) for place in sorted(set(powers.values_list("for_office__path", "programme_code")))]


def actor_under(person: Person, hat_key: str, day: date) -> Actor | None:
    """The person under this very hat; None where it is worn no more, though another may be."""
    hat = next((hat for hat in hats_of(person, day) if hat.key == hat_key), None)
    return Actor(person, hat) if hat else None


def actor_for(person: Person, hat_key: str | None, day: date) -> Actor | None:
    """The person under the named hat, or under the first when that one is gone; None without any."""
    hats = hats_of(person, day)
    if not hats:
        return None
    return Actor(person, next((hat for hat in hats if hat.key == hat_key), hats[0]))
