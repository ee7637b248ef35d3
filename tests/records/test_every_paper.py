"""Every paper the program draws, held to what is promised of all: archivable, read aloud, copied without loss, editable."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest
from openxml_audit import OpenXmlValidator

from cast import Cast
from conftest import Freeze
from insight import build
from records import every_paper
from records.copied import (
    bare,
    blanks,
    by_pdfium,
    by_pypdf,
    edges,
    head_places,
    heads,
    misplaced,
    with_sorted_heads,
)
from records.every_paper import Papers
from records.test_rendering_docx import text_of
from sammachip.core import document as doc
from sammachip.core.document import Document, Seal, Start, plain_text
from sammachip.insight.measures import readings
from sammachip.insight.queries import board
from sammachip.insight.sheets import board_workbook
from sammachip.money import sheets as money_sheets
from sammachip.records import incoming_paper, outgoing_paper
from sammachip.records.models import OutgoingLetter
from sammachip.records.rendering import legible, render_pdf
from sammachip.records.rendering.docx import render_docx
from sammachip.registry import sheets
from sammachip.trail import clock
from wardens.source import listed
from wardens.test_papers import DRAWN, accepted_report

STAMP = datetime(2018, 9, 10, 2, 0, tzinfo=UTC)
SEAL = Seal("7K3M-9QXZ-4TW7", "https://sammachip.example/check/7K3M9QXZ4TW7/", "sammachip.example/check/")
NEVER_FIRST = set("ัิีึืฺุู็่้๊๋์ํ๎ะาำๅๆฯ)]}”’,.:;!?%")
VALIDATOR = OpenXmlValidator()
NUMBERED = re.compile(r"- [๐-๙]+ -")


def faults(name: str, document: Document, folder: Path) -> Iterator[str]:
    """What one paper does not keep of the promises, each with the paper's name."""
    pdf = render_pdf(document, stamp=STAMP, seal=SEAL)
    for fault in (*of_pdf(document, pdf), *of_text(document, pdf), *of_docx(document, folder / "paper.docx")):
        yield f"{name}: {fault}"


def of_pdf(document: Document, pdf: bytes) -> Iterator[str]:
    """PDF/A-2a and PDF/UA-1 as far as a file itself can be asked: claims, faces, structure, language, title, pictures."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        with opened.open_metadata() as told:
            claims = tuple(told.get(name) for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part"))
        if claims != ("2", "A", "1"):
            yield f"claims {claims}"
        if str(opened.docinfo.get("/Title")) != legible(document.title):
            yield "has another title"
        root = opened.Root
        if not str(root.get("/Lang", "")).startswith("th") or not root.MarkInfo.Marked:
            yield "says no language or is not marked"
        if not root.ViewerPreferences.DisplayDocTitle:
            yield "shows the name of its file in place of its title"
        objects = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary)]
        yield from (f"does not embed {face}" for face in _loose_faces(objects))
        yield from _unevenly_tagged(root.StructTreeRoot)


def _loose_faces(objects: list[pikepdf.Dictionary]) -> Iterator[str]:
    for font in (one for one in objects if one.get("/Type") == "/Font" and "/DescendantFonts" not in one):
        described = font.get("/FontDescriptor")
        if described is None or not {"/FontFile", "/FontFile2", "/FontFile3"} & set(described.keys()):
            yield str(font.get("/BaseFont"))


def _unevenly_tagged(node: pikepdf.Object) -> Iterator[str]:
    """Pictures without words for them, and tables whose rows do not come out at the same number of columns."""
    for one in _kids(node):
        kind = str(one.get("/S"))
        if kind == "/Figure" and not str(one.get("/Alt", "")):
            yield "has a picture without a description"
        if kind == "/Table" and len(widths := set(_widths(one))) > 1:
            yield f"tags a table whose rows are {sorted(widths)} columns wide"
        yield from _unevenly_tagged(one)


def _kids(node: pikepdf.Object) -> list[pikepdf.Dictionary]:
    kids = node.get("/K", [])
    found = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [one for one in found if isinstance(one, pikepdf.Dictionary) and "/S" in one]


def _widths(table: pikepdf.Dictionary) -> Iterator[int]:
    """Columns each row covers, with cells that reach down from the rows above."""
    parts = [row for part in _kids(table) for row in ([part] if part.S == "/TR" else _kids(part))]
    reaching: dict[int, int] = {}
    for number, row in enumerate(one for one in parts if one.S == "/TR"):
        spans = [(_span(cell, "/ColSpan"), _span(cell, "/RowSpan")) for cell in _kids(row)]
        yield sum(across for across, _down in spans) + reaching.get(number, 0)
        for across, down in spans:
            for below in range(number + 1, number + down):
                reaching[below] = reaching.get(below, 0) + across


def _span(cell: pikepdf.Dictionary, name: str) -> int:
    said = cell.get("/A", [])
    owners = list(said) if isinstance(said, pikepdf.Array) else [said]
    return next((int(one[name]) for one in owners if isinstance(one, pikepdf.Dictionary) and name in one), 1)


def of_text(document: Document, pdf: bytes) -> Iterator[str]:
    """What two readers copy out is what the paper says, and no line of it begins with a sign that follows another."""
    meant = legible(plain_text(document))
    said = bare(meant)
    if not said:
        yield "says nothing"
    want = with_sorted_heads(said, document, said)
    free = [*head_places(document, said), *edges(document, said)]
    for read in (by_pypdf, by_pdfium):
        copied, before = "", list[str]()
        for page in (_own(page, document) for page in read(pdf)):
            own = _without_head_again(bare(page), document, said[len(copied) :])
            copied += own
            before += blanks(f"\n{page}")[-len(own) :] if own else []
        if len(copied) != len(said) or with_sorted_heads(copied, document, said) != want:
            yield f"{read.__name__} copies another text: {_first_difference(copied, said)}"
        elif lost := list(misplaced(before, meant, but=free)):
            yield f"{read.__name__} copies other blanks at {len(lost)} places: {', '.join(lost[:4])}"
    lines = [line.strip() for page in by_pdfium(pdf) for line in page.splitlines()]
    wrong = (line for line in lines if line and line[0] in NEVER_FIRST and not line.startswith(".."))
    yield from (f"begins a line with «{line[:12]}»" for line in wrong)


def _own(page: str, document: Document) -> str:
    """The page without its number and what stands at its foot."""
    for line in (*SEAL.lines, document.secrecy):
        page = page.replace(line, "", 1) if line else page
    for start in (block for block in document.blocks if isinstance(block, Start)):
        page = re.sub(re.escape(start.foot).replace(r"\ ", r"\s*") + r"\s*หน้า [๐-๙]+", "", page)
    return NUMBERED.sub("", page)


def _without_head_again(page: str, document: Document, rest: str) -> str:
    """A page that goes on with a table without the head that stands over it again; `rest` is what is still to be said."""
    for head in heads(document):
        begins, is_due = (sorted(text[: len(head)]) == sorted(head) for text in (page, rest))
        if begins and not is_due:
            return page[len(head) :]
    return page


def _first_difference(one: str, other: str) -> str:
    at = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return f"«{one[max(at - 8, 0) : at + 12]}» for «{other[max(at - 8, 0) : at + 12]}»"


def of_docx(document: Document, path: Path) -> Iterator[str]:
    """It is Office Open XML by the schemas and the rules beyond them, and says what the paper says."""
    content = render_docx(document, seal=SEAL)
    path.write_bytes(content)
    yield from (f"DOCX: {one.description}" for one in VALIDATOR.validate(path).errors)
    if bare("".join(text_of(content))) != bare(legible(plain_text(document))):
        yield "DOCX says another thing"


def of_draft(document: Document, path: Path) -> Iterator[str]:
    """It is Office Open XML with the mark of a draft across it too."""
    path.write_bytes(render_docx(document, draft=True))
    yield from (f"DOCX as a draft: {one.description}" for one in VALIDATOR.validate(path).errors)


def held(papers: Papers, folder: Path) -> int:
    drawn = dict(papers)
    found = [fault for name, document in drawn.items() for fault in faults(name, document, folder)]
    assert not found, listed(found, do="mend records/rendering, or what the paper says")
    return len(drawn)


@pytest.mark.slow
def test_every_letter_keeps_what_is_promised(tmp_path: Path):
    first, *others = every_paper.of_the_letter_desk()

    assert held(iter([first, *others]), tmp_path) == 9
    assert list(of_draft(first[1], tmp_path / "draft.docx")) == []


@pytest.mark.slow
def test_every_form_of_every_programme_keeps_what_is_promised(tmp_path: Path):
    assert held(every_paper.of_programmes(), tmp_path) > 40


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("name", DRAWN)
def test_every_paper_of_a_room_keeps_what_is_promised(cast: Cast, at: Freeze, tmp_path: Path, name: str):
    at(build.NOW)

    held(iter([(name, DRAWN[name](cast))]), tmp_path)


@pytest.mark.slow
@pytest.mark.django_db
def test_every_register_of_letters_keeps_what_is_promised(cast: Cast, at: Freeze, tmp_path: Path):
    at("2018-09-10 09:00")

    assert held(every_paper.of_registers(cast), tmp_path) == 2


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("room", [every_paper.of_receipts, every_paper.of_a_selection])
def test_every_paper_of_a_contest_keeps_what_is_promised(cast: Cast, at: Freeze, tmp_path: Path, room):
    at("2020-05-20 09:00")

    assert held(room(cast), tmp_path) >= 1


def workbooks(cast: Cast) -> Iterator[tuple[str, bytes]]:
    """A sheet of each writer: registers of letters, boards, the registry's own, pasted money."""
    office = cast.malee.office
    line = OutgoingLetter(
        office=office, number="บร 0119/1", dated_on=date(2018, 9, 1), from_whom="ก", to_whom="ข", subject="=ค"
    )
    whole = build.province(accepted_report(cast).task.case.edition)
    yield "letters sent", outgoing_paper.register_sheet(office, 2561, [line])
    yield "letters received", incoming_paper.register_sheet(office, 2561, [])
    yield "board", board_workbook(board(whole, clock.today()), readings(whole))
    yield "groups", sheets.template()
    yield "money", money_sheets.xlsx_of([["ที่", "บาท"], [1, "=1+1"]], "ทะเบียน")


@pytest.mark.slow
@pytest.mark.django_db
def test_every_workbook_is_office_open_xml(cast: Cast, at: Freeze, tmp_path: Path):
    at(build.NOW)

    found = []
    for name, content in workbooks(cast):
        path = tmp_path / "book.xlsx"
        path.write_bytes(content)
        found += [f"{name}: {one.description}" for one in VALIDATOR.validate(path).errors]

    assert found == []


def test_the_checks_see_what_is_wrong():
    """A table with a hole, a picture without words, a text that lost a letter: each is told."""
    table = doc.Table(((doc.HeadCell("ก"), doc.HeadCell("ข")),), ((doc.Cell("๑"), doc.Cell("น้ำ")),))
    document = Document("แบบ", (table,))
    pdf = render_pdf(document, stamp=STAMP, seal=SEAL)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        tagged = next(
            one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TR"
        )
        del tagged.K[0]
        told = list(_unevenly_tagged(opened.Root.StructTreeRoot))

    assert told == ["tags a table whose rows are [1, 2] columns wide"]
    assert list(of_text(document, pdf)) == []
    other = Document("แบบ", (*document.blocks, doc.Paragraph("อีก")))
    assert len(list(of_text(other, pdf))) == 2
