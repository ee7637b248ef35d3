"""A DOCX opened in a word processor is the same paper as its PDF: as many pages, and ink in the same places."""

import math
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageFilter, ImageOps

from letter_samples import SAMPLES, drawn
from records.rendering_papers import STAMP, album, letter, memo, pictures, progress_form, register
from sammachip.core.document import Document
from sammachip.core.letter import LetterKind
from sammachip.core.letter.compose import Hands, file_copy
from sammachip.records.rendering import fonts, render_pdf
from sammachip.records.rendering.docx import render_docx

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{faces}</dir><cachedir>{cache}</cachedir></fontconfig>"""
DOTS = (60, 84)
LIKE = 0.9
PAPERS: dict[str, Document] = {
    **{kind.value: drawn(kind) for kind in SAMPLES},
    "letter of one page": letter("emblem"),
    "letter with copies": drawn(LetterKind.EXTERNAL, copies="ก\nข"),
    "office's own copy": file_copy(drawn(LetterKind.EXTERNAL), Hands("นางสาวมาลี", "นางสาวมาลี", "นายมานะ")),
    "secret letter": drawn(LetterKind.EXTERNAL, secrecy="secret"),
    "memo of a long subject": drawn(LetterKind.MEMO, subject="ขออนุมัติดำเนินกิจกรรมและค่าใช้จ่าย " * 4),
    "memo": memo(),
    "register": register(),
    "form": progress_form(),
    "album": album(),
}


def opened_and_printed(folder: Path) -> None:
    """Every DOCX of the folder as a PDF that LibreOffice makes of it, with the papers' own faces and no others."""
    (folder / "fonts.conf").write_text(
        FONTS.format(faces=fonts.FOLDER, cache=folder / "cache"), encoding="utf-8"
    )
    files = [str(one) for one in sorted(folder.glob("*.docx"))]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    assert OFFICE
    subprocess.run(
        [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "word"), *files],
        env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf"), "HOME": str(folder)},
        capture_output=True,
        timeout=300,
        check=True,
    )


def ink(page: pypdfium2.PdfPage) -> list[float]:
    """Where the page is dark: so blurred that a line which ends a word later makes no difference."""
    seen = ImageOps.invert(page.render(scale=0.5).to_pil().convert("L"))
    small = seen.filter(ImageFilter.GaussianBlur(12)).resize(DOTS, Image.Resampling.BILINEAR)
    return [float(dot) for dot in small.tobytes()]


def likeness(one: Sequence[float], other: Sequence[float]) -> float:
    """The correlation of two pictures: 1 for the same, about 0 for two of which neither tells of the other."""
    first, second = ([dot - sum(dots) / len(dots) for dot in dots] for dots in (one, other))
    size = math.sqrt(sum(dot**2 for dot in first) * sum(dot**2 for dot in second))
    return sum(a * b for a, b in zip(first, second, strict=True)) / size if size else 1.0


@pytest.mark.slow
@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed: NOBODY COMPARED any DOCX with its PDF")
def test_a_word_processor_shows_the_letter_that_the_pdf_shows(tmp_path: Path):
    for name, document in PAPERS.items():
        (tmp_path / f"{name}.pdf").write_bytes(render_pdf(document, stamp=STAMP, images=pictures()))
        (tmp_path / f"{name}.docx").write_bytes(render_docx(document, images=pictures()))

    opened_and_printed(tmp_path)

    found = {}
    for name in PAPERS:
        with (
            pypdfium2.PdfDocument(tmp_path / f"{name}.pdf") as ours,
            pypdfium2.PdfDocument(tmp_path / "word" / f"{name}.pdf") as theirs,
        ):
            found[name] = len(ours), len(theirs), round(likeness(ink(ours[0]), ink(theirs[0])), 2)
    assert {name: told for name, told in found.items() if told[0] != told[1] or told[2] < LIKE} == {}


def test_two_papers_are_not_alike():
    def of(document: Document) -> list[float]:
        with pypdfium2.PdfDocument(render_pdf(document, stamp=STAMP)) as opened:
            return ink(opened[0])

    assert likeness(of(memo()), of(memo())) == pytest.approx(1.0)
    assert likeness(of(memo()), of(register())) < LIKE - 0.2
