"""What gives auditors their sight and takes it back, and what notes each address they open."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.core.thainum import tidy
from sammachip.core.verdict import Refused, require
from sammachip.org import rules
from sammachip.org.hats import Actor
from sammachip.org.models import AuditReading, AuditScope, Office, Post
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim

LONGEST_ADDRESS = 500


@transaction.atomic
def give_scope(
    post: Post,
    offices: Sequence[Office],
    starts_on: date,
    ends_on: date,
    *,
    letter_number: str,
    letter_on: date,
    programme_code: str = "",
    actor: Actor,
) -> list[AuditScope]:
    """Let an auditor read these offices with all below them, as a letter asks; all of them or none. Raises Refused.

    An empty programme stands for all.
    """
    require(rules.span_fits(starts_on, ends_on))
    given = [
        AuditScope(
            post=post,
            office=office,
            programme_code=programme_code,
            starts_on=starts_on,
            ends_on=ends_on,
            letter_number=tidy(letter_number),
            letter_on=letter_on,
        )
        for office in offices
    ]
    for scope in given:
        _give(scope, actor)
    trail.notify(
        "scope-given",
        to=[post.person_id],
        text=format_lazy(gettext_lazy("ท่านตรวจสอบได้ตามหนังสือที่ {number}"), number=tidy(letter_number)),
        url=post.person.get_absolute_url(),
    )
    return given


def _give(scope: AuditScope, actor: Actor) -> None:
    require(rules.may_give_scope(actor, scope.post, scope.office, clock.today()))
    require(rules.may_be_done_on(scope.letter_on))
    scope.save(force_insert=True)
    facts = _told(scope)
    trail.log("scope.given", about=scope, within=scope.post, actor=actor, done_on=scope.letter_on, **facts)


@transaction.atomic
def end_scope(scope: AuditScope, *, on: date, actor: Actor) -> AuditScope:
    """`on` is the last day on which the auditor reads by this scope. Raises Refused or Stale."""
    require(rules.may_end_scope(actor, scope))
    require(rules.span_fits(scope.starts_on, on))
    if scope.ends_on <= on:
        raise Refused(_("ขอบเขตนี้สิ้นสุดก่อนหรือในวันนั้นอยู่แล้ว"))
    claim(AuditScope.objects.filter(pk=scope.pk, ends_on=scope.ends_on), ends_on=on)
    scope.refresh_from_db(fields=["ends_on"])
    trail.log("scope.ended", about=scope, within=scope.post, actor=actor, **_told(scope))
    return scope


@transaction.atomic
def withdraw_scope(scope: AuditScope, *, actor: Actor) -> AuditScope:
    """From this moment the auditor reads nothing more by this scope, on its first day too. Raises Refused or Stale."""
    require(rules.may_end_scope(actor, scope))
    claim(AuditScope.objects.filter(pk=scope.pk, withdrawn_on=None), withdrawn_on=clock.today())
    scope.refresh_from_db(fields=["withdrawn_on"])
    trail.log("scope.withdrawn", about=scope, within=scope.post, actor=actor, **_told(scope))
    return scope


def _told(scope: AuditScope) -> dict[str, Any]:  # facts of an event are of every kind
    return {
        "office": scope.office_id,
        "programme": scope.programme_code,
        "starts_on": scope.starts_on,
        "ends_on": scope.ends_on,
        "letter": scope.letter_number,
    }


@transaction.atomic
def note_reading(address: str, paths: Iterable[str], *, actor: Actor) -> None:
    """Note that an auditor opened this address, once for each place read there.

    The one write that follows a read (docs/decisions/0011). It is no event: a chain is a queue, and readers must not
    wait in it.
    """
    assert actor.hat.post is not None, "only a post audits"
    moment = clock.now()
    AuditReading.objects.bulk_create(
        AuditReading(post=actor.hat.post, path=path, address=address[:LONGEST_ADDRESS], read_at=moment)
        for path in sorted(set(paths))
    )
