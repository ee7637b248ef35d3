"""Histories of the people's desk: what happened to a person's posts, powers and account, and what auditors read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.org import rules
from sammachip.org.hats import Actor
from sammachip.org.models import AuditReading, AuditScope, Office, Order, Person, Post, Power
from sammachip.org.queries import offices_over
from sammachip.trail.models import Event
from sammachip.web.decorators import is_page
from sammachip.web.shapes import Deed

NEWEST = 40

ABOUT_A_PERSON: dict[str, Promise] = {
    "system.founded": gettext_lazy("ตั้งเป็นผู้ดูแลบัญชีคนแรกของระบบ"),
    "person.added": gettext_lazy("เพิ่มเป็นบุคลากร"),
    "person.corrected": gettext_lazy("แก้ไขชื่อหรือโทรศัพท์"),
    "post.given": gettext_lazy("ให้ตำแหน่ง"),
    "post.ended": gettext_lazy("สิ้นสุดตำแหน่ง"),
    "power.given": gettext_lazy("ให้อำนาจลงนาม"),
    "power.ended": gettext_lazy("สิ้นสุดอำนาจลงนาม"),
    "power.withdrawn": gettext_lazy("ถอนอำนาจลงนาม"),
    "scope.given": gettext_lazy("ให้ตรวจสอบ"),
    "scope.ended": gettext_lazy("สิ้นสุดการตรวจสอบ"),
    "scope.withdrawn": gettext_lazy("ถอนการตรวจสอบ"),
}
ABOUT_AN_ACCOUNT: dict[str, Promise] = {
    "account.password-changed": gettext_lazy("เปลี่ยนรหัสผ่าน"),
    "account.reset-code-issued": gettext_lazy("ออกรหัสตั้งรหัสผ่าน"),
    "account.reset-code-used": gettext_lazy("ตั้งรหัสผ่านใหม่ด้วยรหัส"),
    "account.suspended": gettext_lazy("ระงับบัญชี"),
    "account.opened": gettext_lazy("เปิดใช้บัญชี"),
}
"""How an account was entered is for its owner, for those who keep accounts, and for auditors; not for every colleague."""


def person_history(person: Person, actor: Actor) -> list[Deed]:
    """The newest that happened to the person, as far as the hat sees the posts, orders and scopes; five queries at most."""
    words = ABOUT_A_PERSON | (ABOUT_AN_ACCOUNT if rules.sees_account(actor, person) else {})
    orders = Order.objects.visible_to(actor)
    own = Q() if person == actor.person else Q(order__in=orders)
    named: dict[tuple[str, int], str] = {}
    for rows in (
        Post.objects.visible_to(actor).filter(person=person).select_related("office"),
        Power.objects.filter(own, holder=person),
        AuditScope.objects.visible_to(actor).filter(post__person=person).select_related("office"),
    ):
        named |= {_key(row): str(row) for row in rows}
    about = Q(about_kind=Person._meta.label_lower, about_id=person.pk)
    for kind, number in named:
        about |= Q(about_kind=kind, about_id=number)
    events = Event.objects.filter(about, verb__in=words).newest_first()[:NEWEST]
    return [_deed(event, words[event.verb], named) for event in events]


def _key(row: models.Model) -> tuple[str, int]:
    return row._meta.label_lower, row.pk


def _deed(event: Event, words: Promise, named: dict[tuple[str, int], str]) -> Deed:
    what = named.get((event.about_kind, event.about_id), "")
    return event_deed(event, f"{words} {what}".strip())


def event_deed(event: Event, what: str, *, words: str = "") -> Deed:
    """One event as a line of a history: what was done, and in whose words why."""
    return Deed(
        what=what,
        who=str(event.actor.get("name", "")),
        title=str(event.actor.get("title", "")),
        recorded_at=event.recorded_at,
        done_on=event.done_on,
        words=words,
    )


READ: dict[str, Promise] = {
    "board": gettext_lazy("ตารางภาพรวม"),
    "cases": gettext_lazy("การดำเนินงานในโครงการ"),
    "clusters": gettext_lazy("คลัสเตอร์"),
    "differences": gettext_lazy("ข้อมูลที่ไม่ตรงกับทะเบียน"),
    "editions": gettext_lazy("โครงการและข้อกำหนด"),
    "filings": gettext_lazy("แบบหรือรายงาน"),
    "groups": gettext_lazy("ทะเบียนกลุ่ม"),
    "loans": gettext_lazy("เงินยืม"),
    "money": gettext_lazy("การเงิน"),
    "offices": gettext_lazy("หน่วยงาน"),
    "orders": gettext_lazy("คำสั่งและการมอบอำนาจ"),
    "papers": gettext_lazy("เอกสารที่ออก"),
    "people": gettext_lazy("บุคลากร"),
    "photos": gettext_lazy("ภาพถ่าย"),
    "programmes": gettext_lazy("โครงการและข้อกำหนด"),
    "registers": gettext_lazy("ทะเบียนจัดสรร"),
    "scans": gettext_lazy("สำเนาเอกสารที่ลงนาม"),
    "spendings": gettext_lazy("รายการใช้จ่าย"),
    "tasks": gettext_lazy("ขั้นตอนงาน"),
}
"""What an address shows, by the last of these words in it."""


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One address that was opened: by whom, when, of which office, what it shows; `url` where a person can open it."""

    who: str
    title: str
    office: str
    what: str
    by_program: bool
    url: str
    read_at: datetime


def reading_lines(readings: Iterable[AuditReading]) -> list[ReadingLine]:
    """These readings in words; one query for the names of their offices."""
    shown = list(readings)
    codes = {_office_code(reading.path) for reading in shown}
    names = dict(Office.objects.filter(code__in=codes).values_list("code", "short_name"))
    return [
        ReadingLine(
            who=reading.post.person.name,
            title=str(reading.post),
            office=names.get(_office_code(reading.path), ""),
            what=_what(reading.address),
            by_program=reading.address.startswith("/api/"),
            url=_way_to(reading.address),
            read_at=reading.read_at,
        )
        for reading in shown
    ]


def _office_code(path: str) -> str:
    """The office a path lies in: below a district come its sub-districts and groups."""
    return offices_over(path)[-1]


def _way_to(address: str) -> str:
    """The address where a person can open it: what a program read, or an act answered, is no page."""
    match = None if address.startswith("/api/") else _match(address)
    return address if match and is_page(match.func) else ""


def _what(address: str) -> str:
    match = _match(address)
    words = match.route.replace(".", "/").split("/") if match else []
    shown = next((str(READ[word]) for word in reversed(words) if word in READ), _("หน้าแรก"))
    return _("{shown} (ไฟล์)").format(shown=shown) if "file" in words else shown


def _match(address: str) -> ResolverMatch | None:
    try:
        return resolve(address)
    except Resolver404:  # an address of an earlier release
        return None
