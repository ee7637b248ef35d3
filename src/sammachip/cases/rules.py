"""Who may do what with a case, a task, a filing; each refusal says why and what next."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases import queries
from sammachip.cases.models import (
    Case,
    CaseLevel,
    Extension,
    Filing,
    FilingState,
    PaperCheck,
    PaperRecord,
    SignOff,
    Task,
)
from sammachip.core.area import Level, is_within
from sammachip.core.flow import Opening
from sammachip.core.signoff import ROLE_LEVEL, Hop, may_sign
from sammachip.core.thaidate import BANGKOK, bangkok_day, day_end
from sammachip.core.thainum import tidy
from sammachip.core.verdict import YES, Missing, Verdict
from sammachip.org.hats import (
    DEPARTMENT_OFFICERS,
    DISTRICT_OFFICERS,
    OFFICERS_OF,
    PROVINCE_OFFICERS,
    Actor,
)
from sammachip.org.models import Office, Person, Post, Role
from sammachip.programmes.models import Edition
from sammachip.trail import clock
from sammachip.trail.spoken import day_name, worded

SEAT_LABELS = {
    "group-member": gettext_lazy("สมาชิกกลุ่ม"),
    "panel-member": gettext_lazy("กรรมการ"),
    "panel-chair": gettext_lazy("ประธานกรรมการ"),
    "panel-secretary": gettext_lazy("เลขานุการคณะกรรมการ"),
}
NIL_REASON = 300
"""As long as the reason for a report of nothing may be."""


def role_label(role: str) -> str:
    return str(Role(role).label) if role in Role.values else str(SEAT_LABELS.get(role, role))


def writes(actor: Actor, task: Task) -> bool:
    """Whether the actor's hat is one that writes this task's filing, in the office that owes it."""
    return any(actor.holds(role, queries.office_code(task.case.path, role)) for role in queries.writers(task))


def keys_in(actor: Actor, task: Task) -> bool:
    """A province may key in for its districts; what it keys in is marked so."""
    return (
        actor.is_one_of(*PROVINCE_OFFICERS)
        and task.case.path != actor.office.path
        and is_within(task.case.path, actor.office.path)
    )


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
    if missing:
        return Verdict(
            _("ยังขาด {n} ข้อ: {names}").format(
                n=len(missing), names=", ".join(item.label for item in missing[:5])
            ),
            "missing",
        )
    return YES


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


def may_be_done_on(day: date | None) -> Verdict:
    """Nothing is done tomorrow: the day on a paper is today or before."""
    if day is not None and day > clock.today():
        return Verdict(
            _("วันที่ตามเอกสาร {day} ยังมาไม่ถึง (วันนี้ {today}) — ตรวจวันที่").format(
                day=day_name(day), today=day_name(clock.today())
            ),
            "future",
        )
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
    closer = queries.stage_of(task).closer
    if closer is None:
        return Verdict(_("ขั้นตอนนี้ไม่ต้องปิด"), "kind")
    if not actor.holds(closer, queries.office_code(task.case.path, closer)):
        return Verdict(_("เฉพาะ{role}จึงปิดขั้นตอนนี้ได้").format(role=role_label(closer)), "role")
    if task.closed_by_id:
        return Verdict(_("ขั้นตอนนี้ปิดแล้ว"), "closed")
    return YES


def may_extend(actor: Actor, path: str, role: str = "") -> Verdict:
    """Whether this hat moves the deadline of `role` at and below `path`: an office's own, its superiors move."""
    own = path == actor.office.path and not actor.serves_nation
    for_offices_below = role in ROLE_LEVEL and Level(actor.office.level).is_above(ROLE_LEVEL[role])
    if (
        actor.is_one_of(*PROVINCE_OFFICERS, *DEPARTMENT_OFFICERS)
        and (not own or for_offices_below)
        and is_within(path, actor.office.path)
    ):
        return YES
    return Verdict(_("เฉพาะจังหวัดหรือกรมจึงขยายเวลาให้หน่วยงานในสังกัดได้"), "role")


def may_move_due(
    edition: Edition, path: str, stage: str, role: str, due_at: datetime, task: Task | None
) -> Verdict:
    """Whether this instant gives longer than the one that holds for whom the letter is for; three queries."""
    if stage not in {one.key for one in edition.pack.stages}:
        return Verdict(_("โครงการนี้ไม่มีขั้นตอน “{stage}” — เลือกขั้นตอนของโครงการ").format(stage=stage), "stage")
    holds = queries.DueDates(edition).due_at(path, stage, role, task)
    if holds is None or due_at > holds:
        return YES
    sentence = _("กำหนดใหม่ {new} ไม่ช้ากว่ากำหนดที่ใช้อยู่ {holds} — ตรวจวันกับหนังสือ กำหนดใหม่ต้องช้ากว่าเดิม")
    return Verdict(sentence.format(new=moment_words(due_at), holds=moment_words(holds)), "not-later")


def may_take_back_extension(actor: Actor, extension: Extension) -> Verdict:
    """Whoever may move the deadline there may take back what the own office, or one below it, has moved."""
    if extension.taken_back_at is not None:
        day = day_name(extension.taken_back_at)
        return Verdict(_("ถอนการขยายเวลานี้ไปแล้วเมื่อวันที่ {day}").format(day=day), "taken-back")
    if not (verdict := may_extend(actor, extension.path, extension.role)):
        return verdict
    if not _made_within(extension, actor.office):
        return Verdict(
            _("การขยายเวลานี้บันทึกโดยหน่วยงานเหนือขึ้นไป ({maker}) — แจ้งหน่วยงานนั้นให้ถอน").format(
                maker=extension.made_by.name
            ),
            "office-above",
        )
    return YES


def _made_within(extension: Extension, office: Office) -> bool:
    """Whether whoever recorded the letter had a post in this office, or below it, on that day."""
    posts = Post.objects.held_on(bangkok_day(extension.made_at)).filter(person=extension.made_by_id)
    return any(is_within(post.office.path, office.path) for post in posts.select_related("office"))


def moment_words(moment: datetime | None) -> str:
    """The day, with the time where it is not the end of that day."""
    if moment is None:
        return ""
    day = bangkok_day(moment)
    if moment == day_end(day):
        return day_name(day)
    return _("{day} เวลา {time} น.").format(day=day_name(day), time=f"{moment.astimezone(BANGKOK):%H.%M}")


def takes_groups(case: Case) -> bool:
    """Whether groups are taken in right below this case: there, and nowhere above, their places are counted."""
    used = case.edition.pack.levels
    return Level.GROUP in used and case.level == [one for one in used if one.is_above(Level.GROUP)][-1]


def may_enrol_group(actor: Actor, above: Case, enrolled: int) -> Verdict:
    """Whether this hat takes one more group in below `above`, where so many are enrolled already.

    The edition's `enrol` names the role; its colleagues in the same office take groups in too, and a province may key
    in for its district.
    """
    if not _takes_groups_in(actor, above):
        return _not_the_one_who_takes_in(above)
    if not takes_groups(above):
        return Verdict(
            _("{place}ไม่ใช่งานที่นำกลุ่มเข้าโดยตรง — นำกลุ่มเข้าที่งานของพื้นที่ซึ่งกลุ่มตั้งอยู่").format(place=above.subject),
            "level",
        )
    if above.closed_at:
        return _ended(above)
    places = queries.places_below(above)
    if places is not None and enrolled >= places:
        return Verdict(
            _(
                "{place}ได้รับจัดสรร {places} กลุ่ม และนำเข้าแล้ว {enrolled} กลุ่ม — ขอปรับทะเบียนจัดสรรจากจังหวัดก่อน"
            ).format(place=_place_name(above), places=places, enrolled=enrolled),
            "places",
        )
    return YES


def _enrolling_role(above: Case) -> str:
    enrol = above.edition.pack.enrol.get(Level.GROUP)
    return enrol.by if enrol and enrol.by else Role.FIELD_OFFICER


def _takes_groups_in(actor: Actor, above: Case) -> bool:
    role = _enrolling_role(above)
    officers = OFFICERS_OF[ROLE_LEVEL.get(role, Level.DISTRICT)]
    own = actor.office.code == queries.office_code(above.path, role) and actor.is_one_of(role, *officers)
    for_district = actor.is_one_of(*PROVINCE_OFFICERS) and is_within(above.path, actor.office.path)
    return own or (officers == DISTRICT_OFFICERS and for_district)


def _not_the_one_who_takes_in(above: Case) -> Verdict:
    role = _enrolling_role(above)
    if ROLE_LEVEL.get(role, Level.DISTRICT) is Level.DISTRICT:
        return Verdict(_("เฉพาะเจ้าหน้าที่อำเภอเจ้าของพื้นที่ หรือจังหวัดที่บันทึกแทน จึงนำกลุ่มเข้าโครงการได้"), "role")
    return Verdict(_("โครงการนี้ให้{role}เป็นผู้นำกลุ่มเข้าโครงการ").format(role=role_label(role)), "role")


def may_close_case(actor: Actor, case: Case) -> Verdict:
    """Whether this hat ends a passage: a group's is ended by its district or above, an office's by one above it."""
    if case.closed_at:
        return _ended(case)
    if case.level in (CaseLevel.GROUP, CaseLevel.SUBDISTRICT):
        own = actor.is_one_of(*DISTRICT_OFFICERS, *PROVINCE_OFFICERS)
        if own and is_within(case.path, actor.office.path):
            return YES
        return Verdict(_("เฉพาะเจ้าหน้าที่อำเภอเจ้าของพื้นที่ หรือจังหวัด จึงบันทึกการสิ้นสุดการเข้าร่วมของกลุ่มได้"), "role")
    above = case.path != actor.office.path and is_within(case.path, actor.office.path)
    if above and actor.is_one_of(*PROVINCE_OFFICERS, *DEPARTMENT_OFFICERS):
        return YES
    return Verdict(_("เฉพาะหน่วยงานเหนือขึ้นไป จึงบันทึกการสิ้นสุดการเข้าร่วมของหน่วยงานได้"), "role")


def _ended(case: Case) -> Verdict:
    assert case.closed_at is not None
    return Verdict(_("งานนี้สิ้นสุดแล้วเมื่อ {day}").format(day=day_name(case.closed_at)), "closed")


def may_adopt(actor: Actor, case: Case, edition: Edition) -> Verdict:
    """Whether this hat lets the case follow this edition: the head of its district, or the province or department."""
    if not (
        actor.is_one_of(Role.DISTRICT_HEAD, *PROVINCE_OFFICERS, *DEPARTMENT_OFFICERS)
        and is_within(case.path, actor.office.path)
    ):
        return Verdict(_("เฉพาะพัฒนาการอำเภอเจ้าของงาน จังหวัด หรือกรม จึงเปลี่ยนงานนี้ไปใช้โครงการฉบับใหม่ได้"), "role")
    if case.closed_at:
        return _ended(case)
    if edition.programme_id != case.programme_id:
        return Verdict(
            _("{title} เป็นคนละโครงการกับงานนี้ — เลือกฉบับของโครงการเดียวกัน").format(title=edition.title),
            "programme",
        )
    if edition.number <= case.edition.number:
        return Verdict(
            _("งานนี้ใช้ฉบับที่ {now} อยู่แล้ว จึงเปลี่ยนเป็นฉบับที่ {n} ไม่ได้ — เลือกฉบับที่ใหม่กว่า").format(
                now=case.edition.number, n=edition.number
            ),
            "not-later",
        )
    if edition.pack.levels != case.edition.pack.levels:
        return other_levels(edition)
    return YES


def other_levels(edition: Edition) -> Verdict:
    return Verdict(
        _("ฉบับที่ {n} แบ่งระดับพื้นที่ต่างจากฉบับที่ใช้อยู่ — ใช้ฉบับเดิมต่อ หรือให้กรมประกาศฉบับที่แบ่งระดับเท่าเดิม").format(
            n=edition.number
        ),
        "levels",
    )


def _place_name(case: Case) -> str:
    return _("อำเภอนี้") if case.level == CaseLevel.DISTRICT else _("พื้นที่นี้")


def may_cluster(actor: Actor, path: str) -> Verdict:
    """Whether this hat makes or ends a cluster counted at `path`: officers of that office, or of one above it."""
    if not actor.is_one_of(*DISTRICT_OFFICERS, *PROVINCE_OFFICERS, *DEPARTMENT_OFFICERS):
        return _not_of_this_place()
    if is_within(path, actor.office.path):
        return YES
    if is_within(actor.office.path, path):
        return Verdict(
            _("คลัสเตอร์นี้มีกลุ่มจากหลายพื้นที่ นับที่หน่วยงานเหนือขึ้นไป — ให้หน่วยงานนั้นจัดหรือยกเลิก"), "counted-above"
        )
    return _not_of_this_place()


def _not_of_this_place() -> Verdict:
    return Verdict(_("เฉพาะเจ้าหน้าที่อำเภอหรือจังหวัดของพื้นที่จึงจัดคลัสเตอร์ได้"), "role")


def _stage_titles(task: Task, keys: Sequence[str]) -> str:
    pack = task.case.edition.pack
    return ", ".join(pack.stage(key).title for key in keys)
