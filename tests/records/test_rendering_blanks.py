"""Blanks of a page are shown with the word before them, however the writer wrote their numbers down."""

import pytest

from sammachip.records.rendering.blanks import with_words

TM = b"1 0 0 -1 0 0 Tm"
NEXT = b"\nET\nQ\nEMC/Span<</MCID 2>>BDC\nq 1 0 0 -1 9 9 cm/c0 cs 0 scn\nBT"


def shown(text: bytes, *, face: bytes = b"/f0 16", operator: bytes = b"Tj") -> bytes:
    return b" 0 Tr" + face + b" Tf " + TM + text + operator


@pytest.mark.parametrize(
    ("blank", "written"),
    [
        (1, rb"(\000\001)"),
        (9, rb"(\000\t)"),
        (40, rb"(\000\()"),
        (92, rb"(\000\\)"),
        (116, rb"(\000t)"),
        (129, rb"<0081>"),
        (1, rb"(\000\001\000\001)"),
    ],
)
def test_a_blank_joins_the_word_before_it(blank, written):
    page = shown(rb"(\000\007)") + NEXT + shown(written) + NEXT + shown(rb"(\000\010)")

    joined = with_words(page, {b"f0": {7: "ก", 8: "ข", blank: " "}})

    word = shown(rb"[(\000\007)" + written + rb"]", operator=b"TJ")
    assert joined == word + NEXT + b" 0 Tr/f0 16 Tf " + TM + NEXT + shown(rb"(\000\010)")


@pytest.mark.parametrize(
    "page",
    [
        shown(rb"(\000\007)") + NEXT + shown(rb"(\000\001)", face=b"/f1 16"),
        shown(rb"(\000\007)") + NEXT + shown(rb"(\000\001)", face=b"/f0 14"),
        shown(rb"(\000\007)") + shown(rb"((\000\007))", face=b"/f1 16") + shown(rb"(\000\001)"),
        shown(rb"(\000\007)") + shown(rb"(\000\007)") + b" " + TM + rb"(\000\001)Tj",
        shown(rb"(\000\011)"),
    ],
    ids=["another face", "another size", "a text between", "a place without a face", "t is no tab"],
)
def test_what_is_no_blank_of_the_word_before_it_stays(page):
    faces = {b"f0": {1: " ", 7: "ก", 9: " "}, b"f1": {7: "ก"}}

    assert with_words(page, faces) == page


def test_a_blank_after_a_noted_cluster_stands_in_its_note():
    begun = b"/Span<</ActualText<FEFF0E170E35"
    noted, blank = shown(rb"[(\000\007\000\010)]", operator=b"TJ"), shown(rb"(\000\001)")
    after = b"\nEMC" + NEXT

    joined = with_words(begun + b">>>BDC" + noted + after + blank, {b"f0": {7: "ท", 8: "ี", 1: " "}})

    both = shown(rb"[(\000\007\000\010)(\000\001)]", operator=b"TJ")
    assert joined == begun + b"0020>>>BDC" + both + after + b" 0 Tr/f0 16 Tf " + TM
