"""Whose data a group's rows are, what was asked of each person, and the texts and grounds that are data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any  # what stands in a YAML file

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.core.likeness import phone_digits
from sammachip.core.thainum import fold
from sammachip.registry.models import (
    LISTS,
    Consent,
    ConsentAnswer,
    ConsentFor,
    Fact,
    Group,
    PersonalRequest,
)
from sammachip.registry.queries import PERSONAL, is_row, row_field, row_list, row_number

FILE = Path(__file__).with_name("personal_words.yaml")
CONTACT, PEOPLE = "chair_name", "people"
"""The one by whom a group is reached (its name, telephone and account stand in the group's own columns), and all who
are seen in its pictures."""
PEOPLE_LISTS = tuple(name for name in PERSONAL if name in LISTS)
"""The lists of a group whose rows are people."""
ASKED_OF_ALL = (ConsentFor.FACES,)
"""What is asked of those in the pictures together: they stand there without a name."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One text that is read to a villager before the answer, and how it is marked."""

    version: str
    about: ConsentFor
    title: str
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground in law on which a request is accepted or refused; a sample is checked by the office first."""

    key: str
    accepts: bool
    title: str
    law: str
    sample: bool

    @property
    def label(self) -> str:
        told = f"{self.title} ({self.law})"
        return _("{ground} - ตัวอย่าง ให้ตรวจกับระเบียบก่อนใช้").format(ground=told) if self.sample else told


@lru_cache(maxsize=1)
def _told() -> Mapping[str, Any]:  # what stands in a YAML file
    told: Mapping[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))  # as above
    return told


@lru_cache(maxsize=1)
def wordings() -> tuple[Wording, ...]:
    """Every text that was ever read out, the newest of each kind first."""
    return tuple(
        Wording(
            one["version"], ConsentFor(one["for"]), one["title"], one["mark"], " ".join(one["text"].split())
        )
        for one in _told()["consents"]
    )


def wording_of(about: ConsentFor) -> Wording:
    """The text that is read out today."""
    return next(one for one in wordings() if one.about == about)


@lru_cache(maxsize=1)
def grounds() -> tuple[Ground, ...]:
    return tuple(
        Ground(one["key"], one["for"] == "accepted", one["title"], one["law"], one.get("sample", False))
        for one in _told()["grounds"]
    )


def ground(key: str) -> Ground | None:
    return next((one for one in grounds() if one.key == key), None)


def days_to_answer() -> int:
    return int(_told()["answered_within_days"])


@dataclass(frozen=True, slots=True)
class PersonOfGroup:
    """Somebody whose data a group's rows hold: under which name of a row, as what, and what is held."""

    about: str
    part: str
    name: str = ""
    phone: str = ""
    line_id: str = ""

    @property
    def asked(self) -> tuple[ConsentFor, ...]:
        return ASKED_OF_ALL if self.about == PEOPLE else tuple(ConsentFor)


def people_of(group: Group) -> list[PersonOfGroup]:
    """Who can be asked: the one by whom the group is reached, each row of its people, all in its pictures."""
    return people_in([group])[group.pk]


def people_in(groups: Iterable[Group]) -> dict[int, list[PersonOfGroup]]:
    """The same of many groups; one query for each list."""
    found: dict[int, list[PersonOfGroup]] = {}
    for group in groups:
        reached = bool(group.chair_name or group.phone or group.line_id)
        part = _("ประธานหรือผู้ติดต่อของกลุ่ม")
        contact = PersonOfGroup(CONTACT, part, group.chair_name, group.phone, group.line_id)
        found[group.pk] = [contact] if reached else []
    for name in PEOPLE_LISTS:
        part = str(LISTS[name]._meta.verbose_name)
        for row in LISTS[name].objects.current().filter(group__in=list(found)):
            told = row.told
            post = str(told.get("post") or part)
            found[row.group_id].append(
                PersonOfGroup(row_field(name, row.pk), post, str(told["name"]), str(told.get("phone") or ""))
            )
    everybody = PersonOfGroup(PEOPLE, _("ทุกคนในภาพของกลุ่ม"))
    return {group: [*people, everybody] for group, people in found.items()}


def by_person(people: Iterable[PersonOfGroup]) -> list[list[PersonOfGroup]]:
    """Rows of one person together: who bears the same name in a group and no other telephone."""
    persons: list[list[PersonOfGroup]] = []
    by_name: dict[str, list[list[PersonOfGroup]]] = {}
    for one in people:
        known = by_name.setdefault(fold(one.name), []) if one.name else []
        rows = next((rows for rows in known if _have_one_phone([*rows, one])), None)
        if rows is None:
            rows = []
            persons.append(rows)
            known.append(rows)
        rows.append(one)
    return persons


def _have_one_phone(rows: Iterable[PersonOfGroup]) -> bool:
    return len({phone_digits(row.phone) for row in rows if row.phone}) <= 1


def rows_of(people: Iterable[PersonOfGroup], about: str) -> tuple[str, ...]:
    """Every row of the person whose row this is, that row first."""
    return tuple(sorted(_same(people).get(about, (about,)), key=lambda row: row != about))


def person_of(group: Group, about: str) -> PersonOfGroup | None:
    return next((one for one in people_of(group) if one.about == about), None)


def standing_consents(group: Group, people: Iterable[PersonOfGroup]) -> dict[tuple[str, str], Consent]:
    """The newest answer of each of these people on each use, under whichever of their rows it was given; one query."""
    told = Consent.objects.filter(group=group).select_related("recorded_by", "scan").order_by("said_on", "pk")
    same = _same(people)
    return {(about, one.what): one for one in told for about in same.get(one.about, (one.about,))}


def said_no(groups: Iterable[Group], what: ConsentFor) -> dict[int, frozenset[str]]:
    """By group, each row of who refused this use of their data or withdrew it, and did not agree again.

    Of no group where nobody ever did more than one query is asked.
    """
    asked = {one.pk: one for one in groups}
    told = list(Consent.objects.filter(group__in=list(asked), what=what).order_by("said_on", "pk"))
    ever = {one.group_id for one in told if one.answer != ConsentAnswer.GIVEN}
    people = people_in(asked[pk] for pk in ever) if ever else {}
    same = {pk: _same(rows) for pk, rows in people.items()}
    newest = {
        (one.group_id, about): one.answer
        for one in told
        if one.group_id in ever
        for about in same[one.group_id].get(one.about, (one.about,))
    }
    found: dict[int, set[str]] = {}
    for (group, about), answer in newest.items():
        if answer != ConsentAnswer.GIVEN:
            found.setdefault(group, set()).add(about)
    return {group: frozenset(abouts) for group, abouts in found.items()}


def _same(people: Iterable[PersonOfGroup]) -> dict[str, tuple[str, ...]]:
    """Under each row all the rows of its person."""
    together = [tuple(row.about for row in rows) for rows in by_person(people)]
    return {about: abouts for abouts in together for about in abouts}


@dataclass(frozen=True, slots=True)
class HeldValues:
    """Every name, telephone and account under which one person ever stood in a group's rows."""

    names: Sequence[str]
    phones: Sequence[str]
    words: Sequence[str]

    def __bool__(self) -> bool:
        return any((self.names, self.phones, self.words))


def values_of(request: PersonalRequest) -> HeldValues:
    """What must be erased for this request: what it names, and what its row said now and before."""
    told: list[Mapping[str, object]] = [
        {"name": request.name, "phone": request.phone, "line_id": request.line_id}
    ]
    if is_row(request.about):
        model = LISTS[row_list(request.about)]
        told += [row.told for row in model.objects.filter(group=request.group, pk=row_number(request.about))]
        for fact in Fact.objects.filter(group=request.group, field=request.about):
            told += [one for one in (fact.value, fact.before) if isinstance(one, dict)]
    return HeldValues(*(_distinct(told, key) for key in ("name", "phone", "line_id")))


def _distinct(told: Sequence[Mapping[str, object]], key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(one[key]) for one in told if one.get(key)))


PLACES = {
    "registry": gettext_lazy("ทะเบียนกลุ่ม"),
    "history": gettext_lazy("ประวัติการแก้ไขในทะเบียน"),
    "drafts": gettext_lazy("คำตอบในแบบและฉบับร่าง"),
    "revisions": gettext_lazy("ฉบับที่ส่งแล้ว"),
    "submissions": gettext_lazy("ข้อมูลจากแอป"),
    "captions": gettext_lazy("คำบรรยายภาพและชื่อไฟล์"),
    "sheets": gettext_lazy("ตารางที่นำเข้า"),
    "letters": gettext_lazy("ร่างเอกสารที่ยังไม่ออก"),
    "notices": gettext_lazy("การแจ้งเตือน"),
    "receipts": gettext_lazy("คำตอบที่ส่งให้โปรแกรมที่เชื่อมต่อ"),
    "requests": gettext_lazy("คำขอที่บันทึกไว้"),
    "papers": gettext_lazy("เอกสารที่ออกแล้ว"),
    "words": gettext_lazy("ถ้อยคำของผู้ลงนามและผู้ให้คำแนะนำ"),
    "events": gettext_lazy("เหตุผลที่เจ้าหน้าที่พิมพ์ไว้ในร่องรอย"),
}
"""Where values are erased, or stay, as the page tells it."""
STAYS = ("papers", "words", "events")
"""The places where nothing is erased: the law keeps them, or nobody may change them."""
