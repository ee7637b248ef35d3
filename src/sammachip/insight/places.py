"""Where an address leads: the paths of what is read there, for the log of what auditors read."""

import re
from collections.abc import Iterable

from django.db import models
from django.urls import ResolverMatch

from sammachip.cases.models import Attachment, Case, Cluster, Filing, GroupSeat, Photo, Receipt, Task
from sammachip.core.area import is_within
from sammachip.money.models import Account, Entry, Register, Spending
from sammachip.org.hats import Actor
from sammachip.org.models import AuditScope, Office, Order, Person, Post, Power
from sammachip.programmes.models import PackDraft
from sammachip.records.models import LetterReading, Paper
from sammachip.registry.models import Difference, Group

NAMED_ROW = re.compile(r"([\w-]+)/<(?:\w+:)?(\w+)>")
"""A row that an address names: the word before it says of which table."""

PLACES: dict[str, tuple[type[models.Model], str]] = {
    "attachments": (Attachment, "filing__task__case__path"),
    "accounts": (Account, "case__path"),
    "beside": (Group, "path"),
    "cases": (Case, "path"),
    "clusters": (Cluster, "members__case__path"),
    "differences": (Difference, "group__path"),
    "entries": (Entry, "account__case__path"),
    "filings": (Filing, "task__case__path"),
    "groups": (Group, "path"),
    "offices": (Office, "path"),
    "orders": (Order, "office__path"),
    "pack-drafts": (PackDraft, "office__path"),
    "papers": (Paper, "path"),
    "people": (Person, "posts__office__path"),
    "photos": (Photo, "filing__task__case__path"),
    "posts": (Post, "office__path"),
    "powers": (Power, "for_office__path"),
    "read": (LetterReading, "office__path"),
    "receipts": (Receipt, "filing__task__case__path"),
    "registers": (Register, "office__path"),
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
    named = [found for found in NAMED_ROW.findall(match.route) if found[0] in PLACES]
    return {path for word, argument in named for path in _paths_of(word, match.kwargs[argument])}


def _paths_of(word: str, pk: object) -> set[str]:
    table, lookup = PLACES[word]
    rows = table._default_manager.filter(pk=pk)
    return {path for path in rows.values_list(lookup, flat=True) if path}


def _is_seen(path: str, roots: Iterable[str]) -> bool:
    return any(is_within(path, root) for root in roots)
