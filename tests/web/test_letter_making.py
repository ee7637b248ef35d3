"""What is made of a letter that a person confirmed, end to end: its line, its terms, its register, its programme's file."""

import os
from functools import cache
from pathlib import Path

import pytest
from bench.letterground import generate
from django.http import HttpResponse

import make
from cast import Cast
from conftest import Freeze
from money import build as money
from sammachip.money.models import Register
from sammachip.money.registers import shares_of
from sammachip.org.hats import Actor
from sammachip.programmes.models import PackDraft, Terms
from sammachip.records.actions_readings import confirm_reading, read_letter
from sammachip.records.models import IncomingLetter, LetterReading
from standing import stand
from web.asking import browser, costs_no_more

pytestmark = pytest.mark.django_db

ALLOTMENT, PROVINCE = 216, "39"
"""The seed of a letter that allots money to all districts of this province, with nothing wrong in it."""
FOLDER = os.environ.get("LETTERS")
real = pytest.mark.skipif(
    not FOLDER,
    reason="LETTERS names no folder with buriram-2561.txt and sakaeo-2563.txt: nothing is MADE of the real letters",
)
OWN_BLANKS = {"code:": "code: trial-2559", "label: ,": "label: งบสนับสนุน,"}


@pytest.fixture(autouse=True)
def day(at: Freeze) -> None:
    at("2018-09-10 09:00")


@cache
def generated() -> str:
    return generate(ALLOTMENT).text


def letter(name: str) -> str:
    return Path(FOLDER or "", name).read_text(encoding="utf-8")


def confirmed(actor: Actor, text: str, values: dict[str, str] | None = None) -> LetterReading:
    """A letter as this person read and confirmed it."""
    told = values or {}

    def build() -> LetterReading:
        found = read_letter(text.encode(), name="หนังสือ.txt", actor=actor)
        confirm_reading(found, told, settled=found.errors, seen=0, actor=actor)
        return found

    return stand(("confirmed", text, actor.hat.key, tuple(told.items())), build)


def pressed(actor: Actor, found: LetterReading, what: str, **said: object) -> HttpResponse:
    """The page that a button under a confirmed letter leads to."""
    return browser(actor).post(f"/letters/read/{found.pk}/{what}/", said, follow=True)


def drafted(actor: Actor, found: LetterReading) -> tuple[PackDraft, list[str], list[str]]:
    """The draft made of a letter; the lines that are wrong as they stand, and what is still lacking."""
    page = pressed(actor, found, "pack")
    wrong = [one.stands for one in page.context["wrong"]]
    return PackDraft.objects.get(), wrong, [one.message for one in page.context["lacking"]]


def filled(text: str, blanks: dict[str, str]) -> str:
    for blank, value in blanks.items():
        assert blank in text
        text = text.replace(blank, value)
    return text


@pytest.mark.parametrize(("key", "unknown"), [("subject", "เรื่อง"), ("office", "หน่วยงานเจ้าของหนังสือ")])
def test_a_letter_of_which_something_is_unknown_is_not_offered_to_the_register(
    cast: Cast, key: str, unknown: str
):
    found = confirmed(cast.somchai, generated(), {key: ""})

    page = browser(cast.somchai).get(f"/letters/read/{found.pk}/")

    assert page.context["may_receive"].reason == f"ยังไม่ทราบ{unknown} — เติมแล้วยืนยันอีกครั้ง จึงลงรับได้"
    assert "/receive/" not in page.content.decode()


def test_a_letter_becomes_a_draft_that_lists_what_is_missing_and_is_published(cast: Cast) -> None:
    officer, head = money.actor("province-officer", PROVINCE), money.actor("province-head", PROVINCE)
    found = confirmed(officer, generated())

    draft, wrong, lacking = drafted(officer, found)

    assert wrong == ["code:", "objectives:", "heads: [{key: support, label: , over: refuse}]"]
    assert [one.split(" ")[0] for one in lacking] == [
        "รหัสโครงการ",
        "วัตถุประสงค์ตามหนังสือ",
        "ชื่อหมวดเงิน",
        "ขั้นตอนที่ไม่มีกำหนดวัน",
        "คุณสมบัติของกลุ่มที่เข้าร่วมได้",
    ]
    assert "due: {district-head: 2559-01-22}" in draft.text
    assert "total: 344400.00" in draft.text

    text = filled(draft.text, {**OWN_BLANKS, "objectives:": "objectives: [ผู้สูงวัยมีรายได้]"})
    saved = browser(officer).post(draft.get_absolute_url(), {"text": text, "seen": "0"}, follow=True)
    published = browser(head).post(f"{draft.get_absolute_url()}publish/", {"seen": "1"}, follow=True)

    draft.refresh_from_db()
    pack = draft.edition.pack
    assert (saved.context["wrong"], published.redirect_chain[0][0]) == ([], "/programmes/trial-2559/")
    assert [(one.kind, one.form) for one in pack.stages] == [("form", "work1")]
    assert [part.title for part in pack.forms["work1"].sections] == [
        "1. ผลการดำเนินงาน",
        "2. ปัญหาและข้อเสนอแนะ",
    ]


def test_a_letter_fills_the_terms_that_an_officer_then_sets(cast: Cast) -> None:
    officer = money.actor("province-officer", PROVINCE)
    edition = make.edition(cast)
    found = confirmed(officer, generated())

    page = pressed(officer, found, "terms", edition=edition.pk)

    form, unplaced = page.context["form"], page.context["letter"].unplaced
    assert (form["unit_cost"].value(), form["letter_number"].value()) == ("24,600.00", "นภ 0019/ว 0280")
    assert ([one.partition(" ")[0] for one in unplaced], Terms.objects.exists()) == (["22"], False)
    sent = {field.html_name: "" if field.value() is None else field.value() for field in form}
    browser(officer).post(page.redirect_chain[0][0], sent)
    assert Terms.objects.get().content["unit_cost"] == "24600.00"


def test_a_letter_s_table_fills_the_register_that_an_officer_then_saves(cast: Cast) -> None:
    officer = money.actor("province-officer", PROVINCE)
    edition = make.edition(cast)
    found = confirmed(officer, generated())

    page = pressed(officer, found, "register", edition=edition.pk)

    draft, proof = Register.objects.get(), page.context["proof"]
    assert (proof.groups, str(proof.total)) == (14, "344400.00")
    assert [one.sentence.partition(" ")[0] for one in proof.faults] == ["จัดสรรเกินวงเงิน"]
    assert (shares_of(draft), page.context["letter"].unplaced) == ([], [])
    details = {field.html_name: field.value() or "" for field in page.context["details_form"]}
    browser(officer).post(
        f"{draft.get_absolute_url()}save/", {**page.context["typed"], **details, "seen": "0"}
    )
    draft.refresh_from_db()
    assert [(one.office, one.groups) for one in shares_of(draft)] == [
        ("3901", 4), ("3902", 1), ("3903", 4), ("3904", 2), ("3905", 2), ("3906", 1),
    ]  # fmt: skip
    assert (str(draft.stated_total_baht), draft.source_text[:30]) == (
        "344400.00",
        "หนังสือศาลากลางจังหวัดหนองบัวล",
    )


def test_rows_that_the_office_does_not_have_are_told_and_not_laid_in(cast: Cast) -> None:
    edition = make.edition(cast)
    found = confirmed(cast.somchai, generated())

    page = pressed(cast.somchai, found, "register", edition=edition.pk)

    assert len(page.context["letter"].unplaced) == 6
    assert all("ไม่มีตัวเลือก" in one for one in page.context["letter"].unplaced)
    assert page.context["proof"].groups == 0


def test_a_letter_is_received_with_its_file_and_its_day_once(cast: Cast) -> None:
    found = confirmed(cast.somchai, generated())

    answers = [pressed(cast.somchai, found, "receive").status_code for _turn in range(2)]

    line = IncomingLetter.objects.get()
    file = f"/letters/in/{line.pk}/files/{line.files.get().pk}/read/"
    assert answers == [200, 403]
    assert browser(cast.somchai).post(file).url == found.get_absolute_url()
    assert [browser(one).post(file).status_code for one in (cast.anong, cast.kanya)] == [403, 404]
    assert (line.letter_number, str(line.due_on)) == ("นภ 0019/ว 0280", "2016-01-22")
    assert line.to_whom == "นายอำเภอทุกอำเภอ"
    assert [one.file for one in line.files.all()] == [found.file]


def test_nothing_is_made_of_a_letter_before_it_is_confirmed_or_by_other_hats(cast: Cast) -> None:
    edition = make.edition(cast)
    read = read_letter(generated().encode(), name="หนังสือ.txt", actor=cast.somchai)
    of_a_district = confirmed(cast.malee, generated())
    ways = {"receive": {}, "terms": {"edition": edition.pk}, "register": {"edition": edition.pk}, "pack": {}}

    before = {what: pressed(cast.somchai, read, what, **said) for what, said in ways.items()}
    by_others = {what: pressed(cast.malee, of_a_district, what, **said) for what, said in ways.items()}

    assert {what: page.status_code for what, page in before.items()} == dict.fromkeys(ways, 403)
    assert all("ยืนยัน" in page.content.decode() for page in before.values())
    assert [what for what, page in by_others.items() if page.status_code == 403] == [
        "terms",
        "register",
        "pack",
    ]


def test_the_file_of_a_programme_is_saved_once_and_keeps_what_was_typed(cast: Cast) -> None:
    asked = browser(cast.somchai)
    begun = asked.post("/pack-drafts/", {"title": "ร่าง", "text": "code: [\n"}, follow=True)
    draft = PackDraft.objects.get()

    told = begun.context["wrong"][0]
    answers = [asked.post(draft.get_absolute_url(), {"text": "code: x\n", "seen": "0"}) for _turn in range(2)]
    refused = asked.post(f"{draft.get_absolute_url()}publish/", {"seen": "1"})

    assert (told.line, [one.status_code for one in answers]) == (2, [302, 409])
    assert "code: x" in answers[1].content.decode()
    assert (refused.status_code, "ประกาศใช้โครงการได้" in refused.content.decode()) == (403, True)
    assert asked.post("/pack-drafts/", {"title": "", "text": "ก: 1"}).status_code == 422


def test_what_is_wrong_with_a_file_keeps_it_from_being_published(cast: Cast) -> None:
    browser(cast.suda).post("/pack-drafts/", {"title": "ร่าง", "text": "code: x\n"})
    draft = PackDraft.objects.get()

    answer = browser(cast.suda).post(f"{draft.get_absolute_url()}publish/", {"seen": "0"})

    draft.refresh_from_db()
    assert (answer.status_code, draft.edition, bool(answer.context["wrong"])) == (422, None, True)
    assert browser(cast.anong).post(draft.get_absolute_url(), {"text": "x", "seen": "0"}).status_code == 403
    assert browser(cast.kanya).get(draft.get_absolute_url()).status_code == 404


def test_the_list_of_drafts_costs_as_many_queries_for_thirty(cast: Cast) -> None:
    def begin() -> None:
        browser(cast.somchai).post("/pack-drafts/", {"title": "ร่าง", "text": "code: x\n"})

    begin()
    assert costs_no_more(cast.somchai, "/pack-drafts/", lambda: [begin() for _turn in range(30)])


@real
def test_all_is_made_of_letter_a(cast: Cast) -> None:  # clauses A1 to A4, A15, A16
    edition = make.edition(cast)
    found = confirmed(cast.somchai, letter("buriram-2561.txt"), {"money.0.words_amount": "61857700.00"})

    register = pressed(cast.somchai, found, "register", edition=edition.pk)
    terms = pressed(cast.somchai, found, "terms", edition=edition.pk)
    draft, wrong, lacking = drafted(cast.somchai, found)

    proof = register.context["proof"]
    assert (proof.groups, str(proof.total), register.context["letter"].unplaced) == (28, "873600.00", [])
    form = terms.context["form"]
    assert (form["unit_cost"].value(), form["due:report:district-head"].value()) == (
        "31,200.00",
        "20 กันยายน 2561",
    )
    assert wrong == ["code:", "heads: [{key: support, label: , over: refuse}]"]
    assert [sum(words in one for one in lacking) for words in ("ตัวชี้วัด", "๑.๑, ๑.๒, ๒, ๒.๑", "ไม่ตรงกัน")] == [
        1,
        1,
        0,
    ]
    text = filled(draft.text, OWN_BLANKS)
    browser(cast.somchai).post(draft.get_absolute_url(), {"text": text, "seen": "0"})
    draft.refresh_from_db()
    pack = make.publish(cast, draft.text).pack
    assert (len(pack.objectives), len(pack.results), pack.area) == (3, 3, edition.pack.area)
    assert (pack.budget.total, [limit.key for limit in pack.limits]) == (
        edition.pack.budget.total,
        ["no_durable"],
    )
    days = [(one.window.start, one.window.end, one.levels) for one in (pack, edition.pack)]
    assert days[0] == days[1]
    assert pack.stages[0].due == edition.pack.stage("report").due
    assert [len(part.fields[0].columns) for part in pack.forms["work1"].sections] == [0, 7, 3, 0, 0, 5, 0]


@real
def test_all_is_made_of_letter_b(cast: Cast, at: Freeze) -> None:  # clauses B1 to B8
    at("2020-05-11 09:00")
    values = {"date": "2020-05-08", "to.place": "2706"}
    found = confirmed(cast.somchai, letter("sakaeo-2563.txt"), values)

    draft, wrong, _lacking = drafted(cast.somchai, found)

    assert wrong == [
        "code:", "total:", "heads: [{key: support, label: , over: refuse}]",
        "form: work1", "form: work2", "form: work3",
    ]  # fmt: skip
    said = draft.text
    assert "due: {district-head: 2563-05-25, province-head: 2563-05-29}" in said
    assert ("expect: 76\n      keep: 36" in said, "allot: {ดีเด่น: 90000.00, ดี: 50000.00}" in said) == (
        True,
        True,
    )
    assert "tiers: [{name: ดีเด่น, places: 18}, {name: ดี, places: 18}]" in said
    assert [line.strip() for line in said.splitlines() if line.startswith("      stages:")] == [
        f"stages: [{key}]" for key in ("work1", "round1", "round2", "support1", "procure1", "work2", "work3")
    ]
    assert [line.split()[-1] for line in said.splitlines() if line.startswith("    kind:")] == [
        "form", "round", "round", "spend", "purchase", "form", "form",
    ]  # fmt: skip
    pressed(cast.somchai, found, "receive")
    line = IncomingLetter.objects.get()
    assert (line.letter_number, str(line.dated_on), str(line.due_on)) == (
        "สก 0019/0970",
        "2020-05-08",
        "2020-05-25",
    )
