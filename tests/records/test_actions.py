"""The records desk: pictures come in stripped, hostile files are refused in Thai, issued papers never change."""

import hashlib
import io
import resource
import struct
import zipfile
import zlib
from datetime import date
from pathlib import Path

import pillow_heif
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image

from cast import Cast
from conftest import Freeze
from sammachip.core import document as doc
from sammachip.core.verdict import Refused
from sammachip.org.hats import Actor, Hat
from sammachip.org.models import Office, Post, Role
from sammachip.records import actions, genuine, photos, store
from sammachip.records.models import FileKind, Paper, PaperState, StoredFile
from sammachip.records.rendering import render_pdf
from sammachip.records.rendering.docx import render_docx
from sammachip.sent import whole
from sammachip.trail import checks
from sammachip.trail.models import Event

pytestmark = [pytest.mark.both, pytest.mark.django_db]

TAKEN = "2018:09:05 10:30:00"
COMMENT = "ถ่ายโดยนายสมมติ".encode()
GPS = {1: "N", 2: (14.0, 59.0, 36.0), 3: "E", 4: (103.0, 6.0, 0.0)}
SAVED_AS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "HEIF": "image/heif"}


@pytest.fixture(autouse=True)
def day(at: Freeze) -> None:
    at("2018-09-10 09:00")


def picture(kind: str, size: tuple[int, int] = (64, 48)) -> bytes:
    """A red picture that tells when and where it was taken, and by which camera."""
    pillow_heif.register_heif_opener()
    exif = Image.Exif()
    exif[ExifTags.Base.DateTime] = TAKEN
    exif[ExifTags.Base.Make] = "กล้องสมมติ".encode().decode("latin-1")
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(GPS)
    kept = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(kept, kind, exif=exif.tobytes(), comment=COMMENT)
    return kept.getvalue()


@pytest.mark.parametrize("kind", sorted(SAVED_AS))
def test_a_picture_is_shown_without_what_it_tells_of_its_maker(cast: Cast, kind: str) -> None:
    content = picture(kind)

    file = actions.keep_photo(content, name="ภาพกิจกรรม.jpg", actor=cast.malee)

    assert (file.content_type, file.size, store.fetch(file.digest)) == (
        SAVED_AS[kind],
        len(content),
        content,
    )
    assert file.private == {"taken_at": TAKEN, "place": [14.993333, 103.1]}
    with Image.open(io.BytesIO(store.fetch(file.shown_digest))) as shown:
        assert (shown.format, shown.size, dict(shown.getexif())) == ("JPEG", (64, 48), {})
        assert "comment" not in shown.info
        red, green, blue = shown.convert("RGB").getpixel((32, 24))
    assert red > 150 > 80 > max(green, blue)


def test_place_and_time_are_not_told_on_the_trail(cast: Cast) -> None:
    file = actions.keep_photo(picture("JPEG"), name="a.jpg", actor=cast.malee)

    assert Event.objects.about(file).get().facts == {"digest": file.digest, "size": file.size}


def test_a_large_picture_is_shown_smaller_and_kept_whole(cast: Cast) -> None:
    file = actions.keep_photo(picture("JPEG", (3000, 1500)), name="a.jpg", actor=cast.malee)

    with Image.open(io.BytesIO(store.fetch(file.shown_digest))) as shown:
        assert shown.size == (2048, 1024)


def test_a_picture_turned_by_its_metadata_is_shown_upright() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    kept = io.BytesIO()
    Image.new("RGB", (60, 20)).save(kept, "JPEG", exif=exif.tobytes())

    examined = photos.examine(kept.getvalue())

    with Image.open(io.BytesIO(examined.shown)) as shown:
        assert shown.size == (20, 60)


@pytest.mark.parametrize("latitude", [(95.0, 0.0, 0.0), 14.99, (14.0, 59.0)])
def test_a_place_that_makes_no_sense_is_no_place(latitude: object) -> None:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({**GPS, 2: latitude})
    kept = io.BytesIO()
    Image.new("RGB", (8, 8)).save(kept, "JPEG", exif=exif.tobytes())

    assert photos.examine(kept.getvalue()).private == {}


def bomb() -> bytes:
    """A PNG of a hundred bytes that says it is forty thousand pixels wide and high."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 99))
        + chunk(b"IEND", b"")
    )


def archive() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as zipped:
        zipped.writestr("a.jpg", "no picture")
    return kept.getvalue()


HOSTILE = {
    "empty.jpg": b"",
    "cut.jpg": picture("JPEG")[:200],
    "half.jpg": picture("JPEG", (900, 900))[:-900],
    "cut.png": picture("PNG")[:60],
    "cut.heic": picture("HEIF")[:150],
    "page.jpg": b"<html><script>alert(1)</script>",
    "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "many.zip": archive(),
    "bomb.png": bomb(),
    "moving.gif": b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
    "paper.pdf": b"%PDF-1.7\n%%EOF",
    "noise.jpg": b"\xff\xd8\xff" + bytes(range(256)) * 4,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_file_is_refused_with_a_sentence_and_leaves_nothing(cast: Cast, name: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.keep_photo(HOSTILE[name], name=name, actor=cast.malee)

    no_picture = "ไฟล์นี้ไม่ใช่ภาพ JPEG, PNG, WebP หรือ HEIC ที่เปิดได้ — ตรวจไฟล์แล้วเลือกใหม่"
    too_fine = "ภาพนี้ละเอียดเกิน 60 ล้านจุด — ย่อภาพแล้วเลือกใหม่"
    assert str(refused.value) == f"ไฟล์ {name}: {too_fine if name == 'bomb.png' else no_picture}"
    assert not StoredFile.objects.exists()
    assert not Event.objects.exists()


def test_a_file_beyond_the_size_is_refused_with_both_numbers(cast: Cast, settings) -> None:
    settings.UPLOAD_PHOTO_MAX_MB = 1

    with pytest.raises(Refused, match=r"ไฟล์ big.jpg ใหญ่ 2.0 MB เกิน 1 MB"):
        actions.keep_photo(b"\xff\xd8" * (1 << 20), name="big.jpg", actor=cast.malee)


def test_a_file_beyond_the_size_is_not_even_read() -> None:
    """Twenty photographs of a gigabyte would else stand in the memory of a web process, to be refused there."""
    huge = SimpleUploadedFile("ประชุม.jpg", b"\xff\xd8")
    huge.size = 1 << 30

    with pytest.raises(Refused, match=r"ไฟล์ ประชุม.jpg ใหญ่ 1024.0 MB เกิน 20 MB"):
        whole(huge, 20)

    assert (huge.tell(), whole(SimpleUploadedFile("ประชุม.jpg", b"\xff\xd8"), 20)) == (0, b"\xff\xd8")


def test_a_kept_file_that_was_changed_is_not_given_out(cast: Cast, settings) -> None:
    digest = store.keep("ต้นฉบับ".encode())
    (settings.MEDIA_ROOT / store.path_of(digest)).write_text("แก้แล้ว")

    with pytest.raises(store.Damaged):
        store.fetch(digest)


def test_a_file_that_breaks_off_while_it_is_written_is_not_taken_for_kept(settings) -> None:
    content, (most, firmly) = bytes(1 << 12), resource.getrlimit(resource.RLIMIT_FSIZE)

    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 10, firmly))
    try:
        with pytest.raises(OSError, match="too large"):
            store.keep(content)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, firmly))

    assert not store.is_kept(store.digest_of(content))
    assert store.fetch(store.keep(content)) == content


CONTENT = doc.Document(
    title="แบบรายงานสมมติ",
    blocks=(doc.Heading("รายงานความก้าวหน้า"), doc.Paragraph("เบิกจ่าย ๓๑,๒๐๐.๐๐ บาท")),
)


def issued(cast: Cast) -> Paper:
    return actions.issue(
        kind="filing",
        title="รายงานสมมติ",
        about=cast.malee.office,
        office=cast.malee.office,
        path="/31/3101/",
        document=CONTENT,
        actor=cast.malee,
    )


def bytes_of(paper: Paper) -> list[bytes]:
    assert paper.pdf is not None
    assert paper.docx is not None
    return [store.fetch(paper.pdf.digest), store.fetch(paper.docx.digest)]


def test_an_issued_paper_is_given_out_again_byte_for_byte(cast: Cast, at: Freeze) -> None:
    paper = issued(cast)
    first = bytes_of(paper)
    at("2019-01-05 14:00")

    again = actions.issue_draft(paper, actor=cast.malee)

    assert bytes_of(again) == first
    assert (again.issued_at, again.pdf, again.docx) == (paper.issued_at, paper.pdf, paper.docx)
    assert Event.objects.about(paper).filter(verb="paper.issued").count() == 1


def test_the_frozen_content_rendered_anew_is_the_same_paper(cast: Cast) -> None:
    paper = issued(cast)
    assert paper.issued_at is not None
    content = doc.from_json(Paper.objects.get(pk=paper.pk).content)

    seal = genuine.seal_of(paper)

    anew = [
        render_pdf(content, stamp=paper.issued_at, images={}, seal=seal),
        render_docx(content, images={}, seal=seal),
    ]

    assert content == CONTENT
    assert [hashlib.sha256(one).hexdigest() for one in anew] == [
        hashlib.sha256(one).hexdigest() for one in bytes_of(paper)
    ]


def letter_of(cast: Cast) -> Paper:
    """A drafted letter of Malee's district to the province."""
    return actions.draft(
        kind="cover",
        title="ส่งรายงาน",
        about=cast.malee.office,
        office=cast.malee.office,
        path="/31/3101/",
        document=doc.Document(title="ส่งรายงาน", blocks=(doc.LetterHead("บร ๐๐๑๙/", ("อำเภอสมมติ",), ""),)),
        to_office=Office.objects.get(code="31"),
        actor=cast.malee,
    )


def test_a_letter_opened_before_another_numbered_it_is_not_written_over(cast: Cast) -> None:
    letter = letter_of(cast)
    opened_before = Paper.objects.get(pk=letter.pk)
    actions.issue_letter(letter, number="บร 0019/1", dated_on=date(2018, 9, 10), actor=cast.malee)

    with pytest.raises(Refused, match="ออกเลขที่ บร 0019/1 แล้ว"):
        actions.issue_letter(opened_before, number="บร 0019/9", dated_on=date(2018, 9, 10), actor=cast.mana)

    assert "๐๐๑๙/๙" not in str(Paper.objects.get(pk=letter.pk).content)


def test_an_auditor_of_the_office_gives_its_letters_no_number(cast: Cast) -> None:
    post = Post.objects.create(
        person=cast.fai.person,
        office=cast.malee.office,
        role=Role.AUDITOR,
        title="ผู้ตรวจสอบภายใน",
        starts_on=date(2018, 1, 1),
    )

    with pytest.raises(Refused, match="อ่านได้อย่างเดียว"):
        actions.issue_letter(
            letter_of(cast),
            number="บร 0019/1",
            dated_on=date(2018, 9, 10),
            actor=Actor(cast.fai.person, Hat.of_post(post)),
        )


def test_a_letter_takes_its_number_and_day_once_and_from_its_own_office(cast: Cast) -> None:
    letter = letter_of(cast)

    with pytest.raises(Refused, match="จึงออกเลขหนังสือฉบับนี้ได้"):
        actions.issue_letter(letter, number="บร 0019/1", dated_on=date(2018, 9, 10), actor=cast.prasit)
    sent = actions.issue_letter(letter, number="บร 0019/1", dated_on=date(2018, 9, 10), actor=cast.malee)
    with pytest.raises(Refused, match="ออกเลขที่ บร 0019/1 แล้ว"):
        actions.issue_letter(sent, number="บร 0019/2", dated_on=date(2018, 9, 11), actor=cast.malee)

    assert (sent.state, sent.number, sent.dated_on) == (PaperState.ISSUED, "บร 0019/1", date(2018, 9, 10))
    assert "๑๐ กันยายน ๒๕๖๑" in str(sent.content)


def seers(cast: Cast) -> list[str]:
    """Who of the cast sees any paper at all."""
    return [
        str(actor.person.username)
        for actor in (cast.malee, cast.somchai, cast.anong, cast.prasit, cast.kanya)
        if Paper.objects.visible_to(actor).exists()
    ]


@pytest.mark.both
def test_a_paper_is_seen_by_its_own_tree_and_by_the_office_it_goes_to(cast: Cast) -> None:
    paper = issued(cast)
    paper.to_office = Office.objects.get(code="32")
    paper.save(update_fields=["to_office"])

    assert seers(cast) == ["malee", "somchai", "anong", "kanya"]


@pytest.mark.both
def test_a_draft_is_seen_by_who_writes_it_and_those_above_and_by_none_it_is_sent_to_or_about(
    cast: Cast,
) -> None:
    letter = letter_of(cast)
    Paper.objects.filter(pk=letter.pk).update(
        office=cast.anong.office, path="/31/3101/", to_office=Office.objects.get(code="32")
    )

    drafted = seers(cast)
    actions.issue_letter(letter, number="มท ๐๔๐๗/๑", dated_on=date(2018, 9, 10), actor=cast.anong)

    assert (drafted, seers(cast)) == (["anong"], ["malee", "somchai", "anong", "kanya"])


def found(check: str) -> list[str]:
    return [sentence for name, sentence in checks.findings() if name == check]


def test_what_was_kept_and_issued_agrees(cast: Cast) -> None:
    issued(cast)

    assert found("แฟ้มที่เก็บ") == found("เอกสารที่ออก") == []


def test_a_kept_file_with_other_bytes_or_gone_is_found(cast: Cast) -> None:
    paper = issued(cast)
    assert paper.pdf is not None
    assert paper.docx is not None
    Path(default_storage.path(store.path_of(paper.pdf.digest))).write_bytes(b"%PDF- other")
    default_storage.delete(store.path_of(paper.docx.digest))

    assert found("แฟ้มที่เก็บ") == [
        f"แฟ้ม {paper.pdf.pk} ({paper.pdf.name}) ไม่ตรงกับที่เก็บไว้ "
        f"(SHA-256 {paper.pdf.digest[:12]}…) — เรียกคืนจากแฟ้มสำรอง",
        f"แฟ้ม {paper.docx.pk} ({paper.docx.name}) หายไป "
        f"(SHA-256 {paper.docx.digest[:12]}…) — เรียกคืนจากแฟ้มสำรอง",
    ]


def test_an_issued_paper_changed_by_hand_departs_from_its_event(cast: Cast) -> None:
    paper = issued(cast)
    forged = actions.keep_file(
        b"%PDF-1.7 forged",
        kind=FileKind.PAPER, name="filing.pdf", content_type=actions.PDF,
        office=paper.office, actor=cast.malee,
    )  # fmt: skip
    Paper.objects.filter(pk=paper.pk).update(pdf=forged, content={**paper.content, "title": "อื่น"})

    [sentence] = found("เอกสารที่ออก")
    assert sentence.startswith(f"เอกสาร {paper.pk} (รายงานสมมติ): content, pdf ไม่ตรงกับเหตุการณ์ออกเอกสาร 3101#")


def test_an_issued_paper_without_its_event_or_gone_is_found(cast: Cast) -> None:
    first, second = issued(cast), issued(cast)
    Paper.objects.filter(pk=second.pk).delete()
    third = Paper.objects.get(pk=first.pk)
    third.pk, third.code = None, None
    third.save()

    gone, unknown = found("เอกสารที่ออก")
    assert gone.startswith(f"เอกสาร {second.pk} ออกไว้ตามเหตุการณ์ 3101#")
    assert unknown == f"เอกสาร {third.pk} (รายงานสมมติ): ไม่มีเหตุการณ์ออกเอกสาร — เรียกคืนจากแฟ้มสำรอง"
