"""What goes on the papers of case work: a filing as its form prints it, and the letter that takes it upward.

A paper is in Thai, whatever language the screen of the one who brings it about is in.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.utils.translation import gettext as _

from sammachip.cases import answering, personal, queries
from sammachip.cases.assessing import figure, found_by
from sammachip.cases.attached import file_lines
from sammachip.cases.blank_forms import Blank, lay_out_blank
from sammachip.cases.facts import address_of
from sammachip.cases.filled import filled_facts, form_of
from sammachip.cases.judging import Reached, judge
from sammachip.cases.layout import Content, Ruling, Signer, lay_out
from sammachip.cases.limits import decided_in
from sammachip.cases.models import Advice, Filing, SignOff, SignVerdict, Task, TaskResult
from sammachip.cases.personal import Sight
from sammachip.cases.prefill import first_answers
from sammachip.cases.sign_in import Gathering, expected, lay_out_sheet
from sammachip.core import document as doc
from sammachip.core.answers import Answers
from sammachip.core.letter import Letter, LetterKind, blank_day, compose, signed_by
from sammachip.core.thaidate import format_date
from sammachip.core.thainum import to_thai
from sammachip.org.models import Office
from sammachip.programmes.models import Edition
from sammachip.programmes.paperspec import Paper
from sammachip.programmes.queries import terms_in_force
from sammachip.trail import clock
from sammachip.trail.thai import in_thai

FILING, COVER = "filing", "cover"
REPORTER = "reporter.name"
"""Who wrote the filing: a villager where a group wrote it itself."""


@in_thai
def filing_document(
    filing: Filing,
    answers: Answers,
    facts: Mapping[str, object],
    *,
    revision: int,
    nil_reason: str,
    edition: Edition,
    sight: Sight = Sight.WHOLE,
) -> doc.Document:
    """The filing as the form of that edition prints it, with the signatures given so far on that revision.

    Whatever can change after sending comes from the answers and the facts, which are frozen. A report of nothing says
    just that. What a reader of this `sight` does not see is masked.
    """
    form = form_of(filing.task, edition)
    if sight is Sight.MASKED and personal.by_member(filing):
        facts = {**facts, REPORTER: personal.mask()}
    paper = edition.pack.papers.get(str(queries.stage_of(filing.task, edition).form)) or Paper()
    known = {**facts, **answers.values}
    content = Content(
        form=personal.masked_form(form, sight),
        paper=paper,
        values=personal.masked(form, answers.values, sight),
        facts=facts,
        signers=tuple(signers_of(filing, revision, edition)),
        nil_reason=nil_reason,
        heads=_heads(form.title, facts, edition),
        group=to_thai(str(facts.get("group.name") or "")),
        unasked={one.key for one in form.fields if one.when and not one.when.holds(known)},
        ruling=None if nil_reason else _ruling(filing, answers, edition),
        decided=[one.line for one in decided_in(facts, edition.pack)],
        files=tuple(file_lines(facts, named=sight is Sight.WHOLE)),
    )
    return lay_out(content)


def _ruling(filing: Filing, answers: Answers, edition: Edition) -> Ruling | None:
    """What the answers come to where the stage is decided by them, as the paper says it; from frozen answers alone."""
    stage = queries.stage_of(filing.task, edition)
    if stage.outcome is None:
        return None
    judged = judge(stage.outcome, form_of(filing.task, edition), answers.values)
    if judged is None:
        return None
    why = [_score_in_words(judged.reached)] if judged.reached else []
    found = found_by(stage, judged.assessed, answers.values)
    return Ruling(
        words=judged.result.tier or str(TaskResult(judged.result.outcome).label),
        why=[line for line in (*why, judged.sentence) if line],
        sample=edition.pack.is_sample(stage),
        heads=found.heads,
        parts=found.lines,
        radar=found.radar,
        up=[line for way in found.ways for line in (way.words, *way.steps)],
    )


def _score_in_words(reached: Reached) -> str:
    told = {"score": figure(reached.score), "floor": figure(reached.floor)}
    if reached.ceiling is None:
        return _("ได้คะแนน {score} อยู่ในช่วงตั้งแต่ {floor} ขึ้นไป").format(**told)
    return _("ได้คะแนน {score} อยู่ในช่วงตั้งแต่ {floor} แต่ไม่ถึง {ceiling}").format(
        **told, ceiling=figure(reached.ceiling)
    )


@in_thai
def blank_form(task: Task, *, address: str, sight: Sight = Sight.WHOLE) -> doc.Document:
    """The form of the task to be written by hand, with all that is known today; `address` is where it is keyed in.

    What a reader of this `sight` does not see is masked.
    """
    form, facts = form_of(task), filled_facts(task, clock.today())
    latest = queries.newest_filing(task)
    values = answering.coerce(form, first_answers(task, latest), facts=facts).values
    hops = queries.chain(task)
    paper = task.case.edition.pack.papers.get(str(queries.stage_of(task).form)) or Paper()
    return lay_out_blank(
        Blank(
            form=personal.masked_form(form, sight),
            values=personal.masked(form, values, sight),
            facts=facts,
            heads=tuple(of_whom(task)),
            address=address,
            signers=(Signer("ผู้กรอกแบบ"), *(Signer(f"ผู้{hop.verb}") for hop in hops)),
            lies=paper.orientation,
        )
    )


@in_thai
def sign_in_sheet(task: Task, gathering: Gathering, *, address: str, whole: bool = True) -> doc.Document:
    """The sheet that those who come to an activity of the task's group sign; names only for who sees the group whole."""
    group = task.case.group
    assert group is not None, "asked of a group alone"
    people = expected(group) if whole else []
    return lay_out_sheet(gathering, people, heads=tuple(of_whom(task)), address=address)


def of_whom(task: Task) -> Iterator[str]:
    """Whom a paper asks, where they are, and for which programme."""
    yield to_thai(str(task.case.subject))
    if group := task.case.group:
        district = group.village.area.parent
        yield f"{address_of(group)} {district.full_name if district else ''}".rstrip()
    edition = task.case.edition
    year = _("{programme} ปีงบประมาณ พ.ศ. {year}").format(programme=edition.title, year=edition.fiscal_year)
    yield to_thai(f"{year} ({task.period})" if task.period else year)


@in_thai
def advice_blocks(given: Iterable[Advice]) -> tuple[doc.Block, ...]:
    """What superiors advised, one below the other as it came, each above who gave it and when; nothing where nobody did."""
    blocks: list[doc.Block] = []
    for number, one in enumerate(given, start=1):
        day = format_date(one.given_on, thai_digits=True)
        blocks.append(doc.Paragraph(to_thai(f"{number}. {one.words}")))
        blocks.append(doc.Signature(tuple(doc.parts(line) for line in (one.name, one.title, day))))
    return (doc.Heading(_("คำแนะนำของผู้บังคับบัญชา"), level=2), *blocks) if blocks else ()


def filing_title(filing: Filing) -> str:
    """The filing as notices and papers name it: its stage and its subject."""
    return f"{queries.stage_of(filing.task).title} · {filing.task.case.subject}"


def _heads(title: str, facts: Mapping[str, object], edition: Edition) -> tuple[str, ...]:
    """What stands above a form to which the pack gives no title: what it is, of which programme and office, and the day."""
    as_of = facts["as_of"]
    assert isinstance(as_of, date)
    day = _("ข้อมูล ณ วันที่ {day}").format(day=format_date(as_of, thai_digits=True))
    return to_thai(title), edition.title, str(facts.get("office.name") or ""), day


def signers_of(filing: Filing, revision: int, edition: Edition) -> list[Signer]:
    """Each hop of that edition's chain, signed on that revision or still blank; how it was signed is told below the name."""
    signed = filing.signoffs.filter(revision=revision, verdict=SignVerdict.SIGNED)
    given = {signoff.hop: signoff for signoff in signed.select_related("power", "office")}
    return [_signer(hop.verb, given.get(hop.index)) for hop in queries.chain(filing.task, edition=edition)]


def _signer(verb: str, signoff: SignOff | None) -> Signer:
    if signoff is None:
        return Signer(f"ผู้{verb}")
    note = ""
    if signoff.on_paper:
        note = _("ลงนามในเอกสาร ที่ {number} ลงวันที่ {day}").format(
            number=to_thai(signoff.paper_number), day=format_date(signoff.done_on, thai_digits=True)
        )
    elif signoff.for_next_office:
        note = _("ลงนามในระบบ วันที่ {day} แทนขั้นที่ไม่มีผู้อื่นในหน่วยงาน").format(
            day=format_date(signoff.done_on, thai_digits=True)
        )
    else:
        note = _("ลงนามในระบบ วันที่ {day}").format(day=format_date(signoff.done_on, thai_digits=True))
    lines = [signoff.signer_title]
    if signoff.power:
        lines = [f"{signoff.signer_title} {signoff.power.form_words}", signoff.power.for_title]
    return Signer(f"ผู้{verb}", signoff.signer_name, tuple(lines), note)


@in_thai
def covering_letter(filing: Filing, sender: Office, receiver: Office) -> doc.Document:
    """A draft หนังสือนำส่ง from the sender's authority to the receiver's head; number and day left blank."""
    stage, programme = queries.stage_of(filing.task).title, filing.task.case.edition.title
    letter = _letter_of(filing, sender, receiver)
    said = (*_covering(filing, sender, receiver, referring=bool(letter)), _("จึงเรียนมาเพื่อโปรดพิจารณา"))
    return compose(
        Letter(
            LetterKind.EXTERNAL,
            subject=_("ส่ง{stage} {programme}").format(stage=stage, programme=programme),
            body=tuple(doc.Paragraph(text) for text in said),
            number=to_thai(f"{sender.letter_code}/" if sender.letter_code else ""),
            date=blank_day(filing.as_of) if filing.as_of else "",
            office_lines=_letterhead(sender),
            to=receiver.authority_head,
            refs=(letter,) if letter else (),
            enclosures=((stage, _("จำนวน ๑ ชุด")),),
            closing=_("ขอแสดงความนับถือ"),
            sign_lines=signed_by("", sender.authority_head),
            contact=tuple(line for line in _contact(filing, sender) if line),
        )
    )


def _letter_of(filing: Filing, sender: Office, receiver: Office) -> str:
    """The receiver's own letter that set the terms of the work, as อ้างถึง names it; nothing where none is recorded."""
    terms = terms_in_force(filing.task.case.edition, sender)
    for source in (terms.report_to_from, terms.unit_cost_from):
        if source.office == receiver.code and source.letter_number and source.letter_on:
            return _("หนังสือ{authority} ที่ {number} ลงวันที่ {day}").format(
                authority=receiver.authority,
                number=to_thai(source.letter_number),
                day=format_date(source.letter_on, thai_digits=True),
            )
    return ""


def _covering(filing: Filing, sender: Office, receiver: Office, *, referring: bool) -> Iterator[str]:
    """Why it is written, and what is sent; where a letter is referred to, why comes in a paragraph of its own."""
    told = {
        "office": sender.authority,
        "stage": queries.stage_of(filing.task).title,
        "programme": filing.task.case.edition.title,
        "day": format_date(filing.as_of, thai_digits=True) if filing.as_of else "",
    }
    if not referring:
        yield _(
            "ด้วย{office}ได้จัดทำ{stage} {programme} ข้อมูล ณ วันที่ {day} เรียบร้อยแล้ว จึงขอส่งเอกสารดังกล่าวมาพร้อมหนังสือนี้"
        ).format(**told)
        return
    yield _("ตามหนังสือที่อ้างถึง {authority}แจ้งการดำเนินงาน{programme} นั้น").format(
        authority=receiver.authority, **told
    )
    yield _(
        "{office}ได้จัดทำ{stage} ข้อมูล ณ วันที่ {day} เรียบร้อยแล้ว จึงขอส่งมาพร้อมหนังสือนี้ รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย"
    ).format(**told)


def _letterhead(office: Office) -> tuple[str, ...]:
    """The address as the office writes it on its letters, or the authority's name alone."""
    return tuple(to_thai(line) for line in office.address.splitlines() if line.strip()) or (office.authority,)


def _contact(filing: Filing, office: Office) -> Iterator[str]:
    """The office that owns the matter, the maker's section in it, and how to reach them."""
    yield office.name
    posts = filing.maker.posts.filter(office=office, section__isnull=False)
    yield from posts.held_on(clock.today()).order_by("pk").values_list("section__name", flat=True)[:1]
    yield to_thai(_("โทร. {phone}").format(phone=office.phone)) if office.phone else ""
    yield to_thai(_("โทรสาร {fax}").format(fax=office.fax)) if office.fax else ""
