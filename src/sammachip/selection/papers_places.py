"""The letters of what comes after a result: whose place changed because another gave theirs up, and who gave it up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sammachip.core import document as doc
from sammachip.core.money import baht_words, format_baht
from sammachip.core.thaidate import format_date
from sammachip.core.thainum import to_thai
from sammachip.org.models import Office
from sammachip.selection import queries
from sammachip.selection.models import Placement, Resolution, Round, RoundEntry, Withdrawal
from sammachip.selection.papers_results import (
    between,
    done,
    framed,
    marks_told,
    occasion,
    provinces_over,
    support,
)
from sammachip.selection.queries_results import means_by_entry, remarks_by_entry
from sammachip.selection.seating import given_by_tier


@dataclass(frozen=True, slots=True)
class Moved:
    """An entry that took a place, the tier it has now, and how it stands in the resolution that judged it."""

    entry: RoundEntry
    tier: str
    placement: Placement


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter to the province of an entry; `about` is what it is filed under."""

    about: Placement | RoundEntry
    title: str
    to_office: Office
    document: doc.Document


def letters_of_moved(round_: Round, moved: Sequence[Moved], given_up: Withdrawal) -> Iterator[Letter]:
    """A letter for each who moved up, with the marks it was judged by; as many queries for one as for ten."""
    given = given_by_tier(round_)
    for resolution, some in _by_resolution(moved):
        judged = resolution.round
        means, remarks = means_by_entry(judged), remarks_by_entry(judged)
        frozen = {one["entry"]: one for one in resolution.frozen["order"]}
        provinces = provinces_over(one.entry for one in some)
        for one in some:
            told = frozen[one.placement.entry_id]
            sender, receiver = between(round_, one.entry, provinces)
            body = (
                doc.Paragraph(occasion(resolution, told, receiver)),
                doc.Paragraph(_before(told)),
                doc.Paragraph(_now(round_, one, given_up)),
                *support(given.get(one.tier), _gave(given, one)),
                *marks_told(
                    judged.law,
                    means[one.placement.entry_id],
                    told["total"],
                    remarks.get(one.placement.entry_id, []),
                ),
            )
            yield Letter(
                one.entry if one.entry.called_from_id else one.placement,
                f"แจ้งการเลื่อนลำดับ {told['group']}",
                receiver,
                framed(
                    f"แจ้งการเลื่อนลำดับผู้ได้รับคัดเลือก {to_thai(round_.task.case.edition.title)}",
                    body,
                    sender=sender,
                    receiver=receiver,
                    drafted_on=given_up.withdrawn_on,
                ),
            )


def _by_resolution(moved: Sequence[Moved]) -> Iterator[tuple[Resolution, list[Moved]]]:
    """Those judged in this round, and those of the round before from whose reserve list they were called."""
    keys = sorted({one.placement.resolution_id for one in moved})
    found = Resolution.objects.select_related(
        "round__task__case__edition__programme", "round__task__case__office", "round__panel"
    ).in_bulk(keys)
    for key in keys:
        yield found[key], [one for one in moved if one.placement.resolution_id == key]


def _gave(given: Mapping[str, Decimal], one: Moved) -> Decimal | None:
    """What the place it was first given brought; None for one from a reserve list."""
    return given.get(one.placement.tier) if one.placement.passed and not one.entry.called_from_id else None


def _before(told: Mapping[str, object]) -> str:
    if told["passed"]:
        stood = f"ได้รับคัดเลือก ระดับ{told['tier']} ลำดับที่ {told['place']}"
    else:
        stood = f"อยู่ในบัญชีสำรองลำดับที่ {told['reserve']}"
    return to_thai(f"ผลการพิจารณาเดิม: {stood}")


def _now(round_: Round, one: Moved, given_up: Withdrawal) -> str:
    tier = f" ระดับ{one.tier}" if one.tier else ""
    called = "ได้รับเรียกจากบัญชีสำรอง" if one.entry.called_from_id else "ได้เลื่อนลำดับ"
    return to_thai(
        f"บัดนี้ มีผู้ได้รับคัดเลือกใน{done(round_)}ขอถอนตัวเมื่อวันที่ {format_date(given_up.withdrawn_on)}"
        f" กลุ่มดังกล่าวจึง{called}ตามหลักเกณฑ์ของโครงการ ผลการพิจารณาใหม่: ได้รับคัดเลือก{tier}"
    )


def letter_of_left(given_up: Withdrawal, was: queries.Seated) -> Letter:
    """The letter that says to the province that the withdrawal was taken note of."""
    entry, round_ = given_up.entry, given_up.round
    sender, receiver = between(round_, entry, provinces_over([entry]))
    tier = f" ระดับ{was.tier}" if was.tier else ""
    letter = f" ตามหนังสือที่ {given_up.letter_number}" if given_up.letter_number else ""
    body = (
        f"ตามที่{receiver.authority}แจ้งว่า{entry.case} ซึ่งได้รับคัดเลือก{tier}ใน{done(round_)}"
        f" {round_.task.case.edition.title} ขอถอนตัว{letter} เนื่องจาก{given_up.reason} นั้น",
        f"{sender.authority}รับทราบการถอนตัวตั้งแต่วันที่ {format_date(given_up.withdrawn_on)} แล้ว"
        f" สิทธิตามผลการคัดเลือก{_support_given(round_, was)}สิ้นสุดในวันดังกล่าว และที่ว่างเป็นไปตามหลักเกณฑ์ของโครงการ",
    )
    return Letter(
        _filed_under(entry),
        f"รับทราบการถอนตัว {entry.case}",
        receiver,
        framed(
            f"รับทราบการถอนตัวของผู้ได้รับคัดเลือก {to_thai(round_.task.case.edition.title)}",
            [doc.Paragraph(to_thai(text)) for text in body],
            sender=sender,
            receiver=receiver,
            drafted_on=given_up.withdrawn_on,
        ),
    )


def _support_given(round_: Round, was: queries.Seated) -> str:
    """The sum that ends with the place; nothing where the round gives none."""
    amount = given_by_tier(round_).get(was.tier)
    return f" และการสนับสนุนงบประมาณ จำนวน {format_baht(amount)} บาท ({baht_words(amount)}) " if amount else ""


def _filed_under(entry: RoundEntry) -> Placement | RoundEntry:
    """The place it was given by the resolution that counts; of one called from a reserve list, the entry itself."""
    placed = Placement.objects.filter(entry=entry).order_by("resolution__number").last()
    return placed or entry
