"""Auditors: what each may read, and for those who were read: who read what, and when."""

from datetime import date, datetime
from typing import Annotated

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import Field

from sammachip.api.desks.me import PersonTold, offices_named, person_told
from sammachip.api.desks.tasks import VerdictTold, verdict_told
from sammachip.api.ground import Call, acts, first, narrowed, reads, window
from sammachip.api.problems import BadInput, Detail
from sammachip.api.words import Day, Id, Key, OfficeCode, PageAsked, Said, Short, Told
from sammachip.core.verdict import Verdict, require
from sammachip.org import actions_audit, rules
from sammachip.org.hats import Actor
from sammachip.org.models import AuditReading, AuditScope, Office, Post, Role
from sammachip.org.queries import scopes_over
from sammachip.org.sight import under
from sammachip.programmes.queries import programme_titles
from sammachip.trail import clock

router = Router(tags=["auditing"])


class AuditorTold(Told):
    """An auditor's post, to which a scope is given; `may_give` says whether the caller may, for its own office."""

    id: int
    person: PersonTold
    office: str
    title: str
    starts_on: date
    ends_on: date | None
    may_give: VerdictTold


class AuditorsTold(Told):
    items: list[AuditorTold]
    next: int | None


class ScopeTold(Told):
    """What one letter lets an auditor read: an office with all below it, from one day to another.

    An empty `programme` stands for all. `withdrawn_on`: from that day it opens nothing more, whatever `ends_on` says.
    """

    id: int
    post: int
    person: PersonTold
    office: str
    programme: str
    starts_on: date
    ends_on: date
    letter_number: str
    letter_on: date
    withdrawn_on: date | None
    in_force: bool
    may_end: VerdictTold


class ScopesTold(Told):
    items: list[ScopeTold]
    next: int | None


class AuditReadingTold(Told):
    """One address that an auditor opened, and the path of the office or group that was read there."""

    id: int
    person: PersonTold
    auditor_office: str
    address: str
    path: str
    read_at: datetime


class AuditReadingsTold(Told):
    items: list[AuditReadingTold]
    next: int | None


class ScopesAsked(PageAsked):
    """`post`: those of one auditor's post alone."""

    post: Id | None = None


class ScopeSaid(Said):
    """The offices, each with all below it, that one letter opens to the auditor; one scope is made for each."""

    offices: Annotated[list[OfficeCode], Field(min_length=1, max_length=100)]
    programme: Key | None = None
    starts_on: Day
    ends_on: Day
    letter_number: Annotated[Short, Field(min_length=1)]
    letter_on: Day


class LastDaySaid(Said):
    """`on`: the last day on which the auditor reads by this scope."""

    on: Day


def auditor_told(post: Post, call: Call) -> AuditorTold:
    actor = call.auth.actor
    return AuditorTold(
        id=post.pk,
        person=person_told(post.person),
        office=post.office_id,
        title=post.title,
        starts_on=post.starts_on,
        ends_on=post.ends_on,
        may_give=verdict_told(rules.may_give_scope(actor, post, actor.office, clock.today())),
    )


def scope_told(scope: AuditScope, call: Call) -> ScopeTold:
    return ScopeTold(
        id=scope.pk,
        post=scope.post_id,
        person=person_told(scope.post.person),
        office=scope.office_id,
        programme=scope.programme_code,
        starts_on=scope.starts_on,
        ends_on=scope.ends_on,
        letter_number=scope.letter_number,
        letter_on=scope.letter_on,
        withdrawn_on=scope.withdrawn_on,
        in_force=scope.is_in_force_on(clock.today()),
        may_end=verdict_told(rules.may_end_scope(call.auth.actor, scope)),
    )


def scopes_told(rows: "QuerySet[AuditScope, AuditScope]", asked: PageAsked, call: Call) -> ScopesTold:
    shown, after = window(rows.select_related("post__person", "office"), asked)
    return ScopesTold(items=[scope_told(one, call) for one in shown], next=after)


def reading_told(reading: AuditReading) -> AuditReadingTold:
    return AuditReadingTold(
        id=reading.pk,
        person=person_told(reading.post.person),
        auditor_office=reading.post.office_id,
        address=reading.address,
        path=reading.path,
        read_at=reading.read_at,
    )


def a_scope(call: Call, pk: int) -> AuditScope:
    seen = AuditScope.objects.visible_to(call.auth.actor).select_related("post__person", "office")
    return get_object_or_404(seen, pk=pk)


def an_office_that_asks(call: Call, code: str) -> Office:
    """The office, if the caller may know by whom it was read."""
    found = get_object_or_404(Office.objects.visible_to(call.auth.actor), code=code)
    require(rules.may_see_readings(call.auth.actor, found))
    return found


@reads(router, "/auditors")
def auditors(request: Call, asked: Query[PageAsked]) -> AuditorsTold:
    """The auditors' posts the caller sees, held now or later."""
    rows = Post.objects.visible_to(request.auth.actor).open_from(clock.today()).filter(role=Role.AUDITOR)
    shown, after = window(rows.select_related("person", "office"), asked)
    return AuditorsTold(items=[auditor_told(one, request) for one in shown], next=after)


@reads(router, "/scopes")
def scopes(request: Call, asked: Query[ScopesAsked]) -> ScopesTold:
    """The scopes of audit the caller sees, past and present: its own, and those over the offices it sees."""
    rows = AuditScope.objects.visible_to(request.auth.actor)
    return scopes_told(narrowed(rows, post=asked.post), asked, request)


@reads(router, "/scopes/{pk}")
def scope(request: Call, pk: Id) -> ScopeTold:
    """One scope of audit."""
    return scope_told(a_scope(request, pk), request)


@reads(router, "/offices/{code}/scopes")
def scopes_of_office(request: Call, code: OfficeCode, asked: Query[PageAsked]) -> ScopesTold:
    """Every scope that reaches into an office: over itself, an office above or one below."""
    return scopes_told(scopes_over(an_office_that_asks(request, code)), asked, request)


@reads(router, "/offices/{code}/readings")
def readings(request: Call, code: OfficeCode, asked: Query[PageAsked]) -> AuditReadingsTold:
    """What auditors opened of an office and all below it, in the order in which they read."""
    office = an_office_that_asks(request, code)
    rows = AuditReading.objects.filter(under([office.path])).select_related("post__person")
    shown, after = window(rows, asked)
    return AuditReadingsTold(items=[reading_told(one) for one in shown], next=after)


def a_post(call: Call, pk: int) -> Post:
    seen = Post.objects.visible_to(call.auth.actor)
    return get_object_or_404(seen.select_related("person", "office"), pk=pk)


def _may_give_scopes(actor: Actor, _post: Post) -> Verdict:
    """Whether the caller makes auditors at all; of each office the action asks."""
    return rules.may_create_account(actor, actor.office, Role.AUDITOR)


@acts(router, "/posts/{pk}/scopes", may=first(_may_give_scopes, a_post))
def give_scope(request: Call, pk: Id, said: ScopeSaid) -> ScopesTold:
    """Let an auditor read these offices, as a letter asks; all of them or none."""
    post = a_post(request, pk)
    given = actions_audit.give_scope(
        post,
        offices_named(Office.objects.visible_to(request.auth.actor), said.offices),
        said.starts_on,
        said.ends_on,
        letter_number=said.letter_number,
        letter_on=said.letter_on,
        programme_code=_programme(said.programme),
        actor=request.auth.actor,
    )
    return ScopesTold(items=[scope_told(one, request) for one in given], next=None)


def _programme(code: str | None) -> str:
    if code and code not in programme_titles():
        message = _("ไม่พบโครงการรหัส {code} — ตรวจรหัสโครงการ หรือเว้นไว้ถ้าหมายถึงทุกโครงการ").format(code=code)
        raise BadInput([Detail(field="programme", value=code, message=message)])
    return code or ""


@acts(router, "/scopes/{pk}/end", may=first(rules.may_end_scope, a_scope))
def end_scope(request: Call, pk: Id, said: LastDaySaid) -> ScopeTold:
    """Bring the last day of a scope forward."""
    return scope_told(
        actions_audit.end_scope(a_scope(request, pk), on=said.on, actor=request.auth.actor), request
    )


@acts(router, "/scopes/{pk}/withdraw")
def withdraw_scope(request: Call, pk: Id) -> ScopeTold:
    """Take a scope back: from this moment it opens nothing more."""
    return scope_told(actions_audit.withdraw_scope(a_scope(request, pk), actor=request.auth.actor), request)
