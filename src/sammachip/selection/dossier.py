"""The dossier of a selection: all that a stranger needs to count the result again, as plain values with a hash each.

Rounds of one office stand in the order of their stages up to the one asked for. Points are text with two decimals, means
exact fractions. tools/recompute_dossier.py counts it again without this program, and its words tell the form.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import Q, QuerySet

from sammachip.cases.queries import stage_of
from sammachip.core.thaidate import BANGKOK
from sammachip.org.models import Person
from sammachip.records.models import FileKind
from sammachip.selection import queries
from sammachip.selection.models import (
    Assignment,
    Complaint,
    Conflict,
    Duty,
    Placement,
    Resolution,
    Round,
    RoundEntry,
    Sheet,
)
from sammachip.trail import clock
from sammachip.trail.actions import canonical, digest_of_content

FORM = "sammachip-selection-dossier/1"
Plain = dict[str, object]
SEALED = ("rules", "entries", "conflicts", "sheets", "votes", "scans")
"""The sections that a resolution rests on and that never change after it: their hashes are frozen with it, but for those of
scans in resolutions older than these. They name people by number, for names do change; the section `people` tells them."""


def rounds_until(round_: Round) -> list[Round]:
    """The published rounds of the same case up to this one, in the order of their stages."""
    rows = Round.objects.published().filter(
        task__case=round_.task.case_id, task__position__lte=round_.task.position
    )
    return list(
        rows.select_related("task__case__edition__programme", "task__case__office", "panel__order").order_by(
            "task__position"
        )
    )


def dossier_of(round_: Round) -> Plain:
    """The whole dossier as plain values, with the hash of each part and one over all."""
    rounds = rounds_until(round_)
    edition, office = round_.task.case.edition, round_.task.case.office
    assert office is not None, "a round is an office's"
    told: Plain = {
        "form": FORM,
        "call": {
            "programme": edition.programme.code,
            "title": edition.title,
            "edition": edition.number,
            "pack": edition.digest,
            "office": office.name,
        },
        "rounds": [round_told(one) for one in rounds],
    }
    hashes = hashes_of(told)
    return {**told, "hashes": hashes, "digest": digest_of_content(hashes)}


def bytes_of(dossier: Plain) -> bytes:
    """The one form in which a dossier is written: every byte of it counts."""
    return canonical(dossier)


def hashes_of(told: Mapping[str, object]) -> dict[str, str]:
    """By the name of each part its hash; what each entry was marked has one of its own."""
    found = {"call": digest_of_content(told["call"])}
    rounds = told["rounds"]
    assert isinstance(rounds, list)
    for one in rounds:
        for section, content in one.items():
            found |= _section_hashes(f"{one['key']}/{section}", section, content)
    return found


def _section_hashes(name: str, section: str, content: object) -> dict[str, str]:
    if section == "sheets":
        assert isinstance(content, dict)
        return {f"{name}/{entry}": digest_of_content(sheets) for entry, sheets in content.items()}
    return {name: digest_of_content(content)}


def round_told(round_: Round) -> Plain:
    """One round: what its resolutions rest on, these themselves, and what came after."""
    return {
        **sealed_told(round_),
        "panel": _panel(round_),
        "assignments": _assignments(round_, dict(round_.entries.values_list("pk", "number"))),
        "people": _people(round_),
        "resolutions": [_resolution(one) for one in round_.resolutions.published().order_by("number")],
        "withdrawals": _withdrawals(round_),
        "called": _called(round_),
        "called_away": _called_away(round_),
        "complaints": _complaints(round_),
        "today": _today(round_),
    }


def sealed_told(round_: Round) -> Plain:
    """The sections that a resolution rests on."""
    entries = list(RoundEntry.objects.filter(round=round_, called_from=None).order_by("number"))
    numbers = {one.pk: one.number for one in entries}
    cases = {one.case_id: one.number for one in entries}
    return {
        "key": round_.task.stage,
        "title": stage_of(round_.task).title,
        "rules": {**round_.rules, "places": round_.places, "digest": round_.digest},
        "entries": [_entry(one) for one in entries],
        "conflicts": _conflicts(round_, cases),
        "sheets": _sheets(round_, numbers),
        "votes": _votes(round_, numbers),
        "scans": [_scan(one, round_.task.stage, numbers[one.entry_id]) for one in scanned(round_)],
    }


def sealed_hashes(round_: Round) -> dict[str, str]:
    """The hash of each section that a resolution rests on, as it freezes them."""
    told = sealed_told(round_)
    return {section: digest_of_content(told[section]) for section in SEALED}


def _people(round_: Round) -> dict[str, str]:
    """The names of those whom the other sections tell by number."""
    wanted = Q(panel_seats__panel=round_.panel_id)
    wanted |= Q(pk__in=Sheet.objects.filter(entry__round=round_).values("keyed_by"))
    wanted |= Q(pk__in=Sheet.objects.filter(entry__round=round_).values("checked_by"))
    return {str(one.pk): one.name for one in Person.objects.filter(wanted).distinct().order_by("pk")}


def _panel(round_: Round) -> Plain:
    panel = round_.panel
    seats = panel.seats.select_related("person").order_by("pk")
    return {
        "title": panel.title,
        "order": {"number": panel.order.number, "dated_on": _day(panel.order.dated_on)},
        "quorum": panel.quorum,
        "seats": [
            {
                "seat": one.pk,
                "person": one.person_id,
                "name": one.person.name,
                "post": one.post,
                "duty": one.duty,
                "title": str(Duty(one.duty).label),
                "marks": one.marks,
                "from": _day(one.starts_on),
                "until": _day(one.ends_on),
                "ended": one.end_reason,
            }
            for one in seats
        ],
    }


def _entry(one: RoundEntry) -> Plain:
    return {
        "number": one.number,
        "case": one.case_id,
        "filing": one.filing_id,
        "revision": one.revision,
        "handed_in_at": _moment(one.handed_in_at),
        "left_at": _moment(one.withdrawn_at),
        "left_because": one.withdrawn_reason,
    }


def _conflicts(round_: Round, cases: Mapping[int, int]) -> list[Plain]:
    """Those that were told until the result came out: the same case may be judged again by others."""
    people, until = round_.panel.seats.values("person"), round_.published_at or clock.now()
    rows = Conflict.objects.filter(case__in=cases, person__in=people, made_at__lte=until)
    return [
        {
            "entry": cases[one.case_id],
            "person": one.person_id,
            "ground": one.ground,
            "because": one.because,
            "derived": one.derived,
            "since": _moment(one.made_at),
            **_lifted(one, until),
        }
        for one in rows.order_by("pk")
    ]


def _lifted(one: Conflict, until: datetime) -> Plain:
    if one.lifted_at is None or one.lifted_at > until:
        return {"lifted_at": "", "lifted_by": None, "lifted_because": ""}
    return {
        "lifted_at": _moment(one.lifted_at),
        "lifted_by": one.lifted_by_id,
        "lifted_because": one.lift_reason,
    }


def _assignments(round_: Round, numbers: Mapping[int, int]) -> list[Plain]:
    rows = Assignment.objects.filter(entry__round=round_).order_by("entry__number", "pk")
    return [
        {
            "entry": numbers[one.entry_id],
            "seat": one.seat_id,
            "made_at": _moment(one.made_at),
            "ended_at": _moment(one.ended_at),
            "ended_because": one.end_reason,
        }
        for one in rows
    ]


def _sheets(round_: Round, numbers: Mapping[int, int]) -> dict[str, object]:
    """By entry's number every sealed sheet, the replaced ones with them."""
    rows = Sheet.objects.filter(entry__round=round_).sealed()
    found: dict[str, list[Plain]] = {str(number): [] for number in numbers.values()}
    for sheet in rows.prefetch_related("marks").order_by("seat", "number"):
        found[str(numbers[sheet.entry_id])].append(_sheet(sheet))
    return dict(found)


def _sheet(sheet: Sheet) -> Plain:
    return {
        "seat": sheet.seat_id,
        "number": sheet.number,
        "sealed_at": _moment(sheet.sealed_at),
        "replaced_at": _moment(sheet.replaced_at),
        "replaced_because": sheet.replace_reason,
        "signed_on": _day(sheet.signed_on),
        "keyed_by": sheet.keyed_by_id,
        "checked_by": sheet.checked_by_id,
        "remark": sheet.remark,
        "marks": {
            mark.criterion: {"points": _points(mark.hundredths), "note": mark.note}
            for mark in sheet.marks.all()
        },
    }


def scanned(round_: Round) -> QuerySet[Sheet]:
    """The sealed sheets that were given on paper, the replaced ones with them."""
    sheets = Sheet.objects.filter(entry__round=round_, scan__isnull=False).sealed()
    return sheets.select_related("scan").order_by("entry__number", "seat", "number")


def _scan(sheet: Sheet, stage: str, number: int) -> Plain:
    """The paper of one sheet: the hash of the file that whoever reads the dossier is given, and of the one it was made
    from; the two differ where a photograph was stripped of what the telephone wrote into it."""
    file = sheet.scan
    assert file is not None, "only scanned ones are told"
    given, ending = (file.shown_digest, "jpg") if file.kind == FileKind.PHOTO else (file.digest, "pdf")
    return {
        "entry": number,
        "seat": sheet.seat_id,
        "number": sheet.number,
        "file": f"scans/{stage}/{number}-{sheet.seat_id}-{sheet.number}.{ending}",
        "sha256": given,
        "original": file.digest,
    }


def _votes(round_: Round, numbers: Mapping[int, int]) -> list[Plain]:
    return [
        {
            "entries": [numbers[entry] for entry in one.entries],
            "minute": one.minute,
            "voted_on": _day(one.voted_on),
            "made_by": one.made_by_id,
            "taken_back_at": _moment(one.withdrawn_at),
            "taken_back_because": one.withdrawn_reason,
        }
        for one in round_.votes.order_by("pk")
    ]


def _resolution(one: Resolution) -> Plain:
    return {
        **one.frozen,
        "digest": one.digest,
        "made_by": one.made_by.name,
        "published_by": one.published_by.name if one.published_by else "",
    }


def _withdrawals(round_: Round) -> list[Plain]:
    rows = round_.withdrawals.select_related("entry", "recorded_by").order_by("follows")
    return [
        {
            "entry": one.entry.number,
            "withdrawn_on": _day(one.withdrawn_on),
            "letter": one.letter_number,
            "because": one.reason,
            "recorded_by": one.recorded_by.name,
            "recorded_at": _moment(one.recorded_at),
        }
        for one in rows
    ]


def _called(round_: Round) -> list[Plain]:
    """Who took an empty place from the reserve list of a round before, in their turn: judged there, and not here."""
    rows = round_.entries.filter(called_from__isnull=False).select_related(
        "case__group", "called_from__round__task"
    )
    origins = [one.called_from_id for one in rows]
    turns = dict(
        Placement.objects.filter(entry__in=origins, reserve__isnull=False)
        .order_by("resolution__number")
        .values_list("entry", "reserve")
    )
    return [
        {
            "number": one.number,
            "case": one.case_id,
            "group": str(one.case),
            "of": one.called_from.round.task.stage,
            "entry": one.called_from.number,
            "turn": turns[one.called_from.pk],
        }
        for one in rows.order_by("pk")
        if one.called_from
    ]


def _called_away(round_: Round) -> list[Plain]:
    """Who went from this round's reserve list into a later one: that round's dossier tells it too, this one's alone does not."""
    rows = RoundEntry.objects.filter(called_from__round=round_).order_by("pk")
    return [
        {"entry": number, "into": stage}
        for number, stage in rows.values_list("called_from__number", "round__task__stage")
    ]


def _complaints(round_: Round) -> list[Plain]:
    rows = Complaint.objects.filter(resolution__round=round_).select_related("resolution", "entry")
    return [
        {
            "resolution": one.resolution.number,
            "entry": one.entry.number if one.entry else None,
            "complainant": one.complainant,
            "received_on": _day(one.received_on),
            "words": one.words,
            "answer": one.answer,
            "answered_on": _day(one.answered_on),
        }
        for one in rows.order_by("pk")
    ]


def _today(round_: Round) -> list[Plain]:
    """Who holds a place today, by entry's number."""
    seated = queries.seated_in([round_]).get(round_.pk, {})
    rows = _by_number(round_, seated)
    return [{"entry": number, "became": seat.became, "tier": seat.tier} for number, seat in rows]


def _by_number(round_: Round, seated: Mapping[int, queries.Seated]) -> Iterable[tuple[int, queries.Seated]]:
    numbers = dict(round_.entries.values_list("pk", "number"))
    return sorted(((numbers[key], seat) for key, seat in seated.items()), key=lambda one: one[0])


def _points(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _moment(moment: datetime | None) -> str:
    return moment.astimezone(BANGKOK).isoformat() if moment else ""
