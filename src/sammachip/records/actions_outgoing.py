"""The verbs of the register of letters sent: begin to count, give a number, cancel one."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.core import document as doc
from sammachip.core.letternumber import in_series
from sammachip.core.thainum import tidy
from sammachip.core.verdict import Refused, require
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.records import rules
from sammachip.records.models import Book, NumberSeries, OutgoingLetter, Paper, Series, subject_in_register
from sammachip.records.outgoing import next_of, year_of
from sammachip.records.rules_incoming import may_receive
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim


@dataclass(frozen=True, slots=True)
class Letter:
    """What the register says of a letter; `from_whom` is the section that wrote it, or the office. The subject of a secret
    one is not written down."""

    subject: str
    to_whom: str
    from_whom: str = ""
    secrecy: str = ""

    @classmethod
    def of(cls, paper: Paper) -> "Letter":
        """What it says of a paper of this system, to whom its own face says."""
        fields = (
            block for block in doc.from_json(paper.content).blocks if isinstance(block, doc.LetterFields)
        )
        face = next((block.to for block in fields if block.to), "")
        there = paper.to_office.authority_head if paper.to_office else paper.office.place_name
        return cls(paper.title, face or there, secrecy=paper.secrecy)


@transaction.atomic
def begin_series(office: Office, *, year: int, series: Book, last: int, actor: Actor) -> NumberSeries:
    """Let the office count on from `last`, the number its register on paper or elsewhere came to this year."""
    if series == Book.RECEIVED:
        require(may_receive(actor, office))
    else:
        require(rules.may_register(actor, office))
        require(rules.may_count(office, series))
    counted, is_new = NumberSeries.objects.get_or_create(
        office=office, year=year, series=series, defaults={"first": last + 1, "last": last}
    )
    if not is_new:
        raise Refused(
            _("ชุดเลข{series}ปี {year} เริ่มออกเลขในระบบแล้ว เลขล่าสุด {last:,} — ออกเลขต่อจากนี้ได้เลย").format(
                series=series.label, year=year, last=counted.last
            )
        )
    trail.log(
        "letter-series.begun", about=counted, actor=actor, year=year, series=series.value, first=last + 1
    )
    return counted


@transaction.atomic
def give_number(
    letter: Letter,
    *,
    office: Office,
    dated_on: date,
    series: Series = Series.LETTER,
    number: str = "",
    paper: Paper | None = None,
    actor: Actor,
) -> OutgoingLetter:
    """Write the letter into the office's register under the next number of `series`, or under `number` from elsewhere.

    The series stays locked until the caller's transaction ends: what is rolled back gives its number back, so that
    none is lost and none is given twice. A paper of this system comes here through `issue_letter`.
    """
    require(rules.may_register(actor, office))
    require(rules.may_be_dated(dated_on))
    year = year_of(dated_on)
    typed = in_series(series, number)
    if typed:
        require(rules.is_free(office, year, typed))
    running, named = (None, typed) if typed else _counted(office, year, series)
    line = OutgoingLetter.objects.create(
        office=office,
        year=year,
        series="" if typed else series,
        running=running,
        number=named,
        dated_on=dated_on,
        from_whom=tidy(letter.from_whom)[:200] or office.short_name,
        to_whom=tidy(letter.to_whom)[:200],
        subject=subject_in_register(letter.secrecy, tidy(letter.subject)[:300]),
        secrecy=letter.secrecy,
        paper=paper,
        given_at=clock.now(),
        given_by=actor.person,
    )
    trail.log(
        "letter.numbered", about=line, within=paper, actor=actor, number=named, day=dated_on, own=not typed
    )
    return line


def _counted(office: Office, year: int, series: Series) -> tuple[int, str]:
    """The next number of the series and how it is written; one that stands in the register already is passed over.

    Such a one was typed as from elsewhere: it has its line, so nothing is missing where the count goes on after it.
    """
    require(rules.may_count(office, series))
    counted = held_series(office, year, Book(series))
    running, named = next_of(counted)
    claim(NumberSeries.objects.filter(pk=counted.pk, last=counted.last), last=running)
    return running, named


def held_series(office: Office, year: int, series: Book) -> NumberSeries:
    """How far the office has counted, kept from all others until the caller's transaction ends."""
    place = {"office": office, "year": year, "series": series}
    NumberSeries.objects.bulk_create([NumberSeries(**place)], ignore_conflicts=True)
    return NumberSeries.objects.select_for_update(of=("self",)).select_related("office").get(**place)


@transaction.atomic
def cancel_number(line: OutgoingLetter, *, reason: str, actor: Actor) -> OutgoingLetter:
    """Keep the number with the reason why no letter bears it any more. Raises Stale where it was cancelled already."""
    require(rules.may_register(actor, line.office))
    why = tidy(reason)
    if not why:
        raise Refused(_("บอกเหตุที่ยกเลิกเลขที่ {number} เพื่อบันทึกในทะเบียน").format(number=line.number))
    claim(
        OutgoingLetter.objects.filter(pk=line.pk, cancelled_at__isnull=True),
        cancelled_at=clock.now(), cancelled_by=actor.person, cancelled_why=why[:300],
    )  # fmt: skip
    line.refresh_from_db()
    waiting = line.deliveries.filter(received__isnull=True, office__isnull=False)
    trail.settle(["letter-arrives"], url=[one.get_absolute_url() for one in waiting])
    trail.log("letter.number-cancelled", about=line, actor=actor, number=line.number, reason=why)
    return line
