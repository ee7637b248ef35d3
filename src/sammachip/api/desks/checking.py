"""Whether a paper is genuine: open to everyone who holds one, without a token, as the page of the same name."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import AfterValidator, Field

from sammachip import patience
from sammachip.api.ground import reads
from sammachip.api.problems import NotThere, TooMany
from sammachip.api.words import Said, Told, storable
from sammachip.core.papercode import read
from sammachip.records import genuine

router = Router(tags=["filings"])
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-fA-F]{64}$")]
Code = Annotated[str, Field(max_length=40), AfterValidator(storable)]


class CheckedTold(Told):
    """What stands on the face of an issued paper, and whether it `holds`, was `replaced` or was `withdrawn` `since` when.

    `replaced_by` is the code of the paper in its place, empty where none is told. `title` is empty where it is for the
    paper's readers alone. `same_file` answers whether a digest is that of a file issued for this paper; null where none
    was given.
    """

    code: str
    kind: str
    office: str
    number: str
    dated_on: date | None
    title: str
    issued_at: datetime | None
    standing: str
    since: datetime | None
    replaced_by: str
    sha256: str
    same_file: bool | None


class FileAsked(Said):
    """The SHA-256 of a file that is said to be this paper."""

    sha256: Sha256 | None = None


def _told(found: genuine.Told, *, same_file: bool | None) -> CheckedTold:
    return CheckedTold(
        code=found.code,
        kind=str(found.name),
        office=found.office,
        number=found.number,
        dated_on=found.day,
        title=found.title,
        issued_at=found.issued_at,
        standing=found.life.standing,
        since=found.life.since,
        replaced_by=found.life.by,
        sha256=found.digest,
        same_file=same_file,
    )


@reads(router, "/check/{paper_code}", public=True)
def check_paper(request: HttpRequest, paper_code: Code, asked: Query[FileAsked]) -> CheckedTold:
    """What is told of the paper that bears this code; open to everyone."""
    _bear_with(request)
    code = read(paper_code)
    if not code:
        raise _missed(request, genuine.mistyped(paper_code))
    if (found := genuine.by_code(code)) is None:
        raise _missed(request, genuine.NO_SUCH_CODE)
    digest = asked.sha256
    return _told(found, same_file=genuine.has_file(code, digest.lower()) if digest else None)


@reads(router, "/check/files/{sha256}", public=True)
def check_file(request: HttpRequest, sha256: Sha256) -> CheckedTold:
    """What is told of the paper one of whose issued files has this SHA-256; open to everyone."""
    _bear_with(request)
    if (found := genuine.by_digest(sha256.lower())) is None:
        raise _missed(request, genuine.NO_SUCH_FILE)
    return _told(found, same_file=True)


def _bear_with(request: HttpRequest) -> None:
    if patience.is_out(request):
        words = _(
            "มีการตรวจรหัสที่ไม่มีอยู่จากเครือข่ายนี้หลายครั้ง — รอ {minutes} นาทีแล้วลองใหม่ หรือสอบถามหน่วยงานที่ออกเอกสาร"
        )
        raise TooMany(words.format(minutes=patience.SECONDS // 60), patience.SECONDS)


def _missed(request: HttpRequest, words: str | Promise) -> NotThere:
    patience.missed(request)
    return NotThere(str(words))
