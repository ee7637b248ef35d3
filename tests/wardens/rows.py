"""A row of บุรีรัมย์ for whatever an address of the web may name."""

import io
from datetime import date

from PIL import Image

import make
from cast import Cast
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

from .test_papers import accepted_report

OF_A_PANEL = (
    *("assignments/", "entries/", "panel-seats/", "panels/", "rounds/", "sheets/"),
    "resolutions/",
)
"""Rows of a panel's work: what its members open is for them alone, and their own tests ask it."""

SUBMISSION = b'<data id="nowhere.form"><meta><instanceID>uuid:1</instanceID></meta></data>'

ABSENT = 987_654_321


def picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30)).save(drawn, "PNG")
    return drawn.getvalue()


def bought_for(case: Case) -> Purchase:
    """A purchase of the group's own office, not yet asked for."""
    officer = money.actor("field-officer", money.office_of(case))
    return actions_purchase.draft_purchase(case, money.request(), actions_purchase.Report(), actor=officer)


def rows_of(cast: Cast) -> dict[str, object]:
    """A row for the first argument of every address, by how the address begins."""
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
    cases.record_paper_signature(
        sent, seen=1, done_on=date(2018, 9, 10), scan=scan, actor=cast.malee, **paper
    )
    return scan
