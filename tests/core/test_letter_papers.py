"""What comes with a letter beside its facts: forms to be filled in, and the steps of a guideline."""

from sammachip.core.letterfacts.blank_forms import forms_in
from sammachip.core.letterfacts.guideline import steps_in

LETTER = """เรื่อง โครงการตัวอย่าง
๑. เรื่องในตัวหนังสือ
ขอแสดงความนับถือ

แนวทางการดำเนินงาน
วัตถุประสงค์
๑. เพื่อให้มีรายได้
ขั้นตอนการดำเนินงาน
๑. สำรวจกลุ่มที่สนใจ<p>วิธีการ</p>๑.๑ เก็บข้อมูล จำนวน ๑๘ แห่ง ตามข้อ ๒.๓
๒. ประชุมชี้แจง
ให้ครบทุกตำบล
ผลที่คาดว่าจะได้รับ
๑. มีรายได้เพิ่ม

แบบรายงานผล
โครงการตัวอย่าง

๑. ข้อมูลกลุ่ม
ที่\tชื่อกลุ่ม\tการลงทะเบียน\t
\t\tแล้ว\tยัง
๒. ผลการดำเนินงาน
ที่\tขั้นตอน\tผล\tปัญหา
๑\tสำรวจ\t\t
๒\tประชุม\t\t
๓. ข้อเสนอแนะ ..........................
ลงชื่อ ................ ผู้รายงาน
"""


def test_the_steps_of_a_guideline_are_told_apart_from_aims_results_and_forms():
    steps = steps_in(LETTER)

    assert [(one.number, one.words) for one in steps] == [
        ("๑", "สำรวจกลุ่มที่สนใจ"),
        ("๑.๑", "เก็บข้อมูล จำนวน ๑๘ แห่ง ตามข้อ ๒.๓"),
        ("๒", "ประชุมชี้แจง ให้ครบทุกตำบล"),
    ]
    assert LETTER[slice(*steps[2].place)].strip().startswith("๒. ประชุมชี้แจง")


def test_a_form_is_told_with_its_parts_its_columns_and_its_given_rows():
    [form] = forms_in(LETTER)

    assert (form.title, LETTER[form.start :][:11]) == ("แบบรายงานผลโครงการตัวอย่าง", "แบบรายงานผล")
    assert [part.title for part in form.parts] == ["๑. ข้อมูลกลุ่ม", "๒. ผลการดำเนินงาน", "๓. ข้อเสนอแนะ"]
    assert [[(table.columns, table.rows) for table in part.tables] for part in form.parts] == [
        [(["ชื่อกลุ่ม", "แล้ว", "ยัง"], [])],
        [(["ขั้นตอน", "ผล", "ปัญหา"], ["สำรวจ", "ประชุม"])],
        [],
    ]


def test_a_letter_that_ends_with_itself_has_neither():
    assert (steps_in("๑. ก\n"), forms_in("แบบรายงาน\n๑. ก\n")) == ([], [])
