"""Papers of a filing: issued for good when it is accepted, and a covering letter drafted for every hop upward."""

from django.utils.translation import gettext as _

from sammachip.cases import queries
from sammachip.cases.facts import office_of
from sammachip.cases.handing_out import signed_document
from sammachip.cases.models import Filing
from sammachip.cases.papers import COVER, FILING, covering_letter, filing_title
from sammachip.core.area import is_within
from sammachip.core.signoff import Hop
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.records import actions as records
from sammachip.records.models import Paper
from sammachip.trail.thai import in_thai


def issue_paper(filing: Filing, actor: Actor) -> Paper:
    """Issue the accepted revision: its PDF and DOCX are kept and given out again byte for byte."""
    revision = filing.revisions.select_related("edition").get(number=filing.accepted_revision or 0)
    return records.issue(
        kind=FILING,
        title=filing_title(filing),
        about=filing,
        office=filing.maker_office,
        path=filing.task.case.path,
        document=signed_document(filing, revision),
        actor=actor,
    )


@in_thai
def draft_cover(filing: Filing, hop: Hop, actor: Actor) -> Paper | None:
    """Draft the letter, in Thai, that takes the filing up to the hop's office, where that is above the sender's."""
    sender = _sender(filing, hop)
    receiver = Office.objects.get(code=queries.office_code(filing.task.case.path, hop.role))
    if receiver == sender or not is_within(sender.path, receiver.path):
        return None
    return records.draft(
        kind=COVER,
        title=_("หนังสือนำส่ง{stage} ถึง{office}").format(
            stage=queries.stage_of(filing.task).title, office=receiver.authority_head
        ),
        about=filing,
        office=sender,
        path=sender.path,
        document=covering_letter(filing, sender, receiver),
        to_office=receiver,
        actor=actor,
    )


def _sender(filing: Filing, hop: Hop) -> Office:
    """The office the filing leaves: of the hop before, or the one that owns the task; whoever acted for it may sit elsewhere."""
    if hop.index == 0:
        return office_of(filing.task)
    before = queries.chain(filing.task)[hop.index - 1]
    return Office.objects.get(code=queries.office_code(filing.task.case.path, before.role))
