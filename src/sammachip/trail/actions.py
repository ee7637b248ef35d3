"""The two writes of the trail: log what happened, tell who should know."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from django.db import models, transaction
from django.utils.functional import Promise

from sammachip.core.thaidate import BANGKOK
from sammachip.trail import clock
from sammachip.trail.models import Anchor, Chain, Event, Notice, NoticeState
from sammachip.trail.thai import in_thai

ZERO = "0" * 64


class Stamped(Protocol):
    """Whoever acts: a person under a hat, told as plain values so that the trail needs no key upward."""

    def stamp(self) -> dict[str, object]:
        """Holds at least `person` (id), `name`, `title`, `office` (code) and `role`."""
        ...


def plain(value: object) -> object:
    """The value as JSON can hold it, exactly: Decimals and dates as text, rows as their kind and number."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, models.Model):
        return f"{value._meta.label_lower}:{value.pk}"
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value


def canonical(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest_of_content(content: object) -> str:
    """The SHA-256 of plain values, however they are kept."""
    return hashlib.sha256(canonical(content)).hexdigest()


def digest_of(event: Event) -> str:
    """The digest this event must bear, from its own columns and the digest before it."""
    content = [
        event.chain,
        event.sequence,
        event.verb,
        [event.about_kind, event.about_id, event.within_kind, event.within_id],
        event.actor,
        event.facts,
        event.done_on.isoformat() if event.done_on else None,
        event.recorded_at.astimezone(BANGKOK).isoformat(),
        event.previous,
    ]
    return digest_of_content(content)


@transaction.atomic(savepoint=False)
def log(
    verb: str,
    *,
    about: models.Model,
    actor: Stamped,
    within: models.Model | None = None,
    done_on: date | None = None,
    **facts: object,
) -> Event:
    """Write one event at the end of the acting office's chain, in the caller's transaction."""
    chain = hold(actor)
    event = Event(
        chain=chain.office,
        sequence=chain.length + 1,
        verb=verb,
        about_kind=about._meta.label_lower,
        # An office or an area has a code of digits; the digest must meet what is stored.
        about_id=int(about.pk),
        within_kind=within._meta.label_lower if within else "",
        within_id=int(within.pk) if within else None,
        actor=plain(actor.stamp()),
        facts=plain(facts),
        done_on=done_on,
        recorded_at=clock.now(),
        previous=chain.digest or ZERO,
    )
    event.digest = digest_of(event)
    event.save(force_insert=True)
    Chain.objects.filter(pk=chain.pk).update(length=event.sequence, digest=event.digest)
    return event


def hold(actor: Stamped) -> Chain:
    """The acting office's chain, kept for this transaction.

    Whoever locks rows that another of the same office also locks holds the chain before them: both log in the end, and
    neither then waits for the other.
    """
    office = str(actor.stamp()["office"])
    held = Chain.objects.select_for_update().filter(office=office).first()
    if held is None:
        Chain.objects.get_or_create(office=office)
        held = Chain.objects.select_for_update().get(office=office)
    return held


@in_thai
def notify(kind: str, *, to: Iterable[int], text: str | Promise, url: str = "") -> None:
    """Leave a notice for each of these people; the worker delivers it once the transaction stands.

    A lazy text is told in Thai: what the one who acts has on the screen is not what the others read.
    """
    moment = clock.now()
    Notice.objects.bulk_create(
        Notice(kind=kind, person_id=person, text=str(text), url=url, made_at=moment)
        for person in dict.fromkeys(to)
    )


def deliver(limit: int = 200) -> int:
    """Hand waiting notices over; each is claimed by one worker only. Gives back how many."""
    waiting = list(
        Notice.objects.filter(state=NoticeState.WAITING).order_by("pk").values_list("pk", flat=True)[:limit]
    )
    return Notice.objects.filter(pk__in=waiting, state=NoticeState.WAITING).update(
        state=NoticeState.SENT, sent_at=clock.now()
    )


def mark_read(person: int, notices: Iterable[int] | None = None) -> int:
    """Say that this person has read these notices, or all; those of others are left alone. Gives back how many."""
    unread = Notice.objects.unread().filter(person_id=person)
    if notices is not None:
        unread = unread.filter(pk__in=list(notices))
    return unread.update(state=NoticeState.READ, read_at=clock.now())


def settle(kinds: Iterable[str], *, url: str | Iterable[str], of: Iterable[int] | None = None) -> int:
    """Say that what these notices told of this address, or of these, is over, for all who have not read them, or for
    these people. Gives back how many."""
    urls = [url] if isinstance(url, str) else list(url)
    found = Notice.objects.unread().filter(url__in=urls, kind__in=list(kinds))
    return (found if of is None else found.filter(person_id__in=list(of))).update(state=NoticeState.OVER)


@transaction.atomic
def anchor(day: date) -> Anchor:
    """Seal the ends of all chains under one digest for this day; the first seal of a day stands."""
    ends = {chain.office: [chain.length, chain.digest] for chain in Chain.objects.order_by("office")}
    made, _ = Anchor.objects.get_or_create(
        day=day, defaults={"ends": ends, "digest": digest_of_content(ends)}
    )
    return made
