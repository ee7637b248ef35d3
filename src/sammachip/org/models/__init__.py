"""Who is who: areas, offices and their sections, people, posts, orders and the powers they give."""

from sammachip.org.models.auditing import AuditReading, AuditScope, AuditScopeQuerySet
from sammachip.org.models.keys import ApiToken, ResetCode
from sammachip.org.models.orders import Order, Power, PowerQuerySet, Standin
from sammachip.org.models.people import Person, PersonQuerySet, Post, Role
from sammachip.org.models.places import BANGKOK, DEPARTMENT, Area, AreaLevel, Office, OfficeLevel, Section

__all__ = [
    "BANGKOK",
    "DEPARTMENT",
    "ApiToken",
    "Area",
    "AreaLevel",
    "AuditReading",
    "AuditScope",
    "AuditScopeQuerySet",
    "Office",
    "OfficeLevel",
    "Order",
    "Person",
    "PersonQuerySet",
    "Post",
    "Power",
    "PowerQuerySet",
    "ResetCode",
    "Role",
    "Section",
    "Standin",
]
