"""What a programme says of spending: on which stages, whether groups have accounts of their own, which heads average."""

from sammachip.cases.models import Case, Task
from sammachip.core.area import Level
from sammachip.programmes.models import Edition
from sammachip.programmes.pack import Stage

SPEND = "spend"
"""The kind of a stage on which money is spent, as packs name it."""


def by_tier(stage: Stage) -> str:
    """The round whose tiers say what a group gets to spend on this stage; "" where shares are even."""
    return str(stage.options.get("by_tier_of", ""))


def spends_by_tier(edition: Edition) -> bool:
    """Whether what groups spend is given by the tier they won."""
    return any(stage.kind == SPEND and by_tier(stage) for stage in edition.pack.stages)


def spends(case: Case, task: Task) -> bool:
    return case.edition.pack.stage(task.stage).kind == SPEND


def spend_task(case: Case) -> Task | None:
    """The task on which this case spends; None where its programme has none for it."""
    return next((task for task in case.tasks.order_by("position") if spends(case, task)), None)


def averaged_heads(edition: Edition) -> set[str]:
    """The heads that may draw on each other (ถัวจ่าย): those the pack lets go over with a warning."""
    return {head.key for head in edition.pack.budget.heads if head.over == "warn"}


def spends_per_group(edition: Edition) -> bool:
    """Whether groups have accounts of their own, filled evenly from the office above."""
    return any(
        stage.kind == SPEND and Level.GROUP in stage.per and "allot" not in stage.options
        for stage in edition.pack.stages
    )
