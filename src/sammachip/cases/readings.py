"""What a page about a filing shows: the paper, where it stands, what changed, what this actor may do now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from sammachip.cases import answering, personal, queries, rules
from sammachip.cases.actions.signing import serving_hop, standing_hop
from sammachip.cases.filled import form_of
from sammachip.cases.handing_out import signed_document
from sammachip.cases.models import (
    Advice,
    Filing,
    FilingState,
    Handwritten,
    PaperRecord,
    Revision,
    SignOff,
    SignVerdict,
)
from sammachip.cases.reuse import Reused, reused_pictures
from sammachip.core import answers as core_answers
from sammachip.core import document as doc
from sammachip.core.shown import Change
from sammachip.core.signoff import Hop, timely
from sammachip.core.thaidate import bangkok_day
from sammachip.core.verdict import Verdict
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.trail.spoken import day_name


@dataclass(frozen=True, slots=True)
class HopReading:
    """One hop as the page shows it: who signed, or who could, or that nobody holds it. `late`: the office first passed it on
    after its instant, whoever sent it in time."""

    hop: Hop
    office: Office
    signoff: SignOff | None
    holders: Sequence[str]
    here: bool
    late: bool


@dataclass(frozen=True, slots=True)
class DayOutside:
    """A day of a filing that lies outside the programme's period: pointed out, never refused."""

    what: str
    day: date


@dataclass(frozen=True, slots=True)
class FilingReading:
    """A filing for one reader; if not `whole`, what is personal is masked, else at most telephones that were refused."""

    document: doc.Document | None
    whole: bool
    revision: Revision | None
    nil: bool
    reused: Sequence[Reused]
    hops: Sequence[HopReading]
    signoffs: Sequence[SignOff]
    changes: Sequence[Change]
    outside: Sequence[DayOutside]
    timely: bool | None
    handwritten: Handwritten | None
    may_edit: Verdict
    may_sign: Verdict
    may_record_paper: Verdict
    paper_waiting: PaperRecord | None
    may_check_paper: Verdict
    may_take_back: Verdict
    may_reopen: Verdict
    advice: Sequence[Advice]
    may_advise: Verdict

    @property
    def outside_words(self) -> str:
        return " · ".join(f"{one.what} {day_name(one.day)}" for one in self.outside)


def filing_reading(filing: Filing, actor: Actor) -> FilingReading:
    """Everything one page needs about one filing, in a fixed number of queries."""
    hops, signoffs, hop = standing_hop(filing)
    serving = serving_hop(filing, hops, hop) if filing.state == FilingState.SENT else None
    revision = filing.revisions.select_related("sent_by", "edition").order_by("-number").first()
    waiting, whole = queries.paper_waiting(filing), personal.sees_whole(actor, filing.task)
    sight = personal.sight_of(actor, filing.task)
    changes = changes_since_last_word(filing, revision, signoffs)
    if revision:
        changes = personal.masked_changes(form_of(filing.task, revision.edition), changes, sight)
    return FilingReading(
        document=signed_document(filing, revision, sight=sight) if revision else None,
        whole=whole,
        revision=revision,
        nil=bool(revision and revision.nil_reason),
        reused=reused_pictures(filing, actor),
        hops=_hop_readings(filing, hops, signoffs, hop),
        signoffs=signoffs,
        changes=changes,
        outside=days_outside(filing, revision, signoffs) if revision else [],
        timely=timely(
            filing.first_sent_at, queries.DueDates(queries.edition_of(filing)).due_for_writer(filing.task)
        ),
        handwritten=queries.handwriting(filing) if whole else None,
        may_edit=rules.may_edit(actor, filing),
        may_sign=rules.may_sign_now(actor, filing, hops, signoffs, serving),
        may_record_paper=rules.may_record_paper(
            actor, filing, hop if filing.state == FilingState.SENT else None, waiting
        ),
        paper_waiting=waiting,
        may_check_paper=rules.may_check_paper(actor, waiting, hop),
        may_take_back=rules.may_withdraw_sending(actor, filing, signoffs),
        may_reopen=rules.may_reopen(actor, filing, hops),
        advice=list(filing.advice.select_related("given_by")) if whole else [],
        may_advise=rules.may_advise(actor, filing),
    )


def days_outside(filing: Filing, revision: Revision, signoffs: Sequence[SignOff]) -> list[DayOutside]:
    """The days of this revision's work, sending and signatures that lie outside the programme's period, as they came."""
    form = form_of(filing.task, revision.edition)
    answers = core_answers.from_json(form, revision.answers)
    days = [(one.label, answers.get(one.key)) for one in form.fields if one.in_window]
    days += [(_("ข้อมูล ณ วันที่"), filing.as_of), (_("ส่ง"), revision.done_on)]
    days += [
        (signoff.get_verdict_display(), signoff.done_on)
        for signoff in signoffs
        if signoff.revision == revision.number
    ]
    window = revision.edition.pack.window
    return [DayOutside(what, day) for what, day in days if isinstance(day, date) and not window.contains(day)]


def _hop_readings(
    filing: Filing, hops: Sequence[Hop], signoffs: Sequence[SignOff], now: Hop | None
) -> list[HopReading]:
    codes = {hop.index: queries.office_code(filing.task.case.path, hop.role) for hop in hops}
    offices = Office.objects.in_bulk(set(codes.values()))
    people = queries.names_by_hop(filing.task, hops)
    given = {
        signoff.hop: signoff
        for signoff in signoffs
        if signoff.revision == filing.revision and signoff.verdict == SignVerdict.SIGNED
    }
    sent = filing.state == FilingState.SENT
    return [
        HopReading(
            hop,
            offices[codes[hop.index]],
            given.get(hop.index),
            people[hop.index],
            sent and hop == now,
            passed_on_late(hop, signoffs),
        )
        for hop in hops
    ]


def passed_on_late(hop: Hop, signoffs: Sequence[SignOff]) -> bool:
    """Whether the hop's first signature came after its instant; one given on paper is judged by the paper's day."""
    signed = (one for one in signoffs if one.hop == hop.index and one.verdict == SignVerdict.SIGNED)
    first = min(signed, key=lambda one: one.recorded_at, default=None)
    if first is None or hop.due is None:
        return False
    return first.done_on > bangkok_day(hop.due) if first.on_paper else first.recorded_at > hop.due


def changes_since_last_word(
    filing: Filing, revision: Revision | None, signoffs: Sequence[SignOff]
) -> list[Change]:
    """What differs between the revision somebody last signed or returned and the latest one, in the latest one's form."""
    spoken = [signoff.revision for signoff in signoffs if revision and signoff.revision < revision.number]
    if revision is None or not spoken:
        return []
    before = filing.revisions.get(number=max(spoken))
    form = form_of(filing.task, revision.edition)
    return answering.changed(
        form, core_answers.from_json(form, before.answers), core_answers.from_json(form, revision.answers)
    )
