"""The verbs of a programme's file while it is written: begin one, save it, publish it."""

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.core.thainum import tidy
from sammachip.core.verdict import Refused, require
from sammachip.org.hats import Actor
from sammachip.programmes import rules
from sammachip.programmes.actions import publish
from sammachip.programmes.letterdraft import draft_of
from sammachip.programmes.marks import MOST_BYTES
from sammachip.programmes.models import Edition, PackDraft
from sammachip.records.models import LetterReading
from sammachip.records.readings import confirmation_of
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim

FILENAME = "draft.yaml"


@transaction.atomic
def start_draft(title: str, text: str, *, reading: LetterReading | None = None, actor: Actor) -> PackDraft:
    """A programme's file of one's own office, to be finished."""
    require(rules.may_draft(actor))
    _require_size(text)
    moment = clock.now()
    draft = PackDraft.objects.create(
        office=actor.office,
        title=tidy(title)[:300],
        text=_one_line_end(text),
        reading=reading,
        made_by=actor.person,
        made_at=moment,
        saved_by=actor.person,
        saved_at=moment,
    )
    trail.log("pack-draft.started", about=draft, actor=actor, title=draft.title, letter=reading)
    return draft


def draft_from_letter(reading: LetterReading, *, actor: Actor) -> PackDraft:
    """A programme's file from what was confirmed of a letter; what the letter leaves open is marked in it."""
    text = draft_of(confirmation_of(reading).facts, reading.text)
    return start_draft(reading.title, text, reading=reading, actor=actor)


@transaction.atomic
def save_draft(draft: PackDraft, text: str, *, seen: int, actor: Actor) -> PackDraft:
    """Keep the text as save `seen` + 1, right or wrong. Raises Stale when someone saved meanwhile."""
    require(rules.may_edit_draft(actor, draft))
    _require_size(text)
    kept = _one_line_end(text)
    claim(
        PackDraft.objects.filter(pk=draft.pk, saved=seen, edition__isnull=True),
        text=kept, saved=seen + 1, saved_by=actor.person, saved_at=clock.now(),
    )  # fmt: skip
    draft.refresh_from_db()
    trail.log("pack-draft.saved", about=draft, actor=actor, save=seen + 1, text=trail.digest_of_content(kept))
    return draft


@transaction.atomic
def publish_draft(draft: PackDraft, *, seen: int, actor: Actor) -> Edition:
    """Freeze the draft as save `seen` has it. Raises PackErrors with all that is wrong, Refused, or Stale."""
    require(rules.may_edit_draft(actor, draft))
    edition = publish(draft.text, filename=FILENAME, actor=actor)
    claim(PackDraft.objects.filter(pk=draft.pk, saved=seen, edition__isnull=True), edition=edition)
    draft.refresh_from_db()
    return edition


def _one_line_end(text: str) -> str:
    """Browsers send two signs for the end of a line; a file of ours has one."""
    return text.replace("\r\n", "\n")


def _require_size(text: str) -> None:
    if len(text.encode()) > MOST_BYTES:
        raise Refused(
            _("แฟ้มโครงการใหญ่เกิน {most} กิโลไบต์ — แยกส่วนที่ไม่ใช่แบบโครงการออก").format(most=MOST_BYTES // 1024)
        )
