"""To whom a letter is written: one verb, while it is still written."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.core.letter import form_of
from sammachip.core.letter.recipients import MOST_RECIPIENTS
from sammachip.core.verdict import Refused, require
from sammachip.org.hats import Actor
from sammachip.records.actions_drafts import said_of
from sammachip.records.models import DraftState, LetterDraft, Recipient
from sammachip.records.recipients import Meant
from sammachip.records.rules_batches import may_list
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim

THE_RECIPIENT = "{{ผู้รับ}}"


@transaction.atomic
def list_recipients(
    draft: LetterDraft, meant: Sequence[Meant], *, columns: Sequence[str] = (), seen: int, actor: Actor
) -> LetterDraft:
    """Write version `seen` to these, each a letter of their own, in place of those listed before; to none: one letter.

    The letter then says {{ผู้รับ}} where it names whom it goes to. Raises Stale if someone was faster.
    """
    require(may_list(actor, draft))
    if len(meant) > MOST_RECIPIENTS:
        said = _("รายชื่อมี {n} ราย เกินครั้งละ {most} ราย — แบ่งเป็นหลายชุด")
        raise Refused(said.format(n=len(meant), most=MOST_RECIPIENTS))
    to = THE_RECIPIENT if meant else ""
    was = draft.answers.get("to")
    changes = {"to": to} if (meant or was == THE_RECIPIENT) and "to" in _asked(draft) else {}
    claim(
        LetterDraft.objects.filter(pk=draft.pk, state=DraftState.WRITING, version=seen),
        version=seen + 1,
        saved_at=clock.now(),
        copies=len(meant),
        columns=list(columns) if meant else [],
        answers={**draft.answers, **changes},
        to_whom=said_of(len(meant)),
    )
    draft.recipients.all().delete()
    Recipient.objects.bulk_create(
        Recipient(
            draft=draft, position=position, office=one.office, name=one.name[:200],
            to_whom=one.to_whom, fills=dict(one.fills),
        )
        for position, one in enumerate(meant, start=1)
    )  # fmt: skip
    draft.refresh_from_db()
    trail.log("letter-draft.recipients-listed", about=draft, actor=actor, recipients=len(meant))
    return draft


def _asked(draft: LetterDraft) -> set[str]:
    return {one.key for one in form_of(draft.letter_kind).fields}
