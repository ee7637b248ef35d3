"""A named list is read and shown, its questions are answered, it is taken in whole as the next revision and taken back,
or is not taken in at all.
"""

from collections.abc import Collection, Mapping
from typing import Any  # facts of an event

from django.db import transaction
from django.db.models import Max
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.core.thainum import fold
from sammachip.core.verdict import Refused, Stale, require
from sammachip.org.hats import DISTRICT_OFFICERS, PROVINCE_OFFICERS, Actor
from sammachip.org.models import Office, Post
from sammachip.org.rules import may_be_done_on
from sammachip.records import actions_sheets as kept_sheets
from sammachip.records.models import SheetImport
from sammachip.registry import rules_sheets as rules
from sammachip.registry.actions_answers import keep_answers
from sammachip.registry.models import Roster, RosterLine
from sammachip.registry.roster_proposals import (
    SHEET_KIND,
    Letter,
    ListNamed,
    Proposal,
    about_of,
    proposal,
)
from sammachip.registry.rosters import RosterReading
from sammachip.registry.rules import may_keep_rosters
from sammachip.registry.rules_rosters import may_take_back_roster
from sammachip.trail import actions as trail
from sammachip.trail import clock

CHUNK = 2000


@transaction.atomic
def keep_reading(
    reading: RosterReading, *, about: ListNamed, letter: Letter, name: str, digest: str, actor: Actor
) -> SheetImport:
    """Keep what was read of a list, to be looked through; nothing else changes.

    Raises Refused while a cell of it could not be taken.
    """
    require(may_keep_rosters(actor))
    require(may_be_done_on(letter.on))
    require(rules.is_whole(reading.errors))
    head = {
        "list": [about.key, about.title, about.of],
        "letter": [letter.number, letter.on.isoformat(), letter.sender],
        "places": dict(reading.places),
    }
    return kept_sheets.keep_read(
        SHEET_KIND,
        name=name,
        digest=digest,
        rows=[head, *(row.plain() for row in reading.rows)],
        remarks=reading.remarks,
        about=actor.office,
        actor=actor,
    )


@transaction.atomic
def answer_places(sheet: SheetImport, answers: Mapping[str, str], *, actor: Actor) -> SheetImport:
    """Remember, for this sheet, which official places its misspelt names mean. Answers to what was not asked are dropped."""
    require(may_keep_rosters(actor, sheet.office))
    require(rules.is_waiting(sheet))
    return keep_answers(sheet, (one.question for one in proposal(sheet).questions), answers)


@transaction.atomic
def apply_roster(sheet: SheetImport, *, seen: str, actor: Actor) -> Roster:
    """Take a list in as the next revision of its office, all of it or nothing.

    Raises Stale when the list, its answers or the registry are no longer as they were when `seen` was shown.
    """
    require(may_keep_rosters(actor, sheet.office))
    # Of two lists at once the second waits here: numbers go up one by one.
    Office.objects.select_for_update(of=("self",), no_key=True).get(pk=sheet.office_id)
    sheet = kept_sheets.hold(sheet)
    require(rules.is_waiting(sheet))
    found = proposal(sheet)
    require(rules.is_whole(found.errors) and rules.is_answered(found.questions))
    if not found.lines:
        raise Refused(_("ไม่มีแถวใดอยู่ในพื้นที่ของหน่วยงานนี้ — ตรวจว่าเป็นบัญชีของพื้นที่ท่าน"))
    if found.seal != seen:
        raise Stale(_("บัญชี คำตอบ หรือทะเบียนกลุ่มเปลี่ยนไปหลังจากเปิดหน้า — ตรวจตัวอย่างล่าสุดก่อนนำเข้า"))
    roster = _made(sheet, found, actor)
    _write_lines(roster, found)
    counts: dict[str, Any] = {"size": roster.size, "added": len(found.added), "dropped": len(found.dropped)}
    kept_sheets.mark_applied(sheet, counts)
    trail.log(
        "roster.taken-in",
        about=roster,
        actor=actor,
        letter_on=roster.letter_on,
        list=roster.key,
        number=roster.number,
        letter=roster.letter_number,
        sha256=sheet.digest,
        **counts,
    )
    _tell_those_below(roster, {line.code for line in found.lines})
    return roster


def _tell_those_below(roster: Roster, villages: Collection[str]) -> None:
    """Tell the districts with a place on the list, and the provinces it came past, that it speaks for them now."""
    below = {code[:digits] for code in villages for digits in (2, 4)} - {roster.office_id}
    posts = Post.objects.filter(office__in=below, role__in=(*DISTRICT_OFFICERS, *PROVINCE_OFFICERS))
    if roster.office.path != "/":
        posts = posts.filter(office__path__startswith=roster.office.path)
    trail.notify(
        "roster-arrived",
        to=list(posts.held_on(clock.today()).order_by("pk").values_list("person_id", flat=True)),
        text=format_lazy(
            gettext_lazy("บัญชี «{title}» ฉบับที่ {n} ของ{office} มีหมู่บ้านหรือกลุ่มในพื้นที่ท่าน"),
            title=roster.title,
            n=roster.number,
            office=roster.office.short_name,
        ),
        url=roster.get_absolute_url(),
    )


@transaction.atomic
def discard_roster(sheet: SheetImport, *, reason: str = "", actor: Actor) -> SheetImport:
    """Say that a list that waits will not be taken in. Raises Refused when it was taken in or discarded already."""
    require(may_keep_rosters(actor, sheet.office))
    sheet = kept_sheets.hold(sheet)
    require(rules.is_waiting(sheet))
    about = about_of(sheet)[0]
    kept_sheets.mark_discarded(sheet)
    trail.log(
        "roster.discarded",
        about=sheet,
        actor=actor,
        list=about.key,
        sheet=sheet.name,
        sha256=sheet.digest,
        reason=reason.strip(),
    )
    return sheet


def _made(sheet: SheetImport, found: Proposal, actor: Actor) -> Roster:
    """The next revision; numbers of those taken back are not used again."""
    of_office = Roster.objects.filter(key=found.about.key, office=sheet.office)
    last = of_office.aggregate(last=Max("number"))["last"] or 0
    return Roster.objects.create(
        key=found.about.key,
        title=found.about.title,
        of=found.about.of,
        number=last + 1,
        office=sheet.office,
        letter_number=found.letter.number,
        letter_on=found.letter.on,
        letter_from=found.letter.sender,
        size=len(found.lines),
        sheet=sheet,
        recorded_by=actor.person,
        recorded_at=clock.now(),
    )


def _write_lines(roster: Roster, found: Proposal) -> None:
    RosterLine.objects.bulk_create(
        (
            RosterLine(
                roster=roster,
                code=line.code,
                path=line.path,
                name=line.name,
                name_folded=fold(line.name) if line.of_groups else "",
                group_id=line.group,
            )
            for line in found.lines
        ),
        batch_size=CHUNK,
    )


@transaction.atomic
def take_back_roster(roster: Roster, *, actor: Actor) -> Roster:
    """Let a revision speak no more; the one before it speaks again. Raises Refused once a group was taken in by it."""
    roster = (
        Roster.objects.select_for_update(of=("self",)).select_related("office", "sheet").get(pk=roster.pk)
    )
    require(may_take_back_roster(actor, roster))
    kept_sheets.mark_undone(roster.sheet)
    trail.log("roster.taken-back", about=roster, actor=actor, list=roster.key, number=roster.number)
    return roster
