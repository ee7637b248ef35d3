"""Whether those in a filing's pictures allow their faces to be shown: said before it goes on, never dropped in silence."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from sammachip.cases.models import Filing
from sammachip.core.verdict import YES, Verdict
from sammachip.registry.models import ConsentFor, Group
from sammachip.registry.personal import PEOPLE, said_no

FACES = "faces"
"""The name under which a person gives the reason to send pictures nonetheless, beside the limits of a plan."""
MOST_NAMED = 5
"""So many groups are named one by one; of the others it is said how many they are."""


@dataclass(frozen=True, slots=True)
class FacesReading:
    """The pictures of a filing and whose consent they lack: somebody said no, or the group was not asked yet.

    Of a district or a province it names the groups of it that said no: their pictures may be among these.
    """

    pictures: int
    group: Group | None
    refused_in: tuple[Group, ...]
    unasked: bool

    @property
    def asks_for_reason(self) -> bool:
        """Whether somebody must say why they go on: the group's own pictures, refused."""
        return self.group is not None and bool(self.refused_in)

    @property
    def sentence(self) -> str:
        names = " ".join(f"«{one.name}»" for one in self.refused_in[:MOST_NAMED])
        if (more := len(self.refused_in) - MOST_NAMED) > 0:
            names = _("{few} และอีก {n} กลุ่ม").format(few=names, n=more)
        if self.asks_for_reason:
            return _(
                "มีคนใน {groups} ไม่ให้ใช้ภาพใบหน้า แต่แบบนี้มีภาพ {n} ภาพ — นำภาพที่เห็นหน้าออก หรือระบุเหตุผลที่ส่งภาพต่อไป"
            ).format(groups=names, n=self.pictures)
        if self.refused_in:
            return _("กลุ่มที่มีคนไม่ให้ใช้ภาพใบหน้า: {groups} — ตรวจว่าไม่มีคนเหล่านั้นใน {n} ภาพของแบบนี้").format(
                groups=names, n=self.pictures
            )
        return _("ยังไม่ได้ถามคนในภาพของกลุ่มว่าให้ใช้ภาพใบหน้าหรือไม่ — ถามแล้วบันทึกที่หน้ากลุ่ม ส่งแบบได้โดยไม่ต้องรอ")


def faces_in(filing: Filing) -> FacesReading | None:
    """What is lacking of consent for this filing's pictures; None without pictures, or where nothing is lacking."""
    pictures = filing.photos.count()
    if not pictures:
        return None
    case = filing.task.case
    groups = (
        [case.group]
        if case.group
        else list(Group.objects.within(case.path).filter(consents__isnull=False).distinct())
    )
    refused = said_no(groups, ConsentFor.FACES)
    found = tuple(one for one in groups if one.pk in refused)
    asked = case.group is None or case.group.consents.filter(about=PEOPLE, what=ConsentFor.FACES).exists()
    return FacesReading(pictures, case.group, found, not asked) if found or not asked else None


def may_show_faces(found: FacesReading | None, reason: str) -> Verdict:
    """Whether the pictures go on: without a reason not against the word of those who are in them."""
    if found is None or not found.asks_for_reason or reason.strip():
        return YES
    return Verdict(found.sentence, "faces-refused")
