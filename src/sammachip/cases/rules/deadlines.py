"""Who moves a deadline, and to when."""

from datetime import datetime

from django.utils.translation import gettext as _

from sammachip.cases import queries
from sammachip.cases.models import Extension, Task
from sammachip.core.area import Level, is_within
from sammachip.core.signoff import ROLE_LEVEL
from sammachip.core.thaidate import BANGKOK, bangkok_day, day_end
from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import DEPARTMENT_OFFICERS, PROVINCE_OFFICERS, Actor
from sammachip.org.models import Office, Post
from sammachip.programmes.models import Edition
from sammachip.trail.spoken import day_name


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
