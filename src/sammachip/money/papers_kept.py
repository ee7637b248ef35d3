"""The papers a purchase has left, and which of them belong to a step that was withdrawn."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sammachip.money.models import Inspection, Order
from sammachip.money.papers_purchase import INSPECTION, ORDER
from sammachip.money.purchases import Found, Recorded
from sammachip.records.models import Paper

KINDS: dict[str, type[Recorded]] = {ORDER: Order, INSPECTION: Inspection}


@dataclass(frozen=True, slots=True)
class PaperKept:
    """A paper, and the step it tells of where that was withdrawn."""

    paper: Paper
    withdrawn: Recorded | None = None


def papers_kept(told: Found, papers: Iterable[Paper]) -> list[PaperKept]:
    """The papers of the purchase in the order given, those of withdrawn steps marked."""
    papers = list(papers)
    steps = {paper.pk: step for kind in KINDS for paper, step in _of_kind(kind, told, papers)}
    return [
        PaperKept(paper, step if (step := steps.get(paper.pk)) and not step.stands else None)
        for paper in papers
    ]


def _of_kind(kind: str, told: Found, papers: Sequence[Paper]) -> Iterator[tuple[Paper, Recorded]]:
    """Each paper of a kind with its step: every order and every inspection left its own as it was recorded."""
    recorded: list[Recorded] = [*told.inspections, *told.withdrawn]
    if told.order:
        recorded.append(told.order)
    steps = sorted((one for one in recorded if isinstance(one, KINDS[kind])), key=lambda one: one.pk)
    left = sorted((one for one in papers if one.kind == kind), key=lambda one: one.pk)
    return zip(left, steps, strict=False)
