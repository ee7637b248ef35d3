"""What lasts beyond any programme: villages, groups, partners, and who said what of them when."""

from sammachip.registry.models.doubles import Apart, Merge, MergeQuerySet
from sammachip.registry.models.facts import Difference, DifferenceQuerySet, Fact, Settlement, Stands
from sammachip.registry.models.groups import Group, GroupKind, GroupQuerySet, OccupationKind
from sammachip.registry.models.incomes import Income, IncomeMoment, IncomePeriod
from sammachip.registry.models.partners import Partner
from sammachip.registry.models.places import Village

__all__ = [
    "Apart",
    "Difference",
    "DifferenceQuerySet",
    "Fact",
    "Group",
    "GroupKind",
    "GroupQuerySet",
    "Income",
    "IncomeMoment",
    "IncomePeriod",
    "Merge",
    "MergeQuerySet",
    "OccupationKind",
    "Partner",
    "Settlement",
    "Stands",
    "Village",
]
