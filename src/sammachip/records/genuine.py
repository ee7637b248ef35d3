"""Whether a paper is genuine: found by the code it bears or by its very bytes, and told in what its face says to a stranger.

Rooms that issue papers say what each kind is called and when one holds no more (`know`); those that give out papers of
their own under a code say how theirs are found (`ask`).
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sammachip.core import document as doc
from sammachip.core.letter import LetterKind
from sammachip.core.papercode import NUMBERS, code_of, grouped
from sammachip.records.models import Paper, PaperState


class Standing(models.TextChoices):
    """Whether a paper that was issued is still to be relied on."""

    HOLDS = "holds", _("เอกสารจริง ยังใช้อยู่")
    REPLACED = "replaced", _("เอกสารจริง แต่มีฉบับใหม่แทนแล้ว")
    WITHDRAWN = "withdrawn", _("เอกสารจริง แต่ยกเลิกแล้ว")


@dataclass(frozen=True, slots=True)
class Life:
    """Where a paper stands, and since when, if it holds no more; `by` is the code of the one in its place, where that is told."""

    standing: Standing
    since: datetime | None = None
    by: str = ""


HOLDS = Life(Standing.HOLDS)


@dataclass(frozen=True, slots=True)
class PaperKind:
    """What the papers of a kind are called. `renewed`: a later one of the same matter takes the place of the earlier.

    `names_people`: the title says who it is about, which is for those who hold the paper. `life`: when else one ends.
    """

    name: str | Promise
    renewed: bool = False
    names_people: bool = False
    life: Callable[[Paper], Life] = lambda paper: HOLDS


@dataclass(frozen=True, slots=True)
class Told:
    """What a stranger is told of an issued paper: what stands on its face, without what only its readers know."""

    code: str
    name: str | Promise
    office: str
    number: str
    day: date | None
    title: str
    issued_at: datetime | None
    life: Life
    digest: str = ""
    """SHA-256 of the file that was issued; "" where none is kept."""


NO_SUCH_CODE = _("ระบบนี้ไม่เคยออกเอกสารที่มีรหัสนี้ อย่าเพิ่งเชื่อเอกสารในมือ — ติดต่อหน่วยงานที่มีชื่อบนเอกสาร")
NO_SUCH_FILE = _("ไฟล์นี้ไม่ตรงกับไฟล์ใดที่ระบบออก อาจถูกแก้ไข บันทึกใหม่ หรือสแกนมา — ตรวจด้วยรหัสที่มุมล่างขวาของเอกสารแทน")
KINDS: dict[str, PaperKind] = {}
Finder = Callable[[str], Told | None]
_finders: list[Finder] = []


def know(kind: str, said: PaperKind) -> None:
    KINDS[kind] = said


def ask(find: Finder) -> None:
    """Let papers be found that are no rows of `Paper`: receipts."""
    _finders.append(find)


def new_code() -> str:
    """Drawn at random out of 36 million thousand millions, so that nobody finds a paper by trying."""
    return code_of(secrets.randbelow(NUMBERS))


def address_of(code: str) -> str:
    """Where this paper is checked; "" while the installation does not know its own address."""
    return f"{settings.ADDRESS}{reverse('web:genuine', args=[code])}" if settings.ADDRESS else ""


def seal_of(paper: Paper) -> doc.Seal | None:
    """What the paper bears at its foot; None before it is issued."""
    return doc.Seal(grouped(paper.code), address_of(paper.code), desk_address()) if paper.code else None


def desk_address() -> str:
    """Where a code is typed by hand, without what a browser adds by itself."""
    return f"{settings.ADDRESS.partition('://')[2]}{reverse('web:genuine-desk')}" if settings.ADDRESS else ""


def mistyped(typed: str) -> str:
    """What is said of a text that is no code at all."""
    said = gettext("«{typed}» ไม่ใช่รหัสเอกสาร: ต้องมี 12 ตัว และตัวสุดท้ายต้องเข้ากับตัวอื่น — เทียบกับเอกสารทีละตัวแล้วพิมพ์ใหม่")
    return said.format(typed=typed)


def by_code(code: str) -> Told | None:
    """What is told of the paper that bears this code."""
    paper = _issued().filter(code=code).first()
    if paper:
        return told(paper)
    return next((found for find in _finders if (found := find(code))), None)


def by_digest(digest: str) -> Told | None:
    """What is told of the paper one of whose issued files has this SHA-256."""
    paper = _issued().filter(models.Q(pdf__digest=digest) | models.Q(docx__digest=digest)).first()
    return told(paper) if paper else None


def has_file(code: str, digest: str) -> bool:
    """Whether this is one of the files that the paper of this code was issued as."""
    issued_as = models.Q(pdf__digest=digest) | models.Q(docx__digest=digest)
    return _issued().filter(issued_as, code=code).exists()


def _issued() -> models.QuerySet[Paper]:
    return (
        Paper.objects.filter(state=PaperState.ISSUED).select_related("office", "pdf", "line").order_by("-pk")
    )


def told(paper: Paper) -> Told:
    kind = KINDS[paper.kind]
    secret = bool(doc.from_json(paper.content).secrecy)
    return Told(
        code=paper.code or "",
        name=kind.name,
        office=paper.office.name,
        number=paper.number,
        day=paper.dated_on,
        title="" if secret or kind.names_people else paper.title,
        issued_at=paper.issued_at,
        life=_life(paper, kind),
        digest=paper.pdf.digest if paper.pdf else "",
    )


def life_of(paper: Paper) -> Life:
    """Where an issued paper stands today; a draft has nothing to lose yet."""
    return _life(paper, KINDS[paper.kind]) if paper.state == PaperState.ISSUED else HOLDS


def _life(paper: Paper, kind: PaperKind) -> Life:
    line = getattr(paper, "line", None)
    if line and line.is_cancelled:
        return Life(Standing.WITHDRAWN, line.cancelled_at)
    if kind.renewed and (later := _later(paper)):
        return replaced_by(later)
    return kind.life(paper)


def replaced_by(later: Paper) -> Life:
    """Where a paper stands in whose place another was issued."""
    return Life(Standing.REPLACED, later.issued_at, later.code or "")


def _later(paper: Paper) -> Paper | None:
    """The one of the same matter that was issued after it."""
    matter = {
        name: getattr(paper, name) for name in ("kind", "about_kind", "about_id", "office_id", "to_office_id")
    }
    return Paper.objects.filter(**matter, state=PaperState.ISSUED, pk__gt=paper.pk).order_by("-pk").first()


LETTERS = {
    LetterKind.EXTERNAL: PaperKind(_("หนังสือภายนอก")),
    LetterKind.MEMO: PaperKind(_("บันทึกข้อความ"), names_people=True),
    LetterKind.STAMPED: PaperKind(_("หนังสือประทับตรา")),
    LetterKind.ORDER: PaperKind(_("คำสั่ง")),
    LetterKind.ANNOUNCEMENT: PaperKind(_("ประกาศ")),
    LetterKind.MINUTES: PaperKind(_("รายงานการประชุม")),
    LetterKind.CERTIFICATE: PaperKind(_("หนังสือรับรอง"), names_people=True),
    LetterKind.AWARD: PaperKind(_("เกียรติบัตร"), names_people=True),
}
"""Papers of the letter desk, by what they were written as."""


def know_letters() -> None:
    for kind, said in LETTERS.items():
        know(f"letter-{kind}", said)
