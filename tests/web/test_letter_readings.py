"""A letter that comes in to be read: given, compared with its text, confirmed once, and never lost on the way."""

from functools import cache

import pytest
from bench.letterground import generate
from django.core.files.uploadedfile import SimpleUploadedFile

from cast import Cast
from conftest import Freeze
from sammachip.core.letterfacts.confirming import shown, slots_of
from sammachip.org.hats import Actor
from sammachip.records.actions_readings import confirm_reading, official, read_letter
from sammachip.records.models import LetterConfirmation, LetterReading
from sammachip.web.forms.letter_readings import PREFIX, FactsForm
from standing import stand
from web.asking import body, browser, costs_no_more

pytestmark = pytest.mark.django_db

READ = "/letters/read/"
ALLOTMENT = 18
"""The seed of a letter that allots money to districts, one of which stands twice."""


AT_ODDS = """ที่ บร ๐๐๑๙/๑๒

ศาลากลางจังหวัดบุรีรัมย์

๕ กันยายน ๒๕๖๑

เรื่อง การจัดสรรงบประมาณ

เรียน นายอำเภอนางรอง

ด้วยจังหวัดบุรีรัมย์ได้รับงบประมาณ ๙๓,๖๐๐ บาท (เก้าหมื่นสามพันหกบาทถ้วน)
"""


@cache
def written(seed: int = ALLOTMENT) -> str:
    return generate(seed).text


@pytest.fixture(autouse=True)
def day(at: Freeze) -> None:
    at("2018-09-10 09:00")


def reading(actor: Actor, text: str = "") -> LetterReading:
    said = text or written()
    return stand(
        ("letter", said, actor.hat.key),
        lambda: read_letter(said.encode(), name="หนังสือ.txt", actor=actor),
    )


def typed(found: LetterReading, **more: str) -> dict[str, object]:
    """The page as it is sent back untouched, but for what is told."""
    form, places = FactsForm(found, None, official()), official()
    page = {PREFIX + slot.key: shown(slot, slot.proposed, places) for slot in form.slots}
    return {**page, "seen": "0", "settled": [str(at) for at in found.errors], **more}


def test_a_letter_is_given_as_a_file_and_its_page_shows_text_facts_and_findings(cast: Cast) -> None:
    file = SimpleUploadedFile("หนังสือ.txt", written().encode())

    answer = browser(cast.somchai).post(READ, {"file": file, "pasted": ""}, follow=True)

    found = LetterReading.objects.get()
    page = answer.content.decode()
    assert answer.redirect_chain == [(f"{READ}{found.pk}/", 302)]
    for one in found.facts["findings"]:
        start, end = one["span"]
        assert one["message"] in page
        assert (f'href="#at-{start}-{end}"' in page, f'id="at-{start}-{end}"' in page) == (True, True)
    pieces = answer.context["pieces"]
    assert "".join(piece.text for piece in pieces) == found.text
    assert sum(len(piece.opens) - piece.closes for piece in pieces) == 0
    assert browser(cast.somchai).get(f"{READ}{found.pk}/file/").getvalue() == written().encode()


def test_a_letter_given_twice_is_read_once(cast: Cast) -> None:
    first = reading(cast.somchai)

    answer = browser(cast.somchai).post(READ, {"pasted": written()})

    assert (answer.url, LetterReading.objects.count()) == (first.get_absolute_url(), 1)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"pasted": ""}, "เลือกไฟล์หนังสือ หรือวางข้อความของหนังสือก่อน"),
        ({"file": SimpleUploadedFile("old.doc", b"\xd0\xcf\x11\xe0 old")}, "ไฟล์ old.doc: ไฟล์นี้ไม่ใช่ข้อความ"),
        ({"file": SimpleUploadedFile("x.docx", b"PK\x03\x04 broken"), "pasted": "ข้อความเดิม"}, "ข้อความเดิม"),
    ],
)
def test_what_cannot_be_read_says_why_and_keeps_what_was_pasted(
    cast: Cast, sent: dict[str, object], said: str
) -> None:
    for value in sent.values():
        if isinstance(value, SimpleUploadedFile):
            value.seek(0)

    answer = browser(cast.somchai).post(READ, sent)

    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not LetterReading.objects.exists()


def test_a_letter_is_confirmed_with_what_was_corrected_and_left_unknown(cast: Cast) -> None:
    found = reading(cast.somchai)
    sent = typed(found, **{"f.subject": "เรื่องที่แก้แล้ว", "f.number": "", "f.date": "๑ กันยายน ๒๕๖๑"})

    answer = browser(cast.somchai).post(f"{READ}{found.pk}/", sent)

    made = LetterConfirmation.objects.get()
    assert (answer.status_code, made.version, made.confirmed_by) == (302, 1, cast.somchai.person)
    assert [made.facts[name]["value"] for name in ("subject", "number", "date")] == [
        "เรื่องที่แก้แล้ว", None, "2018-09-01",
    ]  # fmt: skip
    assert made.decisions["facts"] == {"subject": "corrected", "number": "unknown", "date": "corrected"}
    page = body(cast.somchai, f"{READ}{found.pk}/")
    assert ("เรื่องที่แก้แล้ว" in page, found.facts["subject"]["value"] in page, "ระบบเสนอ" in page) == (
        True,
        True,
        True,
    )


def test_what_was_not_read_is_added_beside_what_was(cast: Cast) -> None:
    found = reading(cast.somchai)
    at = len(found.facts["deadlines"])
    said = {f"f.deadlines.{at}.date": "๑ ตุลาคม ๒๕๖๑", f"f.deadlines.{at}.what": "ส่งบัญชีกลุ่ม"}

    answer = browser(cast.somchai).post(f"{READ}{found.pk}/", typed(found, **said))

    made = LetterConfirmation.objects.get()
    assert (answer.status_code, len(made.facts["deadlines"])) == (302, at + 1)
    assert made.facts["deadlines"][at]["date"]["value"] == "2018-10-01"
    page = body(cast.somchai, f"{READ}{found.pk}/")
    assert ("ส่งบัญชีกลุ่ม" in page, "<details open>" in page) == (True, True)


def test_a_confirmed_letter_is_weighed_again_as_it_was_confirmed(cast: Cast) -> None:
    found = reading(cast.somchai, AT_ODDS)
    url = f"{READ}{found.pk}/"
    browser(cast.somchai).post(url, typed(found))
    before = body(cast.somchai, url)

    corrected = typed(found, **{"f.money.0.words_amount": "93600.00"})
    answer = browser(cast.somchai).post(url, {**corrected, "seen": 1})

    assert [one["code"] for one in found.facts["findings"]] == ["words_figures_disagree"]
    assert ("ตรวจอีกครั้งจากข้อมูลที่ยืนยัน" in before, "ไม่พบข้อผิดพลาดแล้ว" in before) == (True, False)
    assert (answer.status_code, "ไม่พบข้อผิดพลาดแล้ว" in body(cast.somchai, url)) == (302, True)


def test_a_letter_waits_for_whoever_brought_it_in_until_it_is_confirmed_or_set_aside(cast: Cast) -> None:
    found = reading(cast.somchai)
    words = f"ยืนยันข้อมูลในหนังสือที่อ่าน: {found.title}"
    client = browser(cast.somchai)
    waiting = [words in one.get("/").content.decode() for one in (client, browser(cast.malee))]

    blank = client.post(f"{READ}{found.pk}/aside/", {"reason": ""})
    answer = client.post(f"{READ}{found.pk}/aside/", {"reason": "เป็นข่าว"})

    assert waiting == [True, False]
    assert (blank.status_code, "ยังพักไว้ไม่ได้" in blank.content.decode()) == (422, True)
    assert (answer.status_code, words in client.get("/").content.decode()) == (302, False)
    assert "พักไว้เมื่อ" in body(cast.somchai, f"{READ}{found.pk}/")


def test_a_letter_is_set_aside_in_its_own_office_and_before_it_is_confirmed(cast: Cast) -> None:
    found = reading(cast.somchai)
    url, said = f"{READ}{found.pk}/aside/", {"reason": "เป็นข่าว"}

    assert browser(cast.kanya).post(url, said).status_code == 404
    assert browser(cast.anong).post(url, said).status_code == 403
    assert browser(cast.somchai).get(url).status_code == 405
    browser(cast.somchai).post(f"{READ}{found.pk}/", typed(found))
    assert browser(cast.somchai).post(url, said).status_code == 403


def test_an_error_of_the_letter_is_looked_at_before_it_is_confirmed(cast: Cast) -> None:
    found = reading(cast.somchai)

    answer = browser(cast.somchai).post(
        f"{READ}{found.pk}/", {**typed(found), "settled": [], "f.subject": "พิมพ์ไว้แล้ว"}
    )

    page = answer.content.decode()
    assert (answer.status_code, "ยังไม่ได้ตรวจข้อผิดพลาดในหนังสือ 1 ข้อ" in page) == (422, True)
    assert ("พิมพ์ไว้แล้ว" in page, LetterConfirmation.objects.exists()) == (True, False)
    looked = [*map(str, found.errors), "77", "9" * 5000]
    browser(cast.somchai).post(f"{READ}{found.pk}/", {**typed(found), "settled": looked})
    assert LetterConfirmation.objects.get().decisions["findings"] == list(found.errors)


def test_values_that_are_none_say_why_and_stay(cast: Cast) -> None:
    found = reading(cast.somchai)
    place = next(slot.key for slot in slots_of(found.facts) if slot.key.endswith(".place"))
    sent = typed(found, **{"f.date": "31 กุมภาพันธ์ 2561", f"f.{place}": "อำเภอที่ไม่มี"})

    answer = browser(cast.somchai).post(f"{READ}{found.pk}/", sent)

    page = answer.content.decode()
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["date", place])
    assert ("31 กุมภาพันธ์ 2561" in page, "ไม่มี «อำเภอที่ไม่มี» ในบัญชีรายชื่อทางการ" in page) == (True, True)


def test_what_every_letter_has_and_this_one_lost_is_marked_to_be_looked_up(cast: Cast) -> None:
    lost = reading(cast.somchai, AT_ODDS.replace("บร ๐๐๑๙/๑๒", "").replace("๕ กันยายน ๒๕๖๑", ""))
    whole = reading(cast.somchai, AT_ODDS)

    pages = [body(cast.somchai, one.get_absolute_url()) for one in (lost, whole)]

    assert [page.count("ไม่พบหรืออ่านไม่ได้") for page in pages] == [2, 0]


def test_days_say_what_they_are_counted_from_and_sums_are_told_with_commas(cast: Cast) -> None:
    said = (
        AT_ODDS
        + """
ขอให้รายงานผลภายใน ๗ วันทำการ นับแต่วันที่ได้รับหนังสือ และให้รายงานความก้าวหน้าทุกวันที่ ๕ ของเดือน

ที่\tอำเภอ\tจำนวนเงิน (บาท)
๑\tนางรอง\t๑,๐๐๐
๒\tสติก\t๒,๐๐๐
รวม\t\t๔,๐๐๐
"""
    )

    form = FactsForm(reading(cast.somchai, said), None, official())

    hints = {line.slot.key: line.hint for group in form.groups for line in group.lines if line.hint}
    assert hints == {
        "deadlines.0.relative.days": "วันทำการ นับแต่วันที่ได้รับหนังสือ",
        "deadlines.1.recurring.day": "ของทุกเดือน",
    }
    page = body(cast.somchai, form.reading.get_absolute_url())
    assert "หนังสือระบุ 4,000 คำนวณได้ 3,000" in " ".join(page.split())


def test_a_cell_that_could_not_be_read_is_told_so_and_its_table_stands_open(cast: Cast) -> None:
    found = reading(
        cast.somchai, AT_ODDS + "\nที่\tอำเภอ\tบาท\n๑\tนางรอง\t๑,๐๐๐\n๒\tสตึก\t๒,๐๐๐\nรวม\t\t๓,๐๐๐\n"
    )
    found.facts["tables"][0]["rows"][1]["cells"][2]["value"] = None

    [table] = FactsForm(found, None, official()).tables

    assert (table.rows[1][2].doubt, table.rows[0][2].doubt, table.is_open) == ("อ่านไม่ได้", "", True)


def test_whoever_confirms_second_is_told_who_was_first(cast: Cast) -> None:
    found = reading(cast.somchai)
    confirm_reading(found, {}, settled=found.errors, seen=0, actor=cast.suda)

    answer = browser(cast.somchai).post(f"{READ}{found.pk}/", typed(found))

    assert (answer.status_code, "สุดา ทดสอบระบบ" in answer.content.decode()) == (409, True)
    assert LetterConfirmation.objects.count() == 1


def test_a_letter_is_shown_to_its_own_and_above_and_confirmed_by_its_own_alone(cast: Cast) -> None:
    found = reading(cast.somchai)
    address = f"{READ}{found.pk}/"

    assert browser(cast.kanya).get(address).status_code == 404
    assert "เป็นผู้ยืนยัน" in body(cast.anong, address)
    assert browser(cast.anong).post(address, typed(found)).status_code == 403
    assert browser(cast.somchai).put(address).status_code == 405


def test_the_list_costs_as_many_queries_for_thirty_letters(cast: Cast) -> None:
    reading(cast.somchai)

    def more() -> None:
        for turn in range(30):
            read_letter(f"เรื่อง ทดสอบ {turn}".encode(), name=f"{turn}.txt", actor=cast.somchai)

    assert costs_no_more(cast.somchai, READ, more)


def test_a_paper_that_sets_nothing_in_motion_is_told_as_such(cast: Cast) -> None:
    news = reading(cast.somchai, written(8))

    assert "ไม่มีงานให้เริ่ม" in body(cast.somchai, f"{READ}{news.pk}/")
