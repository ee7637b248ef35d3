"""Whether a register proves itself: groups times unit cost, totals, words, nobody left out, never beyond what is there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from sammachip.core.money import baht_words, format_baht, words_agree
from sammachip.programmes.pack import Head

ZERO = Decimal("0.00")
NAMED = 3
"""Of places without a row a sentence names so many: an empty register of the department named every province."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one office below is to get: how many groups, and how much under each head."""

    office: str
    groups: int
    amounts: Mapping[str, Decimal]
    remark: str = ""

    @property
    def total(self) -> Decimal:
        return sum(self.amounts.values(), ZERO)


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not hold: in which row (an office's code, or none) and column (`groups`, a head's key, or none).

    `places` are all of which the sentence names the first few only; none where it names them all.
    """

    office: str
    column: str
    sentence: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a register is proved against; `unit_cost` is that of a group, where the programme counts in groups."""

    unit_cost: Decimal | None
    heads: Sequence[Head]
    names: Mapping[str, str]
    room: Mapping[str, Decimal]
    has_groups: bool = True
    stated_total: Decimal | None = None
    stated_words: str = ""
    omitted_reason: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """The totals of a register and all that speaks against it. It may be issued when there is no fault."""

    groups: int
    by_head: Mapping[str, Decimal]
    faults: tuple[Fault, ...]
    remarks: tuple[Fault, ...]

    @property
    def total(self) -> Decimal:
        return sum(self.by_head.values(), ZERO)

    @property
    def words(self) -> str:
        return baht_words(self.total)

    @property
    def holds(self) -> bool:
        return not self.faults


def prove(shares: Sequence[Share], grounds: Grounds) -> Proof:
    """Every fault at once. A row that departs from the unit cost is a fault, or a remark where the row gives its own."""
    by_head = {
        head.key: sum((one.amounts.get(head.key, ZERO) for one in shares), ZERO) for head in grounds.heads
    }
    departures = [fault for one in shares if (fault := _departure(one, grounds))]
    explained = {one.office for one in shares if one.remark.strip()}
    faults = [
        *_row_faults(shares, grounds),
        *(fault for fault in departures if fault.office not in explained),
        *_omissions(shares, grounds),
        *_beyond(by_head, grounds),
        *_against_notice(sum(by_head.values(), ZERO), grounds),
    ]
    if not shares:
        faults.append(Fault("", "", _("ทะเบียนยังไม่มีแถว — กรอก วาง หรือนำเข้ารายการก่อน")))
    return Proof(
        groups=sum(one.groups for one in shares),
        by_head=by_head,
        faults=tuple(faults),
        remarks=tuple(fault for fault in departures if fault.office in explained),
    )


def _row_faults(shares: Sequence[Share], grounds: Grounds) -> Iterable[Fault]:
    seen: set[str] = set()
    for share in shares:
        name = grounds.names.get(share.office)
        if name is None:
            yield Fault(
                share.office, "", _("รหัส {code} ไม่ใช่หน่วยงานในสังกัด — ลบแถวนี้").format(code=share.office)
            )
            continue
        if share.office in seen:
            yield Fault(share.office, "", _("{name} มีมากกว่าหนึ่งแถว — รวมเป็นแถวเดียว").format(name=name))
        seen.add(share.office)
        if wrong := _wrong_count(share.groups, grounds):
            yield Fault(share.office, "groups", wrong.format(name=name, groups=share.groups))
        for head, amount in share.amounts.items():
            if amount < 0:
                yield Fault(share.office, head, _("{name}: ยอดจัดสรรติดลบ — กรอกยอดใหม่").format(name=name))
        if share.total <= 0:
            yield Fault(share.office, "", _("{name}: ยังไม่มียอดจัดสรร — กรอกยอด หรือลบแถว").format(name=name))


def _wrong_count(groups: int, grounds: Grounds) -> str:
    """What is wrong with so many groups, if anything is."""
    if grounds.has_groups and groups < 1:
        return _("{name}: จำนวนกลุ่มต้องเป็น 1 ขึ้นไป — กรอกจำนวน หรือลบแถว")
    if groups and not grounds.has_groups:
        return _("{name}: กรอก {groups} กลุ่ม แต่โครงการนี้ไม่มีกลุ่ม — ใส่ 0")
    return ""


def _departure(share: Share, grounds: Grounds) -> Fault | None:
    if not grounds.has_groups or grounds.unit_cost is None:
        return None
    if share.total == share.groups * grounds.unit_cost:
        return None
    sentence = _(
        "{name}: {groups} กลุ่ม × {unit} บาท เป็น {should} บาท แต่กรอก {stands} บาท — แก้ยอด หรือชี้แจงในช่องหมายเหตุ"
    )
    return Fault(
        share.office,
        grounds.heads[0].key if len(grounds.heads) == 1 else "",
        sentence.format(
            name=grounds.names.get(share.office, share.office),
            groups=share.groups,
            unit=format_baht(grounds.unit_cost),
            should=format_baht(share.groups * grounds.unit_cost),
            stands=format_baht(share.total),
        ),
    )


def _omissions(shares: Sequence[Share], grounds: Grounds) -> Iterable[Fault]:
    given = {one.office for one in shares}
    places = tuple(name for code, name in grounds.names.items() if code not in given)
    if not places or grounds.omitted_reason.strip():
        return
    names = ", ".join(places[:NAMED])
    if len(places) > NAMED:
        names = _("{few} และอีก {n} แห่ง").format(few=names, n=len(places) - NAMED)
    sentence = _("ไม่มีแถวของ {names} ({n} แห่ง) — เพิ่มแถว หรือระบุเหตุผลที่ไม่ได้รับจัดสรร")
    yield Fault("", "", sentence.format(names=names, n=len(places)), places if len(places) > NAMED else ())


def _beyond(by_head: Mapping[str, Decimal], grounds: Grounds) -> Iterable[Fault]:
    for head in grounds.heads:
        wanted, room = by_head[head.key], grounds.room.get(head.key, ZERO)
        if wanted > room:
            yield Fault(
                "",
                head.key,
                _(
                    "จัดสรรเกินวงเงิน ({head}): ทะเบียนรวม {wanted} บาท แต่มีให้จัดสรร {room} บาท — ลดยอด หรือบันทึกการรับแจ้งจัดสรรเพิ่ม"
                ).format(head=head.label, wanted=format_baht(wanted), room=format_baht(room)),
            )


def _against_notice(total: Decimal, grounds: Grounds) -> Iterable[Fault]:
    stated, words = grounds.stated_total, grounds.stated_words.strip()
    if stated is not None and stated != total:
        yield Fault(
            "",
            "total",
            _(
                "ยอดรวมไม่ตรงกับหนังสือ: ทุกแถวรวม {total} บาท แต่หนังสือแจ้ง {stated} บาท — ตรวจแถวรายการหรือยอดตามหนังสือ"
            ).format(total=format_baht(total), stated=format_baht(stated)),
        )
    if words and not words_agree(words, total):
        yield Fault(
            "",
            "words",
            _(
                "ตัวอักษรไม่ตรงกับตัวเลข: ยอดรวม {total} บาท อ่านว่า «{right}» แต่เขียน «{words}» — แก้ตัวอักษรหรือตรวจยอด"
            ).format(total=format_baht(total), right=baht_words(total), words=words),
        )
