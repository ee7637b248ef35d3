"""Receipts as they are read: which a filing was given, and the paper that the group and the offices keep."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from sammachip.cases import queries
from sammachip.cases.models import Filing, Receipt, Revision
from sammachip.cases.papers import of_whom
from sammachip.core import document as doc
from sammachip.core.papercode import grouped
from sammachip.core.thaidate import BANGKOK, bangkok_day, format_date
from sammachip.core.thainum import to_thai
from sammachip.trail.thai import in_thai


def receipts_of(filing: Filing) -> list[Receipt]:
    """Every receipt of the filing, as they were given; one query."""
    return list(Receipt.objects.filter(filing=filing).select_related("office").order_by("received_at", "pk"))


def revision_of(receipt: Receipt) -> Revision:
    """What was received."""
    return receipt.filing.revisions.get(number=receipt.revision)


@in_thai
def receipt_document(receipt: Receipt, *, address: str) -> doc.Document:
    """The receipt on paper, with a code that leads to where it is checked and the digest of what was received."""
    title, revision = _("ใบรับเอกสาร"), revision_of(receipt)
    number = to_thai(_("เลขรับ {number}").format(number=receipt))
    coded = (_("รหัสเอกสาร {code}").format(code=grouped(receipt.code)),) if receipt.code else ()
    return doc.Document(
        title=title,
        blocks=(
            doc.Code(address, (title, number, *of_whom(receipt.filing.task), *coded)),
            *(doc.Line(doc.parts(f"{label}  {to_thai(value)}")) for label, value in _told(receipt)),
            doc.Paragraph(
                _("ใบรับนี้ระบบออกให้เมื่อเอกสารมาถึงหน่วยงานผู้รับ ค่าตรวจสอบด้านล่างใช้เทียบว่าเอกสารยังเป็นฉบับที่รับไว้")
            ),
            doc.Line(doc.parts(_("ค่าตรวจสอบ (SHA-256)"))),
            doc.Line(doc.parts(revision.digest[:32])),
            doc.Line(doc.parts(revision.digest[32:])),
        ),
    )


def _told(receipt: Receipt) -> Iterable[tuple[str, str]]:
    stage, moment = queries.stage_of(receipt.filing.task), receipt.received_at.astimezone(BANGKOK)
    yield _("เรื่อง"), stage.title
    yield _("ฉบับที่ส่งครั้งที่"), str(receipt.revision)
    yield _("หน่วยงานผู้รับ"), receipt.office.name
    yield _("รับเมื่อ"), f"{format_date(bangkok_day(moment))} {moment:%H.%M} น."
