"""Who records what villagers allow and ask for, and who decides it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from sammachip.core.area import Level, code_on, is_within, path_of
from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import Actor
from sammachip.org.models import Role
from sammachip.registry.models import ConsentFor, Group, PersonalRequest, RequestState
from sammachip.registry.personal import CONTACT, said_no
from sammachip.registry.rules import may_correct, may_register, sees_personal

DECIDERS = (Role.DISTRICT_HEAD, Role.PROVINCE_HEAD)


def may_record_consent(actor: Actor, group: Group) -> Verdict:
    return may_correct(actor, group)


def may_read_people(actor: Actor, group: Group) -> Verdict:
    """Whether this hat reads who of the group agreed to what: names stand beside the answers."""
    if not sees_personal(actor, group.path):
        return Verdict(_("เฉพาะเจ้าหน้าที่อำเภอหรือจังหวัดที่ดูแลกลุ่มนี้จึงเปิดดูข้อมูลของบุคคลได้"), "role")
    return YES


def phones_kept(actor: Actor, group: Group) -> frozenset[str]:
    """Whose telephones stay with the group's own district, by the names of their facts: they refused it to others."""
    return phones_kept_of(actor, [group]).get(group.pk, frozenset())


def phones_kept_of(actor: Actor, groups: Iterable[Group]) -> dict[int, frozenset[str]]:
    """The same by group, for many; one query."""
    elsewhere = [
        one for one in groups if not is_within(actor.office.path, path_of(code_on(one.path, Level.DISTRICT)))
    ]
    return {
        group: frozenset("phone" if about == CONTACT else about for about in abouts)
        for group, abouts in said_no(elsewhere, ConsentFor.PHONES).items()
    }


def may_receive_request(actor: Actor, group: Group) -> Verdict:
    return may_register(actor, group.path)


def may_decide_request(actor: Actor, request: PersonalRequest) -> Verdict:
    """Whether this hat decides it: the head of the district or of the province, and never who recorded it."""
    if not actor.is_one_of(*DECIDERS):
        return Verdict(_("เฉพาะพัฒนาการอำเภอหรือพัฒนาการจังหวัดจึงตัดสินคำขอนี้ได้"), "role")
    if not is_within(request.group.path, actor.office.path):
        return Verdict(_("กลุ่มนี้อยู่นอกความรับผิดชอบของหน่วยงานท่าน"), "place")
    if not request.is_open:
        return Verdict(_("คำขอนี้ตัดสินแล้ว: {state}").format(state=request.get_state_display()), "decided")
    if request.recorded_by_id == actor.person.pk:
        return Verdict(_("ท่านเป็นผู้บันทึกคำขอนี้ — ให้หัวหน้าอีกท่านหรือพัฒนาการจังหวัดเป็นผู้ตัดสิน"), "own-work")
    return YES


def may_finish_request(actor: Actor, request: PersonalRequest) -> Verdict:
    """Whether this hat says that what was accepted is done; what is erased is done by the decision itself."""
    if not (verdict := may_register(actor, request.group.path)):
        return verdict
    if request.state != RequestState.ACCEPTED:
        return Verdict(_("คำขอนี้ไม่ได้รอทำ: {state}").format(state=request.get_state_display()), "not-accepted")
    return YES
