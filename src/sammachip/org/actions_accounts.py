"""What changes log-ins: the first administrator, passwords, one-time reset codes, suspension, language."""

import hashlib
import secrets
from datetime import timedelta
from typing import Unpack

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.core.erasing import ERASED
from sammachip.core.thainum import thai_sort_key, to_arabic
from sammachip.core.verdict import YES, Refused, Verdict, require
from sammachip.org import rules
from sammachip.org.actions import Name, new_person
from sammachip.org.hats import Actor, Hat, actor_for
from sammachip.org.models import Office, OfficeLevel, Person, Post, ResetCode, Role
from sammachip.trail import actions as trail
from sammachip.trail import clock

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without those that read alike on paper: I L O 0 1
CODE_LENGTH = 12
CODE_HOURS = 24
CODE_TRIES = 5


@transaction.atomic
def found_first_administrator(*, username: str, password: str, office: Office, **name: Unpack[Name]) -> Actor:
    """The first person, made by whoever sets the system up: administrator of this office. Raises Refused.

    The only action without an actor, for nobody is there yet; the new administrator signs the events.
    """
    Office.objects.select_for_update().get(
        level=OfficeLevel.NATION
    )  # two founders at once: the second waits, then is refused
    require(rules.may_found())
    person = new_person(username=username, **name)
    require(rules.may_use_password(person, password))
    person.set_password(password)
    person.save(force_insert=True)
    post = Post.objects.create(
        person=person,
        office=office,
        role=Role.ADMINISTRATOR,
        title=str(Role.ADMINISTRATOR.label),
        starts_on=clock.today(),
    )
    actor = Actor(person, Hat.of_post(post))
    trail.log("system.founded", about=person, within=office, actor=actor)
    return actor


@transaction.atomic
def change_password(person: Person, password: str, *, actor: Actor) -> None:
    """A person's own new password; every other session of the person ends. Raises Refused."""
    if person != actor.person:
        raise Refused(_("เปลี่ยนรหัสผ่านของผู้อื่นไม่ได้ — ออกรหัสตั้งรหัสผ่านให้เจ้าของบัญชี"))
    require(rules.may_use_password(person, password))
    _set_password(person, password)
    trail.log("account.password-changed", about=person, actor=actor)


def _set_password(person: Person, password: str) -> None:
    person.set_password(password)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])


@transaction.atomic
def issue_reset_code(person: Person, *, actor: Actor) -> str:
    """The code to hand over, shown this once; it lives a day and replaces any earlier one. Raises Refused."""
    require(rules.may_issue_reset_code(actor, person, clock.today()))
    code = _new_code(person, made_by=actor.person)
    trail.log("account.reset-code-issued", about=person, actor=actor)
    trail.notify(
        "reset-code-issued",
        to=[person.pk],
        text=format_lazy(gettext_lazy("{name} ออกรหัสตั้งรหัสผ่านใหม่ให้ท่าน"), name=actor.person.name),
        url=person.get_absolute_url(),
    )
    return code


@transaction.atomic
def issue_reset_code_at_the_machine(person: Person) -> str:
    """The code for whoever keeps the machine, where nobody is left to issue one. Raises Refused.

    Nobody is logged in there, so the person's own hat signs the event, which names the way.
    """
    actor = actor_for(person, None, clock.today())
    if not person.is_active or actor is None:
        raise Refused(
            _("{name} ถูกระงับหรือไม่มีตำแหน่งที่มีผลในวันนี้ จึงเข้าระบบไม่ได้ — เปิดบัญชีหรือบันทึกตำแหน่งก่อน").format(
                name=person.name
            )
        )
    code = _new_code(person, made_by=person)
    trail.log("account.reset-code-issued", about=person, actor=actor, at="machine")
    trail.notify(
        "reset-code-issued",
        to=[person.pk],
        text=gettext_lazy("ผู้ดูแลเครื่องแม่ข่ายออกรหัสตั้งรหัสผ่านใหม่ให้ท่าน"),
        url=person.get_absolute_url(),
    )
    return code


def _new_code(person: Person, *, made_by: Person) -> str:
    """A code in place of any earlier one, spelt in groups of four; only its digest is kept."""
    moment = clock.now()
    ResetCode.objects.filter(person=person, used_at=None, ends_at__gt=moment).update(ends_at=moment)
    code = "".join(secrets.choice(CODE_LETTERS) for _place in range(CODE_LENGTH))
    ResetCode.objects.create(
        person=person,
        digest=digest_of(person, code),
        made_by=made_by,
        made_at=moment,
        ends_at=moment + timedelta(hours=CODE_HOURS),
    )
    return "-".join(code[at : at + 4] for at in range(0, CODE_LENGTH, 4))


def digest_of(person: Person, code: str) -> str:
    """What is kept of a code. Letters of any case, Thai digits and any dashes or spaces read alike."""
    plain = "".join(letter for letter in to_arabic(code).upper() if letter in CODE_LETTERS)
    return hashlib.sha256(f"{person.pk}:{plain}".encode()).hexdigest()


@transaction.atomic
def use_reset_code(username: str, code: str, password: str) -> Verdict:
    """Set a new password by a code. A refusal is given back and not raised: raising would undo the count of tries.

    An unknown name, a wrong code and a dead code are answered alike, so nobody learns who has an account.
    """
    live = _live_codes(username).select_related("person").select_for_update(of=("self",)).first()
    if live is None:
        return wrong_code()
    if not secrets.compare_digest(live.digest, digest_of(live.person, code)):
        ResetCode.objects.filter(pk=live.pk).update(tries=F("tries") + 1)
        return wrong_code()
    if not (verdict := rules.may_use_password(live.person, password)):
        return verdict
    actor = actor_for(live.person, None, clock.today())
    if actor is None:
        return Verdict(_("บัญชีนี้ไม่มีตำแหน่งที่มีผลในวันนี้ — แจ้งหน่วยงานของท่านให้บันทึกตำแหน่ง"))
    ResetCode.objects.filter(pk=live.pk).update(used_at=clock.now())
    _set_password(live.person, password)
    trail.log("account.reset-code-used", about=live.person, actor=actor)
    return YES


def _live_codes(username: str) -> QuerySet[ResetCode]:
    return ResetCode.objects.filter(
        person__username=username,
        person__is_active=True,
        used_at=None,
        ends_at__gt=clock.now(),
        tries__lt=CODE_TRIES,
    )


def wrong_code() -> Verdict:
    return Verdict(
        _(
            "ชื่อผู้ใช้หรือรหัสไม่ถูกต้อง หรือรหัสใช้ไม่ได้แล้ว — รหัสมีอายุ {hours} ชั่วโมง และลองได้ {tries} ครั้ง ขอรหัสใหม่จากหน่วยงานของท่าน"
        ).format(hours=CODE_HOURS, tries=CODE_TRIES),
        code="reset-code",
    )


def add_without_account(**name: Unpack[Name]) -> Person:
    """Somebody who holds no post and has no user name: who comes in, and by what, is for the caller to say."""
    person = new_person(username=None, **name)
    if not person.given_name or not person.family_name:
        raise Refused(_("ระบุชื่อและนามสกุลให้ครบ"))
    person.save(force_insert=True)
    return person


def end_sessions(person: Person) -> None:
    """Whoever came in as this person, who has no password, is out."""
    assert person.username is None, "one with a password changes that"
    person.set_unusable_password()
    person.save(update_fields=["password"])


def forget_name(person: Person) -> None:
    """Keep nothing of what one without an account is called; what that person did stays."""
    assert person.username is None, "an officer's name stands in papers of the office"
    person.prefix, person.given_name, person.family_name = "", ERASED, ""
    person.name_sort, person.phone = thai_sort_key(ERASED), ""
    person.set_unusable_password()
    person.save(update_fields=["prefix", "given_name", "family_name", "name_sort", "phone", "password"])


@transaction.atomic
def set_active(person: Person, active: bool, *, actor: Actor) -> Person:
    """Suspend an account, which ends its sessions at once, or open it again. Raises Refused."""
    require(rules.may_manage_account(actor, person, clock.today()))
    if person.is_active != active:
        person.is_active = active
        person.save(update_fields=["is_active"])
        trail.log("account.opened" if active else "account.suspended", about=person, actor=actor)
    return person


@transaction.atomic
def choose_language(language: str, *, actor: Actor) -> None:
    """The language of one's own screens; no event, for it concerns nobody else."""
    Person.objects.filter(pk=actor.person.pk).update(language=language)
    actor.person.language = language
