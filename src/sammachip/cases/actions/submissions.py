"""What phones collected: taken in once, made a draft of, or put aside with a reason. Nothing that came in is lost."""

import hashlib
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases import collecting, rules
from sammachip.cases.actions.pictures import use_photo
from sammachip.cases.actions.writing import save_draft, start_filing
from sammachip.cases.filled import form_of
from sammachip.cases.models import Filing, Submission, SubmissionFile, SubmissionState, Task
from sammachip.core.collected import (
    Collected,
    NotASubmission,
    pictures_in,
    read_submission,
)
from sammachip.core.fields import FormSpec
from sammachip.core.merging import Merged
from sammachip.core.reading import one_line
from sammachip.core.verdict import Refused, Verdict, require
from sammachip.org.hats import Actor
from sammachip.records.actions import keep_photo
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.spoken import worded
from sammachip.trail.writes import claim

INSTANCE_USED, DISPUTED = "instance-used", "disputed"
UNDECIDED = (SubmissionState.WAITING, SubmissionState.ASIDE)


@transaction.atomic
def take_in(content: bytes, pictures: Mapping[str, bytes], *, actor: Actor) -> tuple[Submission, bool]:
    """Keep what a phone sent, and make a draft of it where it names a task that takes one; whether it is new.

    The same content under the same number has one effect, and may bring pictures that did not come before. Raises
    Refused where it is no submission, or the number stands for other content.
    """
    require(rules.may_take_in(actor))
    collected = _read(content)
    digest = hashlib.sha256(content).hexdigest()
    kept, is_new = Submission.objects.get_or_create(
        office=actor.office,
        instance_id=collected.instance_id,
        defaults={
            "programme_code": collected.programme,
            "form": collected.form,
            "version": collected.version,
            "content": content.decode(),
            "digest": digest,
            "path": actor.office.path,
            "sent_by": actor.person,
            "sent_as": actor.hat.title[:200],
            "received_at": clock.now(),
        },
    )
    if kept.digest != digest:
        said = _("เลขประจำคำตอบ {id} รับไว้แล้วแต่เนื้อหาไม่ตรงกัน — แก้ไขคำตอบที่ฉบับร่างในระบบ ไม่ส่งซ้ำจากแอป")
        raise Refused(Verdict(said.format(id=kept.instance_id), INSTANCE_USED))
    arrived = _keep_pictures(kept, collected, pictures, actor)
    if is_new:
        trail.log("submission.received", about=kept, actor=actor, form=kept.form, digest=digest)
        _place_where_named(kept, collected, actor)
    elif arrived and kept.filing:
        _show_pictures(kept.filing, collected, arrived, actor)
    return kept, is_new


def _read(content: bytes) -> Collected:
    try:
        return read_submission(content)
    except NotASubmission as error:
        raise Refused(Verdict(worded(error.reason), "not-a-submission")) from error


def _keep_pictures(
    kept: Submission, collected: Collected, pictures: Mapping[str, bytes], actor: Actor
) -> list[SubmissionFile]:
    """Those that had not come before; one that is no picture is told beside the submission and does not hold it up."""
    known = set(kept.files.values_list("name", flat=True))
    arrived, remarks = [], []
    for name, content in pictures.items():
        if name[:200] in known:
            continue
        try:
            file = keep_photo(content, name=name, told=collected.taken.get(name), actor=actor)
        except Refused as refused:
            remarks.append(refused.verdict.reason)
            continue
        arrived.append(SubmissionFile.objects.create(submission=kept, name=name[:200], file=file))
    if remarks:
        told = " · ".join(filter(None, (kept.remarks, *remarks)))[:2000]
        Submission.objects.filter(pk=kept.pk).update(remarks=told)
        kept.remarks = told
    return arrived


def _place_where_named(kept: Submission, collected: Collected, actor: Actor) -> None:
    """Make the draft; where that cannot be, the submission waits, says why, and its sender is told."""
    try:
        with transaction.atomic():
            _make_draft(kept, _task_named(collected, actor), actor, over=False, theirs=())
    except Refused as refused:
        why = refused.verdict.reason[:600]
        Submission.objects.filter(pk=kept.pk).update(why=why)
        kept.refresh_from_db()
        text = _("ข้อมูลจากแอปยังไม่เป็นฉบับร่าง: {why}").format(why=why)
        trail.notify("submission-waits", to=[actor.person.pk], text=text, url=kept.get_absolute_url())


def _task_named(collected: Collected, actor: Actor) -> Task:
    if collected.task is None:
        raise Refused(_("ยังไม่ได้เลือกงาน — เลือกงานที่ข้อมูลนี้เป็นของ"))
    found = Task.objects.visible_to(actor).filter(pk=collected.task).first()
    if found is None:
        raise Refused(_("ไม่พบงานเลขที่ {n} — เลือกงานที่ข้อมูลนี้เป็นของ").format(n=collected.task))
    return found


@transaction.atomic
def place_submission(
    kept: Submission, task: Task, *, over: bool = False, theirs: Sequence[str] | None = None, actor: Actor
) -> Filing:
    """Make a draft of it on this task; `over`: in place of the answers of the draft that stands there.

    Where the writer was shown the answers that stood, what others wrote in another field meanwhile stays; the fields
    that both changed are decided by `theirs`, those in which the draft that stands is kept. Raises Refused where the
    task takes none or such a field is not decided, Stale if someone was faster.
    """
    return _make_draft(kept, task, actor, over=over or theirs is not None, theirs=theirs or ())


def _make_draft(kept: Submission, task: Task, actor: Actor, *, over: bool, theirs: Sequence[str]) -> Filing:
    require(rules.may_place(actor, kept, task))
    collected, form = _read(kept.content.encode()), form_of(task)
    draft = collecting.draft_of(task)
    stands = draft is not None and (over or collected.shown is not None)
    if draft is not None and stands:
        filing = draft
    else:
        filing = start_filing(task, as_of=collecting.day_of(collected), actor=actor)
    merged = collecting.laid_over(form, collected, filing.answers)
    if stands and not over and merged.disputed:
        raise Refused(Verdict(_disputed(form, merged), DISPUTED))
    save_draft(filing, merged.settled(filing.answers, theirs), seen=filing.saved, actor=actor)
    if collected.shown:
        # What was written away from the house is judged by what its writer was shown there.
        shown = min(filing.registry_version, collected.shown.version)
        Filing.objects.filter(pk=filing.pk).update(registry_version=shown)
        filing.registry_version = shown
    _show_pictures(filing, collected, list(kept.files.select_related("file")), actor)
    claim(
        Submission.objects.filter(pk=kept.pk, state__in=UNDECIDED),
        state=SubmissionState.PLACED,
        filing=filing,
        meanwhile={"told": merged.told, "disputed": merged.disputed},
        why="",
        decided_by=actor.person,
        decided_at=clock.now(),
    )
    kept.refresh_from_db()
    trail.log("submission.placed", about=kept, within=task.case, actor=actor, filing=filing.pk, over=stands)
    return filing


def _disputed(form: FormSpec, merged: Merged) -> str:
    names = ", ".join(form.named(key).label for key in merged.disputed[:5])
    said = _("มีผู้แก้ไขข้อเดียวกันในฉบับร่างหลังท่านนำแบบลงพื้นที่ {n} ข้อ: {names} — เปิดเทียบแล้วเลือกคำตอบที่ใช้")
    return said.format(n=len(merged.disputed), names=names)


def _show_pictures(
    filing: Filing, collected: Collected, files: Sequence[SubmissionFile], actor: Actor
) -> None:
    """Add the pictures that the answers name to the draft; to one that was sent meanwhile nothing is added."""
    if not rules.may_edit(actor, filing):
        return
    named = {one.name: one.file for one in files}
    for picture in pictures_in(form_of(filing.task), collected):
        if file := named.get(picture.file[:200]):
            use_photo(filing, file, row=picture.row, caption=picture.caption, actor=actor)


@transaction.atomic
def put_submission_aside(kept: Submission, *, reason: str, actor: Actor) -> None:
    """Keep it and make nothing of it, with the reason. Raises Stale if someone was faster."""
    require(rules.may_decide(actor, kept))
    said = one_line(reason)[:300]
    if not said:
        raise Refused(_("ระบุเหตุผลที่เก็บไว้ไม่ใช้ เช่น ส่งซ้ำ หรือทดลองใช้"))
    claim(
        Submission.objects.filter(pk=kept.pk, state=SubmissionState.WAITING),
        state=SubmissionState.ASIDE,
        reason=said,
        decided_by=actor.person,
        decided_at=clock.now(),
    )
    trail.log("submission.aside", about=kept, actor=actor, reason=said)
