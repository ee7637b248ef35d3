"""The half that a reader may be tuned on."""

from bench.letterground.tuning import circulars, others
from bench.letterground.tuning.world import WORLD

BODIES = (
    circulars.allotment,
    circulars.training,
    circulars.chase,
    others.approval,
    others.stamped,
    others.results,
    others.committee,
    circulars.monthly_report,
    others.news,
    circulars.survey_request,
    circulars.shares_of_provinces,
)

__all__ = ["BODIES", "WORLD"]
