"""The form that the tests of answers fill in: a small progress report with one question of each kind."""

from collections.abc import Mapping
from decimal import Decimal

import yaml

from sammachip.core.answers import Answers, coerce
from sammachip.core.expr import FactType, Kind
from sammachip.core.fields import Field, FieldType, FormSpec, Section
from sammachip.core.formreading import parse_form

FORM_TEXT = """
title: แบบรายงานความก้าวหน้า
sections:
  - key: survey
    title: ๑. การสำรวจข้อมูล
    fields:
      - key: groups
        label: กลุ่มเป้าหมาย
        type: table
        filled: groups[]
        columns:
          - {key: name, label: ชื่อกลุ่ม, type: text, filled: name}
          - {key: members, label: สมาชิก, type: integer, min: 1, unit: คน, required: true}
  - key: status
    title: ๒. ผลการดำเนินงาน
    fields:
      - key: standing
        label: สถานภาพของโครงการ
        type: choice
        required: true
        choices: [{value: ongoing, label: อยู่ระหว่างดำเนินการ}, {value: finished, label: ดำเนินการเสร็จสิ้นแล้ว}]
      - {key: why, label: เหตุผล, type: long_text, when: "standing == 'ongoing'", required: "standing == 'ongoing'", help: ระบุสาเหตุ}
      - key: steps
        label: ขั้นตอน
        type: table
        rows: [{key: survey, label: สำรวจข้อมูล}, {key: develop, label: พัฒนาศักยภาพ}]
        columns:
          - {key: state, label: ผล, type: choice, required: true, choices: [{value: ongoing, label: อยู่ระหว่าง}, {value: finished, label: เสร็จสิ้น}]}
          - {key: result, label: ผลที่เกิดขึ้น, type: long_text, max_length: 20}
      - key: lines
        label: รายการใช้จ่าย
        type: table
        min_rows: 1
        max_rows: 3
        columns:
          - {key: item, label: รายการ, type: text, required: true}
          - {key: amount, label: จำนวนเงิน, type: money}
          - {key: bought_on, label: วันที่ซื้อ, type: date}
      - {key: photos, label: ภาพถ่าย, type: photos, per: steps, min: 2, max: 3}
      - {key: goods, label: สินค้า, type: choices, choices: [{value: cloth, label: ผ้า}, {value: rice, label: ข้าว}]}
      - {key: score, label: คะแนน, type: number, decimals: 1, max: 100}
      - {key: held_on, label: วันที่จัด, type: date, min: 2561-08-01, max: 2561-09-30}
      - {key: phone, label: โทรศัพท์, type: phone}
      - {key: chair, label: ประธาน, type: person_name}
      - {key: paid, label: เบิกจ่ายแล้ว, type: money, filled: money.paid, required: true}
      - {key: spent, label: ใช้จริง, type: money}
      - {key: open, label: เปิดทำการ, type: yes_no}
checks:
  - {that: "spent <= money.allotted", else: "ใช้จริง {spent} บาท มากกว่าที่ได้รับจัดสรร {money.allotted} บาท — ตรวจยอดก่อนส่ง"}
"""
KNOWN = {"money.allotted": FactType(Kind.MONEY)}
FACTS = {
    "money.allotted": Decimal("31200.00"),
    "money.paid": Decimal("15600"),
    "groups": [{"id": "g1", "name": "กลุ่มทอผ้าสมมุติ"}, {"id": "g2", "name": "กลุ่มข้าวสมมุติ"}],
}
FORM = parse_form(yaml.safe_load(FORM_TEXT), path="forms.progress", known=KNOWN)
CHOICES = [{"value": "cloth", "label": "ผ้าทอ"}, {"value": "rice", "label": "ข้าว"}]


def answers(raw: Mapping[str, object], facts: Mapping[str, object] = FACTS) -> Answers:
    return coerce(FORM, raw, facts=facts)


def single(field: Field) -> FormSpec:
    return FormSpec("ก", (Section("s", "ข", "", (field,)),))


def a_field(type_: FieldType, **more: object) -> Field:
    """One question with the bounds a pack's field of this type has by default."""
    mapping = {"key": "a", "label": "ช่องหนึ่ง", "type": str(type_), **more}
    form = {"title": "ก", "sections": [{"key": "s", "title": "ข", "fields": [mapping]}]}
    return parse_form(form).named("a")
