"""The parts of the design: dates, amounts, lateness, icons, tables and the face."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.template import engines, loader
from django.utils import translation
from fontTools.ttLib import TTFont

from sammachip.core.answers import coerce
from sammachip.core.document import Blank, Text, parts
from sammachip.core.fields import Field, FieldType, FormSpec, Section
from sammachip.core.thaidate import PartialDate
from sammachip.web import fonts
from sammachip.web.forms.filing import Input, sections
from sammachip.web.templatetags import thai

DUE = datetime(2018, 9, 20, 16, 59, 59, tzinfo=UTC)  # the last second of 20 September in Bangkok


def test_thai_dates_amounts_and_numbers_read_as_in_an_office():
    late_evening = datetime(2018, 9, 9, 17, 5, tzinfo=UTC)

    assert thai.thaidate(date(2018, 9, 10)) == "10 กันยายน 2561"
    assert thai.thaidate(late_evening) == "10 กันยายน 2561"
    assert thai.thaidate(PartialDate(2020, 5)) == "พฤษภาคม 2563"
    assert thai.thaidate_short(date(2018, 9, 10)) == "10\N{NO-BREAK SPACE}ก.ย.\N{NO-BREAK SPACE}61"
    assert thai.thaitime(late_evening) == "00.05 น."
    assert thai.baht(Decimal("31200")) == "31,200.00"
    assert thai.baht(None) == thai.percent(None) == "–"
    assert thai.percent(Decimal("84.6")) == "84.60%"
    assert thai.thainum(2561) == "๒๕๖๑"
    assert [thai.thaidate(None), thai.thaidate_short(None), thai.thaitime(None)] == ["", "", ""]


def test_readers_of_english_get_their_own_dates():
    with translation.override("en"):
        assert thai.thaidate(date(2018, 9, 10)) == "10 September 2018 (B.E. 2561)"
        assert thai.thaidate(PartialDate(2020, 5)) == "May 2020 (B.E. 2563)"
        assert thai.thaidate_short(date(2018, 9, 10)) == "10\N{NO-BREAK SPACE}Sep\N{NO-BREAK SPACE}2018"
        assert thai.thaitime(datetime(2018, 9, 10, 7, 5, tzinfo=UTC)) == "14:05"


@pytest.mark.parametrize(
    ("due", "done_at", "late"),
    [
        (None, None, False),
        (DUE, DUE, False),
        (DUE, datetime(2018, 9, 20, 17, 0, tzinfo=UTC), True),
        (date(2018, 9, 20), DUE, False),
        (date(2018, 9, 20), datetime(2018, 9, 20, 17, 0, tzinfo=UTC), True),
        (date(2018, 9, 20), date(2018, 9, 20), False),
        (DUE, date(2018, 9, 21), True),
    ],
)
def test_is_late_begins_after_the_last_second(due, done_at, late):
    assert thai.is_late(due, done_at) is late


def test_is_late_asks_the_clock_while_nothing_is_done(at):
    at("2018-09-20 23:59")
    assert thai.is_late(date(2018, 9, 20)) is False

    at("2018-09-21 00:00")
    assert thai.is_late(date(2018, 9, 20)) is True


def test_icon_is_decoration_unless_it_has_a_label():
    assert 'aria-hidden="true"' in thai.icon("check")
    assert 'role="img" aria-label="ส่ง &lt;แล้ว&gt;"' in thai.icon("check", "ส่ง <แล้ว>")


def test_icon_nobody_drew_fails_loudly():
    with pytest.raises(KeyError, match="unicorn"):
        thai.icon("unicorn")


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize("kind", ["text", "long_text", "choice", "choices", "yes_no"])
def test_help_and_fault_of_an_answer_are_read_with_it_in_a_table_as_well(kind, bare):
    asked = Input(
        "a.priority", "ลำดับความสำคัญ", kind, "", help="1 คือจำเป็นที่สุด", error="ไม่ใช่ตัวเลข", max_length=9
    )

    page = loader.render_to_string("web/parts/answer.html", {"input": asked, "bare": bare})

    assert 'aria-describedby="a-priority-help a-priority-error"' in page
    assert re.search(r'id="a-priority-help">1 คือจำเป็นที่สุด<', page)
    assert 'id="a-priority-error"' in page


@pytest.mark.parametrize(
    ("came", "shown"),
    [("2020-05-07", "7 พฤษภาคม 2563"), ("2020-02-30", "2020-02-30"), ("๗ พ.ค. ๖๓", "๗ พ.ค. ๖๓")],
)
def test_a_day_that_a_program_sent_is_shown_as_one_types_it(came: str, shown: str):
    form = FormSpec("แบบ", (Section("one", "๑", fields=(Field("on", "วันที่", FieldType.DATE),)),))

    [[asked]] = (one.inputs for one in sections(form, coerce(form, {"on": came}), {}))

    assert asked.value == shown


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("บ้านโคก หมู่ที่ 3 ตำบลห้วยราช", ["บ้านโคก", "หมู่ที่ 3", "ตำบลห้วยราช"]),
        ("ประเมินตามองค์ประกอบ ๕ ก โดยเจ้าหน้าที่", ["ประเมินตามองค์ประกอบ ๕ ก", "โดยเจ้าหน้าที่"]),
        ("ก & ข", ["ก", "&amp; ข"]),
    ],
)
def test_a_name_parts_at_a_lines_end_only_where_nothing_belongs_together(said: str, parts: list[str]):
    assert thai.whole(said) == " ".join(f'<span class="whole">{one}</span>' for one in parts)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("ส่ง «รายงาน» ของ สพอ.เมืองบุรีรัมย์ แล้ว", "ส่ง «รายงาน» ของ <b>สพอ.เมืองบุรีรัมย์</b> แล้ว"),
        ("แจ้งจัดสรร ตามหนังสือที่ บร 0019/ว 5335", "แจ้งจัดสรร ตามหนังสือที่ <b>บร 0019/ว 5335</b>"),
        ("ที่ พช ๐๔๐๗.๒/๑๒ ของสพจ.บุรีรัมย์", "ที่ <b>พช ๐๔๐๗.๒/๑๒</b> ของ<b>สพจ.บุรีรัมย์</b>"),
        ("<b>ก & ข</b>", "&lt;b&gt;ก &amp; ข&lt;/b&gt;"),
    ],
)
def test_the_name_of_an_office_and_the_number_of_a_letter_never_part(said: str, shown: str):
    assert thai.kept(said).replace('<span class="keep">', "<b>").replace("</span>", "</b>") == shown


def test_dots_typed_into_a_papers_line_give_way_on_the_screen():
    line = parts("ลงชื่อ " + "." * 40 + "ผู้รับมอบ พ.ศ. ...", Text("." * 12, bold=True))

    assert thai.with_rooms(line) == [
        Text("ลงชื่อ "), Blank(None, 4), Text("ผู้รับมอบ พ.ศ. ..."), Text("." * 12, bold=True),
    ]  # fmt: skip


def test_table_row_that_does_not_fit_its_columns_fails():
    template = engines["django"].from_string(
        "{% for cell, column in row|beside:columns %}{{ cell }}{% endfor %}"
    )

    with pytest.raises(ValueError, match="argument 2"):
        template.render({"row": [1], "columns": [1, 2]})


def test_screen_face_is_cut_once_and_holds_every_thai_letter(tmp_path: Path):
    built = fonts.build(tmp_path)
    first = [file.stat().st_mtime_ns for file in built]

    with TTFont(built[0]) as face:
        letters = face.getBestCmap()
    assert [chr(code) for code in range(0x0E01, 0x0E3B) if code not in letters] == []
    assert sum(file.stat().st_size for file in built) < 60_000
    assert [file.stat().st_mtime_ns for file in fonts.build(tmp_path)] == first
