"""A person asks to be erased: once it is decided so, nothing in the database tells of them but what stays by law."""

import io
from collections.abc import Iterator
from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils.text import format_lazy
from PIL import Image

import gazette
import make
from cast import Cast
from conftest import Freeze
from sammachip.api.actions import take_receipt, write_answer
from sammachip.cases import actions
from sammachip.cases.actions.submissions import take_in
from sammachip.cases.models import Cluster, ClusterAnswer, Filing, Handwritten, Revision
from sammachip.core.erasing import ERASED, erasure
from sammachip.core.verdict import Refused
from sammachip.org.actions_tokens import issue_token
from sammachip.org.models import ApiToken
from sammachip.records import actions_sheets as sheets
from sammachip.records.models import Paper, PaperState
from sammachip.registry import actions as registry
from sammachip.registry.actions_differences import learn_from_filing
from sammachip.registry.actions_lists import Telling, keep_list
from sammachip.registry.actions_personal import decide_request, receive_request
from sammachip.registry.models import (
    Apart,
    Consent,
    Difference,
    Fact,
    Group,
    Jobs,
    Leader,
    PersonalRequest,
    RequestKind,
    RequestState,
    RequestWay,
)
from sammachip.registry.personal import CONTACT
from sammachip.trail import actions as trail
from sammachip.trail import checks, clock
from sammachip.trail.models import Event, Notice
from standing import laid

pytestmark = [pytest.mark.both, pytest.mark.django_db]

DAY = date(2018, 9, 8)
NAME, PHONE, LINE = "นางทองคำ แก้วใส", "0891112222", "tong.kaew"
OTHER = "นางเงิน ดีงาม"
PERSON = erasure(names=[NAME], phones=[PHONE], words=[LINE])
SURVEY = {
    "name": "กลุ่มทอผ้าตัวอย่าง",
    "chair_name": "นาง ทองคํา เเก้วใส",
    "phone": "๐๘๙-๑๑๑-๒๒๒๒",
    "members_count": "12",
    "occupation_kind": "processing",
    "product": "ผ้าทอของทองคำ แก้วใส",
    "otop_registered": "yes",
    "sale_places": "บ้านนางทองคำ แก้วใส",
    "incomes": [
        {"moment": "before", "amount": "1000", "period": "month", "as_of": "1 สิงหาคม 2561", "method": "told"}
    ],
}


def picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(drawn, "JPEG")
    return drawn.getvalue()


def telling() -> dict[str, int]:
    """In how many rows of each table the person is told of, whatever the column: a dump, but for the country, searched."""
    found: dict[str, int] = {}
    for model in (one for one in apps.get_models() if one._meta.db_table not in gazette.TABLES):
        columns = [one.attname for one in model._meta.concrete_fields if one.name not in ("id", "digest")]
        for row in model._base_manager.values(*columns).iterator():
            if any(
                PERSON.tells_in(trail.plain(value))
                for value in row.values()
                if isinstance(value, str | dict | list)
            ):
                found[model._meta.label] = found.get(model._meta.label, 0) + 1
    return found


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Group:
    at("2018-09-10 09:00")
    return told_of_everywhere(cast)


@laid
def told_of_everywhere(cast: Cast) -> Group:
    """Told of in every room: registry and its history, a question, filings, sheets, letters, notices, receipts."""
    district = make.district(cast)
    made = make.group(cast.malee, chair_name=NAME, phone=PHONE, line_id=LINE)
    case = make.enrolled(district, made, actor=cast.malee)
    columns = ["post", "name", "phone"]
    rows = [
        {"post": "เหรัญญิก", "name": "ทองคำ แก้วใส", "phone": PHONE},
        {"post": "กรรมการ", "name": OTHER, "phone": "0810000000"},
    ]
    made.refresh_from_db()
    keep_list(made, "committee", rows, Telling(columns, made.version, "page", DAY), actor=cast.malee)
    survey = make.filing(make.task(case, "survey"), cast.malee, SURVEY, sent=True)
    by_hand = {
        "written_by": NAME,
        "written_on": DAY,
        "recorded_by": cast.malee.person,
        "recorded_at": clock.now(),
    }
    Handwritten.objects.create(filing=survey, **by_hand)
    actions.return_filing(survey, seen=1, reason="ตรวจอีกครั้ง", actor=cast.mana)
    actions.save_draft(survey, SURVEY, seen=1, actor=cast.malee)
    actions.send_filing(survey, seen=2, actor=cast.malee)
    registry.learn(made, {"sale_places": f"ตลาดนัด ถาม {NAME}"}, source="page", said_on=DAY, actor=cast.mana)
    registry.learn(
        made, {"line_id": "old", "phone": "0810000000"}, source="page", said_on=DAY, actor=cast.mana
    )
    learn_from_filing(
        made, {"line_id": LINE + "2"}, shown=1, source="cases.filing:7", said_on=DAY, actor=cast.mana
    )
    registry.learn(made, {"line_id": LINE, "phone": PHONE}, source="page", said_on=DAY, actor=cast.mana)
    registry.keep_partners(
        district.path, [{"name": "ร้านค้า", "kind": "เอกชน", "contact": NAME}], source="x", actor=cast.malee
    )
    sheets.keep_read(
        "groups", name="ก.xlsx", digest="d", rows=[[1, NAME, 891112222]], remarks=[NAME], about=made, actor=cast.malee
    )  # fmt: skip
    trail.notify("x", to=[cast.malee.person.pk], text=format_lazy("โทรหา {who}", who=NAME))
    issue_token(name="x", ends_on=date(2018, 9, 30), actor=cast.malee)
    receipt, _new = take_receipt(ApiToken.objects.get(), "1", "d")
    write_answer(receipt, status=200, body=f'{{"chair": "{NAME}"}}')
    return Group.objects.get(pk=made.pk)


def asked(group: Group, cast: Cast, kind: RequestKind = RequestKind.ERASE, **more: str) -> PersonalRequest:
    return receive_request(
        group,
        kind=kind,
        asked=f"ขอให้ลบชื่อ {NAME}",
        way=RequestWay.OFFICE,
        actor=cast.malee,
        **{"about": CONTACT, **more},
    )


def found_by_verify() -> list[str]:
    return [sentence for _name, sentence in checks.findings()]


def test_nothing_tells_of_the_person_any_more_and_verify_still_passes(cast: Cast, group: Group):
    request = asked(group, cast)
    before = telling()
    assert set(before) >= {
        "registry.Group", "registry.Fact", "registry.Leader", "registry.Partner", "registry.PersonalRequest",
        "cases.Filing", "cases.Revision", "records.SheetImport", "trail.Notice", "api.Receipt",
    }  # fmt: skip
    sent = list(Revision.objects.order_by("pk").values_list("digest", flat=True))

    done = decide_request(request, accept=True, ground_key="own-right", for_good=True, actor=cast.mana)

    assert telling() == {}
    assert found_by_verify() == []
    assert list(Revision.objects.order_by("pk").values_list("digest", flat=True)) == sent
    assert done.state == RequestState.DONE
    assert {"registry", "history", "drafts", "revisions", "sheets", "notices", "receipts", "requests"} <= set(
        done.outcome
    )
    assert not {"papers", "words", "events"} & set(done.outcome)


def test_the_others_of_the_group_stay_as_they_are(cast: Cast, group: Group):
    decide_request(asked(group, cast), accept=True, ground_key="own-right", for_good=True, actor=cast.mana)

    group.refresh_from_db()
    assert (group.chair_name, group.phone, group.phone_digits, group.line_id) == ("", "", "", "")
    assert group.sale_places == "ตลาดนัด ถาม"
    [stays] = Leader.objects.current().filter(group=group)
    assert (stays.name, stays.phone) == (OTHER, "0810000000")
    [gone] = Leader.objects.filter(group=group, ended_at__isnull=False)
    assert (gone.post, gone.name, gone.phone, gone.key) == ("เหรัญญิก", "", "", "")
    survey = Filing.objects.get(task__stage="survey")
    assert (survey.answers["chair_name"], survey.answers["members_count"]) == ("", "12")
    assert survey.revisions.get(number=2).answers["chair_name"] == ERASED


def test_the_event_tells_that_it_was_done_and_nothing_of_whom(cast: Cast, group: Group):
    request = decide_request(
        asked(group, cast), accept=True, ground_key="own-right", for_good=True, actor=cast.mana
    )

    told = {event.verb: event.facts for event in Event.objects.about(group)}
    assert told["request.decided"] == {"kind": "erase", "accepted": True, "ground": "own-right"}
    assert told["request.done"] == {"kind": "erase", "outcome": request.outcome}
    assert [event.facts["revision"] for event in Event.objects.filter(verb="filing.erased")] == [1, 2]


def test_what_was_erased_is_not_learned_from_what_was_sent_before(cast: Cast, group: Group):
    decide_request(asked(group, cast), accept=True, ground_key="own-right", for_good=True, actor=cast.mana)
    survey = Filing.objects.get(task__stage="survey")

    actions.sign_filing(survey, seen=2, actor=cast.mana)

    group.refresh_from_db()
    assert (group.chair_name, group.phone) == ("", "")
    assert not Fact.objects.filter(value=ERASED).exists()
    assert telling() == {}


def test_an_issued_paper_stays_by_law_and_is_counted(cast: Cast, group: Group):
    actions.sign_filing(Filing.objects.get(task__stage="survey"), seen=2, actor=cast.mana)
    group.refresh_from_db()

    done = decide_request(
        asked(group, cast), accept=True, ground_key="own-right", for_good=True, actor=cast.mana
    )

    assert set(telling()) == {"records.Paper"}
    assert (
        telling()["records.Paper"]
        == done.outcome["papers"]
        == Paper.objects.filter(state=PaperState.ISSUED).count()
    )
    assert found_by_verify() == []


def test_a_waiting_submission_of_the_office_is_erased_in(cast: Cast, group: Group):
    xml = f'<data id="x/survey" version="1"><meta><instanceID>uuid:1</instanceID></meta><chair_name>{NAME}</chair_name></data>'
    take_in(xml.encode(), {}, actor=cast.malee)
    assert telling()["cases.Submission"] == 1

    decide_request(asked(group, cast), accept=True, ground_key="own-right", for_good=True, actor=cast.mana)

    assert telling() == {}


def test_what_offices_wrote_beside_the_group_is_erased_and_reasons_that_stay_are_counted(
    cast: Cast, group: Group
):
    case = make.task(Filing.objects.get().task.case, "survey").case
    by = {"made_by": cast.malee.person, "made_on": DAY, "made_at": clock.now()}
    full = f"{LINE} ".rjust(300, "ก")  # what stands instead is longer than what was erased
    Cluster.objects.create(edition=case.edition, name=NAME, note=full, path=case.parent.path, **by)
    ClusterAnswer.objects.create(case=case.parent, reason=NAME, **by)
    Jobs.objects.create(
        group=group,
        moment="after",
        persons=3,
        as_of=DAY,
        method=f"ถาม{NAME}",
        source="x",
        recorded_at=clock.now(),
    )
    xml = '<data id="x/survey" version="1"><meta><instanceID>uuid:1</instanceID></meta><name>ก</name></data>'
    pictures = {f"{name}.jpg": picture() for name in (NAME, NAME.removeprefix("นาง"))}
    take_in(xml.encode(), pictures, actor=cast.malee)
    told = {
        "reason": f"คนละกลุ่ม ถาม{NAME}",
        "said_by": cast.malee.person,
        "said_as": "",
        "said_at": clock.now(),
    }
    Apart.objects.create(one=group, other=make.group(cast.malee, name="กลุ่มอื่น", moo=2), **told)
    assert telling()["cases.SubmissionFile"] == 2

    done = decide_request(
        asked(group, cast), accept=True, ground_key="own-right", for_good=True, actor=cast.mana
    )

    assert telling() == {"registry.Apart": 1}
    assert done.outcome["events"] == 1
    assert len(Cluster.objects.get().note) == 300


def test_a_person_of_the_committee_is_erased_with_every_number_they_ever_had(cast: Cast, group: Group):
    other = Leader.objects.get(group=group, name=OTHER)

    decide_request(
        asked(group, cast, about=f"committee:{other.pk}"),
        accept=True,
        ground_key="own-right",
        for_good=True,
        actor=cast.mana,
    )

    other.refresh_from_db()
    assert (other.name, other.phone, other.ended_at is not None) == ("", "", True)
    facts = Fact.objects.filter(group=group, field=f"committee:{other.pk}")
    assert {str(one.value) for one in facts} == {"None", "{'post': 'กรรมการ'}"}
    group.refresh_from_db()
    assert group.chair_name == NAME


def test_an_open_question_of_the_person_is_closed(cast: Cast, group: Group):
    question = Difference.objects.unsettled().get(field="line_id")

    decide_request(
        asked(group, cast, about="", line_id=LINE + "2"),
        accept=True,
        ground_key="own-right",
        for_good=True,
        actor=cast.mana,
    )

    question.refresh_from_db()
    assert (question.said, question.settlement.stands) == ("", "withdrawn")


@pytest.mark.parametrize("model", [Fact, Revision])
def test_a_kept_value_changes_only_where_the_erasing_is_counted(
    cast: Cast, group: Group, model: type[Fact | Revision]
):
    column = "value" if model is Fact else "answers"

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**{column: {}})
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(erased=3, **{column: {}})


def test_an_erasing_without_its_event_is_found_by_verify(cast: Cast, group: Group):
    Revision.objects.filter(number=1).update(answers={}, erased=1)

    assert [one for one in found_by_verify() if "แบบรายงาน" in one]


def test_objection_withdraws_what_was_agreed_to(cast: Cast, group: Group):
    done = decide_request(
        asked(group, cast, RequestKind.OBJECT),
        accept=True,
        ground_key="own-right",
        for_good=True,
        actor=cast.mana,
    )

    assert done.state == RequestState.DONE
    assert {(one.about, one.what, one.answer) for one in Consent.objects.all()} == {
        (CONTACT, what, "refused") for what in ("faces", "names", "phones")
    }


def bad_decisions(cast: Cast) -> Iterator[tuple[dict[str, object], str]]:
    yield {"actor": cast.malee}, "เฉพาะพัฒนาการอำเภอหรือพัฒนาการจังหวัด"
    yield {"actor": cast.anong}, "เฉพาะพัฒนาการอำเภอหรือพัฒนาการจังหวัด"
    yield {"for_good": False}, "ยืนยันการลบถาวร"
    yield {"accept": True, "ground_key": "legal-duty"}, "เลือกเหตุตามกฎหมาย"
    yield {"accept": False, "ground_key": "own-right"}, "เลือกเหตุตามกฎหมาย"
    yield {"accept": False, "ground_key": "legal-duty", "reason": " "}, "ระบุเหตุผลที่ไม่รับคำขอ"


def test_decisions_that_do_not_hold_change_nothing(cast: Cast, group: Group):
    request = asked(group, cast)
    before = telling()

    for changed, sentence in bad_decisions(cast):
        with pytest.raises(Refused, match=sentence):
            decide_request(
                request,
                **{
                    "accept": True,
                    "ground_key": "own-right",
                    "for_good": True,
                    "actor": cast.mana,
                    **changed,
                },
            )

    assert telling() == before


def test_nobody_decides_a_request_that_they_recorded_and_nobody_decides_twice(cast: Cast, group: Group):
    request = receive_request(
        group, kind=RequestKind.CORRECT, asked="แก้ชื่อ", way=RequestWay.PHONE, about=CONTACT, actor=cast.mana
    )
    with pytest.raises(Refused, match="ท่านเป็นผู้บันทึกคำขอนี้"):
        decide_request(request, accept=True, ground_key="wrong-or-old", actor=cast.mana)

    decide_request(request, accept=True, ground_key="wrong-or-old", actor=cast.suda)

    assert request.state == RequestState.ACCEPTED
    with pytest.raises(Refused, match="ตัดสินแล้ว"):
        decide_request(request, accept=True, ground_key="wrong-or-old", actor=cast.suda)


def test_heads_are_told_without_the_person(cast: Cast, group: Group):
    asked(group, cast)

    notices = Notice.objects.filter(kind="personal-request")
    assert {one.person_id for one in notices} == {cast.mana.person.pk, cast.suda.person.pk}
    assert not any(PERSON.tells_in(one.text) for one in notices)
