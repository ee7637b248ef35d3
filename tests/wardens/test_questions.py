"""Every address is asked what can be asked without knowing its page; the page's own test asks the rest.

Nobody signed in is sent to the log-in, another method is 405, a stranger to a row is told 404 as for a row that is not
there, and an empty form is answered, never broken.
"""

import io
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from PIL import Image

import make
from cases import applying
from cast import Cast
from conftest import Freeze
from insight import build
from money import build as money
from sammachip.cases import actions as cases
from sammachip.cases.models import Attachment, Case, Filing, GroupSeat, Receipt
from sammachip.cases.seats import digest_of
from sammachip.core.letter import LetterKind
from sammachip.money import actions_purchase, actions_spending
from sammachip.money.models import Account, Evidence, Purchase, Register, Spending
from sammachip.org import actions as org
from sammachip.org import actions_tokens
from sammachip.org.models import ApiToken, Person, Standin
from sammachip.programmes.actions_drafts import start_draft
from sammachip.programmes.pack import NamedList
from sammachip.records import actions_dispatch, actions_drafts, actions_incoming, actions_outgoing
from sammachip.records.actions import keep_photo
from sammachip.records.actions_batches import gather
from sammachip.records.actions_readings import read_letter
from sammachip.records.actions_scans import await_pages
from sammachip.records.actions_uploads import begin_upload
from sammachip.records.models import (
    Batch,
    Delivery,
    IncomingLetter,
    LetterDraft,
    LetterReading,
    LetterScan,
    OutgoingLetter,
    Paper,
    SheetImport,
    StoredFile,
    Upload,
)
from sammachip.registry import actions_import, actions_rosters, sheets
from sammachip.registry.actions_personal import receive_request, record_consent
from sammachip.registry.actions_supports import keep_supports
from sammachip.registry.models import (
    Consent,
    ConsentAnswer,
    ConsentBy,
    ConsentFor,
    ConsentWay,
    Group,
    PersonalRequest,
    RequestKind,
    RequestWay,
)
from sammachip.registry.personal import PEOPLE
from sammachip.registry.roster_proposals import Letter, ListNamed
from sammachip.registry.rosters import read_pasted
from sammachip.registry.supports import Told
from sammachip.selection import actions
from sammachip.trail import clock
from selection import build as selection
from web.asking import browser

from .source import listed
from .test_papers import accepted_report

PUBLIC = {
    *("login", "logout", "reset", "start", "components", "healthz"),
    *("field-away", "field-worker", "field-manifest"),
    *("village", "village-leave", "seat-door"),
    *("genuine-desk", "genuine-file", "genuine"),
}
"""What is shown to nobody in particular. Whoever adds a page here has thought of everybody who may read it."""

OPEN_TO_GROUPS = {
    *("hat", "task-start", "village-filing", "photo", "filing-photos", "filing-photo-remove"),
    *("filing", "filing-edit", "filing-save", "filing-take-back"),
    *(
        "filing-nil",
        "filing-nil-send",
        "filing-nil-undo",
        "receipt",
        "receipt-file",
        "village-part",
        "village-letter",
    ),
    *("filing-file-add", "filing-file-begin", "filing-file-finish", "filing-file-remove"),
    *("upload", "upload-pieces", "attachment", "attachment-poster"),
}
"""What opens to a member of a group. Whoever adds a page here has thought of a villager on a borrowed phone."""

FOR_EVERY_OFFICER = {"programmes/", "money/editions/", "rosters/lists/", "g/", "check/"}
"""A programme is the law for all; what of its money reached an office is shown to that office only. Whoever has the code
of a seat stands before its door; whoever has that of a paper holds the paper."""

NO_ROW = {"money-month-file", "reminder-letter"}
"""What is made for whoever asks, from that office's own rows."""

OF_A_PANEL = (
    *("assignments/", "entries/", "panel-seats/", "panels/", "rounds/", "sheets/"),
    "resolutions/",
)
"""Rows of a panel's work: what its members open is for them alone, and their own tests ask it."""

OF_THEIR_OWN = {
    *("difference", "task-sign-in", "task-sign-in-file", "batch-bundle"),
    *("case-invited", "case-invited-sheet", "case-exports", "case-followup", "case-followup-sheet"),
    *("selection", "panel-appoint", "village-letter"),
}
"""Rows that many acts lead to, or few tasks and programmes have: that they are there for their own, their own test shows."""

WITHIN = {
    "kind": "pdf",
    "name": "products",
    "paper": "notice",
    "what": "groups",
    "which": "villages",
    "month": "2561-09",
    "code": "31",
}
"""What may follow a row in its address and is no row itself."""

SUBMISSION = b'<data id="nowhere.form"><meta><instanceID>uuid:1</instanceID></meta></data>'

ABSENT = 987_654_321
ASKED = ("get", "post", "put")


class Address(NamedTuple):
    """One address of the web: its name, its pattern, the arguments it takes, and how it may be asked."""

    name: str
    route: str
    takes: tuple[str, ...]
    methods: tuple[str, ...]

    def to(self, row: object) -> str:
        """The address with the row in the place of the first argument; what lies within the row is not there."""
        numbers = {one for one in self.takes if f"<int:{one}>" in self.route}
        given = {one: ABSENT if one in numbers else WITHIN.get(one, ABSENT) for one in self.takes[1:]}
        return reverse(f"web:{self.name}", kwargs={**given, **dict.fromkeys(self.takes[:1], row)})


def addresses() -> list[Address]:
    return list(_walk(get_resolver().url_patterns))


def _walk(patterns: list[URLPattern | URLResolver]) -> Iterator[Address]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns)
        elif pattern.callback.__module__.startswith("sammachip.web") and pattern.name:
            answered = [one.lower() for one in getattr(pattern.callback, "takes", ("GET", "POST"))]
            methods = tuple(one for one in ASKED if one in answered)
            yield Address(pattern.name, str(pattern.pattern), tuple(pattern.pattern.converters), methods)


def picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30)).save(drawn, "PNG")
    return drawn.getvalue()


def bought_for(case: Case) -> Purchase:
    """A purchase of the group's own office, not yet asked for."""
    officer = money.actor("field-officer", money.office_of(case))
    return actions_purchase.draft_purchase(case, money.request(), actions_purchase.Report(), actor=officer)


@pytest.fixture
def rows(cast: Cast, at: Freeze) -> dict[str, object]:
    """A row of บุรีรัมย์ for the first argument of every address, by how the address begins."""
    at(build.NOW)
    report = accepted_report(cast)
    order = org.record_order(cast.suda.office, "1/2561", date(2018, 9, 1), "มอบอำนาจ", actor=cast.suda)
    power = org.give_power(
        order,
        cast.mana.person,
        Standin.ACTING_FOR,
        cast.mana.office,
        "นายอำเภอ",
        date(2018, 9, 1),
        actor=cast.suda,
    )
    spending = money.approved(money.funded_group())
    draft = cases.start_filing(report.task, interim=True, actor=cast.malee)
    photo = cases.add_photo(
        draft, content=picture(), name="ประชุม.png", row="step_1", caption="", actor=cast.malee
    )
    scan = signed_on_paper(cast, draft)
    make.publish(cast, report.task.case.edition.source.replace("    target: 85\n", "    target: 86\n"))
    actions_tokens.issue_token(name="ตารางงาน", ends_on=date(2018, 9, 30), actor=cast.somchai)
    return {
        "attachments/": a_file_of(draft, photo.file, cast).pk,
        "batches/": a_batch(report, cast).pk,
        "cases/": report.task.case_id,
        "cases/<int:pk>/board": report.task.case.parent_id,
        "check/": Paper.objects.exclude(code=None).first().code,
        "consents/": signed_consent(cast, spending.case.group).pk,
        "field/new/": report.task.case.edition_id,
        "field/tasks/": report.task_id,
        "filings/": report.pk,
        "g/": "code-of-a-seat",
        "g/filings/": report.pk,
        "g/letters/": Paper.objects.filter(office="3101").first().pk,
        "groups/": spending.case.group_id,
        "groups/imports/": sheet_read(cast).pk,
        "letters/": a_line(cast).pk,
        "letters/drafts/": a_letter_written(cast).pk,
        "letters/read/": a_letter_read(cast).pk,
        "letters/read/scans/": a_scan(cast).pk,
        "letters/arrived/": a_delivery(cast).pk,
        "letters/in/": a_letter_in(cast).pk,
        "money/accounts/": Account.objects.get(case=spending.case).pk,
        "money/cases/": spending.case_id,
        "money/editions/": report.task.case.edition_id,
        "money/evidence/": a_proof(spending, photo.file).pk,
        "money/entries/": Account.objects.get(case=spending.case).entries.first().pk,
        "money/purchases/": bought_for(spending.case).pk,
        "money/registers/": Register.objects.first().pk,
        "money/spendings/": spending.pk,
        "money/tasks/": spending.case.tasks.get(stage="spend").pk,
        "offices/": "3101",
        "orders/": order.pk,
        "pack-drafts/": start_draft("ร่าง", "code: x", actor=cast.somchai).pk,
        "papers/": Paper.objects.filter(office="3101").first().pk,
        "people/": cast.malee.person.pk,
        "personal/": asked_of_the_chair(cast, spending.case.group).pk,
        "posts/": cast.malee.hat.key.removeprefix("post:"),
        "photos/": photo.pk,
        "powers/": power.pk,
        "receipts/": a_receipt(report).pk,
        "rosters/": make.roster(cast.somchai, NamedList("green", "บัญชีสมมุติ", "village"), "31010101").pk,
        "rosters/lists/": "sammachip_2561",
        "rosters/sheets/": list_read(cast).pk,
        "scans/": scan.pk,
        "scopes/": make.scope(make.auditor("31"), "3101").pk,
        "programmes/": report.task.case.edition.programme.code,
        "seats/": a_seat(report.task.case, cast).pk,
        "submissions/": cases.take_in(SUBMISSION, {}, actor=cast.malee)[0].pk,
        "supports/": support_kept(cast, spending.case.group).pk,
        "tasks/": report.task_id,
        "tokens/": ApiToken.objects.get().pk,
        **of_a_panel(cast),
        "uploads/": on_its_way(cast).pk,
    }


def a_batch(report: Filing, cast: Cast) -> Batch:
    """One report that the province has gathered."""
    return gather("filings", "รายงาน", [(report.pk, "รายงาน")], told={}, actor=cast.somchai)


def a_letter_written(cast: Cast) -> LetterDraft:
    """A letter that the province is writing."""
    return actions_drafts.begin_letter(LetterKind.EXTERNAL, office=cast.somchai.office, actor=cast.somchai)


def a_line(cast: Cast) -> OutgoingLetter:
    """A letter of the province, in its register."""
    letter = actions_outgoing.Letter("ขอเชิญประชุม", "นายอำเภอสมมุติ")
    office, today = cast.somchai.office, clock.today()
    return actions_outgoing.give_number(letter, office=office, dated_on=today, actor=cast.somchai)


def a_delivery(cast: Cast) -> Delivery:
    """A letter of the province on its way to a district."""
    [made] = actions_dispatch.dispatch(a_line(cast), [cast.malee.office], actor=cast.somchai)
    return made


def a_letter_in(cast: Cast) -> IncomingLetter:
    """A letter that came to the province."""
    came = actions_incoming.Came("การรายงานผลสมมุติ", "กรมสมมุติ")
    return actions_incoming.receive(came, office=cast.somchai.office, actor=cast.somchai)


def a_letter_read(cast: Cast) -> LetterReading:
    """A letter that came to the province and was read."""
    return read_letter("เรื่อง ขอเชิญประชุม".encode(), name="หนังสือ.txt", actor=cast.somchai)


def a_scan(cast: Cast) -> LetterScan:
    """A letter that came to the province as a picture and waits to be read."""
    return await_pages(b"%PDF-", name="หนังสือ.pdf", pages=1, actor=cast.somchai)


def a_proof(spending: Spending, picture: StoredFile) -> Evidence:
    officer = money.actor("field-officer", spending.office_id)
    return actions_spending.add_evidence(spending, kind="receipt", file=picture, actor=officer)


def of_a_panel(cast: Cast) -> dict[str, object]:
    """Rows of a round in which a sheet is sealed."""
    contest = selection.contest(cast, entries=2, text=selection.pack(keep=1))
    (assignment, *_more) = actions.share_out(contest.round, actor=contest.secretary)
    found = [
        assignment.pk,
        assignment.entry_id,
        assignment.seat_id,
        contest.panel.pk,
        contest.round.pk,
        selection.mark(assignment.entry, assignment.seat).pk,
        ABSENT,
    ]
    return dict(zip(OF_A_PANEL, found, strict=True))


def a_seat(case: Case, cast: Cast) -> GroupSeat:
    """A seat of the case, entered by this code."""
    return GroupSeat.objects.create(
        case=case,
        person=Person.objects.create(prefix="นาย", given_name="บุญมี", family_name="ทดสอบระบบ"),
        office=cast.malee.office,
        code_digest=digest_of("code-of-a-seat"),
        pin_hash="",
        ends_on=date(2018, 9, 30),
        opened_by=cast.malee.person,
        opened_at=clock.now(),
    )


def a_file_of(filing: Filing, file: StoredFile, cast: Cast) -> Attachment:
    """A file that stands beside the answers."""
    return Attachment.objects.create(
        filing=filing, key="more", file=file, added_by=cast.malee.person, added_at=clock.now()
    )


def on_its_way(cast: Cast) -> Upload:
    """A file of Somchai's of which nothing came yet."""
    return begin_upload(purpose="test", name="คลิป.mp4", size=9, most_mb=1, actor=cast.somchai)


def a_receipt(filing: Filing) -> Receipt:
    """That its office received the filing, under number 1."""
    return Receipt.objects.create(
        programme=filing.task.case.programme,
        year=2561,
        number=1,
        filing=filing,
        revision=1,
        hop=0,
        office=filing.maker_office,
        received_at=clock.now(),
    )


def sheet_read(cast: Cast) -> SheetImport:
    """A sheet of groups that waits to be applied."""
    said = sheets.read_pasted("ชื่อกลุ่ม\tชนิดกลุ่ม\tรหัสหมู่บ้าน\tบ้าน\nกลุ่มสมมุติ\tอาชีพ\t31010105\tใหม่")
    return actions_import.keep_reading(said, name="วาง", digest="", actor=cast.malee)


def list_read(cast: Cast) -> SheetImport:
    """A named list that waits to be taken in."""
    return actions_rosters.keep_reading(
        read_pasted("village", "รหัสหมู่บ้าน\n31010101"),
        about=ListNamed("sammachip_2561", "บัญชีสมมุติ", "village"),
        letter=Letter("มท 0000.0/ว 1", date(2018, 8, 1), "กรมสมมุติ"),
        name="วาง",
        digest="",
        actor=cast.somchai,
    )


def support_kept(cast: Cast, group: Group) -> SheetImport:
    """A list that tells what another agency pays for the group, brought by the province."""
    return keep_supports([Told(group, 2561, "เทศบาลสมมุติ", "เส้นด้าย", None)], name="วาง", actor=cast.somchai)


def signed_consent(cast: Cast, group: Group) -> Consent:
    """The answer of those in the group's pictures, signed on paper."""
    return record_consent(
        group,
        about=PEOPLE,
        what=ConsentFor.FACES,
        answer=ConsentAnswer.GIVEN,
        given_by=ConsentBy.CHAIR,
        way=ConsentWay.PAPER,
        scan=picture(),
        scan_name="แบบ.png",
        actor=cast.somchai,
    )


def asked_of_the_chair(cast: Cast, group: Group) -> PersonalRequest:
    """What somebody who stands in no list asks of their own data."""
    asked = {"kind": RequestKind.CORRECT, "asked": "ชื่อสะกดผิด", "name": "นางสมมุติ ทดสอบ"}
    return receive_request(group, **asked, way=RequestWay.PHONE, actor=cast.somchai)


def signed_on_paper(cast: Cast, draft: Filing) -> StoredFile:
    """The picture of the page on which the head signed this report."""
    cases.save_draft(draft, {"standing": "ongoing"}, seen=draft.saved, actor=cast.malee)
    sent = cases.send_filing(draft, seen=draft.saved, actor=cast.malee)
    scan = keep_photo(picture(), name="หน้าที่ลงนาม.png", actor=cast.malee)
    paper = {"signer_name": "นายมานะ ทดสอบระบบ", "signer_title": "พัฒนาการอำเภอ", "paper_number": "บร ๐๐๑๙/๑"}
    cases.record_paper_signature(sent, seen=1, done_on=date(2018, 9, 9), scan=scan, actor=cast.malee, **paper)
    return scan


def begins(address: Address, rows: dict[str, object]) -> str:
    """The longest of the beginnings that the address has; "" for an address that names no row."""
    return max((one for one in rows if address.route.startswith(one)), key=len, default="")


def asked(signed_in: Client, address: str, *, method: str) -> int:
    """How the person of this browser is answered; whatever the answer did is undone, also in the browser."""
    kept = signed_in.cookies.copy()
    with transaction.atomic():
        answer = getattr(signed_in, method)(address)
        transaction.set_rollback(True)
    signed_in.cookies = kept
    return answer.status_code


def with_rows(rows: dict[str, object]) -> Iterator[tuple[str, Address, str]]:
    """Every address that names a row, with its beginning and itself as it is asked."""
    for address in addresses():
        if address.takes and address.name not in NO_ROW:
            beginning = begins(address, rows)
            assert beginning, f"{address.route} → let `rows` hold a row for it"
            yield beginning, address, address.to(rows[beginning])


@pytest.mark.slow
def test_stranger_to_a_row_is_told_as_if_it_were_not_there(cast: Cast, rows: dict[str, object]):
    found, stranger = [], browser(cast.kanya)
    for beginning, address, asked_for in with_rows(rows):
        for method in address.methods:
            told = asked(stranger, asked_for, method=method)
            if told != 404 and beginning not in FOR_EVERY_OFFICER:
                found.append(f"{method} {address.route}: {told}")

    assert not found, listed(found, do="fetch the row through visible_to, first of all")


@pytest.mark.slow
def test_the_same_row_is_there_for_its_own_and_an_empty_form_is_answered(cast: Cast, rows: dict[str, object]):
    """Without this the stranger's 404 would say nothing. An act that trips over an empty form raises here."""
    found, province = [], browser(cast.somchai)
    for beginning, address, asked_for in with_rows(rows):
        told = {method: asked(province, asked_for, method=method) for method in reversed(address.methods)}
        one_row = set(address.takes[1:]) <= set(WITHIN) and address.name not in OF_THEIR_OWN
        if one_row and beginning not in OF_A_PANEL and told.get("get") == 404:
            found.append(address.route)

    assert not found, listed(found, do="let `rows` hold a row that this page shows")


@pytest.mark.django_db
def test_nobody_signed_in_is_sent_to_the_log_in():
    found = []
    for address in addresses():
        for method in address.methods:
            answer = getattr(Client(), method)(address.to(ABSENT))
            sent_there = answer.status_code == 302 and answer.url.startswith(reverse("web:login"))
            if address.name not in PUBLIC and not sent_there:
                found.append(f"{method} {address.route}: {answer.status_code}")

    assert not found, listed(found, do="leave out public=True, or say in PUBLIC that anybody may read it")


@pytest.mark.django_db
def test_another_method_is_refused_everywhere(cast: Cast):
    officer = browser(cast.malee)
    found = [
        f"{method} {one.route}"
        for one in addresses()
        for method in ASKED
        if method not in one.methods and asked(officer, one.to(ABSENT), method=method) != 405
    ]

    assert not found, listed(found, do="route to a view under @page or @act")


@pytest.mark.django_db
def test_a_seat_in_a_group_opens_only_what_names_it(cast: Cast, at: Freeze):
    at("2020-05-10 09:00")
    member = browser(applying.sitting(applying.seat(applying.group_case(cast), cast.malee)))
    found = []
    for address in addresses():
        for method in address.methods:
            told = asked(member, address.to(ABSENT), method=method)
            open_to_it = address.name in PUBLIC | OPEN_TO_GROUPS | {"home"}
            if told != 403 and not open_to_it:
                found.append(f"{method} {address.route}: {told}")

    assert not found, listed(
        found, do="leave out seats=, or say in OPEN_TO_GROUPS that a villager may open it"
    )
