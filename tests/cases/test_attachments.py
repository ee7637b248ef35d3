"""Files given with a filing: measured, missing until given, frozen with what is sent. State holds on both databases."""

import hashlib
import io
import zipfile

import pytest
from PIL import Image

import make
from cases.attaching import draft
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.attached import missing_files, sent_or_given
from sammachip.cases.models import Attachment, Filing
from sammachip.core.document import from_json, plain_text
from sammachip.core.thainum import to_thai
from sammachip.core.verdict import Refused, Stale
from sammachip.demo.videos import clip
from sammachip.org.hats import Actor
from sammachip.records import store
from sammachip.records.actions_clips import copy_next_clip
from sammachip.records.actions_uploads import PIECE, WrongOffset, forget_abandoned, place_of, receive
from sammachip.records.models import Clip, FileKind, Playing, StoredFile, Upload
from sammachip.records.proof import damaged_files
from sammachip.records.store import folder
from sammachip.trail.models import Event

pytestmark = [pytest.mark.both, pytest.mark.django_db]


@pytest.fixture
def report(cast: Cast, at: Freeze) -> Filing:
    at("2018-09-10 09:00")
    return draft(cast)


def give(filing: Filing, key: str, content: bytes, actor: Actor, name: str = "ไฟล์.bin") -> Attachment:
    return actions.attach_sent(filing, key, [content], name=name, size=len(content), actor=actor)


def document(*parts: str, said: str = "<x/>") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        for part in ("[Content_Types].xml", *parts):
            book.writestr(part, said)
    return made.getvalue()


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30)).save(made, "PNG")
    return made.getvalue()


def test_the_same_file_given_twice_in_one_place_stands_once(cast: Cast, report: Filing):
    first = give(report, "more", picture(), cast.malee)

    assert give(report, "more", picture(), cast.malee) == first
    assert report.attachments.standing().count() == 1


def test_a_clip_sent_in_pieces_goes_on_after_the_link_broke(cast: Cast, report: Filing):
    film = clip(3)
    half = len(film) // 2
    begun = actions.begin_file(report, "clip", name="คลิป.mp4", size=len(film), mark="7", actor=cast.malee)
    receive(begun, at=0, piece=film[:half], actor=cast.malee)
    place_of(begun).write_bytes(film[:half] + b"a piece that broke off")

    again = actions.begin_file(report, "clip", name="คลิป.mp4", size=len(film), mark="7", actor=cast.malee)
    with pytest.raises(WrongOffset) as wrong:
        receive(again, at=0, piece=film[:half], actor=cast.malee)
    with pytest.raises(WrongOffset):
        actions.attach_upload(report, "clip", again, actor=cast.malee)
    whole = receive(again, at=half, piece=film[half:], actor=cast.malee)
    given = actions.attach_upload(report, "clip", whole, actor=cast.malee)

    with pytest.raises(Stale):
        actions.attach_upload(report, "clip", whole, actor=cast.malee)
    assert (again.pk, wrong.value.received) == (begun.pk, half)
    assert store.fetch(given.file.digest) == film
    assert given.file.clip.milliseconds == 3000
    assert (Upload.objects.count(), list(folder().iterdir())) == (0, [])


def test_a_clip_longer_than_the_pack_allows_is_refused_with_both_numbers(cast: Cast, report: Filing):
    with pytest.raises(Refused, match="คลิปยาว 4 วินาที เกิน 3 วินาที"):
        give(report, "clip", clip(4), cast.malee)

    assert (StoredFile.objects.count(), list(folder().iterdir())) == (0, [])


def test_what_is_refused_after_it_came_whole_is_let_go_of(cast: Cast, report: Filing):
    begun = actions.begin_file(report, "clip", name="คลิป.mp4", size=9, actor=cast.malee)
    whole = receive(begun, at=0, piece=b"not a one", actor=cast.malee)

    with pytest.raises(Refused, match="ไม่ใช่คลิปวิดีโอ"):
        actions.attach_upload(report, "clip", whole, actor=cast.malee)

    assert (Upload.objects.count(), list(folder().iterdir())) == (0, [])


def test_sending_waits_for_the_file_that_must_be_given_and_freezes_it(cast: Cast, report: Filing):
    assert [one.label for one in missing_files(report)] == ["คลิปวิดีโอ"]
    assert make.task(report.task.case, "report").missing_count == 1
    with pytest.raises(Refused, match="ยังขาด 1 ข้อ: คลิปวิดีโอ"):
        actions.send_filing(report, seen=1, actor=cast.malee)

    given = give(report, "clip", clip(3), cast.malee, name="คลิป.mp4")
    assert make.task(report.task.case, "report").missing_count == 0
    actions.send_filing(report, seen=1, actor=cast.malee)

    frozen = report.revisions.get()
    assert frozen.facts["attached"] == [
        {
            "id": given.pk,
            "key": "clip",
            "label": "คลิปวิดีโอ",
            "name": "คลิป.mp4",
            "size": len(clip(3)),
            "sha256": hashlib.sha256(clip(3)).hexdigest(),
            "milliseconds": 3000,
        }
    ]
    size = to_thai(f"{given.file.size:,}")
    line = f"คลิปวิดีโอ (คลิป.mp4) ยาว ๓ วินาที {size} ไบต์ SHA-256 {given.file.digest}"
    assert line in plain_text(from_json(frozen.document))


def test_a_revision_keeps_its_file_when_the_next_has_another(cast: Cast, report: Filing):
    first = give(report, "clip", clip(3), cast.malee)
    actions.send_filing(report, seen=1, actor=cast.malee)
    with pytest.raises(Refused, match="ส่งแล้ว"):
        actions.remove_file(first, actor=cast.malee)
    actions.return_filing(report, seen=1, reason="คลิปไม่ชัด", actor=cast.mana)
    report.refresh_from_db()

    actions.remove_file(first, actor=cast.malee)
    second = give(report, "clip", clip(2), cast.malee)

    assert [one.attachment for one in sent_or_given(report)] == [first]
    actions.send_filing(report, seen=1, actor=cast.malee)
    assert [one.attachment for one in sent_or_given(report)] == [second]
    assert [
        event.verb for event in Event.objects.about(report).filter(verb__startswith="file.").order_by("pk")
    ] == [
        "file.attached",
        "file.detached",
        "file.attached",
    ]


def test_a_place_takes_what_it_is_for_and_no_more_than_it_holds(cast: Cast, report: Filing):
    give(report, "plan", document("word/document.xml"), cast.malee)
    give(report, "more", picture(), cast.malee)
    give(report, "more", clip(5), cast.malee)

    kinds = report.attachments.values_list("file__kind", flat=True).order_by("pk")
    assert list(kinds) == [FileKind.DOCUMENT, FileKind.PHOTO, FileKind.VIDEO]
    with pytest.raises(Refused, match="ไฟล์อื่น มีไฟล์ครบ 2 ไฟล์แล้ว"):
        actions.begin_file(report, "more", name="x", size=1, actor=cast.malee)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 broken", "ไฟล์เสีย"),
        (b"<html>", "ไม่ใช่เอกสาร PDF"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "รหัสผ่าน"),
        (document("word/document.xml", "word/vbaProject.bin"), "มาโคร"),
        (document("word/document.xml")[:-9], "ไฟล์เสีย"),
        (document("other.xml"), "ไม่ใช่เอกสาร PDF"),
        (document("word/document.xml", said='<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "ไฟล์เสีย"),
        (document("word/document.xml", *(f"{n}" for n in range(5000))), "ชิ้นส่วนภายในเกิน 5,000 ชิ้น"),
        (document("word/document.xml", said="<x>" * 1001 + "</x>" * 1001), "ไฟล์เสีย"),
    ],
    ids=["broken", "html", "old", "macros", "cut off", "zip", "entities", "parts", "deep"],
)
def test_what_is_no_document_is_refused_with_why(cast: Cast, report: Filing, content: bytes, said: str):
    with pytest.raises(Refused, match=said):
        give(report, "plan", content, cast.malee)


def test_a_file_too_large_is_refused_before_it_is_sent(cast: Cast, report: Filing, settings):
    settings.UPLOAD_VIDEO_MAX_MB = 1

    with pytest.raises(Refused, match=r"ใหญ่ 1\.5 MB เกิน 1 MB"):
        actions.begin_file(report, "clip", name="คลิป.mp4", size=3 << 19, actor=cast.malee)
    with pytest.raises(Refused, match="ว่างเปล่า"):
        actions.begin_file(report, "clip", name="คลิป.mp4", size=0, actor=cast.malee)


def test_only_who_writes_the_filing_gives_files(cast: Cast, report: Filing):
    with pytest.raises(Refused, match="จึงกรอกแบบนี้ได้"):
        actions.begin_file(report, "clip", name="คลิป.mp4", size=9, actor=cast.mana)


def test_a_file_nobody_finishes_is_forgotten(cast: Cast, report: Filing, at: Freeze):
    begun = actions.begin_file(report, "clip", name="คลิป.mp4", size=2 * PIECE, actor=cast.malee)

    at("2018-09-13 08:59")
    assert forget_abandoned() == 0
    at("2018-09-13 09:01")
    assert forget_abandoned() == 1
    assert not place_of(begun).exists()


def test_a_clip_of_a_kind_not_played_everywhere_is_copied_by_the_worker(cast: Cast, report: Filing):
    given = give(report, "clip", clip(2, container="mov"), cast.malee)
    assert given.file.clip.playing == Playing.WAITING

    assert (copy_next_clip(), copy_next_clip()) == (True, False)

    played = Clip.objects.get(file=given.file)
    assert (played.playing, played.plays) == (Playing.COPIED, "video/mp4")
    assert played.played_digest != given.file.digest
    assert list(damaged_files()) == []
