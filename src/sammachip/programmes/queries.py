"""Reads of the law: the edition in force, and the terms that hold for an office."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Max, QuerySet

from sammachip.core.thaidate import day_end
from sammachip.org.models import DEPARTMENT, Office
from sammachip.org.queries import offices_over
from sammachip.programmes.models import Edition, Terms
from sammachip.programmes.pack import ANYONE, NamedList, of_role
from sammachip.programmes.pack import Terms as Suggested

FOR_ALL = "all"
ISO_DATE = len("2018-09-20")


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so: the office whose letter it is, or the pack where no letter is named."""

    office: str = ""
    letter_number: str = ""
    letter_on: date | None = None


PACK = Source()


@dataclass(frozen=True, slots=True)
class TermsInForce:
    """What holds for one office: the unit cost and to whom it reports, each with the letter that says so."""

    unit_cost: Decimal | None
    report_to: str
    unit_cost_from: Source = PACK
    report_to_from: Source = PACK

    @property
    def letter_number(self) -> str:
        return self.unit_cost_from.letter_number


@dataclass(frozen=True, slots=True)
class DueInForce:
    """The instant by which a role must have sent a stage on, for one office, and who says so."""

    stage: str
    role: str
    moment: datetime
    source: Source


def latest_edition(code: str) -> Edition | None:
    return (
        Edition.objects.filter(programme__code=code).select_related("programme").order_by("-number").first()
    )


def newest_editions() -> QuerySet[Edition]:
    """The edition in force of every programme, the newest year first."""
    newest = Edition.objects.values("programme").annotate(newest=Max("pk")).values("newest").order_by()
    found = Edition.objects.filter(pk__in=newest).select_related("programme__owner")
    return found.order_by("-fiscal_year", "programme__code")


def named_lists() -> dict[str, NamedList]:
    """The lists whose rows programmes ask for, by key; of two programmes that name one, the newer's title stands."""
    return {
        one.key: one
        for edition in reversed(newest_editions())
        for one in edition.pack.lists.values()
        if one.of
    }


def programme_titles() -> dict[str, str]:
    """The title of every programme's newest edition, by the programme's code."""
    return dict(Edition.objects.order_by("programme__code", "number").values_list("programme__code", "title"))


def later_edition(edition: Edition) -> Edition | None:
    """The newest edition of the same programme, where that is a later one."""
    later = Edition.objects.filter(programme=edition.programme_id, number__gt=edition.number)
    return later.order_by("-number").first()


def offices_above(office: Office) -> list[str]:
    """The codes of the office and of those above it, nearest first."""
    return offices_over(office.path)[::-1]


def terms_of(edition: Edition, office: Office) -> list[Terms]:
    """What this office's letters have set, newest first."""
    found = Terms.objects.filter(programme=edition.programme_id, office=office).order_by("-version")
    return list(found.select_related("made_by").prefetch_related("edition"))


def _recorded(edition: Edition, offices: Sequence[str] | None = None) -> dict[str, Terms]:
    """The newest terms by office; one query."""
    rows = Terms.objects.filter(programme=edition.programme_id).order_by("version")
    if offices is not None:
        rows = rows.filter(office__in=offices)
    return {terms.office_id: terms for terms in rows}


def _suggested(edition: Edition, code: str) -> Suggested:
    """What the pack itself suggests for an office; what it says for all, it says at the department."""
    suggested = edition.pack.terms
    return suggested.get(code) or (suggested.get(FOR_ALL) if code == DEPARTMENT else None) or Suggested()


def _source(terms: Terms) -> Source:
    return Source(terms.office_id, terms.letter_number, terms.letter_on)


def terms_in_force(edition: Edition, office: Office) -> TermsInForce:
    """The nearest terms up the path; a pack's own suggestion for an office counts where no letter was recorded."""
    chain = offices_above(office)
    recorded = _recorded(edition, chain)
    cost, cost_from = next(_stated(edition, chain, recorded, "unit_cost"), (None, PACK))
    report_to, report_from = next(_stated(edition, chain, recorded, "report_to"), ("", PACK))
    return TermsInForce(
        unit_cost=None if cost is None else Decimal(str(cost)),
        report_to=str(report_to),
        unit_cost_from=cost_from,
        report_to_from=report_from,
    )


def _stated(
    edition: Edition, chain: Sequence[str], recorded: Mapping[str, Terms], name: str
) -> Iterator[tuple[object, Source]]:
    """Whoever along the chain says something of this name, nearest first, a letter before the pack."""
    for code in chain:
        here = recorded.get(code)
        if here and (said := here.content.get(name)):
            yield said, _source(here)
        if said := getattr(_suggested(edition, code), name):
            yield said, PACK


DueByStage = dict[str, dict[str, datetime]]


def due_in_terms(edition: Edition) -> dict[str, DueByStage]:
    """The instants due that terms set, by office code, stage and role.

    A recorded letter goes before the pack: one that sets a day for everybody leaves none of the pack's days for a role.
    """
    found: dict[str, DueByStage] = defaultdict(dict)
    for code, terms in edition.pack.terms.items():
        for stage, by_role in terms.due.items():
            found[DEPARTMENT if code == FOR_ALL else code].setdefault(stage, {}).update(by_role)
    for code, recorded in _recorded(edition).items():
        for stage, by_role in due_set_by(recorded).items():
            suggested = {} if ANYONE in by_role else found[code].get(stage, {})
            found[code][stage] = {**suggested, **by_role}
    return dict(found)


def due_set_by(terms: Terms) -> DueByStage:
    """The instants these terms set, by stage and role; a bare date means the end of that day in Bangkok."""
    return {
        stage: {role: _instant(text) for role, text in by_role.items()}
        for stage, by_role in (terms.content.get("due") or {}).items()
    }


def _instant(text: str) -> datetime:
    return day_end(date.fromisoformat(text)) if len(text) == ISO_DATE else datetime.fromisoformat(text)


def dues_in_force(edition: Edition, office: Office) -> list[DueInForce]:
    """Every instant that holds for an office, stage by stage, with who says so; one query."""
    chain = offices_above(office)
    recorded = _recorded(edition, chain)
    return [
        found
        for stage in edition.pack.stages
        for role in stage.roles
        if (found := _due_in_force(edition, chain, recorded, stage.key, role))
    ]


def _due_in_force(
    edition: Edition, chain: Sequence[str], recorded: Mapping[str, Terms], stage: str, role: str
) -> DueInForce | None:
    for code in chain:
        here = recorded.get(code)
        if here and (moment := of_role(due_set_by(here).get(stage, {}), role)):
            return DueInForce(stage, role, moment, _source(here))
        if moment := of_role(_suggested(edition, code).due.get(stage, {}), role):
            return DueInForce(stage, role, moment, PACK)
    moment = edition.pack.stage(stage).due_for(role)
    return DueInForce(stage, role, moment, PACK) if moment else None
