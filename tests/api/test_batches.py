"""Many papers as one job for programs: listed, ordered, followed, stopped, let go on and fetched."""

import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
from api.conftest import refused, told
from letter_samples import SAMPLES
from sammachip.cases.models import BatchWork
from sammachip.core.letter import LetterKind
from sammachip.records import actions_batchwork as work
from web.test_genuine import REPORT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
LIST = [
    {"name": "3102", "fills": {"ยอด": "4"}},
    {"name": "เทศบาลตำบลสมมุติ", "fills": {"เรียน": "นายกเทศมนตรี", "ยอด": "2"}},
]


def begun(caller) -> str:
    """A letter of the caller's office whose body has a blank of its own for each recipient; where it stands."""
    said = {**SAMPLES[LetterKind.EXTERNAL], "body": "ให้{{พื้นที่ผู้รับ}}ดำเนินการ {{ยอด}} กลุ่ม"}
    draft = told(caller.post("/letter-drafts", {"kind": "external", "answers": said}))
    return f"/letter-drafts/{draft['id']}"


def signed(caller, more: int = 0) -> str:
    """A signed letter to the two of the list, and to so many more; where it stands."""
    place = begun(caller)
    listed = [*LIST, *({"name": f"ผู้รับที่ {n}", "fills": {"ยอด": "1"}} for n in range(more))]
    told(caller.post(f"{place}/recipients", {"recipients": listed, "seen": 1}))
    told(caller.post(f"{place}/send", {"seen": 2}))
    told(caller.post(f"{place}/sign", {"seen": 2, "on_paper": True, "signed_on": "2018-09-09"}))
    return place


def ordered(caller, more: int = 0) -> dict:
    """The job of that letter, which nobody works on yet."""
    place = signed(caller, more)
    said = {"dated_on": "2018-09-10", "series": "circular", "sends": True, "due_on": "2018-09-20"}
    return told(caller.post(f"{place}/issue-to-all", said, once=f"k-{more}"))


@pytest.mark.slow
def test_a_letter_is_listed_ordered_made_and_fetched(program) -> None:
    officer = program("somchai")
    batch = ordered(officer)
    here = f"/batches/{batch['id']}"
    refused(officer.get(f"{here}/all.zip"), 404, "not-found")
    work.work_next()

    done, papers = told(program("fai").get(here)), told(officer.get(f"{here}/papers", state="made"))["items"]
    zipped, merged, one = (
        b"".join(officer.get(f"{here}/{name}").streaming_content)
        for name in ("all.zip", "all.pdf", "papers/2.pdf")
    )

    assert (batch["state"], batch["size"], batch["made"]) == ("working", 2, 0)
    assert (done["state"], done["made"], done["failed"], done["has_files"]) == ("done", 2, 0, True)
    assert [(one["number"], one["position"]) for one in papers] == [("บร 0019/ว 1", 1), ("บร 0019/ว 2", 2)]
    assert told(officer.get(f"/papers/{papers[0]['paper']}"))["pdf_sha256"] == papers[0]["sha256"]
    assert len(zipfile.ZipFile(io.BytesIO(zipped)).namelist()) == 3
    assert (merged[:5], one[:5]) == (b"%PDF-", b"%PDF-")
    assert [(one["office"], one["due_on"]) for one in told(officer.get("/deliveries"))["items"]] == [
        ("3102", "2018-09-20")
    ]


def test_a_job_is_stopped_and_goes_on_by_its_office_alone(program) -> None:
    officer = program("somchai")
    batch = ordered(officer)
    here = f"/batches/{batch['id']}"

    stopped = told(officer.post(f"{here}/stop", once="k-2"))
    again = told(officer.post(f"{here}/stop", once="k-2"))
    refused(officer.post(f"{here}/stop"), 403, "refused")
    on = told(officer.post(f"{here}/go-on"))
    refused(officer.post(f"{here}/go-on"), 403, "refused")

    assert (stopped["state"], again, on["state"]) == ("stopped", stopped, "working")
    for name in ("kanya", "anong", "malee"):
        refused(program(name).get(here), 404, "not-found")
        refused(program(name).post(f"{here}/stop"), 404, "not-found")
        assert told(program(name).get("/batches"))["items"] == []
    assert [one["id"] for one in told(officer.get("/batches"))["items"]] == [batch["id"]]


def test_a_batch_asks_for_the_work_of_a_programme_of_its_own_office(program, cast) -> None:
    case, officer = make.district(cast), program("somchai")
    other, place = make.edition(cast, make.PACK_A.with_name("community-business-2563.yaml")), signed(officer)
    said = {"dated_on": "2018-09-10", "sends": True, "work": {"edition": case.edition.pk, "stage": "report"}}

    for wrong, code in (
        ({"sends": False}, "not-sent"),
        ({"work": {"edition": case.edition.pk, "stage": "none"}}, "no-such-stage"),
        ({"work": {"edition": other.pk}}, "not-own-work"),
    ):
        refused(officer.post(f"{place}/issue-to-all", {**said, **wrong}), 403, code)
    batch = told(officer.post(f"{place}/issue-to-all", said))

    asked = BatchWork.objects.get()
    assert (asked.batch_id, asked.edition, asked.stage) == (batch["id"], case.edition, "report")


def test_a_list_says_which_rows_it_cannot_take_and_what_it_holds(program) -> None:
    officer = program("somchai")
    place = f"{begun(officer)}/recipients"

    wrong = officer.post(
        place, {"recipients": [{"name": "อำเภอคูเมิอง"}, {"name": "3101"}, {"name": "3101"}], "seen": 1}
    )
    listed = told(officer.post(place, {"recipients": LIST, "seen": 1}))
    refused(officer.post(place, {"recipients": LIST, "seen": 1}), 409, "stale")
    refused(
        officer.post(place.replace("recipients", "issue-to-all"), {"dated_on": "2018-09-10"}), 403, "refused"
    )
    read = told(officer.get(place))

    assert (wrong.status_code, [one["message"][:14] for one in wrong.json()["details"]]) == (
        422,
        ["แถวที่ 1 ไม่พบ", "แถวที่ 3 «3101"],
    )
    assert listed == read
    assert (read["columns"], [(one["office"], one["to_whom"]) for one in read["items"]]) == (
        ["ยอด", "เรียน"],
        [("3102", "นายอำเภอคูเมือง"), (None, "นายกเทศมนตรี")],
    )
    assert told(officer.get(place.removesuffix("/recipients")))["missing"] == []
    assert told(officer.post(place, {"recipients": [], "seen": 2}))["items"] == []


def test_filled_forms_are_gathered_as_one_job(program, cast) -> None:
    report = make.filing(make.task(make.district(cast), "report"), cast.malee, REPORT, sent=True)
    [offered] = told(program("somchai").get("/batches/gatherable"))["items"]
    asked = {"programme": offered["programme"], "stage": offered["stage"], "accepted_only": False}

    batch = told(program("somchai").post("/batches", asked))
    [paper] = told(program("somchai").get(f"/batches/{batch['id']}/papers"))["items"]

    assert (offered["sent"], offered["accepted"], batch["kind"], paper["state"]) == (
        1,
        0,
        "filings",
        "waiting",
    )
    assert offered["stage"] == report.task.stage
    refused(program("somchai").post("/batches", {**asked, "stage": "nowhere"}), 422, "bad-input")
    refused(program("somchai").post("/batches", {**asked, "accepted_only": True}), 403, "refused")
    refused(program("fai").get(f"/batches/{batch['id']}"), 404, "not-found")


def test_a_job_of_many_costs_the_same_queries_as_one_of_two(program) -> None:
    officer = program("somchai")

    def cost(path: str) -> int:
        with CaptureQueriesContext(connection) as counted:
            told(officer.get(path))
        return len(counted)

    first = ordered(officer)
    costs = [
        cost("/batches"),
        cost(f"/batches/{first['id']}/papers"),
        cost(f"/letter-drafts/{first['draft']}/recipients"),
    ]
    many = ordered(officer, more=30)

    assert many["size"] == 32
    assert costs == [
        cost("/batches"), cost(f"/batches/{many['id']}/papers"), cost(f"/letter-drafts/{many['draft']}/recipients"),
    ]  # fmt: skip
