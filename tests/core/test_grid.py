import pytest
from hypothesis import given
from hypothesis import strategies as st

from sammachip.core.grid import (
    MOST_ROWS,
    NotATable,
    cell_name,
    parse_csv,
    parse_pasted,
    safe_cell,
    to_pasted,
)


@pytest.mark.parametrize(
    ("row", "col", "name"), [(14, 4, "D14"), (1, 1, "A1"), (9, 26, "Z9"), (9, 27, "AA9"), (2, 703, "AAA2")]
)
def test_cells_have_the_names_a_spreadsheet_gives_them(row, col, name):
    assert cell_name(row, col) == name


@pytest.mark.parametrize(("row", "col"), [(0, 1), (1, 0)])
def test_rows_and_columns_count_from_one(row, col):
    with pytest.raises(ValueError):
        cell_name(row, col)


@pytest.mark.parametrize(
    ("text", "grid"),
    [
        ("", []),
        ("ก", [["ก"]]),
        ("ก\tข\nค\tง\n", [["ก", "ข"], ["ค", "ง"]]),
        ("ก\tข\r\nค\t\r\n", [["ก", "ข"], ["ค", ""]]),
        ('"บรรทัดหนึ่ง\nบรรทัดสอง"\tข', [["บรรทัดหนึ่ง\nบรรทัดสอง", "ข"]]),
        ('"ว่า ""ดี"""\tข', [['ว่า "ดี"', "ข"]]),
        ('"ไม่ปิด\tข\nค\tง', [['"ไม่ปิด', "ข"], ["ค", "ง"]]),
        ('5" ท่อ\tข', [['5" ท่อ', "ข"]]),
        ("\t\n\n", [["", ""], [""]]),
    ],
)
def test_pasted_cells_become_a_grid(text, grid):
    assert parse_pasted(text) == grid


def _quote(cell):
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in '\t\r\n"') else cell


@given(
    st.lists(
        st.lists(st.text(alphabet='กa1"\t\n ', max_size=6), min_size=1, max_size=4), min_size=1, max_size=4
    )
)
def test_what_a_spreadsheet_copies_is_what_is_pasted(grid):
    text = "".join("\t".join(map(_quote, row)) + "\r\n" for row in grid)

    assert parse_pasted(text) == grid
    assert parse_pasted(to_pasted(grid) + "\n") == grid


def test_a_grid_given_back_to_be_mended_leaves_empty_cells_empty():
    assert to_pasted([["ก", None, 5], ['"ว่า', "ข\tค", ""]]) == 'ก\t\t5\n"""ว่า"\t"ข\tค"\t'


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_with_any_usual_delimiter(delimiter):
    text = f"\ufeffชื่อกลุ่ม{delimiter}รายได้\r\nทอผ้า{delimiter}5\r\n"

    assert parse_csv(text) == [["ชื่อกลุ่ม", "รายได้"], ["ทอผ้า", "5"]]


def test_the_delimiter_is_told_from_many_lines_not_from_a_title_or_the_commas_of_amounts():
    text = 'ทะเบียนเป้าหมาย, จังหวัดบุรีรัมย์\r\nอำเภอ;กลุ่ม;งบ\r\nสตึก;2;"1,062,400"\r\nนางรอง;1;31,200\r\n'

    assert [len(row) for row in parse_csv(text)] == [1, 3, 3, 3]
    assert parse_csv('ก,ข\r\n"ค;ง","จ;ฉ"\r\n"ช;",1\r\n')[1] == ["ค;ง", "จ;ฉ"]


def test_a_table_is_read_no_further_than_to_know_that_it_is_too_long():
    assert len(parse_csv("ก,ข\n" * (MOST_ROWS + 9))) == MOST_ROWS + 1
    assert len(parse_pasted("ก\tข\n" * (MOST_ROWS + 9))) == MOST_ROWS + 1


def test_what_no_database_can_keep_is_left_out():
    assert parse_csv("ก\0ข,1\n") == [["กข", "1"]]
    assert parse_pasted("ก\0ข\t\ud8001\n") == [["กข", "1"]]


def test_a_csv_without_end_is_refused_with_a_sentence():
    with pytest.raises(NotATable, match="CSV UTF-8"):
        parse_csv('"' + "ก" * 200_000)


@pytest.mark.parametrize("text", ["=1+1", "+66 81", "-1+2", "@SUM(A1)", "\t=1", " =1", "＝1", "|cmd", "-"])
def test_what_a_spreadsheet_would_run_is_guarded(text):
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize("text", ["", "ทอผ้า", "-5", "-31,200.50", "บ้าน=สวน", "'อ้าง"])
def test_harmless_text_stays_as_it_is(text):
    assert safe_cell(text) == text
