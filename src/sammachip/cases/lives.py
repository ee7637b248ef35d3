"""Papers of filings, told to a stranger who checks one: reports, the letters that take them up, and receipts."""

from django.utils.translation import gettext_lazy as _

from sammachip.cases import queries
from sammachip.cases.models import Receipt
from sammachip.cases.papers import COVER, FILING
from sammachip.core.thaidate import bangkok_day
from sammachip.records.genuine import HOLDS, Life, PaperKind, Standing, Told, ask, know


def register() -> None:
    know(FILING, PaperKind(_("แบบหรือรายงาน"), renewed=True))
    know(COVER, PaperKind(_("หนังสือนำส่ง")))
    ask(_receipt)


def _receipt(code: str) -> Told | None:
    """A receipt holds while what was received was not sent anew."""
    found = Receipt.objects.filter(code=code).select_related("office", "filing__task__case__edition").first()
    if found is None:
        return None
    later = (
        found.filing.receipts.filter(hop=found.hop, revision__gt=found.revision).order_by("revision").first()
    )
    return Told(
        code=code,
        name=_("ใบรับเอกสาร"),
        office=found.office.name,
        number=str(found),
        day=bangkok_day(found.received_at),
        title=queries.stage_of(found.filing.task).title,
        issued_at=found.received_at,
        life=Life(Standing.REPLACED, later.received_at, later.code or "") if later else HOLDS,
    )
