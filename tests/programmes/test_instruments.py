"""The instruments that packs lay over their forms: what they read, and every slip at its line with its remedy."""

import pytest

from programmes.conftest import ROOT
from sammachip.core.answers import coerce
from sammachip.core.instrument import assess, ways_up
from sammachip.programmes import packfile
from sammachip.programmes.pack import Pack

SAMPLE = ROOT / "packs/group-assessment-2566.yaml"


@pytest.fixture
def sample(registered: None) -> Pack:
    return packfile.read(SAMPLE.read_text("utf-8"), filename=SAMPLE.name)


def test_the_sample_repeats_its_assessments_by_others_and_afterwards(sample: Pack) -> None:  # clause A9
    assert [[one.key for one in stages] for stages in sample.assessments()] == [
        ["assess", "own_view", "district_view", "assess_again"],
        ["place", "place_again"],
    ]
    assert all(sample.is_sample(one) for stages in sample.assessments() for one in stages)


@pytest.mark.parametrize(
    ("answers", "quadrant"),
    [
        ("s1 c1 p1 d1 m1", "A ดาวเด่นสู่สากล"),
        ("s2 c1 p2 d1 m1", "A ดาวเด่นสู่สากล"),
        ("s1 c2 p3 d2 m4", "B เอกลักษณ์ อนุรักษ์สร้างคุณค่า"),
        ("s2 c3 p2 d4 m3", "C พัฒนาสู่การแข่งขัน"),
        ("s3 c1 p1 d1 m1", "D ปรับตัวสู่การพัฒนา"),
        ("s1 c1 p3 d1 m1", "ไม่เข้าเกณฑ์ใด"),
        ("s2 c2 p2 d3 m2", "ไม่เข้าเกณฑ์ใด"),
    ],
)
def test_the_quadrant_follows_its_table_and_forces_nobody_in(
    sample: Pack, answers: str, quadrant: str
) -> None:
    instrument = sample.stage("place").instrument
    assert instrument is not None
    values = dict(zip((one.field for one in instrument.dimensions), answers.split(), strict=True))

    found = assess(instrument, coerce(sample.forms["quadrant"], values).values)

    assert found is not None
    assert found.label == quadrant
    assert all(way.label != quadrant for way in ways_up(instrument, values))


SLIPS = {
    "a table that is not there": (
        "{key: fund, label: กองทุน}",
        "{key: money, label: กองทุน}",
        "forms.five_k.instrument.dimensions[3].key: แบบนี้ไม่มีตารางที่กำหนดแถว (rows) ชื่อ 'money' — "
        "ใช้: gathering, committee, agreement, fund, activity ด้วย of: หรือใช้ชื่อเดียวกับ key",
    ),
    "a weight of nothing": (
        "{key: fund, label: กองทุน}",
        "{key: fund, label: กองทุน, weight: 0}",
        "forms.five_k.instrument.dimensions[3].weight: น้ำหนัก 0.00 ต้องมากกว่าศูนย์ — เขียนจำนวนบวก เช่น 1 หรือ 1.5",
    ),
    "a scale with a word too few": (
        "scale: [ไม่มี, มีบ้าง, มีและใช้,",
        "scale: [ไม่มี, มีบ้าง,",
        "forms.five_k.instrument.scale: มีคำอธิบายคะแนน 3 คำ แต่คะแนนมี 4 ขั้น — เขียนให้ครบทุกขั้น จากต่ำไปสูง",
    ),
    "bands with a gap": (
        "{label: ระดับ ๑ (ควรพัฒนา), floor: 0}",
        "{label: ระดับ ๑ (ควรพัฒนา), floor: 10}",
        "forms.five_k.instrument.bands: ไม่มีระดับสำหรับคะแนน 0 ถึง 10.00 — เพิ่มระดับที่ floor: 0",
    ),
    "a result of another way": (
        "result: percent",
        "result: table",
        "forms.five_k.instrument.bands: result: table ไม่ใช้ bands — ลบ bands: หรือแก้ result",
    ),
    "a score that may be left out": (
        "min: 0, max: 3, required: true}",
        "min: 0, max: 3}",
        "forms.five_k.instrument.dimensions[0]: ตาราง 'gathering' ไม่มีคอลัมน์คะแนน 'score' ชนิด integer ที่บังคับตอบ — "
        "เพิ่มคอลัมน์ score type: integer, min, max, required: true หรือแก้ score:",
    ),
    "a rule over what is no dimension": (
        "when: standard == 's3'",
        "when: reasons == 's3'",
        "forms.quadrant.instrument.cases[3].when: กฎ 'reasons == 's3'': ไม่รู้จักชื่อ 'reasons' — "
        "ใช้ชื่อช่องที่เป็นด้านของเครื่องมือ: standard, capacity, process, product, market",
    ),
    "a case nobody reaches": (
        "when: standard == 's3'",
        "when: standard == 's4'",
        "forms.quadrant.instrument.cases[3].when: ไม่มีคำตอบใดได้ผล 'D ปรับตัวสู่การพัฒนา' — "
        "ตรวจกฎของกรณีนี้ และกรณีก่อนหน้าที่จับคำตอบไปก่อน",
    ),
    "nobody forced into a case": (
        "label: ไม่เข้าเกณฑ์ใด",
        "label: D ปรับตัวสู่การพัฒนา",
        "forms.quadrant.instrument.otherwise.label: 'D ปรับตัวสู่การพัฒนา' เป็นทั้งผลของกรณีและของ otherwise — "
        "ตั้งชื่อให้ต่างกัน เพราะสิ่งที่ไม่เข้าเกณฑ์ต้องไม่ถูกจัดเข้าเกณฑ์ใด",
    ),
    "another form compared": (
        "compares: place\n",
        "compares: assess\n",
        "stages[6].compares: ขั้นตอน 'assess' ไม่ได้ประเมินสิ่งเดียวกันด้วยแบบเดียวกัน — "
        "ใช้ form: ที่มี instrument และ per: เดียวกันทั้งสองขั้นตอน",
    ),
    "a comparison of a comparison": (
        "after: [develop]\n    compares: assess\n",
        "after: [develop]\n    compares: own_view\n",
        "stages[5].compares: ขั้นตอน 'own_view' เทียบกับ 'assess' อยู่แล้ว — เขียน compares: assess ทั้งสองขั้นตอน",
    ),
    "an outcome beside the instrument": (
        "form: five_k\n  - key: own_view",
        "form: five_k\n    outcome: {decide: [{outcome: passed, sentence: ผ่าน}]}\n  - key: own_view",
        "stages[0].outcome: แบบฟอร์ม 'five_k' มี instrument ซึ่งให้ผลอยู่แล้ว — "
        "ลบ outcome ของขั้นตอน หรือ instrument ของแบบฟอร์ม",
    ),
}


@pytest.mark.parametrize(("old", "new", "sentence"), SLIPS.values(), ids=SLIPS.keys())
def test_an_instruments_slip_is_told_at_its_line(registered: None, old: str, new: str, sentence: str) -> None:
    text = SAMPLE.read_text("utf-8")
    assert old in text

    with pytest.raises(packfile.PackErrors) as caught:
        packfile.read(text.replace(old, new, 1), filename=SAMPLE.name)

    assert sentence in [str(one).partition(": ")[2] for one in caught.value.problems]
