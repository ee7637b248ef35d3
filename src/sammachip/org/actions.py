"""What changes people, posts, orders, powers and offices. Passwords and reset codes are in `actions_accounts`."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.core.letternumber import one_spelling
from sammachip.core.thainum import thai_sort_key, tidy
from sammachip.core.verdict import Refused, require
from sammachip.org import rules
from sammachip.org.hats import Actor
from sammachip.org.models import Area, Office, Order, Person, Post, Power, Section
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim

ONE_DAY = timedelta(days=1)


class Name(TypedDict):
    prefix: str
    given_name: str
    family_name: str


class PostDetails(TypedDict, total=False):
    """What a post may say beyond person, office, role, title and first day."""

    ends_on: date | None
    section: Section | None
    duty_areas: Sequence[Area]


@transaction.atomic
def add_person(
    *,
    office: Office,
    role: str,
    title: str,
    starts_on: date,
    username: str | None = None,
    password: str | None = None,
    phone: str = "",
    actor: Actor,
    details: PostDetails | None = None,
    **name: Unpack[Name],
) -> Person:
    """A person with a first post, so that an office answers for everyone. Raises Refused.

    Without a user name the person signs on paper only. A password given here must be changed at the
    first log-in; without one the person needs a reset code.
    """
    require(rules.may_create_account(actor, office, role))
    person = new_person(username=username, phone=phone, **name)
    if password is not None:
        require(rules.may_use_password(person, password))
        person.set_password(password)
        person.must_change_password = True
    person.save(force_insert=True)
    trail.log("person.added", about=person, within=office, actor=actor, logs_in=bool(username))
    give_post(person, office, role, title, starts_on, actor=actor, **(details or {}))
    return person


def new_person(*, username: str | None, phone: str = "", **name: Unpack[Name]) -> Person:
    """The person, not stored yet, whose password nobody knows. Raises Refused when the user name is taken."""
    if username:
        require(rules.may_take_username(username))
    require(rules.may_keep_phone(phone))
    person = Person(username=username or None, phone=phone.strip(), **_tidied(name))
    person.set_unusable_password()
    return person


def _tidied(name: Name) -> dict[str, str]:
    given, family = tidy(name["given_name"]), tidy(name["family_name"])
    return {
        "prefix": tidy(name["prefix"]),
        "given_name": given,
        "family_name": family,
        "name_sort": thai_sort_key(f"{given} {family}"),
    }


@transaction.atomic
def correct_person(person: Person, *, phone: str, actor: Actor, **name: Unpack[Name]) -> Person:
    """Mend a name or a telephone number; the event keeps which columns changed, not their values."""
    require(rules.may_correct(actor, person, clock.today()))
    require(rules.may_keep_phone(phone))
    wanted = {**_tidied(name), "phone": phone.strip()}
    changed = [column for column, value in wanted.items() if getattr(person, column) != value]
    if not changed:
        return person
    for column in changed:
        setattr(person, column, wanted[column])
    person.save(update_fields=changed)
    trail.log("person.corrected", about=person, actor=actor, columns=changed)
    return person


@transaction.atomic
def give_post(
    person: Person,
    office: Office,
    role: str,
    title: str,
    starts_on: date,
    *,
    actor: Actor,
    **details: Unpack[PostDetails],
) -> Post:
    """Put the person into a role of the office from a day on. An empty role signs on paper only. Raises Refused."""
    section, areas = details.get("section"), details.get("duty_areas", ())
    ends_on = details.get("ends_on")
    require(rules.may_give_post(actor, person, office, role))
    require(rules.post_fits(office, role, section, areas))
    require(rules.span_fits(starts_on, ends_on))
    post = Post.objects.create(
        person=person,
        office=office,
        section=section,
        role=role,
        title=tidy(title),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    post.duty_areas.set(areas)
    trail.log("post.given", about=post, within=office, actor=actor, **_told(post))
    _tell(person, "post-given", format_lazy(gettext_lazy("ท่านได้รับตำแหน่ง {post}"), post=post), by=actor)
    return post


@transaction.atomic
def end_post(post: Post, *, on: date, actor: Actor) -> Post:
    """`on` is the last day of the post. Powers held in that office end with the last post there. Raises Refused."""
    require(rules.may_end_post(actor, post))
    require(rules.span_fits(post.starts_on, on))
    _close(post, on, actor)
    _tell(
        post.person, "post-ended", format_lazy(gettext_lazy("ตำแหน่ง {post} ของท่านสิ้นสุด"), post=post), by=actor
    )
    return post


@transaction.atomic
def hand_over(post: Post, to: Person, on: date, *, actor: Actor, title: str = "") -> Post:
    """`to` holds the post from `on`, the holder until the day before. Raises Refused or Stale.

    Section and duty areas go along; powers do not, for an order names who holds them.
    """
    require(rules.may_hand_over(actor, post, to))
    require(rules.span_fits(post.starts_on, on - ONE_DAY))
    areas = list(post.duty_areas.all())
    _close(post, on - ONE_DAY, actor)
    _tell(
        post.person, "post-ended", format_lazy(gettext_lazy("ท่านส่งมอบตำแหน่ง {post} แล้ว"), post=post), by=actor
    )
    return give_post(
        to,
        post.office,
        post.role,
        title or post.title,
        on,
        actor=actor,
        section=post.section,
        duty_areas=areas,
    )


def _close(post: Post, last_day: date, actor: Actor) -> None:
    claim(Post.objects.filter(pk=post.pk, ends_on=None), ends_on=last_day)
    post.refresh_from_db(fields=["ends_on"])
    trail.log("post.ended", about=post, within=post.office, actor=actor, **_told(post))
    remains = Post.objects.filter(person=post.person, office=post.office).open_from(last_day + ONE_DAY)
    if remains.exists():
        return
    for power in Power.objects.filter(holder=post.person, for_office=post.office).in_force_on(last_day):
        if power.ends_on is None or power.ends_on > last_day:
            _shorten(power, last_day, actor)


def _told(post: Post) -> dict[str, Any]:  # facts of an event are of every kind
    return {
        "person": post.person_id,
        "role": post.role,
        "title": post.title,
        "starts_on": post.starts_on,
        "ends_on": post.ends_on,
        "section": post.section_id,
        "duty_areas": sorted(post.duty_areas.values_list("code", flat=True)),
    }


def _tell(person: Person, kind: str, text: Promise, *, by: Actor) -> None:
    if person != by.person and person.username:
        trail.notify(kind, to=[person.pk], text=text, url=person.get_absolute_url())


@transaction.atomic
def record_order(office: Office, number: str, dated_on: date, subject: str, *, actor: Actor) -> Order:
    """A คำสั่ง of this office, by its number and date. Raises Refused."""
    number = tidy(number)
    require(rules.may_record_order(actor, office))
    require(rules.may_be_done_on(dated_on))
    require(rules.order_is_new(office, number, dated_on))
    order = Order.objects.create(office=office, number=number, dated_on=dated_on, subject=tidy(subject))
    trail.log("order.recorded", about=order, within=office, actor=actor, done_on=dated_on, number=number)
    return order


class PowerDetails(TypedDict, total=False):
    """What an order may bound a power by, beside its first day: the role stood in for, a sum, a programme, a last day."""

    for_role: str
    limit_baht: Decimal | None
    programme_code: str
    ends_on: date | None


@transaction.atomic
def give_power(
    order: Order,
    holder: Person,
    form: str,
    for_office: Office,
    for_title: str,
    starts_on: date,
    *,
    actor: Actor,
    **details: Unpack[PowerDetails],
) -> Power:
    """Let the holder sign for a post, as the order says. Without a `for_role` that is the head of the authority itself.

    Without a limit the power reaches any sum. Raises Refused.
    """
    for_role = details.get("for_role", "")
    require(rules.power_fits(for_office, for_role, details.get("limit_baht")))
    require(rules.may_give_power(actor, order, holder, for_office, for_role))
    require(rules.span_fits(starts_on, details.get("ends_on")))
    power = Power.objects.create(
        order=order,
        holder=holder,
        form=form,
        for_office=for_office,
        for_title=tidy(for_title),
        starts_on=starts_on,
        **details,
    )
    trail.log("power.given", about=power, within=order, actor=actor, done_on=order.dated_on, **_powers(power))
    told = format_lazy(gettext_lazy("คำสั่งที่ {number} ให้ท่าน{power}"), number=order.number, power=power)
    _tell(holder, "power-given", told, by=actor)
    return power


@transaction.atomic
def end_power(power: Power, *, on: date, actor: Actor) -> Power:
    """`on` is the last day on which the power serves. Raises Refused."""
    require(rules.may_end_power(actor, power))
    require(rules.span_fits(power.starts_on, on))
    if power.ends_on is not None and power.ends_on <= on:
        raise Refused(_("อำนาจนี้สิ้นสุดก่อนหรือในวันนั้นอยู่แล้ว"))
    _shorten(power, on, actor)
    return power


@transaction.atomic
def withdraw_power(power: Power, *, actor: Actor) -> Power:
    """From this moment the holder signs nothing more by this power, on its first day too. Raises Refused or Stale."""
    require(rules.may_end_power(actor, power))
    claim(Power.objects.filter(pk=power.pk, withdrawn_on=None), withdrawn_on=clock.today())
    power.refresh_from_db(fields=["withdrawn_on"])
    trail.log("power.withdrawn", about=power, within=power.order, actor=actor, **_powers(power))
    return power


def _shorten(power: Power, last_day: date, actor: Actor) -> None:
    claim(Power.objects.filter(pk=power.pk, ends_on=power.ends_on), ends_on=last_day)
    power.refresh_from_db(fields=["ends_on"])
    trail.log("power.ended", about=power, within=power.order, actor=actor, **_powers(power))


def _powers(power: Power) -> dict[str, Any]:  # facts of an event are of every kind
    return {
        "holder": power.holder_id,
        "form": power.form,
        "for_office": power.for_office_id,
        "for_role": power.for_role,
        "for_title": power.for_title,
        "limit_baht": power.limit_baht,
        "programme": power.programme_code,
        "starts_on": power.starts_on,
        "ends_on": power.ends_on,
    }


class OfficeDetails(TypedDict, total=False):
    """What an office says of itself on its letters, and whether it works in this system."""

    letter_code: str
    address: str
    phone: str
    fax: str
    works_here: bool


@transaction.atomic
def describe_office(office: Office, *, seen: int, actor: Actor, **details: Unpack[OfficeDetails]) -> Office:
    """Change what stands on the letters of the office seen at that version; columns that are not given stay. Raises
    Refused or Stale."""
    require(rules.may_describe_office(actor, office))
    for number in (details.get("phone", ""), details.get("fax", "")):
        require(rules.may_keep_phone(number))
    if "letter_code" in details:
        details["letter_code"] = _letter_code(office, details["letter_code"])
    changed: dict[str, Any] = {
        column: value for column, value in details.items() if getattr(office, column) != value
    }  # any kind
    if changed:
        claim(Office.objects.filter(pk=office.pk, version=seen), version=seen + 1, **changed)
        office.refresh_from_db(fields=["version", *changed])
        trail.log("office.described", about=office, actor=actor, **changed)
    return office


def _letter_code(office: Office, typed: str) -> str:
    """The code in the one spelling that the register keeps numbers in."""
    code = one_spelling(typed)
    if code and code != office.letter_code:
        require(rules.is_fit_letter_code(office, code))
    return code


@transaction.atomic
def give_letter_code(office: Office, typed: str, *, seen: int, actor: Actor) -> Office:
    """Say what stands before the running number of the office's letters, so that its register counts from now on.
    Raises Refused, or Stale where the office was described since version `seen`."""
    require(rules.may_give_letter_code(actor, office))
    if not (code := _letter_code(office, typed)):
        raise Refused(_("พิมพ์รหัสหนังสือของ{office} เช่น บร 0119").format(office=office.name))
    claim(Office.objects.filter(pk=office.pk, version=seen), version=seen + 1, letter_code=code)
    office.refresh_from_db(fields=["version", "letter_code"])
    trail.log("office.described", about=office, actor=actor, letter_code=code)
    return office


@transaction.atomic
def add_section(office: Office, name: str, *, actor: Actor) -> Section:
    """One more section, last in the office's list. Raises Refused."""
    name = tidy(name)
    require(rules.may_describe_office(actor, office))
    require(rules.section_is_new(office, name))
    position = office.sections.count() + 1
    section = Section.objects.create(office=office, name=name, position=position)
    trail.log("section.added", about=section, within=office, actor=actor, name=name)
    return section
