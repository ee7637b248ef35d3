"""The files of a filing: which places its stage keeps for them, what stands there, what is missing, what was sent."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from sammachip.cases import queries, rules
from sammachip.cases.models import Attachment, Filing
from sammachip.core.lengths import in_words
from sammachip.core.thainum import to_thai
from sammachip.core.verdict import Missing, Verdict
from sammachip.org.hats import Actor
from sammachip.programmes.pack import FileRule, Stage
from sammachip.records.models import FileKind, Upload
from sammachip.trail.spoken import worded

Counts = Mapping[int, Counter[str]]
"""How many files stand in each place, by filing."""
PREFIX = "files."
"""How the checklist names a place for files."""
ATTACHED = "attached"
"""Under this name a revision's facts tell the files that were sent with it."""
TAKEN = {
    "video": "video/mp4,video/quicktime,video/webm,video/x-matroska,.mp4,.mov,.webm,.mkv",
    "image": "image/jpeg,image/png,image/webp,image/heic",
    "document": ".pdf,.docx,.xlsx",
}
"""What a browser offers to choose, by what a place takes."""


@dataclass(frozen=True, slots=True)
class FilePlace:
    """One place for files as the page shows it: its rule, what stands there, and whether more may be given."""

    rule: FileRule
    files: Sequence[Attachment]
    uploads: Sequence[Upload]
    may_attach: Verdict

    @property
    def anchor(self) -> str:
        return anchor_of(self.rule)

    @property
    def most_mb(self) -> int:
        return most_mb(self.rule)

    @property
    def accepts(self) -> str:
        """As the `accept` of a file field."""
        return TAKEN.get(self.rule.accept) or ",".join(TAKEN.values())


def most_mb(rule: FileRule) -> int:
    """The largest file that a place takes."""
    most = {
        "video": settings.UPLOAD_VIDEO_MAX_MB,
        "image": settings.UPLOAD_PHOTO_MAX_MB,
        "document": settings.UPLOAD_DOCUMENT_MAX_MB,
    }
    return most.get(rule.accept, max(most.values()))


def anchor_of(rule: FileRule) -> str:
    """Where on the page the place stands."""
    return f"file-{rule.key}"


def way_to_file(key: str) -> str:
    """The anchor of a place that the checklist names; "" of what is no place for files."""
    return f"#file-{key.removeprefix(PREFIX)}" if key.startswith(PREFIX) else ""


def purpose_of(filing: Filing, rule: FileRule) -> str:
    """For what a file on its way in is sent."""
    return f"filing/{filing.pk}/{rule.key}"


def file_rules(filing: Filing) -> tuple[FileRule, ...]:
    return queries.stage_of(filing.task).files


def files_of(filing: Filing) -> list[Attachment]:
    """What stands in the draft now, place by place."""
    found = filing.attachments.standing().select_related("file__clip").order_by("position", "pk")
    order = [rule.key for rule in file_rules(filing)]
    return sorted((one for one in found if one.key in order), key=lambda one: order.index(one.key))


def places_of(filing: Filing, actor: Actor) -> list[FilePlace]:
    """Every place for files of the filing's stage; a fixed number of queries, none where it keeps no places."""
    if not (kept := file_rules(filing)):
        return []
    files, uploads = files_of(filing), list(Upload.objects.visible_to(actor))
    return [_place(filing, rule, files, uploads, actor) for rule in kept]


def _place(
    filing: Filing, rule: FileRule, files: Iterable[Attachment], uploads: Iterable[Upload], actor: Actor
) -> FilePlace:
    mine = [one for one in files if one.key == rule.key]
    return FilePlace(
        rule=rule,
        files=mine,
        uploads=[one for one in uploads if one.purpose == purpose_of(filing, rule)],
        may_attach=rules.may_attach(actor, filing, rule, len(mine)),
    )


def missing_files(filing: Filing) -> tuple[Missing, ...]:
    """The places that must hold a file and hold none; a report of nothing owes none."""
    return lacking(
        queries.stage_of(filing.task), filing, {filing.pk: Counter(one.key for one in files_of(filing))}
    )


def lacking(stage: Stage, filing: Filing, given: Counts) -> tuple[Missing, ...]:
    """What `missing_files` says, from the files `given` to many filings."""
    if filing.nil_reason:
        return ()
    here = given.get(filing.pk, Counter())
    return tuple(
        Missing(f"{PREFIX}{rule.key}", rule.label, _("ยังไม่ได้แนบไฟล์"))
        for rule in stage.files
        if rule.required and not here[rule.key]
    )


def given_to(filings: Iterable[Filing]) -> Counts:
    """How many files stand in each place of each filing; one query, none where no file must be given."""
    wanted = [one.pk for one in filings if any(rule.required for rule in file_rules(one))]
    given: dict[int, Counter[str]] = {}
    if wanted:
        found = Attachment.objects.standing().filter(filing__in=wanted)
        for filing, key in found.order_by().values_list("filing_id", "key"):
            given.setdefault(filing, Counter())[key] += 1
    return given


def frozen(filing: Filing) -> dict[str, object]:
    """The files as they are kept with the revision that is sent; nothing where there is none."""
    if filing.nil_reason or not (files := files_of(filing)):
        return {}
    labels = {rule.key: rule.label for rule in file_rules(filing)}
    return {ATTACHED: [_told(one, labels[one.key]) for one in files]}


def _told(one: Attachment, label: str) -> dict[str, object]:
    return {
        "id": one.pk,
        "key": one.key,
        "label": label,
        "name": one.file.name,
        "size": one.file.size,
        "sha256": one.file.digest,
        "milliseconds": one.file.clip.milliseconds if one.file.kind == FileKind.VIDEO else None,
    }


def file_lines(facts: Mapping[str, object], *, named: bool) -> Iterator[str]:
    """The files of a revision as its paper lists them; the name somebody gave a file is told only where `named`."""
    told = facts.get(ATTACHED)
    for one in told if isinstance(told, list) else []:
        name = f" ({one['name']})" if named else ""
        length = (
            _("ยาว {length} ").format(length=worded(in_words(one["milliseconds"])))
            if one["milliseconds"]
            else ""
        )
        size = _("{n:,} ไบต์").format(n=one["size"])
        yield f"{to_thai(one['label'])}{name} {to_thai(length + size)} SHA-256 {one['sha256']}"


def attached_in(facts: Mapping[str, object]) -> list[int]:
    """The keys of the files that a revision's facts tell."""
    told = facts.get(ATTACHED)
    return [one["id"] for one in told] if isinstance(told, list) else []


def sent_files(filing: Filing, facts: Mapping[str, object]) -> list[Attachment]:
    """The files that were sent with the revision of these facts."""
    named = attached_in(facts)
    found = filing.attachments.select_related("file__clip").in_bulk(named)
    return [found[one] for one in named if one in found]


@dataclass(frozen=True, slots=True)
class Given:
    """A file under the name of the place it was given in."""

    label: str
    attachment: Attachment


def sent_or_given(filing: Filing) -> list[Given]:
    """The files of the revision sent last; before one was sent, those that the draft holds."""
    if not (kept := {rule.key: rule.label for rule in file_rules(filing)}):
        return []
    sent = filing.revisions.order_by("number").last()
    files = sent_files(filing, sent.facts) if sent else files_of(filing)
    return [Given(kept.get(one.key, ""), one) for one in files]
