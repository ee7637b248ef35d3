"""A file is read and written object by object as the typesetter writes it; any other is refused, not guessed at."""

import io

import pikepdf
import pytest
import typst

from sammachip.records.rendering.pdffile import NotAsWritten, PdfFile, count_pages

TYPESET = typst.compile(b'#set text(lang: "th")\n= A\n#pagebreak()\nB', format="pdf", pdf_standards=["a-2a"])


def by_another_writer() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(TYPESET)) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def test_a_file_with_nothing_changed_is_the_same_file():
    assert PdfFile(TYPESET).written() == TYPESET


def test_a_changed_stream_is_read_by_any_reader():
    pdf = PdfFile(TYPESET)
    number = next(number for number, own in pdf if b"/Type/Metadata" in own)

    pdf.put_stream(number, b"<x/>", b"/Type/Metadata/Subtype/XML")

    with pikepdf.open(io.BytesIO(pdf.written())) as opened:
        assert opened.Root.Metadata.read_bytes() == b"<x/>" == PdfFile(pdf.written()).stream(number)
        assert len(opened.pages) == count_pages(TYPESET) == 2


def test_a_file_of_another_writer_is_refused():
    with pytest.raises(NotAsWritten):
        PdfFile(by_another_writer())
