"""Who begins, writes, sends and takes back a filing, and who ends a task."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from sammachip.cases import queries
from sammachip.cases.models import Filing, FilingState, SignOff, Task
from sammachip.cases.rules.deadlines import moment_words
from sammachip.cases.rules.roles import keys_in, role_label, writes
from sammachip.core.area import Level, is_within
from sammachip.core.flow import Opening
from sammachip.core.signoff import ROLE_LEVEL, Hop
from sammachip.core.verdict import YES, Missing, Verdict
from sammachip.org.hats import DEPARTMENT_OFFICERS, PROVINCE_OFFICERS, Actor
from sammachip.trail import clock
from sammachip.trail.spoken import day_name

NIL_REASON = 300
"""As long as the reason for a report of nothing may be."""


def may_write(actor: Actor, task: Task) -> Verdict:
    if not (writes(actor, task) or keys_in(actor, task)):
        wanted = " / ".join(role_label(role) for role in queries.writers(task))
        return Verdict(
            _("เฉพาะ{role}ของหน่วยงานเจ้าของงาน หรือจังหวัดที่บันทึกแทน จึงกรอกแบบนี้ได้").format(role=wanted), "role"
        )
    if task.case.closed_at:
        return Verdict(_("งานนี้ปิดแล้ว จึงกรอกเพิ่มไม่ได้"), "closed")
    if task.held:
        return Verdict(_("ขั้นตอนนี้ไม่ต้องดำเนินการตามเงื่อนไขของโครงการ"), "held")
    if not task.may_start:
        return Verdict(
            _("ยังเริ่มไม่ได้ รอขั้นตอนก่อนหน้า: {stages}").format(stages=_stage_titles(task, task.waits_for)), "gate"
        )
    return YES


def may_start(actor: Actor, task: Task, latest: Filing | None) -> Verdict:
    """Whether another filing may begin: one at a time, and another only where the stage repeats or takes many."""
    if not (verdict := may_write(actor, task)):
        return verdict
    stage = queries.stage_of(task)
    if stage.form is None:
        return Verdict(
            _("ขั้นตอน «{title}» ไม่มีแบบให้กรอก — ทำในหน้าของขั้นตอนนั้นที่หน้างานของหน่วยงานหรือกลุ่ม").format(
                title=stage.title
            ),
            "no-form",
        )
    if task.closed_by_id:
        return Verdict(_("ขั้นตอนนี้ปิดการบันทึกแล้ว"), "closed")
    if task.opens_at > clock.now():
        day = day_name(task.opens_at)
        return Verdict(_("รอบนี้ยังไม่เริ่ม — เริ่มกรอกได้ตั้งแต่วันที่ {day}").format(day=day), "not-yet")
    if latest is None:
        return YES
    if latest.state in (FilingState.DRAFT, FilingState.SENT):
        return Verdict(_("ยังมีฉบับที่ทำค้างอยู่ — ทำต่อฉบับเดิม หรือรอผลการตรวจก่อน"), "open-filing")
    if not (stage.many or stage.repeats):
        return Verdict(_("ขั้นตอนนี้กรอกครั้งเดียว และรับแล้ว — หากต้องแก้ไข ให้ผู้ลงนามขั้นสุดท้ายเปิดให้แก้ไข"), "once")
    return YES


def may_edit(actor: Actor, filing: Filing) -> Verdict:
    if not (verdict := may_write(actor, filing.task)):
        return verdict
    if filing.state == FilingState.SENT:
        return Verdict(_("ฉบับนี้ส่งแล้ว กำลังรอตรวจ — แก้ไขได้เมื่อส่งคืน หรือเมื่อผู้ส่งถอนคืน"), "sent")
    if filing.state == FilingState.ACCEPTED:
        return Verdict(_("ฉบับนี้รับแล้ว — หากต้องแก้ไข ให้ผู้ลงนามขั้นสุดท้ายเปิดให้แก้ไขพร้อมเหตุผล"), "accepted")
    if over := _reopened_too_long(filing):
        return Verdict(
            _("เปิดให้แก้ไขถึงวันที่ {day} ซึ่งผ่านไปแล้ว — ขอให้ผู้ลงนามขั้นสุดท้ายเปิดให้แก้ไขใหม่").format(day=day_name(over)),
            "over",
        )
    return YES


def may_fill_in(actor: Actor, task: Task, latest: Filing | None) -> Verdict:
    """Whether answers from paper or from the field may be written now: in the draft that is open, else in a new one."""
    if latest is not None and latest.state == FilingState.DRAFT:
        return may_edit(actor, latest)
    return may_start(actor, task, latest)


def may_declare_nil(actor: Actor, filing: Filing, reason: str) -> Verdict:
    """Whether this draft may say, for this reason, that there is nothing to report."""
    if not (verdict := may_edit(actor, filing)):
        return verdict
    if not (verdict := takes_nil(filing.task)):
        return verdict
    if not reason.strip():
        return Verdict(_("ระบุเหตุผลที่ไม่มีข้อมูลรายงาน เพื่อให้ผู้ตรวจทราบที่มา"), "reason")
    if len(reason.strip()) > NIL_REASON:
        return Verdict(
            _("เหตุผลยาว {n} ตัวอักษร เกิน {most} ตัวอักษร — ย่อให้สั้นลง").format(
                n=len(reason.strip()), most=NIL_REASON
            ),
            "reason",
        )
    return YES


def takes_nil(task: Task) -> Verdict:
    """Whether the programme lets this stage be reported without anything to report."""
    if not queries.stage_of(task).nil:
        return Verdict(_("ขั้นตอนนี้รายงานว่าไม่มีผลไม่ได้ตามแฟ้มโครงการ — กรอกแบบตามที่ดำเนินการจริง"), "stage")
    return YES


def _reopened_too_long(filing: Filing) -> date | None:
    """The last day of a re-opening that is over, if this draft stands on one."""
    until = filing.reopened_until
    return until if filing.state == FilingState.DRAFT and until and until < clock.today() else None


def may_send(actor: Actor, filing: Filing, missing: Sequence[Missing], opening: Opening) -> Verdict:
    if not (verdict := may_edit(actor, filing)):
        return verdict
    if branches := _branches_not_decided(filing.task, opening):
        return Verdict(
            _("ยังส่งไม่ได้ รอขั้นตอนก่อนหน้า: {stages}").format(stages=_stage_titles(filing.task, branches)), "gate"
        )
    if due := _too_late(filing):
        words = _("พ้นกำหนดส่งแล้ว: «{stage}» ต้องส่งภายใน {due} — ให้หน่วยงานเหนือขึ้นไปขยายเวลาตามหนังสือ แล้วส่งอีกครั้ง")
        title = queries.stage_of(filing.task).title
        return Verdict(words.format(stage=title, due=moment_words(due)), "late")
    if filing.as_of and filing.as_of > clock.today():
        words = _("ข้อมูล ณ วันที่ {day} ยังมาไม่ถึง (วันนี้ {today}) — แก้วันที่ หรือส่งเมื่อถึงวันนั้น")
        return Verdict(words.format(day=day_name(filing.as_of), today=day_name(clock.today())), "future")
    if missing:
        return Verdict(
            _("ยังขาด {n} ข้อ: {names}").format(
                n=len(missing), names=", ".join(item.label for item in missing[:5])
            ),
            "missing",
        )
    return YES


def _too_late(filing: Filing) -> datetime | None:
    """The writer's instant, where it is past, nothing was sent before it, and the programme takes nothing after it."""
    if queries.stage_of(filing.task).late != "refuse" or filing.first_sent_at:
        return None
    due = queries.due_dates(filing.task.case.edition).due_for_writer(filing.task)
    return due if due and clock.now() > due else None


def _branches_not_decided(task: Task, opening: Opening) -> list[str]:
    """The stages whose outcome says whether this one is done at all, while they are open: such an answer waits for them.

    Any other stage only keeps the task from ending. Work of three weeks is typed in one evening, in any order: what is
    sent early is signed and stands, and the task ends with the stage it waits for. A report that repeats waits for none.
    """
    stage = queries.stage_of(task)
    if stage.repeats is not None:
        return []
    return [
        need.stage
        for need in stage.needs
        if need.stage in opening.waits_for and need.when not in ("passed", "any")
    ]


def may_withdraw_sending(actor: Actor, filing: Filing, signoffs: Sequence[SignOff]) -> Verdict:
    if not (verdict := may_write(actor, filing.task)):
        return verdict
    if filing.state != FilingState.SENT:
        return Verdict(_("ถอนคืนได้เฉพาะฉบับที่ส่งแล้วและยังไม่มีผู้ลงนาม"), "state")
    if any(signoff.revision == filing.revision for signoff in signoffs):
        return Verdict(_("มีผู้ลงนามในฉบับนี้แล้ว จึงถอนคืนไม่ได้ — ขอให้ผู้ตรวจส่งคืนแก้ไข"), "signed")
    return YES


def may_reopen(actor: Actor, filing: Filing, hops: Sequence[Hop]) -> Verdict:
    if filing.state != FilingState.ACCEPTED and not _reopened_too_long(filing):
        return Verdict(_("เปิดให้แก้ไขได้เฉพาะฉบับที่รับแล้ว"), "state")
    last = hops[-1].role if hops else queries.writers(filing.task)[0]
    over_the_last = Level(actor.office.level).is_above(ROLE_LEVEL.get(last, Level.DISTRICT))
    above = over_the_last and is_within(filing.task.case.path, actor.office.path)
    own = actor.holds(last, queries.office_code(filing.task.case.path, last))
    if own or (above and actor.is_one_of(*PROVINCE_OFFICERS, *DEPARTMENT_OFFICERS)):
        return YES
    return Verdict(
        _("เฉพาะ{role} ซึ่งลงนามขั้นสุดท้าย หรือหน่วยงานเหนือขึ้นไป จึงเปิดให้แก้ไขได้").format(role=role_label(last)), "role"
    )


def may_close(actor: Actor, task: Task) -> Verdict:
    closers = queries.stage_of(task).closer
    if not closers:
        return Verdict(_("ขั้นตอนนี้ไม่ต้องปิด"), "kind")
    if not any(actor.holds(role, queries.office_code(task.case.path, role)) for role in closers):
        named = " / ".join(role_label(role) for role in closers)
        return Verdict(_("เฉพาะ{role}จึงปิดขั้นตอนนี้ได้").format(role=named), "role")
    if task.closed_by_id:
        return Verdict(_("ขั้นตอนนี้ปิดแล้ว"), "closed")
    return YES


def _stage_titles(task: Task, keys: Sequence[str]) -> str:
    pack = task.case.edition.pack
    return ", ".join(pack.stage(key).title for key in keys)
