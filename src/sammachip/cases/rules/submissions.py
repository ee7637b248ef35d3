"""Who takes in what phones collected, makes a draft of it, or puts it aside."""

from django.utils.translation import gettext as _

from sammachip.cases import queries
from sammachip.cases.models import Submission, SubmissionState, Task
from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import Actor

LONGEST_SUBMISSION_MB = 2
"""The answers of one form from a phone, without its pictures."""


def may_take_in(actor: Actor) -> Verdict:
    if not actor.takes_part:
        return Verdict(_("ตำแหน่งนี้ไม่บันทึกงานของโครงการ — ใช้โทเคนของตำแหน่งที่ปฏิบัติงาน"), "role")
    return YES


def may_place(actor: Actor, submission: Submission, task: Task) -> Verdict:
    """Whether this submission fits the task; who may write there is asked when the draft begins."""
    if not (verdict := may_decide(actor, submission)):
        return verdict
    stage = queries.stage_of(task)
    if task.case.programme.code != submission.programme_code or stage.form != submission.form:
        return Verdict(
            _("ข้อมูลนี้เป็นแบบอื่น ไม่ใช่แบบของขั้นตอน «{title}» — เลือกงานของแบบเดียวกัน").format(title=stage.title),
            "other-form",
        )
    return YES


def may_decide(actor: Actor, submission: Submission) -> Verdict:
    """Whether the actor makes something of it, or puts it aside: the office that took it in, which sees its answers."""
    if not (verdict := may_take_in(actor) and may_read_answers(actor, submission)):
        return verdict
    if submission.state == SubmissionState.PLACED:
        return Verdict(_("ข้อมูลนี้เป็นฉบับร่างแล้ว — แก้ไขต่อที่ฉบับร่างนั้น"), "placed")
    return YES


def may_read_answers(actor: Actor, submission: Submission) -> Verdict:
    if actor.office != submission.office:
        return Verdict(_("เฉพาะหน่วยงานที่รับข้อมูลนี้จึงเห็นคำตอบและเลือกงานได้"), "office")
    return YES
