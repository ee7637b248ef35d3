"""What villagers allow, and what they ask of their data: recorded in the field, decided by the office's head."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import date, timedelta
from typing import NotRequired, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.core.area import Level, code_on
from sammachip.core.reading import one_line
from sammachip.core.verdict import Refused, require
from sammachip.org.hats import Actor
from sammachip.org.models import Role
from sammachip.org.queries import holders
from sammachip.records.actions import keep_photo
from sammachip.registry import rules_personal as rules
from sammachip.registry.actions_erasing import erase_person
from sammachip.registry.models import (
    Consent,
    ConsentAnswer,
    ConsentBy,
    ConsentFor,
    ConsentWay,
    Group,
    PersonalRequest,
    RequestKind,
    RequestState,
    RequestWay,
)
from sammachip.registry.personal import (
    PEOPLE,
    PersonOfGroup,
    days_to_answer,
    ground,
    people_of,
    person_of,
    rows_of,
    standing_consents,
    values_of,
    wording_of,
)
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.spoken import day_name
from sammachip.trail.thai import in_thai
from sammachip.trail.writes import claim


class Given(TypedDict):
    """One answer: about which person of the group, on which use of their data, by whom and how it was given."""

    about: str
    what: ConsentFor
    answer: ConsentAnswer
    given_by: ConsentBy
    way: ConsentWay
    said_on: NotRequired[date | None]
    scan: NotRequired[bytes]
    scan_name: NotRequired[str]


@transaction.atomic
def record_consent(group: Group, *, actor: Actor, **given: Unpack[Given]) -> Consent:
    """Keep one answer of one person of the group on one use of their data; the newest stands.

    It is kept for every row under which the person stands, for a chair who steps down stays on the list of leaders.
    Raises Refused where nobody of that name is there, nothing was given that could be withdrawn, or a paper is named
    without its picture.
    """
    require(rules.may_record_consent(actor, group))
    day, people, scan = given.get("said_on") or clock.today(), people_of(group), given.get("scan", b"")
    _require_askable(group, people, given, day)
    if given["way"] == ConsentWay.PAPER and not scan:
        raise Refused(_("ยังไม่ได้แนบภาพของแบบที่ลงลายมือชื่อ — ถ่ายภาพแบบแล้วแนบ หรือเลือกวิธีตอบอื่น"))
    told = Consent(
        group=group,
        what=given["what"],
        answer=given["answer"],
        given_by=given["given_by"],
        way=given["way"],
        said_on=day,
        wording=wording_of(given["what"]).version,
        scan=keep_photo(scan, name=given.get("scan_name", ""), actor=actor) if scan else None,
        recorded_by=actor.person,
        recorded_as=actor.hat.title[:200],
        recorded_at=clock.now(),
    )
    made = _keep_for(rows_of(people, given["about"]), told)
    trail.log(
        "consent.recorded",
        about=group,
        actor=actor,
        done_on=day,
        person=given["about"],
        what=str(given["what"]),
        answer=str(given["answer"]),
        way=str(given["way"]),
        wording=told.wording,
    )
    return made


def _keep_for(rows: Iterable[str], told: Consent) -> Consent:
    """The same answer under each of these rows of one person; the first is given back."""
    made = []
    for about in rows:
        one = copy(told)
        one.about = about
        one.save(force_insert=True)
        made.append(one)
    return made[0]


def _require_askable(group: Group, people: Sequence[PersonOfGroup], given: Given, day: date) -> None:
    about, what, answer = given["about"], given["what"], given["answer"]
    person = next((one for one in people if one.about == about), None)
    if person is None or what not in person.asked:
        raise Refused(_("ไม่พบบุคคลหรือเรื่องที่ถามนี้ในกลุ่ม — เปิดหน้าความยินยอมของกลุ่มแล้วเลือกใหม่"))
    if day > clock.today():
        raise Refused(_("วันที่ตอบ {day} ยังมาไม่ถึง — ระบุวันนี้หรือก่อนหน้า").format(day=day_name(day)))
    stands = standing_consents(group, people).get((about, what))
    if answer == ConsentAnswer.WITHDRAWN and (stands is None or stands.answer != ConsentAnswer.GIVEN):
        raise Refused(_("ยังไม่มีความยินยอมเรื่องนี้ให้ถอน — ถ้าเจ้าตัวไม่ให้ ให้เลือก «ไม่ให้ความยินยอม»"))


class Asking(TypedDict):
    """What somebody asks of their own data, how it came, and by what they are known."""

    kind: RequestKind
    asked: str
    way: RequestWay
    about: NotRequired[str]
    name: NotRequired[str]
    phone: NotRequired[str]
    line_id: NotRequired[str]
    received_on: NotRequired[date | None]


@transaction.atomic
def receive_request(group: Group, *, actor: Actor, **asking: Unpack[Asking]) -> PersonalRequest:
    """Keep what somebody asks of their own data, to be answered within the days of the house; tells who decides.

    `about` names them as a consent does; what is not told of them then is taken from there. Raises Refused.
    """
    require(rules.may_receive_request(actor, group))
    day = asking.get("received_on") or clock.today()
    if day > clock.today():
        raise Refused(_("วันที่รับคำขอ {day} ยังมาไม่ถึง — ระบุวันนี้หรือก่อนหน้า").format(day=day_name(day)))
    about, kind, way = asking.get("about", ""), asking["kind"], asking["way"]
    told = _whose(group, about, {key: str(asking.get(key, "")) for key in ("name", "phone", "line_id")})
    made = PersonalRequest.objects.create(
        group=group,
        about=about,
        kind=kind,
        name=told["name"][:160],
        phone=told["phone"][:80],
        line_id=told["line_id"][:80],
        asked=one_line(asking["asked"])[:600],
        way=way,
        received_on=day,
        due_on=day + timedelta(days=days_to_answer()),
        office=actor.office,
        recorded_by=actor.person,
        recorded_as=actor.hat.title[:200],
        recorded_at=clock.now(),
    )
    trail.log(
        "request.received", about=made, within=group, actor=actor, done_on=day, kind=str(kind), way=str(way)
    )
    _tell_deciders(made)
    return made


def _whose(group: Group, about: str, typed: Mapping[str, str]) -> dict[str, str]:
    """By what the owner of the data is found: as typed, and what is not typed as the registry has it. Raises Refused."""
    person = person_of(group, about) if about else None
    if about and (person is None or about == PEOPLE):
        raise Refused(_("ไม่พบบุคคลนี้ในกลุ่ม — เลือกจากรายชื่อ หรือพิมพ์ชื่อเจ้าของข้อมูล"))
    told = {key: one_line(words) or (getattr(person, key) if person else "") for key, words in typed.items()}
    if not any(told.values()):
        raise Refused(_("ยังไม่ได้ระบุว่าเป็นข้อมูลของใคร — เลือกจากรายชื่อ หรือพิมพ์ชื่อหรือโทรศัพท์"))
    return told


@in_thai
def _tell_deciders(made: PersonalRequest) -> None:
    path, day = made.group.path, clock.today()
    heads = [
        *holders(Role.DISTRICT_HEAD, code_on(path, Level.DISTRICT), day),
        *holders(Role.PROVINCE_HEAD, code_on(path, Level.PROVINCE), day),
    ]
    told = _("{kind}ข้อมูลส่วนบุคคลของ{group} รอตัดสิน ตอบภายใน {day}")
    trail.notify(
        "personal-request",
        to=[one.pk for one in heads if one.pk != made.recorded_by_id],
        text=told.format(kind=made.get_kind_display(), group=made.group.name, day=day_name(made.due_on)),
        url=made.get_absolute_url(),
    )


@transaction.atomic
def decide_request(
    request: PersonalRequest,
    *,
    accept: bool,
    ground_key: str,
    reason: str = "",
    for_good: bool = False,
    actor: Actor,
) -> PersonalRequest:
    """Accept or refuse it on a ground in law. What is accepted to be erased is erased at once: `for_good` must say so.

    An accepted objection withdraws what the person had agreed to. Raises Refused, Stale if someone was faster.
    """
    require(rules.may_decide_request(actor, request))
    on = ground(ground_key)
    if on is None or on.accepts is not accept:
        raise Refused(_("เลือกเหตุตามกฎหมายที่ตรงกับผลการตัดสิน"))
    said = one_line(reason)[:600]
    if not accept and not said:
        raise Refused(_("ระบุเหตุผลที่ไม่รับคำขอ เพื่อแจ้งเจ้าของข้อมูล"))
    if accept and request.kind == RequestKind.ERASE and not for_good:
        raise Refused(_("การลบเรียกคืนไม่ได้ — ยืนยันการลบถาวรก่อนบันทึกการตัดสิน"))
    claim(
        PersonalRequest.objects.filter(pk=request.pk, state=RequestState.OPEN),
        state=RequestState.ACCEPTED if accept else RequestState.REFUSED,
        ground=on.key,
        reason=said,
        decided_by=actor.person,
        decided_as=actor.hat.title[:200],
        decided_at=clock.now(),
    )
    request.refresh_from_db()
    trail.log(
        "request.decided",
        about=request,
        within=request.group,
        actor=actor,
        kind=request.kind,
        accepted=accept,
        ground=on.key,
    )
    if accept:
        _carry_out(request, actor)
    _tell_recorder(request)
    return request


def _carry_out(request: PersonalRequest, actor: Actor) -> None:
    """Do at once what the house itself can do of an accepted request; a correction waits for somebody to make it."""
    match request.kind:
        case RequestKind.ERASE:
            if not values_of(request):
                raise Refused(_("คำขอนี้ไม่เหลือค่าที่จะค้นหาเพื่อลบ — บันทึกคำขอใหม่พร้อมชื่อหรือโทรศัพท์"))
            _close(request, erase_person(request, actor=actor), actor)
        case RequestKind.OBJECT:
            _close(request, {"withdrawn": _withdraw_all(request, actor)}, actor)


def _withdraw_all(request: PersonalRequest, actor: Actor) -> int:
    """Let an objection stand as a refusal of every use the person can be asked about; gives back how many changed."""
    people, day, changed = people_of(request.group), clock.today(), 0
    person = next((one for one in people if one.about == request.about), None)
    stands = standing_consents(request.group, people)
    for what in person.asked if person else ():
        given = stands.get((request.about, what))
        if given is not None and given.answer != ConsentAnswer.GIVEN:
            continue
        told = Consent(
            group=request.group,
            what=what,
            answer=ConsentAnswer.WITHDRAWN if given else ConsentAnswer.REFUSED,
            given_by=ConsentBy.SELF,
            way=ConsentWay.SPOKEN,
            said_on=day,
            wording=wording_of(what).version,
            recorded_by=actor.person,
            recorded_as=actor.hat.title[:200],
            recorded_at=clock.now(),
        )
        _keep_for(rows_of(people, request.about), told)
        changed += 1
    return changed


def _close(request: PersonalRequest, outcome: dict[str, int], actor: Actor) -> None:
    claim(
        PersonalRequest.objects.filter(pk=request.pk, state=RequestState.ACCEPTED),
        state=RequestState.DONE,
        done_by=actor.person,
        done_at=clock.now(),
        outcome=outcome,
    )
    request.refresh_from_db()
    trail.log(
        "request.done", about=request, within=request.group, actor=actor, kind=request.kind, outcome=outcome
    )


@transaction.atomic
def finish_request(request: PersonalRequest, *, actor: Actor) -> PersonalRequest:
    """Say that what was accepted is done. Raises Refused, Stale if someone was faster."""
    require(rules.may_finish_request(actor, request))
    _close(request, {}, actor)
    return request


@in_thai
def _tell_recorder(request: PersonalRequest) -> None:
    told = _("ตัดสินคำขอเกี่ยวกับข้อมูลส่วนบุคคลของ{group}แล้ว: {state} — แจ้งเจ้าของข้อมูล")
    trail.notify(
        "personal-request",
        to=[request.recorded_by_id],
        text=told.format(group=request.group.name, state=request.get_state_display()),
        url=request.get_absolute_url(),
    )
