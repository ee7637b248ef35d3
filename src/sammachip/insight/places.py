"""Where an address leads: the paths of what is read there, for the log of what auditors read."""

import re
from collections.abc import Iterable

from django.db import models
from django.urls import ResolverMatch

from sammachip.cases.models import Attachment, Case, Cluster, Filing, GroupSeat, Photo, Receipt, Task
from sammachip.core.area import is_within
from sammachip.money.models import Account, Evidence, Purchase, Register, Spending
from sammachip.org.hats import Actor
from sammachip.org.models import AuditScope, Office, Order, Person, Post, Power
from sammachip.programmes.models import PackDraft
from sammachip.records.models import IncomingLetter, LetterReading, OutgoingLetter, Paper
from sammachip.registry.models import Consent, Difference, Group, PersonalRequest, Roster

NAMED_ROW = re.compile(r"([\w-]+)/<(?:\w+:)?(\w+)>")
"""A row that an address names: the word before it says of which table."""
NO_ROW_OF_ITS_WORD = frozenset({"year", "paper"})
"""What stands after the word of a table and is no number of its rows: a year's register, a paper among a round's letters."""

PLACES: dict[str, tuple[type[models.Model], str]] = {
    "attachments": (Attachment, "filing__task__case__path"),
    "accounts": (Account, "case__path"),
    "beside": (Group, "path"),
    "cases": (Case, "path"),
    "clusters": (Cluster, "members__case__path"),
    "consents": (Consent, "group__path"),
    "differences": (Difference, "group__path"),
    "evidence": (Evidence, "spending__case__path"),
    "filings": (Filing, "task__case__path"),
    "groups": (Group, "path"),
    "in": (IncomingLetter, "office__path"),
    "letters": (OutgoingLetter, "office__path"),
    "letters-in": (IncomingLetter, "office__path"),
    "offices": (Office, "path"),
    "orders": (Order, "office__path"),
    "pack-drafts": (PackDraft, "office__path"),
    "papers": (Paper, "path"),
    "people": (Person, "posts__office__path"),
    "personal": (PersonalRequest, "group__path"),
    "personal-requests": (PersonalRequest, "group__path"),
    "photos": (Photo, "filing__task__case__path"),
    "posts": (Post, "office__path"),
    "powers": (Power, "for_office__path"),
    "purchases": (Purchase, "spending__case__path"),
    "read": (LetterReading, "office__path"),
    "receipts": (Receipt, "filing__task__case__path"),
    "registers": (Register, "office__path"),
    "rosters": (Roster, "office__path"),
    "scopes": (AuditScope, "office__path"),
    "seats": (GroupSeat, "case__path"),
    "spendings": (Spending, "case__path"),
    "tasks": (Task, "case__path"),
}
OF_NO_OFFICE = frozenset({"profile", "password", "tokens", "me", "components", "uploads"})
"""First words of addresses that show nothing of any office: one's own account, and the parts of the screen."""


def read_at(match: ResolverMatch, actor: Actor) -> set[str]:
    """The paths read at this address: of the rows it names, else of everything the actor sees; none of one's own pages.

    A row seen from outside one's own places (a paper addressed to them) counts for all of them: no reading is lost.
    """
    words = match.route.removeprefix("api/v1/").split("/")
    if words[0] in OF_NO_OFFICE:
        return set()
    roots = actor.roots()
    return {path for path in _paths_named(match) if _is_seen(path, roots)} or set(roots)


def _paths_named(match: ResolverMatch) -> set[str]:
    """The paths of every row the address names: two groups compared are both read."""
    found = NAMED_ROW.findall(match.route)
    named = [(word, one) for word, one in found if word in PLACES and one not in NO_ROW_OF_ITS_WORD]
    return {path for word, argument in named for path in _paths_of(word, match.kwargs[argument])}


def _paths_of(word: str, pk: object) -> set[str]:
    table, lookup = PLACES[word]
    rows = table._default_manager.filter(pk=pk)
    return {path for path in rows.values_list(lookup, flat=True) if path}


def _is_seen(path: str, roots: Iterable[str]) -> bool:
    return any(is_within(path, root) for root in roots)
