"""Reads of the law: the edition in force, and the terms that hold for an office."""

from dataclasses import dataclass
from decimal import Decimal

from sammachip.org.models import Office
from sammachip.programmes.models import Edition, Terms


@dataclass(frozen=True, slots=True)
class TermsInForce:
    """What holds for one office: the unit cost and to whom it reports, and the letter that says so."""

    unit_cost: Decimal | None
    report_to: str
    letter_number: str


def latest_edition(code: str) -> Edition | None:
    return (
        Edition.objects.filter(programme__code=code).select_related("programme").order_by("-number").first()
    )


def offices_above(office: Office) -> list[str]:
    """The codes of the office and of those above it, nearest first."""
    parts = [part for part in office.path.split("/") if part]
    return [*reversed(parts), "00"]


def terms_in_force(edition: Edition, office: Office) -> TermsInForce:
    """The nearest terms up the path; a pack's own suggestion for an office counts where no letter was recorded."""
    chain = offices_above(office)
    recorded: dict[str, Terms] = {}
    for terms in Terms.objects.filter(edition=edition, office__in=chain).order_by("version"):
        recorded[terms.office_id] = terms
    suggested = edition.pack.terms
    unit_cost: Decimal | None = None
    report_to = letter = ""
    for code in chain:
        here = recorded.get(code)
        content = here.content if here else {}
        default = suggested.get(code)
        if unit_cost is None:
            stated = content.get("unit_cost")
            unit_cost = Decimal(stated) if stated else (default.unit_cost if default else None)
            letter = here.letter_number if here and stated else letter
        report_to = report_to or str(content.get("report_to", "")) or (default.report_to if default else "")
    return TermsInForce(unit_cost, report_to, letter)
