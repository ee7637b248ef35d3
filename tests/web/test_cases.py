"""The page of a case and the deadlines moved by letter, asked the seven questions."""

import ast
from pathlib import Path

import pytest

import make
import sammachip
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.models import Case, Extension
from sammachip.insight.below import child_lines
from sammachip.org.models import Office
from sammachip.trail import actions as trail
from sammachip.trail.models import Event
from sammachip.web.case_histories import VERBS, case_history
from web.asking import body, browser, costs_no_more

pytestmark = pytest.mark.django_db

SOURCE = Path(sammachip.__file__).parent
LETTER = {
    "whose": "all",
    "due_on": "๓๐ กันยายน ๒๕๖๑",
    "letter_number": "บร ๐๐๑๙/ว ๖๐๐๐",
    "letter_on": "10 ก.ย. 61",
    "reason": "น้ำท่วมหลายอำเภอ",
}
HOP = "report:district-head"


@pytest.fixture
def district(cast: Cast, at: Freeze) -> Case:
    at("2018-09-10 09:00")
    return make.district(cast)


@pytest.fixture
def province(district: Case) -> Case:
    assert district.parent is not None
    return district.parent


def page(case: Case) -> str:
    return f"/cases/{case.pk}/"


def extensions(case: Case) -> str:
    return f"/cases/{case.pk}/extensions/"


def test_district_shows_its_tasks_its_groups_and_what_is_next(cast: Cast, district: Case):
    group = make.enrolled(district, make.group(cast.malee), actor=cast.malee)

    text = body(cast.malee, page(district))

    assert f'href="/tasks/{make.task(district, "report").pk}/"' in text
    assert f'href="/cases/{district.pk}/clusters/"' in text
    assert f'href="/cases/{group.pk}/"' in text
    assert "1 จาก 2 กลุ่ม" in text
    assert "นำกลุ่มในทะเบียนเข้าโครงการ" in text
    assert "นำกลุ่มเข้าโครงการ กลุ่มทอผ้าตัวอย่าง" in text


def test_history_tells_what_was_done_to_what_and_why(cast: Cast, district: Case):
    report = {"standing": "ongoing", "process": {"step_1": {"result": "สำรวจแล้ว"}}}
    filing = make.filing(make.task(district, "report"), cast.malee, report, sent=True)
    actions.return_filing(filing, seen=1, reason="ระบุปัญหาให้ครบ", actor=cast.mana)

    deeds = [(deed.what, deed.who, deed.words) for deed in case_history(district)]

    malee, mana = cast.malee.person.name, cast.mana.person.name
    assert deeds[:3] == [
        ("ส่งคืนแก้ไข แบบรายงานความก้าวหน้า", mana, "ระบุปัญหาให้ครบ"),
        ("ส่ง แบบรายงานความก้าวหน้า", malee, ""),
        ("เริ่มกรอก แบบรายงานความก้าวหน้า", malee, ""),
    ]
    assert "ส่งคืนแก้ไข แบบรายงานความก้าวหน้า" in body(cast.malee, page(district))


def test_all_that_happened_on_a_case_is_read_leaf_by_leaf(cast: Cast, district: Case):
    address = f"{page(district)}history/"

    def much_happens() -> None:
        for turn in range(60):
            trail.log("case.places", about=district, actor=cast.somchai, reason=f"ครั้งที่ {turn}.")

    assert "ดูความเคลื่อนไหวทั้งหมด" not in body(cast.malee, page(district))
    assert costs_no_more(cast.malee, address, much_happens)
    newest, oldest = body(cast.malee, address), body(cast.malee, f"{address}?page=2")
    assert ("ครั้งที่ 59." in newest, "ครั้งที่ 9." in newest, "ครั้งที่ 9." in oldest) == (True, False, True)
    assert f'href="{address}"' in body(cast.malee, page(district))


def test_case_shows_the_objectives_where_officers_work(cast: Cast, district: Case):  # clause A5
    text = body(cast.malee, page(district))

    assert all(objective in text for objective in district.edition.pack.objectives)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2018-07-31 23:59", "ยังไม่ถึงช่วงดำเนินการ"),
        ("2018-08-01 00:00", "อยู่ในช่วงดำเนินการ"),
        ("2018-09-30 23:59", "อยู่ในช่วงดำเนินการ"),
        ("2018-10-01 00:00", "พ้นช่วงดำเนินการแล้ว"),
    ],
)
def test_case_flags_the_window(cast: Cast, district: Case, at: Freeze, moment: str, words: str):  # clause A16
    at(moment)

    assert words in body(cast.malee, page(district))


def test_due_date_outside_the_window_is_flagged(cast: Cast, district: Case):  # clause A16
    flag = "กำหนดส่งอยู่นอกช่วงดำเนินการของโครงการ"
    assert flag not in body(cast.malee, page(district))
    browser(cast.somchai).post(
        extensions(district), {**LETTER, "hop": HOP, "whose": district.pk, "due_on": "1 ต.ค. 2561"}
    )

    assert flag in body(cast.malee, page(district))


def test_a_deadline_moved_once_is_offered_with_the_day_that_holds_now(cast: Cast, district: Case):
    before = body(cast.somchai, extensions(district))
    browser(cast.somchai).post(
        extensions(district), {**LETTER, "hop": HOP, "whose": district.pk, "due_on": "1 ต.ค. 2561"}
    )

    said = ["กำหนดเดิม 20 กันยายน 2561", "กำหนดเดิม 1 ตุลาคม 2561"]
    assert [one in before for one in said] == [True, False]
    assert [one in body(cast.somchai, extensions(district)) for one in said] == [False, True]


def test_province_counts_what_lies_in_each_district_in_the_order_of_codes(
    cast: Cast, district: Case, province: Case, at: Freeze
):
    make.district(cast, district.edition, code="3123")
    make.district(cast, district.edition, code="3102")
    for number in (1, 2):
        make.enrolled(district, make.group(cast.malee, name=f"กลุ่ม {number}"), actor=cast.malee)
    at("2018-09-21 09:00")

    lines = child_lines(province)

    assert [line.case.office_id for line in lines] == ["3101", "3102", "3123"]
    own, groups = district.tasks.count(), 2 * district.children.first().tasks.count()
    assert (lines[0].groups, lines[0].tasks, lines[0].finished, lines[0].late) == (2, own + groups, 0, 1)
    assert (lines[1].groups, lines[1].late) == (0, 1)
    assert "สำนักงานพัฒนาชุมชนอำเภอคูเมือง" in body(cast.somchai, page(province))


def test_nation_counts_what_lies_in_each_province(cast: Cast, district: Case, province: Case):
    other = make.district(cast, district.edition, code="3201")

    lines = child_lines(province.parent)

    assert [(line.case.pk, line.tasks) for line in lines] == [
        (province.pk, province.tasks.count() + district.tasks.count()),
        (other.parent_id, other.parent.tasks.count() + other.tasks.count()),
    ]
    assert "สำนักงานพัฒนาชุมชนจังหวัดสุรินทร์" in body(cast.anong, page(province.parent))


def test_group_case_leads_to_its_registry_and_its_tasks(cast: Cast, district: Case):
    group = make.enrolled(district, make.group(cast.malee), actor=cast.malee)

    text = body(cast.malee, page(group))

    assert f'href="/groups/{group.group_id}/"' in text
    assert f'href="/tasks/{make.task(group, "survey").pk}/"' in text
    assert f'href="/money/cases/{group.pk}/"' in text
    assert "เสร็จได้เมื่อ สำรวจข้อมูลกลุ่มอาชีพ เสร็จแล้ว" in text


def test_case_points_at_what_is_the_readers_own_turn(cast: Cast, district: Case):
    assert body(cast.malee, page(district)).count("ถึงคราวของท่าน") == 2
    assert "ถึงคราวของท่าน" not in body(cast.somchai, page(district))
    group = make.enrolled(district, make.group(cast.malee), actor=cast.malee)
    assert (
        body(cast.malee, page(group)).count("ถึงคราวของท่าน") == 1
    )  # the survey; what must wait is not asked for


def test_full_district_says_why_no_group_can_join(cast: Cast, district: Case):
    for number in (1, 2):
        make.enrolled(district, make.group(cast.malee, name=f"กลุ่ม {number}"), actor=cast.malee)

    text = body(cast.malee, page(district))

    assert "อำเภอนี้ได้รับจัดสรร 2 กลุ่ม และนำเข้าแล้ว 2 กลุ่ม" in text
    assert "นำกลุ่มในทะเบียนเข้าโครงการ" not in text


def test_finance_reads_the_case_and_learns_who_enrols(cast: Cast, district: Case):
    assert "เฉพาะเจ้าหน้าที่อำเภอเจ้าของพื้นที่" in body(cast.fong, page(district))


def test_a_programme_without_groups_speaks_of_none(cast: Cast, at: Freeze):
    at("2018-09-10 09:00")
    guide = (SOURCE.parents[1] / "docs/howto/write-a-pack.md").read_text()
    district = make.district(cast, make.publish(cast, guide.split("```yaml\n")[1].partition("```")[0]))
    assert district.parent is not None

    lowest, above = body(cast.malee, page(district)), body(cast.somchai, page(district.parent))

    assert 'id="below"' not in lowest
    assert 'data-label="งานที่เสร็จ"' in above
    assert 'data-label="กลุ่ม"' not in above


def test_empty_district_says_how_to_begin(cast: Cast, district: Case):
    assert "ยังไม่มีกลุ่มในโครงการ" in body(cast.malee, page(district))


def test_stranger_does_not_find_the_case(cast: Cast, district: Case, province: Case):
    for case in (district, province):
        assert browser(cast.kanya).get(page(case)).status_code == 404
    assert browser(cast.prasit).get(page(district)).status_code == 404


def test_case_is_only_read(cast: Cast, district: Case):
    assert browser(cast.malee).post(page(district)).status_code == 405


def test_province_costs_the_same_for_one_district_and_twenty_three(
    cast: Cast, district: Case, province: Case
):
    def many() -> None:
        for office in Office.objects.within("/31/").exclude(code__in=["31", "3101"]):
            make.district(cast, district.edition, code=office.code)

    assert costs_no_more(cast.somchai, page(province), many)
    assert len(child_lines(province)) == 23


def test_district_costs_the_same_for_one_group_and_thirty(cast: Cast, district: Case):
    def enrol(number: int) -> None:
        make.enrolled(district, make.group(cast.malee, name=f"กลุ่ม {number}"), actor=cast.malee)

    Case.objects.filter(pk=district.pk).update(places=40)
    district.refresh_from_db()
    enrol(0)

    assert costs_no_more(cast.malee, page(district), lambda: [enrol(number) for number in range(1, 31)])


def logged(source: str) -> set[str]:
    """The verbs that this source writes into the trail."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return {
        str(call.args[0].value)
        for call in calls
        if (getattr(call.func, "attr", "") == "log" or getattr(call.func, "id", "") == "told")
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }


def test_every_verb_of_case_work_has_words():
    rooms = ("cases", "registry", "selection", "money")
    sources = [path for room in rooms for path in (SOURCE / room).rglob("*.py")]
    verbs = set().union(*(logged(path.read_text(encoding="utf-8")) for path in sources))
    assert {"filing.sent", "money.paid"} <= verbs

    assert verbs - set(VERBS) == set()


def test_province_extends_for_all_its_districts_by_one_letter(cast: Cast, district: Case, province: Case):
    make.district(cast, district.edition, code="3102")

    answer = browser(cast.somchai).post(extensions(province), {**LETTER, "hop": HOP})

    assert (answer.status_code, answer.url) == (302, extensions(province))
    assert [one.path for one in Extension.objects.order_by("path")] == ["/31/"]
    due = make.task(district, "report").next_due
    assert due is not None
    assert due.isoformat() == "2018-09-30T16:59:59+00:00"
    assert Event.objects.filter(verb="due.extended").count() == 1
    later = make.district(cast, district.edition, code="3103")
    assert make.task(later, "report").next_due == due
    text = body(cast.somchai, extensions(province))
    assert "ทุกหน่วยงานในสังกัด สพจ.บุรีรัมย์ รวมที่เข้าโครงการภายหลัง" in text
    assert "บร ๐๐๑๙/ว ๖๐๐๐" in text


def test_province_extends_for_one_district_only(cast: Cast, district: Case, province: Case):
    other = make.district(cast, district.edition, code="3102")
    before = make.task(district, "report").next_due

    browser(cast.somchai).post(extensions(province), {**LETTER, "hop": HOP, "whose": other.pk})

    assert make.task(district, "report").next_due == before
    assert make.task(other, "report").next_due != before
    sooner = {**LETTER, "hop": HOP, "whose": other.pk, "due_on": "30 กันยายน 2561", "letter_on": "1/9/2561"}
    again = browser(cast.somchai).post(extensions(province), sooner)
    assert again.status_code == 422
    assert "กำหนดใหม่ 30 กันยายน 2561 ไม่ช้ากว่ากำหนดที่ใช้อยู่ 30 กันยายน 2561" in again.text


def test_task_tells_the_letter_and_leads_to_one_more(cast: Cast, district: Case):
    task = make.task(district, "report")
    form = f"{extensions(district)}?hop=report%3Adistrict-head&amp;whose={district.pk}"
    browser(cast.somchai).post(extensions(district), {**LETTER, "hop": HOP, "whose": district.pk})

    text, own = body(cast.somchai, f"/tasks/{task.pk}/"), body(cast.malee, f"/tasks/{task.pk}/")

    assert form in text
    assert "ขยายเวลาให้งานนี้ตามหนังสือ" not in own
    for said in (
        LETTER["letter_number"],
        LETTER["reason"],
        "ขยายเวลาของพัฒนาการอำเภอถึง 30 กันยายน 2561",
        "สมชาย",
    ):
        assert said in own
    asked = body(cast.somchai, form.replace("&amp;", "&"))
    assert '<option value="report:district-head" selected>' in asked


def test_late_list_leads_to_an_extension(cast: Cast, district: Case, province: Case, at: Freeze):
    at("2018-09-21 09:00")

    text = body(cast.somchai, f"/cases/{province.pk}/board/late/")

    assert f"{extensions(district)}?hop=report%3Adistrict-head&amp;whose={district.pk}" in text


@pytest.mark.parametrize("stage", ["cluster", "spend"])
def test_typed_address_of_a_stage_leads_to_its_own_page(cast: Cast, district: Case, stage: str):
    case = district
    if stage == "spend":
        case = make.enrolled(district, make.group(cast.malee), actor=cast.malee)
    task = make.task(case, stage)
    own = {"cluster": f"/cases/{case.pk}/clusters/", "spend": f"/money/cases/{case.pk}/"}[stage]

    asked = browser(cast.malee).get(f"/tasks/{task.pk}/")
    begun = browser(cast.malee).post(f"/tasks/{task.pk}/start/")

    assert (asked.status_code, asked.url) == (302, own)
    assert begun.status_code == 403
    assert not task.filings.exists()


def test_province_moves_no_day_of_its_own_or_of_the_department(cast: Cast, province: Case):
    text = body(cast.somchai, extensions(province))

    assert 'value="report:district-head"' in text
    assert 'value="report:province-officer"' not in text
    assert 'value="consolidated:department-officer"' not in text
    assert 'value="consolidated:province-head"' in body(cast.anong, extensions(province))


def test_district_reads_the_letter_but_moves_no_deadline(cast: Cast, district: Case):
    browser(cast.somchai).post(extensions(district), {**LETTER, "hop": HOP, "whose": district.pk})

    text = body(cast.malee, extensions(district))
    assert "น้ำท่วมหลายอำเภอ" in text
    assert "เฉพาะจังหวัดหรือกรมจึงขยายเวลา" in text
    answer = browser(cast.malee).post(extensions(district), {**LETTER, "hop": HOP, "whose": district.pk})
    assert answer.status_code == 403
    assert "เฉพาะจังหวัดหรือกรมจึงขยายเวลา" in answer.content.decode()
    assert Extension.objects.count() == 1


def test_department_extends_for_the_whole_country_at_once(cast: Cast, district: Case, province: Case):
    nation = province.parent

    browser(cast.anong).post(extensions(nation), {**LETTER, "hop": HOP, "whose": nation.pk})

    assert Extension.objects.get().path == "/"
    assert make.task(district, "report").next_due.isoformat() == "2018-09-30T16:59:59+00:00"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"due_on": "31 กันยายน 2561"}, "31 กันยายน 2561"),
        ({"letter_number": ""}, "ยังไม่ได้ระบุเลขที่หนังสือ"),
        ({"reason": " "}, "ยังไม่ได้ระบุเหตุผล"),
        ({"due_on": "9 ก.ย. 2561"}, "มาก่อนวันที่ของหนังสือ 10 กันยายน 2561"),
        ({"hop": "report:nobody"}, "ไม่มีตัวเลือกนี้ใน"),
        ({"whose": "0"}, "ไม่มีตัวเลือกนี้ใน"),
    ],
)
def test_extension_says_what_is_wrong_and_keeps_what_was_typed(
    cast: Cast, district: Case, wrong: dict[str, str], sentence: str
):
    sent = {**LETTER, "hop": HOP, "whose": str(district.pk), "reason": "น้ำท่วมถนน", **wrong}

    answer = browser(cast.somchai).post(extensions(district), sent)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert all(
        typed.strip() in answer.content.decode()
        for name, typed in sent.items()
        if name not in ("hop", "whose")
    )
    assert not Extension.objects.exists()


def test_extension_is_taken_back_and_the_day_before_holds_again(cast: Cast, district: Case, province: Case):
    before = make.task(district, "report").next_due
    browser(cast.somchai).post(extensions(province), {**LETTER, "hop": HOP, "due_on": "30 กันยายน 2600"})
    asked = f"{extensions(province)}{Extension.objects.get().pk}/take-back/"
    assert f'href="{asked}"' in body(cast.somchai, extensions(province))
    assert "20 กันยายน 2561" in body(cast.somchai, asked)

    empty = browser(cast.somchai).post(asked, {"reason": " "})
    answer = browser(cast.somchai).post(asked, {"reason": "พิมพ์ปีผิด"})

    assert (empty.status_code, "ยังไม่ได้ระบุเหตุผลที่ถอน" in empty.text) == (422, True)
    assert (answer.status_code, answer.url) == (302, extensions(province))
    assert make.task(district, "report").next_due == before
    text = body(cast.somchai, extensions(province))
    assert "<s>30 กันยายน 2600</s>" in text
    assert "ถอนเพราะ พิมพ์ปีผิด" in text
    assert f'href="{asked}"' not in text
    assert "30 กันยายน 2600" not in body(cast.malee, f"/tasks/{make.task(district, 'report').pk}/")


def test_only_who_moves_a_deadline_takes_it_back(cast: Cast, district: Case):
    browser(cast.somchai).post(extensions(district), {**LETTER, "hop": HOP, "whose": district.pk})
    asked = f"{extensions(district)}{Extension.objects.get().pk}/take-back/"

    own = browser(cast.malee).post(asked, {"reason": "ไม่ต้องการ"})

    assert "เฉพาะจังหวัดหรือกรม" in body(cast.malee, asked)
    assert (own.status_code, "เฉพาะจังหวัดหรือกรม" in own.text) == (403, True)
    assert browser(cast.kanya).get(asked).status_code == 404
    assert browser(cast.kanya).post(asked, {"reason": "ไม่รู้จัก"}).status_code == 404
    assert browser(cast.somchai).put(asked).status_code == 405
    assert Extension.objects.in_force().exists()


def test_stranger_does_not_find_the_extensions(cast: Cast, district: Case):
    assert browser(cast.kanya).get(extensions(district)).status_code == 404
    assert browser(cast.kanya).post(extensions(district), {**LETTER, "hop": HOP}).status_code == 404


def test_extensions_take_no_other_method(cast: Cast, district: Case):
    assert browser(cast.somchai).put(extensions(district)).status_code == 405


def test_extensions_cost_the_same_for_one_letter_and_thirty(cast: Cast, district: Case):
    def letter(number: int) -> None:
        typed = {**LETTER, "hop": HOP, "whose": district.pk, "letter_number": f"ที่ {number}"}
        typed["due_on"] = f"{number + 1}/10/2561"
        assert browser(cast.somchai).post(extensions(district), typed).status_code == 302

    letter(0)
    assert costs_no_more(cast.somchai, extensions(district), lambda: [letter(n) for n in range(1, 31)])


def test_task_leads_its_writer_back_to_the_draft(cast: Cast, district: Case):
    task = make.task(district, "report")
    draft = make.filing(task, cast.malee)

    own, heads = body(cast.malee, f"/tasks/{task.pk}/"), body(cast.fong, f"/tasks/{task.pk}/")

    assert f'href="/filings/{draft.pk}/edit/"' in own
    assert f'href="/filings/{draft.pk}/edit/"' not in heads
