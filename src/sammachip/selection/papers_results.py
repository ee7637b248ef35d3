"""What the papers of a selection say: the resolution with its minutes and marks, and the letter of each entry's result."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any  # what a resolution froze is plain JSON

from django.urls import reverse

from sammachip.cases.queries import stage_of
from sammachip.core import document as doc
from sammachip.core import letter as composing
from sammachip.core.area import Level, code_on
from sammachip.core.money import baht_words, format_baht
from sammachip.core.ranking import Tier
from sammachip.core.thaidate import format_date
from sammachip.core.thainum import to_thai, trimmed
from sammachip.org.models import Office
from sammachip.selection.board import points
from sammachip.selection.law import RoundLaw
from sammachip.selection.models import Duty, PanelSeat, Placement, Resolution, Round, RoundEntry
from sammachip.selection.queries_results import (
    CriterionMean,
    means_by_entry,
    remarks_by_entry,
    shown,
)
from sammachip.selection.seating import given_by_tier
from sammachip.trail.thai import in_thai

RESOLUTION, LETTER = "selection-resolution", "selection-result"
Frozen = Mapping[str, Any]  # plain JSON
MOST_NOTES = 12
NOUNS = ("การ", "รอบ")
"""How a round's name begins that needs no word before it to name what was done."""


def result_url(round_: Round) -> str:
    return reverse("web:round-result", args=[round_.pk])


@in_thai
def resolution_title(resolution: Resolution) -> str:
    round_ = resolution.round
    number = f" (แก้ไขครั้งที่ {to_thai(resolution.number - 1)})" if resolution.number > 1 else ""
    return f"มติที่ประชุม {stage_of(round_.task).title} {to_thai(round_.task.case.edition.title)}{number}"


@in_thai
def resolution_document(resolution: Resolution) -> doc.Document:
    """The minutes (รายงานการประชุม) with the resolution: who came, what was said, who passes, the reserve, every mean."""
    frozen, seats = resolution.frozen, list(_seats(resolution))
    return composing.compose(
        composing.Letter(
            composing.LetterKind.MINUTES,
            subject=resolution_title(resolution),
            body=(
                *_opening(resolution),
                *_people("ผู้มาประชุม", [seat for seat in seats if seat.pk in resolution.present]),
                *_people("ผู้ไม่มาประชุม", [seat for seat in seats if seat.pk not in resolution.present]),
                doc.Line(doc.parts(_quorate(frozen))),
                doc.Heading("เรื่องที่ประชุม", level=2),
                *(doc.Paragraph(to_thai(text)) for text in resolution.minutes.splitlines() if text.strip()),
                doc.Heading("มติที่ประชุม", level=2),
                *_resolved(resolution),
                *_lists(frozen["order"], resolution.round.law, _left(resolution)),
            ),
            sign_lines=(),
            after=tuple(_signatures(seats, resolution)),
        )
    )


def _seats(resolution: Resolution) -> Iterator[PanelSeat]:
    """Who sat on the panel that day, in the order of the order."""
    held = PanelSeat.objects.held_on(resolution.met_on).filter(panel=resolution.round.panel_id)
    yield from held.select_related("person").order_by("pk")


def _opening(resolution: Resolution) -> Iterator[doc.Block]:
    panel = resolution.round.panel
    yield from composing.meeting(
        to_thai(f"รายงานการประชุม{panel.title}"),
        to_thai(resolution.meeting),
        f"เมื่อวันที่ {format_date(resolution.met_on, thai_digits=True)}",
        f"ณ {to_thai(resolution.place)}" if resolution.place else "",
    )
    order = panel.order
    appointed = f"แต่งตั้งตามคำสั่งที่ {to_thai(order.number)} ลงวันที่ {format_date(order.dated_on, thai_digits=True)}"
    yield doc.Line(doc.parts(appointed), align="center")


def _people(title: str, seats: Sequence[PanelSeat]) -> Iterator[doc.Block]:
    named = [(seat.person.name, to_thai(seat.post), str(Duty(seat.duty).label)) for seat in seats]
    yield from composing.people(title, named)


def _quorate(frozen: Frozen) -> str:
    return to_thai(f"ผู้มาประชุม {len(frozen['present'])} คน ครบองค์ประชุม ซึ่งต้องไม่น้อยกว่า {frozen['quorum']} คน")


def _resolved(resolution: Resolution) -> Iterator[doc.Block]:
    law, order = resolution.round.law, resolution.frozen["order"]
    yield from _corrects(resolution)
    given = given_by_tier(resolution.round)
    tiers = " ".join(_tier(tier, given.get(tier.name)) for tier in law.tiers if tier.name)
    words = f"ที่ประชุมพิจารณาคะแนนตาม{law.rubric.title} จากผลงาน {len(order)} แห่ง แล้วคัดเลือกไว้ {law.places} แห่ง {tiers}".strip()
    yield doc.Paragraph(to_thai(words))
    groups, totals = ({one["entry"]: one[key] for one in order} for key in ("group", "total"))
    for at, vote in enumerate(resolution.round.votes.filter(withdrawn_at__isnull=True), start=1):
        named = " ก่อน ".join(groups[entry] for entry in vote.entries if entry in groups)
        ended = len({totals[entry] for entry in vote.entries if entry in totals}) > 1
        void = " มตินี้ไม่มีผลต่อลำดับในครั้งนี้ เพราะคะแนนไม่เท่ากันแล้ว" if ended else ""
        told = f"มติของประธานกรณีคะแนนเท่ากัน เรื่องที่ {at}: ให้เรียง{named} {vote.minute}{void}"
        yield doc.Paragraph(to_thai(told))


def _tier(tier: Tier, amount: Decimal | None) -> str:
    """A tier with its places, and the sum that each of them brings."""
    each = f" แห่งละ {format_baht(amount)} บาท" if amount is not None else ""
    return f"ระดับ{tier.name} {tier.places} แห่ง{each}"


def _left(resolution: Resolution) -> frozenset[int]:
    """Who had given a place up when a later resolution corrected the first."""
    if resolution.number == 1:
        return frozenset()
    return frozenset(resolution.round.withdrawals.order_by("pk").values_list("entry_id", flat=True))


def _corrects(resolution: Resolution) -> Iterator[doc.Block]:
    """Which result a later resolution changes and why, and who has given a place up since: their marks stand in it as before."""
    corrected = tuple(_corrected(resolution, "มตินี้แก้ไขผล"))
    if not corrected:
        return
    yield from corrected
    for one in resolution.round.withdrawals.select_related("entry__case__group").order_by("follows"):
        left = f"{one.entry.case} ถอนตัวแล้วเมื่อวันที่ {format_date(one.withdrawn_on)}"
        yield doc.Paragraph(to_thai(f"{left} ที่ว่างเป็นไปตามหลักเกณฑ์ของโครงการ"))


def _corrected(resolution: Resolution, words: str) -> Iterator[doc.Paragraph]:
    """After these words which result a resolution changes and why; nothing for the first of its round."""
    before = resolution.round.resolutions.published().filter(number__lt=resolution.number)
    last = before.order_by("number").last()
    if last is not None:
        met_on = format_date(last.met_on)
        of = f"ตามมติในการประชุม{last.meeting} เมื่อวันที่ {met_on} ด้วยเหตุผลว่า {resolution.reason}"
        yield doc.Paragraph(to_thai(f"{words}{of}"))


def _lists(order: Sequence[Frozen], law: RoundLaw, left: frozenset[int]) -> Iterator[doc.Block]:
    """A table for each tier, and one of the reserve; who has left keeps the line that the marks gave, and it says so."""
    for tier in law.tiers:
        named = f"ระดับ{tier.name}" if tier.name else "ผู้ผ่านการคัดเลือก"
        placed = [one for one in order if one["passed"] and one["tier"] == tier.name]
        gone = sum(one["entry"] in left for one in placed)
        among = f" ในจำนวนนี้ถอนตัวแล้ว {gone} แห่ง" if gone else ""
        yield doc.Heading(to_thai(f"{named} {tier.places} แห่ง{among}"), level=2)
        yield _list(placed, "place", left)
    if reserve := [one for one in order if not one["passed"]]:
        yield doc.Heading("บัญชีสำรอง ตามลำดับคะแนน", level=2)
        yield _list(reserve, "reserve", left)


def _list(order: Sequence[Frozen], turn: str, left: frozenset[int]) -> doc.Table:
    head = ("ลำดับ", "กลุ่ม", "อำเภอ", "จังหวัด", "ใบคะแนน", "คะแนนเฉลี่ย")
    rows = tuple(
        (
            doc.Cell(to_thai(one[turn]), align="center"),
            doc.Cell(to_thai(one["group"]) + (" (ถอนตัวแล้ว)" if one["entry"] in left else "")),
            doc.Cell(one["district"]),
            doc.Cell(one["province"]),
            doc.Cell(to_thai(one["sheets"]), align="center"),
            doc.Cell(to_thai(shown(one["total"])), align="end"),
        )
        for one in order
    )
    return doc.Table(
        head=(tuple(doc.HeadCell(text) for text in head),),
        rows=rows,
        widths_cm=(1.5, None, 2.9, 2.9, 1.9, 2.3),
    )


def _signatures(seats: Sequence[PanelSeat], resolution: Resolution) -> Iterator[doc.Block]:
    """Of those who came: the chair first, the members, and last who wrote the minutes."""
    came = [seat for seat in seats if seat.pk in resolution.present]
    for seat in sorted(came, key=lambda one: list(Duty).index(Duty(one.duty))):
        yield from composing.wrote(seat.person.name, str(Duty(seat.duty).label))
    yield from composing.wrote(resolution.made_by.name, "ผู้จดรายงานการประชุม")


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter of one entry's result, to the province it is in."""

    placement: Placement
    title: str
    to_office: Office
    document: doc.Document


def letters_of(resolution: Resolution) -> Iterator[Letter]:
    """A letter for each placement, in order of place; as many queries for one as for all."""
    round_ = resolution.round
    placements = list(
        resolution.placements.select_related("entry__case__group").order_by("place", "entry__number")
    )
    provinces = provinces_over(one.entry for one in placements)
    means, remarks = means_by_entry(round_), remarks_by_entry(round_)
    frozen, given = {one["entry"]: one for one in resolution.frozen["order"]}, given_by_tier(round_)
    corrected = tuple(_corrected(resolution, "ผลต่อไปนี้ใช้แทนผล"))
    for one in placements:
        sender, office = between(round_, one.entry, provinces)
        told = frozen[one.entry_id]
        title = f"แจ้งผลการคัดเลือก {told['group']}"
        body = (
            doc.Paragraph(occasion(resolution, told, office)),
            *corrected,
            doc.Paragraph(_outcome(told)),
            *support(given.get(one.tier) if one.passed else None),
            *marks_told(round_.law, means[one.entry_id], told["total"], remarks.get(one.entry_id, [])),
        )
        yield Letter(one, title, office, _letter(resolution, body, sender, office))


def provinces_over(entries: Iterable[RoundEntry]) -> Mapping[str, Office]:
    """By code the provinces in which these entries lie; one query."""
    return Office.objects.in_bulk({code_on(one.case.path, Level.PROVINCE) for one in entries})


def between(round_: Round, entry: RoundEntry, provinces: Mapping[str, Office]) -> tuple[Office, Office]:
    """Who writes of an entry, and to whom: the office of the round to the entry's province."""
    sender = round_.task.case.office
    assert sender is not None, "a round is an office's"
    return sender, provinces.get(code_on(entry.case.path, Level.PROVINCE), sender)


def _letter(
    resolution: Resolution, body: Sequence[doc.Block], sender: Office, receiver: Office
) -> doc.Document:
    round_ = resolution.round
    return framed(
        f"แจ้งผล{done(round_)} {to_thai(round_.task.case.edition.title)}",
        body,
        sender=sender,
        receiver=receiver,
        drafted_on=resolution.met_on,
    )


def framed(
    subject: str, body: Sequence[doc.Block], *, sender: Office, receiver: Office, drafted_on: date
) -> doc.Document:
    """A letter to the office of a group: what it says, between its head and its close."""
    frame = composing.Frame(sender.letter_code, drafted_on)
    return composing.compose(
        composing.Letter(
            composing.LetterKind.EXTERNAL,
            subject=subject,
            body=(*body, doc.Paragraph("จึงเรียนมาเพื่อโปรดทราบและแจ้งกลุ่มต่อไป")),
            number=frame.number(composing.LetterKind.EXTERNAL),
            date=frame.date(composing.LetterKind.EXTERNAL),
            office_lines=tuple(to_thai(line) for line in sender.address.splitlines() if line.strip())
            or (sender.authority,),
            to=receiver.authority_head,
            closing="ขอแสดงความนับถือ",
            sign_lines=composing.signed_by("", sender.authority_head),
            contact=tuple(_contact(sender)),
        )
    )


def occasion(resolution: Resolution, told: Frozen, receiver: Office) -> str:
    round_ = resolution.round
    return to_thai(
        f"ตามที่{receiver.authority}ได้ส่งผลงานของ{told['group']} อำเภอ{told['district'].removeprefix('อำเภอ')}"
        f" เข้ารับการคัดเลือกใน{round_.task.case.edition.title} นั้น"
        f" {round_.panel.title}ได้พิจารณา{done(round_)}ในการประชุม{resolution.meeting}"
        f" เมื่อวันที่ {format_date(resolution.met_on)} แล้ว"
    )


def done(round_: Round) -> str:
    """The round's name as the name of what was done in it."""
    stage = stage_of(round_.task).title
    return stage if stage.startswith(NOUNS) else f"การ{stage}"


def _outcome(told: Frozen) -> str:
    mean = shown(told["total"])
    if told["passed"]:
        tier = f" ระดับ{told['tier']}" if told["tier"] else ""
        return to_thai(f"ผลการพิจารณา: ได้รับคัดเลือก{tier} ลำดับที่ {told['place']} คะแนนเฉลี่ย {mean}")
    return to_thai(f"ผลการพิจารณา: ยังไม่ได้รับคัดเลือก อยู่ในบัญชีสำรองลำดับที่ {told['reserve']} คะแนนเฉลี่ย {mean}")


def support(amount: Decimal | None, before: Decimal | None = None) -> Iterator[doc.Paragraph]:
    """The sum a place brings, in figures and words, and what it was `before`; nothing where it brings none. The office
    spends it: a group that waits for money on its own account waits in vain."""
    if amount is None:
        return
    was = f" แทนจำนวนเดิม {format_baht(before)} บาท" if before is not None and before != amount else ""
    yield doc.Paragraph(
        to_thai(
            f"กลุ่มได้รับการสนับสนุนงบประมาณ จำนวน {format_baht(amount)} บาท ({baht_words(amount)}){was}"
            " ซึ่งหน่วยงานใช้จ่ายเพื่อกลุ่มตามแผนที่ได้รับคัดเลือก"
        )
    )


def marks_told(
    law: RoundLaw, means: Mapping[str, CriterionMean], total: str, remarks: Sequence[str]
) -> Iterator[doc.Block]:
    """What an entry was given, and why."""
    yield _marks(law, means, total)
    yield from _reasons(law, means, remarks)


def _marks(law: RoundLaw, means: Mapping[str, CriterionMean], total: str) -> doc.Table:
    """Its own marks: by criterion the points to be had, the weight and the mean."""
    head = ("เกณฑ์", "คะแนนเต็ม", "น้ำหนัก", "คะแนนเฉลี่ยที่ได้")
    rows = tuple(
        (
            doc.Cell(to_thai(one.label)),
            doc.Cell(to_thai(trimmed(one.points)), align="end"),
            doc.Cell(to_thai(trimmed(one.weight)), align="end"),
            doc.Cell(to_thai(_mean(means[one.key])), align="end"),
        )
        for one in law.rubric.criteria
    )
    most = doc.Cell(to_thai(trimmed(law.most)), align="end", bold=True)
    last = (
        doc.Cell("รวมตามน้ำหนัก", bold=True),
        most,
        doc.Cell(),
        doc.Cell(to_thai(shown(total)), align="end", bold=True),
    )
    return doc.Table(
        head=(tuple(doc.HeadCell(text) for text in head),),
        rows=rows,
        widths_cm=(None, 2.6, 2.4, 3.6),
        total=last,
    )


def _mean(one: CriterionMean) -> str:
    return points(one.hundredths * 100, one.sheets)


def _reasons(
    law: RoundLaw, means: Mapping[str, CriterionMean], remarks: Sequence[str]
) -> Iterator[doc.Block]:
    """What the judges wrote, without who wrote it; what several wrote in the same words, once."""
    items = [
        to_thai(f"{one.label}: {note}") for one in law.rubric.criteria for note in means[one.key].notes
    ] + [to_thai(remark) for remark in remarks]
    if told := tuple(dict.fromkeys(items)):
        yield doc.Notes("เหตุผลและข้อเสนอแนะของคณะกรรมการ", told[:MOST_NOTES])


def _contact(office: Office) -> Iterator[str]:
    yield office.name
    if office.phone:
        yield to_thai(f"โทร. {office.phone}")
