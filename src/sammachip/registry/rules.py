"""Who may register groups, and who sees personal data whole."""

from django.utils.translation import gettext as _

from sammachip.core.area import is_within
from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import DISTRICT_OFFICERS, PROVINCE_OFFICERS, Actor

REGISTRARS = (*DISTRICT_OFFICERS, *PROVINCE_OFFICERS)


def may_register(actor: Actor, path: str) -> Verdict:
    if not actor.is_one_of(*REGISTRARS):
        return Verdict(_("เฉพาะเจ้าหน้าที่อำเภอหรือจังหวัดจึงลงทะเบียนกลุ่มได้"), "role")
    if not is_within(path, actor.office.path):
        return Verdict(_("พื้นที่นี้อยู่นอกความรับผิดชอบของหน่วยงานท่าน"), "place")
    return YES


def sees_personal(actor: Actor, path: str) -> bool:
    """Names and phones of villagers are whole for the district and province that work with them, masked for others."""
    return actor.is_one_of(*REGISTRARS) and is_within(path, actor.office.path)
