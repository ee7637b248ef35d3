"""Files given with a filing: taken in, checked by what they are, and taken out while it is a draft."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sammachip.cases import rules
from sammachip.cases.actions.advancing import advance_alone
from sammachip.cases.attached import file_rules, most_mb, purpose_of
from sammachip.cases.models import Attachment, Filing
from sammachip.core.verdict import Refused, require
from sammachip.org.hats import Actor
from sammachip.programmes.pack import FileRule
from sammachip.records.actions import keep_photo
from sammachip.records.actions_clips import keep_clip, keep_document, lay
from sammachip.records.actions_uploads import begin_upload, forget_upload, refuse_size, take
from sammachip.records.models import StoredFile, Upload
from sammachip.records.store import folder
from sammachip.trail import actions as trail
from sammachip.trail import clock

PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF")
DOCUMENTS = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
HEIC_BRANDS = (b"heic", b"heix", b"mif1", b"heim")


def rule_named(filing: Filing, key: str) -> FileRule:
    """The place of this name. Raises Refused where the stage keeps none."""
    found = next((rule for rule in file_rules(filing) if rule.key == key), None)
    if found is None:
        raise Refused(_("ขั้นตอนนี้ไม่มีช่องแนบไฟล์ชื่อ {key} — เปิดหน้ากรอกใหม่แล้วเลือกช่องที่มี").format(key=key))
    return found


def begin_file(filing: Filing, key: str, *, name: str, size: int, mark: str = "", actor: Actor) -> Upload:
    """Make ready for a file of this size in this place. Raises Refused before a byte is sent where it cannot be taken."""
    rule = rule_named(filing, key)
    require(rules.may_attach(actor, filing, rule, _there(filing, rule)))
    return begin_upload(
        purpose=purpose_of(filing, rule), name=name, size=size, most_mb=most_mb(rule), mark=mark, actor=actor
    )


def attach_upload(filing: Filing, key: str, upload: Upload, *, actor: Actor) -> Attachment:
    """Give the file that has come whole. Raises WrongOffset while some of it is missing, Refused where it is not taken,
    Stale where it was taken already.

    A file that is refused is let go of, so that another may be chosen. Call it outside a transaction.
    """
    rule = rule_named(filing, key)
    if upload.purpose != purpose_of(filing, rule):
        raise Refused(_("ไฟล์นี้ส่งมาสำหรับช่องอื่น — เลือกไฟล์ในช่องที่ต้องการใหม่"))
    with TemporaryDirectory(dir=folder()) as scratch:
        place = take(upload, Path(scratch))
        try:
            return attach_file(filing, key, place, name=upload.name, actor=actor)
        finally:
            forget_upload(upload)


def attach_sent(
    filing: Filing, key: str, pieces: Iterable[bytes], *, name: str, size: int, actor: Actor
) -> Attachment:
    """Give a file that came in one go, as a plain form sends it. Raises as `attach_upload`; outside a transaction."""
    rule = rule_named(filing, key)
    require(rules.may_attach(actor, filing, rule, _there(filing, rule)))
    refuse_size(name, size, most_mb(rule))
    with TemporaryDirectory(dir=folder()) as scratch:
        place = Path(scratch, "given")
        lay(pieces, place)
        return attach_file(filing, key, place, name=name, actor=actor)


def attach_file(filing: Filing, key: str, place: Path, *, name: str, actor: Actor) -> Attachment:
    """Check the file at `place` by what it is and give it with the draft. Raises Refused; call it outside a transaction."""
    rule = rule_named(filing, key)
    require(rules.may_attach(actor, filing, rule, _there(filing, rule)))
    file = _kept(place, rule, name, actor)
    return _give(filing, rule, file, actor)


def _there(filing: Filing, rule: FileRule) -> int:
    return filing.attachments.standing().filter(key=rule.key).count()


def _kept(place: Path, rule: FileRule, name: str, actor: Actor) -> StoredFile:
    match rule.accept if rule.accept != "any" else _looks_like(place):
        case "image":
            refuse_size(name, place.stat().st_size, most_mb(rule))
            return keep_photo(place.read_bytes(), name=name, actor=actor)
        case "document":
            return keep_document(place, name=name, actor=actor)
        case _:
            return keep_clip(place, name=name, most=rule.longest, actor=actor)


def _looks_like(place: Path) -> str:
    """Which of the kinds a place for any file is to try."""
    with place.open("rb") as file:
        start = file.read(12)
    if start.startswith(PICTURES) or start[8:12] in HEIC_BRANDS:
        return "image"
    return "document" if start.startswith(DOCUMENTS) else "video"


@transaction.atomic
def _give(filing: Filing, rule: FileRule, file: StoredFile, actor: Actor) -> Attachment:
    """Put the file in its place; one whose bytes stand there already, as from a form sent twice, stands once."""
    _hold_open(filing)
    require(rules.may_attach(actor, filing, rule, _there(filing, rule)))
    if same := filing.attachments.standing().filter(key=rule.key, file__digest=file.digest).first():
        return same
    last = filing.attachments.filter(key=rule.key).aggregate(last=Max("position"))["last"] or 0
    made = Attachment.objects.create(
        filing=filing,
        key=rule.key,
        file=file,
        position=last + 1,
        added_by=actor.person,
        added_at=clock.now(),
    )
    _log("file.attached", made, actor)
    advance_alone(filing.task.case)
    return made


@transaction.atomic
def remove_file(attachment: Attachment, *, actor: Actor) -> None:
    """Take a file out of a draft. What was sent with it keeps it, and the file itself stays."""
    filing = attachment.filing
    _hold_open(filing)
    require(rules.may_edit(actor, filing))
    _log("file.detached", attachment, actor)
    if filing.revision:
        Attachment.objects.filter(pk=attachment.pk).update(removed_at=clock.now())
    else:
        attachment.delete()
    advance_alone(filing.task.case)


def _hold_open(filing: Filing) -> None:
    """Keep the draft from being sent until its files are written."""
    Filing.objects.select_for_update(of=("self",), no_key=True).get(pk=filing.pk)
    filing.refresh_from_db(fields=["state", "revision", "reopened_until"])


def _log(verb: str, attachment: Attachment, actor: Actor) -> None:
    filing, file = attachment.filing, attachment.file
    trail.log(
        verb, about=filing, within=filing.task.case, actor=actor, key=attachment.key, digest=file.digest
    )
