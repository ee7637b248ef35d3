"""What lasts beyond any programme: villages, groups, partners, and who said what of them when."""

from sammachip.registry.models.doubles import Apart, Merge, MergeQuerySet
from sammachip.registry.models.facts import Difference, DifferenceQuerySet, Fact, Settlement, Stands
from sammachip.registry.models.groups import Group, GroupKind, GroupQuerySet, OccupationKind
from sammachip.registry.models.incomes import Income, IncomeMoment, IncomePeriod
from sammachip.registry.models.lists import (
    LISTS,
    GroupRow,
    Leader,
    Market,
    MarketKind,
    Member,
    OtopCategory,
    ProducerKind,
    Product,
    Standard,
)
from sammachip.registry.models.outcomes import Jobs, Welfare, WelfareKind
from sammachip.registry.models.partners import Partner
from sammachip.registry.models.personal import (
    Consent,
    ConsentAnswer,
    ConsentBy,
    ConsentFor,
    ConsentWay,
    PersonalRequest,
    PersonalRequestQuerySet,
    RequestKind,
    RequestState,
    RequestWay,
)
from sammachip.registry.models.places import Village
from sammachip.registry.models.profile import Activity, LocatedBy
from sammachip.registry.models.rosters import Roster, RosterLine, RosterLineQuerySet, RosterOf, RosterQuerySet
from sammachip.registry.models.supports import Support, SupportQuerySet

__all__ = [
    "LISTS",
    "Activity",
    "Apart",
    "Consent",
    "ConsentAnswer",
    "ConsentBy",
    "ConsentFor",
    "ConsentWay",
    "Difference",
    "DifferenceQuerySet",
    "Fact",
    "Group",
    "GroupKind",
    "GroupQuerySet",
    "GroupRow",
    "Income",
    "IncomeMoment",
    "IncomePeriod",
    "Jobs",
    "Leader",
    "LocatedBy",
    "Market",
    "MarketKind",
    "Member",
    "Merge",
    "MergeQuerySet",
    "OccupationKind",
    "OtopCategory",
    "Partner",
    "PersonalRequest",
    "PersonalRequestQuerySet",
    "ProducerKind",
    "Product",
    "RequestKind",
    "RequestState",
    "RequestWay",
    "Roster",
    "RosterLine",
    "RosterLineQuerySet",
    "RosterOf",
    "RosterQuerySet",
    "Settlement",
    "Standard",
    "Stands",
    "Support",
    "SupportQuerySet",
    "Village",
    "Welfare",
    "WelfareKind",
]
