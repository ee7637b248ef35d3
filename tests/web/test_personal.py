"""What people allow and ask of their data: recorded by the field officer, decided by the head, masked for others."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import make
from cases.test_personal import SURVEY
from cast import Cast
from conftest import Freeze
from sammachip.cases.actions import add_photo, send_filing
from sammachip.core import thainum
from sammachip.core.verdict import Refused
from sammachip.org.hats import Actor
from sammachip.registry.actions import learn
from sammachip.registry.actions_correcting import correct_group
from sammachip.registry.actions_differences import learn_from_filing
from sammachip.registry.actions_import import keep_reading
from sammachip.registry.actions_lists import Telling, tell_list
from sammachip.registry.actions_personal import receive_request, record_consent
from sammachip.registry.columns_lists import title_of
from sammachip.registry.importing import proposal
from sammachip.registry.models import (
    Consent,
    ConsentAnswer,
    ConsentBy,
    ConsentFor,
    ConsentWay,
    Difference,
    Group,
    Leader,
    PersonalRequest,
    RequestKind,
    RequestState,
    RequestWay,
)
from sammachip.registry.personal import CONTACT, PEOPLE
from sammachip.registry.sheets import NOTES, leaves_to_export, read_file, xlsx_of
from wardens.rows import picture
from web.asking import body, browser, costs_no_more

pytestmark = pytest.mark.django_db

NAME = "นางทอง ทดลอง"
ANSWER = {
    "about": CONTACT,
    "what": "phones",
    "answer": "given",
    "given_by": "self",
    "way": "spoken",
    "said_on": "",
}
ASKED = {
    "about": CONTACT,
    "name": "",
    "phone": "",
    "line_id": "",
    "kind": "erase",
    "asked": "ย้ายออกจากกลุ่มแล้ว",
    "way": "office",
    "received_on": "",
}
ACCEPTED = {"accept": "yes", "ground_key": "own-right", "reason": "", "typed": "ลบถาวร"}


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Group:
    at("2018-09-10 09:00")
    return make.group(cast.malee, chair_name=NAME, phone="0812345678")


@pytest.fixture
def people(group: Group) -> str:
    return f"/groups/{group.pk}/people/"


def asked(group: Group, cast: Cast, kind: RequestKind = RequestKind.ERASE) -> PersonalRequest:
    return receive_request(
        group, kind=kind, asked="ย้ายออกแล้ว", way=RequestWay.OFFICE, about=CONTACT, actor=cast.malee
    )


def answered(
    group: Group, cast: Cast, answer: ConsentAnswer, what: ConsentFor = ConsentFor.PHONES
) -> Consent:
    return record_consent(
        group,
        about=CONTACT,
        what=what,
        answer=answer,
        given_by=ConsentBy.SELF,
        way=ConsentWay.SPOKEN,
        actor=cast.malee,
    )


def test_field_officer_reads_the_words_and_records_each_answer_by_itself(
    cast: Cast, group: Group, people: str
):
    page = body(cast.malee, people)
    assert "ตัวอย่าง - ไม่ใช่แบบทางการ" in page
    assert page.count("ยังไม่ได้ถาม") == 4

    for changed in ({}, {"answer": "withdrawn"}, {"about": PEOPLE, "what": "faces", "answer": "refused"}):
        answer = browser(cast.malee).post(people, {**ANSWER, **changed}, follow=True)
        assert answer.status_code == 200

    assert [(one.about, one.what, one.answer, one.wording) for one in Consent.objects.order_by("pk")] == [
        (CONTACT, "phones", "given", "phones-1"),
        (CONTACT, "phones", "withdrawn", "phones-1"),
        (PEOPLE, "faces", "refused", "faces-1"),
    ]
    assert "ถอนความยินยอม" in body(cast.malee, people)


def test_signed_form_is_kept_and_shown_to_those_who_work_with_the_group(
    cast: Cast, group: Group, people: str
):
    scan = SimpleUploadedFile("form.png", picture(), "image/png")

    answer = browser(cast.malee).post(people, {**ANSWER, "way": "paper", "scan": scan})

    assert answer.status_code == 302
    made = Consent.objects.get()
    address = f"/consents/{made.pk}/scan/"
    assert browser(cast.somchai).get(address)["Content-Type"] == "image/jpeg"
    assert [browser(one).get(address).status_code for one in (cast.anong, cast.kanya)] == [403, 404]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"about": "committee:99"}, "ไม่มีตัวเลือกนี้ในใคร"),
        ({"about": PEOPLE}, "ไม่พบบุคคลหรือเรื่องที่ถามนี้"),
        ({"answer": "withdrawn"}, "ยังไม่มีความยินยอมเรื่องนี้ให้ถอน"),
        ({"way": "paper"}, "ยังไม่ได้แนบภาพของแบบที่ลงลายมือชื่อ"),
        ({"said_on": "11 กันยายน 2561"}, "11 กันยายน 2561"),
        ({"what": ""}, "ยังไม่ได้ระบุเรื่อง"),
    ],
)
def test_bad_answer_says_why(cast: Cast, group: Group, people: str, wrong: dict[str, str], sentence: str):
    answer = browser(cast.malee).post(people, {**ANSWER, **wrong})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Consent.objects.exists()


def test_others_read_the_answers_without_the_names(cast: Cast, group: Group, people: str):
    answered(group, cast, ConsentAnswer.GIVEN)

    assert NAME in body(cast.somchai, people)
    for reader in (cast.anong, cast.fong):
        page = body(reader, people)
        assert NAME not in page
        assert "ให้ความยินยอม" in page
        assert browser(reader).post(people, ANSWER).status_code == 403
    assert browser(cast.kanya).get(people).status_code == 404


def test_request_is_received_decided_and_told(cast: Cast, group: Group):
    answer = browser(cast.malee).post(f"/groups/{group.pk}/requests/new/", ASKED, follow=True)
    made = PersonalRequest.objects.get()
    assert answer.status_code == 200
    assert (made.name, made.due_on.isoformat()) == (NAME, "2018-10-10")
    address = made.get_absolute_url()
    assert "รอพัฒนาการอำเภอหรือพัฒนาการจังหวัดตัดสิน" in body(cast.malee, address)
    assert f'href="{address}"' in body(cast.mana, "/personal/")
    assert f'href="{address}"' in body(cast.mana, "/")

    done = browser(cast.mana).post(address, ACCEPTED, follow=True)

    assert done.status_code == 200
    page = body(cast.malee, address)
    assert NAME not in page
    assert "ลบแล้ว" in page
    assert "ลบตามคำขอของเจ้าของข้อมูล" in body(cast.malee, f"/groups/{group.pk}/")
    assert f'href="{address}"' in body(cast.mana, "/personal/?state=done")
    assert f'href="{address}"' in body(cast.malee, "/")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"typed": "ลบ"}, "พิมพ์คำว่า ลบถาวร"),
        ({"accept": "no", "ground_key": "legal-duty"}, "ระบุเหตุผลที่ไม่รับคำขอ"),
        ({"ground_key": "legal-duty"}, "เลือกเหตุตามกฎหมาย"),
        ({"accept": ""}, "ยังไม่ได้ระบุผลการตัดสิน"),
    ],
)
def test_bad_decision_says_why_and_erases_nothing(
    cast: Cast, group: Group, wrong: dict[str, str], sentence: str
):
    made = asked(group, cast)

    answer = browser(cast.mana).post(made.get_absolute_url(), {**ACCEPTED, **wrong})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    group.refresh_from_db()
    made.refresh_from_db()
    assert (group.chair_name, made.state) == (NAME, RequestState.OPEN)


def test_refusal_carries_its_ground_and_a_correction_waits_until_it_is_made(cast: Cast, group: Group):
    erase, correct = asked(group, cast), asked(group, cast, RequestKind.CORRECT)
    refused = {"accept": "no", "ground_key": "records-kept", "reason": "ยังต้องใช้ในรายงาน"}

    browser(cast.mana).post(erase.get_absolute_url(), refused)
    browser(cast.mana).post(correct.get_absolute_url(), {**ACCEPTED, "ground_key": "wrong-or-old"})

    assert "ข้อ 57" in body(cast.malee, erase.get_absolute_url())
    assert "แก้ไขข้อมูลกลุ่ม" in body(cast.malee, correct.get_absolute_url())
    assert browser(cast.fong).post(f"{correct.get_absolute_url()}done/").status_code == 403
    assert browser(cast.malee).post(f"{correct.get_absolute_url()}done/").status_code == 302
    correct.refresh_from_db()
    assert correct.state == RequestState.DONE


def test_sight_of_a_request_and_roles(cast: Cast, group: Group):
    made = asked(group, cast)
    address = made.get_absolute_url()

    assert browser(cast.kanya).get(address).status_code == 404
    assert browser(cast.kanya).post(address, ACCEPTED).status_code == 404
    assert browser(cast.prasit).get(address).status_code == 404
    assert address not in body(cast.kanya, "/personal/")
    for reader in (cast.anong, cast.fong):
        assert NAME not in body(reader, address)
    for actor in (cast.malee, cast.anong, cast.somchai):
        assert browser(actor).post(address, ACCEPTED).status_code == 403
    assert browser(cast.anong).get(f"/groups/{group.pk}/requests/new/").status_code == 403


def test_an_auditor_reads_the_trace(cast: Cast, group: Group):
    auditor = make.auditor()
    make.scope(auditor)
    made = asked(group, cast)

    page = body(auditor, made.get_absolute_url())

    assert "ขอให้ลบ" in page
    assert NAME not in page


def test_pages_cost_the_same_for_one_and_thirty(cast: Cast, group: Group, people: str):
    asked(group, cast)
    answered(group, cast, ConsentAnswer.GIVEN)

    def more() -> None:
        for _number in range(30):
            asked(group, cast)

    assert costs_no_more(cast.mana, "/personal/", more)
    assert costs_no_more(cast.mana, people, more)


def test_a_refused_telephone_stays_with_the_district(cast: Cast, group: Group):
    address = f"/groups/{group.pk}/"
    assert "081-234-5678" in body(cast.somchai, address)

    answered(group, cast, ConsentAnswer.REFUSED)

    assert "081-234-5678" in body(cast.malee, address)
    assert "2345678" not in body(cast.somchai, address).replace("-", "")
    answered(group, cast, ConsentAnswer.GIVEN)
    assert "081-234-5678" in body(cast.somchai, address)


def told(group: Group, cast: Cast, name: str, row: dict[str, str]) -> None:
    telling = Telling(list(row), group.version, "page", date(2018, 9, 10))
    tell_list(group, name, [row], telling, actor=cast.malee)
    group.refresh_from_db()


def test_one_person_in_two_rows_is_asked_once_and_the_answer_follows_them(
    cast: Cast, group: Group, people: str
):
    answered(group, cast, ConsentAnswer.REFUSED)
    told(group, cast, "committee", {"post": "ประธาน", "name": NAME, "phone": "081-234-5678"})
    told(group, cast, "members", {"name": NAME, "phone": "0899999999"})  # another of the same name

    assert body(cast.malee, people).count('<th scope="row">' + NAME) == 2
    assert f"{NAME} (ประธานหรือผู้ติดต่อของกลุ่ม, ประธาน)" in body(cast.malee, people)
    assert body(cast.malee, f"/groups/{group.pk}/requests/new/").count(f">{NAME} (") == 2
    address = f"/groups/{group.pk}/"
    assert "081-234-5678" in body(cast.malee, address)
    assert "081-234-5678" not in body(cast.somchai, address)
    assert "089-999-9999" in body(cast.somchai, address)

    answered(group, cast, ConsentAnswer.REFUSED)
    said = {"chair_name": "นางใหม่ ทดลอง", "phone": "0877777777"}
    learn(group, said, source="page", said_on=date(2018, 9, 10), actor=cast.malee)
    assert "081-234-5678" not in body(cast.somchai, address)  # who stepped down still leads the group


PHONE, LATER, FILED = "0812345678", "0823334444", "0845556666"


def test_what_was_filed_and_exported_keeps_a_refused_telephone_from_the_province(cast: Cast, group: Group):
    case = make.enrolled(make.district(cast), group, actor=cast.malee)
    told = {**SURVEY, "phone": PHONE}
    survey = make.filing(make.task(case, "survey"), cast.malee, told, sent=True)
    learn(group, {"phone": LATER}, source="page", said_on=date(2018, 9, 9), actor=cast.malee)
    learn_from_filing(
        group, {"phone": FILED}, shown=1, source="cases.filing:7", said_on=date(2018, 9, 10), actor=cast.malee
    )
    question = Difference.objects.unsettled().get()
    pages = [
        survey.get_absolute_url(),
        f"/groups/{group.pk}/",
        f"/groups/{group.pk}/edit/",
        question.get_absolute_url(),
        "/groups/groups.csv",
    ]

    def seen_by(reader: Actor) -> list[bool]:
        told = [thainum.to_arabic(body(reader, at)).replace("-", "") for at in pages]
        return [any(phone in page for phone in (PHONE, LATER, FILED)) for page in told]

    assert seen_by(cast.malee) == seen_by(cast.somchai) == [True] * 5
    answered(group, cast, ConsentAnswer.REFUSED)

    assert seen_by(cast.malee) == [True] * 5
    assert seen_by(cast.somchai) == [False] * 5
    filed = body(cast.somchai, survey.get_absolute_url())
    assert SURVEY["chair_name"] in filed
    assert "เพราะมีผู้ไม่ให้เปิดเผยนอกอำเภอ" in filed
    posted = {"name": group.name, "kind": group.kind, "members_count": "99", "said_on": "10 กันยายน 2561"}
    group.refresh_from_db()
    browser(cast.somchai).post(f"/groups/{group.pk}/edit/", {**posted, "seen": group.version})
    group.refresh_from_db()
    assert (group.members_count, group.phone) == (99, LATER)
    told = {"source": "page", "said_on": date(2018, 9, 10), "seen": group.version}
    with pytest.raises(Refused, match="ไม่ให้เปิดเผยโทรศัพท์นอกอำเภอ"):
        correct_group(group, {"phone": PHONE}, **told, actor=cast.somchai)
    with pytest.raises(Refused, match="เฉพาะเจ้าหน้าที่อำเภอหรือจังหวัด"):
        correct_group(group, {"members_count": 5}, **told, actor=cast.anong)


def test_a_list_with_a_refused_telephone_is_told_by_its_district_and_exported_without(
    cast: Cast, group: Group
):
    rows = [{"post": "เหรัญญิก", "name": "นางเงิน ทดลอง", "phone": PHONE}]
    telling = Telling(["post", "name", "phone"], group.version, "page", date(2018, 9, 10))
    tell_list(group, "committee", rows, telling, actor=cast.malee)
    [row] = Leader.objects.filter(group=group)
    record_consent(
        group,
        about=f"committee:{row.pk}",
        what=ConsentFor.PHONES,
        answer=ConsentAnswer.REFUSED,
        given_by=ConsentBy.SELF,
        way=ConsentWay.SPOKEN,
        actor=cast.malee,
    )
    address = f"/groups/{group.pk}/lists/committee/"

    refused = browser(cast.somchai).get(address)

    assert (refused.status_code, browser(cast.malee).get(address).status_code) == (403, 200)
    assert "มี 1 คนในรายการนี้ไม่ให้เปิดเผยโทรศัพท์นอกอำเภอ" in refused.content.decode()
    leaves = leaves_to_export(Group.objects.visible_to(cast.somchai), cast.somchai)
    assert [one[-1] for one in leaves[title_of("committee")][1:]] == [None]
    assert "เว้นโทรศัพท์ไว้ 1 ช่อง" in str(leaves[NOTES])
    again = read_file("ก.xlsx", xlsx_of(leaves))
    sheet = keep_reading(again, name="ก", digest="", actor=cast.somchai)
    assert not proposal(sheet).changes_anything


def test_pictures_against_a_refusal_are_marked_and_asked_about_before_they_are_sent(cast: Cast, at: Freeze):
    at("2018-09-10 09:00")
    case = make.enrolled(make.district(cast), make.group(cast.malee, chair_name=NAME), actor=cast.malee)
    draft = make.filing(make.task(case, "survey"), cast.malee, SURVEY)
    assert "ความยินยอม" not in body(cast.malee, f"{draft.get_absolute_url()}edit/")
    add_photo(draft, content=picture(), name="a.png", row="", caption="", actor=cast.malee)
    assert "ยังไม่ได้ถามคนในภาพ" in body(cast.malee, f"{draft.get_absolute_url()}edit/")
    record_consent(
        case.group,
        about=PEOPLE,
        what=ConsentFor.FACES,
        answer=ConsentAnswer.REFUSED,
        given_by=ConsentBy.CHAIR,
        way=ConsentWay.SPOKEN,
        actor=cast.malee,
    )
    assert 'name="decide.faces"' in body(cast.malee, f"{draft.get_absolute_url()}edit/")

    with pytest.raises(Refused, match="ไม่ให้ใช้ภาพใบหน้า แต่แบบนี้มีภาพ 1 ภาพ"):
        send_filing(draft, seen=1, actor=cast.malee)
    sent = send_filing(draft, seen=1, decided={"faces": "ถ่ายด้านหลังทั้งหมด"}, actor=cast.malee)

    assert sent.revisions.get().facts["faces"] == {"pictures": 1, "reason": "ถ่ายด้านหลังทั้งหมด"}
    assert "ภาพที่อาจไม่มีความยินยอม" in body(cast.mana, sent.get_absolute_url())
