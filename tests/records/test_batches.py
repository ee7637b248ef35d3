"""Many letters of one draft: listed, issued as one job, each under its own number, killed half-way and gone on with."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import pikepdf
import pypdfium2
import pytest
from django.core.files.storage import default_storage

from cast import Cast
from conftest import Freeze
from letter_samples import SAMPLES
from sammachip.core import document as doc
from sammachip.core.letter import LetterKind, read_listing
from sammachip.core.verdict import Refused, Stale
from sammachip.org.hats import Actor
from sammachip.org.models import Office, Post
from sammachip.records import actions_batches as batches
from sammachip.records import actions_batchwork as work
from sammachip.records import actions_drafts as drafts
from sammachip.records import letters
from sammachip.records.actions_outgoing import Letter, give_number
from sammachip.records.actions_recipients import list_recipients
from sammachip.records.drawers import Drawers, Drawing, Drawn
from sammachip.records.models import (
    Batch,
    BatchItem,
    BatchState,
    Delivery,
    DraftState,
    LetterDraft,
    OutgoingLetter,
    Paper,
    Series,
)
from sammachip.records.outgoing import gaps
from sammachip.records.recipients import found_in, of_offices
from sammachip.records.rules_batches import may_steer
from sammachip.trail.models import Event, Notice
from sammachip.trail.queries import breaks

pytestmark = pytest.mark.django_db
TODAY = date(2018, 9, 10)
LIST = "อำเภอ\tจำนวนกลุ่ม\tวงเงิน\nคูเมือง\t4\t124,800\nกระสัง\t2\t62,400\nเทศบาลตำบลสมมุติ\t1\t31,200"
CIRCULAR = batches.Numbering(TODAY, Series.CIRCULAR)


@pytest.fixture(autouse=True)
def day(at: Freeze) -> None:
    at("2018-09-10 09:00")


@pytest.fixture(scope="module")
def drawers() -> Iterator[Drawers]:
    with Drawers(2) as found:
        yield found


def written(actor: Actor, text: str = LIST, **answers: str) -> LetterDraft:
    said = {
        **SAMPLES[LetterKind.EXTERNAL],
        "body": "ให้{{พื้นที่ผู้รับ}}ดำเนินการ {{จำนวนกลุ่ม}} กลุ่ม วงเงิน {{วงเงิน}} บาท",
        **answers,
    }
    draft = drafts.begin_letter(LetterKind.EXTERNAL, office=actor.office, answers=said, actor=actor)
    listing = read_listing(text)
    meant, faults = found_in(listing, actor.office)
    assert faults == []
    return list_recipients(draft, meant, columns=listing.columns, seen=1, actor=actor)


def signed(draft: LetterDraft, actor: Actor) -> LetterDraft:
    draft = drafts.send_letter(draft, seen=draft.version, actor=actor)
    return drafts.sign_letter(draft, seen=draft.version, on_paper=True, actor=actor)


def ordered(actor: Actor, text: str = LIST, numbering: batches.Numbering = CIRCULAR, **how: object) -> Batch:
    return batches.issue_to_all(signed(written(actor, text), actor), numbering, actor=actor, **how)


def worked(batch: Batch, drawers: Drawers) -> Batch:
    batch = Batch.objects.select_related("draft__office", "office", "ordered_by").get(pk=batch.pk)
    work.work_on(batch, drawers)
    batch.refresh_from_db()
    return batch


def text_of(paper: Paper) -> str:
    return doc.plain_text(doc.from_json(paper.content))


@pytest.mark.both
@pytest.mark.slow
def test_each_recipient_gets_a_letter_with_its_own_words_number_and_way(cast: Cast, drawers: Drawers) -> None:
    batch = worked(ordered(cast.somchai, sends=True, due_on=date(2018, 9, 20)), drawers)

    papers = [one.paper for one in batch.items.select_related("paper__pdf", "paper__line")]
    assert (batch.state, [one.number for one in papers]) == (
        BatchState.DONE, ["บร 0019/ว 1", "บร 0019/ว 2", "บร 0019/ว 3"],
    )  # fmt: skip
    assert "เรียน นายอำเภอคูเมือง\n" in text_of(papers[0]).replace("  ", " ").replace("\t", " ")
    assert "ให้อำเภอคูเมืองดำเนินการ ๔ กลุ่ม วงเงิน ๑๒๔,๘๐๐ บาท" in text_of(papers[0])
    assert "ให้เทศบาลตำบลสมมุติดำเนินการ ๑ กลุ่ม วงเงิน ๓๑,๒๐๐ บาท" in text_of(papers[2])
    assert [one.line.to_whom for one in papers] == ["นายอำเภอคูเมือง", "นายอำเภอกระสัง", "เทศบาลตำบลสมมุติ"]
    assert [(one.office.short_name, one.due_on) for one in Delivery.objects.order_by("pk")] == [
        (Office.objects.get(authority_head="นายอำเภอคูเมือง").short_name, date(2018, 9, 20)),
        (Office.objects.get(authority_head="นายอำเภอกระสัง").short_name, date(2018, 9, 20)),
    ]
    assert (list(gaps()), list(breaks())) == ([], [])
    assert Notice.objects.get(kind="batch-done").person_id == cast.somchai.person.pk


@pytest.mark.slow
def test_the_bundles_hold_every_letter_in_its_order_and_are_read_aloud(cast: Cast, drawers: Drawers) -> None:
    batch = worked(ordered(cast.somchai), drawers)

    with default_storage.open(batch.zip_place) as file, zipfile.ZipFile(file) as archive:
        rows = list(csv.reader(io.StringIO(archive.read("รายการ.csv").decode("utf-8-sig"))))
        names = archive.namelist()
        first = archive.read(names[1])
    with default_storage.open(batch.merged_place) as file, pikepdf.open(file) as merged:
        root, titles = merged.Root.StructTreeRoot, [one.title for one in merged.open_outline().root]
        keys = list(pikepdf.NumberTree(root.ParentTree).keys())
        pages = len(merged.pages)
        own = [int(page.obj.StructParents) for page in merged.pages]
    with default_storage.open(batch.merged_place) as file:
        text = pypdfium2.PdfDocument(file.read())[pages - 1].get_textpage().get_text_range()
    assert [row[1:3] for row in rows[1:]] == [
        [batch.items.get(position=n).name, f"บร 0019/ว {n}"] for n in (1, 2, 3)
    ]
    assert names == ["รายการ.csv", *(row[4] for row in rows[1:])]
    assert first == b"".join(open_blocks(batch.items.first()))
    assert (len(root.K), len(titles), pages, batch.pages) == (3, 3, 6, 6)
    assert (own, set(own) <= set(keys)) == (sorted(set(own)), True)
    assert "ทะเบียนเป้าหมาย" in text


def open_blocks(item: BatchItem | None) -> Iterator[bytes]:
    from sammachip.records.batches import content_of  # noqa: PLC0415  only here

    assert item is not None
    return content_of(item)


class Killed(BaseException):
    """The worker is gone from one moment to the next."""


class KilledAfter(Drawers):
    """Drawers whose worker is killed once it has drawn so many parts."""

    def __init__(self, parts: int, hands: Drawers) -> None:
        self._left, self._own = parts, hands

    def draw(self, drawings: Sequence[Drawing]) -> list[Drawn]:
        if not self._left:
            raise Killed
        self._left -= 1
        return self._own.draw(drawings)


@pytest.mark.both
@pytest.mark.slow
def test_a_batch_killed_half_way_goes_on_where_it_stood(
    cast: Cast, drawers: Drawers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "AT_ONCE", 2)
    batch = ordered(cast.somchai)

    with pytest.raises(Killed):
        worked(batch, KilledAfter(1, drawers))
    before = list(batch.items.made().values_list("pk", "digest"))
    done = worked(batch, drawers)

    assert (len(before), list(done.items.made().values_list("pk", "digest")[:2])) == (2, before)
    assert (done.state, sorted(OutgoingLetter.objects.values_list("running", flat=True))) == (
        "done",
        [1, 2, 3],
    )
    assert list(gaps()) == []


@pytest.mark.both
@pytest.mark.slow
def test_a_number_that_another_took_meanwhile_is_not_given_twice(
    cast: Cast, drawers: Drawers, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted(Drawers):
        """Another letter takes the next number while these are drawn."""

        def draw(self, drawings: Sequence[Drawing]) -> list[Drawn]:
            other = Letter("เรื่องอื่น", "ผู้อื่น")
            give_number(other, office=cast.fai.office, dated_on=TODAY, series=Series.CIRCULAR, actor=cast.fai)
            return drawers.draw(drawings)

    batch = worked(ordered(cast.somchai), Interrupted())

    papers = [one.paper for one in batch.items.select_related("paper")]
    assert [one.number for one in papers] == ["บร 0019/ว 2", "บร 0019/ว 3", "บร 0019/ว 4"]
    assert ["ที่ บร ๐๐๑๙/ว ๒" in text_of(papers[0]), list(gaps())] == [True, []]


@pytest.mark.slow
def test_what_was_drawn_ahead_is_what_is_kept(
    cast: Cast, drawers: Drawers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drawn_again(*given: object, **more: object) -> bytes:
        raise AssertionError("drawn a second time")

    monkeypatch.setattr("sammachip.records.actions.drawn", drawn_again)

    batch = worked(ordered(cast.somchai), drawers)

    assert [one.state for one in batch.items.all()] == ["made"] * 3


@pytest.mark.slow
def test_numbers_of_another_register_run_in_a_row_and_one_that_is_taken_is_told(
    cast: Cast, drawers: Drawers
) -> None:
    give_number(
        Letter("เรื่องอื่น", "ผู้อื่น"),
        office=cast.somchai.office,
        dated_on=TODAY,
        number="บร 0019/ว 91",
        actor=cast.somchai,
    )

    batch = worked(
        ordered(cast.somchai, numbering=batches.Numbering(TODAY, Series.CIRCULAR, "บร 0019/ว ", 90)), drawers
    )

    first, second, third = batch.items.select_related("paper")
    assert (first.paper.number, third.paper.number) == ("บร 0019/ว 90", "บร 0019/ว 92")
    assert (second.state, "บร 0019/ว 91" in second.why, batch.state) == ("failed", True, "done")


@pytest.mark.slow
def test_one_that_cannot_be_drawn_is_told_and_tried_again_alone(cast: Cast, drawers: Drawers) -> None:
    class Fails(Drawers):
        """The second drawing of a part cannot be made."""

        def draw(self, drawings: Sequence[Drawing]) -> list[Drawn]:
            found = drawers.draw(drawings)
            return [
                Drawn({}, "NotRendered: ตารางกว้างเกินหน้า") if n == 1 else one for n, one in enumerate(found)
            ]

    batch = worked(ordered(cast.somchai), Fails())
    told = [(one.state, "ตารางกว้างเกินหน้า" in one.why) for one in batch.items.all()]
    again = worked(batches.go_on_with(batch, actor=cast.fai), drawers)

    assert told == [("made", False), ("failed", True), ("made", False)]
    assert [one.paper.number for one in again.items.select_related("paper")] == [
        "บร 0019/ว 1", "บร 0019/ว 3", "บร 0019/ว 2",
    ]  # fmt: skip
    assert ([one.verb for one in Event.objects.about(batch)], list(gaps())) == (
        ["batch.ordered", "batch.resumed"],
        [],
    )


def test_a_stopped_batch_is_left_alone_until_it_is_let_go_on(cast: Cast) -> None:
    batch = batches.stop_batch(ordered(cast.somchai), actor=cast.fai)

    with pytest.raises(Refused):
        batches.stop_batch(batch, actor=cast.somchai)

    assert (work.work_next(), batch.items.waiting().count()) == (False, 3)


@pytest.mark.both
def test_of_two_workers_one_takes_the_batch(cast: Cast, at: Freeze) -> None:
    batch = ordered(cast.somchai)
    mine, other = Batch.objects.get(pk=batch.pk), Batch.objects.get(pk=batch.pk)

    took = [work.take(mine), work.take(other)]
    seen_meanwhile = list(Batch.objects.to_work(work.clock.now()))
    at("2018-09-10 09:01")

    assert (took, seen_meanwhile, list(Batch.objects.to_work(work.clock.now()))) == (
        [True, False],
        [],
        [batch],
    )


@pytest.mark.slow
def test_a_batch_of_who_left_the_post_says_so(cast: Cast, drawers: Drawers) -> None:
    batch = ordered(cast.somchai)
    Post.objects.filter(pk=cast.somchai.hat.key.removeprefix("post:")).update(ends_on=date(2018, 9, 1))

    batch = worked(batch, drawers)

    assert {(one.state, cast.somchai.person.name in one.why) for one in batch.items.all()} == {
        ("failed", True)
    }


@pytest.mark.slow
def test_bundles_go_after_a_week_and_letters_stay(
    cast: Cast, drawers: Drawers, at: Freeze, django_capture_on_commit_callbacks
) -> None:
    batch = worked(ordered(cast.somchai), drawers)
    bundles, letter = (batch.zip_place, batch.merged_place), batch.items.first().place
    early = batches.forget_old_bundles()
    at("2018-09-18 09:00")

    with django_capture_on_commit_callbacks(execute=True):
        late = batches.forget_old_bundles()

    batch.refresh_from_db()
    assert (early, late, batch.zip_place) == (0, 1, "")
    assert ([default_storage.exists(one) for one in bundles], default_storage.exists(letter)) == (
        [False, False],
        True,
    )


def test_a_letter_to_many_is_not_issued_as_one_nor_without_a_list_as_many(cast: Cast) -> None:
    many = signed(written(cast.somchai), cast.somchai)
    one = signed(
        drafts.begin_letter(
            LetterKind.EXTERNAL,
            office=cast.somchai.office,
            answers=SAMPLES[LetterKind.EXTERNAL],
            actor=cast.somchai,
        ),
        cast.somchai,
    )

    with pytest.raises(Refused, match="ผู้รับ 3 ราย"):
        drafts.issue_letter(many, dated_on=TODAY, actor=cast.somchai)
    with pytest.raises(Refused, match="ไม่มีรายชื่อผู้รับ"):
        batches.issue_to_all(one, CIRCULAR, actor=cast.somchai)
    with pytest.raises(Refused, match="ยังมาไม่ถึง"):
        batches.issue_to_all(many, batches.Numbering(date(2018, 9, 11)), actor=cast.somchai)

    many.refresh_from_db()
    assert (many.state, Batch.objects.count()) == (DraftState.SIGNED, 0)


def test_it_is_ordered_once(cast: Cast) -> None:
    draft = signed(written(cast.somchai), cast.somchai)
    batches.issue_to_all(draft, CIRCULAR, actor=cast.somchai)

    with pytest.raises(Refused):
        batches.issue_to_all(draft, CIRCULAR, actor=cast.somchai)

    assert Batch.objects.count() == 1


def test_a_row_that_leaves_a_blank_of_the_letter_empty_keeps_it_from_its_signature(cast: Cast) -> None:
    """Its letter said «เป็นเงิน บาท», and nobody was asked."""
    text = "อำเภอ\tจำนวนกลุ่ม\tวงเงิน\tหมายเหตุ\nคูเมือง\t4\t\t\nกระสัง\t2\t-\t"
    draft = written(cast.somchai, text)

    with pytest.raises(Refused, match=r"ช่องเติม \{\{วงเงิน\}\}"):
        drafts.send_letter(draft, seen=2, actor=cast.somchai)

    [lacking] = letters.lacking_of(draft, letters.answers_of(draft.letter_kind, draft.answers))
    assert "ว่าง 1 แถวในรายชื่อผู้รับ (1. สพอ.คูเมือง)" in lacking.hint  # the remark stands in no text


def test_a_list_changes_the_version_so_that_nobody_signs_another_list(cast: Cast) -> None:
    draft = written(cast.somchai)
    shown, others = (
        draft.version,
        [replace(one, fills=dict.fromkeys(draft.columns, "1")) for one in of_offices([cast.malee.office])],
    )
    list_recipients(draft, others, columns=draft.columns, seen=shown, actor=cast.somchai)

    with pytest.raises(Stale):
        drafts.send_letter(draft, seen=shown, actor=cast.somchai)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("อำเภอ\n", "อย่างน้อย 1 แถว"),
        ("อำเภอ\nอำเภอคูเมิอง", "แถวที่ 2 ไม่พบหน่วยงานชื่อ «อำเภอคูเมิอง» ใกล้เคียงกับ อำเภอคูเมือง"),
        ("อำเภอ\nคูเมอง", "ใกล้เคียงกับ อำเภอคูเมือง"),
        ("อำเภอ\nคูเมือง\nอำเภอคูเมือง", "แถวที่ 3 «อำเภอคูเมือง» ซ้ำกับแถวที่ 2"),
        ("อำเภอ\tยอด\tยอด\nคูเมือง\t1\t2", "ช่อง «ยอด» ซ้ำกัน"),
        ("อำเภอ\tเดือน\nคูเมือง\t1", "เป็นช่องเติมที่ระบบมีอยู่แล้ว"),
        ("อำเภอ\tยอด\nคูเมือง\t1\t2", "แถวที่ 2 มี 3 ช่อง มากกว่าหัวตาราง"),
        ("อำเภอ\tยอด\n\t1", "แถวที่ 2 ไม่มีชื่อผู้รับ"),
    ],
)
def test_a_list_that_cannot_be_taken_names_the_row_and_what_to_do(cast: Cast, text: str, says: str) -> None:
    _meant, faults = found_in(read_listing(text), cast.somchai.office)

    assert [says in fault for fault in faults] == [True]


def test_a_batch_of_another_office_is_steered_under_the_hat_that_ordered_it_alone(cast: Cast) -> None:
    hats = (cast.malee.hat.key, "post:0")
    ordered_elsewhere = [
        Batch(office=cast.somchai.office, ordered_by=cast.malee.person, ordered_as=hat) for hat in hats
    ]

    assert [bool(may_steer(cast.malee, one)) for one in ordered_elsewhere] == [True, False]
