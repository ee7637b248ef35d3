"""Who may appoint a panel, open a round, tell what keeps from an entry, share entries out, and mark."""

from django.utils.translation import gettext as _

from sammachip.cases.models import Case, Task
from sammachip.cases.rules import role_label
from sammachip.core.area import Level
from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import OFFICERS_OF, Actor
from sammachip.selection import queries
from sammachip.selection.law import RoundLaw
from sammachip.selection.models import (
    Conflict,
    Declaration,
    Duty,
    Panel,
    PanelSeat,
    Round,
    RoundEntry,
    Sheet,
)
from sammachip.selection.models.panels import seat_of
from sammachip.trail import clock

CHAIR, MEMBER, SECRETARY = "panel-chair", "panel-member", "panel-secretary"
PANEL_SEATS = (CHAIR, MEMBER, SECRETARY)


def sits_on(actor: Actor, panel: Panel) -> bool:
    """Whether the hat's seat is on this panel."""
    seat = seat_of(actor)
    return bool(seat) and PanelSeat.objects.filter(pk=seat, panel=panel).exists()


def runs(actor: Actor, panel: Panel) -> bool:
    """Whether the hat leads the panel's work: its chair's, a secretary's or an assistant's."""
    return actor.is_one_of(CHAIR, SECRETARY) and sits_on(actor, panel)


def is_chair(actor: Actor, panel: Panel) -> bool:
    return actor.role == CHAIR and sits_on(actor, panel)


def is_secretary(actor: Actor, panel: Panel) -> bool:
    return actor.role == SECRETARY and sits_on(actor, panel)


def may_appoint(actor: Actor, case: Case) -> Verdict:
    """Whether the hat records the panel of this case and who sits on it: an officer or the head of its office."""
    if case.office is None:
        return Verdict(_("คณะกรรมการแต่งตั้งที่งานของหน่วยงานเจ้าของรอบ ไม่ใช่ที่กลุ่ม — เปิดรอบของหน่วยงานนั้น"), "office")
    officers = OFFICERS_OF[Level(case.level)]
    if not any(actor.holds(role, case.office) for role in officers):
        roles = _(" หรือ").join(role_label(role) for role in officers)
        return Verdict(
            _("เฉพาะ{roles}ของ {office} จึงบันทึกคณะกรรมการได้").format(roles=roles, office=case), "role"
        )
    return YES


def may_appoint_anew(case: Case) -> Verdict:
    """Whether a new panel may take the place of the one that stands: not amid a round."""
    amid = Round.objects.filter(task__case=case, published_at__isnull=True, panel__ended_at__isnull=True)
    if amid.exists():
        return Verdict(
            _("คณะกรรมการชุดนี้กำลังคัดเลือกอยู่ จึงแต่งตั้งชุดใหม่แทนไม่ได้ — เพิ่มหรือพ้นหน้าที่เป็นรายคน หรือรอจนประกาศผลรอบนี้"),
            "amid",
        )
    return YES


def may_open(actor: Actor, task: Task, law: RoundLaw) -> Verdict:
    """Whether the hat opens the round of this office's task now."""
    if Round.objects.filter(task=task).exists():
        return Verdict(_("รอบนี้เปิดแล้ว — ดูรายการผลงานและการให้คะแนนของรอบ"), "open")
    panel = queries.standing_panel(task.case)
    if panel is None:
        return Verdict(_("ยังไม่มีคณะกรรมการ — ให้{office}บันทึกตามคำสั่งแต่งตั้งก่อน").format(office=task.case), "panel")
    if not is_secretary(actor, panel):
        return Verdict(
            _("เฉพาะเลขานุการหรือผู้ช่วยเลขานุการของคณะกรรมการจึงเปิดรอบได้ — เปลี่ยนไปทำงานในฐานะเลขานุการ"), "role"
        )
    return _is_ready(task, panel, law)


def _is_ready(task: Task, panel: Panel, law: RoundLaw) -> Verdict:
    """Whether panel and entries suffice."""
    seats = queries.sitting(panel)
    if not any(seat.duty == Duty.CHAIR for seat in seats):
        return Verdict(
            _("คณะกรรมการยังไม่มีประธาน — ให้{office}เพิ่มประธานตามคำสั่ง").format(office=task.case), "chair"
        )
    marking, needed = sum(seat.marks for seat in seats), max(panel.quorum, law.sheets or 1)
    if marking < needed:
        words = _("มีกรรมการที่ให้คะแนน {n} คน แต่ต้องมีอย่างน้อย {needed} คน — ให้{office}เพิ่มกรรมการที่ให้คะแนน")
        return Verdict(words.format(n=marking, needed=needed, office=task.case), "quorum")
    if queries.unfinished_before(task):
        return Verdict(_("รอบนี้ยังรอขั้นตอนก่อนหน้า — เปิดได้เมื่อขั้นตอนก่อนหน้าเสร็จ"), "waits")
    if not queries.candidates(task, law).exists():
        return Verdict(_("ยังไม่มีผลงานที่ผ่านการรับ จึงเปิดรอบไม่ได้ — รอให้ผลงานอย่างน้อยหนึ่งกลุ่มผ่านการรับก่อน"), "entries")
    return YES


def is_running(round_: Round) -> Verdict:
    if round_.published_at:
        return Verdict(_("รอบนี้ประกาศผลแล้ว จึงเปลี่ยนแปลงไม่ได้ — ผลที่เปลี่ยนต้องเป็นมติใหม่"), "published")
    return YES


def takes_marks(round_: Round) -> Verdict:
    """Whether sheets of the round may change: until its result is out, and again while a changed one is being prepared."""
    if round_.published_at and not round_.resolutions.filter(published_at__isnull=True).exists():
        words = _("รอบนี้ประกาศผลแล้ว — ถ้าคะแนนต้องแก้ ให้เลขานุการจัดทำร่างมติแก้ไขผลพร้อมเหตุผลก่อน")
        return Verdict(words, "published")
    return YES


def may_declare(actor: Actor, round_: Round) -> Verdict:
    """Whether the hat's seat tells what keeps it from entries of the round."""
    if not (running := is_running(round_)):
        return running
    if not sits_on(actor, round_.panel):
        return Verdict(_("เฉพาะกรรมการของรอบนี้จึงแจ้งการมีส่วนได้เสียของตนได้"), "role")
    return YES


def may_run(actor: Actor, round_: Round) -> Verdict:
    """Whether the hat leads the round: records what members said on paper, shares entries out."""
    if not (running := is_running(round_)):
        return running
    return _leads(actor, round_)


def may_handle_sheets(actor: Actor, round_: Round) -> Verdict:
    """Whether the hat prints, keys in and checks the round's paper sheets."""
    if not (marking := takes_marks(round_)):
        return marking
    return _leads(actor, round_)


def _leads(actor: Actor, round_: Round) -> Verdict:
    if runs(actor, round_.panel):
        return YES
    return Verdict(_("เฉพาะประธานและเลขานุการของคณะกรรมการจึงทำได้ — เปลี่ยนไปทำงานในฐานะนั้น"), "role")


def may_lift(actor: Actor, conflict: Conflict, round_: Round) -> Verdict:
    """Whether the hat lifts what keeps a member from an entry: the chair does, and nobody one's own."""
    if not (running := is_running(round_)):
        return running
    if not is_chair(actor, round_.panel):
        return Verdict(_("เฉพาะประธานกรรมการจึงยกเลิกการมีส่วนได้เสียได้ พร้อมเหตุผล"), "role")
    if conflict.person_id == actor.person.pk:
        return Verdict(_("ยกเลิกการมีส่วนได้เสียของตนเองไม่ได้ — ให้กรรมการอื่นพิจารณาผลงานนี้แทน"), "own")
    return YES


def may_mark(actor: Actor, entry: RoundEntry) -> Verdict:
    """Whether the hat's seat marks this entry now: it marks, was given the entry, and told what keeps it from any."""
    seat = PanelSeat.objects.held_on(clock.today()).filter(pk=seat_of(actor), panel=entry.round.panel_id)
    return may_be_marked_by(seat.first(), entry)


def may_be_marked_by(seat: PanelSeat | None, entry: RoundEntry) -> Verdict:
    """Whether this seat's marks of the entry may be taken now."""
    if not (marking := takes_marks(entry.round)):
        return marking
    if seat is None or not seat.marks:
        return Verdict(_("ท่านไม่ได้เป็นกรรมการที่ให้คะแนนในรอบนี้"), "role")
    if entry.withdrawn_at:
        return Verdict(_("ผลงานนี้ออกจากรอบแล้ว จึงไม่ต้องให้คะแนน"), "withdrawn")
    if Conflict.objects.in_force().filter(person=seat.person_id, case=entry.case_id).exists():
        return Verdict(_("กรรมการผู้นี้มีส่วนได้เสียกับผลงานนี้ จึงให้คะแนนไม่ได้"), "conflict")
    if not entry.assignments.standing().filter(seat=seat).exists():
        return Verdict(_("ผลงานนี้ไม่ได้มอบหมายให้กรรมการผู้นี้ — ให้เลขานุการมอบหมายก่อน"), "unassigned")
    if not Declaration.objects.filter(round=entry.round_id, seat=seat).exists():
        return Verdict(_("ยังไม่ได้แจ้งการมีส่วนได้เสียหรือรับรองว่าไม่มี — แจ้งก่อนให้คะแนน"), "undeclared")
    return YES


def may_let_mark_anew(actor: Actor, sheet: Sheet) -> Verdict:
    """Whether the hat lets the sheet's author mark anew: the chair does; for the chair's own sheet a secretary."""
    panel = sheet.entry.round.panel
    if not (marking := takes_marks(sheet.entry.round)):
        return marking
    if not runs(actor, panel):
        return _only_the_chair()
    return may_be_marked_anew(actor, sheet)


def may_be_marked_anew(actor: Actor, sheet: Sheet) -> Verdict:
    """The same for one who runs the round, while it takes marks: asks nothing more of the database."""
    if actor.role != CHAIR and sheet.seat.duty != Duty.CHAIR:
        return _only_the_chair()
    if sheet.seat.person_id == actor.person.pk:
        return Verdict(_("ท่านอนุญาตใบคะแนนของตนเองไม่ได้ — ให้เลขานุการบันทึกแทน"), "own")
    if sheet.sealed_at is None or sheet.replaced_at is not None:
        return Verdict(_("ใบคะแนนนี้ยังไม่ปิดผนึก หรือถูกแทนแล้ว จึงไม่ต้องขอให้คะแนนใหม่"), "unsealed")
    return YES


def _only_the_chair() -> Verdict:
    return Verdict(_("เฉพาะประธานกรรมการจึงให้กรรมการให้คะแนนใหม่ได้"), "role")


def may_read_keyed(actor: Actor, sheet: Sheet) -> Verdict:
    """Whether the hat reads a sheet that was keyed in from paper: one of those who run the round, and another's marks only
    once its own of the same entry are sealed."""
    if not (running := may_handle_sheets(actor, sheet.entry.round)):
        return running
    if sheet.keyed_by_id is None:
        return Verdict(_("ใบคะแนนนี้ไม่ได้คีย์จากกระดาษ จึงไม่มีกระดาษให้ตรวจทาน — ผู้ให้คะแนนปิดผนึกเอง"), "not-paper")
    if sheet.keyed_by_id != actor.person.pk and owes_own(actor, sheet):
        return Verdict(_("ท่านยังไม่ปิดผนึกคะแนนของตนในผลงานนี้ — ปิดผนึกก่อน จึงเห็นคะแนนของกรรมการอื่น"), "unsealed")
    return YES


def owes_own(actor: Actor, sheet: Sheet) -> bool:
    """Whether the hat's seat has yet to seal its own marks of the entry of this sheet, which is another's."""
    seat = seat_of(actor)
    sealed = Sheet.objects.current().sealed().filter(seat=seat).values("entry")
    owed = sheet.entry.assignments.standing().filter(seat=seat).exclude(entry__in=sealed)
    return sheet.seat_id != seat and owed.exists()


def may_check(actor: Actor, sheet: Sheet) -> Verdict:
    """Whether the hat checks a sheet that was keyed in from paper: one of those who read it, but not who keyed."""
    if not (readable := may_read_keyed(actor, sheet)):
        return readable
    if sheet.sealed_at is not None:
        return Verdict(_("ใบคะแนนนี้ไม่ได้รอตรวจทาน"), "checked")
    if sheet.scan_id is None:
        return Verdict(_("ใบนี้ไม่มีภาพหรือไฟล์ PDF ของกระดาษ จึงตรวจทานไม่ได้ — ให้ผู้คีย์แนบใบที่ลงนามก่อน"), "no-scan")
    if sheet.keyed_by_id == actor.person.pk:
        return Verdict(_("ท่านเป็นผู้คีย์ใบนี้ จึงตรวจทานเองไม่ได้ — ให้ประธาน เลขานุการ หรือผู้ช่วยอีกคนตรวจ"), "own")
    return YES


def nothing_to_share(why: str = "") -> Verdict:
    """Why the house proposes no sharing out."""
    return Verdict(why or _("ผลงานทุกชิ้นมีกรรมการครบตามเกณฑ์แล้ว จึงไม่มีอะไรต้องมอบหมายเพิ่ม"))


def may_key_over(sheet: Sheet | None) -> Verdict:
    """Whether a paper may be keyed in where this sheet stands: not over marks that its member gave here."""
    if sheet and sheet.sealed_at:
        return Verdict(_("ใบคะแนนนี้ปิดผนึกแล้ว จึงคีย์ทับไม่ได้ — ถ้าต้องให้คะแนนใหม่ ให้ประธานอนุญาตพร้อมเหตุผล"), "sealed")
    if sheet and sheet.keyed_by_id is None and sheet.typed:
        return Verdict(
            _("กรรมการผู้นี้เริ่มให้คะแนนผลงานนี้ในระบบแล้ว จึงคีย์จากกระดาษทับไม่ได้ — ให้กรรมการปิดผนึกเอง"), "begun"
        )
    return YES
