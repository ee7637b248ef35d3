"""Form specifications: a good form is read whole, a bad one is told everything that is wrong with it."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
import yaml

from sammachip.core.expr import FactType, Kind, Rule
from sammachip.core.fields import FieldType, FormSpec, blanks_in, keys_bound, keys_filled
from sammachip.core.formreading import BadSpecs, parse_form

KNOWN = {
    "groups_count": FactType(Kind.INTEGER),
    "money.paid": FactType(Kind.MONEY),
    "money.allotted": FactType(Kind.MONEY),
    "as_of": FactType(Kind.DATE),
}
PROGRESS = """
title: แบบรายงานความก้าวหน้า
sections:
  - key: survey
    title: ๑. การสำรวจข้อมูล
    lead: "มีกลุ่มอาชีพเป้าหมาย จำนวน {groups_count} กลุ่ม รายละเอียด ดังนี้"
    fields:
      - key: groups
        label: ข้อมูลกลุ่มอาชีพเป้าหมาย
        type: table
        filled: groups[]
        columns:
          - {key: name, label: ชื่อกลุ่ม, type: text, filled: name}
          - {key: members, label: สมาชิก (คน), type: integer, min: 1, unit: คน, save_to: group.members_count, required: true}
          - {key: otop, label: การลงทะเบียน OTOP, type: yes_no}
  - key: status
    title: ๒. ผลการดำเนินงาน
    fields:
      - key: standing
        label: สถานภาพของโครงการ
        type: choice
        required: true
        choices: [{value: ongoing, label: อยู่ระหว่างดำเนินการ}, {value: finished, label: ดำเนินการเสร็จสิ้นแล้ว}]
      - {key: why, label: เหตุผล, type: long_text, when: "standing == 'ongoing'", required: "standing == 'ongoing'", max_length: 200}
      - key: steps
        label: กระบวนการ/ขั้นตอน
        type: table
        rows: [{key: survey, label: สำรวจข้อมูล}, {key: develop, label: พัฒนาศักยภาพ}]
        columns:
          - {key: state, label: ผลการดำเนินงาน, type: choice, required: true, choices: [{value: ongoing, label: อยู่ระหว่าง}, {value: finished, label: เสร็จสิ้น}]}
          - {key: result, label: ผลที่เกิดขึ้น, type: long_text}
      - key: lines
        label: รายการใช้จ่าย
        type: table
        min_rows: 1
        max_rows: 3
        columns:
          - {key: item, label: รายการ, type: text, required: true, max_length: 40}
          - {key: amount, label: จำนวนเงิน, type: money}
          - {key: bought_on, label: วันที่ซื้อ, type: date}
      - {key: photos, label: ภาพถ่าย, type: photos, per: steps, max: 2}
      - {key: goods, label: สินค้า, type: choices, choices: [{value: cloth, label: ผ้า}, {value: rice, label: ข้าว}]}
      - {key: score, label: คะแนน, type: number, decimals: 1, max: 100}
      - {key: share, label: ร้อยละ, type: percent}
      - {key: held_on, label: วันที่จัด, type: date, min: 2561-08-01, max: "30 ก.ย. 2561"}
      - {key: phone, label: โทรศัพท์, type: phone}
      - {key: place, label: ที่ตั้ง, type: place}
      - {key: group, label: กลุ่ม, type: group}
      - {key: plan, label: แผน, type: file}
      - {key: chair, label: ประธานกลุ่ม, type: person_name}
      - {key: open, label: เปิดทำการ, type: yes_no}
      - {key: paid, label: เบิกจ่ายแล้ว, type: money, filled: money.paid}
      - {key: spent, label: ใช้จริง, type: money, unit: บาท}
"""
CHECKS = """
checks:
  - {that: "spent <= money.allotted", else: "ใช้จริง {spent} บาท มากกว่าที่ได้รับจัดสรร {money.allotted} บาท — ตรวจยอดก่อนส่ง"}
  - that: "total(lines.map(l, answered(l.amount), l.amount)) == spent"
    else: "รายการใช้จ่ายรวมไม่เท่ากับ {spent} บาท — ตรวจรายการ"
paper: {orientation: landscape}
"""


def progress() -> FormSpec:
    return parse_form(yaml.safe_load(PROGRESS + CHECKS), path="forms.progress", known=KNOWN)


def problems(text: str, known: Mapping[str, FactType] = KNOWN) -> list[tuple[str, str]]:
    with pytest.raises(BadSpecs) as refused:
        parse_form(yaml.safe_load(text), path="forms.x", known=known)
    return [(problem.path, problem.message) for problem in refused.value.problems]


def one_field(field: str) -> str:
    return f"{{title: ก, sections: [{{key: s, title: ข, fields: [{field}]}}]}}"


def test_a_good_form_is_read_whole():
    form = progress()

    assert [section.title for section in form.sections] == ["๑. การสำรวจข้อมูล", "๒. ผลการดำเนินงาน"]
    assert [one.key for one in form.fields][:4] == ["groups", "standing", "why", "steps"]
    assert isinstance(form.named("why").required, Rule)
    assert form.named("steps").label_of("develop") == "พัฒนาศักยภาพ"
    assert form.named("steps").column("result").type is FieldType.LONG_TEXT
    assert form.named("spent").min == Decimal(0)
    assert form.paper == {"orientation": "landscape"}
    assert len(form.checks) == 2


def test_bindings_and_filled_answers_are_listed_with_their_paths():
    form = progress()

    assert keys_bound(form) == {"groups[].members": "group.members_count"}
    assert keys_filled(form) == {"groups": "groups[]", "groups[].name": "name", "paid": "money.paid"}


def test_a_sentence_names_its_blanks():
    assert blanks_in("จำนวน {groups_count} กลุ่ม {money.paid} บาท {} {1}") == ["groups_count", "money.paid"]


@pytest.mark.parametrize(
    ("field", "path", "message"),
    [
        ("{key: a, label: ก, type: colour}", "type", "ไม่รู้จักชนิด 'colour'"),
        ("{key: A b, label: ก, type: text}", "key", "'A b' ต้องเป็นอักษรอังกฤษตัวเล็ก"),
        ("{key: a, type: text}", "label", "ต้องเป็นข้อความและไม่ว่าง"),
        ("{key: a, label: ก, type: text, colour: red}", "colour", "ไม่รู้จักคีย์ '"),
        ("{key: a, label: ก, type: text, min: 3}", "min", "ไม่รู้จักคีย์ '"),
        ("{key: a, label: ก, type: text, max_length: -1}", "max_length", "ต้องเป็นจำนวนเต็มตั้งแต่ 0 ถึง 50000"),
        ("{key: a, label: ก, type: integer, min: 5, max: 2}", "min", "ค่าต่ำสุด 5 มากกว่าค่าสูงสุด 2"),
        ("{key: a, label: ก, type: date, max: มะรืน}", "max", "อ่านค่า 'มะรืน' ไม่ได้"),
        (
            "{key: a, label: ก, type: date, min: 2562-02-01, max: 2562-01-31}",
            "min",
            "ค่าต่ำสุด 1 กุมภาพันธ์ 2562 มากกว่าค่าสูงสุด 31 มกราคม 2562",
        ),
        ("{key: a, label: ก, type: number, min: NaN}", "min", "อ่านค่า 'NaN' ไม่ได้"),
        ("{key: a, label: ก, type: photos, max: 2.5}", "max", "อ่านค่า '2.5' ไม่ได้"),
        ("{key: a, label: ก, type: photos, min: -1}", "min", "อ่านค่า '-1' ไม่ได้"),
        (
            "{key: a, label: ก, type: table, min_rows: 3, max_rows: 2, columns: [{key: c, label: ค, type: text}]}",
            "min_rows",
            "ต้องมีอย่างน้อย 3 แถว แต่รับได้ 2 แถว",
        ),
        ("{key: a, label: ก, type: choice}", "choices", "ต้องเป็นรายการอย่างน้อยหนึ่งรายการ"),
        (
            "{key: a, label: ก, type: choice, choices: [{value: x, label: ก}, {value: x, label: ข}]}",
            "choices",
            "ชื่อ 'x' ซ้ำกัน",
        ),
        ("{key: a, label: ก, type: text, save_to: 'group.'}", "save_to", "'group.' ต้องเป็นชื่อข้อมูล"),
        ("{key: as_of, label: ก, type: date}", "key", "ชื่อ 'as_of' ซ้ำ"),
        (
            "{key: a, label: ก, type: text, when: \"later == 'x'\"}",
            "when",
            "กฎ «later == 'x'» ใช้ไม่ได้ที่บรรทัด 1 ตำแหน่ง 1",
        ),
        ("{key: a, label: ก, type: text, required: maybe}", "required", "กฎ «maybe» ใช้ไม่ได้"),
        ("{key: a, label: ก, type: text, required: 3}", "required", "ต้องเป็น true หรือ false หรือกฎ"),
        ("{key: a, label: ก, type: photos, per: steps}", "per", "ไม่มีตารางแบบกำหนดแถวชื่อ 'steps'"),
        (
            "{key: a, label: ก, type: table, columns: [{key: id, label: ก, type: text}]}",
            "columns",
            "ชื่อ 'id' สงวนไว้สำหรับตัวแถว",
        ),
        (
            "{key: a, label: ก, type: table, columns: [{key: b, label: ก, type: text, filled: name}]}",
            "columns",
            "คอลัมน์ 'b' เติมจากข้อมูลได้เมื่อทั้งตารางเติมจากข้อมูล",
        ),
        (
            "{key: a, label: ก, type: table, max_rows: 2, rows: [{key: r, label: ก}], columns: [{key: b, label: ก, type: text}]}",
            "rows",
            "ตารางกำหนดแถวแล้ว",
        ),
        ("{key: a, label: ก, type: money, computed: b}", "computed", "ไม่รู้จักคีย์ 'computed'"),
        (
            "{key: a, label: ก, type: table, columns: [{key: b, label: ก, type: money, computed: later}]}",
            "columns[0].computed",
            "กฎ «later» ใช้ไม่ได้",
        ),
        (
            "{key: a, label: ก, type: table, columns: [{key: b, label: ก, type: text, computed: \"'x'\"}]}",
            "columns[0].computed",
            "คำนวณคอลัมน์ชนิด text ไม่ได้",
        ),
        (
            "{key: a, label: ก, type: table, columns: [{key: b, label: ก, type: integer, required: true, computed: '1'}]}",
            "columns[0].computed",
            "ระบบคำนวณคอลัมน์นี้ จึงไม่ใช้ required",
        ),
        (
            "{key: a, label: ก, type: table, columns: [{key: b, label: ก, type: table}]}",
            "columns[0].type",
            "ไม่รู้จักชนิด 'table'",
        ),
    ],
)
def test_a_bad_field_is_named_by_its_path(field: str, path: str, message: str):
    (found_path, found_message), *_ = problems(one_field(field))

    assert found_path == f"forms.x.sections[0].fields[0].{path}"
    assert found_message.startswith(message)


@pytest.mark.parametrize(
    ("spec", "wanted"),
    [
        ("{key: a, label: ก, type: photos, wanted: 3}", 3),
        ("{key: a, label: ก, type: file, wanted: true}", 1),
        ("{key: a, label: ก, type: file}", 0),
    ],
)
def test_evidence_is_wanted_by_its_number(spec: str, wanted: int) -> None:
    form = parse_form(yaml.safe_load(one_field(spec)))

    assert form.named("a").wanted == wanted


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("{key: a, label: ก, type: file, wanted: 2}", "ช่องภาพใช้จำนวนภาพ"),
        ("{key: a, label: ก, type: photos, wanted: 31}", "ตั้งแต่ 1 ถึง 30"),
        ("{key: a, label: ก, type: file, wanted: true, required: true}", "ไม่ใช้ wanted"),
    ],
)
def test_what_is_wanted_is_neither_required_nor_many_files(spec: str, message: str) -> None:
    [(path, told)] = problems(one_field(spec))

    assert path.endswith(".wanted")
    assert message in told


def test_only_a_name_starts_with_the_writer() -> None:
    [(path, told)] = problems(one_field("{key: a, label: ก, type: money, starts: writer}"))
    [(_path, other)] = problems(one_field("{key: a, label: ก, type: text, starts: today}"))

    assert (path, told) == (
        "forms.x.sections[0].fields[0].starts",
        "เริ่มช่องชนิด money ด้วย 'writer' ไม่ได้",
    )
    assert other == "เริ่มช่องชนิด text ด้วย 'today' ไม่ได้"


def test_all_problems_are_told_at_once():
    found = problems("""
title: ""
sections:
  - {key: s, title: ข, lead: "มี {nobody} กลุ่ม", fields: [{key: a, label: ก, type: text}, {key: a, label: ข, type: text}]}
  - {key: s, title: ค, fields: []}
checks: [{that: "a > 3", else: "{b} เกิน"}]
paper: 3
""")

    assert [path for path, _ in found] == [
        "forms.x.title",
        "forms.x.sections[0].fields[1].key",
        "forms.x.sections[1].fields",
        "forms.x.sections",
        "forms.x.checks[0].that",
        "forms.x.checks[0].else",
        "forms.x.paper",
        "forms.x.sections[0].lead",
    ]


def test_a_rule_may_name_only_what_stands_above_it():
    later = "{key: a, label: ก, type: text, when: b}, {key: b, label: ข, type: yes_no}"

    (path, message), *_ = problems(one_field(later))

    assert path == "forms.x.sections[0].fields[0].when"
    assert "ไม่รู้จักชื่อ 'b' (ใช้ได้เฉพาะช่องที่อยู่เหนือช่องนี้)" in message


@pytest.mark.parametrize(
    "text", ["3", "[]", "{title: ก}", "{title: ก, sections: {a: 1}}", "{title: ก, sections: [3]}"]
)
def test_what_is_no_form_is_refused_not_crashed_on(text: str):
    assert problems(text)


@pytest.mark.parametrize(
    ("spec", "personal"),
    [
        ("{key: a, label: ก, type: person_name}", True),
        ("{key: a, label: ก, type: phone}", True),
        ("{key: a, label: ก, type: text}", False),
        ("{key: a, label: ก, type: person_name, personal: false}", False),
        ("{key: a, label: ก, type: text, personal: true}", True),
    ],
)
def test_names_and_telephones_are_personal_unless_the_form_says_otherwise(spec: str, personal: bool):
    assert parse_form(yaml.safe_load(one_field(spec))).named("a").personal is personal
