"""Papers the program draws, by name: of the letter desk, of a selection, and of every form of every programme.

Those of cases, money and insight are in tests/wardens/test_papers.py, with what each of them says.
"""

from collections.abc import Iterator
from datetime import date

from cases.applying import group_case, sent
from cast import Cast
from letter_samples import SAMPLES, drawn
from sammachip.cases.receipts import receipt_document, receipts_of
from sammachip.core import document as doc
from sammachip.core.letter.compose import Hands, file_copy
from sammachip.records import incoming_paper, outgoing_paper
from sammachip.records.actions_incoming import Came, receive
from sammachip.records.models import OutgoingLetter
from sammachip.selection import papers_results, papers_sheets
from sammachip.selection.actions.assigning import share_out
from sammachip.selection.actions.deciding import prepare_resolution
from sammachip.selection.actions.publishing import publish
from sammachip.selection.dossier import dossier_of
from sammachip.selection.papers_dossier import dossier_document
from selection import build as selection
from selection.test_publishing import meeting
from wardens.test_papers import empty_forms, forms_by_hand

Papers = Iterator[tuple[str, doc.Document]]
ADDRESS = "https://example.th/check/"


def of_the_letter_desk() -> Papers:
    """Each kind of letter, the copy an office keeps of one, and the registers of letters sent and received."""
    for kind in SAMPLES:
        yield kind.value, drawn(kind)
    letter = drawn(next(iter(SAMPLES)))
    yield "file copy", file_copy(letter, Hands("นางสาวมาลี", "นางสาวมาลี", "นายมานะ"))


def of_programmes() -> Papers:
    yield from empty_forms()
    yield from forms_by_hand()


def of_registers(cast: Cast) -> Papers:
    office = cast.malee.office
    lines = [
        OutgoingLetter(
            office=office, number=f"บร 0119/ว {n}", dated_on=date(2018, 9, n), from_whom=office.short_name,
            to_whom="นายอำเภอทุกอำเภอ", subject="การสำรวจกลุ่มอาชีพประจำปี",
        )
        for n in range(1, 4)
    ]  # fmt: skip
    yield "register of letters sent", outgoing_paper.register_document(office, 2561, lines)
    received = [
        receive(
            Came("แนวทางการพัฒนากลุ่มอาชีพ", "กรมการพัฒนาชุมชน", letter_number=f"มท 0407/{n}", dated_on=date(2018, 9, n)),
            office=office, actor=cast.malee,
        )
        for n in range(1, 4)
    ]  # fmt: skip
    yield "register of letters received", incoming_paper.register_document(office, 2561, received)


def of_receipts(cast: Cast) -> Papers:
    [receipt, *_more] = receipts_of(sent(group_case(cast), cast.malee))
    yield "receipt", receipt_document(receipt, address=ADDRESS)


def of_a_selection(cast: Cast) -> Papers:
    made = selection.contest(cast, entries=8)
    given = [(one, ADDRESS) for one in share_out(made.round, actor=made.secretary)[:2]]
    yield "members of a panel", papers_sheets.members_document(made.panel)
    yield "score sheets", papers_sheets.sheets_document(given, made.round.law)
    selection.mark_all(made, [{"plan": 20 - number, "clip": 1} for number in range(8)])
    resolution = prepare_resolution(made.round, meeting(made), actor=made.secretary)
    publish(resolution, seen=0, actor=made.chair)
    resolution.refresh_from_db()
    yield "resolution", papers_results.resolution_document(resolution)
    for letter in papers_results.letters_of(resolution):
        yield f"result of place {letter.placement.place}", letter.document
    yield "dossier", dossier_document(made.round, dossier_of(made.round))
