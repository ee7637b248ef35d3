"""Sheets as offices keep them: notes between the rows, joined cells, headings nearly right; told, asked, never in silence."""

import io

import pytest
import xlsxwriter

import make
from cast import Cast
from conftest import Freeze
from records import books
from sammachip.core.verdict import Refused, Stale
from sammachip.org.hats import Actor
from sammachip.records.models import SheetImport
from sammachip.registry import sheets
from sammachip.registry.actions_import import answer_places, apply_groups, discard_groups, keep_reading
from sammachip.registry.importing import looked_through, proposal
from sammachip.registry.models import Group

pytestmark = pytest.mark.django_db

HEADS = ["ชื่อกลุ่ม", "ชนิดกลุ่ม", "อำเภอ", "ตำบล", "หมู่ที่", "บ้าน", "สมาชิก (คน)"]
ROW = ["กลุ่มทอผ้าสมมุติ", "กลุ่มอาชีพ", "เมืองบุรีรัมย์", "ในเมือง", "1", "ตัวอย่าง 1", "15"]


@pytest.fixture(autouse=True)
def now(at: Freeze) -> None:
    at("2018-09-10 09:00")


def pasted(*rows: list[str]) -> sheets.GroupReading:
    return sheets.read_pasted("\n".join("\t".join(row) for row in rows))


def row(name: str, *more: str, **cells: str) -> list[str]:
    keys = ("name", "kind", "district", "tambon", "moo", "village", "members")
    return [{**dict(zip(keys, ROW, strict=True)), "name": name, **cells}[key] for key in keys] + list(more)


def kept(actor: Actor, reading: sheets.GroupReading) -> SheetImport:
    assert reading.errors == ()
    return keep_reading(reading, name="ก.xlsx", digest="", actor=actor)


def test_cells_places_and_doubles_are_told_at_once(cast: Cast) -> None:
    """Symptom: places and doubles were told only after every cell was mended."""
    reading = pasted(
        HEADS,
        row("ก", members="สิบ"),
        row("ข", tambon="หนองโบสถ์"),
        row("ค"),
        row("ค", members="0"),
        row("ง", moo="ร้อย", kind="ชมรม"),
        row("", village="", moo="9"),
        row("จ", district="เมืองบุรีรำย์", members="x"),
    )

    found = looked_through(reading, cast.somchai.office)

    told = {error.cell: error.message for error in found.errors}
    assert list(told) == ["G2", "D3", "A5", "G5", "B6", "E6", "A7", "F7", "G8"]
    assert "อำเภอเมืองบุรีรัมย์ไม่มีตำบลหนองโบสถ์ แต่มีในอำเภอนางรอง" in told["D3"]
    assert "มีแล้วในแถวที่ 4" in told["A5"]
    assert [asked.question.given for asked in found.questions] == ["เมืองบุรีรำย์"]
    assert not SheetImport.objects.exists()


def test_a_place_that_could_not_be_read_is_told_once(cast: Cast) -> None:
    reading = pasted(HEADS, row("ก", tambon="ก" * 81))

    assert [error.cell for error in looked_through(reading, cast.malee.office).errors] == ["D2"]


def test_notes_and_totals_between_the_rows_are_passed_over_and_told(cast: Cast) -> None:
    reading = pasted(
        ["ที่", *HEADS],
        ["", "อำเภอเมือง", "", "", "", "", "", ""],
        ["1", *row("ก")],
        ["", "ข้อมูลพี่แดง", "", "", "", "", "", ""],
        ["2", *row("ข")],
        ["", "", "", "", "", "", "", "99"],
        ["รวม", "", "", "", "", "", "", "31"],
        ["หมายเหตุ สำรวจเดือนสิงหาคม", "", "", "", "", "", "", ""],
    )

    sheet = kept(cast.malee, reading)

    assert [line.name for line in proposal(sheet).lines] == ["ก", "ข"]
    assert sheet.remarks == [
        "ข้ามแถวที่ไม่มีข้อมูลของตารางนี้: แถวที่ 8 «หมายเหตุ สำรวจเดือนสิงหาคม»",
        "ข้ามแถวที่มีเพียงช่องเดียว เพราะไม่ใช่แถวของกลุ่ม: แถวที่ 2 «อำเภอเมือง», แถวที่ 4 «ข้อมูลพี่แดง», แถวที่ 6 «99» — ถ้าเป็นกลุ่ม กรอกให้ครบแล้วนำเข้าใหม่",
        "แถวที่ 7 เป็นยอดรวม ไม่นับเป็นกลุ่ม",
        "H7: ยอดรวมของ «สมาชิก (คน)» ในแผ่นงานคือ 31 แต่ผลบวกของทุกแถวคือ 30 — ตรวจแถวรายการหรือยอดรวม",
    ]


def test_a_group_of_which_only_the_name_is_filled_in_is_no_note() -> None:
    reading = pasted(HEADS, row("ก"), ["กลุ่มจักสานบ้านโคก"])

    assert [(error.cell, error.message[:20]) for error in reading.errors] == [("B3", "ยังไม่ได้กรอก «ชนิดก")]


def test_a_row_with_a_cell_that_cannot_be_read_is_no_note() -> None:
    reading = pasted(HEADS, row("ก"), ["ทอผ้าบ้านโคก", "ชมรม"])

    assert reading.errors[0].cell == "B3"
    assert "ไม่มีตัวเลือก «ชมรม»" in reading.errors[0].message


def test_a_cell_broken_into_lines_says_one_thing() -> None:
    text = "\t".join(HEADS) + '\n"กลุ่มทอผ้า\nบ้านโคก"\tกลุ่มอาชีพ\t"เมือง\nบุรีรัมย์"\tในเมือง\t1\t"บ้าน\nโคก"\t9'

    [said] = sheets.read_pasted(text).rows

    assert (said.said["name"], said.place["village"]) == ("กลุ่มทอผ้า บ้านโคก", "บ้าน โคก")


def test_columns_that_are_none_of_ours_are_told_by_letter_and_heading(cast: Cast) -> None:
    def also(sheet: object) -> None:
        sheet.set_column("I:I", 9, None, {"hidden": 1})  # type: ignore[attr-defined]  # xlsxwriter has no types

    content = books.xlsx(
        ["ที่", *HEADS, "รายได้รวม", "", "ว่าง"], [1, *row("ก"), 500, "จด"], [2, *row("ข"), 700, ""], also=also
    )

    [told] = sheets.read_file("ก.xlsx", content).remarks

    assert told == (
        "ไม่ได้อ่านคอลัมน์ I «รายได้รวม» (ซ่อนอยู่), J (ไม่มีหัวคอลัมน์) เพราะไม่ใช่คอลัมน์ของตารางนี้ "
        "— ถ้าต้องการ แก้หัวคอลัมน์ให้ตรงแม่แบบ"
    )


def test_a_heading_that_is_nearly_known_is_asked_about(cast: Cast) -> None:
    reading = pasted([*HEADS, "โทรศัพย์"], row("ก", "๐๘๑ ๒๓๔ ๕๖๗๘"), row("ข", ""))
    sheet = kept(cast.malee, reading)
    [asked] = proposal(sheet).questions
    seal = proposal(sheet).seal

    assert (asked.question.key, asked.question.given, asked.rows) == ("column:H", "โทรศัพย์", (2,))
    assert asked.question.choices[0] == ("phone", "โทรศัพท์")
    with pytest.raises(Refused, match="คำถาม 1 ข้อ"):
        apply_groups(sheet, seen=seal, actor=cast.malee)
    answer_places(sheet, {"column:H": "phone"}, actor=cast.malee)
    with pytest.raises(Stale):
        apply_groups(sheet, seen=seal, actor=cast.malee)
    apply_groups(sheet, seen=proposal(sheet).seal, actor=cast.malee)

    assert dict(Group.objects.values_list("name", "phone")) == {"ก": "0812345678", "ข": ""}


def test_a_heading_that_is_not_meant_is_left_out_and_one_that_is_has_its_cells_checked(cast: Cast) -> None:
    rows = [*HEADS, "วันที่จัดตังกลุ่ม"], row("ก", "1 ม.ค. 2590")
    left, meant = (kept(cast.malee, pasted(*rows)) for _ in range(2))

    answer_places(left, {"column:H": "-"}, actor=cast.malee)
    answer_places(meant, {"column:H": "founded_on"}, actor=cast.malee)

    assert proposal(left).is_ready
    assert "founded_on" not in proposal(left).lines[0].row.said
    [error] = proposal(meant).errors
    assert (error.cell, "ยังมาไม่ถึง" in error.message) == ("H2", True)


def test_a_misspelt_heading_that_is_needed_is_named(cast: Cast) -> None:
    [error] = pasted(["ชื่อกลุม", *HEADS[1:]], row("ก")).errors

    assert error.cell == "A1"
    assert "แต่มีหัวคอลัมน์ «ชื่อกลุม»" in error.message


def test_joined_places_are_said_of_each_row_and_joined_names_of_the_first() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("ทะเบียน")
        sheet.merge_range("A1:H1", "ทะเบียนกลุ่มอาชีพ อำเภอเมืองบุรีรัมย์")
        sheet.merge_range("A2:A3", "ชื่อกลุ่ม")
        sheet.merge_range("B2:B3", "ชนิดกลุ่ม")
        sheet.merge_range("C2:F2", "ที่ตั้ง")
        sheet.write_row("C3", HEADS[2:6])
        sheet.merge_range("G2:G3", "สมาชิก (คน)")
        sheet.merge_range("H2:H3", "ผลิตภัณฑ์")
        for number, name in enumerate("กขค", start=3):
            sheet.write_row(number, 0, [name, "กลุ่มอาชีพ", "", "", 1, "ตัวอย่าง 1", 15])
        sheet.merge_range("C4:C6", "เมืองบุรีรัมย์")
        sheet.merge_range("D4:D5", "ในเมือง")
        sheet.write("D6", "อิสาณ")
        sheet.merge_range("H4:H5", "ผ้าไหม")
        other = book.add_worksheet("ปี 60")
        other.write_row(0, 0, HEADS)

    reading = sheets.read_file("ก.xlsx", out.getvalue())

    assert reading.errors == ()
    assert [one.place["subdistrict"] for one in reading.rows] == ["ในเมือง", "ในเมือง", "อิสาณ"]
    assert [one.place["district"] for one in reading.rows] == ["เมืองบุรีรัมย์"] * 3
    assert [one.said.get("product") for one in reading.rows] == ["ผ้าไหม", None, None]
    leaves, same, first = reading.remarks
    assert "อ่านเฉพาะแผ่น «ทะเบียน» ยังไม่ได้อ่านแผ่น «ปี 60»" in leaves
    assert "ช่อง C4:C6, D4:D5 ผสานกันหลายแถว จึงใช้ค่าเดียวกันทุกแถวที่ผสาน" in same
    assert "ช่อง H4:H5 ผสานกันหลายแถว จึงอ่านเป็นของแถวบนสุดเท่านั้น" in first


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp874", "utf-16"])
def test_an_ugly_csv_says_the_same_in_every_encoding(encoding: str) -> None:
    lines = [
        '"ทะเบียนกลุ่ม ปี ๒๕๖๑",,,,,,,',
        "ที่,ชื่อกลุ่ม,ชนิดกลุ่ม,อำเภอ,ตำบล,หมู่ที่,บ้าน,สมาชิก (คน),โทรศัพท์,วันที่จัดตั้งกลุ่ม",
        "๑,กลุ่มทอผ้า,อาชีพ,เมือง,ในเมือง,หมู่ที่ ๑,บ้านตัวอย่าง,๑๕,๘๑๒๓๔๕๖๗๘,๑๕ ม.ค. ๕๐",
        '๒,กลุ่่มจักสาน,กลุ่มออมทรัพย์,อ.เมืองบุรีรัมย์,ต.ในเมือง,๒,ตัวอย่าง,"1,015",44611234,39097',
        'รวม,,,,,,,"1,030",,',
    ]

    reading = sheets.read_file("ก.csv", "\r\n".join(lines).encode(encoding))

    assert reading.errors == ()
    first, second = reading.rows
    assert (first.said["members_count"], first.said["phone"], str(first.said["founded_on"])) == (15, "0812345678", "2007-01-15")  # fmt: skip
    assert (second.said["name"], second.said["members_count"], second.said["phone"]) == (
        "กลุ่มจักสาน",
        1015,
        "044611234",
    )
    assert str(second.said["founded_on"]) == "2007-01-15"


def test_a_discarded_sheet_keeps_no_words_of_its_notes(cast: Cast) -> None:
    sheet = kept(cast.malee, pasted(HEADS, row("ก"), ["นางแดง ทดสอบ"]))
    assert "นางแดง ทดสอบ" in sheet.remarks[0]

    discard_groups(sheet, actor=cast.malee)

    sheet.refresh_from_db()
    assert (sheet.rows, sheet.remarks) == ([], [])


def test_the_village_is_shown_by_its_name(cast: Cast) -> None:
    make.group(cast.malee, name="กลุ่มเดิม", moo=1)
    sheet = kept(
        cast.somchai,
        pasted(
            HEADS,
            row("ก", village=""),
            row("ข", moo="7", village="บ้านโคกใหม่"),
        ),
    )

    found = proposal(sheet)

    assert [found.where(line) for line in found.lines] == [
        "บ้านตัวอย่าง 1 หมู่ที่ 1 ตำบลในเมือง อำเภอเมืองบุรีรัมย์",
        "บ้านโคกใหม่ หมู่ที่ 7 ตำบลในเมือง อำเภอเมืองบุรีรัมย์",
    ]
    assert found.remarks == ("หมู่บ้านที่ยังไม่มีในทะเบียน 1 แห่ง จะเพิ่มด้วยชื่อในตาราง: โคกใหม่ (31010107)",)
