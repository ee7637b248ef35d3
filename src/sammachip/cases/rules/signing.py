"""Who signs a filing, here or on paper."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from sammachip.cases import queries
from sammachip.cases.models import Filing, FilingState, PaperCheck, PaperRecord, SignOff, Task
from sammachip.cases.rules.roles import keys_in, role_label, writes
from sammachip.core.area import Level, is_within
from sammachip.core.signoff import Hop, may_sign
from sammachip.core.thainum import tidy
from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person
from sammachip.org.rules import may_be_done_on
from sammachip.trail.spoken import day_name, worded


def may_sign_now(
    actor: Actor, filing: Filing, hops: Sequence[Hop], signoffs: Sequence[SignOff], serving: Hop | None
) -> Verdict:
    """Whether this hat signs now. `serving` is the hop whose office serves at the hop whose turn it is."""
    if filing.state != FilingState.SENT:
        return Verdict(_("ฉบับนี้ไม่ได้อยู่ระหว่างรอตรวจ"), "state")
    if serving is None:
        return Verdict(_("ยังไม่มีผู้ดำรงตำแหน่งในขั้นนี้ — บันทึกการลงนามในเอกสารแทนได้"), "nobody")
    if not signs_as(actor, filing.task, serving.role):
        return Verdict(_("ขั้นนี้รอ{role}").format(role=role_label(serving.role)), "role")
    verdict = may_sign(
        hops,
        queries.acts_on(signoffs),
        filing.revision,
        person_id=actor.person.pk,
        makers=queries.makers(filing),
    )
    return verdict or Verdict(worded(verdict.reason), verdict.code)


def signs_as(actor: Actor, task: Task, role: str) -> bool:
    """Whether the actor signs this task's filings as the role: in the own post, or for another by an order."""
    own = actor.holds(role, queries.office_code(task.case.path, role))
    return own or queries.power_to_sign(actor, task, role) is not None


def needs_second_person(task: Task, hop: Hop) -> bool:
    """Whether a signature given on paper at this hop counts only once another has checked it."""
    return queries.stage_of(task).hops(Level(task.case.level))[hop.index].second_person


def may_record_paper(actor: Actor, filing: Filing, hop: Hop | None, waiting: PaperRecord | None) -> Verdict:
    """Whether this officer may record a signature given on paper, where none is recorded and `waiting` already."""
    if not (verdict := _tells_of_paper(actor, filing, hop)):
        return verdict
    if waiting is not None:
        return Verdict(
            _("บันทึกการลงนามตามหนังสือ {number} ไว้แล้ว — รอเจ้าหน้าที่อีกคนตรวจกับเอกสาร").format(
                number=waiting.paper_number
            ),
            "waits",
        )
    return YES


def _tells_of_paper(actor: Actor, filing: Filing, hop: Hop | None) -> Verdict:
    """Whether this officer may say what stands on the paper: of the hop's office, the writer's, or above it.

    The writer's office speaks for an office above it only where that office does not work here, or nobody holds the hop.
    """
    if filing.state != FilingState.SENT or hop is None:
        return Verdict(_("ฉบับนี้ไม่ได้อยู่ระหว่างรอตรวจ"), "state")
    if not actor.takes_part:
        return Verdict(_("บทบาทของท่านอ่านได้อย่างเดียว — ให้เจ้าหน้าที่ของหน่วยงานบันทึกการลงนามในเอกสาร"), "role")
    code = queries.office_code(filing.task.case.path, hop.role)
    if actor.office.code == code:
        return YES
    if not (writes(actor, filing.task) or keys_in(actor, filing.task)):
        return Verdict(
            _("เฉพาะเจ้าหน้าที่ของหน่วยงานที่ลงนาม หน่วยงานเจ้าของงาน หรือจังหวัด จึงบันทึกการลงนามในเอกสารได้"), "role"
        )
    signing = Office.objects.get(code=code)
    above = is_within(actor.office.path, signing.path)
    if above and signing.works_here and queries.holders(hop.role, code):
        return Verdict(
            _("{office}ใช้ระบบนี้และมีผู้ลงนามขั้นนี้อยู่ — รอ{role}ลงนามหรือบันทึกเอง").format(
                office=signing.short_name, role=role_label(hop.role)
            ),
            "office-above",
        )
    return YES


def may_check_paper(actor: Actor, record: PaperRecord | None, hop: Hop | None) -> Verdict:
    """Whether this officer may say if the recorded signature is as on the paper: who might have recorded it, but did
    not."""
    if record is None or record.check_result != PaperCheck.WAITING:
        return Verdict(_("ไม่มีการลงนามในเอกสารที่รอตรวจ"), "state")
    if not (verdict := _tells_of_paper(actor, record.filing, hop)):
        return verdict
    if record.recorded_by_id == actor.person.pk:
        return Verdict(_("ท่านเป็นผู้บันทึกการลงนามนี้ จึงตรวจเองไม่ได้ — ให้เจ้าหน้าที่อีกคนเทียบกับเอกสาร"), "own-work")
    return YES


def may_have_signed(filing: Filing, name: str) -> Verdict:
    """Whether somebody of this name may stand as signer on paper: a maker signs own work there no more than here."""
    makers = Person.objects.filter(pk__in=queries.makers(filing))
    if any(maker.goes_by(name) for maker in makers):
        return Verdict(
            _("{name} เป็นผู้จัดทำฉบับนี้ จึงลงนามตรวจงานของตนเองไม่ได้ — ตรวจชื่อผู้ลงนามตามเอกสาร").format(
                name=tidy(name)
            ),
            "own-work",
        )
    return YES


def may_be_dated(filing: Filing, day: date | None) -> Verdict:
    """Whether the filing may bear this day: not one to come, and no report an earlier one than that of its data.

    Only a report that repeats is of a day that its writer chose; any other form bears the day on which it was begun.
    """
    if not (verdict := may_be_done_on(day)):
        return verdict
    if day is None or filing.as_of is None or day >= filing.as_of:
        return YES
    if queries.stage_of(filing.task).repeats is None:
        return YES
    words = _(
        "วันที่ตามเอกสาร {day} อยู่ก่อนวันของข้อมูลในรายงาน {as_of} — ตรวจวันที่ตามเอกสาร หรือแก้ «ข้อมูล ณ วันที่» ก่อน ฉบับที่ส่งแล้วให้ถอนคืนหรือส่งคืนมาแก้"
    )
    return Verdict(words.format(day=day_name(day), as_of=day_name(filing.as_of)), "before-data")
