"""Who may make accounts, posts, orders and powers; who may sign for another, and up to what sum."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sammachip.core.area import is_within
from sammachip.core.letternumber import is_letter_code
from sammachip.core.money import format_baht
from sammachip.core.thainum import excerpt, to_arabic
from sammachip.core.verdict import YES, Verdict
from sammachip.org import queries
from sammachip.org.hats import HEADS, Actor
from sammachip.org.models import (
    ApiToken,
    Area,
    AuditScope,
    Office,
    OfficeLevel,
    Order,
    Person,
    Post,
    Power,
    Role,
    Section,
)
from sammachip.trail import clock
from sammachip.trail.spoken import day_name

DISTRICT_ROLES = frozenset({Role.FIELD_OFFICER, Role.DISTRICT_HEAD, Role.DISTRICT_FINANCE})
PROVINCE_ROLES = frozenset({Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD, Role.PROVINCE_FINANCE})
DEPARTMENT_ROLES = frozenset({Role.DEPARTMENT_OFFICER, Role.DEPARTMENT_HEAD})
ANYWHERE = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})

LEVEL_OF_ROLE: dict[str, OfficeLevel] = {
    **dict.fromkeys(DISTRICT_ROLES, OfficeLevel.DISTRICT),
    **dict.fromkeys(PROVINCE_ROLES, OfficeLevel.PROVINCE),
    **dict.fromkeys(DEPARTMENT_ROLES, OfficeLevel.NATION),
}

# Nobody gives a right above the own; the own right itself only a head or an administrator gives,
# so that an office can renew itself. An officer makes accounts for the offices below.
MAY_GIVE: dict[str, frozenset[str]] = {
    Role.ADMINISTRATOR: DISTRICT_ROLES | PROVINCE_ROLES | DEPARTMENT_ROLES | ANYWHERE,
    Role.DEPARTMENT_HEAD: DISTRICT_ROLES | PROVINCE_ROLES | DEPARTMENT_ROLES | ANYWHERE,
    Role.DEPARTMENT_OFFICER: DISTRICT_ROLES | PROVINCE_ROLES,
    Role.PROVINCE_HEAD: DISTRICT_ROLES | PROVINCE_ROLES | ANYWHERE,
    Role.PROVINCE_OFFICER: DISTRICT_ROLES,
    Role.DISTRICT_HEAD: DISTRICT_ROLES | ANYWHERE,
}
MOST_TOKENS = 10
LONGEST_TOKEN_DAYS = 366
KEEPS_OFFICE_PAPERS = HEADS | {Role.PROVINCE_OFFICER, Role.DEPARTMENT_OFFICER}


FEWEST_DIGITS = 4
"""Of a number inside an office, the shortest there are."""


def role_name(role: str) -> str:
    return str(Role(role).label) if role else _("ลงนามในเอกสารเท่านั้น")


def may_create_account(actor: Actor, office: Office, role: str) -> Verdict:
    """Whether the actor may put somebody into this role of this office."""
    granted = MAY_GIVE.get(actor.role)
    if granted is None:
        return Verdict(_("บทบาทของท่านไม่มีสิทธิ์จัดการบัญชีผู้ใช้ — แจ้งหัวหน้าหน่วยงานหรือผู้ดูแลบัญชี"))
    if not (verdict := _reaches(actor, office)):
        return verdict
    if (level := LEVEL_OF_ROLE.get(role)) and level != office.level:
        return Verdict(
            _(
                "บทบาท “{role}” มีได้เฉพาะหน่วยงานระดับ{level} แต่ {office} อยู่ระดับ{own} — เลือกบทบาทหรือหน่วยงานใหม่"
            ).format(
                role=role_name(role),
                level=level.label,
                office=office.short_name,
                own=office.get_level_display(),
            )
        )
    if role and role not in granted:
        return Verdict(
            _("บทบาท “{own}” มอบบทบาท “{role}” ไม่ได้ เพราะไม่ต่ำกว่าสิทธิ์ของตน — แจ้งหัวหน้าหน่วยงานหรือผู้ดูแลบัญชี").format(
                own=role_name(actor.role), role=role_name(role)
            )
        )
    return YES


def may_let_stand_for(actor: Actor, office: Office, role: str) -> Verdict:
    """Whether the actor may let anybody sign as this role of this office, or take that away.

    A power is worth as much as the post, so who may not give the post may not give the power. An empty role is the
    head of the authority (the governor, the district chief): only a head of that office or of one above speaks for
    it. An administrator does not: orders are the office's work, and administrators keep accounts only.
    """
    if role:
        return may_create_account(actor, office, role)
    if not actor.is_head:
        return Verdict(
            _(
                "อำนาจแทน{title} บันทึกหรือแก้ไขได้เฉพาะหัวหน้าของ {office} หรือของหน่วยเหนือ — เสนอหัวหน้าหน่วยงานดำเนินการ"
            ).format(title=office.authority_head, office=office.short_name)
        )
    return _reaches(actor, office)


def _reaches(actor: Actor, office: Office) -> Verdict:
    """Whether the office is the actor's own or lies below it."""
    if not is_within(office.path, actor.office.path):
        return Verdict(_("{office} อยู่นอกพื้นที่ของท่าน — แจ้งหน่วยงานเจ้าของพื้นที่").format(office=office.short_name))
    return YES


def roles_to_give(actor: Actor, office: Office) -> list[str]:
    """The roles the actor may give in this office, in the order of `Role`."""
    return [role for role in Role.values if may_create_account(actor, office, role)]


def roles_to_let_stand_for(actor: Actor) -> list[str]:
    """The roles the actor may give powers for, in the order of `Role`; the head of the authority ("") first.

    Auditors and administrators sign nothing, so nobody stands for them.
    """
    authority = [""] if actor.role in KEEPS_OFFICE_PAPERS else []
    signing = MAY_GIVE.get(actor.role, frozenset()) - {Role.AUDITOR, Role.ADMINISTRATOR}
    return authority + [role for role in Role.values if role in signing]


def makes_accounts(actor: Actor) -> Verdict:
    """Whether the actor may make any account at all: the question behind the button."""
    return may_create_account(actor, actor.office, "")


def may_give_post(actor: Actor, person: Person, office: Office, role: str) -> Verdict:
    """Nobody gives a post to oneself: an administrator, who reads no work, would read all of it."""
    if not (verdict := may_create_account(actor, office, role)):
        return verdict
    if person == actor.person:
        return Verdict(_("มอบตำแหน่งให้ตนเองไม่ได้ — ให้หัวหน้าหน่วยงาน หน่วยเหนือ หรือผู้ดูแลบัญชีคนอื่นบันทึก"))
    if Post.objects.of_role(role, office.code).filter(person=person, ends_on__isnull=True).exists():
        return Verdict(
            _("{person} ดำรงตำแหน่ง “{role}” ที่ {office} อยู่แล้ว — สิ้นสุดตำแหน่งเดิมก่อน").format(
                person=person.name, role=role_name(role), office=office.short_name
            )
        )
    return YES


def post_fits(office: Office, role: str, section: Section | None, duty_areas: Iterable[Area]) -> Verdict:
    """Whether section and duty areas belong to the office, and only a field officer has duty areas."""
    areas = list(duty_areas)
    if section and section.office_id != office.code:
        return Verdict(
            _("“{section}” ไม่ใช่กลุ่มงานของ {office} — เลือกกลุ่มงานของหน่วยงานนี้").format(
                section=section.name, office=office.short_name
            )
        )
    if areas and role != Role.FIELD_OFFICER:
        return Verdict(_("กำหนดตำบลที่รับผิดชอบได้เฉพาะบทบาท “{role}”").format(role=Role.FIELD_OFFICER.label))
    for area in areas:
        if not is_within(area.path, office.path):
            return Verdict(
                _("{area} ไม่อยู่ในเขตของ {office} — เลือกตำบลในพื้นที่ของหน่วยงาน").format(
                    area=area.full_name, office=office.short_name
                )
            )
    return YES


def span_fits(starts_on: date, ends_on: date | None) -> Verdict:
    if ends_on and ends_on < starts_on:
        said = _("วันสิ้นสุดต้องไม่ก่อนวันเริ่ม: สิ้นสุด {ends_on} แต่เริ่ม {starts_on} — ตรวจวันที่อีกครั้ง")
        return Verdict(said.format(ends_on=day_name(ends_on), starts_on=day_name(starts_on)))
    return YES


def may_end_post(actor: Actor, post: Post) -> Verdict:
    """Whoever may give the post may end it, except the last administrator's: nobody could make accounts then."""
    if not (verdict := may_create_account(actor, post.office, post.role)):
        return verdict
    if post.ends_on is not None:
        return Verdict(_("ตำแหน่งนี้กำหนดวันสิ้นสุดไว้แล้ว"))
    others = Post.objects.filter(role=Role.ADMINISTRATOR, ends_on__isnull=True).exclude(pk=post.pk)
    if post.role == Role.ADMINISTRATOR and not others.exists():
        return Verdict(_("ผู้นี้เป็นผู้ดูแลบัญชีคนสุดท้ายของระบบ — แต่งตั้งผู้ดูแลบัญชีคนใหม่ก่อน"))
    return YES


def may_hand_over(actor: Actor, post: Post, to: Person) -> Verdict:
    if not (verdict := may_create_account(actor, post.office, post.role)):
        return verdict
    if post.ends_on is not None:
        return Verdict(_("ตำแหน่งนี้กำหนดวันสิ้นสุดไว้แล้ว"))
    if to == post.person:
        return Verdict(_("ผู้รับมอบต้องไม่ใช่ผู้ส่งมอบ — เลือกผู้รับมอบคนอื่น"))
    return may_give_post(actor, to, post.office, post.role)


def may_manage_account(actor: Actor, person: Person, day: date) -> Verdict:
    """Whether the actor may open the way into this person's account: never into more rights than the own.

    Every post, power and scope of audit the person holds or will hold must be one the actor could give; hats that
    higher rooms bring (a group, a panel) count by their office.
    """
    if person == actor.person:
        return Verdict(_("จัดการบัญชีของตนเองจากหน้านี้ไม่ได้ — ใช้หน้าข้อมูลของฉัน"))
    if not person.username:
        return Verdict(_("{person} ไม่มีชื่อผู้ใช้ จึงไม่มีบัญชีให้จัดการ").format(person=person.name))
    if not queries.places_of(person, day):
        return Verdict(_("{person} ไม่มีตำแหน่งที่มีผล — บันทึกตำแหน่งก่อน").format(person=person.name))
    return _rights_within(actor, person, day)


def may_correct(actor: Actor, person: Person, day: date) -> Verdict:
    """One's own name, and that of whoever has no post or power the actor could not give."""
    if person == actor.person:
        return YES
    return makes_accounts(actor) and _rights_within(actor, person, day)


def _rights_within(actor: Actor, person: Person, day: date) -> Verdict:
    """Whether the actor could give every post, power and scope the person has; else why not the first of them."""
    for office, role in queries.places_of(person, day):
        if not (verdict := may_create_account(actor, office, role)):
            return verdict
    for power in queries.powers_open_from(person, day):
        if not (verdict := may_let_stand_for(actor, power.for_office, power.for_role)):
            return verdict
    for scope in queries.scopes_open_from(person, day):
        if not (verdict := may_create_account(actor, scope.office, Role.AUDITOR)):
            return verdict
    return YES


def sees_account(actor: Actor, person: Person) -> bool:
    """Whether the actor reads what was done with this person's account: it is their own, or they keep or audit accounts."""
    return person == actor.person or actor.role == Role.AUDITOR or bool(makes_accounts(actor))


def may_issue_reset_code(actor: Actor, person: Person, day: date) -> Verdict:
    if not (verdict := may_manage_account(actor, person, day)):
        return verdict
    if not person.is_active:
        return Verdict(_("บัญชีของ {person} ถูกระงับ — เปิดใช้บัญชีก่อนออกรหัส").format(person=person.name))
    return YES


def may_take_username(username: str) -> Verdict:
    if Person.objects.filter(username=username).exists():
        return Verdict(_("มีผู้ใช้ชื่อ “{username}” แล้ว — เลือกชื่อผู้ใช้อื่น").format(username=username))
    return YES


def may_use_password(person: Person, password: str) -> Verdict:
    """Whether the password is hard enough to guess; every reason at once, in our words: Django's are not in Thai."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        reasons = [password_fault(fault.code or "", str(fault.message)) for fault in error.error_list]
        return Verdict(" · ".join(reasons))
    return YES


def password_fault(code: str, otherwise: str) -> str:
    return {
        "password_too_short": _("รหัสผ่านสั้นเกินไป — ใช้อย่างน้อย 10 ตัวอักษร"),
        "password_too_common": _("รหัสผ่านนี้มีผู้ใช้กันมากจนเดาได้ง่าย — ตั้งใหม่ให้ต่างออกไป"),
        "password_entirely_numeric": _("รหัสผ่านมีแต่ตัวเลข — เพิ่มตัวอักษรด้วย"),
        "password_too_similar": _("รหัสผ่านคล้ายชื่อผู้ใช้เกินไป — ตั้งใหม่ให้ต่างออกไป"),
    }.get(code, otherwise)


def may_found() -> Verdict:
    """The first administrator is made by whoever sets the system up, and only while nobody is in it."""
    if Person.objects.exists():
        return Verdict(_("ระบบมีผู้ใช้แล้ว — เข้าสู่ระบบด้วยบัญชีของท่าน"))
    return YES


_PHONE = re.compile(r"(?:[\d\s+().,;/#*-]|ต่อ|หรือ|และ|โทรสาร|โทร|มท|ext)*", re.IGNORECASE)


def may_keep_phone(text: str) -> Verdict:
    """Whether somebody can be called by it: numbers as letters print them, with extensions; nothing at all is kept too."""
    digits = [char for char in to_arabic(text) if char.isdecimal()]
    if not text.strip() or (len(digits) >= FEWEST_DIGITS and _PHONE.fullmatch(to_arabic(text))):
        return YES
    return Verdict(
        _("«{given}» ไม่ใช่หมายเลขโทรศัพท์ — พิมพ์หมายเลข เช่น 0 4400 0000 ต่อ 12 หรือเว้นว่างไว้").format(
            given=excerpt(text)
        )
    )


def may_describe_office(actor: Actor, office: Office) -> Verdict:
    if not actor.is_one_of(*KEEPS_OFFICE_PAPERS):
        return Verdict(_("เฉพาะหัวหน้าหน่วยงาน เจ้าหน้าที่จังหวัด และเจ้าหน้าที่กรม แก้ไขข้อมูลหน่วยงานได้"))
    return _reaches(actor, office)


def may_give_letter_code(actor: Actor, office: Office) -> Verdict:
    """Who describes the office; and while it has none, whoever works there: its clerk is the first to miss it."""
    if office.letter_code or office.code != actor.office.code or actor.is_seat or not actor.takes_part:
        return may_describe_office(actor, office)
    return YES


def is_fit_letter_code(office: Office, code: str) -> Verdict:
    """Letters, a space and figures, and no other office's: two registers would give the same numbers."""
    if not is_letter_code(code):
        return Verdict(
            _(
                "รหัสหนังสือ «{code}» อ่านไม่ได้ — พิมพ์ตัวอักษรย่อแล้วตามด้วยเลขรหัส เช่น บร 0119 ไม่ต้องใส่เครื่องหมายทับและเลขลำดับ"
            ).format(code=excerpt(code)),
            "letter-code",
        )
    if other := Office.objects.filter(letter_code=code).exclude(pk=office.pk).order_by("pk").first():
        return Verdict(
            _("รหัสหนังสือ {code} เป็นของ{other}แล้ว เลขหนังสือจะซ้ำกัน — ตรวจรหัสกับหนังสือของหน่วยงาน").format(
                code=code, other=other.name
            ),
            "letter-code-taken",
        )
    return YES


def may_record_order(actor: Actor, office: Office) -> Verdict:
    if not actor.is_one_of(*KEEPS_OFFICE_PAPERS):
        return Verdict(_("เฉพาะหัวหน้าหน่วยงาน เจ้าหน้าที่จังหวัด และเจ้าหน้าที่กรม บันทึกคำสั่งได้"))
    return _reaches(actor, office)


def section_is_new(office: Office, name: str) -> Verdict:
    if office.sections.filter(name=name).exists():
        return Verdict(_("{office} มีกลุ่มงานชื่อ “{name}” แล้ว").format(office=office.short_name, name=name))
    return YES


def may_be_done_on(day: date | None) -> Verdict:
    """Nothing is done tomorrow: the day on a paper is today or before."""
    if day is not None and day > clock.today():
        return Verdict(
            _("วันที่ตามเอกสาร {day} ยังมาไม่ถึง (วันนี้ {today}) — ตรวจวันที่").format(
                day=day_name(day), today=day_name(clock.today())
            ),
            "future",
        )
    return YES


def order_is_new(office: Office, number: str, dated_on: date) -> Verdict:
    if Order.objects.filter(office=office, number=number, dated_on=dated_on).exists():
        return Verdict(_("บันทึกคำสั่งที่ {number} ไว้แล้ว — เปิดคำสั่งเดิมเพื่อเพิ่มผู้รับมอบอำนาจ").format(number=number))
    return YES


def may_give_power(actor: Actor, order: Order, holder: Person, for_office: Office, for_role: str) -> Verdict:
    """Nobody records a power for oneself, nor one beyond the posts one may give: else an accomplice would sign as head.

    That the office's own head signs for the authority, whoever keeps the office's papers may record: an office has one
    head, who cannot record it, and it lifts nobody above whom the recorder serves.
    """
    if not (verdict := may_record_order(actor, order.office)):
        return verdict
    if holder == actor.person:
        return Verdict(_("ผู้รับมอบอำนาจบันทึกอำนาจของตนเองไม่ได้ — ให้ผู้อื่นในหน่วยงานหรือหน่วยเหนือบันทึก"))
    if not is_within(for_office.path, order.office.path):
        return Verdict(
            _("คำสั่งของ {issuer} มอบอำนาจแทน {office} ไม่ได้ เพราะไม่อยู่ในบังคับบัญชา").format(
                issuer=order.office.short_name, office=for_office.short_name
            )
        )
    if not for_role and _heads(holder, for_office):
        return YES
    return may_let_stand_for(actor, for_office, for_role)


def may_end_power(actor: Actor, power: Power) -> Verdict:
    """Whoever may give the power may end or withdraw it."""
    if power.withdrawn_on is not None:
        return Verdict(_("อำนาจนี้ถอนแล้วเมื่อวันที่ {day}").format(day=day_name(power.withdrawn_on)))
    if not (verdict := may_record_order(actor, power.order.office)):
        return verdict
    if not power.for_role and _heads(power.holder, power.for_office):
        return YES
    return may_let_stand_for(actor, power.for_office, power.for_role)


def _heads(person: Person, office: Office) -> bool:
    """Whether the person heads the office today; a list that asks this of many fetches their posts beforehand."""
    today = clock.today()
    return any(
        post.office_id == office.pk and post.role in HEADS and post.is_held_on(today)
        for post in person.posts.all()
    )


def limit_fits(limit_baht: Decimal | None) -> Verdict:
    if limit_baht is not None and limit_baht <= 0:
        return Verdict(_("วงเงินตามคำสั่งต้องมากกว่าศูนย์ — ถ้าคำสั่งไม่จำกัดวงเงินให้เว้นว่าง"))
    return YES


def power_fits(for_office: Office, for_role: str, limit_baht: Decimal | None) -> Verdict:
    if not (limit := limit_fits(limit_baht)):
        return limit
    if (level := LEVEL_OF_ROLE.get(for_role)) and level != for_office.level:
        return Verdict(
            _("ตำแหน่ง “{role}” ไม่มีที่ {office} — เลือกตำแหน่งหรือหน่วยงานใหม่").format(
                role=role_name(for_role), office=for_office.short_name
            )
        )
    return YES


def may_give_scope(actor: Actor, post: Post, office: Office, day: date) -> Verdict:
    """Whoever may make auditors of an office may let one read it; nobody lets oneself."""
    if post.role != Role.AUDITOR:
        return Verdict(_("{post} ไม่ใช่ตำแหน่งผู้ตรวจสอบ — มอบตำแหน่งผู้ตรวจสอบก่อน").format(post=post))
    if post.person == actor.person:
        return Verdict(_("กำหนดขอบเขตการตรวจสอบให้ตนเองไม่ได้ — ให้หัวหน้าหน่วยงาน หน่วยเหนือ หรือผู้ดูแลบัญชีคนอื่นบันทึก"))
    if post.ends_on is not None and post.ends_on < day:
        return Verdict(_("{post} สิ้นสุดแล้ว — มอบตำแหน่งผู้ตรวจสอบใหม่ก่อน").format(post=post))
    return may_create_account(actor, office, Role.AUDITOR)


def may_end_scope(actor: Actor, scope: AuditScope) -> Verdict:
    if scope.withdrawn_on is not None:
        return Verdict(_("ขอบเขตนี้ถอนแล้วเมื่อวันที่ {day}").format(day=day_name(scope.withdrawn_on)))
    return may_create_account(actor, scope.office, Role.AUDITOR)


def may_issue_token(actor: Actor) -> Verdict:
    """Anybody with a post may let a program act as oneself, with a bounded number of keys at once."""
    standing = ApiToken.objects.filter(person=actor.person, revoked_at=None, ends_at__gt=clock.now()).count()
    if standing >= MOST_TOKENS:
        return Verdict(
            _("ท่านมีโทเคนที่ใช้ได้อยู่ {n} รายการ ซึ่งเต็มจำนวนแล้ว — ยกเลิกรายการที่ไม่ใช้ก่อน").format(n=standing),
            "tokens-full",
        )
    return YES


def may_serve_until(day: date) -> Verdict:
    """Whether a token made today may serve to the end of this day."""
    if clock.today() <= day <= clock.today() + timedelta(days=LONGEST_TOKEN_DAYS):
        return YES
    return Verdict(_("วันหมดอายุต้องอยู่ระหว่างวันนี้ถึง {days} วันข้างหน้า").format(days=LONGEST_TOKEN_DAYS))


def may_see_readings(actor: Actor, office: Office) -> Verdict:
    """Who was read may know by whom: the head of the office, and the heads above."""
    if not actor.is_head:
        return Verdict(_("รายการตรวจสอบดูได้เฉพาะหัวหน้าของหน่วยงานที่ถูกตรวจสอบและหัวหน้าหน่วยเหนือ"))
    return _reaches(actor, office)


def may_sign_for(
    actor: Actor, office: Office, role: str, amount: Decimal | None, day: date, *, programme: str = ""
) -> Verdict:
    """Whether the actor may sign as `role` of `office` on this day for this sum; None asks about no sum.

    The own post suffices; else a power in force must reach the sum. An empty role is the head of the
    authority itself (the governor, the district chief).
    """
    if role and actor.holds(role, office):
        return YES
    powers = queries.powers_for(actor.person, office, role, day, programme=programme)
    if any(power.reaches(amount) for power in powers):
        return YES
    if not powers:
        return Verdict(_("ไม่มีคำสั่งที่ให้ท่านลงนามแทนในวันนั้น — บันทึกคำสั่งมอบอำนาจก่อน หรือเสนอผู้มีอำนาจลงนาม"))
    widest = max(powers, key=lambda power: power.limit_baht or Decimal(0))
    return Verdict(
        _("คำสั่งที่ {number} มอบอำนาจไม่เกิน {limit} บาท แต่รายการนี้ {amount} บาท — เสนอ{title}ลงนาม").format(
            number=widest.order.number,
            limit=format_baht(widest.limit_baht or Decimal(0)),
            amount=format_baht(amount or Decimal(0)),
            title=widest.for_title,
        ),
        code="power-limit",
    )
