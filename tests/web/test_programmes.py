"""Programmes as their officers read them, asked the questions that fit a page everybody in service may read."""

import pytest
from django.test import Client

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.models import Case
from sammachip.programmes import actions as programmes
from sammachip.programmes.models import Edition
from web.asking import body, browser, costs_no_more

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(cast: Cast, at: Freeze) -> Edition:
    at("2018-09-10 09:00")
    return make.edition(cast)


def of(edition: Edition, more: str = "") -> str:
    return f"/programmes/{edition.programme.code}/{more}"


def test_list_names_each_programme_and_leads_to_the_own_work(cast: Cast, edition: Edition):
    district = make.district(cast, edition)

    text = body(cast.malee, "/programmes/")

    assert edition.title in text
    assert f'href="{of(edition)}"' in text
    assert f'href="/cases/{district.pk}/"' in text
    assert f'href="/cases/{district.pk}/"' not in body(cast.kanya, "/programmes/")


def test_empty_list_says_how_to_begin(cast: Cast, db: None):
    assert "ยังไม่มีโครงการ" in body(cast.malee, "/programmes/")
    assert "sammachip pack publish" not in body(cast.malee, "/programmes/")
    assert "sammachip pack publish FILE.yaml --as anong" in body(cast.anong, "/programmes/")
    assert "ยังไม่มีโครงการให้จัดสรร" in body(cast.somchai, "/money/registers/")
    assert "บันทึกเงินที่ได้รับจากหน่วยเหนือ" not in body(cast.somchai, "/money/")


def test_programme_shows_aims_area_period_targets_and_budget(
    cast: Cast, edition: Edition
):  # clauses A5 A14-A17
    text = body(cast.malee, of(edition))

    pack = edition.pack
    assert all(one in text for one in (*pack.objectives, *pack.results, pack.area, pack.period))
    assert "2,014" in text
    assert "20,140" in text
    assert "61,857,700.00" in text
    assert "หกสิบเอ็ดล้านแปดแสนห้าหมื่นเจ็ดพันเจ็ดร้อยบาทถ้วน" in text
    assert "ร้อยละ 85" in text


FAR_AWAY = make.PACKS.parent / "tests/packs/far-away.yaml"


def test_a_programme_without_a_register_is_opened_level_by_level_on_screen(cast: Cast, at: Freeze):
    at("2021-10-05 09:00")
    far = make.edition(cast, FAR_AWAY)
    read = body(cast.anong, of(far))
    assert f'href="{of(far, "open/")}"' in read
    assert "ลงนามรับรอง: พัฒนาการจังหวัด — ถ้าลงนามในเอกสาร ต้องมีอีกคนตรวจ" in read

    for actor, code in ((cast.anong, "31"), (cast.somchai, "3101"), (cast.malee, "310101")):
        answer = browser(actor).post(of(far, "open/"), {"code": [code]})
        assert answer.status_code == 302

    tambon = Case.objects.get(level="subdistrict")
    assert (tambon.area_id, tambon.parent.office_id, tambon.edition) == ("310101", "3101", far)
    assert tambon.tasks.filter(stage="measure_water").count() == 4
    assert "310101" not in body(cast.malee, of(far, "open/"))


def test_opening_asks_for_a_place_of_ones_own_and_tells_others_why(cast: Cast, edition: Edition, at: Freeze):
    at("2021-10-05 09:00")
    far = make.edition(cast, FAR_AWAY)

    nothing = browser(cast.somchai).post(of(far, "open/"), {"code": ["3201"]})
    wrong_role = browser(cast.fai).get(of(far, "open/"))
    by_register = browser(cast.somchai).get(of(edition, "open/"))

    assert nothing.status_code == 422
    assert "เลือกอย่างน้อยหนึ่งแห่ง" in nothing.content.decode()
    assert (wrong_role.status_code, by_register.status_code) == (403, 403)
    assert "เป็นผู้เปิดงาน" in wrong_role.content.decode()
    assert browser(cast.somchai).get("/programmes/nothing/open/").status_code == 404
    assert browser(cast.somchai).delete(of(far, "open/")).status_code == 405
    assert not Case.objects.filter(edition=far).exists()


def test_opening_costs_the_same_for_few_and_for_many(cast: Cast, at: Freeze):
    at("2021-10-05 09:00")
    far = make.edition(cast, FAR_AWAY)

    def open_all() -> None:
        browser(cast.somchai).post(of(far, "open/"), {"code": [f"31{n:02}" for n in range(1, 24)]})

    assert costs_no_more(cast.somchai, of(far, "open/"), open_all)


STUDIED = {"studied": "yes", "studied_by": "นางสาวมาลี ทดสอบระบบ", "studied_on": "3 กันยายน 2561"}
READY = {**STUDIED, "no_partners": "ยังไม่มีในพื้นที่"}


def test_province_sees_who_acknowledged_the_guideline_and_who_has_not(
    cast: Cast, edition: Edition
):  # clause A6
    first, second = make.district(cast, edition), make.district(cast, edition, code="3102")
    filing = make.filing(make.task(first, "prepare"), cast.malee, READY, sent=True)

    text = body(cast.somchai, of(edition))

    assert f'href="{filing.get_absolute_url()}"' in text
    assert "3 กันยายน 2561" in text
    assert "นางสาวมาลี ทดสอบระบบ" in text
    assert "รับทราบแล้ว 1 จาก 3 หน่วยงาน" in text
    assert text.count("ยังไม่รับทราบ") == 2  # the other district and the province itself
    assert second.office is not None
    assert second.office.short_name in text


def test_an_office_that_says_it_has_not_studied_has_not_acknowledged(
    cast: Cast, edition: Edition
):  # clause A6
    task = make.task(make.district(cast, edition), "prepare")
    make.filing(task, cast.malee, {"studied": "no", "no_partners": "ยังไม่มีในพื้นที่"}, sent=True)

    assert task.filings.get().state == "accepted"
    assert body(cast.malee, of(edition)).count("ยังไม่รับทราบ") == 1


def test_the_acknowledgements_cost_the_same_for_one_district_and_many(cast: Cast, edition: Edition):
    make.filing(make.task(make.district(cast, edition), "prepare"), cast.malee, READY, sent=True)

    def more() -> None:
        for code in ("3102", "3103", "3104"):
            task = make.task(make.district(cast, edition, code=code), "prepare")
            draft = actions.start_filing(task, actor=cast.somchai)
            actions.save_draft(draft, READY, seen=0, actor=cast.somchai)
            actions.send_filing(draft, seen=1, actor=cast.somchai)

    assert costs_no_more(cast.somchai, of(edition), more)


def test_programme_shows_who_writes_who_signs_and_by_when(cast: Cast, edition: Edition):  # clause A4
    text = body(cast.malee, of(edition))

    assert all(stage.title in text for stage in edition.pack.stages)
    assert "ตรวจสอบ: พัฒนาการอำเภอ" in text
    assert "20 กันยายน 2561 (พัฒนาการอำเภอ)" in text
    assert "ดูแบบฟอร์ม: แบบสำรวจข้อมูลกลุ่มอาชีพ" in text


def test_programme_quotes_its_rules_with_their_sources(cast: Cast, edition: Edition):  # clauses A3 A15
    text = body(cast.malee, of(edition))

    for one in (*edition.pack.regulations, *edition.pack.limits):
        assert one.source in text
    assert all(limit.sentence in text for limit in edition.pack.limits)
    assert all(step.text in text for step in edition.pack.guideline.steps)


def test_programme_says_who_takes_part_and_under_which_conditions(cast: Cast, edition: Edition):  # clause A14
    text = body(cast.malee, of(edition))

    assert all(rule.sentence in text and rule.source in text for rule in edition.pack.rules.values())
    assert all(enrol.sentence in text for enrol in edition.pack.enrol.values())


def test_samples_are_marked_as_no_official_forms(cast: Cast, edition: Edition):
    assert body(cast.malee, of(edition)).count("ตัวอย่าง - ไม่ใช่แบบทางการ</span>") == 5


def test_programme_tells_the_terms_of_the_readers_own_office(cast: Cast, edition: Edition):
    own, neighbour = body(cast.malee, of(edition)), body(cast.kanya, of(edition))

    assert "31,200.00" in own
    assert "กลุ่มงานส่งเสริมการพัฒนาชุมชน สพจ.บุรีรัมย์" in own
    assert "31,200.00" not in neighbour


def test_programme_bears_its_edition_date_and_digest(cast: Cast, edition: Edition):
    text = body(cast.malee, of(edition))

    assert edition.digest in text
    assert "ประกาศใช้" in text
    assert "10 กันยายน 2561" in text


def test_newest_edition_is_shown_and_older_ones_can_be_read(cast: Cast, edition: Edition):
    changed = make.PACK_A.read_text().replace("version_note: ฉบับแรก", "version_note: ฉบับแก้ไข")
    newer = programmes.publish(changed, filename="newer.yaml", actor=cast.anong)

    assert newer.digest in body(cast.malee, of(edition))
    assert edition.digest in body(cast.malee, of(edition, "?edition=1"))
    assert newer.digest in body(cast.malee, of(edition, "?edition=ก"))
    assert browser(cast.malee).get(of(edition, "?edition=9")).status_code == 404
    assert body(cast.malee, "/programmes/").count(f'href="{of(edition)}"') == 1


def test_unknown_programme_is_not_found(cast: Cast, edition: Edition):
    assert browser(cast.malee).get("/programmes/no-such-thing/").status_code == 404


def test_visitor_is_asked_to_log_in(edition: Edition):
    for address in ("/programmes/", of(edition)):
        assert Client().get(address).status_code == 302


def test_programmes_are_only_read(cast: Cast, edition: Edition):
    for address in ("/programmes/", of(edition)):
        assert browser(cast.malee).post(address).status_code == 405


def test_list_costs_the_same_for_one_programme_and_thirty(cast: Cast, edition: Edition):
    def many() -> None:
        text = make.PACK_A.read_text()
        for number in range(29):
            code = text.replace(f"code: {edition.programme.code}", f"code: copy-{number}")
            programmes.publish(code, filename="copy.yaml", actor=cast.anong)

    assert costs_no_more(cast.malee, "/programmes/", many)


def test_programme_costs_the_same_with_one_case_and_thirty(cast: Cast, edition: Edition):
    def many() -> None:
        for code in ("3102", "3103", "3104"):
            make.district(cast, edition, code=code)

    make.district(cast, edition)
    assert costs_no_more(cast.malee, of(edition), many)
    assert Case.objects.filter(edition=edition).count() == 6


def test_a_form_is_given_to_collectors_from_its_step(cast: Cast, edition: Edition):
    address = of(edition, "forms/survey.xlsx?edition=1")

    assert f'href="{address}"' in body(cast.malee, of(edition))
    answer = browser(cast.malee).get(address)
    assert answer.headers["Content-Disposition"].endswith(f'{edition.programme.code}-survey-1.xlsx"')
    assert answer.content.startswith(b"PK")
    assert browser(cast.malee).get(of(edition, "forms/nowhere.xlsx")).status_code == 404
    assert browser(cast.malee).get(of(edition, "forms/survey.xlsx?edition=9")).status_code == 404
    assert browser(cast.malee).post(address).status_code == 405
    assert Client().get(address).status_code == 302
