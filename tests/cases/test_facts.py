"""What forms show filled in, and what the registry learns when the last signature is given."""

from datetime import date
from random import Random

import pytest

import make
from cases import answering
from cast import Cast
from conftest import Freeze
from records.rendering_papers import picture
from sammachip.cases import actions, knowledge
from sammachip.cases.filled import filled_facts, restored_facts
from sammachip.cases.handing_out import signed_document
from sammachip.cases.models import Case, ClusterBasis, Filing
from sammachip.core.document import plain_text
from sammachip.core.verdict import Refused
from sammachip.registry.models import Fact, Group, Income
from sammachip.trail import actions as trail
from sammachip.trail.models import Event
from sammachip.trail.queries import breaks

pytestmark = [pytest.mark.both, pytest.mark.django_db]

DAY = date(2018, 9, 10)


@pytest.fixture
def district(cast: Cast, at: Freeze) -> Case:
    at("2018-09-10 09:00")
    return make.district(cast, places=3)


def known(case: Case, *names: str, stage: str = "report") -> dict[str, object]:
    return knowledge.known(make.task(case, stage), names, DAY)


def survey(case: Case, cast: Cast, **said: object) -> Filing:
    form = case.edition.pack.forms["survey"]
    raw = {**answering.answers(form, Random(1)), **said}
    return make.filing(make.task(case, "survey"), cast.malee, raw, sent=True)


def test_groups_come_in_the_order_of_their_villages(cast: Cast, district: Case) -> None:
    for name, moo in (("ก", 2), ("ข", 1), ("ค", 1)):
        make.enrolled(district, make.group(cast.malee, name=name, moo=moo), actor=cast.malee)

    facts = known(district, "groups_count", "groups[]")
    first = Case.objects.get(group__name="ข")

    assert known(first, "group.place", stage="survey") == {
        "group.place": "บ้านตัวอย่าง ๑ หมู่ที่ ๑ ตำบลในเมือง อำเภอเมืองบุรีรัมย์ จังหวัดบุรีรัมย์"
    }
    assert known(district, "group.place") == {"group.place": None}
    assert facts["groups_count"] == 3
    rows = facts["groups"]
    assert isinstance(rows, list)
    assert [(row["no"], row["name"], row["address"]) for row in rows] == [
        (1, "ข", "บ้านตัวอย่าง ๑ หมู่ที่ ๑ ตำบลในเมือง"),
        (2, "ค", "บ้านตัวอย่าง ๑ หมู่ที่ ๑ ตำบลในเมือง"),
        (3, "ก", "บ้านตัวอย่าง ๒ หมู่ที่ ๒ ตำบลในเมือง"),
    ]


def test_a_cluster_tells_of_the_neighbours_members_only_name_and_place(cast: Cast, district: Case) -> None:
    beside = make.district(cast, district.edition, code="3102")
    mine = make.enrolled(district, make.group(cast.malee, name="ก"), actor=cast.malee)
    theirs = make.enrolled(
        beside,
        make.group(cast.prasit, name="ข", tambon="310201", chair_name="นางลับ", phone="0811111111"),
        actor=cast.prasit,
    )
    actions.make_cluster([mine, theirs], name="ผ้า", basis=ClusterBasis.SAME, actor=cast.somchai)

    facts = known(district, "clusters_count", "clusters[]")

    assert facts["clusters_count"] == 1
    told = str(facts["clusters"])
    assert "๑. ก บ้านตัวอย่าง 1 ต.ในเมือง อ.เมืองบุรีรัมย์\\n๒. ข บ้านตัวอย่าง 1 ต.คูเมือง อ.คูเมือง" in told
    assert [secret for secret in ("นางลับ", "0811111111") if secret in told] == []


def test_a_step_is_finished_when_all_groups_have_passed_it(cast: Cast, district: Case) -> None:
    make.district(cast, district.edition, places=1)
    case = make.enrolled(district, make.group(cast.malee), actor=cast.malee)
    before = _step_one(district)
    sent = survey(case, cast)
    meanwhile = _step_one(district)

    actions.sign_filing(sent, seen=1, actor=cast.mana)

    assert (before, meanwhile, _step_one(district)) == ("none", "ongoing", "finished")


def _step_one(district: Case) -> object:
    rows = known(district, "steps[]")["steps"]
    assert isinstance(rows, list)
    return next(row["state"] for row in rows if row["id"] == "step_1")


def test_the_reporter_is_the_writer_under_the_post_of_the_day(cast: Cast, district: Case) -> None:
    make.filing(make.task(district, "report"), cast.malee)

    facts = known(district, "reporter.name", "reporter.post")

    assert facts == {
        "reporter.name": "นางสาวมาลี ทดสอบระบบ",
        "reporter.post": "นักวิชาการพัฒนาชุมชนชำนาญการ",
    }


def test_facts_frozen_as_json_come_back_as_they_were_read(cast: Cast, district: Case) -> None:
    make.enrolled(district, make.group(cast.malee), actor=cast.malee)
    facts = filled_facts(make.task(district, "report"), DAY)

    stored = trail.plain(dict(facts))

    assert isinstance(stored, dict)
    assert restored_facts(stored) == facts


def test_the_registry_learns_with_the_last_signature_and_names_the_filing(cast: Cast, district: Case) -> None:
    case = make.enrolled(district, make.group(cast.malee), actor=cast.malee)
    sent = survey(case, cast, members_count="21")
    assert Group.objects.get().members_count == 12

    actions.sign_filing(sent, seen=1, actor=cast.mana)

    group = Group.objects.get()
    assert (group.members_count, group.chair_name, group.phone) == (
        21,
        answering.CHAIR,
        answering.PHONE,
    )
    fact = Fact.objects.filter(group=group, field="members_count").latest("version")
    assert (fact.before, fact.value, fact.source, fact.said_on) == (12, 21, f"cases.filing:{sent.pk}", DAY)


def test_a_survey_accepted_again_unchanged_writes_nothing_to_the_registry(cast: Cast, district: Case) -> None:
    case = make.enrolled(district, make.group(cast.malee), actor=cast.malee)
    filing = survey(case, cast)
    actions.sign_filing(filing, seen=1, actor=cast.mana)
    before = (Group.objects.get().version, Fact.objects.count(), Income.objects.count())
    actions.reopen_filing(filing, reason="ตรวจอีกครั้ง", until=DAY, actor=cast.mana)
    actions.send_filing(filing, seen=filing.saved, actor=cast.malee)

    actions.sign_filing(filing, seen=2, actor=cast.mana)

    assert (Group.objects.get().version, Fact.objects.count(), Income.objects.count()) == before


def test_nothing_personal_stands_in_an_event_and_the_chains_hold(cast: Cast, district: Case) -> None:
    case = make.enrolled(district, make.group(cast.malee), actor=cast.malee)

    actions.sign_filing(survey(case, cast), seen=1, actor=cast.mana)

    told = " ".join(str(facts) for facts in Event.objects.values_list("facts", flat=True))
    assert [value for value in (answering.CHAIR, answering.PHONE) if value in told] == []
    assert Group.objects.get().chair_name == answering.CHAIR
    assert list(breaks()) == []


def test_a_later_form_begins_with_what_the_registry_knows(cast: Cast, district: Case) -> None:
    case = make.enrolled(district, make.group(cast.malee, members_count=17), actor=cast.malee)

    draft = actions.start_filing(make.task(case, "survey"), actor=cast.malee)

    assert (draft.answers["members_count"], draft.answers["product"]) == ("17", "ผ้าทอ")


def test_the_printed_report_lists_its_groups_and_its_clusters(
    cast: Cast, district: Case
) -> None:  # clauses A18, A19
    said = {"ก": {"otop_registered": True, "sale_places": "ตลาดนัด"}, "ข": {"otop_registered": False}}
    pair = [
        make.enrolled(district, make.group(cast.malee, name=name, **more), actor=cast.malee)
        for name, more in said.items()
    ]
    actions.make_cluster(pair, name="ผ้าทอ", basis=ClusterBasis.SAME, actor=cast.malee)

    filing = make.filing(make.task(district, "report"), cast.malee, {"standing": "ongoing"}, sent=True)
    printed = plain_text(signed_document(filing, filing.revisions.get())).splitlines()

    forms = printed.index("๑.๑ ข้อมูลกลุ่มอาชีพเป้าหมาย"), printed.index("๒. ผลการดำเนินงาน")
    assert [line for line in printed[slice(*forms)] if line[0] in "๑๒มก"] == [
        "๑.๑ ข้อมูลกลุ่มอาชีพเป้าหมาย",
        "มีกลุ่มอาชีพเป้าหมาย จำนวน ๒ กลุ่ม รายละเอียด ดังนี้",
        "๑\tบ้านตัวอย่าง ๑ หมู่ที่ ๑ ตำบลในเมือง\tก\tผ้าทอ\t๑๒\tตลาดนัด\t✓\t",
        "๒\tบ้านตัวอย่าง ๑ หมู่ที่ ๑ ตำบลในเมือง\tข\tผ้าทอ\t๑๒\t\t\t✓",
        "๑.๒ ข้อมูลผลการรวมกลุ่มคลัสเตอร์ (Cluster)",
        "กลุ่มอาชีพเป้าหมาย รวมเป็นกลุ่มคลัสเตอร์ ได้ จำนวน ๑ คลัสเตอร์ รายละเอียดดังนี้",
        "๑\tผ้าทอ\tผลิตสินค้าประเภทเดียวกัน\t๑. ก บ้านตัวอย่าง ๑ ต.ในเมือง",
        "๒. ข บ้านตัวอย่าง ๑ ต.ในเมือง",
    ]


def test_a_paper_sent_anew_shows_no_signature_of_the_revision_before(cast: Cast, district: Case) -> None:
    form = district.edition.pack.forms["progress"]
    filing = make.filing(
        make.task(district, "report"), cast.malee, answering.answers(form, Random(1)), sent=True
    )
    actions.sign_filing(filing, seen=1, actor=cast.mana)
    actions.return_filing(filing, seen=1, reason="แก้ยอด", actor=cast.somchai)

    actions.send_filing(filing, seen=filing.saved, actor=cast.malee)

    assert "นายมานะ" not in str(filing.revisions.get(number=2).document)


def test_an_accepted_paper_drawn_anew_says_the_same_whatever_came_later(
    cast: Cast, district: Case, at: Freeze
) -> None:
    case = make.enrolled(district, make.group(cast.malee, name="กลุ่มเดิม"), actor=cast.malee)
    draft = make.filing(
        make.task(case, "survey"),
        cast.malee,
        answering.answers(case.edition.pack.forms["survey"], Random(1)) | {"name": "กลุ่มเดิม"},
    )
    photo = actions.add_photo(
        draft,
        content=picture("PNG", (8, 8), (9, 9, 9)),
        name="ก.png",
        row="",
        caption="ประชุมกลุ่ม",
        actor=cast.malee,
    )
    filing = actions.send_filing(draft, seen=draft.saved, actor=cast.malee)
    actions.sign_filing(filing, seen=1, actor=cast.mana)
    accepted = filing.revisions.get()
    said = signed_document(filing, accepted)
    actions.reopen_filing(filing, reason="แก้ชื่อ", until=DAY, actor=cast.mana)

    actions.remove_photo(photo, actor=cast.malee)
    renamed = {**filing.answers, "name": "กลุ่มใหม่"}
    actions.save_draft(filing, renamed, seen=filing.saved, as_of=date(2018, 9, 9), actor=cast.malee)
    actions.send_filing(filing, seen=filing.saved, actor=cast.malee)
    actions.sign_filing(filing, seen=2, actor=cast.mana)
    filing = Filing.objects.get()

    assert Group.objects.get().name == "กลุ่มใหม่"
    assert signed_document(filing, accepted) == said
    assert ["ประชุมกลุ่ม" in str(said), "นายมานะ" in str(said)] == [True, True]


def test_a_re_opening_ends_with_its_day_and_can_be_given_again(
    cast: Cast, district: Case, at: Freeze
) -> None:
    case = make.enrolled(district, make.group(cast.malee), actor=cast.malee)
    filing = survey(case, cast)
    actions.sign_filing(filing, seen=1, actor=cast.mana)
    actions.reopen_filing(filing, reason="แก้ชื่อ", until=DAY, actor=cast.mana)
    at("2018-09-11 09:00")

    with pytest.raises(Refused, match="ผ่านไปแล้ว"):
        actions.save_draft(filing, filing.answers, seen=filing.saved, actor=cast.malee)
    actions.reopen_filing(filing, reason="แก้ชื่อต่อ", until=date(2018, 9, 12), actor=cast.mana)
    actions.save_draft(filing, filing.answers, seen=filing.saved, actor=cast.malee)

    assert (filing.reopened_until, filing.accepted_revision) == (date(2018, 9, 12), 1)
