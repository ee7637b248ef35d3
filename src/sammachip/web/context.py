"""What every full page shows around its content: who acts, where they may go, and on which day."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sammachip.org.hats import DEPARTMENT_OFFICERS, DISTRICT_OFFICERS, PROVINCE_OFFICERS, Actor, Hat
from sammachip.org.models import Role
from sammachip.trail import clock

EVERYONE = frozenset(Role.values)
AT_WORK = EVERYONE - {Role.ADMINISTRATOR}


@dataclass(frozen=True, slots=True)
class Destination:
    """One entry of the menu: where it leads, the roles that see it, and which other addresses belong to its desk."""

    label: str | Promise
    url_name: str
    icon: str
    roles: frozenset[str] = EVERYONE
    also: tuple[str, ...] = ()


ABOVE = frozenset({*PROVINCE_OFFICERS, *DEPARTMENT_OFFICERS})
MENU: tuple[Destination, ...] = (
    Destination(_("งานของท่าน"), "web:home", "inbox", also=("/cases/", "/tasks/", "/filings/", "/papers/")),
    Destination(_("โครงการ"), "web:programmes", "document", also=("/pack-drafts/",)),
    Destination(_("ทะเบียนกลุ่ม"), "web:groups", "group", AT_WORK, also=("/personal/",)),
    Destination(_("ลงพื้นที่"), "web:field", "phone", frozenset(DISTRICT_OFFICERS)),
    Destination(_("การเงิน"), "web:money", "money", AT_WORK),
    Destination(
        _("หนังสือรับ"),
        "web:incoming-letters",
        "download",
        AT_WORK,
        also=("/letters/read/", "/letters/arrived/"),
    ),
    Destination(_("ร่างหนังสือ"), "web:letter-drafts", "edit", AT_WORK, also=("/batches/",)),
    Destination(_("หนังสือส่ง"), "web:own-register", "letter", AT_WORK),
    Destination(_("ติดตามกำหนดส่ง"), "web:reminders", "clock", ABOVE),
    Destination(_("บุคลากร"), "web:people", "person", also=("/posts/", "/scopes/")),
    Destination(_("หน่วยงาน"), "web:offices", "office", also=("/orders/", "/powers/")),
)
"""In the order people meet it. A desk that opens adds its line here."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    label: str | Promise
    url: str
    icon: str
    active: bool


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame of a page. Without an actor it shows name and content only."""

    actor: Actor | None
    hats: list[Hat]
    menu: list[MenuItem]
    demo_day: date | None

    @property
    def other_hats(self) -> list[Hat]:
        return [hat for hat in self.hats if self.actor and hat.key != self.actor.hat.key]


def shell(request: HttpRequest) -> dict[str, object]:
    """Context processor. Costs no query: the middleware has already fetched the hats."""
    actor: Actor | None = getattr(request, "actor", None)
    menu = menu_for(actor.role, request.path) if actor else []
    return {"shell": Shell(actor, getattr(request, "hats", []), menu, clock.demo_day())}


def menu_for(role: str, path: str) -> list[MenuItem]:
    """The menu of a role; active is the entry on whose desk `path` lies, none on pages about oneself."""
    open_to = _open_to(role, get_script_prefix())
    here = max((_nearness(place, url, path) for place, url in open_to), default=0)
    return [
        MenuItem(place.label, url, place.icon, 0 < here == _nearness(place, url, path))
        for place, url in open_to
    ]


@cache
def _open_to(role: str, prefix: str) -> list[tuple[Destination, str]]:
    """The entries a role sees, and where each leads. Addresses stay while the program runs beneath one prefix."""
    return [(place, reverse(place.url_name)) for place in MENU if role in place.roles]


def _nearness(place: Destination, url: str, path: str) -> int:
    """How much of the path the entry's own addresses cover: letters received lie beneath those sent. 0 is elsewhere."""
    if path == url:
        return len(url)
    under = place.also if url == "/" else (url, *place.also)
    return max((len(one) for one in under if path.startswith(one)), default=0)
