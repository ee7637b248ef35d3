"""Keying in from paper: a draft for what somebody wrote by hand, with who wrote it and when."""

from datetime import date

from django.db import transaction

from sammachip.cases import queries, rules
from sammachip.cases.actions.signing import told
from sammachip.cases.actions.writing import start_filing
from sammachip.cases.models import Filing, Handwritten, Task
from sammachip.core.reading import one_line
from sammachip.core.verdict import require
from sammachip.org.hats import Actor
from sammachip.records.models import StoredFile
from sammachip.trail import clock


@transaction.atomic
def key_in(
    task: Task, *, written_by: str, written_on: date, scan: StoredFile | None = None, actor: Actor
) -> Filing:
    """The draft that takes the answers of a paper: the one that is open, else a new one of the paper's day.

    Told again for the same draft, it mends what was told; a picture given before stays unless another is given.
    """
    latest = queries.newest_filing(task)
    require(rules.may_fill_in(actor, task, latest))
    require(rules.may_be_done_on(written_on))
    open_draft = latest is not None and rules.may_edit(actor, latest)
    filing = latest if latest and open_draft else start_filing(task, as_of=written_on, actor=actor)
    told_before = queries.handwriting(filing)
    paper, _made = Handwritten.objects.update_or_create(
        filing=filing,
        defaults={
            "written_by": one_line(written_by),
            "written_on": written_on,
            "scan": scan or (told_before.scan if told_before else None),
            "recorded_by": actor.person,
            "recorded_at": clock.now(),
        },
    )
    told("filing.keyed-in", filing, actor, written_on, scan=paper.scan.digest if paper.scan else None)
    return filing
