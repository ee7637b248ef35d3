"""What gives a program its key and takes it back."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from sammachip.core.thaidate import day_end
from sammachip.core.verdict import Refused, require
from sammachip.org import rules, tokens
from sammachip.org.hats import Actor, actor_for
from sammachip.org.models import ApiToken
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim

USE_NOTED_EVERY = timedelta(hours=1)


@transaction.atomic
def issue_token(*, name: str, ends_on: date, actor: Actor) -> str:
    """The new key, shown this once: a program that has it acts as the actor under the hat worn now."""
    require(rules.may_issue_token(actor))
    if not name.strip():
        raise Refused(_("ระบุว่าโทเคนนี้ใช้กับโปรแกรมใด"))
    require(rules.may_serve_until(ends_on))
    key = tokens.new_key()
    token = ApiToken.objects.create(
        person=actor.person,
        hat_key=actor.hat.key,
        name=name.strip()[:80],
        digest=tokens.digest_of(key),
        made_at=clock.now(),
        ends_at=day_end(ends_on),
    )
    trail.log("token.issued", about=token, actor=actor, name=token.name, ends_on=ends_on)
    return key


@transaction.atomic
def revoke_token(token: ApiToken, *, actor: Actor) -> None:
    """End a token at once. Raises Stale when it was ended before."""
    if token.person_id != actor.person.pk:
        raise Refused(_("ยกเลิกโทเคนของผู้อื่นไม่ได้ — แจ้งเจ้าของโทเคน หรือระงับบัญชี"))
    claim(ApiToken.objects.filter(pk=token.pk, revoked_at=None), revoked_at=clock.now())
    trail.log("token.revoked", about=token, actor=actor, name=token.name)


@transaction.atomic
def revoke_tokens_at_the_machine() -> int:
    """End every token there is: a restored copy does not know which were ended since. Gives back how many.

    Nobody is logged in at the machine, so each person's own hat signs the event, which names the way.
    """
    standing = list(ApiToken.objects.filter(revoked_at=None).select_related("person").order_by("pk"))
    for token in standing:
        claim(ApiToken.objects.filter(pk=token.pk, revoked_at=None), revoked_at=clock.now())
        if actor := actor_for(token.person, token.hat_key, clock.today()):
            trail.log("token.revoked", about=token, actor=actor, name=token.name, at="machine")
    return len(standing)


def note_use(token: ApiToken) -> None:
    """Remember that the token was used, to the hour: a row written at every call would cost each of them a lock."""
    moment = clock.now()
    unnoted = Q(last_used_at=None) | Q(last_used_at__lt=moment - USE_NOTED_EVERY)
    if token.last_used_at is None or token.last_used_at < moment - USE_NOTED_EVERY:
        ApiToken.objects.filter(unnoted, pk=token.pk).update(last_used_at=moment)
