"""A plan written for several sums: the variant that fits the sum won becomes the group's plan."""

from django.db import transaction

from sammachip.cases.actions.effects import replace_plan
from sammachip.cases.filled import form_of
from sammachip.cases.models import Case, Filing
from sammachip.cases.planned import lines_in_force
from sammachip.core import answers as core_answers
from sammachip.core.erasing import without_erased
from sammachip.org.hats import Actor


@transaction.atomic
def take_variant(case: Case, stage: str, table: str, *, actor: Actor) -> bool:
    """Put in force what the accepted filing of this stage holds in this table; "" ends every line. Whether that was asked.

    A line said again as it stands keeps its row, so a variant taken twice changes nothing.
    """
    rows, filing = [], _accepted(case, stage)
    if filing is None or not (table or lines_in_force(case)):
        return False
    if table:
        revision = filing.revisions.select_related("edition").get(number=filing.accepted_revision or 0)
        said = core_answers.from_json(form_of(filing.task, revision.edition), revision.answers).get(table)
        rows = [row for row in said if isinstance(row, dict)] if isinstance(said, list) else []
    replace_plan(case, filing, without_erased(rows), actor=actor)  # type: ignore[arg-type]  # of rows it gives back rows
    return True


def _accepted(case: Case, stage: str) -> Filing | None:
    """The newest accepted filing of the stage."""
    found = Filing.objects.filter(task__case=case, task__stage=stage, accepted_revision__isnull=False)
    return found.select_related("task__case__edition").order_by("-task__occurrence", "-number").first()
