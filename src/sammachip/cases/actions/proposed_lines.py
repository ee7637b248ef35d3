"""A person's no to a line that the pack proposes for a plan, kept with its reason; and its way back."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from sammachip.cases import rules
from sammachip.cases.models import Filing, LineAside
from sammachip.cases.proposing import ProposedLine, weak_parts
from sammachip.core.reading import one_line
from sammachip.core.verdict import Refused, Stale, require
from sammachip.org.hats import Actor
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim

LONGEST = 300


@transaction.atomic
def put_line_aside(filing: Filing, key: str, *, reason: str, actor: Actor) -> LineAside:
    """Keep a proposed line out of the way of this group's plans, with the reason, until somebody takes it up again.

    Raises Stale when the line is proposed no more or was put aside already, Refused where it stands in the plan.
    """
    require(rules.may_edit(actor, filing))
    line = _proposed(filing, key, actor)
    if line.aside is not None:
        raise Stale(_("ข้อเสนอนี้พักไว้แล้ว"))
    if line.is_taken:
        raise Refused(_("รายการนี้อยู่ในแผนแล้ว — ลบออกจากแผนก่อน แล้วพักข้อเสนอ"))
    if not (why := one_line(reason)):
        raise Refused(_("ระบุเหตุผลที่พักข้อเสนอนี้ไว้: {words}").format(words=line.words))
    if len(why) > LONGEST:
        raise Refused(_("เหตุผลที่พักไว้ยาว {n} ตัวอักษร เกิน {most} — ย่อให้สั้นลง").format(n=len(why), most=LONGEST))
    made = LineAside.objects.create(
        case=filing.task.case,
        filing=filing,
        key=key,
        words=line.words[:400],
        reason=why,
        put_by=actor.person,
        put_as=actor.hat.title,
        put_at=clock.now(),
    )
    trail.log(
        "line.put-aside", about=filing, within=made.case, actor=actor, key=key, name=made.words, reason=why
    )
    return made


@transaction.atomic
def take_line_up(filing: Filing, key: str, *, actor: Actor) -> None:
    """Let a line that was put aside be proposed again. Raises Stale when it is so already."""
    require(rules.may_edit(actor, filing))
    held = LineAside.objects.standing().filter(case=filing.task.case_id, key=key)
    words = held.values_list("words", flat=True).first()
    claim(held, taken_up_at=clock.now(), taken_up_by=actor.person)
    trail.log("line.taken-up", about=filing, within=filing.task.case, actor=actor, key=key, name=words)


def _proposed(filing: Filing, key: str, actor: Actor) -> ProposedLine:
    """The line as it is proposed now, in Thai, for its words are written down."""
    with override("th"):
        lines = (line for weak in weak_parts(filing, actor) for line in weak.lines)
        if found := next((line for line in lines if line.key == key), None):
            return found
    raise Stale(_("ข้อเสนอนี้ไม่มีแล้ว — ผลการประเมินหรือแฟ้มโครงการเปลี่ยนไป"))
