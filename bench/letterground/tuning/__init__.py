"""The half that a reader may be tuned on."""

from bench.letterground.tuning import answers_to, circulars, instructions, moneys, others
from bench.letterground.tuning.world import WORLD

BODIES = (
    moneys.allotment,
    circulars.training,
    circulars.chase,
    others.approval,
    others.stamped,
    others.results,
    others.committee,
    circulars.monthly_report,
    others.news,
    circulars.survey_request,
    moneys.shares_of_provinces,
    answers_to.cover,
    answers_to.extension,
    answers_to.meeting,
    answers_to.honour,
    instructions.instructions,
    instructions.month_minutes,
    instructions.instructions,
)

__all__ = ["BODIES", "WORLD"]
