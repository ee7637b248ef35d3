"""What a filing owes beside its answers: files in their places, and all that another system is to be given."""

from sammachip.cases.attached import missing_files
from sammachip.cases.exporting import missing_items
from sammachip.cases.models import Filing
from sammachip.core.verdict import Missing
from sammachip.trail import clock


def beside_answers(filing: Filing) -> tuple[Missing, ...]:
    """What keeps it from being sent though every question is answered; a report of nothing owes nothing."""
    if filing.nil_reason:
        return ()
    return (*missing_files(filing), *missing_items(filing.task, filing.as_of or clock.today()))
