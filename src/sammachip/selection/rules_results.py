"""Who may look at the board, prepare a resolution, vote on equals, publish, and record what comes after."""

from collections.abc import Collection, Sequence

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from sammachip.cases.queries import stage_of
from sammachip.cases.rules import role_label
from sammachip.core.area import Level
from sammachip.core.ranking import VOTE
from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import OFFICERS_OF, Actor
from sammachip.selection import queries
from sammachip.selection.models import (
    Assignment,
    Conflict,
    Duty,
    PanelSeat,
    Resolution,
    Round,
    RoundEntry,
    Sheet,
)
from sammachip.selection.models.panels import ConflictQuerySet, seat_of
from sammachip.selection.rules import CHAIR, SECRETARY, is_secretary, runs, sits_on


def may_see_board(actor: Actor, round_: Round) -> Verdict:
    """Whether the hat sees all means: who leads the panel, once own sheets are sealed; all who see the round when it is
    published."""
    if round_.published_at:
        return YES
    if not runs(actor, round_.panel):
        return Verdict(_("ก่อนประกาศผล ตารางคะแนนรวมเปิดให้ประธานและเลขานุการเท่านั้น"), "role")
    if unsealed := own_unsealed(actor, round_):
        words = _("ท่านยังมีใบคะแนนของตนที่ยังไม่ปิดผนึก {n} ใบ — ปิดผนึกให้ครบก่อน จึงเห็นคะแนนของกรรมการอื่น")
        return Verdict(words.format(n=unsealed), "unsealed")
    return YES


def may_draw(actor: Actor, round_: Round) -> Verdict:
    """Whether the hat has other panels drawn, which is kept: whoever sees the board, but an auditor, who only reads it."""
    return takes_part(actor) and may_see_board(actor, round_)


def takes_part(actor: Actor) -> Verdict:
    """Whether the hat does more than read the round; asks nothing of the database."""
    if actor.takes_part:
        return YES
    return Verdict(_("บทบาทของท่านอ่านได้อย่างเดียว — ให้เลขานุการหรือเจ้าหน้าที่ของหน่วยงานเจ้าของรอบคำนวณ"), "role")


def own_unsealed(actor: Actor, round_: Round) -> int:
    """How many entries the hat's seat is still to mark."""
    seat = seat_of(actor)
    sealed = Sheet.objects.filter(seat=seat).current().sealed().values("entry")
    mine = Assignment.objects.standing().filter(seat=seat, entry__round=round_)
    return mine.filter(entry__withdrawn_at__isnull=True).exclude(entry__in=sealed).count()


def may_prepare(actor: Actor, round_: Round) -> Verdict:
    """Whether the hat writes down what a meeting resolves of the round."""
    if not is_secretary(actor, round_.panel):
        return Verdict(_("เฉพาะเลขานุการหรือผู้ช่วยเลขานุการจึงจัดทำมติที่ประชุมได้"), "role")
    return kept_from_none(actor, round_)


def kept_from_none(actor: Actor, round_: Round) -> Verdict:
    """Whether nothing keeps the person from any entry of the round: who decides on all may keep away from none."""
    return _decides_on_all(_conflicts(round_).filter(person=actor.person).exists())


def _decides_on_all(kept_away: bool) -> Verdict:
    if not kept_away:
        return YES
    return Verdict(
        _("ท่านมีส่วนได้เสียกับผลงานในรอบนี้ จึงจัดทำหรือประกาศมติของรอบนี้ไม่ได้ — ให้เลขานุการหรือผู้ช่วยอีกคนทำแทน"), "conflict"
    )


def _conflicts(round_: Round) -> ConflictQuerySet:
    """What keeps anyone from an entry of the round; nothing does once it is published."""
    unpublished = round_.entries.filter(withdrawn_at__isnull=True, round__published_at__isnull=True)
    return Conflict.objects.in_force().filter(case__in=unpublished.values("case"))


def may_vote(actor: Actor, round_: Round) -> Verdict:
    """Whether the hat records the chair's vote on equals: the chair's does, while a result is being prepared."""
    if VOTE not in round_.law.ties:
        return Verdict(_("หลักเกณฑ์ของรอบนี้ไม่ให้ตัดสินคะแนนเท่ากันด้วยมติของประธาน"), "law")
    if not (presides := may_preside(actor, round_)):
        return presides
    if round_.published_at and not round_.resolutions.filter(published_at__isnull=True).exists():
        return Verdict(_("รอบนี้ประกาศผลแล้ว — ให้เลขานุการจัดทำร่างมติแก้ไขผลก่อน จึงลงมติเรียงลำดับใหม่ได้"), "published")
    return YES


def may_preside(actor: Actor, round_: Round) -> Verdict:
    """Whether the hat acts as the chair: the chair's, or a secretary's where something keeps the chair from an entry; one
    query."""
    own, chairs = Q(pk=seat_of(actor)), Q(duty=Duty.CHAIR, ends_on__isnull=True)
    away = Exists(_conflicts(round_).filter(person=OuterRef("person")))
    seats = PanelSeat.objects.filter(own | chairs, panel=round_.panel_id)
    told = seats.values_list("pk", "duty", "ends_on", away)
    mine = [kept_away for pk, _duty, _end, kept_away in told if pk == seat_of(actor)]
    free = [pk for pk, duty, end, kept_away in told if duty == Duty.CHAIR and end is None and not kept_away]
    stands_in = actor.role == SECRETARY and not free
    if not mine or not (actor.role == CHAIR or stands_in):
        return Verdict(_("เฉพาะประธานกรรมการจึงทำได้ — เปลี่ยนไปทำงานในฐานะประธาน"), "role")
    return _decides_on_all(mine[0])


def may_publish(actor: Actor, resolution: Resolution) -> Verdict:
    """Whether the hat publishes this resolution: two persons, one prepares and another publishes."""
    if resolution.published_at:
        return Verdict(_("มตินี้ประกาศแล้ว — ดูผลในหน้าผลการคัดเลือก"), "published")
    if not (presides := may_preside(actor, resolution.round)):
        return presides
    if resolution.made_by_id == actor.person.pk:
        return Verdict(_("ท่านเป็นผู้จัดทำมตินี้ จึงประกาศเองไม่ได้ — ให้ประธานหรือผู้ทำหน้าที่แทนอีกคนประกาศ"), "own")
    return YES


def has_quorum(resolution: Resolution) -> Verdict:
    """Whether enough of those who mark were at the meeting."""
    panel = resolution.round.panel
    present = PanelSeat.objects.marking().filter(pk__in=resolution.present, panel=panel).count()
    if present >= panel.quorum:
        return YES
    words = _("กรรมการที่มาประชุมมี {n} คน ไม่ครบองค์ประชุม {quorum} คน — บันทึกผู้มาประชุมให้ครบ หรือนัดประชุมใหม่")
    return Verdict(words.format(n=present, quorum=panel.quorum), "quorum")


def is_settled(problems: Sequence[str]) -> Verdict:
    """Whether nothing keeps the order open; `problems` are what does, in sentences."""
    if not problems:
        return YES
    more = _(" (และอีก {n} เรื่อง)").format(n=len(problems) - 1) if len(problems) > 1 else ""
    return Verdict(problems[0] + more, "open")


def leaves_the_next_round_alone(round_: Round, passing: Collection[int]) -> Verdict:
    """Whether those who pass by a corrected result are those with whom the next round was opened: who is out of it now gives
    the place up by name, so that the next in turn enters there."""
    later = queries.rounds_after(round_)
    seats = queries.seated_in([round_]).get(round_.pk, {}) if later else {}
    leaving = [pk for pk, seat in seats.items() if seat.became == queries.PASSED and pk not in passing]
    if not leaving:
        return YES
    entries = round_.entries.select_related("case__group").in_bulk(leaving)
    out = [str(entries[pk].case) for pk in leaving]
    words = _(
        "มติแก้ไขนี้เปลี่ยนผู้ผ่านรอบ แต่ «{round}» เปิดแล้วด้วยผลเดิม — บันทึกการถอนตัวของ {groups} ที่หน้าผลการคัดเลือก ลำดับถัดไปจึงเลื่อนขึ้นและเข้ารอบนั้นแทน"
    )
    told = words.format(round=stage_of(later[0].task).title, groups=", ".join(out))
    return Verdict(told, "next-round")


def may_follow_up(actor: Actor, round_: Round) -> Verdict:
    """Whether the hat records what comes after a published result: withdrawals, complaints and their answers."""
    if not round_.published_at:
        return Verdict(_("รอบนี้ยังไม่ประกาศผล — บันทึกได้หลังประกาศผล"), "unpublished")
    return _is_of_those_who_write(actor, round_, _("เฉพาะประธาน เลขานุการ หรือ{roles}จึงบันทึกได้"))


def _is_of_those_who_write(actor: Actor, round_: Round, otherwise: str) -> Verdict:
    if runs(actor, round_.panel) or _is_officer(actor, round_):
        return YES
    roles = _(" หรือ").join(role_label(role) for role in _officers(round_))
    return Verdict(otherwise.format(roles=roles), "role")


def may_read_letters(actor: Actor, round_: Round) -> Verdict:
    """Whether the hat reads the letters of the result: who writes them, and whoever audits the office those that went out."""
    if not round_.published_at:
        return may_follow_up(actor, round_)
    if not actor.takes_part:
        return YES
    return _is_of_those_who_write(actor, round_, _("เฉพาะประธาน เลขานุการ หรือ{roles}จึงอ่านหนังสือแจ้งผลได้"))


def has_its_last_result(entry: RoundEntry) -> Verdict:
    """Whether no later round that was published judged the same group: what it gives up is its place there."""
    later = RoundEntry.objects.filter(
        case=entry.case_id,
        round__published_at__isnull=False,
        round__task__position__gt=entry.round.task.position,
    )
    last = later.select_related("round__task__case__edition").order_by("round__task__position").last()
    if last is None:
        return YES
    words = _("{group}มีผลใน «{round}» แล้ว — บันทึกการถอนตัวที่หน้าผลของรอบนั้น")
    return Verdict(words.format(group=entry.case, round=stage_of(last.round.task).title), "later")


def _is_officer(actor: Actor, round_: Round) -> bool:
    office = round_.task.case.office
    return office is not None and any(actor.holds(role, office) for role in _officers(round_))


def _officers(round_: Round) -> tuple[str, ...]:
    return tuple(str(role) for role in OFFICERS_OF[Level(round_.task.case.level)])


def may_read_dossier(actor: Actor, round_: Round) -> Verdict:
    """Whether the hat reads the whole dossier, with every member's marks: after publication the panel, the officers of
    the office and whoever audits it."""
    if not round_.published_at:
        return Verdict(_("แฟ้มการคัดเลือกเปิดหลังประกาศผล"), "unpublished")
    if sits_on(actor, round_.panel) or _is_officer(actor, round_) or not actor.takes_part:
        return YES
    return Verdict(_("แฟ้มการคัดเลือกเปิดให้คณะกรรมการ เจ้าหน้าที่ของหน่วยงานเจ้าของรอบ และผู้ตรวจสอบ"), "role")
