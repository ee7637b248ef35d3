"""Tables of a PDF without lines: told by where their figures stand, headings of two tiers too; prose is none."""

from collections.abc import Iterator

import pytest

from sammachip.records.reading_columns import columns_on
from sammachip.records.reading_ruled import Sign, said_in

SIZE, STEP = 16.0, 5.0
Written = tuple[float, float, str]
BODY = [
    ("๑", "เมืองบุรีรัมย์", "๒", "๖๒,๔๐๐"),
    ("๒", "คูเมือง", "๑", "๓๑,๒๐๐"),
    ("", "รวม", "๓", "๙๓,๖๐๐"),
]
PLACES = (20, 80, 200, 280)


def signs(*lines: Written) -> Iterator[Sign]:
    """Each text from its place on, at its height, a line's end behind each."""
    for left, base, text in lines:
        for at, sign in enumerate(text):
            yield Sign(sign, left + STEP * at, left + STEP * (at + 1), base, SIZE)
        yield Sign("\n", left, left, base, SIZE)


def body() -> list[Written]:
    """The rows, each on one line of the file: their cells are set apart by their places alone."""
    return [
        (left, 600 - 18 * at, text)
        for at, row in enumerate(BODY)
        for left, text in zip(PLACES, row, strict=True)
        if text
    ]


def on_one_line(given: Iterator[Sign]) -> list[Sign]:
    found = list(given)
    return [
        one
        for one, after in zip(found, [*found[1:], found[-1]], strict=True)
        if one.text != "\n" or abs(one.base - after.base) > 1
    ]


def told(*above: Written) -> list[list[str]]:
    tables = columns_on(on_one_line(signs(*above, *body())))
    return [list(table.lines()) for table in tables]


ROWS = ["\t".join(row) for row in BODY]


def test_figures_under_each_other_make_a_table_with_the_headings_over_them():
    heads = [(15, 618, "ที่"), (80, 618, "อำเภอ"), (180, 618, "จำนวนกลุ่ม"), (270, 618, "จำนวนเงิน")]

    assert told((10, 640, "ให้อำเภอดำเนินการตามบัญชีจัดสรรดังต่อไปนี้ และรายงานให้จังหวัดทราบ"), *heads) == [
        ["ที่\tอำเภอ\tจำนวนกลุ่ม\tจำนวนเงิน", *ROWS]
    ]


def test_a_heading_over_two_columns_keeps_its_tier():
    tiers = [
        (15, 636, "ลำดับ"), (205, 636, "งบประมาณที่จัดสรร"), (80, 628, "อำเภอ"),
        (15, 619, "ที่"), (180, 618, "จำนวนกลุ่ม"), (270, 618, "จำนวนเงิน"),
    ]  # fmt: skip

    assert told((10, 654, "ดังนี้"), *tiers) == [
        ["ลำดับที่\tอำเภอ\tงบประมาณที่จัดสรร\t", "\t\tจำนวนกลุ่ม\tจำนวนเงิน", *ROWS]
    ]


def test_prose_with_sums_in_it_is_no_table():
    prose = [
        (20, 600 - 18 * at, "กลุ่มละ ๕,๐๐๐ บาท จำนวน ๒ กลุ่ม เป็นเงิน ๑๐,๐๐๐ บาท ภายในวันที่ ๕ กันยายน")
        for at in range(5)
    ]

    assert columns_on(signs(*prose)) == []


@pytest.mark.parametrize(
    ("above", "below", "said"),
    [
        ("๑๔๐,๐๐", "๐", "๑๔๐,๐๐๐"),
        ("1,124,0", "00", "1,124,000"),
        ("1,200", "300", "1,200 300"),
        ("๑", "๒,๐๐๐", "๑ ๒,๐๐๐"),
        ("บ้าน", "นา", "บ้านนา"),
    ],
)
def test_a_figure_that_its_cell_was_too_narrow_for_is_one(above: str, below: str, said: str) -> None:
    cell = [one for one in signs((20, 600, above), (20, 580, below)) if one.text != "\n"]

    assert said_in(cell) == said
