"""Many papers as one job, on their pages: listed, ordered, followed, stopped, tried again and fetched."""

import io
import zipfile
from datetime import date

import pytest

import make
from cast import Cast
from conftest import Freeze
from insight import build
from letter_samples import SAMPLES
from sammachip.cases.actions import receive_sent
from sammachip.cases.models import Case, Filing
from sammachip.core.letter import LetterKind
from sammachip.org.hats import Actor
from sammachip.records import actions_batches as batches
from sammachip.records import actions_batchwork as work
from sammachip.records import actions_drafts as drafts
from sammachip.records.actions_recipients import list_recipients
from sammachip.records.drawers import Drawers
from sammachip.records.models import Batch, BatchItem, Delivery, LetterDraft, OutgoingLetter, Series
from sammachip.records.recipients import Meant, of_offices
from web.asking import body, browser, queries

pytestmark = pytest.mark.django_db
LIST = "/letters/drafts/"
PASTED = "อำเภอ\tยอด\nคูเมือง\t4\nกระสัง\t2"


@pytest.fixture(autouse=True)
def day(at: Freeze) -> None:
    at("2018-09-10 09:00")


def written(actor: Actor) -> LetterDraft:
    said = {**SAMPLES[LetterKind.EXTERNAL], "body": "ให้{{พื้นที่ผู้รับ}}ดำเนินการ {{ยอด}} กลุ่ม"}
    return drafts.begin_letter(LetterKind.EXTERNAL, office=actor.office, answers=said, actor=actor)


def signed(actor: Actor, many: int = 2) -> LetterDraft:
    meant = [Meant(f"เทศบาลที่ {n}", f"นายกเทศมนตรีที่ {n}", None, {"ยอด": str(n)}) for n in range(many)]
    draft = list_recipients(written(actor), meant, columns=("ยอด",), seen=1, actor=actor)
    draft = drafts.send_letter(draft, seen=2, actor=actor)
    return drafts.sign_letter(draft, seen=2, on_paper=True, actor=actor)


def ordered(actor: Actor, many: int = 2) -> Batch:
    return batches.issue_to_all(
        signed(actor, many), batches.Numbering(date(2018, 9, 10), Series.CIRCULAR), actor=actor
    )


def accepted_report(cast: Cast) -> Filing:
    """The accepted report of a district with its money."""
    edition = make.edition(cast)
    build.transferred(build.allotted(edition, cast, {"3101": 2, "3102": 1}, spare=1), cast, ["3101", "3102"])
    return build.reported(Case.objects.get(edition=edition, office="3101"), cast)


def post(actor: Actor, address: str, **data: str) -> int:
    return browser(actor).post(address, data).status_code


@pytest.mark.slow
def test_a_letter_is_listed_signed_ordered_made_and_fetched(cast: Cast) -> None:
    officer, draft = browser(cast.somchai), written(cast.somchai)
    task = make.task(make.district(cast, code="3102"), "report")
    listed = officer.post(f"{LIST}{draft.pk}/recipients/", {"to": "listed", "listed": PASTED, "seen": "1"})
    second = body(cast.somchai, f"{LIST}{draft.pk}/recipients/?look=2")
    officer.post(f"{LIST}{draft.pk}/send/", {"seen": "2"})
    officer.post(f"{LIST}{draft.pk}/signed/", {"seen": "2", "signed_on": "9 กันยายน 2561"})
    asked = {
        "by": "circular", "dated_on": "10 กันยายน 2561", "due_on": "20 กันยายน 2561",
        "work": f"{task.case.edition.pk}:report",
    }  # fmt: skip
    unsent = officer.post(f"{LIST}{draft.pk}/issue/", asked)
    answer = officer.post(f"{LIST}{draft.pk}/issue/", {**asked, "sends": "on"})
    batch = Batch.objects.get()
    working = body(cast.somchai, batch.get_absolute_url())
    worked = work.work_next()

    page = body(cast.fai, batch.get_absolute_url())
    bundle = b"".join(officer.get(f"/batches/{batch.pk}/all.zip").streaming_content)
    merged = b"".join(officer.get(f"/batches/{batch.pk}/all.pdf").streaming_content)
    one = officer.get(f"/batches/{batch.pk}/2.pdf")
    assert (listed.status_code, "ให้อำเภอกระสังดำเนินการ ๒ กลุ่ม" in second) == (302, True)
    assert (answer["Location"], worked) == (batch.get_absolute_url(), True)
    assert ("data-renews" in working, "จัดทำแล้ว 0 จาก 2 ฉบับ" in working) == (True, True)
    assert ("data-renews" in page, "จัดทำแล้ว 2 จาก 2 ฉบับ" in page, "บร 0019/ว 2" in page) == (
        False,
        True,
        True,
    )
    assert [name[:5] for name in zipfile.ZipFile(io.BytesIO(bundle)).namelist()[1:]] == ["0001 ", "0002 "]
    assert (merged[:5], b"".join(one.streaming_content)[:5]) == (b"%PDF-", b"%PDF-")
    assert "หนังสือ 2 ฉบับที่ออกเป็นชุด" in body(cast.somchai, draft.get_absolute_url())
    assert (unsent.status_code, list(unsent.context["issue_form"].errors)) == (422, ["work"])
    assert "งานที่ให้ผู้รับทำ" in page
    letter = receive_sent(Delivery.objects.get(office="3102"), actor=cast.prasit)
    assert (letter.tie.task, letter.due_on) == (task, date(2018, 9, 20))


@pytest.mark.slow
def test_filled_forms_are_gathered_as_they_may_be_read(cast: Cast) -> None:
    report = accepted_report(cast)
    stage = f"{report.task.case.edition.programme.code}:{report.task.stage}"

    answer = browser(cast.somchai).post("/batches/", {"what": stage})
    batch = Batch.objects.get()
    work.work_next()

    item = batch.items.get()
    assert (answer["Location"], item.state, item.about_id) == (batch.get_absolute_url(), "made", report.pk)
    assert browser(cast.fai).get(batch.get_absolute_url()).status_code == 404
    assert b"".join(browser(cast.somchai).get(f"/batches/{batch.pk}/1.pdf").streaming_content)[:5] == b"%PDF-"


def test_a_list_that_cannot_be_taken_comes_back_with_what_was_typed(cast: Cast) -> None:
    draft = written(cast.somchai)

    answer = browser(cast.somchai).post(
        f"{LIST}{draft.pk}/recipients/", {"to": "listed", "listed": "อำเภอ\nอำเภอคูเมิอง", "seen": "1"}
    )

    page = answer.content.decode()
    assert (answer.status_code, "แถวที่ 2 ไม่พบหน่วยงานชื่อ" in page, "อำเภอคูเมิอง</textarea>" in page) == (
        422,
        True,
        True,
    )


def test_all_districts_and_back_to_one(cast: Cast) -> None:
    draft = written(cast.somchai)

    many = post(cast.somchai, f"{LIST}{draft.pk}/recipients/", to="district", seen="1")
    draft.refresh_from_db()
    told = (many, draft.copies, draft.to_whom, draft.answers["to"])
    post(cast.somchai, f"{LIST}{draft.pk}/recipients/", to="one", seen="2")
    draft.refresh_from_db()

    assert told == (302, 23, "ผู้รับ 23 ราย", "{{ผู้รับ}}")
    assert (draft.copies, draft.to_whom, draft.answers["to"]) == (0, "", "")


def test_a_stale_list_is_told(cast: Cast) -> None:
    draft = list_recipients(
        written(cast.somchai), of_offices([cast.malee.office]), seen=1, actor=cast.somchai
    )

    assert post(cast.fai, f"{LIST}{draft.pk}/recipients/", to="one", seen="1") == 409


def test_a_letter_that_is_signed_changes_its_list_no_more(cast: Cast) -> None:
    draft = signed(cast.somchai)

    assert "เปลี่ยนรายชื่อ" not in body(cast.somchai, f"{LIST}{draft.pk}/recipients/")
    assert post(cast.somchai, f"{LIST}{draft.pk}/recipients/", to="one", seen="2") == 403


@pytest.mark.parametrize("act", ["stop", "go-on"])
def test_a_neighbour_finds_no_batch_and_who_only_reads_steers_none(cast: Cast, act: str) -> None:
    batch = ordered(cast.somchai)

    assert [
        post(cast.kanya, f"/batches/{batch.pk}/{act}/"),
        browser(cast.kanya).get(f"/batches/{batch.pk}/").status_code,
    ] == [404, 404]
    assert browser(cast.somchai).get(f"/batches/{batch.pk}/{act}/").status_code == 405


def test_a_batch_is_stopped_and_let_go_on_once(cast: Cast) -> None:
    batch = ordered(cast.somchai)
    ways = [post(cast.fai, f"/batches/{batch.pk}/{act}/") for act in ("stop", "stop", "go-on", "go-on")]

    assert ways == [302, 403, 302, 403]


def test_what_could_not_be_made_is_named_with_its_reason(cast: Cast) -> None:
    batch = ordered(cast.somchai)
    BatchItem.objects.filter(batch=batch, position=2).update(state="failed", why="ตารางกว้างเกินหน้า")

    page = body(cast.somchai, batch.get_absolute_url())

    assert "<strong>2. เทศบาลที่ 1</strong> — ตารางกว้างเกินหน้า" in page


def test_nothing_to_fetch_is_not_there(cast: Cast) -> None:
    batch = ordered(cast.somchai)

    asked = ("all.zip", "all.pdf", "all.exe", "1.pdf", "99.pdf")
    assert [browser(cast.somchai).get(f"/batches/{batch.pk}/{one}").status_code for one in asked] == [404] * 5


def test_a_form_that_nobody_sent_is_not_gathered(cast: Cast) -> None:
    accepted_report(cast)

    assert post(cast.somchai, "/batches/", what="nowhere:report") == 422
    assert OutgoingLetter.objects.count() == 0


def test_pages_ask_as_much_for_thirty_as_for_one(cast: Cast) -> None:
    few, many = ordered(cast.somchai, 1), ordered(cast.somchai, 30)

    pages = [[one.get_absolute_url(), f"{LIST}{one.draft_id}/recipients/"] for one in (few, many)]
    assert [queries(cast.somchai, page) for page in pages[0]] == [
        queries(cast.somchai, page) for page in pages[1]
    ]
    before = queries(cast.somchai, "/batches/")
    ordered(cast.somchai, 3)
    assert queries(cast.somchai, "/batches/") == before


@pytest.fixture(autouse=True)
def two_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sammachip.records.actions_batchwork.Drawers", lambda: Drawers(1))
