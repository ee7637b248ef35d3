"""Marking: a draft that keeps whatever was typed, sealed by its author; anew only with the chair's leave."""

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.core.reading import one_line
from sammachip.core.verdict import Refused, Stale, require
from sammachip.org.hats import Actor
from sammachip.selection import rules, sheets
from sammachip.selection.actions.keeping import keep_totals
from sammachip.selection.models import Mark, PanelSeat, RoundEntry, Sheet
from sammachip.selection.models.panels import seat_of
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim


def current_sheet(entry: RoundEntry, seat: PanelSeat | int) -> Sheet | None:
    """The sheet of this seat for the entry that no later one replaces."""
    return Sheet.objects.current().filter(entry=entry, seat=seat).first()


@transaction.atomic
def save_sheet(entry: RoundEntry, typed: sheets.Typed, *, remark: str = "", seen: int, actor: Actor) -> Sheet:
    """Keep what was typed, right or wrong, as save number `seen` + 1 of the seat's own sheet; the first save begins it.

    Raises Refused, and Stale where the sheet was saved elsewhere meanwhile.
    """
    require(rules.may_mark(actor, entry))
    seat = PanelSeat.objects.get(pk=seat_of(actor))
    return keep_draft(entry, seat, typed, remark=remark, seen=seen)


def keep_draft(
    entry: RoundEntry, seat: PanelSeat, typed: sheets.Typed, *, remark: str, seen: int, **paper: object
) -> Sheet:
    """The draft of this seat as typed; `paper` is what is kept of the paper it is keyed in from."""
    held = _begun(entry, seat)
    if held.sealed_at:
        raise Refused(_("ใบคะแนนนี้ปิดผนึกแล้ว จึงแก้ไม่ได้ — ถ้าต้องให้คะแนนใหม่ ขอให้ประธานอนุญาตพร้อมเหตุผล"))
    claim(
        Sheet.objects.filter(pk=held.pk, saved=seen, sealed_at__isnull=True),
        typed=sheets.kept(entry.round.law, typed),
        remark=one_line(remark)[: sheets.LONGEST_REMARK],
        saved=seen + 1,
        **paper,
    )
    held.refresh_from_db()
    return held


def _begun(entry: RoundEntry, seat: PanelSeat) -> Sheet:
    """The seat's current sheet, begun as the next number where there is none."""
    RoundEntry.objects.select_for_update(of=("self",), no_key=True).get(pk=entry.pk)
    held = current_sheet(entry, seat)
    if held:
        return held
    before = Sheet.objects.filter(entry=entry, seat=seat).count()
    return Sheet.objects.create(entry=entry, seat=seat, number=before + 1, begun_at=clock.now())


@transaction.atomic
def seal_sheet(entry: RoundEntry, *, seen: int, actor: Actor) -> Sheet:
    """Seal the hat's own sheet as saved under `seen`: from here on nobody changes it. Raises Refused, Stale.

    Refused while a criterion lacks its points.
    """
    require(rules.may_mark(actor, entry))
    seat = PanelSeat.objects.get(pk=seat_of(actor))
    sheet = _to_seal(entry, seat, seen)
    if sheet.keyed_by_id:
        raise Refused(_("ใบนี้เลขานุการคีย์จากกระดาษที่ท่านลงนาม จึงรอผู้อื่นตรวจทาน ไม่ต้องปิดผนึกเอง"))
    return sealed(sheet, actor=actor)


def _to_seal(entry: RoundEntry, seat: PanelSeat, seen: int) -> Sheet:
    RoundEntry.objects.select_for_update(of=("self",), no_key=True).get(pk=entry.pk)
    sheet = current_sheet(entry, seat)
    if sheet is None:
        raise Refused(_("ยังไม่ได้ให้คะแนนผลงานนี้ — ให้คะแนนทุกเกณฑ์แล้วปิดผนึก"))
    require_seen(sheet, seen)
    return sheet


def require_seen(sheet: Sheet, seen: int) -> None:
    """Go on if the draft is the one that was looked at. Raises Stale."""
    if sheet.sealed_at or sheet.saved != seen:
        raise Stale(_("ใบคะแนนนี้มีการบันทึกหลังจากท่านเปิดหน้า — เปิดดูฉบับล่าสุดก่อนปิดผนึก"))


def sealed(sheet: Sheet, *, actor: Actor, **paper: object) -> Sheet:
    """Read the draft into marks and seal it; `paper` says who checked one from paper. The event tells no marks: whoever is
    kept from the entry may read events."""
    law = sheet.entry.round.law
    found = sheets.lines(law, sheet.typed)
    if why := sheets.wanting(found):
        raise Refused(why)
    Mark.objects.bulk_create(
        Mark(sheet=sheet, criterion=line.criterion.key, hundredths=line.hundredths, note=line.note)
        for line in found
    )
    claim(
        Sheet.objects.filter(pk=sheet.pk, saved=sheet.saved, sealed_at__isnull=True),
        sealed_at=clock.now(),
        **paper,
    )
    keep_totals(sheet.entry)
    sheet.refresh_from_db()
    trail.log(
        "sheet.sealed",
        about=sheet,
        actor=actor,
        done_on=sheet.signed_on,
        entry=sheet.entry_id,
        seat=sheet.seat_id,
    )
    return sheet


@transaction.atomic
def let_mark_anew(sheet: Sheet, *, reason: str, actor: Actor) -> None:
    """Let the author of a sealed sheet mark the entry anew, for a reason: the sealed one stays readable and counts no
    more. Raises Refused, Stale."""
    require(rules.may_let_mark_anew(actor, sheet))
    if not one_line(reason):
        raise Refused(_("ระบุเหตุผลที่ให้คะแนนใหม่"))
    entry = RoundEntry.objects.select_for_update(of=("self",), no_key=True).get(pk=sheet.entry_id)
    claim(
        Sheet.objects.current().filter(pk=sheet.pk), replaced_at=clock.now(), replace_reason=one_line(reason)
    )
    keep_totals(entry)
    trail.log(
        "sheet.replaced",
        about=sheet,
        actor=actor,
        entry=entry.pk,
        seat=sheet.seat_id,
        reason=one_line(reason),
    )
    if sheet.seat.person.username:
        trail.notify(
            "marks-anew",
            to=[sheet.seat.person_id],
            text=format_lazy(
                gettext_lazy("ประธานให้ท่านให้คะแนน{entry}ใหม่: {reason}"),
                entry=entry.case,
                reason=one_line(reason),
            ),
            url=entry.round.get_absolute_url(),
        )
