"""Letters of a result while they wait: read, corrected, and numbered many at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases.rules import may_be_done_on
from sammachip.core import document as doc
from sammachip.core.verdict import Refused, Stale, require
from sammachip.org.hats import Actor
from sammachip.records import actions as records
from sammachip.records.models import Paper, PaperState, Series
from sammachip.selection import papers_places, papers_results, queries
from sammachip.selection import rules_results as rules
from sammachip.selection.actions.deciding import held
from sammachip.selection.letters import letters_after, letters_in, letters_of, matter_of, round_of, subject_of
from sammachip.selection.models import Placement, Resolution, Round, RoundEntry, Withdrawal
from sammachip.selection.papers_results import LETTER
from sammachip.selection.queries import Seated
from sammachip.trail import actions as trail
from sammachip.trail.thai import in_thai

AT_ONCE = 80
"""How many letters one request numbers: each is drawn twice, a fifth of a second."""
IN_A_PART = 8
"""How many are numbered before others who write get their turn: the numbers are kept from them for a second or two."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """The day of letters that are issued together, and their numbers: the next of the office's `series`, or in a row
    from the `first` that another register gave, with what stands `before` it."""

    dated_on: date
    series: Series = Series.LETTER
    before: str = ""
    first: int | None = None

    def typed(self, turn: int) -> str:
        """The number of the letter that comes after `turn` others; "" where the office's own register gives it."""
        return "" if self.first is None else f"{self.before}{self.first + turn}"


def seen_of(paper: Paper) -> str:
    """What names a draft as it was read."""
    return trail.digest_of_content(paper.content)


@in_thai
def write_of_result(resolution: Resolution, actor: Actor) -> None:
    """One letter for each entry, to its province, with its own marks and their reasons; they wait to be read and numbered.

    What still waits of a result before this one goes nowhere. Who gave a place up before a corrected result is not told
    that it was won, and who holds another than the result gives reads of both.
    """
    round_ = resolution.round
    because = _("มีมติแก้ไขผลก่อนหนังสือแจ้งผลเดิมออก")
    of_result = letters_in(round_).exclude(pk__in=letters_after(round_).values("pk"))
    records.discard(of_result, reason=because, actor=actor)
    gone, moved = _changed_since(resolution)
    for one in papers_results.letters_of(resolution):
        if one.placement.entry_id not in gone and one.placement.entry not in moved:
            _draft(round_, one.placement, one, actor)
    if moved:
        last = round_.withdrawals.latest("follows")
        for up in papers_places.letters_of_moved(round_, _moved(moved), last):
            _draft(round_, up.about, up, actor)


def _changed_since(resolution: Resolution) -> tuple[set[int], dict[RoundEntry, str]]:
    """Of a corrected result who had given a place up before it, and the tier of each who holds another than it gives."""
    if resolution.number == 1:
        return set(), {}
    round_ = resolution.round
    seats = queries.seated_in([round_])[round_.pk]
    given = {one.entry_id: one.tier if one.passed else None for one in resolution.placements.order_by("pk")}
    held_now = {
        pk: seat.tier
        for pk, seat in seats.items()
        if seat.became == queries.PASSED and pk in given and given[pk] != seat.tier
    }
    entries = round_.entries.select_related("case__group").in_bulk(held_now)
    gone = {pk for pk, seat in seats.items() if seat.became == queries.WITHDREW}
    return gone, {entries[pk]: tier for pk, tier in held_now.items()}


@in_thai
def write_of_places(given_up: Withdrawal, was: Seated, moved: Mapping[RoundEntry, str], actor: Actor) -> None:
    """Draft the letters of what a withdrawal changed: one for each who moved up, in place of the one that still waited, and
    one for who left where the round's law says so. What still waited for who left goes nowhere."""
    round_ = given_up.round
    waiting = letters_of(given_up.entry)
    letters = list(papers_places.letters_of_moved(round_, _moved(moved), given_up))
    if round_.law.tells_left:
        letters.append(papers_places.letter_of_left(given_up, was))
    else:
        records.discard(waiting, reason=_("ถอนตัวก่อนหนังสือแจ้งผลออก"), actor=actor)
    for one in letters:
        _draft(round_, one.about, one, actor)


def _draft(
    round_: Round,
    about: Placement | RoundEntry,
    letter: papers_results.Letter | papers_places.Letter,
    actor: Actor,
) -> None:
    office = round_.task.case.office
    assert office is not None, "a round is an office's"
    records.draft(
        kind=LETTER,
        title=letter.title,
        about=about,
        office=office,
        path=subject_of(about).path,
        document=letter.document,
        to_office=letter.to_office,
        actor=actor,
    )


def _moved(tiers: Mapping[RoundEntry, str]) -> list[papers_places.Moved]:
    """Each with the place by which it was judged: its own, or of one called from a reserve list that of the round before."""
    judged = {one.called_from_id or one.pk: one for one in tiers}
    placed = Placement.objects.filter(entry__in=judged, resolution__published_at__isnull=False)
    last = {one.entry_id: one for one in placed.order_by("resolution__number")}
    return [papers_places.Moved(one, tier, last[one.called_from_id or one.pk]) for one, tier in tiers.items()]


@transaction.atomic
def correct_letter(paper: Paper, paragraphs: Sequence[str], *, seen: str, actor: Actor) -> Paper:
    """The draft with these paragraphs in place of its own; what is left empty goes. Raises Stale where it changed since."""
    require(rules.may_follow_up(actor, round_of(paper)))
    held = (
        Paper.objects.select_for_update(of=("self",)).select_related("office", "to_office").get(pk=paper.pk)
    )
    if held.state != PaperState.DRAFT or seen_of(held) != seen:
        raise Stale(_("มีผู้แก้ไขหรือออกหนังสือฉบับนี้ไปก่อนแล้ว — เปิดดูฉบับล่าสุดก่อนบันทึกอีกครั้ง"))
    before = doc.from_json(held.content)
    return records.draft(
        kind=held.kind,
        title=held.title,
        about=matter_of(held),
        office=held.office,
        path=held.path,
        document=replace(before, blocks=_reworded(before, paragraphs)),
        to_office=held.to_office,
        actor=actor,
    )


def _reworded(before: doc.Document, paragraphs: Sequence[str]) -> tuple[doc.Block, ...]:
    words = iter(paragraphs)
    own = sum(isinstance(block, doc.Paragraph) for block in before.blocks)
    if own != len(paragraphs):
        raise Refused(_("จำนวนย่อหน้าไม่ตรงกับร่าง — เปิดหน้าแก้ไขใหม่"))
    blocks = (
        replace(block, text=next(words).strip()) if isinstance(block, doc.Paragraph) else block
        for block in before.blocks
    )
    return tuple(block for block in blocks if not isinstance(block, doc.Paragraph) or block.text)


def issue_letters(
    round_: Round, papers: Sequence[Paper], numbering: Numbering, *, actor: Actor
) -> list[Paper]:
    """Number these drafts one after another in the order given, and keep their files for good.

    Call it outside a transaction: each part stands by itself, and between two of them others number theirs. Refused in
    the middle, it says how many went out; those left wait as before.
    """
    require(rules.may_follow_up(actor, round_))
    require(may_be_done_on(numbering.dated_on))
    if not papers:
        raise Refused(_("เลือกหนังสือที่จะออกอย่างน้อยหนึ่งฉบับ"))
    if len(papers) > AT_ONCE:
        raise Refused(_("เลือก {n} ฉบับ เกินครั้งละ {most} ฉบับ — ออกเป็นชุด").format(n=len(papers), most=AT_ONCE))
    issued: list[Paper] = []
    for begin in range(0, len(papers), IN_A_PART):
        try:
            issued += _issue_part(round_, papers[begin : begin + IN_A_PART], begin, numbering, actor)
        except Refused as refusal:
            if not issued:
                raise
            words = _("ออกเลขแล้ว {n} ฉบับ ที่เหลือยังรอออก: {reason}")
            raise Refused(words.format(n=len(issued), reason=refusal.verdict.reason)) from refusal
    return issued


@transaction.atomic
def _issue_part(
    round_: Round, papers: Sequence[Paper], begin: int, numbering: Numbering, actor: Actor
) -> list[Paper]:
    """A part of the letters; what another hand, or the same hand twice, has issued meanwhile is passed over, and so is
    what says something else by now or goes nowhere any more: who gives a place up waits for the part, or it for them."""
    held(round_)
    drafts = Paper.objects.filter(pk__in=[one.pk for one in papers], state=PaperState.DRAFT)
    waiting = dict(drafts.values_list("pk", "content"))
    return [
        records.issue_letter(
            paper,
            dated_on=numbering.dated_on,
            series=numbering.series,
            number=numbering.typed(turn),
            actor=actor,
        )
        for turn, paper in enumerate(papers, start=begin)
        if waiting.get(paper.pk) == paper.content
    ]
