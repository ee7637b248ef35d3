"""Superiors advise on what was reported. Nothing they say changes it, and nothing they said is changed."""

from datetime import date

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases import queries, rules
from sammachip.cases.models import Advice, Filing
from sammachip.cases.models.advice import ADVICE_LENGTH
from sammachip.cases.papers import filing_title
from sammachip.core.verdict import Refused, Stale, require
from sammachip.org.hats import Actor
from sammachip.trail import actions as trail
from sammachip.trail import clock


@transaction.atomic
def give_advice(
    filing: Filing, words: str, *, seen: int, given_on: date | None = None, actor: Actor
) -> Advice:
    """Add advice below revision `seen` and tell who wrote it. Raises Stale where a newer revision was sent meanwhile."""
    require(rules.may_advise(actor, filing))
    require(rules.may_be_done_on(given_on))
    said = words.strip()
    if not said:
        raise Refused(_("เขียนคำแนะนำก่อนบันทึก"))
    if len(said) > ADVICE_LENGTH:
        raise Refused(
            _("คำแนะนำยาว {n:,} ตัวอักษร เกิน {most:,} — ตัดให้สั้นลง หรือแบ่งเป็นหลายข้อ").format(
                n=len(said), most=ADVICE_LENGTH
            )
        )
    current = Filing.objects.select_for_update(of=("self",), no_key=True).get(pk=filing.pk)
    if current.revision != seen:
        raise Stale(_("ผู้จัดทำส่งฉบับที่ {n} แล้ว — อ่านฉบับล่าสุดก่อนให้คำแนะนำ").format(n=current.revision))
    advice = Advice.objects.create(
        filing=filing,
        revision=seen,
        words=said,
        given_by=actor.person,
        name=actor.person.name,
        title=actor.hat.title,
        office=actor.office,
        given_on=given_on or clock.today(),
        recorded_at=clock.now(),
    )
    trail.log(
        "filing.advised", about=filing, within=filing.task.case, actor=actor, done_on=given_on, revision=seen
    )
    told = format_lazy(gettext_lazy("มีคำแนะนำ: {filing}"), filing=filing_title(filing))
    trail.notify("filing-advised", to=queries.makers(filing), text=told, url=filing.get_absolute_url())
    return advice
