"""The PDF says what the document says, to every reader, in the same bytes each time."""

import dataclasses
import io
import re
import zipfile
from datetime import UTC, date, datetime, timedelta

import pikepdf
import pypdf
import pypdfium2
import pytest
from PIL import Image

from letter_samples import drawn
from records.copied import (
    bare,
    blanks,
    by_pdfium,
    by_pypdf,
    edges,
    head_places,
    misplaced,
    with_sorted_heads,
)
from records.rendering_papers import (
    DISTRICTS,
    PROSE,
    album,
    by_hand,
    letter,
    memo,
    picture,
    pictures,
    progress_form,
    register,
    signature,
)
from sammachip.core.document import (
    Blank,
    Cell,
    Code,
    Document,
    HeadCell,
    Heading,
    LetterClose,
    Line,
    Notes,
    Paragraph,
    Photo,
    Photos,
    Radar,
    Table,
    Text,
    numbered,
    parts,
    plain_text,
)
from sammachip.core.letter import Hands, LetterKind, file_copy
from sammachip.core.radar import Shape
from sammachip.records.rendering import (
    BadPicture,
    NotRendered,
    legible,
    render_pdf,
    thaibreak,
)
from sammachip.records.rendering.docx import render_docx
from sammachip.records.rendering.fonts import measurer
from sammachip.records.rendering.lines import fit
from sammachip.records.rendering.page import BODY_POINTS, POINTS_PER_CM
from sammachip.records.rendering.pictures import ready

HANDS = Hands("นายร่าง สมมุติ", "", "นางตรวจ สมมุติ")
STAMP = datetime(2018, 8, 31, 9, 30, tzinfo=UTC)
PAPERS = {
    "letter": letter("emblem"),
    "memo": memo(),
    "register": register(),
    "form": progress_form(),
    "empty form": progress_form(filled=False),
    "album": album(),
    "stamped": drawn(LetterKind.STAMPED),
    "order": drawn(LetterKind.ORDER),
    "award": drawn(LetterKind.AWARD),
}
HOSTILE = (
    '#import "x.typ": *',
    "$x^2$ #panic() \\ _ก_ *ข* @ค `ง`",
    "<b>หนา</b> &amp; ]]> <!-- --> <script>alert(1)</script>",
    "«ก» \"ข\" 'ค' {{ ง }} {% จ %} \\u{0e01}",
    "https://ตัวอย่าง.ไทย/" + "ก" * 400,
    "W" * 300,
    "ยิ้ม 😀 🧵 漢字 \x00\x1b",
    "ฤๅษี ฦๅ ญี่ปุ่น กฎ ฐานะ ป๊ำ ฟั่น น้ำ เเละ ๛ ฯลฯ ฎุ ฏู À Ž",
)


@pytest.fixture(autouse=True)
def _names():
    thaibreak.extend(DISTRICTS)


def render(document: Document, *, draft: bool = False) -> bytes:
    return render_pdf(document, stamp=STAMP, images=pictures(), draft=draft)


def without_page_numbers(pages: list[str]) -> str:
    return re.sub(r"- [๐-๙]+ -", "", "\n".join(pages))


@pytest.mark.parametrize("read", [by_pypdf, by_pdfium])
@pytest.mark.parametrize("name", PAPERS)
def test_pdf_text_is_the_plain_text(name, read):
    document = PAPERS[name]
    want = plain_text(document)

    got = without_page_numbers(read(render(document)))

    letters = bare(want)
    assert with_sorted_heads(bare(got), document, letters) == with_sorted_heads(letters, document, letters)
    free = [*head_places(document, letters), *edges(document, letters)]
    assert list(misplaced(blanks(got), want, but=free)) == []


@pytest.mark.parametrize("read", [by_pypdf, by_pdfium])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text_wherever_it_stands(text, read):
    cells = Table(((HeadCell(text), HeadCell("ก")),), ((Cell(text), Cell(text, bold=True)),), caption=text)
    document = Document(
        text, (Heading(text), Line(parts(text)), Paragraph(text), cells, Notes(text, (text,)))
    )

    got = without_page_numbers(read(render(document)))

    assert bare(got) == bare(legible(plain_text(document)))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_runs_off_the_sheet(text):
    cells = Table(((HeadCell(text), HeadCell("ก")),), ((Cell(text), Cell(text)),), widths_cm=(3.0, None))
    pdf = render(Document("ก", (Heading(text), Line(parts(text)), Paragraph(text), cells)))

    with pypdfium2.PdfDocument(pdf) as opened:
        edges = [
            page.get_textpage().get_charbox(number)[2]
            for page in opened
            for number in range(page.get_textpage().count_chars())
        ]

    assert max(edges) <= (21 - 2) * POINTS_PER_CM + 1


@pytest.mark.parametrize("name", PAPERS)
def test_same_document_and_stamp_give_the_same_bytes(name):
    assert render(PAPERS[name]) == render(PAPERS[name])


def test_another_stamp_gives_another_date_only():
    later = render_pdf(memo(), stamp=STAMP + timedelta(days=1))

    assert later != render(memo())
    assert by_pypdf(later) == by_pypdf(render(memo()))


def test_stamp_needs_a_time_zone():
    with pytest.raises(ValueError, match="time zone"):
        render_pdf(memo(), stamp=datetime(2018, 8, 31))


def test_pdf_is_archivable_accessible_and_embeds_its_faces():
    with pikepdf.open(io.BytesIO(render(PAPERS["form"]))) as pdf:
        with pdf.open_metadata() as facts:
            claims = facts["pdfaid:part"], facts["pdfaid:conformance"], facts["pdfuaid:part"]
        faces = {
            str(thing.BaseFont).partition("+")[2]: "/FontFile2" in thing.DescendantFonts[0].FontDescriptor
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Subtype") == "/Type0"
        }
        language = str(pdf.Root.Lang)

    assert claims == ("2", "A", "1")
    assert faces == {"THSarabunPSK": True, "THSarabunPSK-Bold": True, "DejaVuSans": True}
    assert language.startswith("th")


def test_paragraph_lines_end_where_they_were_fitted():
    width = 16 * POINTS_PER_CM
    document = Document("ก", (Paragraph(PROSE[1]),))

    (page,) = by_pdfium(render(document))

    fitted = fit(PROSE[1], measurer(), width=width, first=width - 2.5 * POINTS_PER_CM)
    assert [bare(line) for line in page.splitlines()] == [bare(line.text) for line in fitted]


def test_a_long_register_repeats_its_head_and_numbers_its_pages():
    document = register(repeat=3)

    pages = by_pdfium(render(document))

    assert [page.count("หมายเหตุ") for page in pages] == [1, 1, 1]
    assert re.findall(r"- [๐-๙]+ -", "".join(pages)) == ["- ๒ -", "- ๓ -"]
    assert ["๘๗๓,๖๐๐" in page for page in pages] == [False, False, True]


def test_draft_mark_stands_on_drafts_only():
    def marks(draft: bool) -> int:
        return by_pypdf(render(register(), draft=draft))[0].count("ร่าง")

    assert (marks(True), marks(False)) == (1, 0)


def test_a_secret_letter_says_so_on_both_edges_of_every_page():
    secret = drawn(LetterKind.EXTERNAL, secrecy="secret")
    pdf, word = render(secret), zipfile.ZipFile(io.BytesIO(render_docx(secret)))

    edges = [name for name in word.namelist() if re.search(r"word/(header|footer)\d", name)]
    assert [page.count("ลับมาก") for page in by_pdfium(pdf)] == [2, 2]
    assert ["ลับมาก" in word.read(name).decode() for name in edges] == [True] * 4
    with pypdfium2.PdfDocument(pdf) as opened:
        second = opened[1].get_textpage()
        boxes = [second.search(said).get_next() for said in ("ลับมาก", "- ๒")]
        (_, under, _, _), (_, _, _, number) = (second.get_charbox(at) for at, _many in boxes)
    assert under - number > BODY_POINTS  # the number of the page touched it


def test_what_goes_along_does_not_loosen_the_letter():
    long = "\n".join(f"{n}. ดำเนินการตามแนวทางที่กำหนดให้แล้วเสร็จ" for n in range(1, 12))
    alone = drawn(LetterKind.EXTERNAL, body=long, annexes=[])
    together = drawn(LetterKind.EXTERNAL, body=long)

    assert (len(by_pdfium(render(alone))), len(by_pdfium(render(together)))) == (1, 2)


def letter_of(paragraphs: int) -> Document:
    base = letter()
    body = tuple(Paragraph(f"{PROSE[0]} {number}") for number in range(paragraphs))
    return dataclasses.replace(base, blocks=(*base.blocks[:2], *body, *base.blocks[-3:]))


@pytest.mark.parametrize(("bold", "alone"), [(True, False), (False, True)], ids=["begins a part", "a line"])
def test_what_begins_a_part_of_a_form_never_stands_alone_at_the_foot(bold: bool, alone: bool):
    lines = (Line(parts(f"บรรทัด {number}")) for number in range(29))
    form = Document("แบบ", (*lines, Line((Text("หัวข้อ", bold=bold),)), Line(parts("ข้อความ"))))

    first, _second = by_pdfium(render(form))

    assert first.strip().endswith("หัวข้อ") is alone


TABLE = (
    *(Line((Text("ตาราง", bold=True),)), Line(parts("ดูของจริง")), Line(parts("พบว่า: ๑ ใช้งานอยู่"))),
    Table(head=((HeadCell("ที่"),),), rows=((Cell("๑"),),)),
)
ANSWER = (Line(parts("แนวทางแก้ไข")), Paragraph("ข้อแรก\nข้อสอง", indent=False))


@pytest.mark.parametrize(("led", "last"), [(TABLE, 26), (ANSWER, 27)], ids=["table", "text"])
def test_lines_that_lead_to_what_follows_go_to_the_next_page_with_it(led, last):
    lines = (Line(parts(f"บรรทัด {number}")) for number in range(last + 1))

    first, _second = by_pdfium(render(Document("แบบ", (*lines, *led))))

    assert first.strip().endswith(f"บรรทัด {last}")


def test_signature_never_stands_alone_on_its_page():
    documents = [letter_of(paragraphs) for paragraphs in range(3, 9)]

    rendered = [by_pdfium(render(document)) for document in documents]

    counts = [len(pages) for pages in rendered]
    assert counts == sorted(counts)
    assert set(counts) == {1, 2}
    for pages in rendered:
        (signed,) = (page for page in pages if "ขอแสดงความนับถือ" in page)
        assert "จึงเรียนมาเพื่อพิจารณา" in signed
        assert "ผู้ว่าราชการจังหวัดบุรีรัมย์" in signed


def test_name_and_post_stand_centred_under_the_closing_words():
    with pypdfium2.PdfDocument(render(letter())) as opened:
        page = opened[0].get_textpage()
        axes = []
        for line in ("ขอแสดงความนับถือ", "(นายสมชาย ตัวอย่าง)", "ผู้ว่าราชการจังหวัดบุรีรัมย์"):
            at, count = page.search(line).get_next()
            axes.append((page.get_charbox(at)[0] + page.get_charbox(at + count - 1)[2]) / 2)

    assert axes == pytest.approx([axes[0]] * 3, abs=3)


def left_of(page: pypdfium2.PdfTextPage, words: str) -> tuple[float, float]:
    """Where the words begin: how far from the left, and how high their letters reach up to."""
    at, _count = page.search(words).get_next()
    left, _bottom, _right, top = page.get_charbox(at)
    return left, top


def test_the_month_of_a_draft_leaves_room_for_the_day():
    def month(paper: Document) -> float:
        with pypdfium2.PdfDocument(render(paper)) as opened:
            return left_of(opened[0].get_textpage(), "กันยายน")[0]

    draft = drawn(LetterKind.EXTERNAL, annexes=[], body="เพื่อทราบ")
    dated = numbered(draft, "สม 0019/1", date(2018, 9, 10))

    assert month(draft) > month(dated)


def test_a_long_address_stays_beside_the_emblem():
    address = "ที่ว่าการอำเภอบ้านใหม่ไชยพจน์ ทางหลวงชนบทสายตัวอย่าง ตำบลตัวอย่าง"
    plain = drawn(LetterKind.EXTERNAL, annexes=[])
    head = dataclasses.replace(plain.blocks[0], office_lines=(address,))
    middle = (3 + 16 / 2) * POINTS_PER_CM

    with pypdfium2.PdfDocument(
        render(dataclasses.replace(plain, blocks=(head, *plain.blocks[1:])))
    ) as opened:
        page = opened[0].get_textpage()
        lefts = [left_of(page, words)[0] for words in address.split()]

    assert min(lefts) > middle + 1.5 * POINTS_PER_CM


def test_a_long_subject_of_a_memo_begins_beside_its_label():
    long = drawn(LetterKind.MEMO, subject="ก่อน" + " ขออนุมัติดำเนินกิจกรรมและค่าใช้จ่าย" * 4)

    with pypdfium2.PdfDocument(render(long)) as opened:
        page = opened[0].get_textpage()
        label, first = (left_of(page, words)[1] for words in ("เรื่อง", "ก่อน"))

    assert label == pytest.approx(first, abs=6)


@pytest.mark.parametrize("kept", [False, True], ids=["sent", "kept in the file"])
def test_those_who_get_a_copy_stand_under_each_other(kept):
    letter = drawn(LetterKind.EXTERNAL, copies="ที่ทำการปกครองจังหวัดสมมติ\nสำนักงานคลังจังหวัดสมมติ", annexes=[])

    with pypdfium2.PdfDocument(render(file_copy(letter, HANDS) if kept else letter)) as opened:
        page = opened[0].get_textpage()
        names = ("สำเนาส่ง", "ที่ทำการปกครอง", "สำนักงานคลัง")
        found = [page.search(name).get_next() for name in names]
        label, first, second = (page.get_charbox(at) for at, _count in found)

    assert first[0] == pytest.approx(second[0], abs=1)
    assert label[0] + 30 < first[0]
    assert label[1] == pytest.approx(first[1], abs=3)


def test_signature_takes_the_last_row_of_a_table_along_under_its_heading():
    head = ((HeadCell("รายการ"),),)
    for count in range(27, 36, 2):
        rows = tuple((Cell(f"แถวที่ {number}"),) for number in range(1, count + 1))
        signed = Document("ก", (Table(head, rows, total=(Cell("รวม"),)), signature("ผู้จัดทำ")))

        (last,) = (page for page in by_pdfium(render(signed)) if "ผู้จัดทำ" in page)

        assert f"แถวที่ {count}" in last
        assert "รายการ" in last
        assert "รวม" in last


@pytest.mark.parametrize("before", ["paragraph", "notes", "lines"])
def test_signatures_in_a_row_take_two_lines_of_what_is_signed_along(before):
    long = {
        "paragraph": (Paragraph(" ".join(PROSE * 5), indent=False),),
        "notes": (Notes("เงื่อนไข", tuple(f"ข้อที่ {number}" for number in range(1, 21))),),
        "lines": tuple(Line(parts(f"บรรทัดที่ {number}")) for number in range(1, 15)),
    }[before]
    filler = Line(parts("ข้อความก่อนหน้า"))
    signers = (
        LetterClose(("(นายหนึ่ง)",), "ขอแสดงความนับถือ"), signature("สอง"), LetterClose(("(นายสาม)",), "อนุมัติ")
    )  # fmt: skip

    for count in range(2, 24, 4):
        pages = by_pdfium(render(Document("ก", (*[filler] * count, *long, *signers))))
        (signed,) = (page for page in pages if "ขอแสดงความนับถือ" in page)

        said = signed.partition("ขอแสดงความนับถือ")[0].splitlines()
        assert "นายสาม" in signed
        assert len([line for line in said if line.strip() and line.strip() != "- ๒ -"]) >= 2, (count, said)


def test_signature_takes_the_last_pictures_along_to_its_page():
    pictures = Photos(tuple(Photo("meeting", "ประชุม") for _ in range(6)))
    line = Line(parts("บรรทัดก่อนภาพ"))

    for lines in range(3, 7):
        signed = Document("ก", (*[line] * lines, pictures, signature("ผู้จัดทำ")))
        (last,) = (page for page in by_pdfium(render(signed)) if "ผู้จัดทำ" in page)
        assert "ประชุม" in last


def test_signatures_stand_two_in_a_row_an_odd_one_before_them():
    with pypdfium2.PdfDocument(render(progress_form())) as opened:
        page = opened[len(opened) - 1].get_textpage()
        boxes = {}
        for done in ("ผู้รายงาน", "ผู้ตรวจสอบ", "ผู้รับทราบ"):
            at, _ = page.search(done).get_next()
            boxes[done] = page.get_charbox(at)

    left, _, _, top = boxes["ผู้ตรวจสอบ"]
    assert top == pytest.approx(boxes["ผู้รับทราบ"][3], abs=2)
    assert left < boxes["ผู้รับทราบ"][0]
    assert top < boxes["ผู้รายงาน"][1]


def test_a_filled_blank_stays_with_the_words_that_touch_it():
    def page_of(dots: int) -> str:
        line = (" เดือน", Blank("กันยายน", 1.6), " พ.ศ.", Blank("๒๕๖๑", 1.2), "(จบ)")
        return by_pdfium(render(Document("ก", (Line(parts("." * dots, *line)),))))[0]

    pages = [page_of(dots) for dots in range(95, 120, 4)]

    assert [page for page in pages if not re.search(r"พ\.ศ\. ?๒๕๖๑ ?\(จบ\)", page)] == []
    assert [page for page in pages if re.search(r"\sพ\.ศ", page.replace(" ", ""))] != []


def test_landscape_turns_the_sheet():
    turned = dataclasses.replace(register(), orientation="landscape")

    (page,) = pypdf.PdfReader(io.BytesIO(render(turned))).pages[:1]

    assert page.mediabox.width > page.mediabox.height


def test_missing_picture_is_named():
    with pytest.raises(BadPicture, match="survey") as refused:
        render_pdf(album(), stamp=STAMP)

    assert refused.value.ref == "survey"


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff"]
)
def test_unreadable_picture_is_refused(content):
    with pytest.raises(BadPicture, match="survey"):
        render_pdf(album(), stamp=STAMP, images={**pictures(), "survey": content})


def test_pictures_lose_the_cameras_notes_and_stand_upright():
    shot = Image.new("RGB", (3000, 2000), (10, 120, 40))
    notes = Image.Exif()
    notes[0x010F], notes[0x0112] = "camera", 6
    out = io.BytesIO()
    shot.save(out, "JPEG", exif=notes)

    cleaned = ready(album(), {**pictures(), "survey": out.getvalue()})["survey"]

    with Image.open(io.BytesIO(cleaned)) as picture_:
        assert picture_.size == (667, 1000)
        assert dict(picture_.getexif()) == {}


def test_photographs_and_emblem_are_described():
    with pikepdf.open(io.BytesIO(render(album()))) as pdf:
        said = {
            str(thing.Alt)
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing
        }

    assert said == {block.caption for block in album().blocks[1].items}


def test_papers_of_a_bundle_say_what_they_are_and_count_their_own_pages():
    pages = by_pdfium(render(by_hand()))

    assert [re.findall(r"(กลุ่มที่ [๑๒])\s*หน้า ([๑๒])", page) for page in pages] == [
        [("กลุ่มที่ ๑", "๑")],
        [("กลุ่มที่ ๒", "๑")],
        [("กลุ่มที่ ๒", "๒")],
    ]
    foot = re.compile(r"สำรวจ · กลุ่มที่ [๑๒]\s*หน้า [๑๒]")
    said = "".join(foot.sub("", page) for page in pages)
    assert bare(said) == bare(plain_text(by_hand()))


def test_a_code_is_described_by_its_address_and_drawn_sharp():
    first = next(block for block in by_hand().blocks if isinstance(block, Code))
    drawn = ready(Document("แบบ", (first,)), {})[first.ref]

    with Image.open(io.BytesIO(drawn)) as code, pikepdf.open(io.BytesIO(render(by_hand()))) as pdf:
        said = {str(one.Alt) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one}
        assert code.width >= 3 / 2.54 * 200
        assert {*code.convert("L").get_flattened_data()} == {0, 255}
    assert said == {block.address for block in by_hand().blocks if isinstance(block, Code)}


def test_a_radar_is_described_by_its_title_and_drawn_in_colour_in_both_files():
    radar = Radar("ภาพเรดาร์", ("ก", "ข", "ค"), (Shape("ก่อน", (30, 60, 90)), Shape("หลัง", (60, 80, 95))))
    document = Document("แบบ", (radar,))

    with pikepdf.open(io.BytesIO(render(document))) as pdf:
        said = {str(one.Alt) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one}
    [drawn] = pypdf.PdfReader(io.BytesIO(render(document))).pages[0].images
    with zipfile.ZipFile(io.BytesIO(render_docx(document, images={}))) as word:
        [name] = [one for one in word.namelist() if one.startswith("word/media/")]
        written = word.read("word/document.xml").decode()
        with Image.open(io.BytesIO(word.read(name))) as picture_:
            colours = len(picture_.convert("RGB").getcolors(maxcolors=1_000_000) or [])

    assert said == {"ภาพเรดาร์"}
    assert drawn.image.size[0] > 400
    assert 'descr="ภาพเรดาร์"' in written
    assert colours > 10


def test_document_without_a_title_is_refused():
    with pytest.raises(NotRendered, match="title"):
        render(Document("", (Paragraph("ก"),)))


def test_emblem_takes_any_of_the_picture_formats():
    for form in ("PNG", "JPEG", "WEBP"):
        pdf = render_pdf(letter("emblem"), stamp=STAMP, images={"emblem": picture(form, (60, 66), (9, 9, 9))})

        assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].images) == 1


def test_an_empty_row_is_as_high_as_one_that_is_filled():
    head = ((HeadCell("ที่"), HeadCell("รายการ")),)
    after = Heading("ต่อจากตาราง")

    def bottom(cell: str) -> float:
        blocks = (Table(head, ((Cell(cell), Cell(cell)),) * 5), after)
        page = pypdfium2.PdfDocument(render(Document("ตาราง", blocks)))[0].get_textpage()
        found = page.search("ต่อจากตาราง").get_next()
        assert found is not None
        return page.get_charbox(found[0])[1]

    assert bottom("") == pytest.approx(bottom("ก"), abs=4)
