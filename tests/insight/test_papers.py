"""The board as a workbook and on paper: the same numbers as on the screen, nothing run as a formula."""

import io
import zipfile
from datetime import UTC, date, datetime

import pypdfium2
import pytest
import python_calamine

import make
from cast import Cast
from conftest import Freeze
from insight import build
from sammachip.cases.models import Case
from sammachip.core.document import Table, plain_text
from sammachip.insight.measures import Reading, readings
from sammachip.insight.papers import board_document
from sammachip.insight.queries import Board, board
from sammachip.insight.sheets import board_workbook
from sammachip.org.models import Office
from sammachip.records.rendering import render_pdf
from sammachip.records.rendering.docx import render_docx
from standing import laid

pytestmark = pytest.mark.django_db

DAY = date(2018, 9, 10)
EVIL = "=HYPERLINK(1)"


@pytest.fixture
def shown(cast: Cast, at: Freeze) -> tuple[Board, list[Reading]]:
    at(build.NOW)
    return with_a_report(cast)


@laid
def with_a_report(cast: Cast) -> tuple[Board, list[Reading]]:
    edition = make.edition(cast)
    build.transferred(build.allotted(edition, cast, {"3101": 2, "3102": 1}, spare=1), cast, ["3101", "3102"])
    district = Case.objects.get(edition=edition, office="3101")
    build.spent(build.enrolled(district, cast.malee, name="กลุ่มหนึ่ง"), "15000.50", "15000.50", cast.fong)
    build.reported(district, cast)
    case = build.province(edition)
    return board(case, DAY), readings(case)


def grids(content: bytes) -> list[list[list[object]]]:
    book = python_calamine.load_workbook(io.BytesIO(content))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def test_the_workbook_holds_numbers_and_days_as_such(shown: tuple[Board, list[Reading]]) -> None:
    offices, steps, measures, by_office, counted = grids(board_workbook(*shown))

    assert offices[1][0] == "สำนักงานพัฒนาชุมชนจังหวัดบุรีรัมย์  ข้อมูล ณ วันที่ ๑๐ กันยายน ๒๕๖๑"
    assert offices[4][:5] == [1, "3101", "เมืองบุรีรัมย์", 2, 1]
    assert offices[4][10:] == [0, "รายงานแล้ว", DAY, 62400, 0, 15000.5, 47399.5, 0, 24.04]
    assert offices[5][11:13] == ["ยังไม่รายงาน", ""]
    assert offices[6][2] == "สพจ.บุรีรัมย์"
    assert offices[7][13:18] == [124800, 0, 15000.5, 109799.5, 0]
    assert [row[2:] for row in steps[4:]] == [[0, 0, 2]] * 5
    assert measures[4][2:7] == [85, 0, 0, 0, ""]
    assert [row[1:6] for row in by_office[4:]] == [
        ["3101", "สพอ.เมืองบุรีรัมย์", 0, 0, 0],
        ["3102", "สพอ.คูเมือง", 0, 0, 0],
    ]
    assert counted[4:] == []


def test_the_totals_of_the_workbook_are_formulas_over_its_rows(shown: tuple[Board, list[Reading]]) -> None:
    sheet = zipfile.ZipFile(io.BytesIO(board_workbook(*shown))).read("xl/worksheets/sheet1.xml").decode()

    assert "<f>SUM(N5:N7)</f><v>124800.00</v>" in sheet


def test_numbers_of_the_workbook_show_thai_digits(shown: tuple[Board, list[Reading]]) -> None:
    styles = zipfile.ZipFile(io.BytesIO(board_workbook(*shown))).read("xl/styles.xml").decode()

    assert "[$-D00041E]#,##0.00" in styles
    assert "[$-D07041E]d mmmm yyyy" in styles
    assert grids(board_workbook(*shown))[0][3][5] == "๑. สำรวจข้อมูลและจัดทำฐานข้อมูลกลุ่มอาชีพเป้าหมาย"


def test_text_that_looks_like_a_formula_stays_text(cast: Cast, shown: tuple[Board, list[Reading]]) -> None:
    Office.objects.filter(code="3101").update(place_name=EVIL)

    content = board_workbook(board(shown[0].case, DAY), shown[1])

    assert grids(content)[0][4][2] == EVIL
    assert "HYPERLINK" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()


def test_the_paper_says_what_the_screen_says(shown: tuple[Board, list[Reading]]) -> None:
    text = plain_text(board_document(*shown))

    assert text.startswith("ภาพรวมการดำเนินงานโครงการพัฒนาศักยภาพสัมมาชีพชุมชนสู่ความยั่งยืน\n")
    assert "รายงานแล้ว ๑ จาก ๒ อำเภอ  ข้อมูล ณ วันที่ ๑๐ กันยายน ๒๕๖๑" in text
    assert (
        "๑\tเมืองบุรีรัมย์\t๑/๒\t–\t–\t–\t–\t–\t๐\tรายงานแล้ว\n๑๐ ก.ย. ๖๑\t๖๒,๔๐๐.๐๐\t๐.๐๐\t๑๕,๐๐๐.๕๐\t๔๗,๓๙๙.๕๐\t๐.๐๐\n"
        in text
    )
    assert "\tสพจ.บุรีรัมย์\t\t\t\t\t\t\t๐\t\t๓๑,๒๐๐.๐๐\t" in text
    assert "กลุ่มอาชีพที่ได้รับการพัฒนาศักยภาพมีรายได้เพิ่มขึ้น (ร้อยละ)\t๘๕\t๐\t๐\t๐\t–\t–" in text


def test_whole_amounts_are_printed_without_satang(cast: Cast, at: Freeze) -> None:
    at(build.NOW)
    edition = make.edition(cast)
    build.allotted(edition, cast, {"3101": 2})
    case = build.province(edition)

    text = plain_text(board_document(board(case, DAY), readings(case)))

    assert "\t๖๒,๔๐๐\t๐\t๐\t๖๒,๔๐๐\t๐\n" in text


def test_the_paper_is_printed_across(shown: tuple[Board, list[Reading]]) -> None:
    document = board_document(*shown)

    pdf = pypdfium2.PdfDocument(render_pdf(document, stamp=datetime(2018, 9, 10, tzinfo=UTC)))

    width, height = pdf[0].get_size()
    assert width > height
    assert "เมืองบุรีรัมย์" in pdf[0].get_textpage().get_text_range()
    assert render_docx(document).startswith(b"PK")
    pdf.close()


def test_an_empty_province_still_has_its_paper(cast: Cast, at: Freeze) -> None:
    at(build.NOW)
    edition = make.edition(cast)
    make.district(cast, edition)
    case = build.province(edition)
    Case.objects.filter(parent=case).update(
        closed_at=datetime(2018, 9, 9, tzinfo=UTC), left_on=date(2018, 9, 9)
    )

    document = board_document(board(case, DAY), readings(case))

    table = next(block for block in document.blocks if isinstance(block, Table))
    assert (table.rows, table.head[0][2].text) == ((), "กลุ่ม")
    assert grids(board_workbook(board(case, DAY), readings(case)))[0][4][2] == "รวม"
