"""Reads of the law: the edition in force, and the terms that hold for an office."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sammachip.core.thaidate import day_end
from sammachip.org.models import Office
from sammachip.programmes.models import Edition, Terms

NATION, FOR_ALL = "00", "all"
ISO_DATE = len("2018-09-20")


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
    return [*reversed(parts), NATION]


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
        default = suggested.get(code) or (suggested.get(FOR_ALL) if code == NATION else None)
        if unit_cost is None:
            stated = content.get("unit_cost")
            unit_cost = Decimal(stated) if stated else (default.unit_cost if default else None)
            letter = here.letter_number if here and stated else letter
        report_to = report_to or str(content.get("report_to", "")) or (default.report_to if default else "")
    return TermsInForce(unit_cost, report_to, letter)


DueByStage = dict[str, dict[str, datetime]]


def due_in_terms(edition: Edition) -> dict[str, DueByStage]:
    """The instants due that terms set, by office code, stage and role; a recorded letter goes before the pack."""
    found: dict[str, DueByStage] = defaultdict(dict)
    for code, terms in edition.pack.terms.items():
        for stage, by_role in terms.due.items():
            found[NATION if code == FOR_ALL else code].setdefault(stage, {}).update(by_role)
    for recorded in Terms.objects.filter(edition=edition).order_by("version"):
        for stage, by_role in (recorded.content.get("due") or {}).items():
            found[recorded.office_id].setdefault(stage, {}).update(_instants(by_role))
    return dict(found)


def _instants(by_role: Mapping[str, str]) -> dict[str, datetime]:
    """Instants from the text they are kept in; a bare date means the end of that day in Bangkok."""
    return {
        role: day_end(date.fromisoformat(text)) if len(text) == ISO_DATE else datetime.fromisoformat(text)
        for role, text in by_role.items()
    }
