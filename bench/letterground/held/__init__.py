"""The half that is held back: whoever works on the reader reads neither these files nor their letters."""

from bench.letterground.held import answers_to, later, letters, papers
from bench.letterground.held.world import WORLD

BODIES = (
    letters.contest,
    papers.transfer,
    letters.correction,
    letters.council,
    papers.minutes,
    papers.certificate,
    papers.private,
    letters.seminar,
    papers.applications,
    papers.duties,
    papers.stamped,
    letters.seed_money,
    papers.article,
    answers_to.returned,
    answers_to.schedule,
    answers_to.thanks,
    later.duties_told,
    later.withdrawn,
    later.visit,
)

__all__ = ["BODIES", "WORLD"]
