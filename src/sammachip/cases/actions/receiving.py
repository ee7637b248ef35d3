"""Receiving: an office to which a filing comes gives it a number, at the instant at which it came."""

from django.db.models import Max

from sammachip.cases import queries
from sammachip.cases.models import Filing, Receipt
from sammachip.core.signoff import Hop
from sammachip.core.thaidate import BE_OFFSET
from sammachip.org.hats import Actor
from sammachip.programmes.models import Programme
from sammachip.records.genuine import new_code
from sammachip.trail import actions as trail
from sammachip.trail import clock


def give_receipt(filing: Filing, hop: Hop, actor: Actor) -> Receipt | None:
    """The receipt of the hop's office for the revision sent, where the stage gives any. Runs within the act that sends
    it there; what comes at once to two offices waits for one another, so that numbers have no gap."""
    if not queries.stage_of(filing.task, queries.edition_of(filing)).receipts:
        return None
    case = filing.task.case
    programme = Programme.objects.select_for_update(no_key=True).get(pk=case.programme_id)
    year = clock.today().year + BE_OFFSET
    numbers = Receipt.objects.filter(programme=programme, year=year).aggregate(last=Max("number"))
    receipt = Receipt.objects.create(
        programme=programme,
        year=year,
        number=(numbers["last"] or 0) + 1,
        filing=filing,
        revision=filing.revision,
        hop=hop.index,
        office_id=queries.office_code(case.path, hop.role),
        received_at=clock.now(),
        code=new_code(),
    )
    trail.log(
        "filing.received",
        about=filing,
        within=case,
        actor=actor,
        revision=filing.revision,
        hop=hop.index,
        office=receipt.office_id,
        number=str(receipt),
    )
    return receipt
