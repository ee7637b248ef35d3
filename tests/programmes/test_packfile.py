"""Reading a pack: every slip refused with its line, its value and what to do."""

import json
from pathlib import Path

import pytest

from programmes import known
from programmes.conftest import FAR_AWAY, SUSTAIN, Refusals
from sammachip.programmes import kinds, marks, packfile

REPAIR = "after: [{inspect: failed, gate: start}]"
LIMIT = "sum: \"total(lines.filter(l, l.expense_class == 'remuneration').map(l, l.amount))\""

SLIPS = {
    "a stage that is not there": (
        REPAIR,
        "after: [{inspekt: failed}]",
        "บรรทัด 67: stages[3].after[0]: ไม่มีขั้นตอนชื่อ 'inspekt' — น่าจะเป็น 'inspect' — ใช้ชื่อใดชื่อหนึ่ง: "
        "kickoff, measure_water, inspect, repair, buy, best, friends, closing, plan",
    ),
    "two stages in one condition": (
        REPAIR,
        "after: [{inspect: failed, kickoff: passed}]",
        "บรรทัด 67: stages[3].after[0]: ค่า กลุ่มที่มีคีย์ inspect, kickoff ยาวกว่าที่กำหนด (ไม่เกิน 1) — "
        "เขียนขั้นตอนเดียวต่อข้อ เช่น [{apply: failed}, {round1: passed}]",
    ),
    "a stage that waits for itself": (
        REPAIR,
        "after: [repair]",
        "บรรทัด 67: stages[3].after[0]: ขั้นตอน 'repair' รอตัวเอง — ลบชื่อตัวเองออก",
    ),
    "a tier nobody gives": (
        '{inspect: "passed:พร้อมมาก"}',
        '{inspect: "passed:ทอง"}',
        "บรรทัด 83: stages[5].after[0]: ขั้นตอน 'inspect' ไม่มีระดับ 'ทอง' — ระดับที่มี: พร้อมมาก, พร้อม",
    ),
    "a form that is not there": (
        "form: repair\n",
        "form: repar\n",
        "บรรทัด 64: stages[3].form: ไม่มีแบบฟอร์มชื่อ 'repar' — น่าจะเป็น 'repair' — เพิ่มใน forms หรือใช้: "
        "joining, note, water, inspection, repair, plan",
    ),
    "a role nobody has": (
        "by: [field-officer, group-member]",
        "by: [field-oficer, group-member]",
        "บรรทัด 52: stages[2].by: ไม่รู้จักบทบาท 'field-oficer' — น่าจะเป็น 'field-officer' — "
        "ใช้บทบาทใดบทบาทหนึ่ง: field-officer, district-head, "
        "district-finance, province-officer, province-head, province-finance, department-officer, department-head, "
        "group-member, panel-chair, panel-member, panel-secretary",
    ),
    "a role of a due date nearly right": (
        "due: {field-officer: 2565-09-01 16:30, province-head: 2565-09-15}",
        "due: {province-hed: 2565-09-15}",
        "บรรทัด 84: stages[5].due.province-hed: ไม่รู้จักบทบาท 'province-hed' — น่าจะเป็น 'province-head' — "
        "ใช้บทบาทใดบทบาทหนึ่ง: field-officer, district-head, district-finance, province-officer, province-head, "
        "province-finance, department-officer, department-head, group-member, panel-chair, panel-member, panel-secretary",
    ),
    "a role below the case": (
        "per: province, by: province-officer, signs",
        "per: province, by: [province-officer, district-head], signs",
        "บรรทัด 87: stages[7].by: บทบาท 'district-head' อยู่ต่ำกว่างานระดับ 'province' — "
        "ใช้บทบาทของหน่วยงานระดับนั้นหรือสูงกว่า",
    ),
    "a due date for a role without a hop": (
        "due: {field-officer: 2565-09-01 16:30, province-head: 2565-09-15}",
        "due: {department-head: 2565-09-15}",
        "บรรทัด 84: stages[5].due.department-head: กำหนดส่งของ 'department-head' ไม่มีความหมาย "
        "เพราะบทบาทนี้ไม่ได้ทำหรือลงนามในขั้นตอน 'best' — เพิ่มบทบาทใน by หรือ signs หรือลบกำหนดนี้",
    ),
    "a day that does not exist": (
        "due: 2565-08-31",
        "due: 2565-09-31",
        "บรรทัด 75: stages[4].due: ไม่มีวันที่ 31 กันยายน 2565 เพราะเดือนนั้นมี 30 วัน — เขียนวันที่ที่มีอยู่จริงเป็น ปี-เดือน-วัน เช่น 2561-09-20",
    ),
    "an end that does not exist": (
        "end: 2565-09-30",
        "end: 2565-13-30",
        "บรรทัด 10: window.end: «2565-13-30» ระบุเดือนที่ 13 แต่ปีหนึ่งมี 12 เดือน — เขียนวันที่ที่มีอยู่จริงเป็น ปี-เดือน-วัน เช่น 2561-09-20",
    ),
    "a tag that claims a number": (
        "fiscal_year: 2565",
        "fiscal_year: !!int ปีหน้า",
        "บรรทัด 6: fiscal_year: ใช้ป้ายชนิด tag:yaml.org,2002:int ไม่ได้ — ลบป้ายชนิดออกแล้วเขียนค่าตรง ๆ",
    ),
    "levels out of order": (
        "levels: [nation, province, district, subdistrict, group]",
        "levels: [nation, district, province, subdistrict, group]",
        "บรรทัด 8: levels[2]: ระดับ 'province' อยู่หลัง 'district' ไม่ได้ — "
        "เรียงระดับจากบนลงล่าง: nation, province, district, subdistrict, village, group",
    ),
    "a kind nobody brings": (
        "kind: cluster",
        "kind: contest",
        "บรรทัด 86: stages[6].kind: ยังไม่รองรับขั้นตอนชนิด 'contest' — ใช้ชนิดใดชนิดหนึ่ง: cluster, form, purchase, round, spend",
    ),
    "a rule over an unknown name": (
        "numerator: litres",
        "numerator: litters",
        "บรรทัด 107: measures[0].numerator: กฎ 'litters': ไม่รู้จักชื่อ 'litters' — "
        "ใช้ชื่อและชนิดข้อมูลที่มี ผลของกฎต้องเป็น integer, money, number",
    ),
    "a sum over a table nobody asks": (
        "rows: lines",
        "rows: goods",
        "บรรทัด 195: rollups[0].rows: แบบฟอร์มไม่มีตารางชื่อ 'goods' — ใช้: lines",
    ),
    "a sum by what is no choice": (
        "by: expense_class",
        "by: item",
        "บรรทัด 197: rollups[0].by: ไม่มีช่องชนิด choice ชื่อ 'item' — ใช้: expense_class",
    ),
    "a sum of words": (
        "of: amount}",
        "of: item}",
        "บรรทัด 199: rollups[0].sums[0].of: กฎ 'item': กฎให้ผลเป็น string แต่ที่นี่ต้องเป็น money — "
        "ใช้ชื่อและชนิดข้อมูลที่มี ผลของกฎต้องเป็น money, integer, number",
    ),
    "a list that tells of a villager": (
        "{key: item, label: รายการ, type: text, required: true}",
        "{key: item, label: รายการ, type: text, personal: true, required: true}",
        "บรรทัด 200: rollups[0].shows[0]: ช่อง 'item' เป็นข้อมูลส่วนบุคคล — "
        "รายการนี้อ่านได้ทุกหน่วยงานเหนือขึ้นไป ให้ตัดช่องนี้ออก",
    ),
    "a limit that gives no money": (
        LIMIT,
        'sum: "size(lines)"',
        "บรรทัด 92: limits[0].sum: กฎ 'size(lines)': กฎให้ผลเป็น int แต่ที่นี่ต้องเป็น money — "
        "ใช้ชื่อและชนิดข้อมูลที่มี ผลของกฎต้องเป็น money",
    ),
    "a limit of a fact nobody knows": (
        "of: money.allotted",
        "of: money.alloted",
        "บรรทัด 94: limits[0].of: ไม่มีข้อมูลชนิดเดียวกันชื่อ 'money.alloted' ที่ระดับ 'group' — ใช้: "
        "money.allotted, money.committed, money.left, money.paid, money.returned, money.share, money.transferred",
    ),
    "a limit below nothing": (
        "at_most_percent: 12.5\n    of: money.allotted",
        "at_most: -1",
        "บรรทัด 93: limits[0].at_most: จำนวน '-1' น้อยกว่าศูนย์ — เขียนตั้งแต่ 0 ขึ้นไป",
    ),
    "fewer places than one": (
        "places: 3",
        "places: -3",
        "บรรทัด 27: enrol.group.places: ค่า '-3' น้อยกว่าที่กำหนด (1) — เขียนตั้งแต่ 1 ขึ้นไป",
    ),
    "a truth value of another language": (
        "second_person: true",
        "second_person: yes",
        "บรรทัด 81: stages[5].signs[0].second_person: ค่า 'yes' ต้องเป็น true หรือ false — เขียน true หรือ false",
    ),
    "a key of a field nearly right": (
        "type: number, min: 0, required: true}",
        "type: number, min: 0, requird: true}",
        "บรรทัด 150: forms.water.sections[0].fields[0].requird: ไม่รู้จักคีย์ 'requird' — น่าจะเป็น 'required'",
    ),
    "a key no section has": (
        'lead: "ข้อมูล',
        'zzz: "ข้อมูล',
        "บรรทัด 148: forms.water.sections[0].zzz: ไม่รู้จักคีย์ 'zzz' — ลบออก หรือใช้คีย์ใดคีย์หนึ่ง: key, title, lead, fields",
    ),
    "a signer due before the writer": (
        "due: {field-officer: 2565-09-01 16:30, province-head: 2565-09-15}",
        "due: {field-officer: 2565-09-25, province-head: 2565-09-15}",
        "บรรทัด 84: stages[5].due.province-head: กำหนดส่งของ 'province-head' มาก่อนของ 'field-officer' ซึ่งต้องส่งให้ก่อน — "
        "สลับวัน หรือแก้ให้เรียงตามลำดับการลงนาม",
    ),
    "a due date before the programme": (
        "due: 2565-08-31",
        "due: 2564-08-31",
        "บรรทัด 75: stages[4].due: กำหนดส่งวันที่ 31 สิงหาคม 2564 อยู่ก่อนวันเริ่มโครงการ 1 ตุลาคม 2564 — ตรวจปีของกำหนดส่งหรือของ window",
    ),
    "a due date years after the programme": (
        "due: 2565-08-31",
        "due: 2568-08-31",
        "บรรทัด 75: stages[4].due: กำหนดส่งวันที่ 31 สิงหาคม 2568 อยู่หลังวันสิ้นสุดโครงการ 30 กันยายน 2565 เกินหนึ่งปี — "
        "ตรวจปีของกำหนดส่งหรือของ window",
    ),
    "a due date of an office years after the programme": (
        "{province-officer: 2565-09-20}",
        "{province-officer: 2575-09-20}",
        "บรรทัด 124: terms.all.due.closing.province-officer: กำหนดส่งวันที่ 20 กันยายน 2575 อยู่หลังวันสิ้นสุดโครงการ "
        "30 กันยายน 2565 เกินหนึ่งปี — ตรวจปีของกำหนดส่งหรือของ window",
    ),
    "an amount finer than a satang": (
        "unit_cost: 15000.00",
        "unit_cost: 15000.005",
        "บรรทัด 124: terms.all.unit_cost: จำนวนเงิน «15000.005» ละเอียดกว่าหนึ่งสตางค์ — "
        "เขียนตัวเลขทศนิยมไม่เกิน 2 ตำแหน่ง เช่น 31200.00",
    ),
    "a window that ends before it begins": (
        "end: 2565-09-30, text",
        "end: 2563-09-30, text",
        "บรรทัด 10: window.end: วันสิ้นสุด 2563-09-30 มาก่อนวันเริ่ม 2564-10-01 — สลับวันหรือแก้ปีให้ถูกต้อง",
    ),
    "another fiscal year": (
        "fiscal_year: 2565",
        "fiscal_year: 2566",
        "บรรทัด 10: window.start: ช่วงดำเนินการอยู่ในปีงบประมาณ 2565 ไม่ใช่ 2566 — แก้ fiscal_year หรือวันใน window",
    ),
    "a head of money twice": (
        "key: pipes",
        "key: training",
        "บรรทัด 19: budget.heads[1].key: คีย์ 'training' ซ้ำใน budget.heads — ตั้งชื่อให้ไม่ซ้ำกัน",
    ),
    "a stage twice": (
        "key: repair\n",
        "key: inspect\n",
        "บรรทัด 59: stages[3].key: ขั้นตอน 'inspect' ซ้ำกัน — ตั้งชื่อให้ไม่ซ้ำกัน",
    ),
    "a key written twice": (
        "title_en: An invented community water bank",
        "title: ชื่อซ้ำ",
        "บรรทัด 5: title: คีย์ 'title' ซ้ำกับบรรทัด 4 — เหลือไว้เพียงแห่งเดียว",
    ),
    "a key nobody knows": (
        "objectives:",
        "objectivs:",
        "บรรทัด 11: objectivs: ไม่รู้จักคีย์ 'objectivs' — น่าจะเป็น 'objectives'",
    ),
    "a value outside its list": (
        "every: quarter",
        "every: week",
        "บรรทัด 46: stages[1].every: ค่า 'week' ไม่อยู่ในรายการที่ใช้ได้ — ใช้ได้: month, quarter",
    ),
    "a key that is missing": (
        "title: ปรับปรุงกลุ่มที่ไม่ผ่าน",
        "help: ปรับปรุงกลุ่มที่ไม่ผ่าน",
        "บรรทัด 59: stages[3]: ขาดคีย์ 'title' — เพิ่มบรรทัด title: พร้อมค่า",
    ),
    "a list nobody named": (
        "list:dry-2564",
        "list:wet-2564",
        "บรรทัด 25: enrol.district.source: ไม่มีบัญชีชื่อ 'wet-2564' — เพิ่มชื่อบัญชีนี้ใน lists",
    ),
    "a list of rows whose name no rule can say": (
        "{dry-2564: ตำบลแล้งซ้ำซาก ปี 2564}",
        "{dry-2564: {title: ตำบลแล้งซ้ำซาก ปี 2564, of: village}}",
        "บรรทัด 29: lists.dry-2564: ชื่อบัญชี 'dry-2564' มีขีดกลาง จึงอ้างในกฎไม่ได้ — ใช้ _ แทน เช่น dry_2564",
    ),
    "a share of what is no list of villages": (
        "places: 3, form: joining,",
        "places: 3, form: joining, aim: {percent: 10, of: [dry]},",
        "บรรทัด 27: enrol.group.aim.of[0]: ไม่มีบัญชีชื่อ 'dry' — เพิ่มชื่อบัญชีนี้ใน lists",
    ),
    "a level that nobody opens": (
        "subdistrict: {by: field-officer, source: office}",
        "subdistrict: {source: office}",
        "บรรทัด 8: levels[3]: ไม่มีผู้ใดเปิดงานระดับ 'subdistrict' ได้ — "
        "เพิ่มใน enrol เช่น subdistrict: {by: field-officer, source: office} หรือลบระดับนี้",
    ),
    "an eligibility rule that is not there": (
        "eligible: [enough_members]",
        "eligible: [enough_members, honest]",
        "บรรทัด 27: enrol.group.eligible[1]: ไม่มีกฎชื่อ 'honest' — เพิ่มใน rules",
    ),
    "a fact to fill in that nobody brings": (
        "type: number, min: 0, required: true}",
        "type: number, filled: rain.litres}",
        "บรรทัด 150: forms.water.sections[0].fields[0].filled: ไม่มีข้อมูลชื่อ 'rain.litres' ให้เติม — ใช้: "
        + ", ".join(sorted(fact.name for fact in known.FACTS)),
    ),
    "a fact of another kind": (
        "type: number, min: 0, required: true}",
        "type: number, filled: office.name}",
        "บรรทัด 150: forms.water.sections[0].fields[0].filled: ช่อง 'litres' ชนิด number เติมจาก 'office.name' ชนิด text ไม่ได้ — "
        "แก้ type ให้ตรงกัน",
    ),
    "a binding nobody keeps": (
        "type: number, min: 0, required: true}",
        "type: number, save_to: well.litres}",
        "บรรทัด 150: forms.water.sections[0].fields[0].save_to: ทะเบียนไม่มีช่อง 'well.litres' — ใช้: "
        + ", ".join(sorted(place.name for place in known.BINDINGS)),
    ),
    "a blank on paper without an answer": (
        "{litres:3}",
        "{liters:3}",
        "บรรทัด 155: forms.water.paper.parts[0].line: ช่องว่าง '{liters}' บนกระดาษไม่มีคำตอบหรือข้อมูลชื่อนี้ — ใช้ชื่อช่องของแบบ หรือชื่อข้อมูลที่มี",
    ),
    "a last clause that may decide nothing": (
        "{outcome: failed, sentence: คะแนนไม่ถึง 40}",
        "{when: score < 40, outcome: failed, sentence: คะแนนไม่ถึง 40}",
        "บรรทัด 58: stages[2].outcome.decide[2]: ข้อสุดท้ายยังมี when จึงอาจตัดสินไม่ได้ — เพิ่มข้อสุดท้ายที่ไม่มี when",
    ),
    "a clause over a fact instead of an answer": (
        "{when: score >= 70,",
        "{when: groups_count >= 70,",
        "บรรทัด 56: stages[2].outcome.decide[0].when: กฎ 'groups_count >= 70': ไม่รู้จักชื่อ 'groups_count' — "
        "ใช้ชื่อและชนิดข้อมูลที่มี ผลของกฎต้องเป็น bool",
    ),
    "many without one who closes": (
        "closer: district-head\n",
        "help: ใครปิด\n",
        "บรรทัด 65: stages[3].many: ขั้นตอนที่ทำได้หลายครั้งต้องมีผู้ปิด — เพิ่ม closer: เช่น district-head",
    ),
    "a hop without words": (
        "verbs: {district-head: เห็นชอบ, province-head: เห็นชอบ}",
        "verbs: {district-head: เห็นชอบ}",
        "บรรทัด 87: stages[7].signs[0]: ไม่ได้บอกคำที่ใช้ลงนามของ 'province-head' — "
        "เพิ่ม verb: ที่นี่ หรือ province-head: ใน verbs ของแฟ้ม",
    ),
}


@pytest.mark.parametrize(("old", "new", "sentence"), SLIPS.values(), ids=SLIPS.keys())
def test_read_refuses_a_slip_at_its_line(refused: Refusals, old: str, new: str, sentence: str):
    said = refused(old, new)

    assert sentence in said


FOLLOWED = {
    "a form's slip": (
        FAR_AWAY,
        "min: 0, max: 100",
        "min: 100, max: 0",
        "forms.inspection.sections[0].fields[0].min",
    ),
    "a slip of enrolment": (FAR_AWAY, "places: 3", "places: 0", "enrol.group.places"),
    "a slip in the form that acknowledges": (
        SUSTAIN,
        "{value: state, ",
        "{value: research, ",
        "forms.preparation.sections[1].fields[0].columns[1].choices",
    ),
    "a slip in the plan whose lines are proposed": (
        SUSTAIN,
        "computed: price * quantity",
        "computed: price * pieces",
        "forms.plan.sections[1].fields[0].columns[4].computed",
    ),
    "a mapping for a stage's key": (FAR_AWAY, "{key: friends,", "{key: {a: b},", "stages[6].key"),
    "a slip of the instrument": (SUSTAIN, "floor: 0}", "floor: 10}", "forms.five_k.instrument.bands"),
}


@pytest.mark.parametrize(("file", "old", "new", "path"), FOLLOWED.values(), ids=FOLLOWED.keys())
def test_read_tells_one_slip_once_and_nothing_that_only_follows(
    registered: None, file: Path, old: str, new: str, path: str
):
    with pytest.raises(packfile.PackErrors) as caught:
        packfile.read(file.read_text("utf-8").replace(old, new, 1), filename="x.yaml")

    assert [problem.path for problem in caught.value.problems] == [path]


def test_read_breaks_at_no_part_however_odd_it_is(registered: None):
    given = marks.read_marked(FAR_AWAY.read_text("utf-8")).mapping
    beside = ("samples", "rubrics", "guideline", "proposals", "invitation", "followup", "exports")

    for key in (*given, *beside):
        for odd in (5, [{"key": {"a": 1}}]):
            with pytest.raises(packfile.PackErrors):
                packfile.read(json.dumps({**given, key: odd}, default=str), filename="x.yaml")


def test_read_tells_stages_that_wait_for_each_other(refused: Refusals):
    said = refused(
        "form: inspection\n",
        "form: inspection\n    after: [buy]\n",
    )

    assert [line for line in said if "เป็นวง" in line] == [
        "บรรทัด 54: stages[2].after: ขั้นตอนรอกันเป็นวง: inspect → buy → inspect — ตัด after ออกหนึ่งแห่งในวงนี้"
    ]


def test_read_refuses_bands_that_leave_scores_without_a_name(refused: Refusals):
    said = refused(
        """      decide:
        - {when: score >= 70, outcome: passed, tier: พร้อมมาก, sentence: คะแนนตั้งแต่ 70 ขึ้นไป}
        - {when: score >= 40, outcome: passed, tier: พร้อม, sentence: คะแนน 40 ถึง 69}
        - {outcome: failed, sentence: คะแนนไม่ถึง 40}
""",
        """      score: percent(score, 100)
      bands: [{label: พร้อมมาก, floor: 70}, {label: พร้อม, floor: 40}]
""",
    )

    assert said == ["บรรทัด 56: stages[2].outcome.bands: ไม่มีระดับสำหรับคะแนน 0 ถึง 40.00 — เพิ่มระดับที่ floor: 0"]


def test_read_tells_slips_of_shape_and_of_meaning_together(registered: None):
    text = (
        FAR_AWAY.read_text("utf-8")
        .replace("every: quarter", "every: week")
        .replace("form: repair\n", "form: x\n")
    )

    with pytest.raises(packfile.PackErrors) as caught:
        packfile.read(text, filename="x.yaml")

    assert [(problem.line, problem.path) for problem in caught.value.problems] == [
        (46, "stages[1].every"),
        (64, "stages[3].form"),
        (162, "forms.repair"),
    ]


def test_read_refuses_a_kind_not_built_yet_at_its_line_even_with_keys_of_its_own(registered: None):
    text = FAR_AWAY.read_text("utf-8").replace("    kind: spend\n", "    kind: auction\n    bidders: 3\n")

    with pytest.raises(packfile.PackErrors) as caught:
        packfile.read(text, filename="x.yaml")

    line = text[: text.index("kind: auction")].count("\n") + 1
    told = [(problem.line, problem.path) for problem in caught.value.problems]
    assert told[:2] == [(line, "stages[4].kind"), (line + 1, "stages[4].bidders")]
    assert caught.value.problems[0].message == "ยังไม่รองรับขั้นตอนชนิด 'auction'"


def test_read_asks_each_kind_about_its_stages(registered: None):
    text = FAR_AWAY.read_text("utf-8").replace(
        "by: department-officer, form: note}", "by: department-officer}"
    )

    with pytest.raises(packfile.PackErrors) as caught:
        packfile.read(text, filename="x.yaml")

    assert [str(problem) for problem in caught.value.problems] == [
        "บรรทัด 38: stages[0]: ขั้นตอน 'ประกาศเริ่มโครงการ' ต้องมีแบบฟอร์ม — แก้ options หรือคีย์อื่นของขั้นตอน 'kickoff'"
    ]


def test_a_kind_is_known_only_where_it_was_brought():
    with kinds.only(known.PlainKind("form")):
        assert kinds.names() == ("form",)
    with kinds.only():
        assert kinds.names() == ()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("stage: prepare, that", "stage: begin, that", "ไม่มีขั้นตอนชื่อ 'begin'"),
        (
            "by: studied_by, on",
            "by: studied, on",
            "ขั้นตอน 'prepare' ไม่มีช่อง 'studied' ชนิด person_name หรือ text",
        ),
    ],
)
def test_read_refuses_an_acknowledgement_that_no_form_asks_for(
    registered: None, old: str, new: str, sentence: str
):
    text = SUSTAIN.read_text("utf-8")

    with pytest.raises(packfile.PackErrors) as caught:
        packfile.read(text.replace(old, new, 1), filename=SUSTAIN.name)

    assert [sentence in str(problem) for problem in caught.value.problems] == [True]


def test_read_tells_the_shape_of_a_stage_whose_acknowledgement_cannot_be_asked_for(registered: None):
    text = SUSTAIN.read_text("utf-8").replace("title: เตรียมความพร้อม\n", "titel: เตรียมความพร้อม\n", 1)

    with pytest.raises(packfile.PackErrors) as caught:
        packfile.read(text, filename=SUSTAIN.name)

    assert {problem.path for problem in caught.value.problems} == {"stages[0]", "stages[0].titel"}
