"""What the board of clusters shows of one office: its sides with their counts, and each proposal for one reader."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from sammachip.cases import rules
from sammachip.cases.clustering import FreeGroup, Outlook, Suggestion
from sammachip.cases.models import Case, Cluster, ClusterDecision
from sammachip.core.clusters import Proposal
from sammachip.core.verdict import Verdict
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.trail import clock
from sammachip.web.forms.clusters import AsideForm
from sammachip.web.shapes import Tab

SHOWN = 8
"""So many members of a proposal stand in its card; the page on which it may be changed lists them all."""


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """One member of a proposal: the group, and for which family it is there."""

    group: FreeGroup
    family: str


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """One proposal, the office at which it would count, and whether the reader may decide it."""

    suggestion: Suggestion
    counted_at: str
    members: Sequence[ProposedLine]
    more: int
    may_decide: Verdict
    aside_form: AsideForm


@dataclass(frozen=True, slots=True)
class AsideLine:
    """A proposal put aside: how many groups it had, and whether the reader may take it up again."""

    decision: ClusterDecision
    groups: int
    may_decide: Verdict


def cluster_tabs(case: Case, seen: Outlook, here: str) -> list[Tab]:
    """The sides of the board; one query beside those of the outlook."""
    joined = Cluster.objects.standing(clock.today()).shared_below(case).count()
    sides = (
        ("clusters", _("จัดแล้ว"), joined),
        ("cluster-proposals", _("ระบบเสนอ"), len(seen.proposals)),
        ("clusters-alone", _("ยังไม่มีคู่"), len(seen.found.alone)),
        ("clusters-unplaced", _("ไม่รู้จักผลิตภัณฑ์"), len(seen.found.unplaced)),
        ("clusters-aside", _("พักไว้"), len(seen.aside)),
    )
    return [
        Tab(label, reverse(f"web:{name}", args=[case.pk]), name == here, count)
        for name, label, count in sides
    ]


def proposal_lines(
    seen: Outlook,
    proposals: Iterable[Proposal],
    actor: Actor,
    forms: Mapping[str, AsideForm] | None = None,
) -> list[ProposalLine]:
    """These proposals for one reader; one query. `forms` are refused ones, by the mark of their proposal."""
    told = [seen.suggestion(one) for one in proposals]
    offices = dict(
        Office.objects.filter(path__in={one.path for one in told}).values_list("path", "short_name")
    )
    return [
        ProposalLine(
            suggestion=one,
            counted_at=offices.get(one.path, ""),
            members=[ProposedLine(*each) for each in zip(one.members, one.families, strict=True)][:SHOWN],
            more=max(0, len(one.members) - SHOWN),
            may_decide=rules.may_cluster(actor, one.path),
            aside_form=(forms or {}).get(one.mark) or AsideForm.of(one.mark),
        )
        for one in told
    ]


def aside_lines(decisions: Iterable[ClusterDecision], actor: Actor) -> list[AsideLine]:
    return [AsideLine(one, len(one.members), rules.may_cluster(actor, one.path)) for one in decisions]
