"""A letter on its way as its sender follows it: how far it came to whom, who is missing, and words to remind them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sammachip.records.models import Arrival, Delivery, OutgoingLetter
from sammachip.trail import clock
from sammachip.trail.spoken import day_name
from sammachip.trail.thai import in_thai
from sammachip.web.followups import heads_of, reference, table

COUNTED = {
    Arrival.RECEIVED: (Arrival.RECEIVED, Arrival.ASSIGNED, Arrival.TOLD),
    Arrival.ASSIGNED: (Arrival.ASSIGNED,),
}


@dataclass(frozen=True, slots=True)
class Way:
    """One letter's way to all its recipients."""

    line: OutgoingLetter
    deliveries: Sequence[Delivery]
    address: str

    @property
    def missing(self) -> list[Delivery]:
        return [one for one in self.deliveries if one.state in (Arrival.SENT, Arrival.OPENED)]

    @property
    def received(self) -> int:
        return self._count(Arrival.RECEIVED)

    @property
    def assigned(self) -> int:
        return self._count(Arrival.ASSIGNED)

    def _count(self, state: Arrival) -> int:
        return sum(1 for one in self.deliveries if one.state in COUNTED[state])

    @property
    def offices(self) -> int:
        return sum(1 for one in self.deliveries if one.office_id)

    @property
    @in_thai
    def text(self) -> str:
        """What may be sent to a chat group as it stands: the letter, where it opens, and who has not received it."""
        line = self.line
        due = min((one.due_on for one in self.missing or self.deliveries if one.due_on), default=None)
        lines = [
            _("หนังสือที่ {number} ลงวันที่ {day}").format(number=line.number, day=day_name(line.dated_on)),
            _("เรื่อง {subject}").format(subject=line.subject),
            *([_("กำหนด {day}").format(day=day_name(due))] if due else []),
            *self._named(),
            _("เปิดอ่านและลงรับที่ {address}").format(address=self.address),
        ]
        return "\n".join(lines)

    def _named(self) -> list[str]:
        if not self.missing:
            return []
        title = _("หน่วยงานที่ยังไม่ลงรับ ณ {day}").format(day=day_name(clock.today()))
        return [title, *(f"{n}. {name}" for n, name in enumerate(self.names, start=1))]

    @property
    def names(self) -> list[str]:
        return [one.office.short_name for one in self.missing if one.office]

    @property
    def lines(self) -> int:
        """How high the box of the text is: whole when short, scrolled when long."""
        return min(len(self.text.splitlines()) + 1, 14)

    @in_thai
    def follow_up(self) -> dict[str, object]:
        """What a letter that follows this one up says before anybody wrote at it."""
        line, offices = self.line, [one.office for one in self.missing if one.office]
        paragraphs = [
            _("ตามหนังสือที่อ้างถึง แจ้งเรื่อง {subject} ให้ดำเนินการ นั้น").format(subject=line.subject),
            _("ปรากฏว่า ณ วันที่ {day} หน่วยงานต่อไปนี้ จำนวน {n} แห่ง ยังไม่ลงรับหนังสือ").format(
                n=len(offices), day=day_name(clock.today())
            ),
            *table((_("ที่"), _("หน่วยงาน")), *enumerate((one.authority for one in offices), start=1)),
            _("จึงเรียนมาเพื่อโปรดเร่งรัดดำเนินการ และแจ้งผลให้ทราบ"),
        ]
        named = heads_of(offices[0].level) if len(offices) > 1 else offices[0].authority_head
        return {
            "subject": _("ติดตามการดำเนินการ เรื่อง {subject}").format(subject=line.subject),
            "to": named,
            "refs": [{"letter": reference(line.office, line.number, day_name(line.dated_on))}],
            "body": "\n".join(paragraphs),
        }


def way_of(line: OutgoingLetter, address: str) -> Way:
    """The way of this letter; one query."""
    deliveries = line.deliveries.select_related(
        "line", "office", "received__officer", "received__section", "opened_by"
    )
    return Way(line, list(deliveries.order_by("office__path", "pk")), address)
