"""Who records what villagers allow and ask for, and who decides it."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from sammachip.core.area import Level, code_on, is_within, path_of
from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import Actor
from sammachip.org.models import Role
from sammachip.registry.models import (
    Consent,
    ConsentAnswer,
    ConsentFor,
    Group,
    GroupQuerySet,
    PersonalRequest,
    RequestState,
)
from sammachip.registry.personal import CONTACT, said_no
from sammachip.registry.queries import is_row, row_list
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


def phones_kept_within(actor: Actor, seen: GroupQuerySet) -> dict[int, frozenset[str]]:
    """The same for as many as a whole province has: asked only of those in which somebody ever said no."""
    no = [ConsentAnswer.REFUSED, ConsentAnswer.WITHDRAWN]
    ever = Consent.objects.filter(what=ConsentFor.PHONES, answer__in=no)
    return phones_kept_of(actor, seen.order_by().filter(pk__in=ever.values("group")))


def contacts_kept(actor: Actor, groups: Collection[int]) -> frozenset[int]:
    """Of the groups with these numbers, those whose own telephone stays with their district; no query for none."""
    kept = phones_kept_of(actor, Group.objects.filter(pk__in=groups)) if groups else {}
    return frozenset(group for group, abouts in kept.items() if "phone" in abouts)


def may_correct_fields(actor: Actor, group: Group, fields: Collection[str]) -> Verdict:
    """Whether this hat says these of the group: not a telephone that it may not see."""
    if not (verdict := may_correct(actor, group)):
        return verdict
    if "phone" in fields and "phone" in phones_kept(actor, group):
        return Verdict(_("ผู้ติดต่อของกลุ่มไม่ให้เปิดเผยโทรศัพท์นอกอำเภอ — ให้เจ้าหน้าที่ของอำเภอแก้ข้อนี้"), "phones-kept")
    return YES


def may_correct_list(actor: Actor, group: Group, name: str) -> Verdict:
    """Whether this hat tells the list whole: not where it would have to tell a telephone that it may not see."""
    if not (verdict := may_correct(actor, group)):
        return verdict
    kept = sum(is_row(about) and row_list(about) == name for about in phones_kept(actor, group))
    if kept:
        sentence = _("มี {n} คนในรายการนี้ไม่ให้เปิดเผยโทรศัพท์นอกอำเภอ — ให้เจ้าหน้าที่ของอำเภอแก้รายการนี้")
        return Verdict(sentence.format(n=kept), "phones-kept")
    return YES


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
